//! Articles a case cites: whether they exist, and whether they are those its decisions rest on.
//!
//! In: the prose of a case and its record. Out: a finding for each article, paragraph or item that is not the decision's, and
//! for each basis that is not cited. What was broken (违反) is no basis; what only the procedure rests on is passed over.

use std::ops::Range;

use chrono::NaiveDate;

use super::prose::{CaseProse, Mood, Sentence, clause_at, section_span};
use super::record::CaseRecord;
use crate::dataset::Case;
use crate::dataset::cases::CaseKind;
use crate::dataset::ledger::Decision;
use crate::diagnostic::{Code, Finding, Findings};
use crate::law::{Article, ArticleCited, Citing, LawText, Laws, articles_cited, plain, written};
use crate::say;

/// Laws that say how to penalise, or how much, and not for what.
const PROCEDURE: [&str; 7] = ["处罚法", "强制法", "刑法", "裁量", "信用", "公示", "程序"];
const LEGAL_BASIS: &str = "法律依据";

/// What a decision rests on.
struct BasisOf<'d> {
    decision: &'d Decision,
    law: String,
    article: Article,
}

/// Checks one case; what is no longer public need not cite everything.
pub(super) fn check(
    case: &Case,
    prose: &CaseProse,
    record: &CaseRecord,
    is_whole: bool,
    laws: &Laws,
    findings: &Findings,
) {
    let bases = bases(record, laws);
    let of_day = |cited: &ArticleCited| laws.text(cited.known?, day_of(case, record));
    let mut missing: Vec<&BasisOf> = bases.iter().filter(|basis| basis.decision.is_valid_penalty()).collect();
    let mut strange = Vec::new();
    for sentence in prose.sentences() {
        findings.extend(misnamed(case, &sentence, laws));
        let clauses = sentence.clauses();
        for cited in articles_cited(sentence.text, laws) {
            let text = of_day(&cited);
            if let Some(finding) = text.and_then(|text| impossible(case, &sentence, &cited, text)) {
                findings.push(finding);
                missing.retain(|basis| basis.law != cited.law);
                continue;
            }
            let same =
                |basis: &&BasisOf| basis.law == cited.law && basis.article.number == cited.article.number;
            if cited.citing == Citing::Broken {
                continue;
            }
            if let Some(basis) = bases.iter().find(|basis| same(basis) && fits(cited.article, basis.article))
            {
                missing.retain(|one| (&one.law, one.article) != (&basis.law, basis.article));
                continue;
            }
            let meant = clauses[clause_at(&clauses, cited.span.start)].meant;
            let other = bases.iter().find(same);
            if is_basis(&cited, text, &sentence, meant) || other.is_some() {
                strange.push((sentence.source_of(&cited.span), cited, other));
            }
        }
    }
    if case.kind != CaseKind::Negative || bases.is_empty() {
        return;
    }
    for (span, cited, other) in strange {
        let instead = other.or_else(|| missing.first().copied());
        if let Some(one) = instead {
            missing.retain(|basis| (&basis.law, basis.article) != (&one.law, one.article));
        }
        findings.push(not_the_basis(case, record, &span, &cited, instead));
    }
    for basis in missing.into_iter().filter(|_| is_whole) {
        let (law, article, id) = (&basis.law, written(basis.article), record.id(basis.decision));
        let message = say!(
            "正文没有写到处罚 `{id}` 的依据：《{law}》{article}",
            "the text does not cite the basis of the penalty `{id}`: {law}, {article}"
        );
        let place = case.place(&section_span(case, LEGAL_BASIS));
        findings.push(
            Finding::new(Code::CaseCitation, place, message)
                .related(
                    record.cell(basis.decision, "basis"),
                    say!("台账里的依据", "the basis in the ledger"),
                )
                .help(say!("写进“法律依据”一节", "cite it under 法律依据")),
        );
    }
}

/// The day by whose law a case is judged: that of its latest decision, else the day it was published.
fn day_of(case: &Case, record: &CaseRecord) -> NaiveDate {
    let decided = record.linked.iter().map(|decision| decision.decided_on).max();
    decided.or(case.publication.first_published()).unwrap_or(NaiveDate::MAX)
}

/// What the linked decisions rest on; of one that was revoked, too.
fn bases<'d>(record: &CaseRecord<'d>, laws: &Laws) -> Vec<BasisOf<'d>> {
    let penalties = record.linked.iter().filter(|decision| decision.kind.is_penalty());
    penalties
        .flat_map(|decision| {
            let text = plain(record.ledger.decisions.text(decision, decision.basis));
            let cited = articles_cited(&text, laws);
            let grounds = cited.iter().any(|one| one.citing == Citing::Ground);
            let wanted = move |one: &ArticleCited| {
                if grounds { one.citing == Citing::Ground } else { one.citing == Citing::Plain }
            };
            let of = |one: ArticleCited| BasisOf { decision, law: one.law, article: one.article };
            cited.into_iter().filter(wanted).map(of).collect::<Vec<_>>()
        })
        .collect()
}

