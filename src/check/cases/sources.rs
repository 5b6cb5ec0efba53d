//! Where the public list tells what led to a hazard: by saying how it was found, or by a sentence only one source has.
//!
//! In: the major hazards and their sources. Out: a warning where a description says how it came to light, and one for each
//! sentence that is all of one source's and more often than chance would have it. An example: eight descriptions end in
//! 班组巡查时确认, all of hazards enterprises found themselves. Whoever takes these away, and the numbers of the other
//! sources, is left with a county's tips.

use std::borrow::Cow;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use hashbrown::HashMap;

use super::super::Subject;
use crate::dataset::ledger::{Hazard, Source, Word};
use crate::dataset::life::state;
use crate::diagnostic::{Code, Finding, Findings};
use crate::say;

const FOUND: &str = "发现";
/// Ways of looking; a clause with one of them and 发现 says how something was found.
const LOOKING: [&str; 10] = ["自查", "自检", "巡查", "排查", "检查", "核查", "抽查", "暗访", "调阅", "督导"];
/// Words of hazards that came from above.
const PASSED_ON: [&str; 3] = ["交办", "转办", "移交线索"];
/// Where nobody found anything, the clause is about the hazard itself: 未及时发现, 排查不到位.
const NOT_FOUND: [&str; 6] = ["未", "不", "没", "无", "难以", "制度"];
/// A sentence stands in so many hazards before chance is thought of at all.
const OFTEN: u32 = 3;
/// By chance, a sentence is all of one source's once in so many lists.
const RARELY: u64 = 20;

/// How often a sentence stands in the list, and whether always of one source.
struct Used<'d> {
    first: &'d Hazard,
    times: u32,
    of_one: bool,
}

/// Descriptions of the hazards that are listed; who reads them knows no more.
pub(super) fn check(subject: Subject, findings: &Findings) {
    let table = &subject.dataset.ledger.hazards;
    let mut used: HashMap<Cow<str>, Used> = HashMap::new();
    let mut of_source = [0_u64; Source::ALL.len()];
    let list = &subject.dataset.settings.hazard_list;
    let listed = table
        .rows()
        .iter()
        .filter(|hazard| list.names(hazard, subject.as_of) && !state(hazard, subject.as_of).is_dismissal());
    for hazard in listed {
        of_source[hazard.source as usize] += 1;
        let description = table.text(hazard, hazard.description);
        let mut clauses: Vec<&str> = clauses(description).collect();
        // Of the whole first: a nation has half a million clauses.
        if says_found_or_passed_on(description) && clauses.iter().any(|clause| tells_how_it_was_found(clause))
        {
            let message = say!("写出了怎么发现的", "this tells how it was found");
            let place = table.cell(hazard, "description");
            findings.push(Finding::new(Code::SourceTold, place, message).help(say!(
                "只写查到了什么；来源填在 `source`",
                "say what was found alone; `source` takes where it came from"
            )));
        }
        clauses.sort_unstable();
        clauses.dedup();
        for clause in clauses {
            let of =
                used.entry(without_digits(clause)).or_insert(Used { first: hazard, times: 0, of_one: true });
            of.times += 1;
            of.of_one &= of.first.source == hazard.source;
        }
    }
    let all: u64 = of_source.iter().sum();
    let often = used.values().filter(|of| of.times >= OFTEN).count() as u64;
    let mut suspects: Vec<_> = used.iter().filter(|(_, of)| of.of_one && of.times >= OFTEN).collect();
    suspects.sort_unstable_by_key(|(clause, _)| *clause);
    for (clause, of) in suspects {
        if !may_be_chance(of_source[of.first.source as usize], all, of.times, often) {
            let message = say!(
                "“{clause}”写在 {} 条隐患里，来源都相同",
                "“{clause}” stands in {} hazards, all of one source",
                of.times
            );
            findings.push(Finding::new(Code::SourceTold, table.cell(of.first, "description"), message).help(
                say!(
                    "换成各类来源通用的写法，或删去",
                    "write it in words all sources share, or leave it out"
                ),
            ));
        }
    }
}

/// Whether a sentence that stands in some hazards, all of a source that has a part of all, may be so by chance, there
/// being so many sentences.
fn may_be_chance(part: u64, all: u64, times: u32, sentences: u64) -> bool {
    const WHOLE: u64 = 1_000_000_000;
    let chance = (0..times).fold(WHOLE, |chance, _| chance * part / all.max(1));
    chance.saturating_mul(sentences.max(1)) > WHOLE / RARELY
}

fn clauses(text: &str) -> impl Iterator<Item = &str> {
    text.split(['，', '。', '；', '：', '、', ',', ';', ':', '\n'])
        .map(str::trim)
        .filter(|clause| !clause.is_empty())
}

/// 第2处 and 第3处 are one way of saying it.
fn without_digits(clause: &str) -> Cow<'_, str> {
    if !clause.contains(|c: char| c.is_ascii_digit()) {
        return Cow::Borrowed(clause);
    }
    let mut out = String::with_capacity(clause.len());
    for c in clause.chars() {
        match c {
            '0'..='9' if out.ends_with('#') => {}
            '0'..='9' => out.push('#'),
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

fn says_found_or_passed_on(text: &str) -> bool {
    static WORDS: LazyLock<AhoCorasick> = LazyLock::new(|| {
        let words = PASSED_ON.iter().chain(&[FOUND]);
        let finder = AhoCorasick::builder().kind(Some(AhoCorasickKind::DFA)).prefilter(false).build(words);
        finder.expect("a few short words")
    });
    WORDS.is_match(text)
}

fn tells_how_it_was_found(clause: &str) -> bool {
    let has = |words: &[&str]| words.iter().any(|word| clause.contains(word));
    let found = clause.contains(FOUND) && has(&LOOKING);
    (found || has(&PASSED_ON)) && !has(&NOT_FOUND)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_it_was_found_is_told_and_what_was_found_is_not() {
        for text in [
            "班组巡查时发现并上报",
            "汛期自查时发现",
            "调阅监测监控数据后发现",
            "执法检查中发现支护失效",
            "省专班交办",
        ] {
            assert!(tells_how_it_was_found(text), "{text}");
        }
        for text in [
            "未开展自查自改",
            "顶板离层未及时发现",
            "隐患排查制度没有落实",
            "安全检查记录缺失",
            "现场实测后确认",
            "无法通过巡查发现渗漏",
        ] {
            assert!(!tells_how_it_was_found(text), "{text}");
        }
    }

    #[test]
    fn chance_has_its_share() {
        assert!(may_be_chance(4, 10, 3, 1), "three of three happens");
        assert!(!may_be_chance(4, 10, 4, 1));
        assert!(may_be_chance(4, 10, 4, 50), "with fifty sentences one of them is so");
        assert!(!may_be_chance(4, 10, 8, 50));
        assert!(may_be_chance(10, 10, 100, 1), "all hazards are of one source");
    }

    #[test]
    fn digits_make_no_new_sentence() {
        assert_eq!(without_digits("第12处"), "第#处");
        assert_eq!(without_digits("主斜井"), "主斜井");
    }
}
