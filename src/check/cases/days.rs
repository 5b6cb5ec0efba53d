//! Days a case tells, against its records: when something was found, decided, published, reviewed.
//!
//! In: the prose of a case and its record. Out: a finding for each day that is said to be one of these and is none of the
//! records'. An example: 2023年8月18日，甲县应急管理局检查… is a day something was found. What a day is of follows from the
//! first word after it that says so; a day of a law, a licence, a deadline or a deed is compared with nothing.

use std::collections::BTreeSet;
use std::ops::Range;

use chrono::{Datelike, NaiveDate};

use super::dates::{DayWritten, days_in};
use super::prose::{CaseProse, Mood, Sentence, clause_at};
use super::record::CaseRecord;
use crate::dataset::Case;
use crate::diagnostic::{Code, Finding, Findings, Place, Say};
use crate::parse::scalar::words;
use crate::say;

/// What a day is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum DayOf {
    /// 检查、查明
    Finding,
    /// 作出处罚决定
    Penalty,
    /// 责令、下达
    Decision,
    /// 公开、曝光
    Publication,
    /// 复查、销号
    Review,
    /// Something no record has.
    Other,
}

/// Words that say what a day is of.
const WORDS: [(DayOf, &str); 6] = [
    (DayOf::Finding, "检查 查明 查出 查获 查处 发现 督查 抽查 巡查 暗访 暗查 核查 排查 判定为"),
    (DayOf::Penalty, "处罚 罚款 处以 罚字 应急罚"),
    (DayOf::Decision, "责令 下达 作出 决定"),
    (DayOf::Publication, "公开 公布 曝光 公示"),
    (DayOf::Review, "回头看 复查 销号 整改完成 完成整改 整改完毕 验收"),
    (
        DayOf::Other,
        "自查 复核 回访 专项行动 专项排查整治 部署 动员 缴 执行完毕 履行 事故 任命 到期 施行 实施 生效 \
         修订 修正 修改 通过 印发 有效期 届满 期满 取得 颁发 换发 投产 建成 注册 成立 开工 签订 签署 送达 \
         告知 听证 陈述 申辩 立案 调查 复议 诉讼 起诉 缴纳 缴清 申请 报告 交办 培训 演练 生产 作业 复工 \
         停产 编制 移送 约谈",
    ),
];
/// What a word stands in that names a thing and no act: 检查记录.
const THINGS: &str = "记录 结果 情况 组 人员 报告 方案 通知 意见 标准 制度 决定书 告知书 书 信息 款缴";
/// A deadline, or since when.
const OPEN_ENDED: &str = "前 以前 之前 底 起 以来 至今 以后 之后 后";

/// Checks one case.
pub(super) fn check(case: &Case, prose: &CaseProse, record: &CaseRecord, findings: &Findings) {
    let mut year = record.first_day().map(|day| day.year());
    for sentence in prose.sentences() {
        let clauses = sentence.clauses();
        let days = days_in(sentence.text, &mut year);
        for (at, day) in days.iter().enumerate() {
            let meant = clauses[clause_at(&clauses, day.span.start)].meant;
            let end = days.get(at + 1).map_or(sentence.text.len(), |next| next.span.start);
            if meant != Mood::Stated || is_quoted(sentence.text, &day.span) {
                continue;
            }
            let from = at.checked_sub(1).map_or(0, |before| days[before].span.end);
            let kind = kind_of(sentence.text, &day.span, from, end);
            findings.extend(kind.and_then(|kind| compare(case, record, &sentence, day, kind)));
        }
    }
}

/// Within 《》, it is of a law.
fn is_quoted(text: &str, span: &Range<usize>) -> bool {
    let before = &text[..span.start];
    before.rfind('《') > before.rfind('》')
}

