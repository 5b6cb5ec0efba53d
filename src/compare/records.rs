//! Records that differ, each by its id.

use std::collections::{BTreeMap, BTreeSet};

use super::cases;
use super::change::{ChangeCause, Fate, PublicChange, ValueChange};
use super::class::ChangeClass;
use super::rows::PublicRows;
use super::side::{FilesChanged, ReviewSide};
use crate::diagnostic::Place;
use crate::published::records::{RecordKey, RecordKind, SourceRecord, kind_of};
use crate::source::{ChangedFile, FileFate};

/// Keys that say what is not published; taking one away, or changing it, may publish it.
const PRIVATE_KEYS: [&str; 9] =
    ["confidential", "with", "merged", "publish", "persons", "purge", "masks", "naming", "public"];
/// Tables of the settings of which every key is one.
const PRIVATE_TABLES: [&str; 2] = ["privacy", "publication"];

/// Every record, key and file that differs, as changes without figures.
pub(super) fn changes(base: &ReviewSide, head: &ReviewSide, files: &FilesChanged) -> Vec<PublicChange> {
    let mut all = of_records(base, head);
    let told: BTreeSet<String> =
        all.iter().filter_map(|change| Some(change.place.as_ref()?.path.to_string())).collect();
    for file in &files.of_site {
        if told.contains(&file.path) {
            continue;
        }
        all.push(of_file(base, head, file));
    }
    all.extend(files.outside.iter().map(|file| {
        let cause = ChangeCause::File { path: file.path.clone(), fate: file.fate, is_outside: true };
        let class = if is_run(&file.path) { ChangeClass::Method } else { ChangeClass::Wording };
        plain(class, cause, None)
    }));
    all
}

/// Whether a file outside the site may decide what is run or who must approve.
fn is_run(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let hidden = path.split('/').any(|part| part.starts_with('.'));
    let names = ["CODEOWNERS", "Jenkinsfile", "Makefile", "Dockerfile"];
    hidden || names.contains(&name) || [".yml", ".yaml", ".sh"].iter().any(|ending| name.ends_with(ending))
}

fn plain(class: ChangeClass, cause: ChangeCause, place: Option<Place>) -> PublicChange {
    PublicChange {
        class,
        cause,
        place,
        region: None,
        figures: Vec::new(),
        follow: 0,
        periods: BTreeSet::new(),
    }
}

/// A file that differs though no record of it does.
fn of_file(base: &ReviewSide, head: &ReviewSide, file: &ChangedFile) -> PublicChange {
    let path = file.path.clone();
    let place = Place::file(&path);
    match kind_of(&path) {
        None => {
            let class = ChangeClass::Method;
            plain(class, ChangeCause::File { path, fate: file.fate, is_outside: false }, Some(place))
        }
        Some(_) if file.fate == FileFate::Changed => {
            let is_order = base.records.in_file(&path) != head.records.in_file(&path);
            plain(ChangeClass::Wording, ChangeCause::Rewritten { path, is_order }, Some(place))
        }
        // An empty ledger that comes or goes.
        Some(_) => plain(ChangeClass::Wording, ChangeCause::Rewritten { path, is_order: false }, Some(place)),
    }
}

