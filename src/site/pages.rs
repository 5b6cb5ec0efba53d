//! The pages of a site, each with what is known of its kind: one table, which the plan, the search, the menu, the site
//! map and the drawing of pages go by.
//!
//! In: an [`Item`]. Out: its [`PageKind`]; none of a file that is no page. A page is a row here, an address in
//! `address`, and its values where `render` draws it: a variant of [`Item`] without any of these does not compile.

use super::{Elder, Item};
use crate::published::Public;

/// What is known of a kind of page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageKind {
    /// The column it stands in, whose strings it has.
    pub section: &'static str,
    /// The template it is drawn in; below `ledger/` what stands around it is drawn once for all of a column.
    pub template: &'static str,
    /// As what the search finds it, one by one: `search_kind_<…>` of the theme. What heads a column is a `section`.
    pub found_as: Option<&'static str>,
    /// The page written by hand that is woven into it, by its slug.
    pub woven: Option<&'static str>,
    /// What it is as new as, for the site map.
    pub dated: Dated,
    /// Whether readers and search engines should find it.
    pub is_page: bool,
    /// Whether site maps list it: versions for older readers say the same as the pages they are versions of.
    pub is_listed: bool,
    /// Whether it may have nothing to show: that nothing had to be corrected is no fault.
    pub may_be_empty: bool,
}

/// What a page is as new as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dated {
    /// The last report or correction of all.
    All,
    /// The last of its own region and period.
    Own,
    /// The last correction.
    Corrections,
    /// Its text, as that says itself.
    Text,
    /// The data do not say.
    Unsaid,
}

const fn page(section: &'static str, template: &'static str) -> PageKind {
    PageKind {
        section,
        template,
        found_as: None,
        woven: None,
        dated: Dated::Unsaid,
        is_page: true,
        is_listed: true,
        may_be_empty: false,
    }
}

impl PageKind {
    const fn found_as(self, kind: &'static str) -> Self {
        Self { found_as: Some(kind), ..self }
    }

    const fn woven(self, slug: &'static str) -> Self {
        Self { woven: Some(slug), ..self.may_be_empty() }
    }

    const fn dated(self, dated: Dated) -> Self {
        Self { dated, ..self }
    }

    const fn may_be_empty(self) -> Self {
        Self { may_be_empty: true, ..self }
    }

    const fn unlisted(self) -> Self {
        Self { is_listed: false, dated: Dated::Unsaid, found_as: None, ..self }
    }

    /// What is known of an item's kind of page; none where it is another file.
    #[must_use]
    pub fn of(item: &Item) -> Option<Self> {
        Some(match item {
            Item::Home => page("home", "home.html").woven("index").dated(Dated::All),
            Item::Periods => page("periods", "periods.html").dated(Dated::All),
            Item::Period(_) => page("periods", "period.html").found_as("period").dated(Dated::Own),
            Item::Regions => page("regions", "regions.html").dated(Dated::All),
            Item::Region(_) => page("regions", "region.html").found_as("region").dated(Dated::Own),
            Item::RegionMonth(..) => page("regions", "region-month.html").dated(Dated::Own),
            Item::Elder(of) => Self::elder(*of),
            Item::Timeliness => page("timeliness", "timeliness.html").dated(Dated::All),
            Item::Corrections => {
                page("corrections", "corrections.html").dated(Dated::Corrections).may_be_empty()
            }
            Item::Editions => page("editions", "editions.html").dated(Dated::All).may_be_empty(),
            Item::Edition(_) => page("editions", "edition.html").dated(Dated::Own).may_be_empty(),
            Item::Rankings => page("ranking", "rankings.html"),
            Item::Ranking(_) => page("ranking", "ranking.html"),
            Item::Reconciliations => page("reconciliation", "reconciliations.html"),
            Item::Reconciliation(_) => page("reconciliation", "reconciliation.html"),
            Item::Hazards(_) => page("hazards", "ledger/hazards.html"),
            Item::Hazard(_) => page("hazards", "ledger/hazard.html").found_as("hazard"),
            Item::Facilities(_) => page("facilities", "ledger/facilities.html"),
            Item::Facility(_) => page("facilities", "ledger/facility.html").found_as("facility"),
            Item::Enterprises(_) => page("enterprises", "ledger/enterprises.html"),
            Item::Enterprise(_) => page("enterprises", "ledger/enterprise.html").found_as("enterprise"),
            Item::Criteria => page("criteria", "ledger/criteria.html"),
            // A criterion may never have been met.
            Item::Criterion(_) => {
                page("criteria", "ledger/criterion.html").found_as("criterion").may_be_empty()
            }
            Item::Enforcement(_) => page("enforcement", "ledger/enforcement.html"),
            Item::Inspections(_) => page("inspections", "ledger/inspections.html"),
            Item::Notices(_) => page("notices", "ledger/notices.html"),
            Item::Data => page("data", "data.html").dated(Dated::All),
            Item::About => page("about", "about.html").woven("about").dated(Dated::Text),
            // No case may be public any more.
            Item::Cases => page("cases", "cases.html").may_be_empty(),
            Item::Case(_) => page("cases", "case.html").found_as("case").may_be_empty(),
            Item::Text(_) => page("text", "text.html").found_as("page").dated(Dated::Text),
            Item::Search => page("search", "search.html"),
            Item::NotFound => PageKind { is_page: false, ..page("404", "404.html").unlisted() },
            Item::SearchWords(_)
            | Item::SearchEntries(_)
            | Item::ChartSvg(_)
            | Item::ChartCsv(_)
            | Item::FiguresCsv
            | Item::MeasuresCsv
            | Item::RegionsCsv
            | Item::PeriodsCsv
            | Item::TimelinessCsv
            | Item::CoverageCsv
            | Item::RankingCsv
            | Item::ListCsv(_)
            | Item::EditionCsv(_)
            | Item::DataPackage
            | Item::PeriodsFeed
            | Item::CorrectionsFeed
            | Item::CasesFeed
            | Item::Headers
            | Item::Sitemap
            | Item::SitemapPart(_)
            | Item::Robots
            | Item::Static(_) => return None,
        })
    }

