//! What inspections of government websites look at: head, foot, lists, freshness; and what search engines read.

use std::fmt::Write;

use gongshi::diagnostic::{Code, Severity};

use crate::support::site::{Built, CAMPAIGN, POLICY, Site, is_page};

const SETTINGS: &str = "gongshi.toml";
const BASE: &str = "themes/default/templates/base.html";

/// The small site with everything its organ can say.
fn whole() -> Site {
    Site::small().edit(
        SETTINGS,
        "[organ]\n",
        "[organ]\nundertaker = \"小市数据中心\"\nphone = \"0357-1234567\"\naddress = \"小市一路1号\"\n\
         site_code = \"1410000001\"\nicp = \"晋ICP备12345678号\"\npolice_record = \"晋公网安备14100002000001号\"\n\
         conac = \"0A1B2C3D\"\n",
    )
}

/// The small site with a base template of its own: the built-in one, changed.
pub fn with_base(site: Site, from: &str, to: &str) -> Site {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/themes/default/templates/base.html");
    let base = std::fs::read_to_string(path).unwrap();
    assert!(base.contains(from), "{from}");
    site.put(BASE, base.replace(from, to))
}

fn every_page(built: &Built) -> impl Iterator<Item = (&str, &str)> {
    built.files.keys().filter(|path| is_page(path)).map(|path| (path.as_str(), built.page(path)))
}

#[test]
fn every_page_has_the_prescribed_head() {
    let built = whole().build();
    built.seen.is_clean();
    for (path, page) in every_page(&built) {
        for tag in [
            "<html lang=\"zh-CN\"",
            "<meta name=\"renderer\" content=\"webkit\">",
            "<meta name=\"SiteName\" content=\"小市整治行动公示\">",
            "<meta name=\"SiteDomain\" content=\"small.example\">",
            "<meta name=\"SiteIDCode\" content=\"1410000001\">",
        ] {
            assert_eq!(page.matches(tag).count(), 1, "{path}: {tag}");
        }
        let column = page.contains("name=\"ColumnName\"") && page.contains("name=\"ColumnType\"");
        let content = page.contains("name=\"PubDate\"") && page.contains("name=\"ContentSource\"");
        assert!(path == "404.html" || column != content, "{path} is a column or content");
        assert!(path == "404.html" || page.contains("<meta property=\"og:title\" content=\""), "{path}");
    }
    let month = built.page("regions/101/2023-07/index.html");
    assert!(month.contains("<meta name=\"PubDate\" content=\"2023-07-20 00:00\">"), "{month}");
    assert!(
        month.contains("<meta property=\"og:url\" content=\"https://small.example/regions/101/2023-07/\">")
    );
}

#[test]
fn every_page_has_the_prescribed_foot() {
    let built = whole().build();
    for (path, page) in every_page(&built).filter(|(path, _)| *path != "404.html") {
        let foot = &page[page.find("<footer").unwrap()..];
        let url = format!("https://small.example/{}", path.trim_end_matches("index.html"));
        let url = url.replace(':', "%3A").replace('/', "%2F");
        for text in [
            "小市应急管理局",
            "小市数据中心",
            "网站标识码 1410000001",
            "<a href=\"https://beian.miit.gov.cn/\">晋ICP备12345678号</a>",
            "<a href=\"https://beian.mps.gov.cn/#/query/webSearch?code=14100002000001\">",
            "<a href=\"https://bszs.conac.cn/sitename?method=show&amp;id=0A1B2C3D\">党政机关标识</a>",
            "小市一路1号",
            "0357-1234567",
            "网站地图",
            &format!("jiucuo.html?site_code=1410000001&amp;url={url}\">"),
        ] {
            assert!(foot.contains(text), "{path}: {text} not in\n{foot}");
        }
    }
}

#[test]
fn the_documented_policy_is_the_published_one() {
    let built = Site::small().build();
    let line =
        built.page("_headers").lines().find_map(|line| line.trim().strip_prefix("Content-Security-Policy: "));
    let policy = line.expect("there is a policy");
    for text in [include_str!("../../docs/hosting.md"), include_str!("../../docs/hosting.zh-CN.md")] {
        assert_eq!(
            text.matches(&format!("Content-Security-Policy \"{policy}\"")).count(),
            2,
            "nginx and Apache: {policy}"
        );
    }
}

#[test]
fn what_is_not_given_is_left_out() {
    let built = Site::small().build();
    for (path, page) in every_page(&built) {
        for text in ["beian", "conac", "zfwzgl", "SiteIDCode", "网站标识码", "承办", "privacy"] {
            assert!(!page.contains(text), "{path}: {text}");
        }
    }
    let private = Site::small().put("content/privacy.md", "+++\ntitle = \"隐私\"\n+++\n\n不收集。\n").build();
    private.seen.is_clean();
    assert!(private.page("index.html").contains("<a href=\"./privacy/\">隐私</a>"));
}

