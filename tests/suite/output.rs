//! Writing: only what changed, only what is ours, all or nothing.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, SystemTime};

use gongshi::output::Staging;

use crate::support::program::{Ran, run};
use crate::support::repository::git;
use crate::support::site::{POLICY, Site, files_below};

/// A site on the disk that was built once.
pub struct Standing {
    dir: tempfile::TempDir,
}

impl Standing {
    pub fn built() -> Self {
        let standing = Self { dir: tempfile::tempdir().unwrap() };
        Site::small().write_to(standing.root());
        let ran = standing.build();
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        standing
    }

    pub fn root(&self) -> &Path {
        self.dir.path()
    }

    pub fn public(&self, path: &str) -> PathBuf {
        self.root().join("public").join(path)
    }

    pub fn build(&self) -> Ran {
        run(self.root(), &["build", "--lang", "en"])
    }

    pub fn files(&self) -> BTreeMap<String, Vec<u8>> {
        files_below(&self.root().join("public"))
    }

    pub fn change(&self, path: &str, from: &str, to: &str) {
        let text = fs::read_to_string(self.root().join(path)).unwrap();
        assert!(text.contains(from), "{from}");
        fs::write(self.root().join(path), text.replace(from, to)).unwrap();
    }

    /// Makes every file of the site an hour old, to see which are written again.
    fn age(&self) -> SystemTime {
        let then = SystemTime::now() - Duration::from_hours(1);
        for path in self.files().keys() {
            fs::File::options().write(true).open(self.public(path)).unwrap().set_modified(then).unwrap();
        }
        then
    }

    fn written_since(&self, then: SystemTime) -> Vec<String> {
        let is_new = |path: &String| {
            fs::metadata(self.public(path)).unwrap().modified().unwrap() > then + Duration::from_mins(1)
        };
        self.files().into_keys().filter(is_new).collect()
    }
}

#[test]
fn a_second_build_writes_nothing() {
    let site = Standing::built();
    let then = site.age();
    let ran = site.build();
    assert!(ran.stderr.contains(" 0 updated, 0 removed"), "{}", ran.stderr);
    assert_eq!(site.written_since(then), Vec::<String>::new());
}

#[test]
fn only_what_changed_is_written() {
    let site = Standing::built();
    let then = site.age();
    site.change(POLICY, "详见", "请见");
    assert_eq!(site.build().code, 0);
    // The page, and the index of the search, which holds its text.
    let written = ["manifest.json", "policy/index.html", "search/entries/0.txt", "search/words/0.txt"];
    assert_eq!(site.written_since(then), written);
}

/// As where somebody put an older copy of a page back: as long as the new one, and not it.
#[test]
fn a_file_of_equal_length_and_other_bytes_is_renewed() {
    let site = Standing::built();
    for path in ["policy/index.html", "data/figures.csv"] {
        let right = fs::read(site.public(path)).unwrap();
        let digit = right.iter().position(u8::is_ascii_digit).unwrap();
        let mut wrong = right.clone();
        wrong[digit] = if right[digit] == b'7' { b'8' } else { b'7' };
        fs::write(site.public(path), &wrong).unwrap();
        let ran = site.build();
        assert!(ran.stderr.contains(" 1 updated, 0 removed"), "{path}: {}", ran.stderr);
        assert!(fs::read(site.public(path)).unwrap() == right, "{path}");
    }
}

/// The commit a manifest and the links of pages name is one that holds what is shown.
#[test]
fn a_tree_with_changes_claims_no_commit() {
    let site = Standing { dir: tempfile::tempdir().unwrap() };
    let repository = "sample = true\nrepository = \"https://git.example/a/b\"";
    Site::small().edit("gongshi.toml", "sample = true", repository).write_to(site.root());
    git(site.root(), "init -q && git add gongshi.toml data content && git commit -qm all", 24);
    let claimed = || {
        assert_eq!(site.build().code, 0);
        let manifest: serde_json::Value =
            serde_json::from_str(&fs::read_to_string(site.public("manifest.json")).unwrap()).unwrap();
        let page = fs::read_to_string(site.public("regions/101/2023-07/index.html")).unwrap();
        let link = page.split_once("https://git.example/a/b/blob/").map(|(_, rest)| rest[..40].to_owned());
        assert_eq!(manifest["commit"].as_str(), link.as_deref());
        link
    };
    let first = claimed().expect("all is committed");
    site.change("data/reports/2023-07/101.toml", "inspectors = 3", "inspectors = 4");
    assert_eq!(claimed(), None, "a changed report");
    git(site.root(), "commit -qam changed", 25);
    let second = claimed().expect("all is committed again");
    assert_ne!(first, second);
    fs::write(site.root().join("content/new.md"), "+++\ntitle = \"新\"\n+++\n\n新。\n").unwrap();
    assert_eq!(claimed(), None, "a page that is not committed");
    fs::remove_file(site.root().join("content/new.md")).unwrap();
    fs::remove_file(site.root().join(POLICY)).unwrap();
    assert_eq!(claimed(), None, "a page taken away");
}

