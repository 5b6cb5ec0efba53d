//! Rows of the ledgers as the public sees them, by id.

use std::collections::HashMap;

use super::side::Publishable;
use crate::published::ledger::{Book, Column, Holds, PublicCell, RowRef};

/// The rows of the ledgers that are public, by id.
pub(super) struct PublicRows<'p> {
    side: Publishable<'p>,
    by_id: HashMap<(u8, String), RowRef>,
}

impl<'p> PublicRows<'p> {
    /// Of one side.
    pub fn of(side: &Publishable<'p>) -> Self {
        let (public, ledger) = (side.public, side.public.ledger());
        let hazards = ledger.hazards.iter().chain(&ledger.dismissed).map(|at| RowRef::from(*at));
        let decisions = ledger.decisions.iter().map(|at| RowRef::from(*at));
        let facilities = ledger.facilities.iter().map(|at| RowRef::from(*at));
        let enterprises = ledger.enterprises.iter().map(|at| RowRef::from(*at));
        let visits = ledger.inspections.iter().map(|at| RowRef::from(*at));
        let notices = ledger.notices.iter().map(|at| RowRef::from(*at));
        let all = hazards.chain(decisions).chain(facilities).chain(enterprises).chain(visits).chain(notices);
        let by_id = all.map(|row| ((row.book() as u8, public.id_of(row).to_owned()), row)).collect();
        Self { side: *side, by_id }
    }

    /// Whether a row is public.
    pub fn has(&self, book: Book, id: &str) -> bool {
        self.by_id.contains_key(&(book as u8, id.to_owned()))
    }

    /// What the public sees in a cell; `None` where it is empty, or not public.
    pub fn cell(&self, book: Book, id: &str, column: &Column) -> Option<String> {
        let row = self.by_id.get(&(book as u8, id.to_owned()))?;
        match (self.side.public.row(*row).cell(column), column.holds) {
            // A text may name what the other side has struck off: that it differs is enough.
            (PublicCell::Text(text), Holds::Id | Holds::Day | Holds::Deadline | Holds::Extensions) => {
                Some(text.into_owned())
            }
            (PublicCell::Text(_) | PublicCell::Nothing, _) => None,
            (PublicCell::Word(code), _) => Some(code.to_owned()),
            (PublicCell::Day(day), _) => Some(day.to_string()),
            (PublicCell::Yuan(sum), _) => Some(sum.to_string()),
            (PublicCell::Count(count), _) => Some(count.to_string()),
            (PublicCell::YesNo(yes), _) => Some(yes.to_string()),
            (PublicCell::Region(at), _) => Some(self.side.public.regions().all()[at].code.clone()),
            (PublicCell::Criteria(all), _) => {
                let criteria = self.side.public.criteria();
                Some(all.iter().map(|at| criteria[*at].code.clone()).collect::<Vec<_>>().join(";"))
            }
            (PublicCell::Rows(rows), _) => {
                Some(rows.iter().map(|row| self.side.public.id_of(*row)).collect::<Vec<_>>().join(";"))
            }
        }
    }
}
