//! `[law]` of `data/campaign.toml`: by which sets of rules a campaign is judged, and what is particular where it is.

use super::yuan::Yuan;
use crate::diagnostic::Place;
use crate::parse::toml::Fields;

/// What a campaign says of law.
#[derive(Debug, Clone)]
pub struct LawNamed {
    /// `work-safety-2021`, each with where it is named.
    pub sets: Vec<(String, Place)>,
    /// From which sum on a fine is large where the campaign is (行政处罚法 63): provinces differ.
    pub large_fine: Option<Yuan>,
    /// The organs that issue permits there: 山西省应急管理厅.
    pub permits_by: Vec<String>,
}

impl LawNamed {
    /// Reads the table.
    #[must_use]
    pub fn read(fields: Fields) -> Self {
        let named = fields.texts("sets").into_iter();
        let sets = named.map(|at| (at.value, fields.file().place(&at.span))).collect();
        let large_fine = fields.whole_or_none("large_fine_yuan").map(|at| Yuan::whole(at.value.into()));
        let permits_by = fields.texts("permits_by").into_iter().map(|at| at.value).collect();
        fields.done();
        Self { sets, large_fine, permits_by }
    }
}
