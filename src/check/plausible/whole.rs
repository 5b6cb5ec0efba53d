//! Reports that are wrong as a whole: the month before once more, another reporter's, nothing but zeros, so much that contradicts itself that
//! the lines were mixed up.
//!
//! In: the [`Past`]. Out: of each reporter its [`Whole`]s. What follows from one (totals that do not add up, rules that
//! ledgers break, each cell that is like none before) is behind it: one cause, one finding.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::filed::{FiledMonth, twins};
use super::past::Past;
use crate::check::Subject;
use crate::dataset::{Filing, Form, PeriodAt, RegionAt, Report, Span, Value};
use crate::diagnostic::{Code, Finding, Place, Severity};
use crate::say;

/// How many numbers must be there again that are not always so, in all forms, or in one of several.
const SAME: (usize, usize) = (3, 5);
/// How many numbers must be 0 that nearly never are.
const ZERO: usize = 5;
/// With more totals and rules that break in it than this a report is told as a whole.
const CONTRADICTIONS: usize = 10;

/// What is wrong with it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    /// Each cell is that of an earlier month.
    LikeMonth(PeriodAt),
    /// Each cell is that of another reporter in the same month.
    LikeReporter(RegionAt),
    /// Nothing happened, where something always did.
    Zero,
}

/// A report, or some forms of it, that is wrong as a whole.
pub(super) struct Whole {
    pub period: PeriodAt,
    pub how: How,
    /// Indices of its forms.
    pub forms: Vec<usize>,
}

/// What is wrong of each reporter as a whole. Where half of those who had something to say have the same, it is what
/// happened: in the last month of a campaign all may be zero.
pub(super) fn all(past: &Past) -> Vec<Vec<Whole>> {
    let reporters = past.subject.dataset.regions.reporters();
    let twins = twins(past);
    let mut all: Vec<Vec<Whole>> = reporters
        .par_iter()
        .enumerate()
        .map(|(who, &region)| {
            let of = |period: PeriodAt| {
                let other = || twins.get(&(who, period.place())).copied();
                of_report(past, who, region, period).or_else(|| like_reporter(past, region, other()?, period))
            };
            past.subject.figures.periods().filter_map(of).collect()
        })
        .collect();
    let filed = |period: PeriodAt| {
        let reports = |region: &&RegionAt| past.subject.dataset.reports.get(**region, period).is_some();
        reporters.iter().filter(reports).count()
    };
    let mut alike = vec![0; past.subject.figures.periods().len()];
    all.iter().flatten().for_each(|whole| alike[whole.period.place()] += 1);
    for of_one in &mut all {
        of_one.retain(|whole| {
            let alike = alike[whole.period.place()];
            alike < 3 || 3 * alike < filed(whole.period)
        });
    }
    all
}

/// The forms that say what another reporter's say.
fn like_reporter(past: &Past, region: RegionAt, other: RegionAt, period: PeriodAt) -> Option<Whole> {
    let dataset = past.subject.dataset;
    let [one, two] = [region, other].map(|region| dataset.reports.get(region, period));
    let (one, two) = one.zip(two)?;
    let is_alike = |form: &usize| is_same(&dataset.forms[*form], *form, one, two);
    let forms: Vec<usize> = (0..dataset.forms.len()).filter(is_alike).collect();
    (!forms.is_empty()).then_some(Whole { period, how: How::LikeReporter(other), forms })
}