/// What a day is of: by the words after it in its clause, before it there, after it in the next.
fn kind_of(text: &str, span: &Range<usize>, from: usize, end: usize) -> Option<DayOf> {
    let after = &text[span.end..end];
    if words(OPEN_ENDED).any(|word| after.starts_with(word)) && !after.starts_with("后续") {
        return None;
    }
    let clause = after.find([',', ';', ':']).unwrap_or(after.len());
    let own = words_in(&after[..clause]);
    if !own.is_empty() {
        return first_act(&after[..clause], &own);
    }
    let before = &text[from..span.start];
    let start = before.rfind([',', ';']).map_or(0, |at| at + 1);
    if let Some((_, _, kind)) = words_in(&before[start..]).last().copied() {
        return Some(kind);
    }
    first_act(after, &words_in(after))
}

/// Every word that says what a day is of, in order: where it begins and ends.
fn words_in(text: &str) -> Vec<(usize, usize, DayOf)> {
    let of_kind = WORDS.iter().flat_map(|(kind, list)| words(list).map(|word| (*kind, word)));
    let of_word = |(kind, word): (DayOf, &'static str)| {
        text.match_indices(word).map(move |(at, _)| (at, at + word.len(), kind))
    };
    let mut found: Vec<_> = of_kind.flat_map(of_word).collect();
    found.sort_unstable();
    found
}

/// What the first word says that names an act; where all name things, the last of them.
fn first_act(text: &str, acts: &[(usize, usize, DayOf)]) -> Option<DayOf> {
    let names_a_thing = |(at, end, _): &&(usize, usize, DayOf)| {
        words(THINGS).any(|thing| text[*end..].starts_with(thing))
            || ["依据", "根据", "经", "针对", "因", "将"].iter().any(|word| text[..*at].ends_with(word))
    };
    // Who pays a fine decides nothing.
    if acts.iter().any(|(at, end, _)| &text[*at..*end] == "缴") {
        return Some(DayOf::Other);
    }
    let (.., kind) = acts.iter().find(|word| !names_a_thing(word)).or(acts.last())?;
    // 作出行政处罚决定: what is decided says more than that it is.
    let sentence = text.split(['。', ';']).next().unwrap_or_default();
    let first = |list: &[&str]| list.iter().filter_map(|word| sentence.find(word)).min();
    let (penalty, order) = (first(&["处罚", "罚款", "罚决"]), first(&["责令", "整改指令", "限期"]));
    if *kind == DayOf::Decision && penalty.is_some_and(|at| order.is_none_or(|order| at < order)) {
        return Some(DayOf::Penalty);
    }
    Some(*kind)
}

/// A finding, where the day is that of no record of what it is of.
fn compare(
    case: &Case,
    record: &CaseRecord,
    sentence: &Sentence,
    day: &DayWritten,
    kind: DayOf,
) -> Option<Finding> {
    let days = days_of(case, record, kind);
    if is_of_before(record, sentence.text, day, kind) {
        return None;
    }
    if days.is_empty() || days.range(day.first..=day.last).next().is_some() {
        return None;
    }
    let span = sentence.source_of(&day.span);
    let text = &case.file.text[span.clone()];
    let listed = days.iter().map(ToString::to_string).collect::<Vec<_>>().join("、");
    let (zh, en) = title(kind);
    let message = say!(
        "“{text}”不是{zh}日期，台账里是 {listed}",
        "`{text}` is not when it was {en}: the records have {listed}"
    );
    let mut finding = Finding::new(Code::CaseDay, case.place(&span), message);
    if let Some((place, note)) = row_of(record, kind) {
        finding = finding.related(place, note);
    }
    Some(finding.help(say!(
        "改正正文或台账；说的是别的事，写得明白些，或写进 `checked` 并说明理由",
        "correct the text or the ledger; if it is about something else say so plainly, or in `checked` with the reason"
    )))
}

