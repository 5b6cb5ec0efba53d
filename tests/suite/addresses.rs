//! Addresses in settings, links in texts and templates, and what the published policy would block.

use gongshi::diagnostic::{Code, Severity};

use crate::support::program::run;
use crate::support::site::{POLICY, Site, is_page};

const SETTINGS: &str = "gongshi.toml";
const BASE: &str = "https://small.example/";
/// Each is read otherwise by some browser, server or search engine.
const BAD: [&str; 14] = [
    "https://small.example//a/",
    "https://small.example/a//b/",
    "https://user@small.example/",
    "https://user:secret@small.example/",
    "https://small.example/?a",
    "https://small.example/#a",
    "https://小市.example/",
    "https://small.example/a b/",
    "https://small.example:65536/",
    "https://small.example:0/",
    "https://small.example/a/../b/",
    "https://small.example/./a/",
    "https://small.example/%2e%2e/",
    "//small.example/",
];

#[test]
fn every_setting_that_is_an_address_is_held_against_the_same_rules() {
    for bad in BAD {
        let base = Site::small().edit(SETTINGS, BASE, bad).check();
        assert_eq!(base.codes(), [Code::BadAddress], "base_url {bad}");
        let repository = format!("base_url = \"{BASE}\"\nrepository = \"{bad}\"\n");
        let site = Site::small().edit(SETTINGS, &format!("base_url = \"{BASE}\"\n"), &repository);
        assert_eq!(site.check().codes(), [Code::BadAddress], "repository {bad}");
    }
    let dir = tempfile::tempdir().unwrap();
    Site::small().write_to(dir.path());
    for bad in BAD {
        let ran = run(dir.path(), &["build", "--base-url", bad, "--lang", "en"]);
        assert_eq!(ran.code, 2, "--base-url {bad}");
        assert!(ran.stderr.contains("no web address to build on: "), "{}", ran.stderr);
    }
}

#[test]
fn columns_are_aligned_by_classes_and_no_page_carries_a_style() {
    let table = "\n| a | b | c | d |\n|---|:--|:-:|--:|\n| 1 | 2 | 3 | 4 |\n| 5 | 6 | 7 | 8 |\n";
    let built = Site::small().append(POLICY, table).build();
    built.seen.is_clean();
    let page = built.page("policy/index.html");
    for cells in [
        "<th>a</th><th class=\"to-left\">b</th><th class=\"to-centre\">c</th><th class=\"to-right\">d</th>",
        "<td>1</td><td class=\"to-left\">2</td><td class=\"to-centre\">3</td><td class=\"to-right\">4</td>",
        "<td>5</td><td class=\"to-left\">6</td><td class=\"to-centre\">7</td><td class=\"to-right\">8</td>",
    ] {
        assert!(page.contains(cells), "{cells}: {page}");
    }
    for path in built.files.keys().filter(|path| is_page(path)) {
        assert!(!built.page(path).contains(" style="), "{path}");
    }
    let style = built.page("static/style.css");
    for class in ["to-left", "to-centre", "to-right"] {
        assert!(style.contains(&format!(".{class} {{ text-align: ")), "{class}");
    }
}

#[test]
fn links_that_hold_a_colon_are_links_of_the_site_where_browsers_take_them_so() {
    for dead in ["./x:y", "cases/a:b/", "../x:y.html", "1:2", "中:b", "?#a/../b:c/../../nowhere:x"] {
        let seen = Site::small().append(POLICY, &format!("\n[x](<{dead}>)\n")).build().seen;
        let found = seen.codes();
        assert_eq!(found, if dead.starts_with('?') { vec![] } else { vec![Code::DeadLink] }, "{dead}");
    }
    for unknown in ["a:b.html", "cases:x", "x.y:z", "javascript:x"] {
        let seen = Site::small().append(POLICY, &format!("\n[x](<{unknown}>)\n")).check();
        assert!(seen.codes().contains(&Code::LinkScheme), "{unknown}");
        let template = format!(
            "{{% extends \"base.html\" %}}{{% block main %}}<a href='{unknown}'>x</a>{{% endblock %}}"
        );
        let seen = Site::small().put("themes/default/templates/text.html", template).build().seen;
        assert!(seen.codes().contains(&Code::DeadLink), "{unknown}: {}", seen.told());
    }
    for fine in ["mailto:a@b.example", "tel:12350", "https://a.example/x:y", "#a:b", "?a:b"] {
        Site::small().append(POLICY, &format!("\n[x](<{fine}>)\n")).build().seen.is_clean();
    }
}

#[test]
fn what_the_policy_blocks_is_a_finding_wherever_it_stands() {
    for picture in ["https://a.example/x.png", "HTTP://a.example/x", "mailto:a@b.example"] {
        let seen = Site::small().append(POLICY, &format!("\n![x](<{picture}>)\n")).check();
        assert!(seen.codes().contains(&Code::Blocked), "{picture}: {}", seen.told());
    }
    for tag in [
        "<img src=https://a.example/x.png alt=x>",
        "<IMG SRC='//a.example/x.png' alt=x>",
        "<p style='color: red'>",
        "<p onclick='x()'>",
        "<script>x()</script>",
        "<link rel=stylesheet href=https://a.example/x.css>",
        "<svg><image href='https://a.example/x'/></svg>",
    ] {
        let template = format!("{{% extends \"base.html\" %}}{{% block main %}}{tag}{{% endblock %}}");
        let seen = Site::small().put("themes/default/templates/text.html", template).build().seen;
        assert!(seen.codes().contains(&Code::Blocked), "{tag}: {}", seen.told());
    }
    for (path, text, line, column) in [
        ("own.css", "a {}\nb { background: url(https://a.example/x.png) }\n", 2, 21),
        ("own.html", "<!DOCTYPE html>\n<img src=\"//a.example/x.png\">\n", 2, 11),
        ("own.svg", "<svg>\n<image href=\"https://a.example/x.png\"/></svg>\n", 2, 14),
    ] {
        let path = format!("themes/default/static/{path}");
        let seen = Site::small().put(&path, text).build().seen;
        seen.only(Severity::Error, Code::Blocked, &path, line, column);
    }
    let plain = "themes/default/static/own.svg";
    Site::small().put(plain, "<svg style='x'><a href='https://a.example/'/></svg>").build().seen.is_clean();
}