fn of_report(past: &Past, who: usize, region: RegionAt, period: PeriodAt) -> Option<Whole> {
    let (dataset, month) = (past.subject.dataset, FiledMonth { past, who, period });
    let report = dataset.reports.get(region, period)?;
    let filed = || (0..report.filings.len()).filter(|form| report.filings[*form].is_some());
    let whole = |how, forms: Vec<usize>| (!forms.is_empty()).then_some(Whole { period, how, forms });
    if let Some(last) = period.earlier().rev().find_map(|period| dataset.reports.get(region, period)) {
        let same: Vec<usize> =
            filed().filter(|form| is_same(&dataset.forms[*form], *form, report, last)).collect();
        let numbers: usize = same.iter().map(|form| month.repeated(*form, last.period)).sum();
        let is_young = period.place() < 3;
        let least = if same.len() == filed().count() && !is_young { SAME.0 } else { SAME.1 };
        if numbers >= least {
            return whole(How::LikeMonth(last.period), same);
        }
    }
    let zero: Vec<usize> = filed().filter(|form| month.is_zero(*form)).collect();
    let is_after = |form: &&usize| {
        let mut earlier = period.earlier();
        earlier.any(|period| FiledMonth { period, ..month }.flows(**form).any(|(_, number)| number > 0))
    };
    if zero.iter().filter(is_after).map(|form| month.missed(*form)).sum::<usize>() >= ZERO {
        return whole(How::Zero, zero);
    }
    None
}

/// Whether each cell says what it said of the month; a total may have grown.
fn is_same(of: &Form, form: usize, report: &Report, last: &Report) -> bool {
    let (Some(one), Some(other)) = (&report.filings[form], &last.filings[form]) else { return false };
    let Some(month) = of.spans.iter().position(|span| *span == Span::Month) else { return false };
    let cells = month * of.cells.len()..(month + 1) * of.cells.len();
    let pairs = one.cells[cells.clone()].iter().zip(&other.cells[cells]);
    pairs.clone().all(|(one, other)| one.value == other.value)
        && pairs.into_iter().any(|(one, _)| matches!(one.value, Value::Number(_)))
}

impl Whole {
    /// What is told of it, and of what else nothing is: `behind`, findings that follow from it.
    pub fn finding(&self, subject: Subject, report: &Report, behind: &[Finding]) -> Finding {
        let dataset = subject.dataset;
        let name = &dataset.regions.all()[report.region].name;
        let month = &dataset.campaign.periods[self.period].id;
        let of = |place: fn(&Form) -> &str| {
            self.forms.iter().map(|form| place(&dataset.forms[*form])).collect::<Vec<_>>()
        };
        let (zh, en) = (of(|form| &form.short).join("、"), of(|form| &form.id).join(", "));
        let (rest_zh, rest_en) = match behind.len() {
            0 => Default::default(),
            count => (
                format!("；由此而来的另 {count} 处不再列出"),
                format!("; {count} more that follow from it are not listed"),
            ),
        };
        let message = match self.how {
            How::LikeMonth(last) => {
                let last = &dataset.campaign.periods[last].id;
                say!(
                    "{name} {month} 的{zh}与 {last} 期逐格相同{rest_zh}",
                    "{name} {month}: every number of {en} is that of {last}{rest_en}"
                )
            }
            How::LikeReporter(other) => {
                let other = &dataset.regions.all()[other].name;
                say!(
                    "{name} {month} 的{zh}与{other}的逐格相同{rest_zh}",
                    "{name} {month}: every number of {en} is that of {other}{rest_en}"
                )
            }
            How::Zero => say!(
                "{name} {month} 的{zh}全部为零，往月从未如此{rest_zh}",
                "{name} {month}: every number of {en} is 0, as in no other month{rest_en}"
            ),
        };
        let help = match self.how {
            How::LikeMonth(_) => say!(
                "多半是复制上月没有改；换成本月的数，确实相同的不用改",
                "probably last month’s report, copied: enter this month’s; if it is true nothing is to be done"
            ),
            How::LikeReporter(_) => say!(
                "两份之中多半有一份是照抄的：换成自己的数",
                "one of the two was probably copied: enter what is its own"
            ),
            How::Zero => say!(
                "没有报的删去整行，确实一件没有的不用改",
                "what was not reported is left out; if nothing happened nothing is to be done"
            ),
        };
        let worst = behind.iter().map(|finding| finding.severity).min();
        let first = self.forms.iter().find_map(|form| report.filings[*form].as_ref());
        let place = first.map_or_else(|| report.place((0, 0)), |filing| header(report, filing));
        let mut finding = Finding::new(Code::ReportImplausible, place, message).help(help);
        finding.severity = worst.unwrap_or(Severity::Warning).min(Severity::Warning);
        let other = match self.how {
            How::LikeMonth(last) => dataset.reports.get(report.region, last),
            How::LikeReporter(other) => dataset.reports.get(other, self.period),
            How::Zero => None,
        };
        if let Some(last) = other
            && let Some(filing) = self.forms.iter().find_map(|form| last.filings[*form].as_ref())
        {
            finding = finding.related(header(last, filing), say!("那一份", "the other one"));
        }
        finding
    }

