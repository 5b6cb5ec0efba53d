//! Cases as they may be shown on a day.
//!
//! In: cases, the ledger, a day. Out: for each that has a page a [`PublicCase`]: masked, or, once it is no longer
//! public, its reason without a name. Templates see these and nothing of the cases themselves.

mod masks;
mod stretches;
mod unnamed;

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::PageText;
use crate::dataset::Yuan;
use crate::dataset::cases::{CaseKind, Naming};
use crate::dataset::ledger::{Decision, DecisionStatus, EnterpriseAt, Word};
use crate::dataset::publication::{Publication, PublicationState, PublicationStep, Visibility};
use crate::dataset::{Case, CriterionAt, Dataset, Page, RegionAt, Rubric};
use crate::diagnostic::{Code, Finding, Findings};
use crate::figures::Figures;
use crate::say;

pub use masks::{Masks, NamedInCases};
pub use unnamed::{forbidden, listed, purged};

/// How many characters of a case its summary has.
const SUMMARY: usize = 90;

/// A case as it may be shown.
#[derive(Debug)]
pub struct PublicCase {
    /// Which case of the dataset it is.
    pub index: usize,
    /// Part of its address.
    pub slug: String,
    /// How it stands.
    pub state: PublicationState,
    /// Since when.
    pub since: Option<NaiveDate>,
    /// What it says; none once it is no longer public.
    pub shown: Option<ShownCase>,
    /// Why it stands so, without names.
    pub reason: Option<String>,
    /// The document that says so; not of a case that names nobody: it would lead to the name.
    pub document_no: Option<String>,
}

/// What a public case says.
#[derive(Debug)]
pub struct ShownCase {
    /// The head of its page, masked like its text.
    pub title: String,
    /// Whether it warns of somebody or shows good practice.
    pub kind: CaseKind,
    /// 第几批
    pub batch: Option<u32>,
    /// The region it happened in.
    pub region: Option<RegionAt>,
    /// Criteria of the dataset.
    pub criteria: Vec<CriterionAt>,
    /// The day it became public.
    pub published_on: Option<NaiveDate>,
    /// The last day it is.
    pub expires_on: Option<NaiveDate>,
    /// 危险作业罪
    pub dangerous_work_crime: bool,
    /// Who published it elsewhere, and where.
    pub source: Option<(String, String)>,
    /// The beginning of its text.
    pub summary: String,
    /// Its sections as they may be shown: people and firms masked.
    pub text: PageText,
    /// Its enterprise by index, where it is named.
    pub enterprise: Option<EnterpriseAt>,
    /// The penalties it tells of; where the firm is masked, without what leads to it.
    pub decisions: Vec<DecisionOfCase>,
    /// Ids of its hazards, where its enterprise is named.
    pub hazards: Vec<String>,
}

/// A decision behind a case.
#[derive(Debug)]
pub struct DecisionOfCase {
    /// What was decided.
    pub kind: &'static str,
    /// On whom.
    pub party: &'static str,
    #[allow(missing_docs)]
    pub amount_yuan: Option<Yuan>,
    /// `《安全生产法》第一百零二条`, as the ledger has it.
    pub basis: String,
    /// Its day, number and authority; none where they would lead to a masked name.
    pub source: Option<(NaiveDate, String, String)>,
}

/// Every case by the index of the dataset's; none for those that are not public yet.
#[must_use]
pub fn public(dataset: &Dataset, figures: &Figures, findings: &Findings) -> Vec<Option<PublicCase>> {
    let registry = NamedInCases::of(dataset, figures.as_of());
    let cases = dataset.cases.iter().enumerate();
    cases.map(|(index, case)| public_case(index, case, dataset, figures, &registry, findings)).collect()
}

fn public_case(
    index: usize,
    case: &Case,
    dataset: &Dataset,
    figures: &Figures,
    registry: &NamedInCases,
    findings: &Findings,
) -> Option<PublicCase> {
    let day = figures.as_of();
    let state = case.publication.on(day);
    let shown = match state.visibility() {
        Visibility::Hidden => return None,
        Visibility::Shown if case.is_held_back => return None,
        Visibility::Shown => Some(shown(case, dataset, figures, registry, findings)),
        Visibility::Removed => None,
    };
    let all = Masks::all(case, dataset, registry);
    let entry = case.reason(day);
    let names_firm = shown.as_ref().is_some_and(|shown| shown.enterprise.is_some());
    let document_no = entry.and_then(|entry| entry.document_no.as_ref());
    Some(PublicCase {
        index,
        slug: case.slug.clone(),
        state,
        since: case.publication.since(day),
        shown,
        reason: entry.map(|entry| all.apply(&entry.why)),
        document_no: document_no.filter(|_| names_firm).map(|at| at.value.clone()),
    })
}

