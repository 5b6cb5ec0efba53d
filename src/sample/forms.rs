//! Comes in: a reporter's tally. Goes out: its report file of each month, both forms, cell by cell in form order.
//!
//! What follows from ledgers is counted; what no ledger records (visits, talks, staff) is invented here.

use std::fmt::Write as _;

use chrono::{Days, NaiveDate};

use super::calendar::with_day;
use super::chance::Chance;
use super::plan::{Flaw, SamplePlan};
use super::tally::{ByWindow, Ledgers, Tally, last_event};

/// What stands in a cell.
#[derive(Clone, Copy)]
enum FilledCell {
    Count(u64),
    /// Money in 元, shown in 万元.
    Yuan(u64),
    Flag(bool),
    NotApplicable,
}

use FilledCell::{Count, Flag, NotApplicable, Yuan};

impl FilledCell {
    fn text(self) -> String {
        match self {
            Count(count) => count.to_string(),
            Yuan(yuan) => ten_thousands(yuan),
            Flag(yes) => yes.to_string(),
            NotApplicable => "\"n/a\"".to_owned(),
        }
    }

    fn zero(self) -> Self {
        match self {
            Flag(_) => Flag(false),
            NotApplicable => NotApplicable,
            Count(_) | Yuan(_) => Count(0),
        }
    }
}

