//! What a reviewer is told of a change: the worst first, no more than the public may know, and nothing where nothing
//! public is another.

use gongshi::compare::{ChangeCause, ChangeClass, Fate};
use gongshi::diagnostic::Language;
use gongshi::render::review::ReviewFormat;

use crate::support::cases::{CASE, exposed};
use crate::support::changes::reviewed;
use crate::support::corrections::{CORRECTIONS, correction};
use crate::support::ledger::{HAZARDS, two_mines};
use crate::support::sample::sample;
use crate::support::site::{CAMPAIGN, DISPATCH, POLICY, REGIONS, REPORT, Site, with_tips};

const RULES: &str = "data/rules.toml";

fn tips() -> Site {
    with_tips(Site::small(), "")
}

/// A change of each class, what decides, and what its first line says.
#[test]
fn a_change_of_each_class_is_told_in_the_first_line() {
    let small = Site::small();
    let mines = two_mines();
    let gone = |site: &Site, path: &str, start: &str| {
        let text = site.text(path);
        let lines = text.lines().filter(|line| !line.starts_with(start));
        site.clone().put(path, lines.collect::<Vec<_>>().join("\n") + "\n")
    };
    let with_correction =
        small.clone().put(CORRECTIONS, correction("dispatch.self_found@2023-07/101", "2", "3", "2023-07-25"));
    let hidden = tips();
    let uncovered = hidden.clone().put(DISPATCH, small.text(DISPATCH)).put(POLICY, small.text(POLICY));
    let cases: Vec<(&str, Site, Site, Option<ChangeClass>, &str)> = vec![
        ("nothing", small.clone(), small.clone(), None, "无公开变化"),
        ("a key that hides", hidden, uncovered, Some(ChangeClass::Privacy), "不公布的数将公开"),
        ("a row", mines.clone(), gone(&mines, HAZARDS, "H1,"), Some(ChangeClass::Destroyed), "H1"),
        ("a report", small.clone(), small.clone().without(REPORT), Some(ChangeClass::Destroyed), "2023-07"),
        ("a correction", with_correction.clone(), small.clone(), Some(ChangeClass::Destroyed), "更正"),
        ("a page", small.clone(), small.clone().without(POLICY), Some(ChangeClass::Destroyed), "policy"),
        (
            "a weight",
            small.clone(),
            small.clone().edit("data/ranking.toml", "weight = 60", "weight = 50"),
            Some(ChangeClass::Method),
            "weight",
        ),
        (
            "a template",
            small.clone(),
            small.clone().put("themes/default/templates/home.html", "{{ x }}"),
            Some(ChangeClass::Method),
            "home.html",
        ),
        (
            "a figure",
            small.clone(),
            small.clone().edit(REPORT, "\nself_found = 3\n", "\nself_found = 4\n"),
            Some(ChangeClass::Open),
            "改了",
        ),
        (
            "a new month",
            small.clone().without(REPORT),
            small.clone(),
            Some(ChangeClass::Appended),
            "报送 2023-07 月报",
        ),
        (
            "words",
            small.clone(),
            small.clone().append(POLICY, "\n再说一遍。\n"),
            Some(ChangeClass::Wording),
            "policy.md",
        ),
    ];
    for (what, base, head, class, words) in cases {
        let reviewed = reviewed(&base, &head, &[]);
        assert_eq!(reviewed.worst(), class, "{what}: {}", reviewed.write(ReviewFormat::Human, Language::Zh));
        let first = reviewed.first();
        assert!(first.contains(words), "{what}: {first}");
        assert!(first.chars().count() <= 70, "{what}: {first}");
    }
}

/// What means the same is no public change, whatever was done to the file.
#[test]
fn another_order_coding_or_spelling_is_no_change_of_anything_public() {
    let mines = two_mines();
    let text = mines.text(HAZARDS);
    let mut turned: Vec<&str> = text.lines().collect();
    turned[1..].reverse();
    let (gbk, ..) = encoding_rs::GB18030.encode(&text);
    let report = mines.text(REPORT);
    for (what, site) in [
        ("order", mines.clone().put(HAZARDS, turned.join("\n") + "\n")),
        ("coding", mines.clone().put(HAZARDS, gbk.into_owned())),
        ("line ends", mines.clone().put(HAZARDS, text.replace('\n', "\r\n"))),
        ("a comment", mines.clone().put(REPORT, format!("# x\n{report}"))),
        ("a number", mines.clone().put(REPORT, report.replace("\nfines = 0\n", "\nfines = 0.0\n"))),
    ] {
        let reviewed = reviewed(&mines, &site, &[]);
        let difference = &reviewed.0.difference;
        assert_eq!((reviewed.worst(), difference.figures), (Some(ChangeClass::Wording), (0, 0)), "{what}");
        let is_rewritten = |cause: &ChangeCause| matches!(cause, ChangeCause::Rewritten { is_order, .. } if *is_order == (what == "order"));
        assert!(
            difference.changes.iter().all(|change| is_rewritten(&change.cause)),
            "{what}: {}",
            reviewed.all()
        );
    }
}

