//! Comes in: a site that breaks something. Goes out: one that breaks the same and is changed less.

use std::time::{Duration, Instant};

use crate::changes::Input;
use crate::oracle::{Fault, look};

/// Who waits for a failed test waits no longer than this.
const PATIENCE: Duration = Duration::from_secs(40);

/// The input with as few changed files and lines as go.
pub fn smaller(input: &Input, fault: &Fault) -> Input {
    let until = Instant::now() + PATIENCE;
    let mut small = input.clone();
    let breaks =
        |input: &Input| Instant::now() < until && look(input).is_err_and(|other| other.kind == fault.kind);
    for path in changed(input) {
        let mut fewer = small.clone();
        match input.base.0.get(&path) {
            Some(bytes) => fewer.site.0.put(&path, bytes),
            None => fewer.site.0.remove(&path),
        }
        if breaks(&fewer) {
            small = fewer;
        }
    }
    for path in changed(&small) {
        let Some(Ok(text)) = small.site.0.get(&path).map(|bytes| String::from_utf8(bytes.to_vec())) else {
            continue;
        };
        let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
        let mut size = lines.len() / 2;
        while size > 0 {
            let mut at = 0;
            while at + size <= lines.len() {
                let fewer = [&lines[..at], &lines[at + size..]].concat();
                let mut other = small.clone();
                other.site.0.put(&path, fewer.concat());
                if breaks(&other) {
                    (lines, small) = (fewer, other);
                } else {
                    at += size;
                }
            }
            size /= 2;
        }
    }
    small
}

/// Every path at which a site differs from what it was made of.
fn changed(input: &Input) -> Vec<String> {
    let mut paths: Vec<String> =
        input.base.0.paths().chain(input.site.0.paths()).map(str::to_owned).collect();
    paths.sort();
    paths.dedup();
    paths.retain(|path| input.base.0.get(path) != input.site.0.get(path));
    paths
}

/// The changed files, a few lines of each.
pub fn difference(input: &Input) -> String {
    let shown = |path: &String| match input.site.0.get(path) {
        None => format!("{path:?}: taken away\n"),
        Some(bytes) => {
            let text = String::from_utf8_lossy(bytes);
            let before = input.base.0.get(path).map(String::from_utf8_lossy).unwrap_or_default();
            let old: std::collections::BTreeSet<&str> = before.lines().collect();
            let fresh = text.lines().enumerate().filter(|(_, line)| !old.contains(line)).take(12);
            let fresh = fresh.map(|(at, line)| {
                format!("  {}: {:?}\n", at + 1, line.chars().take(300).collect::<String>())
            });
            format!("{path:?}, {} bytes:\n{}", bytes.len(), fresh.collect::<String>())
        }
    };
    changed(input).iter().map(shown).collect()
}