#[test]
fn what_is_no_longer_planned_is_removed_with_its_folder() {
    let site = Standing::built();
    fs::remove_file(site.root().join(POLICY)).unwrap();
    let ran = site.build();
    assert!(ran.stderr.contains("1 removed"), "{}", ran.stderr);
    assert!(!site.public("policy").exists());
    assert!(site.public("index.html").exists());
}

#[test]
fn a_foreign_file_in_the_output_stays() {
    let site = Standing::built();
    fs::write(site.public("verify.txt"), "ours").unwrap();
    fs::write(site.public("policy/note.txt"), "ours").unwrap();
    fs::remove_file(site.root().join(POLICY)).unwrap();
    assert_eq!(site.build().code, 0);
    assert!(site.public("verify.txt").exists() && site.public("policy/note.txt").exists());
    assert!(!site.public("policy/index.html").exists());
}

#[test]
fn strangers_are_told_and_go_when_asked() {
    let site = Standing::built();
    let whole = site.files();
    for name in ["a.txt", "b.txt", "c.txt", "d.txt", "e/f.txt", "g.txt", "policy/note.txt"] {
        fs::create_dir_all(site.public(name).parent().unwrap()).unwrap();
        fs::write(site.public(name), "ours").unwrap();
    }
    fs::create_dir(site.public(".git")).unwrap();
    fs::write(site.public(".git/HEAD"), "ref: refs/heads/pages").unwrap();
    let ran = site.build();
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let told = "files that no build put there: 7: `a.txt`, `b.txt`, `c.txt`, `d.txt`, `e/f.txt`…";
    assert!(ran.stderr.contains("GS0804") && ran.stderr.contains(told), "{}", ran.stderr);
    let ran = run(site.root(), &["build", "--lang", "en", "--clean"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(ran.stderr.contains(" 0 updated, 7 removed") && !ran.stderr.contains("GS0804"), "{}", ran.stderr);
    assert!(
        !site.public("e").exists() && site.public(".git/HEAD").exists(),
        "a branch that is checked out stays"
    );
    fs::remove_dir_all(site.public(".git")).unwrap();
    assert!(site.files() == whole);
}

#[test]
fn cleaning_does_not_take_a_foreign_directory() {
    let dir = tempfile::tempdir().unwrap();
    Site::small().write_to(dir.path());
    fs::create_dir(dir.path().join("public")).unwrap();
    fs::write(dir.path().join("public/thesis.txt"), "years").unwrap();
    let ran = run(dir.path(), &["build", "--clean"]);
    assert!(ran.code == 1 && ran.stderr.contains("GS0803"), "{}", ran.stderr);
    assert!(dir.path().join("public/thesis.txt").exists());
}

#[test]
fn a_manifest_cannot_name_files_outside_the_output() {
    let site = Standing::built();
    fs::write(site.root().join("precious.txt"), "keep").unwrap();
    let text = fs::read_to_string(site.public("manifest.json")).unwrap();
    let entry = "\"files\":[\n{\"path\":\"../precious.txt\",\"size\":4,\"sha256\":\"00\"},";
    fs::write(site.public("manifest.json"), text.replace("\"files\":[", entry)).unwrap();
    assert_eq!(site.build().code, 0);
    assert!(site.root().join("precious.txt").exists());
}

#[test]
fn a_build_with_errors_writes_nothing() {
    let site = Standing::built();
    let before = site.files();
    site.change("data/reports/2023-07/101.toml", "tip_found = 2", "tip_found = -2");
    site.change(POLICY, "详见", "请见");
    let ran = site.build();
    assert_eq!(ran.code, 1);
    assert!(ran.stderr.contains("GS0404"), "{}", ran.stderr);
    assert!(ran.stdout.is_empty());
    assert!(site.files() == before);

    let fresh = tempfile::tempdir().unwrap();
    Site::small()
        .edit("data/reports/2023-07/101.toml", "tip_found = 2", "tip_found = -2")
        .write_to(fresh.path());
    assert_eq!(run(fresh.path(), &["build"]).code, 1);
    assert!(!fresh.path().join("public").exists(), "nothing is made for a site with errors");
}

#[test]
fn a_template_error_leaves_the_old_site_whole_and_is_shown_in_the_template() {
    let site = Standing::built();
    let before = site.files();
    let templates = site.root().join("themes/default/templates");
    fs::create_dir_all(&templates).unwrap();
    site.change(POLICY, "详见", "请见");

    fs::write(templates.join("text.html"), "<p>\n  {{ no_such_value }}\n").unwrap();
    let ran = site.build();
    assert_eq!(ran.code, 1);
    assert!(ran.stderr.contains("GS0713"), "{}", ran.stderr);
    assert!(ran.stderr.contains("themes/default/templates/text.html:2:6"), "{}", ran.stderr);
    assert!(ran.stderr.contains("{{ no_such_value }}"), "{}", ran.stderr);
    assert!(site.files() == before);

    fs::write(templates.join("text.html"), "<p>\n{% if %}\n").unwrap();
    let ran = site.build();
    assert_eq!(ran.code, 1);
    assert!(ran.stderr.contains("themes/default/templates/text.html:2:"), "{}", ran.stderr);
    assert!(site.files() == before);
}

#[test]
fn a_dead_link_leaves_the_old_site_whole() {
    let site = Standing::built();
    let before = site.files();
    site.change(POLICY, "/periods/", "/nowhere/");
    let ran = site.build();
    assert_eq!(ran.code, 1);
    assert!(ran.stderr.contains("GS0712"), "{}", ran.stderr);
    assert!(site.files() == before);
}

#[test]
fn what_a_killed_build_left_is_repaired() {
    let site = Standing::built();
    let whole = site.files();
    fs::write(site.public("index.html"), "<!doctype ht").unwrap();
    fs::remove_file(site.public("periods/index.html")).unwrap();
    for stage in [site.public(".gongshi.staged"), site.root().join(".public.gongshi")] {
        fs::create_dir_all(stage.join("new")).unwrap();
        fs::write(stage.join("lock"), "").unwrap();
        fs::write(stage.join("new/0"), "half").unwrap();
    }
    fs::remove_dir_all(site.public("regions")).unwrap();
    fs::write(site.public("regions"), "a file where a folder of many pages belongs").unwrap();
    let ran = site.build();
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(site.files() == whole);
    assert!(!site.root().join(".public.gongshi").exists());
}

/// A sample on the disk and a build of it killed while it swaps its files in.
fn killed_at(root: &Path, output: &Path, file: &str) {
    let words = ["build", "--output", output.to_str().unwrap()];
    let mut build = crate::support::program::command(root, &words).stderr(Stdio::null()).spawn().unwrap();
    while !output.join(file).exists() && build.try_wait().unwrap().is_none() {}
    build.kill().unwrap();
    build.wait().unwrap();
}

#[test]
fn a_build_killed_while_it_swaps_files_in_is_repaired() {
    let dir = tempfile::tempdir().unwrap();
    let sample = ["init", "site", "--sample", "--regions", "20", "--months", "7", "--hazards", "10"];
    assert_eq!(run(dir.path(), &sample).code, 0);
    let root = dir.path().join("site");
    let built = |name: &str| {
        let ran = run(&root, &["build", "--output", &format!("../{name}")]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        files_below(&dir.path().join(name))
    };
    let whole = built("whole");
    for name in ["first", "second"] {
        killed_at(&root, &dir.path().join(name), "404.html");
        assert!(built(name) == whole);
    }
    killed_at(&root, &dir.path().join("third"), "policy/index.html");
    fs::remove_file(root.join(POLICY)).unwrap();
    let less = built("whole");
    assert!(built("third") == less, "what the killed build had added is removed again");
}

#[test]
fn a_second_build_at_once_is_refused_and_the_first_goes_on() {
    let site = Standing::built();
    let before = site.files();
    let held = Staging::begin(&site.root().join("public")).unwrap();
    held.put("extra/index.html", b"x").unwrap();
    site.change(POLICY, "详见", "请见");
    let ran = site.build();
    assert_eq!(ran.code, 1);
    assert!(ran.stderr.contains("GS0801"), "{}", ran.stderr);
    let staged = site.root().join(".public.gongshi/new/extra/index.html");
    assert!(staged.exists(), "the first build's work is left alone");
    drop(held);
    assert!(site.files() == before, "what was staged and never committed leaves no trace");
    assert_eq!(site.build().code, 0);
}

#[test]
fn a_foreign_directory_is_refused_and_not_touched() {
    let dir = tempfile::tempdir().unwrap();
    Site::small().write_to(dir.path());
    fs::create_dir(dir.path().join("public")).unwrap();
    fs::write(dir.path().join("public/thesis.txt"), "years").unwrap();
    let ran = run(dir.path(), &["build"]);
    assert_eq!(ran.code, 1);
    assert!(ran.stderr.contains("GS0803"), "{}", ran.stderr);
    let left: Vec<String> = files_below(&dir.path().join("public")).into_keys().collect();
    assert_eq!(left, ["thesis.txt"], "not even a lock is left behind");
}

#[test]
fn an_output_that_cannot_be_written_is_a_finding() {
    let dir = tempfile::tempdir().unwrap();
    Site::small().write_to(dir.path());
    fs::write(dir.path().join("public"), "a file").unwrap();
    let ran = run(dir.path(), &["build"]);
    assert_eq!(ran.code, 1);
    assert!(ran.stderr.contains("GS0802"), "{}", ran.stderr);
}

#[test]
fn the_output_may_be_elsewhere_and_the_address_too() {
    let dir = tempfile::tempdir().unwrap();
    let (root, out) = (dir.path().join("site"), dir.path().join("www"));
    Site::small().write_to(&root);
    let words = ["build", "--output", out.to_str().unwrap(), "--base-url", "https://other.example/sub"];
    assert_eq!(run(&root, &words).code, 0);
    let sitemap = fs::read_to_string(out.join("sitemap.xml")).unwrap();
    assert!(sitemap.contains("<loc>https://other.example/sub/periods/</loc>"), "{sitemap}");
    assert!(!sitemap.contains("small.example"));
}
