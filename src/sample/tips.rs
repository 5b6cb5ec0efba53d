//! Comes in: the ledgers of all reporters. Goes out: the same, without tips that what is published would give away.

use chrono::NaiveDate;

use super::chance::Chance;
use super::hazards::FoundBy;
use super::office::Office;
use super::plan::SamplePlan;
use super::tally::Ledgers;
use super::words::SELF_FINDERS;
use crate::dataset::{PeriodAt, RegionAt};
use crate::figures::{Forced, Life, whose};

/// Makes enterprises themselves find what no other county could have had a tip of, until every tip could be another's: a
/// small city has few that could.
pub(super) fn conceal(plan: &SamplePlan, kept: &mut [(Office, Ledgers, Chance)]) {
    loop {
        let [tips, others] = [FoundBy::Tip, FoundBy::Inspection].map(|source| lives(plan, kept, source));
        let forced = whose(&tips, &others);
        if forced.is_empty() {
            return;
        }
        for Forced { region, period, closed } in forced {
            let hazards = &mut kept[region.place()].1.hazards;
            for hazard in hazards.iter_mut().filter(|hazard| hazard.source == FoundBy::Tip) {
                let on = if closed { hazard.closed_on } else { Some(hazard.found_on) };
                if on.and_then(|on| month(plan, on)) == Some(period) {
                    hazard.source = FoundBy::Own;
                    hazard.found_by = SELF_FINDERS[0];
                    // 双报告, as of all that is known to the enterprise alone; of none that was none.
                    hazard.reported_regulator_on = hazard.remedy.as_ref().and(hazard.verified_on);
                }
            }
        }
    }
}

/// The major hazards of a source, by reporter and the months they were found and closed in.
fn lives(plan: &SamplePlan, kept: &[(Office, Ledgers, Chance)], source: FoundBy) -> Vec<Life> {
    let of = |(_, ledgers, _): &(Office, Ledgers, Chance)| {
        let lives = ledgers.hazards.iter().filter(|hazard| hazard.major && hazard.source == source);
        let life = |hazard: &super::hazards::Hazard| {
            let closed = hazard.closed_on.filter(|_| hazard.is_rectified());
            let closed = closed.and_then(|on| month(plan, on));
            Some(Life {
                region: RegionAt::nth(ledgers.reporter),
                found: month(plan, hazard.found_on)?,
                closed,
            })
        };
        lives.filter_map(life).collect::<Vec<_>>()
    };
    kept.iter().flat_map(of).collect()
}

/// The reported month a day falls in.
fn month(plan: &SamplePlan, day: NaiveDate) -> Option<PeriodAt> {
    Some(plan.calendar.window(day)).filter(|month| *month < plan.months).map(PeriodAt::nth)
}
