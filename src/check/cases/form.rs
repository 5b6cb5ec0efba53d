//! The form of a case: its sections, title, source, review, links, and how it names its enterprise.

use std::ops::Range;

use super::super::Subject;
use super::due;
use super::record::CaseRecord;
use crate::dataset::Case;
use crate::dataset::cases::{CaseKind, Naming};
use crate::dataset::ledger::{Decision, Party};
use crate::dataset::publication::PublicationState;
use crate::diagnostic::{Code, Finding, Findings, Place, Say, Severity};
use crate::say;

/// Checks one case.
pub(super) fn check(subject: Subject, case: &Case, findings: &Findings) {
    sections(case, findings);
    title(case, findings);
    links(subject, case, findings);
    if case.kind == CaseKind::External && case.source.is_none() {
        report(
            case,
            Code::CaseSource,
            &(0..0),
            say!("外地案例没有写来源", "a case from elsewhere names no source"),
            say!(
                "补上 `source = {{ name = \"…\", url = \"https://…\" }}`",
                "add `source = {{ name = \"…\", url = \"https://…\" }}`"
            ),
            findings,
        );
    }
    let public = case.publication.steps.iter().any(|step| step.to == PublicationState::Published);
    let late = case
        .review
        .as_ref()
        .is_some_and(|(_, on)| case.publication.first_published().is_some_and(|published| published < *on));
    if public && (case.review.is_none() || late) {
        report(
            case,
            Code::CaseReview,
            &case.status.span,
            if late {
                say!("审核在公开之后", "it was passed after it was published")
            } else {
                say!("没有写明由谁审核", "it does not say who passed it")
            },
            say!(
                "补上 `review = {{ by = \"岗位\", on = 日期 }}`",
                "add `review = {{ by = \"post\", on = date }}`"
            ),
            findings,
        );
    }
}

/// What was decided is passed after it was decided.
pub(super) fn review_day(case: &Case, record: &CaseRecord, findings: &Findings) {
    let Some((post, on)) = &case.review else { return };
    let last = record.linked.iter().max_by_key(|decision| decision.decided_on);
    let Some(last) = last.filter(|decision| decision.decided_on > *on) else { return };
    let (id, decided) = (record.id(last), last.decided_on);
    let message = say!(
        "{on} 审核，早于所列决定 `{id}` 的日期 {decided}",
        "it was passed on {on}, before the linked decision `{id}` was made on {decided}"
    );
    findings.push(
        Finding::new(Code::CaseReview, case.place(&post.span), message)
            .severity(Severity::Warning)
            .related(record.cell(last, "decided_on"), say!("决定日期", "the day of the decision"))
            .help(say!("改正其中一个日期", "correct one of the two days")),
    );
}

fn report(case: &Case, code: Code, span: &Range<usize>, message: Say, help: Say, findings: &Findings) {
    findings.push(Finding::new(code, case.place(span), message).help(help));
}

/// The headings of its kind, in order, each with a text.
fn sections(case: &Case, findings: &Findings) {
    let wanted = case.kind.sections();
    let list = wanted.join("、");
    let help = || say!("依次写：{list}", "write, in this order: {list}");
    let mut next = 0;
    for section in &case.sections {
        match wanted.iter().position(|title| *title == section.title) {
            Some(place) if place == next => next += 1,
            Some(place) if place > next => {
                let missing = wanted[next..place].join("、");
                let message =
                    say!("“{1}”之前缺少“{0}”", "`{}` is missing before `{}`", missing, section.title);
                report(case, Code::CaseSections, &section.span, message, help(), findings);
                next = place + 1;
            }
            Some(_) => {
                let message = say!("“{}”的位置不对", "`{}` is out of order or there twice", section.title);
                report(case, Code::CaseSections, &section.span, message, help(), findings);
            }
            None => {
                let message = say!("没有“{}”这一节", "there is no section `{}`", section.title);
                report(case, Code::CaseSections, &section.span, message, help(), findings);
            }
        }
        if case.file.text[section.body.clone()].trim().is_empty() {
            let message = say!("“{}”是空的", "`{}` is empty", section.title);
            report(
                case,
                Code::CaseSections,
                &section.span,
                message,
                say!("写上内容", "write something"),
                findings,
            );
        }
    }
    if next < wanted.len() {
        let missing = wanted[next..].join("、");
        let end = case.body.end;
        let message = say!("缺少“{missing}”", "`{missing}` is missing");
        report(case, Code::CaseSections, &(end..end), message, help(), findings);
    }
}

fn title(case: &Case, findings: &Findings) {
    if case.kind != CaseKind::Positive && !case.title.value.ends_with('案') {
        report(
            case,
            Code::CaseTitle,
            &case.title.span,
            say!("标题没有以“案”结尾", "the title does not end in 案"),
            say!("写成“某县某公司未……案”", "write it like 某县某公司未……案"),
            findings,
        );
    }
}

/// Decisions and hazards are those of the enterprise.
fn links(subject: Subject, case: &Case, findings: &Findings) {
    let ledger = &subject.dataset.ledger;
    let Some(enterprise) = &case.enterprise else { return };
    let name = ledger.enterprises.id(ledger.enterprises.get(enterprise.value));
    let strange = |span: &Range<usize>| {
        report(
            case,
            Code::CaseLinks,
            span,
            say!("这一条不是 `{name}` 的", "this is not of `{name}`"),
            say!("改正编号，或改正 `enterprise`", "correct the id, or `enterprise`"),
            findings,
        );
    };
    for action in &case.actions {
        let decision = ledger.decisions.get(action.value);
        if decision.enterprise.is_some_and(|other| other != enterprise.value) {
            strange(&action.span);
        }
    }
    for hazard in &case.hazards {
        let facility = ledger.facility_of(ledger.hazards.get(hazard.value));
        if facility.enterprise.is_some() && facility.owners().all(|owner| owner != enterprise.value) {
            strange(&hazard.span);
        }
    }
}

