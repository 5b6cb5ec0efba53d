//! Firms and mines a case names, against those it is linked to.
//!
//! In: the title and the prose of a case, its record and every name of the registers. Out: a finding for each name of another,
//! for each that is a slip away from its own, and for each firm nobody knows. Whom it buys from, sells to, builds with or lies
//! beside may be named: 从乙建材有限公司购买.

use std::collections::BTreeSet;
use std::ops::Range;

use super::super::Subject;
use super::lexicon::{Lexicon, misspelt};
use super::prose::CaseProse;
use super::record::CaseRecord;
use crate::dataset::Case;
use crate::dataset::ledger::{EnterpriseAt, Facility, FacilityAt};
use crate::diagnostic::{Code, Finding, Findings, Place, Say};
use crate::law::plain;
use crate::parse::scalar::words;
use crate::say;

/// Whose a name is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Registered {
    Firm(EnterpriseAt),
    Facility(FacilityAt),
}

/// What makes another firm one that may be named: before its name, within the clause.
const OTHERS_BEFORE: &str = "包 施工 监理 设计 供货 供应 购 售 销 租 委托 邻 合同 协议 评价 检测 检验 转让 运往 运至 运输 另有 还有 \
    还经营 同时经营 下辖 此外 兼并 收购 前身 原名 更名 股东 控股 集团 其他 合作 劳务 安装 勘察 厂家 聘请 \
    签订 为了";
/// The same right after its name.
const OTHERS_AFTER: &str = "购 供 施工 监理 设计 编制 出具 承包 承担 评价 检测 运输 签订 相邻 毗邻 采购 提供 安装 负责施工 的产品 \
    合作 劳务";
/// How far from a name such a word may stand, in characters.
const NEAR: usize = 14;
/// What is left out of a firm's name for short, the longest first.
const LEGAL: &str = "股份有限公司 有限责任公司 集团有限公司 有限公司 公司";
/// What a firm's name ends in when it is written in full.
const FORMS: &str = "有限公司 有限责任公司 股份公司 集团公司";
/// What a mine's name ends in.
const MINE_FORMS: &str =
    "尾矿库 采石场 石料厂 选矿厂 石灰岩矿 石灰石矿 石膏矿 砂石矿 铁矿 铜矿 金矿 铝矿 锰矿";
/// A name begins after these.
const LEADS: &str = "检查 所属 责令 给予 委托 位于 查明 处罚 以及 依法对 并对 对 由 向 从 与 和 及 为 是 将 被 经 系 即 往 给 \
    让 了 的 于 在 称 、";
/// After these, what follows is whom the case is about.
const SUBJECTS: [&str; 8] = ["检查", "所属", "责令", "给予", "查明", "处罚", "对", "位于"];
/// What is no name of a mine: 露天铁矿, 停用尾矿库.
const GENERIC: &str =
    "露天 地下 该 各 其 无主 头顶 金属 非煤 本 此 座 某 个 停用 邻 类 所有 全部 上述 企业 公司 家 全 何 等";

/// Every name of the registers.
pub(super) fn lexicon(subject: Subject) -> Lexicon<Registered> {
    let ledger = &subject.dataset.ledger;
    let firms = ledger.enterprises.iter().flat_map(|(at, firm)| {
        let now = ledger.enterprises.text(firm, firm.name);
        let names = std::iter::once(now).chain(ledger.enterprises.former_names(firm));
        names.map(move |name| (plain(name), Registered::Firm(at)))
    });
    let mines = ledger.facilities.iter();
    let mines =
        mines.map(|(at, mine)| (plain(ledger.facilities.text(mine, mine.name)), Registered::Facility(at)));
    Lexicon::of(firms.chain(mines).filter(|(name, _)| name.chars().count() >= 4))
}

/// What is looked at: one sentence, or the title.
struct Passage<'p> {
    text: &'p str,
    place: &'p dyn Fn(&Range<usize>) -> Place,
}

/// Checks one case.
pub(super) fn check(
    case: &Case,
    prose: &CaseProse,
    record: &CaseRecord,
    known: &Lexicon<Registered>,
    findings: &Findings,
) {
    if record.firms.is_empty() {
        return;
    }
    let own = own_names(record);
    let mut seen = BTreeSet::new();
    let title = plain(&case.title.value);
    let place = |_: &Range<usize>| case.place(&case.title.span);
    passage(record, known, &own, &Passage { text: &title, place: &place }, &mut seen, findings);
    for sentence in prose.sentences() {
        let place = |span: &Range<usize>| case.place(&sentence.source_of(span));
        passage(record, known, &own, &Passage { text: sentence.text, place: &place }, &mut seen, findings);
    }
}

