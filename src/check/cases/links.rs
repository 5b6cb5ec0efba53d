//! What the front matter of a case says against the rows it is linked to: criteria, region, days, folder, reviewer.
//!
//! In: a case and its record. Out: a finding at each key that differs: `criteria = ["D16"]` where its hazard meets D11.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};

use super::super::Subject;
use super::prose::CaseProse;
use super::record::CaseRecord;
use crate::dataset::Case;
use crate::dataset::cases::CaseKind;
use crate::dataset::ledger::Located;
use crate::dataset::publication::PublicationState;
use crate::diagnostic::{Code, Finding, Findings, Severity};
use crate::privacy::named::like_a_name;
use crate::privacy::wordings::is_person;
use crate::say;

/// Checks one case.
pub(super) fn check(
    subject: Subject,
    case: &Case,
    prose: &CaseProse,
    record: &CaseRecord,
    findings: &Findings,
) {
    criteria(subject, case, record, findings);
    hazards(case, record, findings);
    region(subject, case, record, findings);
    published(case, record, findings);
    expiry(case, record, findings);
    folder(case, prose, record, findings);
    reviewer(case, findings);
}

/// Those of its hazards and no other; each of theirs is there, where any is.
fn criteria(subject: Subject, case: &Case, record: &CaseRecord, findings: &Findings) {
    let of_hazards: BTreeSet<_> =
        record.hazards.iter().flat_map(|hazard| hazard.criteria.iter().copied()).collect();
    if of_hazards.is_empty() || case.kind != CaseKind::Negative {
        return;
    }
    let code = |at: crate::dataset::CriterionAt| at.of(&subject.dataset.criteria).code.as_str();
    let listed = of_hazards.iter().map(|at| code(*at)).collect::<Vec<_>>().join("、");
    for one in case.criteria.iter().filter(|one| !of_hazards.contains(&one.value)) {
        let own = code(one.value);
        let message = say!(
            "`{own}` 不是所列隐患的判定标准，台账里是 {listed}",
            "`{own}` is not the criterion of a linked hazard: the ledger has {listed}"
        );
        let mut finding =
            Finding::new(Code::CaseLinks, case.place(&one.span), message).severity(Severity::Warning);
        if let Some(hazard) = record.hazards.first() {
            let cell = record.ledger.hazards.cell(hazard, "criterion");
            finding = finding.related(cell, say!("台账里的隐患", "the hazard in the ledger"));
        }
        findings.push(finding.help(say!("改正其中一个", "correct one of them")));
    }
    let own: BTreeSet<_> = case.criteria.iter().map(|one| one.value).collect();
    let strange = case.criteria.iter().any(|one| !of_hazards.contains(&one.value));
    let missing =
        of_hazards.iter().filter(|at| !own.contains(at)).map(|at| code(*at)).collect::<Vec<_>>().join("、");
    if let Some(span) = case.criteria_key.as_ref().filter(|_| !missing.is_empty() && !strange) {
        let message =
            say!("没有写所列隐患的 {missing}", "it lacks the criterion of a linked hazard: {missing}");
        let finding = Finding::new(Code::CaseLinks, case.place(span), message).severity(Severity::Warning);
        findings.push(finding.help(say!("补上，或改正台账", "add it, or correct the ledger")));
    }
}

/// A hazard of a case is one its decisions are about, where these say which.
fn hazards(case: &Case, record: &CaseRecord, findings: &Findings) {
    let decided: BTreeSet<_> = record.decisions.iter().flat_map(|one| one.hazards.iter().copied()).collect();
    if decided.is_empty() {
        return;
    }
    for one in case.hazards.iter().filter(|one| !decided.contains(&one.value)) {
        let id = record.ledger.hazards.id(record.ledger.hazards.get(one.value));
        let message = say!("所列处罚不是因 `{id}` 作出的", "no linked decision is about `{id}`");
        let mut finding =
            Finding::new(Code::CaseLinks, case.place(&one.span), message).severity(Severity::Warning);
        if let Some(decision) = record.linked.first() {
            let cell = record.cell(decision, "hazards");
            finding = finding.related(cell, say!("台账里的隐患", "the hazards in the ledger"));
        }
        findings.push(finding.help(say!("改正其中一个", "correct one of them")));
    }
}

/// The one named is the enterprise's or its mine's.
fn region(subject: Subject, case: &Case, record: &CaseRecord, findings: &Findings) {
    let Some(named) = &case.region_named else { return };
    let Some(firm) = record.enterprise else { return };
    let all = &subject.dataset.regions;
    let is_named = |lay: Vec<Located>| {
        lay.iter().any(|(region, ..)| *region == named.value || all.last_holder(*region) == named.value)
    };
    if firm.region == named.value
        || is_named(firm.regions())
        || record.facilities.iter().any(|mine| is_named(mine.regions()))
    {
        return;
    }
    let regions = subject.dataset.regions.all();
    let (name, own) = (&regions[named.value].name, &regions[firm.region].name);
    let message = say!("`region` 是{name}，企业在{own}", "`region` is {name}; the enterprise lies in {own}");
    let cell = record.ledger.enterprises.cell(firm, "region");
    findings.push(
        Finding::new(Code::CaseLinks, case.place(&named.span), message)
            .severity(Severity::Warning)
            .related(cell, say!("台账里的地区", "the region in the register"))
            .help(say!(
                "改正其中一个；不写则随企业",
                "correct one of them; without it, it is the enterprise's"
            )),
    );
}