#[test]
fn an_empty_tag_is_an_error_where_its_template_says_it() {
    for nothing in ["", " ", "null", "undefined"] {
        let to = format!("name=\"SiteDomain\" content=\"{nothing}\"");
        let seen =
            with_base(Site::small(), "name=\"SiteDomain\" content=\"{{ site.domain }}\"", &to).build().seen;
        let finding = seen.findings.iter().find(|finding| finding.code == Code::MetaEmpty).expect("is found");
        assert_eq!(finding.severity, Severity::Error);
        assert_eq!((finding.place.path.as_ref(), seen.pointed(finding)), (BASE, "name=\"SiteDomain\""));
    }
}

#[test]
fn what_a_theme_forgets_is_found_on_sites_in_chinese() {
    let forgotten = |site: Site| with_base(site, "<meta name=\"renderer\" content=\"webkit\">", "");
    let seen = forgotten(whole()).build().seen;
    assert!(seen.codes().contains(&Code::MetaMissing), "{}", seen.told());
    let english = forgotten(Site::small().edit(SETTINGS, "\"zh-CN\"", "\"en\"")).build();
    english.seen.is_clean();
}

#[test]
fn a_date_of_publication_is_a_day_of_the_data() {
    for (date, severity) in [
        ("2023-05-15", Severity::Error),
        ("{{ updated_on }}T00:00", Severity::Error),
        ("2024-01-01 00:00", Severity::Warning),
    ] {
        let template = format!(
            "{{% extends \"base.html\" %}}{{% block head_title %}}x{{% endblock %}}{{% block column %}}\
             <meta name=\"ArticleTitle\" content=\"x\"><meta name=\"PubDate\" content=\"{date}\">\
             <meta name=\"ContentSource\" content=\"x\">{{% endblock %}}{{% block main %}}<h1>x</h1>{{{{ text | safe }}}}{{% endblock %}}"
        );
        let seen = Site::small().put("themes/default/templates/text.html", template).build().seen;
        seen.only(severity, Code::PubDateMalformed, POLICY, 1, 1);
    }
}

#[test]
fn readers_may_zoom() {
    for ban in ["initial-scale=1, user-scalable=no", "initial-scale=1,maximum-scale=1.0"] {
        let seen = with_base(Site::small(), "initial-scale=1", ban).build().seen;
        assert!(seen.codes().contains(&Code::ZoomForbidden), "{}", seen.told());
    }
}

#[test]
fn a_row_without_a_date_is_found() {
    let list = |row: &str| {
        format!(
            "{{% extends \"base.html\" %}}{{% block head_title %}}x{{% endblock %}}{{% block main %}}<h1>x</h1>\
             <ul class=\"entries\"><li>甲 <time datetime=\"2023-07-20\">x</time></li><li>{row}</li></ul>{{% endblock %}}"
        )
    };
    let path = "themes/default/templates/data.html";
    Site::small().put(path, list("乙 <time datetime=\"2023-07-21\">x</time>")).build().seen.is_clean();
    let seen = Site::small().put(path, list("<b>乙</b>")).build().seen;
    let finding = seen.findings.first().expect("is found");
    assert_eq!((finding.code, finding.severity), (Code::RowUndated, Severity::Warning));
    assert!(finding.message.zh.contains("乙"), "{}", finding.message.zh);
}

#[test]
fn a_column_without_content_is_found() {
    let seen = Site::small().put("content/news.md", "+++\ntitle = \"动态\"\n+++\n\n").build().seen;
    seen.only(Severity::Warning, Code::ColumnEmpty, "content/news.md", 1, 1);
    let template = "{% extends \"base.html\" %}{% block head_title %}x{% endblock %}{% block here %}x{% endblock %}\
                    {% block main %}<h1>x</h1><p>x</p><ul></ul>{% endblock %}";
    let seen = Site::small().put("themes/default/templates/regions.html", template).build().seen;
    let finding = seen.findings.first().expect("is found");
    assert_eq!((finding.code, finding.severity), (Code::ColumnEmpty, Severity::Warning));
    // Before the first period has closed there is nothing that could be listed.
    let site = Site::small()
        .edit(SETTINGS, "2023-07-26", "2023-05-16")
        .edit(POLICY, "`fig:dispatch.self_found@2023-07/101`", "3")
        .edit(POLICY, "`fig:dispatch.fines.total@2023-07`", "3");
    let paths = site.0.paths().map(ToString::to_string);
    let reports: Vec<String> = paths.filter(|path| path.starts_with("data/reports/")).collect();
    reports.iter().fold(site, |site, path| site.without(path)).build().seen.is_clean();
}

