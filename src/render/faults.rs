//! What is wrong with a page once it is drawn: links that lead nowhere, conventions that are not kept.
//!
//! In: a drawn page. Out: findings. Of the pages that are one drawing only what they have of their own is looked at.

use super::{Renderer, conventions, links};
use crate::dataset::RegionAt;
use crate::diagnostic::Findings;
use crate::site::{Elder, Item};

impl Renderer<'_> {
    /// Reports what is wrong with a drawn page. Of the pages that are one drawing, some hundred thousand in a
    /// nation, the first is looked at as a whole and of the others what they have of their own.
    pub(super) fn look_over(&self, html: &str, address: &str, page: &Item, findings: &Findings) {
        let site = links::Site { plan: self.plan, dataset: self.dataset, theme: self.theme };
        let links = |html: &str| links::check(html, address, page, site, findings);
        if self.is_as_another(page) {
            return;
        }
        // Rows are one drawing, too, with texts of their own.
        let is_row = matches!(page, Item::Hazard(_) | Item::Facility(_) | Item::Enterprise(_));
        if is_row && !self.plan.is_first(page) {
            let own = main_of(html);
            links(own);
            conventions::check_rows(self, own, address, page, findings);
        } else {
            links(html);
            conventions::check(self, html, address, page, findings);
        }
    }

    /// Whether nothing can be wrong with a page that is not wrong with the first reporter's: months differ by region and
    /// period alone, and the large pages lead where their twins do.
    fn is_as_another(&self, page: &Item) -> bool {
        let regions = self.dataset.regions();
        let is_first = |region: RegionAt| regions.reporters().first() == Some(&region);
        if let Item::RegionMonth(region, _) = page {
            return !is_first(*region);
        }
        matches!(page, Item::Elder(Elder::Region(region)) if !is_first(*region) && regions.all()[*region].reports())
    }
}

/// What stands in a page's `main`.
fn main_of(html: &str) -> &str {
    let start = memchr::memmem::find(html.as_bytes(), b"<main").unwrap_or(0);
    let end = memchr::memmem::rfind(html.as_bytes(), b"</main>").unwrap_or(html.len());
    &html[start..end.max(start)]
}
