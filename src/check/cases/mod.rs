//! Whether cases may be published as they are: their form, their life, what they say against the rows behind them.

mod articles;
mod batches;
mod checked;
mod criteria;
mod dates;
mod days;
mod documents;
mod due;
mod fines;
mod firms;
mod form;
mod hazards;
mod imposed;
mod lexicon;
mod life;
mod links;
mod masked;
mod measures;
mod money;
mod names;
mod numerals;
mod places;
mod praise;
mod prose;
mod record;
mod sources;
mod steps;
mod tips;

use rayon::prelude::*;

use super::Subject;
use super::criterion_titles::CriterionTitles;
use crate::dataset::cases::CaseKind;
use crate::dataset::publication::Visibility;
use crate::dataset::{Case, RegionAt};
use crate::diagnostic::{Cause, Findings};
use crate::say;

/// Runs every check of cases, and of what is published about penalties.
pub(super) fn check(subject: Subject, findings: &Findings) {
    let cases = &subject.dataset.cases;
    // Against decisions that could not be read nothing is held: that they could not has been told.
    let behind = (!subject.dataset.ledger.decisions_are_broken() && !cases.is_empty())
        .then(|| AgainstRecords::of(subject));
    let of_case = |case: &Case| {
        let of_one = |findings: &Findings| {
            form::check(subject, case, findings);
            life::check(case, findings);
            if let Some(behind) = &behind {
                form::naming(subject, case, findings);
                let found = Findings::of(|own| behind.check(case, own)).1;
                findings.extend(found.into_iter().map(|one| one.follows_from(of_another(case))));
            }
            names::check(subject, case, findings);
        };
        let found = Findings::of(of_one).1;
        Findings::of(|findings| checked::pass(case, found, findings)).1
    };
    findings.extend(cases.par_iter().flat_map_iter(of_case).collect::<Vec<_>>());
    form::document_numbers(subject, findings);
    batches::check(subject, findings);
    names::elsewhere(subject, findings);
    tips::check(subject, findings);
    sources::check(subject, findings);
    due::check(subject, findings);
}

/// What it follows from that a text differs from its rows throughout: it was written of others.
fn of_another(case: &Case) -> Cause {
    let actions = case.actions.first().map_or(0..0, |action| action.span.clone());
    Cause::of_column(
        case.place(&actions),
        say!(
            "正文处处与所列决定、隐患不符，多半写的是另一个案例",
            "the text differs from its decisions and hazards throughout: it may be of another case"
        ),
        say!(
            "核对 `actions`、`hazards` 和正文；都无误的，逐处改正",
            "compare `actions`, `hazards` and the text; where they belong together, correct each place"
        ),
        0,
    )
}

/// What cases are held against.
struct AgainstRecords<'d> {
    subject: Subject<'d>,
    rows: record::CaseRows<'d>,
    firms: lexicon::Lexicon<firms::Registered>,
    regions: lexicon::Lexicon<RegionAt>,
    marks: documents::OfficeMarks,
    titles: CriterionTitles<'d>,
}

impl<'d> AgainstRecords<'d> {
    fn of(subject: Subject<'d>) -> Self {
        Self {
            rows: record::CaseRows::of(subject),
            firms: firms::lexicon(subject),
            regions: places::lexicon(subject),
            marks: documents::OfficeMarks::of(subject),
            titles: CriterionTitles::of(subject),
            subject,
        }
    }

    /// One from elsewhere has no rows of ours; one that is no longer public may have been shortened.
    fn check(&self, case: &Case, findings: &Findings) {
        let prose = prose::CaseProse::of(case);
        let record = self.rows.of_case(case);
        let is_whole = case.publication.visibility(self.subject.as_of) != Visibility::Removed;
        links::check(self.subject, case, &prose, &record, findings);
        let laws = &self.subject.dataset.laws;
        if !laws.is_empty() {
            articles::check(case, &prose, &record, is_whole, laws, findings);
        }
        if case.kind == CaseKind::External {
            return;
        }
        firms::check(case, &prose, &record, &self.firms, findings);
        places::check(self.subject, case, &prose, &record, &self.regions, findings);
        documents::of_steps(case, &record, &self.marks, findings);
        form::review_day(case, &record, findings);
        steps::check(case, &record, findings);
        masked::check(self.subject, case, findings);
        if case.kind == CaseKind::Positive && is_whole {
            praise::check(self.subject, case, &prose, &record, &self.firms, findings);
        }
        if case.kind == CaseKind::Negative {
            criteria::check(case, &prose, &record, &self.titles, findings);
            documents::in_text(case, &prose, &record, is_whole, findings);
            days::check(case, &prose, &record, findings);
            fines::check(case, &prose, &record, is_whole, findings);
            measures::check(case, &prose, &record, is_whole, findings);
            hazards::check(case, &prose, &record, findings);
            batches::in_text(case, &prose, findings);
            tips::in_text(case, &prose, findings);
        }
    }
}
