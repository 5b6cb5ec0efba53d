//! The months of all reporters, cell by cell, and what of them is usual.
//!
//! In: the cube. Out: [`Past`]: of each cell the numbers of all months, whole (money in 分), and beyond which number one
//! more would be like none before. Everything is learnt from the campaign itself: a city where counties guide 1 to 13 firms
//! a month has never seen 300, and one where they guide 200 has.

use rayon::prelude::*;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::check::Subject;
use crate::dataset::{Aggregation, PeriodAt, RegionAt, RegionKind, Span, Unit};
use crate::figures::{Key, MeasureAt};
use crate::limits;

/// Where a month has no number.
const NONE: i64 = -1;
/// With so few reporters of its kind one is held against all.
const FEW_OF_A_KIND: usize = 4;
/// From so many others on the largest of them may be a mistake itself, and the second is taken.
const MANY_OTHERS: usize = 8;
/// Ratios are in sixteenths.
const WHOLE: i64 = 16;

/// A cell of a form that takes numbers.
pub(super) struct WatchedCell {
    pub measure: MeasureAt,
    pub form: usize,
    /// What one more is: 1, or 1 万元 in 分.
    pub unit: i64,
    pub aggregation: Aggregation,
    pub is_money: bool,
    /// Among counties, and among all.
    usual: [Usual; 2],
    /// What nine of ten months do not go beyond.
    ninth: i64,
}

/// What is usual of a cell among some reporters.
#[derive(Clone, Default)]
struct Usual {
    /// The largest months, each of another reporter.
    peaks: Top,
    /// The largest ratios of a month to the reporter's own median, each of another reporter.
    jumps: Top,
}

/// The three largest numbers, each of another reporter, and how many there were.
#[derive(Clone, Copy, Default)]
struct Top {
    largest: [(i64, usize); 3],
    count: usize,
}

impl Top {
    fn add(&mut self, number: i64, who: usize) {
        self.count += 1;
        let at = self.largest[..(self.count - 1).min(3)].partition_point(|(other, _)| *other >= number);
        if at < 3 {
            self.largest[at..].rotate_right(1);
            self.largest[at] = (number, who);
        }
    }

    /// The largest of the others; of many the second.
    fn of_others(&self, who: usize) -> Option<(i64, usize)> {
        let own = self.largest[..self.count.min(3)].iter().any(|(_, of)| *of == who);
        let count = self.count - usize::from(own);
        let mut others = self.largest[..self.count.min(3)].iter().filter(|(_, of)| *of != who);
        let number = others.nth(usize::from(count >= MANY_OTHERS))?.0;
        Some((number, count))
    }
}

/// A reporter's months of a cell: how many have a number, the two smallest and the two largest.
struct Spread {
    count: usize,
    least: [i64; 2],
    most: [i64; 2],
}

impl Spread {
    fn of(months: &[i64]) -> Self {
        let mut spread = Self { count: 0, least: [i64::MAX; 2], most: [NONE; 2] };
        for &number in months.iter().filter(|number| **number >= 0) {
            spread.count += 1;
            let (least, most) = (spread.least, spread.most);
            spread.least = [least[0].min(number), least[1].min(least[0].max(number))];
            spread.most = [most[0].max(number), most[1].max(most[0].min(number))];
        }
        spread
    }
}

/// What a reporter's other months say of a cell.
#[derive(Clone, Copy)]
pub(super) struct Own {
    pub count: usize,
    pub least: i64,
    pub most: i64,
}

impl Own {
    /// Whether a number lies between two of them.
    pub fn has_had(&self, number: i64) -> bool {
        (self.least..=self.most).contains(&number)
    }
}

/// From where on a number is like none before, with what it goes beyond.
pub(super) struct Reach {
    pub own: Own,
    /// What other reporters had at the most; none where there are no others.
    pub others: Option<i64>,
    pub from: i64,
}

/// All of them.
pub(super) struct Past<'d> {
    pub subject: Subject<'d>,
    pub cells: Vec<WatchedCell>,
    periods: usize,
    /// By reporter, cell and period.
    numbers: Vec<i64>,
    /// By reporter and cell.
    spreads: Vec<Spread>,
    is_bureau: Vec<bool>,
}

