//! Cases that differ: what becomes of those whom they name.
//!
//! In: both sides and the keys of a case's file that differ. Out: how bad it is and what may be told: how the case stood and
//! stands in the program's own words, which keys differ, and nothing that the file says.

use std::collections::BTreeSet;

use super::change::ValueChange;
use super::class::ChangeClass;
use super::side::ReviewSide;
use crate::published::PublicCase;

/// Keys that decide whom a case names.
const NAMING: [&str; 2] = ["naming", "enterprise"];
/// Keys that are words and nothing else.
const WORDS: [&str; 2] = ["body", "title"];

/// A case as a side publishes it; none of a draft.
fn public<'s>(side: &ReviewSide<'s>, slug: &str) -> Option<&'s PublicCase> {
    side.published?.public.cases().iter().flatten().find(|case| case.slug == slug)
}

/// Whether the public knows of a case on either side.
pub(super) fn is_known(base: &ReviewSide, head: &ReviewSide, slug: &str) -> bool {
    [base, head].into_iter().any(|side| public(side, slug).is_some())
}

/// How bad it is that these values of a case differ, and what may be told of them.
pub(super) fn told(
    base: &ReviewSide,
    head: &ReviewSide,
    slug: &str,
    differing: &[ValueChange],
) -> (ChangeClass, Vec<ValueChange>) {
    let keys: BTreeSet<&str> =
        differing.iter().filter_map(|value| value.name.split(['.', '[']).next()).collect();
    let [old, new] = [base, head].map(|side| public(side, slug));
    let [was_shown, is_shown] = [old, new].map(|case| case.is_some_and(|case| case.shown.is_some()));
    let class = match (was_shown, is_shown) {
        (true, true) if NAMING.iter().any(|key| keys.contains(key)) => ChangeClass::Privacy,
        (true, true) if keys.iter().all(|key| WORDS.contains(key)) => ChangeClass::Wording,
        // What is withdrawn or over harms nobody; what was and comes back may.
        (true, _) => ChangeClass::Open,
        (false, true) if old.is_some() => ChangeClass::Privacy,
        (false, true) => ChangeClass::Appended,
        (false, false) => ChangeClass::Wording,
    };
    let state = |case: Option<&PublicCase>| case.map(|case| case.state.code().to_owned());
    let value = |key: &&str| {
        let (old, new) = if *key == "status" { (state(old), state(new)) } else { (None, None) };
        ValueChange { name: (*key).to_owned(), old, new }
    };
    // The history of a case says of its status what the status says.
    let shown = keys.iter().filter(|key| !(**key == "history" && keys.contains("status")));
    (class, shown.map(value).collect())
}
