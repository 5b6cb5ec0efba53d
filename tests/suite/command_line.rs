//! Words in, an exit code and bytes out, as the contract promises to scripts.

use std::fs;
use std::path::Path;

use gongshi::dataset::ledger::MEASURES;
use gongshi::diagnostic::Code;
use serde_json::Value;

use crate::support::program::{Ran, command, end, run};
use crate::support::site::{REPORT, Site, files_below};

/// A site on the disk with a warning (a cell left out) and an error (a negative count).
fn faulty() -> tempfile::TempDir {
    on_disk(&Site::small().edit(REPORT, "tip_found = 2\n", "").edit(
        "data/reports/2023-06/101.toml",
        "tip_found = 0",
        "tip_found = -1",
    ))
}

/// A site on the disk with nothing worse than a warning.
fn warned() -> tempfile::TempDir {
    on_disk(&Site::small().edit(REPORT, "tip_found = 2\n", ""))
}

fn on_disk(site: &Site) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    site.write_to(dir.path());
    dir
}

fn check(root: &Path, format: &str) -> Ran {
    run(root, &["check", "--format", format, "--lang", "en"])
}

#[test]
fn exit_codes_are_0_fine_1_findings_2_could_not_run() {
    let (good, warned, bad) = (on_disk(&Site::small()), warned(), faulty());
    assert_eq!(run(good.path(), &["check"]).code, 0);
    assert_eq!(run(warned.path(), &["check"]).code, 0);
    assert_eq!(run(warned.path(), &["build"]).code, 0);
    assert_eq!(run(bad.path(), &["check"]).code, 1);
    assert_eq!(run(bad.path(), &["build"]).code, 1);
    assert_eq!(run(good.path(), &["check", "--root", "nowhere"]).code, 2);
    assert_eq!(run(good.path(), &["build", "--root", "nowhere"]).code, 2);
    for words in
        [&["rebuild"][..], &["check", "--format", "xml"], &["check", "--as-of", "2023-6-1"], &[], &["init"]]
    {
        assert_eq!(run(good.path(), words).code, 2, "{words:?}");
    }
    assert_eq!(run(good.path(), &["--help"]).code, 0);
    assert_eq!(run(good.path(), &["--version"]).code, 0);
}

#[test]
fn warnings_can_be_denied() {
    let dir = warned();
    let ran = run(dir.path(), &["check", "--deny", "warnings", "--format", "short"]);
    assert_eq!(ran.code, 1);
    assert!(ran.stdout.contains(": error[GS0408]: "), "{}", ran.stdout);
}

#[test]
fn stdout_holds_data_and_stderr_the_rest() {
    let good = on_disk(&Site::small());
    let built = run(good.path(), &["build", "--timings"]);
    assert_eq!(built.stdout, "");
    assert!(built.stderr.contains("total") && built.stderr.contains("public"));
    let bad = faulty();
    for format in ["json", "github", "gitlab", "sarif"] {
        assert_eq!(check(bad.path(), format).stderr, "", "{format}");
    }
    for format in ["human", "short"] {
        let ran = check(bad.path(), format);
        assert_eq!(ran.stderr, "errors: 1, warnings: 1\n", "{format}");
        assert!(!ran.stdout.contains("errors: 1"));
    }
    assert_eq!(run(good.path(), &["check"]).stdout, "");
}

#[test]
fn nothing_is_coloured_outside_a_terminal() {
    let bad = faulty();
    for words in [&["check"][..], &["build"], &["--help"], &["rebuild"]] {
        let ran = run(bad.path(), words);
        assert!(!ran.stdout.contains('\u{1b}') && !ran.stderr.contains('\u{1b}'), "{words:?}");
    }
}

