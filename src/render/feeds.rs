//! Atom feeds: the periods, the corrections and the cases, latest first. Their times are those of the data.

use std::fmt::Write;

use chrono::{NaiveDate, NaiveTime};

use super::Renderer;
use super::forms::escape;
use crate::parse::hidden;
use crate::site::PublicCase;

/// A feed before it is written.
pub struct Feed<'f> {
    /// Where it stands, below the root: `feeds/periods.xml`.
    pub path: &'f str,
    /// The page it tells of, below the root.
    pub page: &'f str,
    /// Its title.
    pub title: String,
    /// Latest first.
    pub entries: Vec<Entry>,
}

/// An entry of a feed.
pub struct Entry {
    /// Its title.
    pub title: String,
    /// Its page below the root, for ever: also its id.
    pub page: String,
    /// The day it was published.
    pub day: NaiveDate,
    /// What it says, as plain text.
    pub summary: String,
}

impl Feed<'_> {
    /// The feed as XML; a sample says so in every entry.
    pub fn write(&self, renderer: &Renderer) -> Vec<u8> {
        let settings = &renderer.dataset.settings;
        let base = &settings.base_url;
        let warning = match (settings.sample, settings.in_english()) {
            (true, true) => "Sample data, all invented. ",
            (true, false) => "示例数据，均为虚构。",
            (false, _) => "",
        };
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
            text(&renderer.dataset.campaign.title),
            self.page,
            stamp(renderer, renderer.as_of),
            text(author),
            path = self.path,
        );
        for entry in &self.entries {
            let _ = writeln!(
                out,
                "<entry>\n<title>{}</title>\n<id>{base}{page}</id>\n<link href=\"{base}{page}\"/>\n\
                 <updated>{}</updated>\n<summary>{warning}{}</summary>\n</entry>",
                text(&entry.title),
                stamp(renderer, entry.day),
                text(&entry.summary),
                page = entry.page,
            );
        }
        out.push_str("</feed>\n");
        out.into_bytes()
    }
}

/// Text between tags, without what XML cannot hold: one such character, and no reader takes the feed.
fn text(text: &str) -> String {
    let mut out = String::new();
    escape(text, &mut out);
    if out.contains(|c| !hidden::is_xml(c)) { out.replace(|c| !hidden::is_xml(c), " ") } else { out }
}

/// A day's midnight where the campaign is.
fn stamp(renderer: &Renderer, day: NaiveDate) -> String {
    let midnight = day.and_time(NaiveTime::MIN);
    midnight
        .and_local_timezone(renderer.dataset.campaign.timezone)
        .earliest()
        .map_or_else(|| format!("{day}T00:00:00Z"), |time| time.to_rfc3339())
}

/// The closed periods: a period is published the day its window closes.
pub fn periods(renderer: &Renderer) -> Vec<u8> {
    let campaign = &renderer.dataset.campaign;
    let report = renderer.word("month_report");
    let entries = campaign.periods[..renderer.figures.periods()].iter().rev().map(|period| Entry {
        title: format!("{} {report}", period.id),
        page: format!("periods/{}/", period.id),
        day: period.to,
        summary: format!("{} {} — {}", campaign.title, period.from, period.to),
    });
    let title = renderer.word("feed_periods");
    Feed { path: "feeds/periods.xml", page: "periods/", title, entries: entries.collect() }.write(renderer)
}

/// The corrections: each says what was published before and what is now.
pub fn corrections(renderer: &Renderer) -> Vec<u8> {
    let entries = renderer.corrections().into_iter().map(|corrected| {
        let (was, is) = (renderer.word("corrected_old"), renderer.word("corrected_new"));
        let (comma, stop) = (renderer.word("but"), renderer.word("stop"));
        Entry {
            title: format!("{} {}", corrected.figure, corrected.where_and_when),
            page: format!("corrections/#c{}", corrected.correction.no),
            day: corrected.correction.date.value,
            summary: format!(
                "{was} {}{comma}{is} {}{stop}{}",
                corrected.old, corrected.new, corrected.correction.reason
            ),
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
        Some(Entry {
            title: shown.title.clone(),
            page: format!("cases/{}/", case.slug),
            day: shown.published_on.unwrap_or(renderer.as_of),
            summary: shown.summary.clone(),
        })
    };
    let entries = renderer.plan.public_cases().into_iter().filter_map(entry).take(CASES).collect();
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