/// The names of its own firms and mines, with what each is; all mines of the firm, where none is linked.
fn own_names(record: &CaseRecord) -> Vec<(String, Registered)> {
    let ledger = record.ledger;
    let firms = record.firms.iter().map(|at| {
        let firm = ledger.enterprises.get(*at);
        (plain(ledger.enterprises.text(firm, firm.name)), Registered::Firm(*at))
    });
    let is_owned = |mine: &Facility| mine.enterprise.is_some_and(|owner| record.firms.contains(&owner));
    let places: Vec<FacilityAt> = if record.places.is_empty() {
        ledger.facilities.iter().filter(|(_, mine)| is_owned(mine)).map(|(at, _)| at).collect()
    } else {
        record.places.iter().copied().collect()
    };
    let mines = places.into_iter().map(|at| {
        let mine = ledger.facilities.get(at);
        (plain(ledger.facilities.text(mine, mine.name)), Registered::Facility(at))
    });
    firms.chain(mines).collect()
}

fn passage(
    record: &CaseRecord,
    known: &Lexicon<Registered>,
    own: &[(String, Registered)],
    passage: &Passage,
    seen: &mut BTreeSet<String>,
    findings: &Findings,
) {
    let text = passage.text;
    let found = known.find(text);
    let mut taken: Vec<Range<usize>> = found.iter().map(|one| one.span.clone()).collect();
    for one in &found {
        let is_own = one.whose.iter().any(|whose| match whose {
            Registered::Firm(at) => record.firms.contains(at),
            Registered::Facility(_) => own.iter().any(|(_, named)| named == whose),
        });
        let name = &text[one.span.clone()];
        if !is_own && !may_be_named(text, &one.span) && seen.insert(name.to_owned()) {
            let message = say!(
                "“{name}”不是这个案例所列的企业或设施",
                "`{name}` is not a firm or mine this case is linked to"
            );
            let row = one
                .whose
                .first()
                .map(|whose| (place_of(record, *whose), say!("台账里的这一家", "it, in the register")));
            findings.push(strange(record, own, passage, &one.span, message, row));
        }
    }
    let names: Vec<String> = own.iter().map(|(name, _)| name.clone()).collect();
    // 示例青源矿业 is how 示例青源矿业有限公司 is called for short.
    let is_short = |window: &str| {
        let short = |name: &String| {
            words(LEGAL).find_map(|form| name.strip_suffix(form)).is_some_and(|short| short == window)
        };
        names.iter().any(short)
    };
    for (name, named) in own.iter().filter(|(name, _)| name.chars().count() >= 4) {
        let near = misspelt(text, name, &taken, &names, |window| known.has(window) || is_short(window));
        let Some(span) = near.filter(|span| !may_be_named(text, span)) else { continue };
        taken.push(span.clone());
        let wrong = &text[span.clone()];
        if seen.insert(wrong.to_owned()) {
            let message =
                say!("“{wrong}”与台账的“{name}”不同", "`{wrong}` is not `{name}`, as the register has it");
            let row = Some((place_of(record, *named), say!("台账里的名称", "the name in the register")));
            findings.push(strange(record, own, passage, &span, message, row));
        }
    }
    for span in unknown(text, &taken, own) {
        let name = &text[span.clone()];
        if !may_be_named(text, &span) && seen.insert(name.to_owned()) {
            let message = say!(
                "“{name}”不在台账里，也不是这个案例所列的企业或设施",
                "`{name}` is in no register, and is not what this case is linked to"
            );
            findings.push(strange(record, own, passage, &span, message, None));
        }
    }
}

fn strange(
    record: &CaseRecord,
    own: &[(String, Registered)],
    passage: &Passage,
    span: &Range<usize>,
    message: Say,
    row: Option<(Place, Say)>,
) -> Finding {
    let listed = own.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join("、");
    let mut finding = Finding::new(Code::CaseFirm, (passage.place)(span), message).help(say!(
        "所列的是 {listed}；是供货、承包等别的单位的，写明关系，或写进 `checked` 并说明理由",
        "it is linked to {listed}; say of another what it has to do with it, or say so in `checked` with the reason"
    ));
    if let Some((place, note)) = row {
        finding = finding.related(place, note);
    } else if let Some((_, named)) = own.first() {
        finding = finding.related(place_of(record, *named), say!("所列的企业", "the firm it is linked to"));
    }
    finding
}

