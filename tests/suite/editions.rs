//! Months that are frozen: nothing of them changes in silence, and what explains itself is told.

use std::fs;
use std::path::Path;

use gongshi::compare::ChangeClass;
use gongshi::dataset::Span;
use gongshi::diagnostic::{Code, Finding, Language};
use gongshi::published::corrected::corrections;
use gongshi::render::review::{ReviewFormat, drafts};

use crate::support::changes::reviewed;
use crate::support::corrections::CORRECTIONS;
use crate::support::editions::close;
use crate::support::program::run;
use crate::support::repository::git;
use crate::support::sample::{closed_sample, report, sample, set};
use crate::support::site::Seen;

const LIST: &str = "data/editions/editions.toml";
const HAZARDS: &str = "data/ledger/hazards/141034.csv";
const FINES: &str = "data/ledger/enforcement/141027.csv";

/// What is said of editions.
fn of_editions(seen: &Seen) -> Vec<&Finding> {
    seen.findings.iter().filter(|finding| finding.code.id().starts_with("GS16")).collect()
}

fn told(seen: &Seen) -> Vec<Code> {
    of_editions(seen).iter().map(|finding| finding.code).collect()
}

/// The sample's own June, corrected by an entry of several figures.
fn entry(kind: &str, more: &str) -> String {
    format!(
        "\n[[corrections]]\nkind = \"{kind}\"\nreason = \"县级复核后更正\"\ndate = 2023-11-20\napproved_by = \"分管副局长\"\n{more}\n"
    )
}

fn checked(of: &str, old: u32, new: u32) -> String {
    format!("{{ what = \"{of}@2023-06/141002\", old = {old}, new = {new} }}")
}

#[test]
fn the_sample_was_closed_in_honest_order() {
    let seen = closed_sample().check();
    assert!(of_editions(&seen).is_empty(), "{}", seen.told());
    let release = closed_sample().published();
    assert_eq!(release.public.editions().len(), 6, "all months but the last");
    let kinds: Vec<&str> =
        corrections(&release.public, &release.figures).iter().map(|shown| shown.cause.code()).collect();
    assert_eq!(
        kinds,
        ["error", "revision", "late"],
        "two that were written, and a report that came on 07-28"
    );
    let late = "data/editions/2023-07.csv";
    assert!(closed_sample().text(late).contains("\n141021,dispatch.found,M,"), "it was missing then");
}

#[test]
fn a_cell_that_was_frozen_does_not_change_in_silence() {
    let changed = set(closed_sample(), "2023-06", "141002", "dispatch.firms_checked", 9.0);
    let seen = changed.check();
    let [finding] = of_editions(&seen)[..] else { panic!("{}", seen.told()) };
    assert_eq!(finding.code, Code::FrozenFigureDiffers);
    assert_eq!(finding.place.path.as_ref(), report("2023-06", "141002"));
    assert_eq!(seen.pointed(finding), "9");
    assert!(
        finding.message.zh.contains("1 → 9") && finding.message.zh.contains("随之变"),
        "{}",
        finding.message.zh
    );
    assert_eq!(seen.pointed_at(&finding.related[0].0), "141002,dispatch.firms_checked,1,1,");

    let explained = |old, new| {
        let figures = format!("changes = [\n{},\n]", checked("dispatch.firms_checked", old, new));
        changed.clone().append(CORRECTIONS, &entry("error", &figures)).check()
    };
    assert!(told(&explained(1, 9)).is_empty(), "{}", explained(1, 9).told());
    assert_eq!(told(&explained(2, 9)), [Code::CorrectionNotFromEdition, Code::FrozenFigureDiffers]);
    // One that says another figure than the site has is told by itself, and explains nothing.
    let other = explained(1, 8);
    assert!(told(&other).contains(&Code::FrozenFigureDiffers), "{}", other.told());
    // The way it was written before there were several.
    let one = "what = \"dispatch.firms_checked@2023-06/141002\"\nold = 1\nnew = 9";
    let seen = changed.append(CORRECTIONS, &entry("revision", one)).check();
    assert!(told(&seen).is_empty(), "{}", seen.told());
}

