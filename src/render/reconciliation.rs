//! 对账: each rule between forms and ledgers with both values, reporter by reporter.

use rayon::prelude::*;
use tera::{Context, Value};

use super::Renderer;
use super::pages::Drawing;
use super::shared::object;
use crate::dataset::{PeriodAt, RegionAt, Rule, Side, Span};
use crate::diagnostic::Severity;
use crate::figures::format_decimal;
use crate::limits;
use crate::published::{Comparison, PublicRow, Verdict};

impl Drawing<'_, '_> {
    /// `/reconciliation/`: the rules, and how each period stands.
    pub(super) fn reconciliations(&self) -> Context {
        let mut context = self.context(&[]);
        let rules = self.renderer.comparisons.rules();
        context.insert_value("rules", rules.map(|rule| self.rule(rule)).collect::<Vec<_>>().into());
        // Many rules, reporters and periods: on all threads, before one goes through them.
        let periods = self.renderer.figures.periods();
        periods.clone().collect::<Vec<_>>().into_par_iter().for_each(|period| {
            self.verdicts(period);
        });
        let rows = periods.clone().rev().map(|period| {
            object([
                ("period", self.period_value(period)),
                ("link", format!("{}reconciliation/{}/", self.root, self.period_id(period)).into()),
                ("counts", self.verdicts(period).counts().value()),
            ])
        });
        context.insert_value("rows", rows.collect::<Vec<_>>().into());
        let withheld = periods.clone().any(|period| self.verdicts(period).counts().withheld > 0);
        context.insert_value("withheld", withheld.into());
        context
    }

    /// `/reconciliation/2023-06/`.
    pub(super) fn reconciliation(&self, period: PeriodAt) -> Context {
        let mut context = self.context(&[("reconciliation", "reconciliation/".into())]);
        context.insert("title", self.period_id(period));
        context.insert_value("period", self.period_value(period));
        context.insert_value("before", self.sibling("reconciliation", period.before()));
        context.insert_value("after", self.sibling("reconciliation", Some(period.next())));
        let many = self.renderer.dataset.regions().reporters().len() > limits::REPORTERS_PER_PAGE;
        context.insert_value("many", many.into());
        let verdicts = self.verdicts(period);
        let rules = self.renderer.comparisons.rules().zip(&verdicts.rules).enumerate();
        let rules = rules.map(|(place, (rule, OfRule { counts, shown }))| {
            let rows = shown.iter().map(|(region, comparison)| {
                let behind = if comparison.verdict == Verdict::Differs && !many {
                    self.behind(place, *region, period)
                } else {
                    Value::from(Vec::<Value>::new())
                };
                self.comparison(*region, period, comparison, behind)
            });
            object([
                ("rule", self.rule(rule)),
                ("counts", counts.value()),
                ("rows", rows.collect::<Vec<_>>().into()),
            ])
        });
        context.insert_value("rules", rules.collect::<Vec<_>>().into());
        context.insert_value("withheld", (verdicts.counts().withheld > 0).into());
        context
    }

    /// How all rules stand in a period; counted once for all pages that say so.
    fn verdicts(&self, period: PeriodAt) -> &Verdicts {
        self.renderer.verdicts[period.place()].get_or_init(|| {
            let Renderer { comparisons, dataset, .. } = self.renderer;
            // Where there are too many to read, those that differ are what people look for.
            let many = dataset.regions().reporters().len() > limits::REPORTERS_PER_PAGE;
            let mut rules = Vec::new();
            rules.resize_with(comparisons.rules().count(), OfRule::default);
            // A reporter's figures lie side by side.
            for region in dataset.there(period) {
                for (place, of) in rules.iter_mut().enumerate() {
                    let comparison = comparisons.at(place, region, period);
                    of.counts.add(&comparison);
                    let is_shown = !many || comparison.verdict == Verdict::Differs;
                    if is_shown && of.shown.len() < limits::REPORTERS_PER_PAGE {
                        of.shown.push((region, comparison));
                    }
                }
            }
            Verdicts { rules }
        })
    }

    /// What a month's page says of the rules: how they stand, and where one does not hold; nothing where there are
    /// none.
    pub(super) fn compared_part(&self, period: PeriodAt) -> Value {
        let rules: Vec<&Rule> = self.renderer.comparisons.rules().collect();
        if rules.is_empty() {
            return Value::none();
        }
        let verdicts = self.verdicts(period);
        let counts = verdicts.counts();
        let none = || Value::from(Vec::<Value>::new());
        let differing = rules.iter().zip(&verdicts.rules).flat_map(|(rule, of)| {
            let differing = of.shown.iter().filter(|(_, comparison)| comparison.verdict == Verdict::Differs);
            differing.map(move |(region, comparison)| (rule, region, comparison))
        });
        let rows = differing.take(DIFFERING).map(|(rule, region, comparison)| {
            object([("rule", self.rule(rule)), ("of", self.comparison(*region, period, comparison, none()))])
        });
        let rows: Vec<Value> = rows.collect();
        object([
            ("counts", counts.value()),
            ("more", (counts.differs - rows.len()).into()),
            ("rows", rows.into()),
            ("link", format!("{}reconciliation/{}/", self.root, self.period_id(period)).into()),
        ])
    }

    /// A rule as it was declared, with the reason where a site weighs it less.
    fn rule(&self, rule: &Rule) -> Value {
        object([
            ("id", rule.id.as_str().into()),
            ("title", rule.title.as_deref().unwrap_or(&rule.id).into()),
            ("left", self.side(&rule.left).into()),
            ("op", rule.op.code().into()),
            ("right", self.side(&rule.right).into()),
            ("over", if rule.over == Span::Month { "month" } else { "to_date" }.into()),
            ("months", if rule.months > 1 { Value::from(rule.months) } else { Value::none() }),
            ("weak", (rule.severity == Severity::Warning).into()),
            ("reason", rule.reason.clone().unwrap_or_default().into()),
        ])
    }