fn of_records(base: &ReviewSide, head: &ReviewSide) -> Vec<PublicChange> {
    let (before, now) = (base.records.by_key(), head.records.by_key());
    let mut changes = Vec::new();
    // Of one kind, one file, one fate: one cause.
    let mut groups: BTreeMap<(RecordKind, String, u8), Vec<(RecordKey, Fate)>> = BTreeMap::new();
    let added: Vec<&RecordKey> = now.keys().filter(|key| !before.contains_key(*key)).collect();
    let mut deleted: Vec<&RecordKey> = before.keys().filter(|key| !now.contains_key(*key)).collect();
    let mut group = |key: &RecordKey, record: &SourceRecord, fate: Fate| {
        let rank = match fate {
            Fate::Deleted | Fate::Renumbered(_) => 0,
            Fate::Changed | Fate::Moved(_) => 1,
            Fate::Added => 2,
        };
        groups.entry((key.0, record.place.path.to_string(), rank)).or_default().push((key.clone(), fate));
    };
    for key in &added {
        let record = &now[*key];
        // The same record under another id: addresses are for ever.
        let twin = deleted.iter().position(|gone| gone.0 == key.0 && is_renumbered(&before[*gone], record));
        match twin.filter(|_| key.0.book().is_some()) {
            Some(at) => {
                let gone = deleted.remove(at);
                group(gone, &before[gone], Fate::Renumbered(key.1.clone()));
            }
            None if key.0 == RecordKind::Method => changes.extend(of_keys(key, None, Some(record))),
            // An edition is told by its entry in the list, which has the digests of its tables.
            None if key.0 == RecordKind::Edition && record.place.path.ends_with(".csv") => {}
            None => group(key, record, Fate::Added),
        }
    }
    for key in deleted {
        if key.0 == RecordKind::Method {
            changes.extend(of_keys(key, Some(&before[key]), None));
        } else {
            group(key, &before[key], Fate::Deleted);
        }
    }
    for (key, record) in now {
        let Some(old) = before.get(key) else { continue };
        if key.0 == RecordKind::Method {
            changes.extend(of_keys(key, Some(old), Some(record)));
        } else if old.region != record.region && record.region.is_some() {
            group(key, record, Fate::Moved(record.region.clone().unwrap_or_default()));
        } else if !differing(old, record).is_empty() {
            group(key, record, Fate::Changed);
        }
    }
    let [rows_before, rows_now] = [base, head].map(|side| side.published.map(|side| PublicRows::of(&side)));
    for ((kind, path, _), members) in groups {
        changes.extend(of_group(base, head, [&rows_before, &rows_now], kind, &path, members));
    }
    changes
}

