//! Sums that a sentence says were imposed as fines, and on whom.
//!
//! In: a sentence and how its firm may be called. Out: each [`FineStated`]. 违法所得, losses, costs, contracts, what the law allows
//! and what was before are no decision's sums; 罚款4万元 is that of whoever is named last before it.

use std::ops::Range;

use chrono::Datelike;
use rust_decimal::Decimal;

use super::dates::days_in;
use super::numerals;
use super::prose::{Mood, Sentence, clause_at, last_of};
use super::record::CaseRecord;
use crate::dataset::ledger::Party;
use crate::law::plain;
use crate::parse::scalar::words;

/// What makes a sum a fine.
const FINES: &str = "罚 处以 并处 处人民币";
/// What makes it something else.
const OTHERS: &str = "违法所得 没收 损失 违约金 投入 投资 资金 整改费 费用 经费 产值 注册资本 资本 货款 工程款 价款 价值 造价 \
    奖励 奖金 赔偿 补偿 保证金 工资 保险 罚金 提取 缴存 储备 销售 收入 利润 税 租金 追加 预算 每吨 每次 购置 \
    购买 采购 采矿权 出让 专项 贷款 股";
/// Where these stand, somebody else's rules set the sum, until the office acts.
const PRIVATE: &str = "约定 合同 协议 内部 厂规 矿规 规章制度 班组 考核办法 扣罚";
/// Where the office acts.
const OFFICIAL: &str = "局 行政处罚 决定 政府 依法";
/// What says that a sum is what others add up to.
const TOTALS: &str = "合计 共计 总计 累计 总额 一共 总共 共罚 共处 合并";
/// Between whom and how much, these tell that a failing is named, not a party: 对未配备管理人员的行为罚款2万元.
const FAILINGS: [&str; 7] = ["行为", "违法", "一项", "问题", "隐患", "未", "没有"];
/// Whoever is fined, by the words for them; of two that end at one place the longer is meant.
const PARTIES: [(&str, Party); 40] = [
    ("该企业", Party::Unit),
    ("该公司", Party::Unit),
    ("该单位", Party::Unit),
    ("该矿", Party::Unit),
    ("该厂", Party::Unit),
    ("企业", Party::Unit),
    ("公司", Party::Unit),
    ("单位", Party::Unit),
    ("主要负责人", Party::Principal),
    ("法定代表人", Party::Principal),
    ("实际控制人", Party::Principal),
    ("实控人", Party::Principal),
    ("负责人", Party::Principal),
    ("董事长", Party::Principal),
    ("总经理", Party::Principal),
    ("经理", Party::Principal),
    ("矿长", Party::Principal),
    ("厂长", Party::Principal),
    ("场长", Party::Principal),
    ("法人", Party::Principal),
    ("副总经理", Party::Person),
    ("副经理", Party::Person),
    ("副矿长", Party::Person),
    ("副厂长", Party::Person),
    ("安全负责人", Party::Person),
    ("技术负责人", Party::Person),
    ("现场负责人", Party::Person),
    ("分管负责人", Party::Person),
    ("部门负责人", Party::Person),
    ("总工程师", Party::Person),
    ("主管人员", Party::Person),
    ("责任人员", Party::Person),
    ("责任人", Party::Person),
    ("管理人员", Party::Person),
    ("作业人员", Party::Person),
    ("从业人员", Party::Person),
    ("安全员", Party::Person),
    ("技术员", Party::Person),
    ("班长", Party::Person),
    ("队长", Party::Person),
];

/// A sum that a text calls a fine.
pub(super) struct FineStated {
    /// In the file.
    pub(super) span: Range<usize>,
    pub(super) sum: Decimal,
    pub(super) whom: Whom,
    /// The sentence is about penalties, but what the sum is of cannot be seen.
    pub(super) is_unclear: bool,
}

/// Whom a sum is imposed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Whom {
    Party(Party),
    /// Nobody is named near it.
    Anybody,
    /// It is what several add up to.
    All,
}

