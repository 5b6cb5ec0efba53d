//! Figures counted from the ledgers, and the rows behind them.

use gongshi::dataset::Span::{Month, ToDate};
use gongshi::dataset::ledger::MEASURES;
use gongshi::dataset::{Aggregation, Span};
use gongshi::diagnostic::Code;
use gongshi::figures::{Key, MeasureAt, Status, rows_behind};

use crate::lives::with;
use crate::support::ledger::{
    DECISION_HEADER, ENFORCEMENT, ENTERPRISES, FACILITIES, HAZARDS, INSPECTIONS, NOTICES, kept,
};
use crate::support::site::{Counted, Site};

const JUNE: &str = "2023-06";
const JULY: &str = "2023-07";

#[track_caller]
fn are(counted: &Counted, region: &str, wanted: &[(&str, &str, Span, &str)]) {
    for (measure, period, span, number) in wanted {
        // What is counted, whether it is published or not.
        let have = counted.get(&format!("ledger.{measure}"), region, period, *span).even_withheld();
        let have = have.map_or("—".to_owned(), |value| value.normalize().to_string());
        assert_eq!(have, *number, "{measure} {region} {period} {span:?}");
    }
}

#[test]
fn hazards_count_on_their_days() {
    let counted = kept().count();
    let wanted = [
        ("major_found", JUNE, Month, "1"),
        ("major_found", JULY, Month, "1"),
        ("major_found", JULY, ToDate, "2"),
        ("major_found.self", JULY, Month, "0"),
        ("major_found.inspection", JULY, ToDate, "1"),
        ("major_found.underground", JULY, ToDate, "2"),
        ("major_closed", JUNE, Month, "1"),
        ("major_closed.self", JULY, ToDate, "1"),
        ("major_open", JUNE, Month, "0"),
        ("major_open", JULY, Month, "1"),
        ("major_open", JULY, ToDate, "1"),
        ("major_listed", JUNE, Month, "1"),
        ("major_listed_closed", JULY, ToDate, "1"),
        ("major_due", JUNE, ToDate, "0"),
        ("major_due", JULY, Month, "1"),
        ("major_on_time", JULY, Month, "1"),
        ("public_rows", JULY, ToDate, "2"),
        ("major_overdue", JULY, Month, "0"),
        ("major_closed.underground", JUNE, Month, "1"),
        ("major_closed.tailings", JULY, ToDate, "0"),
        ("major_open.self", JULY, Month, "0"),
        ("major_open.inspection", JULY, Month, "1"),
        ("major_open.underground", JULY, ToDate, "1"),
        ("major_open.open_pit", JULY, Month, "0"),
        ("major_listed_open", JUNE, Month, "0"),
        ("major_found.D01", JUNE, Month, "1"),
        ("major_found.D01", JULY, ToDate, "2"),
        ("major_closed.D01", JULY, ToDate, "1"),
        ("major_open.D01", JUNE, Month, "0"),
        ("major_open.D01", JULY, Month, "1"),
        ("major_overdue.D01", JULY, Month, "0"),
        ("major_found.W01", JULY, ToDate, "0"),
    ];
    are(&counted, "101", &wanted);
    are(&counted, "100", &wanted);
    are(&counted, "102", &[("major_found", JULY, ToDate, "0")]);
}

#[test]
fn a_dismissed_hazard_is_found_and_neither_closed_nor_open() {
    let dismissed = [("outcome", "dismissed"), ("reviewed_on", ""), ("reviewed_by", ""), ("applied_on", "")];
    let site = with(with(kept(), "H2", &[("recurs", "")]), "H1", &dismissed);
    let wanted = [
        ("major_found", JUNE, ToDate, "1"),
        ("major_closed", JULY, ToDate, "0"),
        ("major_dismissed", JUNE, Month, "1"),
        ("major_open", JUNE, Month, "0"),
        ("major_due", JULY, ToDate, "0"),
        ("public_rows", JULY, ToDate, "1"),
    ];
    are(&site.count(), "101", &wanted);
}

