//! Sites with months that are frozen.

use chrono::{DateTime, NaiveDate};
use gongshi::published::closing::{ClosingWords, EditionTexts, LIST, LIST_HEAD};
use gongshi::release::{Options, Release};

use super::site::Site;

/// Freezes a month as it is published on a day.
pub fn close(site: Site, period: &str, day: &str) -> Site {
    let day: NaiveDate = day.parse().expect("a day");
    let options = Options { as_of: Some(day), ..Options::at(DateTime::UNIX_EPOCH) };
    let release = Release::of(&site.0, &options).0.expect("a site that stands");
    let at = release.public.campaign().period(period).expect("a month of it");
    let texts = EditionTexts::of(&release.public, &release.figures, at, &ClosingWords::default());
    let list = site.0.get(LIST).map_or_else(|| LIST_HEAD.to_owned(), |_| site.text(LIST));
    let (figures, rows) = (texts.figures, texts.rows);
    site.put(&figures.0, figures.1).put(&rows.0, rows.1).put(LIST, list + &texts.entry)
}
