//! Every chart of every page is also a drawing and data in files of its own.

use gongshi::diagnostic::Code;

use crate::exposure::{WITHDRAWN, then};
use crate::support::cases::{CASE, exposed};
use crate::support::sample::sample;
use crate::support::site::{Built, POLICY, Site, is_page};

const CHART: &str = "\n```chart\nkind = \"bar\"\nmeasures = [\"dispatch.found\"]\n```\n";

/// Where the links of a page's charts lead, without their endings; each has both files.
fn links(built: &Built, path: &str) -> Vec<String> {
    let (page, up) = (built.page(path), "../".repeat(path.matches('/').count()));
    let start = format!("<a href=\"{}charts/", if up.is_empty() { "./" } else { &up });
    let of = |ending: &str| -> Vec<String> {
        let links = page.split(&start).skip(1);
        let links = links.map(|rest| rest.split('"').next().unwrap_or_default());
        links.filter_map(|link| link.strip_suffix(ending).map(|name| format!("charts/{name}"))).collect()
    };
    let charts = of(".svg");
    assert_eq!(charts, of(".csv"), "{path}");
    charts
}

#[test]
fn every_chart_of_every_page_is_two_files_and_every_file_is_of_a_chart() {
    let built = sample().build();
    let mut files = Vec::new();
    for path in built.files.keys().filter(|path| is_page(path) && !path.starts_with("elder/")) {
        let charts = links(&built, path);
        assert_eq!(charts.len(), built.page(path).matches("<figure class=\"figure\">").count(), "{path}");
        files.extend(charts);
    }
    files.sort();
    let planned = built.files.keys().filter(|path| path.starts_with("charts/"));
    let planned: Vec<&str> = planned.filter_map(|path| path.strip_suffix(".svg")).collect();
    assert_eq!(files, planned);
    for name in
        ["charts/period-2023-11-1", "charts/region-141027-1", "charts/region-141000-1", "charts/index-1"]
    {
        assert!(files.iter().any(|file| file == name), "{name}");
    }
}

#[test]
fn a_chart_of_the_program_says_the_same_on_its_page_and_in_its_files() {
    let built = Site::small().without("data/reports/2023-07/102.toml").build();
    for (page, name) in
        [("periods/2023-07/index.html", "period-2023-07-1"), ("regions/102/index.html", "region-102-1")]
    {
        let (page, svg) = (built.page(page), built.page(&format!("charts/{name}.svg")));
        let title =
            page.split("<figcaption><strong>").nth(1).and_then(|rest| rest.split('<').next()).unwrap();
        assert!(
            svg.contains(&format!(">{title}</title>")) && svg.contains("role=\"img\""),
            "{title} in {svg}"
        );
        let csv = built.page(&format!("charts/{name}.csv"));
        assert!(
            csv.starts_with("label,series,value,status\n") && (csv.contains(",,M") || csv.contains(",P")),
            "{csv}"
        );
        let rows = page.split("<details>").nth(1).unwrap();
        let series = csv.lines().skip(1).map(|line| line.split(',').nth(1).unwrap());
        let series = series.collect::<std::collections::BTreeSet<_>>().len();
        let rows = rows.split("</table>").next().unwrap().matches("<tr><th scope=\"row\">").count();
        assert_eq!(csv.lines().count() - 1, rows * series, "{csv}");
    }
    // 甲县 filed `self_found = 3` and `tip_found = 2`; 乙县 filed nothing.
    let csv = built.page("charts/period-2023-07-1.csv");
    for row in ["甲县,发现重大事故隐患合计,5,A", "乙县,发现重大事故隐患合计,,M"] {
        assert!(csv.lines().any(|line| line == row), "{row} in {csv}");
    }
}

#[test]
fn where_there_is_no_chart_there_is_no_file() {
    // One period: nothing to draw a line through.
    let page = "+++\ntitle = \"政策\"\n+++\n";
    let mut site = Site::small().edit("gongshi.toml", "2023-07-26", "2023-06-01").put(POLICY, page);
    for region in ["100-B", "101", "102"] {
        site = site.without(&format!("data/reports/2023-07/{region}.toml"));
    }
    let built = site.build();
    assert!(!built.files.is_empty(), "{}", built.seen.told());
    assert!(!built.files.keys().any(|path| path.starts_with("charts/region-")));
    assert!(built.files.contains_key("charts/period-2023-05-1.svg"));
}

#[test]
fn the_chart_of_a_case_is_a_file_as_long_as_the_case_is_shown() {
    let site = exposed().edit(CASE, "对该公司罚款3万元。", &format!("对该公司罚款3万元。\n{CHART}"));
    let built = site.clone().build();
    built.seen.is_clean();
    assert_eq!(links(&built, "cases/x-1/index.html"), ["charts/case-x-1-1"]);
    assert!(built.files.contains_key("charts/case-x-1-1.svg"));
    let built = then(site, WITHDRAWN, "withdrawn").build();
    assert!(built.files.contains_key("cases/x-1/index.html"), "{}", built.seen.told());
    assert!(!built.files.keys().any(|path| path.starts_with("charts/case-")));
}

#[test]
fn a_page_whose_chart_takes_the_address_of_another_is_told() {
    let page = format!("+++\ntitle = \"甲县\"\n+++\n{CHART}");
    let seen = Site::small().put("content/region-101.md", page).check();
    let taken = seen.findings.iter().filter(|finding| finding.code == Code::AddressTaken);
    let places: Vec<&str> = taken.map(|finding| &*finding.place.path).collect();
    assert_eq!(places, ["content/region-101.md"; 2], "{}", seen.told());
}
