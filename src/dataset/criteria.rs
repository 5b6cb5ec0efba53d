//! `data/criteria.csv`: what counts as a major hazard, by facility kind and version.

use super::campaign::Campaign;
use super::ledger::{Book, FacilityKind, Word, is_free, is_id};
use super::row_at::RowAt;
use super::{
    Files,
    column::{Column, Holds, Opens},
    columns::Columns,
};
use crate::diagnostic::{Code, Finding, Findings, Place};
use crate::parse::File;
use crate::parse::csv::{self, CsvRecord};
use crate::say;

/// Index of a criterion among those of the dataset.
pub type CriterionAt = RowAt<Criterion>;

/// One criterion.
#[derive(Debug, Clone)]
pub struct Criterion {
    /// The version it belongs to.
    pub set: String,
    /// `D20`; unique for ever.
    pub code: String,
    /// Code of the facility kind.
    pub facility_kind: String,
    /// Its number in the document.
    pub no: String,
    /// A short title.
    pub title: String,
    /// The official wording, where the office carries it.
    pub text: String,
    /// How many sub-items it has, where that is known.
    pub sub_items: Option<u64>,
    /// Facilities it is for, of those of its kind: any of these is enough; none says all.
    pub applies: Vec<FacilityScope>,
    /// Where its kind of facility stands.
    pub kind_at: Place,
    /// Where its number stands.
    pub no_at: Place,
    /// Where its title stands.
    pub title_at: Place,
}

impl Criterion {
    /// Whether it is for a kind of facility, which it names by code or by title; one that names none is for all.
    #[must_use]
    pub fn fits(&self, kind: FacilityKind) -> bool {
        ["", kind.code(), kind.title()].contains(&self.facility_kind.as_str())
    }
}

/// A column of the register, and what it may hold.
#[derive(Debug, Clone)]
pub struct FacilityScope {
    /// A column of `data/ledger/facilities.csv`.
    pub column: &'static Column,
    /// As the register has it.
    pub values: Vec<String>,
}

/// Its columns.
pub const COLUMNS: &[Column] = &[
    Column::new(
        "set",
        ("版本", "Set"),
        Holds::Id,
        ("data/campaign.toml 里 [[criteria_sets]] 的 id", "id of a [[criteria_sets]] of data/campaign.toml"),
    )
    .required()
    .opens(Opens::Always)
    .by_hand(),
    Column::new(
        "code",
        ("代码", "Code"),
        Holds::Id,
        (
            "全文件不重复，不能是 self、tip、total 等（GS0301）",
            "used once in the file; not self, tip, total … (GS0301)",
        ),
    )
    .required()
    .opens(Opens::Always)
    .by_hand(),
    Column::new(
        "facility_kind",
        ("设施类别", "Kind of facility"),
        Holds::Word(FacilityKind::TERMS),
        ("隐患所引的要与设施同类（GS0905）", "a hazard names one of its facility’s kind (GS0905)"),
    )
    .must_be_there()
    .opens(Opens::Always)
    .by_hand(),
    Column::new("no", ("序号", "No."), Holds::Name, ("文件里的序号", "its number in the document"))
        .must_be_there()
        .opens(Opens::Always)
        .by_hand(),
    Column::new("title", ("名称", "Title"), Holds::Name, ("简称", "a short title"))
        .must_be_there()
        .opens(Opens::Always)
        .by_hand(),
    Column::new(
        "sub_items",
        ("子项数", "Sub-items"),
        Holds::Count,
        (
            "所列情形数，隐患的 sub_item 不大于它；没有分目的写 0",
            "how many cases it lists, which a hazard’s sub_item does not exceed; 0 where it lists none",
        ),
    )
    .by_hand(),
    Column::new(
        "text",
        ("原文", "Wording"),
        Holds::Text,
        (
            "标准的原文，显示在该条的网页上；不登载原文的为空",
            "the official wording, shown on its page; empty where the office does not carry it",
        ),
    )
    .opens(Opens::Always)
    .by_hand(),
    Column::new(
        "applies_to",
        ("适用范围", "Applies to"),
        Holds::Name,
        (
            "同类设施中适用哪些，按设施台账的列写，有一项符合就适用：dam_class=1|2|3;above_homes=true；为空的全部适用",
            "which facilities of its kind, by columns of the register, any of which is enough: dam_class=1|2|3;above_homes=true; empty for all",
        ),
    )
    .by_hand(),
];

