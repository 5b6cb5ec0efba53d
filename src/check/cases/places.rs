//! Counties and offices a case names, against the enterprise's and those that inspected and decided.
//!
//! In: the title and the prose of a case, its record and every region. Out: a finding for each county that is not its own, for
//! each office that is said to act and did not, and for each county one slip away from its own. 临汾市应急管理局备案 reports,
//! 与乙县交界 is about a border: neither is told.

use std::collections::BTreeSet;
use std::ops::Range;

use super::super::Subject;
use super::lexicon::{Lexicon, misspelt};
use super::prose::CaseProse;
use super::record::CaseRecord;
use crate::dataset::Case;
use crate::dataset::RegionAt;
use crate::dataset::RegionKind;
use crate::diagnostic::{Code, Finding, Findings, Place, Say};
use crate::law::plain;
use crate::parse::scalar::words;
use crate::say;

/// What an office of ours is called.
const OFFICES: &str = "应急管理局 应急局 安全生产监督管理局 安监局 自然资源局 市场监督管理局 生态环境局 能源局 工业和信息化局 \
    交通运输局 煤炭工业局";
/// What an office does in a case.
const ACTS: &str = "检查 责令 罚 作出 决定 查明 给予 下达 立案 查处 开展 发现 依法";
/// Who is reported to, follows or helps acts in nothing.
const NOT_ACTING: &str = "会同 联合 配合 报 备案 根据 按照 部署 统一 通报 指导 督办 移交 交办 转办 要求 抄送 函 印发 组织 请示 \
    上级 公布的 向";
/// What makes a county one that may be named.
const ELSEWHERE: &str = "设有 网点 销售 产品 办事处 注册地 总部 邻 交界 接壤 运往 运至 销往 来自 籍 外地 其他 等县 等地 等市 兄弟 学习 同类 各县 多个县";
/// What stands before an office and is no place.
const NO_PLACES: &str = "该县 本县 我县 全县 该市 本市 我市 该区 本区 我区 市县 各县 两级";
/// An office begins after these.
const LEADS: &str = "会同 根据 按照 由 经 对 被 向 报 和 与 及 将 请 受 在 以及 的 日 、";

/// Every region by its name.
pub(super) fn lexicon(subject: Subject) -> Lexicon<RegionAt> {
    let regions = subject.dataset.regions.each();
    let named = regions.filter(|(_, region)| region.kind != RegionKind::Bureau);
    Lexicon::of(named.map(|(at, region)| (plain(&region.name), at)))
}

/// What is looked at, and what a case may say there.
struct Ground<'g, 'd> {
    subject: Subject<'d>,
    record: &'g CaseRecord<'d>,
    known: &'g Lexicon<RegionAt>,
    /// Its own region and those above.
    own: BTreeSet<RegionAt>,
    /// In one way of writing.
    offices: BTreeSet<String>,
}

/// Checks one case.
pub(super) fn check(
    subject: Subject,
    case: &Case,
    prose: &CaseProse,
    record: &CaseRecord,
    known: &Lexicon<RegionAt>,
    findings: &Findings,
) {
    let own = own_regions(subject, case, record);
    if own.is_empty() {
        return;
    }
    let ground = Ground { subject, record, known, own, offices: record.offices() };
    let title = plain(&case.title.value);
    let place = |_: &Range<usize>| case.place(&case.title.span);
    let of_title = ground.look(&title, &place);
    if of_title.is_empty() {
        findings.extend(ground.title_begins(case, &title));
    }
    findings.extend(of_title);
    for sentence in prose.sentences() {
        let place = |span: &Range<usize>| case.place(&sentence.source_of(span));
        findings.extend(ground.look(sentence.text, &place));
    }
}

