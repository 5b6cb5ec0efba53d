//! One set as it is written: `data/law/<id>.toml`.

use std::ops::RangeInclusive;

use super::set::{Clock, GravityRule, Hearing, LawSet, OrganRule, PublicPeriod};
use super::source::LawSource;
use super::text::{Article, ArticleShape, Closure, Duty, FineRange, LawText};
use crate::dataset::ledger::{DecisionKind, Party, Word, word_of};
use crate::dataset::yuan::Yuan;
use crate::diagnostic::{Code, Findings};
use crate::limits;
use crate::parse::File;
use crate::parse::toml::{self, Choice, Fields};
use crate::say;

const STATUSES: [Choice<bool>; 2] = [("v", "已核", true), ("m", "待核", false)];
const LEVELS: [Choice<bool>; 2] = [("any", "任何", false), ("city", "设区的市以上", true)];

/// Reads one set.
pub fn set(file: &File, id: &str, findings: &Findings) -> Option<LawSet> {
    let text = toml::TomlText::whole(file);
    let table = toml::parse(text, findings)?;
    let fields = Fields::root(text, &table, findings);
    let (title, from, until) = (fields.text("title"), fields.date("from"), fields.date_or_none("until"));
    let short = texts(&fields, "short");
    let own = source(&fields);
    let closure = fields.table("closure").and_then(closure);
    let law = fields.table("text").and_then(|fields| law_text(fields, closure));
    let clocks = fields.table("clocks").map(clocks).unwrap_or_default();
    let hearing = fields.table("hearing").and_then(hearing);
    let gravity = fields.table("gravity").and_then(gravity);
    let periods = fields.table("periods").map(periods).unwrap_or_default();
    let organs = fields.tables("organs").into_iter().filter_map(organ).collect();
    let (names, criminal) = (texts(&fields, "names"), texts(&fields, "criminal"));
    fields.done();
    own?;
    Some(LawSet {
        id: id.to_owned(),
        title: title?.value,
        short,
        from: from?.value,
        until: until.map(|at| at.value),
        text: law,
        clocks,
        hearing,
        gravity,
        periods,
        organs,
        names,
        criminal,
    })
}

fn texts(fields: &Fields, key: &'static str) -> Vec<String> {
    fields.texts(key).into_iter().map(|at| at.value).collect()
}

fn source(fields: &Fields) -> Option<LawSource> {
    let (text, is_verified) = (fields.text("source"), fields.choice("status", &STATUSES));
    Some(LawSource { text: text?.value, is_verified: is_verified? })
}

/// A number that must be there.
fn number(fields: &Fields, key: &'static str) -> Option<u32> {
    let number = fields.whole_or_none(key);
    if number.is_none() && fields.raw(key).is_none() {
        let help = say!("在这里补上 `{key} = …`", "add `{key} = …` here");
        let message = say!("缺少 `{key}`", "missing key `{key}`");
        fields.report(Code::MissingKey, &fields.span(), message, Some(help));
    }
    number.map(|at| at.value)
}

/// A number of days or months within what is believable: clocks walk through their days.
fn span(fields: &Fields, key: &'static str) -> Option<u32> {
    let span = number(fields, key)?;
    if span > limits::LAW_SPAN {
        let (at, most) = (fields.raw(key).map_or_else(|| fields.span(), |(at, _)| at), limits::LAW_SPAN);
        fields.wrong_type(&at, &format!("不超过 {most} 的数"), &format!("a number up to {most}"));
        return None;
    }
    Some(span)
}

fn optional(fields: &Fields, key: &'static str) -> Option<u32> {
    fields.whole_or_none(key).map(|at| at.value)
}

/// Two numbers: the first and the last article, or how many within how long.
fn pair(fields: &Fields, key: &'static str) -> Option<(u32, u32)> {
    let numbers = fields.wholes(key);
    let [first, second] = numbers[..] else {
        let span = fields.raw(key).map_or_else(|| fields.span(), |(span, _)| span);
        fields.wrong_type(
            &span,
            &format!("两个数 `{key} = [a, b]`"),
            &format!("two numbers, `{key} = [a, b]`"),
        );
        return None;
    };
    Some((first, second))
}

fn articles(fields: &Fields, key: &'static str) -> Option<RangeInclusive<u32>> {
    pair(fields, key).map(|(first, last)| first..=last)
}

/// Words of an enumeration of the ledgers.
fn terms<W: Word>(fields: &Fields, key: &'static str) -> Vec<W> {
    let mut known = Vec::new();
    for word in fields.texts(key) {
        if let Some(at) = word_of(W::TERMS, &word.value) {
            known.push(W::ALL[at]);
            continue;
        }
        let list = W::TERMS.iter().map(|(code, ..)| *code).collect::<Vec<_>>().join("、");
        let message = say!("`{key}` 不能是 `{}`", "`{key}` cannot be `{}`", word.value);
        let help = say!("可以是：{list}", "it may be one of: {list}");
        fields.report(Code::UnknownWord, &word.span, message, Some(help));
    }
    known
}

