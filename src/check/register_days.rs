//! Days of the registers against what they follow from: a mine is suspended or closed by a decision, a filing is of its campaign.
//!
//! In: the registers of facilities and of filings, decisions, the days of the campaign. Out: warnings at the day that cannot be,
//! and at numbers of documents of filings that are another's or of another year.

use chrono::{Datelike, Days, NaiveDate};
use hashbrown::HashMap;

use super::Subject;
use crate::dataset::RowAt;
use crate::dataset::ledger::{Decision, DecisionKind, FacilityAt, FacilityStatus, Paper, Row, Word};
use crate::diagnostic::{Code, Finding, Findings};
use crate::say;

/// What is ordered on the spot is decided some days later.
const SPOT: Days = Days::new(10);
/// No deadline is put off by more than half a year.
const HALF_A_YEAR: i64 = 183;

pub(super) fn check(subject: Subject, findings: &Findings) {
    stopped(subject, findings);
    for (at, paper) in subject.dataset.ledger.papers.iter() {
        findings.extend(day_of(subject, paper));
        findings.extend(due_of(subject, paper));
        findings.extend(number_of(subject, at, paper));
    }
    shared_numbers(subject, findings);
}

/// Since before any decision says so; what was before the campaign its ledgers do not have.
fn stopped(subject: Subject, findings: &Findings) {
    let (table, facilities) = (&subject.dataset.ledger.decisions, &subject.dataset.ledger.facilities);
    let mut of: HashMap<FacilityAt, Vec<&Decision>> = HashMap::new();
    for decision in table.rows().iter().filter(|one| !one.status.is_undone()) {
        if let Some(facility) = decision.facility {
            of.entry(facility).or_default().push(decision);
        }
    }
    for (at, facility) in facilities.iter() {
        let by = match facility.status {
            FacilityStatus::Suspended => DecisionKind::Suspend,
            FacilityStatus::Closed => DecisionKind::Close,
            FacilityStatus::Production
            | FacilityStatus::Construction
            | FacilityStatus::Rectifying
            | FacilityStatus::IdleManned
            | FacilityStatus::IdleUnmanned
            | FacilityStatus::Decommissioned => continue,
        };
        let Some((since, all)) = facility.status_since.zip(of.get(&at)) else { continue };
        if since < subject.dataset.campaign.starts_on
            || all.iter().any(|one| one.decided_on + SPOT >= since && one.decided_on <= since + SPOT)
        {
            continue;
        }
        let those = all.iter().filter(|one| one.kind == by);
        let Some(first) = those.min_by_key(|one| one.decided_on).filter(|one| one.decided_on > since) else {
            continue;
        };
        let (id, other, on) = (facilities.id(facility), table.id(first), first.decided_on);
        let (zh, en) = (facility.status.title(), facility.status.term().2);
        let message = say!(
            "设施 `{id}` {since} 起{zh}，决定 `{other}` 在 {on} 才作出",
            "the facility `{id}` is {en} since {since}; the decision `{other}` was made on {on}"
        );
        findings.push(
            Finding::new(Code::OpenThoughClosed, facilities.cell(facility, "status_since"), message)
                .related(table.cell(first, "decided_on"), say!("这项决定", "that decision"))
                .help(say!(
                    "核对 `status_since` 和决定日期",
                    "check `status_since` and the day of the decision"
                )),
        );
    }
}

/// The years a campaign's filings may come in: its own, and the one after.
fn is_of_campaign(subject: Subject, day: NaiveDate) -> bool {
    let campaign = &subject.dataset.campaign;
    (campaign.starts_on.year()..=campaign.ends_on.year() + 1).contains(&day.year())
}

fn day_of(subject: Subject, paper: &Paper) -> Option<Finding> {
    let on = paper.filed_on.filter(|on| *on <= subject.as_of && !is_of_campaign(subject, *on))?;
    let starts = subject.dataset.campaign.starts_on;
    let message = say!(
        "报送日期是 {on}，专项行动 {starts} 才开始",
        "it was filed on {on}; the campaign began on {starts}"
    );
    let place = subject.dataset.ledger.papers.cell(paper, "filed_on");
    Some(
        Finding::new(Code::FilingDayFarOff, place, message)
            .help(say!("核对年份；还没有报的留空", "check the year; leave it empty until it is in")),
    )
}

fn due_of(subject: Subject, paper: &Paper) -> Option<Finding> {
    let due = paper.due_on?;
    let of_kind = subject.dataset.campaign.papers[paper.kind].due_on;
    // A long campaign may have the same filed each year.
    let campaign = &subject.dataset.campaign;
    let is_within = (campaign.starts_on..=campaign.ends_on).contains(&due);
    let is_far = !is_within && of_kind.is_some_and(|own| (due - own).num_days().abs() > HALF_A_YEAR);
    if !is_far && is_of_campaign(subject, due) {
        return None;
    }
    let message = match of_kind {
        Some(own) => {
            say!("报送期限是 {due}，这一事项的期限是 {own}", "it is due on {due}; its kind is due on {own}")
        }
        None => say!("报送期限 {due} 不在专项行动的年份里", "it is due on {due}, in no year of the campaign"),
    };
    let place = subject.dataset.ledger.papers.cell(paper, "due_on");
    Some(Finding::new(Code::FilingDayFarOff, place, message).help(say!("核对年份", "check the year")))
}

/// A number of a year after it came in, or of more than one before.
fn number_of(subject: Subject, at: RowAt<Paper>, paper: &Paper) -> Option<Finding> {
    let number = number(subject, at)?;
    let (year, on) = (super::documents::year_of(number)?, paper.filed_on?);
    if (on.year() - 1..=on.year()).contains(&year) {
        return None;
    }
    let message = say!(
        "提示：文书号“{number}”是 {year} 年的，报送在 {on}",
        "a hint: the number `{number}` is of {year}; it was filed on {on}"
    );
    let place = subject.dataset.ledger.papers.cell(paper, "document_no");
    Some(
        Finding::new(Code::DocumentMisfit, place, message).help(say!("对照文书改正", "compare the document")),
    )
}

fn number(subject: Subject<'_>, at: RowAt<Paper>) -> Option<&str> {
    let column = Paper::COLUMNS.iter().find(|column| column.code == "document_no")?;
    Some(subject.dataset.ledger.papers.declared(at, column)).filter(|text| !text.is_empty())
}

/// Two counties file under numbers of their own.
fn shared_numbers(subject: Subject, findings: &Findings) {
    let table = &subject.dataset.ledger.papers;
    let mut first: HashMap<&str, &Paper> = HashMap::new();
    for (at, paper) in table.iter() {
        let Some(number) = number(subject, at) else { continue };
        let one = *first.entry(number).or_insert(paper);
        if one.region == paper.region {
            continue;
        }
        let (id, other) = (table.id(paper), table.id(one));
        let message = say!(
            "提示：报送 `{id}` 与 `{other}` 文书号相同，不是同一地区的",
            "a hint: the filings `{id}` and `{other}` share a number, and are of two regions"
        );
        findings.push(
            Finding::new(Code::DocumentMisfit, table.cell(paper, "document_no"), message)
                .related(table.cell(one, "document_no"), say!("先用这个文书号的", "the first of that number"))
                .help(say!("对照文书改正", "compare the document")),
        );
    }
}