    /// Whether a finding follows from it: it points into the report's forms, as does a total of the next month; or is of a
    /// figure to date in a later month, which is made of all months.
    pub fn explains(
        &self,
        to_date: &BTreeSet<&Place>,
        finding: &Finding,
        report: &Report,
        later: &[&Report],
    ) -> bool {
        let points = |report: &Report| finding.places().any(|place| self.is_within(place, report));
        let of_later = finding.code == Code::DistinctOutOfBounds
            || finding.places().any(|place| to_date.contains(place));
        points(report) || of_later && later.iter().any(|report| points(report))
    }

    fn is_within(&self, place: &Place, report: &Report) -> bool {
        let holds = |form: &usize| {
            let filing = report.filings[*form].as_ref()?;
            let start = filing.cells.iter().map(|cell| cell.span.0).min()?;
            let end = filing.cells.iter().map(|cell| cell.span.1).max()?;
            Some(start <= place.span.0 && place.span.1 <= end)
        };
        place.path == report.path && self.forms.iter().any(|form| holds(form).unwrap_or_default())
    }
}

/// Of each report in which more breaks than anybody enters wrong one by one, one finding, at the number that most of it
/// points to, which lists the others.
pub(super) fn gathered(findings: Vec<Finding>) -> Vec<Finding> {
    if findings.len() <= CONTRADICTIONS {
        return findings;
    }
    let mut by_path: BTreeMap<Arc<str>, Vec<Finding>> = BTreeMap::new();
    for finding in findings {
        by_path.entry(Arc::clone(&finding.place.path)).or_default().push(finding);
    }
    // Period by period: a total that does not go on from one of a report that is broken is that report's.
    let (mut broken, mut rest): (BTreeMap<Arc<str>, Vec<Finding>>, _) = (BTreeMap::new(), Vec::new());
    for (path, of_one) in by_path {
        let mut own = Vec::new();
        for finding in of_one {
            let before = finding.places().map(|place| &place.path).find(|path| broken.contains_key(*path));
            match before.cloned().and_then(|path| broken.get_mut(&path)) {
                Some(of_earlier) => of_earlier.push(finding),
                None => own.push(finding),
            }
        }
        if own.len() > CONTRADICTIONS {
            broken.insert(path, own);
        } else {
            rest.extend(own);
        }
    }
    rest.extend(broken.into_values().map(one_of));
    rest
}

/// Those of the first one's file, and what of the next follows.
fn one_of(findings: Vec<Finding>) -> Finding {
    let path = Arc::clone(&findings[0].place.path);
    let mut pointed: BTreeMap<&Place, usize> = BTreeMap::new();
    for place in findings.iter().flat_map(Finding::places).filter(|place| place.path == path) {
        *pointed.entry(place).or_default() += 1;
    }
    let most = pointed.into_iter().max_by_key(|(_, count)| *count);
    let place = most.map_or_else(|| findings[0].place.clone(), |(place, _)| place.clone());
    let count = findings.len();
    let message = say!(
        "这份报表有 {count} 处累计或规则对不上，逐处列在后面",
        "{count} totals and rules break in this report, and are listed with it"
    );
    let worst = findings.iter().map(|one| one.severity).min().unwrap_or(Severity::Warning);
    let finding = Finding::new(Code::ReportImplausible, place, message).severity(worst).help(say!(
        "多半一处错了牵动多处，或整份填错了行、填了别的单位或月份的数",
        "probably one number is wrong and the others follow, or the lines, the reporter or the month of the whole"
    ));
    findings.into_iter().fold(finding, |finding, one| finding.related(one.place, one.message))
}

/// Where a form's table begins.
fn header(report: &Report, filing: &Filing) -> Place {
    report.place((filing.span.start as u32, filing.span.end as u32))
}
