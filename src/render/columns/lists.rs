//! The columns of the lists: those of a ledger that the public sees, as they are declared, and between them those that are
//! worked out of something else. A new public column of a ledger stands in its list by its declaration alone.

use std::sync::LazyLock;

use super::FieldType::{Day, Text, Whole};
use super::{Both, CodedWord, DownloadColumn, REGION, coded, codes, column, outward};
use crate::dataset::life::State;
use crate::published::ledger::{
    Book, Column as Declared, DecisionAt, EnterpriseAt, FacilityAt, HazardAt, InspectionAt, NoticeAt, Term,
    Word, public_columns,
};
use crate::render::lists::Line;

/// Where what stands in a column comes from.
#[derive(Debug, Clone, Copy)]
pub enum From<A> {
    /// The cell of the ledger.
    Cell(&'static Declared),
    /// Something else that is public of the row.
    Worked(fn(&Line<A>) -> String),
}

/// A column that is worked out, and the one it stands behind; none for the first.
struct Worked<A>(Option<&'static str>, DownloadColumn, fn(&Line<A>) -> String);

/// The columns of a list of such rows, each with where it comes from.
pub type ListColumns<A> = Vec<(DownloadColumn, From<A>)>;

/// Sets those that are worked out between those that are declared.
fn columns<A>(book: Book, worked: Vec<Worked<A>>) -> ListColumns<A> {
    let declared = public_columns(book).into_iter().filter(|column| column.in_table);
    let mut columns: ListColumns<A> = declared.map(|column| (outward(column), From::Cell(column))).collect();
    // The last of those that stand behind one column is set first.
    for Worked(after, column, value) in worked.into_iter().rev() {
        let is_it = |from: &From<A>| matches!(from, From::Cell(known) if Some(known.code) == after);
        let place = columns.iter().position(|(_, from)| is_it(from)).map_or(0, |at| at + 1);
        columns.insert(place, (column, From::Worked(value)));
    }
    columns
}

/// Some of the words of an enumeration.
fn some<W: Word>(is_told: impl Fn(W) -> bool) -> &'static [CodedWord] {
    let told = W::ALL.iter().copied().filter(|word| is_told(*word));
    told.map(Word::term).collect::<Vec<Term>>().leak()
}

/// Told another way than where it is declared.
fn told(declared: &Declared, title: Both, about: Both) -> DownloadColumn {
    DownloadColumn { title, about, ..outward(declared) }
}

const ENTERPRISE_NAME: DownloadColumn = column(
    "enterprise_name",
    Text,
    ("企业名称", "Enterprise name"),
    ("企业当时的名称；不列企业的为空", "its name at the time; empty where none is named"),
);

/// 明细.
pub static HAZARDS: LazyLock<ListColumns<HazardAt>> = LazyLock::new(|| {
    let no = column("no", Whole, ("序号", "No."), ("序号，与网页相同", "as on the pages"));
    let facility_name = column(
        "facility_name",
        Text,
        ("设施名称", "Facility name"),
        ("矿山或尾矿库的名称", "name of the mine or tailings pond"),
    );
    let kind = Book::Facilities.column("kind");
    let kind = told(kind, ("行业类别", "Kind"), ("设施的类别", "what the facility is"));
    let state = coded(
        "state",
        some(|state: State| !state.is_dismissal()),
        ("状态", "State"),
        ("至数据截至日的状态", "how it stands on the day of the data"),
    );
    let days_overdue = column(
        "days_overdue",
        Whole,
        ("逾期天数", "Days overdue"),
        (
            "至数据截至日逾期未销号的天数；没有逾期的为空",
            "days past the deadline on the day of the data; empty where it is not overdue",
        ),
    );
    let enterprise = outward(Book::Notices.column("enterprise"));
    columns(
        Book::Hazards,
        vec![
            Worked(None, no, |line| line.no().to_string()),
            Worked(Some("id"), enterprise, |line| line.firm_of_facility().0),
            Worked(Some("id"), ENTERPRISE_NAME, |line| line.firm_of_facility().1),
            Worked(Some("facility"), facility_name, |line| line.facility().name.to_owned()),
            Worked(Some("facility"), REGION, |line| {
                let told = line.hazard().told.as_ref();
                told.map(|told| line.code_of(told.region)).unwrap_or_default()
            }),
            Worked(Some("facility"), kind, |line| line.facility().kind.to_owned()),
            Worked(Some("extended_to"), state, |line| line.hazard().state.code().to_owned()),
            Worked(Some("extended_to"), days_overdue, |line| {
                line.days_overdue().map(|days| days.to_string()).unwrap_or_default()
            }),
        ],
    )
});

/// Penalties.
pub static PENALTIES: LazyLock<ListColumns<DecisionAt>> = LazyLock::new(|| {
    let status = coded(
        "status",
        codes::PENALTY_STATUSES,
        ("状态", "Status"),
        ("决定的状态", "how the decision stands"),
    );
    columns(
        Book::Enforcement,
        vec![
            Worked(Some("enterprise"), ENTERPRISE_NAME, |line| line.firm_penalised().1),
            Worked(Some("expires_on"), status, |line| line.penalty_status().to_owned()),
        ],
    )
});

/// Mines and tailings ponds.
pub static FACILITIES: LazyLock<ListColumns<FacilityAt>> =
    LazyLock::new(|| columns(Book::Facilities, Vec::new()));

/// Their owners.
pub static ENTERPRISES: LazyLock<ListColumns<EnterpriseAt>> =
    LazyLock::new(|| columns(Book::Enterprises, Vec::new()));

/// Who inspected where.
pub static INSPECTIONS: LazyLock<ListColumns<InspectionAt>> = LazyLock::new(|| {
    let region = |line: &Line<InspectionAt>| line.code_of(line.inspection().region);
    columns(Book::Inspections, vec![Worked(Some("kind"), REGION, region)])
});

/// 通报、约谈、曝光和联合惩戒.
pub static NOTICES: LazyLock<ListColumns<NoticeAt>> = LazyLock::new(|| {
    let name = |line: &Line<NoticeAt>| line.firm_of_notice();
    columns(Book::Notices, vec![Worked(Some("enterprise"), ENTERPRISE_NAME, name)])
});

pub const CORRECTIONS: &[DownloadColumn] = &[
    column(
        "no",
        Whole,
        ("序号", "No."),
        ("序号，也是其网页上的位置", "its number, and its place on the page"),
    ),
    column("date", Day, ("公布日期", "Date"), ("改后的数公布的日期", "the day the new figure was published")),
    column(
        "what",
        Text,
        ("数的编号", "What"),
        ("改的是哪个数：指标@报告期/地区", "the figure as measure@period/region"),
    ),
    column("figure", Text, ("数", "Figure"), ("指标名称和口径", "title of the measure, and its span")),
    column("where", Text, ("地区和报告期", "Where"), ("地区和报告期", "region and period")),
    column(
        "old",
        Text,
        ("原来", "Old"),
        (
            "原来公布的，带单位；可为“未报”“不适用”",
            "what was published, with its unit; also that it was missing or does not apply",
        ),
    ),
    column("new", Text, ("现在", "New"), ("现在公布的，带单位", "what is published now, with its unit")),
    coded("kind", codes::CORRECTION_KINDS, ("种类", "Kind"), ("为什么改", "why it was changed")),
    column("reason", Text, ("原因", "Reason"), ("向公众说明的原因", "the reason in a sentence")),
    column("approved_by", Text, ("批准", "Approved by"), ("批准的岗位", "the post that decided")),
];

pub const CHANGES: &[DownloadColumn] = &[
    column("period", Text, ("报告期", "Period"), ("封存的月份", "the month that is frozen")),
    column("edition", Whole, ("版次", "Edition"), ("第几版，多为 1", "which edition of it, nearly always 1")),
    column("region", Text, ("地区", "Region"), ("地区代码", "code of the region")),
    column("measure", Text, ("指标", "Measure"), ("指标的 id", "id of the measure")),
    column("span", Text, ("口径", "Span"), ("month 当月，to_date 累计", "month, or to_date")),
    column(
        "first",
        Text,
        ("首次公布", "First published"),
        ("数；M 未报，N 不适用，S 不公布", "a number; M not reported, N not applicable, S withheld"),
    ),
    column("now", Text, ("现在", "Now"), ("同上", "the same of today")),
    coded("kind", codes::CHANGE_KINDS, ("原因", "Why"), ("为什么不同", "why it differs")),
    column(
        "correction",
        Whole,
        ("更正序号", "Correction"),
        ("corrections.csv 的序号", "its number in corrections.csv"),
    ),
];
