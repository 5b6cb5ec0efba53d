//! The text of a case in one way of writing, sentence by sentence, and how each part of it is meant.
//!
//! In: Markdown. Out: [`CaseProse`]: without marks and blanks, digits and signs ASCII, each part with its place in the file.
//! A sum or a measure is compared with the records only where it is [stated](Mood::Stated): 可处五万元以下的罚款 is the law's,
//! 曾被罚款2万元 an earlier one.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use crate::dataset::Case;
use crate::law::put_plain;
use crate::parse::scalar::words;
use crate::parse::shown::ShownText;

/// The whole text.
pub(super) struct CaseProse {
    shown: ShownText,
    /// Where each section begins, with its heading.
    sections: Vec<(usize, String)>,
}

/// One sentence, up to its full stop.
#[derive(Clone, Copy)]
pub(super) struct Sentence<'p> {
    pub(super) text: &'p str,
    /// Where it begins in the prose.
    pub(super) start: usize,
    /// The heading it stands under.
    pub(super) section: &'p str,
    prose: &'p CaseProse,
}

/// A part of a sentence between commas.
pub(super) struct Clause {
    /// In bytes of the sentence.
    pub(super) span: Range<usize>,
    pub(super) meant: Mood,
}

/// How a clause is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mood {
    /// It says what happened.
    Stated,
    /// What the law allows, or what would follow.
    General,
    /// Something of before.
    Earlier,
    /// What befell somebody else.
    Elsewhere,
}

/// What makes a clause one about what may be, or must be.
const GENERAL: &str = "可以 可处 可并处 可对 可依法 可责令 可罚 可能 应当 应予 应处 如果 一旦 情节严重的 构成犯罪的 不超过 \
    将依法 将被 将责令 将面临 要依法 就要 还要 都要 会被 必须 不得 严禁 一律 最高可 元以上 元以下 元以内 \
    要求各";
/// After a clause that ends in 的, these go on with what the law says of it.
const OF_LAW: &str =
    "责令 处 由 给予 依照 依法 可 并处 没收 予以 吊销 暂扣 移送 一律 坚决 提请 追究 以 应 对其 按照";
/// What tells of something before this case.
const EARLIER: &str = "曾 此前 先前 在此之前 去年 前年 以往 历史上 早在 早前 前次 上次 往年";
/// What tells of another place.
const OTHER_PLACES: &str =
    "外省 外地 外市 外县 邻省 邻市 邻县 其他地区 其他省 其他市 其他县 其它地区 别的地方 某地 某省 某市 某县";
/// Who is somebody else where something befell them; 通报同类企业 is of this case.
const OTHERS: &str = "同类企业 同类矿山 同类公司 同行业企业 同行企业 兄弟单位 兄弟企业 兄弟矿山 兄弟矿 其他企业 其他矿山 别的企业";
/// What befalls them.
const BEFELL: &str = "被 因 受到 遭 曾 罚款 处罚 追究 发生 判处 判刑";
/// Who acts in a case: what they do has happened.
const ACTORS: &str = "应急管理局 应急局 该企业 该公司 该单位 该矿 我局 本局 该局 执法人员 本案";
/// What the law says of anybody.
const ANYBODY: &str = "生产经营单位 县级以上 地方人民政府 负有安全生产监督管理职责 有关部门";

/// Of these lists any word, anywhere in a clause: each clause is looked through once, not once for every word.
static GENERAL_WORDS: LazyLock<AhoCorasick> = LazyLock::new(|| any_of(&[GENERAL, ANYBODY]));
static EARLIER_WORDS: LazyLock<AhoCorasick> = LazyLock::new(|| any_of(&[EARLIER]));
static OTHER_PLACES_WORDS: LazyLock<AhoCorasick> = LazyLock::new(|| any_of(&[OTHER_PLACES]));
static ACTORS_WORDS: LazyLock<AhoCorasick> = LazyLock::new(|| any_of(&[ACTORS]));

fn any_of(lists: &[&str]) -> AhoCorasick {
    let mut finder = AhoCorasick::builder();
    let finder = finder.kind(Some(AhoCorasickKind::ContiguousNFA)).prefilter(false);
    finder.build(lists.iter().flat_map(|list| words(list))).expect("a few short words")
}

