//! What a month brought to light, beside its forms: penalties decided, cases published, rules that do not hold,
//! figures that were corrected. What may be said of them was settled before: names, tips and figures that are not
//! public are not in what this reads.

use chrono::NaiveDate;
use tera::{Context, Value};

use super::pages::Drawing;
use super::shared::object;
use crate::dataset::{PeriodAt, Yuan};
use crate::figures::format_decimal;
use crate::limits;
use crate::published::ledger::{Book, DecisionAt};

impl Drawing<'_, '_> {
    /// Puts it where the page of a period finds it.
    pub(super) fn insert_events(&self, context: &mut Context, period: PeriodAt) {
        let found = self.found_in(period);
        context.insert_value("hazards", self.hazards_part(&found, &found, limits::HAZARDS_PER_PART));
        let (from, to) = self.window_of(period);
        context.insert_value("penalties", self.penalties_part(self.decided_within(from, to), DECISIONS));
        let cases = self.renderer.dataset.exposed().into_iter().filter(|case| {
            let on = case.shown.as_ref().and_then(|shown| shown.published_on);
            on.is_some_and(|on| (from..=to).contains(&on))
        });
        context.insert_value("cases", cases.map(|case| self.case_row(case)).collect::<Vec<_>>().into());
        context.insert_value("compared", self.compared_part(period));
        let corrected =
            self.renderer.corrections().iter().filter(|corrected| corrected.period == Some(period));
        let rows = corrected.map(|corrected| self.correction(corrected));
        context.insert_value("corrections", rows.collect::<Vec<_>>().into());
    }

    fn window_of(&self, period: PeriodAt) -> (NaiveDate, NaiveDate) {
        let at = &self.renderer.dataset.campaign().periods[period];
        (at.from, at.to)
    }

    /// The penalties that are public or were withdrawn, of those decided within a window; the list is sorted by day.
    fn decided_within(&self, from: NaiveDate, to: NaiveDate) -> &[DecisionAt] {
        let all = &self.renderer.dataset.ledger().decisions;
        let decided_on = |index: &DecisionAt| self.renderer.dataset.decided_on(*index);
        let first = all.partition_point(|index| decided_on(index) > to);
        let last = all.partition_point(|index| decided_on(index) >= from);
        &all[first..last]
    }

    /// Penalties as a page about something else shows them: how many and how much, the first of them, and how many
    /// more there are; nothing where no ledger of them is kept.
    pub(super) fn penalties_part(&self, of: &[DecisionAt], most: usize) -> Value {
        let renderer = self.renderer;
        if !renderer.dataset.keeps(Book::Enforcement) {
            return Value::none();
        }
        let public =
            of.iter().filter_map(|index| renderer.dataset.decision(*index).told.map(|told| told.fined()));
        let (count, yuan) = public
            .fold((0_usize, Yuan::ZERO), |(count, sum), yuan| (count + 1, sum + yuan.unwrap_or_default()));
        let rows = self.penalty_table(of.iter().copied().take(most));
        object([
            ("count", count.into()),
            ("yuan", (yuan > Yuan::ZERO).then(|| format_decimal(yuan.decimal(), ",")).into()),
            ("rows", rows.into()),
            ("more", of.len().saturating_sub(most).into()),
        ])
    }
}

/// How many penalties a month's page lists.
const DECISIONS: usize = 50;
