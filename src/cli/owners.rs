//! Who must approve which change: a table of the site's, `area,handle`, as the files that hosts read.
//!
//! In: the table. An area is `statistics` (all that no other area has), `law`, `cases` or `presentation`, or the code of a
//! region: whoever reports for it reads along, and may propose changes of its files alone. Out: a `CODEOWNERS` for each
//! host. It says who must approve, not who may edit; so a county owns none of its files, the city does:
//!
//! ```text
//! area,handle               * @tongji
//! statistics,@tongji   →    /data/law/ @fazhi
//! law,@fazhi                /data/reports/**/141027.toml   is nowhere but among GitLab's optional approvals
//! 141027,@fushan
//! ```

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use super::placing::cannot;
use super::recipes::{put, repository_of};
use super::stop::Stop;
use crate::diagnostic::Language;
use crate::parse::scalar;
use crate::say;

/// What somebody answers for in the city, and where it stands, the more special after the more general: of patterns the
/// last that fits counts.
const AREAS: [(&str, &[&str]); 4] = [
    ("statistics", &[""]),
    ("presentation", &["content/", "themes/"]),
    ("law", &["gongshi.toml", "data/criteria.csv", "data/law/", "data/named.csv"]),
    ("cases", &["content/cases/"]),
];

/// Who answers for what.
#[derive(Debug, Default)]
struct Owners {
    /// By the word of the area.
    areas: BTreeMap<&'static str, Vec<String>>,
    /// By the code of the region.
    readers: BTreeMap<String, Vec<String>>,
}

/// Reads the table, `file` below `site`, and writes what hosts read.
pub fn write(site: &Path, file: &Path, lang: Language) -> anyhow::Result<()> {
    let read = |path: &Path| {
        std::fs::read_to_string(site.join(path))
            .map_err(|error| cannot(&site.join(path), &error, "读不了", "cannot read"))
    };
    let regions = read(Path::new("data/regions.csv"))?;
    let owners = Owners::read(&read(file)?, &regions, &file.display().to_string())?;
    let (top, prefix) = repository_of(site)?;
    for (folder, note) in [
        (".github", ""),
        (".gitlab", "# GitLab enforces this in Premium and Ultimate only / GitLab 只在付费版强制执行\n"),
        (".gitee", ""),
        (".gitcode", ""),
    ] {
        let mut text = HEAD.to_owned() + note + &owners.globs(&prefix);
        if folder == ".gitlab" {
            text.push_str(&owners.optional(&prefix));
        }
        put(&top, &format!("{folder}/CODEOWNERS"), &text, lang)?;
    }
    put(&top, ".gitea/CODEOWNERS", &(HEAD.to_owned() + &owners.expressions(&prefix)), lang)
}

/// No handle stands in a comment: GitLab reads those, too.
const HEAD: &str =
    "# Who must approve, not who may edit / 由谁批准，不是谁能改: gongshi init --owners data/owners.csv\n";

impl Owners {
    fn read(table: &str, regions: &str, name: &str) -> anyhow::Result<Self> {
        let wrong = |line: usize, zh: String, en: String| {
            Stop::error(say!("{name}:{line}：{zh}", "{name}:{line}: {en}"))
        };
        let mut lines = table.trim_start_matches('\u{feff}').lines().enumerate();
        let header = lines.next().map(|(_, line)| line.trim());
        if header != Some("area,handle") {
            return Err(wrong(1, "第一行要写 area,handle".into(), "the first line is area,handle".into()));
        }
        let mut owners = Self::default();
        for (at, line) in lines.filter(|(_, line)| !line.trim().is_empty()) {
            let Some((area, handle)) =
                line.split_once(',').map(|(area, handle)| (area.trim(), handle.trim()))
            else {
                return Err(wrong(at + 1, "要有两列".into(), "there are two columns".into()));
            };
            let plain = handle.strip_prefix('@').unwrap_or(handle);
            let fits = |c: char| c.is_ascii_alphanumeric() || "-_./".contains(c);
            if plain.is_empty() || !plain.chars().all(fits) {
                return Err(wrong(
                    at + 1,
                    format!("`{handle}` 不是账号名；写如 @zhangsan 或 @group/team"),
                    format!("`{handle}` is no name of an account; write @name or @group/team"),
                ));
            }
            let known = AREAS.iter().find(|(word, _)| *word == area);
            let of = match known {
                Some((word, _)) => owners.areas.entry(*word).or_default(),
                None if is_code(area, regions) => owners.readers.entry(area.to_owned()).or_default(),
                None => return Err(unknown(area, at + 1, wrong)),
            };
            of.push(format!("@{plain}"));
        }
        if !owners.areas.contains_key("statistics") {
            return Err(wrong(
                1,
                "没有 statistics：别的领域都不管的，由它批准".into(),
                "no statistics: they approve what no other area has".into(),
            ));
        }
        Ok(owners)
    }

