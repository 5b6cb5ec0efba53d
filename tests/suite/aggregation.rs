//! How figures add up, against a count by hand: by kind over months and over regions, never a zero
//! for what is missing.

use std::collections::BTreeMap;

use gongshi::dataset::Span;
use gongshi::figures::{Figure, Status};
use proptest::prelude::*;
use rust_decimal::Decimal;

use crate::support::site::{Counted, Site};

/// The cells of the form `a`, and how they add up over months.
const CELLS: [(&str, Kind); 6] = [
    ("f1", Kind::Sum),
    ("f2", Kind::Sum),
    ("firms", Kind::Sum),
    ("staff", Kind::Latest),
    ("column", Kind::Any),
    ("money", Kind::Sum),
];

const FORM_A: &str = r#"
id = "a"
title = "甲表"
due_days = [25]
[[sections]]
id = "s"
title = "节"
[[sections.items]]
label = "项"
cells = [
  { id = "f1", unit = "个", kind = "count", measure = "flow" },
  { id = "f2", unit = "个", kind = "count", measure = "flow" },
  { id = "firms", unit = "家", kind = "count", measure = "distinct" },
  { id = "staff", unit = "人", kind = "count", measure = "stock" },
  { id = "column", kind = "flag", measure = "flag" },
  { id = "money", unit = "万元", kind = "money", measure = "flow" },
]
[[derived]]
id = "both"
title = "合计"
sum = ["f1", "f2"]
"#;

const FORM_B: &str = r#"
id = "b"
title = "乙表"
spans = ["month", "total"]
due_days = [25]
[[sections]]
id = "s"
title = "节"
[[sections.items]]
label = "项"
cells = [{ id = "stated", unit = "个", kind = "count", measure = "flow" }]
"#;

const PERIODS: [&str; 3] = ["2023-05", "2023-06", "2023-07"];
/// Two districts below one of the city's parts, the rest below the city itself.
const REGIONS: [(&str, &str, &str); 7] = [
    ("100", "city", ""),
    ("100-B", "bureau", "100"),
    ("200", "city", "100"),
    ("201", "district", "200"),
    ("202", "district", "200"),
    ("101", "county", "100"),
    ("102", "county_city", "100"),
];
const REPORTERS: [&str; 5] = ["100-B", "201", "202", "101", "102"];

#[derive(Debug, Clone, Copy, PartialEq)]
enum Kind {
    Sum,
    Latest,
    Any,
}

#[derive(Debug, Clone, Copy)]
enum Filled {
    Missing,
    NotApplicable,
    Number(u32),
}

#[derive(Debug, Clone)]
struct Month {
    cells: [Filled; 6],
    stated: [Filled; 2],
}

/// By reporter and month; none where no report came in.
type Months = Vec<Option<Month>>;

fn filled() -> impl Strategy<Value = Filled> {
    prop_oneof![
        2 => Just(Filled::Missing),
        1 => Just(Filled::NotApplicable),
        2 => Just(Filled::Number(0)),
        5 => (1..100_000u32).prop_map(Filled::Number),
    ]
}

fn months() -> impl Strategy<Value = Months> {
    let month = (prop::array::uniform6(filled()), prop::array::uniform2(filled()));
    let month = month.prop_map(|(cells, stated)| Month { cells, stated });
    prop::collection::vec(prop::option::weighted(0.8, month), REPORTERS.len() * PERIODS.len())
}

/// The number of a cell: 1 or 0 for yes and no, ten-thousandths for money.
fn number(cell: usize, raw: u32) -> Decimal {
    match CELLS[cell].0 {
        "column" => Decimal::from(raw % 2),
        "money" => Decimal::new(raw.into(), 4),
        _ => Decimal::from(raw),
    }
}

fn line(id: &str, filled: Filled, number: impl Fn(u32) -> Decimal) -> String {
    match filled {
        Filled::Missing => String::new(),
        Filled::NotApplicable => format!("{id} = \"n/a\"\n"),
        Filled::Number(raw) if id == "column" => format!("{id} = {}\n", number(raw) == Decimal::ONE),
        Filled::Number(raw) => format!("{id} = {}\n", number(raw)),
    }
}

fn report(region: &str, period: &str, month: &Month) -> String {
    let cells = CELLS.iter().enumerate();
    let cells = cells.map(|(cell, (id, _))| line(id, month.cells[cell], |raw| number(cell, raw)));
    let cells: String = cells.collect();
    let [stated_month, stated_total] = month.stated.map(|stated| line("stated", stated, Decimal::from));
    format!(
        "region = \"{region}\"\nperiod = \"{period}\"\n[a]\nsubmitted_on = {period}-20\n{cells}\
         [b]\nsubmitted_on = {period}-20\n[b.month]\n{stated_month}[b.total]\n{stated_total}"
    )
}

