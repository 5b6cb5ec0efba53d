//! What the READMEs promise, done as they say: the five-minute start, and the findings they show.

use std::fs;
use std::path::Path;

use crate::support::program::run;
use crate::support::repository::git;
use crate::support::site::Site;

const READMES: [(&str, &str); 2] =
    [("zh", include_str!("../../README.zh-CN.md")), ("en", include_str!("../../README.md"))];

/// The fenced blocks of a text, without what indents them.
fn blocks(text: &str) -> Vec<String> {
    let mut all = Vec::new();
    let mut open: Option<(usize, String)> = None;
    for line in text.lines() {
        let fence = line.trim_start().starts_with("```");
        open = match (open, fence) {
            (None, true) => Some((line.len() - line.trim_start().len(), String::new())),
            (None, false) => None,
            (Some((_, block)), true) => {
                all.push(block);
                None
            }
            (Some((indent, block)), false) => {
                Some((indent, block + line.get(indent..).unwrap_or_default() + "\n"))
            }
        };
    }
    assert!(open.is_none(), "a block does not end");
    all
}

fn block(readme: &str, head: &str) -> String {
    let found = blocks(readme).into_iter().find(|block| block.starts_with(head));
    found.unwrap_or_else(|| panic!("no block begins with {head}"))
}

/// Whether the README has these words as a command.
fn says(readme: &str, words: &[&str]) {
    let words = words.join(" ");
    assert!(readme.contains(&words), "{words}");
}

/// Does steps 1 and 2 in a directory: a site, its first period, its first report.
fn begin(dir: &Path, readme: &str) {
    says(readme, &["gongshi", "init", "mysite"]);
    assert_eq!(run(dir, &["init", "mysite"]).code, 0);
    let campaign = dir.join("mysite/data/campaign.toml");
    let text = fs::read_to_string(&campaign).unwrap();
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let first = lines.iter().position(|line| line == "[[periods]]").expect("it has periods");
    assert_eq!(lines[first + 4], "", "a period is three lines");
    lines.splice(first + 1..first + 4, block(readme, "id = \"2023-06\"").lines().map(str::to_owned));
    fs::write(&campaign, lines.join("\n") + "\n").unwrap();
    let report = "data/reports/2023-06/900001.toml";
    says(readme, &[report]);
    let at = dir.join("mysite").join(report);
    fs::create_dir_all(at.parent().unwrap()).unwrap();
    fs::write(at, block(readme, "region = \"900001\"")).unwrap();
}

#[test]
fn the_five_minute_start_works_as_written() {
    for (_, readme) in READMES {
        let dir = tempfile::tempdir().unwrap();
        begin(dir.path(), readme);
        for words in [&["check", "--root", "mysite"][..], &["build", "--root", "mysite"]] {
            says(readme, &[&["gongshi"], words].concat());
            for more in [&[][..], &["--as-of", "2023-06-25"]] {
                says(readme, more);
                let ran = run(dir.path(), &[words, more].concat());
                assert_eq!(ran.code, 0, "{words:?} {more:?}\n{}{}", ran.stdout, ran.stderr);
            }
        }
        let month = dir.path().join("mysite/public/regions/900001/2023-06/index.html");
        let page = fs::read_to_string(month).unwrap();
        assert!(page.contains("1.5"), "the report is published");
    }
}

#[test]
fn a_ledger_that_is_begun_counts_as_complete() {
    let (_, readme) = READMES[0];
    says(readme, &["没有行就是零"]);
    let dir = tempfile::tempdir().unwrap();
    begin(dir.path(), readme);
    let ledger = dir.path().join("mysite/data/ledger/hazards");
    fs::create_dir_all(&ledger).unwrap();
    fs::write(ledger.join("900001.csv"), "id,facility,level,source,found_on,description\n").unwrap();
    let ran = run(dir.path(), &["check", "--root", "mysite", "--format", "short"]);
    assert_eq!(ran.code, 1);
    assert!(ran.stdout.contains("error[GS0605]"), "{}", ran.stdout);
}

#[test]
fn a_day_gone_by_is_seen_in_the_files_of_that_day() {
    for (_, readme) in READMES {
        let dir = tempfile::tempdir().unwrap();
        let site = dir.path().join("site");
        Site::small().write_to(&site);
        let july = ["100-B", "101", "102"].map(|region| format!("data/reports/2023-07/{region}.toml"));
        git(&site, "init -q && git add gongshi.toml data && git reset -q -- data/reports/2023-07", 24);
        git(&site, "commit -qm june", 24);
        git(&site, "add data content && git commit -qm july", 27);
        let words = |root| ["check", "--root", root, "--as-of", "2023-06-25", "--format", "short"];
        let ran = run(dir.path(), &words("site"));
        assert_eq!(ran.stdout.matches("error[GS0504]").count(), 0, "the month had begun: {}", ran.stdout);
        assert!(july.iter().all(|path| ran.stdout.contains(path)), "{}", ran.stdout);
        let past = run(dir.path(), &["check", "--root", "site", "--as-of", "2023-06-19"]);
        assert!(past.code == 1 && past.stdout.contains("GS0504"), "{}", past.stdout);
        let head = readme.find("git worktree add ../then").expect("it says how");
        let command = readme[head..].split('`').next().expect("it ends");
        git(&site, command.strip_prefix("git ").expect("it is git's"), 27);
        let ran = run(dir.path(), &words("then"));
        assert_eq!((ran.code, ran.stdout.as_str()), (0, ""), "{}", ran.stderr);
    }
}

#[test]
fn the_findings_they_show_are_those_the_program_gives() {
    let dir = tempfile::tempdir().unwrap();
    let (root, own) = (dir.path(), Path::new(env!("CARGO_MANIFEST_DIR")));
    // Without the ledgers, which have no part in it.
    for path in ["gongshi.toml", "data/campaign.toml", "data/regions.csv", "data/forms", "data/reports"] {
        copy(&own.join(path), &root.join(path));
    }
    let report = root.join("data/reports/2023-06/141027.toml");
    let text = fs::read_to_string(&report).unwrap();
    let faults = [
        ("GS0206", "\nfines = 5.4\n", "\nfines =\n"),
        ("GS0601", "self_rectified = 1", "self_rectified = 3"),
    ];
    for (code, from, to) in faults {
        assert!(text.contains(from), "{from}");
        fs::write(&report, text.replacen(from, to, 1)).unwrap();
        for (lang, readme) in READMES {
            let shown = block(readme, &format!("{}[{code}]", if lang == "zh" { "错误" } else { "error" }));
            let said = run(root, &["check", "--as-of", "2023-06-25", "--lang", lang]).stdout;
            assert!(said.contains(shown.trim_end()), "README ({lang}):\n{shown}\nthe program:\n{said}");
        }
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to.parent().unwrap()).unwrap();
    if from.is_dir() {
        for entry in fs::read_dir(from).unwrap() {
            let name = entry.unwrap().file_name();
            copy(&from.join(&name), &to.join(&name));
        }
    } else {
        fs::copy(from, to).unwrap();
    }
}