/// Reads `data/criteria.csv`, which a campaign without criteria may leave out.
#[must_use]
pub fn read(files: &Files, campaign: &Campaign, findings: &Findings) -> Vec<Criterion> {
    let Some(file) = files.get("data/criteria.csv") else { return Vec::new() };
    let Some(sheet) = csv::read(file, findings) else { return Vec::new() };
    let columns = Columns::find(file, &sheet, COLUMNS, findings);
    let mut seen = std::collections::HashMap::new();
    let mut criteria = Vec::new();
    for row in &sheet.rows {
        let (Some(set), Some(code)) = (columns.cell(row, "set"), columns.cell(row, "code")) else { break };
        if !campaign.criteria_sets.iter().any(|known| known.id == set.text) {
            findings.push(
                Finding::new(
                    Code::UnknownSet,
                    file.place(&set.span),
                    say!("没有 `{}` 这一版判定标准", "unknown set of criteria `{}`", set.text),
                )
                .help(say!(
                    "在 `data/campaign.toml` 的 `[[criteria_sets]]` 里登记",
                    "declare it in `[[criteria_sets]]` of `data/campaign.toml`"
                )),
            );
            continue;
        }
        if let Some(first) = seen.insert(code.text.to_string(), file.place(&code.span)) {
            findings.push(
                Finding::new(
                    Code::DuplicateId,
                    file.place(&code.span),
                    say!("判定标准 `{}` 出现两次", "the criterion `{}` appears twice", code.text),
                )
                .related(first, say!("另一处在这里", "also here"))
                .help(say!("删去一行，或改正代码", "delete one of them, or correct its code")),
            );
            continue;
        }
        if code.text.is_empty() || !is_id(&code.text) || !is_free(&code.text) {
            findings.push(
                Finding::new(
                    Code::BadId,
                    file.place(&code.span),
                    say!(
                        "判定标准的代码 `{}` 不能用",
                        "`{}` cannot be the code of a criterion",
                        code.text
                    ),
                )
                .help(say!(
                    "只用字母、数字和 `-`；`self`、`tip`、`tailings`、`total` 等在指标里另有所指",
                    "use letters, digits and `-` alone; `self`, `tip`, `tailings`, `total` … mean something else in a measure"
                )),
            );
            continue;
        }
        let at = |column: &str| file.place(&columns.cell(row, column).unwrap_or(code).span);
        criteria.push(Criterion {
            set: set.text.to_string(),
            code: code.text.to_string(),
            facility_kind: columns.text(row, "facility_kind").to_owned(),
            no: columns.text(row, "no").to_owned(),
            title: columns.text(row, "title").to_owned(),
            text: columns.text(row, "text").trim().to_owned(),
            sub_items: columns.text(row, "sub_items").trim().parse().ok(),
            applies: scopes(file, &columns, row, findings),
            kind_at: at("facility_kind"),
            no_at: at("no"),
            title_at: at("title"),
        });
    }
    criteria
}

/// `dam_class=1|2|3;above_homes=true`; a part that names no column of the register is a finding.
fn scopes(file: &File, columns: &Columns, row: &CsvRecord, findings: &Findings) -> Vec<FacilityScope> {
    let Some(cell) = columns.cell(row, "applies_to") else { return Vec::new() };
    let parts = cell.text.split([';', '；']).map(str::trim).filter(|part| !part.is_empty());
    let scope = |part: &str| {
        let (name, values) = part.split_once(['=', '＝'])?;
        let column = Book::Facilities.columns().iter().find(|column| column.is_named(name.trim()))?;
        let values: Vec<String> = values.split(['|', '｜']).map(|value| value.trim().to_owned()).collect();
        Some(FacilityScope { column, values })
    };
    let mut all = Vec::new();
    for part in parts {
        if let Some(scope) = scope(part) {
            all.push(scope);
            continue;
        }
        let message = say!("看不懂适用范围 `{part}`", "`{part}` is no scope");
        findings.push(Finding::new(Code::UnknownColumn, file.place(&cell.span), message).help(say!(
            "写设施台账的列和值：`dam_class=1|2|3`",
            "name a column of the register and its values: `dam_class=1|2|3`"
        )));
    }
    all
}
