//! 一案双罚: cases in which an enterprise and its principal were both penalised, of the penalties that are public.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use tera::Value;

use crate::dataset::Yuan;
use crate::figures::format_decimal;
use crate::published::ledger::PublicDecision;
use crate::published::ledger::{Affair, DecisionAt, EnterpriseAt, Party};
use crate::render::pages::Drawing;
use crate::render::shared::{day, object};

/// What a case brought: the day of its last penalty, whose it was, and the fines of both; `None` where one was not
/// penalised.
#[derive(Default)]
struct Double {
    decided_on: NaiveDate,
    enterprise: Option<EnterpriseAt>,
    unit: Option<Yuan>,
    principal: Option<Yuan>,
}

impl Drawing<'_, '_> {
    /// How many public penalties there are, for how much, in how many cases both were penalised, and the latest of
    /// these cases.
    pub(super) fn penalty_totals(&self, public: &[(DecisionAt, PublicDecision)]) -> Value {
        let (mut count, mut sum) = (0_usize, Yuan::ZERO);
        let mut cases: BTreeMap<Affair, Double> = BTreeMap::new();
        for (index, decision) in public {
            let Some(told) = &decision.told else { continue };
            let yuan = told.fined().unwrap_or_default();
            count += 1;
            sum += yuan;
            let case = cases.entry(self.renderer.dataset.affair(*index)).or_default();
            case.decided_on = case.decided_on.max(decision.decided_on);
            case.enterprise = case.enterprise.or(told.enterprise);
            match told.party {
                Party::Unit => *case.unit.get_or_insert_default() += yuan,
                Party::Principal => *case.principal.get_or_insert_default() += yuan,
                Party::Person => {}
            }
        }
        let mut doubles: Vec<(Affair, Double)> = cases.into_iter().collect();
        doubles.retain(|(_, case)| case.unit.is_some() && case.principal.is_some());
        doubles.sort_by_key(|(id, case)| (std::cmp::Reverse(case.decided_on), *id));
        let rows = doubles.iter().take(CASES).map(|(_, case)| {
            object([
                ("decided_on", day(case.decided_on)),
                (
                    "enterprise",
                    case.enterprise.map(|firm| self.enterprise_link(firm, case.decided_on)).into(),
                ),
                ("unit", yuan(case.unit)),
                ("principal", yuan(case.principal)),
            ])
        });
        object([
            ("count", count.into()),
            ("yuan", yuan(Some(sum))),
            ("doubles", doubles.len().into()),
            ("rows", rows.collect::<Vec<_>>().into()),
        ])
    }
}

/// A sum, or nothing where there was no fine.
fn yuan(sum: Option<Yuan>) -> Value {
    sum.filter(|sum| *sum > Yuan::ZERO).map(|sum| format_decimal(sum.decimal(), ",")).into()
}

/// How many cases are listed, the latest first.
const CASES: usize = 40;
