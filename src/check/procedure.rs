//! How a penalty came about: who decided, whether there was time for a hearing, on which day, and by which article.
//!
//! In: decisions, what they rest on, and the rules of their day. Out: hints. Only what the ledgers themselves show to be
//! impossible is told: a fine of 120,000 元 on the third working day after its hazard was found left nobody five for a hearing.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::Subject;
use super::office_places::ENDINGS;
use super::publicity::tell;
use super::workdays::with_guess;
use crate::dataset::RegionKind;
use crate::dataset::laws::Duty;
use crate::dataset::ledger::{Affair, Decision, DecisionKind, Word};
use crate::diagnostic::{Code, Finding};
use crate::law::{Article, Citation, hearing_ends, written};
use crate::parse::scalar::folded;
use crate::say;

/// The day of the first order of each affair: by then somebody had seen what is penalised.
pub(super) struct FirstOrders<'d>(HashMap<Affair<'d>, NaiveDate>);

impl<'d> FirstOrders<'d> {
    pub(super) fn of(subject: Subject<'d>) -> Self {
        let table = &subject.dataset.ledger.decisions;
        let mut first = HashMap::new();
        for decision in table.rows().iter().filter(|one| one.kind == DecisionKind::Order) {
            let day = first.entry(table.affair(decision)).or_insert(decision.decided_on);
            *day = decision.decided_on.min(*day);
        }
        Self(first)
    }
}

