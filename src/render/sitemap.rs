//! The site map: every page with the day its data last changed, in files of at most 50,000 addresses.

use std::collections::BTreeMap;
use std::fmt::Write;

use chrono::NaiveDate;

use super::Renderer;
use crate::dataset::{PeriodAt, RegionAt};
use crate::published::PublicReport;
use crate::published::corrected::corrections;
use crate::site::{Dated, Item, PageKind, is_listed, text_of};

const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
const SPACE: &str = "xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"";

/// `/sitemap.xml`: all pages, or the files that list them.
pub fn whole(renderer: &Renderer) -> Vec<u8> {
    let parts = renderer.plan.sitemaps().len();
    if parts == 1 {
        return part(renderer, 0);
    }
    let base = &renderer.dataset.settings().base_url;
    let mut out = format!("{XML}<sitemapindex {SPACE}>\n");
    for part in 1..=parts {
        let _ = writeln!(out, "<sitemap><loc>{base}sitemap-{part}.xml</loc></sitemap>");
    }
    out.push_str("</sitemapindex>\n");
    out.into_bytes()
}

/// The pages of one file.
pub fn part(renderer: &Renderer, number: usize) -> Vec<u8> {
    let changes = Changes::of(renderer);
    let base = &renderer.dataset.settings().base_url;
    let mut out = format!("{XML}<urlset {SPACE}>\n");
    let items = renderer.plan.sitemaps().nth(number).unwrap_or_default();
    for (address, item) in items.iter().filter(|(_, item)| is_listed(item)) {
        let _ = write!(out, "<url><loc>{base}{}</loc>", address.trim_start_matches('/'));
        if let Some(day) = changes.of_page(renderer, item) {
            let _ = write!(out, "<lastmod>{day}</lastmod>");
        }
        out.push_str("</url>\n");
    }
    out.push_str("</urlset>\n");
    out.into_bytes()
}

/// The days the data last changed: reports that came in, and corrections. Never the time of the build.
struct Changes {
    by_region: Vec<Option<NaiveDate>>,
    by_period: Vec<Option<NaiveDate>>,
    /// Corrections only; the reports are asked directly.
    by_month: BTreeMap<(RegionAt, PeriodAt), NaiveDate>,
    of_corrections: Option<NaiveDate>,
    all: Option<NaiveDate>,
}

/// The day the data of each closed period last changed, in their order.
pub fn periods_changed(renderer: &Renderer) -> Vec<Option<NaiveDate>> {
    Changes::of(renderer).by_period
}

impl Changes {
    fn of(renderer: &Renderer) -> Self {
        let (dataset, figures) = (renderer.dataset, renderer.figures);
        let mut changes = Self {
            by_region: vec![None; dataset.regions().all().len()],
            by_period: vec![None; figures.periods().len()],
            by_month: BTreeMap::new(),
            of_corrections: None,
            all: None,
        };
        for report in dataset.reports().filter(|report| figures.is_closed(report.period())) {
            changes.note(renderer, report.region(), report.period(), report.filed_on());
        }
        for shown in corrections(dataset, figures) {
            changes.of_corrections = changes.of_corrections.max(Some(shown.date));
            let Some(period) = shown.period else { continue };
            let known = changes.by_month.entry((shown.region, period)).or_insert(shown.date);
            *known = shown.date.max(*known);
            changes.note(renderer, shown.region, period, Some(shown.date));
        }
        changes
    }

    /// A change of a reporter's month shows in the regions above it, too.
    fn note(&mut self, renderer: &Renderer, region: RegionAt, period: PeriodAt, day: Option<NaiveDate>) {
        let mut above = Some(region);
        while let Some(at) = above {
            let changed = &mut self.by_region[at.place()];
            *changed = day.max(*changed);
            above = renderer.dataset.regions().all()[at].parent;
        }
        let changed = &mut self.by_period[period.place()];
        *changed = day.max(*changed);
        self.all = self.all.max(day);
    }

    /// `None` where the data do not say.
    fn of_page(&self, renderer: &Renderer, item: &Item) -> Option<NaiveDate> {
        match PageKind::of(item)?.dated {
            Dated::All => self.all,
            Dated::Own => self.of_own(renderer, item),
            Dated::Corrections => self.of_corrections,
            Dated::Text => renderer.dataset.pages()[text_of(item, renderer.dataset)?].updated_on,
            Dated::Unsaid => None,
        }
    }

    /// Of a page of a region, a period or both.
    fn of_own(&self, renderer: &Renderer, item: &Item) -> Option<NaiveDate> {
        if let Item::Period(period) | Item::Edition(period) = item {
            return self.by_period[period.place()];
        }
        if let Item::Region(region) = item {
            return self.by_region[region.place()];
        }
        let Item::RegionMonth(region, period) = item else { return None };
        let filed = renderer.dataset.report(*region, *period).and_then(PublicReport::filed_on);
        filed.max(self.by_month.get(&(*region, *period)).copied())
    }
}