#[test]
fn overdue_is_what_is_open_past_its_deadline_as_a_period_ends() {
    let site = with(kept(), "H2", &[("due_on", "2023-07-19")]);
    let wanted = [
        ("major_overdue", JULY, Month, "1"),
        ("major_overdue.self", JULY, Month, "0"),
        ("major_overdue.inspection", JULY, ToDate, "1"),
        ("major_overdue.underground", JULY, Month, "1"),
        ("major_overdue.D01", JULY, Month, "1"),
        ("major_listed_overdue", JULY, Month, "0"),
        ("major_on_time", JULY, ToDate, "1"),
    ];
    are(&site.count(), "101", &wanted);
    let site = with(kept(), "H2", &[("due_on", "2023-07-20")]);
    are(&site.count(), "101", &[("major_overdue", JULY, Month, "0"), ("major_due", JULY, ToDate, "1")]);
}

#[test]
fn a_hazard_is_open_as_a_listed_one_from_the_day_it_was_listed() {
    let listed = |on| with(kept(), "H2", &[("listed_by", "县应急管理局"), ("listed_on", on)]).count();
    are(
        &listed("2023-07-20"),
        "101",
        &[("major_listed_open", JULY, Month, "1"), ("major_listed", JULY, ToDate, "2")],
    );
    let later = listed("2023-08-01");
    are(&later, "101", &[("major_listed_open", JULY, Month, "0"), ("major_open", JULY, Month, "1")]);
    let late = [("listed_by", "县应急管理局"), ("listed_on", "2023-07-10"), ("due_on", "2023-07-15")];
    let overdue = with(kept(), "H2", &late).count();
    are(&overdue, "101", &[("major_listed_overdue", JULY, Month, "1")]);
}

/// Of single criteria only numbers other than zero are kept and listed; the others are as `ledger.major_found` is.
#[test]
fn criteria_are_counted_without_a_cell_for_every_zero() {
    let rows = |site: &Site| {
        let files = site.files(|address| address == "/data/figures.csv");
        let table = &files["data/figures.csv"];
        let of_criteria = table.lines().filter(|row| row.contains(".D01,") || row.contains(".W01,"));
        of_criteria.map(ToOwned::to_owned).collect::<Vec<_>>()
    };
    let of_one = |region: &str, status: &str| {
        let row = |(measure, month, span): &(&str, &str, &str)| {
            format!("ledger.major_{measure}.D01,{region},2023-{month},{span},1,{status}")
        };
        let june = [
            ("found", "06", "month"),
            ("found", "06", "to_date"),
            ("closed", "06", "month"),
            ("closed", "06", "to_date"),
        ];
        let july = [
            ("found", "07", "month"),
            ("closed", "07", "to_date"),
            ("open", "07", "month"),
            ("open", "07", "to_date"),
        ];
        june.iter().chain(&july).map(row).collect::<Vec<_>>()
    };
    let have = rows(&kept());
    for row in of_one("101", "A").iter().chain(&of_one("100", "A")) {
        assert!(have.contains(row), "{row} not in {have:#?}");
    }
    assert_eq!(have.len(), 2 * (8 + 1), "and found to date in July: {have:#?}");
    assert!(have.contains(&"ledger.major_found.D01,100,2023-07,to_date,2,A".to_owned()));
    // A county whose ledger is not there is missing, and the city's number stands on two of three.
    let site = kept().without("data/ledger/hazards/102.csv");
    assert_eq!(rows(&site).len(), have.len());
    let counted = site.count();
    let figure = |region| counted.get("ledger.major_found.D01", region, JULY, ToDate);
    assert_eq!((figure("102").status(), figure("102").expected), (Status::Missing, 1));
    assert_eq!((figure("100").reported, figure("100").expected), (2, 3));
    assert_eq!(counted.get("ledger.major_closed.D01", "100", JULY, Month).value(), Some(0.into()));
}

