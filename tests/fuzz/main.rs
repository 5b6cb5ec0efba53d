//! A standing campaign: whole sites changed by chance, and what must hold of each, however wrong it is.
//!
//! Comes in: a seed and a time. Goes out: nothing, or the first input that breaks something, made small and written
//! to a folder, with the words that bring it back. Every input follows from the seed and its number alone, so that
//! one is looked at again without those before it:
//!
//! - `GONGSHI_FUZZ_SECONDS=3600` looks longer than the half minute of the suite,
//! - `GONGSHI_FUZZ_SEED=7` looks at other inputs,
//! - `GONGSHI_FUZZ_INPUT=1234` looks at one.
#![allow(clippy::unwrap_used)] // What a test prepares is there, or the test fails as it should.
#![allow(clippy::disallowed_methods)] // Clock, environment and disk: of the campaign, not of the program.

mod bases;
mod chance;
mod changes;
mod fields;
mod markup;
mod oracle;
#[allow(dead_code)] // Of what the suite does with a site, a campaign needs a part.
#[path = "../suite/support/site.rs"]
mod site;
mod smaller;

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use bases::Bases;
use chance::Chance;
use oracle::{Fault, Told};

/// Half a minute, as the suite runs it.
const SECONDS: u64 = 30;
/// What no input may take, whatever the machine is busy with; an ordinary one takes hundredths of a second.
const PATIENCE: Duration = Duration::from_mins(1);

fn asked(name: &str) -> Option<u64> {
    let text = std::env::var(name).ok()?;
    Some(text.parse().unwrap_or_else(|_| panic!("{name}={text} is no number")))
}

/// What one lane is at.
#[derive(Clone, Copy)]
struct Busy {
    input: u64,
    since: Instant,
}

struct Campaign {
    seed: u64,
    bases: Bases,
    next: AtomicU64,
    last: u64,
    until: Instant,
    over: AtomicBool,
    lanes: Vec<Mutex<Option<Busy>>>,
    told: Mutex<Told>,
}

impl Campaign {
    fn lane(&self, lane: usize, faults: &mpsc::Sender<(u64, Fault)>) {
        let note = scratch().join(format!("fuzz-lane-{lane}"));
        while !self.over.load(Ordering::Relaxed) && Instant::now() < self.until {
            let input = self.next.fetch_add(1, Ordering::Relaxed);
            if input >= self.last {
                break;
            }
            // An overflow of the stack ends the process: the note says at which input.
            std::fs::write(&note, self.replay(input)).expect("can be written");
            *self.lanes[lane].lock().unwrap() = Some(Busy { input, since: Instant::now() });
            let looked = oracle::look(&changes::input(&self.bases, self.seed, input));
            *self.lanes[lane].lock().unwrap() = None;
            match looked {
                Ok(told) => self.told.lock().unwrap().add(told),
                Err(fault) => {
                    self.over.store(true, Ordering::Relaxed);
                    faults.send((input, fault)).expect("is awaited");
                }
            }
        }
        let _ = std::fs::remove_file(&note);
    }

    fn replay(&self, input: u64) -> String {
        format!("GONGSHI_FUZZ_SEED={} GONGSHI_FUZZ_INPUT={input} cargo test --test fuzz", self.seed)
    }

    fn hanging(&self) -> Option<u64> {
        let busy = self.lanes.iter().filter_map(|lane| *lane.lock().unwrap());
        busy.filter(|busy| busy.since.elapsed() > PATIENCE).map(|busy| busy.input).next()
    }

    /// The input made small and written down, and the words for whoever reads the failed test.
    fn tell(&self, input: u64, fault: &Fault) -> String {
        let changed = changes::input(&self.bases, self.seed, input);
        let small = smaller::smaller(&changed, fault);
        let folder = scratch().join(format!("fuzz-{}-{input}", self.seed));
        let _ = std::fs::remove_dir_all(&folder);
        small.site.write_to(&folder);
        let difference = smaller::difference(&small);
        let (replay, done) = (self.replay(input), changed.done.join("; "));
        format!(
            "{fault}\nchanges: {done}\nwhat is left of them:\n{difference}\nsite: {}\nagain: {replay}",
            folder.display()
        )
    }
}

fn scratch() -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR"))
}

#[test]
fn whatever_is_wrong_with_a_site_is_told_and_breaks_nothing() {
    let one = asked("GONGSHI_FUZZ_INPUT");
    let seconds = asked("GONGSHI_FUZZ_SECONDS").unwrap_or(SECONDS);
    let width = if one.is_some() { 1 } else { thread::available_parallelism().map_or(1, usize::from) };
    let first = one.or_else(|| asked("GONGSHI_FUZZ_FROM")).unwrap_or(0);
    let campaign = Arc::new(Campaign {
        seed: asked("GONGSHI_FUZZ_SEED").unwrap_or(2023),
        bases: Bases::read(),
        next: AtomicU64::new(first),
        last: one.map_or(u64::MAX, |one| one + 1),
        until: Instant::now() + Duration::from_secs(seconds.max(1)),
        over: AtomicBool::new(false),
        lanes: (0..width).map(|_| Mutex::new(None)).collect(),
        told: Mutex::default(),
    });
    oracle::remember_panics();
    let (send, faults) = mpsc::channel();
    for lane in 0..width {
        let (campaign, send) = (Arc::clone(&campaign), send.clone());
        thread::spawn(move || campaign.lane(lane, &send));
    }
    drop(send);
    loop {
        match faults.recv_timeout(Duration::from_millis(100)) {
            Ok((input, fault)) => panic!("{}", campaign.tell(input, &fault)),
            Err(mpsc::RecvTimeoutError::Timeout) => {
                if let Some(input) = campaign.hanging() {
                    panic!("no end after {PATIENCE:?}: {}", campaign.replay(input));
                }
            }
            Err(mpsc::RecvTimeoutError::Disconnected) => break,
        }
    }
    let told = campaign.told.lock().unwrap();
    #[allow(clippy::print_stderr)] // Shown with `--nocapture`: how much was looked at.
    {
        eprintln!("seed {}: {told}", campaign.seed);
    }
    assert!(one.is_some() || told.is_a_campaign(), "too little was looked at: {told}");
}

#[test]
fn a_manifest_that_was_changed_reads_back_as_it_is_or_not_at_all() {
    let seed = asked("GONGSHI_FUZZ_SEED").unwrap_or(2023);
    let bytes = bases::manifest().to_bytes();
    for number in 0..20_000 {
        let mut chance = Chance::of(seed, number);
        let mut changed = bytes.clone();
        for _ in 0..=chance.below(3) {
            changed = changes::bytes(&mut chance, &changed);
        }
        if let Some(manifest) = gongshi::output::Manifest::from_bytes(&changed) {
            let again = gongshi::output::Manifest::from_bytes(&manifest.to_bytes());
            assert_eq!(again.as_ref(), Some(&manifest), "seed {seed}, number {number}");
        }
    }
}
