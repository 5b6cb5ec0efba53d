//! `gongshi check`: check the data and say what is wrong.

use super::arguments::{Check, FormatWord};
use super::pipeline::{Prepared, Wishes, prepare};
use super::timings::Timings;
use super::watch::Watch;
use super::{Outcome, language, pipeline, rehearsal, report};
use crate::diagnostic::{Findings, Language, Severity};
use crate::render::Renderer;
use crate::source::WorkTree;

/// Runs it.
pub fn execute(words: &Check, lang: Option<Language>) -> anyhow::Result<Outcome> {
    let root = &words.place.root;
    pipeline::ensure_site_at(root)?;
    let mut timings = Timings::start();
    let findings = Findings::default();
    let wishes = Wishes::new(words.place.as_of)?;
    let (prepared, texts) = prepare(&WorkTree::new(root), &wishes, &findings, &mut timings);
    let language = language::settle(lang, prepared.as_ref().map(|prepared| &prepared.dataset));
    if let Some(prepared) = prepared.as_ref().filter(|_| !findings.has_errors()) {
        rehearse(prepared, &findings, &Watch::begin(language));
        timings.stage("render");
    }
    let mut findings = findings.sorted();
    if words.deny.is_some() {
        for finding in &mut findings {
            finding.severity = Severity::Error;
        }
    }
    report::findings_as_data(&findings, &texts, words.format.into(), language)?;
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

/// Draws on trial; what cannot be drawn is a finding.
fn rehearse(prepared: &Prepared, findings: &Findings, watch: &Watch) {
    let Prepared { dataset, figures, plan, theme, as_of } = prepared;
    let templates = watch.page("themes/");
    let renderer = Renderer::new(dataset, figures, plan, theme, *as_of, None);
    drop(templates);
    match renderer {
        Ok(renderer) => rehearsal::rehearse(&renderer, plan, findings, watch),
        Err(finding) => findings.push(*finding),
    }
}
