//! Ids that a file gives once each.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Finding, Place};
use crate::parse::toml::{Fields, Spanned};
use crate::say;

/// Tells of an id that was given before, with where.
pub(super) fn unique(fields: &Fields, id: &Spanned<String>, first: &mut BTreeMap<String, Place>) {
    let place = fields.file().place(&id.span);
    match first.get(&id.value) {
        Some(before) => fields.push(
            Finding::new(Code::DuplicateId, place, say!("`{}` 出现了两次", "`{}` appears twice", id.value))
                .related(before.clone(), say!("先在这里", "first here"))
                .help(say!("给其中一个另取代码", "give one of them another id")),
        ),
        None => drop(first.insert(id.value.clone(), place)),
    }
}
