//! What can be counted in the ledgers: the names that rules, rankings and pages use. `figures` does the counting.

use super::words::{FacilityKind, Level, Source};
use crate::dataset::forms::{Aggregation, Unit};

/// A ledger, as far as figures are counted from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Book {
    /// `hazards/<region>.csv`
    Hazards,
    /// `enforcement/<region>.csv`
    Enforcement,
    /// `inspections/<region>.csv`
    Inspections,
    /// `notices.csv`
    Notices,
    /// `enterprises.csv`
    Enterprises,
    /// `facilities.csv`
    Facilities,
}

/// Which hazards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of {
    /// All of the level.
    All,
    /// Those of a source.
    Source(Source),
    /// Those at facilities of a kind.
    Kind(FacilityKind),
}

/// What is counted, and on which day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// Hazards, on the day they were found; those dismissed later among them.
    Found(Level, Of),
    /// Hazards put right and closed, on the day they were closed.
    Closed(Level, Of),
    /// Hazards dismissed or downgraded, on that day: neither rectified nor open.
    Dismissed(Level),
    /// Hazards found and neither closed nor dismissed, as a period ends.
    Open(Level),
    /// Open hazards whose deadline (the extension, where there is one) has passed, as a period ends.
    Overdue(Level),
    /// Major hazards listed for supervision, on the day they were listed.
    Listed,
    /// Listed ones put right, on the day they were closed.
    ListedClosed,
    /// Major hazards whose deadline falls into the period, but for dismissed ones.
    Due,
    /// Of those, the ones closed by their deadline.
    OnTime,
    /// Of those, the ones closed by then, late or not.
    DueClosed,
    /// Listed ones whose deadline falls into the period, or which were listed after it, but for dismissed ones.
    ListedDue,
    /// Of those, the ones closed by then.
    ListedDueClosed,
    /// Rows of the public list: major hazards that were not dismissed, on the day they were found.
    PublicRows,
    /// Valid administrative penalties (行政处罚法 9), on the day they were decided.
    Penalties,
    /// Their fines.
    Fines,
    /// 一案双罚: cases in which unit and principal both stand penalised, on the day the second of them was.
    Doubles,
    /// Enterprises whose principal stands penalised in such a case.
    DoublePrincipals,
    /// Enterprises suspended, closed, ordered to rectify.
    Suspended,
    #[allow(missing_docs)]
    FirmsClosed,
    #[allow(missing_docs)]
    Ordered,
    /// Decisions to transfer somebody to the courts.
    Transferred,
    /// Inspections, on their last day.
    Inspections,
    /// Enterprises inspected.
    Inspected,
    /// Enterprises whose own checks were checked (抽查).
    SpotChecked,
    /// Problems the inspections found, and those put right.
    ProblemsFound,
    #[allow(missing_docs)]
    ProblemsRectified,
    /// Exposures, interviews and joint punishments of enterprises.
    Exposures,
    /// The enterprises they name.
    ExposedFirms,
    /// Enterprises on the register.
    Enterprises,
    /// Facilities on the register, but for closed and decommissioned ones.
    Facilities,
}

/// One measure of the ledgers.
#[derive(Debug)]
pub struct LedgerMeasure {
    /// `ledger.major_found.tip`; for ever.
    pub id: &'static str,
    /// Its title.
    pub title: &'static str,
    /// 个, 家, 万元…
    pub unit: &'static str,
    /// What kind of value.
    pub kind: Unit,
    /// How it adds up; distinct ones are counted anew to date rather than added.
    pub aggregation: Aggregation,
    /// Which ledger it is counted from.
    pub book: Book,
    /// What is counted.
    pub what: What,
}

use Aggregation::{Distinct, Flow, Stock};
use Book::{Enforcement, Enterprises, Facilities, Hazards, Inspections, Notices};
use Level::{General, Major};

const fn count(
    id: &'static str,
    title: &'static str,
    unit: &'static str,
    aggregation: Aggregation,
    book: Book,
    what: What,
) -> LedgerMeasure {
    LedgerMeasure { id, title, unit, kind: Unit::Count, aggregation, book, what }
}

const fn found(id: &'static str, title: &'static str, of: Of) -> LedgerMeasure {
    count(id, title, "个", Flow, Hazards, What::Found(Major, of))
}

const fn closed(id: &'static str, title: &'static str, of: Of) -> LedgerMeasure {
    count(id, title, "个", Flow, Hazards, What::Closed(Major, of))
}

const fn hazards(
    id: &'static str,
    title: &'static str,
    aggregation: Aggregation,
    what: What,
) -> LedgerMeasure {
    count(id, title, "个", aggregation, Hazards, what)
}

const fn firms(id: &'static str, title: &'static str, book: Book, what: What) -> LedgerMeasure {
    count(id, title, "家", Distinct, book, what)
}

