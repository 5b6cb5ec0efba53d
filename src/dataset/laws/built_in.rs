//! The sets that are compiled in, read by the same reader as those of a site.

use std::sync::Arc;

use super::read;
use super::set::LawSet;
use crate::diagnostic::Findings;
use crate::parse::File;

/// By id.
pub const BUILT_IN: [(&str, &str); 7] = [
    ("work-safety-2021", include_str!("sets/work-safety-2021.toml")),
    ("administrative-penalty-2021", include_str!("sets/administrative-penalty-2021.toml")),
    ("permits-2014", include_str!("sets/permits-2014.toml")),
    ("enforcement-disclosure-2018", include_str!("sets/enforcement-disclosure-2018.toml")),
    ("credit-repair-2023", include_str!("sets/credit-repair-2023.toml")),
    ("credit-repair-2026", include_str!("sets/credit-repair-2026.toml")),
    ("law-names", include_str!("sets/law-names.toml")),
];

/// One of them; none of another id.
pub fn read(id: &str) -> Option<LawSet> {
    let (id, text) = BUILT_IN.iter().find(|(known, _)| *known == id)?;
    let file = File { path: Arc::from(format!("data/law/{id}.toml")), text: Arc::from(*text) };
    let findings = Findings::default();
    let set = read::set(&file, id, &findings);
    debug_assert!(findings.into_vec().is_empty(), "{id}");
    set
}