fn site(months: &Months, order: &[usize]) -> Site {
    let rows = order.iter().map(|&at| REGIONS[at]);
    let rows = rows.map(|(code, kind, parent)| format!("{code},区{code},{kind},{parent}\n"));
    let regions = format!("code,name,kind,parent\n{}", rows.collect::<String>());
    let small = Site::small();
    let mut site = Site(gongshi::source::Memory::new())
        .put("gongshi.toml", small.text("gongshi.toml"))
        .put("data/campaign.toml", small.text("data/campaign.toml"))
        .put("data/regions.csv", regions)
        .put("data/forms/a.toml", FORM_A)
        .put("data/forms/b.toml", FORM_B);
    for (at, month) in months.iter().enumerate() {
        let (region, period) = (REPORTERS[at / PERIODS.len()], PERIODS[at % PERIODS.len()]);
        if let Some(month) = month {
            site = site.put(&format!("data/reports/{period}/{region}.toml"), report(region, period, month));
        }
    }
    site
}

/// A sum counted by hand: the number, how many stand behind it, how many should.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
struct Hand {
    number: Decimal,
    reported: u32,
    expected: u32,
    /// Some parts of what nobody stands behind as a whole are known.
    in_part: bool,
}

impl Hand {
    fn is_known(self) -> bool {
        self.reported > 0 || self.in_part
    }

    fn plus(self, other: Self) -> Self {
        Self {
            number: self.number + if other.is_known() { other.number } else { Decimal::ZERO },
            in_part: self.in_part || other.in_part,
            reported: self.reported + other.reported,
            expected: self.expected + other.expected,
        }
    }

    /// A sum of cells is what is known of those that apply; it is whole where all are.
    fn of_cells(parts: [Self; 2]) -> Self {
        let asked: Vec<Self> = parts.into_iter().filter(|part| part.expected > 0).collect();
        let reported = asked.iter().map(|part| part.reported).min().unwrap_or(0);
        let known = asked.iter().filter(|part| part.reported > 0);
        Self {
            number: known.clone().map(|part| part.number).sum(),
            in_part: reported == 0 && known.count() > 0,
            reported,
            expected: asked.iter().map(|part| part.expected).max().unwrap_or(0),
        }
    }

    fn of(month: Option<Filled>, number: impl Fn(u32) -> Decimal) -> Self {
        match month {
            None | Some(Filled::Missing) => Self { expected: 1, ..Self::default() },
            Some(Filled::NotApplicable) => Self::default(),
            Some(Filled::Number(raw)) => {
                Self { number: number(raw), reported: 1, expected: 1, in_part: false }
            }
        }
    }

    fn to_date(kind: Kind, months: &[Self]) -> Self {
        let told: Vec<Decimal> = months.iter().filter(|at| at.reported > 0).map(|at| at.number).collect();
        let number = match kind {
            Kind::Sum => told.iter().sum(),
            Kind::Latest => told.last().copied().unwrap_or_default(),
            Kind::Any => told.iter().copied().max().unwrap_or_default(),
        };
        let all = |months: &[Self]| months.iter().fold(Self::default(), |sum, month| sum.plus(*month));
        // From the day a value stands by itself, only what is missing after it is.
        let settled = match kind {
            Kind::Sum => None,
            Kind::Latest => months.iter().rposition(|at| at.reported > 0),
            Kind::Any => (!number.is_zero()).then(|| months.len() - 1),
        };
        match settled {
            Some(at) => {
                let expected = 1 + all(&months[at + 1..]).expected;
                Self { number, reported: 1, expected, in_part: false }
            }
            None => Self { number, ..all(months) },
        }
    }

    fn agrees(self, figure: &Figure, what: &str) -> Result<(), TestCaseError> {
        prop_assert_eq!((figure.reported, figure.expected), (self.reported, self.expected), "{}", what);
        let status = match (self.reported, self.expected) {
            (_, 0) => Status::NotApplicable,
            (0, _) if !self.in_part => Status::Missing,
            _ => Status::Reported,
        };
        prop_assert_eq!(figure.status(), status, "{}", what);
        let number = (status == Status::Reported).then_some(self.number);
        prop_assert_eq!(figure.value(), number, "{}", what);
        prop_assert_eq!(figure.is_partial(), self.is_known() && self.reported < self.expected);
        Ok(())
    }
}

/// The figures of every reporter counted by hand, by measure, reporter, month and span.
fn by_hand(months: &Months) -> BTreeMap<(String, &'static str, usize, bool), Hand> {
    let mut hands = BTreeMap::new();
    for (at, region) in REPORTERS.into_iter().enumerate() {
        let of = |period: usize| months[at * PERIODS.len() + period].as_ref();
        for (cell, (id, kind)) in CELLS.iter().enumerate() {
            let all: Vec<Hand> = (0..PERIODS.len())
                .map(|period| Hand::of(of(period).map(|month| month.cells[cell]), |raw| number(cell, raw)))
                .collect();
            for period in 0..PERIODS.len() {
                hands.insert((format!("a.{id}"), region, period, false), all[period]);
                hands
                    .insert((format!("a.{id}"), region, period, true), Hand::to_date(*kind, &all[..=period]));
            }
        }
        for period in 0..PERIODS.len() {
            for to_date in [false, true] {
                let part = |id: &str| hands[&(format!("a.{id}"), region, period, to_date)];
                hands.insert(
                    ("a.both".into(), region, period, to_date),
                    Hand::of_cells([part("f1"), part("f2")]),
                );
                let stated = of(period).map(|month| month.stated[usize::from(to_date)]);
                hands.insert(("b.stated".into(), region, period, to_date), Hand::of(stated, Decimal::from));
            }
        }
    }
    hands
}

