//! A trial of the drawing: what a build would stumble over, without a build.

use crate::diagnostic::Findings;
use crate::render::Renderer;
use crate::site::{Item, Plan};

/// Draws one page of each kind and every hand-written one, so that a dead link or a faulty template
/// is found before anybody builds.
pub fn rehearse(renderer: &Renderer, plan: &Plan, findings: &Findings) {
    let mut drawn = Vec::new();
    for (address, item) in plan.items() {
        let kind = std::mem::discriminant(item);
        if !item.is_page() || (drawn.contains(&kind) && !matches!(item, Item::Text(_))) {
            continue;
        }
        drawn.push(kind);
        if let Err(finding) = renderer.draw(address, item, findings) {
            findings.push(*finding);
        }
    }
}
