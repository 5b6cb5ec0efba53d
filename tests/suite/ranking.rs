//! Scores against a count by hand, and the promise that finding more never lowers one.

use std::fmt::Write as _;

use gongshi::dataset::PeriodAt;
use gongshi::diagnostic::{Code, Severity};
use gongshi::figures::{PartState as Part, Ranking, Standing};
use proptest::prelude::*;
use rust_decimal::Decimal;

use crate::support::sample::sample;
use crate::support::site::{Built, Counted, REPORT, Site};

const RANKING: &str = "data/ranking.toml";

/// How a region stands in a period.
fn standing(counted: &Counted, region: &str, period: usize) -> Standing {
    let ranking = Ranking::count(&counted.dataset, &counted.figures);
    let at = counted.dataset.regions.index(region).unwrap();
    ranking.standing(at, PeriodAt::nth(period)).cloned().unwrap_or_else(|| panic!("{region} is not ranked"))
}

fn told(standing: &Standing) -> (Option<usize>, String) {
    (standing.rank, standing.score.map_or("—".into(), |score| score.normalize().to_string()))
}

#[test]
fn the_small_sites_scores_are_these() {
    let counted = Site::small().count();
    // July to date: 101 found 16 at 9 firms and 3 penalties brought 6.75; 102 found 4 at 5 and 2 brought 1.6075.
    // Discovery: 16⁄9 is the highest: 60 and 60 × (4⁄5) ÷ (16⁄9) = 27. Fines: 2.25 is the highest: 0 of 40, and
    // 40 − 40 × 0.80375 ÷ 2.25 = 25.71.
    assert_eq!(told(&standing(&counted, "101", 2)), (Some(1), "60".into()));
    assert_eq!(told(&standing(&counted, "102", 2)), (Some(2), "52.71".into()));
}

#[test]
fn a_denominator_of_zero_leaves_the_weight_out() {
    // In May 102 had no penalty: 60 × (2⁄1) ÷ (2⁄1) of a weight of 60.
    let counted = Site::small().count();
    let may = standing(&counted, "102", 0);
    assert_eq!(may.parts[1].counted, Part::Nothing);
    assert_eq!((may.weights, told(&may)), (60, (Some(1), "100".into())));
}

#[test]
fn who_has_not_reported_has_no_score_and_no_rank() {
    let site = Site::small().without("data/reports/2023-05/102.toml");
    let counted = site.count();
    let may = standing(&counted, "102", 0);
    assert_eq!(may.parts[0].counted, Part::Missing);
    assert_eq!(told(&may), (None, "—".into()));
    assert_eq!(told(&standing(&counted, "101", 0)).0, Some(1));
    // A denominator that lacks a month would help, so it does not count either.
    assert_eq!(told(&standing(&counted, "102", 2)), (None, "—".into()));
    let words = site.build().words("ranking/2023-05/index.html");
    assert!(words.contains("— 乙县 — 未报"), "{words}");
}

#[test]
fn who_has_no_rank_sets_no_rate_for_those_who_have() {
    // Without its fines of July county 101 has no rank: its 16⁄9 found is not what 102 is held against, nor its fines.
    let counted = Site::small().edit(REPORT, "fines = 0\nmedia", "media").count();
    assert_eq!(told(&standing(&counted, "101", 2)), (None, "—".into()));
    assert_eq!(told(&standing(&counted, "102", 2)), (Some(1), "60".into()));
}

#[test]
fn what_nobody_has_is_left_out_for_all() {
    let from = "numerator = [\"dispatch.fines\"]";
    let site = Site::small().edit(RANKING, from, "numerator = [\"dispatch.inspectors_city\"]");
    let standing = standing(&site.count(), "101", 2);
    assert_eq!(standing.parts[1].counted, Part::Nothing, "counties are not asked for it");
    assert_eq!(standing.weights, 60);
}