    /// A pattern a line: of those that fit a file, the last counts.
    fn globs(&self, prefix: &str) -> String {
        let mut out = String::new();
        for (area, places) in AREAS {
            let Some(handles) = self.areas.get(area) else { continue };
            for place in places {
                let pattern = if place.is_empty() { "*".to_owned() } else { format!("/{prefix}{place}") };
                let _ = writeln!(out, "{pattern} {}", handles.join(" "));
            }
        }
        out
    }

    /// Who reads along without having to approve; GitLab alone has that.
    fn optional(&self, prefix: &str) -> String {
        let mut out = String::new();
        for (code, handles) in &self.readers {
            let handles = handles.join(" ");
            let _ = writeln!(out, "/{prefix}data/reports/**/{code}.toml {handles}");
            let _ = writeln!(out, "/{prefix}data/ledger/**/{code}.csv {handles}");
        }
        if out.is_empty() { out } else { format!("\n^[Reading along]\n{out}") }
    }

    /// A regular expression a line, over the whole path; all that fit count, so the first takes the others out. What is
    /// escaped stands in brackets: a backslash of the line would escape the next character of the line.
    fn expressions(&self, prefix: &str) -> String {
        let escaped = |text: &str| text.replace('.', "[.]");
        let expression = |place: &&str| {
            let all = if place.ends_with('/') { ".*" } else { "" };
            escaped(prefix) + &escaped(place) + all
        };
        let mut out = String::new();
        let mut others = Vec::new();
        for (area, places) in AREAS.iter().filter(|(area, _)| *area != "statistics") {
            let Some(handles) = self.areas.get(area) else { continue };
            for place in places.iter().map(expression) {
                let _ = writeln!(out, "{place} {}", handles.join(" "));
                others.push(place);
            }
        }
        let rest = if others.is_empty() { ".*".to_owned() } else { format!("!({})", others.join("|")) };
        format!("{rest} {}\n{out}", self.areas["statistics"].join(" "))
    }
}

/// Whether a region of the site has this code.
fn is_code(area: &str, regions: &str) -> bool {
    let is_plain = area.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c));
    let mut codes = regions.lines().skip(1).flat_map(|line| line.split(','));
    !area.is_empty() && is_plain && codes.any(|cell| cell.trim().trim_matches('"') == area)
}

fn unknown(area: &str, line: usize, wrong: impl Fn(usize, String, String) -> anyhow::Error) -> anyhow::Error {
    let (zh, en) = match scalar::nearest(area, AREAS.iter().map(|(word, _)| *word)) {
        Some(near) => (format!("（是不是 {near}？）"), format!(" (did you mean {near}?)")),
        None => (String::new(), String::new()),
    };
    wrong(
        line,
        format!(
            "没有领域 `{area}`{zh}；写 statistics、law、cases、presentation，或 data/regions.csv 里的代码"
        ),
        format!(
            "no area `{area}`{en}; write statistics, law, cases, presentation, or a code of data/regions.csv"
        ),
    )
}