/// 元 as 万元, exactly: four decimals are whole 元.
pub(super) fn ten_thousands(yuan: u64) -> String {
    let text = format!("{}.{:04}", yuan / 10_000, yuan % 10_000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// 印证资料, by name; the papers themselves are kept elsewhere.
const EVIDENCE: &str = "evidence = [\"检查记录汇总\", \"隐患销号台账\"]\n";

/// One reporter's report files, month after month.
pub(super) struct Forms<'a> {
    plan: &'a SamplePlan,
    ledgers: &'a Ledgers,
    tally: &'a Tally,
    /// How many mines there are to look after.
    manned: u64,
    chance: &'a mut Chance,
    inspectors: u64,
    dangerous_work_cases: u64,
}

impl<'a> Forms<'a> {
    /// The forms of a reporter that looks after `manned` mines.
    pub(super) fn new(
        plan: &'a SamplePlan,
        ledgers: &'a Ledgers,
        tally: &'a Tally,
        manned: u64,
        chance: &'a mut Chance,
    ) -> Self {
        let inspectors =
            if ledgers.reporter == 0 { chance.between(6, 12) } else { 1 + chance.between(0, manned.min(8)) };
        Self { plan, ledgers, tally, manned, chance, inspectors, dangerous_work_cases: 0 }
    }

    /// The report of the next month, or none where it is missing. To be asked for month after month.
    pub(super) fn report(&mut self, month: usize) -> Option<String> {
        let flaw = self.plan.flaw(self.ledgers.reporter, month);
        let mut dispatch = self.overview(month);
        self.spot_check(month, &mut dispatch);
        self.enforcement(month, &mut dispatch);
        self.leadership(month, &mut dispatch);
        let (dispatch_on, statistics_on) = self.days_submitted(month, flaw);
        match flaw {
            Some(Flaw::Missing) => return None,
            Some(Flaw::Zero) => dispatch.iter_mut().for_each(|(_, cell)| *cell = cell.zero()),
            Some(Flaw::HalfFilled) => {
                dispatch.retain(|(id, _)| !matches!(*id, "talks" | "media_column" | "reviews"));
            }
            Some(Flaw::Late(_)) | None => {}
        }
        let mut text = String::with_capacity(2500);
        let region = &self.plan.reporters[self.ledgers.reporter].code;
        let period = &self.plan.calendar.periods[month].id;
        let _ = writeln!(text, "region = \"{region}\"\nperiod = \"{period}\"");
        if flaw != Some(Flaw::HalfFilled) {
            text.push_str(EVIDENCE);
        }
        text.push('\n');
        let _ = writeln!(text, "[dispatch]\nsubmitted_on = {dispatch_on}");
        for (id, cell) in dispatch {
            let _ = writeln!(text, "{id} = {}", cell.text());
        }
        let _ = writeln!(text, "\n[statistics]\nsubmitted_on = {statistics_on}");
        let _ = writeln!(text, "month = {{ {} }}", self.statistics(|series| series.month[month]));
        let _ = writeln!(text, "total = {{ {} }}", self.statistics(|series| series.total[month]));
        Some(text)
    }

    /// Form 1 is due on the 20th by its note and the 25th by the notice; form 2 on the 25th.
    fn days_submitted(&mut self, month: usize, flaw: Option<Flaw>) -> (NaiveDate, NaiveDate) {
        let cut_off = self.plan.calendar.periods[month].to;
        let last = last_event(self.plan, self.ledgers, month);
        let earliest = last.max(cut_off - Days::new(2));
        let early = (cut_off - earliest).num_days().unsigned_abs();
        let dispatch = if let Some(Flaw::Late(on)) = flaw {
            with_day(cut_off, on)
        } else {
            cut_off - Days::new(self.chance.between(0, early))
        };
        (dispatch, cut_off + Days::new(self.chance.between(0, 5)))
    }

    fn overview(&self, month: usize) -> Vec<(&'static str, FilledCell)> {
        let tally = self.tally;
        let ids = [
            ("self_found", "self_rectified"),
            ("inspection_found", "inspection_rectified"),
            ("tip_found", "tip_rectified"),
            ("assigned_found", "assigned_rectified"),
        ];
        let mut cells = Vec::with_capacity(41);
        for (at, (found, rectified)) in ids.into_iter().enumerate() {
            cells.push((found, Count(tally.found[at].month[month])));
            cells.push((rectified, Count(tally.rectified[at].month[month])));
        }
        cells.push(("listed_found", Count(tally.listed_found.month[month])));
        cells.push(("listed_rectified", Count(tally.listed_rectified.month[month])));
        cells
    }

    fn spot_check(&mut self, month: usize, cells: &mut Vec<(&'static str, FilledCell)>) {
        let checked = self.tally.firms_checked.month[month];
        cells.push(("firms_checked", Count(checked)));
        // The seven overlap: one enterprise may fail in several ways.
        let failings = [
            ("principal_not_leading", 3),
            ("principal_not_inspecting", 3),
            ("no_duty_list", 2),
            ("no_safety_organ", 4),
            ("uncertified_special_work", 4),
            ("outsourcing_disorder", 4),
            ("no_drill", 2),
        ];
        for (id, one_in) in failings {
            cells.push((id, Count(self.chance.between(0, checked.div_ceil(one_in)))));
        }
    }

    fn enforcement(&mut self, month: usize, cells: &mut Vec<(&'static str, FilledCell)>) {
        let tally = self.tally;
        let bureau = self.ledgers.reporter == 0;
        let guiding = if month < 3 { self.manned } else { self.manned / 2 };
        let guided_areas = if bureau && self.manned > 0 { self.chance.between(1, 4) } else { 0 };
        let guided_firms = if self.manned > 0 { self.chance.between(1, 1 + guiding.min(12)) } else { 0 };
        let exposures = tally.exposures.month[month];
        let published = (0..exposures).filter(|_| self.chance.happens(60)).count() as u64;
        let transferred = tally.persons_transferred.total[month];
        let dangerous = published.min(transferred - self.dangerous_work_cases.min(transferred)).min(1);
        self.dangerous_work_cases += dangerous;
        let accountable = u64::from(self.manned > 0 && self.chance.happens(6));
        cells.extend([
            ("guided_areas", Count(guided_areas)),
            ("guided_firms", Count(guided_firms)),
            ("penalties", Count(tally.penalties.month[month])),
            ("fines", Yuan(tally.fines.month[month])),
            ("double_penalties", Count(tally.double_penalties.month[month])),
            ("persons_transferred", Count(tally.persons_transferred.month[month])),
            ("firms_suspended", Count(tally.firms_suspended.month[month])),
            ("firms_closed", Count(tally.firms_closed.month[month])),
            ("firms_exposed", Count(tally.firms_exposed.month[month])),
            ("cases_published", Count(published)),
            ("cases_dangerous_work", Count(dangerous)),
            ("persons_accountable", Count(accountable)),
            ("areas_admonished", Count(tally.areas_admonished.month[month])),
        ]);
    }

    fn leadership(&mut self, month: usize, cells: &mut Vec<(&'static str, FilledCell)>) {
        let bureau = self.ledgers.reporter == 0;
        let rewards = self.tally.tip_rewards.month[month];
        let anonymous = if self.chance.happens(40) { rewards } else { 0 };
        let chance = &mut *self.chance;
        let mut only = |applies: bool, most: u64| Count(if applies { chance.between(0, most) } else { 0 });
        let visits = [only(bureau, 1), only(bureau, 4), only(!bureau, 5)];
        let talks = only(true, 3);
        let reviews = only(true, 4);
        let media = chance.happens(if month == 0 { 20 } else { 65 });
        if month > 0 && chance.happens(8) {
            self.inspectors += 1;
        }
        let staff = Count(self.inspectors);
        cells.extend([
            ("visits_province", visits[0]),
            ("visits_city", visits[1]),
            ("visits_county", visits[2]),
            ("talks", talks),
            ("tip_rewards", Yuan(rewards)),
            ("tip_rewards_anonymous", Yuan(anonymous)),
            ("media_column", Flag(media)),
            ("inspectors_city", if bureau { staff } else { NotApplicable }),
            ("inspectors_county", if bureau { NotApplicable } else { staff }),
            ("reviews", reviews),
        ]);
    }

    /// The fifteen columns of form 2, of the month or to date.
    fn statistics(&self, value: impl Fn(&ByWindow) -> u64) -> String {
        let tally = self.tally;
        let columns = [
            ("teams_formed", &tally.teams),
            ("problems_found", &tally.problems_found),
            ("problems_rectified", &tally.problems_rectified),
            ("firms_inspected", &tally.firms_inspected),
            ("general_rectified", &tally.general_rectified),
            ("general_open", &tally.general_open),
            ("major_rectified", &tally.major_rectified),
            ("major_open", &tally.major_open),
            ("firms_ordered", &tally.firms_ordered),
            ("fines", &tally.fines),
            ("firms_suspended", &tally.firms_suspended),
            ("cases_exposed", &tally.exposures),
            ("firms_closed", &tally.firms_closed),
            ("violations_handled", &tally.violations),
            ("principals_handled", &tally.principals),
        ];
        let cells = columns.map(|(id, series)| {
            let value = value(series);
            let cell = if id == "fines" { Yuan(value) } else { Count(value) };
            format!("{id} = {}", cell.text())
        });
        cells.join(", ")
    }
}
