//! A work tree as it stood when it was last looked at: for a run that goes on while people edit.
//!
//! Reading every file of a large site again for one that changed would cost most of the time a
//! reader waits, so bytes are kept, and only files that differ are read.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use super::git::{Head, History, ObjectFormat, ObjectIds, Repository, Silence};
use super::open::Stamp;
use super::{Entry, EntryKind, GitOrigin, Refusal, SiteSource, WorkTree, is_hidden};
use crate::limits;

/// A work tree with the bytes of its files.
#[derive(Debug)]
pub struct Snapshot {
    tree: WorkTree,
    entries: Vec<Entry>,
    files: HashMap<String, Kept>,
}

/// A file's bytes, and how it looked from outside when they were read.
#[derive(Debug, Clone)]
struct Kept {
    stamp: Stamp,
    bytes: Arc<[u8]>,
    /// Made when they are first asked for, and once: a nation's files are not hashed again for one that changed.
    ids: Arc<OnceLock<(ObjectFormat, ObjectIds)>>,
}

impl Kept {
    /// The ids git would give it; `None` where the repository has come to make them another way since.
    fn ids(&self, format: ObjectFormat) -> Option<&ObjectIds> {
        let (made, ids) = self.ids.get_or_init(|| (format, ObjectIds::of(format, &self.bytes)));
        (*made == format).then_some(ids)
    }
}

impl Snapshot {
    /// The site below `root`, not looked at yet.
    #[must_use]
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { tree: WorkTree::in_repository(root), entries: Vec::new(), files: HashMap::new() }
    }

    /// Looks again, and says whether anything differs. What is `touched`, a file or a folder, is read
    /// again even where its size and time are what they were: two changes may come within one tick of the clock.
    pub fn look(&mut self, touched: &[String]) -> bool {
        let touched: HashSet<&str> = touched.iter().map(String::as_str).collect();
        let held = AtomicU64::new(0);
        let mut entries = self.tree.entries_now();
        entries.retain(|entry| !is_hidden(&entry.path));
        entries.sort_by(|a, b| a.path.cmp(&b.path));
        let seen: Vec<Option<(Kept, bool)>> =
            entries.par_iter().take(limits::FILES).map(|entry| self.see(entry, &touched, &held)).collect();
        let mut differs = entries != self.entries;
        let mut files = HashMap::with_capacity(entries.len());
        for (entry, seen) in entries.iter().zip(seen) {
            let Some((kept, is_new)) = seen else { continue };
            differs |= is_new;
            files.insert(entry.path.clone(), kept);
        }
        differs |= files.len() != self.files.len();
        (self.entries, self.files) = (entries, files);
        differs
    }

    /// What the repository says of what is kept; `None` where there is no commit.
    fn asked<T>(
        &self,
        ask: impl FnOnce(&Repository, &Head, &HashMap<&str, &ObjectIds>) -> Result<T, Silence>,
    ) -> Result<Option<T>, Silence> {
        let Some(repository) = self.tree.repository() else { return Ok(None) };
        let Some(head) = repository.head()? else { return Ok(None) };
        let files: Vec<(&String, &Kept)> = self.files.iter().collect();
        let ids =
            files.into_par_iter().filter_map(|(path, kept)| Some((path.as_str(), kept.ids(head.format)?)));
        ask(repository, &head, &ids.collect()).map(Some)
    }

    /// A file's bytes and whether they are other than before; `None` where there are none to be had.
    fn see(&self, entry: &Entry, touched: &HashSet<&str>, held: &AtomicU64) -> Option<(Kept, bool)> {
        if entry.kind != EntryKind::File {
            return None;
        }
        let stamp = self.tree.stamp(&entry.path)?;
        // Of a site that is too large no more is kept than is read.
        if held.fetch_add(stamp.size(), Ordering::Relaxed) > limits::SITE_BYTES {
            return None;
        }
        let before = self.files.get(&entry.path);
        if let Some(before) = before.filter(|before| before.stamp == stamp)
            && !is_among(touched, &entry.path)
        {
            return Some((before.clone(), false));
        }
        let (stamp, bytes) = self.tree.take(&entry.path, limits::FILE_BYTES).ok()?;
        let (stamp, bytes) = (stamp?, Arc::<[u8]>::from(bytes));
        match before {
            Some(before) if before.bytes == bytes => Some((Kept { stamp, ..before.clone() }, false)),
            _ => Some((Kept { stamp, bytes, ids: Arc::default() }, true)),
        }
    }
}

