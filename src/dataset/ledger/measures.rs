//! What can be counted in the ledgers: the names that rules, rankings and pages use. `figures` does the counting.

use super::what::{Of, What};
use super::words::{FacilityKind, Level, Source};
use crate::dataset::criteria::Criterion;
use crate::dataset::forms::{Aggregation, SPANS, Unit};

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
    /// What is counted.
    pub what: What,
}

use Aggregation::{Distinct, Flow, Stock};
use FacilityKind::{OpenPit, Tailings, Underground};
use Level::{General, Major};
use Source::{Assigned, Inspection, Own, Tip};

const fn count(
    id: &'static str,
    title: &'static str,
    unit: &'static str,
    aggregation: Aggregation,
    what: What,
) -> LedgerMeasure {
    LedgerMeasure { id, title, unit, kind: Unit::Count, aggregation, what }
}

const fn found(id: &'static str, title: &'static str, of: Of) -> LedgerMeasure {
    hazards(id, title, Flow, What::Found(Major, of))
}

const fn closed(id: &'static str, title: &'static str, of: Of) -> LedgerMeasure {
    hazards(id, title, Flow, What::Closed(Major, of))
}

const fn open(id: &'static str, title: &'static str, of: Of) -> LedgerMeasure {
    hazards(id, title, Stock, What::Open(Major, of))
}

const fn overdue(id: &'static str, title: &'static str, of: Of) -> LedgerMeasure {
    hazards(id, title, Stock, What::Overdue(Major, of))
}

const fn hazards(
    id: &'static str,
    title: &'static str,
    aggregation: Aggregation,
    what: What,
) -> LedgerMeasure {
    count(id, title, "个", aggregation, what)
}

const fn firms(id: &'static str, title: &'static str, what: What) -> LedgerMeasure {
    count(id, title, "家", Distinct, what)
}

