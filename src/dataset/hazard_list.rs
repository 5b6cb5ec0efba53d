//! `[publication]` of `gongshi.toml`: which hazards stand on the public list (明细) by name.
//!
//! In: the table. Out: a [`HazardList`]. The notice asks for those of 附件2, 检查发现; what an enterprise found itself and
//! is mending is counted and not named, for the notice promises it leniency.

use chrono::NaiveDate;

use super::ledger::{Hazard, Source};
use crate::diagnostic::Code;
use crate::parse::toml::{Choice, Fields};
use crate::say;

/// Which major hazards are listed by name, and on what basis more than the notice asks for.
#[derive(Debug, Clone, Default)]
pub struct HazardList {
    /// Whose.
    pub scope: HazardScope,
    /// The rule that allows more than the default; shown on the list.
    pub basis: Option<String>,
}

/// Whose hazards are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum HazardScope {
    /// Found by an inspection, tips among them, or assigned from above.
    #[default]
    Inspected,
    /// Those, and what an enterprise found itself once it is listed for supervision (挂牌督办).
    InspectedAndListed,
    /// All of them.
    All,
}

/// Codes and titles of [`HazardScope`].
const SCOPES: [Choice<HazardScope>; 3] = [
    ("inspected", "检查发现和交办的", HazardScope::Inspected),
    ("inspected_and_listed", "检查发现、交办和挂牌督办的", HazardScope::InspectedAndListed),
    ("all", "全部", HazardScope::All),
];

impl HazardScope {
    /// As the settings have it.
    #[must_use]
    pub fn code(self) -> &'static str {
        SCOPES[self as usize].0
    }
}

impl HazardList {
    /// Reads the table; more than the default without a basis is a finding.
    pub(super) fn read(fields: Fields) -> Self {
        let scope = fields.choice_or_none("hazards", &SCOPES).unwrap_or_default();
        let basis = fields.text_or_none("hazards_basis").map(|at| at.value);
        if scope != HazardScope::Inspected && basis.is_none() {
            let at = fields.raw("hazards").map_or_else(|| fields.span(), |(span, _)| span);
            let message = say!(
                "企业自查发现的隐患也公布名称，但没有写依据 `hazards_basis`",
                "hazards that enterprises found themselves are to be named, without a basis `hazards_basis`"
            );
            let help = say!(
                "写明依据的文件和条款；没有依据的删去这一行，只公布检查发现和交办的",
                "name the rule and its article; without one take the line out: those found by inspection or assigned are listed"
            );
            fields.report(Code::MissingKey, &at, message, Some(help));
        }
        fields.done();
        Self { scope, basis }
    }

    /// The day from which a hazard is on the list; `None` where it never is.
    #[must_use]
    pub fn since(&self, hazard: &Hazard) -> Option<NaiveDate> {
        let since = match (self.scope, hazard.source) {
            (HazardScope::All, _) | (_, Source::Inspection | Source::Tip | Source::Assigned) => {
                hazard.found_on
            }
            (HazardScope::InspectedAndListed, Source::Own) => hazard.listed_on?.max(hazard.found_on),
            (HazardScope::Inspected, Source::Own) => return None,
        };
        hazard.is_major().then_some(since)
    }

    /// Whether it is on the list on a day.
    #[must_use]
    pub fn names(&self, hazard: &Hazard, as_of: NaiveDate) -> bool {
        self.since(hazard).is_some_and(|since| since <= as_of)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_the_order_of_the_scopes() {
        for (place, (.., scope)) in SCOPES.iter().enumerate() {
            assert_eq!(*scope as usize, place);
        }
    }
}