/// Whether a path, or a folder it stands in, is among these.
fn is_among(touched: &HashSet<&str>, path: &str) -> bool {
    let folders = path.match_indices('/').map(|(at, _)| &path[..at]);
    !touched.is_empty() && folders.chain([path]).any(|part| touched.contains(part))
}

impl SiteSource for Snapshot {
    fn entries(&self) -> Vec<Entry> {
        self.entries.clone()
    }

    fn read(&self, path: &str, limit: u64) -> Result<Vec<u8>, Refusal> {
        match self.files.get(path) {
            Some(kept) if kept.bytes.len() as u64 > limit => Err(Refusal::TooLarge(kept.bytes.len() as u64)),
            Some(kept) => Ok(kept.bytes.to_vec()),
            // Nothing was kept of a file that refused itself; it says again why.
            None => self.tree.take(path, limit).map(|(_, bytes)| bytes),
        }
    }

    fn origin(&self) -> GitOrigin {
        let asked = self.asked(|repository, head, read| Ok(repository.origin_of(head, read)));
        asked.map_or_else(GitOrigin::Silent, |origin| origin.unwrap_or(GitOrigin::Unknown))
    }

    fn history(&self, folders: &[&str]) -> Result<Option<History>, Silence> {
        self.asked(|repository, head, read| repository.history_of(head, read, folders))
    }
}

#[cfg(test)]
#[allow(clippy::disallowed_methods)] // What is looked at stands on a real disk.
mod tests {
    use std::fs;

    use super::*;

    fn text(snapshot: &Snapshot, path: &str) -> String {
        String::from_utf8(snapshot.read(path, 100).unwrap()).unwrap()
    }

    #[test]
    fn only_what_differs_is_a_change() {
        let dir = tempfile::tempdir().unwrap();
        let (settings, folder) = (dir.path().join("gongshi.toml"), dir.path().join("data"));
        fs::create_dir(&folder).unwrap();
        fs::write(&settings, "a").unwrap();
        let mut snapshot = Snapshot::new(dir.path());
        assert!(snapshot.look(&[]));
        assert!(!snapshot.look(&[]), "nothing was done");
        assert!(!snapshot.look(&["gongshi.toml".into()]), "it was touched and is the same");
        fs::write(&settings, "ab").unwrap();
        assert_eq!(text(&snapshot, "gongshi.toml"), "a", "it stands as it was looked at");
        assert!(snapshot.look(&[]));
        assert_eq!(text(&snapshot, "gongshi.toml"), "ab");
        fs::write(folder.join(".x.swp"), "hidden").unwrap();
        assert!(!snapshot.look(&[]));
        fs::write(folder.join("x.toml"), "new").unwrap();
        assert!(snapshot.look(&[]));
        fs::remove_file(folder.join("x.toml")).unwrap();
        assert!(snapshot.look(&[]));
        assert!(snapshot.read("data/x.toml", 100).is_err());
    }

    #[test]
    fn a_change_within_a_tick_of_the_clock_is_seen_where_it_is_told_of() {
        let dir = tempfile::tempdir().unwrap();
        let (folder, file) = (dir.path().join("data"), dir.path().join("data/x.toml"));
        fs::create_dir(&folder).unwrap();
        fs::write(&file, "one").unwrap();
        let time = fs::metadata(&file).unwrap().modified().unwrap();
        let mut snapshot = Snapshot::new(dir.path());
        snapshot.look(&[]);
        for (new, touched) in [("two", "data/x.toml"), ("six", "data")] {
            fs::write(&file, new).unwrap();
            fs::File::options().write(true).open(&file).unwrap().set_modified(time).unwrap();
            assert!(snapshot.look(&[touched.to_owned()]));
            assert_eq!(text(&snapshot, "data/x.toml"), new);
        }
    }
}