#[test]
fn what_is_written_otherwise_and_says_the_same_is_the_same() {
    let path = report("2023-06", "141002");
    let text = closed_sample().text(&path);
    let site = closed_sample()
        .put(
            &path,
            text.replace("firms_checked = 1\n", "firms_checked = 1 # checked again\n").replace('\n', "\r\n"),
        )
        .put(HAZARDS, {
            let text = closed_sample().text(HAZARDS);
            let (head, rows) = text.split_once('\n').unwrap();
            let mut rows: Vec<&str> = rows.lines().collect();
            rows.reverse();
            format!("{head}\n{}\n", rows.join("\n"))
        });
    let seen = site.check();
    assert!(of_editions(&seen).is_empty(), "{}", seen.told());
}

#[test]
fn a_report_that_came_later_explains_itself_and_one_that_did_not_does_not() {
    let path = report("2023-06", "141002");
    let whole = sample().without(CORRECTIONS);
    let closed = close(whole.clone().without(&path), "2023-06", "2023-06-26");
    let late = whole.text(&path).replace("2023-06-19", "2023-07-03").replace("2023-06-2", "2023-07-1");
    let seen = closed.clone().put(&path, late.clone()).check();
    assert!(of_editions(&seen).is_empty(), "{}", seen.told());
    let shown = closed.clone().put(&path, late).published();
    let corrections = corrections(&shown.public, &shown.figures);
    let late = corrections.iter().find(|one| one.cause.code() == "late").expect("it is told");
    assert!(late.figures > 50 && late.period.is_some(), "{late:?}");
    // Said to have come in before the month was frozen, it should have been in it.
    let seen = closed.put(&path, whole.text(&path)).check();
    assert_eq!(told(&seen), [Code::FrozenFigureDiffers], "{}", seen.told());
    // One that is taken away is not explained.
    let seen = closed_sample().without(&path).check();
    assert_eq!(told(&seen), [Code::FrozenFigureDiffers], "{}", seen.told());
    assert_eq!(of_editions(&seen)[0].place.path.as_ref(), path);
}

#[test]
fn rows_entered_later_explain_themselves_and_rows_that_change_do_not() {
    let visits = "data/ledger/inspections/141034.csv";
    let line = closed_sample().text(visits).lines().nth(1).unwrap().to_owned();
    let id = line.split(',').next().unwrap();
    let entered = closed_sample().append(visits, &format!("{}\n", line.replace(id, "I141034-990")));
    let seen = entered.check();
    assert!(of_editions(&seen).is_empty(), "{}", seen.told());
    let release = entered.published();
    let corrections = corrections(&release.public, &release.figures);
    assert!(corrections.iter().any(|one| one.cause.code() == "entered"), "{corrections:?}");

    // A fine that is another.
    let text = closed_sample().text(FINES);
    let fine = text.lines().find(|line| line.contains(",fine,") && line.contains(",2023-0")).unwrap();
    let amount = fine.split(',').nth(10).unwrap();
    let seen = closed_sample().edit(FINES, &format!(",{amount},"), ",12345,").check();
    assert_eq!(told(&seen), [Code::FrozenFigureDiffers], "{}", seen.told());
    assert_eq!(of_editions(&seen)[0].place.path.as_ref(), FINES);
    // One that is entered beside it does not hide it.
    let both =
        text.replace(&format!(",{amount},"), ",12345,") + &fine.replace("A141027-", "A141027-9") + "\n";
    let seen = closed_sample().put(FINES, both).check();
    assert!(told(&seen).contains(&Code::FrozenFigureDiffers), "{}", seen.told());
}

#[test]
fn what_the_law_ends_later_moves_no_month_before_it() {
    let text = closed_sample().text(FINES);
    let fine = text.lines().find(|line| line.contains(",fine,") && line.contains(",valid,")).unwrap();
    let revoked = fine.replace(",valid,,,", ",revoked,2023-11-24,复议决定撤销,");
    let seen = closed_sample().edit(FINES, fine, &revoked).check();
    assert!(of_editions(&seen).is_empty(), "{}", seen.told());
}

