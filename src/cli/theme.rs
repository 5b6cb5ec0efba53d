//! `gongshi theme eject`: the built-in theme, or some of its files, as the site's own, to be changed there.
//!
//! In: paths below a theme's folder, as THEMES.md names them. Out: the files below `themes/<theme>/` of the site, where
//! they lie over the built-in ones. What stands there already is somebody's work and stays.

use std::fs;
use std::path::{Component, Path};

use super::arguments::{Eject, ThemeCommand};
use super::placing::{self, Placed, cannot};
use super::stop::Stop;
use super::{CommandOutcome, language, options, report};
use crate::diagnostic::Language;
use crate::parse::scalar;
use crate::render::BUILT_IN;
use crate::say;

/// Runs it.
pub fn execute(words: &ThemeCommand, lang: Option<Language>) -> anyhow::Result<CommandOutcome> {
    match words {
        ThemeCommand::Eject(words) => eject(words, lang),
    }
}

fn eject(words: &Eject, lang: Option<Language>) -> anyhow::Result<CommandOutcome> {
    options::ensure_site_at(&words.root)?;
    let files = chosen(&words.files)?;
    let name = theme_of(&words.root)?;
    let folder = format!("themes/{name}");
    let (mut written, mut kept) = (0, Vec::new());
    for (path, bytes) in files {
        match placing::place(&words.root, &format!("{folder}/{path}"), bytes)? {
            Placed::New => written += 1,
            Placed::Kept => kept.push(path),
        }
    }
    let lang = language::settle(lang, None);
    for path in &kept {
        report::note(
            say!("{folder}/{path}：已经有了，没有改动", "{folder}/{path}: is there already, and stays")
                .to(lang),
        );
    }
    let told = say!(
        "{folder}：写了 {written} 个文件，{} 个已有的没有改动",
        "{folder}: {written} files written, {} stay as they were",
        kept.len()
    );
    report::note(told.to(lang));
    Ok(CommandOutcome::Fine)
}

/// The files that are asked for, by their paths or by a folder of them; all of them where nothing is.
fn chosen(asked: &[String]) -> anyhow::Result<Vec<(&'static str, &'static [u8])>> {
    if asked.is_empty() {
        return Ok(BUILT_IN.to_vec());
    }
    let is_of = |path: &str, asked: &str| {
        path.strip_prefix(asked.trim_end_matches('/'))
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    for asked in asked {
        if !BUILT_IN.iter().any(|(path, _)| is_of(path, asked)) {
            let near = scalar::nearest(asked, BUILT_IN.iter().map(|(path, _)| *path));
            return Err(match near {
                Some(near) => Stop::error(say!(
                    "自带的主题没有 {asked}；是不是 {near}？",
                    "the built-in theme has no {asked}; did you mean {near}?"
                )),
                None => Stop::error(say!(
                    "自带的主题没有 {asked}；写如 templates/home.html、static、strings/zh-CN.toml",
                    "the built-in theme has no {asked}; write one such as templates/home.html, static, strings/en.toml"
                )),
            });
        }
    }
    let files = BUILT_IN.iter().filter(|(path, _)| asked.iter().any(|asked| is_of(path, asked)));
    Ok(files.copied().collect())
}

/// The folder of the theme that the settings name. The name becomes part of a path that is written to, so it must be
/// a name and nothing else.
fn theme_of(root: &Path) -> anyhow::Result<String> {
    let path = root.join("gongshi.toml");
    let settings =
        fs::read_to_string(&path).map_err(|error| cannot(&path, &error, "读不了", "cannot read"))?;
    let settings: toml::Table = toml::from_str(&settings).map_err(|_| {
        Stop::error(say!(
            "gongshi.toml 读不懂；先运行 gongshi check",
            "gongshi.toml cannot be understood; run gongshi check first"
        ))
    })?;
    let name = settings.get("theme").and_then(toml::Value::as_str).unwrap_or("default");
    let mut parts = Path::new(name).components();
    match (parts.next(), parts.next()) {
        (Some(Component::Normal(part)), None) if part == name && !name.contains('\\') => Ok(name.to_owned()),
        _ => Err(Stop::error(say!(
            "gongshi.toml 的 theme `{name}` 不是文件夹的名字",
            "the theme `{name}` of gongshi.toml is no name of a folder"
        ))),
    }
}
