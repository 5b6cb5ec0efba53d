//! How fresh the site is, as inspections of government websites count: the home page and news within two
//! weeks, notices and policy within six months. Only asked of sites in Chinese, while the campaign runs.

use chrono::{Days, Months, NaiveDate};

use super::Subject;
use crate::dataset::{Page, Rubric};
use crate::diagnostic::{Code, Finding, Findings, Place};
use crate::say;

/// Two weeks.
const FORTNIGHT: Days = Days::new(14);
/// Half a year.
const SIX_MONTHS: Months = Months::new(6);

/// Checks the home page and every column there is.
pub fn check(subject: Subject, findings: &Findings) {
    let Subject { dataset, as_of, .. } = subject;
    findings.extend(dataset.pages.iter().filter_map(undated));
    let campaign = &dataset.campaign;
    let running = campaign.starts_on + FORTNIGHT <= as_of && as_of <= campaign.ends_on;
    if dataset.settings.in_english() || !running {
        return;
    }
    findings.extend(home(subject));
    findings.extend(
        [Rubric::News, Rubric::Notice, Rubric::Policy].into_iter().filter_map(|of| column(subject, of)),
    );
}

/// News, a notice or a policy needs its day.
fn undated(page: &Page) -> Option<Finding> {
    (page.column != Rubric::Other && page.updated_on.is_none()).then(|| {
        Finding::new(
            Code::EntryUndated,
            page.file.place(&(0..0)),
            say!("“{}”没有日期", "{:?} has no date", page.title),
        )
        .help(say!("在文件头写 `updated_on = …`", "write `updated_on = …` in its front matter"))
    })
}

/// The home page shows the figures: it changes with every report, correction and page.
fn home(subject: Subject) -> Option<Finding> {
    let Subject { dataset, figures, as_of } = subject;
    let closed = figures.latest().map(|latest| dataset.campaign.periods[latest].to);
    let filings = dataset.reports.iter().flat_map(|report| report.filings.iter().flatten());
    let filed = filings.filter_map(|filing| filing.submitted_on);
    let corrected = dataset.corrections.iter().map(|correction| correction.date.value);
    let written = dataset.pages.iter().filter_map(|page| page.updated_on);
    let days = closed.into_iter().chain(filed).chain(corrected).chain(written);
    let latest = days.filter(|day| *day <= as_of).max().unwrap_or(dataset.campaign.starts_on);
    (latest + FORTNIGHT < as_of).then(|| {
        Finding::new(
            Code::HomeStale,
            Place::file("content/index.md"),
            say!(
                "首页最近一次更新是 {latest}，到 {as_of} 已超过两周",
                "the home page last changed on {latest}, more than two weeks before {as_of}"
            ),
        )
        .help(say!("录入新的报表，或发布动态", "enter new reports, or publish news"))
    })
}

/// A column is as fresh as its latest page.
fn column(subject: Subject, column: Rubric) -> Option<Finding> {
    let Subject { dataset, as_of, .. } = subject;
    let pages = dataset.pages.iter().filter(|page| page.column == column);
    let dated = pages.filter_map(|page| Some((page.updated_on.filter(|day| *day <= as_of)?, page)));
    let (latest, page): (NaiveDate, &Page) = dated.max_by_key(|(day, page)| (*day, page.slug.as_str()))?;
    let (due, zh, en) = match column {
        Rubric::News => (latest + FORTNIGHT, "两周", "two weeks"),
        Rubric::Notice | Rubric::Policy | Rubric::Other => (latest + SIX_MONTHS, "六个月", "six months"),
    };
    let (code, title) = column.names();
    (due < as_of).then(|| {
        Finding::new(
            Code::ColumnStale,
            page.file.place(&(0..0)),
            say!(
                "{title}栏目（`{code}`）最近一次更新是 {latest}，到 {as_of} 已超过{zh}",
                "the column `{code}` ({title}) was last updated on {latest}, more than {en} before {as_of}",
            ),
        )
        .help(say!("发布新的内容，或更新这一页", "publish something new, or update this page"))
    })
}
