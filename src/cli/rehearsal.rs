//! A trial of the drawing: what a build would stumble over, without a build.

use rayon::prelude::*;

use super::watch::DrawingWatch;
use crate::diagnostic::{Finding, Findings};
use crate::render::Renderer;
use crate::site::{Item, PageKind, Plan};

/// Draws one page of each kind and every hand-written one, so that a dead link, a faulty template or
/// a name that may stand nowhere is found before anybody builds.
pub fn rehearse(renderer: &Renderer, plan: &Plan, findings: &Findings, watch: &DrawingWatch) {
    let is_drawn = |item: &Item| {
        matches!(item, Item::Text(_))
            || (PageKind::of(item).is_some_and(|kind| kind.is_page) && plan.is_first(item))
    };
    let drawn: Vec<_> = plan.items().iter().filter(|(_, item)| is_drawn(item)).collect();
    let found: Vec<Vec<Finding>> = drawn
        .par_iter()
        .map(|(address, item)| {
            let findings = Findings::default();
            let page = watch.page(address);
            let drawn = renderer.draw(address, item, &findings);
            drop(page);
            match drawn {
                Ok(drawn) => findings.extend(renderer.forbidden().look(address, &drawn.into_bytes())),
                Err(finding) => findings.push(*finding),
            }
            findings.into_vec()
        })
        .collect();
    findings.extend(found.into_iter().flatten());
}
