//! What readers of the ledgers' pages can hold against them: names of their time, rows behind a difference, hints.

use crate::legal::often_fined;
use crate::lives::with;
use crate::support::ledger::kept;
use crate::support::sample::sample;
use crate::support::site::Site;

/// A page of the repository's own site, or of a change of it.
fn page(site: &Site, address: &str) -> String {
    let wanted = address.to_owned();
    let mut files = site.files(|address| address == wanted);
    files.pop_first().unwrap_or_else(|| panic!("no page {address}")).1
}

#[test]
fn a_record_is_shown_under_the_name_of_its_time() {
    let site = sample();
    let dataset = site.count().dataset;
    let ledger = &dataset.ledger;
    let mut seen = [0; 2];
    for hazard in ledger.hazards.rows() {
        let Some(owner) = ledger.facility_of(hazard).enterprise else { continue };
        let owner = ledger.enterprises.get(owner);
        let former = ledger.enterprises.text(owner, owner.former_names);
        let Some((before, until)) = former.split_once('@') else { continue };
        let today = ledger.enterprises.text(owner, owner.name);
        let then = hazard.found_on <= until.parse().expect("a day");
        let dismissed = hazard.outcome.is_some_and(|of| of != gongshi::dataset::ledger::Outcome::Rectified);
        if !hazard.is_major() || dismissed || seen[usize::from(then)] > 2 {
            continue;
        }
        seen[usize::from(then)] += 1;
        let page = page(&site, &format!("/hazards/{}/", ledger.hazards.id(hazard)));
        let (shown, other) = if then { (before, today) } else { (today, before) };
        assert!(page.contains(shown) && !page.contains(other), "{}", ledger.hazards.id(hazard));
    }
    assert!(seen.iter().all(|count| *count > 0), "the sample has records of both: {seen:?}");
}

#[test]
fn a_difference_leads_to_inspections_and_notices() {
    let inspections = "data/ledger/inspections/141027.csv";
    let text = sample().text(inspections);
    let row = text.lines().nth(1).expect("has a row");
    let site = sample().put(inspections, text.replacen(row, &row.replacen(",4,4,", ",5,4,", 1), 1));
    let shown = page(&site, "/reconciliation/2023-05/");
    let organ = row.split(',').nth(1).expect("an organ");
    assert!(shown.contains(&format!("<a href=\"../../inspections/\">{organ} 2023-05-")), "{shown}");
    let site =
        crate::support::sample::change(sample(), "2023-08", "141027", "dispatch.firms_exposed", |_| 0.0);
    assert!(page(&site, "/reconciliation/2023-08/").contains("<a href=\"../../notices/\">"));
}

/// The hint on an enterprise's page asks what `check` asks: a major hazard found by the last of the penalties.
#[test]
fn a_closure_check_is_shown_as_a_hint_and_only_where_check_tells_it() {
    let hint = |site: &Site| page(site, "/enterprises/E1/").contains("达到《安全生产法》第一百一十三条");
    let often = often_fined();
    assert!(hint(&often));
    let shown = page(&often, "/enterprises/E1/");
    assert!(shown.contains("提示：") && shown.contains("由主管机关依法核查认定") && shown.contains("异议"));
    let later = [("found_on", "2023-07-08"), ("verified_on", "2023-07-08"), ("recurs", "")];
    let general = [("level", "general"), ("listed_by", ""), ("listed_on", ""), ("delisted_on", "")];
    let site = with(with(often, "H2", &later), "H1", &general);
    assert!(!site.check().codes().contains(&gongshi::diagnostic::Code::ClosureCheck));
    assert!(!hint(&site));
    assert!(!hint(&kept()));
}

#[test]
fn the_reason_of_a_weaker_rule_is_published() {
    let rule = "right = [\"ledger.major_found\"]\nover = \"to_date\"\nseverity = \"error\"";
    let weak = "right = [\"ledger.major_found\"]\nover = \"to_date\"\nseverity = \"warning\"\nreason = \"台账补录至六月\"";
    let site = sample().edit("data/rules.toml", rule, weak);
    for address in ["/reconciliation/", "/reconciliation/2023-06/"] {
        assert!(page(&site, address).contains("台账补录至六月"), "{address}");
        assert!(!page(&sample(), address).contains("台账补录至六月"), "{address}");
    }
}
