//! Two sources as releases, and what differs between them: the one function that `diff` shares with the tests.

use chrono::NaiveDate;

use super::{Options, Release};
use crate::compare::{Difference, FilesChanged, Publishable, ReviewSide};
use crate::diagnostic::{Finding, Texts};
use crate::published::records::SourceRecords;
use crate::source::{ChangedFile, Digested, SiteSource};

/// One side, read and checked.
#[derive(Debug)]
pub struct SideRead {
    /// None where its foundations do not stand.
    pub release: Option<Release>,
    /// Sorted.
    pub findings: Vec<Finding>,
    #[allow(missing_docs)]
    pub texts: Texts,
}

/// Both sides, and what differs.
#[derive(Debug)]
pub struct Compared {
    #[allow(missing_docs)]
    pub old: SideRead,
    #[allow(missing_docs)]
    pub new: SideRead,
    #[allow(missing_docs)]
    pub difference: Difference,
}

impl SideRead {
    fn of(source: &dyn SiteSource, options: &Options) -> Self {
        let (release, findings, texts) = Release::of(source, options);
        Self { release, findings: findings.sorted(), texts }
    }

    fn publishable(&self) -> Option<Publishable<'_>> {
        let release = self.release.as_ref()?;
        Some(Publishable { public: &release.public, figures: &release.figures, plan: &release.plan })
    }

    fn side<'s>(&'s self, records: &'s SourceRecords) -> ReviewSide<'s> {
        ReviewSide { published: self.publishable(), findings: &self.findings, records }
    }
}

impl Compared {
    /// Reads both for one day, the new one's unless another is asked for: time passing is no change of data. `outside` are
    /// files that differ elsewhere in the repository.
    #[must_use]
    pub fn of(
        base: &dyn SiteSource,
        head: &dyn SiteSource,
        options: &Options,
        base_as_of: Option<NaiveDate>,
        outside: Vec<ChangedFile>,
    ) -> Self {
        let (base, head) = (Digested::new(base), Digested::new(head));
        let new = SideRead::of(&head, options);
        let day = new.release.as_ref().map(|release| release.figures.as_of());
        let as_of = base_as_of.or(day).or(options.as_of);
        let old = SideRead::of(&base, &Options { as_of, ..options.clone() });
        let of_site = head.differing(&base);
        let paths = || of_site.iter().map(|file| file.path.as_str());
        let [before, now] = [&old, &new].map(|side| SourceRecords::of(&side.texts, paths()));
        let files = FilesChanged { of_site: of_site.clone(), outside };
        let difference = Difference::of(&old.side(&before), &new.side(&now), files);
        Self { old, new, difference }
    }

    /// What time alone does to the old side, where its own settings say another day: it is read once more for that.
    pub fn tell_time_apart(&mut self, base: &dyn SiteSource, options: &Options) {
        let Some(release) = &self.old.release else { return };
        let (own, day) = (release.public.settings().as_of, release.figures.as_of());
        let Some(own) = own.filter(|own| *own != day) else { return };
        let before = SideRead::of(base, &Options { as_of: Some(own), ..options.clone() });
        let none = SourceRecords::default();
        let by_time = Difference::of(&before.side(&none), &self.old.side(&none), FilesChanged::default());
        let (lowest, follow) = by_time.figures;
        self.difference.by_time = Some((own, lowest + follow));
    }
}
