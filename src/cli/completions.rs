//! `gongshi completions`: what a shell needs to complete our words.

use clap_complete::Shell;

use super::{Outcome, arguments, language, report};

/// Runs it.
pub fn execute(shell: Shell) -> anyhow::Result<Outcome> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut arguments::command(language::of_locale()), "gongshi", &mut script);
    report::data(&String::from_utf8(script)?)?;
    Ok(Outcome::Fine)
}
