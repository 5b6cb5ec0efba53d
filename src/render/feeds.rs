//! Atom feeds: the periods, the corrections and the cases, latest first. Their times are those of the data.

use std::fmt::Write;

use chrono::{NaiveDate, NaiveTime};

use super::Renderer;
use super::pages::Drawing;
use crate::dataset::PeriodAt;
use crate::escape;
use crate::published::PublicCase;

/// A feed before it is written.
pub struct Feed<'f> {
    /// Where it stands, below the root: `feeds/periods.xml`.
    pub path: &'f str,
    /// The page it tells of, below the root.
    pub page: &'f str,
    /// As readers list it: 公示期, or 2023年6月.
    pub title: String,
    /// Latest first.
    pub entries: Vec<FeedEntry>,
}

/// An entry of a feed.
pub struct FeedEntry {
    /// As readers list it: 公示期, or 2023年6月.
    pub title: String,
    /// Its page below the root, for ever: also its id.
    pub page: String,
    /// The day it was published.
    pub day: NaiveDate,
    /// The day it was last changed.
    pub updated: NaiveDate,
    /// What it says, as plain text.
    pub summary: String,
}

impl Feed<'_> {
    /// The feed as XML; a sample says so in every entry. It is as new as its newest entry: that another day has begun
    /// is no news.
    pub fn write(&self, renderer: &Renderer) -> Vec<u8> {
        let settings = &renderer.dataset.settings();
        let base = &settings.base_url;
        let start = renderer.dataset.campaign().periods.first().map_or(renderer.as_of, |period| period.from);
        let updated = self.entries.iter().map(|entry| entry.updated).max().unwrap_or(start);
        let warning = renderer.warning();
        let author = if settings.organ.name.is_empty() { &settings.title } else { &settings.organ.name };
        let mut out = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
        let _ = writeln!(
            out,
            "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n<title>{} · {}</title>\n<subtitle>{warning}{}</subtitle>\n\
             <id>{base}{path}</id>\n<link rel=\"self\" href=\"{base}{path}\"/>\n<link href=\"{base}{}\"/>\n\
             <updated>{}</updated>\n<author><name>{}</name></author>",
            settings.language,
            text(&self.title),
            text(&settings.title),
            text(&renderer.dataset.campaign().title),
            self.page,
            stamp(renderer, updated),
            text(author),
            path = self.path,
        );
        for entry in &self.entries {
            let _ = writeln!(
                out,
                "<entry>\n<title>{}</title>\n<id>{base}{page}</id>\n<link href=\"{base}{page}\"/>\n\
                 <published>{}</published>\n<updated>{}</updated>\n<summary>{warning}{}</summary>\n</entry>",
                text(&entry.title),
                stamp(renderer, entry.day),
                stamp(renderer, entry.updated),
                text(&entry.summary),
                page = entry.page,
            );
        }
        out.push_str("</feed>\n");
        out.into_bytes()
    }
}

/// Text between tags.
fn text(text: &str) -> String {
    let mut out = String::new();
    escape::xml(text, &mut out);
    out
}

/// A day's midnight where the campaign is.
fn stamp(renderer: &Renderer, day: NaiveDate) -> String {
    let midnight = day.and_time(NaiveTime::MIN);
    midnight
        .and_local_timezone(renderer.dataset.campaign().timezone)
        .earliest()
        .map_or_else(|| format!("{day}T00:00:00Z"), |time| time.to_rfc3339())
}

/// The closed periods: a period is published the day its window closes, and changed when a report of it comes in
/// later or a figure of it is corrected, as the site map says.
pub fn periods(renderer: &Renderer) -> Vec<u8> {
    let report = renderer.word("month_report");
    let changed = super::sitemap::periods_changed(renderer);
    let entries = renderer.figures.periods().rev().map(|at| {
        let period = &renderer.dataset.campaign().periods[at];
        FeedEntry {
            title: format!("{}{report}", renderer.month_name(at)),
            page: format!("periods/{}/", period.id),
            day: period.to,
            updated: changed[at.place()].map_or(period.to, |day| day.max(period.to)),
            summary: month_told(renderer, at),
        }
    });
    let title = renderer.word("feed_periods");
    Feed { path: "feeds/periods.xml", page: "periods/", title, entries: entries.collect() }.write(renderer)
}

/// What the month's page begins with, and who is missing from its sums.
fn month_told(renderer: &Renderer, period: PeriodAt) -> String {
    let page = Drawing { renderer, root: "", elder: false, section: "cases" };
    let lead = page.period_lead(period);
    let absent = page.absent(&page.headline(), renderer.dataset.regions().root(), period);
    let window = || renderer.window(period).to_owned();
    let told = [if lead.is_empty() { window() } else { lead }].into_iter().chain(absent);
    told.collect::<Vec<_>>().join(&renderer.say("say_join", &[]))
}

/// The corrections: each says what was published before and what is now.
pub fn corrections(renderer: &Renderer) -> Vec<u8> {
    // An entry of several figures is one event.
    let told = renderer.corrections().iter().filter(|corrected| corrected.is_first);
    let entries = told.map(|corrected| {
        let (was, is) = (renderer.word("corrected_old"), renderer.word("corrected_new"));
        let (comma, stop) = (renderer.word("but"), renderer.word("stop"));
        let region = &renderer.dataset.regions().all()[corrected.region];
        let month = corrected.period.map_or("", |period| renderer.month_name(period));
        let values = if corrected.old.is_empty() {
            String::new()
        } else {
            format!("{was} {}{comma}{is} {}{stop}", corrected.old, corrected.new)
        };
        FeedEntry {
            title: format!("{} {} {month}", corrected.figure, region.name).trim_end().to_owned(),
            page: corrected.page.clone(),
            day: corrected.date,
            updated: corrected.date,
            summary: format!("{values}{}", corrected.reason),
        }
    });
    let title = renderer.word("corrections");
    Feed { path: "feeds/corrections.xml", page: "corrections/", title, entries: entries.collect() }
        .write(renderer)
}

/// How many cases their feed holds.
const CASES: usize = 50;

/// The cases that are public: a reader of feeds drops what is no longer listed.
pub fn cases(renderer: &Renderer) -> Vec<u8> {
    let entry = |case: &PublicCase| {
        let shown = case.shown.as_ref()?;
        let day = shown.published_on.unwrap_or(renderer.as_of);
        Some(FeedEntry {
            title: shown.title.clone(),
            page: format!("cases/{}/", case.slug),
            day,
            updated: case.since.map_or(day, |since| since.max(day)),
            summary: shown.summary.clone(),
        })
    };
    let entries = renderer.dataset.exposed().into_iter().filter_map(entry).take(CASES).collect();
    let title = renderer.word("cases");
    Feed { path: "feeds/cases.xml", page: "cases/", title, entries }.write(renderer)
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_xml_cannot_hold_is_left_out() {
        assert_eq!(super::text("a\u{b}b\0<\u{ffff}\u{1b}\t县"), "a b &lt;  \t县");
    }
}
