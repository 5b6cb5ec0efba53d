//! What figures count in the ledgers: of which rows, on which day, what. How a row counts is for `figures` to say.
//!
//! In: nothing; out: the words that a row of [`MEASURES`](super::MEASURES) is made of. "Open major hazards of tips" are the
//! [`Hazards`] of a level and a source that are there [from](When::From) the day they were found; "fines" the yuan of the
//! [`Decisions`] that are penalties.

use super::enforcement::Decision;
use super::visits::{Inspection, Notice};
use super::words::{
    Batch, DecisionKind, FacilityKind, FacilityStatus, InspectionKind, Leniency, Level, NoticeKind, Outcome,
    Source,
};
use crate::dataset::criteria::CriterionAt;
use crate::dataset::forms::{Aggregation, Unit};
use crate::dataset::yuan::Yuan;

/// A ledger, as far as figures are counted from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Book {
    /// `hazards/<region>.csv`
    Hazards,
    /// `enforcement/<region>.csv`
    Enforcement,
    /// `inspections/<region>.csv`
    Inspections,
    /// `notices.csv`
    Notices,
    /// `enterprises.csv`
    Enterprises,
    /// `facilities.csv`
    Facilities,
}

impl Book {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Hazards,
        Self::Enforcement,
        Self::Inspections,
        Self::Notices,
        Self::Enterprises,
        Self::Facilities,
    ];

    /// As its files are called.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Hazards => "hazards",
            Self::Enforcement => "enforcement",
            Self::Inspections => "inspections",
            Self::Notices => "notices",
            Self::Enterprises => "enterprises",
            Self::Facilities => "facilities",
        }
    }

    /// Whether a bureau answers for its whole city: the registers of all who report there, its own among them.
    #[must_use]
    pub fn is_of_whole_city(self) -> bool {
        matches!(self, Self::Enterprises | Self::Facilities)
    }
}

/// Which words of a column a row may have.
#[derive(Debug, Clone, Copy)]
pub enum Which<T> {
    /// Any.
    Any,
    /// One.
    Is(T),
    /// Those of which something holds.
    Such(fn(T) -> bool),
}

impl<T: PartialEq> Which<T> {
    /// Whether a row may have a word, which is looked up only where it matters.
    pub fn has(self, word: impl FnOnce() -> T) -> bool {
        match self {
            Self::Any => true,
            Self::Is(one) => one == word(),
            Self::Such(holds) => holds(word()),
        }
    }
}

/// A day of a hazard's life.
#[derive(Debug, Clone, Copy)]
pub enum Day {
    /// It was found, or listed where only listed ones count.
    Since,
    /// It fell due: its deadline, where it was closed by then, else the day after. What was extended before it came has
    /// the later one; what was dismissed before it came never fell due.
    Due,
    /// Its deadline, where it was closed by then.
    OnTime,
    /// It was closed, dismissed or downgraded.
    Closed,
    /// Regulator and workers had both been told of it (双报告).
    Reported,
}

/// When a hazard counts: found 06-03, due 06-10 and closed 06-20 it is open from 06-03 to 06-19, overdue from 06-11 to 06-19.
#[derive(Debug, Clone, Copy)]
pub enum When {
    /// Once, on the latest of these days; not at all where one of them never came.
    On(&'static [Day]),
    /// As each period ends: until it is closed.
    Open,
    /// As each period ends: while it is open past a deadline that nobody has extended yet.
    Overdue,
    /// As each period ends: while it is on the public list, which leaves out what turned out to be none.
    Named,
}

/// Which hazards count, and when; all that is asked for must hold.
#[derive(Debug, Clone, Copy)]
pub struct Hazards {
    /// How much they weigh.
    pub level: Level,
    /// Who discovered them.
    pub source: Which<Source>,
    /// At which facilities.
    pub kind: Which<FacilityKind>,
    /// Whether only those listed for supervision, from that day on.
    pub is_listed: bool,
    /// Those that meet a criterion.
    pub criterion: Option<CriterionAt>,
    /// How they ended, if they did.
    pub outcome: Which<Option<Outcome>>,
    /// What finding them itself spared an enterprise.
    pub leniency: Which<Option<Leniency>>,
    #[allow(missing_docs)]
    pub when: When,
}

impl Hazards {
    /// General ones of the kind.
    #[must_use]
    pub const fn general(self) -> Self {
        Self { level: Level::General, ..self }
    }

    /// Those of a source.
    #[must_use]
    pub const fn by(self, source: Source) -> Self {
        Self { source: Which::Is(source), ..self }
    }

    /// Those at facilities of a kind.
    #[must_use]
    pub const fn at(self, kind: FacilityKind) -> Self {
        Self { kind: Which::Is(kind), ..self }
    }

    /// Those listed for supervision.
    #[must_use]
    pub const fn listed(self) -> Self {
        Self { is_listed: true, ..self }
    }

    /// Those that ended so.
    #[must_use]
    pub const fn ended(self, outcome: Which<Option<Outcome>>) -> Self {
        Self { outcome, ..self }
    }

