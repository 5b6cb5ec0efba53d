//! Totals a form states itself against the months it states.

use rust_decimal::Decimal;

use super::Subject;
use super::rules::of_yuan;
use crate::dataset::{Aggregation, PeriodAt, RegionAt, Span, Unit};
use crate::diagnostic::{Code, Finding, Findings, Place, Say};
use crate::figures::{Key, Measure, MeasureAt};
use crate::say;

pub fn check(subject: Subject, region: RegionAt, findings: &Findings) {
    for (index, measure) in MeasureAt::each(subject.figures.measures()) {
        // A sum of cells is wrong only where one of its cells is, which is told there.
        if !measure.total_is_stated || measure.cell.is_none() {
            continue;
        }
        for period in subject.figures.periods() {
            let at = TotalAt { subject, measure, index, region, period };
            findings.extend(match measure.aggregation {
                Aggregation::Flow => at.flow(),
                Aggregation::Distinct => at.distinct(),
                Aggregation::Stock => at.stock(),
                Aggregation::Flag => at.flag(),
                // It is not filed.
                Aggregation::Rate => None,
            });
        }
    }
}

struct TotalAt<'d> {
    subject: Subject<'d>,
    measure: &'d Measure,
    index: MeasureAt,
    region: RegionAt,
    period: PeriodAt,
}

impl TotalAt<'_> {
    fn key(&self, period: PeriodAt, span: Span) -> Key {
        Key { measure: self.index, region: self.region, period, span }
    }

    /// What was reported; what is said not to apply adds nothing.
    fn value(&self, period: PeriodAt, span: Span) -> Option<Decimal> {
        let figure = self.subject.figures.at(self.key(period, span));
        figure.value().or_else(|| figure.is_said_not_to_apply().then_some(Decimal::ZERO))
    }

    /// The last total before, and whether it is that of the month before: reports between them may be missing.
    fn before(&self) -> (Decimal, bool) {
        let known =
            |period: PeriodAt| Some((self.value(period, Span::ToDate)?, period.next() == self.period));
        let known = self.period.earlier().rev().find_map(known);
        known.unwrap_or((Decimal::ZERO, self.period == PeriodAt::FIRST))
    }

    /// total(t) = total(t−1) + month(t); with a month missing, at least as much.
    fn flow(&self) -> Option<Finding> {
        let (month, total) = (self.value(self.period, Span::Month), self.value(self.period, Span::ToDate)?);
        let (before, is_next) = self.before();
        let least = before + month.unwrap_or_default();
        let title = &self.measure.title;
        if let Some(month) = month.filter(|_| is_next) {
            let is_in_yuan = self.measure.kind == Unit::Money
                && (total == before + of_yuan(month) || of_yuan(total) == least);
            return (total != least).then(|| {
                let finding = self.finding(
                    Code::TotalNotSum,
                    say!(
                        "“{title}”累计 {total}，应为上期累计 {before} + 本月 {month} = {least}",
                        "{title}: the total is {total}, but {before} before + {month} this month = {least}"
                    ),
                );
                if !is_in_yuan {
                    return finding;
                }
                finding.help(say!("多半把元填成了万元", "probably 元 entered for 万元"))
            });
        }
        (total < least).then(|| {
            self.finding(
                Code::TotalNotSum,
                say!(
                    "“{title}”累计 {total}，少于已有的 {least}",
                    "{title}: the total {total} is less than {least} already counted"
                ),
            )
        })
    }

    /// The largest month so far ≤ total ≤ the sum of the months; and it never falls.
    fn distinct(&self) -> Option<Finding> {
        let total = self.value(self.period, Span::ToDate)?;
        // With a month missing the sum is not known, and no upper bound either.
        let (mut floor, mut ceiling) = (self.before().0, Some(Decimal::ZERO));
        for month in self.period.to_date().map(|period| self.value(period, Span::Month)) {
            floor = month.map_or(floor, |month| floor.max(month));
            ceiling = ceiling.zip(month).map(|(sum, month)| sum + month);
        }
        let title = &self.measure.title;
        if total < floor {
            return Some(self.finding(
                Code::DistinctOutOfBounds,
                say!(
                    "“{title}”累计 {total}，却少于已有的 {floor}",
                    "{title}: the total {total} is less than {floor} already counted"
                ),
            ));
        }
        ceiling.filter(|ceiling| total > *ceiling).map(|ceiling| {
            self.finding(
                Code::DistinctOutOfBounds,
                say!(
                    "“{title}”累计 {total}，多于各月之和 {ceiling}",
                    "{title}: the total {total} is more than the sum of the months {ceiling}"
                ),
            )
        })
    }

    /// A stock has one value a day.
    fn stock(&self) -> Option<Finding> {
        let (month, total) = (self.value(self.period, Span::Month)?, self.value(self.period, Span::ToDate)?);
        let title = &self.measure.title;
        (month != total).then(|| {
            self.finding(
                Code::StockDiffers,
                say!(
                    "“{title}”是存量，本月 {month} 与累计 {total} 应相同",
                    "{title} is a stock: month {month} and total {total} should be the same"
                ),
            )
        })
    }

    /// Yes from the first yes on.
    fn flag(&self) -> Option<Finding> {
        let (month, total) = (self.value(self.period, Span::Month)?, self.value(self.period, Span::ToDate)?);
        let (before, is_next) = self.before();
        let (title, yes) = (&self.measure.title, !before.max(month).is_zero());
        let (zh, en) = if yes { ("是", "yes") } else { ("否", "no") };
        let least = before.max(month);
        (total < least || is_next && total != least).then(|| {
            self.finding(
                Code::TotalNotSum,
                say!(
                    "“{title}”累计应为{zh}：任何一期为是，累计即为是",
                    "{title}: the total should be {en}, as it is yes from the first yes on"
                ),
            )
        })
    }

    fn finding(&self, code: Code, message: Say) -> Finding {
        let title = &self.measure.title;
        // Logs and comments of checks are public.
        let message = if self.subject.figures.is_secret(self.index) {
            say!(
                "“{title}”累计与本月、上期不符",
                "{title}: the total does not fit the month and the total before"
            )
        } else {
            message
        };
        let mut finding = Finding::new(code, self.place(self.period, Span::ToDate), message);
        finding = finding.related(self.place(self.period, Span::Month), say!("本月的数", "the month"));
        if let Some(last) = self.period.before()
            && matches!(self.measure.aggregation, Aggregation::Flow | Aggregation::Flag)
        {
            finding = finding.related(self.place(last, Span::ToDate), say!("上期的累计", "the last total"));
        }
        let finding =
            finding.help(say!("核对三个数，改正错的那个", "compare them and correct the one that is wrong"));
        let dataset = self.subject.dataset;
        let cell = self.measure.form.zip(self.measure.cell);
        let Some(cell) = cell.map(|(form, cell)| &dataset.forms[form].cells[cell]) else { return finding };
        finding.follows_from(cell.misdeclared(dataset.reports.iter().count() / 4))
    }

    fn place(&self, period: PeriodAt, span: Span) -> Place {
        self.subject.place_of(self.key(period, span))
    }
}
