//! `data/reports/<period>/<region>.toml`: what each reporter filed, cell by cell.
//!
//! Here are the reports and how their files are read; `filing` reads the table of one form, `values` one cell.

mod filing;
mod values;

use std::ops::Range;
use std::sync::Arc;

use chrono::NaiveDate;
use rayon::prelude::*;
use rust_decimal::Decimal;

use super::forms::Form;
use super::ledger::says_nothing;
use super::{Campaign, Files, Regions};
use crate::dataset::campaign::PeriodAt;
use crate::dataset::regions::RegionAt;
use crate::dataset::regions::causes;
use crate::diagnostic::{Code, Finding, Findings, Lines, Place};
use crate::parse::toml::{Fields, TomlText, parse_anyway};
use crate::parse::{File, scalar};
use crate::say;

use filing::FilingReader;

/// What a cell says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
    /// 未报: nothing. Never zero.
    Missing,
    /// 不适用
    NotApplicable,
    /// A number, exactly as written; 1 and 0 for yes and no.
    Number(Decimal),
}

/// A cell as filed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filed {
    /// A number, that it does not apply, or nothing; what is blank is missing, never 0.
    pub value: Value,
    /// Where it says so, in bytes; where it should stand, if missing.
    pub span: (u32, u32),
    /// The line of that, from 1.
    pub line: u32,
}

/// One form of one reporter and month.
#[derive(Debug, Clone)]
pub struct Filing {
    /// The day it came in; `None` where the report does not say.
    pub submitted_on: Option<NaiveDate>,
    /// Where that day stands, in bytes; the form's table where it does not.
    pub submitted_at: Range<usize>,
    /// Where the form's table stands.
    pub span: Range<usize>,
    /// Spans of the form × its cells.
    pub cells: Vec<Filed>,
}

/// One reporter's month.
#[derive(Debug, Clone)]
pub struct Report {
    /// The file's path.
    pub path: Arc<str>,
    /// Who filed it: the file is named after it.
    pub region: RegionAt,
    /// The month it is of: the folder is named after it.
    pub period: PeriodAt,
    /// By form; `None` where it was not filed.
    pub filings: Vec<Option<Filing>>,
    /// What papers bear its numbers out (印证资料), each with its span; never published.
    pub evidence: Box<[(String, (u32, u32))]>,
    /// Whether parts of the file could not be understood: what is missing may not be missing.
    pub broken: bool,
}

impl Report {
    /// Whether it names any evidence.
    #[must_use]
    pub fn has_evidence(&self) -> bool {
        self.evidence.iter().any(|(name, _)| !says_nothing(name))
    }

    /// A stretch of the report's file.
    #[must_use]
    pub fn place(&self, span: (u32, u32)) -> Place {
        Place { path: Arc::clone(&self.path), span }
    }
}

/// All reports, by region and period.
#[derive(Debug)]
pub struct Reports {
    all: Vec<Option<Report>>,
    periods: usize,
    /// Region and period of files that are there but cannot be read.
    broken: Vec<(RegionAt, PeriodAt)>,
}

const FOLDER: &str = "data/reports/";

impl Reports {
    /// Reads every report.
    #[must_use]
    pub fn read(
        files: &Files,
        campaign: &Campaign,
        regions: &Regions,
        forms: &[Form],
        findings: &Findings,
    ) -> Self {
        let listed: Vec<&File> = files.below(FOLDER, ".toml").collect();
        let reader = Reader { campaign, regions, forms, reports: listed.len() };
        let read: Vec<_> = listed
            .par_iter()
            .map(|file| {
                let findings = Findings::default();
                let key = reader.key_of(file, &findings);
                let report = key.and_then(|key| reader.report(file, key, &findings));
                (key, report, findings.into_vec())
            })
            .collect();
        let periods = campaign.periods.len();
        let mut reports =
            Self { all: vec![None; regions.all().len() * periods], periods, broken: Vec::new() };
        for (key, report, found) in read {
            findings.extend(found);
            match (key, report) {
                (Some((region, period)), Some(report)) => {
                    reports.all[region.place() * periods + period.place()] = Some(report);
                }
                (Some(key), None) => reports.broken.push(key),
                (None, _) => {}
            }
        }
        let silent = Findings::default();
        reports.broken.extend(files.broken().filter_map(|path| reader.key_of_path(path, &silent)));
        reports
    }

    /// What a reporter filed for a period.
    #[must_use]
    pub fn get(&self, region: RegionAt, period: PeriodAt) -> Option<&Report> {
        self.all[region.place() * self.periods + period.place()].as_ref()
    }

