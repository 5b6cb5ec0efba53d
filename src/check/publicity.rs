//! When a decision is published, for how long, and how it is taken back.

use chrono::{Months, NaiveDate};

use super::workdays::with_guess;
use super::{Subject, kinds};
use crate::dataset::ledger::{Decision, Gravity, Inspection, Notice, NoticeKind, Word};
use crate::diagnostic::{Code, Finding, Place, Say};
use crate::law::{Citation, Deadline, inspected_by, publish_by, results_by, withdraw_by};
use crate::say;

/// What is told of one decision.
pub(super) fn of_decision(subject: Subject, decision: &Decision) -> impl Iterator<Item = Finding> {
    let told = [
        late(subject, decision),
        result(subject, decision),
        expiry(subject, decision),
        explanation(subject, decision),
        minor(subject, decision),
    ];
    told.into_iter().flatten()
}

/// What is told at a cell of a decision.
pub(super) fn tell(
    subject: Subject,
    decision: &Decision,
    code: Code,
    column: &str,
    message: Say,
    help: Say,
) -> Finding {
    Finding::new(code, subject.dataset.ledger.decisions.cell(decision, column), message).help(help)
}

/// A penalty published late. One that is not published yet is due, which is told as such.
fn late(subject: Subject, decision: &Decision) -> Option<Finding> {
    let on = decision.published_on.filter(|on| decision.is_valid_penalty() && *on <= subject.as_of)?;
    let deadline = publish_by(subject.dataset, decision).filter(|deadline| on > deadline.by)?;
    let (by, days, (zh, en)) = (deadline.by, deadline.clock.working_days, deadline.clock.source.cited());
    let id = subject.dataset.ledger.decisions.id(decision);
    Some(tell(
        subject,
        decision,
        Code::PublishedLate,
        "published_on",
        say!(
            "提示：处罚 `{id}` {on} 才公开，{days} 个工作日内应公开，即 {by} 前",
            "a hint: the penalty `{id}` was published on {on}; {days} working days end on {by}"
        ),
        with_guess(deadline, say!("{zh}；核对日期", "{en}: compare the days")),
    ))
}

/// Another result of enforcement made known late; of one whose day is not written nothing is known.
fn result(subject: Subject, decision: &Decision) -> Option<Finding> {
    let table = &subject.dataset.ledger.decisions;
    let on = decision.published_on.filter(|on| *on <= subject.as_of)?;
    let deadline = results_by(subject.dataset, decision).filter(|deadline| on > deadline.by)?;
    let place = table.cell(decision, "published_on");
    Some(late_result(place, table.id(decision), on, deadline))
}

/// An inspection made known late.
pub(super) fn of_inspection(subject: Subject, inspection: &Inspection) -> Option<Finding> {
    let table = &subject.dataset.ledger.inspections;
    let on = inspection.published_on.filter(|on| *on <= subject.as_of)?;
    let deadline = inspected_by(subject.dataset, inspection).filter(|deadline| on > deadline.by)?;
    Some(late_result(table.cell(inspection, "published_on"), table.id(inspection), on, deadline))
}

fn late_result(place: Place, id: &str, on: NaiveDate, deadline: Deadline) -> Finding {
    let (by, days, (zh, en)) = (deadline.by, deadline.clock.working_days, deadline.clock.source.cited());
    let message = say!(
        "提示：`{id}` {on} 才公开，执法结果 {days} 个工作日内公开，即 {by} 前",
        "a hint: `{id}` was made known on {on}; {days} working days for results of enforcement end on {by}"
    );
    Finding::new(Code::ResultLate, place, message)
        .help(with_guess(deadline, say!("{zh}；核对日期", "{en}: compare the days")))
}

/// Public for as long as its gravity and the rules of its day say.
fn expiry(subject: Subject, decision: &Decision) -> Option<Finding> {
    let decided = decision.decided_on;
    let on = decision.expires_on.filter(|on| decision.is_valid_penalty() && *on >= decided)?;
    let period = subject.dataset.laws.period(decision.gravity, decided)?;
    let (least, most) = (period.least, period.most);
    let (from, until) = (decided + Months::new(least), decided + Months::new(most));
    if (from..=until).contains(&on) {
        return None;
    }
    let ((zh, en), (how_zh, how_en)) = (period.source.cited(), gravity(decision));
    let id = subject.dataset.ledger.decisions.id(decision);
    Some(tell(
        subject,
        decision,
        Code::ExpiryOutOfRange,
        "expires_on",
        say!(
            "提示：处罚 `{id}` 公开至 {on}，{how_zh}的公开 {least} 至 {most} 个月（{from} 至 {until}）",
            "a hint: the penalty `{id}` stays public until {on}; {how_en} it does so for {least} to {most} months ({from} to {until})"
        ),
        say!(
            "{zh}；不填即按 {most} 个月，轻重程度不对的填 `gravity`",
            "{en}; left empty it is {most} months, and `gravity` says where it is another"
        ),
    ))
}