/// How the texts of a case may call the one that is fined.
pub(super) fn unit_names(record: &CaseRecord) -> Vec<String> {
    let ledger = record.ledger;
    let firm = record.enterprise.iter().map(|firm| ledger.enterprises.text(firm, firm.name));
    let places = record.facilities.iter().map(|place| ledger.facilities.text(place, place.name));
    firm.chain(places).map(plain).collect()
}

/// Every party named in a text, in order, each by where it ends.
fn parties(text: &str, names: &[String]) -> Vec<(usize, Party)> {
    let words = PARTIES.iter().copied().chain(names.iter().map(|name| (name.as_str(), Party::Unit)));
    let mut found: Vec<(usize, usize, Party)> = Vec::new();
    for (word, party) in words {
        found.extend(text.match_indices(word).map(|(at, _)| (at + word.len(), word.len(), party)));
    }
    // Of two that end at one place the longer is meant.
    found.sort_unstable_by_key(|(end, length, _)| (*end, std::cmp::Reverse(*length)));
    found.dedup_by_key(|(end, ..)| *end);
    found.into_iter().map(|(end, _, party)| (end, party)).collect()
}

/// Sums of a sentence that are one after the other: 分别罚款4万元、2万元.
struct SumsInRow {
    is_fine: bool,
    is_unclear: bool,
    /// Whom each is imposed on, where they are listed in order.
    parties: Vec<Party>,
    count: usize,
}

pub(super) fn imposed_in(sentence: &Sentence, names: &[String], record: &CaseRecord) -> Vec<FineStated> {
    let text = sentence.text;
    let sums = numerals::sums(text);
    if sums.is_empty() {
        return Vec::new();
    }
    let clauses = sentence.clauses();
    let (mut stated, mut row, mut from) = (Vec::new(), None::<SumsInRow>, 0);
    for (at, (span, sum)) in sums.iter().enumerate() {
        let lead = &text[from..span.start];
        from = span.end;
        let clause = &clauses[clause_at(&clauses, span.start)];
        let end = sums.get(at + 1).map_or(clause.span.end, |(next, _)| next.start.min(clause.span.end));
        let tail = &text[span.end..end.max(span.end)];
        let goes_on = at > 0 && lead.chars().all(|c| "、和及与,其".contains(c));
        if clause.meant != Mood::Stated || is_range(lead, tail) || is_of_before(&text[..span.start], record) {
            row = None;
            continue;
        }
        let row = match row.as_mut().filter(|_| goes_on) {
            Some(row) => {
                row.count += 1;
                row
            }
            None => row.insert(SumsInRow::of(&text[..span.start], lead, clause.span.start, tail, names)),
        };
        if !row.is_fine {
            continue;
        }
        let whom = if last_of(lead, TOTALS).is_some() {
            // What is confiscated adds to it: 罚没款共计8万元.
            if text.contains("没收") || text.contains("罚没") {
                continue;
            }
            Whom::All
        } else if row.parties.len() > 1 || row.count > 1 {
            row.parties.get(row.count - 1).map_or(Whom::Anybody, |party| Whom::Party(*party))
        } else {
            whom(&text[..span.start], names)
        };
        let span = sentence.source_of(span);
        stated.push(FineStated { span, sum: *sum, whom, is_unclear: row.is_unclear });
    }
    stated
}

