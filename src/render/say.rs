//! Figures in sentences: what a month brought, what has come together, and what is missing from it.
//!
//! In: figures. Out: text in the site's language, made of the theme's strings, which hold blanks:
//! `{month}（{window}）：{items}。`. A number never reaches a sentence without its unit.

use rust_decimal::Decimal;

use super::Renderer;
use super::charts::fill;
use super::dates::Dates;
use crate::dataset::{Aggregation, Confidential, Period, PeriodAt, Publish, RegionAt, Span};
use crate::figures::{Figure, Key, MeasureAt, format_decimal, share};
use crate::published::Public;

/// A month's figure against that of the month before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Change(pub Decimal);

impl Change {
    /// `up`, `down` or `same`.
    pub fn direction(self) -> &'static str {
        match self.0.cmp(&Decimal::ZERO) {
            std::cmp::Ordering::Greater => "up",
            std::cmp::Ordering::Less => "down",
            std::cmp::Ordering::Equal => "same",
        }
    }

    /// `+`, `−` or nothing.
    pub fn sign(self) -> &'static str {
        match self.direction() {
            "up" => "+",
            "down" => "−",
            _ => "",
        }
    }

    /// By how much, without a sign.
    pub fn by(self) -> String {
        format_decimal(self.0.abs(), ",")
    }
}

/// A period in words, written out once for all pages.
#[derive(Debug)]
pub(super) struct Month {
    title: String,
    window: String,
}

impl Month {
    /// All periods of a campaign.
    pub fn all(dataset: &Public, dates: &Dates) -> Vec<Self> {
        let month = |period: &Period| Self {
            title: dates.told(&period.id),
            window: dates.range(period.from, period.to),
        };
        dataset.campaign().periods.iter().map(month).collect()
    }
}

