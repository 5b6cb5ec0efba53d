//! Comes in: a size and a seed, or today's date. Goes out: the files of an invented campaign, or of an empty site.
//!
//! The ledgers are invented first, reporter by reporter, and both forms are then counted from them, so that every
//! reconciliation holds. Nothing is read or written here and no clock is asked: the same size gives the same bytes.
//! Memory holds the registry and one reporter's ledgers at a time.

mod calendar;
mod cases;
mod chance;
mod corrections;
mod criteria;
mod decision;
mod editions;
mod enforcement;
mod filings;
mod forms;
mod hazards;
mod inspections;
mod kinds;
mod ledger;
mod named;
mod notices;
mod office;
mod plan;
mod registry;
mod rulings;
mod settings;
mod table;
mod tally;
mod telling;
#[cfg(test)]
mod tests;
mod tips;
mod uscc;
mod words;

use std::io;

use chrono::{Days, NaiveDate};

use cases::Cases;
use chance::{Chance, apportion};
use corrections::Corrections;
use criteria::{CRITERIA, Criteria};
use editions::CellBefore;
use forms::Forms;
use named::FirstNamed;
use notices::Notice;
use office::Office;
use plan::SamplePlan;
use registry::Registry;
use tally::{ByWindow, Ledgers, Tally};

use crate::source::Memory;

/// Takes one file: its path, relative with `/`, and its text.
pub type Emit<'a> = dyn FnMut(&str, &str) -> io::Result<()> + 'a;

/// How big an invented campaign is; what is not said is as in the notice's own city, or in proportion to it.
#[derive(Debug, Clone, Default)]
pub struct Size {
    /// Reporters, the city's bureau among them: 18. More than those are invented too.
    pub regions: Option<usize>,
    /// Months reported, from May 2023: 7.
    pub months: Option<usize>,
    /// Mines and tailings ponds: 70 for 17 counties.
    pub facilities: Option<usize>,
    /// Hazards found, major and general: 240 for 18 reporters and 7 months.
    pub hazards: Option<usize>,
    /// Another seed is another campaign of the same size.
    pub seed: u64,
    /// Whether its months are frozen, but for the last.
    pub is_closed: bool,
}

/// Writes a coherent invented campaign, file by file.
pub fn campaign(size: &Size, emit: &mut Emit) -> io::Result<()> {
    let plan = SamplePlan::new(size);
    let (mut files, mut named) = (Memory::new(), FirstNamed::default());
    let mut keep = |path: &str, text: &str| {
        if size.is_closed {
            files.put(path, text);
        }
        emit(path, text)
    };
    let changed = invent(&plan, &mut |path, text| {
        named.note(path, text);
        keep(path, text)
    })?;
    let (path, list) = named.file();
    keep(path, &list)?;
    if !size.is_closed {
        return Ok(());
    }
    editions::write(&plan, files, &changed).iter().try_for_each(|(path, text)| emit(path, text))
}

/// The files of a campaign, and what in its reports was corrected.
fn invent(plan: &SamplePlan, emit: &mut Emit) -> io::Result<Vec<CellBefore>> {
    declare(plan, true, emit)?;
    let mut registry = Registry::invent(plan);
    let criteria = Criteria::of_2022();
    let manned: Vec<usize> = (0..plan.reporters.len()).map(|at| registry.manned(at).len()).collect();
    let shares = apportion(plan.hazards, &shares(&manned));
    // All hazards are known before the first is told: whose tips could be told shows beside those of all others.
    let mut settled = registry.clone();
    let mut kept: Vec<(Office, Ledgers, Chance)> = Vec::with_capacity(shares.len());
    for (reporter, &hazards) in shares.iter().enumerate() {
        let mut chance = Chance::of(plan.seed, 2 * reporter as u64 + 1);
        let office = Office::of(plan, reporter);
        let ledgers = keep(plan, &settled, &criteria, &office, hazards, &mut chance);
        settle(plan, &mut settled, &ledgers);
        kept.push((office, ledgers, chance));
    }
    tips::conceal(plan, &mut kept);
    let (mut notices, mut corrections) = (Vec::new(), Corrections::none());
    let mut cases = Cases::default();
    for (office, ledgers, mut chance) in kept {
        let reporter = ledgers.reporter;
        emit_ledgers(plan, &registry, &office, &ledgers, emit)?;
        cases.tell(plan, &registry, &office, &ledgers, emit)?;
        let mut tally = tally::count(plan, &registry, &ledgers);
        if reporter == 0 {
            publish_city_cases(plan, &mut tally, &mut chance);
        }
        let mut forms = Forms::new(plan, &ledgers, &tally, manned[reporter] as u64, &mut chance);
        for (month, period) in plan.calendar.periods.iter().enumerate().take(plan.months) {
            if let Some(report) = forms.report(month) {
                corrections.note(plan, reporter, month, &report);
                emit(&format!("data/reports/{}/{}.toml", period.id, plan.reporters[reporter].code), &report)?;
            }
        }
        settle(plan, &mut registry, &ledgers);
        notices.extend(ledgers.notices);
    }
    emit("data/corrections.toml", corrections.text())?;
    emit_registry(plan, &registry, notices, emit)?;
    Ok(corrections.changed)
}

/// Writes a site that builds as it is and has nothing to show yet: no reports, and no ledgers, for one that is there
/// and holds no row says that nothing happened, against which the first report would be held.
pub fn starter(today: NaiveDate, emit: &mut Emit) -> io::Result<()> {
    declare(&SamplePlan::empty(today), false, emit)?;
    emit("data/corrections.toml", Corrections::none().text())
}

