//! What a command says that could not run: exit code 2, in the language asked for, and nothing done.

use std::fs::{self, File};
use std::io::Read;
use std::net::TcpListener;
use std::path::Path;
use std::process::Stdio;

use crate::support::program::{Ran, command, end, run};
use crate::support::site::{Site, files_below};

fn small() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    Site::small().write_to(dir.path());
    dir
}

/// Runs it in both languages; both say 2.
fn refused(root: &Path, words: &[&str]) -> (String, String) {
    let said = |lang| {
        let Ran { code, stdout, stderr } = run(root, &[words, &["--lang", lang]].concat());
        assert_eq!((code, stdout.as_str()), (2, ""), "{words:?}: {stderr}");
        stderr
    };
    (said("zh"), said("en"))
}

#[test]
fn why_it_could_not_run_is_said_in_the_language_asked_for() {
    let dir = small();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let cases: [(&[&str], &str, &str); 14] = [
        (&["init", "."], "不是空目录", "not an empty directory"),
        (&["check", "--root", "data"], "这里没有 gongshi.toml", "no gongshi.toml here"),
        (&["check", "--root", "nowhere"], "没有这个目录", "no such directory"),
        (&["explain", "GS9999"], "没有这个代码或题目", "no such code or topic"),
        (&["serve", "--port", &port], "端口被别的程序占用", "in use by another program"),
        (&["check", "--as-of", "2023-02-30"], "没有 2023-02-30 这一天", "no such day as 2023-02-30"),
        (&["check", "--as-of", "soon"], "不是日期；写作 2023-11-25", "is no date; write 2023-11-25"),
        (&["check", "--format", "xml"], "不能是 `xml`", "invalid value 'xml'"),
        (&["check", "--fromat", "json"], "是不是：`--format`？", "'--format'"),
        (&["check", "--deny"], "后面没有值", "a value is required"),
        (&["rebuild"], "没有 `rebuild` 这个命令", "unrecognized subcommand"),
        (&["init"], "还要写 `<DIR>`", "required arguments"),
        (&["build", "--base-url", "x"], "不是可用的网址", "no web address to build on"),
        (&["check", "--as-of", "2023-07-01", "--as-of", "2023-07-02"], "写了不止一次", "multiple times"),
    ];
    for (words, zh, en) in cases {
        let (said_zh, said_en) = refused(dir.path(), words);
        assert!(said_zh.contains(zh) && !said_zh.contains(en), "{words:?}: {said_zh}");
        assert!(said_en.contains(en) && !said_en.contains(zh), "{words:?}: {said_en}");
    }
    let mut located = command(dir.path(), &["check", "--root", "nowhere"]);
    located.env("LANG", "en_GB.UTF-8");
    assert!(end(located).stderr.contains("no such directory"), "else in the locale's");
}

#[test]
fn a_sample_of_no_regions_or_months_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    for what in ["--regions", "--months"] {
        let (zh, en) = refused(dir.path(), &["init", "s", "--sample", what, "0"]);
        assert!(zh.contains("写 1 或更大的整数") && en.contains("write 1 or more"), "{zh}{en}");
    }
    assert!(!dir.path().join("s").exists());
}

#[test]
fn init_takes_a_directory_that_only_git_has_begun() {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join(".git")).unwrap();
    fs::write(dir.path().join(".gitignore"), "public/\n").unwrap();
    assert_eq!(run(dir.path(), &["init", "."]).code, 0);
    assert_eq!(fs::read_to_string(dir.path().join(".gitignore")).unwrap(), "public/\n");
    assert_eq!(run(dir.path(), &["check"]).code, 0);
}

#[test]
fn a_variable_that_says_no_time_is_not_passed_over() {
    let dir = small();
    let with = |words: &[&str], epoch: &str| {
        let mut command = command(dir.path(), words);
        command.env("SOURCE_DATE_EPOCH", epoch);
        end(command)
    };
    for words in [&["check"][..], &["build"], &["explain", "measures"]] {
        for epoch in ["garbage", "99999999999999999", "-1", "1.5"] {
            let ran = with(words, epoch);
            assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{words:?} {epoch}");
            assert!(ran.stderr.contains("SOURCE_DATE_EPOCH") && ran.stderr.contains(epoch), "{}", ran.stderr);
        }
    }
    assert!(!dir.path().join("public").exists());
    assert_eq!(with(&["check"], "").code, 0, "set to nothing is not set");
    assert_eq!(with(&["check", "--as-of", "2023-07-26"], "garbage").code, 0, "the flag comes first");
}

#[test]
fn an_output_among_the_sources_is_refused_before_anything_is_written() {
    let dir = small();
    let before = files_below(dir.path());
    for output in ["data/out", "./content/x/y", "public/../themes/own", "data"] {
        let (zh, en) = refused(dir.path(), &["build", "--output", output]);
        assert!(zh.contains("在站点的") && en.contains("of the site"), "{zh}{en}");
        assert!(files_below(dir.path()) == before, "{output}");
        assert!(!dir.path().join(output).is_dir() || output == "data", "{output}");
    }
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("data", dir.path().join("link")).unwrap();
        refused(dir.path(), &["build", "--output", "link/out"]);
    }
    assert_eq!(run(dir.path(), &["build", "--output", "data-public"]).code, 0, "beside them it may stand");
}

/// The words whose output is data.
const TOLD: [&[&str]; 7] = [
    &["check", "--format", "json"],
    &["explain", "schema"],
    &["explain", "measures"],
    &["explain", "GS0404"],
    &["man"],
    &["completions", "bash"],
    &["--help"],
];

#[cfg(target_os = "linux")]
#[test]
fn output_that_finds_no_room_is_a_failure() {
    let dir = tempfile::tempdir().unwrap();
    Site::small()
        .edit("data/reports/2023-06/101.toml", "tip_found = 0", "tip_found = -1")
        .write_to(dir.path());
    for words in TOLD {
        let mut command = command(dir.path(), words);
        command.stdout(File::options().write(true).open("/dev/full").unwrap()).stderr(Stdio::piped());
        let ran = end_of(command);
        assert_eq!(ran.0, 2, "{words:?}");
        assert!(ran.1.contains("写不了标准输出"), "{words:?}: {}", ran.1);
    }
    let mut deaf = command(dir.path(), &["check"]);
    deaf.stderr(File::options().write(true).open("/dev/full").unwrap()).stdout(Stdio::null());
    assert_eq!(deaf.status().unwrap().code(), Some(1), "nobody to tell is no failure");
}

#[cfg(unix)]
#[test]
fn a_reader_that_has_gone_away_is_no_failure() {
    let dir = small();
    for words in TOLD {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let mut command = command(dir.path(), words);
        command.stdout(writer).stderr(Stdio::piped());
        assert_eq!(end_of(command), (0, String::new()), "{words:?}");
    }
}

/// The exit code and what came on stderr; stdout is somewhere else.
fn end_of(mut command: std::process::Command) -> (i32, String) {
    let mut child = command.spawn().unwrap();
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    (child.wait().unwrap().code().unwrap(), said)
}
