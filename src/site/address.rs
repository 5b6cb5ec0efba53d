//! Addresses: where each page stands, and how one leads to another.

use super::Item;
use crate::dataset::Dataset;

/// The address of a file below the site's root, as in `/periods/2023-06/`.
#[must_use]
pub fn address(dataset: &Dataset, item: &Item) -> String {
    let region = |index: usize| dataset.regions.all()[index].code.as_str();
    let period = |index: usize| dataset.campaign.periods[index].id.as_str();
    match item {
        Item::Home => "/".into(),
        Item::Periods => "/periods/".into(),
        Item::Period(at) => format!("/periods/{}/", period(*at)),
        Item::Regions => "/regions/".into(),
        Item::Region(at) => format!("/regions/{}/", region(*at)),
        Item::RegionMonth(of, at) => format!("/regions/{}/{}/", region(*of), period(*at)),
        Item::Timeliness => "/timeliness/".into(),
        Item::Data => "/data/".into(),
        Item::About => "/about/".into(),
        Item::Cases => "/cases/".into(),
        Item::Case(case) => format!("/cases/{}/", dataset.cases[*case].slug),
        Item::CasesFeed => "/feeds/cases.xml".into(),
        Item::Text(page) => format!("/{}/", dataset.pages[*page].slug),
        Item::NotFound => "/404.html".into(),
        Item::FiguresCsv => "/data/figures.csv".into(),
        Item::MeasuresCsv => "/data/measures.csv".into(),
        Item::RegionsCsv => "/data/regions.csv".into(),
        Item::PeriodsCsv => "/data/periods.csv".into(),
        Item::TimelinessCsv => "/data/timeliness.csv".into(),
        Item::CoverageCsv => "/data/coverage.csv".into(),
        Item::DataPackage => "/data/datapackage.json".into(),
        Item::ChartSvg(page, number) => chart(dataset, *page, *number, "svg"),
        Item::ChartCsv(page, number) => chart(dataset, *page, *number, "csv"),
        Item::PeriodsFeed => "/feeds/periods.xml".into(),
        Item::Headers => "/_headers".into(),
        Item::Sitemap => "/sitemap.xml".into(),
        Item::Robots => "/robots.txt".into(),
        Item::Static(path) => format!("/static/{path}"),
    }
}

/// Charts are numbered from 1 within their page.
fn chart(dataset: &Dataset, page: usize, number: usize, ending: &str) -> String {
    format!("/charts/{}-{}.{ending}", dataset.pages[page].slug.replace('/', "-"), number + 1)
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
    let folder = &from[..=from.rfind('/')?];
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    let ends_in_folder = path.ends_with('/') || path.ends_with("..") || path == ".";
    let joined = parts.join("/");
    Some(match (joined.is_empty(), ends_in_folder) {
        (true, _) => "/".into(),
        (false, true) => format!("/{joined}/"),
        (false, false) => format!("/{joined}"),
    })
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
