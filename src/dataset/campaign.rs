//! `data/campaign.toml`: the document, the phases, and the months with their windows.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{Datelike, NaiveDate};
use chrono_tz::Tz;

use super::Files;
use super::criteria_set::CriteriaSet;
use super::law_named::LawNamed;
use super::paper_kinds::{self, Milestone, PaperKind};
use super::row_at::RowAt;
use super::unique_id::unique;
use crate::diagnostic::{Code, Findings, Place};
use crate::parse::toml::{self, Fields};
use crate::say;

/// A campaign.
#[derive(Debug, Clone)]
pub struct Campaign {
    /// Its full title.
    pub title: String,
    /// The notice that started it.
    pub document: Option<Document>,
    /// Code of the region all others belong to.
    pub root: String,
    /// Where it is named.
    pub root_place: Place,
    /// Where its days begin and end.
    pub timezone: Tz,
    /// First day.
    pub starts_on: NaiveDate,
    /// Last day.
    pub ends_on: NaiveDate,
    /// In order of time.
    pub phases: Vec<Phase>,
    /// In order of time.
    pub milestones: Vec<Milestone>,
    /// What is to be filed besides the forms.
    pub papers: Vec<PaperKind>,
    /// In order of time, without gaps in their order.
    pub periods: Vec<Period>,
    /// Versions of the criteria.
    pub criteria_sets: Vec<CriteriaSet>,
    /// The sets of rules decisions are judged by; without them nothing is said of law.
    pub law: Option<LawNamed>,
    /// The file's path, for findings about it.
    pub path: Arc<str>,
}

/// A published document.
#[derive(Debug, Clone)]
pub struct Document {
    /// 文号
    pub no: String,
    /// As on the document: 关于印发…的通知.
    pub title: String,
    /// 成文日期
    pub issued_on: NaiveDate,
    /// 发文机关
    pub organ: String,
    /// Where its number is declared.
    pub place: Place,
}

/// A stretch of the campaign.
#[derive(Debug, Clone)]
pub struct Phase {
    /// `enforce`: unique in the file.
    pub id: String,
    /// 监管监察部门精准执法
    pub title: String,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
    /// Where it is declared.
    pub place: Place,
    /// Where its last day is.
    pub end_place: Place,
}

/// Index of a period.
pub type PeriodAt = RowAt<Period>;

/// A reporting month: not a calendar month, but a window from the day after one cut-off to the next.
#[derive(Debug, Clone)]
pub struct Period {
    /// `2023-06`; the month the forms are due in.
    pub id: String,
    /// First day counted.
    pub from: NaiveDate,
    /// Last day counted, the cut-off.
    pub to: NaiveDate,
    /// The first day of the month the forms are due in.
    pub month: NaiveDate,
    /// Where it is declared.
    pub place: Place,
}

impl Period {
    /// A day of the month the forms are due in; the month's last day where it is shorter.
    #[must_use]
    pub fn day(&self, day: u32) -> NaiveDate {
        (1..=day).rev().find_map(|day| self.month.with_day(day)).unwrap_or(self.month)
    }
}

const FILE: &str = "data/campaign.toml";

impl Campaign {
    /// Reads `data/campaign.toml`.
    #[must_use]
    pub fn read(files: &Files, findings: &Findings) -> Option<Self> {
        let file = files.require(FILE, findings)?;
        let text = toml::TomlText::whole(file);
        let table = toml::parse(text, findings)?;
        let fields = Fields::root(text, &table, findings);
        let (title, root, timezone) = (fields.text("title"), fields.text("root"), timezone(&fields));
        let (starts_on, ends_on) = (fields.date("starts_on"), fields.date("ends_on"));
        _ = starts_on.as_ref().zip(ends_on.as_ref()).map(|(from, to)| ordered(&fields, from, to));
        let document = fields.table("document").and_then(document);
        let mut first_phases = BTreeMap::new();
        let phases = fields.tables("phases").into_iter();
        let phases = phases.filter_map(|fields| phase(fields, &mut first_phases)).collect();
        let milestones = paper_kinds::milestones(&fields);
        let papers = paper_kinds::read(&fields, &milestones);
        let periods = periods(&fields);
        let criteria_sets =
            fields.tables("criteria_sets").into_iter().filter_map(CriteriaSet::read).collect();
        let law = fields.table("law").map(LawNamed::read);
        fields.done();
        Some(Self {
            title: title?.value,
            document,
            root_place: root.as_ref().map(|root| file.place(&root.span))?,
            root: root?.value,
            timezone: timezone?,
            starts_on: starts_on?.value,
            ends_on: ends_on?.value,
            phases,
            milestones,
            papers,
            periods: periods?,
            criteria_sets,
            law,
            path: Arc::clone(&file.path),
        })
    }