#[test]
fn a_rule_may_name_a_criterion_and_its_code_is_none_of_the_measures() {
    let with_strict = || {
        let text = kept().text("data/rules.toml");
        kept().put("data/rules.toml", format!("strict = []\n{text}"))
    };
    let rule = |measure: &str| {
        format!(
            "\n[[rules]]\nid = \"C\"\nleft = [\"{measure}\"]\nop = \"<=\"\nright = [\"ledger.major_closed.D01\"]\nover = \"to_date\"\n"
        )
    };
    let seen = with_strict().append("data/rules.toml", &rule("ledger.major_found.D01")).check();
    assert!(
        seen.told().contains("D01")
            && seen.findings.iter().all(|finding| finding.code == Code::RulesDisagree),
        "{}",
        seen.told()
    );
    let seen = with_strict().append("data/rules.toml", &rule("ledger.major_found.D77")).check();
    assert!(seen.findings.iter().any(|finding| finding.code == Code::UnknownCell), "{}", seen.told());
    for code in ["tip", "open_pit", "total", "month", "D 1", "D/1", ""] {
        let seen = kept().edit("data/criteria.csv", ",W01,", &format!(",{code},")).check();
        let found = seen.findings.iter().filter(|finding| finding.code == Code::BadId).count();
        assert_eq!(found, 1, "{code}: {}", seen.told());
    }
}

#[test]
fn what_was_found_before_the_first_period_counts_nowhere() {
    let site = with(kept(), "H1", &[("found_on", "2023-05-01")]);
    let wanted = [
        ("major_found", JULY, ToDate, "1"),
        ("major_closed", JULY, ToDate, "0"),
        ("major_open", JUNE, Month, "0"),
    ];
    are(&site.count(), "101", &wanted);
}

const PRINCIPAL: &str = "A1-2,A1,2023-07-06,甲县应急管理局,101,E1,F1,principal,fine,《安全生产法》第九十四条第一款,20500,,,2023-07-10,,valid,,\n";

#[test]
fn only_penalties_that_stand_count_and_fines_are_in_ten_thousands() {
    let counted = kept().count();
    are(
        &counted,
        "101",
        &[("penalties", JULY, Month, "1"), ("fines", JULY, Month, "3"), ("fines", JUNE, ToDate, "0")],
    );
    for status in ["revoked", "declared_unlawful", "declared_void"] {
        let undone = kept().edit(ENFORCEMENT, "valid,,", &format!("{status},2023-07-12,认定有误"));
        are(&undone.count(), "101", &[("penalties", JULY, ToDate, "0"), ("fines", JULY, ToDate, "0")]);
    }
    let amended =
        kept().edit(ENFORCEMENT, "valid,,", "amended,2023-07-12,金额变更").append(ENFORCEMENT, PRINCIPAL);
    are(&amended.count(), "101", &[("penalties", JULY, ToDate, "2"), ("fines", JULY, ToDate, "5.05")]);
    for (kind, penalties) in [
        ("warning", "1"),
        ("detain", "1"),
        ("confiscate", "1"),
        ("limit", "1"),
        ("order", "0"),
        ("seal", "0"),
        ("cut_power", "0"),
        ("points", "0"),
        ("transfer", "0"),
    ] {
        let site =
            kept().edit(ENFORCEMENT, "unit,fine", &format!("unit,{kind}")).edit(ENFORCEMENT, "30000", "");
        are(&site.count(), "101", &[("penalties", JULY, Month, penalties)]);
    }
}

#[test]
fn a_double_penalty_is_a_case_of_unit_and_principal() {
    let double = kept().append(ENFORCEMENT, PRINCIPAL);
    are(
        &double.count(),
        "101",
        &[("double_penalties", JULY, Month, "1"), ("double_principals", JULY, ToDate, "1")],
    );
    for not in [
        PRINCIPAL.replace(",A1,", ",A2,"),
        PRINCIPAL.replace("principal", "person"),
        PRINCIPAL.replace("valid,,", "revoked,2023-07-10,x"),
    ] {
        let site = kept().append(ENFORCEMENT, &not);
        are(
            &site.count(),
            "101",
            &[("double_penalties", JULY, Month, "0"), ("double_principals", JULY, ToDate, "0")],
        );
    }
}

