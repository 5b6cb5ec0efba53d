//! `gongshi completions`: what a shell needs to complete our words.

use clap_complete::Shell;

use super::{CommandOutcome, arguments, language, report};

/// Runs it.
pub fn execute(shell: Shell) -> anyhow::Result<CommandOutcome> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut arguments::command(language::of_locale()), "gongshi", &mut script);
    report::data(&String::from_utf8(script)?)?;
    Ok(CommandOutcome::Fine)
}