fn place_of(record: &CaseRecord, named: Registered) -> Place {
    let ledger = record.ledger;
    match named {
        Registered::Firm(at) => ledger.enterprises.cell(ledger.enterprises.get(at), "name"),
        Registered::Facility(at) => ledger.facilities.cell(ledger.facilities.get(at), "name"),
    }
}

/// Whether the words around a name say that it is somebody else: a supplier, a neighbour.
fn may_be_named(text: &str, span: &Range<usize>) -> bool {
    let before = &text[..span.start];
    let clause = before
        .rfind([',', ';', ':', '。'])
        .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
    let before: String =
        before[clause..].chars().rev().take(NEAR).collect::<Vec<_>>().into_iter().rev().collect();
    let after: String =
        text[span.end..].chars().take(6).take_while(|c| !matches!(c, '未' | '没' | ',')).collect();
    let is_other = words(OTHERS_AFTER).any(|word| after.contains(word));
    words(OTHERS_BEFORE).any(|word| before.contains(word)) || is_other
}

/// Names in the form of a firm's or a mine's that nobody knows.
fn unknown(text: &str, taken: &[Range<usize>], own: &[(String, Registered)]) -> Vec<Range<usize>> {
    let is_free =
        |span: &Range<usize>| !taken.iter().any(|other| other.start < span.end && span.start < other.end);
    let in_form = |forms: &'static str| {
        words(forms)
            .flat_map(move |form| text.match_indices(form).map(move |(at, form)| (at, at + form.len())))
    };
    let mut found = Vec::new();
    for (at, end) in in_form(FORMS) {
        let start = name_start(&text[..at]).0;
        let body = &text[start..at];
        let is_masked = body.contains('某') || body.starts_with(['该', '本', '甲', '乙', '丙', '丁', '各']);
        if body.chars().count() >= 2 && !is_masked && is_free(&(start..end)) {
            found.push(start..end);
        }
    }
    for (at, end) in in_form(MINE_FORMS) {
        let (start, lead) = name_start(&text[..at]);
        let body = &text[start..at];
        let is_subject = lead.is_some_and(|lead| SUBJECTS.contains(&lead));
        let is_own = own.iter().any(|(name, _)| name.contains(body));
        let is_generic = words(GENERIC).any(|word| body.contains(word));
        if is_subject
            && (2..=8).contains(&body.chars().count())
            && !is_own
            && !is_generic
            && is_free(&(start..end))
        {
            found.push(start..end);
        }
    }
    found
}

/// Where a name that ends here begins, and the word it comes after.
fn name_start(before: &str) -> (usize, Option<&'static str>) {
    let run = before.trim_end_matches(char::is_alphanumeric).len();
    let lead = words(LEADS).filter_map(|lead| Some((before[run..].rfind(lead)? + run + lead.len(), lead)));
    match lead.max_by_key(|(end, lead)| (*end, lead.len())) {
        Some((end, lead)) => (end, Some(lead)),
        None => (run, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whom_it_trades_with_may_be_named() {
        let name = "乙矿业有限公司";
        let may = |text: &str| {
            let at = text.find(name).unwrap();
            may_be_named(text, &(at..at + name.len()))
        };
        assert!(may("矿石销往乙矿业有限公司。") && may("外包单位为乙矿业有限公司,未统一管理"));
        assert!(may("与乙矿业有限公司相邻") && !may("检查乙矿业有限公司所属丙铁矿"));
        assert!(!may("对乙矿业有限公司未按设计施工的行为罚款"));
    }

    #[test]
    fn names_in_form_are_found() {
        let found = |text: &'static str| {
            unknown(text, &[], &[]).into_iter().map(|span| &text[span]).collect::<Vec<_>>()
        };
        assert_eq!(found("检查示例宏远矿业有限公司所属铁矿,查明"), ["示例宏远矿业有限公司"]);
        assert_eq!(found("检查示例鑫源采石场,查明"), ["示例鑫源采石场"]);
        for text in [
            "某矿业有限公司",
            "有限公司也好",
            "各矿山企业、尾矿库和采石场",
            "所属尾矿库也没有",
            "检查该露天铁矿",
        ] {
            assert_eq!(found(text), Vec::<&str>::new(), "{text}");
        }
    }
}
