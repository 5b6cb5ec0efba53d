//! What was published is remembered where it was published: an edition of the manifest before must be in the one that comes.
//!
//! This holds where somebody rewrites an edition and its entry in one commit, which no check of the files can see.

use std::path::Path;

use super::stop::Stop;
use crate::diagnostic::Say;
use crate::output::{MANIFEST, Manifest, ManifestEdition};
use crate::published::Public;
use crate::{limits, say};

/// The editions of a site, for its manifest.
pub fn editions_of(public: &Public) -> Vec<ManifestEdition> {
    let one = |edition: &crate::published::editions::Edition| ManifestEdition {
        period: public.campaign().periods[edition.period].id.clone(),
        no: edition.no,
        sha256: edition.sha256.clone(),
    };
    public.editions().iter().map(one).collect()
}

/// The manifest that was asked for, else that of the output; none where there is no site yet.
pub fn manifest(asked: Option<&Path>, output: &Path) -> anyhow::Result<Option<Manifest>> {
    let own = output.join(MANIFEST);
    let path = asked.unwrap_or(&own);
    let read = match std::fs::metadata(path) {
        Ok(file) if file.is_file() && file.len() <= limits::MANIFEST_BYTES => std::fs::read(path).ok(),
        _ => None,
    };
    let manifest = read.as_deref().and_then(Manifest::from_bytes);
    match (asked, manifest) {
        (Some(path), None) => {
            let path = path.display();
            Err(Stop::error(say!("{path}：不是本程序写的 manifest.json", "{path}: no manifest.json of ours")))
        }
        (_, manifest) => Ok(manifest),
    }
}

/// What of the editions that were published is gone or another.
pub fn lost(before: Option<&Manifest>, public: &Public, may_differ: &[String]) -> Vec<Say> {
    let now = editions_of(public);
    let all = before.into_iter().flat_map(|before| &before.editions);
    let gone = all.filter(|edition| !now.contains(edition) && !may_differ.contains(&edition.period));
    let told = gone.map(|ManifestEdition { period, no, .. }| {
        let is_there = now.iter().any(|one| one.period == *period && one.no == *no);
        let (zh, en) = if is_there { ("与已发布的不同", "is not the published one") } else { ("不见了", "is gone") };
        say!(
            "没有发布：{period} 的封存{zh}。取回 `data/editions/` 里原来的文件；确实要换的，加 `--replace-edition {period}`",
            "not published: the edition of {period} {en}. Get the files of `data/editions/` back; to replace it on purpose, `--replace-edition {period}`"
        )
    });
    told.collect()
}
