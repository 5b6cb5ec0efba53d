//! What can be counted in the ledgers: the names that rules, rankings and pages use, and of which entries each is the
//! number. `figures` does the counting. A measure is a row here and nothing else: its unit, what it adds up to, and whether
//! it tells a source or a criterion follow from its entries.

use super::entries::{Count, Day, DoubleCount, Entries, Hazards, When, Which};
use super::words::{
    Batch, DecisionKind, FacilityKind, FacilityStatus, InspectionKind, Leniency, Level, NoticeKind, Outcome,
    Source,
};
use crate::dataset::criteria::Criterion;
use crate::dataset::forms::{Role, SPANS};

/// One measure of the ledgers.
#[derive(Debug)]
pub struct LedgerMeasure {
    /// `ledger.major_found.tip`; for ever.
    pub id: &'static str,
    /// As tables and charts call it; of a single criterion its code and name follow.
    pub title: &'static str,
    /// 个, 家, 万元…
    pub unit: &'static str,
    /// What is counted.
    pub entries: Entries,
    /// What it counts of those who broke the law, as far as scoring has to know; of hazards its id says so.
    pub role: Option<Role>,
    /// Whether it is counted criterion by criterion as well: `ledger.major_found.D20`.
    pub by_criterion: bool,
}

impl LedgerMeasure {
    const fn role(self, role: Role) -> Self {
        Self { role: Some(role), ..self }
    }

    const fn each_criterion(self) -> Self {
        Self { by_criterion: true, ..self }
    }
}

const fn measure(
    id: &'static str,
    title: &'static str,
    unit: &'static str,
    entries: Entries,
) -> LedgerMeasure {
    LedgerMeasure { id, title, unit, entries, role: None, by_criterion: false }
}

const fn hazards(id: &'static str, title: &'static str, hazards: Hazards) -> LedgerMeasure {
    measure(id, title, "个", Entries::Hazards(hazards))
}

/// Enterprises of which something was decided.
const fn firms_of(kind: DecisionKind) -> Entries {
    Decisions(Is(kind), Count::Enterprises)
}

use Entries::{Decisions, Doubles, Enterprises, Facilities, Inspections, Notices};
use FacilityKind::{OpenPit, Tailings, Underground};
use Role::{Penalties, Punishment};
use Source::{Assigned, Inspection, Own, Tip};
use When::{Named, On, Open, Overdue};
use Which::{Any, Is, Such};

/// Major hazards on the day they were found; those dismissed later among them.
pub const FOUND: Hazards = Hazards {
    level: Level::Major,
    source: Any,
    kind: Any,
    is_listed: false,
    criterion: None,
    outcome: Any,
    leniency: Any,
    when: On(&[Day::Since]),
};
/// Those rectified, on the day they were closed.
pub const CLOSED: Hazards = FOUND.ended(Is(Some(Outcome::Rectified))).when(On(&[Day::Closed]));
const OPEN: Hazards = FOUND.when(Open);
const OVERDUE: Hazards = FOUND.when(Overdue);

const DISMISSED: Hazards = FOUND.ended(Such(Outcome::is_dismissal)).when(On(&[Day::Closed]));
/// The rows of the public list.
const LISTED_PUBLICLY: Hazards = FOUND.when(Named);
/// Which fell due in the period, or were listed after they had.
const DUE: Hazards = FOUND.when(On(&[Day::Since, Day::Due]));
const DUE_CLOSED: Hazards = CLOSED.when(On(&[Day::Since, Day::Due, Day::Closed]));
const ON_TIME: Hazards = CLOSED.when(On(&[Day::OnTime]));

const IS_PENALTY: Which<DecisionKind> = Such(DecisionKind::is_penalty);
const PENALTIES: Entries = Decisions(IS_PENALTY, Count::Rows);
/// What is confiscated is no fine.
const FINES: Entries = Decisions(Is(DecisionKind::Fine), Count::Yuan(|decision| decision.amount_yuan));
const PROBLEMS_FOUND: Entries = Inspections(Any, Count::Sum(|inspection| inspection.problems_found));
const PROBLEMS_RECTIFIED: Entries = Inspections(Any, Count::Sum(|inspection| inspection.problems_rectified));
/// A circular is no exposure.
const EXPOSING: Which<NoticeKind> = Such(|kind| !matches!(kind, NoticeKind::Circular));
const FACILITIES: Entries = Facilities(
    Such(|status| !matches!(status, Some(FacilityStatus::Closed | FacilityStatus::Decommissioned))),
    Any,
);

