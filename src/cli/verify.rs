//! `gongshi verify`: check a published site offline, without git.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Context;

use super::arguments::Verify;
use super::stop::Stop;
use super::{CommandOutcome, language, report};
use crate::diagnostic::{Findings, Language, Say};
use crate::output::{FileFault, MANIFEST, Manifest, Verified, verify};
use crate::parse::{File, csv, scalar};
use crate::published::editions::name;
use crate::say;

/// How many faults of a kind are told.
const TOLD: usize = 20;

/// Runs it.
pub fn execute(words: &Verify, lang: Option<Language>) -> anyhow::Result<CommandOutcome> {
    let language = language::settle(lang, None);
    let is_manifest = words.site.file_name().is_some_and(|name| name == MANIFEST);
    let folder = if is_manifest { words.site.parent() } else { Some(words.site.as_path()) };
    let folder = folder.filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let Verified { manifest, faults } = verify(folder).map_err(|error| {
        let at = folder.display();
        Stop::error(say!(
            "{at}：读不了网站的 {MANIFEST}：{error}",
            "{at}: cannot read the {MANIFEST} of a site: {error}"
        ))
    })?;
    for fault in faults.iter().take(TOLD) {
        report::note(told(fault).to(language));
    }
    let more = faults.len().saturating_sub(TOLD);
    if more > 0 {
        report::note(say!("还有 {more} 个文件", "more files: {more}").to(language));
    }
    let said = FiguresStated::read(folder, &manifest)?;
    let wrong = said.wrong();
    for line in wrong.iter().take(TOLD) {
        report::note(line.to(language));
    }
    let (files, editions, figures) = (manifest.files.len(), manifest.editions.len(), said.first.len());
    let (bad, differ, changed) = (faults.len(), wrong.len(), said.changes.len());
    let Manifest { as_of, .. } = manifest;
    report::data(&format!(
        "{}\n",
        say!(
            "数据截至 {as_of}：{files} 个文件，{bad} 个不对；封存 {editions} 期 {figures} 个数，其中修订 {changed} 个，对不上 {differ} 个",
            "as of {as_of}: files {files}, wrong {bad}; editions {editions} with figures {figures}, revised {changed}, not accounted for {differ}"
        )
        .to(language)
    ))?;
    Ok(if bad + differ == 0 { CommandOutcome::Fine } else { CommandOutcome::Findings })
}

fn told(fault: &FileFault) -> Say {
    match fault {
        FileFault::Missing(path) => say!("缺文件：{path}", "missing: {path}"),
        FileFault::Changed(path) => say!("内容被改过：{path}", "changed: {path}"),
        FileFault::Stranger(path) => say!("不是构建写的文件：{path}", "no build wrote: {path}"),
    }
}

/// Which figure: region, measure, period, span.
type FigureName = [String; 4];

/// What a site says first, says now, and says of the difference.
struct FiguresStated {
    /// Of the latest edition of each month, but ranks, which stand in no table of figures.
    first: BTreeMap<FigureName, String>,
    now: BTreeMap<FigureName, String>,
    /// First and now.
    changes: BTreeMap<FigureName, [String; 2]>,
    /// Editions whose table is not there, or not the one of the manifest.
    broken: Vec<Say>,
}

impl FiguresStated {
    fn read(folder: &Path, manifest: &Manifest) -> anyhow::Result<Self> {
        let mut said = Self {
            first: BTreeMap::new(),
            now: BTreeMap::new(),
            changes: BTreeMap::new(),
            broken: Vec::new(),
        };
        if manifest.editions.is_empty() {
            return Ok(said);
        }
        let mut latest = BTreeMap::new();
        for edition in &manifest.editions {
            let number = if edition.no == 1 { String::new() } else { format!("-{}", edition.no) };
            let path = format!("editions/{}/figures{number}.csv", edition.period);
            let entry = manifest.files.iter().find(|entry| entry.path == path);
            if entry.is_none_or(|entry| entry.sha256 != edition.sha256) {
                let id = name(&edition.period, edition.no);
                said.broken.push(say!(
                    "封存 {id} 的表与清单记的不同",
                    "the table of the edition {id} is not the one its entry names"
                ));
            }
            latest.insert(edition.period.clone(), path);
        }
        for (period, path) in latest {
            for row in rows(folder, &path)? {
                let [region, measure, month, to_date, _] = row;
                for (span, value) in [("month", month), ("to_date", to_date)] {
                    if !value.is_empty() && !measure.starts_with("ranking.") {
                        let key = [region.clone(), measure.clone(), period.clone(), span.to_owned()];
                        said.first.insert(key, value);
                    }
                }
            }
        }
        for [measure, region, period, span, value, status] in rows(folder, "data/figures.csv")? {
            let now = if status == "A" { value } else { status };
            said.now.insert([region, measure, period, span], now);
        }
        for row in rows(folder, "data/changes.csv")? {
            let [period, _, region, measure, span, first, now, _, _]: [String; 9] = row;
            if !measure.starts_with("ranking.") {
                said.changes.insert([region, measure, period, span], [first, now]);
            }
        }
        Ok(said)
    }

    /// Figures that are neither as they were first said nor among the changes.
    fn wrong(&self) -> Vec<Say> {
        let mut wrong = self.broken.clone();
        let all = self.first.iter().map(|(key, first)| (key, Some(first)));
        let unsaid = self.changes.keys().filter(|key| !self.first.contains_key(*key)).map(|key| (key, None));
        for (key, first) in all.chain(unsaid) {
            let change = self.changes.get(key);
            let now = self.now.get(key);
            // What is zero of a single criterion has no row.
            let now = now.map_or("0", String::as_str);
            let expected = change.map_or(first.map(String::as_str), |[_, now]| Some(now.as_str()));
            let was = change.map(|[was, _]| was);
            let is_merged = expected == Some("N") && !self.now.contains_key(key);
            let is_expected = expected.is_some_and(|expected| are_alike(expected, now)) || is_merged;
            let starts_there = first.zip(was).is_none_or(|(first, was)| are_alike(first, was));
            if is_expected && starts_there {
                continue;
            }
            let [region, measure, period, span] = key;
            let first = first.map_or("0", String::as_str);
            wrong.push(say!(
                "{measure}@{period}/{region} {span}：首次公布 {first}，现在 {now}，没有说明",
                "{measure}@{period}/{region} {span}: first {first}, now {now}, and nothing says why"
            ));
        }
        wrong
    }
}

/// Whether two values say the same: 100.00 is 100.
fn are_alike(one: &str, other: &str) -> bool {
    let numbers = [one, other].map(scalar::decimal);
    one == other || numbers[0].is_some() && numbers[0] == numbers[1]
}

/// The rows of a table of the site.
fn rows<const N: usize>(folder: &Path, path: &str) -> anyhow::Result<Vec<[String; N]>> {
    let text = std::fs::read_to_string(folder.join(path)).with_context(|| path.to_owned())?;
    let file = File { path: path.into(), text: text.trim_start_matches('\u{feff}').into() };
    let sheet = csv::read(&file, &Findings::default());
    let rows = sheet.into_iter().flat_map(|sheet| {
        let cells = sheet.rows.into_iter().map(|row| {
            let cells: Vec<String> = row.cells.into_iter().map(|cell| cell.text.into_owned()).collect();
            <[String; N]>::try_from(cells)
        });
        cells.filter_map(Result::ok).collect::<Vec<_>>()
    });
    Ok(rows.collect())
}
