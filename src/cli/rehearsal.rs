//! A trial of the drawing: what a build would stumble over, without a build.

use crate::diagnostic::Findings;
use crate::render::Renderer;
use crate::site::{Item, Plan};

/// Draws one page of each kind and every hand-written one, so that a dead link, a faulty template or
/// a name that may stand nowhere is found before anybody builds.
pub fn rehearse(renderer: &Renderer, plan: &Plan, findings: &Findings) {
    let mut drawn = Vec::new();
    for (address, item) in plan.items() {
        let kind = std::mem::discriminant(item);
        if !item.is_page() || (drawn.contains(&kind) && !matches!(item, Item::Text(_))) {
            continue;
        }
        drawn.push(kind);
        match renderer.draw(address, item, findings) {
            Ok(drawn) => findings.extend(renderer.forbidden().look(address, &drawn.into_bytes())),
            Err(finding) => findings.push(*finding),
        }
    }
}
