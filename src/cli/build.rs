//! `gongshi build`: check the data and write the site.

use std::path::Path;

use rayon::prelude::*;

use super::arguments::Build;
use super::progress::Progress;
use super::timings::{Stopwatch, Timings};
use super::{CommandOutcome, language, options, outputs, provenance, published, report, watch};
use crate::diagnostic::{Finding, Findings, Language};
use crate::output::{self, Manifest, Staging, Strangers, Written};
use crate::privacy::Lookout;
use crate::published::provenance::Provenance;
use crate::release::Release;
use crate::render::Drawn;
use crate::say;
use crate::site::file_of;
use crate::source::{SiteSource, WorkTree};

/// Runs it.
pub fn execute(words: &Build, lang: Option<Language>) -> anyhow::Result<CommandOutcome> {
    let root = &words.place.root;
    options::ensure_site_at(root)?;
    let output = words.output.clone().unwrap_or_else(|| root.join("public"));
    outputs::ensure_outside_the_sources(root, &output)?;
    let strangers = if words.clean { Strangers::Go } else { Strangers::Stay };
    let options = options::options(words.place.as_of, words.base_url.clone())?;
    let mut timings = Timings::start();
    let source = WorkTree::in_repository(root);
    let (release, findings, texts) = Release::watched(&source, &options, &mut |stage| timings.stage(stage));
    let language = language::settle(lang, release.as_ref().map(|release| release.public.settings()));
    let ready = release.as_ref().filter(|_| !findings.has_errors()).map(|release| (release, source.origin()));
    timings.stage("git");
    let lost = ready.as_ref().map(|(release, _)| {
        let before = published::manifest(words.published.as_deref(), &output)?;
        Ok::<_, anyhow::Error>(published::lost(before.as_ref(), &release.public, &words.replace_edition))
    });
    let lost = lost.transpose()?.unwrap_or_default();
    if !lost.is_empty() {
        report::errors(&findings.sorted(), &texts, language);
        for lost in &lost {
            report::note_about(&texts, lost.to(language));
        }
        return Ok(CommandOutcome::Findings);
    }
    let (provenance, about_history) = match &ready {
        Some((_, origin)) => provenance::of(&source, origin, &texts, None),
        None => (None, Vec::new()),
    };
    timings.stage("history");
    let written = if let Some((release, origin)) = &ready {
        let watch = watch::DrawingWatch::begin(language);
        let from = (origin.commit().map(str::to_owned), provenance.as_ref());
        write(release, from, &output, strangers, &findings, &mut timings, &watch)
    } else {
        // Nothing new is written, and what a killed build left half done is undone.
        findings.extend(output::mend(&output).err().map(|finding| *finding));
        None
    };
    let findings = findings.sorted();
    report::errors(&findings, &texts, language);
    if words.timings {
        report::note(timings.table().trim_end());
    }
    let Some(written) = written else { return Ok(CommandOutcome::Findings) };
    let (at, Written { files, changed, pruned, .. }) = (output.display(), written);
    let as_of = release.as_ref().map(|release| release.public.as_of().to_string()).unwrap_or_default();
    let told = say!(
        "{at}：数据截至 {as_of}，{files} 个文件，更新 {changed} 个，移除 {pruned} 个",
        "{at}: as of {as_of}, {files} files, {changed} updated, {pruned} removed"
    );
    report::note_about(&texts, told.to(language));
    if let Some(told) = ready.and_then(|(_, origin)| origin.told()) {
        report::note_about(&texts, told.to(language));
    }
    for told in about_history {
        report::note_about(&texts, told.to(language));
    }
    // The process ends here; taking a national data set apart piece by piece would only take time.
    std::mem::forget((release, texts, provenance));
    Ok(CommandOutcome::Fine)
}

/// Draws and writes everything; `None`, with findings, where something kept it from it.
fn write(
    release: &Release,
    (commit, provenance): (Option<String>, Option<&Provenance>),
    output: &Path,
    strangers: Strangers,
    findings: &Findings,
    timings: &mut Timings,
    watch: &watch::DrawingWatch,
) -> Option<Written> {
    let fail = |finding: Box<Finding>| findings.push(*finding);
    let Release { public, plan, .. } = release;
    let templates = watch.page("themes/");
    let renderer = release.renderer_from(commit.as_deref(), provenance).map_err(fail).ok()?;
    drop(templates);
    let staging = Staging::begin(output).map_err(fail).ok()?;
    renderer.make_search_index();
    timings.stage("prepare");
    let forbidden = renderer.forbidden();
    let progress = Progress::of(plan.items().len());
    let looking = Stopwatch::default();
    let found: Vec<Finding> = plan
        .items()
        .par_iter()
        .flat_map_iter(|(address, item)| {
            let findings = Findings::default();
            let page = watch.page(address);
            let drawn = renderer.draw(address, item, &findings);
            drop(page);
            let put = drawn.and_then(|drawn| match drawn {
                Drawn::Whole(bytes) => {
                    findings.extend(looking.time(|| forbidden.look(address, &bytes)));
                    staging.put(&file_of(address), &bytes)
                }
                Drawn::Pieces(pieces) => {
                    let mut watch = Lookout::new(forbidden, address);
                    let put = staging.put_pieces(
                        &file_of(address),
                        pieces.inspect(|piece| looking.time(|| watch.see(piece))),
                    );
                    findings.extend(watch.found());
                    put
                }
            });
            progress.step();
            findings.extend(put.err().map(|finding| *finding));
            findings.into_vec()
        })
        .collect();
    progress.end();
    findings.extend(found);
    timings.stage("render");
    timings.within("names", looking.sum());
    if findings.has_errors() {
        return None;
    }
    let manifest = Manifest {
        generator: "gongshi".into(),
        version: env!("CARGO_PKG_VERSION").into(),
        as_of: public.as_of().to_string(),
        commit,
        sample: public.settings().sample,
        editions: published::editions_of(public),
        files: Vec::new(),
    };
    let written = staging.commit(manifest, strangers).map_err(fail).ok();
    findings.extend(written.iter().flat_map(|written| written.warnings.iter().cloned()));
    timings.stage("output");
    written
}