/// The files that declare a campaign and count nothing.
fn declare(plan: &SamplePlan, sample: bool, emit: &mut Emit) -> io::Result<()> {
    emit("gongshi.toml", &settings::site(plan, sample))?;
    emit("data/campaign.toml", &settings::campaign(plan))?;
    emit("data/criteria.csv", CRITERIA)?;
    emit("data/thresholds.toml", include_str!("../../data/thresholds.toml"))?;
    emit("data/forms/dispatch.toml", include_str!("../../data/forms/dispatch.toml"))?;
    emit("data/forms/statistics.toml", include_str!("../../data/forms/statistics.toml"))?;
    emit("data/rates.toml", include_str!("../../data/rates.toml"))?;
    emit("data/ranking.toml", include_str!("../../data/ranking.toml"))?;
    emit("content/about.md", include_str!("../../content/about.md"))?;
    emit("content/index.md", include_str!("../../content/index.md"))?;
    // The notice is that of one campaign, and what is done with readers' data that of one host: a new
    // site writes its own pages about its own.
    if sample {
        emit("content/privacy.md", include_str!("../../content/privacy.md"))?;
        emit("content/policy.md", include_str!("../../content/policy.md"))?;
    }
    for (path, text) in cases::ELSEWHERE {
        emit(&format!("content/cases/{path}.md"), text)?;
    }
    emit("data/regions.csv", &settings::regions(plan))?;
    emit("data/rules.toml", include_str!("../../data/rules.toml"))?;
    for year in settings::years(&plan.calendar) {
        emit(&format!("data/workdays/{year}.csv"), &settings::workdays(year))?;
    }
    Ok(())
}

/// How hazards are shared among reporters: by mines where people work, and a tenth of all for the bureau.
fn shares(manned: &[usize]) -> Vec<usize> {
    let mut shares: Vec<usize> = manned.iter().map(|mines| mines * 9).collect();
    shares[0] = manned[0];
    shares
}

/// Invents one reporter's ledgers.
fn keep(
    plan: &SamplePlan,
    registry: &Registry,
    criteria: &Criteria,
    office: &Office,
    count: usize,
    chance: &mut Chance,
) -> Ledgers {
    let hazards = hazards::invent(plan, registry, criteria, office, count, chance);
    let inspections = inspections::invent(plan, registry, office, &hazards, chance);
    let decisions = enforcement::decide(plan, registry, office, &hazards, chance);
    let notices = if office.reporter == 0 {
        notices::about_counties(plan, chance)
    } else {
        notices::about_firms(plan, office.reporter, &decisions, chance)
    };
    Ledgers { reporter: office.reporter, hazards, inspections, decisions, notices }
}

/// The bureau publishes typical cases from the whole city, each of another enterprise; they stand in no ledger of
/// its own.
fn publish_city_cases(plan: &SamplePlan, tally: &mut Tally, chance: &mut Chance) {
    let found = &tally.found[1];
    let cases = (2..plan.months).map(|month| (month, chance.between(0, 3).min(found.total[month])));
    tally.exposures = ByWindow::flow(plan.months, cases.collect::<Vec<_>>().into_iter());
    tally.firms_exposed = tally.exposures.clone();
}

fn emit_ledgers(
    plan: &SamplePlan,
    registry: &Registry,
    office: &Office,
    ledgers: &Ledgers,
    emit: &mut Emit,
) -> io::Result<()> {
    let code = &plan.reporters[ledgers.reporter].code;
    let path = |ledger: &str| format!("data/ledger/{ledger}/{code}.csv");
    emit(&path("enforcement"), &ledger::enforcement_csv(plan, registry, office, ledgers))?;
    emit(&path("hazards"), &ledger::hazards_csv(registry, office, &ledgers.hazards))?;
    emit(&path("inspections"), &ledger::inspections_csv(plan, registry, office, ledgers))
}

/// The ledgers that are one file for all.
fn emit_registry(
    plan: &SamplePlan,
    registry: &Registry,
    notices: Vec<Notice>,
    emit: &mut Emit,
) -> io::Result<()> {
    emit("data/ledger/enterprises.csv", &registry.enterprises_csv(plan))?;
    emit("data/ledger/facilities.csv", &registry.facilities_csv(plan))?;
    emit("data/ledger/filings.csv", &filings::csv(plan, registry))?;
    emit("data/ledger/notices.csv", &notices::csv(plan, registry, notices))
}

/// Lets the registry show what was found and decided: closed mines, and those suspended in the last two months.
fn settle(plan: &SamplePlan, registry: &mut Registry, ledgers: &Ledgers) {
    for hazard in &ledgers.hazards {
        let met = hazard.criterion.map(|criterion| (criterion.code, hazard.description.clone()));
        registry.facilities[hazard.facility].met.extend(met);
    }
    for decision in ledgers.decisions.iter().filter(|decision| decision.is_valid_penalty()) {
        if decision.counts_for_closure() {
            registry.enterprises[decision.enterprise].penalised_on.push(decision.decided_on);
        }
        let facility = &mut registry.facilities[decision.facility];
        let recent = decision.decided_on + Days::new(60) > plan.as_of;
        match decision.kind {
            "close" => facility.change("closed", decision.decided_on),
            "suspend" if recent => facility.change("suspended", decision.decided_on),
            _ => {}
        }
    }
}
