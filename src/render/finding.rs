//! What a chart shows, said as its title: the latest month's numbers of a series over months, who has
//! most of a series over regions. Computed from the same figures, so a title never lies.

use rust_decimal::Decimal;

use super::Renderer;
use super::charts::{Chart, Kind, Point};
use super::figure::Scope;
use crate::dataset::Span;
use crate::figures::{Key, MeasureAt, format_decimal, share};

/// How many series a title has room for.
const SERIES: usize = 2;
/// How many regions that lead together are named.
const LEADERS: usize = 3;

impl Renderer<'_> {
    /// The finding of a chart; `None` where there is nothing to find.
    pub(super) fn finding(&self, chart: &Chart, scope: Scope) -> Option<String> {
        let is_over_months =
            scope.regions.len() == 1 || (chart.kind.is_over_time() && scope.measures.len() > 1);
        if scope.periods.is_empty() {
            None
        } else if is_over_months {
            self.latest(scope)
        } else if chart.kind == Kind::Bullet && scope.measures.len() == 2 {
            self.below_target(chart)
        } else {
            self.leaders(chart, scope)
        }
    }

    /// 截至2023年11月，累计发现的重大事故隐患198个，已整改的重大事故隐患155个（78.28%）
    fn latest(&self, scope: Scope) -> Option<String> {
        let (region, period) = (*scope.regions.first()?, *scope.periods.last()?);
        let item = |&measure: &MeasureAt| {
            let title = &self.figures.measures()[measure].title;
            let at = Key { measure, region, period, span: scope.span };
            let amount = self.amount(at)?;
            let is_beside =
                self.figures.measures()[measure].of.is_some_and(|of| scope.measures.contains(&of));
            let aside = match scope.span {
                Span::ToDate => self.rate(at).filter(|_| is_beside),
                Span::Month => self.change_said(at),
            };
            let key = if aside.is_some() { "say_item_aside" } else { "say_item" };
            let aside = aside.unwrap_or_default();
            Some(self.say(key, &[("measure", title), ("amount", &amount), ("aside", &aside)]))
        };
        let items: Vec<String> = scope.measures.iter().take(SERIES).filter_map(item).collect();
        if items.is_empty() {
            return None;
        }
        let key = if scope.span == Span::ToDate { "finding_to_date" } else { "finding_month" };
        let items = items.join(&self.comma());
        Some(self.say(key, &[("month", self.month_name(period)), ("items", &items)]))
    }

    /// 未整改的重大隐患以襄汾县最多，6项，占18.18%
    fn leaders(&self, chart: &Chart, scope: Scope) -> Option<String> {
        // Rates have no total, and who has the highest often has the fewest: a title says what they are.
        if scope.measures.iter().any(|of| self.figures.measures()[*of].rate.is_some()) {
            return None;
        }
        let latest = |points: &[Point]| points.last().cloned();
        // Of one measure over months each region is a series, else each is a point.
        let by_series = chart.kind.is_over_time();
        let (measure, points): (&str, Vec<Point>) = if by_series {
            let named = chart.series.iter().filter_map(|series| {
                let point = latest(&series.points)?;
                Some(Point { label: series.name.clone(), ..point })
            });
            (&self.figures.measures()[*scope.measures.first()?].title, named.collect())
        } else {
            let first = chart.series.first()?;
            (&first.name, first.points.clone())
        };
        let most = points.iter().filter_map(|point| point.value).max()?;
        if most.is_zero() {
            let is_whole = points.iter().all(|point| point.value.is_some());
            let key = if is_whole { "finding_none" } else { "finding_none_told" };
            return Some(self.say(key, &[("measure", measure)]));
        }
        let leading: Vec<&Point> = points.iter().filter(|point| point.value == Some(most)).collect();
        let labels: Vec<&str> = leading.iter().take(LEADERS).map(|point| point.label.as_str()).collect();
        let amount = self.say("say_amount", &[("value", &leading[0].text), ("unit", &chart.unit)]);
        let total: Decimal = points.iter().filter_map(|point| point.value).sum();
        let is_whole = points.iter().all(|point| point.value.is_some()) && scope.measures.len() == 1;
        let rate = share(most, total).filter(|_| is_whole && leading.len() == 1 && most < total);
        let key = match (leading.len(), rate) {
            (1, Some(_)) => "finding_most_of",
            (1, None) => "finding_most",
            (2..=LEADERS, _) => "finding_most_alike",
            _ => "finding_most_many",
        };
        let rate = rate.map(|rate| format_decimal(rate, "")).unwrap_or_default();
        let total = self.say("say_amount", &[("value", &format_decimal(total, ",")), ("unit", &chart.unit)]);
        let (labels, number) = (labels.join(&self.say("comma", &[])), leading.len().to_string());
        let blanks = [
            ("measure", measure),
            ("labels", &labels),
            ("amount", amount.trim_end()),
            ("rate", &rate),
            ("total", total.trim_end()),
            ("number", &number),
        ];
        Some(self.say(key, &blanks))
    }

    /// 5个单位的整改率低于目标
    fn below_target(&self, chart: &Chart) -> Option<String> {
        let [rates, targets] = chart.series.as_slice() else { return None };
        let below = rates.points.iter().zip(&targets.points);
        let below =
            below.filter(|(rate, target)| rate.value.zip(target.value).is_some_and(|(a, b)| a < b)).count();
        let blanks = [
            ("number", below.to_string()),
            ("measure", rates.name.clone()),
            ("target", targets.name.clone()),
        ];
        let blanks: Vec<(&str, &str)> = blanks.iter().map(|(name, value)| (*name, value.as_str())).collect();
        Some(self.say("finding_below", &blanks))
    }
}