fn figure(counted: &Counted, measure: &str, region: &str, period: usize, to_date: bool) -> Figure {
    let span = if to_date { Span::ToDate } else { Span::Month };
    counted.get(measure, region, PERIODS[period], span)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn figures_are_as_counted_by_hand(months in months()) {
        let counted = site(&months, &[0, 1, 2, 3, 4, 5, 6]).count();
        let hands = by_hand(&months);
        let mut sums: BTreeMap<(String, &str, usize, bool), Hand> = BTreeMap::new();
        for ((measure, region, period, to_date), hand) in &hands {
            let what = format!("{measure} {region} {period} {to_date}");
            hand.agrees(&figure(&counted, measure, region, *period, *to_date), &what)?;
            for above in ["100", "200"] {
                if above == "100" || region.starts_with('2') {
                    let sum = sums.entry((measure.clone(), above, *period, *to_date)).or_default();
                    *sum = sum.plus(*hand);
                }
            }
        }
        for ((measure, region, period, to_date), sum) in &sums {
            let what = format!("{measure} {region} {period} {to_date}");
            sum.agrees(&figure(&counted, measure, region, *period, *to_date), &what)?;
        }
    }

    #[test]
    fn the_order_of_the_regions_changes_no_figure(
        months in months(),
        order in Just((0..REGIONS.len()).collect::<Vec<_>>()).prop_shuffle(),
    ) {
        let (one, other) = (site(&months, &[0, 1, 2, 3, 4, 5, 6]).count(), site(&months, &order).count());
        for measure in one.figures.measures() {
            for (region, ..) in REGIONS {
                for period in 0..PERIODS.len() {
                    for to_date in [false, true] {
                        let of = |counted| {
                            let figure = figure(counted, &measure.id, region, period, to_date);
                            (figure.value(), figure.reported, figure.expected, figure.origin())
                        };
                        prop_assert_eq!(of(&one), of(&other));
                    }
                }
            }
        }
    }
}

#[test]
fn the_small_sites_sums_are_these() {
    let counted = Site::small().count();
    let number = |measure, region, period, span| counted.number(measure, region, period, span);
    assert_eq!(number("dispatch.self_found", "100", "2023-06", Span::Month), "6");
    assert_eq!(number("dispatch.self_found", "100", "2023-07", Span::ToDate), "16");
    assert_eq!(number("dispatch.found", "100", "2023-07", Span::ToDate), "20");
    assert_eq!(number("dispatch.fines", "100", "2023-07", Span::ToDate), "38.3575");
    assert_eq!(number("statistics.fines", "100", "2023-07", Span::ToDate), "38.3575");
    assert_eq!(number("dispatch.firms_checked", "101", "2023-07", Span::ToDate), "9", "added up: 家次");
    assert_eq!(number("statistics.firms_inspected", "101", "2023-07", Span::ToDate), "6", "as stated: 家");
    assert_eq!(number("statistics.firms_inspected", "100", "2023-07", Span::ToDate), "16");
    assert_eq!(number("dispatch.inspectors", "100", "2023-07", Span::ToDate), "11");
    assert_eq!(number("dispatch.media_column", "100", "2023-07", Span::Month), "2");
    assert_eq!(number("dispatch.media_column", "100", "2023-07", Span::ToDate), "3");
    assert_eq!(number("dispatch.inspectors_city", "100", "2023-07", Span::Month), "5");
    assert_eq!(number("dispatch.inspectors_city", "101", "2023-07", Span::Month), "—");
}

#[test]
fn what_is_missing_is_no_zero_on_any_page() {
    let built = Site::small().without(crate::support::site::REPORT).build();
    let figures = built.page("data/figures.csv");
    assert!(figures.contains("dispatch.self_found,101,2023-07,month,,M\n"));
    assert!(figures.contains("dispatch.self_found,101,2023-07,to_date,10,A\n"));
    assert!(figures.contains("dispatch.self_found,100,2023-07,month,1,A\n"));
    assert!(figures.contains("dispatch.inspectors_city,101,2023-07,month,,N\n"));
    let coverage = built.page("data/coverage.csv");
    assert!(coverage.contains("dispatch.self_found,100,2023-07,month,2,3\n"));
    assert!(coverage.contains("dispatch.self_found,101,2023-07,to_date,2,3\n"));
    let words = built.words("regions/101/2023-07/index.html");
    assert!(words.contains("未报"), "{words}");
}

#[test]
fn nobody_having_reported_is_missing_and_not_zero() {
    let mut site = Site::small();
    for region in ["101", "102", "100-B"] {
        site = site.without(&format!("data/reports/2023-07/{region}.toml"));
    }
    let counted = site.count();
    let sum = counted.get("dispatch.self_found", "100", "2023-07", Span::Month);
    assert_eq!((sum.value(), sum.status(), sum.expected), (None, Status::Missing, 3));
}