#[test]
fn a_record_that_was_counted_is_never_gone() {
    let text = closed_sample().text(HAZARDS);
    let gone: Vec<&str> =
        text.lines().enumerate().filter(|(at, _)| *at == 0 || *at > 4).map(|(_, line)| line).collect();
    let seen = closed_sample().put(HAZARDS, gone.join("\n") + "\n").check();
    // The figures that differ for it are not told once more.
    assert_eq!(told(&seen), [Code::FrozenRecordGone], "{}", seen.told());
    let finding = of_editions(&seen)[0];
    assert_eq!(finding.place.path.as_ref(), HAZARDS);
    assert!(
        finding.message.zh.contains("4 条") && finding.message.zh.contains("H141034-001"),
        "{}",
        finding.message.zh
    );
    // Another id is no other record.
    let seen = closed_sample().edit(HAZARDS, "\nH141034-002,", "\nH141034-902,").check();
    assert!(told(&seen).contains(&Code::FrozenRecordGone), "{}", seen.told());
    // Nor is a whole file.
    let seen = closed_sample().without(HAZARDS).check();
    assert!(told(&seen).contains(&Code::FrozenRecordGone), "{}", seen.told());
}

#[test]
fn what_is_counted_otherwise_is_one_finding_and_is_told_to_the_public() {
    let other = closed_sample().edit(
        "data/rates.toml",
        "denominator = [\"statistics.major_rectified\", \"statistics.major_open\"]",
        "denominator = [\"statistics.major_found\"]",
    );
    let seen = other.check();
    assert_eq!(told(&seen), [Code::MethodChanged], "{}", seen.told());
    let help = &of_editions(&seen)[0].help.as_ref().unwrap().zh;
    let measures = &help[help.find("measures = ").unwrap()..help.rfind('`').unwrap()];
    let seen = other.clone().append(CORRECTIONS, &entry("method", measures)).check();
    assert!(told(&seen).is_empty(), "{}", seen.told());
    // It covers nothing that is filed or counted.
    let changed = set(closed_sample(), "2023-06", "141002", "dispatch.firms_checked", 9.0);
    let seen =
        changed.append(CORRECTIONS, &entry("method", "measures = [\"dispatch.firms_checked\"]")).check();
    assert_eq!(told(&seen), [Code::FrozenFigureDiffers], "{}", seen.told());
    let seen = closed_sample().append(CORRECTIONS, &entry("method", "measures = [\"rate.none\"]")).check();
    assert!(seen.codes().contains(&Code::CorrectedFigureUnknown), "{}", seen.told());
}

#[test]
fn what_an_edition_does_not_publish_is_never_published_for_its_month() {
    let form = "data/forms/dispatch.toml";
    let text = closed_sample().text(form);
    let start = text.find(", confidential = true, with = \"inspection_found\"").unwrap();
    let end = start + text[start..].find(" }]").unwrap();
    let open = closed_sample().put(form, format!("{}{}", &text[..start], &text[end..]));
    let seen = open.check();
    let found = of_editions(&seen);
    assert!(
        !found.is_empty() && found.iter().all(|one| one.code == Code::FrozenFigureDiffers),
        "{}",
        seen.told()
    );
    assert!(found[0].help.as_ref().unwrap().zh.contains("以后也不公布"), "{:?}", found[0].help);
}

#[test]
fn a_measure_an_edition_does_not_know_is_new_and_one_that_is_gone_is_told() {
    let rates = closed_sample().append(
        "data/rates.toml",
        "\n[[rates]]\nid = \"new\"\ntitle = \"新比率\"\nnumerator = [\"dispatch.found\"]\ndenominator = [\"dispatch.firms_checked\"]\nbetter = \"higher\"\n",
    );
    assert!(of_editions(&rates.check()).is_empty(), "{}", rates.check().told());
    let regions = closed_sample().append("data/regions.csv", "141099,新设县,county,141000,false\n");
    let seen = regions.check();
    assert!(!told(&seen).contains(&Code::FrozenRecordGone), "{}", seen.told());
}

