//! The list of editions, and whether each is what its entry says.

use std::collections::BTreeSet;

use hashbrown::HashMap;

use super::edition::{Edition, Editions, FOLDER, LIST, figures_path, rows_path};
use super::faults::{broken, restore};
use super::{frozen::FrozenFigures, rows};
use crate::dataset::Files;
use crate::dataset::campaign::Campaign;
use crate::diagnostic::{Code, Finding, Findings, Place};
use crate::escape;
use crate::parse::toml::{self, Fields, Spanned};
use crate::parse::{File, scalar};
use crate::say;
use sha2::{Digest, Sha256};

/// Reads all of them; a site that has closed nothing has none.
pub(in crate::dataset) fn read(files: &Files, campaign: &Campaign, findings: &Findings) -> Editions {
    let mut editions = Editions::default();
    let mut named = BTreeSet::new();
    if let Some(file) = files.get(LIST) {
        let text = toml::TomlText::whole(file);
        let Some(table) = toml::parse(text, findings) else { return editions };
        let fields = Fields::root(text, &table, findings);
        for entry in fields.tables("editions") {
            let Some(edition) = edition(files, campaign, &entry, &mut named, findings) else { continue };
            editions.all.push(edition);
        }
        fields.done();
    } else if files.is_broken(LIST) {
        return editions;
    }
    for file in files.below(FOLDER, ".csv").filter(|file| !named.contains(file.path.as_ref())) {
        broken(
            file.place(&(0..0)),
            say!("`editions.toml` 里没有这一期", "no entry of `editions.toml` is of this table"),
            findings,
        );
    }
    editions.rows = rows_of(&editions.all, findings);
    editions
}

/// A row is counted for the first time once.
fn rows_of(
    all: &[Edition],
    findings: &Findings,
) -> HashMap<(crate::dataset::ledger::Book, Box<str>), (usize, Place)> {
    let mut first = HashMap::new();
    for (place, edition) in all.iter().enumerate() {
        for (book, id, at) in rows::read(&edition.rows, findings) {
            first.entry((book, Box::from(id))).or_insert_with(|| (place, edition.rows.place(&at)));
        }
    }
    first
}

fn edition(
    files: &Files,
    campaign: &Campaign,
    fields: &Fields<'_>,
    named: &mut BTreeSet<String>,
    findings: &Findings,
) -> Option<Edition> {
    let period = fields.text("period");
    let no = fields.whole_or_none("no").map_or(1, |no| no.value);
    let closed_on = fields.date("closed_on");
    let early = fields.flag("early", false);
    let reason = fields.text_or_none("reason").map(|text| text.value);
    let version = fields.text("version");
    let commit = fields.text_or_none("commit").map(|text| text.value);
    let (sha256, rows_sha256) = (fields.text("sha256"), fields.text("rows_sha256"));
    let approved_by = fields.text_or_none("approved_by").map(|text| text.value);
    fields.report_unasked();
    let period = period?;
    let [path, rows_path] = [figures_path(&period.value, no), rows_path(&period.value, no)];
    named.extend([path.clone(), rows_path.clone()]);
    let place = fields.file().place(&period.span);
    let Some(at) = campaign.period(&period.value) else {
        let known = campaign.periods.iter().map(|period| period.id.as_str());
        let near = scalar::nearest(&period.value, known);
        let help = near.map(|near| say!("是不是 `{near}`？", "did you mean `{near}`?"));
        let help = help.unwrap_or_else(|| {
            say!(
                "期数写在 `data/campaign.toml`；封存过的期不能去掉",
                "periods are declared in `data/campaign.toml`; one that is closed cannot be taken away"
            )
        });
        let message = say!("没有 `{}` 期", "unknown period `{}`", period.value);
        findings.push(Finding::new(Code::EditionBroken, place, message).help(help));
        return None;
    };
    let figures = table(files, &path, &sha256?, fields, findings);
    let rows = table(files, &rows_path, &rows_sha256?, fields, findings);
    Some(Edition {
        period: at,
        no,
        closed_on: closed_on?.value,
        early,
        reason,
        version: version?.value,
        commit,
        sha256: digest(&figures?.text),
        approved_by,
        place,
        figures: FrozenFigures::read(figures?, findings)?,
        rows: rows?.clone(),
    })
}

/// A table of an edition, if it is the one that was frozen.
fn table<'f>(
    files: &'f Files,
    path: &str,
    sha256: &Spanned<String>,
    fields: &Fields<'_>,
    findings: &Findings,
) -> Option<&'f File> {
    let entry = fields.file().place(&sha256.span);
    let Some(file) = files.get(path) else {
        if !files.is_broken(path) {
            broken(entry, say!("没有 `{path}`", "there is no `{path}`"), findings);
        }
        return None;
    };
    if digest(&file.text) == sha256.value {
        return Some(file);
    }
    let message =
        say!("内容与封存时不同：SHA-256 对不上", "it is not what was frozen: its SHA-256 is another");
    let finding = Finding::new(Code::EditionBroken, file.place(&(0..0)), message)
        .related(entry, say!("封存时记在这里", "as it was frozen"));
    findings.push(finding.help(restore()));
    None
}

/// The SHA-256 of a text, as `editions.toml` has it.
#[must_use]
pub fn digest(text: &str) -> String {
    escape::hex(&Sha256::digest(text.as_bytes()))
}