#[test]
fn the_bureau_is_ranked_only_where_it_is_said() {
    let counted = Site::small().count();
    let ranking = Ranking::count(&counted.dataset, &counted.figures);
    assert_eq!(ranking.period(PeriodAt::nth(2)).len(), 2);
    let all = "ranked = [\"bureau\", \"county\", \"区\"]\n";
    let site = Site::small();
    let text = format!("{all}{}", site.text(RANKING));
    let counted = site.put(RANKING, text).count();
    assert_eq!(Ranking::count(&counted.dataset, &counted.figures).period(PeriodAt::nth(2)).len(), 3);
}

#[test]
fn a_site_without_a_ranking_has_no_page_of_it() {
    let built = Site::small().without(RANKING).build();
    built.seen.is_clean();
    assert!(!built.files.keys().any(|path| path.starts_with("ranking/")));
    assert!(!built.page("index.html").contains("ranking/"));
}

#[test]
fn weights_that_do_not_add_up_are_told() {
    let seen = Site::small().edit(RANKING, "weight = 60", "weight = 61").check();
    seen.only(Severity::Error, Code::WeightsNotHundred, RANKING, 3, 1);
    let seen = Site::small().edit(RANKING, "weight = 60", "weight = 0").check();
    seen.only(Severity::Error, Code::WeightsNotHundred, RANKING, 8, 10);
}

#[test]
fn a_measure_that_is_not_there_is_told() {
    let seen = Site::small().edit(RANKING, "[\"dispatch.found\"]", "[\"dispatch.fuond\"]").check();
    let finding = seen.only(Severity::Error, Code::UnknownCell, RANKING, 6, 14);
    assert_eq!(seen.pointed(finding), "\"dispatch.fuond\"");
}

#[test]
fn a_component_that_punishes_finding_is_told() {
    // Below a rate whose higher end is better: here through a sum one part of which is named.
    let seen = Site::small().edit(RANKING, "[\"dispatch.firms_checked\"]", "[\"dispatch.found\"]").check();
    seen.only(Severity::Error, Code::FindingPunished, RANKING, 7, 16);
    // Above one whose lower end is.
    let seen = Site::small().edit(RANKING, "[\"dispatch.fines\"]", "[\"statistics.major_open\"]").check();
    seen.only(Severity::Error, Code::FindingPunished, RANKING, 15, 14);
    // What ledgers count of it need not be named.
    let seen = Site::small()
        .edit(RANKING, "[\"dispatch.fines\"]", "[\"dispatch.inspectors\"]")
        .edit(RANKING, "[\"dispatch.penalties\"]", "[\"ledger.major_found\"]")
        .check();
    assert!(!seen.codes().contains(&Code::FindingPunished), "{}", seen.told());
    let seen =
        Site::small().edit(RANKING, "[\"dispatch.firms_checked\"]", "[\"ledger.major_found\"]").check();
    assert!(seen.codes().contains(&Code::FindingPunished), "{}", seen.told());
}

/// The weight of what is told of one component, where the file declares nothing that grows.
fn told_of(above: &str, below: &str, direction: &str) -> Option<Severity> {
    let ranking = format!(
        "grows_with_finding = []\n[[components]]\nid = \"a\"\ntitle = \"甲\"\nnumerator = [\"{above}\"]\n\
         denominator = [\"{below}\"]\nweight = 100\ndirection = \"{direction}\"\n"
    );
    let seen = sample().put(RANKING, ranking).check();
    let mut found = seen.findings.iter().filter(|finding| &*finding.place.path == RANKING);
    let (first, more) = (found.next(), found.next());
    assert!(more.is_none(), "{above} / {below}");
    assert!(first.is_none_or(|first| first.code == Code::FindingPunished), "{above} / {below}");
    first.map(|first| first.severity)
}