    fn comparison(
        &self,
        region: RegionAt,
        period: PeriodAt,
        comparison: &Comparison,
        behind: Value,
    ) -> Value {
        let of = self.region_of(region);
        let Comparison { left, right, behind: of_months, verdict } = comparison;
        // What cannot be compared has no difference: part of it is a month nobody reported.
        let both = left.zip(*right).filter(|_| *verdict != Verdict::Unknown);
        let difference = both.map(|(left, right)| left - right);
        let coverage = of_months.map(|(reported, expected)| format!("{reported}/{expected}"));
        let text = |number: Option<rust_decimal::Decimal>| number.map(|number| format_decimal(number, ","));
        object([
            ("name", of.name.as_str().into()),
            ("link", format!("{}regions/{}/{}/", self.root, of.code, self.period_id(period)).into()),
            ("left", text(*left).into()),
            ("right", text(*right).into()),
            ("difference", text(difference).into()),
            ("partial", of_months.is_some().into()),
            ("coverage", coverage.into()),
            ("verdict", verdict.code().into()),
            ("behind", behind),
        ])
    }

    /// The public ledger rows behind a rule's figures.
    fn behind(&self, rule: usize, region: RegionAt, period: PeriodAt) -> Value {
        let Renderer { figures, dataset, comparisons, .. } = self.renderer;
        let rows = dataset.rows_behind(figures, comparisons.of_ledgers(rule), region, period);
        let shown = rows.into_iter().map(|row| match row {
            PublicRow::Hazard(index) => self.row_link(dataset.hazard_id(index), "hazards"),
            PublicRow::Enterprise(index) => self.row_link(dataset.enterprise_id(index), "enterprises"),
            PublicRow::Facility(index) => self.row_link(dataset.facility_id(index), "facilities"),
            PublicRow::Decision(index) => self.entry("enforcement", dataset.decision(index).document_no),
            PublicRow::Inspection(index) => {
                let inspection = dataset.inspection(index);
                self.entry("inspections", &format!("{} {}", inspection.organ, inspection.ended_on))
            }
            PublicRow::Notice(index) => {
                let notice = dataset.notice(index);
                self.entry("notices", &format!("{} {}", notice.document_no, notice.issued_on))
            }
        });
        shown.take(ROWS_BEHIND).collect::<Vec<_>>().into()
    }

    /// A row that has no page of its own, in the list it stands in.
    fn entry(&self, section: &str, name: &str) -> Value {
        object([("name", name.trim().into()), ("link", format!("{}{section}/", self.root).into())])
    }

    fn row_link(&self, id: &str, section: &str) -> Value {
        object([("name", id.into()), ("link", format!("{}{section}/{id}/", self.root).into())])
    }

    /// The titles of the measures a side adds up.
    pub(super) fn side(&self, side: &Side) -> String {
        let figures = self.renderer.figures;
        let title = |id: &str| match figures.measure(id) {
            Some(measure) => figures.measures()[measure].title.clone(),
            None => id.to_owned(),
        };
        side.iter().map(|operand| title(&operand.measure)).collect::<Vec<_>>().join(" + ")
    }

    /// The same page of another period, where there is one.
    pub(super) fn sibling(&self, section: &str, period: Option<PeriodAt>) -> Value {
        let period = period.filter(|period| self.renderer.figures.is_closed(*period));
        let value = period.map(|period| {
            let id = self.period_id(period);
            object([
                ("id", id.into()),
                ("title", self.renderer.month_name(period).into()),
                ("link", format!("{}{section}/{id}/", self.root).into()),
            ])
        });
        value.into()
    }
}

/// How many rows are named behind one difference.
const ROWS_BEHIND: usize = 40;

/// How many differences a month's page names.
const DIFFERING: usize = 20;

/// How the rules stand in a period, in their order.
#[derive(Debug)]
pub(super) struct Verdicts {
    rules: Vec<OfRule>,
}

/// How one of them stands over all reporters, and the comparisons that are shown, by region.
#[derive(Debug, Default)]
struct OfRule {
    counts: RuleCounts,
    shown: Vec<(RegionAt, Comparison)>,
}

impl Verdicts {
    /// Over all rules.
    fn counts(&self) -> RuleCounts {
        let mut sum = RuleCounts::default();
        for RuleCounts { holds, differs, unknown, withheld } in self.rules.iter().map(|of| &of.counts) {
            sum.holds += holds;
            sum.differs += differs;
            sum.unknown += unknown;
            sum.withheld += withheld;
        }
        sum
    }
}

/// How many reporters a rule holds for.
#[derive(Debug, Default)]
struct RuleCounts {
    holds: usize,
    differs: usize,
    unknown: usize,
    withheld: usize,
}

impl RuleCounts {
    fn add(&mut self, comparison: &Comparison) {
        match comparison.verdict {
            Verdict::Holds => self.holds += 1,
            Verdict::Differs => self.differs += 1,
            Verdict::Unknown => self.unknown += 1,
            Verdict::Withheld => self.withheld += 1,
        }
    }

    fn value(&self) -> Value {
        object([
            ("holds", self.holds.into()),
            ("differs", self.differs.into()),
            ("unknown", self.unknown.into()),
            ("withheld", self.withheld.into()),
        ])
    }
}
