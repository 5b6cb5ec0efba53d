//! Measures a case tells of, against what was decided in its affair: a suspension, a closure, a licence, a transfer.
//!
//! In: the prose of a case and its record. Out: a finding for each measure that was never decided, for 危险作业罪 without a
//! transfer, and for each measure of a linked decision that is told nowhere. What the law allows, what was before and what was
//! not done (未移送) is no measure told.

use std::collections::BTreeSet;
use std::ops::Range;

use super::prose::{CaseProse, Mood, Sentence, is_denied, section_span};
use super::record::CaseRecord;
use crate::dataset::Case;
use crate::dataset::ledger::{DecisionKind, NoticeKind, Word};
use crate::diagnostic::{Code, Finding, Findings};
use crate::parse::scalar::words;
use crate::say;

/// How each measure is told; `…` stands for anything within a clause.
const WORDINGS: [(DecisionKind, &str); 13] = [
    (
        DecisionKind::Suspend,
        "停产停业整顿 停产整顿 停业整顿 停产停业 停产停建整顿 责令停产 责令停业 责令立即停产 责令…停产 停产处罚",
    ),
    (
        DecisionKind::Close,
        "予以关闭 关闭取缔 依法关闭 责令关闭 责令…关闭 决定关闭 决定…关闭 提请…关闭 被关闭 被…关闭 对…关闭 政府…关闭 \
         已关闭 永久关闭 关闭该 关闭了该 实施关闭 取缔 关停",
    ),
    (DecisionKind::Confiscate, "没收违法所得 没收非法所得 没收…所得"),
    (DecisionKind::Revoke, "吊销"),
    (DecisionKind::Withhold, "暂扣 吊扣"),
    (
        DecisionKind::Transfer,
        "移送司法 移交司法 移送公安 移交公安 移送检察 移交检察 移送起诉 移送…机关 移交…机关 移送…公安 移交…公安 移送…检察 \
         移送…司法 刑事拘留 刑事强制措施 刑事立案 立案侦查 逮捕 追究刑事责任 追究…刑事责任",
    ),
    (DecisionKind::Detain, "行政拘留 处以拘留 予以拘留"),
    (DecisionKind::Restrict, "限制从业 不得担任…负责人 终身不得担任"),
    (DecisionKind::Limit, "限制开展生产经营活动"),
    (DecisionKind::Seal, "查封 扣押"),
    (DecisionKind::CutPower, "停止供电 停供电 停止供应电力 断电措施"),
    (DecisionKind::Downgrade, "降低…资质"),
    (DecisionKind::Points, "记分 记…分 扣…分"),
];
/// A warning is told only as one that is given: 警告标志 is none.
const WARNINGS: [&str; 6] = ["给予警告", "给予…警告", "予以警告", "处以警告", "警告处罚", "警告的行政处罚"];
/// What a linked decision must be told of.
const MUST_BE_TOLD: [DecisionKind; 5] = [
    DecisionKind::Suspend,
    DecisionKind::Close,
    DecisionKind::Revoke,
    DecisionKind::Withhold,
    DecisionKind::Transfer,
];
const CRIMES: [&str; 6] = [
    "危险作业罪",
    "危险作业犯罪",
    "重大责任事故罪",
    "重大劳动安全事故罪",
    "违章冒险作业罪",
    "不报、谎报安全事故罪",
];
/// Words that make a crime one of this case.
const OF_THIS_CASE: &str = "涉嫌 构成 因 犯 该 其 已 以 被";
/// Sections that say what everybody is to learn: only what is said of this firm is told there.
const GENERAL_SECTIONS: [&str; 2] = ["警示意义", "法律依据"];
const THIS_FIRM: [&str; 7] = ["该企业", "该公司", "该矿", "该单位", "已被", "已依法", "已经"];
/// With these in its clause it is not of this case: 没收违法所得1万元不适用.
const OF_NO_CASE: &str = "的情形 另案 不适用 不存在";
/// After these a measure is an object or a sentence goes on otherwise: 查封标识, 记录.
const NOT_AFTER: [&str; 12] = [
    "标识",
    "标志",
    "措施不",
    "清单",
    "的情形",
    "条件",
    "权限",
    "期间",
    "不是目的",
    "不是最终",
    "并非目的",
    "只是手段",
];

