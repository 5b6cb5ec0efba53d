//! Everything but figures, as it may be shown on a day.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::NaiveDate;

use super::cases::{self, PublicCase};
use super::editions::{self, Departure, Edition};
use super::ledger::{EnterpriseAt, PublicLedger};
use super::{Comparisons, PageText, Published};
use crate::check::Subject;
use crate::dataset::{
    Campaign, Criterion, Dataset, Form, Page, PeriodAt, RegionAt, Regions, Report, Rule, Scoring, Settings,
};
use crate::diagnostic::{Findings, Place};
use crate::figures::{PaperStanding, Timeliness, paper_standings, timeliness};
use crate::privacy::Forbidden;

/// A campaign as the public sees it on a day. What is declared (the campaign, its regions, forms and rules) is public as
/// it is; of reports, ledgers and cases only what the methods hand out.
#[derive(Debug)]
pub struct Public {
    /// Not to be had beyond the wall.
    pub(super) truth: Dataset,
    as_of: NaiveDate,
    texts: Vec<PageText>,
    ledger: PublicLedger,
    cases: Vec<Option<PublicCase>>,
    forbidden: Arc<Forbidden>,
    departures: Vec<Departure>,
}

/// When a reporter's month came in, and where it stands.
#[derive(Debug, Clone, Copy)]
pub struct PublicReport<'d>(&'d Report);

impl<'d> PublicReport<'d> {
    /// Its file, below the site's root.
    #[must_use]
    pub fn path(self) -> &'d Arc<str> {
        &self.0.path
    }

    /// Index of the reporter.
    #[must_use]
    pub fn region(self) -> RegionAt {
        self.0.region
    }

    /// Index of the period.
    #[must_use]
    pub fn period(self) -> PeriodAt {
        self.0.period
    }

    /// Whether a form is in it.
    #[must_use]
    pub fn has(self, form: usize) -> bool {
        self.0.filings[form].is_some()
    }

    /// The day a form came in; `None` where it did not, or the report does not say.
    #[must_use]
    pub fn submitted_on(self, form: usize) -> Option<NaiveDate> {
        self.0.filings[form].as_ref()?.submitted_on
    }

    /// The day the last of its forms came in.
    #[must_use]
    pub fn filed_on(self) -> Option<NaiveDate> {
        self.0.filings.iter().flatten().filter_map(|filing| filing.submitted_on).max()
    }
}

impl Public {
    /// Keeps of a dataset what may be shown on the day of its figures; a text that cannot be shown is a finding. `own` are
    /// the texts the program's own pages are made of: a short name may be part of a word in them; `kept_back` are people whom
    /// no page may name.
    #[must_use]
    pub fn of(
        mut truth: Dataset,
        published: &Published,
        own: &[&str],
        kept_back: Vec<(String, Place)>,
        findings: &Findings,
    ) -> Self {
        truth.reports.let_go_of_cells();
        let figures = &published.figures;
        let as_of = figures.as_of();
        let texts = truth.pages.iter().map(|page| PageText::read(page, &truth, figures, findings)).collect();
        let purged: BTreeSet<EnterpriseAt> = cases::purged(&truth, figures);
        let ledger = PublicLedger::of(&truth, as_of, &purged);
        let (cases, forbidden) = findings.of_both(
            |findings| cases::public(&truth, figures, findings),
            |_| Arc::new(cases::forbidden(&truth, figures, own, kept_back)),
        );
        let departures = editions::compare(&truth, figures, findings);
        Self { truth, as_of, texts, ledger, cases, forbidden, departures }
    }

    /// The day all of it is public on.
    #[must_use]
    pub fn as_of(&self) -> NaiveDate {
        self.as_of
    }

