//! From a source to a plan: what `build` and `check` share.

use std::path::Path;
use std::sync::Arc;

use chrono::{DateTime, Datelike, NaiveDate, Utc};

use super::stop::Stop;
use super::timings::Timings;
use crate::check;
use crate::dataset::{self, Dataset};
use crate::diagnostic::{Findings, Texts};
use crate::figures::Figures;
use crate::render::Theme;
use crate::say;
use crate::site::{Forbidden, Plan};
use crate::source::{self, Source};

/// A site that has been read, counted, checked and planned.
#[derive(Debug)]
pub struct Prepared {
    /// The campaign.
    pub dataset: Dataset,
    /// Its figures.
    pub figures: Figures,
    /// Its files.
    pub plan: Plan,
    /// How it looks.
    pub theme: Theme,
    /// The day.
    pub as_of: NaiveDate,
}

/// What is settled outside the site: on the command line and in the environment.
#[derive(Debug)]
pub struct Wishes {
    /// The day.
    as_of: Option<NaiveDate>,
    /// The time of `SOURCE_DATE_EPOCH`, where no day is wished for.
    epoch: Option<DateTime<Utc>>,
    /// Where the site will stand.
    base_url: Option<String>,
}

impl Wishes {
    /// A day, else that of `SOURCE_DATE_EPOCH`; a variable that says no time is not passed over: who sets it counts
    /// on it.
    pub fn new(as_of: Option<NaiveDate>) -> anyhow::Result<Self> {
        let epoch = if as_of.is_some() { None } else { epoch()? };
        Ok(Self { as_of, epoch, base_url: None })
    }

    /// With the address the site will have.
    #[must_use]
    pub fn at(self, base_url: Option<String>) -> Self {
        Self { base_url, ..self }
    }
}

/// The time that `SOURCE_DATE_EPOCH` says, if it says anything; days are written with four digits of a year.
fn epoch() -> anyhow::Result<Option<DateTime<Utc>>> {
    let Some(text) = std::env::var_os(EPOCH).filter(|text| !text.is_empty()) else { return Ok(None) };
    let text = text.to_string_lossy();
    let seconds = text.trim().parse().ok().filter(|seconds: &i64| *seconds >= 0);
    let time = seconds.and_then(|seconds| DateTime::from_timestamp(seconds, 0));
    match time.filter(|time| time.year() < 9999) {
        Some(time) => Ok(Some(time)),
        None => Err(Stop::error(say!(
            "环境变量 {EPOCH} 是 `{text}`：要写 1970 年以来的秒数，如 1687651200，或者不设",
            "the variable {EPOCH} is `{text}`: it takes seconds since 1970, such as 1687651200; or unset it"
        ))),
    }
}

/// The variable builds that are to come out the same agree on their day with.
const EPOCH: &str = "SOURCE_DATE_EPOCH";

/// A root without `gongshi.toml` is no site: there is nothing to check or build.
pub fn ensure_site_at(root: &Path) -> anyhow::Result<()> {
    let here = root.display();
    if !root.is_dir() {
        return Err(Stop::error(say!("{here}：没有这个目录", "{here}: no such directory")));
    }
    if root.join("gongshi.toml").symlink_metadata().is_err() {
        return Err(Stop::error(say!(
            "{here}：这里没有 gongshi.toml；`gongshi init DIR` 新建站点，`--root DIR` 指定别处的站点",
            "{here}: no gongshi.toml here; `gongshi init DIR` writes a new site, `--root DIR` names another"
        )));
    }
    Ok(())
}

/// Reads, counts, checks and plans; `None` where the foundations do not stand.
pub fn prepare(
    source: &dyn Source,
    wishes: &Wishes,
    findings: &Findings,
    timings: &mut Timings,
) -> (Option<Prepared>, Texts) {
    let blobs = source::read(source, findings);
    timings.stage("source");
    let paths: Vec<_> = blobs.iter().map(|blob| Arc::clone(&blob.path)).collect();
    let (dataset, mut texts) = dataset::load(blobs, findings);
    timings.stage("dataset");
    let settings = dataset.as_ref().map(|dataset| dataset.settings.clone());
    let listed = dataset.as_ref().map(Forbidden::listed);
    // Of a site that does not stand, too: what is private is public once it is pushed. Beside the rest, of which
    // much is done by one thread.
    let private = check::privacy::Sweep::new(&texts, &paths, settings.as_ref());
    let (counted, ()) = findings.of_both(
        |findings| dataset.and_then(|dataset| count(dataset, wishes, findings, timings)),
        |findings| private.first(findings),
    );
    let (prepared, ()) = findings.of_both(
        |findings| counted.map(|counted| plan(counted, findings, timings)),
        |findings| private.rest(findings),
    );
    if let Some(prepared) = &prepared {
        prepared.theme.add_texts(&mut texts);
    }
    let names = prepared.as_ref().map(|of| Forbidden::of(&of.dataset, &of.figures, &[])).or(listed);
    texts.put_on(check::privacy::veil(settings.as_ref(), move |text| {
        names.as_ref().map(|names| names.spans(text)).unwrap_or_default()
    }));
    (prepared, texts)
}

/// Counts and checks.
fn count(
    mut dataset: Dataset,
    wishes: &Wishes,
    findings: &Findings,
    timings: &mut Timings,
) -> Option<(Dataset, Figures, NaiveDate)> {
    if let Some(url) = &wishes.base_url {
        dataset.settings.base_url = format!("{}/", url.trim_end_matches('/'));
    }
    let as_of = as_of(wishes, &dataset);
    let figures = Figures::count(&dataset, as_of, findings)?;
    timings.stage("figures");
    check::check(&dataset, &figures, as_of, findings);
    timings.stage("check");
    Some((dataset, figures, as_of))
}

/// Withholds what is not published, and plans what is.
fn plan(
    (mut dataset, mut figures, as_of): (Dataset, Figures, NaiveDate),
    findings: &Findings,
    timings: &mut Timings,
) -> Prepared {
    dataset.reports.let_go_of_cells();
    let (theme, ()) =
        findings.of_both(|findings| Theme::load(&dataset, findings), |_| figures.withhold(&dataset));
    let plan = Plan::make(&dataset, &figures, &theme.statics(), findings);
    timings.stage("site");
    Prepared { dataset, figures, plan, theme, as_of }
}

/// The day: the flag, else `SOURCE_DATE_EPOCH`, else the settings, else today where the campaign is.
/// No other clock is read.
fn as_of(wishes: &Wishes, dataset: &Dataset) -> NaiveDate {
    let timezone = dataset.campaign.timezone;
    let local = |time: DateTime<Utc>| time.with_timezone(&timezone).date_naive();
    wishes.as_of.or(wishes.epoch.map(local)).or(dataset.settings.as_of).unwrap_or_else(|| local(Utc::now()))
}