#[test]
fn firms_count_once_however_often_they_are_seen() {
    let again = "I2,,spot_check,2023-06-01,,F1,1,0,\nI3,,spot_check,2023-07-05,,F1,2,0,\n";
    let counted = kept().append(INSPECTIONS, again).count();
    let wanted = [
        ("inspections", JULY, Month, "2"),
        ("firms_inspected", JULY, Month, "1"),
        ("firms_inspected", JUNE, Month, "1"),
        ("firms_inspected", JULY, ToDate, "1"),
        ("firms_checked", JULY, ToDate, "1"),
        ("problems_found", JULY, ToDate, "6"),
        ("problems_rectified", JULY, ToDate, "1"),
        ("exposed_firms", JULY, Month, "1"),
        ("exposures", JULY, ToDate, "1"),
    ];
    are(&counted, "101", &wanted);
    let circular = kept().edit(NOTICES, "exposure", "circular");
    are(&circular.count(), "101", &[("exposures", JULY, ToDate, "0")]);
}

#[test]
fn a_bureau_answers_for_the_city_and_is_not_added_up() {
    let counted = kept().count();
    for (region, number) in [("101", "1"), ("102", "1"), ("100-B", "2"), ("100", "2")] {
        are(&counted, region, &[("enterprises", JULY, Month, number), ("facilities", JULY, ToDate, number)]);
    }
    // One that is registered at the bureau itself is one of the city's, once.
    let more = kept()
        .append(ENTERPRISES, "E3,丙矿业有限公司,,100-B,,\n")
        .append(FACILITIES, "F3,丙铁矿,E3,100-B,underground,production,2020-01-01,,B,30,,false,false\n");
    more.check();
    let counted = more.count();
    for (region, number) in [("101", "1"), ("102", "1"), ("100-B", "3"), ("100", "3")] {
        are(&counted, region, &[("enterprises", JULY, Month, number), ("facilities", JULY, ToDate, number)]);
    }
}

#[test]
fn what_is_not_kept_has_no_figures_and_what_is_not_there_is_missing() {
    assert!(Site::small().count().figures.measures().iter().all(|measure| measure.ledger.is_none()));
    let counted = kept().without("data/ledger/hazards/102.csv").count();
    let status = |region| counted.get("ledger.major_found", region, JULY, Month).status();
    assert_eq!((status("102"), status("101")), (Status::Missing, Status::Reported));
    assert!(counted.get("ledger.major_found", "100", JULY, Month).is_partial());
    let broken = kept().edit(HAZARDS, "self,2023-06-01", "self,soon").count();
    assert_eq!(broken.get("ledger.major_found", "101", JULY, Month).status(), Status::Missing);
}

#[test]
fn measures_are_named_once_and_parts_name_their_whole() {
    for (place, measure) in MEASURES.iter().enumerate() {
        assert!(measure.id.starts_with("ledger."));
        assert_eq!(MEASURES.iter().position(|other| other.id == measure.id), Some(place));
        assert_eq!(MEASURES.iter().position(|other| other.title == measure.title), Some(place));
    }
    let counted = kept().count();
    let of = |id: &str| counted.figures.measures()[counted.figures.measure(id).expect("is there")].of;
    assert_eq!(of("ledger.major_found.tip"), counted.figures.measure("ledger.major_found"));
    assert_eq!(of("ledger.major_found"), None);
}