/// Explained where it was changed.
fn explanation(subject: Subject, decision: &Decision) -> Option<Finding> {
    let deadline = withdraw_by(subject.dataset, decision)
        .filter(|deadline| subject.as_of > deadline.by && decision.status_reason.is_empty())?;
    let (by, (source_zh, source_en)) = (deadline.by, deadline.clock.source.cited());
    let (id, what) = (subject.dataset.ledger.decisions.id(decision), decision.status);
    let (zh, en) = (what.title(), what.term().2);
    Some(tell(
        subject,
        decision,
        Code::ChangeNotExplained,
        "status_reason",
        say!(
            "提示：决定 `{id}` 已{zh}，{by} 前应撤回公开信息并说明理由",
            "a hint: the decision `{id}` was {en}; by {by} it is to be taken back and explained"
        ),
        with_guess(deadline, say!("{source_zh}；写明理由", "{source_en}: give the reason")),
    ))
}

/// What is minor is not published in principle, where the rules of its day say so.
fn minor(subject: Subject, decision: &Decision) -> Option<Finding> {
    let on = decision.published_on.filter(|_| decision.is_valid_penalty())?;
    let period = subject.dataset.laws.period(decision.gravity, decision.decided_on);
    let period = period.filter(|period| period.is_unpublished)?;
    let (id, (zh, en), (how_zh, how_en)) =
        (subject.dataset.ledger.decisions.id(decision), period.source.cited(), gravity(decision));
    Some(tell(
        subject,
        decision,
        Code::MinorPublished,
        "published_on",
        say!(
            "提示：处罚 `{id}` {on} 公开，{how_zh}的原则上不公开",
            "a hint: the penalty `{id}` was published on {on}; {how_en} it is not published in principle"
        ),
        say!(
            "{zh}；不公开的删去 `published_on`，轻重程度不对的填 `gravity`",
            "{en}: take `published_on` out, or say in `gravity` where it is another"
        ),
    ))
}

/// Joint punishment that rests on nothing, what rests on a law that is misspelt or an article that is not there, and a name
/// that would stay longer than the rules of the day let any.
pub(super) fn of_notice(subject: Subject, notice: &Notice) -> impl Iterator<Item = Finding> {
    let table = &subject.dataset.ledger.notices;
    let id = table.id(notice);
    let basis = table.text(notice, notice.basis);
    let lacks = notice.kind == NoticeKind::JointPunishment && basis.is_empty();
    let without = lacks.then(|| {
        let message =
            say!("提示：联合惩戒 `{id}` 没有依据", "a hint: the joint punishment `{id}` rests on nothing");
        Finding::new(Code::PunishmentWithoutBasis, table.cell(notice, "basis"), message).help(say!(
            "填 `basis`：按哪条法律、法规或者国家的清单",
            "fill in `basis`: by which law, or which entry of the national list"
        ))
    });
    let place = || table.cell(notice, "basis");
    let wrong = (!basis.is_empty()).then(|| {
        let citation = Citation::read(basis, &subject.dataset.laws);
        kinds::of_basis(subject, &citation, ("通报", "notice"), id, notice.issued_on, place)
            .or_else(|| no_such_article(subject, &citation, id, notice.issued_on, place()))
    });
    [without, wrong.flatten(), stays_too_long(subject, notice)].into_iter().flatten()
}

fn no_such_article(
    subject: Subject,
    citation: &Citation,
    id: &str,
    day: NaiveDate,
    place: Place,
) -> Option<Finding> {
    let text = citation.text(&subject.dataset.laws, day)?;
    let (article, last) = (citation.unknown(text)?, text.articles);
    let message = say!(
        "提示：通报 `{id}` 引用第 {article} 条，该法共 {last} 条",
        "a hint: the notice `{id}` cites article {article}; the law has {last}"
    );
    let help = say!("核对文书的依据", "compare the basis in the document");
    Some(Finding::new(Code::ArticleUnknown, place, message).help(help))
}

/// The name of an enterprise stays no longer than that of the gravest penalty does.
fn stays_too_long(subject: Subject, notice: &Notice) -> Option<Finding> {
    let table = &subject.dataset.ledger.notices;
    let (issued, on) = (notice.issued_on, notice.expires_on?);
    let periods = Gravity::ALL.iter().filter_map(|of| subject.dataset.laws.period(*of, issued));
    let longest = periods.max_by_key(|period| period.most)?;
    let most = longest.most;
    let until = issued + Months::new(most);
    (on > until).then(|| {
        let (id, (zh, en)) = (table.id(notice), longest.source.cited());
        let message = say!(
            "提示：通报 `{id}` 公示至 {on}，处罚信息最长也只公开 {most} 个月（到 {until}）",
            "a hint: the notice `{id}` stays public until {on}; penalties do so for {most} months at most (until {until})"
        );
        let help = say!("{zh}；核对期满日", "{en}: compare the day");
        Finding::new(Code::ExpiryOutOfRange, table.cell(notice, "expires_on"), message).help(help)
    })
}

/// How grave it is, and whether that is stated: 一般（按种类和金额推定）.
fn gravity(decision: &Decision) -> (String, String) {
    let (title, code) = (decision.gravity.title(), decision.gravity.code());
    if decision.is_gravity_stated {
        (title.to_owned(), format!("being {code}"))
    } else {
        (format!("{title}（按种类和金额推定）"), format!("being {code} by kind and sum,"))
    }
}
