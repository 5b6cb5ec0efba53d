//! The files of one ledger: in parallel into rows, and one table of them all.

use std::sync::OnceLock;

use rayon::prelude::*;

use super::cells::{Cells, Reading, is_id};
use super::ids;
use super::references::Dangling;
use super::repeats;
use super::table::{At, Row, Sheet, Table};
use crate::dataset::Files;
use crate::dataset::campaign::Period;
use crate::dataset::columns::Columns;
use crate::dataset::regions::RegionAt;
use crate::dataset::regions::Regions;
use crate::dataset::regions::causes;
use crate::diagnostic::{Code, Finding, Findings, Place};
use crate::parse::{File, csv, scalar};
use crate::{limits, say};

/// Reads one row; `None` where it cannot be understood, with the findings in the cells.
pub type ReadRow<'f, 'a, T> = dyn Fn(&mut Cells<'_, '_, 'a>) -> Option<T> + Sync + 'f;

/// One file's rows, before they come together.
struct FileRows<'a, T> {
    sheet: Sheet,
    rows: Vec<T>,
    /// Ids of rows that could not be understood.
    broken: Vec<Box<str>>,
    findings: Vec<Finding>,
    dangling: Vec<Dangling<'a>>,
    /// Whether there may be rows whose ids are not known: one that refers to them is not wrong.
    lacks_rows: bool,
}

/// A ledger that is one file for all: `data/ledger/<name>.csv`, which a campaign may leave out.
pub fn whole<T: Row + Send + Sync>(
    files: &Files,
    path: &str,
    findings: &Findings,
    row: &ReadRow<'_, '_, T>,
) -> Table<T> {
    let listed: Vec<_> = files.get(path).map(|file| (file, None)).into_iter().collect();
    let mut table = read(&listed, findings, row);
    table.lacks_files |= files.is_broken(path);
    table
}

/// A ledger that each reporter keeps: `data/ledger/<name>/<region>.csv`.
pub fn by_region<T: Row + Send + Sync>(
    files: &Files,
    folder: &str,
    (regions, periods): (&Regions, &[Period]),
    findings: &Findings,
    row: &ReadRow<'_, '_, T>,
) -> Table<T> {
    let is_unread = |file: &File| !file.path.ends_with(".csv");
    let mut lacks_files =
        files.broken().any(|path| path.starts_with(folder)) || files.below(folder, "").any(is_unread);
    let mut listed = Vec::new();
    for file in files.below(folder, ".csv") {
        match keeper(file, folder, regions, findings) {
            Some(region) => listed.push((file, Some(region))),
            None => lacks_files = true,
        }
    }
    let mut table = read(&listed, findings, row);
    table.lacks_files |= lacks_files;
    if table.is_kept() {
        report_missing(files, folder, regions, periods, &table, findings);
    }
    table
}

/// The reporter a file belongs to, by its name.
fn keeper(file: &File, folder: &str, regions: &Regions, findings: &Findings) -> Option<RegionAt> {
    let code = &file.path[folder.len()..file.path.len() - ".csv".len()];
    let region = regions.index(code);
    let finding = match region {
        Some(index) if regions.all()[index].reports() => return region,
        Some(index) => Finding::new(
            Code::NotAReporter,
            file.place(&(0..0)),
            say!(
                "{0}由下级汇总，自己不记台账",
                "{0} adds up others and keeps no ledger of its own",
                regions.all()[index].name
            ),
        )
        .follows_from(causes::not_reporting(regions, index))
        .help(say!(
            "把各行移到填报单位的文件里，文件名是它的代码",
            "move its rows into the files of those who report, named after their codes"
        )),
        None => {
            let finding = Finding::new(
                Code::UnknownRegion,
                file.place(&(0..0)),
                say!(
                    "没有 `{code}` 这个地区，这个文件没有读",
                    "unknown region `{code}`; the file was not read"
                ),
            );
            let finding = finding.follows_from(causes::not_declared(code));
            let near = scalar::nearest(code, regions.codes());
            let reporter = regions.reporters().first().map(|&first| regions.all()[first].code.as_str());
            finding.help(near.map_or_else(
                || {
                    let reporter = reporter.unwrap_or("…");
                    say!(
                        "文件名是地区代码，如 `{reporter}.csv`",
                        "the file is named after the region, such as `{reporter}.csv`"
                    )
                },
                |near| say!("是不是 `{near}.csv`？", "did you mean `{near}.csv`?"),
            ))
        }
    };
    findings.push(finding);
    None
}

