//! `gongshi check`: check the data and say what is wrong.

use super::arguments::{Check, FormatWord};
use super::since::Since;
use super::timings::Timings;
use super::watch::DrawingWatch;
use super::{CommandOutcome, language, options, rehearsal, report};
use crate::diagnostic::{Findings, Language, Severity};
use crate::release::{Options, Release};
use crate::source::{Commits, Digested, SiteSource, WorkTree};

/// Runs it.
pub fn execute(words: &Check, lang: Option<Language>) -> anyhow::Result<CommandOutcome> {
    let root = &words.place.root;
    options::ensure_site_at(root)?;
    let mut timings = Timings::start();
    let options = options::options(words.place.as_of, None)?;
    let since = words.since.as_deref().map(|name| Since::at(root, name)).transpose()?;
    let tree = WorkTree::new(root);
    let read = Digested::new(&tree);
    let source: &dyn SiteSource = if since.is_some() { &read } else { &tree };
    let (release, findings, texts) = Release::watched(source, &options, &mut |stage| timings.stage(stage));
    let language = language::settle(lang, release.as_ref().map(|release| release.public.settings()));
    if let Some(release) = release.as_ref().filter(|_| !findings.has_errors()) {
        rehearse(release, &findings, &DrawingWatch::begin(language));
        timings.stage("render");
    }
    let mut findings = findings.sorted();
    let errors = findings.iter().any(|finding| finding.severity == Severity::Error);
    let mut others = None;
    if let Some(since) = since {
        let day = release.as_ref().map(|release| release.figures.as_of());
        let options = Options { as_of: day.or(options.as_of), ..options };
        (findings, others) = since.narrow(&read, &options, findings)?;
        timings.stage("since");
    }
    if words.deny.is_some() {
        for finding in &mut findings {
            finding.severity = Severity::Error;
        }
    }
    let prefix = Commits::holding(root).map(|commits| commits.prefix().to_owned()).unwrap_or_default();
    report::findings_as_data(&findings, &texts, words.format.into(), language, &prefix)?;
    if matches!(words.format, FormatWord::Human | FormatWord::Short)
        && let Some(count) = report::count(&findings)
    {
        report::note(count.to(language));
    }
    if let Some(others) = others {
        report::note(others.to(language));
    }
    if words.timings {
        report::note(timings.table().trim_end());
    }
    let errors = errors || findings.iter().any(|finding| finding.severity == Severity::Error);
    let whole = release.is_some();
    // The process ends here; taking a national data set apart piece by piece would only take time.
    std::mem::forget((release, texts, findings));
    Ok(if errors || !whole { CommandOutcome::Findings } else { CommandOutcome::Fine })
}

/// Draws on trial; what cannot be drawn is a finding.
fn rehearse(release: &Release, findings: &Findings, watch: &DrawingWatch) {
    let templates = watch.page("themes/");
    let renderer = release.renderer(None);
    drop(templates);
    match renderer {
        Ok(renderer) => rehearsal::rehearse(&renderer, &release.plan, findings, watch),
        Err(finding) => findings.push(*finding),
    }
}