    /// `gongshi.toml`.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.truth.settings
    }

    /// The same site at another address.
    #[must_use]
    pub fn at(mut self, base_url: String) -> Self {
        self.truth.settings.base_url = base_url;
        self
    }

    /// `data/campaign.toml`.
    #[must_use]
    pub fn campaign(&self) -> &Campaign {
        &self.truth.campaign
    }

    /// `data/regions.csv`.
    #[must_use]
    pub fn regions(&self) -> &Regions {
        &self.truth.regions
    }

    /// `data/criteria.csv`.
    #[must_use]
    pub fn criteria(&self) -> &[Criterion] {
        &self.truth.criteria
    }

    /// `data/forms/*.toml`.
    #[must_use]
    pub fn forms(&self) -> &[Form] {
        &self.truth.forms
    }

    /// `data/rules.toml`.
    #[must_use]
    pub fn rules(&self) -> &[Rule] {
        &self.truth.rules
    }

    /// `data/ranking.toml`, where there is one.
    #[must_use]
    pub fn scoring(&self) -> Option<&Scoring> {
        self.truth.scoring.as_ref()
    }

    /// The pages written by hand.
    #[must_use]
    pub fn pages(&self) -> &[Page] {
        &self.truth.pages
    }

    /// What they say, in their order.
    #[must_use]
    pub fn texts(&self) -> &[PageText] {
        &self.texts
    }

    /// The lists of the ledgers.
    #[must_use]
    pub fn ledger(&self) -> &PublicLedger {
        &self.ledger
    }

    /// The cases that have a page, by the index of their file; none for those that are not public yet.
    #[must_use]
    pub fn cases(&self) -> &[Option<PublicCase>] {
        &self.cases
    }

    /// The cases that are public, the latest first.
    #[must_use]
    pub fn exposed(&self) -> Vec<&PublicCase> {
        let mut cases: Vec<_> = self.cases.iter().flatten().filter(|case| case.shown.is_some()).collect();
        let key = |case: &PublicCase| (case.shown.as_ref().and_then(|shown| shown.published_on), case.index);
        cases.sort_by_key(|case| std::cmp::Reverse(key(case)));
        cases
    }

    /// The part of a case's address that is its own.
    #[must_use]
    pub fn slug_of_case(&self, case: usize) -> &str {
        &self.truth.cases[case].slug
    }

    /// The file of a case, for a finding.
    #[must_use]
    pub fn path_of_case(&self, case: usize) -> &Arc<str> {
        &self.truth.cases[case].file.path
    }

    /// Whether a region is there in a period: outside its time it has no figures and no page of a month.
    #[must_use]
    pub fn is_there(&self, region: RegionAt, period: PeriodAt) -> bool {
        self.truth.regions.is_there(region, &self.truth.campaign.periods[period])
    }

    /// The reporters that are there in a period.
    pub fn there(&self, period: PeriodAt) -> impl Iterator<Item = RegionAt> + Clone {
        let regions = &self.truth.regions;
        regions.there(regions.root(), &self.truth.campaign.periods[period])
    }

    /// When a reporter's month came in; `None` where it did not.
    #[must_use]
    pub fn report(&self, region: RegionAt, period: PeriodAt) -> Option<PublicReport<'_>> {
        self.truth.reports.get(region, period).map(PublicReport)
    }

    /// All reports that came in, by region and period.
    pub fn reports(&self) -> impl Iterator<Item = PublicReport<'_>> {
        self.truth.reports.iter().map(PublicReport)
    }

    /// How each reporter stands with what is filed besides the forms, kind by kind; none where no register is kept.
    #[must_use]
    pub fn paper_standings(&self) -> Vec<Vec<(RegionAt, PaperStanding)>> {
        if self.truth.ledger.papers.is_kept() { paper_standings(&self.truth, self.as_of) } else { Vec::new() }
    }

    /// How a reporter stands with one form of one period.
    #[must_use]
    pub fn timeliness(&self, form: usize, region: RegionAt, period: PeriodAt) -> Timeliness {
        timeliness(&self.truth, form, region, period, self.as_of)
    }

    /// Whether a list of those who may be named is kept.
    #[must_use]
    pub fn keeps_named_list(&self) -> bool {
        self.truth.named.is_kept()
    }

    /// The enterprises that a case or a penalty names, or would if they were listed, and are not: by id, with the day it was first.
    #[must_use]
    pub fn not_listed(&self) -> Vec<(String, NaiveDate)> {
        cases::not_listed(&self.truth, self.as_of)
    }

    /// The months that are frozen, in the order they were.
    #[must_use]
    pub fn editions(&self) -> &[Edition] {
        self.truth.editions.all()
    }

    /// The latest edition of a month, by its place among all.
    #[must_use]
    pub fn edition_of(&self, period: PeriodAt) -> Option<usize> {
        self.truth.editions.of(period)
    }

    /// The figures that are not what was frozen, edition by edition.
    #[must_use]
    pub fn departures(&self) -> &[Departure] {
        &self.departures
    }

    /// The rules between forms and ledgers, ready to be compared; of one about a figure that is not published, no more
    /// than that.
    #[must_use]
    pub fn comparisons<'d>(&'d self, published: &'d Published) -> Comparisons<'d> {
        Comparisons::new(Subject { dataset: &self.truth, figures: &published.figures, as_of: self.as_of })
    }

    /// Names that may stand nowhere in the output.
    #[must_use]
    pub fn forbidden(&self) -> &Arc<Forbidden> {
        &self.forbidden
    }
}
