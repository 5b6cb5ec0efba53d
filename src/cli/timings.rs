//! How long each stage took, for `--timings`.

use std::fmt::Write;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use rayon::current_num_threads;

/// A stopwatch that is pressed once a stage.
#[derive(Debug)]
pub struct Timings {
    last: Instant,
    stages: Vec<(&'static str, Duration)>,
    /// What a part of a stage took on all threads together, after how many stages.
    parts: Vec<(usize, &'static str, Duration)>,
}

impl Timings {
    /// Starts it.
    pub fn start() -> Self {
        Self { last: Instant::now(), stages: Vec::new(), parts: Vec::new() }
    }

    /// The stage that has just ended.
    pub fn stage(&mut self, name: &'static str) {
        let now = Instant::now();
        self.stages.push((name, now - self.last));
        self.last = now;
    }

    /// A part of the stage that has just ended, summed over threads.
    pub fn within(&mut self, name: &'static str, on_all_threads: Duration) {
        self.parts.push((self.stages.len(), name, on_all_threads));
    }

    /// A line for each stage and their sum; below a stage its parts, with their share of the whole.
    pub fn table(&self) -> String {
        let total: Duration = self.stages.iter().map(|(_, time)| *time).sum();
        let ms = |time: Duration| time.as_secs_f64() * 1e3;
        let mut table = String::new();
        for (at, (name, time)) in self.stages.iter().enumerate() {
            let _ = writeln!(table, "{name:<10} {:>9.1} ms", ms(*time));
            for (_, part, on_all) in self.parts.iter().filter(|(after, ..)| *after == at + 1) {
                let (all, threads) = (ms(*on_all), current_num_threads() as u32);
                let share = all / (ms(total) * f64::from(threads)) * 100.0;
                let _ = writeln!(
                    table,
                    "  {part:<8} {all:>9.1} ms on {threads} threads, {share:.1} % of the total"
                );
            }
        }
        let _ = writeln!(table, "{:<10} {:>9.1} ms", "total", ms(total));
        table
    }
}

/// The time that something done on many threads takes on all of them together.
#[derive(Debug, Default)]
pub struct Stopwatch(AtomicU64);

impl Stopwatch {
    /// Does it and adds the time it took; two readings of the clock, some 50 ns.
    pub fn time<T>(&self, action: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let done = action();
        self.0.fetch_add(start.elapsed().as_nanos() as u64, Ordering::Relaxed);
        done
    }

    /// All of it.
    pub fn sum(&self) -> Duration {
        Duration::from_nanos(self.0.load(Ordering::Relaxed))
    }
}
