//! What pages say in words, in both languages, and that the version for older readers says the same.

use gongshi::diagnostic::Code;

use crate::support::site::{Built, REPORT, Site, is_page};

const SETTINGS: &str = "gongshi.toml";

fn in_english(site: Site) -> Site {
    site.edit(SETTINGS, "language = \"zh-CN\"", "language = \"en\"")
}

/// July is incomplete: county 102 did not file.
fn incomplete() -> Site {
    Site::small().without("data/reports/2023-07/102.toml")
}

fn with_charts(site: Site) -> Site {
    let chart = |kind: &str, more: &str| format!("\n```chart\nkind = \"{kind}\"\nmeasures = [{more}\n```\n");
    site.append("content/index.md", &chart("line", "\"dispatch.self_found\", \"dispatch.self_rectified\"]"))
        .append("content/index.md", &chart("bar", "\"statistics.major_open\"]"))
        .append("content/index.md", &chart("column", "\"dispatch.found\"]\nspan = \"month\""))
        .append("content/index.md", &chart("bar", "\"dispatch.found\"]\ntitle = \"自己写的题目\""))
}

/// The titles of a page's charts.
fn findings(built: &Built, path: &str) -> Vec<String> {
    between(built.page(path), "<figcaption><strong>", "</strong>")
}

/// What stands between two marks, each time.
fn between(page: &str, from: &str, to: &str) -> Vec<String> {
    page.split(from).skip(1).map(|rest| rest.split(to).next().unwrap_or_default().to_owned()).collect()
}

/// A page's cells without markup.
fn cells(page: &str) -> Vec<String> {
    let bare = |html: &str| -> String {
        let parts = html.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text));
        parts.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let cells = page.split("<td").skip(1).map(|rest| rest.split("</td>").next().unwrap_or_default());
    cells.map(|cell| bare(&format!("<td{cell}"))).filter(|cell| !cell.is_empty()).collect()
}

#[test]
fn a_chart_without_a_title_says_its_finding() {
    let built = with_charts(Site::small()).build();
    insta::assert_snapshot!(findings(&built, "index.html").join("\n"));
    let built = in_english(with_charts(Site::small())).build();
    insta::assert_snapshot!(findings(&built, "index.html").join("\n"));
}

#[test]
fn a_month_is_told_against_the_month_before_in_both_languages() {
    let leads =
        |site: Site| between(site.build().page("periods/2023-07/index.html"), "<p class=\"lead\">", "</p>");
    insta::assert_snapshot!(leads(Site::small()).join("\n"));
    insta::assert_snapshot!(leads(in_english(Site::small())).join("\n"));
    let (told, silent) = (leads(Site::small()).join(""), leads(incomplete()).join(""));
    assert!(told.contains("比上月"), "{told}");
    assert!(!silent.contains("比上月"), "an incomplete month is not compared: {silent}");
}

#[test]
fn who_is_missing_from_a_sum_is_said_once_with_the_month() {
    let built = incomplete().build();
    let words = built.words("index.html");
    assert_eq!(words.matches("未含：乙县2023年7月。").count(), 1, "{words}");
    let words = in_english(incomplete()).build().words("index.html");
    assert_eq!(words.matches("(July 2023): not reported, and not counted as zero.").count(), 1, "{words}");
    assert!(!Site::small().build().words("index.html").contains("未含："));
}

#[test]
fn nothing_found_where_all_reported_is_not_said_where_some_did_not() {
    let zero = |site: Site| {
        let chart =
            "\n```chart\nkind = \"bar\"\nmeasures = [\"dispatch.tip_found\"]\nspan = \"month\"\n```\n";
        site.append("content/index.md", chart)
    };
    let some = Site::small().edit(REPORT, "tip_found = 2\n", "");
    let title = findings(&zero(some).build(), "index.html");
    assert!(!title.concat().contains("各单位均为0"), "{title:?}");
}

