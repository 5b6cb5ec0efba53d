//! The criteria: how often each was met, and where.

use tera::{Context, Value};

use super::Inner;
use crate::dataset::{CriteriaSet, PeriodAt, Span};
use crate::figures::MeasureAt;
use crate::published::ledger::{CriterionAt, by_criterion};
use crate::render::pages::Drawing;
use crate::render::shared::{day, object};

/// How many hazards a criterion's page lists; all of them stand in the public list.
const LISTED: usize = 200;

/// What has the full text of a set: its document by number, or by title.
fn document(set: &CriteriaSet) -> &str {
    set.document_no.as_deref().unwrap_or(&set.title)
}

impl Drawing<'_, '_> {
    /// `/criteria/`, set by set.
    pub(in crate::render) fn criteria(&self) -> Inner {
        let dataset = self.renderer.dataset;
        let mut context = Context::new();
        let sets = dataset.campaign().criteria_sets.iter().map(|set| {
            let of_set =
                CriterionAt::each(dataset.criteria()).filter(|(_, criterion)| criterion.set == set.id);
            let rows: Vec<Value> = of_set.map(|(at, _)| self.criterion_value(at)).collect();
            object([
                ("id", set.id.as_str().into()),
                ("title", set.title.as_str().into()),
                ("document", document(set).into()),
                ("from", day(set.applies_from)),
                ("rows", rows.into()),
            ])
        });
        context.insert_value("sets", sets.collect::<Vec<_>>().into());
        self.list(0, context)
    }

    fn criterion_value(&self, at: CriterionAt) -> Value {
        let criterion = at.of(self.renderer.dataset.criteria());
        let places = &self.renderer.dataset.ledger().of_criterion[at.place()];
        let mut sets = self.renderer.dataset.campaign().criteria_sets.iter();
        let set = sets.find(|set| set.id == criterion.set);
        object([
            ("code", criterion.code.as_str().into()),
            ("title", criterion.title.as_str().into()),
            ("text", criterion.text.as_str().into()),
            ("kind", criterion.facility_kind.as_str().into()),
            ("set", set.map_or(criterion.set.as_str(), |set| set.title.as_str()).into()),
            ("document", set.map(document).into()),
            ("from", set.map(|set| day(set.applies_from)).into()),
            ("no", criterion.no.as_str().into()),
            ("link", format!("{}criteria/{}/", self.root, criterion.code).into()),
            ("sums", self.sums(&self.hazards_at(places))),
        ])
    }

    /// Those of some criteria.
    pub(super) fn criterion_links(&self, all: &[CriterionAt]) -> Value {
        all.iter().map(|at| self.criterion_link(*at)).collect::<Vec<_>>().into()
    }

    /// A criterion's code and page.
    fn criterion_link(&self, at: CriterionAt) -> Value {
        let criterion = at.of(self.renderer.dataset.criteria());
        let name = format!("{} {}", criterion.code, criterion.title);
        self.entity(&name, "criteria", &criterion.code)
    }

    /// Of each month, what was found and closed, and what is open and overdue as it ends; over all reporters.
    fn criterion_months(&self, at: CriterionAt) -> Vec<Value> {
        let renderer = self.renderer;
        let (figures, code) = (renderer.figures, &at.of(renderer.dataset.criteria()).code);
        let ids = by_criterion().map(|whole| format!("{}.{code}", whole.id));
        let measures: Vec<MeasureAt> = ids.filter_map(|id| figures.measure(&id)).collect();
        let root = renderer.dataset.regions().root();
        let month = |period: PeriodAt| {
            let cells = renderer.cells(&measures, root, period, Span::Month);
            object([("period", self.period_value(period)), ("cells", cells.into())])
        };
        figures.periods().filter(|_| !measures.is_empty()).map(month).collect()
    }

    /// `/criteria/D20/`
    pub(in crate::render) fn criterion(&self, at: CriterionAt) -> Inner {
        let renderer = self.renderer;
        let mut context = Context::new();
        context.insert_value("criterion", self.criterion_value(at));
        context.insert_value("months", self.criterion_months(at).into());
        let places = &renderer.dataset.ledger().of_criterion[at.place()];
        let mut regions = vec![Vec::new(); renderer.dataset.regions().all().len()];
        for index in self.hazards_at(places) {
            regions[renderer.dataset.region_of_hazard(index).place()].push(index);
        }
        let found = renderer.dataset.regions().each().zip(&regions).filter(|(_, found)| !found.is_empty());
        let found = found
            .map(|((region, _), found)| object([("region", self.named(region)), ("sums", self.sums(found))]));
        context.insert_value("regions", found.collect::<Vec<_>>().into());
        context.insert("hazards", &self.latest_table(places, LISTED));
        context.insert("more", &places.len().saturating_sub(LISTED));
        let criterion = at.of(renderer.dataset.criteria());
        let title = format!("{} {}", criterion.code, criterion.title);
        let day = renderer.as_of.to_string();
        Inner { title, day, context }
    }
}