#[test]
fn the_home_page_is_no_older_than_two_weeks() {
    let later = |day: &str| Site::small().edit(SETTINGS, "2023-07-26", day);
    let stale = |site: Site| site.check().codes().contains(&Code::HomeStale);
    assert!(!stale(later("2023-08-07")));
    assert!(stale(later("2023-08-12")));
    let news = "+++\ntitle = \"动态\"\ncolumn = \"动态\"\nupdated_on = 2023-08-11\n+++\n\n开会。\n";
    assert!(!stale(later("2023-08-12").put("content/news.md", news)), "news makes it fresh");
    let over = later("2023-08-12").edit(CAMPAIGN, "ends_on = 2023-12-31", "ends_on = 2023-08-01");
    assert!(!stale(over), "nothing is asked of it after the campaign");
}

#[test]
fn columns_are_updated_in_their_time() {
    let page =
        |column: &str, day: &str| format!("+++\ntitle = \"甲\"\ncolumn = \"{column}\"\n{day}\n+++\n\n乙。\n");
    let check = |column: &str, day: &str| Site::small().put("content/x.md", page(column, day)).check();
    check("news", "updated_on = 2023-07-12").is_clean();
    check("news", "updated_on = 2023-07-11").only(Severity::Warning, Code::ColumnStale, "content/x.md", 1, 1);
    check("notice", "updated_on = 2023-01-26").is_clean();
    check("policy", "updated_on = 2023-01-25").only(
        Severity::Warning,
        Code::ColumnStale,
        "content/x.md",
        1,
        1,
    );
    check("other", "updated_on = 2022-01-25").is_clean();
    check("news", "").only(Severity::Error, Code::EntryUndated, "content/x.md", 1, 1);
    let newer = page("policy", "updated_on = 2023-07-01");
    Site::small()
        .put("content/x.md", page("policy", "updated_on = 2022-01-25"))
        .put("content/y.md", newer)
        .check()
        .is_clean();
}

#[test]
fn the_site_map_says_when_data_changed_and_never_when_it_was_built() {
    let map = |site: Site| site.build().page("sitemap.xml").to_owned();
    let small = map(Site::small());
    assert!(
        small.contains("<loc>https://small.example/policy/</loc><lastmod>2023-05-15</lastmod>"),
        "{small}"
    );
    assert!(
        small.contains("<loc>https://small.example/about/</loc></url>"),
        "no day is known of it: {small}"
    );
    assert_eq!(small, map(Site::small().edit(SETTINGS, "2023-07-26", "2023-07-28")));
}

/// More region-months than one file of a site map may list.
fn large() -> Site {
    let (mut regions, mut periods) = (String::new(), String::new());
    for n in 0..290 {
        let _ = writeln!(regions, "X{n},丙县,county,100,false");
    }
    for n in 0..180 {
        let month = format!("{}-{:02}", 1900 + n / 12, n % 12 + 1);
        let _ = write!(periods, "[[periods]]\nid = \"{month}\"\nfrom = {month}-01\nto = {month}-02\n");
    }
    let site = Site::small();
    let campaign = site.text(CAMPAIGN);
    let (head, tail) = campaign.split_once("[[periods]]").expect("has periods");
    let campaign = format!("{head}{periods}[[periods]]{tail}");
    site.put(CAMPAIGN, campaign).append("data/regions.csv", &regions)
}

#[test]
fn a_large_site_has_an_index_of_site_maps() {
    let files = large().files(|address| address.starts_with("/sitemap") || address == "/robots.txt");
    let index = &files["sitemap.xml"];
    let parts: Vec<&str> = index
        .split("<loc>https://small.example/")
        .skip(1)
        .map(|rest| rest.split('<').next().unwrap())
        .collect();
    assert_eq!(parts, ["sitemap-1.xml", "sitemap-2.xml"], "{index}");
    let counts: Vec<usize> = parts.iter().map(|part| files[*part].matches("<url>").count()).collect();
    assert_eq!(counts[0], 50_000);
    assert!(counts[1] > 3_000, "{counts:?}");
    assert!(files["robots.txt"].contains("Sitemap: https://small.example/sitemap.xml"));
}

#[test]
fn the_data_page_describes_its_data_to_machines() {
    let data = |site: Site| {
        let built = site.build();
        let page = built.page("data/index.html").to_owned();
        let block = page.split_once("<script type=\"application/ld+json\">").expect("has a block").1;
        let block = block.split_once("</script>").unwrap().0.to_owned();
        serde_json::from_str::<serde_json::Value>(&block).expect("is JSON")
    };
    let small = data(Site::small().edit(SETTINGS, "小市整治行动公示", "小市</script>公示"));
    assert_eq!(small["@type"], "Dataset");
    assert_eq!(small["name"], "小市</script>公示");
    assert!(small["description"].as_str().unwrap().starts_with("示例数据，均为虚构。"), "{small}");
    assert_eq!(small["dateModified"], "2023-07-26");
    assert_eq!(small["temporalCoverage"], "2023-05-15/2023-07-20");
    assert_eq!(small["distribution"][0]["contentUrl"], "https://small.example/data/figures.csv");
    let real = data(Site::small().edit(SETTINGS, "sample = true", "sample = false"));
    assert!(!real["description"].as_str().unwrap().contains("示例"), "{real}");
}