/// A row that is the same under another id is one change, and the worst: its address is for ever.
#[test]
fn another_id_is_told_as_that() {
    let mines = two_mines();
    let text = mines.text(HAZARDS).replacen("\nH1,", "\nH9,", 1);
    let reviewed = reviewed(&mines, &mines.clone().put(HAZARDS, text), &[]);
    let renumbered = reviewed.0.difference.changes.iter().filter(|change| {
        matches!(&change.cause, ChangeCause::Records { fate: Fate::Renumbered(to), ids, .. } if to == "H9" && ids == &["H1"])
    });
    assert_eq!(renumbered.count(), 1, "{}", reviewed.all());
    assert!(reviewed.first().contains("编号改了"), "{}", reviewed.first());
}

/// One cell moves one figure; what is made of it is a number beside it.
#[test]
fn what_follows_is_counted_and_not_listed() {
    let site = Site::small();
    let reviewed =
        reviewed(&site, &site.clone().edit(REPORT, "\nself_found = 3\n", "\nself_found = 4\n"), &[]);
    let difference = &reviewed.0.difference;
    let (lowest, follow) = difference.figures;
    assert!(lowest == 1 && follow > 3, "{lowest} {follow}");
    let change = &difference.changes[0];
    let one = &change.figures[0];
    assert_eq!((change.figures.len(), change.follow), (1, follow));
    assert_eq!(
        (one.measure.as_str(), one.region.0.as_str(), one.period.as_str()),
        ("dispatch.self_found", "101", "2023-07")
    );
    assert_eq!(difference.regions.iter().collect::<Vec<_>>(), ["101"]);
}

/// Every key of every method file of the sample, taken out or made another, is told.
#[test]
fn no_key_of_a_method_file_is_forgotten() {
    let site = sample();
    let files: Vec<String> = site
        .0
        .paths()
        .filter(|path| {
            let is_form = path.starts_with("data/forms/");
            is_form
                || [
                    RULES,
                    CAMPAIGN,
                    "data/rates.toml",
                    "data/ranking.toml",
                    "data/thresholds.toml",
                    "gongshi.toml",
                ]
                .contains(path)
        })
        .map(Into::into)
        .collect();
    let mut keys = 0;
    for path in files {
        let text = site.text(&path);
        let records = |text: &str| {
            let texts = [(path.as_str().into(), text.into())].into_iter().collect();
            gongshi::published::records::SourceRecords::of(&texts, [path.as_str()])
        };
        let before = records(&text);
        for (at, line) in text.lines().enumerate() {
            let is_key =
                line.split_once(" = ").is_some_and(|(key, _)| !key.trim().is_empty() && !key.contains('#'));
            if !is_key || line.trim_start().starts_with('#') {
                continue;
            }
            keys += 1;
            let rest = text.lines().enumerate().filter(|(other, _)| *other != at).map(|(_, line)| line);
            let without = rest.collect::<Vec<_>>().join("\n") + "\n";
            let after = records(&without);
            let fields = |records: &gongshi::published::records::SourceRecords| {
                let all = records.by_key().values().flat_map(|record| record.fields.iter());
                all.map(|(name, field)| (name.clone(), field.mark)).collect::<Vec<_>>()
            };
            assert_ne!(fields(&before), fields(&after), "{path}:{}: {line}", at + 1);
        }
    }
    assert!(keys > 200, "{keys}");
}

/// Weights change ranks and no figure, a kind changes nothing but what is made of it: both are told, with their effect.
#[test]
fn a_change_of_method_is_told_with_its_effect() {
    let site = Site::small();
    let weights = reviewed(&site, &site.clone().edit("data/ranking.toml", "weight = 60", "weight = 10"), &[]);
    assert_eq!(weights.0.difference.figures, (0, 0));
    let stock = site.text(DISPATCH).replacen("measure = \"stock\"", "measure = \"flow\"", 1);
    let kind = reviewed(&site, &site.clone().put(DISPATCH, stock), &[]);
    assert_eq!(kind.worst(), Some(ChangeClass::Method), "{}", kind.all());
    assert!(kind.first().contains("stock → flow"), "{}", kind.first());
}

