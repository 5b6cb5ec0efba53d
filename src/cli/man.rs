//! `gongshi man`: the manual page.

use super::{CommandOutcome, arguments, language, report};

/// Runs it.
pub fn execute() -> anyhow::Result<CommandOutcome> {
    let mut page = Vec::new();
    let command = arguments::command(language::of_locale());
    let man = clap_mangen::Man::new(command.clone());
    man.render(&mut page)?;
    for sub in command.get_subcommands() {
        page.extend_from_slice(format!(".SH \"GONGSHI {}\"\n", sub.get_name().to_uppercase()).as_bytes());
        let man = clap_mangen::Man::new(sub.clone().disable_help_flag(true));
        man.render_description_section(&mut page)?;
        man.render_options_section(&mut page)?;
    }
    report::data(&String::from_utf8(page)?)?;
    Ok(CommandOutcome::Fine)
}