/// In full only where a penalty on the enterprise has been published by law.
pub(super) fn naming(subject: Subject, case: &Case, findings: &Findings) {
    if case.naming.value != Naming::Full || case.kind != CaseKind::Negative {
        return;
    }
    let mut decisions = case.actions.iter().map(|at| subject.dataset.ledger.decisions.get(at.value));
    // One that was revoked is told, with its three days, by what is due; until the case follows it is named as it was.
    let stands = |decision: &Decision| {
        decision.is_valid_penalty()
            || decision.kind.is_penalty()
                && decision.status_on.is_some_and(|since| !due::has_followed(case, since, subject.as_of))
    };
    let published = decisions.any(|decision| {
        decision.party == Party::Unit
            && stands(decision)
            && decision.published_on.is_some_and(|on| on <= subject.as_of)
    });
    // Once it is withdrawn nothing is named any more.
    let shown = case
        .publication
        .steps
        .last()
        .is_some_and(|step| step.to.visibility() == crate::dataset::publication::Visibility::Shown);
    if shown && !published {
        report(
            case,
            Code::CaseNaming,
            &case.naming.span,
            say!(
                "所列处罚没有一项是对单位的、有效并已公开",
                "none of its penalties is on the unit, valid and published"
            ),
            say!(
                "写 `naming = \"masked\"`，或先公开处罚决定",
                "write `naming = \"masked\"`, or publish the penalty first"
            ),
            findings,
        );
    }
}

/// Document numbers in cases, pages and ledgers.
pub(super) fn document_numbers(subject: Subject, findings: &Findings) {
    let dataset = subject.dataset;
    let files =
        dataset.cases.iter().map(|case| &case.file).chain(dataset.pages.iter().map(|page| &page.file));
    for file in files {
        for (span, right) in faulty_numbers(&file.text) {
            findings.push(faulty(file.place(&span), &file.text[span], &right));
        }
    }
    if let Some(document) = &dataset.campaign.document {
        for (span, right) in faulty_numbers(&document.no) {
            findings.push(faulty(document.place.clone(), &document.no[span], &right));
        }
    }
    let ledger = &dataset.ledger;
    for row in ledger.decisions.rows() {
        for (span, right) in faulty_numbers(ledger.decisions.text(row, row.document_no)) {
            let text = &ledger.decisions.text(row, row.document_no)[span];
            findings.push(faulty(ledger.decisions.cell(row, "document_no"), text, &right));
        }
    }
    for row in ledger.notices.rows() {
        for (span, right) in faulty_numbers(ledger.notices.text(row, row.document_no)) {
            let text = &ledger.notices.text(row, row.document_no)[span];
            findings.push(faulty(ledger.notices.cell(row, "document_no"), text, &right));
        }
    }
}

fn faulty(place: Place, text: &str, right: &str) -> Finding {
    Finding::new(
        Code::DocumentNumber,
        place,
        say!("文号“{text}”的写法不对", "`{text}` is not how a document number is written"),
    )
    .help(say!("写成“{right}”", "write `{right}`"))
}

/// Every `〔2023〕82号` that is not written so, with how it should be.
fn faulty_numbers(text: &str) -> Vec<(Range<usize>, String)> {
    const OPEN: [char; 6] = ['〔', '[', '［', '(', '（', '【'];
    const CLOSE: [char; 6] = ['〕', ']', '］', ')', '）', '】'];
    let digits = |text: &str| text.len() - text.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let mut faulty = Vec::new();
    for at in memchr::memmem::find_iter(text.as_bytes(), "号") {
        let before = &text[..at];
        let number = &before[before.len() - digits(before)..];
        let before = &before[..before.len() - number.len()];
        let (before, ordinal) = before.strip_suffix('第').map_or((before, false), |before| (before, true));
        let Some(before) = before.strip_suffix(CLOSE) else { continue };
        let year = &before[before.len() - digits(before)..];
        let before = &before[..before.len() - year.len()];
        let Some(opened) = before.strip_suffix(OPEN) else { continue };
        if number.is_empty() || !matches!(year.len(), 2 | 4) {
            continue;
        }
        let span = opened.len()..at + "号".len();
        let century = if year.len() == 2 { "20" } else { "" };
        let right = format!("〔{century}{year}〕{}号", number.trim_start_matches('0'));
        if ordinal || text[span.clone()] != *right {
            faulty.push((span, right));
        }
    }
    faulty
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn document_numbers_have_hexagonal_brackets_a_whole_year_and_no_leading_zero() {
        for (wrong, right) in [
            ("临应急发[2023]82号", "〔2023〕82号"),
            ("临应急发（2023）82号", "〔2023〕82号"),
            ("临应急发〔23〕82号", "〔2023〕82号"),
            ("临应急发〔2023〕082号", "〔2023〕82号"),
            ("临应急发〔2023〕第82号", "〔2023〕82号"),
        ] {
            let found = faulty_numbers(wrong);
            assert_eq!(found.iter().map(|(_, right)| right.as_str()).collect::<Vec<_>>(), [right], "{wrong}");
            assert!(wrong[found[0].0.clone()].ends_with('号'));
        }
        for right in ["临应急发〔2023〕82号", "3号井", "（共5人）12号", "（浮）应急罚〔2023〕执法二中队-8号"]
        {
            assert_eq!(faulty_numbers(right), [], "{right}");
        }
    }
}