impl Renderer<'_> {
    pub(super) fn dates(&self) -> &Dates {
        &self.charts.dates
    }

    /// A string of the theme with its blanks filled.
    pub(super) fn say(&self, key: &str, blanks: &[(&str, &str)]) -> String {
        fill(self.theme.strings().get(key), blanks)
    }

    /// 2023年11月
    pub(super) fn month_name(&self, period: PeriodAt) -> &str {
        &self.months[period.place()].title
    }

    /// 2023年10月21日至11月20日
    pub(super) fn window(&self, period: PeriodAt) -> &str {
        &self.months[period.place()].window
    }

    /// A number with its unit; `None` where there is no number.
    pub(super) fn amount(&self, at: Key) -> Option<String> {
        let of = &self.figures.measures()[at.measure];
        let figure = self.figures.at(at);
        figure.value()?;
        let text = self.numbers.plain_text(&figure, of, self.over(at));
        let unit = self.unit_of(at.measure, at.region, at.span);
        Some(self.say("say_amount", &[("value", &text), ("unit", unit)]).trim_end().to_owned())
    }

    /// A figure's month against the month before; `None` where either is missing or not everybody stands behind it.
    pub(super) fn change(&self, at: Key) -> Option<Change> {
        // A rate of this month and one of the last are of other things.
        if self.figures.measures()[at.measure].rate.is_some() {
            return None;
        }
        let whole = |period| {
            let figure = self.figures.at(Key { period, span: Span::Month, ..at });
            figure.value().filter(|_| !figure.is_partial())
        };
        Some(Change(whole(at.period)? - whole(at.period.before()?)?))
    }

    /// 比上月减少4个
    pub(super) fn change_said(&self, at: Key) -> Option<String> {
        let change = self.change(at)?;
        let key = match change.direction() {
            "up" => "say_up",
            "down" => "say_down",
            _ => "say_same",
        };
        let unit = self.unit_of(at.measure, at.region, Span::Month);
        Some(self.say(key, &[("by", &change.by()), ("unit", unit)]))
    }

    /// The share a figure is of the one it is part of: `96.79%`; `None` where it is part of none, either has no number,
    /// or there is nothing to be part of.
    pub(super) fn rate(&self, at: Key) -> Option<String> {
        let of = self.figures.measures()[at.measure].of?;
        let [part, whole] = [at.measure, of].map(|measure| self.figures.at(Key { measure, ..at }));
        // Where one lacks what the other has, their rate is of nothing: 4 rectified of 3 found.
        let covers = |figure: &Figure| (figure.reported, figure.expected);
        let alike = covers(&part) == covers(&whole) && self.figures.lack_the_same(at);
        let rate = share(part.value()?, whole.value()?).filter(|_| alike)?;
        Some(format!("{}%", format_decimal(rate, "")))
    }

    /// 占发现的重大事故隐患（28个）的82.14%; where none was found, 发现的重大事故隐患为0个，不计占比
    fn part_said(&self, at: Key) -> Option<String> {
        let whole = self.figures.measures()[at.measure].of?;
        self.figures.at(at).value()?;
        let amount = self.amount(Key { measure: whole, ..at })?;
        let rate = self.rate(at);
        let key = if rate.is_some() { "say_part" } else { "say_part_of_none" };
        let title = &self.figures.measures()[whole].title;
        let rate = rate.unwrap_or_default();
        Some(self.say(key, &[("rate", &rate), ("whole", title), ("amount", &amount)]))
    }

    /// What a key figure says below its number.
    pub(super) fn told(&self, at: Key) -> Vec<String> {
        let of = &self.figures.measures()[at.measure];
        let mut lines = Vec::new();
        let change = self.change_said(at);
        let adds_up = matches!(of.aggregation, Aggregation::Flow | Aggregation::Distinct);
        let month = self.amount(Key { span: Span::Month, ..at }).filter(|_| adds_up);
        if let (Some(amount), Span::ToDate) = (month, at.span) {
            let month = self.say("say_this_month", &[("amount", &amount)]);
            lines.push([Some(month), change].into_iter().flatten().collect::<Vec<_>>().join(&self.comma()));
        } else {
            lines.extend(change.filter(|_| of.aggregation != Aggregation::Flag));
        }
        lines.extend(self.part_said(at));
        lines.extend(self.sides_told(at));
        lines
    }

    /// The month in sentences: what it brought and how that differs from the month before, what has
    /// come together by then, what is still open.
    pub(super) fn lead(&self, measures: &[MeasureAt], region: RegionAt, period: PeriodAt) -> Vec<String> {
        let last = self.dataset.campaign().periods[period].to;
        let is_stock =
            |measure: &MeasureAt| self.figures.measures()[*measure].aggregation == Aggregation::Stock;
        let (stocks, flows): (Vec<MeasureAt>, Vec<MeasureAt>) =
            measures.iter().copied().partition(|measure| is_stock(measure));
        let item = |at: Key, aside: Option<String>| {
            let amount = self.amount(at)?;
            let title = &self.figures.measures()[at.measure].title;
            let key = if aside.is_some() { "say_item_aside" } else { "say_item" };
            let aside = aside.unwrap_or_default();
            Some(self.say(key, &[("measure", title), ("amount", &amount), ("aside", &aside)]))
        };
        let joined = |items: Vec<String>| items.join(&self.comma());
        let with_change = |&measure: &MeasureAt| {
            let at = Key { measure, region, period, span: Span::Month };
            item(at, self.change_said(at))
        };
        let with_rate = |&measure: &MeasureAt| {
            let at = Key { measure, region, period, span: Span::ToDate };
            item(at, self.rate(at))
        };
        let (month, window) = (self.month_name(period), self.window(period));
        let day = self.dates().day(last);
        let sentences = [
            ("say_month", joined(flows.iter().filter_map(with_change).collect())),
            ("say_to_date", joined(flows.iter().filter_map(with_rate).collect())),
            ("say_open", joined(stocks.iter().filter_map(with_change).collect())),
        ];
        let said = sentences.into_iter().filter(|(_, items)| !items.is_empty()).map(|(key, items)| {
            self.say(key, &[("month", month), ("window", window), ("day", &day), ("items", &items)])
        });
        said.collect()
    }

    /// What is published otherwise than by default, since when and why, in sentences.
    pub(super) fn policies(&self) -> Vec<String> {
        let cells = self.dataset.forms().iter().flat_map(|form| &form.cells);
        let said = cells.filter_map(|cell| {
            let Confidential { publish, from, reason, .. } = cell.confidential.as_ref()?;
            let key = match publish {
                Publish::Merged => return None,
                Publish::MergedOnly => "say_merged_only",
                Publish::Open => "say_opened",
            };
            let month = self.dates().told(&self.dataset.campaign().periods[*from].id);
            let reason = reason.as_ref().map(|reason| self.say("say_reason", &[("reason", reason)]));
            let blanks = [
                ("month", month.as_str()),
                ("measure", cell.title.as_str()),
                ("reason", reason.as_deref().unwrap_or_default()),
            ];
            Some(self.say(key, &blanks))
        });
        said.collect()
    }

    pub(super) fn comma(&self) -> String {
        self.say("say_comma", &[])
    }
}
