//! The pages of cases: by batch, kind, county and criterion; each with what is behind it.

use std::collections::BTreeMap;

use tera::{Context, Value};

use super::pages::{Drawing, Values};
use super::shared::{day, object};
use crate::dataset::RegionAt;
use crate::dataset::publication::PublicationState;
use crate::diagnostic::Finding;
use crate::figures::format_decimal;
use crate::published::PublicCase;
use crate::published::cases::{DecisionOfCase, ShownCase};
use crate::site::ChartOf;

/// How many cases the home page and a region's page show.
const EXCERPT: usize = 3;

impl Drawing<'_, '_> {
    /// The latest public cases, of one region where it is given.
    pub(super) fn latest_cases(&self, region: Option<RegionAt>) -> Vec<Value> {
        let cases = self.renderer.dataset.exposed().into_iter();
        let cases = cases.filter(|case| {
            region.is_none_or(|region| case.shown.as_ref().is_some_and(|shown| shown.region == Some(region)))
        });
        cases.take(EXCERPT).map(|case| self.case_row(case)).collect()
    }

    /// `/cases/`
    pub(super) fn cases(&self) -> Context {
        let mut context = self.context(&[]);
        let cases = self.renderer.dataset.exposed();
        let mut batches: BTreeMap<std::cmp::Reverse<Option<u32>>, Vec<Value>> = BTreeMap::new();
        for case in &cases {
            let batch = case.shown.as_ref().and_then(|shown| shown.batch);
            batches.entry(std::cmp::Reverse(batch)).or_default().push(self.case_row(case));
        }
        let batches = batches
            .into_iter()
            .map(|(batch, rows)| object([("batch", batch.0.map(u64::from).into()), ("rows", rows.into())]));
        context.insert_value("batches", batches.collect::<Vec<_>>().into());
        context.insert_value(
            "by_region",
            self.grouped(
                &cases,
                |shown| shown.region.into_iter().collect(),
                |at| self.region_of(at).name.clone(),
            ),
        );
        context.insert_value(
            "by_criterion",
            self.grouped(
                &cases,
                |shown| shown.criteria.clone(),
                |at| {
                    let criterion = at.of(self.renderer.dataset.criteria());
                    format!("{} {}", criterion.code, criterion.title)
                },
            ),
        );
        context
    }

    /// Cases under each of what they belong to, in the order of the dataset.
    fn grouped<K: Ord + Copy>(
        &self,
        cases: &[&PublicCase],
        keys: impl Fn(&ShownCase) -> Vec<K>,
        title: impl Fn(K) -> String,
    ) -> Value {
        let mut groups: BTreeMap<K, Vec<Value>> = BTreeMap::new();
        for case in cases {
            for key in case.shown.as_ref().map(&keys).unwrap_or_default() {
                groups.entry(key).or_default().push(self.case_row(case));
            }
        }
        let groups = groups
            .into_iter()
            .map(|(key, rows)| object([("title", title(key).into()), ("rows", rows.into())]));
        groups.collect::<Vec<_>>().into()
    }

    /// A case in a list.
    pub(super) fn case_row(&self, case: &PublicCase) -> Value {
        let Some(shown) = &case.shown else { return Value::none() };
        object([
            ("title", shown.title.as_str().into()),
            ("link", format!("{}cases/{}/", self.root, case.slug).into()),
            ("kind", shown.kind.code().into()),
            ("state", case.state.code().into()),
            ("published_on", shown.published_on.map(day).into()),
            ("region", shown.region.map(|at| self.region_of(at).name.as_str()).unwrap_or_default().into()),
            ("summary", shown.summary.as_str().into()),
        ])
    }

    /// `/cases/<slug>/`
    pub(super) fn case(&self, index: usize) -> Values {
        let case =
            self.renderer.dataset.cases()[index].as_ref().expect("the plan has an item for each case shown");
        let mut context = self.context(&[("cases", "cases/".into())]);
        context.insert("state", case.state.code());
        context.insert_value("since", case.since.map(day).into());
        context.insert_value("reason", case.reason.clone().into());
        context.insert_value("document_no", case.document_no.clone().into());
        match &case.shown {
            Some(shown) => self.insert_shown(&mut context, case, shown)?,
            None => context.insert_value("shown", Value::none()),
        }
        Ok(context)
    }

    fn insert_shown(
        &self,
        context: &mut Context,
        case: &PublicCase,
        shown: &ShownCase,
    ) -> Result<(), Box<Finding>> {
        let renderer = self.renderer;
        context.insert("title", &shown.title);
        let criteria = shown.criteria.iter().map(|at| {
            let criterion = at.of(renderer.dataset.criteria());
            object([("code", criterion.code.as_str().into()), ("title", criterion.title.as_str().into())])
        });
        let region = shown.region.map(|at| {
            let of = self.region_of(at);
            object([
                ("name", of.name.as_str().into()),
                ("link", format!("{}regions/{}/", self.root, of.code).into()),
            ])
        });
        let source = shown
            .source
            .as_ref()
            .map(|(name, url)| object([("name", name.as_str().into()), ("url", url.as_str().into())]));
        let html =
            renderer.prose_of(&shown.text, &|number| ChartOf::Case(case.index, number), self.root, false)?;
        let enterprise = shown.enterprise.map(|at| {
            let enterprise = renderer.dataset.enterprise(at);
            self.linked(enterprise.name, &format!("/enterprises/{}/", enterprise.id))
        });
        let hazards = shown.hazards.iter().map(|id| self.linked(id, &format!("/hazards/{id}/")));
        context.insert_value(
            "shown",
            object([
                ("kind", shown.kind.code().into()),
                ("batch", shown.batch.map(u64::from).into()),
                ("published_on", shown.published_on.map(day).into()),
                ("expires_on", shown.expires_on.map(day).into()),
                ("appealed", (case.state == PublicationState::Appealed).into()),
                ("crime", shown.dangerous_work_crime.into()),
                ("summary", shown.summary.as_str().into()),
                ("region", region.into()),
                ("criteria", criteria.collect::<Vec<_>>().into()),
                ("source", source.into()),
                ("text", Value::safe_string(&html)),
                ("enterprise", enterprise.into()),
                ("hazards", hazards.collect::<Vec<_>>().into()),
                ("provenance", self.provenance_of_case(case.index)),
                ("decisions", shown.decisions.iter().map(decision).collect::<Vec<_>>().into()),
            ]),
        );
        Ok(())
    }

    /// A name with the way to its page, where the site has one.
    fn linked(&self, name: &str, address: &str) -> Value {
        let link = if self.renderer.plan.has(address) {
            format!("{}{}", self.root, address.trim_start_matches('/'))
        } else {
            String::new()
        };
        object([("name", name.into()), ("link", link.into())])
    }
}

fn decision(decision: &DecisionOfCase) -> Value {
    let (on, number, authority) = match &decision.source {
        Some((on, number, authority)) => (day(*on), number.as_str(), authority.as_str()),
        None => (Value::none(), "", ""),
    };
    object([
        ("kind", decision.kind.into()),
        ("party", decision.party.into()),
        ("amount_yuan", decision.amount_yuan.map(|yuan| format_decimal(yuan.decimal(), ",")).into()),
        ("basis", decision.basis.as_str().into()),
        ("on", on),
        ("document_no", number.into()),
        ("authority", authority.into()),
    ])
}