fn shown(
    case: &Case,
    dataset: &Dataset,
    figures: &Figures,
    registry: &NamedInCases,
    findings: &Findings,
) -> ShownCase {
    let masks = Masks::of(case, dataset, registry);
    let page = Page {
        file: case.file.clone(),
        slug: format!("cases/{}", case.slug),
        title: case.title.value.clone(),
        description: None,
        column: Rubric::Other,
        updated_on: None,
        body: case.body.clone(),
    };
    let (text, left) = masks.over(PageText::read(&page, dataset, figures, findings));
    if left.is_some() {
        let declared =
            case.persons.first().map(|at| &at.span).or(case.enterprise.as_ref().map(|at| &at.span));
        findings.push(
            Finding::new(
                Code::NameInPieces,
                case.place(declared.unwrap_or(&case.naming.span)),
                say!("正文里有一处名字隐不去", "the text holds a name that cannot be masked"),
            )
            .help(say!(
                "名字中间不要夹 `**` 等标记，也不要写在链接的地址里",
                "do not put marks such as `**` inside the name, nor the name into the address of a link"
            )),
        );
    }
    let named = case.naming.value == Naming::Full;
    let ledger = &dataset.ledger;
    let decisions = case.actions.iter().map(|at| ledger.decisions.get(at.value));
    // What was revoked is told no more, in the days the case has to follow too; nor what has left.
    let day = figures.as_of();
    let decisions = decisions.filter(|decision| !decision.status.is_undone() && !decision.has_left(day));
    let hazards = case.hazards.iter().filter(|_| named).map(|at| ledger.hazards.get(at.value));
    let hazards = hazards.filter(|hazard| dataset.settings.hazard_list.names(hazard, day));
    ShownCase {
        title: masks.apply(&case.title.value),
        kind: case.kind,
        batch: case.batch.as_ref().map(|batch| batch.value),
        region: case.region,
        criteria: case.criteria.iter().map(|at| at.value).collect(),
        published_on: case.publication.first_published(),
        expires_on: case.publication.expires_on,
        dangerous_work_crime: case.dangerous_work_crime.is_some(),
        source: case.source.as_ref().map(|source| (source.name.clone(), source.url.clone())),
        summary: summary(case, &masks),
        text,
        enterprise: case.enterprise.as_ref().filter(|_| named).map(|at| at.value),
        decisions: decisions.map(|decision| public_decision(decision, dataset, named)).collect(),
        hazards: hazards.map(|hazard| ledger.hazards.id(hazard).to_owned()).collect(),
    }
}

fn public_decision(decision: &Decision, dataset: &Dataset, named: bool) -> DecisionOfCase {
    let text = |text| dataset.ledger.decisions.text(decision, text).to_owned();
    DecisionOfCase {
        kind: decision.kind.title(),
        party: decision.party.title(),
        amount_yuan: decision.amount_yuan,
        basis: text(decision.basis),
        source: named.then(|| (decision.decided_on, text(decision.document_no), text(decision.authority))),
    }
}

/// The first paragraph of the first section, in short.
fn summary(case: &Case, masks: &Masks) -> String {
    let Some(section) = case.sections.first() else { return String::new() };
    let text = &case.file.text[section.body.clone()];
    let paragraph = text.trim().split("\n\n").next().unwrap_or_default();
    let plain: String = paragraph.chars().filter(|c| !"*_`#[]\n\r".contains(*c)).collect();
    let plain = masks.apply(&plain);
    let mut short: String = plain.chars().take(SUMMARY).collect();
    if short.len() < plain.len() {
        short.push('…');
    }
    short
}

/// The life of a penalty, told by the same states as a case's.
#[must_use]
pub fn publication_of(decision: &Decision) -> Publication {
    let published = decision.published_on.map(|on| PublicationStep { on, to: PublicationState::Published });
    let change = match decision.status {
        DecisionStatus::Valid | DecisionStatus::Repaired => None,
        DecisionStatus::Amended => Some(PublicationState::Amended),
        DecisionStatus::Revoked | DecisionStatus::DeclaredUnlawful | DecisionStatus::DeclaredVoid => {
            Some(PublicationState::Withdrawn)
        }
    };
    let change = change.zip(decision.status_on).map(|(to, on)| PublicationStep { on, to });
    let mut steps: Vec<PublicationStep> = published.into_iter().chain(change).collect();
    steps.sort_by_key(|step| step.on);
    let expires_on = Some(decision.public_until);
    Publication { steps, expires_on, repaired_on: decision.repaired_on }
}

/// A link's address without percent-encoding.
fn decoded(link: &str) -> String {
    let bytes = link.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = (bytes[at] == b'%').then(|| link.get(at + 1..at + 3)).flatten();
        if let Some(byte) = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            out.push(byte);
            at += 3;
        } else {
            out.push(bytes[at]);
            at += 1;
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// Whom a case or a penalty that is out on a day names and the list of those who may be named does not have: by id, with the day of
/// the first.
pub(super) fn not_listed(dataset: &Dataset, day: NaiveDate) -> Vec<(String, NaiveDate)> {
    let ledger = &dataset.ledger;
    let is_listed = |enterprise| dataset.named.is_kept() && dataset.named.has(enterprise);
    let mut first: BTreeMap<EnterpriseAt, NaiveDate> = BTreeMap::new();
    let penalties = ledger.decisions.rows().iter().filter(|decision| {
        decision.kind.is_penalty() && !decision.status.is_undone() && !decision.has_left(day)
    });
    let of_penalties = penalties.filter_map(|decision| Some((decision.enterprise?, decision.published_on?)));
    let cases = dataset.cases.iter().filter(|case| {
        case.naming.value == Naming::Full && case.publication.on(day).visibility() == Visibility::Shown
    });
    let of_cases =
        cases.filter_map(|case| Some((case.enterprise.as_ref()?.value, case.publication.first_published()?)));
    for (enterprise, on) in of_penalties.chain(of_cases).filter(|(_, on)| *on <= day) {
        if !is_listed(enterprise) {
            let known = first.entry(enterprise).or_insert(on);
            *known = on.min(*known);
        }
    }
    let id = |at: EnterpriseAt| ledger.enterprises.id(ledger.enterprises.get(at)).to_owned();
    first.into_iter().map(|(at, on)| (id(at), on)).collect()
}
