//! What a case says of its hazards, against their rows: how many they are, until when they were to be rectified, whether they
//! are closed.
//!
//! In: the prose of a case and its record. Out: a finding at the words that are not the records'. An example: 整改期限至2023年6月24日
//! where the row has 2023-06-23; 该隐患尚未销号 of one that was closed before the case was published.

use std::ops::Range;

use chrono::{Datelike, NaiveDate};

use super::dates::{days_in, number_before};
use super::prose::{CaseProse, Mood, Sentence, is_denied};
use super::record::CaseRecord;
use crate::dataset::Case;
use crate::dataset::ledger::Level;
use crate::diagnostic::{Code, Finding, Findings, Say};
use crate::parse::scalar::words;
use crate::say;

/// Where hazards of anybody are told of.
const GENERAL: [&str; 2] = ["警示意义", "法律依据"];
/// What stands between the words for a deadline and its day.
const UNTIL: &str = "至 为 到 是 截至 截止 延至 延长至 延期至 调整为 定为";
const STILL_OPEN: &str =
    "尚未销号 未销号 没有销号 尚未整改完成 尚未完成整改 尚未整改到位 仍未整改到位 尚未整改完毕";
const CLOSED: &str = "后销号 并销号 已销号 予以销号 同意销号 完成销号 准予销号";
/// What is to be closed is not closed yet.
const TO_BE: &str = "方可 才能 申请 应当 待 拟 制度 管理 对账 条件";
const FOUND: &str = "发现 查出 查明 存在 排查出 认定";
/// Numbers of more than this inspection.
const OF_MORE: &str = "全市 全县 全区 全省 累计 各县 各矿 企业自查 自查发现 上述 该 另 其他 其余 共检查 此前";

/// Checks one case.
pub(super) fn check(case: &Case, prose: &CaseProse, record: &CaseRecord, findings: &Findings) {
    if record.hazards.is_empty() {
        return;
    }
    let mut year = record.first_day().map(|day| day.year());
    for sentence in prose.sentences() {
        let days = days_in(sentence.text, &mut year);
        if GENERAL.contains(&sentence.section) {
            continue;
        }
        for clause in sentence.clauses().into_iter().filter(|clause| clause.meant == Mood::Stated) {
            let text = &sentence.text[clause.span.clone()];
            let told = |(span, message): (Range<usize>, Say)| {
                let span = clause.span.start + span.start..clause.span.start + span.end;
                findings.push(finding(case, record, &sentence, &span, message));
            };
            let in_clause = days.iter().filter(|day| clause.span.contains(&day.span.start));
            let deadline = in_clause.clone().find_map(|day| {
                let span = day.span.start - clause.span.start..day.span.end - clause.span.start;
                other_deadline(text, &span, day.last, record)
            });
            deadline.into_iter().for_each(told);
            // 7月1日复查时尚未销号 is of that day.
            if in_clause.count() == 0 {
                state(case, text, record).into_iter().for_each(told);
            }
            too_many(text, record).into_iter().for_each(told);
        }
    }
}

fn finding(
    case: &Case,
    record: &CaseRecord,
    sentence: &Sentence,
    span: &Range<usize>,
    message: Say,
) -> Finding {
    let finding = Finding::new(Code::CaseHazard, case.place(&sentence.source_of(span)), message);
    let row = record.ledger.hazards.cell(record.hazards[0], "id");
    finding.related(row, say!("台账里的隐患", "the hazard in the ledger")).help(say!(
        "改正正文或台账；确实无误的，写进 `checked` 并说明理由",
        "correct the text or the ledger; where it is right, say so in `checked` with the reason"
    ))
}

/// 整改期限至 a day that no hazard of the case has as a deadline, the first or a later one.
fn other_deadline(
    text: &str,
    day: &Range<usize>,
    on: NaiveDate,
    record: &CaseRecord,
) -> Option<(Range<usize>, Say)> {
    let (_, between) = text[..day.start].rsplit_once("整改期限")?;
    if !between.is_empty() && !words(UNTIL).any(|word| between == word) {
        return None;
    }
    let of = |deadlines: &crate::dataset::ledger::Deadlines| {
        let later = deadlines.extensions.iter().map(|extension| extension.due_on);
        deadlines.due_on.into_iter().chain(later).collect::<Vec<_>>()
    };
    let all: Vec<NaiveDate> = record.hazards.iter().flat_map(|hazard| of(&hazard.deadlines)).collect();
    if all.is_empty() || all.contains(&on) {
        return None;
    }
    let (written, listed) = (&text[day.clone()], all.iter().map(ToString::to_string).collect::<Vec<_>>());
    let listed = listed.join("、");
    let message = say!(
        "“{written}”不是整改期限，台账里是 {listed}",
        "`{written}` is not the deadline: the records have {listed}"
    );
    Some((day.clone(), message))
}

/// Still open, of hazards that were all closed when the case was published; closed, of hazards none of which is.
fn state(case: &Case, text: &str, record: &CaseRecord) -> Option<(Range<usize>, Say)> {
    let published = case.publication.first_published()?;
    let closed = || record.hazards.iter().map(|hazard| hazard.closed_on);
    let find =
        |list: &'static str| words(list).find_map(|word| text.find(word).map(|at| at..at + word.len()));
    if let Some(span) = find(STILL_OPEN) {
        let last = closed().collect::<Option<Vec<_>>>()?.into_iter().max()?;
        let message = say!(
            "写了尚未销号，台账里 {last} 已经销号，早于公开",
            "said to be open; the ledger has it closed on {last}, before the case was published"
        );
        return (last < published).then_some((span, message));
    }
    let span = find(CLOSED).filter(|span| !is_denied(&text[..span.start]))?;
    let is_to_be = words(TO_BE).any(|word| text.contains(word));
    let message = say!("写了已经销号，台账里那时没有销号", "said to be closed; the ledger has it open then");
    // 于公布之日前销号 says by when.
    let by = text.contains(['公', '曝']).then_some(published);
    let is_open = |on: Option<NaiveDate>| on.is_none_or(|on| by.is_some_and(|by| on > by));
    (!is_to_be && closed().all(is_open)).then_some((span, message))
}

/// 发现3项重大事故隐患, of a firm where fewer were found in those days.
fn too_many(text: &str, record: &CaseRecord) -> Option<(Range<usize>, Say)> {
    let at = ["重大事故隐患", "重大隐患"].iter().find_map(|word| text.find(word))?;
    let before = text[..at].trim_end_matches(['项', '个', '处', '条']);
    if before.len() == at || words(OF_MORE).any(|word| text.contains(word)) {
        return None;
    }
    let (start, number) = number_before(before)?;
    let linked = record.hazards.iter().filter(|hazard| hazard.level == Level::Major).count();
    let most = linked.max(record.found_then);
    let is_found = words(FOUND).any(|word| text[..start].contains(word)) && !is_denied(&text[..start]);
    let message = say!(
        "写了 {number} 项重大隐患，台账里这几天在这家企业发现的是 {most} 项",
        "{number} major hazards are told of; the ledger has {most} found at this firm in those days"
    );
    (is_found && usize::try_from(number).is_ok_and(|number| number > most)).then_some((start..at, message))
}