#[test]
fn json_is_an_object_a_line_with_the_keys_of_the_contract() {
    let site = Site::small().edit(REPORT, "problems_found = 16", "problems_found = 15");
    let dir = on_disk(&site.edit(REPORT, "tip_found = 2\n", ""));
    let ran = check(dir.path(), "json");
    let lines: Vec<Value> = ran.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 2, "{}", ran.stdout);
    for line in &lines {
        let keys: Vec<&str> = line.as_object().unwrap().keys().map(String::as_str).collect();
        let mut wanted = [
            "code",
            "severity",
            "message",
            "path",
            "line",
            "column",
            "end_line",
            "end_column",
            "help",
            "related",
        ];
        wanted.sort_unstable();
        let mut sorted = keys.clone();
        sorted.sort_unstable();
        assert_eq!(sorted, wanted);
    }
    let total = &lines[1];
    assert_eq!((&total["code"], &total["severity"]), (&"GS0602".into(), &"error".into()));
    assert_eq!((&total["path"], &total["line"], &total["column"]), (&REPORT.into(), &17.into(), &28.into()));
    assert_eq!((&total["end_line"], &total["end_column"]), (&17.into(), &30.into()));
    let related = total["related"].as_array().unwrap();
    assert_eq!(related[0]["line"], 16);
    assert_eq!(related[0].as_object().unwrap().len(), 4);
    assert_eq!(related[1]["path"], "data/reports/2023-06/101.toml");
}

#[test]
fn columns_count_characters_and_not_bytes() {
    let site = Site::small().edit(REPORT, "month = { ", "month = { \"问题\" = 1, 发现 = 2, ");
    let ran = check(on_disk(&site).path(), "json");
    let first: Value = serde_json::from_str(ran.stdout.lines().next().unwrap()).unwrap();
    assert_eq!((&first["path"], &first["line"]), (&REPORT.into(), &17.into()), "{}", ran.stdout);
    let site = Site::small().edit(REPORT, "month = { ", "month = { \"问题\" = 1, problems = 2, ");
    let ran = check(on_disk(&site).path(), "json");
    let places: Vec<(u64, u64)> = ran
        .stdout
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap())
        .map(|line| (line["column"].as_u64().unwrap(), line["end_column"].as_u64().unwrap()))
        .collect();
    assert_eq!(places, [(11, 15), (21, 29)]);
}

#[test]
fn short_is_a_line_a_finding() {
    let ran = check(faulty().path(), "short");
    let lines: Vec<&str> = ran.stdout.lines().collect();
    assert_eq!(
        lines,
        [
            "data/reports/2023-06/101.toml:8:13: error[GS0404]: `tip_found` cannot be negative: -1",
            "data/reports/2023-07/101.toml:4:1: warning[GS0408]: 附件1: 1 cells not reported: tip_found",
        ]
    );
}

#[test]
fn sarif_is_a_report_with_every_rule() {
    let report: Value = serde_json::from_str(&check(faulty().path(), "sarif").stdout).unwrap();
    assert_eq!(report["version"], "2.1.0");
    let run = &report["runs"][0];
    assert_eq!(run["tool"]["driver"]["rules"].as_array().unwrap().len(), Code::table().len());
    let result = &run["results"][0];
    assert_eq!((&result["ruleId"], &result["level"]), (&"GS0404".into(), &"error".into()));
    let region = &result["locations"][0]["physicalLocation"]["region"];
    assert_eq!((&region["startLine"], &region["startColumn"]), (&8.into(), &13.into()));
}

#[test]
fn gitlab_is_one_array_with_a_print_of_each_finding() {
    let issues: Value = serde_json::from_str(&check(faulty().path(), "gitlab").stdout).unwrap();
    let issues = issues.as_array().unwrap();
    assert_eq!(issues.len(), 2);
    assert_ne!(issues[0]["fingerprint"], issues[1]["fingerprint"]);
    assert_eq!(issues[0]["location"]["lines"]["begin"], 8);
    let clean = check(on_disk(&Site::small()).path(), "gitlab");
    assert_eq!(serde_json::from_str::<Value>(&clean.stdout).unwrap(), Value::Array(vec![]));
}

