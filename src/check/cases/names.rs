//! Names of people that a text should not hold: after the words for a post.

use rayon::prelude::*;

use super::super::Subject;
use crate::dataset::Case;
use crate::dataset::ledger::{Hazard, Row, Table, Text};
use crate::diagnostic::{Code, Finding, Findings, Place, Say};
use crate::privacy::names::{after_posts, is_or_holds_name};
use crate::say;

/// Warns of what looks like a name, and of posts that are not to be named.
pub(super) fn check(subject: Subject, case: &Case, findings: &Findings) {
    let listed = |name: &str| {
        case.persons.iter().chain(case.named.iter().map(|person| &person.name)).any(|at| at.value == name)
    };
    let in_text = after_posts(case.text())
        .into_iter()
        .map(|(span, name)| (span.start + case.body.start..span.end + case.body.start, name));
    // A reason is shown once the rest is not.
    let in_reasons = case
        .history
        .iter()
        .flat_map(|entry| after_posts(&entry.why).into_iter().map(|(_, name)| (entry.span.clone(), name)));
    for (span, _) in in_text.chain(in_reasons).filter(|(_, name)| !listed(name)) {
        let help = say!(
            "写成“某某”；或列进 `persons`，显示时自动隐去",
            "write 某某, or list it in `persons`, and it is masked wherever it is shown"
        );
        findings.push(like_a_name(case.place(&span)).help(help));
    }
    let posts = &subject.dataset.settings.privacy.named_posts;
    for person in case.named.iter().filter(|person| !posts.contains(&person.post.value)) {
        let post = &person.post.value;
        findings.push(
            Finding::new(
                Code::NamedPost,
                case.place(&person.post.span),
                say!("“{post}”不是依法公开姓名的岗位", "`{post}` is not a post whose holder is to be named"),
            )
            .help(say!(
                "移到 `persons`；法律要求公开的，把岗位写进 `gongshi.toml` 的 `[privacy] named_posts`",
                "move it to `persons`; where the law requires it, add the post to `[privacy] named_posts` of `gongshi.toml`"
            )),
        );
    }
}

fn like_a_name(place: Place) -> Finding {
    Finding::new(Code::PersonNamed, place, say!("这里像是人名", "this looks like a person's name"))
}

/// Warns of names where the ledgers and the corrections are to say a post, in what they tell the public, and on pages.
pub(super) fn elsewhere(subject: Subject, findings: &Findings) {
    let (dataset, ledger) = (subject.dataset, &subject.dataset.ledger);
    let warn = |place: Place| findings.push(like_a_name(place).help(no_names()));
    let in_hazards = ledger.hazards.rows().par_iter().flat_map_iter(|row| {
        let columns = of_hazard(&ledger.hazards, row);
        columns.map(|column| like_a_name(ledger.hazards.cell(row, column)).help(no_names()))
    });
    findings.extend(in_hazards.collect::<Vec<_>>());
    findings.extend(after_posts_in(&ledger.inspections, "organ", |row| row.organ));
    findings.extend(after_posts_in(&ledger.decisions, "status_reason", |row| row.status_reason));
    findings.extend(after_posts_in(&ledger.notices, "reason", |row| row.reason));
    for correction in &dataset.corrections {
        if is_or_holds_name(&correction.approved_by) || !after_posts(&correction.reason).is_empty() {
            warn(correction.file.place(&correction.what.span));
        }
    }
    for page in &dataset.pages {
        for (span, _) in after_posts(&page.file.text[page.body.clone()]) {
            warn(page.file.place(&(span.start + page.body.start..span.end + page.body.start)));
        }
    }
}

/// The rows of a ledger with what looks like a name after a post in one of its columns.
fn after_posts_in<T: Row + Sync>(
    table: &Table<T>,
    column: &str,
    text: impl Fn(&T) -> Text + Sync,
) -> Vec<Finding> {
    let rows = table.rows().par_iter().filter(|row| !after_posts(table.text(row, text(row))).is_empty());
    rows.map(|row| like_a_name(table.cell(row, column)).help(no_names())).collect()
}

fn no_names() -> Say {
    say!("写职务，不写姓名", "write the post, not the name")
}

/// The columns of a hazard that hold what looks like a name: those that are to be posts, and texts with one after a post.
fn of_hazard<'t>(table: &'t Table<Hazard>, row: &'t Hazard) -> impl Iterator<Item = &'static str> + use<'t> {
    let posts = [(row.responsible, "responsible"), (row.reviewed_by, "reviewed_by")];
    let texts = [(row.description, "description"), (row.measures, "measures"), (row.listed_by, "listed_by")];
    let posts = posts.into_iter().filter(|(post, _)| is_or_holds_name(table.text(row, *post)));
    let texts = texts.into_iter().filter(|(text, _)| !after_posts(table.text(row, *text)).is_empty());
    posts.chain(texts).map(|(_, column)| column)
}
