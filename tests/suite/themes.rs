//! The contract of THEMES.md: a second theme, of a few lines, over the same data; and the same data in English.

use std::collections::BTreeSet;

use crate::support::corrections::{CORRECTIONS, correction};
use crate::support::site::{Built, Site, fixture_path, is_page};

const SETTINGS: &str = "gongshi.toml";

/// The small site with one correction, so that no list is empty.
fn small() -> Site {
    let now = Site::small().count().number("dispatch.found", "100", "2023-07", gongshi::dataset::Span::Month);
    Site::small().put(CORRECTIONS, correction("dispatch.found@2023-07", "999", &now, "2023-07-25"))
}

fn plain() -> Built {
    let folder = fixture_path("plain-theme");
    let site = small().edit(SETTINGS, "sample = true", "sample = true\ntheme = \"plain\"");
    let files = crate::support::site::files_below(&folder);
    let site =
        files.into_iter().fold(site, |site, (path, bytes)| site.put(&format!("themes/plain/{path}"), bytes));
    site.build()
}

#[test]
fn a_second_theme_is_drawn_over_the_same_data() {
    let (plain, default) = (plain(), small().build());
    plain.seen.is_clean();
    let pages =
        |built: &Built| built.files.keys().filter(|path| is_page(path)).cloned().collect::<BTreeSet<_>>();
    assert_eq!(pages(&plain), pages(&default), "a theme does not decide what pages there are");
    for path in pages(&plain) {
        let page = plain.page(&path);
        assert!(page.contains("<body data-theme=\"plain\">"), "{path} is drawn within the theme's own base");
        assert!(page.contains("static/plain.css\"") && page.contains("noindex"), "{path}");
    }
    assert!(plain.files.contains_key("static/plain.css"));
    // What it does not have is the built-in theme's: the form's template, and so its numbers.
    for path in ["regions/101/2023-07/index.html", "periods/2023-07/index.html"] {
        let tables = |built: &Built| {
            let page = built.page(path).to_owned();
            let tables =
                page.split("<table").skip(1).map(|rest| rest.split("</table>").next().unwrap().to_owned());
            tables.collect::<Vec<_>>()
        };
        assert_eq!(tables(&plain), tables(&default), "{path}");
    }
    for path in ["data/figures.csv", "feeds/periods.xml", "sitemap.xml", "feeds/corrections.xml"] {
        assert_eq!(plain.files[path], default.files[path], "{path}");
    }
}

/// The names in backquotes of a row of a table in THEMES.md, without those in brackets, which belong to others.
fn documented(row: &str) -> Vec<String> {
    let text = include_str!("../../THEMES.md");
    let line = text.lines().find(|line| line.starts_with(&format!("| `{row}` |"))).expect("is documented");
    let values = line.split('|').next_back().filter(|last| !last.trim().is_empty());
    let values = values.or_else(|| line.rsplit('|').nth(1)).expect("has values");
    let (mut depth, mut top) = (0, String::new());
    for c in values.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            c if depth == 0 => top.push(c),
            _ => {}
        }
    }
    top.split('`').skip(1).step_by(2).map(ToOwned::to_owned).collect()
}

#[test]
fn the_second_theme_uses_every_value_that_is_documented_for_all_templates() {
    let base = std::fs::read_to_string(fixture_path("plain-theme/templates/base.html")).unwrap();
    for object in ["site", "campaign"] {
        let names = documented(object);
        assert!(names.len() > 6, "{names:?}");
        for name in names {
            assert!(base.contains(&format!("{object}.{name}")), "{object}.{name} is not tried by the theme");
        }
    }
}

fn is_chinese(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// Stretches of Chinese in a text.
fn chinese(text: &str) -> BTreeSet<String> {
    let runs = text.split(|c| !is_chinese(c)).filter(|run| !run.is_empty());
    runs.map(ToOwned::to_owned).collect()
}

#[test]
fn an_english_site_over_chinese_data_speaks_chinese_only_in_the_words_of_its_data() {
    let site = small().edit(SETTINGS, "\"zh-CN\"", "\"en\"");
    let paths: Vec<String> = site.0.paths().map(ToString::to_string).collect();
    let data: String = paths.iter().map(|path| site.text(path)).collect();
    let built = site.build();
    built.seen.is_clean();
    let text_files = built.files.keys().filter(|path| {
        !path.starts_with("static/")
            && !path.starts_with("search/words")
            && !path.starts_with("search/entries")
    });
    for path in text_files {
        for run in chinese(built.page(path)) {
            assert!(data.contains(&run), "{path}: {run} stands in no file of the data");
        }
    }
    assert!(built.page("index.html").contains("<html lang=\"en\">"));
}

/// Words of the built-in theme in Chinese that the small site's data happen to use, too.
fn words_of_the_theme(data: &str) -> BTreeSet<String> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/themes/default/strings/zh-CN.toml");
    let strings = std::fs::read_to_string(path).unwrap();
    let values = strings.lines().filter_map(|line| line.split_once(" = "));
    values.flat_map(|(_, value)| chinese(value)).filter(|word| !data.contains(word)).collect()
}

#[test]
fn the_english_site_is_watched_closely_enough() {
    let site = small();
    let data: String = site.0.paths().map(|path| site.text(path)).collect();
    let (words, built) = (words_of_the_theme(&data), small().build());
    let seen: BTreeSet<String> =
        built.files.keys().filter(|path| is_page(path)).flat_map(|path| chinese(built.page(path))).collect();
    // Nearly every word of the Chinese site would be noticed on the English one.
    assert!(seen.intersection(&words).count() > 100, "{}", seen.intersection(&words).count());
}