#[test]
fn what_forms_and_ledgers_find_need_not_be_declared() {
    let (error, warning) = (Some(Severity::Error), Some(Severity::Warning));
    for (above, below, direction, told) in [
        ("dispatch.rectified", "dispatch.found", "higher", error),
        ("dispatch.self_rectified", "dispatch.self_found", "higher", error),
        ("statistics.problems_rectified.total", "statistics.problems_found.total", "higher", error),
        ("dispatch.self_found", "ledger.enterprises", "lower", error),
        ("statistics.major_open.total", "ledger.enterprises", "lower", error),
        ("dispatch.self_found", "ledger.enterprises", "higher", None),
        ("ledger.major_due", "ledger.enterprises", "lower", error),
        ("ledger.major_listed_due", "ledger.enterprises", "lower", error),
        ("ledger.enterprises", "ledger.major_due", "higher", error),
        ("ledger.inspections", "ledger.major_due", "higher", error),
        ("ledger.penalties", "ledger.major_listed_due", "higher", error),
        ("ledger.major_listed_due_closed", "ledger.major_due", "higher", error),
        ("ledger.enterprises", "ledger.major_due_closed", "higher", error),
        ("ledger.major_on_time", "ledger.major_due", "higher", None),
        ("ledger.major_due_closed", "ledger.major_due", "higher", None),
        ("ledger.major_listed_due_closed", "ledger.major_listed_due", "higher", None),
        // What was closed at open pits is not what is open.
        ("ledger.inspections", "ledger.major_closed.open_pit", "higher", None),
        ("ledger.inspections", "ledger.major_open.open_pit", "higher", error),
        ("ledger.inspections", "ledger.major_found.D20", "higher", error),
        ("ledger.penalties", "ledger.enterprises", "lower", warning),
        ("dispatch.fines", "dispatch.firms_checked", "lower", warning),
        ("statistics.fines.total", "ledger.enterprises", "lower", warning),
        ("dispatch.no_drill", "dispatch.firms_checked", "lower", warning),
        ("dispatch.no_drill", "dispatch.firms_checked", "higher", None),
        ("dispatch.fines", "dispatch.penalties", "lower", None),
    ] {
        assert_eq!(told_of(above, below, direction), told, "{above} / {below}, {direction}");
    }
}

#[test]
fn every_score_can_be_counted_again_from_the_download() {
    let built = Site::small().build();
    let rows: Vec<Vec<&str>> =
        built.page("data/ranking.csv").lines().skip(1).map(|line| line.split(',').collect()).collect();
    assert_eq!(rows.len(), 3 * 2 * 2);
    for rows in rows.chunks(2) {
        let number = |text: &str| text.parse::<Decimal>().unwrap_or_default();
        let scored = rows.iter().filter(|row| row[10] == "scored");
        let (points, weights) = scored.fold((Decimal::ZERO, Decimal::ZERO), |(points, weights), row| {
            (points + number(row[9]), weights + number(row[5]))
        });
        let score = (points * Decimal::ONE_HUNDRED / weights).round_dp(2);
        assert_eq!(number(rows[0][3]), score, "{rows:?}");
    }
}

/// What `ranking.csv` says, once it agrees with the pages on where months are missing.
fn told_alike(built: &Built, periods: &[&str]) -> Vec<Vec<String>> {
    let row = |line: &str| line.split(',').map(ToOwned::to_owned).collect();
    let rows: Vec<Vec<String>> = built.page("data/ranking.csv").lines().skip(1).map(row).collect();
    assert!(
        rows.iter().all(|row| row[11] == "false" || row[10] == "scored"),
        "no points, and months missing"
    );
    for period in periods {
        let partial = rows.iter().filter(|row| row[0] == *period && row[11] == "true").count();
        let page = built.page(&format!("ranking/{period}/index.html"));
        // Once in the table of all and once where the score opens into its parts.
        assert_eq!(page.matches("有月份未报").count(), 2 * partial, "{period}");
    }
    rows
}