/// Checks one case; what is no longer public need not tell everything.
pub(super) fn check(
    case: &Case,
    prose: &CaseProse,
    record: &CaseRecord,
    is_whole: bool,
    findings: &Findings,
) {
    let names = record.enterprise.map(|firm| record.ledger.enterprises.text(firm, firm.name));
    let mut stated = BTreeSet::new();
    for sentence in prose.sentences() {
        let is_general = GENERAL_SECTIONS.contains(&sentence.section);
        let of_this = |clause: &str| {
            !is_general
                || THIS_FIRM.iter().any(|word| clause.contains(word))
                || names.is_some_and(|name| clause.contains(name))
        };
        let crime = crime(&sentence).filter(|(_, clause)| of_this(clause));
        let has_crime = crime.is_some();
        if let Some((span, _)) = crime.filter(|_| !record.has_decided(DecisionKind::Transfer)) {
            findings.push(without_transfer(case, record, &sentence.source_of(&span)));
        }
        unrecorded_notices(case, record, &sentence, findings);
        let mut told_here = BTreeSet::new();
        for (kind, span, clause) in in_sentence(&sentence) {
            stated.insert(kind);
            let is_new = told_here.insert(kind) && !record.has_decided(kind) && of_this(clause);
            if is_new && !(has_crime && kind == DecisionKind::Transfer) {
                findings.push(never_decided(case, record, kind, &sentence.source_of(&span)));
            }
        }
    }
    let title = CRIMES.iter().any(|crime| case.title.value.contains(crime)).then_some(&case.title.span);
    for span in case.dangerous_work_crime.as_ref().into_iter().chain(title) {
        if !record.has_decided(DecisionKind::Transfer) {
            findings.push(without_transfer(case, record, span));
        }
    }
    for decision in record
        .linked
        .iter()
        .filter(|one| is_whole && (one.is_valid_penalty() || one.kind == DecisionKind::Transfer))
    {
        let kind = decision.kind;
        if MUST_BE_TOLD.contains(&kind) && stated.insert(kind) {
            let (id, zh, en) = (record.id(decision), kind.title(), kind.code());
            let message = say!("正文没有写到{zh}（`{id}`）", "the text does not tell of `{id}` ({en})");
            findings.push(
                Finding::new(Code::CaseMeasure, case.place(&section_span(case, "处理结果")), message)
                    .related(
                        record.cell(decision, "kind"),
                        say!("台账里的决定", "the decision in the ledger"),
                    )
                    .help(say!("写进“处理结果”一节", "tell of it under 处理结果")),
            );
        }
    }
}

/// What a notice to the firm is: its words, and who must stand before them for it to be one.
const NOTICES: [(NoticeKind, &str, &str); 2] = [
    (NoticeKind::JointPunishment, "列入联合惩戒 纳入联合惩戒 实施联合惩戒 开展联合惩戒 联合惩戒对象", ""),
    // 企业因此被约谈 may be the doing of its group.
    (
        NoticeKind::Interview,
        "约谈了 进行约谈 进行了约谈 约谈该 约谈企业",
        "应急管理局 应急局 安委办 安委会 人民政府",
    ),
];

/// A notice that is told of and stands in no row about the firm; where a site keeps none, nothing is said.
fn unrecorded_notices(case: &Case, record: &CaseRecord, sentence: &Sentence, findings: &Findings) {
    if GENERAL_SECTIONS.contains(&sentence.section) || record.ledger.notices.rows().is_empty() {
        return;
    }
    for clause in sentence.clauses().into_iter().filter(|clause| clause.meant == Mood::Stated) {
        let text = &sentence.text[clause.span.clone()];
        for (kind, wordings, by) in NOTICES {
            let found = words(wordings).find_map(|word| find(text, word)).filter(|span| {
                let before = &text[..span.start];
                !is_denied(before) && (by.is_empty() || words(by).any(|office| before.contains(office)))
            });
            let Some(span) = found.filter(|_| !record.notices.iter().any(|one| one.kind == kind)) else {
                continue;
            };
            let span = sentence.source_of(&(clause.span.start + span.start..clause.span.start + span.end));
            let (zh, en, told) = (kind.title(), kind.code(), &case.file.text[span.clone()]);
            let message = say!(
                "写了“{told}”，台账里没有对这家企业的{zh}",
                "`{told}` is told of; the ledger has no such notice to this firm ({en})"
            );
            findings.push(Finding::new(Code::CaseMeasure, case.place(&span), message).help(say!(
                "改正正文，或先记入通报台账；确实无误的，写进 `checked` 并说明理由",
                "correct the text, or enter the notice first; where it is right, say so in `checked` with the reason"
            )));
        }
    }
}

fn never_decided(case: &Case, record: &CaseRecord, kind: DecisionKind, span: &Range<usize>) -> Finding {
    let (zh, en, text) = (kind.title(), kind.code(), &case.file.text[span.clone()]);
    let message = say!(
        "写了“{text}”，台账里这个案件没有{zh}的决定",
        "`{text}` is told of; the ledger has no such decision in this affair ({en})"
    );
    shown_beside(record, Finding::new(Code::CaseMeasure, case.place(span), message)).help(say!(
        "改正正文，或先把决定记入台账；确实无误的，写进 `checked` 并说明理由",
        "correct the text, or enter the decision first; where it is right, say so in `checked` with the reason"
    ))
}

