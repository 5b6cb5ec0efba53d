//! From a source to a plan: what `build` and `check` share.

use std::path::Path;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};

use super::timings::Timings;
use crate::check;
use crate::dataset::{self, Dataset};
use crate::diagnostic::{Findings, Texts};
use crate::figures::Figures;
use crate::render::Theme;
use crate::site::Plan;
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

/// What is settled on the command line rather than in the site.
#[derive(Debug, Default)]
pub struct Wishes {
    /// The day.
    pub as_of: Option<NaiveDate>,
    /// Where the site will stand.
    pub base_url: Option<String>,
}

/// A root without `gongshi.toml` is no site: there is nothing to check or build.
pub fn ensure_site_at(root: &Path) -> anyhow::Result<()> {
    let here = root.display();
    anyhow::ensure!(root.is_dir(), "{here}: no such directory");
    anyhow::ensure!(
        root.join("gongshi.toml").symlink_metadata().is_ok(),
        "{here}: no gongshi.toml here; `gongshi init DIR` writes a new site, `--root DIR` names another"
    );
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
    // Of a site that does not stand, too: what is private is public once it is pushed. Beside the rest, of which
    // much is done by one thread.
    let (private, planned) = rayon::join(
        || {
            let findings = Findings::default();
            check::privacy::check(&texts, &paths, settings.as_ref(), &findings);
            findings.into_vec()
        },
        || {
            let findings = Findings::default();
            let prepared = dataset.and_then(|dataset| plan(dataset, wishes, &findings, timings));
            (prepared, findings.into_vec())
        },
    );
    findings.extend(private);
    let (prepared, found) = planned;
    findings.extend(found);
    if let Some(prepared) = &prepared {
        prepared.theme.add_texts(&mut texts);
    }
    (prepared, texts)
}

fn plan(
    mut dataset: Dataset,
    wishes: &Wishes,
    findings: &Findings,
    timings: &mut Timings,
) -> Option<Prepared> {
    if let Some(url) = &wishes.base_url {
        dataset.settings.base_url = format!("{}/", url.trim_end_matches('/'));
    }
    let as_of = as_of(wishes.as_of, &dataset);
    let mut figures = Figures::count(&dataset, as_of, findings)?;
    timings.stage("figures");
    check::check(&dataset, &figures, as_of, findings);
    timings.stage("check");
    dataset.reports.let_go_of_cells();
    figures.withhold(&dataset);
    let theme = Theme::load(&dataset, findings);
    let plan = Plan::make(&dataset, &figures, &theme.statics(), findings);
    timings.stage("site");
    Some(Prepared { dataset, figures, plan, theme, as_of })
}

/// The day: the flag, else `SOURCE_DATE_EPOCH`, else the settings, else today where the campaign is.
/// No other clock is read.
fn as_of(flag: Option<NaiveDate>, dataset: &Dataset) -> NaiveDate {
    let timezone = dataset.campaign.timezone;
    let local = |time: DateTime<Utc>| time.with_timezone(&timezone).date_naive();
    let epoch = || {
        let seconds = std::env::var("SOURCE_DATE_EPOCH").ok()?.trim().parse().ok()?;
        DateTime::from_timestamp(seconds, 0).map(local)
    };
    flag.or_else(epoch).or(dataset.settings.as_of).unwrap_or_else(|| local(Utc::now()))
}