#[test]
fn the_version_for_older_readers_has_the_same_numbers() {
    let built = with_charts(incomplete()).build();
    let elder: Vec<&String> = built.files.keys().filter(|path| path.starts_with("elder/")).collect();
    // Home, periods, regions, three months, four regions.
    assert_eq!(elder.len(), 10, "{elder:?}");
    for path in elder {
        let (large, normal) = (built.page(path), built.page(path.trim_start_matches("elder/")));
        let mut there = cells(normal).into_iter();
        for cell in cells(large) {
            assert!(
                there.any(|other| other == cell),
                "{path}: `{cell}` is not in the normal page, or not in this order"
            );
        }
        let values = |page: &str| between(page, "<dd class=\"value", "</dd>");
        assert_eq!(values(large), values(normal), "{path}");
        assert!(!cells(large).is_empty() && !large.contains("<svg"), "{path}");
        assert!(large.contains("class=\"elder\"") && !normal.contains("class=\"elder\""), "{path}");
    }
    // And they are those of the report: `major_open = 5`, `found` is 3 and 2, the day of the report.
    let words = built.words("elder/regions/101/index.html");
    assert!(words.contains("企业与隐患（未整改） 5 项") && words.contains("2023年7月 5 16 "), "{words}");
}

#[test]
fn a_sum_of_enterprises_is_not_called_enterprises_in_the_head_of_a_column() {
    let form = "data/forms/dispatch.toml";
    let table = "\n```table\ntitle = \"逐月\"\nmeasures = [\"dispatch.firms_checked\"]\nperiods = [\"*\"]\nspan = \"month\"\n```\n";
    let headline = "headline = [\"found\", \"penalties\"]";
    let site = Site::small().edit(form, headline, "headline = [\"found\", \"firms_checked\"]");
    let built = site.append("content/index.md", table).build();
    let heads = |path: &str| between(built.page(path), "抽查检查的企业 <small>", "</small></th>");
    // Rows of the city alone; then of the reporters, each of which checked so many enterprises that month.
    assert_eq!(heads("periods/index.html"), ["家次"]);
    assert_eq!(heads("index.html"), ["家次"]);
    assert!(heads("periods/2023-07/index.html").contains(&"家".to_owned()));
    // The sum below them is none of enterprises, and says so.
    let words = built.words("periods/2023-07/index.html");
    assert!(words.contains(" 9 家次"), "{words}");
}

#[test]
fn every_page_leads_to_its_large_version_and_back() {
    let built = Site::small().build();
    let leads = |path: &str, link: &str| {
        let page = built.page(path);
        assert!(page.contains(&format!("<p class=\"tools\"><a href=\"{link}\">")), "{path}: {link}");
    };
    leads("index.html", "./elder/");
    leads("elder/index.html", "../");
    leads("periods/2023-07/index.html", "../../elder/periods/2023-07/");
    leads("elder/periods/2023-07/index.html", "../../../periods/2023-07/");
    leads("regions/101/2023-07/index.html", "../../../elder/regions/101/");
    leads("data/index.html", "../elder/");
    assert!(!built.page("sitemap.xml").contains("/elder/"), "the same facts need one address");
    let months = built.files.keys().filter(|path| path.starts_with("elder/regions/101/")).count();
    assert_eq!(months, 1, "the months of a reporter have no large version");
}

#[test]
fn every_page_says_as_of_the_phase_its_way_and_where_to_correct() {
    let built = Site::small().build();
    for path in built.files.keys().filter(|path| is_page(path)) {
        let page = built.page(path);
        for part in ["class=\"status\"", "<dl class=\"origin\">", "about/#correct\"", "2023年7月26日"] {
            assert!(page.contains(part), "{path}: {part}");
        }
        let is_home = path == "index.html" || path == "elder/index.html";
        assert!(is_home || page.contains("<nav class=\"way\""), "{path}");
    }
    let to = |settings: &str| {
        let site = Site::small().edit(SETTINGS, "hotline = \"12350\"", settings);
        between(site.build().page("index.html"), "<ul class=\"links\">\n<li><a href=\"", "\"").concat()
    };
    assert_eq!(to("phone = \"0357 123\""), "tel:0357123");
    let site = Site::small().edit(
        SETTINGS,
        "sample = true",
        "sample = true\nrepository = \"https://git.example/a/b\"",
    );
    assert!(site.build().page("index.html").contains("<a href=\"https://git.example/a/b/issues\">"));
}

#[test]
fn the_columns_are_those_the_site_has() {
    let built = Site::small().build();
    let page = built.page("index.html");
    let nav = between(page, "<nav aria-label", "</nav>").concat();
    assert_eq!(between(&nav, "<li>", "</li>").len(), 8, "{nav}");
    let nav = between(built.page("elder/index.html"), "<nav aria-label", "</nav>").concat();
    assert_eq!(between(&nav, "<li>", "</li>").len(), 3, "{nav}");
    let page = "+++\ntitle = \"隐患\"\n+++\n\n正文。\n";
    let built = Site::small().put("content/hazards.md", page).build();
    assert!(built.page("regions/101/2023-07/index.html").contains("<a href=\"../../../hazards/\">隐患</a>"));
}