    /// The index of a period by its id.
    #[must_use]
    pub fn period(&self, id: &str) -> Option<PeriodAt> {
        self.periods.iter().position(|period| period.id == id).map(PeriodAt::nth)
    }

    /// How many periods are closed on a day: their cut-off has passed or is that day.
    #[must_use]
    pub fn closed_on(&self, day: NaiveDate) -> usize {
        self.periods.iter().take_while(|period| period.to <= day).count()
    }
}

fn timezone(fields: &Fields) -> Option<Tz> {
    let name = fields.text("timezone")?;
    let timezone = name.value.parse();
    if timezone.is_err() {
        fields.report(
            Code::UnknownWord,
            &name.span,
            say!("没有 `{}` 这个时区", "unknown timezone `{}`", name.value),
            Some(say!("中国写 `Asia/Shanghai`", "write an IANA name such as `Asia/Shanghai`")),
        );
    }
    timezone.ok()
}

fn document(fields: Fields) -> Option<Document> {
    let (no, title, issued_on) = (fields.text("no"), fields.text("title"), fields.date("issued_on"));
    let organ = fields.text("organ");
    // 主动公开 is shown nowhere yet, but the notice states it and a site may record it.
    let _ = fields.raw("openness");
    let place = no.as_ref().map(|no| fields.file().place(&no.span));
    fields.done();
    let (title, issued_on, organ) = (title?.value, issued_on?.value, organ?.value);
    Some(Document { no: no?.value, title, issued_on, organ, place: place? })
}

fn phase(fields: Fields, first: &mut BTreeMap<String, Place>) -> Option<Phase> {
    let (id, title) = (fields.text("id"), fields.text("title"));
    let (from, to) = (fields.date("from"), fields.date("to"));
    _ = id.as_ref().map(|id| unique(&fields, id, first));
    let (from, to) = (from?, to?);
    ordered(&fields, &from, &to);
    let (place, end_place) = (fields.place(), fields.file().place(&to.span));
    fields.done();
    let (id, title) = (id?.value, title?.value);
    Some(Phase { id, title, from: from.value, to: to.value, place, end_place })
}

/// All periods, in order, each beginning after the one before it; `None` if any is not as it should be.
fn periods(fields: &Fields) -> Option<Vec<Period>> {
    let mut periods: Vec<Period> = Vec::new();
    let mut whole = true;
    for fields in fields.tables("periods") {
        match period(&fields) {
            Some(period) => {
                if let Some(last) = periods.last()
                    && (period.from <= last.to || period.id <= last.id)
                {
                    fields.report(
                        Code::PeriodsOutOfOrder,
                        &fields.span(),
                        say!(
                            "{} 没有接在 {} 之后：上期截止 {}，本期从 {} 起",
                            "{} does not follow {}: that one ends on {}, this one begins on {}",
                            period.id,
                            last.id,
                            last.to,
                            period.from
                        ),
                        Some(say!(
                            "每期从上期截止日的次日起",
                            "each period begins the day after the last cut-off"
                        )),
                    );
                    whole = false;
                }
                periods.push(period);
            }
            None => whole = false,
        }
        fields.done();
    }
    if periods.is_empty() {
        fields.report(
            Code::MissingKey,
            &(0..0),
            say!("没有任何报告期 `[[periods]]`", "there are no `[[periods]]`"),
            Some(say!(
                "每期写一段 `[[periods]]`，有 `id`、`from`、`to`",
                "write a `[[periods]]` for each, with `id`, `from` and `to`"
            )),
        );
        whole = false;
    }
    whole.then_some(periods)
}

fn period(fields: &Fields) -> Option<Period> {
    let (id, from, to) = (fields.text("id"), fields.date("from"), fields.date("to"));
    let (id, from, to) = (id?, from?, to?);
    let Some(month) = month(&id.value) else {
        fields.wrong_type(&id.span, "月份，如 2023-06", "a month such as 2023-06");
        return None;
    };
    ordered(fields, &from, &to);
    Some(Period { id: id.value, from: from.value, to: to.value, month, place: fields.place() })
}

fn ordered(fields: &Fields, from: &toml::Spanned<NaiveDate>, to: &toml::Spanned<NaiveDate>) {
    if from.value > to.value {
        fields.report(
            Code::PeriodsOutOfOrder,
            &to.span,
            say!("止于 {} 却始于 {}", "ends on {} but begins on {}", to.value, from.value),
            Some(say!("改正 `from` 或 `to`", "correct `from` or `to`")),
        );
    }
}

/// The first day of a month written `2023-06`.
fn month(id: &str) -> Option<NaiveDate> {
    (id.len() == 7).then(|| crate::parse::scalar::date(&format!("{id}-01"))).flatten()
}
