//! One figure: a number, how many stand behind it, and where it was reported.

use rust_decimal::{Decimal, RoundingStrategy};

/// Where a reported value stands in its report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Origin {
    /// In bytes of the report's text.
    pub span: (u32, u32),
    /// The line, from 1.
    pub line: u32,
}

/// What kind of answer a figure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// A number, though perhaps not everybody stands behind it.
    Reported,
    /// 未报: nobody who should have reported has. Never zero.
    Missing,
    /// 不适用: nobody was to report.
    NotApplicable,
    /// 不公布: there is a number, and it is not published.
    Withheld,
}

impl Status {
    /// As in `figures.csv`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Reported => "A",
            Self::Missing => "M",
            Self::NotApplicable => "N",
            Self::Withheld => "S",
        }
    }
}

/// One figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Figure {
    number: Decimal,
    /// How many reported values stand behind it (reporters, and months where they were added up).
    pub reported: u32,
    /// How many should.
    pub expected: u32,
    /// Where it was reported; none for what was added up. Line 0 means none.
    line: u32,
    start: u32,
    /// In bytes; a number is short.
    length: u16,
    withheld: bool,
    /// Of a sum, parts of which some reporter did not report: 9 of three parts, the fourth not known.
    in_part: bool,
}

/// A nation's forms have four million of them.
const _: () = assert!(size_of::<Figure>() == 36);

impl Figure {
    /// A value as reported, or that it is missing (`None`), at its place.
    #[must_use]
    pub fn filed(number: Option<Decimal>, origin: Origin) -> Self {
        Self {
            number: number.unwrap_or_default(),
            reported: u32::from(number.is_some()),
            expected: 1,
            line: origin.line,
            start: origin.span.0,
            length: u16::try_from(origin.span.1 - origin.span.0).unwrap_or(u16::MAX),
            withheld: false,
            in_part: false,
        }
    }

    /// A value nobody was to report.
    #[must_use]
    pub fn not_applicable() -> Self {
        Self::default()
    }

    /// A value of which a report says that it does not apply, at its place.
    #[must_use]
    pub fn said_not_to_apply(origin: Origin) -> Self {
        Self { expected: 0, ..Self::filed(None, origin) }
    }

    /// Whether a report says so of it.
    #[must_use]
    pub fn is_said_not_to_apply(&self) -> bool {
        self.status() == Status::NotApplicable && self.line > 0
    }

    /// A value that should have been reported in a report that is not there.
    #[must_use]
    pub fn missing() -> Self {
        Self { expected: 1, ..Self::default() }
    }

    /// A value made of others.
    #[must_use]
    pub fn derived(number: Decimal, reported: u32, expected: u32) -> Self {
        Self { number, reported, expected, ..Self::default() }
    }

    /// A sum that lacks parts of some reporter's, where that is so: of these what is known stands in the number, and the
    /// reporter does not stand behind it.
    pub(super) fn in_part(self, in_part: bool) -> Self {
        Self { in_part, ..self }
    }

    /// Whether a sum lacks parts of what some reporter stands behind.
    #[must_use]
    pub fn is_in_part(&self) -> bool {
        self.in_part
    }

    /// A value that is not published.
    pub(super) fn withheld(self) -> Self {
        Self { withheld: true, ..self }
    }

    /// In whole units, halves away from zero.
    pub(super) fn rounded(self) -> Self {
        let number = self.number.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
        Self { number, ..self }
    }

    /// With another reporter's figure added; a yes counts as one. What is missing adds nothing but
    /// shows in `expected`.
    #[must_use]
    pub fn plus(&self, other: &Self) -> Self {
        let number = self.number + other.value().unwrap_or_default();
        let (reported, expected) = (self.reported + other.reported, self.expected + other.expected);
        Self::derived(number, reported, expected).in_part(self.in_part || other.in_part)
    }

    /// Whether there is a number.
    #[must_use]
    pub fn status(&self) -> Status {
        match (self.reported, self.expected) {
            (_, 0) => Status::NotApplicable,
            (0, _) if !self.in_part => Status::Missing,
            _ if self.withheld => Status::Withheld,
            _ => Status::Reported,
        }
    }

    /// The number, where there is one.
    #[must_use]
    pub fn value(&self) -> Option<Decimal> {
        (self.status() == Status::Reported).then_some(self.number)
    }

    /// The number even where it is withheld: for sums that may be published, see
    /// [`Figures::is_public`](super::Figures::is_public).
    #[must_use]
    pub fn even_withheld(&self) -> Option<Decimal> {
        matches!(self.status(), Status::Reported | Status::Withheld).then_some(self.number)
    }

    /// The number to compare or to score with: of what lacks parts altogether there is none, though what is known of it
    /// is shown.
    #[must_use]
    pub fn to_compare(&self) -> Option<Decimal> {
        self.even_withheld().filter(|_| self.reported > 0)
    }

    /// Whether somebody who should stand behind the number does not, and that is to be said of it.
    #[must_use]
    pub fn is_partial(&self) -> bool {
        self.status() == Status::Reported && self.lacks()
    }

    /// Whether somebody who should stand behind it does not, whether it is published or not.
    #[must_use]
    pub fn lacks(&self) -> bool {
        self.reported < self.expected
    }

    /// Where it was reported.
    #[must_use]
    pub fn origin(&self) -> Option<Origin> {
        let span = (self.start, self.start + u32::from(self.length));
        (self.line > 0).then_some(Origin { span, line: self.line })
    }
}