#[test]
fn files_elsewhere_in_the_repository_are_looked_at() {
    let site = Site::small();
    for (path, class) in [
        (".github/workflows/publish.yml", ChangeClass::Method),
        (".gitlab-ci.yml", ChangeClass::Method),
        ("docs/CODEOWNERS", ChangeClass::Method),
        ("notes.txt", ChangeClass::Wording),
    ] {
        assert_eq!(reviewed(&site, &site, &[path]).worst(), Some(class), "{path}");
    }
    let edited = site.clone().edit(REPORT, "\nself_found = 3\n", "\nself_found = 4\n");
    let mixed = reviewed(&site, &edited, &[".gitlab-ci.yml"]);
    assert!(mixed.0.difference.is_mixed() && mixed.all().contains("请分别提交"));
}

/// A side that cannot be published is compared as far as it stands.
#[test]
fn a_side_with_errors_is_compared_and_the_first_line_says_so() {
    let site = two_mines();
    let broken = site
        .clone()
        .edit(REGIONS, "101,", "10１,")
        .put(HAZARDS, site.text(HAZARDS).replacen("\nH1,", "\nH8,", 1));
    let reviewed = reviewed(&site, &broken, &[]);
    assert!(!reviewed.0.difference.is_publishable);
    assert!(reviewed.first().contains("不能发布"), "{}", reviewed.first());
    assert!(reviewed.all().contains("H1"));
}

/// Whatever a title says, it makes no link, no mention, no HTML, and is not endless.
#[test]
fn a_title_cannot_break_out() {
    let site = Site::small();
    let bad = "@all ![](http://evil.example/x.png) --> <img src=x> #12 ".repeat(20_000);
    let titled = site.text(DISPATCH).replacen("label = \"", &format!("label = \"{bad}"), 1);
    let head = site.clone().put(DISPATCH, titled).edit(REPORT, "\nself_found = 3\n", "\nself_found = 4\n");
    let reviewed = reviewed(&site, &head, &[]);
    let comment = reviewed.write(ReviewFormat::Markdown, Language::Zh);
    assert!(comment.chars().count() <= 20_000 && comment.len() <= 60_000, "{}", comment.len());
    for forbidden in ["@all", "](http", "<img", "--> <", "#12"] {
        assert!(!comment.contains(forbidden), "{forbidden}");
    }
    let html = reviewed.write(ReviewFormat::Html, Language::Zh);
    assert!(!html.contains("<img") && !html.contains("<script") && html.len() <= 2_000_000);
    let _: serde_json::Value =
        serde_json::from_str(&reviewed.write(ReviewFormat::Json, Language::Zh)).unwrap();
}

/// A case that is withdrawn, one that comes back, one whose words differ: told in the program's words, and in none of the file.
#[test]
fn a_case_is_told_by_how_it_stands() {
    let site = exposed();
    let text = site.text(CASE);
    let more = |site: &Site| site.clone().append(CASE, "\n秘密的话。\n");
    let (before, rest) = text.split_once("history = [").unwrap();
    let draft = before.replace("\"published\"", "\"draft\"").replace("published_on = 2023-07-14\n", "");
    let draft = site.clone().put(CASE, draft + rest.split_once("]\n").unwrap().1);
    let withdrawn = text.replace("status = \"published\"", "status = \"withdrawn\"").replace(
        "\"甲应急曝〔2023〕1号\" },\n",
        "\"甲应急曝〔2023〕1号\" },\n  { on = 2023-07-25, to = \"withdrawn\", why = \"秘密\", document_no = \"甲应急撤〔2023〕1号\" },\n",
    );
    let withdrawn = site.clone().put(CASE, withdrawn);
    for (what, base, head, class, words) in [
        ("words", &site, &more(&site), ChangeClass::Wording, "x-1"),
        ("withdrawn", &site, &withdrawn, ChangeClass::Open, "published → withdrawn"),
        ("back again", &withdrawn, &site, ChangeClass::Privacy, "withdrawn → published"),
        ("a draft", &draft, &more(&draft), ChangeClass::Wording, "未公开的案例"),
    ] {
        let reviewed = reviewed(base, head, &[]);
        let all = reviewed.all();
        assert_eq!(reviewed.worst(), Some(class), "{what}: {all}");
        assert!(all.contains(words) && !all.contains("秘密") && !all.contains("甲应急撤"), "{what}: {all}");
    }
}

/// A report that comes late moves the totals of later months, and the line says so.
#[test]
fn a_late_report_is_told_from_a_new_month() {
    let site = Site::small();
    let late = reviewed(&site.clone().without("data/reports/2023-06/101.toml"), &site, &[]);
    assert!(late.first().contains("补报 2023-06 月报"), "{}", late.first());
}

/// The same change gives the same bytes.
#[test]
fn the_same_change_is_told_in_the_same_bytes() {
    let (base, head) = (two_mines(), two_mines().without(REPORT));
    assert_eq!(reviewed(&base, &head, &[]).all(), reviewed(&base, &head, &[]).all());
}
