//! What hosts of repositories are told: within what they show, under names they know, what is new first.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::support::program::run;
use crate::support::repository::git;
use crate::support::site::{POLICY, REPORT, Site};

/// Raw HTML in so many lines of a page: as many warnings.
fn marked(site: Site, count: usize) -> Site {
    site.append(POLICY, &"\n<b>x</b>\n".repeat(count))
}

fn sarif(root: &Path, words: &[&str]) -> Vec<Value> {
    let ran = run(root, &[&["check", "--format", "sarif", "--lang", "en"], words].concat());
    let report: Value = serde_json::from_str(&ran.stdout).unwrap();
    report["runs"][0]["results"].as_array().unwrap().clone()
}

#[test]
fn github_is_told_ten_of_each_and_how_many_are_left() {
    let dir = tempfile::tempdir().unwrap();
    let site = marked(Site::small(), 15);
    let warnings = site.check().findings.len();
    site.write_to(dir.path());
    let told = run(dir.path(), &["check", "--format", "github", "--lang", "en"]).stdout;
    assert_eq!(told.matches("::warning ").count(), 10, "{told}");
    let last = told.lines().last().unwrap();
    assert!(last.starts_with("::notice ") && last.contains(&format!("warnings {}", warnings - 10)), "{last}");
}

#[test]
fn sarif_has_no_more_results_than_a_host_shows_errors_first_and_says_what_it_left_out() {
    let dir = tempfile::tempdir().unwrap();
    let mut site = Site::small();
    // Each page may have a thousand of a kind told one by one.
    for page in 0..6 {
        let front = format!("+++\ntitle = \"页{page}\"\n+++\n");
        site = site.put(&format!("content/p{page}.md"), front + &"\n<b>x</b>\n".repeat(990));
    }
    site.edit(REPORT, "\npenalties = 0\n", "\npenalties = -1\n").write_to(dir.path());
    let results = sarif(dir.path(), &[]);
    assert_eq!(results.len(), 5_000);
    assert_eq!(results[0]["level"], "error");
    assert!(results[4_999]["message"]["text"].as_str().unwrap().starts_with("not listed: "));
}

/// An alert is the same one when its line moves and when its number changes, and two are two.
#[test]
fn a_fingerprint_survives_lines_that_move() {
    let dir = tempfile::tempdir().unwrap();
    let prints = |site: &Site| {
        let _ = fs::remove_dir_all(dir.path().join("data"));
        site.write_to(dir.path());
        let all = sarif(dir.path(), &[]);
        let all = all.iter().map(|one| one["partialFingerprints"]["codeAndRecord/v1"].to_string());
        all.collect::<Vec<_>>()
    };
    let site = Site::small().edit(REPORT, "\npenalties = 0\n", "\npenalties = -1\n").edit(
        REPORT,
        "\nfirms_checked = 2\n",
        "\nfirms_checked = -1\n",
    );
    let before = prints(&site);
    assert!(before.len() >= 2);
    assert_eq!(before.iter().collect::<std::collections::BTreeSet<_>>().len(), before.len());
    let text = site.text(REPORT).replace("penalties = -1", "penalties = -22");
    assert_eq!(prints(&site.clone().put(REPORT, format!("# moved\n\n{text}"))), before);
}

/// A site in a folder of its repository is told under the paths that the host knows.
#[test]
fn paths_are_the_repositorys() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path().join("sites/north");
    fs::create_dir_all(&root).unwrap();
    marked(Site::small(), 1).write_to(&root);
    git(dir.path(), "init -q && git add -A && git commit -q -m base", 1);
    let check =
        |format: &str| run(dir.path(), &["check", "--root", "sites/north", "--format", format]).stdout;
    assert!(check("github").contains("file=sites/north/content/policy.md"));
    assert!(check("sarif").contains("\"uri\":\"sites/north/content/policy.md\""));
    assert!(check("gitlab").contains("\"path\":\"sites/north/content/policy.md\""));
    assert!(check("short").starts_with("content/policy.md"), "who runs it stands in the site");
}

#[test]
fn since_a_commit_only_what_is_new_or_near_is_told_and_the_rest_is_counted() {
    let dir = tempfile::tempdir().unwrap();
    let site = marked(Site::small(), 4).edit(REPORT, "\ntip_found = 2\n", "\n");
    let old = site.check().findings.len();
    site.write_to(dir.path());
    git(dir.path(), "init -q -b main && git add -A && git commit -q -m base", 1);
    let since = |words: &[&str]| {
        run(dir.path(), &[&["check", "--since", "main", "--format", "short", "--lang", "en"], words].concat())
    };
    let ran = since(&[]);
    assert_eq!((ran.code, ran.stdout.as_str()), (0, ""), "nothing changed");
    assert!(ran.stderr.contains(&format!("elsewhere: {old}")), "{}", ran.stderr);
    assert_eq!(since(&["--deny", "warnings"]).code, 0, "nothing of it is this change's");
    fs::write(dir.path().join(REPORT), format!("# seen\n{}", site.text(REPORT))).unwrap();
    let ran = since(&[]);
    assert!(
        ran.code == 0 && ran.stdout.starts_with(&format!("{REPORT}:5:1: warning[GS0408]")),
        "{}",
        ran.stdout
    );
    assert_eq!(since(&["--deny", "warnings"]).code, 1);
    fs::write(dir.path().join(REPORT), site.text(REPORT).replace("penalties = 0", "penalties = -1")).unwrap();
    let ran = since(&[]);
    assert_eq!(ran.code, 1);
    assert!(ran.stdout.contains("error[GS0404]") && !ran.stdout.contains(POLICY), "{}", ran.stdout);
    let other = since(&["--root", "nowhere"]);
    assert_eq!(other.code, 2);
    assert_eq!(run(dir.path(), &["check", "--since", "nowhere"]).code, 2);
}
