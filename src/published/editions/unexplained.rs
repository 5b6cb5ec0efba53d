//! One finding for each cause that nothing explains: a report, a ledger of a reporter, the method.

use std::collections::{BTreeMap, BTreeSet};

use super::following::book_of;
use super::gone::RowsGone;
use super::{Departure, DepartureCause};
use crate::dataset::ledger::Book;
use crate::dataset::{Dataset, FrozenValue, PeriodAt, RegionAt, Span, report_path};
use crate::diagnostic::{Code, Finding, Findings, Place, Say};
use crate::figures::{Figures, Key, format_decimal};
use crate::say;

/// How many figures a message gives with their values.
const NAMED: usize = 3;

/// What figures stand in or are counted from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum FigureSource {
    Report(PeriodAt, RegionAt),
    Ledger(u8, RegionAt),
}

/// Tells of every cause.
pub(super) fn tell(
    dataset: &Dataset,
    figures: &Figures,
    departures: &[Departure],
    gone: &RowsGone,
    findings: &Findings,
) {
    let mut of_source: BTreeMap<FigureSource, Vec<(usize, Key)>> = BTreeMap::new();
    let mut by_method: Vec<&Departure> = Vec::new();
    for (place, departure) in departures.iter().enumerate() {
        if departure.why != DepartureCause::Unexplained {
            continue;
        }
        match departure.at.filter(|_| departure.is_lowest) {
            Some(at) => {
                let source = book_of(figures, at)
                    .map_or(FigureSource::Report(at.period, at.region), |book| {
                        FigureSource::Ledger(book as u8, at.region)
                    });
                of_source.entry(source).or_default().push((place, at));
            }
            None => by_method.push(departure),
        }
    }
    let teller = Teller { dataset, figures, departures };
    for (source, all) in of_source {
        if !teller.is_told_elsewhere(source, gone) {
            findings.push(teller.of_source(source, &all));
        }
    }
    findings.extend(teller.of_method(&by_method));
}

struct Teller<'d> {
    dataset: &'d Dataset,
    figures: &'d Figures,
    departures: &'d [Departure],
}