/// Over the whole sample: as many rows as the figure says, and money adds up to it.
#[test]
fn the_rows_behind_a_figure_are_those_it_counts() {
    let Counted { dataset, figures } = Site::read(std::path::Path::new(env!("CARGO_MANIFEST_DIR"))).count();
    let mut compared = 0;
    for (index, measure) in MeasureAt::each(figures.measures()) {
        if measure.ledger.is_none() {
            continue;
        }
        for (region, _) in dataset.regions.each() {
            for period in figures.periods() {
                for span in Span::ALL {
                    let rows = rows_behind(&figures, &dataset, Key { measure: index, region, period, span })
                        .count() as u64;
                    let number: u64 = match figures.at(Key { measure: index, region, period, span }).value() {
                        Some(number) if measure.unit == "万元" => u64::from(!number.is_zero()),
                        Some(number) => number.try_into().expect("a count"),
                        None => continue,
                    };
                    let exact = measure.aggregation != Aggregation::Distinct
                        && !["ledger.fines", "ledger.double_penalties"].contains(&measure.id.as_str())
                        && !measure.id.starts_with("ledger.problems");
                    let told =
                        format!("{} {region:?} {period:?} {span:?}: {rows} rows, {number}", measure.id);
                    assert!(if exact { rows == number } else { (rows == 0) == (number == 0) }, "{told}");
                    compared += 1;
                }
            }
        }
    }
    assert!(compared > 10_000, "{compared}");
}

#[test]
fn one_case_is_of_one_reporter_and_one_enterprise() {
    let other = ENFORCEMENT.replace("101", "102");
    let principal = |id: &str, firm: &str, facility: &str, day: &str| {
        format!(
            "{id},A1,{day},县应急管理局,,{firm},{facility},principal,fine,《安全生产法》第九十四条第一款,30000,示例应急罚〔2023〕8号,,{day},,valid,,\n"
        )
    };
    let row = |firm, facility| principal("P1", firm, facility, "2023-07-06");
    // Another county numbers its cases for itself; another firm is not this one's principal.
    for (file, row) in [(other.as_str(), row("E2", "F2")), (ENFORCEMENT, row("E2", ""))] {
        let site = kept().append(file, &row);
        let counted = site.count();
        are(
            &counted,
            "100",
            &[("double_penalties", JULY, ToDate, "0"), ("double_principals", JULY, ToDate, "0")],
        );
        assert!(site.build().page("enforcement/index.html").contains(">0 <small>件"), "{row}");
    }
    // A facility says whose it is.
    let site = kept().append(ENFORCEMENT, &row("", "F1"));
    are(
        &site.count(),
        "101",
        &[("double_penalties", JULY, ToDate, "1"), ("double_principals", JULY, ToDate, "1")],
    );
    assert!(site.build().page("enforcement/index.html").contains(">1 <small>件"));
    let closed = principal("P1", "", "F1", "2023-07-06")
        .replace("principal,fine", "unit,suspend")
        .replace(",30000,", ",,");
    are(&kept().append(ENFORCEMENT, &closed).count(), "101", &[("firms_suspended", JULY, ToDate, "1")]);
}

#[test]
fn a_principal_of_no_firm_is_not_the_principal_of_one() {
    // The first decision of the ledger and the first firm of the register have the same index.
    let row = |id: &str, case: &str, firm: &str, facility: &str, party: &str| {
        format!(
            "{id},{case},2023-07-06,甲县应急管理局,101,{firm},{facility},{party},fine,《安全生产法》第九十九条第（二）项,10000,,,2023-07-10,,valid,,\n"
        )
    };
    let rows = [
        row("B1", "B", "", "F3", "unit"),
        row("B2", "B", "", "F3", "principal"),
        row("C1", "C", "E1", "F1", "unit"),
        row("C2", "C", "E1", "F1", "principal"),
    ];
    let pond = "F3,无主库,,101,tailings,idle_unmanned,2020-01-01,liaison,C,60,4,true,true\n";
    let site =
        kept().append(FACILITIES, pond).put(ENFORCEMENT, format!("{DECISION_HEADER}{}", rows.concat()));
    let told = [("double_penalties", JULY, ToDate, "2"), ("double_principals", JULY, ToDate, "2")];
    are(&site.count(), "101", &told);
}

