//! How long each stage took, for `--timings`.

use std::time::{Duration, Instant};

/// A stopwatch that is pressed once a stage.
#[derive(Debug)]
pub struct Timings {
    last: Instant,
    stages: Vec<(&'static str, Duration)>,
}

impl Timings {
    /// Starts it.
    pub fn start() -> Self {
        Self { last: Instant::now(), stages: Vec::new() }
    }

    /// The stage that has just ended.
    pub fn stage(&mut self, name: &'static str) {
        let now = Instant::now();
        self.stages.push((name, now - self.last));
        self.last = now;
    }

    /// A line for each stage and their sum.
    pub fn table(&self) -> String {
        let total: Duration = self.stages.iter().map(|(_, time)| *time).sum();
        let line =
            |(name, time): &(&str, Duration)| format!("{name:<10} {:>9.1} ms\n", time.as_secs_f64() * 1e3);
        let mut table: String = self.stages.iter().map(line).collect();
        table.push_str(&line(&("total", total)));
        table
    }
}
