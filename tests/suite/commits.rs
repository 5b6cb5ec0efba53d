//! `gongshi diff` on repositories: of commits, of a work tree, of one without a checkout, of hostile ones.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::support::program::{Ran, run};
use crate::support::repository::git;
use crate::support::site::{REPORT, Site};

/// The small site in a folder of a repository: `main`, and a branch that changes one figure.
fn repository(top: &Path, folder: &str) {
    let root = top.join(folder);
    fs::create_dir_all(&root).unwrap();
    Site::small().write_to(&root);
    git(top, "init -q -b main", 1);
    git(top, "add -A && git commit -q -m base", 1);
    git(top, "checkout -q -b proposal", 2);
    let report = root.join(REPORT);
    let text = fs::read_to_string(&report).unwrap();
    fs::write(&report, text.replace("\nself_found = 3\n", "\nself_found = 4\n")).unwrap();
    git(top, "commit -q -a -m proposal", 2);
    git(top, "checkout -q main", 3);
    fs::write(top.join("notes.txt"), "x").unwrap();
    git(top, "add -A && git commit -q -m meanwhile", 3);
}

fn json(ran: &Ran) -> Value {
    serde_json::from_str(&ran.stdout).unwrap_or_else(|_| panic!("{}{}", ran.stdout, ran.stderr))
}

#[test]
fn two_commits_are_compared_from_where_both_come() {
    let dir = tempfile::tempdir().unwrap();
    repository(dir.path(), "sites/north");
    let words = ["diff", "main", "proposal", "--root", "sites/north", "--format", "json"];
    let told = json(&run(dir.path(), &words));
    assert_eq!(told["format"], "gongshi-diff/1");
    assert_eq!(told["verdict"]["class"], "open");
    assert_eq!(
        told["files"]["outside"],
        Value::Array(Vec::new()),
        "what the target did meanwhile is not the proposal's"
    );
    assert_eq!(told["files"]["of_site"][0], format!("sites/north/{REPORT}"), "paths are the repository's");
    assert_eq!(told["figures"]["lowest"], 1);
    let direct = json(&run(dir.path(), &[&words[..], &["--direct"]].concat()));
    assert_eq!(direct["files"]["outside"][0], "notes.txt");
    // Without a checkout the same bytes.
    git(dir.path(), "clone -q --bare . bare.git", 4);
    let bare =
        ["diff", "main", "proposal", "--git-dir", "bare.git", "--root", "sites/north", "--format", "json"];
    assert_eq!(json(&run(dir.path(), &bare)), told);
}

#[test]
fn files_as_they_stand_are_compared_with_a_commit() {
    let dir = tempfile::tempdir().unwrap();
    repository(dir.path(), "");
    assert!(run(dir.path(), &["diff", "main"]).stdout.contains("无公开变化"));
    fs::remove_file(dir.path().join(REPORT)).unwrap();
    let ran = run(dir.path(), &["diff", "main", "--deny", "destroyed,privacy"]);
    assert_eq!(ran.code, 1, "{}", ran.stdout);
    assert!(ran.stdout.starts_with("🔴"), "{}", ran.stdout);
    let out = dir.path().join("x.html");
    let ran = run(dir.path(), &["diff", "main", "--format", "html", "-o", "x.html", "--lang", "en"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (0, ""));
    assert!(fs::read_to_string(out).unwrap().contains("lang=\"en\""));
}

#[test]
fn a_proposal_that_touches_more_than_its_own_is_told() {
    let dir = tempfile::tempdir().unwrap();
    repository(dir.path(), "");
    let only = |region: &str| run(dir.path(), &["diff", "main", "proposal", "--only", region]).code;
    assert_eq!((only("101"), only("102")), (0, 1));
}

/// A name of a commit is data: none of these is an option of git's, none runs anything, each ends with what to do.
#[test]
fn what_names_no_commit_ends_with_what_to_do() {
    let dir = tempfile::tempdir().unwrap();
    repository(dir.path(), "");
    let trace = dir.path().join("trace");
    let upload = format!("--upload-pack=touch {}", trace.display());
    for name in
        ["nowhere", "main..proposal", "", "@{-9}", "HEAD:data", "$(touch trace)", "main^{tree}", "a b"]
    {
        let ran = run(dir.path(), &["diff", name]);
        assert_eq!(ran.code, 2, "{name}: {}", ran.stdout);
        assert!(ran.stderr.contains("没有这个提交"), "{name}: {}", ran.stderr);
    }
    for name in [upload.as_str(), "--output=trace", "-h"] {
        let ran = run(dir.path(), &["diff", "--", name]);
        assert_eq!(ran.code, 2, "{name}: {}", ran.stdout);
    }
    assert!(!trace.exists());
}

#[test]
fn where_nothing_can_be_compared_the_remedy_is_named() {
    let dir = tempfile::tempdir().unwrap();
    let alone = dir.path().join("alone");
    fs::create_dir_all(&alone).unwrap();
    Site::small().write_to(&alone);
    let ran = run(&alone, &["diff", "main"]);
    assert!(ran.code == 2 && ran.stderr.contains("--git-dir"), "{}", ran.stderr);
    let whole = dir.path().join("whole");
    fs::create_dir_all(&whole).unwrap();
    repository(&whole, "");
    git(dir.path(), "clone -q --no-local --depth 1 --no-single-branch file://$PWD/whole shallow", 5);
    let ran = run(&dir.path().join("shallow"), &["diff", "origin/main", "origin/proposal"]);
    assert!(ran.code == 2 && ran.stderr.contains("--unshallow"), "{}{}", ran.stdout, ran.stderr);
    let ran = run(&dir.path().join("shallow"), &["diff", "origin/main", "origin/proposal", "--direct"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
}

/// What a commit holds that is no file of a site is refused as in a checkout.
#[test]
fn links_and_submodules_of_a_commit_are_refused() {
    let dir = tempfile::tempdir().unwrap();
    repository(dir.path(), "");
    git(dir.path(), "checkout -q -b link main", 5);
    std::os::unix::fs::symlink("../gongshi.toml", dir.path().join("data/rules2.toml")).unwrap();
    git(dir.path(), "add -A && git commit -q -m link", 5);
    let told = json(&run(dir.path(), &["diff", "main", "link", "--format", "json"]));
    assert_eq!(told["verdict"]["publishable"], false, "{told}");
    let codes: Vec<&str> =
        told["findings"]["new"].as_array().unwrap().iter().filter_map(|one| one["code"].as_str()).collect();
    assert!(codes.contains(&"GS0105") || codes.iter().any(|code| code.starts_with("GS01")), "{codes:?}");
}
