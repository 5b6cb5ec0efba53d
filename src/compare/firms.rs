//! Who is named by the site for the first time, and who no longer.

use std::collections::BTreeSet;

use super::change::{ChangeCause, Fate, PublicChange};
use super::class::ChangeClass;
use super::side::{Publishable, ReviewSide};
use crate::published::ledger::{Book, Openness, PublicCell};

/// The ids of the enterprises that a penalty or a case names.
fn named(side: &Publishable) -> BTreeSet<String> {
    let public = side.public;
    let mut named = BTreeSet::new();
    for decision in &public.ledger().decisions {
        let row = public.row(*decision);
        if row.openness() != Openness::Public {
            continue;
        }
        let column = Book::Enforcement.column("enterprise");
        if let PublicCell::Rows(rows) = row.cell(column) {
            named.extend(rows.iter().map(|row| public.id_of(*row).to_owned()));
        }
    }
    for case in public.exposed() {
        let enterprise = case.shown.as_ref().and_then(|shown| shown.enterprise);
        named.extend(enterprise.map(|at| public.id_of(at.into()).to_owned()));
    }
    named
}

/// Enterprises that come to be named, and those that are no longer, each as one change.
pub(super) fn changes(base: &ReviewSide, head: &ReviewSide) -> Vec<PublicChange> {
    let (Some(base), Some(head)) = (base.published, head.published) else { return Vec::new() };
    let (before, now) = (named(&base), named(&head));
    let new: Vec<String> = now.difference(&before).cloned().collect();
    let gone: Vec<String> = before.difference(&now).cloned().collect();
    let change = |class, fate, ids: Vec<String>| {
        (!ids.is_empty()).then(|| PublicChange {
            class,
            cause: ChangeCause::Named { fate, ids },
            place: None,
            region: None,
            figures: Vec::new(),
            follow: 0,
            periods: BTreeSet::new(),
        })
    };
    // Where a list is kept, somebody has looked at each that is named.
    let class = if head.public.keeps_named_list() { ChangeClass::Open } else { ChangeClass::Privacy };
    let new = change(class, Fate::Added, new);
    // Saying less of somebody harms nobody; what is left of the name elsewhere is for the reviewer.
    let gone = change(ChangeClass::Open, Fate::Deleted, gone);
    new.into_iter().chain(gone).collect()
}
