//! A release: what one build would publish.
//!
//! In: a [`SiteSource`] and what is settled outside the site. Out: a [`Release`], its findings and the texts these point
//! into. This one function is what `build`, `check` and `serve` share with the tests and the benchmarks, so that none of
//! them can leave a step out; beyond it nothing true is to be had.

mod compared;
mod prepared;

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};

use crate::dataset::{self, Dataset};
use crate::diagnostic::{Finding, Findings, Place, Texts};
use crate::privacy::{self, PeopleNamed};
use crate::published::provenance::Provenance;
use crate::published::{Public, Published, cases};
use crate::render::{Renderer, Theme, own_texts};
use crate::site::Plan;
use crate::source::{self, SiteSource};

pub use compared::{Compared, SideRead};
pub use prepared::Prepared;

/// Told the name of each stage as it ends.
pub type Stages<'s> = dyn FnMut(&'static str) + Send + 's;

/// What is settled outside the site: on the command line, in the environment, by the clock.
#[derive(Debug, Clone)]
pub struct Options {
    /// The day that was asked for.
    pub as_of: Option<NaiveDate>,
    /// The time of `SOURCE_DATE_EPOCH`, where no day was asked for.
    pub epoch: Option<DateTime<Utc>>,
    /// Where the site will stand, instead of where its settings say.
    pub base_url: Option<String>,
    /// The time it is, for a site of which nothing says the day.
    pub now: DateTime<Utc>,
}

impl Options {
    /// For a site whose settings say the day, else this one.
    #[must_use]
    pub fn at(now: DateTime<Utc>) -> Self {
        Self { as_of: None, epoch: None, base_url: None, now }
    }

    /// The day: the one asked for, else that of the epoch, else the settings', else today where the campaign is. No other
    /// clock is read.
    fn day(&self, dataset: &Dataset) -> NaiveDate {
        let timezone = dataset.campaign.timezone;
        let local = |time: DateTime<Utc>| time.with_timezone(&timezone).date_naive();
        self.as_of.or(self.epoch.map(local)).or(dataset.settings.as_of).unwrap_or_else(|| local(self.now))
    }
}

/// What one build would publish.
#[derive(Debug)]
pub struct Release {
    /// Without what is withheld: the true ones are behind the wall.
    pub figures: Published,
    /// Everything else that may be shown.
    pub public: Public,
    /// Every file, by its address.
    pub plan: Plan,
    /// How it looks.
    pub theme: Theme,
}

impl Release {
    /// Reads, counts, checks, and keeps what may be published; `None` where the foundations do not stand. With an error
    /// among the findings it is not to be drawn.
    #[must_use]
    pub fn of(source: &dyn SiteSource, options: &Options) -> (Option<Self>, Findings, Texts) {
        Self::watched(source, options, &mut |_| ())
    }

    /// The same, telling of each stage.
    #[must_use]
    pub fn watched(
        source: &dyn SiteSource,
        options: &Options,
        stages: &mut Stages,
    ) -> (Option<Self>, Findings, Texts) {
        let findings = Findings::default();
        let blobs = source::read(source, &findings);
        stages("source");
        let paths: Vec<_> = blobs.iter().map(|blob| Arc::clone(&blob.path)).collect();
        let (dataset, mut texts) = dataset::load(blobs, &findings);
        stages("dataset");
        let settings = dataset.as_ref().map(|dataset| dataset.settings.clone());
        let people = dataset.as_ref().map(|dataset| PeopleNamed::of(&dataset.ledger)).unwrap_or_default();
        people.tell(&findings);
        privacy::named::in_remarks(&texts, &findings);
        let kept_back = people.kept_back();
        let listed = dataset.as_ref().map(|dataset| cases::listed(dataset, kept_back.clone()));
        // Of a site that does not stand, too: what is private is public once it is pushed. Beside the rest, of which
        // much is done by one thread.
        let private = privacy::Sweep::new(&texts, &paths, settings.as_ref());
        let (prepared, ()) = findings.of_both(
            |findings| dataset.and_then(|dataset| Prepared::of(dataset, options, findings, stages)),
            |findings| private.first(findings),
        );
        let (release, ()) = findings.of_both(
            |findings| prepared.map(|prepared| Self::publish(prepared, kept_back, findings, stages)),
            |findings| private.rest(findings),
        );
        findings.count_rows(&texts);
        if let Some(release) = &release {
            release.theme.add_texts(&mut texts);
        }
        let names = release.as_ref().map(|release| Arc::clone(release.public.forbidden()));
        let names = names.or_else(|| listed.map(|listed| Arc::new(listed())));
        texts.put_on(privacy::veil(settings.as_ref(), move |text| {
            names.as_ref().map(|names| names.spans(text)).unwrap_or_default()
        }));
        (release, findings, texts)
    }

    /// Over the wall, and plans what is there.
    fn publish(
        prepared: Prepared,
        kept_back: Vec<(String, Place)>,
        findings: &Findings,
        stages: &mut Stages,
    ) -> Self {
        let Prepared { dataset, figures, .. } = prepared;
        let (theme, figures) = findings.of_both(
            |findings| Theme::load(&dataset.settings, &dataset.assets, findings),
            |_| Published::of(figures, &dataset),
        );
        let public = Public::of(dataset, &figures, &own_texts(), kept_back, findings);
        let plan = Plan::make(&public, &figures, &theme.statics(), findings);
        stages("site");
        Self { figures, public, plan, theme }
    }

    /// What draws it; a faulty template is a finding.
    pub fn renderer(&self, commit: Option<&str>) -> Result<Renderer<'_>, Box<Finding>> {
        Renderer::new(&self.public, &self.figures, &self.plan, &self.theme, commit, None)
    }

    /// The same, which says of each value where it comes from. That is asked for apart from the release: it reads all that
    /// ever stood in the files, which a check need not.
    pub fn renderer_from<'r>(
        &'r self,
        commit: Option<&str>,
        provenance: Option<&'r Provenance>,
    ) -> Result<Renderer<'r>, Box<Finding>> {
        Renderer::new(&self.public, &self.figures, &self.plan, &self.theme, commit, provenance)
    }
}
