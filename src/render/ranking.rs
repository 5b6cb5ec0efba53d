//! The ranking of a period, its index, and how one reporter stands: every score opens into its parts.

use rust_decimal::Decimal;
use tera::{Context, Value};

use super::pages::Drawing;
use super::shared::{day, object};
use crate::dataset::{Component, Full, PeriodAt, RegionAt};
use crate::figures::{Part, PartState, Standing, format_decimal, share};
use crate::limits;

impl Drawing<'_, '_> {
    /// `/ranking/`: how scores are made, and each period's ranking.
    pub(super) fn rankings(&self) -> Context {
        let mut context = self.context(&[]);
        context.insert_value("components", self.components(None).into());
        let rows = self.renderer.figures.periods().rev().map(|period| {
            let standings = self.renderer.ranking.period(period);
            let ranked = standings.iter().filter(|standing| standing.rank.is_some()).count();
            let first = standings.iter().take_while(|standing| standing.rank == Some(1));
            object([
                ("period", self.period_value(period)),
                ("link", format!("{}ranking/{}/", self.root, self.period_id(period)).into()),
                ("ranked", ranked.into()),
                ("expected", standings.len().into()),
                (
                    "first",
                    first.take(FEW).map(|standing| self.named(standing.region)).collect::<Vec<_>>().into(),
                ),
            ])
        });
        context.insert_value("rows", rows.collect::<Vec<_>>().into());
        context
    }

    /// `/ranking/2023-06/`.
    pub(super) fn ranking(&self, period: PeriodAt) -> Context {
        let mut context = self.context(&[("ranking", "ranking/".into())]);
        context.insert("title", self.period_id(period));
        context.insert_value("period", self.period_value(period));
        context.insert_value("before", self.sibling("ranking", period.before()));
        context.insert_value("after", self.sibling("ranking", Some(period.next())));
        let standings = self.renderer.ranking.period(period);
        context.insert_value("components", self.components(standings.first()).into());
        let many = standings.len() > limits::REPORTERS_PER_PAGE;
        context.insert_value("many", many.into());
        let shown = standings.iter().take(limits::REPORTERS_PER_PAGE);
        let rows = shown.map(|standing| self.standing_value(standing, period));
        context.insert_value("rows", rows.collect::<Vec<_>>().into());
        let dataset = self.renderer.dataset;
        let apart = dataset.there(period);
        let apart = apart.filter(|region| self.renderer.ranking.standing(*region, period).is_none());
        let apart: Vec<Value> = apart.take(FEW).map(|region| self.named(region)).collect();
        context.insert_value("apart", apart.into());
        context
    }

    /// How a reporter stands in every period, the latest first; empty where it is not ranked.
    pub(super) fn standings_of(&self, region: RegionAt) -> Vec<Value> {
        let periods = self.renderer.figures.periods().rev();
        let standings = periods.filter_map(|period| {
            let standing = self.renderer.ranking.standing(region, period)?;
            Some((period, self.standing_value(standing, period)))
        });
        // Those without a score stand last.
        let ranked = |period| self.renderer.ranking.period(period).partition_point(|one| one.rank.is_some());
        standings
            .map(|(period, standing)| {
                let link = format!("{}ranking/{}/", self.root, self.period_id(period));
                object([
                    ("period", self.period_value(period)),
                    ("ranking", link.into()),
                    ("of", ranked(period).into()),
                    ("standing", standing),
                ])
            })
            .collect()
    }

    /// The components as declared; with a period's standing it is known which are left out for all.
    fn components(&self, standing: Option<&Standing>) -> Vec<Value> {
        let scoring = self.renderer.dataset.scoring().into_iter();
        let components = scoring.flat_map(|scoring| &scoring.components).enumerate();
        let value = |(place, component): (usize, &Component)| {
            let part = standing.and_then(|standing| standing.parts.get(place));
            object([
                ("id", component.id.as_str().into()),
                ("title", component.title.as_str().into()),
                ("above", self.side(&component.numerator).into()),
                ("below", self.side(&component.denominator).into()),
                ("weight", component.weight.into()),
                ("direction", component.direction.code().into()),
                ("highest", (component.full == Full::Highest).into()),
                ("absent", part.is_some_and(|part| part.counted == PartState::Absent).into()),
                ("withheld", part.is_some_and(|part| part.counted == PartState::Withheld).into()),
            ])
        };
        components.map(value).collect()
    }

    fn standing_value(&self, standing: &Standing, period: PeriodAt) -> Value {
        let of = self.region_of(standing.region);
        let scoring = self.renderer.dataset.scoring().into_iter().flat_map(|scoring| &scoring.components);
        let parts = scoring.zip(&standing.parts).map(|(component, part)| part_value(component, part));
        let month = format!("{}regions/{}/{}/", self.root, of.code, self.period_id(period));
        object([
            ("name", of.name.as_str().into()),
            ("code", of.code.as_str().into()),
            ("link", format!("{}regions/{}/", self.root, of.code).into()),
            ("month", month.into()),
            ("rank", standing.rank.into()),
            ("score", standing.score.map(two_decimals).into()),
            ("weights", standing.weights.into()),
            ("parts", parts.collect::<Vec<_>>().into()),
            ("on", day(self.renderer.dataset.campaign().periods[period].to)),
        ])
    }
}

/// How many names stand in a sentence.
const FEW: usize = 10;

fn part_value(component: &Component, part: &Part) -> Value {
    let number = |number: Decimal| format_decimal(number, ",");
    let rate = part.rate.map(|rate| match component.full {
        Full::Whole => format!("{}%", number(share(rate, Decimal::ONE).unwrap_or(rate))),
        Full::Highest => number(rate),
    });
    object([
        ("title", component.title.as_str().into()),
        ("weight", component.weight.into()),
        ("above", part.above.map(number).into()),
        ("below", part.below.map(number).into()),
        ("partial", part.partial.into()),
        ("rate", rate.into()),
        ("points", part.points.map(two_decimals).into()),
        ("state", part.counted.code().into()),
    ])
}

/// Scores and points always show their two decimals, so that a column can be compared.
fn two_decimals(number: Decimal) -> String {
    format!("{number:.2}")
}
