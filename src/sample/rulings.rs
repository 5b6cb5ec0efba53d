//! Comes in: a hazard's criterion, and chance. Goes out: what may be ruled about it, before it has a day and a number: the
//! order, a measure on the spot, penalties with their article and sum.

use super::chance::Chance;
use super::criteria::{Criterion, UnitFine};
use super::kinds::{MineKind, Trouble};

/// From this sum on, in 元, a fine is large: a hearing may be asked for (行政处罚法 63).
pub(super) const LARGE: u64 = 100_000;
/// What rests on a duty to remove hazards, and stops the enterprise that refuses to.
const UNREMOVED: &str = "第一百零二条";

/// A penalty or measure before it is written down.
pub(super) struct DraftDecision {
    pub(super) party: &'static str,
    pub(super) kind: &'static str,
    pub(super) basis: String,
    pub(super) amount_yuan: Option<u64>,
}

impl DraftDecision {
    /// Whether a hearing may be asked for before it is decided.
    pub(super) fn needs_hearing(&self) -> bool {
        matches!(self.kind, "suspend" | "close" | "withhold")
            || self.amount_yuan.is_some_and(|yuan| yuan >= LARGE)
    }
}

fn draft(party: &'static str, kind: &'static str, basis: &str) -> DraftDecision {
    DraftDecision { party, kind, basis: basis.to_owned(), amount_yuan: None }
}

fn safety_law(article: &str) -> String {
    format!("《安全生产法》{article}")
}

/// 责令限期整改 on the day of discovery: not a penalty.
pub(super) fn order() -> DraftDecision {
    draft("unit", "order", &safety_law("第六十五条第一款第（三）项"))
}

/// What is ordered on the spot while a hazard is removed (安全生产法 65), now and then; not a penalty either.
pub(super) fn on_the_spot(
    kind: MineKind,
    criterion: Criterion,
    chance: &mut Chance,
) -> Option<DraftDecision> {
    let (measure, percent) = match criterion.trouble {
        Trouble::Layout | Trouble::Ground if kind == MineKind::Underground => ("withdraw", 20),
        Trouble::Layout | Trouble::Ground => ("halt", 15),
        Trouble::Equipment if chance.happens(30) => ("seal", 40),
        Trouble::Equipment => ("stop_use", 30),
        Trouble::Monitoring | Trouble::Staff | Trouble::Records => ("halt", 10),
    };
    let item = if measure == "seal" { "（四）" } else { "（三）" };
    let basis = safety_law(&format!("第六十五条第一款第{item}项"));
    chance.happens(percent).then(|| draft("unit", measure, &basis))
}

/// The power is cut where a halt is refused (安全生产法 70).
pub(super) fn power_cut() -> DraftDecision {
    draft("unit", "cut_power", &safety_law("第七十条第一款"))
}

/// A warning, which may be given on the spot (行政处罚法 51); it is none by the work-safety law.
pub(super) fn warning() -> DraftDecision {
    draft("unit", "warning", "《安全生产违法行为行政处罚办法》第四十五条第（一）项")
}

/// The fine of the unit that a criterion leads to.
pub(super) fn unit_fine(criterion: Criterion, chance: &mut Chance) -> DraftDecision {
    let UnitFine { article, least, most } = criterion.fine;
    fine("unit", article, least, most, chance)
}

/// The fine of a principal who does not do the principal's duty (安全生产法 21, 94).
pub(super) fn principal_fine(chance: &mut Chance) -> DraftDecision {
    fine("principal", "第九十四条第一款", 20_000, 50_000, chance)
}

/// The unit is stopped, with the fine of the same article.
pub(super) fn stopped_with(criterion: Criterion) -> DraftDecision {
    draft("unit", "suspend", &safety_law(criterion.fine.article))
}

/// What follows where a hazard is not removed in time: the unit is stopped, its principal fined (安全生产法 102).
pub(super) fn refusal(chance: &mut Chance) -> [DraftDecision; 2] {
    let stop = draft("unit", "suspend", &safety_law(UNREMOVED));
    [stop, fine("principal", UNREMOVED, 50_000, 90_000, chance)]
}

/// The permit is withheld, by the bureau that issued it.
pub(super) fn permit_withheld() -> DraftDecision {
    draft("unit", "withhold", "《安全生产许可证条例》第十四条第二款")
}

/// Points on the enterprise's record.
pub(super) fn points() -> DraftDecision {
    draft("unit", "points", "安全生产考核记分办法")
}

/// Transfer to the courts of whoever switched off what watches over lives (刑法 134-1).
pub(super) fn transfer() -> DraftDecision {
    draft("principal", "transfer", "《刑法》第一百三十四条之一")
}

/// A mine is closed that was stopped and still is not fit (安全生产法 113).
pub(super) fn closure() -> DraftDecision {
    draft("unit", "close", &safety_law("第一百一十三条第（二）项"))
}

fn fine(party: &'static str, article: &str, least: u64, most: u64, chance: &mut Chance) -> DraftDecision {
    let amount = chance.between(least / 500, most / 500) * 500;
    DraftDecision { party, kind: "fine", basis: safety_law(article), amount_yuan: Some(amount) }
}
