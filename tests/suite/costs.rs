//! What a site costs grows with its size, whatever its mistakes: counts hold it where clocks would waver.

use gongshi::diagnostic::{Code, Finding, Format, Language, Lines, Severity, show};
use gongshi::limits;

use crate::support::program::run;
use crate::support::site::{POLICY, REPORT, Seen, Site};

const SETTINGS: &str = "gongshi.toml";

fn of(seen: &Seen, code: Code) -> Vec<&Finding> {
    seen.findings.iter().filter(|finding| finding.code == code).collect()
}

fn at_the_top(path: &str, text: &str) -> Seen {
    let site = Site::small();
    let rest = site.text(path);
    site.put(path, format!("{text}\n{rest}")).check()
}

/// How many of a kind there are: those that are told, and those that are counted.
fn counted(seen: &Seen, code: Code) -> (usize, usize) {
    let of = of(seen, code);
    (of.iter().filter(|finding| finding.rest == 0).count(), of.iter().map(|finding| finding.rest).sum())
}

#[test]
fn of_a_kind_in_a_file_so_many_are_told_and_the_others_counted() {
    let keys: String = (0..3000).map(|at| format!("unknown_key_{at} = 1\n")).collect::<Vec<_>>().concat();
    let seen = at_the_top(SETTINGS, &keys);
    let most = limits::FINDINGS_OF_A_KIND;
    assert_eq!(counted(&seen, Code::UnknownKey), (most, 3000 - most));
    let rest = *of(&seen, Code::UnknownKey).iter().find(|finding| finding.rest > 0).unwrap();
    assert_eq!(rest.severity, Severity::Error);
    let helped = of(&seen, Code::UnknownKey);
    let helped =
        helped.iter().filter(|finding| finding.help.as_ref().unwrap().en.starts_with("did you mean"));
    assert!(helped.count() <= limits::FILE_SUGGESTIONS);
}

#[test]
fn the_program_counts_all_of_them_and_tells_so_many_in_every_format() {
    let dir = tempfile::tempdir().unwrap();
    let keys: String = (0..3000).map(|at| format!("unknown_key_{at} = 1\n")).collect::<Vec<_>>().concat();
    let site = Site::small();
    let settings = site.text(SETTINGS);
    site.put(SETTINGS, format!("{keys}{settings}")).write_to(dir.path());
    for format in ["human", "short", "json", "github", "gitlab", "sarif"] {
        let told = run(dir.path(), &["check", "--format", format, "--lang", "en"]);
        assert_eq!(told.code, 1, "{format}");
        let one_by_one = told.stdout.matches("unknown key `unknown_key_").count();
        if format == "github" {
            // It shows no more of a step.
            assert_eq!(one_by_one, limits::HOST_ANNOTATIONS);
            assert!(told.stdout.contains("not shown: errors 2990"), "{}", told.stdout);
        } else {
            assert_eq!(one_by_one, limits::FINDINGS_OF_A_KIND, "{format}");
            assert!(told.stdout.contains("2000 more of this kind in this file"), "{format}");
        }
        assert!(format != "human" || told.stderr.contains("errors: 3000,"), "{}", told.stderr);
    }
}

#[test]
fn the_lines_of_a_file_are_made_once_a_run_of_findings() {
    let keys: String = (0..500).map(|at| format!("unknown_key_{at} = 1\n")).collect::<Vec<_>>().concat();
    let seen = at_the_top(SETTINGS, &keys);
    let mut files: Vec<&str> = seen
        .findings
        .iter()
        .flat_map(|finding| {
            [&finding.place].into_iter().chain(finding.related.iter().map(|(place, _)| place))
        })
        .map(|place| place.path.as_ref())
        .collect();
    files.sort_unstable();
    files.dedup();
    for format in [Format::Human, Format::Short, Format::Json, Format::Github, Format::Gitlab, Format::Sarif]
    {
        let made = Lines::made();
        let _ = show(&seen.findings, &seen.texts, format, Language::En, false);
        assert!(Lines::made() - made <= files.len(), "{format:?}: {}", Lines::made() - made);
    }
}

#[test]
fn a_hundred_syntax_errors_are_told_and_that_there_are_more() {
    for text in [
        format!("x = \"{}\"", "..\\".repeat(2000)),
        "=".repeat(2000),
        "=\n".repeat(2000),
        "]".repeat(200_000),
        "a = [\n".repeat(90_000),
    ] {
        let seen = at_the_top(SETTINGS, &text);
        let shape = &text[..text.len().min(20)];
        let syntax = |finding: &&Finding| {
            finding.place.path.as_ref() == SETTINGS
                && matches!(
                    finding.code,
                    Code::TomlSyntax | Code::NoValue | Code::DuplicateKey | Code::NestedTooDeep
                )
        };
        let told: Vec<&Finding> = seen.findings.iter().filter(syntax).collect();
        assert!(!told.is_empty() && told.len() <= limits::SYNTAX_ERRORS + 1, "{shape}: {}", told.len());
        assert!(told.iter().any(|finding| finding.message.en.contains("too many syntax errors")), "{shape}");
    }
}

#[test]
fn a_sound_text_far_behind_a_syntax_error_is_not_called_wrong() {
    let text = format!("x = \n# {}\n", "c".repeat(2 * limits::SYNTAX_WINDOW));
    let seen = at_the_top(SETTINGS, &text);
    assert_eq!(of(&seen, Code::NoValue).len(), 1);
    assert_eq!(of(&seen, Code::TomlSyntax).len(), 1, "only that the rest was not looked at");
}

#[test]
fn what_is_counted_of_private_numbers_is_not_shown_beside_them() {
    let many = limits::FINDINGS_OF_A_KIND + 5;
    let numbers: String = (0..many).map(|at| format!("\n1380013{at:04} <br>\n")).collect::<Vec<_>>().concat();
    let seen = Site::small().append(POLICY, &numbers).check();
    assert_eq!(counted(&seen, Code::MobileNumber), (limits::FINDINGS_OF_A_KIND, 5));
    for format in [Format::Human, Format::Json] {
        let told = show(&seen.findings, &seen.texts, format, Language::En, false);
        for at in [0, many - 1] {
            assert!(!told.contains(&format!("1380013{at:04}")), "{at}");
        }
    }
}

#[test]
fn texts_written_by_hand_have_a_limit_of_their_own() {
    let more = "#".repeat(limits::TEXT_BYTES as usize + 1);
    for path in [REPORT, POLICY, "themes/default/templates/text.html"] {
        let seen = Site::small().put(path, more.clone()).check();
        let told = of(&seen, Code::FileTooLarge);
        assert!(told.len() == 1 && told[0].place.path.as_ref() == path, "{path}");
        assert!(told[0].message.en.contains(&limits::TEXT_BYTES.to_string()));
    }
}