/// Facilities of a batch, whatever became of them.
const fn batch(of: Batch) -> Entries {
    Facilities(Any, Is(Some(of)))
}

/// All of them, in the order they are shown.
pub static MEASURES: &[LedgerMeasure] = &[
    hazards("ledger.major_found", "台账重大隐患发现数", FOUND).each_criterion(),
    hazards("ledger.major_found.self", "台账重大隐患发现数（企业自查）", FOUND.by(Own)),
    hazards("ledger.major_found.inspection", "台账重大隐患发现数（执法检查）", FOUND.by(Inspection)),
    hazards("ledger.major_found.tip", "台账重大隐患发现数（群众举报）", FOUND.by(Tip)),
    hazards("ledger.major_found.assigned", "台账重大隐患发现数（上级交办）", FOUND.by(Assigned)),
    hazards("ledger.major_found.underground", "台账重大隐患发现数（地下矿山）", FOUND.at(Underground)),
    hazards("ledger.major_found.open_pit", "台账重大隐患发现数（露天矿山）", FOUND.at(OpenPit)),
    hazards("ledger.major_found.tailings", "台账重大隐患发现数（尾矿库）", FOUND.at(Tailings)),
    hazards("ledger.major_closed", "台账重大隐患销号数", CLOSED).each_criterion(),
    hazards("ledger.major_closed.self", "台账重大隐患销号数（企业自查）", CLOSED.by(Own)),
    hazards("ledger.major_closed.inspection", "台账重大隐患销号数（执法检查）", CLOSED.by(Inspection)),
    hazards("ledger.major_closed.tip", "台账重大隐患销号数（群众举报）", CLOSED.by(Tip)),
    hazards("ledger.major_closed.assigned", "台账重大隐患销号数（上级交办）", CLOSED.by(Assigned)),
    hazards("ledger.major_closed.underground", "台账重大隐患销号数（地下矿山）", CLOSED.at(Underground)),
    hazards("ledger.major_closed.open_pit", "台账重大隐患销号数（露天矿山）", CLOSED.at(OpenPit)),
    hazards("ledger.major_closed.tailings", "台账重大隐患销号数（尾矿库）", CLOSED.at(Tailings)),
    hazards("ledger.major_dismissed", "台账重大隐患不属实、降级数", DISMISSED),
    hazards("ledger.major_open", "台账未销号重大隐患", OPEN).each_criterion(),
    hazards("ledger.major_open.self", "台账未销号重大隐患（企业自查）", OPEN.by(Own)),
    hazards("ledger.major_open.inspection", "台账未销号重大隐患（执法检查）", OPEN.by(Inspection)),
    hazards("ledger.major_open.tip", "台账未销号重大隐患（群众举报）", OPEN.by(Tip)),
    hazards("ledger.major_open.assigned", "台账未销号重大隐患（上级交办）", OPEN.by(Assigned)),
    hazards("ledger.major_open.underground", "台账未销号重大隐患（地下矿山）", OPEN.at(Underground)),
    hazards("ledger.major_open.open_pit", "台账未销号重大隐患（露天矿山）", OPEN.at(OpenPit)),
    hazards("ledger.major_open.tailings", "台账未销号重大隐患（尾矿库）", OPEN.at(Tailings)),
    hazards("ledger.major_overdue", "台账逾期重大隐患", OVERDUE).each_criterion(),
    hazards("ledger.major_overdue.self", "台账逾期重大隐患（企业自查）", OVERDUE.by(Own)),
    hazards("ledger.major_overdue.inspection", "台账逾期重大隐患（执法检查）", OVERDUE.by(Inspection)),
    hazards("ledger.major_overdue.tip", "台账逾期重大隐患（群众举报）", OVERDUE.by(Tip)),
    hazards("ledger.major_overdue.assigned", "台账逾期重大隐患（上级交办）", OVERDUE.by(Assigned)),
    hazards("ledger.major_overdue.underground", "台账逾期重大隐患（地下矿山）", OVERDUE.at(Underground)),
    hazards("ledger.major_overdue.open_pit", "台账逾期重大隐患（露天矿山）", OVERDUE.at(OpenPit)),
    hazards("ledger.major_overdue.tailings", "台账逾期重大隐患（尾矿库）", OVERDUE.at(Tailings)),
    hazards("ledger.major_due", "台账到期应整改重大隐患", DUE),
    hazards("ledger.major_on_time", "台账按期销号重大隐患", ON_TIME),
    hazards("ledger.major_listed", "台账挂牌督办重大隐患", FOUND.listed()),
    hazards("ledger.major_listed_closed", "台账挂牌督办重大隐患销号数", CLOSED.listed()),
    hazards("ledger.major_listed_open", "台账未销号挂牌督办重大隐患", OPEN.listed()),
    hazards("ledger.major_listed_overdue", "台账逾期挂牌督办重大隐患", OVERDUE.listed()),
    hazards("ledger.major_due_closed", "台账到期已销号重大隐患", DUE_CLOSED),
    hazards("ledger.major_listed_due", "台账到期挂牌督办重大隐患", DUE.listed()),
    hazards("ledger.major_listed_due_closed", "台账到期已销号挂牌督办重大隐患", DUE_CLOSED.listed()),
    hazards("ledger.major_reported", "台账双报告重大隐患", FOUND.when(On(&[Day::Since, Day::Reported]))),
    hazards("ledger.lenient_exempt", "台账自查隐患不予处罚", FOUND.spared(Leniency::Exempt)),
    hazards("ledger.lenient_lighter", "台账自查隐患从轻处罚", FOUND.spared(Leniency::Lighter)),
    hazards("ledger.public_rows", "公示明细条数", LISTED_PUBLICLY),
    hazards("ledger.general_found", "台账一般隐患发现数", FOUND.general()),
    hazards("ledger.general_closed", "台账一般隐患销号数", CLOSED.general()),
    hazards("ledger.general_open", "台账未销号一般隐患", OPEN.general()),
    hazards("ledger.general_overdue", "台账逾期一般隐患", OVERDUE.general()),
    measure("ledger.penalties", "台账有效行政处罚", "次", PENALTIES).role(Penalties),
    measure("ledger.fines", "台账罚款合计", "万元", FINES).role(Punishment),
    measure("ledger.double_penalties", "台账一案双罚案件", "件", Doubles(DoubleCount::Cases))
        .role(Punishment),
    measure("ledger.double_principals", "台账双罚主要负责人", "人", Doubles(DoubleCount::Principals)),
    measure("ledger.firms_suspended", "台账责令停产整顿企业", "家", firms_of(DecisionKind::Suspend))
        .role(Punishment),
    measure("ledger.firms_closed", "台账关闭取缔企业", "家", firms_of(DecisionKind::Close)).role(Punishment),
    measure("ledger.firms_ordered", "台账责令限期整改企业", "家", firms_of(DecisionKind::Order))
        .role(Punishment),
    measure("ledger.transfers", "台账移送司法", "次", Decisions(Is(DecisionKind::Transfer), Count::Rows)),
    measure("ledger.inspections", "台账检查次数", "次", Inspections(Any, Count::Rows)),
    measure("ledger.firms_inspected", "台账检查企业", "家", Inspections(Any, Count::Enterprises)),
    measure(
        "ledger.firms_checked",
        "台账抽查企业",
        "家",
        Inspections(Is(InspectionKind::SpotCheck), Count::Enterprises),
    ),
    measure(
        "ledger.commissioner_visits",
        "台账监管专员检查",
        "次",
        Inspections(Is(InspectionKind::Commissioner), Count::Rows),
    ),
    measure("ledger.problems_found", "台账检查发现问题", "项", PROBLEMS_FOUND),
    measure("ledger.problems_rectified", "台账检查问题已整改", "项", PROBLEMS_RECTIFIED),
    measure("ledger.exposures", "台账曝光、约谈、联合惩戒", "次", Notices(EXPOSING, Count::Rows)),
    measure(
        "ledger.exposed_firms",
        "台账曝光、约谈、联合惩戒企业",
        "家",
        Notices(EXPOSING, Count::Enterprises),
    ),
    measure("ledger.enterprises", "在册企业", "家", Enterprises),
    measure("ledger.facilities", "在册设施", "座", FACILITIES),
    measure("ledger.batch_close", "关闭退出设施", "座", batch(Batch::Close)),
    measure("ledger.batch_merge", "整合重组设施", "座", batch(Batch::Merge)),
    measure("ledger.batch_upgrade", "改造提升设施", "座", batch(Batch::Upgrade)),
];

/// Those counted criterion by criterion as well.
pub fn by_criterion() -> impl Iterator<Item = &'static LedgerMeasure> {
    MEASURES.iter().filter(|measure| measure.by_criterion)
}

/// Whether rules may name it.
#[must_use]
pub fn is_measure(id: &str, criteria: &[Criterion]) -> bool {
    let is_by_criterion = |(whole, code): (&str, &str)| {
        by_criterion().any(|measure| measure.id == whole)
            && criteria.iter().any(|criterion| criterion.code == code)
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
        && by_criterion().all(|whole| !is_fixed(&format!("{}.{code}", whole.id)))
}
