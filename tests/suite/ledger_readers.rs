//! What readers of the ledgers' pages can hold against them: names of their time, rows behind a difference, hints.

use crate::legal::often_fined;
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
        let is_listed = dataset.settings.hazard_list.names(hazard, hazard.found_on);
        if !is_listed || dismissed || seen[usize::from(then)] > 2 {
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
    let site = sample().put(inspections, text.replacen(row, &row.replacen(",1,0,", ",2,0,", 1), 1));
    let shown = page(&site, "/reconciliation/2023-05/");
    let organ = row.split(',').nth(1).expect("an organ");
    assert!(shown.contains(&format!("<a href=\"../../inspections/\">{organ} 2023-05-")), "{shown}");
    let site =
        crate::support::sample::change(sample(), "2023-08", "141027", "dispatch.firms_exposed", |_| 0.0);
    assert!(page(&site, "/reconciliation/2023-08/").contains("<a href=\"../../notices/\">"));
}

/// Whom the conditions of a check for closure are met for is a hint of `check` for the office, and stands in no file.
#[test]
fn that_a_closure_is_to_be_looked_into_is_told_to_the_office_alone() {
    let often = often_fined();
    assert!(often.check().codes().contains(&gongshi::diagnostic::Code::ClosureCheck));
    for (path, bytes) in often.build().files {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains("核查条件") && !text.contains("第一百一十三条第（一）项"), "{path}");
    }
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
