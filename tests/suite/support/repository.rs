//! A repository of git's, made of a site.

use std::path::Path;
use std::process::Command;

/// Runs git, of nobody's settings, on a day of June 2023.
pub fn git(at: &Path, words: &str, day: u32) {
    git_on(at, words, &format!("2023-06-{day:02}"));
}

/// The same on any day; what it says.
pub fn git_on(at: &Path, words: &str, day: &str) -> String {
    let when = format!("{day}T12:00:00Z");
    let mut shell = Command::new("sh");
    shell.args(["-c", &format!("git {words}")]).current_dir(at);
    for who in ["AUTHOR", "COMMITTER"] {
        shell
            .env(format!("GIT_{who}_NAME"), "somebody")
            .env(format!("GIT_{who}_EMAIL"), "somebody@example.org");
        shell.env(format!("GIT_{who}_DATE"), &when);
    }
    shell.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    let output = shell.output().unwrap();
    assert!(output.status.success(), "{words}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}