/// Before anything was found, 2023年1月被罚款 is of something else; so is a month.
fn is_of_before(record: &CaseRecord, text: &str, day: &DayWritten, kind: DayOf) -> bool {
    const BORNE: &str = "被罚 被处 受过 受到 被责令 被行政处罚 被给予";
    let is_early = record.first_day().is_some_and(|first| day.last < first);
    let is_borne = || words(BORNE).any(|word| text[day.span.end..].contains(word));
    is_early && kind != DayOf::Finding && (day.first != day.last || is_borne())
}

fn title(kind: DayOf) -> (&'static str, &'static str) {
    match kind {
        DayOf::Finding => ("检查发现的", "found"),
        DayOf::Penalty => ("处罚决定的", "penalised"),
        DayOf::Decision => ("作出决定的", "decided"),
        DayOf::Publication => ("公开的", "published"),
        DayOf::Review | DayOf::Other => ("复查销号的", "reviewed and closed"),
    }
}

/// The days the records have of something; none where no record has any.
fn days_of(case: &Case, record: &CaseRecord, kind: DayOf) -> BTreeSet<NaiveDate> {
    let decided = |penalties: bool| {
        let those = record.decisions.iter().filter(move |one| !penalties || one.kind.is_penalty());
        those.map(|one| one.decided_on).collect::<BTreeSet<_>>()
    };
    match kind {
        DayOf::Finding => {
            let visits = record.inspections.iter().flat_map(|one| [one.started_on, one.ended_on]);
            let found = record.hazards.iter().map(|one| one.found_on);
            found.chain(record.hazards.iter().filter_map(|one| one.verified_on)).chain(visits).collect()
        }
        DayOf::Penalty => decided(true),
        DayOf::Decision => decided(false),
        DayOf::Publication => record.published(case),
        DayOf::Review => {
            let of = record.hazards.iter();
            of.flat_map(|one| [one.applied_on, one.reviewed_on, one.closed_on, one.delisted_on])
                .flatten()
                .collect()
        }
        DayOf::Other => BTreeSet::new(),
    }
}

/// The row to look at.
fn row_of(record: &CaseRecord, kind: DayOf) -> Option<(Place, Say)> {
    let hazard = |column| {
        let hazard = record.hazards.first()?;
        Some((record.ledger.hazards.cell(hazard, column), say!("台账里的隐患", "the hazard in the ledger")))
    };
    let decision = |column| {
        let penalties = record.linked.iter().find(|one| one.kind.is_penalty());
        let place = record.cell(penalties.or(record.linked.first())?, column);
        Some((place, say!("台账里的决定", "the decision in the ledger")))
    };
    match kind {
        DayOf::Finding => hazard("found_on"),
        DayOf::Review => hazard("closed_on"),
        DayOf::Penalty | DayOf::Decision => decision("decided_on"),
        DayOf::Publication => decision("published_on"),
        DayOf::Other => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_day_is_of_follows_from_the_words_beside_it() {
        let kind = |text: &str| {
            let mut year = Some(2023);
            let days = days_in(text, &mut year);
            kind_of(text, &days[0].span, 0, text.len())
        };
        assert_eq!(kind("2023年8月18日,甲局检查甲矿,查明隐患。"), Some(DayOf::Finding));
        assert_eq!(kind("2023年8月18日,甲局依法作出行政处罚决定。"), Some(DayOf::Penalty));
        assert_eq!(kind("2023年8月18日,甲局责令限期改正。"), Some(DayOf::Decision));
        assert_eq!(kind("处罚决定于2023年8月18日公开。"), Some(DayOf::Publication));
        assert_eq!(kind("要求于2023年8月18日前完成整改。"), None);
        assert_eq!(kind("2023年8月18日,该处罚信息在网站公示。"), Some(DayOf::Publication));
        assert_eq!(kind("2023年8月18日,甲局将行政处罚决定书送达该企业。"), Some(DayOf::Other));
        assert_eq!(kind("2023年8月18日,企业将罚款缴至指定账户。"), Some(DayOf::Other));
        assert_eq!(kind("依据检查记录,2023年8月18日罚款。"), Some(DayOf::Penalty));
    }
}