#[test]
fn github_is_a_command_a_line() {
    let ran = check(faulty().path(), "github");
    let lines: Vec<&str> = ran.stdout.lines().collect();
    let head =
        "::error file=data/reports/2023-06/101.toml,line=8,col=13,endLine=8,endColumn=15,title=GS0404::";
    assert!(lines[0].starts_with(head), "{}", lines[0]);
    assert!(lines[0].contains("%0A") && lines.len() == 2);
}

#[test]
fn messages_speak_the_language_asked_for_else_the_sites() {
    let dir = faulty();
    let said = |words: &[&str]| run(dir.path(), words).stdout;
    assert!(said(&["check", "--format", "short", "--lang", "en"]).contains("cannot be negative"));
    assert!(said(&["check", "--format", "short", "--lang", "zh"]).contains("不能是负数"));
    assert!(said(&["check", "--format", "short"]).contains("不能是负数"));
    let english = on_disk(&Site::fixture("fire-safety"));
    assert!(run(english.path(), &["check", "--format", "short"]).stdout.contains("has not reported"));
    let help = |lang: &str| run(dir.path(), &["--lang", lang, "--help"]).stdout;
    assert!(
        help("en").contains("check the data and write the site") && help("zh").contains("核对数据并生成网站")
    );
    let mut located = command(dir.path(), &["--help"]);
    located.env("LC_ALL", "en_GB.UTF-8");
    assert!(end(located).stdout.contains("check the data and write the site"));
}

#[test]
fn the_day_is_the_flags_else_the_epochs_else_the_settings() {
    // 2023-07-27T23:00:00Z is the 28th in Shanghai.
    let epoch = "1690498800";
    let day = |settings: Option<&str>, epoch: Option<&str>, flag: Option<&str>| {
        let site = match settings {
            Some(day) => Site::small().edit("gongshi.toml", "2023-07-26", day),
            None => Site::small().edit("gongshi.toml", "[build]\nas_of = \"2023-07-26\"\n", ""),
        };
        let dir = on_disk(&site);
        let mut words = vec!["build"];
        words.extend(flag.iter().flat_map(|day| ["--as-of", day]));
        let mut build = command(dir.path(), &words);
        build.envs(epoch.map(|seconds| ("SOURCE_DATE_EPOCH", seconds)));
        let ran = end(build);
        let manifest = fs::read_to_string(dir.path().join("public/manifest.json"));
        let manifest = manifest.unwrap_or_else(|_| panic!("{}", ran.stderr));
        let manifest: Value = serde_json::from_str(&manifest).unwrap();
        manifest["as_of"].as_str().unwrap().to_owned()
    };
    let settings = Some("2023-07-26");
    assert_eq!(day(settings, None, None), "2023-07-26");
    assert_eq!(day(settings, Some(epoch), None), "2023-07-28");
    assert_eq!(day(settings, Some(epoch), Some("2023-08-19")), "2023-08-19");
    assert!(day(None, None, None).as_str() > "2024-01-01", "today");
}

#[test]
fn every_code_is_explained_in_both_languages() {
    let dir = tempfile::tempdir().unwrap();
    for entry in Code::table() {
        for (lang, title) in [("zh", entry.title.0), ("en", entry.title.1)] {
            let ran = run(dir.path(), &["explain", entry.id, "--lang", lang]);
            assert_eq!(ran.code, 0, "{}", entry.id);
            assert!(ran.stdout.starts_with(entry.id) && ran.stdout.contains(title), "{}", ran.stdout);
        }
    }
    assert_eq!(run(dir.path(), &["explain", "gs0404"]).code, 0);
    assert_eq!(run(dir.path(), &["explain", "GS9999"]).code, 2);
}

