//! The repository's own data, and its reports with one number changed.

use std::path::Path;
use std::sync::OnceLock;

use gongshi::diagnostic::Finding;

use super::site::Site;

/// The repository's own data before any month is frozen, to be changed at will.
pub fn sample() -> Site {
    let site = closed_sample();
    let editions: Vec<String> =
        site.0.paths().filter(|path| path.starts_with("data/editions/")).map(Into::into).collect();
    editions.iter().fold(site, |site, path| site.without(path))
}

/// The repository's own data.
pub fn closed_sample() -> Site {
    static SAMPLE: OnceLock<Site> = OnceLock::new();
    let read = || Site::read(Path::new(env!("CARGO_MANIFEST_DIR")));
    // By threads of its own: the shared ones may all be waiting for it, and one that waits for another pool takes up other
    // work, which would wait for itself.
    let pool = || rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("has a thread");
    let apart = || std::thread::spawn(move || pool().install(read)).join().expect("reads the sample");
    SAMPLE.get_or_init(apart).clone()
}

pub fn report(period: &str, region: &str) -> String {
    format!("data/reports/{period}/{region}.toml")
}

/// Changes one number of a report: `dispatch.self_found`, `statistics.fines.total`.
pub fn change(site: Site, period: &str, region: &str, cell: &str, number: impl Fn(f64) -> f64) -> Site {
    let path = report(period, region);
    let text = site.text(&path);
    let mut names = cell.split('.');
    let (form, key, span) = (names.next().unwrap(), names.next().unwrap(), names.next());
    let mut changed = 0;
    let mut here = "";
    let lines = text.lines().map(|line| {
        here = line.strip_prefix('[').map_or(here, |name| name.trim_end_matches(']'));
        let (start, end) = (format!("{key} = "), [',', ' ', '\n']);
        let fits = here == form
            && span.map_or(line.starts_with(&start), |span| line.starts_with(&format!("{span} = {{")));
        let Some(at) =
            line.find(&format!(" {start}")).map(|at| at + 1).or(line.starts_with(&start).then_some(0))
        else {
            return line.to_owned();
        };
        if !fits {
            return line.to_owned();
        }
        changed += 1;
        let from = at + start.len();
        let to = line[from..].find(end).map_or(line.len(), |length| from + length);
        let old: f64 = line[from..to].parse().expect("a number");
        format!("{}{}{}", &line[..from], number(old), &line[to..])
    });
    let text: String = lines.map(|line| line + "\n").collect();
    assert_eq!(changed, 1, "{cell} in {path}");
    site.put(&path, text)
}

pub fn set(site: Site, period: &str, region: &str, cell: &str, number: f64) -> Site {
    change(site, period, region, cell, |_| number)
}

/// The sample with another cell in the row of an id.
pub fn with_cell(path: &str, id: &str, column: &str, text: &str) -> Site {
    and_cell(sample(), path, id, column, text)
}

/// A site with another cell in the row of an id.
pub fn and_cell(site: Site, path: &str, id: &str, column: &str, text: &str) -> Site {
    let rows = site.text(path);
    let header = rows.lines().next().expect("has a header");
    let at = header.split(',').position(|name| name == column).expect("has the column");
    let line = rows.lines().find(|line| line.starts_with(&format!("{id},"))).expect("has the row");
    let mut cells: Vec<&str> = line.split(',').collect();
    assert_eq!(cells.len(), header.split(',').count(), "no cell with a comma: {line}");
    cells[at] = text;
    let new = cells.join(",");
    site.edit(path, line, &new)
}

/// The findings of a site that the sample has not.
pub fn news(site: &Site) -> Vec<Finding> {
    let before = sample().check().findings;
    // By what they say: places behind an edit move.
    let is_old = |finding: &Finding| {
        before.iter().any(|old| old.code == finding.code && old.message == finding.message)
    };
    site.check().findings.into_iter().filter(|finding| !is_old(finding)).collect()
}
