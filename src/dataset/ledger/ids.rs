//! The ids of a ledger: each stands once, over all its files.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::table::{Row, Table};
use crate::dataset::row_at::RowAt;
use crate::diagnostic::{Code, Finding, Findings};
use crate::say;

/// Rows whose ids differ from an earlier one by case alone: on many disks their pages would be one file.
fn alike<T: Row>(table: &Table<T>) -> Vec<(RowAt<T>, RowAt<T>)> {
    let has_small = |row: &T| table.id(row).bytes().any(|byte| byte.is_ascii_lowercase());
    if !table.rows.iter().any(has_small) {
        return Vec::new();
    }
    let mut first: HashMap<String, RowAt<T>> = HashMap::new();
    let mut alike = Vec::new();
    for (index, row) in table.iter() {
        match first.entry(table.id(row).to_ascii_uppercase()) {
            Entry::Occupied(at) if table.id(table.get(*at.get())) != table.id(row) => {
                alike.push((index, *at.get()));
            }
            Entry::Occupied(_) => {}
            Entry::Vacant(at) => {
                at.insert(index);
            }
        }
    }
    alike
}

/// Enters the ids; one that stands twice, in whatever file, is told at the second.
pub fn index<T: Row>(table: &mut Table<T>, findings: &Findings) {
    let mut by_id = std::mem::take(&mut table.by_id);
    by_id.reserve(table.rows.len());
    let mut twice = Vec::new();
    for (index, row) in table.iter() {
        let id = table.id(row);
        match by_id.get(id) {
            Some(Some(first)) => twice.push((index, *first)),
            _ => {
                by_id.insert(id.into(), Some(index));
            }
        }
    }
    twice.extend(alike(table));
    for (index, first) in twice {
        let (row, first) = (table.get(index), table.get(first));
        let (id, other) = (table.id(row), table.id(first));
        let message = if id == other {
            say!("编号 `{id}` 出现两次", "the id `{id}` appears twice")
        } else {
            say!("编号 `{id}` 与 `{other}` 只差大小写", "the ids `{id}` and `{other}` differ by case alone")
        };
        findings.push(
            Finding::new(Code::DuplicateId, table.cell(row, "id"), message)
                .related(table.cell(first, "id"), say!("第一次在这里", "first here"))
                .help(say!("编号终身唯一，给这一行一个新编号", "an id is for ever: give this row another")),
        );
        let sheet = row.at().sheet as usize;
        table.sheets[sheet].is_broken = true;
    }
    table.by_id = by_id;
}