impl SumsInRow {
    /// What the sum is of, by the words nearest to it.
    fn of(before: &str, lead: &str, clause: usize, tail: &str, names: &[String]) -> Self {
        let rest = tail.trim_start_matches(['的', '整', '行', '政', '余']);
        let follows = rest.starts_with('罚') || rest.starts_with("处罚");
        let fine =
            last_of(before, FINES).map(|(end, _)| end).or(before.ends_with('处').then_some(before.len()));
        let other = last_of(before, OTHERS).map(|(end, _)| end);
        let head: String = tail.chars().take(6).collect();
        let is_other = !follows && (other > fine || words(OTHERS).any(|word| head.contains(word)));
        let private = last_of(before, PRIVATE).map(|(end, _)| end);
        let official = last_of(before, OFFICIAL).map(|(end, _)| end);
        let is_fine = (follows || fine.is_some()) && !is_other && private <= official;
        let near = fine.is_some_and(|end| {
            let between = &before[end.min(before.len())..];
            let says = ["金额", "数额", "人民币", "分别", "合计", "共计", "对", "各"];
            let goes_on = ["后", "用于", "以外", "之外", "另"].iter().any(|word| between.contains(word));
            end > clause && between.chars().count() <= 15 && !goes_on
                || says.iter().any(|word| between.contains(word))
        });
        let mut in_order: Vec<Party> = Vec::new();
        if lead.contains("分别") {
            for (_, party) in parties(lead, names) {
                if !in_order.contains(&party) {
                    in_order.push(party);
                }
            }
        }
        Self { is_fine, is_unclear: !follows && !near, parties: in_order, count: 1 }
    }
}

/// What the law or somebody's estimate sets bounds to.
fn is_range(lead: &str, tail: &str) -> bool {
    const AFTER: [&str; 8] = ["以上", "以下", "以内", "至", "-", "~", "到", "—"];
    const BEFORE: [&str; 8] = ["至", "到", "-", "~", "—", "不超过", "不低于", "不少于"];
    AFTER.iter().any(|word| tail.starts_with(word)) || BEFORE.iter().any(|word| lead.ends_with(word))
}

/// Whether the last day or year that is named before it lies before the case.
fn is_of_before(before: &str, record: &CaseRecord) -> bool {
    let Some(first) = record.first_day() else { return false };
    let last = days_in(before, &mut Some(first.year())).pop();
    let mut years = before.rmatch_indices('年');
    let year = years.find_map(|(at, _)| before.get(at.checked_sub(4)?..at)?.parse::<i32>().ok());
    last.is_some_and(|day| day.last < first) || year.is_some_and(|year| year < first.year())
}

/// Whom the nearest words before a sum name, unless they are part of a failing.
fn whom(before: &str, names: &[String]) -> Whom {
    let found = parties(before, names);
    let is_meant = |(end, _): &&(usize, Party)| {
        let clause = before[..*end].rfind([',', ';', ':']).map_or(0, |at| at + 1);
        let (ahead, between) = (&before[clause..*end], &before[*end..]);
        let denied = ["未", "没有"].iter().any(|word| ahead.contains(word));
        let is_near = between
            .rfind([',', ';', ':'])
            .is_none_or(|at| !FAILINGS.iter().any(|word| between[at..].contains(word)));
        let same = !between.contains([',', ';', ':']) && FAILINGS.iter().any(|word| between.contains(word));
        !denied && is_near && !same
    };
    let Some(last) = found.iter().rposition(|party| is_meant(&party)) else { return Whom::Anybody };
    // 对该企业及其主要负责人罚款8万元 says of neither how much.
    let is_joined = last.checked_sub(1).is_some_and(|other| {
        let between = before[found[other].0..found[last].0]
            .trim_start_matches(['及', '其', '和', '与', '、', '以', '该']);
        let is_next = PARTIES.iter().any(|(word, _)| between == *word);
        is_next
            && found[other].1 != found[last].1
            && before[found[other].0..].starts_with(['及', '和', '与', '、', '以'])
    });
    if is_joined { Whom::Anybody } else { Whom::Party(found[last].1) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whom_a_sum_is_imposed_on_stands_before_it() {
        for (text, expected) in [
            ("责令改正,对该企业罚款", Whom::Party(Party::Unit)),
            ("对该企业罚款4万元,对其主要负责人罚款", Whom::Party(Party::Principal)),
            ("对该企业安全副矿长罚款", Whom::Party(Party::Person)),
            ("对企业未配备安全管理人员的行为罚款", Whom::Anybody),
            ("对甲铁矿罚款", Whom::Party(Party::Unit)),
            ("罚款", Whom::Anybody),
            ("对该企业及其主要负责人罚款", Whom::Anybody),
        ] {
            assert_eq!(whom(text, &["甲铁矿".into()]), expected, "{text}");
        }
    }
}
