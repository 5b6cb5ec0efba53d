//! `gongshi check`: check the data and say what is wrong.

use super::arguments::{Check, FormatWord};
use super::pipeline::{Prepared, Wishes, prepare};
use super::timings::Timings;
use super::{Outcome, language, pipeline, report};
use crate::diagnostic::{Findings, Language, Severity};
use crate::render::Renderer;
use crate::site::Item;
use crate::source::WorkTree;

/// Runs it.
pub fn execute(words: &Check, lang: Option<Language>) -> anyhow::Result<Outcome> {
    let root = &words.place.root;
    pipeline::ensure_site_at(root)?;
    let mut timings = Timings::start();
    let findings = Findings::default();
    let wishes = Wishes { as_of: words.place.as_of, base_url: None };
    let (prepared, texts) = prepare(&WorkTree::new(root), &wishes, &findings, &mut timings);
    if let Some(prepared) = prepared.as_ref().filter(|_| !findings.has_errors()) {
        rehearse(prepared, &findings);
        timings.stage("render");
    }
    let language = language::settle(lang, prepared.as_ref().map(|prepared| &prepared.dataset));
    let mut findings = findings.sorted();
    if words.deny.is_some() {
        for finding in &mut findings {
            finding.severity = Severity::Error;
        }
    }
    report::findings_as_data(&findings, &texts, words.format.into(), language);
    if matches!(words.format, FormatWord::Human | FormatWord::Short)
        && let Some(count) = report::count(&findings)
    {
        report::note(count.to(language));
    }
    if words.timings {
        report::note(timings.table().trim_end());
    }
    let errors = findings.iter().any(|finding| finding.severity == Severity::Error);
    let whole = prepared.is_some();
    // The process ends here; taking a national data set apart piece by piece would only take time.
    std::mem::forget((prepared, texts, findings));
    Ok(if errors || !whole { Outcome::Findings } else { Outcome::Fine })
}

/// Draws one page of each kind and every hand-written one, so that a dead link or a faulty template
/// is found before anybody builds.
fn rehearse(prepared: &Prepared, findings: &Findings) {
    let Prepared { dataset, figures, plan, theme, as_of } = prepared;
    let renderer = match Renderer::new(dataset, figures, plan, theme, *as_of, None) {
        Ok(renderer) => renderer,
        Err(finding) => return findings.push(*finding),
    };
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