#[test]
fn an_edition_is_what_was_frozen() {
    let path = "data/editions/2023-06.csv";
    let forged = closed_sample().edit(path, "141000,dispatch.found,", "141000,dispatch.found,1");
    assert_eq!(told(&forged.check()), [Code::EditionBroken]);
    let lost = closed_sample().without("data/editions/2023-06.rows.csv").check();
    assert_eq!(told(&lost), [Code::EditionBroken], "{}", lost.told());
    let unnamed =
        closed_sample().put("data/editions/2023-12.csv", "region,measure,month,to_date,reported\n").check();
    assert_eq!(told(&unnamed), [Code::EditionBroken], "{}", unnamed.told());
    let help = &of_editions(&unnamed)[0].help.as_ref().unwrap().zh;
    assert!(help.contains("删去再运行"), "what a killed close leaves: {help}");
    let elsewhere = closed_sample().edit(LIST, "period = \"2023-06\"", "period = \"2024-06\"").check();
    assert!(told(&elsewhere).contains(&Code::EditionBroken), "{}", elsewhere.told());
}

/// Where an earlier month was never frozen, its change shows in the figures to date of later ones.
#[test]
fn a_month_that_was_never_frozen_moves_later_ones_and_is_told() {
    let closed = close(sample().without(CORRECTIONS), "2023-07", "2023-07-30");
    let seen = set(closed, "2023-06", "141002", "dispatch.firms_checked", 9.0).check();
    assert_eq!(told(&seen), [Code::FrozenFigureDiffers], "{}", seen.told());
    assert!(of_editions(&seen)[0].message.zh.contains("累计"), "{}", seen.told());
}

#[test]
fn two_worlds_that_publish_the_same_are_frozen_alike() {
    let worlds = [(0.0, 3.0), (2.0, 1.0)].map(|(tips, inspections)| {
        let site = set(sample(), "2023-06", "141023", "dispatch.tip_found", tips);
        let site = set(site, "2023-06", "141023", "dispatch.inspection_found", inspections);
        let lone = set(site, "2023-06", "141025", "dispatch.tip_found", 2.0 - tips);
        let lone = set(lone, "2023-06", "141025", "dispatch.inspection_found", 1.0 + tips);
        close(lone, "2023-06", "2023-06-26").text("data/editions/2023-06.csv")
    });
    assert_eq!(worlds[0], worlds[1]);
    assert!(!worlds[0].contains("141023,dispatch.tip_found"), "of a county there is the merged figure alone");
}

#[test]
fn a_change_of_a_frozen_month_is_rewritten_or_revised() {
    let changed = set(closed_sample(), "2023-06", "141002", "dispatch.firms_checked", 9.0);
    let rewritten = reviewed(&closed_sample(), &changed, &[]);
    assert_eq!(
        rewritten.worst(),
        Some(ChangeClass::Rewritten),
        "{}",
        rewritten.write(ReviewFormat::Human, Language::Zh)
    );
    let release = changed.published();
    let draft = drafts(&release.public, &release.figures);
    assert!(
        draft.contains("{ what = \"dispatch.firms_checked@2023-06/141002\", old = 1, new = 9 }"),
        "{draft}"
    );
    let written = draft.replacen("待补", "县级复核后更正", 1).replace("待补", "分管副局长");
    let explained = changed.append(CORRECTIONS, &format!("\n{written}"));
    assert!(of_editions(&explained.check()).is_empty(), "{}", explained.check().told());
    let revised = reviewed(&closed_sample(), &explained, &[]);
    assert_eq!(
        revised.worst(),
        Some(ChangeClass::Revised),
        "{}",
        revised.write(ReviewFormat::Human, Language::Zh)
    );
    let json = revised.write(ReviewFormat::Json, Language::Zh);
    assert!(json.contains("\"explained_by\":{\"kind\":\"correction\",\"no\":3}"), "{json}");
    assert!(json.contains("\"edition\":{\"no\":1,\"period\":\"2023-06\"}"), "{json}");
    // An edition is only added.
    let closing = reviewed(&sample(), &closed_sample(), &[]);
    assert_eq!(
        closing.worst(),
        Some(ChangeClass::Appended),
        "{}",
        closing.write(ReviewFormat::Human, Language::Zh)
    );
    assert!(closing.first().contains("封存"), "{}", closing.first());
    let list = closed_sample().text(LIST);
    let fewer = closed_sample().put(LIST, list.rsplit_once("\n[[editions]]").unwrap().0);
    let without = reviewed(&closed_sample(), &fewer, &[]);
    assert_eq!(without.worst(), Some(ChangeClass::Destroyed), "{}", without.first());
}

