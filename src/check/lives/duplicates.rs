//! A major hazard that stands in the ledgers more than once: entered twice while it was open, by the same reporter or
//! by another, or come back without saying so. First discovery decides the source, so that the first row is named.

use super::LifeCheck;
use crate::check::Subject;
use crate::dataset::ledger::{Hazard, HazardAt, Outcome};
use crate::diagnostic::{Code, Finding};
use crate::parse::scalar;
use crate::say;

/// Every row that says what an earlier one does: facility, criterion, and description but for blanks.
pub(super) fn check<'d>(subject: Subject<'d>) -> Vec<Finding> {
    let table = &subject.dataset.ledger.hazards;
    let counts = |hazard: &Hazard| {
        let dismissed = matches!(hazard.outcome, Some(Outcome::Dismissed | Outcome::Downgraded));
        hazard.is_major() && !dismissed
    };
    let place = |hazard: &'d Hazard| {
        let criteria = &hazard.criteria;
        (!criteria.is_empty()).then_some((hazard.facility, criteria))
    };
    let mut order: Vec<_> = table
        .iter()
        .filter(|(_, hazard)| counts(hazard))
        .filter_map(|(index, hazard)| Some((place(hazard)?, hazard.found_on, index)))
        .collect();
    order.sort_unstable();
    let mut found = Vec::new();
    for same in order.chunk_by(|one, other| one.0 == other.0).filter(|same| same.len() > 1) {
        let described: Vec<(String, HazardAt)> = same
            .iter()
            .map(|(.., index)| {
                (squeezed(table.text(table.get(*index), table.get(*index).description)), *index)
            })
            .collect();
        for (at, (description, index)) in described.iter().enumerate() {
            let life = LifeCheck { subject, hazard: table.get(*index) };
            let before = described[..at].iter().filter(|(other, _)| other == description);
            let before: Vec<&Hazard> = before.map(|(_, index)| table.get(*index)).collect();
            found.extend(life.entered_twice(&before).or_else(|| life.came_back(&before)));
        }
    }
    found
}

fn squeezed(text: &str) -> String {
    scalar::half_width(text).chars().filter(|c| !c.is_whitespace()).collect()
}

impl LifeCheck<'_> {
    /// Found while an earlier one was open, or on the same day.
    fn entered_twice(self, before: &[&Hazard]) -> Option<Finding> {
        let (hazard, table) = (self.hazard, self.table());
        let is_open = |first: &&&Hazard| {
            first.found_on == hazard.found_on || first.closed_on.is_none_or(|on| on > hazard.found_on)
        };
        let first = *before.iter().find(is_open)?;
        let recurs = hazard.recurs.is_some_and(|earlier| std::ptr::eq(table.get(earlier), first));
        // Either is told where it stands: a recurrence of what was not closed, a row pasted within its file.
        if recurs || table.differ_by_id_alone(first, hazard) {
            return None;
        }
        let (id, other) = (self.id(), table.id(first));
        let finding = self.hint(
            Code::RowRepeated,
            "id",
            say!(
                "重大隐患 `{id}` 与 `{other}` 设施、判定标准、描述都相同，那一条当时还没有销号",
                "the major hazard `{id}` has the facility, criterion and description of `{other}`, which was open then"
            ),
        );
        Some(finding.related(table.place(first), say!("先发现的", "the first discovery")).help(say!(
            "同一处的留先发现的一条，来源按它算；不是一处的，描述里写明区别",
            "keep the first, which decides the source; if there are two, say in the description what differs"
        )))
    }

    /// Found after an earlier one was closed, which it does not name; two of one day are one.
    fn came_back(self, before: &[&Hazard]) -> Option<Finding> {
        let (hazard, table) = (self.hazard, self.table());
        let is_closed = |first: &&&Hazard| first.outcome == Some(Outcome::Rectified);
        let first = *before.iter().rev().find(is_closed).filter(|_| hazard.recurs.is_none())?;
        let (id, other) = (self.id(), table.id(first));
        let finding = self.hint(
            Code::RecurrenceNotDeclared,
            "recurs",
            say!(
                "重大隐患 `{id}` 与先前销号的 `{other}` 设施、判定标准、描述都相同，没有写 `recurs`",
                "the major hazard `{id}` has the facility, criterion and description of `{other}`, closed before, and no `recurs`"
            ),
        );
        Some(finding.related(table.place(first), say!("先前的一条", "the earlier one")).help(say!(
            "是复发的，`recurs` 写 {other}；不是一处的，描述里写明区别",
            "if it came back, write {other} into `recurs`; if there are two, say what differs"
        )))
    }
}
