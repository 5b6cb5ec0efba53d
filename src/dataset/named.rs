//! `data/named.csv`: the enterprises that the site may name in a case or a penalty, each with the post that looked at it first.
//!
//! Names need a second pair of eyes. The file has an owner of its own, so that the host asks for that; where it is kept, a case or a
//! penalty that names somebody it does not list is held back, and everything else is published. Without it nothing is held back.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::Files;
use super::cases::{Case, Naming};
use super::ledger::{EnterpriseAt, Found, Ledger};
use crate::diagnostic::{Code, Finding, Findings};
use crate::parse::csv::{self, CsvRecord};
use crate::parse::{File, scalar};
use crate::say;

/// The file.
pub const NAMED: &str = "data/named.csv";
/// Its columns.
pub const NAMED_COLUMNS: [&str; 3] = ["enterprise", "first_named_on", "approved_by"];

/// Who may be named.
#[derive(Debug, Default)]
pub struct NamedList {
    /// Each with the day it was first named; none where no list is kept.
    listed: Option<BTreeMap<EnterpriseAt, NaiveDate>>,
    /// Whether lines of it could not be read, which is told where they stand.
    pub is_broken: bool,
    /// What is said of who approved, with where it stands: posts, no names.
    pub approvals: Vec<(File, std::ops::Range<usize>)>,
}

impl NamedList {
    /// Reads the file, which a site may leave out.
    pub(super) fn read(files: &Files, ledger: &Ledger, findings: &Findings) -> Self {
        let Some(file) = files.get(NAMED) else {
            return Self { is_broken: files.is_broken(NAMED), ..Self::default() };
        };
        let mut list = Self { listed: Some(BTreeMap::new()), ..Self::default() };
        let Some(sheet) = csv::read(file, findings) else {
            return Self { is_broken: true, ..Self::default() };
        };
        let header = sheet.header.cells.iter().map(|cell| cell.text.as_ref());
        if !header.eq(NAMED_COLUMNS) {
            let wanted = NAMED_COLUMNS.join(",");
            let message = say!("表头应是 {wanted}", "the header should be {wanted}");
            findings.push(Finding::new(Code::MissingColumn, file.place(&sheet.header.span), message).help(
                say!(
                    "改正表头；`gongshi diff --named` 给出应有的内容",
                    "correct the header; `gongshi diff --named` prints what belongs there"
                ),
            ));
            return Self { is_broken: true, ..Self::default() };
        }
        for row in &sheet.rows {
            match line(file, ledger, row, findings) {
                Some((enterprise, day)) => {
                    list.listed.get_or_insert_default().insert(enterprise, day);
                    list.approvals.push((file.clone(), row.cells[2].span.clone()));
                }
                None => list.is_broken = true,
            }
        }
        list
    }

    /// Whether an enterprise may be named.
    #[must_use]
    pub fn has(&self, enterprise: EnterpriseAt) -> bool {
        self.is_broken || self.listed.as_ref().is_none_or(|listed| listed.contains_key(&enterprise))
    }

    /// Whether a list is kept.
    #[must_use]
    pub fn is_kept(&self) -> bool {
        self.listed.is_some()
    }

    /// Holds back what names somebody it does not list.
    pub(super) fn settle(&self, ledger: &mut Ledger, cases: &mut [Case]) {
        for decision in ledger.decisions.rows_mut() {
            decision.is_held_back = decision.enterprise.is_some_and(|enterprise| !self.has(enterprise));
        }
        for case in cases.iter_mut().filter(|case| case.naming.value == Naming::Full) {
            case.is_held_back = case.enterprise.as_ref().is_some_and(|at| !self.has(at.value));
        }
    }
}

fn line(
    file: &File,
    ledger: &Ledger,
    row: &CsvRecord<'_>,
    findings: &Findings,
) -> Option<(EnterpriseAt, NaiveDate)> {
    let cell = |at: usize| row.cells[at].text.as_ref();
    let place = |at: usize| file.place(&row.cells[at].span);
    let id = cell(0);
    let day = scalar::date(cell(1));
    if day.is_none() {
        let message = say!("`{}` 不是日期", "`{}` is no date", cell(1));
        findings.push(
            Finding::new(Code::NotADate, place(1), message).help(say!("写作 2023-06-19", "write 2023-06-19")),
        );
    }
    if cell(2).is_empty() {
        findings.push(
            Finding::new(Code::EmptyCell, place(2), say!("没有写批准的岗位", "no post approved it"))
                .help(say!("写岗位，不写姓名", "write a post, never a name")),
        );
    }
    match ledger.enterprises.find(id) {
        Found::Row(at) => Some((at, day.filter(|_| !cell(2).is_empty())?)),
        Found::Broken => None,
        Found::Nothing => {
            let message = say!("企业名册里没有 `{id}`", "the register of enterprises has no `{id}`");
            findings.push(Finding::new(Code::UnknownRow, place(0), message).help(say!(
                "改正编号；不再点名的企业，删去这一行",
                "correct the id; delete the line of one that is named nowhere any more"
            )));
            None
        }
    }
}