/// Nothing is published before its decisions are made.
fn published(case: &Case, record: &CaseRecord, findings: &Findings) {
    let Some(on) = case.publication.first_published() else { return };
    let late = record.linked.iter().filter(|one| one.decided_on > on).min_by_key(|one| one.decided_on);
    let Some(decision) = late else { return };
    let span = case.published_on.as_ref().map(|at| at.span.clone());
    let step =
        case.history.iter().find(|step| step.to == PublicationState::Published).map(|step| step.span.clone());
    let span = span.or(step).unwrap_or_else(|| case.status.span.clone());
    let (id, decided) = (record.id(decision), decision.decided_on);
    let message = say!(
        "{on} 公开，所列处罚 `{id}` {decided} 才决定",
        "it is published on {on}; the linked decision `{id}` was made on {decided}"
    );
    findings.push(
        Finding::new(Code::CaseDay, case.place(&span), message)
            .related(record.cell(decision, "decided_on"), say!("台账里的日期", "the day in the ledger"))
            .help(say!("改正其中一个日期", "correct one of the two days")),
    );
}

/// It is public no longer than its penalties, and not over before it begins.
fn expiry(case: &Case, record: &CaseRecord, findings: &Findings) {
    let Some(last) = &case.expires_on else { return };
    let on = last.value;
    let tell = |message| Finding::new(Code::CaseDay, case.place(&last.span), message);
    if let Some(from) = case.publication.first_published().filter(|from| on < *from) {
        let message = say!(
            "`expires_on` {on} 早于公开的 {from}",
            "`expires_on` {on} is before it is published, {from}"
        );
        findings.push(tell(message).help(say!("改正其中一个日期", "correct one of the two days")));
        return;
    }
    let penalties = record.linked.iter().filter(|one| one.kind.is_penalty());
    let Some(longest) = penalties.max_by_key(|one| one.public_until) else { return };
    let until = longest.public_until;
    if on > until {
        let id = record.id(longest);
        let message = say!(
            "`expires_on` {on} 晚于所列处罚 `{id}` 的期满 {until}",
            "`expires_on` {on} is after {until}, until when the linked penalty `{id}` is public"
        );
        findings.push(
            tell(message)
                .related(
                    record.cell(longest, "expires_on"),
                    say!("台账里的期满", "its last day in the ledger"),
                )
                .help(say!("不写则随所列处罚", "without it, it is that of its penalties")),
        );
    }
}

/// The folder is a year something of the case happened in.
fn folder(case: &Case, prose: &CaseProse, record: &CaseRecord, findings: &Findings) {
    let path = case.file.path.strip_prefix("content/cases/");
    let Some(year) = path.and_then(|path| path.split_once('/')?.0.parse::<i32>().ok()) else { return };
    let found = record.hazards.iter().map(|hazard| hazard.found_on);
    let decided = record.linked.iter().map(|one| one.decided_on);
    let steps = case.publication.steps.iter().map(|step| step.on);
    let days: BTreeSet<NaiveDate> = found.chain(decided).chain(steps).collect();
    let text = prose.text();
    let is_told = case.kind == CaseKind::External && text.contains(&format!("{year}年"));
    if days.is_empty() || is_told || days.iter().any(|day| day.year() == year) {
        return;
    }
    let years: BTreeSet<i32> = days.iter().map(Datelike::year).collect();
    let listed = years.iter().map(ToString::to_string).collect::<Vec<_>>().join("、");
    let span = case.published_on.as_ref().map_or_else(|| case.status.span.clone(), |at| at.span.clone());
    let message = say!(
        "放在 {year} 年的文件夹里，案例的日期都在 {listed} 年",
        "it stands in the folder of {year}; all its days are of {listed}"
    );
    let finding = Finding::new(Code::CaseDay, case.place(&span), message);
    findings.push(finding.help(say!(
        "移到 `content/cases/<年>/`；网址不变",
        "move it to `content/cases/<year>/`; its address stays"
    )));
}

/// Who passed it is a post.
fn reviewer(case: &Case, findings: &Findings) {
    const POSTS: &str = "岗长员部科室局厅队组办处站所任理记";
    let Some((by, _)) = &case.review else { return };
    let is_post = by.value.contains(|c| POSTS.contains(c));
    if is_person(&by.value) || !is_post {
        let help = say!("写岗位，如“执法审核岗”，不写姓名", "write the post, not the name of its holder");
        findings.push(like_a_name(case.place(&by.span)).help(help));
    }
}
