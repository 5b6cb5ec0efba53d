//! What the public is told of changes to published figures: those that somebody wrote down, and those that explain themselves.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::editions::{Departure, DepartureCause, value};
use super::{Public, Published};
use crate::dataset::{Correction, CorrectionKind, FrozenValue, PeriodAt, RegionAt};
use crate::figures::{Key, Shown};

/// A change to published figures.
#[derive(Debug, Clone)]
pub struct CorrectionShown<'d> {
    /// Its day.
    pub date: NaiveDate,
    /// Whose figures.
    pub region: RegionAt,
    /// Of which month; none where the method changed.
    pub period: Option<PeriodAt>,
    /// The figure, where it is one.
    pub at: Option<Key>,
    /// As it was and as it is, where it is one.
    pub values: Option<[FrozenValue; 2]>,
    /// How many figures it is.
    pub figures: usize,
    /// What it comes from.
    pub cause: RevisionCause<'d>,
}

/// What a change comes from.
#[derive(Debug, Clone, Copy)]
pub enum RevisionCause<'d> {
    /// An entry of `data/corrections.toml`; whether it is the first figure of it.
    Written(&'d Correction, bool),
    /// 逾期补报
    Late,
    /// 台账补登
    Entered,
}

impl RevisionCause<'_> {
    /// As in downloads.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Written(correction, _) => correction.kind.code(),
            Self::Late => "late",
            Self::Entered => "entered",
        }
    }
}

/// All of them: written ones in the order of their file, then those that are derived. What is not published has not changed
/// for the public, and that a county's tips were corrected would tell that there were some.
#[must_use]
pub fn corrections<'d>(public: &'d Public, published: &Published) -> Vec<CorrectionShown<'d>> {
    let mut all = Vec::new();
    for correction in &public.truth.corrections {
        let mut is_first = true;
        let date = correction.date.value;
        for change in &correction.changes {
            let Some(at) = published.find(&change.what.value, public) else { continue };
            if published.shown(at) != Shown::Open {
                continue;
            }
            let cause = RevisionCause::Written(correction, std::mem::take(&mut is_first));
            let values = Some([value(change.old.value), value(change.new.value)]);
            let (region, period) = (at.region, Some(at.period));
            all.push(CorrectionShown { date, region, period, at: Some(at), values, figures: 1, cause });
        }
        if correction.kind == CorrectionKind::Method {
            let (region, cause) = (public.regions().root(), RevisionCause::Written(correction, true));
            let figures = correction.measures.len();
            all.push(CorrectionShown { date, region, period: None, at: None, values: None, figures, cause });
        }
    }
    all.extend(derived(public));
    all
}

/// Those that explain themselves, one of each reporter's month and kind.
fn derived(public: &Public) -> Vec<CorrectionShown<'static>> {
    let editions = &public.truth.editions;
    let mut groups: BTreeMap<_, Vec<(NaiveDate, &Departure)>> = BTreeMap::new();
    for departure in public.departures().iter().filter(|departure| departure.is_lowest) {
        let (is_late, day) = match departure.why {
            DepartureCause::Late(day) => (true, day),
            // What was entered is first counted by the edition after, if there is one.
            DepartureCause::Entered => {
                let next = editions.all().get(departure.edition + 1).map(|next| next.closed_on);
                (false, next.unwrap_or(public.as_of()))
            }
            DepartureCause::Unexplained
            | DepartureCause::Corrected(_)
            | DepartureCause::Follows(_)
            | DepartureCause::Method(_) => continue,
        };
        groups.entry((departure.edition, departure.region, is_late)).or_default().push((day, departure));
    }
    let shown = groups.into_iter().map(|((edition, region, is_late), all)| {
        let one = if let [(_, one)] = all[..] { Some(one) } else { None };
        CorrectionShown {
            date: all.iter().map(|(day, _)| *day).max().unwrap_or(public.as_of()),
            region,
            period: Some(editions.all()[edition].period),
            at: one.and_then(|one| one.at),
            values: one.map(|one| [one.was, one.now]),
            figures: all.len(),
            cause: if is_late { RevisionCause::Late } else { RevisionCause::Entered },
        }
    });
    shown.collect()
}