    /// Gives back the memory of what was filed, once it is counted and checked: the figures have it all.
    pub fn let_go_of_cells(&mut self) {
        let filings = self.all.iter_mut().flatten().flat_map(|report| report.filings.iter_mut().flatten());
        filings.for_each(|filing| filing.cells = Vec::new());
    }

    /// Whether the reporter's file is there but cannot be read.
    #[must_use]
    pub fn is_broken(&self, region: RegionAt, period: PeriodAt) -> bool {
        self.broken.contains(&(region, period))
            || self.get(region, period).is_some_and(|report| report.broken)
    }

    /// All of them, by region and period.
    pub fn iter(&self) -> impl Iterator<Item = &Report> {
        self.all.iter().flatten()
    }
}

/// Where a reporter's file for a period stands, or should stand.
#[must_use]
pub fn path(period: &str, region: &str) -> String {
    format!("{FOLDER}{period}/{region}.toml")
}

struct Reader<'d> {
    campaign: &'d Campaign,
    regions: &'d Regions,
    forms: &'d [Form],
    /// How many files there are.
    reports: usize,
}

impl Reader<'_> {
    fn key_of(&self, file: &File, findings: &Findings) -> Option<(RegionAt, PeriodAt)> {
        self.key_of_path(&file.path, findings)
    }

    /// Region and period by the file's place; findings where there are no such ones.
    fn key_of_path(&self, path: &str, findings: &Findings) -> Option<(RegionAt, PeriodAt)> {
        let parts: Vec<&str> = path.strip_prefix(FOLDER)?.strip_suffix(".toml")?.split('/').collect();
        let &[period, region] = parts.as_slice() else {
            findings.push(
                Finding::new(
                    Code::WrongFileName,
                    Place::file(path),
                    say!("报表文件的位置不对", "a report does not belong here"),
                )
                .help(say!(
                    "应为 `data/reports/<期>/<地区>.toml`",
                    "it goes to `data/reports/<period>/<region>.toml`"
                )),
            );
            return None;
        };
        let at_period = self.campaign.period(period);
        if at_period.is_none() {
            let known = self.campaign.periods.iter().map(|period| period.id.as_str());
            findings.push(
                Finding::new(
                    Code::UnknownPeriod,
                    Place::file(path),
                    say!("没有 `{period}` 这个报告期", "unknown period `{period}`"),
                )
                .help(suggestion(scalar::nearest(period, known), "data/campaign.toml")),
            );
        }
        let at_region = self.region(region, &Place::file(path), findings);
        Some((at_region?, at_period?))
    }

    fn region(&self, code: &str, place: &Place, findings: &Findings) -> Option<RegionAt> {
        let index = self.regions.index(code);
        let Some(index) = index else {
            findings.push(
                Finding::new(
                    Code::UnknownRegion,
                    place.clone(),
                    say!("没有 `{code}` 这个地区", "unknown region `{code}`"),
                )
                .help(suggestion(scalar::nearest(code, self.regions.codes()), "data/regions.csv"))
                .follows_from(causes::not_declared(code)),
            );
            return None;
        };
        if !self.regions.all()[index].reports() {
            let name = &self.regions.all()[index].name;
            findings.push(
                Finding::new(
                    Code::NotAReporter,
                    place.clone(),
                    say!(
                        "{name}（`{code}`）的数由各县汇总得出，自己不填报",
                        "{name} (`{code}`) adds up others and files nothing itself"
                    ),
                )
                .help(say!("市局直接开展的工作填在市本级", "the city's own work is filed by its bureau"))
                .follows_from(causes::not_reporting(self.regions, index)),
            );
            return None;
        }
        Some(index)
    }

    fn report(
        &self,
        file: &File,
        (region, period): (RegionAt, PeriodAt),
        findings: &Findings,
    ) -> Option<Report> {
        if file.text.trim().is_empty() {
            findings.push(
                Finding::new(Code::EmptyFile, file.place(&(0..0)), say!("文件是空的", "the file is empty"))
                    .help(say!("没有报的，删去文件", "if nothing was filed, delete the file")),
            );
            return None;
        }
        let (syntax, own) = (Findings::default(), Findings::default());
        let text = TomlText::whole(file);
        let lines = Lines::new(&file.text);
        // What can be read of a file with a syntax error is looked at too, so that all its faults
        // are told at once; what seems missing may stand in the part that could not be read.
        let (table, sound) = parse_anyway(text, &syntax);
        let (filings, evidence) = {
            let fields = Fields::root(text, &table, &own);
            self.stated(&fields, region, period);
            self.is_there(&fields, region, period);
            let filings = self.filings(&fields, &lines, region);
            let evidence = fields.texts("evidence");
            let known = ["region", "period", "evidence"]
                .into_iter()
                .chain(self.forms.iter().map(|form| form.id.as_str()));
            for (key, _) in fields.entries() {
                if !known.clone().any(|known| known == key.value) {
                    fields.unknown_key(key.value, &key.span, known.clone());
                }
            }
            (
                filings,
                evidence
                    .into_iter()
                    .map(|of| (of.value, (of.span.start as u32, of.span.end as u32)))
                    .collect(),
            )
        };
        let broken = !sound || own.has_errors();
        // What is left of a line with a syntax error tells the same slip a second time.
        let (syntax, line) = (syntax.into_vec(), |found: &Finding| lines.line(found.place.span.0));
        let slips: Vec<u32> = syntax.iter().map(line).collect();
        let is_echo = |found: &Finding| found.code == Code::MissingKey || slips.contains(&line(found));
        findings.extend(own.into_vec().into_iter().filter(|found| sound || !is_echo(found)));
        findings.extend(syntax);
        Some(Report { path: Arc::clone(&file.path), region, period, filings, evidence, broken })
    }

    /// The report's own `region` and `period` must be those of its place.
    fn stated(&self, fields: &Fields, region: RegionAt, period: PeriodAt) {
        let place = [
            ("region", self.regions.all()[region].code.as_str(), Code::WrongRegion),
            ("period", self.campaign.periods[period].id.as_str(), Code::WrongPeriod),
        ];
        for (key, want, code) in place {
            let Some(stated) = fields.text(key) else { continue };
            if stated.value != want {
                fields.report(
                    code,
                    &stated.span,
                    say!(
                        "`{key}` 是 `{}`，文件却放在 `{want}`",
                        "`{key}` is `{}`, but the file stands at `{want}`",
                        stated.value
                    ),
                    Some(say!("改 `{key}`，或移动文件", "change `{key}`, or move the file")),
                );
            }
        }
    }

    /// A month is reported by those that are there on its last day.
    fn is_there(&self, fields: &Fields, region: RegionAt, period: PeriodAt) {
        let month = &self.campaign.periods[period];
        if self.regions.is_there(region, month) {
            return;
        }
        let of = &self.regions.all()[region];
        let (name, id, cut_off) = (&of.name, &month.id, month.to);
        let heir = &self.regions.all()[self.regions.holder_on(region, cut_off)];
        let help = match (of.since, of.until) {
            (_, Some(until)) if of.into.is_some() && until < cut_off => say!(
                "它 {until} 止，并入{0}：这一期由{0}（`{1}`）报",
                "it ended on {until} and was merged into {0} (`{1}`), which reports this month",
                heir.name,
                heir.code
            ),
            (_, Some(until)) if until < cut_off => {
                say!(
                    "它到 {until} 为止：删去文件，或改正期别",
                    "it ended on {until}: delete the file, or correct the period"
                )
            }
            (Some(since), _) => {
                say!(
                    "它 {since} 才设立：删去文件，或改正期别",
                    "it is there from {since} on: delete the file, or correct the period"
                )
            }
            (None, _) => say!("删去文件，或改正期别", "delete the file, or correct the period"),
        };
        let message = say!(
            "{id} 期 {cut_off} 截止，那天没有{name}",
            "the period {id} closes on {cut_off}, and {name} was not there"
        );
        let stated = fields.text_or_none("period").map_or(0..0, |stated| stated.span);
        fields.report(Code::RegionNotThere, &stated, message, Some(help));
    }

    fn filings(&self, fields: &Fields, lines: &Lines, region: RegionAt) -> Vec<Option<Filing>> {
        let entries: Vec<_> = fields.entries().collect();
        let (kind, reports) = (self.regions.all()[region].kind, self.reports);
        let filing = |form: &Form| {
            let (_, value) = entries.iter().find(|(key, _)| key.value == form.id)?;
            let filing = fields.within(value)?;
            Some(FilingReader { form, lines, kind, reports }.read(&filing))
        };
        self.forms.iter().map(filing).collect()
    }
}

fn suggestion(near: Option<&str>, file: &str) -> crate::diagnostic::Say {
    match near {
        Some(near) => say!("是不是 `{near}`？", "did you mean `{near}`?"),
        None => say!("在 `{file}` 里登记，或改正", "declare it in `{file}`, or correct it"),
    }
}