/// All of them, in the order they are shown.
pub static MEASURES: [LedgerMeasure; 45] = [
    found("ledger.major_found", "台账重大隐患发现数", Of::All),
    found("ledger.major_found.self", "台账重大隐患发现数（企业自查）", Of::Source(Source::Own)),
    found("ledger.major_found.inspection", "台账重大隐患发现数（执法检查）", Of::Source(Source::Inspection)),
    found("ledger.major_found.tip", "台账重大隐患发现数（群众举报）", Of::Source(Source::Tip)),
    found("ledger.major_found.assigned", "台账重大隐患发现数（上级交办）", Of::Source(Source::Assigned)),
    found(
        "ledger.major_found.underground",
        "台账重大隐患发现数（地下矿山）",
        Of::Kind(FacilityKind::Underground),
    ),
    found("ledger.major_found.open_pit", "台账重大隐患发现数（露天矿山）", Of::Kind(FacilityKind::OpenPit)),
    found("ledger.major_found.tailings", "台账重大隐患发现数（尾矿库）", Of::Kind(FacilityKind::Tailings)),
    closed("ledger.major_closed", "台账重大隐患销号数", Of::All),
    closed("ledger.major_closed.self", "台账重大隐患销号数（企业自查）", Of::Source(Source::Own)),
    closed(
        "ledger.major_closed.inspection",
        "台账重大隐患销号数（执法检查）",
        Of::Source(Source::Inspection),
    ),
    closed("ledger.major_closed.tip", "台账重大隐患销号数（群众举报）", Of::Source(Source::Tip)),
    closed("ledger.major_closed.assigned", "台账重大隐患销号数（上级交办）", Of::Source(Source::Assigned)),
    hazards("ledger.major_dismissed", "台账重大隐患不属实、降级数", Flow, What::Dismissed(Major)),
    hazards("ledger.major_open", "台账未销号重大隐患", Stock, What::Open(Major)),
    hazards("ledger.major_overdue", "台账逾期重大隐患", Stock, What::Overdue(Major)),
    hazards("ledger.major_due", "台账到期应整改重大隐患", Flow, What::Due),
    hazards("ledger.major_on_time", "台账按期销号重大隐患", Flow, What::OnTime),
    hazards("ledger.major_listed", "台账挂牌督办重大隐患", Flow, What::Listed),
    hazards("ledger.major_listed_closed", "台账挂牌督办重大隐患销号数", Flow, What::ListedClosed),
    hazards("ledger.major_due_closed", "台账到期已销号重大隐患", Flow, What::DueClosed),
    hazards("ledger.major_listed_due", "台账到期挂牌督办重大隐患", Flow, What::ListedDue),
    hazards("ledger.major_listed_due_closed", "台账到期已销号挂牌督办重大隐患", Flow, What::ListedDueClosed),
    hazards("ledger.public_rows", "公示明细条数", Flow, What::PublicRows),
    hazards("ledger.general_found", "台账一般隐患发现数", Flow, What::Found(General, Of::All)),
    hazards("ledger.general_closed", "台账一般隐患销号数", Flow, What::Closed(General, Of::All)),
    hazards("ledger.general_open", "台账未销号一般隐患", Stock, What::Open(General)),
    hazards("ledger.general_overdue", "台账逾期一般隐患", Stock, What::Overdue(General)),
    count("ledger.penalties", "台账有效行政处罚", "次", Flow, Enforcement, What::Penalties),
    LedgerMeasure {
        id: "ledger.fines",
        title: "台账罚款合计",
        unit: "万元",
        kind: Unit::Money,
        aggregation: Flow,
        book: Enforcement,
        what: What::Fines,
    },
    count("ledger.double_penalties", "台账一案双罚案件", "件", Flow, Enforcement, What::Doubles),
    count(
        "ledger.double_principals",
        "台账双罚主要负责人",
        "人",
        Distinct,
        Enforcement,
        What::DoublePrincipals,
    ),
    firms("ledger.firms_suspended", "台账责令停产整顿企业", Enforcement, What::Suspended),
    firms("ledger.firms_closed", "台账关闭取缔企业", Enforcement, What::FirmsClosed),
    firms("ledger.firms_ordered", "台账责令限期整改企业", Enforcement, What::Ordered),
    count("ledger.transfers", "台账移送司法", "次", Flow, Enforcement, What::Transferred),
    count("ledger.inspections", "台账检查次数", "次", Flow, Inspections, What::Inspections),
    firms("ledger.firms_inspected", "台账检查企业", Inspections, What::Inspected),
    firms("ledger.firms_checked", "台账抽查企业", Inspections, What::SpotChecked),
    count("ledger.problems_found", "台账检查发现问题", "项", Flow, Inspections, What::ProblemsFound),
    count(
        "ledger.problems_rectified",
        "台账检查问题已整改",
        "项",
        Flow,
        Inspections,
        What::ProblemsRectified,
    ),
    count("ledger.exposures", "台账曝光、约谈、联合惩戒", "次", Flow, Notices, What::Exposures),
    firms("ledger.exposed_firms", "台账曝光、约谈、联合惩戒企业", Notices, What::ExposedFirms),
    count("ledger.enterprises", "在册企业", "家", Stock, Enterprises, What::Enterprises),
    count("ledger.facilities", "在册设施", "座", Stock, Facilities, What::Facilities),
];

/// Whether rules may name it.
#[must_use]
pub fn is_measure(id: &str) -> bool {
    MEASURES.iter().any(|measure| measure.id == id)
}

impl super::Ledger {
    /// Whether a ledger is kept: what is not kept is neither zero nor missing, and has no figures.
    #[must_use]
    pub fn keeps(&self, book: Book) -> bool {
        match book {
            Hazards => self.hazards.is_kept(),
            Enforcement => self.decisions.is_kept(),
            Inspections => self.inspections.is_kept(),
            Notices => self.notices.is_kept(),
            Enterprises => self.enterprises.is_kept(),
            Facilities => self.facilities.is_kept(),
        }
    }
}
