//! Rates as published measures, against counts by hand; what is wrong in `data/rates.toml`; what names them.

use gongshi::dataset::Span;
use gongshi::diagnostic::{Code, Severity};
use gongshi::figures::Status;

use crate::support::site::{DISPATCH, POLICY, Site, help, with_tips};

const RATES: &str = "data/rates.toml";
const RANKING: &str = "data/ranking.toml";
const MERGED_ONLY: &str = "publish = \"merged_only\", from = \"2023-05\"";
const MONTH: &str = "data/reports/2023-07/101.toml";

fn rate(id: &str, above: &str, below: &str, better: &str) -> String {
    let list =
        |side: &str| side.split(' ').map(|one| format!("\"dispatch.{one}\"")).collect::<Vec<_>>().join(", ");
    format!(
        "[[rates]]\nid = \"{id}\"\ntitle = \"{id} 率\"\nnumerator = [{}]\ndenominator = [{}]\nbetter = \"{better}\"\n\n",
        list(above),
        list(below)
    )
}

fn with_rates(site: Site) -> Site {
    let rates = rate("rectified", "self_rectified", "self_found", "higher")
        + &rate("share", "self_found", "self_found tip_found", "lower");
    site.put(RATES, rates)
}

#[test]
fn a_rate_is_made_of_what_its_sides_add_up_to() {
    let counted = with_rates(Site::small()).count();
    let rate = |region: &str, period: &str, span| counted.number("rate.rectified", region, period, span);
    assert_eq!(rate("101", "2023-06", Span::Month), "83.33");
    // 10 of 13: not the mean of 50, 83.33 and 100.
    assert_eq!(rate("101", "2023-07", Span::ToDate), "76.92");
    // 12 of 16 of the city: not the mean of 76.92 and 66.67.
    assert_eq!(rate("100", "2023-07", Span::ToDate), "75");
    let none = counted.get("rate.rectified", "102", "2023-06", Span::Month);
    assert_eq!(none.status(), Status::NotApplicable, "of none found there is no rate");
}

#[test]
fn a_rate_is_of_what_both_its_sides_have() {
    // Each lacks one report, of another county: 7 rectified and 4 found are no 175 %.
    let apart = with_rates(Site::small())
        .edit("data/reports/2023-07/101.toml", "self_found = 3\n", "")
        .edit("data/reports/2023-07/102.toml", "self_rectified = 1\n", "")
        .count();
    for (region, status) in [("100", Status::Missing), ("101", Status::Missing), ("102", Status::Missing)] {
        for span in Span::ALL {
            assert_eq!(apart.get("rate.rectified", region, "2023-07", span).status(), status, "{region}");
        }
    }
    let alike = with_rates(Site::small())
        .edit("data/reports/2023-07/101.toml", "self_found = 3\n", "")
        .edit("data/reports/2023-07/101.toml", "self_rectified = 3\n", "")
        .count();
    let city = alike.get("rate.rectified", "100", "2023-07", Span::ToDate);
    assert_eq!(city.value().unwrap().to_string(), "69.23", "9 of 13");
    assert!(city.is_partial());
    let absent = with_rates(Site::small()).without(MONTH).count();
    assert_eq!(absent.number("rate.rectified", "100", "2023-07", Span::ToDate), "69.23");
}

#[test]
fn a_rate_of_what_is_not_published_is_not_published() {
    let site = with_tips(with_rates(Site::small()), MERGED_ONLY);
    let csv = site.build_only(|path| path.ends_with("/data/figures.csv"));
    let row = |key: &str| {
        let csv = csv.page("data/figures.csv");
        csv.lines().find(|line| line.starts_with(key)).unwrap_or_else(|| panic!("{key}\n{csv}")).to_owned()
    };
    // Self-found by found would give the tips, of the city too where they are merged there.
    assert_eq!(row("rate.share,101,2023-07,month,"), "rate.share,101,2023-07,month,,S");
    assert_eq!(row("rate.rectified,101,2023-07,month,"), "rate.rectified,101,2023-07,month,,S");
    assert_eq!(row("rate.share,100,2023-07,month,"), "rate.share,100,2023-07,month,,S");
    // Of what is merged with one another the sum is public.
    let both = rate("both", "self_found tip_found", "found", "higher");
    let csv = with_tips(Site::small(), MERGED_ONLY)
        .put(RATES, both)
        .build_only(|path| path.ends_with("/data/figures.csv"));
    assert!(csv.page("data/figures.csv").contains("\nrate.both,101,2023-07,month,100.00,A\n"));
    // Whether it was reported at all is not told either.
    let blank = with_tips(with_rates(Site::small()), MERGED_ONLY).edit(MONTH, "tip_found = 2\n", "");
    let csv = blank.build_only(|path| path.ends_with("/data/figures.csv"));
    assert!(csv.page("data/figures.csv").contains("\nrate.share,101,2023-07,month,,S\n"));
}

#[test]
fn tables_begin_with_the_best_and_end_with_those_without_a_rate() {
    let block = "\n```table\nmeasures = [\"rate.rectified\"]\nregions = [\"*\"]\nperiods = [\"2023-06\"]\nspan = \"month\"\n```\n\n`fig:rate.rectified.total@2023-07/101`\n";
    let site = with_rates(Site::small()).append(POLICY, block).edit(
        "data/reports/2023-06/102.toml",
        "self_found = 0\nself_rectified = 0",
        "self_found = 7\nself_rectified = 7",
    );
    let built = site.build_only(|path| path == "/policy/" || path == "/periods/2023-06/");
    let places = |text: &str, names: [&str; 3]| names.map(|name| text.find(name).unwrap_or(usize::MAX));
    let table = built.words("policy/index.html");
    let table = &table[table.find("rectified 率").unwrap()..];
    let at = places(table, ["乙县 100.00 7 ÷ 7", "甲县 83.33 5 ÷ 6", "市本级 —"]);
    assert!(at.is_sorted() && at[2] < usize::MAX, "{table}");
    assert!(table.contains("76.92"), "{table}");
    let month = built.words("periods/2023-06/index.html");
    let month = &month[month.find("share 率").unwrap()..];
    // The lower the better: 9 of 10 before 10 of 11, and the sum after them all.
    let month = &month[month.find("share 率 · ").unwrap()..];
    let at = places(month, ["甲县 90.91 10 ÷ 11", "乙县 90.00 9 ÷ 10", "小市 90.48 19 ÷ 21"]);
    assert!(at[1] < at[0] && at[0] < at[2] && at[2] < usize::MAX, "{month}");
}