/// A theme of three files over the same data: the contract with themes is enough to build on.
#[test]
fn a_tiny_theme_shows_the_same_data() {
    let base = "<!DOCTYPE html>\n<html lang=\"{{ site.language }}\"><head><title>{% block head_title %}{% endblock %}</title>\
                {% block description %}{% endblock %}{% block column %}{% endblock %}{% block script %}{% endblock %}</head><body>\
                {% if site.sample %}<p>{{ t.sample }}</p>{% endif %}<nav>{% for item in nav %}<a href=\"{{ root }}{{ item.link }}\">\
                {{ t[item.title] }}</a>{% endfor %}</nav>{% block way %}{% endblock %}{% block here %}{% endblock %}\
                {% block main %}{% endblock %}<p>{{ as_of | day }} <a href=\"{{ root }}{{ twin }}\">{{ t.elder }}</a></p></body></html>\n";
    let home = "{% extends \"base.html\" %}{% block main %}<h1>{{ campaign.title }}</h1><p>{{ lead }}</p>{{ text | safe }}{% endblock %}";
    let built = Site::small()
        .edit(SETTINGS, "sample = true", "sample = true\ntheme = \"tiny\"")
        .put("themes/tiny/templates/base.html", base)
        .put("themes/tiny/templates/home.html", home)
        .put("themes/tiny/static/style.css", "body { margin: 2em }\n")
        .build();
    // It leaves out the tags of government sites, and is told so; nothing else is wrong with it.
    assert!(built.seen.codes().iter().all(|code| *code == Code::MetaMissing), "{}", built.seen.told());
    let default = Site::small().build();
    for path in default.files.keys().filter(|path| is_page(path)) {
        let (own, other) = (built.page(path), default.page(path));
        assert!(!own.contains("class=\"status\"") && own.contains("2023年7月26日"), "{path}");
        assert_eq!(cells(own), cells(other), "{path}");
    }
}

#[test]
fn what_a_sum_lacks_is_told_of_the_figures_it_is_true_of() {
    let built = Site::small().edit(REPORT, "fines = 0\nmedia", "media").build();
    let words = built.words("index.html");
    assert!(words.contains("* 行政处罚（金额）未含：甲县2023年7月。未报不作零计。"), "{words}");
    assert_eq!(words.matches("未含：").count(), 1, "{words}");
    // Two that lack the same are told together, others apart, of every region shown.
    let table = "\n```kpi\ntitle = \"两县\"\nmeasures = [\"dispatch.self_found\", \"dispatch.tip_found\", \"dispatch.fines\"]\nregions = [\"101\", \"102\"]\n```\n";
    let site = incomplete().edit(REPORT, "fines = 0\nmedia", "media").append("content/index.md", table);
    let words = site.build().words("index.html");
    let both = "企业自查发现的重大事故隐患、群众举报未含：乙县2023年7月。未报不作零计。";
    assert!(words.contains(both), "{words}");
    assert!(words.contains("（金额）未含：甲县2023年7月、乙县2023年7月。"), "{words}");
}

#[test]
fn a_share_of_nothing_is_no_share() {
    let block = "\n```kpi\ntitle = \"市本级\"\nmeasures = [\"dispatch.self_rectified\"]\nregions = [\"100-B\"]\n```\n";
    let words = Site::small().append("content/index.md", block).build().words("index.html");
    assert!(words.contains("企业自查发现的重大事故隐患为0个，不计占比"), "{words}");
    assert!(!words.contains("的—"), "{words}");
}

#[test]
fn a_site_without_confidential_figures_says_nothing_of_them() {
    let note = "各县保密的数为保护举报人不公布";
    let open = Site::small().build();
    for path in ["data/index.html", "about/index.html"] {
        assert!(!open.words(path).contains(note), "{path}");
    }
    let tip = "id = \"tip_found\", unit = \"个\"";
    let site = Site::small().edit("data/forms/dispatch.toml", tip, &format!("{tip}, confidential = true"));
    let kept_back = site.build();
    for path in ["data/index.html", "about/index.html"] {
        assert!(kept_back.words(path).contains(note), "{path}");
    }
}
