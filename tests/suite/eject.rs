//! `gongshi theme eject`: the built-in theme becomes the site's, and nothing of it changes until somebody does.

use std::fs;
use std::path::Path;

use crate::support::program::run;
use crate::support::site::{Site, files_below};

fn site() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    Site::small().write_to(dir.path());
    dir
}

fn build(root: &Path, output: &str) -> std::collections::BTreeMap<String, Vec<u8>> {
    let ran = run(root, &["build", "--output", output]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    files_below(&root.join(output))
}

#[test]
fn after_eject_the_site_builds_to_the_same_bytes() {
    let dir = site();
    let before = build(dir.path(), "before");
    let ran = run(dir.path(), &["theme", "eject", "--lang", "en"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let own = files_below(&dir.path().join("themes/default"));
    let built_in = files_below(&Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default"));
    assert_eq!(own, built_in);
    assert!(ran.stderr.contains(&format!("{} files written", own.len())), "{}", ran.stderr);
    let after = build(dir.path(), "after");
    assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>());
    let differing: Vec<&String> = before.keys().filter(|path| before[*path] != after[*path]).collect();
    assert!(differing.is_empty(), "{differing:?}");
    let check = run(dir.path(), &["check", "--deny", "warnings"]);
    assert_eq!(check.code, 0, "{}", check.stderr);
}

#[test]
fn a_file_that_is_there_stays_and_is_named() {
    let dir = site();
    let own = dir.path().join("themes/default/templates/home.html");
    fs::create_dir_all(own.parent().unwrap()).unwrap();
    fs::write(&own, "mine").unwrap();
    let ran = run(dir.path(), &["theme", "eject", "templates/home.html", "strings", "--lang", "en"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert_eq!(fs::read_to_string(&own).unwrap(), "mine");
    assert!(ran.stderr.contains("themes/default/templates/home.html: is there already"), "{}", ran.stderr);
    let files: Vec<String> = files_below(&dir.path().join("themes/default")).into_keys().collect();
    assert_eq!(files, ["strings/en.toml", "strings/zh-CN.toml", "templates/home.html"]);
}

#[test]
fn the_files_go_to_the_theme_the_settings_name_and_nowhere_else() {
    let dir = tempfile::tempdir().unwrap();
    let named = |theme: &str| {
        Site::small().edit("gongshi.toml", "sample = true", &format!("sample = true\ntheme = {theme:?}"))
    };
    named("blue").write_to(dir.path());
    assert_eq!(run(dir.path(), &["theme", "eject", "static/style.css"]).code, 0);
    assert!(dir.path().join("themes/blue/static/style.css").is_file());
    assert_eq!(run(dir.path(), &["check"]).code, 0);
    for theme in ["../blue", "a/b", "..", "", ".", "a\\b"] {
        named(theme).write_to(dir.path());
        let ran = run(dir.path(), &["theme", "eject", "static/style.css"]);
        assert_eq!(ran.code, 2, "{theme}: {}", ran.stderr);
    }
}

#[test]
fn a_file_the_theme_does_not_have_is_refused_with_the_nearest() {
    let dir = site();
    let ran = run(dir.path(), &["theme", "eject", "templates/hom.html", "--lang", "en"]);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("did you mean templates/home.html?"), "{}", ran.stderr);
    let ran = run(dir.path(), &["theme", "eject", "templ", "--lang", "zh"]);
    assert!(ran.code == 2 && ran.stderr.contains("自带的主题没有 templ"), "{}", ran.stderr);
    assert!(!dir.path().join("themes").exists());
    let elsewhere = tempfile::tempdir().unwrap();
    assert_eq!(run(elsewhere.path(), &["theme", "eject"]).code, 2, "no site, no theme");
}

#[cfg(unix)]
#[test]
fn a_link_on_the_way_is_not_followed() {
    let (dir, elsewhere) = (site(), tempfile::tempdir().unwrap());
    std::os::unix::fs::symlink(elsewhere.path(), dir.path().join("themes")).unwrap();
    let ran = run(dir.path(), &["theme", "eject"]);
    assert_eq!(ran.code, 2, "{}", ran.stderr);
    assert!(files_below(elsewhere.path()).is_empty());
}

#[test]
fn its_help_is_in_both_languages() {
    let dir = tempfile::tempdir().unwrap();
    let zh = run(dir.path(), &["theme", "eject", "--help", "--lang", "zh"]).stdout;
    assert!(
        zh.contains("用法：gongshi theme eject [选项] [FILE]...") && zh.contains("主题的文件或文件夹"),
        "{zh}"
    );
    let en = run(dir.path(), &["theme", "eject", "--help", "--lang", "en"]).stdout;
    assert!(
        en.contains("gongshi theme eject [OPTIONS] [FILE]...") && en.contains("files or folders"),
        "{en}"
    );
}
