//! Addresses: where each page stands, and how one leads to another.

use super::{ChartOf, Item};
use crate::dataset::{PeriodAt, RegionAt};
use crate::published::Public;

/// The address of a file below the site's root, as in `/periods/2023-06/`.
#[must_use]
pub fn address(dataset: &Public, item: &Item) -> String {
    let region = |index: RegionAt| dataset.regions().all()[index].code.as_str();
    let period = |index: PeriodAt| dataset.campaign().periods[index].id.as_str();
    match item {
        Item::Home => "/".into(),
        Item::Periods => "/periods/".into(),
        Item::Period(at) => format!("/periods/{}/", period(*at)),
        Item::Regions => "/regions/".into(),
        Item::Region(at) => format!("/regions/{}/", region(*at)),
        Item::RegionMonth(of, at) => format!("/regions/{}/{}/", region(*of), period(*at)),
        Item::Elder(of) => format!("/elder{}", address(dataset, &of.twin())),
        Item::Timeliness => "/timeliness/".into(),
        Item::Corrections => "/corrections/".into(),
        Item::Editions => "/editions/".into(),
        Item::Edition(at) => format!("/editions/{}/", period(*at)),
        Item::EditionCsv(at) => {
            let edition = &dataset.editions()[*at];
            let number = if edition.no == 1 { String::new() } else { format!("-{}", edition.no) };
            format!("/editions/{}/figures{number}.csv", period(edition.period))
        }
        Item::Hazards(page) => listed("hazards", *page),
        Item::Hazard(at) => format!("/hazards/{}/", dataset.hazard_id(*at)),
        Item::Facilities(page) => listed("facilities", *page),
        Item::Facility(at) => format!("/facilities/{}/", dataset.facility_id(*at)),
        Item::Enterprises(page) => listed("enterprises", *page),
        Item::Enterprise(at) => format!("/enterprises/{}/", dataset.enterprise_id(*at)),
        Item::Criteria => "/criteria/".into(),
        Item::Criterion(at) => format!("/criteria/{}/", at.of(dataset.criteria()).code),
        Item::Enforcement(page) => listed("enforcement", *page),
        Item::Inspections(page) => listed("inspections", *page),
        Item::Notices(page) => listed("notices", *page),
        Item::Rankings => "/ranking/".into(),
        Item::Ranking(at) => format!("/ranking/{}/", period(*at)),
        Item::Reconciliations => "/reconciliation/".into(),
        Item::Reconciliation(at) => format!("/reconciliation/{}/", period(*at)),
        Item::Data => "/data/".into(),
        Item::About => "/about/".into(),
        Item::Cases => "/cases/".into(),
        Item::Case(case) => format!("/cases/{}/", dataset.slug_of_case(*case)),
        Item::CasesFeed => "/feeds/cases.xml".into(),
        Item::Text(page) => format!("/{}/", dataset.pages()[*page].slug),
        Item::Search => "/search/".into(),
        Item::SearchWords(at) => format!("/search/words/{at}.txt"),
        Item::SearchEntries(at) => format!("/search/entries/{at}.txt"),
        Item::NotFound => "/404.html".into(),
        Item::FiguresCsv => "/data/figures.csv".into(),
        Item::MeasuresCsv => "/data/measures.csv".into(),
        Item::RegionsCsv => "/data/regions.csv".into(),
        Item::PeriodsCsv => "/data/periods.csv".into(),
        Item::TimelinessCsv => "/data/timeliness.csv".into(),
        Item::CoverageCsv => "/data/coverage.csv".into(),
        Item::RankingCsv => "/data/ranking.csv".into(),
        Item::ListCsv(list) => format!("/data/{}", list.file()),
        Item::DataPackage => "/data/datapackage.json".into(),
        Item::ChartSvg(of) => chart(dataset, *of, "svg"),
        Item::ChartCsv(of) => chart(dataset, *of, "csv"),
        Item::PeriodsFeed => "/feeds/periods.xml".into(),
        Item::CorrectionsFeed => "/feeds/corrections.xml".into(),
        Item::Headers => "/_headers".into(),
        Item::Sitemap => "/sitemap.xml".into(),
        Item::SitemapPart(part) => format!("/sitemap-{}.xml", part + 1),
        Item::Robots => "/robots.txt".into(),
        Item::Static(path) => format!("/static/{path}"),
    }
}

/// A page of a list: the first stands at the list's own address.
#[must_use]
pub fn listed(list: &str, page: usize) -> String {
    if page == 0 { format!("/{list}/") } else { format!("/{list}/page-{}/", page + 1) }
}

/// Charts are numbered from 1 within their page.
fn chart(dataset: &Public, of: ChartOf, ending: &str) -> String {
    let (page, number) = match of {
        ChartOf::Page(page, number) => (dataset.pages()[page].slug.replace('/', "-"), number),
        ChartOf::Case(case, number) => (format!("case-{}", dataset.slug_of_case(case)), number),
        ChartOf::Period(at) => (format!("period-{}", dataset.campaign().periods[at].id), 0),
        ChartOf::Region(at) => (format!("region-{}", dataset.regions().all()[at].code), 0),
    };
    format!("/charts/{page}-{}.{ending}", number + 1)
}

/// The file an address is written to, below the output: `/x/` is `x/index.html`.
#[must_use]
pub fn file_of(address: &str) -> String {
    let path = address.trim_start_matches('/');
    if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() }
}

/// The way from an address up to the site's root: `../../` from `/periods/2023-06/`.
#[must_use]
pub fn root_from(address: &str) -> String {
    match address.matches('/').count() - 1 {
        0 => "./".into(),
        depth => "../".repeat(depth),
    }
}

/// The address a relative link leads to from a page; `None` where it leaves the site's root.
#[must_use]
pub fn resolve(from: &str, link: &str) -> Option<String> {
    let path = link.split(['#', '?']).next().unwrap_or_default();
    if path.is_empty() {
        return Some(from.to_owned());
    }
    let mut at = from[..=from.rfind('/')?].to_owned();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => at.truncate(at[..at.len() - 1].rfind('/')? + 1),
            part => {
                at.push_str(part);
                at.push('/');
            }
        }
    }
    let is_folder = path.ends_with('/') || path.ends_with("..") || path == ".";
    if !is_folder && at.len() > 1 {
        at.pop();
    }
    Some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_relative_and_lead_back() {
        for address in ["/", "/periods/", "/regions/141027/2023-06/"] {
            assert_eq!(resolve(address, &root_from(address)).as_deref(), Some("/"), "{address}");
        }
        assert_eq!(resolve("/regions/1/", "../2/#x").as_deref(), Some("/regions/2/"));
        assert_eq!(resolve("/data/", "figures.csv").as_deref(), Some("/data/figures.csv"));
        assert_eq!(resolve("/data/", "#a").as_deref(), Some("/data/"));
        assert_eq!(resolve("/", "../x"), None);
    }

    #[test]
    fn folders_are_index_files() {
        assert_eq!(file_of("/"), "index.html");
        assert_eq!(file_of("/a/b/"), "a/b/index.html");
        assert_eq!(file_of("/404.html"), "404.html");
    }
}