/// The regions of its enterprise, its mines and its decisions, with all above them.
fn own_regions(subject: Subject, case: &Case, record: &CaseRecord) -> BTreeSet<RegionAt> {
    let regions = subject.dataset.regions.all();
    let lay = record.enterprise.map(|firm| (firm.region, firm.regions()));
    let lay = lay.into_iter().chain(record.facilities.iter().map(|mine| (mine.region, mine.regions())));
    let lay = lay.flat_map(|(today, all)| all.into_iter().map(|(region, ..)| region).chain([today]));
    let own = case.region.into_iter().chain(lay).chain(record.decisions.iter().map(|one| one.region));
    let mut all = BTreeSet::new();
    for region in own.flat_map(|region| [region, subject.dataset.regions.last_holder(region)]) {
        let mut next = Some(region);
        while let Some(at) = next.filter(|at| all.insert(*at)) {
            next = regions[at].parent;
        }
    }
    all
}

impl Ground<'_, '_> {
    fn look(&self, text: &str, place: &dyn Fn(&Range<usize>) -> Place) -> Vec<Finding> {
        let mut findings = Vec::new();
        let mut taken: Vec<Range<usize>> = Vec::new();
        for (span, form) in offices_in(text) {
            if let Some(message) = self.office(text, &span, form) {
                findings.push(self.strange(place(&span), message));
                taken.push(span);
            }
        }
        let found = self.known.find(text);
        let many = found.iter().map(|one| &text[one.span.clone()]).collect::<BTreeSet<_>>().len() > 3;
        let is_taken = |span: &Range<usize>, taken: &[Range<usize>]| {
            taken.iter().any(|other| other.start < span.end && span.start < other.end)
        };
        for one in &found {
            let is_own = one.whose.iter().any(|region| self.own.contains(region));
            let elsewhere = is_of_elsewhere(text, &one.span);
            if is_own || many || elsewhere || is_taken(&one.span, &taken) {
                continue;
            }
            let (name, own) = (&text[one.span.clone()], self.own_name());
            let message =
                say!("写了“{name}”，企业在{own}", "`{name}` is named; the enterprise lies in {own}");
            findings.push(self.strange(place(&one.span), message));
        }
        taken.extend(found.into_iter().map(|one| one.span));
        for office in &self.offices {
            let is_one = |window: &str| words(OFFICES).any(|form| window.ends_with(form));
            let head: String = office.chars().take(2).collect();
            let Some(span) = misspelt(text, office, &[], &[], |window| {
                is_one(window) || !window.starts_with(&head) || !window.ends_with(['局', '厅'])
            }) else {
                continue;
            };
            let wrong = &text[span.clone()];
            let message = say!("“{wrong}”像是“{office}”写错了", "`{wrong}` looks like `{office}`, misspelt");
            findings.push(self.strange(place(&span), message));
        }
        for region in &self.own {
            let name = plain(&self.subject.dataset.regions.all()[*region].name);
            if name.chars().count() < 3 {
                continue;
            }
            let Some(span) = misspelt(text, &name, &taken, &[], |window| {
                self.known.has(window) || window.chars().count() != name.chars().count()
            }) else {
                continue;
            };
            let wrong = &text[span.clone()];
            let message = say!("“{wrong}”与“{name}”差一个字", "`{wrong}` is one slip away from `{name}`");
            findings.push(self.strange(place(&span), message));
            taken.push(span);
        }
        findings
    }

    /// What is wrong about an office that acts here.
    fn office(&self, text: &str, span: &Range<usize>, form: &str) -> Option<Say> {
        let office = &text[span.clone()];
        let whole = &text[..span.end];
        if self.offices.is_empty()
            || self.offices.iter().any(|own| whole.ends_with(own.as_str()) || own.ends_with(office))
        {
            return None;
        }
        let name = office.strip_suffix(form)?;
        let is_place = name.ends_with(['县', '区', '市']) && !words(NO_PLACES).any(|word| word == name);
        if !is_place || !acts(text, span) {
            return None;
        }
        let own = self.offices.iter().map(String::as_str).collect::<Vec<_>>().join("、");
        Some(say!(
            "“{office}”没有检查过，也没有作出所列决定，台账里是 {own}",
            "`{office}` neither inspected nor made a linked decision: the ledgers have {own}"
        ))
    }

    fn own_name(&self) -> String {
        let enterprise = self.record.enterprise.map(|firm| firm.region);
        let region = enterprise.or_else(|| self.own.iter().next_back().copied());
        region.map_or_else(String::new, |at| self.subject.dataset.regions.all()[at].name.clone())
    }

