//! `gongshi init`: a new site, empty or with an invented campaign.

use std::fs;
use std::path::Path;

use chrono::Utc;
use chrono_tz::Asia::Shanghai;

use super::arguments::Init;
use super::stop::Stop;
use super::{CommandOutcome, language, report};
use crate::diagnostic::Language;
use crate::{sample, say};

/// Runs it.
pub fn execute(words: &Init, lang: Option<Language>) -> anyhow::Result<CommandOutcome> {
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
    let told = say!(
        "{at}：写了 {count} 个文件。接着运行：gongshi build --root {at}",
        "{at}: {count} files written. Next: gongshi build --root {at}"
    );
    report::note(told.to(language::settle(lang, None)));
    Ok(CommandOutcome::Fine)
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
