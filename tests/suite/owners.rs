//! `gongshi init --owners`: who must approve what, as each host reads it.

use std::fs;
use std::path::Path;

use crate::support::program::run;
use crate::support::repository::git;
use crate::support::site::Site;

const TABLE: &str = "area,handle\nstatistics,@tongji\nlaw,@fazhi\nlaw,fazhi2\ncases,@anli\npresentation,@org/web\n101,@county\n";

fn with(table: &str, root: &Path) -> (i32, String) {
    fs::write(root.join("data/owners.csv"), table).unwrap();
    let ran = run(root, &["init", ".", "--owners", "data/owners.csv", "--lang", "en"]);
    (ran.code, ran.stderr)
}

/// Of patterns, the last that fits counts.
fn owner<'f>(file: &'f str, path: &str) -> &'f str {
    let lines = file.lines().filter(|line| line.starts_with(['*', '/']));
    let fits = |pattern: &str| match pattern.strip_prefix('/') {
        None => pattern == "*",
        Some(folder) if folder.ends_with('/') => path.starts_with(folder),
        Some(file) => path == file,
    };
    lines.filter_map(|line| line.split_once(' ')).rfind(|(pattern, _)| fits(pattern)).expect("somebody's").1
}

#[test]
fn a_county_owns_none_of_its_files_and_the_city_does() {
    let dir = tempfile::tempdir().unwrap();
    Site::small().write_to(dir.path());
    let (code, told) = with(TABLE, dir.path());
    assert_eq!((code, told.matches(": written").count()), (0, 5), "{told}");
    let of = |folder: &str| fs::read_to_string(dir.path().join(folder).join("CODEOWNERS")).unwrap();
    for folder in [".github", ".gitee", ".gitcode"] {
        let file = of(folder);
        for (path, who) in [
            ("data/reports/2023-07/101.toml", "@tongji"),
            (".github/workflows/gongshi-review.yml", "@tongji"),
            ("data/law/own.toml", "@fazhi @fazhi2"),
            ("data/named.csv", "@fazhi @fazhi2"),
            ("content/about.md", "@org/web"),
            ("content/cases/2023/x.md", "@anli"),
            ("themes/own/templates/home.html", "@org/web"),
        ] {
            assert_eq!(owner(&file, path), who, "{folder} {path}");
        }
        assert!(!file.contains("county"), "{file}");
    }
    let gitlab = of(".gitlab");
    let (must, may) = gitlab.split_once("\n^[").expect("an optional section");
    assert!(!must.contains("county") && may.contains("/data/reports/**/101.toml @county\n"), "{gitlab}");
    assert!(must.contains("Premium"), "{must}");
    for file in [&gitlab, &of(".github")] {
        assert!(file.lines().filter(|line| line.starts_with('#')).all(|line| !line.contains('@')), "{file}");
    }
    let gitea = of(".gitea");
    assert!(
        gitea.contains("\ndata/named[.]csv @fazhi @fazhi2\n") && gitea.contains("\ncontent/cases/.* @anli\n"),
        "{gitea}"
    );
    assert!(gitea.contains("\n!(content/.*|themes/.*|gongshi[.]toml|"), "{gitea}");
    assert!(!dir.path().join("CODEOWNERS").exists(), "Gitea would read it first");
    let checked = run(dir.path(), &["check", "--format", "short", "--as-of", "2023-07-26"]);
    assert!(!checked.stdout.contains("owners.csv"), "the table belongs to the site: {}", checked.stdout);
    let (code, told) = with(TABLE, dir.path());
    assert_eq!((code, told.matches("stays").count()), (0, 5), "{told}");
}

#[test]
fn paths_are_the_repositorys_and_only_statistics_is_needed() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path().join("sites/north.cn");
    fs::create_dir_all(&root).unwrap();
    Site::small().write_to(&root);
    git(dir.path(), "init -q", 1);
    assert_eq!(with("\u{feff}area,handle\r\nstatistics,@tongji\r\ncases,@anli\r\n", &root).0, 0);
    let of = |folder: &str| fs::read_to_string(dir.path().join(folder).join("CODEOWNERS")).unwrap();
    assert!(of(".github").ends_with("\n* @tongji\n/sites/north.cn/content/cases/ @anli\n"));
    assert!(of(".gitea").ends_with(
        "\n!(sites/north[.]cn/content/cases/.*) @tongji\nsites/north[.]cn/content/cases/.* @anli\n"
    ));
}

#[test]
fn what_is_wrong_in_the_table_is_told_at_its_line() {
    let dir = tempfile::tempdir().unwrap();
    Site::small().write_to(dir.path());
    for (table, told) in [
        ("handle,area\n", "data/owners.csv:1: the first line is area,handle"),
        ("area,handle\nlaw,@a\n", "no statistics"),
        ("area,handle\nstatistic,@a\n", ":2: no area `statistic` (did you mean statistics?)"),
        ("area,handle\nstatistics,@a\n\n999,@a\n", ":4: no area `999`"),
        ("area,handle\nstatistics,@a @b\n", ":2: `@a @b` is no name"),
        ("area,handle\nstatistics\n", ":2: there are two columns"),
    ] {
        let (code, stderr) = with(table, dir.path());
        assert!(code == 2 && stderr.contains(told), "{table}: {stderr}");
    }
    assert!(!dir.path().join(".github").exists());
}