    /// A version for older readers: tables come first in templates of its own; a page that is a table has the same.
    const fn elder(of: Elder) -> Self {
        let (section, template) = match of {
            Elder::Home => ("home", "elder/home.html"),
            Elder::Periods => ("periods", "periods.html"),
            Elder::Period(_) => ("periods", "elder/period.html"),
            Elder::Regions => ("regions", "regions.html"),
            Elder::Region(_) => ("regions", "elder/region.html"),
        };
        page(section, template).unlisted()
    }

    /// Whether it stands among the pages of the ledgers.
    #[must_use]
    pub fn is_of_ledger(&self) -> bool {
        self.template.starts_with("ledger/")
    }
}

/// A column of the site (栏目), by the page that heads it.
#[derive(Debug)]
pub struct Section {
    /// The page at its head.
    pub head: Item,
    /// Its place in the menu, and the string it has there; the others are found from other pages.
    pub menu: Option<(u8, &'static str)>,
}

/// All columns, in the order the search tells them. One whose head the plan does not have is left out.
pub const SECTIONS: [Section; 18] = [
    Section { head: Item::Home, menu: Some((0, "home")) },
    Section { head: Item::Periods, menu: Some((1, "periods")) },
    Section { head: Item::Regions, menu: Some((2, "regions")) },
    Section { head: Item::Timeliness, menu: Some((8, "nav_timeliness")) },
    Section { head: Item::Corrections, menu: None },
    Section { head: Item::Editions, menu: None },
    Section { head: Item::Hazards(0), menu: Some((3, "nav_hazards")) },
    Section { head: Item::Facilities(0), menu: None },
    Section { head: Item::Enterprises(0), menu: None },
    Section { head: Item::Criteria, menu: None },
    Section { head: Item::Enforcement(0), menu: Some((4, "nav_enforcement")) },
    Section { head: Item::Inspections(0), menu: None },
    Section { head: Item::Notices(0), menu: None },
    Section { head: Item::Cases, menu: Some((5, "nav_cases")) },
    Section { head: Item::Rankings, menu: Some((6, "nav_ranking")) },
    Section { head: Item::Reconciliations, menu: Some((7, "nav_reconciliation")) },
    Section { head: Item::Data, menu: Some((9, "nav_data")) },
    Section { head: Item::About, menu: Some((10, "nav_about")) },
];

impl Section {
    /// What is known of the page at its head.
    #[must_use]
    pub fn kind(&self) -> PageKind {
        PageKind::of(&self.head).expect("a page heads a column")
    }
}

/// Whether site maps list an item.
#[must_use]
pub fn is_listed(item: &Item) -> bool {
    PageKind::of(item).is_some_and(|kind| kind.is_listed)
}

/// The page written by hand that an item is, or that is woven into it, by its index.
#[must_use]
pub fn text_of(item: &Item, dataset: &Public) -> Option<usize> {
    if let Item::Text(page) = item {
        return Some(*page);
    }
    let slug = PageKind::of(item)?.woven?;
    dataset.pages().iter().position(|page| page.slug == slug)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_has_a_page_at_its_head_and_a_place_of_its_own() {
        let mut names: Vec<&str> = SECTIONS.iter().map(|section| section.kind().section).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), SECTIONS.len());
        let mut places: Vec<u8> = SECTIONS.iter().filter_map(|section| Some(section.menu?.0)).collect();
        places.sort_unstable();
        assert_eq!(places, (0..places.len() as u8).collect::<Vec<_>>());
    }
}