/// Whether what is cited is the same: what the text leaves out of the paragraph it does not contradict.
fn fits(cited: Article, basis: Article) -> bool {
    let same = |one: Option<u32>, other: Option<u32>| one.is_none() || other.is_none() || one == other;
    same(cited.paragraph, basis.paragraph)
        && (cited.item == basis.item || basis.item.is_none() && cited.item.is_none())
}

/// Whether an article that no decision rests on is cited as a basis of one.
fn is_basis(cited: &ArticleCited, text: Option<&LawText>, sentence: &Sentence, meant: Mood) -> bool {
    // 第一百零二条规定，…的，处五万元以下的罚款 tells what the law says.
    let is_quoted = sentence.text[cited.span.end..].starts_with("规定");
    let grounded = cited.citing == Citing::Ground || sentence.section == LEGAL_BASIS && !is_quoted;
    let penalises = if let Some(text) = text {
        let closes = text.closure.as_ref().is_some_and(|closure| closure.by.number == cited.article.number);
        text.liability.contains(&cited.article.number) && !closes
    } else {
        !cited.law.is_empty()
            && cited.citing == Citing::Ground
            && !PROCEDURE.iter().any(|word| cited.law.contains(word))
    };
    grounded && penalises && meant != Mood::Earlier
}

/// An article or an item the law does not have.
fn impossible(case: &Case, sentence: &Sentence, cited: &ArticleCited, text: &LawText) -> Option<Finding> {
    let (article, law, last) = (cited.article, &cited.law, text.articles);
    let message = if article.number > last || article.number == 0 {
        let number = article.number;
        say!("{law}没有第 {number} 条，共 {last} 条", "{law} has no article {number}; it has {last}")
    } else if let Some(paragraphs) = text.paragraphs_passed(article) {
        let (number, paragraph) = (article.number, article.paragraph.unwrap_or_default());
        say!(
            "{law}第 {number} 条没有第 {paragraph} 款，共 {paragraphs} 款",
            "article {number} of {law} has no paragraph {paragraph}; it has {paragraphs}"
        )
    } else {
        let (number, items, item) =
            (article.number, text.items_passed(article)?, article.item.unwrap_or_default());
        say!(
            "{law}第 {number} 条没有第（{item}）项，共 {items} 项",
            "article {number} of {law} has no item {item}; it has {items}"
        )
    };
    let place = case.place(&sentence.source_of(&cited.span));
    Some(Finding::new(Code::CaseCitation, place, message).help(say!("核对法律条文", "compare the law")))
}

/// A law whose name is one slip away from that of one decisions rest on.
fn misnamed(case: &Case, sentence: &Sentence, laws: &Laws) -> Vec<Finding> {
    let titles = sentence.text.match_indices('《').filter_map(|(at, open)| {
        let start = at + open.len();
        Some(start..start + sentence.text[start..].find('》')?)
    });
    let wrong = titles.filter_map(|span| {
        let title = &sentence.text[span.clone()];
        let name = title.strip_prefix("中华人民共和国").unwrap_or(title);
        Some((span, laws.called().find(|law| strsim::osa_distance(name, law) == 1)?))
    });
    let tell = |(span, law): (Range<usize>, &str)| {
        let title = &sentence.text[span.clone()];
        let message = say!("法律名称“{title}”与《{law}》差一个字", "`{title}` is one slip away from {law}");
        let place = case.place(&sentence.source_of(&span));
        Finding::new(Code::CaseCitation, place, message)
            .help(say!("核对法律名称", "compare the name of the law"))
    };
    wrong.map(tell).collect()
}

fn not_the_basis(
    case: &Case,
    record: &CaseRecord,
    span: &Range<usize>,
    cited: &ArticleCited,
    instead: Option<&BasisOf>,
) -> Finding {
    let (law, article) = (&cited.law, written(cited.article));
    let place = case.place(span);
    let Some(basis) = instead else {
        let message =
            say!("所列处罚没有以《{law}》{article}为依据的", "no linked penalty rests on {law}, {article}");
        let help = say!("核对处罚决定书", "compare it with the decision");
        return Finding::new(Code::CaseCitation, place, message).help(help);
    };
    let (id, own, right) = (record.id(basis.decision), &basis.law, written(basis.article));
    let message = say!(
        "所列处罚没有以《{law}》{article}为依据的，`{id}` 的依据是《{own}》{right}",
        "no linked penalty rests on {law}, {article}; `{id}` rests on {own}, {right}"
    );
    Finding::new(Code::CaseCitation, place, message)
        .related(record.cell(basis.decision, "basis"), say!("台账里的依据", "the basis in the ledger"))
        .help(say!("核对处罚决定书", "compare it with the decision"))
}