impl<'d> Past<'d> {
    /// Reads the cube once, and each cell's numbers once more.
    pub fn of(subject: Subject<'d>) -> Self {
        let (reporters, periods) = (subject.dataset.regions.reporters(), subject.figures.periods().len());
        let cells: Vec<WatchedCell> =
            MeasureAt::each(subject.figures.measures()).filter_map(|(at, _)| watched(subject, at)).collect();
        let mut numbers = vec![NONE; reporters.len() * cells.len() * periods];
        let read = |(months, &region): (&mut [i64], &RegionAt)| {
            for (cell, months) in cells.iter().zip(months.chunks_mut(periods)) {
                for (period, number) in subject.figures.periods().zip(months) {
                    let at = Key { measure: cell.measure, region, period, span: Span::Month };
                    let value = subject.figures.at(at).even_withheld();
                    *number = value.map_or(NONE, |value| whole(value, cell.is_money));
                }
            }
        };
        if periods > 0 && !cells.is_empty() {
            numbers.par_chunks_mut(cells.len() * periods).zip(reporters).for_each(read);
        }
        let kind = |region: &RegionAt| subject.dataset.regions.all()[*region].kind;
        let is_bureau = reporters.iter().map(|region| kind(region) == RegionKind::Bureau).collect();
        let spreads = numbers.par_chunks(periods.max(1)).map(Spread::of).collect();
        let mut past = Self { subject, cells, periods, numbers, spreads, is_bureau };
        let usual: Vec<_> = (0..past.cells.len()).into_par_iter().map(|cell| past.usual(cell)).collect();
        for (cell, (usual, ninth)) in past.cells.iter_mut().zip(usual) {
            (cell.usual, cell.ninth) = (usual, ninth);
        }
        past
    }

    /// The cells of a form, in its order.
    pub fn cells_of(&self, form: usize) -> std::ops::Range<usize> {
        let first = self.cells.partition_point(|cell| cell.form < form);
        first..self.cells.partition_point(|cell| cell.form <= form)
    }

    /// The months of a reporter's cell; what is negative is none.
    pub fn months(&self, who: usize, cell: usize) -> &[i64] {
        let first = (who * self.cells.len() + cell) * self.periods;
        &self.numbers[first..first + self.periods]
    }

    /// One number.
    pub fn number(&self, who: usize, cell: usize, period: PeriodAt) -> Option<i64> {
        Some(self.months(who, cell)[period.place()]).filter(|number| *number >= 0)
    }

    /// What the other months say; none without one.
    pub fn own(&self, who: usize, cell: usize, period: PeriodAt) -> Option<Own> {
        let Spread { count, least, most } = self.spreads[who * self.cells.len() + cell];
        let number = self.months(who, cell)[period.place()];
        let other = |ends: [i64; 2]| if ends[0] == number { ends[1] } else { ends[0] };
        let count = count - usize::from(number >= 0);
        (count > 0).then(|| Own { count, least: other(least), most: other(most) })
    }

    /// From where on a reporter's number is like none before: beyond all others' and all its own by half and at least 4,
    /// and by twice as much as the largest stand out themselves. Visits of 0 to 5 end at 9, fines that are mostly none and
    /// once 30 万元 at 420: sums of money have four times as much room. So have months with two or fewer to compare them
    /// with, and then others must be many.
    pub fn bound(&self, who: usize, cell: usize, period: PeriodAt) -> Option<Reach> {
        let unit = self.cells[cell].unit;
        let others = self.of_kind(who, cell).peaks.of_others(who);
        let own = self.own(who, cell, period);
        let most = own.map_or(0, |own| own.most).max(others.map_or(0, |(most, _)| most));
        let from = most + 2 * (most - self.cells[cell].ninth).max(0) + (4 * unit).max(most / 2);
        let is_young = own.is_none_or(|own| own.count < 3);
        if is_young && others.is_none_or(|(_, count)| count < MANY_OTHERS) {
            return None;
        }
        let own = own.unwrap_or(Own { count: 0, least: 0, most: 0 });
        let from = [is_young, self.cells[cell].is_money]
            .into_iter()
            .fold(from, |from, wide| if wide { 4 * from } else { from });
        Some(Reach { own, others: others.map(|(most, _)| most), from })
    }