#[test]
fn pages_show_what_was_first_published_beside_what_is_said_now() {
    let built = closed_sample().build_only(|path| {
        path.starts_with("/editions/")
            || path == "/regions/141021/2023-06/"
            || path == "/corrections/"
            || path == "/feeds/corrections.xml"
            || path == "/data/changes.csv"
    });
    let list = built.words("editions/index.html");
    for words in ["2023年7月", "2023-07-26", "没有改动"] {
        assert!(list.contains(words), "{words}: {list}");
    }
    let july = built.words("editions/2023-07/index.html");
    for words in ["曲沃县", "未报", "逾期补报", "随之变"] {
        assert!(july.contains(words), "{words}: {july}");
    }
    assert_eq!(built.page("editions/2023-06/figures.csv"), closed_sample().text("data/editions/2023-06.csv"));
    let month = built.words("regions/141021/2023-06/index.html");
    assert!(month.contains("首次公布 1 次") && month.contains("现为 0 次"), "{month}");
    let corrections = built.words("corrections/index.html");
    assert!(corrections.contains("逾期补报") && corrections.contains("38 个数"), "{corrections}");
    assert!(
        built.page("feeds/corrections.xml").contains("editions/2023-07/#r141021"),
        "a derived one has its entry"
    );
    let changes = built.page("data/changes.csv");
    assert!(changes.contains("\n2023-06,1,141021,dispatch.talks,month,1,0,correction,1"), "{changes}");
}

/// Runs `close` in a repository of the sample.
fn closing(root: &Path, words: &[&str]) -> (i32, String) {
    let ran = run(root, &[&["close"], words].concat());
    (ran.code, ran.stderr)
}

#[test]
fn close_freezes_what_is_committed_once_all_is_due_and_the_same_again() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    sample().write_to(root);
    let (code, told) = closing(root, &["2023-10"]);
    assert!(code == 1 && told.contains("git"), "what is frozen has been committed: {told}");
    git(root, "init -q -b main && git add -A && git commit -q -m site", 1);
    let (code, told) = closing(root, &["2023-11"]);
    assert!(code == 1 && told.contains("--early"), "{told}");
    assert_eq!(closing(root, &["2023-12"]).0, 2, "not over yet");
    assert_eq!(closing(root, &["2030-01"]).0, 2, "no such month");
    let (code, told) = closing(root, &["2023-10", "--approved-by", "王建国"]);
    assert!(code == 2 && told.contains("岗位"), "{told}");
    let (code, told) = closing(root, &["2023-10", "--approved-by", "分管副局长"]);
    assert!(code == 0 && told.contains("git tag -s edition/2023-10"), "{told}");
    let first = fs::read(root.join("data/editions/2023-10.csv")).unwrap();
    let list = fs::read_to_string(root.join(LIST)).unwrap();
    assert!(list.contains("approved_by = \"分管副局长\"") && list.contains("commit = \""), "{list}");
    // What is not committed is not frozen beside it.
    let (code, told) = closing(root, &["2023-09"]);
    assert!(code == 1 && told.contains("提交"), "{told}");
    git(root, "add -A && git commit -q -m closed", 2);
    let (code, told) = closing(root, &["2023-10"]);
    assert!(code == 0 && told.contains("相同"), "{told}");
    assert_eq!(fs::read(root.join("data/editions/2023-10.csv")).unwrap(), first);
    // The same tree and day give the same bytes.
    git(root, "checkout -q HEAD~1", 2);
    assert_eq!(closing(root, &["2023-10", "--approved-by", "分管副局长"]).0, 0);
    assert_eq!(fs::read(root.join("data/editions/2023-10.csv")).unwrap(), first);
    assert_eq!(fs::read_to_string(root.join(LIST)).unwrap(), list);
    git(root, "checkout -q -f main", 2);
    let (code, told) = closing(root, &["2023-11", "--early"]);
    assert!(code == 0 && fs::read_to_string(root.join(LIST)).unwrap().contains("early = true"), "{told}");
    let (code, told) = closing(root, &["2023-10", "--again", "--reason", "口径调整"]);
    assert!(code == 1 && told.contains("算法"), "{told}");
    assert_eq!(run(root, &["check"]).code, 0);
}

