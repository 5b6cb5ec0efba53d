//! How many hazards of a list are closed, open and overdue.

use tera::Value;

use crate::dataset::{PeriodAt, RegionAt};
use crate::published::Public;
use crate::published::ledger::{Book, HazardAt};
use crate::render::pages::Drawing;
use crate::render::shared::object;
use crate::site::{PageKind, SECTIONS, Section, listed};

impl Drawing<'_, '_> {
    /// Counts hazards by how they stand on the day of the site.
    pub(in crate::render) fn sums(&self, hazards: &[HazardAt]) -> Value {
        let public = self.renderer.dataset;
        let closed = hazards.iter().filter(|hazard| public.is_final(**hazard)).count();
        let overdue = hazards.iter().filter(|hazard| public.is_overdue(**hazard)).count();
        object([
            ("found", hazards.len().into()),
            ("closed", closed.into()),
            ("open", (hazards.len() - closed).into()),
            ("overdue", overdue.into()),
        ])
    }

    /// Hazards as a page about something else shows them: how they stand, the latest of them, how many more there are,
    /// and the other lists; nothing where no ledger of them is kept.
    pub(in crate::render) fn hazards_part(&self, of: &[u32], shown: &[u32], most: usize) -> Value {
        if !self.renderer.dataset.keeps(Book::Hazards) {
            return Value::none();
        }
        let lists = SECTIONS.iter().map(Section::kind).filter(PageKind::is_of_ledger);
        let lists = lists.filter(|list| self.renderer.plan.has(&listed(list.section, 0)));
        let lists = lists.map(|list| Value::from(list.section));
        object([
            ("sums", self.sums(&self.hazards_at(of))),
            ("rows", self.latest_table(shown, most).into()),
            ("more", shown.len().saturating_sub(most).into()),
            ("links", lists.collect::<Vec<_>>().into()),
        ])
    }

    /// Rows of the public list that are overdue.
    pub(in crate::render) fn overdue(&self, of: impl Iterator<Item = u32>) -> Vec<u32> {
        self.filtered(of, Public::is_overdue)
    }

    /// Those still open.
    pub(in crate::render) fn still_open(&self, of: impl Iterator<Item = u32>) -> Vec<u32> {
        self.filtered(of, |public, hazard| !public.is_final(hazard))
    }

    /// Rows of the public list that stand in a reporter's own ledger.
    pub(in crate::render) fn reported_by(&self, region: RegionAt) -> Vec<u32> {
        self.filtered(self.all_rows(), |public, hazard| public.reporter_of(hazard) == region)
    }

    /// Those found within a period.
    pub(in crate::render) fn found_in(&self, period: PeriodAt) -> Vec<u32> {
        let period = &self.renderer.dataset.campaign().periods[period];
        let window = period.from..=period.to;
        self.filtered(self.all_rows(), |public, hazard| window.contains(&public.found_on(hazard)))
    }

    /// The places of all rows of the public list.
    pub(in crate::render) fn all_rows(&self) -> std::ops::Range<u32> {
        0..self.renderer.dataset.ledger().hazards.len() as u32
    }

    fn filtered(&self, of: impl Iterator<Item = u32>, keeps: impl Fn(&Public, HazardAt) -> bool) -> Vec<u32> {
        let public = self.renderer.dataset;
        of.filter(|place| keeps(public, public.ledger().hazards[*place as usize])).collect()
    }

    /// The hazards behind rows of the public list.
    pub(in crate::render) fn hazards_at(&self, places: &[u32]) -> Vec<HazardAt> {
        places.iter().map(|place| self.renderer.dataset.ledger().hazards[*place as usize]).collect()
    }
}
