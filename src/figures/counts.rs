//! The numbers counted from the ledgers. They stand apart from what forms report: they come from no line of a report, all
//! those of one ledger have the same reporters behind them, and those of single criteria are nearly all zero, so that a
//! nation's would be five times as large if each had its place.

use rayon::prelude::*;
use rust_decimal::Decimal;

use super::figure::Figure;
use super::key::Key;
use super::measure::Measure;
use crate::dataset::ledger::{Book, Entries};
use crate::dataset::{PeriodAt, RegionAt, Span, Unit, Yuan};

/// How many reporters' ledgers were read, and how many should have been.
type RowCounts = (u32, u32);

/// All of them. A measure is told by its place among those of the ledgers.
#[derive(Debug, Default)]
pub(super) struct Counts {
    /// The ledger of each measure that has a place for every number.
    books: Vec<Book>,
    periods: usize,
    /// By region, period, measure and span; money in 分.
    numbers: Vec<u64>,
    /// By region and period: of the measures that follow, the numbers that are not zero, by measure and span.
    rare: Vec<Vec<(u32, u32)>>,
    /// By region, period and span, and ledger.
    behind: Vec<[RowCounts; Book::ALL.len()]>,
}

/// Those of one region.
pub(super) struct OfRegion<'c> {
    measures: usize,
    numbers: &'c mut [u64],
    rare: &'c mut [Vec<(u32, u32)>],
    behind: &'c mut [[RowCounts; Book::ALL.len()]],
}

/// Where a measure's number stands within one region's month, here and in the cells of forms.
pub(super) fn offset(place: usize, span: Span) -> usize {
    place * Span::ALL.len() + span as usize
}

/// A count as a figure has it; money in 万元, exactly.
pub(super) fn number(kind: Unit, count: u64) -> Decimal {
    match kind {
        Unit::Money => Yuan::of_fen(count).ten_thousands(),
        Unit::Count | Unit::Flag => Decimal::from(count),
    }
}

impl Counts {
    /// Nothing counted yet, of measures of the ledgers.
    pub fn of(measures: &[Measure], regions: usize, periods: usize) -> Self {
        let with_places = measures.iter().take_while(|measure| !measure.is_by_criterion());
        let books: Vec<Book> = with_places.filter_map(|of| of.ledger.as_ref()).map(Entries::book).collect();
        let numbers = vec![0; regions * periods * books.len() * Span::ALL.len()];
        let rare = vec![Vec::new(); regions * periods];
        let behind = vec![Default::default(); regions * periods * Span::ALL.len()];
        Self { books, periods, numbers, rare, behind }
    }

    /// How many measures have a place for every number.
    pub fn with_places(&self) -> usize {
        self.books.len()
    }

    /// The place of a region's month.
    fn month(&self, region: RegionAt, period: PeriodAt) -> usize {
        region.place() * self.periods + period.place()
    }

    fn month_len(&self) -> usize {
        self.books.len() * Span::ALL.len()
    }