#[test]
fn measures_are_explained() {
    let dir = on_disk(&Site::small());
    let measures = run(dir.path(), &["explain", "measures"]).stdout;
    assert_eq!(measures.lines().filter(|line| !line.starts_with("ledger.")).count(), 14, "{measures}");
    // Those of ledgers that are not kept, too: a rule or a ranking may be written before the first row is.
    let ledgers = measures.lines().filter(|line| line.starts_with("ledger."));
    assert_eq!(ledgers.filter(|line| line.ends_with("；本站没有这本台账")).count(), MEASURES.len());
    assert!(measures.contains("dispatch.firms_checked\t抽查检查的企业\t家\t去重计数：各月不能相加\n"));
}

#[test]
fn the_file_formats_are_explained() {
    let dir = tempfile::tempdir().unwrap();
    for lang in ["zh", "en"] {
        let ran = run(dir.path(), &["explain", "schema", "--lang", lang]);
        assert_eq!(ran.code, 0);
        for name in ["gongshi.toml", "data/campaign.toml", "data/regions.csv", "data/forms/", "data/reports/"]
        {
            assert!(ran.stdout.contains(name), "{name}");
        }
    }
}

#[test]
fn completions_and_the_manual_are_not_empty() {
    let dir = tempfile::tempdir().unwrap();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let ran = run(dir.path(), &["completions", shell]);
        assert!(ran.code == 0 && ran.stdout.contains("gongshi") && ran.stdout.len() > 1000, "{shell}");
    }
    let man = run(dir.path(), &["man"]);
    assert!(man.code == 0 && man.stdout.contains(".TH") && man.stdout.contains("GONGSHI CHECK"));
}

#[test]
fn an_empty_starter_builds_without_errors() {
    let dir = tempfile::tempdir().unwrap();
    assert_eq!(run(dir.path(), &["init", "site"]).code, 0);
    let ran = run(dir.path(), &["build", "--root", "site"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(dir.path().join("site/public/index.html").exists());
}

#[test]
fn init_never_writes_over_anything() {
    let dir = on_disk(&Site::small());
    let before = files_below(dir.path());
    assert_eq!(run(dir.path(), &["init", "."]).code, 2);
    assert!(files_below(dir.path()) == before);
}

#[test]
fn a_sample_of_any_size_checks_and_builds() {
    for sizes in [
        &["--regions", "3", "--months", "2", "--facilities", "9", "--hazards", "20", "--seed", "1"][..],
        &["--regions", "1", "--months", "1"],
        &["--regions", "30", "--months", "9", "--seed", "7"],
    ] {
        let dir = tempfile::tempdir().unwrap();
        assert_eq!(run(dir.path(), &[&["init", "s", "--sample"][..], sizes].concat()).code, 0, "{sizes:?}");
        let checked = run(dir.path(), &["check", "--root", "s", "--format", "short"]);
        assert_eq!(checked.code, 0, "{sizes:?}\n{}", checked.stdout);
        let built = run(dir.path(), &["build", "--root", "s"]);
        assert_eq!(built.code, 0, "{sizes:?}\n{}", built.stderr);
    }
}

#[test]
fn the_default_sample_is_this_repositorys_own_site() {
    let dir = tempfile::tempdir().unwrap();
    assert_eq!(run(dir.path(), &["init", "s", "--sample"]).code, 0);
    let written = files_below(&dir.path().join("s"));
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let own = files_below(&root.join("data"));
    assert_eq!(
        written.keys().filter(|path| path.starts_with("data/")).count(),
        own.len(),
        "the same files stand in data/"
    );
    let attributes = fs::read_to_string(root.join(".gitattributes")).unwrap();
    assert!(attributes.contains("data/editions/*.csv -text\n"), "it keeps what a site tells git");
    for (path, bytes) in written.iter().filter(|(path, _)| *path != ".gitattributes") {
        let held = fs::read(root.join(path)).unwrap_or_else(|_| panic!("{path} is not in the repository"));
        assert!(held == *bytes, "{path} differs");
    }
}