/// All of them, in the order they are shown.
pub static MEASURES: [LedgerMeasure; 64] = [
    found("ledger.major_found", "台账重大隐患发现数", Of::All),
    found("ledger.major_found.self", "台账重大隐患发现数（企业自查）", Of::Source(Own)),
    found("ledger.major_found.inspection", "台账重大隐患发现数（执法检查）", Of::Source(Inspection)),
    found("ledger.major_found.tip", "台账重大隐患发现数（群众举报）", Of::Source(Tip)),
    found("ledger.major_found.assigned", "台账重大隐患发现数（上级交办）", Of::Source(Assigned)),
    found("ledger.major_found.underground", "台账重大隐患发现数（地下矿山）", Of::Kind(Underground)),
    found("ledger.major_found.open_pit", "台账重大隐患发现数（露天矿山）", Of::Kind(OpenPit)),
    found("ledger.major_found.tailings", "台账重大隐患发现数（尾矿库）", Of::Kind(Tailings)),
    closed("ledger.major_closed", "台账重大隐患销号数", Of::All),
    closed("ledger.major_closed.self", "台账重大隐患销号数（企业自查）", Of::Source(Own)),
    closed("ledger.major_closed.inspection", "台账重大隐患销号数（执法检查）", Of::Source(Inspection)),
    closed("ledger.major_closed.tip", "台账重大隐患销号数（群众举报）", Of::Source(Tip)),
    closed("ledger.major_closed.assigned", "台账重大隐患销号数（上级交办）", Of::Source(Assigned)),
    closed("ledger.major_closed.underground", "台账重大隐患销号数（地下矿山）", Of::Kind(Underground)),
    closed("ledger.major_closed.open_pit", "台账重大隐患销号数（露天矿山）", Of::Kind(OpenPit)),
    closed("ledger.major_closed.tailings", "台账重大隐患销号数（尾矿库）", Of::Kind(Tailings)),
    hazards("ledger.major_dismissed", "台账重大隐患不属实、降级数", Flow, What::Dismissed(Major)),
    open("ledger.major_open", "台账未销号重大隐患", Of::All),
    open("ledger.major_open.self", "台账未销号重大隐患（企业自查）", Of::Source(Own)),
    open("ledger.major_open.inspection", "台账未销号重大隐患（执法检查）", Of::Source(Inspection)),
    open("ledger.major_open.tip", "台账未销号重大隐患（群众举报）", Of::Source(Tip)),
    open("ledger.major_open.assigned", "台账未销号重大隐患（上级交办）", Of::Source(Assigned)),
    open("ledger.major_open.underground", "台账未销号重大隐患（地下矿山）", Of::Kind(Underground)),
    open("ledger.major_open.open_pit", "台账未销号重大隐患（露天矿山）", Of::Kind(OpenPit)),
    open("ledger.major_open.tailings", "台账未销号重大隐患（尾矿库）", Of::Kind(Tailings)),
    overdue("ledger.major_overdue", "台账逾期重大隐患", Of::All),
    overdue("ledger.major_overdue.self", "台账逾期重大隐患（企业自查）", Of::Source(Own)),
    overdue("ledger.major_overdue.inspection", "台账逾期重大隐患（执法检查）", Of::Source(Inspection)),
    overdue("ledger.major_overdue.tip", "台账逾期重大隐患（群众举报）", Of::Source(Tip)),
    overdue("ledger.major_overdue.assigned", "台账逾期重大隐患（上级交办）", Of::Source(Assigned)),
    overdue("ledger.major_overdue.underground", "台账逾期重大隐患（地下矿山）", Of::Kind(Underground)),
    overdue("ledger.major_overdue.open_pit", "台账逾期重大隐患（露天矿山）", Of::Kind(OpenPit)),
    overdue("ledger.major_overdue.tailings", "台账逾期重大隐患（尾矿库）", Of::Kind(Tailings)),
    hazards("ledger.major_due", "台账到期应整改重大隐患", Flow, What::Due(Of::All)),
    hazards("ledger.major_on_time", "台账按期销号重大隐患", Flow, What::OnTime),
    found("ledger.major_listed", "台账挂牌督办重大隐患", Of::Listed),
    closed("ledger.major_listed_closed", "台账挂牌督办重大隐患销号数", Of::Listed),
    open("ledger.major_listed_open", "台账未销号挂牌督办重大隐患", Of::Listed),
    overdue("ledger.major_listed_overdue", "台账逾期挂牌督办重大隐患", Of::Listed),
    hazards("ledger.major_due_closed", "台账到期已销号重大隐患", Flow, What::DueClosed(Of::All)),
    hazards("ledger.major_listed_due", "台账到期挂牌督办重大隐患", Flow, What::Due(Of::Listed)),
    hazards(
        "ledger.major_listed_due_closed",
        "台账到期已销号挂牌督办重大隐患",
        Flow,
        What::DueClosed(Of::Listed),
    ),
    hazards("ledger.public_rows", "公示明细条数", Flow, What::PublicRows),
    hazards("ledger.general_found", "台账一般隐患发现数", Flow, What::Found(General, Of::All)),
    hazards("ledger.general_closed", "台账一般隐患销号数", Flow, What::Closed(General, Of::All)),
    hazards("ledger.general_open", "台账未销号一般隐患", Stock, What::Open(General, Of::All)),
    hazards("ledger.general_overdue", "台账逾期一般隐患", Stock, What::Overdue(General, Of::All)),
    count("ledger.penalties", "台账有效行政处罚", "次", Flow, What::Penalties),
    LedgerMeasure {
        id: "ledger.fines",
        title: "台账罚款合计",
        unit: "万元",
        kind: Unit::Money,
        aggregation: Flow,
        what: What::Fines,
    },
    count("ledger.double_penalties", "台账一案双罚案件", "件", Flow, What::Doubles),
    count("ledger.double_principals", "台账双罚主要负责人", "人", Distinct, What::DoublePrincipals),
    firms("ledger.firms_suspended", "台账责令停产整顿企业", What::Suspended),
    firms("ledger.firms_closed", "台账关闭取缔企业", What::FirmsClosed),
    firms("ledger.firms_ordered", "台账责令限期整改企业", What::Ordered),
    count("ledger.transfers", "台账移送司法", "次", Flow, What::Transferred),
    count("ledger.inspections", "台账检查次数", "次", Flow, What::Inspections),
    firms("ledger.firms_inspected", "台账检查企业", What::Inspected),
    firms("ledger.firms_checked", "台账抽查企业", What::SpotChecked),
    count("ledger.problems_found", "台账检查发现问题", "项", Flow, What::ProblemsFound),
    count("ledger.problems_rectified", "台账检查问题已整改", "项", Flow, What::ProblemsRectified),
    count("ledger.exposures", "台账曝光、约谈、联合惩戒", "次", Flow, What::Exposures),
    firms("ledger.exposed_firms", "台账曝光、约谈、联合惩戒企业", What::ExposedFirms),
    count("ledger.enterprises", "在册企业", "家", Stock, What::Enterprises),
    count("ledger.facilities", "在册设施", "座", Stock, What::Facilities),
];

/// What is counted criterion by criterion as well: `ledger.major_found.D20`.
pub const BY_CRITERION: [&str; 4] =
    ["ledger.major_found", "ledger.major_closed", "ledger.major_open", "ledger.major_overdue"];

/// Whether rules may name it.
#[must_use]
pub fn is_measure(id: &str, criteria: &[Criterion]) -> bool {
    let is_by_criterion = |(whole, code): (&str, &str)| {
        BY_CRITERION.contains(&whole) && criteria.iter().any(|criterion| criterion.code == code)
    };
    is_fixed(id) || id.rsplit_once('.').is_some_and(is_by_criterion)
}

/// Whether it is one of those every site has.
fn is_fixed(id: &str) -> bool {
    MEASURES.iter().any(|measure| measure.id == id)
}

/// Whether a criterion's code is free: no measure by source or kind has it for its last part, and it says no span.
#[must_use]
pub fn is_free(code: &str) -> bool {
    SPANS.iter().all(|(word, ..)| *word != code)
        && BY_CRITERION.iter().all(|whole| !is_fixed(&format!("{whole}.{code}")))
}
