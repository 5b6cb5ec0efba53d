//! The `gongshi` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    gongshi::cli::run()
}