impl Teller<'_> {
    /// What cannot be read, and rows that are gone, are told where they stand.
    fn is_told_elsewhere(&self, source: FigureSource, gone: &RowsGone) -> bool {
        match source {
            FigureSource::Report(period, region) => self.dataset.reports.is_broken(region, period),
            FigureSource::Ledger(book, region) => {
                let is_it = |one: &Book| *one as u8 == book;
                if Book::ALL.into_iter().filter(is_it).any(|one| self.dataset.ledger.is_broken(one)) {
                    return true;
                }
                let of_region = gone.contains(&(book, Some(region))) || gone.contains(&(book, None));
                let is_register = Book::ALL.iter().any(|one| is_it(one) && one.is_of_whole_city());
                of_region || is_register && gone.iter().any(|(of, _)| *of == book)
            }
        }
    }

    fn of_source(&self, source: FigureSource, all: &[(usize, Key)]) -> Finding {
        let causes: BTreeSet<usize> = all.iter().map(|(place, _)| *place).collect();
        let follow = self
            .departures
            .iter()
            .filter(|one| matches!(one.why, DepartureCause::Follows(behind) if causes.contains(&behind)));
        let (count, follow) = (all.len(), follow.count());
        let (first, at) = all[0];
        let told: Vec<Say> = all.iter().take(NAMED).map(|(place, at)| self.told(*place, *at)).collect();
        let join = |parts: Vec<&str>, mark| parts.join(mark);
        let zh = join(told.iter().map(|say| say.zh.as_str()).collect(), "，");
        let en = join(told.iter().map(|say| say.en.as_str()).collect(), "; ");
        let name = &self.dataset.regions.all()[at.region].name;
        let (more_zh, more_en) = if count > NAMED { (" 等", " …") } else { ("", "") };
        let message = say!(
            "{name}已封存的数变了 {count} 个：{zh}{more_zh}；另有 {follow} 个随之变",
            "frozen figures of {name} that differ: {count} ({en}{more_en}); {follow} follow from them"
        );
        let edition = &self.dataset.editions.all()[self.departures[first].edition];
        let line = self.line(first);
        let finding = Finding::new(Code::FrozenFigureDiffers, self.place(source, at), message)
            .related(line.unwrap_or_else(|| edition.place.clone()), say!("封存时是这样", "as it was frozen"));
        finding.help(if self.departures[first].was == FrozenValue::Withheld {
            say!("封存时不公布的数，以后也不公布：改回原来的公布办法", "what an edition does not publish is never published for that month: restore what is published how")
        } else {
            say!(
                "写错的改回去；确实要改的，在 `data/corrections.toml` 末尾写一条更正（`gongshi diff --corrections` 给出草稿）",
                "restore what was changed by mistake; where it is right, add a correction to `data/corrections.toml` (`gongshi diff --corrections` drafts it)"
            )
        })
    }

    /// One figure, then and now: both were or are published.
    fn told(&self, place: usize, at: Key) -> Say {
        let departure = &self.departures[place];
        let title = &self.figures.measures()[at.measure].title;
        let period = &self.dataset.campaign.periods[at.period].id;
        let (was, now) = (written(departure.was), written(departure.now));
        let span = if at.span == Span::ToDate { ("累计", " to date") } else { ("", "") };
        Say {
            zh: format!("{period} “{title}”{}{} → {}", span.0, was.zh, now.zh),
            en: format!("{period} `{}`{} {} → {}", departure.measure, span.1, was.en, now.en),
        }
    }

    fn line(&self, place: usize) -> Option<Place> {
        let departure = &self.departures[place];
        let table = &self.dataset.editions.all()[departure.edition].figures;
        let code = &self.dataset.regions.all()[departure.region].code;
        let is_it = |line: &&crate::dataset::editions::FrozenLine| {
            table.regions[line.region as usize] == *code
                && table.measures[line.measure as usize] == departure.measure
        };
        table.lines.iter().find(is_it).map(|line| table.place(line))
    }

    /// Where it stands now, else where it would.
    fn place(&self, source: FigureSource, at: Key) -> Place {
        match source {
            FigureSource::Report(period, region) => {
                let origin = self.figures.at(at).origin();
                match (self.dataset.reports.get(region, period), origin) {
                    (Some(report), Some(origin)) => report.place(origin.span),
                    (Some(report), None) => report.place((0, 0)),
                    (None, _) => {
                        let (periods, regions) = (&self.dataset.campaign.periods, self.dataset.regions.all());
                        Place::file(&report_path(&periods[period].id, &regions[region].code))
                    }
                }
            }
            FigureSource::Ledger(book, region) => {
                let book = Book::ALL.into_iter().find(|one| *one as u8 == book).unwrap_or(Book::Hazards);
                Place::file(&book.path().replace('*', &self.dataset.regions.all()[region].code))
            }
        }
    }

    /// All that is counted otherwise is one finding.
    fn of_method(&self, all: &[&Departure]) -> Option<Finding> {
        let first = all.first()?;
        let measures: BTreeSet<&str> = all.iter().map(|one| one.measure.as_str()).collect();
        let edition = &self.dataset.editions.all()[first.edition];
        let (count, kinds) = (all.len(), measures.len());
        let named = measures.iter().take(NAMED).copied().collect::<Vec<_>>().join("、");
        let listed: Vec<String> = measures.iter().map(|id| format!("\"{id}\"")).collect();
        let listed = listed.join(", ");
        let (then, now) = (&edition.version, env!("CARGO_PKG_VERSION"));
        let message = say!(
            "{kinds} 种指标的 {count} 个已封存的数变了，报来的和台账里的数都没有变：算法变了（{named}；封存时程序 {then}，现在 {now}）",
            "frozen figures that differ though nothing filed or counted does: {count} of {kinds} measures, so the method changed ({named}; frozen by {then}, now {now})"
        );
        Some(Finding::new(Code::MethodChanged, edition.place.clone(), message).help(say!(
            "改回算法；确实要改的，在 `data/corrections.toml` 写一条 `kind = \"method\"`，`measures = [{listed}]`",
            "restore the method; where it is right, add an entry of `kind = \"method\"` with `measures = [{listed}]` to `data/corrections.toml`"
        )))
    }
}

/// A value in words.
pub(super) fn written(value: FrozenValue) -> Say {
    match value {
        FrozenValue::Number(number) => {
            let text = format_decimal(number, "");
            Say { zh: text.clone(), en: text }
        }
        FrozenValue::Missing => say!("未报", "not reported"),
        FrozenValue::NotApplicable => say!("不适用", "not applicable"),
        FrozenValue::Withheld => say!("不公布", "withheld"),
        FrozenValue::Blank => say!("无", "none"),
    }
}