/// A reporter without a file, where others have one, has not said that there is nothing: that is a file with a header. One
/// that reports no month has nothing to say.
fn report_missing<T: Row>(
    files: &Files,
    folder: &str,
    regions: &Regions,
    periods: &[Period],
    table: &Table<T>,
    findings: &Findings,
) {
    let mut kept = vec![false; regions.all().len()];
    table.sheets.iter().filter_map(|sheet| sheet.region).for_each(|region| kept[region.place()] = true);
    for &region in regions.reporters().iter().filter(|region| !kept[region.place()]) {
        if !regions.is_ever_there(region, periods) {
            continue;
        }
        let (name, code) = (&regions.all()[region].name, &regions.all()[region].code);
        let path = format!("{folder}{code}.csv");
        if files.is_broken(&path) {
            continue;
        }
        let (zh, en) = T::NAME;
        findings.push(
            Finding::new(
                Code::LedgerMissing,
                Place::file(&path),
                say!("{name}没有{zh}", "{name} has no file in {en}"),
            )
            .help(say!("一行都没有的，留表头一行", "one with nothing to enter keeps the header alone")),
        );
    }
}

fn read<'a, T: Row + Send + Sync>(
    listed: &[(&File, Option<RegionAt>)],
    findings: &Findings,
    row: &ReadRow<'_, 'a, T>,
) -> Table<T> {
    let parts: Vec<FileRows<'a, T>> = listed
        .par_iter()
        .enumerate()
        .map(|(sheet, (file, region))| part(file, sheet as u32, *region, row))
        .collect();
    let mut table = Table {
        rows: Vec::with_capacity(parts.iter().map(|part| part.rows.len()).sum()),
        ..Table::default()
    };
    let mut suggestions = limits::LEDGER_SUGGESTIONS;
    for mut part in parts {
        suggest(&mut part.findings, part.dangling, &mut suggestions);
        findings.extend(part.findings);
        for id in part.broken {
            table.by_id.entry(id).or_insert(None);
        }
        // A file without so much as a header has a place too, so that indices hold.
        table.lacks_files |= part.lacks_rows;
        table.sheets.push(part.sheet);
        table.rows.append(&mut part.rows);
    }
    ids::index(&mut table, findings);
    table
}

/// Says what a wrong reference may have meant. Looking through a whole ledger takes time, so that only the first are
/// helped: where there are more, the file they refer to is wrong rather than they.
fn suggest(findings: &mut [Finding], dangling: Vec<Dangling>, left: &mut usize) {
    for (place, word, ids) in dangling {
        if *left == 0 {
            return;
        }
        *left -= 1;
        if let Some(near) = ids.nearest(&word) {
            findings[place].help = Some(say!("是不是 `{near}`？", "did you mean `{near}`?"));
        }
    }
}

fn part<'a, T: Row>(
    file: &File,
    sheet: u32,
    region: Option<RegionAt>,
    row: &ReadRow<'_, 'a, T>,
) -> FileRows<'a, T> {
    let findings = Findings::default();
    let unread = Sheet {
        region,
        is_broken: true,
        file: file.clone(),
        spare: String::new(),
        places: Vec::new(),
        ends: OnceLock::new(),
    };
    let mut part = FileRows {
        sheet: unread,
        rows: Vec::new(),
        broken: Vec::new(),
        findings: Vec::new(),
        dangling: Vec::new(),
        lacks_rows: true,
    };
    let Some(records) = csv::read(file, &findings) else {
        part.findings = findings.into_vec();
        return part;
    };
    let has_odd_records = findings.has_errors();
    let columns = Columns::find(file, &records, T::COLUMNS, &findings);
    if columns.places().iter().all(Option::is_none) {
        // What its rows say is not known.
        part.findings = findings.into_vec();
        return part;
    }
    part.lacks_rows = has_odd_records || columns.places()[0].is_none();
    let mut reading = Reading {
        file,
        columns: &columns,
        known: T::COLUMNS,
        spare: String::new(),
        findings: Vec::new(),
        dangling: Vec::new(),
        told_absent: false,
        told_undated: false,
        region_suggestions: limits::FILE_SUGGESTIONS,
    };
    part.rows.reserve(records.rows.len());
    let settled = Findings::default();
    for record in &records.rows {
        let at = At { sheet, span: (record.span.start as u32, record.span.end as u32) };
        let told = reading.findings.len();
        let mut cells = Cells::of(&mut reading, record, at, region);
        if let Some(row) = row(&mut cells) {
            part.rows.push(row);
        } else {
            if record.spare > 0 && reading.findings.len() > told {
                reading.tell_shifted(record, told);
            }
            let id = columns.places()[0].and_then(|place| record.cells.get(place));
            part.broken.extend(id.filter(|cell| is_id(&cell.text)).map(|cell| cell.text.as_ref().into()));
        }
        reading.settle(&settled);
    }
    let Reading { spare, findings: mut in_rows, dangling, .. } = reading;
    if let Some(id) = columns.places()[0] {
        repeats::tell::<T>(file, &records.rows, id, &settled);
    }
    in_rows.extend(settled.into_vec());
    let of_file = findings.into_vec();
    let fails = |finding: &Finding| finding.severity == crate::diagnostic::Severity::Error;
    part.sheet.is_broken = of_file.iter().chain(&in_rows).any(fails) || part.rows.len() < records.rows.len();
    part.sheet.spare = spare;
    part.sheet.places = columns.places().to_vec();
    part.findings = in_rows;
    part.findings.extend(of_file);
    part.dangling = dangling;
    part
}
