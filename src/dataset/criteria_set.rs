//! `[[criteria_sets]]` of `data/campaign.toml`: a version of the criteria, and since when it applies.

use chrono::NaiveDate;

use crate::diagnostic::Place;
use crate::parse::toml::Fields;

/// A version of the criteria for what is a major hazard.
#[derive(Debug, Clone)]
pub struct CriteriaSet {
    /// Its code, as in `data/criteria.csv`.
    pub id: String,
    /// As of a version: 金属非金属矿山重大事故隐患判定标准.
    pub title: String,
    /// Document number.
    pub document_no: Option<String>,
    /// The first day it applies.
    pub applies_from: NaiveDate,
    /// Where that day is declared.
    pub place: Place,
}

impl CriteriaSet {
    /// Reads one; `None` where it is not whole.
    #[must_use]
    pub fn read(fields: Fields) -> Option<Self> {
        let (id, title) = (fields.text("id"), fields.text("title"));
        let (document_no, applies_from) = (fields.text_or_none("document_no"), fields.date("applies_from"));
        let place = applies_from.as_ref().map(|on| fields.file().place(&on.span));
        fields.done();
        let document_no = document_no.map(|at| at.value);
        let (title, applies_from) = (title?.value, applies_from?.value);
        Some(Self { id: id?.value, title, document_no, applies_from, place: place? })
    }
}
