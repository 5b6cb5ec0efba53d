//! Enforcement: sums, legal bases, and the penalties that are public.

use std::collections::BTreeMap;

use rayon::prelude::*;
use tera::{Context, Value};

use super::Inner;
use crate::dataset::Yuan;
use crate::figures::format_decimal;
use crate::published::ledger::PublicDecision;
use crate::published::ledger::{DecisionAt, DecisionKind, Word};
use crate::render::pages::Drawing;
use crate::render::shared::object;

impl Drawing<'_, '_> {
    /// `/enforcement/`
    pub(in crate::render) fn enforcement(&self, page: usize) -> Inner {
        let mut context = Context::new();
        let all = &self.renderer.dataset.ledger().decisions;
        let rows = self.paged(&mut context, all.len(), page);
        context.insert("rows", &self.penalty_table(all[rows].iter().copied()));
        // The sums stand on the first page.
        let public = if page == 0 { self.public_decisions() } else { Vec::new() };
        context.insert_value("totals", if page == 0 { self.penalty_totals(&public) } else { Value::none() });
        if page == 0 {
            let (kinds, bases) = penalty_sums(&public);
            context.insert_value("kinds", kinds);
            context.insert_value("bases", bases);
        } else {
            context.insert_value("kinds", Value::from(Vec::<Value>::new()));
            context.insert_value("bases", Value::from(Vec::<Value>::new()));
        }
        self.list(page, context)
    }

    /// What may be told of each decision that is shown.
    fn public_decisions(&self) -> Vec<(DecisionAt, PublicDecision<'_>)> {
        let renderer = self.renderer;
        let of = |index: &DecisionAt| (*index, renderer.dataset.decision(*index));
        renderer.dataset.ledger().decisions.par_iter().map(of).collect()
    }
}

/// How many public penalties of each kind, for how much, and on which articles they rest.
fn penalty_sums(public: &[(DecisionAt, PublicDecision)]) -> (Value, Value) {
    let mut kinds: BTreeMap<DecisionKind, (usize, Yuan)> = BTreeMap::new();
    let mut bases: BTreeMap<&str, (usize, Yuan)> = BTreeMap::new();
    for told in public.iter().filter_map(|(_, decision)| decision.told.as_ref()) {
        let of_kind = (kinds.entry(told.kind).or_default(), told.amount_yuan);
        let of_basis = (bases.entry(told.basis).or_default(), told.fined());
        for ((count, sum), yuan) in [of_kind, of_basis] {
            *count += 1;
            *sum += yuan.unwrap_or_default();
        }
    }
    let entry = |name: Value, (count, yuan): (usize, Yuan)| {
        let yuan = (yuan > Yuan::ZERO).then(|| format_decimal(yuan.decimal(), ","));
        object([("name", name), ("count", count.into()), ("yuan", yuan.into())])
    };
    let kinds = kinds.into_iter().map(|(kind, sums)| entry(kind.code().into(), sums));
    let mut bases: Vec<(&str, (usize, Yuan))> = bases.into_iter().collect();
    bases.sort_by_key(|(basis, (count, _))| (std::cmp::Reverse(*count), *basis));
    let bases = bases.into_iter().take(BASES).map(|(basis, sums)| entry(basis.into(), sums));
    (kinds.collect::<Vec<_>>().into(), bases.collect::<Vec<_>>().into())
}

/// How many articles are listed, the most used first.
const BASES: usize = 40;