    /// Each region, to be counted.
    pub fn regions(&mut self) -> impl IndexedParallelIterator<Item = OfRegion<'_>> {
        let (measures, size) = (self.books.len(), self.periods * self.month_len());
        let parts =
            self.numbers.par_chunks_mut(size.max(1)).zip(self.rare.par_chunks_mut(self.periods.max(1)));
        let behind = self.behind.par_chunks_mut((self.periods * Span::ALL.len()).max(1));
        parts.zip(behind).map(move |((numbers, rare), behind)| OfRegion { measures, numbers, rare, behind })
    }

    /// Adds reporters up to a region. Its registers were counted already: what a bureau knows of its whole city would
    /// count twice.
    pub fn add_up(&mut self, region: RegionAt, reporters: &[RegionAt]) {
        let size = self.periods * self.month_len();
        let own = |of: RegionAt| of.place() * size..(of.place() + 1) * size;
        let times = |book: &Book| [u64::from(!book.is_of_whole_city()); Span::ALL.len()];
        let times: Vec<u64> = self.books.iter().flat_map(times).collect();
        let mut sums = self.numbers[own(region)].to_vec();
        for &reporter in reporters {
            let numbers = &self.numbers[own(reporter)];
            for (sum, (number, times)) in sums.iter_mut().zip(numbers.iter().zip(times.iter().cycle())) {
                *sum += number * times;
            }
            let spans = self.periods * Span::ALL.len();
            for at in 0..spans {
                let behind = self.behind[reporter.place() * spans + at];
                let sums = &mut self.behind[region.place() * spans + at];
                for (sum, (reported, expected)) in sums.iter_mut().zip(behind) {
                    *sum = (sum.0 + reported, sum.1 + expected);
                }
            }
        }
        self.numbers[own(region)].copy_from_slice(&sums);
        for period in PeriodAt::up_to(self.periods) {
            let months = reporters.iter().flat_map(|reporter| &self.rare[self.month(*reporter, period)]);
            let mut sum: Vec<(u32, u32)> = months.copied().collect();
            sum.sort_unstable_by_key(|(place, _)| *place);
            sum.dedup_by(|later, first| {
                let same = later.0 == first.0;
                first.1 += if same { later.1 } else { 0 };
                same
            });
            let month = self.month(region, period);
            self.rare[month] = sum;
        }
    }

    /// One figure.
    pub fn at(&self, place: usize, of: &Measure, Key { region, period, span, .. }: Key) -> Figure {
        let Some(entries) = &of.ledger else { return Figure::default() };
        let month = self.month(region, period);
        let (reported, expected) = self.behind[offset(month, span)][entries.book() as usize];
        let count = match place.checked_sub(self.books.len()) {
            None => self.numbers[month * self.month_len() + offset(place, span)],
            Some(rare) => {
                let (rare, months) = (offset(rare, span) as u32, &self.rare[month]);
                let found = months.binary_search_by_key(&rare, |(place, _)| *place);
                found.map_or(0, |at| u64::from(months[at].1))
            }
        };
        Figure::derived(number(of.kind, count), reported, expected)
    }

    /// Whether some ledger of a region's month was not read that should have been.
    pub fn lacks(&self, region: RegionAt, period: PeriodAt) -> bool {
        let of_spans = &self.behind[offset(self.month(region, period), Span::ALL[0])..][..Span::ALL.len()];
        of_spans.iter().flatten().any(|(reported, expected)| reported < expected)
    }

    /// The measures without places whose number is not zero in a region's month.
    pub fn rare(&self, region: RegionAt, period: PeriodAt) -> impl Iterator<Item = (usize, Span)> {
        self.rare[self.month(region, period)].iter().map(|(place, _)| {
            let (measure, span) = (*place as usize / Span::ALL.len(), *place as usize % Span::ALL.len());
            (self.books.len() + measure, Span::ALL[span])
        })
    }
}

impl OfRegion<'_> {
    /// Whether its reporter's ledger was read. It stands behind the months that it is there in, and behind all to date
    /// from the first of them on.
    pub fn stands_behind(&mut self, book: Book, is_whole: bool, there: &[bool]) {
        let mut was_there = false;
        for (period, is_there) in there.iter().enumerate() {
            was_there |= is_there;
            for (span, counts) in [(Span::Month, *is_there), (Span::ToDate, was_there)] {
                if counts {
                    self.behind[offset(period, span)][book as usize] = (u32::from(is_whole), 1);
                }
            }
        }
    }

    /// Puts down a measure's numbers, month and to date, period by period. Those of measures without places come in
    /// their order.
    pub fn put(&mut self, place: usize, numbers: impl Iterator<Item = [u64; Span::ALL.len()]>) {
        let month_len = self.measures * Span::ALL.len();
        for (period, of_spans) in numbers.enumerate() {
            match place.checked_sub(self.measures) {
                None => {
                    let start = period * month_len + offset(place, Span::ALL[0]);
                    self.numbers[start..start + Span::ALL.len()].copy_from_slice(&of_spans);
                }
                Some(rare) => {
                    let numbers = Span::ALL.into_iter().zip(of_spans).filter(|(_, number)| *number > 0);
                    self.rare[period].extend(numbers.map(|(span, number)| {
                        (offset(rare, span) as u32, u32::try_from(number).unwrap_or(u32::MAX))
                    }));
                }
            }
        }
    }
}
