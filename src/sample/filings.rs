//! Comes in: a plan and its registry. Goes out: the register of plans, summaries and drawings that were filed.
//!
//! Nothing is left to chance, so that a further row changes no other file: most are in time, some late, some not there.

use chrono::{Days, NaiveDate};

use super::calendar::worked_day_up_to;
use super::kinds::MineKind;
use super::plan::SamplePlan;
use super::registry::Registry;
use super::table::CsvFile;
use crate::dataset::ledger::FILINGS;

/// `[[filings]]` of the campaign; interim report and summary are its milestones.
pub(super) fn kinds(plan: &SamplePlan) -> String {
    let [mobilised, ..] = &plan.calendar.phases;
    format!(
        "\n# What is filed besides the forms and milestones; `data/ledger/filings.csv` says what came in.\n\
         [[filings]]\nid = \"plan\"\ntitle = \"专项行动工作方案\"\nby = \"region\"\ndue_on = {}\n\n\
         [[filings]]\nid = \"drawings\"\ntitle = \"图纸报备\"\nby = \"facility\"\n\n\
         [[filings]]\nid = \"firm-plan\"\ntitle = \"一企一策整治方案\"\nby = \"enterprise\"\n",
        mobilised.to
    )
}

struct FilingRows<'p> {
    plan: &'p SamplePlan,
    table: CsvFile,
}

impl FilingRows<'_> {
    /// A row: `late` days after it is due, or before; none of what has not come by today.
    fn enter(&mut self, kind: &str, county: usize, of: Option<(&str, &str)>, due: NaiveDate, late: i64) {
        let plan = self.plan;
        let code = &plan.reporters[county].code;
        let on = if late < 0 {
            worked_day_up_to(due - Days::new(late.unsigned_abs()), plan.calendar.starts_on)
        } else {
            due + Days::new(late.unsigned_abs())
        };
        let filed_on = (on <= plan.as_of).then_some(on);
        // What counties file is due on the day of its kind.
        let own_due = of.map(|_| due);
        let id = of.map_or_else(|| format!("P{code}-{kind}"), |(_, id)| format!("P{id}-{kind}"));
        self.table.set("id", id).set("kind", kind).set("region", code);
        if let Some((column, id)) = of {
            self.table.set(column, id);
        }
        self.table.date("due_on", own_due).date("filed_on", filed_on).end();
    }
}

/// `data/ledger/filings.csv`
pub(super) fn csv(plan: &SamplePlan, registry: &Registry) -> String {
    let mut register = FilingRows { plan, table: CsvFile::of(FILINGS) };
    let calendar = &plan.calendar;
    let counties = 1..plan.reporters.len();
    let [interim, _] = &calendar.milestones;
    for county in counties {
        register.enter("plan", county, None, calendar.phases[0].to, if county == 8 { 3 } else { -1 });
        // The second county has not filed it yet.
        if interim.due_on <= plan.as_of && county != 2 {
            register.enter("interim", county, None, interim.due_on, if county % 6 == 5 { 5 } else { -2 });
        }
    }
    let due = calendar.phases[1].to;
    for (at, facility) in registry.facilities.iter().enumerate() {
        if facility.kind == MineKind::Underground && facility.enterprise.is_some() {
            let late = if at % 9 == 8 { 400 } else { -3 };
            register.enter("drawings", facility.county, Some(("facility", &facility.id)), due, late);
        }
    }
    for firm in registry.enterprises.iter().filter(|firm| plan.reporters[firm.county].key) {
        register.enter("firm-plan", firm.county, Some(("enterprise", &firm.id)), due, -5);
    }
    register.table.finish()
}