#[test]
fn a_month_is_called_missing_on_the_page_and_in_the_download_alike() {
    // A county without an enterprise lacks a report too: its rate is none because it would be divided by 0.
    let rows = told_alike(&sample().build(), &["2023-07", "2023-10", "2023-11"]);
    let county = rows.iter().find(|row| row[..2] == ["2023-11", "141030"] && row[4] == "discovery").unwrap();
    assert_eq!(county[6..], ["0", "0", "", "", "nothing", "false"]);
    // Where something is divided, both say that a month is missing.
    let june = "data/reports/2023-06/102.toml";
    let found = "self_found = 0\nself_rectified = 0\ntip_found = 1\n";
    let rows = told_alike(&Site::small().edit(june, found, "").build(), &["2023-06", "2023-07"]);
    assert_eq!(rows.iter().filter(|row| row[10] == "scored" && row[11] == "true").count(), 2, "June, July");
}

/// Anything two counties may report, where a lower rate of fines is better and the weights vary.
fn reports() -> impl Strategy<Value = Vec<[u32; 4]>> {
    prop::collection::vec([0_u32..9, 0..9, 0..5, 0..20], 6)
}

fn site(reports: &[[u32; 4]]) -> Site {
    let mut site = Site::small();
    for (place, [own, tip, firms, fines]) in reports.iter().enumerate() {
        let (period, region) = (["2023-05", "2023-06", "2023-07"][place / 2], ["101", "102"][place % 2]);
        let text = format!(
            "region = \"{region}\"\nperiod = \"{period}\"\n[dispatch]\nsubmitted_on = {period}-18\nself_found = {own}\n\
             self_rectified = 0\ntip_found = {tip}\nfirms_checked = {firms}\npenalties = {firms}\nfines = {fines}\n"
        );
        site = site.put(&format!("data/reports/{period}/{region}.toml"), text);
    }
    site
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn finding_one_more_never_lowers_a_score_or_a_rank(reports in reports(), at in 0..6_usize, tip in any::<bool>()) {
        let before = site(&reports).count();
        let mut more = reports.clone();
        more[at][usize::from(tip)] += 1;
        let after = site(&more).count();
        let region = ["101", "102"][at % 2];
        for period in 0..3 {
            let (before, after) = (standing(&before, region, period), standing(&after, region, period));
            prop_assert!(after.score >= before.score, "{before:?} {after:?}");
            prop_assert!(after.rank <= before.rank || before.rank.is_none(), "{before:?} {after:?}");
        }
    }
}

#[test]
fn the_page_says_what_stands_behind_each_rank() {
    let built = Site::small().edit(REPORT, "penalties = 0", "penalties = 1").build();
    let words = built.words("ranking/2023-07/index.html");
    assert!(words.contains("不参加排名： 市本级"), "{words}");
    let main = words.split_once("月报 名次").and_then(|(_, main)| main.split_once(" ← 上一期"));
    insta::assert_snapshot!(main.map_or(words.as_str(), |(main, _)| main));
}

/// A ranking over ledgers, of the shape of the repository's own.
const OVER_LEDGERS: &str = r#"
grows_with_finding = ["dispatch.self_found", "dispatch.tip_found"]
[[components]]
id = "on-time"
title = "按期整改率"
numerator = ["ledger.major_on_time"]
denominator = ["ledger.major_due"]
weight = 40
direction = "higher"
[[components]]
id = "rectification"
title = "到期整改率"
numerator = ["ledger.major_due_closed"]
denominator = ["ledger.major_due"]
weight = 20
direction = "higher"
[[components]]
id = "listed"
title = "到期挂牌整改率"
numerator = ["ledger.major_listed_due_closed"]
denominator = ["ledger.major_listed_due"]
weight = 10
direction = "higher"
[[components]]
id = "discovery"
title = "每家企业发现数"
numerator = ["dispatch.found"]
denominator = ["ledger.enterprises"]
weight = 30
direction = "higher"
full = "highest"
"#;

