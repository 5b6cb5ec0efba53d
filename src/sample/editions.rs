//! Comes in: the files of an invented campaign. Goes out: the editions of its months, each frozen on the day after its last report
//! was due, from what was known then: without the reports that came later, and with what was corrected later as it first stood.

use chrono::{DateTime, Days, NaiveDate};

use super::calendar::with_day;
use super::plan::SamplePlan;
use crate::dataset::PeriodAt;
use crate::published::closing::{ClosingWords, EditionTexts, LIST, LIST_HEAD};
use crate::release::{Options, Release};
use crate::source::Memory;

/// The day of the month on which the last form is due.
const LAST_DUE: u32 = 25;
/// Who decides it.
const APPROVED_BY: &str = "市应急管理局分管副局长";

/// A cell of a report as it stood before it was corrected.
#[derive(Debug, Clone)]
pub(super) struct CellBefore {
    /// The report.
    pub(super) path: String,
    /// The line as it is, and as it first was.
    pub(super) lines: [String; 2],
    /// The day it was corrected.
    pub(super) on: NaiveDate,
}

/// The files of the editions, the list last.
pub(super) fn write(plan: &SamplePlan, mut files: Memory, changed: &[CellBefore]) -> Vec<(String, String)> {
    let mut written: Vec<(String, String)> = Vec::new();
    let mut list = LIST_HEAD.to_owned();
    for (place, period) in plan.calendar.periods.iter().enumerate().take(plan.months) {
        let day = with_day(period.to, LAST_DUE) + Days::new(1);
        if day > plan.as_of {
            break;
        }
        let known = as_of(&files, changed, day);
        let options = Options { as_of: Some(day), ..Options::at(DateTime::UNIX_EPOCH) };
        let (release, ..) = Release::of(&known, &options);
        let Some(release) = release else { break };
        let words = ClosingWords { approved_by: Some(APPROVED_BY.to_owned()), ..ClosingWords::default() };
        let edition = EditionTexts::of(&release.public, &release.figures, PeriodAt::nth(place), &words);
        list.push_str(&edition.entry);
        for (path, text) in [edition.figures, edition.rows] {
            files.put(&path, text.clone());
            written.push((path, text));
        }
        files.put(LIST, list.clone());
    }
    if !written.is_empty() {
        written.push((LIST.to_owned(), list));
    }
    written
}

/// The files as they stood on a day.
fn as_of(files: &Memory, changed: &[CellBefore], day: NaiveDate) -> Memory {
    let mut known = files.clone();
    for path in files.paths().filter(|path| path.starts_with("data/reports/")) {
        let text = text_of(files, path);
        let forms = text.split("\n[").enumerate();
        let in_time = forms.filter(|(_, form)| submitted_on(form).is_none_or(|on| on <= day));
        let in_time: Vec<(usize, &str)> = in_time.collect();
        if in_time.len() < 2 {
            known.remove(path);
        } else {
            let forms: Vec<&str> = in_time.iter().map(|(_, form)| *form).collect();
            known.put(path, forms.join("\n["));
        }
    }
    for change in changed.iter().filter(|change| change.on > day) {
        let [now, first] = &change.lines;
        known.put(&change.path, text_of(&known, &change.path).replacen(now.as_str(), first, 1));
    }
    known.remove("data/corrections.toml");
    known
}

fn text_of(files: &Memory, path: &str) -> String {
    String::from_utf8_lossy(files.get(path).unwrap_or_default()).into_owned()
}

/// The day a form came in.
fn submitted_on(form: &str) -> Option<NaiveDate> {
    form.lines().find_map(|line| line.strip_prefix("submitted_on = ")?.parse().ok())
}