/// One change of a few records that share kind, file and fate; those that changed are told one by one.
fn of_group(
    base: &ReviewSide,
    head: &ReviewSide,
    rows: [&Option<PublicRows<'_>>; 2],
    kind: RecordKind,
    path: &str,
    members: Vec<(RecordKey, Fate)>,
) -> Vec<PublicChange> {
    let (before, now) = (base.records.by_key(), head.records.by_key());
    let hidden = |key: &RecordKey| kind == RecordKind::Case && !cases::is_known(base, head, &key.1);
    let mut changes = Vec::new();
    let mut alike: BTreeMap<(bool, bool), Vec<String>> = BTreeMap::new();
    for (key, fate) in members {
        let record = now.get(&key).or_else(|| before.get(&key)).expect("a member stands on one side");
        match fate {
            Fate::Added | Fate::Deleted => {
                let is_added = fate == Fate::Added;
                // Of a draft nothing is told, not even what it is called.
                let id = if hidden(&key) { String::new() } else { key.1.clone() };
                alike.entry((is_added, hidden(&key))).or_default().push(id);
            }
            Fate::Changed | Fate::Renumbered(_) | Fate::Moved(_) => {
                let (values, is_unseen) =
                    before.get(&key).map_or_else(Default::default, |old| seen(rows, &key, old, record));
                let (class, values) = if kind == RecordKind::Case && !hidden(&key) {
                    cases::told(base, head, &key.1, &values)
                } else {
                    (class_of(kind, &fate, hidden(&key)), values)
                };
                let ids = if hidden(&key) { vec![String::new()] } else { vec![key.1.clone()] };
                let cause = ChangeCause::Records { kind, fate, ids, values, is_unseen };
                let mut change = plain(class, cause, Some(record.place.clone()));
                change.region = region(head, base, record);
                changes.push(change);
            }
        }
    }
    for ((is_added, is_hidden), ids) in alike {
        let fate = if is_added { Fate::Added } else { Fate::Deleted };
        let class = class_of(kind, &fate, is_hidden);
        let first = ids.first().map(|id| (kind, id.clone()));
        let record = first.and_then(|key| now.get(&key).or_else(|| before.get(&key)));
        let place =
            record.filter(|_| is_added).map_or_else(|| Place::file(path), |record| record.place.clone());
        let cause = ChangeCause::Records { kind, fate, ids, values: Vec::new(), is_unseen: false };
        let mut change = plain(class, cause, Some(place));
        change.region = record.and_then(|record| region(head, base, record));
        changes.push(change);
    }
    changes
}

fn class_of(kind: RecordKind, fate: &Fate, is_hidden: bool) -> ChangeClass {
    if is_hidden {
        return ChangeClass::Wording;
    }
    match fate {
        // No list of the once accused.
        Fate::Deleted if kind == RecordKind::Named => ChangeClass::Wording,
        Fate::Renumbered(_) | Fate::Deleted => ChangeClass::Destroyed,
        Fate::Added => ChangeClass::Appended,
        // These are only added to.
        Fate::Changed if matches!(kind, RecordKind::Correction | RecordKind::Edition) => {
            ChangeClass::Destroyed
        }
        Fate::Changed if kind == RecordKind::Page => ChangeClass::Wording,
        Fate::Changed | Fate::Moved(_) => ChangeClass::Open,
    }
}

/// Code and name of whose it is.
fn region(head: &ReviewSide, base: &ReviewSide, record: &SourceRecord) -> Option<(String, String)> {
    let code = record.region.as_ref()?;
    let name = [head, base].into_iter().filter_map(|side| side.published).find_map(|side| {
        let regions = side.public.regions();
        Some(regions.all()[regions.index(code)?].name.clone())
    });
    Some((code.clone(), name.unwrap_or_default()))
}

/// Whether a record is another but for its id, and for what may be named after that: a document, a file of evidence.
fn is_renumbered(old: &SourceRecord, new: &SourceRecord) -> bool {
    const NAMED_AFTER_IT: usize = 2;
    let others = differing(old, new).into_iter().filter(|name| *name != "id").count();
    let values = old.fields.len();
    old.region == new.region && values > 2 * NAMED_AFTER_IT && others <= NAMED_AFTER_IT
}

/// The names of the values that differ.
fn differing<'r>(old: &'r SourceRecord, new: &'r SourceRecord) -> BTreeSet<&'r str> {
    let names = old.fields.keys().chain(new.fields.keys()).map(String::as_str);
    let mark = |record: &SourceRecord, name: &str| record.fields.get(name).map(|field| field.mark);
    names.filter(|name| mark(old, name) != mark(new, name)).collect()
}

/// What may be told of a record's values that differ, and whether some may not.
fn seen(
    rows: [&Option<PublicRows<'_>>; 2],
    key: &RecordKey,
    old: &SourceRecord,
    new: &SourceRecord,
) -> (Vec<ValueChange>, bool) {
    let mut values = Vec::new();
    let mut is_unseen = false;
    for name in differing(old, new) {
        match key.0.book() {
            Some(book) => {
                let column = book.columns().iter().find(|column| column.code == name && column.is_public());
                let is_shown =
                    rows.iter().all(|rows| rows.as_ref().is_some_and(|rows| rows.has(book, &key.1)));
                let shown = |rows: &Option<PublicRows<'_>>| rows.as_ref()?.cell(book, &key.1, column?);
                let [old, new] = rows.map(shown);
                // Both sides show the row: what they say of the column is told, and no more than they say.
                if is_shown && old != new {
                    values.push(ValueChange { name: name.to_owned(), old, new });
                } else {
                    is_unseen = true;
                }
            }
            // A report's cells are told by their figures alone: which of two that are published as one it was is nobody's
            // business, nor how many of them.
            None if key.0 == RecordKind::Report => {}
            None => values.push(ValueChange { name: name.to_owned(), old: None, new: None }),
        }
    }
    (values, is_unseen)
}

/// Every key of a method file that differs, each a change of its own.
fn of_keys(key: &RecordKey, old: Option<&SourceRecord>, new: Option<&SourceRecord>) -> Vec<PublicChange> {
    let path = &key.1;
    let value = |record: Option<&SourceRecord>, name: &str| Some(record?.fields.get(name)?.mark);
    let shown = |record: Option<&SourceRecord>, name: &str| record?.fields.get(name)?.shown.clone();
    let names: BTreeSet<&String> =
        [old, new].into_iter().flatten().flat_map(|record| record.fields.keys()).collect();
    let names = names.into_iter().filter(|name| value(old, name) != value(new, name));
    let changes = names.map(|name| {
        let class =
            if is_private(path, name) && old.is_some() { ChangeClass::Privacy } else { ChangeClass::Method };
        let value = ValueChange { name: name.clone(), old: shown(old, name), new: shown(new, name) };
        let at = [new, old].into_iter().flatten().find_map(|record| record.fields.get(name));
        plain(class, ChangeCause::Key { path: path.clone(), value }, at.map(|field| field.place.clone()))
    });
    changes.collect()
}

/// Whether a key decides what is published of people and confidential figures.
fn is_private(path: &str, name: &str) -> bool {
    let mut parts = name.split('.');
    let (first, last) = (parts.next().unwrap_or_default(), name.rsplit('.').next().unwrap_or_default());
    PRIVATE_KEYS.contains(&last) || path == "gongshi.toml" && PRIVATE_TABLES.contains(&first)
}
