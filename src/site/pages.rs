//! The pages of a site, each with what is known of its kind: one table, which the plan, the search, the menu, the site
//! map and the drawing of pages go by.
//!
//! In: an [`Item`]. Out: its [`PageKind`]; none of a file that is no page. A page is a row here, an address in
//! `address`, and its values where `render` draws it: a variant of [`Item`] without any of these does not compile.

use super::{Elder, Item};

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

    /// Whether it stands among the pages of the ledgers.
    #[must_use]
    pub fn is_of_ledger(&self) -> bool {
        self.template.starts_with("ledger/")
    }
}

impl Item {
    /// What is known of its kind of page; none where it is another file.
    #[must_use]
    pub fn kind(&self) -> Option<PageKind> {
        Some(match self {
            Self::Home => page("home", "home.html").woven("index").dated(Dated::All),
            Self::Periods => page("periods", "periods.html").dated(Dated::All),
            Self::Period(_) => page("periods", "period.html").found_as("period").dated(Dated::Own),
            Self::Regions => page("regions", "regions.html").dated(Dated::All),
            Self::Region(_) => page("regions", "region.html").found_as("region").dated(Dated::Own),
            Self::RegionMonth(..) => page("regions", "region-month.html").dated(Dated::Own),
            Self::Elder(of) => of.kind(),
            Self::Timeliness => page("timeliness", "timeliness.html").dated(Dated::All),
            Self::Corrections => {
                page("corrections", "corrections.html").dated(Dated::Corrections).may_be_empty()
            }
            Self::Rankings => page("ranking", "rankings.html"),
            Self::Ranking(_) => page("ranking", "ranking.html"),
            Self::Reconciliations => page("reconciliation", "reconciliations.html"),
            Self::Reconciliation(_) => page("reconciliation", "reconciliation.html"),
            Self::Hazards(_) => page("hazards", "ledger/hazards.html"),
            Self::Hazard(_) => page("hazards", "ledger/hazard.html").found_as("hazard"),
            Self::Facilities(_) => page("facilities", "ledger/facilities.html"),
            Self::Facility(_) => page("facilities", "ledger/facility.html").found_as("facility"),
            Self::Enterprises(_) => page("enterprises", "ledger/enterprises.html"),
            Self::Enterprise(_) => page("enterprises", "ledger/enterprise.html").found_as("enterprise"),
            Self::Criteria => page("criteria", "ledger/criteria.html"),
            // A criterion may never have been met.
            Self::Criterion(_) => {
                page("criteria", "ledger/criterion.html").found_as("criterion").may_be_empty()
            }
            Self::Enforcement(_) => page("enforcement", "ledger/enforcement.html"),
            Self::Inspections(_) => page("inspections", "ledger/inspections.html"),
            Self::Notices(_) => page("notices", "ledger/notices.html"),
            Self::Data => page("data", "data.html").dated(Dated::All),
            Self::About => page("about", "about.html").woven("about").dated(Dated::Text),
            // No case may be public any more.
            Self::Cases => page("cases", "cases.html").may_be_empty(),
            Self::Case(_) => page("cases", "case.html").found_as("case").may_be_empty(),
            Self::Text(_) => page("text", "text.html").found_as("page").dated(Dated::Text),
            Self::Search => page("search", "search.html"),
            Self::NotFound => PageKind { is_page: false, ..page("404", "404.html").unlisted() },
            Self::SearchWords(_)
            | Self::SearchEntries(_)
            | Self::ChartSvg(_)
            | Self::ChartCsv(_)
            | Self::FiguresCsv
            | Self::MeasuresCsv
            | Self::RegionsCsv
            | Self::PeriodsCsv
            | Self::TimelinessCsv
            | Self::CoverageCsv
            | Self::RankingCsv
            | Self::ListCsv(_)
            | Self::DataPackage
            | Self::PeriodsFeed
            | Self::CorrectionsFeed
            | Self::CasesFeed
            | Self::Headers
            | Self::Sitemap
            | Self::SitemapPart(_)
            | Self::Robots
            | Self::Static(_) => return None,
        })
    }

    /// Whether site maps list it.
    #[must_use]
    pub fn is_listed(&self) -> bool {
        self.kind().is_some_and(|kind| kind.is_listed)
    }

    /// Whether it is an HTML page that readers and search engines should find.
    #[must_use]
    pub fn is_page(&self) -> bool {
        self.kind().is_some_and(|kind| kind.is_page)
    }
}

impl Elder {
    /// What is known of it: tables come first in templates of its own; a page that is a table has the same.
    fn kind(self) -> PageKind {
        let (section, template) = match self {
            Self::Home => ("home", "elder/home.html"),
            Self::Periods => ("periods", "periods.html"),
            Self::Period(_) => ("periods", "elder/period.html"),
            Self::Regions => ("regions", "regions.html"),
            Self::Region(_) => ("regions", "elder/region.html"),
        };
        page(section, template).unlisted()
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
pub const SECTIONS: [Section; 17] = [
    Section { head: Item::Home, menu: Some((0, "home")) },
    Section { head: Item::Periods, menu: Some((1, "periods")) },
    Section { head: Item::Regions, menu: Some((2, "regions")) },
    Section { head: Item::Timeliness, menu: Some((8, "nav_timeliness")) },
    Section { head: Item::Corrections, menu: None },
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
        self.head.kind().expect("a page heads a column")
    }
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