/// What is confiscated is a penalty and no fine; documents say 停产停业整顿 for 停产整顿.
#[test]
fn what_is_confiscated_is_a_penalty_and_no_fine() {
    let more = "A1-3,A1,2023-07-06,甲县应急管理局,101,E1,F1,unit,没收违法所得,《安全生产法》第一百条,80000,甲应急罚〔2023〕9号,,2023-07-10,,valid,,\n\
        A1-4,A1,2023-07-06,甲县应急管理局,101,E1,F1,unit,停产停业整顿,《安全生产法》第一百零二条,,甲应急罚〔2023〕9号,,2023-07-10,,valid,,\n";
    let wanted =
        [("penalties", JULY, Month, "3"), ("fines", JULY, Month, "3"), ("firms_suspended", JULY, Month, "1")];
    are(&kept().append(ENFORCEMENT, more).count(), "101", &wanted);
}

/// A fine amended in a later period keeps its sum in the months before; one revoked later still counted then.
#[test]
fn a_month_keeps_what_stood_as_it_ended() {
    let columns = |more: &str, row: &str| {
        let text = kept().text(ENFORCEMENT);
        let (head, rest) = text.split_once('\n').expect("has a header");
        let rest = rest
            .replace("2023-07-05,", "2023-06-05,")
            .replace("2023-07-10,", "2023-06-08,")
            .replace("H2", "");
        kept().put(ENFORCEMENT, format!("{head},{more}\n{}", rest.replace("valid,,\n", row)))
    };
    let amended = columns("amount_before_yuan", "amended,2023-07-03,金额有误,50000\n").count();
    let wanted = [
        ("fines", JUNE, Month, "5"),
        ("fines", JUNE, ToDate, "5"),
        ("fines", JULY, Month, "0"),
        ("fines", JULY, ToDate, "3"),
        ("penalties", JULY, ToDate, "1"),
    ];
    are(&amended, "101", &wanted);
    let revoked = columns("amount_before_yuan", "revoked,2023-07-03,认定有误,\n").count();
    let wanted = [
        ("penalties", JUNE, Month, "1"),
        ("penalties", JUNE, ToDate, "1"),
        ("penalties", JULY, Month, "0"),
        ("penalties", JULY, ToDate, "0"),
        ("fines", JULY, ToDate, "0"),
    ];
    are(&revoked, "101", &wanted);
    // On the cut-off day it no longer stands.
    let on_the_day = columns("amount_before_yuan", "revoked,2023-06-20,认定有误,\n").count();
    are(&on_the_day, "101", &[("penalties", JUNE, Month, "0"), ("penalties", JUNE, ToDate, "0")]);
}

/// An extension granted after the deadline does not undo the days before it, nor that the hazard had fallen due.
#[test]
fn an_extension_granted_too_late_undoes_nothing() {
    let extended = |granted: &str| {
        let cells = [("found_on", "2023-06-03"), ("verified_on", "2023-06-04"), ("due_on", "2023-06-15")];
        let site = with(kept(), "H2", &[("recurs", ""), ("reported_workers_on", "2023-06-04")]);
        let site = with(site, "H2", &cells);
        with(site, "H2", &[("extensions", &format!("{granted}:2023-07-18"))]).count()
    };
    let late = [
        ("major_overdue", JUNE, Month, "1"),
        ("major_due", JUNE, ToDate, "1"),
        ("major_overdue", JULY, Month, "1"),
    ];
    are(&extended("2023-07-01"), "101", &late);
    // Granted in time it fell due in July alone; the closed hazard falls due there, too.
    let in_time = [
        ("major_overdue", JUNE, Month, "0"),
        ("major_due", JUNE, ToDate, "0"),
        ("major_due", JULY, Month, "2"),
        ("major_overdue", JULY, Month, "1"),
    ];
    are(&extended("2023-06-15"), "101", &in_time);
}
