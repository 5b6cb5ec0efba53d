//! A month as it is frozen: the three texts `gongshi close` writes.

mod table;

use std::fmt::Write as _;

use chrono::NaiveDate;

use crate::dataset::PeriodAt;
use crate::dataset::editions::{digest, figures_path, rows_path};
use crate::figures::Timeliness;
use crate::published::{Public, Published};

use table::{figures_csv, rows_csv};

pub use crate::dataset::editions::LIST;
pub use table::cell;

/// What `close` is told, and what it is told by the repository.
#[derive(Debug, Clone, Default)]
pub struct ClosingWords {
    /// Before all due days have passed.
    pub early: bool,
    /// Why the month is closed again.
    pub reason: Option<String>,
    /// The post that decided it.
    pub approved_by: Option<String>,
    /// The last commit that touched the site.
    pub commit: Option<String>,
}

/// The texts of an edition.
#[derive(Debug, Clone)]
pub struct EditionTexts {
    /// The table of figures: its path, and what stands in it.
    pub figures: (String, String),
    /// The table of rows.
    pub rows: (String, String),
    /// What is added to the end of the list.
    pub entry: String,
}

impl EditionTexts {
    /// Freezes what is published of a month on the day of its figures.
    #[must_use]
    pub fn of(public: &Public, published: &Published, period: PeriodAt, words: &ClosingWords) -> Self {
        let id = &public.campaign().periods[period].id;
        let before = public.editions().iter().filter(|edition| edition.period == period).count();
        let no = before as u32 + 1;
        let (figures, rows) = (figures_csv(public, published, period), rows_csv(public, period));
        let entry = entry(id, no, public.as_of(), [&figures, &rows], words);
        Self { figures: (figures_path(id, no), figures), rows: (rows_path(id, no), rows), entry }
    }
}

fn entry(period: &str, no: u32, day: NaiveDate, tables: [&str; 2], words: &ClosingWords) -> String {
    let text = |text: &str| toml::Value::from(text).to_string();
    let mut out = format!("\n[[editions]]\nperiod = {}\nno = {no}\nclosed_on = {day}\n", text(period));
    let mut put = |key: &str, value: Option<&String>| {
        if let Some(value) = value {
            let _ = writeln!(out, "{key} = {}", text(value));
        }
    };
    put("reason", words.reason.as_ref());
    put("approved_by", words.approved_by.as_ref());
    put("commit", words.commit.as_ref());
    if words.early {
        out.push_str("early = true\n");
    }
    let [figures, rows] = tables.map(digest);
    let version = text(env!("CARGO_PKG_VERSION"));
    let _ = write!(out, "version = {version}\nsha256 = \"{figures}\"\nrows_sha256 = \"{rows}\"\n");
    out
}

/// What the list begins with.
pub const LIST_HEAD: &str = "\
# 封存的月份，由 gongshi close 写，只增不改。
# The months that are frozen; written by gongshi close, added to and never edited.
";

/// The first form and reporter of a month that may still come in on time; none once all due days have passed.
#[must_use]
pub fn still_due(public: &Public, period: PeriodAt) -> Option<NaiveDate> {
    let due = public.forms().iter().flat_map(|form| &form.due);
    let last = due.map(|due| public.campaign().periods[period].day(due.day)).max()?;
    (last >= public.as_of()).then_some(last)
}

/// How many forms of a month have not come in.
#[must_use]
pub fn not_filed(public: &Public, period: PeriodAt) -> usize {
    let forms = 0..public.forms().len();
    let is_out = |form: usize, region| {
        matches!(
            public.timeliness(form, region, period),
            Timeliness::Awaited | Timeliness::Overdue(_) | Timeliness::Missing
        )
    };
    forms.map(|form| public.there(period).filter(|region| is_out(form, *region)).count()).sum()
}
