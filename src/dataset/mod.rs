//! From values to a typed campaign: settings, regions, forms, reports, pages.
//!
//! In: the site's files. Out: a [`Dataset`] whose references hold and whose values have their
//! types, with findings for all that did not. Nothing here depends on the day it is read: what
//! time decides is the business of `figures` and `check`.

mod campaign;
pub mod cases;
pub mod column;
mod columns;
mod content;
mod corrections;
mod criteria;
mod criteria_set;
pub mod editions;
mod files;
mod forms;
mod hazard_list;
mod law_named;
pub mod laws;
pub mod ledger;
pub mod life;
mod named;
mod opens;
mod paper_kinds;
pub mod publication;
mod ranking;
mod rates;
mod regions;
mod reports;
mod row_at;
mod rules;
mod settings;
mod sides;
mod thresholds;
mod unique_id;
mod yuan;

use crate::diagnostic::{Findings, Texts};
use crate::source::Blob;

pub use campaign::{Campaign, Document, Period, PeriodAt, Phase};
pub use cases::Case;
pub use content::{Page, Rubric};
pub use corrections::{CorrectedFigure, Correction, CorrectionKind};
pub use criteria_set::CriteriaSet;

pub use criteria::{COLUMNS as CRITERION_COLUMNS, Criterion, CriterionAt};
pub use editions::{Edition, Editions, FrozenValue};
pub use files::{Asset, Files};
pub use forms::{
    Aggregation, Cell, Confidential, Derived, Due, Form, FormItem, FormSection, Layout, Merged, Publish,
    Role, Span, Unit,
};
pub use hazard_list::{HazardList, HazardScope};
pub use laws::Laws;
pub use ledger::Ledger;
pub use named::{NAMED, NAMED_COLUMNS, NamedList};
pub use paper_kinds::{Milestone, PaperBy, PaperKind};
pub use ranking::{Component, Full, Scoring};
pub use rates::{Direction, RATES, Rate};
pub use regions::read::COLUMNS as REGION_COLUMNS;
pub use regions::{Region, RegionAt, RegionKind, Regions};
pub use reports::{Filed, Filing, Report, Reports, Value, path as report_path};
pub use row_at::RowAt;
pub use rules::{MeasureNames, Operand, Operator, Rule, Side};
pub use settings::{Organ, Privacy, Settings, record_number};
pub use thresholds::{Over, Quantity, Threshold};
pub use yuan::Yuan;

/// Everything a site is made of, well-formed.
#[derive(Debug)]
pub struct Dataset {
    /// `gongshi.toml`.
    pub settings: Settings,
    /// `data/campaign.toml`.
    pub campaign: Campaign,
    /// `data/regions.csv`.
    pub regions: Regions,
    /// `data/criteria.csv`.
    pub criteria: Vec<Criterion>,
    /// `data/thresholds.toml`, in its order.
    pub thresholds: Vec<Threshold>,
    /// `data/forms/*.toml`, by id.
    pub forms: Vec<Form>,
    /// `data/rules.toml`.
    pub rules: Vec<Rule>,
    /// `data/rates.toml`, in its order.
    pub rates: Vec<Rate>,
    /// `data/ranking.toml`, where there is one.
    pub scoring: Option<Scoring>,
    /// `data/reports/**`.
    pub reports: Reports,
    /// `data/ledger/**`.
    pub ledger: Ledger,
    /// `data/law/**` and what is built in, as the campaign names them.
    pub laws: Laws,
    /// `data/corrections.toml`, in its order.
    pub corrections: Vec<Correction>,
    /// `data/editions/**`, in the order they were closed.
    pub editions: Editions,
    /// `data/named.csv`
    pub named: NamedList,
    /// `content/**/*.md` but for the cases.
    pub pages: Vec<Page>,
    /// `content/cases/**`.
    pub cases: Vec<Case>,
    /// `themes/**`, as they are.
    pub assets: Vec<Asset>,
}

/// Reads a site. `None` where its foundations (settings, campaign, regions, forms) do not stand;
/// the texts are there in any case, for the findings to point into.
#[must_use]
pub fn load(blobs: Vec<Blob>, findings: &Findings) -> (Option<Dataset>, Texts) {
    let (files, texts) = Files::decode(blobs, findings);
    (read(&files, findings), texts)
}

fn read(files: &Files, findings: &Findings) -> Option<Dataset> {
    let settings = Settings::read(files, findings);
    let campaign = Campaign::read(files, findings);
    let regions = regions::read::read(files, findings);
    let forms = forms::read_all(files, campaign.as_ref(), findings);
    let campaign = campaign?;
    let criteria = criteria::read(files, &campaign, findings);
    let thresholds = thresholds::read(files, &criteria, findings);
    let regions = regions?.rooted(&campaign.root, &campaign.root_place, findings)?;
    let (settings, forms) = (settings?, forms?);
    let known = rules::MeasureNames { forms: &forms, criteria: &criteria };
    let rules = rules::reconciliation(files, known, findings);
    let rates = rates::read(files, known, findings);
    let scoring = Scoring::read(files, known, &rates, findings);
    let laws = Laws::read(files, campaign.law.as_ref(), findings);
    let (reports, mut ledger) = findings.of_both(
        |findings| Reports::read(files, &campaign, &regions, &forms, findings),
        |findings| Ledger::read(files, &campaign, &regions, &criteria, findings),
    );
    laws.settle(&mut ledger.decisions);
    laws.settle_notices(&mut ledger.notices);
    let corrections = corrections::read(files, findings);
    let editions = editions::read(files, &campaign, findings);
    let pages = content::read(files, findings);
    let mut cases = cases::read(files, &ledger, &criteria, &regions, findings);
    let named = NamedList::read(files, &ledger, findings);
    named.settle(&mut ledger, &mut cases);
    files.report_unexpected(findings);
    Some(Dataset {
        settings,
        campaign,
        regions,
        criteria,
        thresholds,
        forms,
        rules,
        rates: rates.all,
        scoring,
        reports,
        ledger,
        laws,
        corrections,
        editions,
        named,
        pages,
        cases,
        assets: files.assets().to_vec(),
    })
}