    /// Whether a count stands out from the reporter's own months far more than any other's does from theirs.
    pub fn jumps(&self, who: usize, cell: usize, number: i64, own: Own) -> bool {
        let unit = self.cells[cell].unit;
        if self.cells[cell].is_money || own.count < 3 || number < 8 || number < 2 * own.most + 4 {
            return false;
        }
        let others = self.of_kind(who, cell).jumps.of_others(who);
        let Some((usual, _)) = others.filter(|(_, count)| *count >= MANY_OTHERS) else { return false };
        let median = median(self.months(who, cell), &mut Vec::new());
        ratio(number, median, unit) >= (5 * usual / 2).max(3 * WHOLE)
    }

    fn of_kind(&self, who: usize, cell: usize) -> &Usual {
        &self.cells[cell].usual[usize::from(!self.has_kin(who))]
    }

    /// Whether a reporter is held against counties alone.
    fn has_kin(&self, who: usize) -> bool {
        !self.is_bureau[who] && self.is_bureau.len() > FEW_OF_A_KIND
    }

    fn usual(&self, cell: usize) -> ([Usual; 2], i64) {
        let unit = self.cells[cell].unit;
        let (mut of_counties, mut of_all) = (Usual::default(), Usual::default());
        let mut all = Vec::with_capacity(self.is_bureau.len() * self.periods);
        let mut sorted = Vec::with_capacity(self.periods);
        for (who, &is_bureau) in self.is_bureau.iter().enumerate() {
            let months = self.months(who, cell);
            let known = months.iter().copied().filter(|number| *number >= 0);
            let (before, Some(peak)) = (all.len(), known.clone().max()) else { continue };
            all.extend(known);
            // With fewer months a median says nothing, and small numbers stand out of any.
            let jump = (all.len() - before > 3)
                .then(|| if peak >= 3 * unit { ratio(peak, median(months, &mut sorted), unit) } else { 0 });
            for usual in [Some(&mut of_all), (!is_bureau).then_some(&mut of_counties)].into_iter().flatten() {
                usual.peaks.add(peak, who);
                if let Some(jump) = jump {
                    usual.jumps.add(jump, who);
                }
            }
        }
        let ninth = (all.len() * 9 / 10).min(all.len().saturating_sub(1));
        let ninth = if all.is_empty() { 0 } else { *all.select_nth_unstable(ninth).1 };
        ([of_counties, of_all], ninth)
    }
}

/// What a number is to another, in sixteenths; one more of each, so that 1 after 0 is twice as much.
fn ratio(number: i64, to: i64, unit: i64) -> i64 {
    (number + unit).saturating_mul(WHOLE) / (to + unit)
}

/// The middle of the months that have a number, of two the larger; 0 where none has.
fn median(months: &[i64], sorted: &mut Vec<i64>) -> i64 {
    sorted.clear();
    sorted.extend(months.iter().copied().filter(|number| *number >= 0));
    sorted.sort_unstable();
    sorted.get(sorted.len() / 2).copied().unwrap_or_default()
}

/// A cell that takes counts or money; sums and ledgers follow from others.
fn watched(subject: Subject, measure: MeasureAt) -> Option<WatchedCell> {
    let of = &subject.figures.measures()[measure];
    let (form, _) = of.form.zip(of.cell)?;
    let is_money = match of.kind {
        Unit::Count => false,
        Unit::Money => true,
        Unit::Flag => return None,
    };
    let unit = if is_money { 10_i64.pow(limits::MONEY_DECIMALS) } else { 1 };
    let usual = Default::default();
    Some(WatchedCell { measure, form, unit, aggregation: of.aggregation, is_money, usual, ninth: 0 })
}

fn whole(value: Decimal, is_money: bool) -> i64 {
    let value = if is_money { value * Decimal::from(10_i64.pow(limits::MONEY_DECIMALS)) } else { value };
    value.to_i64().unwrap_or(i64::MAX / 64).min(i64::MAX / 64)
}
