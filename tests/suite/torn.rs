//! Files that are written while they are read.

use std::fs;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use gongshi::diagnostic::{Code, Findings};
use gongshi::limits;
use gongshi::source::{self, Entry, EntryKind, Refusal, SiteSource, WorkTree};

/// A source that somebody writes to while the first readings last.
struct Restless {
    left: AtomicUsize,
    readings: AtomicUsize,
}

impl SiteSource for Restless {
    fn entries(&self) -> Vec<Entry> {
        self.readings.fetch_add(1, Ordering::Relaxed);
        vec![
            Entry { path: "data/a.toml".into(), kind: EntryKind::File },
            Entry { path: "data/b".into(), kind: EntryKind::Link },
        ]
    }

    fn read(&self, _: &str, _: u64) -> Result<Vec<u8>, Refusal> {
        Ok(self.readings.load(Ordering::Relaxed).to_string().into_bytes())
    }

    fn unsettled(&self) -> Option<String> {
        let left = self.left.load(Ordering::Relaxed);
        self.left.store(left.saturating_sub(1), Ordering::Relaxed);
        (left > 0).then(|| "data/a.toml".into())
    }
}

#[test]
fn what_changes_meanwhile_is_read_again_and_in_the_end_told() {
    for changes in 0..=limits::READINGS + 1 {
        let source = Restless { left: AtomicUsize::new(changes), readings: AtomicUsize::new(0) };
        let findings = Findings::default();
        let blobs = source::read(&source, &findings);
        let readings = limits::READINGS.min(changes + 1);
        assert_eq!(blobs[0].bytes.as_deref(), Some(readings.to_string().as_bytes()));
        let codes: Vec<Code> = findings.sorted().iter().map(|finding| finding.code).collect();
        let told = if changes < limits::READINGS { &[][..] } else { &[Code::FileUnreadable] };
        assert_eq!(codes, [told, &[Code::LinkOutside]].concat(), "of the last reading alone");
    }
}

/// Says so when it goes.
struct Over<'a>(&'a AtomicBool);

impl Drop for Over<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

#[test]
fn a_file_is_read_whole_however_often_it_is_written() {
    let dir = tempfile::tempdir().unwrap();
    let at = dir.path().join("data/a.csv");
    fs::create_dir(dir.path().join("data")).unwrap();
    let texts = ["一\n".repeat(200_000), "二\n".repeat(150_000)];
    fs::write(&at, &texts[0]).unwrap();
    let over = AtomicBool::new(false);
    // A writer that rests in the midst of a file cannot be told from one that has ended.
    let (rested, writings) = (AtomicBool::new(false), AtomicUsize::new(0));
    std::thread::scope(|scope| {
        // However the readings end, or the writer is waited for without end.
        let _over = Over(&over);
        scope.spawn(|| {
            for text in texts.iter().cycle() {
                let begun = Instant::now();
                fs::write(&at, text).unwrap();
                let limit = Duration::from_millis(limits::REST_MILLISECONDS / 2);
                rested.fetch_or(begun.elapsed() > limit, Ordering::Relaxed);
                writings.fetch_add(1, Ordering::Relaxed);
                if over.load(Ordering::Relaxed) {
                    break;
                }
                std::thread::sleep(Duration::from_millis(30));
            }
        });
        for _ in 0..20 {
            let findings = Findings::default();
            let blobs = source::read(&WorkTree::new(dir.path()), &findings);
            let whole = |bytes: &Vec<u8>| texts.iter().any(|text| text.as_bytes() == bytes);
            let is_whole = blobs[0].bytes.as_ref().is_some_and(whole);
            let written = writings.load(Ordering::Relaxed);
            while !is_whole && writings.load(Ordering::Relaxed) == written {
                std::thread::sleep(Duration::from_millis(5));
            }
            let rested = rested.load(Ordering::Relaxed);
            assert!(is_whole || findings.has_errors() || rested, "half of a file");
        }
    });
}

#[test]
fn files_made_and_taken_away_meanwhile_are_noticed() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    fs::create_dir(root.join("data")).unwrap();
    fs::write(root.join("data/a.toml"), "a").unwrap();
    let source = WorkTree::new(root);
    let read = || {
        // What has just been written is read again once it has rested.
        let settled = || {
            for entry in source.entries() {
                source.read(&entry.path, 100).unwrap();
            }
            source.unsettled().is_none()
        };
        assert!(settled() || settled());
    };
    read();
    fs::write(root.join("data/b.toml"), "b").unwrap();
    assert_eq!(source.unsettled().as_deref(), Some("data/b.toml"));
    read();
    fs::remove_file(root.join("data/a.toml")).unwrap();
    assert_eq!(source.unsettled().as_deref(), Some("data/a.toml"));
    read();
    // Another file of the same size and time.
    let time = fs::metadata(root.join("data/b.toml")).unwrap().modified().unwrap();
    fs::write(root.join("c"), "c").unwrap();
    fs::File::options().write(true).open(root.join("c")).unwrap().set_modified(time).unwrap();
    fs::rename(root.join("c"), root.join("data/b.toml")).unwrap();
    #[cfg(unix)]
    assert_eq!(source.unsettled().as_deref(), Some("data/b.toml"));
}