impl CaseProse {
    pub(super) fn of(case: &Case) -> Self {
        let (mut shown, mut sections) = (ShownText::default(), Vec::new());
        let mut at = case.body.start;
        let mut lines = case.text().split_inclusive('\n').peekable();
        let mut buffer = String::new();
        while let Some(line) = lines.next() {
            if let Some(section) = case.sections.iter().find(|section| section.span.start == at) {
                sections.push((shown.text.len(), section.title.clone()));
                shown.put_for("\n", at..at + line.len());
                at += line.len();
                continue;
            }
            for (offset, c) in line.char_indices() {
                let place = at + offset;
                let source = place..place + c.len_utf8();
                if c == '\n' {
                    let next = lines.peek().map_or("", |next| next.trim());
                    if line.trim().is_empty() || next.is_empty() || next.starts_with(['#', '-', '|', '`']) {
                        shown.put_for("\n", source);
                    }
                    continue;
                }
                if matches!(c, '*' | '`') {
                    continue;
                }
                buffer.clear();
                put_plain(c, &mut buffer);
                if buffer.len() == c.len_utf8() && buffer.starts_with(c) {
                    shown.written(&buffer, place);
                } else if !buffer.is_empty() {
                    shown.put_for(&buffer, source);
                }
            }
            at += line.len();
        }
        Self { shown, sections }
    }

    /// All of it.
    pub(super) fn text(&self) -> &str {
        &self.shown.text
    }

    /// Where a part of it stands in the file.
    pub(super) fn source_of(&self, span: &Range<usize>) -> Range<usize> {
        self.shown.source_of(span)
    }

    /// Its sentences, in order.
    pub(super) fn sentences(&self) -> impl Iterator<Item = Sentence<'_>> {
        let pieces = self.text().split_inclusive(['。', '!', '?', '\n']);
        let with_places = pieces.scan(0, |at, text| {
            let start = *at;
            *at += text.len();
            Some((start, text))
        });
        with_places.filter(|(_, text)| !text.trim().is_empty()).map(|(start, text)| {
            let section = self.sections.iter().rev().find(|(begins, _)| *begins <= start);
            Sentence { text, start, section: section.map_or("", |(_, title)| title.as_str()), prose: self }
        })
    }
}

/// Where something of a section that is missing should stand: its last paragraph, or the end of the text.
pub(super) fn section_span(case: &Case, title: &str) -> Range<usize> {
    let Some(section) = case.sections.iter().find(|section| section.title == title) else {
        return case.body.end..case.body.end;
    };
    let body = &case.file.text[section.body.clone()];
    let text = body.trim_end();
    let start = text.rfind('\n').map_or(0, |at| at + 1);
    if text[start..].trim().is_empty() {
        return section.span.clone();
    }
    section.body.start + start..section.body.start + text.len()
}

impl Sentence<'_> {
    /// Where a part of the sentence stands in the file.
    pub(super) fn source_of(&self, span: &Range<usize>) -> Range<usize> {
        self.prose.source_of(&(span.start + self.start..span.end + self.start))
    }

    /// Its clauses, each with how it is meant; a statute goes on until somebody acts.
    pub(super) fn clauses(&self) -> Vec<Clause> {
        let mut clauses: Vec<Clause> = Vec::new();
        let mut meant = Mood::Stated;
        let mut before = "";
        for span in clause_spans(self.text) {
            let text = &self.text[span.clone()];
            let has = |words: &AhoCorasick| words.is_match(text);
            let opens = text.trim_start_matches(['"', '“', '(']);
            let of_law = before.ends_with(['的', '者']) && words(OF_LAW).any(|word| opens.starts_with(word));
            let general = of_law || has(&GENERAL_WORDS);
            // 上一年年收入 is what a fine is counted from.
            let last_year =
                ["上一年", "上年"].iter().any(|word| text.contains(word)) && !text.contains("收入");
            if has(&EARLIER_WORDS) || last_year {
                meant = Mood::Earlier;
            } else if has(&OTHER_PLACES_WORDS) || befell_others(text) {
                meant = Mood::Elsewhere;
            } else if meant == Mood::Elsewhere && has(&ACTORS_WORDS) {
                meant = Mood::Stated;
            } else if matches!(meant, Mood::Stated | Mood::General) && general {
                meant = Mood::General;
            } else if meant == Mood::General && has(&ACTORS_WORDS) {
                meant = Mood::Stated;
            }
            before = text.trim_end_matches([',', ';', ':', '。']);
            if matches!(meant, Mood::Earlier | Mood::Elsewhere) && text.ends_with(';') {
                clauses.push(Clause { span, meant });
                meant = Mood::Stated;
                continue;
            }
            clauses.push(Clause { span, meant });
        }
        clauses
    }
}