/// A hazard: county, day found, days given, days taken if closed, whether listed.
type Row = (bool, u64, u64, Option<u64>, bool);

fn hazards() -> impl Strategy<Value = Vec<Row>> {
    prop::collection::vec(
        (any::<bool>(), 0_u64..60, 1_u64..40, prop::option::of(0_u64..60), any::<bool>()),
        0..14,
    )
}

/// Two counties that found these, each in its ledger and in the month's report.
fn with_ledgers(rows: &[Row]) -> Site {
    use chrono::{Days, NaiveDate};
    let first = NaiveDate::from_ymd_opt(2023, 5, 16).expect("a day");
    let mut reports = [[0_u32, 0, 2, 0]; 6];
    let header =
        "id,facility,level,source,found_on,criterion,description,due_on,listed_on,closed_on,outcome\n";
    let mut ledgers = [header.to_owned(), header.to_owned()];
    for (place, (second, found, given, taken, listed)) in rows.iter().enumerate() {
        let county = usize::from(*second);
        let found_on = first + Days::new(*found);
        let due_on = found_on + Days::new(*given);
        let closed = taken.map(|taken| (found_on + Days::new(taken)).to_string()).unwrap_or_default();
        let outcome = if closed.is_empty() { "" } else { "rectified" };
        let listed = if *listed { found_on.to_string() } else { String::new() };
        writeln!(
            ledgers[county],
            "H{place},F{},major,self,{found_on},,x,{due_on},{listed},{closed},{outcome}",
            county + 1
        )
        .expect("a string takes every line");
        let period = match *found {
            0..=4 => 0,
            5..=35 => 1,
            _ => 2,
        };
        reports[period * 2 + county][0] += 1;
    }
    let [one, two] = ledgers;
    site(&reports)
        .put(RANKING, OVER_LEDGERS)
        .put("data/ledger/enterprises.csv", "id,name,region\nE1,甲,101\nE2,乙,102\nE3,丙,102\n")
        .put(
            "data/ledger/facilities.csv",
            "id,name,enterprise,region,kind,status\nF1,甲矿,E1,101,underground,production\nF2,乙矿,E2,102,underground,production\n",
        )
        .put("data/ledger/hazards/101.csv", one)
        .put("data/ledger/hazards/102.csv", two)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    /// One more hazard, found on any day and not yet due as the last period closes, whatever else stands in the ledgers.
    #[test]
    fn a_hazard_found_and_not_yet_due_never_lowers_a_score_or_a_rank(
        rows in hazards(),
        second in any::<bool>(),
        found in 0_u64..60,
        listed in any::<bool>(),
    ) {
        let before = with_ledgers(&rows).count();
        let mut more = rows;
        more.push((second, found, 100, None, listed));
        let after = with_ledgers(&more).count();
        let region = if second { "102" } else { "101" };
        for period in 0..3 {
            let (before, after) = (standing(&before, region, period), standing(&after, region, period));
            prop_assert!(after.score >= before.score, "{before:?} {after:?}");
            prop_assert!(after.rank <= before.rank || before.rank.is_none(), "{before:?} {after:?}");
        }
    }

    /// Closing one in time that was open and due lowers nothing either.
    #[test]
    fn closing_a_hazard_never_lowers_a_score(rows in hazards(), which in any::<prop::sample::Index>()) {
        prop_assume!(!rows.is_empty());
        let mut open = rows.clone();
        let which = which.index(rows.len());
        open[which].3 = None;
        let mut closed = open.clone();
        closed[which].3 = Some(closed[which].2);
        let region = if rows[which].0 { "102" } else { "101" };
        let (open, closed) = (with_ledgers(&open).count(), with_ledgers(&closed).count());
        for period in 0..3 {
            prop_assert!(standing(&closed, region, period).score >= standing(&open, region, period).score);
        }
    }
}