fn without_transfer(case: &Case, record: &CaseRecord, span: &Range<usize>) -> Finding {
    let message = say!(
        "写了涉嫌犯罪，台账里这个案件没有移送司法",
        "a crime is told of; the ledger has no transfer in this affair"
    );
    shown_beside(record, Finding::new(Code::CaseMeasure, case.place(span), message))
        .help(say!("先把移送记入台账，或改正案例", "enter the transfer first, or correct the case"))
}

fn shown_beside(record: &CaseRecord, finding: Finding) -> Finding {
    match record.linked.first() {
        Some(decision) => {
            let place = record.cell(decision, "kind");
            finding.related(place, say!("台账里的决定", "the decision in the ledger"))
        }
        None => finding,
    }
}

/// Every measure a sentence states, with the clause it stands in.
fn in_sentence<'s>(sentence: &Sentence<'s>) -> Vec<(DecisionKind, Range<usize>, &'s str)> {
    let mut found = Vec::new();
    for clause in sentence.clauses().into_iter().filter(|clause| clause.meant == Mood::Stated) {
        let text = &sentence.text[clause.span.clone()];
        let wordings =
            WORDINGS.iter().flat_map(|(kind, wordings)| words(wordings).map(move |one| (*kind, one)));
        let warnings = WARNINGS.iter().map(|one| (DecisionKind::Warning, *one));
        for (kind, wording) in wordings.chain(warnings) {
            let Some(span) = find(text, wording) else { continue };
            let after = &text[span.end..];
            let is_thing = NOT_AFTER.iter().any(|word| after.starts_with(word))
                || words(OF_NO_CASE).any(|word| after.contains(word));
            if !is_thing && !is_denied(&text[..span.start]) && is_points(kind, &text[span.clone()]) {
                found.push((kind, clause.span.start + span.start..clause.span.start + span.end, text));
            }
        }
    }
    found.sort_by_key(|(kind, span, _)| (*kind, span.start));
    found
}

/// 记…分 is points only with a number between.
fn is_points(kind: DecisionKind, text: &str) -> bool {
    let inner = text.trim_start_matches(['记', '扣']).trim_end_matches('分');
    let is_number = |c: char| c.is_ascii_digit() || crate::parse::numeral::is_part(c);
    kind != DecisionKind::Points || inner.chars().all(is_number)
}

/// Where a wording stands in a clause; `…` is at most twenty characters.
fn find(text: &str, wording: &str) -> Option<Range<usize>> {
    const MOST: usize = 20;
    let Some((head, tail)) = wording.split_once('…') else {
        return text.find(wording).map(|at| at..at + wording.len());
    };
    text.match_indices(head).find_map(|(at, _)| {
        let from = at + head.len();
        let end = text[from..].find(tail)?;
        let between = &text[from..from + end];
        let is_other = ["隐患", "阀", "风门", "井口", "设备", "电源", "未", "没有"]
            .iter()
            .any(|word| between.contains(word));
        (between.chars().count() <= MOST && !is_other).then_some(at..from + end + tail.len())
    })
}

/// Where a sentence says that somebody of this case is suspected of 危险作业罪, with the clause.
fn crime<'s>(sentence: &Sentence<'s>) -> Option<(Range<usize>, &'s str)> {
    let mut clauses = sentence.clauses().into_iter().filter(|clause| clause.meant == Mood::Stated);
    clauses.find_map(|clause| {
        let text = &sentence.text[clause.span.clone()];
        let (at, name) = CRIMES.iter().find_map(|name| Some((text.find(name)?, name)))?;
        let before = &text[..at];
        let denied = ["不构成", "未构成", "不涉嫌", "尚未构成", "增设", "规定", "不属于"];
        let is_denied = denied.iter().any(|word| before.contains(word));
        let is_of_this = words(OF_THIS_CASE).any(|word| before.contains(word));
        let span = clause.span.start + at..clause.span.start + at + name.len();
        (is_of_this && !is_denied).then_some((span, text))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wording_may_have_something_between() {
        assert_eq!(find("提请甲县人民政府关闭该矿", "提请…关闭"), Some(0.."提请甲县人民政府关闭".len()));
        assert_eq!(find("对该矿记15分", "记…分"), Some("对该矿".len().."对该矿记15分".len()));
        assert_eq!(find("提请验收,阀门关闭", "责令…关闭"), None);
        assert!(is_points(DecisionKind::Points, "记15分") && is_points(DecisionKind::Points, "记十二分"));
        assert!(!is_points(DecisionKind::Points, "记录不充分"));
    }
}