    /// A title begins with the county, where anything stands before the name of the firm.
    fn title_begins(&self, case: &Case, title: &str) -> Option<Finding> {
        let firm = self.record.enterprise?;
        let name = plain(self.record.ledger.enterprises.text(firm, firm.name));
        let before = &title[..title.find(&name)?];
        let regions = self.subject.dataset.regions.all();
        let is_own = self.own.iter().any(|at| before.ends_with(&plain(&regions[*at].name)));
        let is_place = before.ends_with(['县', '区', '市']);
        if is_own || !is_place {
            return None;
        }
        let own = self.own_name();
        let message =
            say!("写了“{before}”，企业在{own}", "`{before}` is named; the enterprise lies in {own}");
        Some(self.strange(case.place(&case.title.span), message))
    }

    fn strange(&self, place: Place, message: Say) -> Finding {
        let finding = Finding::new(Code::CasePlace, place, message).help(say!(
            "改正正文；确实无误的，写进 `checked` 并说明理由",
            "correct the text; where it is right, say so in `checked` with the reason"
        ));
        if let Some(decision) = self.record.linked.first() {
            let cell = self.record.cell(decision, "authority");
            return finding.related(cell, say!("台账里的机关", "the office in the ledger"));
        }
        match self.record.enterprise {
            Some(firm) => {
                let cell = self.record.ledger.enterprises.cell(firm, "region");
                finding.related(cell, say!("台账里的地区", "the region in the register"))
            }
            None => finding,
        }
    }
}

/// The clause around a place of a text.
fn clause_around<'t>(text: &'t str, span: &Range<usize>) -> (&'t str, &'t str) {
    let before = &text[..span.start];
    let start = before
        .rfind([',', ';', ':', '。'])
        .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
    let after = &text[span.end..];
    (&before[start..], &after[..after.find([',', ';', ':', '。']).unwrap_or(after.len())])
}

fn is_of_elsewhere(text: &str, span: &Range<usize>) -> bool {
    let (before, after) = clause_around(text, span);
    words(ELSEWHERE).any(|word| before.contains(word) || after.contains(word))
}

/// Whether an office does something here, and is not only reported to.
fn acts(text: &str, span: &Range<usize>) -> bool {
    let (before, after) = clause_around(text, span);
    let near: String = before.chars().rev().take(6).collect::<Vec<_>>().into_iter().rev().collect();
    let follows: String = after.chars().take(3).collect();
    let is_only_named = words(NOT_ACTING).any(|word| near.contains(word))
        || before.ends_with("市、")
        || ["备案", "部署", "统一", "要求", "督办", "指导", "通报", "联合", "会同"]
            .iter()
            .any(|word| follows.contains(word));
    !is_only_named && words(ACTS).any(|word| after.contains(word))
}

/// Offices of a text, each from where its place begins.
fn offices_in(text: &str) -> Vec<(Range<usize>, &'static str)> {
    let found = words(OFFICES).flat_map(|form| text.match_indices(form).map(move |(at, _)| (at, form)));
    found
        .map(|(at, form)| {
            let before = &text[..at];
            let run = before.trim_end_matches(char::is_alphanumeric).len();
            let lead = words(LEADS).filter_map(|lead| Some(before[run..].rfind(lead)? + run + lead.len()));
            (lead.max().unwrap_or(run)..at + form.len(), form)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_office_acts_or_is_only_named() {
        let of = |text: &str| {
            let (span, _) = offices_in(text).remove(0);
            (text[span.clone()].to_owned(), acts(text, &span))
        };
        assert_eq!(of("2023年8月18日,甲县应急管理局检查甲矿"), ("甲县应急管理局".to_owned(), true));
        assert_eq!(of("已报乙市应急管理局备案"), ("乙市应急管理局".to_owned(), false));
        assert_eq!(of("根据市应急管理局统一部署,开展检查"), ("市应急管理局".to_owned(), false));
        assert_eq!(of("乙县应急管理局责令限期改正"), ("乙县应急管理局".to_owned(), true));
    }
}
