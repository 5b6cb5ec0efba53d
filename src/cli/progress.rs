//! A bar for work that takes over a second, on a terminal only.

use std::io::IsTerminal;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget};

/// Counts up; shows itself only when the work turns out to be long.
#[derive(Debug)]
pub struct Progress {
    bar: OnceLock<ProgressBar>,
    done: AtomicU64,
    total: u64,
    since: Instant,
    visible: bool,
}

/// Shorter work shows no bar.
const PATIENCE: Duration = Duration::from_secs(1);

impl Progress {
    /// For so many steps.
    pub fn of(total: usize) -> Self {
        let visible = std::io::stderr().is_terminal();
        Self {
            bar: OnceLock::new(),
            done: AtomicU64::new(0),
            total: total as u64,
            since: Instant::now(),
            visible,
        }
    }

    /// One step is done.
    pub fn step(&self) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        if self.visible && self.since.elapsed() > PATIENCE {
            let bar = self.bar.get_or_init(|| {
                ProgressBar::with_draw_target(Some(self.total), ProgressDrawTarget::stderr())
            });
            bar.set_position(done);
        }
    }

    /// All are done, or it was given up.
    pub fn end(&self) {
        if let Some(bar) = self.bar.get() {
            bar.finish_and_clear();
        }
    }
}