/// Whether a clause says what befell somebody else: 同类企业因此被罚款.
fn befell_others(clause: &str) -> bool {
    let after = |who: &str| clause.find(who).map(|at| &clause[at + who.len()..]);
    words(OTHERS).filter_map(after).any(|rest| words(BEFELL).any(|word| rest.contains(word)))
}

/// Parts between commas, semicolons and colons; a comma between digits parts nothing.
fn clause_spans(text: &str) -> Vec<Range<usize>> {
    let (mut spans, mut start) = (Vec::new(), 0);
    let bytes = text.as_bytes();
    for (at, c) in text.char_indices() {
        let in_number = c == ','
            && at > 0
            && bytes[at - 1].is_ascii_digit()
            && bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
        if matches!(c, ',' | ';' | ':') && !in_number {
            spans.push(start..at + 1);
            start = at + 1;
        }
    }
    if start < text.len() {
        spans.push(start..text.len());
    }
    spans
}

/// The clause a place of the sentence lies in.
pub(super) fn clause_at(clauses: &[Clause], at: usize) -> usize {
    clauses.iter().position(|clause| at < clause.span.end).unwrap_or(clauses.len().saturating_sub(1))
}

/// Where the last of some words ends before `at`, with its place in the list.
pub(super) fn last_of<'w>(text: &str, list: &'w str) -> Option<(usize, &'w str)> {
    let found = words(list).filter_map(|word| Some((text.rfind(word)? + word.len(), word)));
    found.max_by_key(|(end, word)| (*end, word.len()))
}

/// What is written between a word of denial and what is denied: 没有被责令, 未达到.
const BETWEEN: &str = "将该企业 将该公司 将该矿 将企业 对该企业 对该公司 对该矿 对企业 查封 扣押 暂扣 吊销 或者 或 、 和 达到 涉及 责令 予以 给予 被 依法 构成 到 再 进行 实施 采取 要求 需要 需 得 能 有 曾 发生 适用 作出 提请 \
    决定 按 对其 将其 处以 可";
const DENIAL: &str = "未 没 没有 不 无 免予 不予 拒不 自行 主动";

/// Whether what follows was not done, or not by those who decide: 未移送, 没有责令停产, 自行停产.
pub(super) fn is_denied(before: &str) -> bool {
    let mut rest = before;
    loop {
        if words(DENIAL).any(|word| rest.ends_with(word)) {
            return true;
        }
        let Some(shorter) = words(BETWEEN).find_map(|word| rest.strip_suffix(word)) else { return false };
        rest = shorter;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meant(text: &str) -> Vec<Mood> {
        let prose = CaseProse { shown: ShownText::default(), sections: Vec::new() };
        let sentence = Sentence { text, start: 0, section: "", prose: &prose };
        sentence.clauses().into_iter().map(|clause| clause.meant).collect()
    }

    #[test]
    fn what_the_law_allows_is_not_what_was_decided() {
        use Mood::{Earlier, Elsewhere, General, Stated};
        assert_eq!(meant("甲县应急管理局责令整改,对该企业罚款3万元。"), [Stated, Stated]);
        assert_eq!(meant("该行为可处五万元以下的罚款,甲县应急管理局决定罚款3万元。"), [General, Stated]);
        assert_eq!(meant("未消除隐患的,责令停产停业整顿,处十万元的罚款。"), [Stated, General, General]);
        assert_eq!(meant("此前,甲县应急管理局曾罚款2万元;该企业又被罚款3万元。"), [Earlier, Earlier, Stated]);
        assert_eq!(meant("外省同类企业因此被罚款100万元,主要负责人被追究刑事责任。"), [Elsewhere, Elsewhere]);
        assert_eq!(meant("某地一矿山被罚款5万元;对该企业罚款3万元。"), [Elsewhere, Stated]);
        assert_eq!(meant("通报同类企业,罚款3万元。"), [Stated, Stated]);
    }

    #[test]
    fn what_was_not_done_is_denied() {
        for text in ["没有责令", "未", "不涉及", "未达到", "企业自行", "没有被依法"] {
            assert!(is_denied(text), "{text}");
        }
        for text in ["因未整改被责令", "县应急管理局", ""] {
            assert!(!is_denied(text), "{text}");
        }
    }
}