/// What is told of one decision.
pub(super) fn of_decision(
    subject: Subject,
    orders: &FirstOrders,
    citation: &Citation,
    decision: &Decision,
) -> Vec<Finding> {
    if !decision.is_valid_penalty() {
        return Vec::new();
    }
    [
        organ(subject, decision),
        hearing(subject, orders, decision),
        day_off(subject, decision),
        duty(subject, citation, decision),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// An office that may not decide on such a thing.
fn organ(subject: Subject, decision: &Decision) -> Option<Finding> {
    let table = &subject.dataset.ledger.decisions;
    let authority = table.text(decision, decision.authority);
    let (rule, own) = subject.dataset.laws.organs(decision.kind, decision.decided_on)?;
    let name = folded(authority);
    let may = if !own.is_empty() {
        own.iter().any(|organ| folded(organ) == name)
    } else if rule.is_above_counties {
        !is_of_county(subject, decision, &name)
    } else {
        rule.names.iter().any(|ending| name.trim_end_matches([')', '）']).ends_with(ending.as_str()))
    };
    let is_meant = rule.offices.is_empty() || rule.offices.iter().any(|word| name.contains(word.as_str()));
    if name.is_empty() || may || !is_meant {
        return None;
    }
    let (id, (zh, en), about) =
        (table.id(decision), (decision.kind.title(), decision.kind.code()), &rule.about);
    let (source_zh, source_en) = rule.source.cited();
    Some(tell(
        subject,
        decision,
        Code::OrganMayNot,
        "authority",
        say!(
            "提示：决定 `{id}` 是{zh}，由{authority}决定；{about}",
            "a hint: the decision `{id}` is `{en}`, decided by {authority}, which may not do so"
        ),
        say!(
            "{source_zh}；对照文书改正机关或种类",
            "{source_en}: compare the office or the kind with the document"
        ),
    ))
}

/// Whether an office is that of the county in whose ledger the decision stands: 甲县应急管理局, 甲石应急管理局. One of another
/// county is told as such.
fn is_of_county(subject: Subject, decision: &Decision, office: &str) -> bool {
    let region = &subject.dataset.regions.all()[decision.region];
    let name = folded(&region.name);
    let stem = name.strip_suffix(ENDINGS).filter(|stem| stem.chars().count() > 1);
    match region.kind {
        RegionKind::District | RegionKind::County | RegionKind::CountyCity => {
            office.contains(&name) || stem.is_some_and(|stem| office.starts_with(stem))
        }
        RegionKind::City | RegionKind::Bureau => false,
    }
}

/// No time to ask for a hearing: by the day of the notice, else by the day what is penalised was found, or first ordered.
fn hearing(subject: Subject, orders: &FirstOrders, decision: &Decision) -> Option<Finding> {
    let ledger = &subject.dataset.ledger;
    let decided = decision.decided_on;
    let found = decision.hazards.iter().map(|at| ledger.hazards.get(*at).found_on).max();
    let ordered = || orders.0.get(&ledger.decisions.affair(decision)).copied();
    let seen = found.or_else(ordered).filter(|on| *on <= decided);
    let (since, column, (zh, en)) = match (decision.hearing_notice_on, seen) {
        (Some(on), _) => (on, "hearing_notice_on", ("听证告知", "the notice of a hearing")),
        (None, Some(on)) => (on, "decided_on", ("发现或责令整改", "what it is about was found or ordered")),
        (None, None) => return None,
    };
    let ends = hearing_ends(subject.dataset, decision, since)?;
    if since > decided || decided >= ends.by {
        return None;
    }
    let (id, by, days) = (ledger.decisions.id(decision), ends.by, ends.clock.working_days);
    let (source_zh, source_en) = ends.clock.source.cited();
    Some(tell(
        subject,
        decision,
        Code::NoTimeForHearing,
        column,
        say!(
            "提示：决定 `{id}` {decided} 作出，{zh}是 {since}，{days} 个工作日的听证申请期 {by} 才满",
            "a hint: the decision `{id}` was made on {decided}, {en} on {since}: the {days} working days to ask for a hearing end on {by}"
        ),
        with_guess(
            ends,
            say!(
                "{source_zh}；核对日期，现场采取的是措施不是处罚的改正种类",
                "{source_en}: compare the days; what was a measure on the spot is no penalty"
            ),
        ),
    ))
}

/// A penalty decided on a weekend or a holiday.
fn day_off(subject: Subject, decision: &Decision) -> Option<Finding> {
    let ledger = &subject.dataset.ledger;
    let (id, day) = (ledger.decisions.id(decision), decision.decided_on);
    if ledger.workdays.is_worked(day) {
        return None;
    }
    let help = match ledger.workdays.unknown(day, day) {
        Some(year) => say!(
            "核对日期；没有 {year} 年的调休安排，这一天只按周末推算",
            "compare the day; no working days of {year} are kept, so it is reckoned by weekends alone"
        ),
        None => say!("核对日期；确在休息日作出的不必改", "compare the day; if it was made then, leave it"),
    };
    let message = say!(
        "提示：处罚 `{id}` 在休息日 {day} 作出",
        "a hint: the penalty `{id}` was decided on {day}, a day off"
    );
    Some(tell(subject, decision, Code::DecidedOnDayOff, "decided_on", message, help))
}

/// A duty, and an article that does not penalise its breach.
fn duty(subject: Subject, citation: &Citation, decision: &Decision) -> Option<Finding> {
    let laws = &subject.dataset.laws;
    let text = citation.text(laws, decision.decided_on)?;
    let (breach, duties) = text.unfit(&citation.breached(text), &citation.articles)?;
    let id = subject.dataset.ledger.decisions.id(decision);
    let (law, breach, by) = (laws.name(citation.law?), written(breach), penalising(&duties));
    let cited: Vec<Article> = citation.penalising(Some(text)).collect();
    let cited = cited.into_iter().map(written).collect::<Vec<_>>().join("、");
    Some(tell(
        subject,
        decision,
        Code::DutyMisfit,
        "basis",
        say!(
            "提示：决定 `{id}` 违反的是{law}{breach}，依据的却是{cited}",
            "a hint: the decision `{id}` is about a breach of {law} {breach}, and rests on {cited}"
        ),
        say!(
            "违反{breach}的罚则是{by}；核对文书",
            "a breach of {breach} is penalised by {by}: compare the document"
        ),
    ))
}

/// The articles that penalise the breach of some duties: 第 102 条、第 97 条第（5）项.
pub(super) fn penalising(duties: &[&Duty]) -> String {
    let mut by: Vec<String> = Vec::new();
    for article in duties.iter().flat_map(|duty| &duty.by) {
        let article = written(*article);
        if !by.contains(&article) {
            by.push(article);
        }
    }
    by.join("、")
}
