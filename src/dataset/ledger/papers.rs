//! `data/ledger/filings.csv`: plans, summaries and drawings that are filed besides the forms.

use chrono::NaiveDate;

use super::cells::Cells;
use super::declared::FILINGS;
use super::registry::{Enterprise, Facility};
use super::row_ref::{EnterpriseAt, FacilityAt};
use super::table::{At, Row, Table, Text};
use crate::dataset::column::Column;
use crate::dataset::columns::declared;
use crate::dataset::paper_kinds::{PaperBy, PaperKind};
use crate::dataset::regions::{RegionAt, Regions};
use crate::diagnostic::Code;
use crate::parse::scalar;
use crate::say;

/// A paper that is to be filed, or was.
#[derive(Debug, Clone)]
pub struct Paper {
    at: At,
    id: Text,
    /// Index of its kind among those of the campaign.
    pub kind: usize,
    /// Index of the county that files it, or where it is filed.
    pub region: RegionAt,
    /// Whose it is, where it is a facility's.
    pub facility: Option<FacilityAt>,
    /// Whose it is, where it is an enterprise's.
    pub enterprise: Option<EnterpriseAt>,
    /// When it is due, as its row or its kind says.
    pub due_on: Option<NaiveDate>,
    /// When it came in.
    pub filed_on: Option<NaiveDate>,
    declared: [Text; declared(FILINGS)],
}

impl Paper {
    /// Whether it was in on a day.
    #[must_use]
    pub fn is_in(&self, day: NaiveDate) -> bool {
        self.filed_on.is_some_and(|on| on <= day)
    }

    /// Whether it came after it was due, or has not come though it is.
    #[must_use]
    pub fn is_late(&self, day: NaiveDate) -> bool {
        let came = self.filed_on.filter(|on| *on <= day).unwrap_or(day);
        self.due_on.is_some_and(|due| due < came)
    }
}

impl Row for Paper {
    const COLUMNS: &'static [Column] = FILINGS;
    const NAME: (&'static str, &'static str) = ("报送登记", "the register of filings");

    fn at(&self) -> At {
        self.at
    }

    fn id(&self) -> Text {
        self.id
    }

    fn declared(&self) -> &[Text] {
        &self.declared
    }
}

/// Reads a row of it.
pub fn paper<'a>(
    cells: &mut Cells<'_, '_, 'a>,
    kinds: &[PaperKind],
    (enterprises, facilities): (&'a Table<Enterprise>, &'a Table<Facility>),
    regions: &Regions,
) -> Option<Paper> {
    let (id, named) = (cells.id("id"), cells.take("kind"));
    let kind = kinds.iter().position(|kind| kind.id == named.text());
    if kind.is_none() && cells.required(&named) {
        let ids = kinds.iter().map(|kind| kind.id.as_str());
        let help = match scalar::nearest(named.text(), ids) {
            Some(near) => say!("是不是 `{near}`？", "did you mean `{near}`?"),
            None => say!(
                "在 `data/campaign.toml` 的 `[[filings]]` 里登记",
                "declare it in `[[filings]]` of `data/campaign.toml`"
            ),
        };
        let message = say!("没有 `{}` 这个报送事项", "unknown filing `{}`", named.text());
        cells.fail(&named, Code::UnknownWord, message, Some(help));
    }
    let county = cells.peek("region");
    let region = cells.region("region", regions);
    let (place, firm) = (cells.peek("facility"), cells.peek("enterprise"));
    let facility = cells.reference_or_none("facility", facilities);
    let enterprise = cells.reference_or_none("enterprise", enterprises);
    let due_on = cells.date_or_none("due_on");
    let filed_on = cells.date_or_none("filed_on");
    if let Some((region, day)) = region.zip(filed_on.or(due_on)) {
        cells.must_be_there(&county, regions, region, day);
    }
    if let Some(kind) = kind.map(|at| &kinds[at]) {
        let (column, title) = (kind.by.code(), kind.by.title());
        for (cell, of) in [(&place, PaperBy::Facility), (&firm, PaperBy::Enterprise)] {
            let is_given = !cell.text().is_empty();
            if is_given && kind.by != of {
                let message = say!(
                    "“{}”由{title}报送，这一格应当为空",
                    "\"{}\" is filed by each {column}: the cell stays empty",
                    kind.title
                );
                cells.fail(cell, Code::CellsContradict, message, Some(say!("删去这一格", "empty the cell")));
            } else if !is_given && kind.by == of {
                let message =
                    say!("“{}”要写是哪个{title}的", "\"{}\" names the {column} it is of", kind.title);
                let help = say!("填它的编号", "give its id");
                cells.fail(cell, Code::BlankText, message, Some(help));
            }
        }
    }
    let (declared, at) = (cells.declared(), cells.at());
    cells.is_whole().then_some(())?;
    let kind = kind?;
    let due_on = due_on.or(kinds[kind].due_on);
    Some(Paper { at, id, kind, region: region?, facility, enterprise, due_on, filed_on, declared })
}
