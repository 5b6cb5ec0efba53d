//! The `gongshi` command.

use std::process::ExitCode;

/// Ten thousand reports are millions of small values.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    gongshi::cli::run()
}
