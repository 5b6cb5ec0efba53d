//! The list of editions, and whether each is what its entry says.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::edition::{Edition, Editions, FOLDER, LIST, figures_path, rows_path};
use super::faults::{broken, restore};
use super::frozen::FrozenFigures;
use super::rows::{self, RowListed};
use crate::dataset::Files;
use crate::dataset::campaign::{Campaign, PeriodAt};
use crate::diagnostic::{Code, Finding, Findings, Place};
use crate::escape;
use crate::parse::toml::{self, Fields, Spanned};
use crate::parse::{File, scalar};
use crate::say;

/// Reads all of them; a site that has closed nothing has none.
pub(in crate::dataset) fn read(files: &Files, campaign: &Campaign, findings: &Findings) -> Editions {
    let mut named = BTreeSet::new();
    let mut listed = Vec::new();
    if let Some(file) = files.get(LIST) {
        let text = toml::TomlText::whole(file);
        let Some(table) = toml::parse(text, findings) else { return Editions::default() };
        let fields = Fields::root(text, &table, findings);
        for entry in fields.tables("editions") {
            listed.extend(listed_edition(files, campaign, &entry, &mut named, findings));
        }
        fields.done();
    } else if files.is_broken(LIST) {
        return Editions::default();
    }
    for file in files.below(FOLDER, ".csv").filter(|file| !named.contains(file.path.as_ref())) {
        let message = say!("`editions.toml` 里没有这一期", "no entry of `editions.toml` is of this table");
        findings.push(Finding::new(Code::EditionBroken, file.place(&(0..0)), message).help(say!(
            "封存到一半留下的，删去再运行 `gongshi close`；清单里少了一条的，用 `git checkout` 取回清单",
            "left by a `gongshi close` that was ended: delete it and run that again; where the list lacks an entry, get it back with `git checkout`"
        )));
    }
    // A nation's tables are megabytes each.
    let read: Vec<_> =
        listed.into_par_iter().map(|one| Findings::of(|findings| one.read(findings))).collect();
    let mut editions = Editions::default();
    for (edition, found) in read {
        findings.extend(found);
        let Some((edition, rows)) = edition else { continue };
        let place = editions.all.len();
        for (book, id, at) in rows {
            let of_book = &mut editions.rows[book as usize];
            // A row is counted for the first time once.
            of_book.entry(id.into()).or_insert_with(|| (place, edition.rows.place(&at)));
        }
        editions.all.push(edition);
    }
    editions
}

/// An edition as its entry has it, its tables not looked at yet.
struct ListedEdition<'f> {
    period: PeriodAt,
    no: u32,
    closed_on: NaiveDate,
    early: bool,
    reason: Option<String>,
    version: String,
    commit: Option<String>,
    approved_by: Option<String>,
    place: Place,
    figures: ListedTable<'f>,
    rows: ListedTable<'f>,
}

/// A table, and what its entry says it is.
struct ListedTable<'f> {
    file: &'f File,
    sha256: String,
    entry: Place,
}

fn listed_edition<'f>(
    files: &'f Files,
    campaign: &Campaign,
    fields: &Fields<'_>,
    named: &mut BTreeSet<String>,
    findings: &Findings,
) -> Option<ListedEdition<'f>> {
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
        findings.push(unknown_period(campaign, &period.value, place));
        return None;
    };
    let figures = listed_table(files, &path, sha256?, fields, findings);
    let rows = listed_table(files, &rows_path, rows_sha256?, fields, findings);
    Some(ListedEdition {
        period: at,
        no,
        closed_on: closed_on?.value,
        early,
        reason,
        version: version?.value,
        commit,
        approved_by,
        place,
        figures: figures?,
        rows: rows?,
    })
}

fn unknown_period(campaign: &Campaign, period: &str, place: Place) -> Finding {
    let near = scalar::nearest(period, campaign.periods.iter().map(|period| period.id.as_str()));
    let help = near.map(|near| say!("是不是 `{near}`？", "did you mean `{near}`?"));
    let help = help.unwrap_or_else(|| {
        say!(
            "期数写在 `data/campaign.toml`；封存过的期不能去掉",
            "periods are declared in `data/campaign.toml`; one that is closed cannot be taken away"
        )
    });
    let message = say!("没有 `{period}` 期", "unknown period `{period}`");
    Finding::new(Code::EditionBroken, place, message).help(help)
}

fn listed_table<'f>(
    files: &'f Files,
    path: &str,
    sha256: Spanned<String>,
    fields: &Fields<'_>,
    findings: &Findings,
) -> Option<ListedTable<'f>> {
    let entry = fields.file().place(&sha256.span);
    let file = files.get(path);
    if file.is_none() && !files.is_broken(path) {
        broken(entry.clone(), say!("没有 `{path}`", "there is no `{path}`"), findings);
    }
    Some(ListedTable { file: file?, sha256: sha256.value, entry })
}

impl ListedEdition<'_> {
    /// With its tables, and the rows of one of them, if both are those that were frozen.
    fn read(self, findings: &Findings) -> Option<(Edition, Vec<RowListed>)> {
        let are_frozen = [&self.figures, &self.rows].map(|table| table.is_frozen(findings));
        if are_frozen.contains(&false) {
            return None;
        }
        let rows = rows::read(self.rows.file, findings);
        let edition = Edition {
            period: self.period,
            no: self.no,
            closed_on: self.closed_on,
            early: self.early,
            reason: self.reason,
            version: self.version,
            commit: self.commit,
            sha256: self.figures.sha256,
            approved_by: self.approved_by,
            place: self.place,
            figures: FrozenFigures::read(self.figures.file, findings)?,
            rows: self.rows.file.clone(),
        };
        Some((edition, rows))
    }
}

impl ListedTable<'_> {
    /// Whether it is the one that was frozen.
    fn is_frozen(&self, findings: &Findings) -> bool {
        let is_same = digest(&self.file.text) == self.sha256;
        if !is_same {
            let message =
                say!("内容与封存时不同：SHA-256 对不上", "it is not what was frozen: its SHA-256 is another");
            let finding = Finding::new(Code::EditionBroken, self.file.place(&(0..0)), message);
            let finding = finding.related(self.entry.clone(), say!("封存时记在这里", "as it was frozen"));
            findings.push(finding.help(restore()));
        }
        is_same
    }
}

/// The SHA-256 of a text, as `editions.toml` has it.
#[must_use]
pub fn digest(text: &str) -> String {
    escape::hex(&Sha256::digest(text.as_bytes()))
}