    /// Those whose finder was let off so.
    #[must_use]
    pub const fn spared(self, leniency: Leniency) -> Self {
        Self { leniency: Which::Is(Some(leniency)), ..self }
    }

    /// Whether others may have all of these among them: those that fell due have the due ones that were closed, those listed
    /// have not all that fell due.
    #[must_use]
    pub fn may_be_among(self, whole: Self) -> bool {
        fn within<T: PartialEq>(part: Which<T>, whole: Which<T>) -> bool {
            match (part, whole) {
                (_, Which::Any | Which::Such(_)) => true,
                (Which::Is(part), Which::Is(whole)) => part == whole,
                (Which::Any | Which::Such(_), Which::Is(_)) => false,
            }
        }
        let is_due = |of: Self| {
            let falls_due = |day: &Day| matches!(day, Day::Due | Day::OnTime);
            matches!(of.when, When::On(days) if days.iter().any(falls_due))
        };
        self.level == whole.level
            && (self.is_listed || !whole.is_listed)
            && (is_due(self) || !is_due(whole))
            && within(self.source, whole.source)
            && within(self.kind, whole.kind)
    }

    /// The same at another time.
    #[must_use]
    pub const fn when(self, when: When) -> Self {
        Self { when, ..self }
    }
}

/// What of the rows of a ledger is counted, on the day of each.
#[derive(Debug, Clone)]
pub enum Count<T> {
    /// The rows.
    Rows,
    /// A number each of them states.
    Sum(fn(&T) -> Option<u32>),
    /// Money each of them states.
    Yuan(fn(&T) -> Option<Yuan>),
    /// The enterprises they are about, each once.
    Enterprises,
}

/// What of the cases of 一案双罚 is counted, in which unit and principal both stand penalised, on the day the second was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DoubleCount {
    /// The cases.
    Cases,
    /// Enterprises whose principal stands penalised in one.
    Principals,
}

/// The entries of a ledger that a measure counts.
#[derive(Debug, Clone)]
#[allow(missing_docs)]
pub enum Entries {
    Hazards(Hazards),
    /// Decisions that stand, on the day they were made.
    Decisions(Which<DecisionKind>, Count<Decision>),
    Doubles(DoubleCount),
    /// Inspections, on their last day.
    Inspections(Which<InspectionKind>, Count<Inspection>),
    /// Notices about an enterprise.
    Notices(Which<NoticeKind>, Count<Notice>),
    /// Enterprises on the register.
    Enterprises,
    /// Facilities on the register that stand so; how one stood before its first known status is not known.
    Facilities(Which<Option<FacilityStatus>>, Which<Option<Batch>>),
}

impl Entries {
    /// Which ledger they stand in.
    #[must_use]
    pub const fn book(&self) -> Book {
        match self {
            Self::Hazards(_) => Book::Hazards,
            Self::Decisions(..) | Self::Doubles(_) => Book::Enforcement,
            Self::Inspections(..) => Book::Inspections,
            Self::Notices(..) => Book::Notices,
            Self::Enterprises => Book::Enterprises,
            Self::Facilities(..) => Book::Facilities,
        }
    }

    /// What kind of value they come to, and how it adds up; distinct ones are counted anew to date rather than added.
    #[must_use]
    pub const fn value(&self) -> (Unit, Aggregation) {
        const fn of<T>(count: &Count<T>) -> (Unit, Aggregation) {
            match count {
                Count::Rows | Count::Sum(_) => (Unit::Count, Aggregation::Flow),
                Count::Yuan(_) => (Unit::Money, Aggregation::Flow),
                Count::Enterprises => (Unit::Count, Aggregation::Distinct),
            }
        }
        match self {
            Self::Hazards(Hazards { when: When::On(_), .. }) | Self::Doubles(DoubleCount::Cases) => {
                (Unit::Count, Aggregation::Flow)
            }
            Self::Hazards(Hazards { when: When::Open | When::Overdue | When::Named, .. })
            | Self::Enterprises
            | Self::Facilities(..) => (Unit::Count, Aggregation::Stock),
            Self::Doubles(DoubleCount::Principals) => (Unit::Count, Aggregation::Distinct),
            Self::Decisions(_, count) => of(count),
            Self::Inspections(_, count) => of(count),
            Self::Notices(_, count) => of(count),
        }
    }

    /// The source whose hazards alone they are.
    #[must_use]
    pub fn source(&self) -> Option<Source> {
        let Self::Hazards(Hazards { source: Which::Is(source), .. }) = self else { return None };
        Some(*source)
    }

    /// Whether they are hazards of one criterion.
    #[must_use]
    pub fn is_by_criterion(&self) -> bool {
        matches!(self, Self::Hazards(Hazards { criterion: Some(_), .. }))
    }

    /// Of the hazards those that meet a criterion.
    #[must_use]
    pub fn of_criterion(&self, criterion: CriterionAt) -> Self {
        let Self::Hazards(hazards) = self else { return self.clone() };
        Self::Hazards(Hazards { criterion: Some(criterion), ..*hazards })
    }
}