#[test]
fn a_published_site_is_verified_offline_and_an_edition_cannot_be_swapped() {
    let dir = tempfile::tempdir().unwrap();
    let (root, site) = (dir.path(), dir.path().join("public"));
    closed_sample().write_to(root);
    assert_eq!(run(root, &["build"]).code, 0);
    let verified = run(root, &["verify", "public"]);
    assert!(
        verified.code == 0 && verified.stdout.contains("对不上 0 个"),
        "{}{}",
        verified.stdout,
        verified.stderr
    );
    assert_eq!(run(root, &["verify", "public/manifest.json"]).code, 0);

    let figures = site.join("data/figures.csv");
    let text = fs::read_to_string(&figures).unwrap();
    fs::write(
        &figures,
        text.replace("dispatch.talks,141021,2023-06,month,0,A", "dispatch.talks,141021,2023-06,month,7,A"),
    )
    .unwrap();
    fs::write(site.join("stranger.html"), "x").unwrap();
    fs::remove_file(site.join("about/index.html")).unwrap();
    let tampered = run(root, &["verify", "public"]);
    assert_eq!(tampered.code, 1);
    for words in ["data/figures.csv", "stranger.html", "about/index.html", "dispatch.talks@2023-06/141021"] {
        assert!(tampered.stderr.contains(words), "{words}: {}", tampered.stderr);
    }
    assert_eq!(run(root, &["verify", "data"]).code, 2, "no site");

    // Whoever rewrites an edition and its entry in one commit is stopped by what is published.
    assert_eq!(run(root, &["build", "--clean"]).code, 0);
    let before = sample();
    let forged =
        close(set(before, "2023-05", "141002", "dispatch.firms_checked", 7.0), "2023-05", "2023-05-26");
    fs::remove_dir_all(root.join("data/editions")).unwrap();
    forged.write_to(root);
    let built = run(root, &["build"]);
    assert!(built.code == 1 && built.stderr.contains("与已发布的不同"), "{}", built.stderr);
    assert!(built.stderr.contains("2023-06 的封存不见了"), "{}", built.stderr);
    let all = ["2023-05", "2023-06", "2023-07", "2023-08", "2023-09", "2023-10"];
    let allowed: Vec<&str> = all.iter().flat_map(|period| ["--replace-edition", period]).collect();
    let built = run(root, &[&["build"][..], &allowed].concat());
    assert_eq!(built.code, 0, "{}", built.stderr);
    let elsewhere = run(root, &["build", "--output", "other", "--published", "public/manifest.json"]);
    assert_eq!(elsewhere.code, 0, "{}", elsewhere.stderr);
    assert_eq!(run(root, &["build", "--published", "data/regions.csv"]).code, 2);
}

/// Editions and changes alone give back every figure of today.
#[test]
fn now_is_the_edition_and_what_was_revised() {
    let changed = set(closed_sample(), "2023-06", "141002", "dispatch.firms_checked", 9.0);
    let figures = format!("changes = [{}]", checked("dispatch.firms_checked", 1, 9));
    let site = changed.append(CORRECTIONS, &entry("error", &figures));
    let release = site.published();
    let (public, figures) = (&release.public, &release.figures);
    let mut looked = 0;
    for (place, edition) in public.editions().iter().enumerate() {
        for line in &edition.figures.lines {
            let code = &edition.figures.regions[line.region as usize];
            let id = &edition.figures.measures[line.measure as usize];
            let (Some(region), Some(measure)) = (public.regions().index(code), figures.measure(id)) else {
                continue;
            };
            for span in Span::ALL {
                let at = gongshi::figures::Key { measure, region, period: edition.period, span };
                let departed =
                    public.departures().iter().find(|one| one.edition == place && one.at == Some(at));
                let said = departed.map_or(line.values[span as usize], |one| one.now);
                let now = figures.at(at).value();
                assert_eq!(said.number(), now, "{id} {code} {span:?}");
                looked += 1;
            }
        }
    }
    assert!(looked > 20_000, "{looked}");
}