fn article(fields: &Fields) -> Option<Article> {
    let (paragraph, item) = (optional(fields, "paragraph"), optional(fields, "item"));
    Some(Article { number: number(fields, "article")?, paragraph, item })
}

fn law_text(fields: Fields, closure: Option<Closure>) -> Option<LawText> {
    let (count, own) = (number(&fields, "articles"), source(&fields));
    let (liability, measures) = (articles(&fields, "liability"), articles(&fields, "measures"));
    let layout = fields.tables("layout").into_iter().filter_map(shape).collect();
    let fines = fields.tables("ranges").into_iter().filter_map(fine).collect();
    let duties = fields.tables("duties").into_iter().filter_map(duty).collect();
    let any_duty = fields.wholes("any_duty");
    fields.done();
    own?;
    let (articles, liability, measures) = (count?, liability?, measures?);
    Some(LawText { articles, liability, measures, closure, layout, fines, duties, any_duty })
}

fn shape(fields: Fields) -> Option<ArticleShape> {
    let (article, paragraphs, items) =
        (number(&fields, "article"), optional(&fields, "paragraphs"), optional(&fields, "items"));
    fields.done();
    Some(ArticleShape { article: article?, paragraphs: paragraphs.unwrap_or(1), items: items.unwrap_or(0) })
}

fn fine(fields: Fields) -> Option<FineRange> {
    let (by, parties) = (article(&fields), terms::<Party>(&fields, "parties"));
    let (least, most) = (optional(&fields, "least").unwrap_or(0), optional(&fields, "most"));
    let own = source(&fields);
    fields.done();
    Some(FineRange {
        by: by?,
        parties,
        least: least.into(),
        most: most.map_or(u64::MAX, u64::from),
        source: own?,
    })
}

fn duty(fields: Fields) -> Option<Duty> {
    let of = article(&fields);
    let by = fields.tables("by").into_iter().filter_map(|fields| {
        let by = article(&fields);
        fields.done();
        by
    });
    let by = by.collect();
    let own = source(&fields);
    fields.done();
    Some(Duty { of: of?, by, source: own? })
}

fn closure(fields: Fields) -> Option<Closure> {
    let by = article(&fields);
    let (days, months) = (pair(&fields, "penalties_in_days"), pair(&fields, "penalties_in_months"));
    let own = source(&fields);
    fields.done();
    let fits = |(_, span): &(u32, u32)| *span <= limits::LAW_SPAN;
    let (days, months) = (days.filter(fits)?, months.filter(fits)?);
    let (in_days, in_months) = ((days.0 as usize, days.1), (months.0 as usize, months.1));
    Some(Closure { by: by?, in_days, in_months, source: own? })
}

fn clocks(fields: Fields) -> [Option<Clock>; 3] {
    let clocks = ["publish", "withdraw", "results"].map(|key| {
        let fields = fields.table(key)?;
        let clock = clock(&fields);
        fields.done();
        clock
    });
    fields.done();
    clocks
}

fn clock(fields: &Fields) -> Option<Clock> {
    let (working_days, own) = (span(fields, "working_days"), source(fields));
    Some(Clock { working_days: working_days?, source: own? })
}

fn hearing(fields: Fields) -> Option<Hearing> {
    let (kinds, large) = (terms::<DecisionKind>(&fields, "kinds"), number(&fields, "large_yuan"));
    let clock = clock(&fields);
    fields.done();
    Some(Hearing { kinds, large: Yuan::whole(large?.into()), clock: clock? })
}

fn gravity(fields: Fields) -> Option<GravityRule> {
    let (serious_kinds, minor_kinds) = (terms(&fields, "serious_kinds"), terms(&fields, "minor_kinds"));
    let (from, own) = (number(&fields, "serious_from_yuan"), source(&fields));
    fields.done();
    own?;
    Some(GravityRule { serious_kinds, serious_from: Yuan::whole(from?.into()), minor_kinds })
}

/// In the order of [`Gravity`](crate::dataset::ledger::Gravity).
fn periods(fields: Fields) -> [Option<PublicPeriod>; 3] {
    let periods = ["minor", "general", "serious"].map(|key| period(fields.table(key)?));
    fields.done();
    periods
}

fn period(fields: Fields) -> Option<PublicPeriod> {
    let (least, most) = (span(&fields, "least"), span(&fields, "most"));
    let (is_unpublished, own) = (fields.flag("unpublished", false), source(&fields));
    fields.done();
    Some(PublicPeriod { least: least?, most: most?, is_unpublished, source: own? })
}

fn organ(fields: Fields) -> Option<OrganRule> {
    let (kinds, names) = (terms(&fields, "kinds"), texts(&fields, "names"));
    let is_above_counties = fields.choice_or_none("level", &LEVELS).unwrap_or(false);
    let offices = texts(&fields, "offices");
    let (about, own) = (fields.text("about"), source(&fields));
    fields.done();
    Some(OrganRule { kinds, names, offices, is_above_counties, about: about?.value, source: own? })
}