#[test]
fn what_is_wrong_with_a_rate_is_told_once_where_it_stands() {
    let good = rate("rectified", "self_rectified", "self_found", "higher");
    let slips = [
        ("an unknown measure", "dispatch.self_found", "dispatch.self_fond", Code::UnknownCell),
        ("no title", "title = \"rectified 率\"\n", "", Code::MissingKey),
        ("neither end", "better = \"higher\"", "better = \"best\"", Code::UnknownWord),
        ("no denominator", "denominator = [\"dispatch.self_found\"]\n", "", Code::MissingKey),
        ("an unknown key", "better = ", "unit = \"%\"\nbetter = ", Code::UnknownKey),
        ("an id with a dot", "id = \"rectified\"", "id = \"self.rectified\"", Code::BadId),
        (
            "both sides alike",
            "numerator = [\"dispatch.self_rectified\"]",
            "numerator = [\"dispatch.self_found\"]",
            Code::AgainstItself,
        ),
        (
            "part of something else",
            "[\"dispatch.self_found\"]",
            "[\"dispatch.tip_found\"]",
            Code::AgainstItself,
        ),
        (
            "upside down",
            "numerator = [\"dispatch.self_rectified\"]\ndenominator = [\"dispatch.self_found\"]",
            "numerator = [\"dispatch.self_found\"]\ndenominator = [\"dispatch.self_rectified\"]",
            Code::AgainstItself,
        ),
    ];
    let clean = Site::small().put(RATES, good.as_str()).check();
    assert!(clean.findings.is_empty(), "{}", clean.told());
    for (name, from, to, code) in slips {
        // A component that names a rate that cannot be read is not told of as well.
        let seen = Site::small().put(RATES, good.replacen(from, to, 1)).check();
        let told: Vec<_> = seen.findings.iter().filter(|one| one.place.path.as_ref() == RATES).collect();
        assert_eq!(told.len(), 1, "{name}: {}", seen.told());
        let severity = if code == Code::AgainstItself { Severity::Warning } else { Severity::Error };
        assert_eq!((told[0].code, told[0].severity), (code, severity), "{name}: {}", seen.told());
        assert!(told[0].help.is_some(), "{name}");
    }
    let twice = Site::small().put(RATES, good.clone() + &good).check();
    assert_eq!(twice.codes(), [Code::DuplicateId], "{}", twice.told());
    // What cannot be told is not told: penalties are declared part of nothing.
    let twins = [
        rate("fined", "penalties", "firms_checked", "lower"),
        rate("of-a-sum", "self_rectified", "found", "higher"),
        rate("of-its-parts", "self_rectified", "self_found tip_found", "higher"),
        rate("of-both", "self_found", "self_found tip_found", "higher"),
    ];
    let seen = Site::small().put(RATES, twins.concat()).check();
    assert!(seen.findings.is_empty(), "{}", seen.told());
}

#[test]
fn a_component_names_a_rate() {
    let own = "title = \"每次处罚金额\"\nnumerator = [\"dispatch.fines\"]\ndenominator = [\"dispatch.penalties\"]\n";
    let fined = rate("fined", "fines", "penalties", "lower");
    let named = Site::small().put(RATES, fined.as_str()).edit(RANKING, own, "rate = \"fined\"\n").edit(
        RANKING,
        "weight = 40\ndirection = \"lower\"",
        "weight = 40",
    );
    let table = |site: &Site| {
        site.build_only(|path| path.ends_with("/data/ranking.csv")).page("data/ranking.csv").to_owned()
    };
    assert_eq!(table(&named), table(&Site::small()));
    let page = named.build_only(|path| path.ends_with("/ranking/"));
    assert!(page.words("ranking/index.html").contains("fined 率"), "the title of the rate");
    let unknown = named.clone().edit(RANKING, "rate = \"fined\"", "rate = \"find\"").check();
    assert_eq!(unknown.codes(), [Code::UnknownCell], "{}", unknown.told());
    assert!(help(&unknown.findings[0]).contains("fined"), "{}", unknown.told());
    let both =
        named.clone().edit(RANKING, "rate = \"fined\"", "rate = \"fined\"\ndirection = \"lower\"").check();
    assert_eq!(both.codes(), [Code::UnknownKey], "{}", both.told());
    // What is wrong with the rate is told there alone.
    let broken = named.put(RATES, fined.replace("dispatch.fines", "dispatch.fine")).check();
    assert_eq!(broken.codes(), [Code::UnknownCell], "{}", broken.told());
}

#[test]
fn a_form_may_not_have_a_rate_of_that_name() {
    let form = Site::small().text(DISPATCH).replace("id = \"dispatch\"", "id = \"rate\"");
    let seen = Site::small()
        .put("data/forms/rate.toml", form)
        .put(RATES, rate("fines", "fines", "penalties", "lower"))
        .check();
    assert!(seen.codes().contains(&Code::DuplicateId), "{}", seen.told());
}
