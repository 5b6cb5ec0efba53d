//! `gongshi init`: a new site, empty or with an invented campaign; what hosts run for one, and who approves what in it.
//!
//! In: a directory and what is wanted. Out: files that were not there. A new site goes where nothing is; recipes and
//! owners also go into a site that is there, beside what it has.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use chrono::Utc;
use chrono_tz::Asia::Shanghai;

use super::arguments::Init;
use super::placing::cannot;
use super::stop::Stop;
use super::{CommandOutcome, language, owners, recipes, report};
use crate::diagnostic::Language;
use crate::{sample, say};

/// What a site tells git of its files: a frozen figure is the same bytes on every machine.
const ATTRIBUTES: &str = "data/editions/*.csv -text\n";

/// Runs it.
pub fn execute(words: &Init, lang: Option<Language>) -> anyhow::Result<CommandOutcome> {
    let is_site = words.dir.join("gongshi.toml").exists();
    let adds = words.ci.is_some() || words.owners.is_some();
    if words.sample || !(is_site && adds) {
        begin(words, lang)?;
    }
    let lang = language::settle(lang, None);
    if let Some(host) = words.ci {
        recipes::write(&words.dir, host, lang)?;
    }
    if let Some(file) = &words.owners {
        owners::write(&words.dir, file, lang)?;
    }
    Ok(CommandOutcome::Fine)
}

/// Writes a new site.
fn begin(words: &Init, lang: Option<Language>) -> anyhow::Result<()> {
    let dir = &words.dir;
    let at = dir.display();
    if dir.exists() && !is_free(dir) {
        return Err(Stop::error(say!("{at}：不是空目录", "{at}: not an empty directory")));
    }
    let mut count = 0;
    let mut write = |path: &str, text: &str| {
        count += 1;
        write_file(dir, path, text)
    };
    if words.sample {
        let size = sample::Size {
            regions: words.regions,
            months: words.months,
            facilities: words.facilities,
            hazards: words.hazards,
            seed: words.seed,
            is_closed: true,
        };
        sample::campaign(&size, &mut write)
    } else {
        // The starter's campaign is in China; so is its first day.
        sample::starter(Utc::now().with_timezone(&Shanghai).date_naive(), &mut write)
    }
    .map_err(|error| Stop::error(say!("{at}：写不了：{error}", "{at}: cannot write: {error}")))?;
    attribute(dir)?;
    let told = say!(
        "{at}：写了 {count} 个文件。接着运行：gongshi build --root {at}",
        "{at}: {count} files written. Next: gongshi build --root {at}"
    );
    report::note(told.to(language::settle(lang, None)));
    Ok(())
}

/// Whether a directory holds nothing, or nothing but what git keeps: `git init` often comes first.
fn is_free(dir: &Path) -> bool {
    fs::read_dir(dir).is_ok_and(|mut entries| {
        entries.all(|entry| entry.is_ok_and(|entry| entry.file_name().to_string_lossy().starts_with(".git")))
    })
}

fn write_file(dir: &Path, path: &str, text: &str) -> std::io::Result<()> {
    let to = dir.join(path);
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(to, text)
}

/// Adds what git is told to what stands there, if it is not said yet.
fn attribute(dir: &Path) -> anyhow::Result<()> {
    let path = dir.join(".gitattributes");
    let text = fs::read_to_string(&path).unwrap_or_default();
    if text.lines().any(|line| line == ATTRIBUTES.trim_end()) {
        return Ok(());
    }
    let end = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
    let file = fs::OpenOptions::new().create(true).append(true).open(&path);
    file.and_then(|mut file| file.write_all(format!("{end}{ATTRIBUTES}").as_bytes()))
        .map_err(|error| cannot(&path, &error, "写不了", "cannot write"))
}
