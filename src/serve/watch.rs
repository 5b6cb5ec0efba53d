//! Which files of the site somebody has touched.
//!
//! Below the root only the folders of a site are watched with what is in them: the output, or the
//! history of git, may be far larger and is none of our business.

use std::path::{Path, PathBuf};
use std::time::Duration;

use notify::event::{EventKind, Flag};
use notify::{RecommendedWatcher, RecursiveMode};
use notify_debouncer_full::{DebounceEventResult, Debouncer, RecommendedCache, new_debouncer};

use crate::source::{ROOTS, belongs};

/// Editors write a file in several steps; what comes within this time is one change.
const QUIET: Duration = Duration::from_millis(24);

/// What somebody did.
#[derive(Debug, Default)]
pub struct Touched {
    /// Files and folders, below the root with `/`; none where it is only known that something was done.
    pub paths: Vec<String>,
    /// Why changes may go unseen from now on.
    pub trouble: Option<String>,
}

/// Watches a site.
#[derive(Debug)]
pub struct Watch {
    root: PathBuf,
    debouncer: Debouncer<RecommendedWatcher, RecommendedCache>,
}

impl Watch {
    /// Begins; `tell` is called from another thread.
    pub fn begin(root: &Path, mut tell: impl FnMut(Touched) + Send + 'static) -> notify::Result<Self> {
        // Events name whole paths.
        let root = root.canonicalize()?;
        let below = root.clone();
        let handler = move |result: DebounceEventResult| {
            if let Some(touched) = touched(&below, result) {
                tell(touched);
            }
        };
        let mut watch = Self { root, debouncer: new_debouncer(QUIET, None, handler)? };
        watch.debouncer.watch(&watch.root, RecursiveMode::NonRecursive)?;
        watch.renew()?;
        Ok(watch)
    }

    /// Watches the folders there are now; one that was made anew needs a new watch.
    pub fn renew(&mut self) -> notify::Result<()> {
        for name in ROOTS {
            let folder = self.root.join(name);
            if folder.is_dir() {
                self.debouncer.watch(&folder, RecursiveMode::Recursive)?;
            }
        }
        Ok(())
    }
}

/// What of some events is about the site; `None` where nothing is.
fn touched(root: &Path, result: DebounceEventResult) -> Option<Touched> {
    let events = match result {
        Ok(events) => events,
        Err(errors) => {
            let trouble = errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ");
            return Some(Touched { paths: Vec::new(), trouble: Some(trouble) });
        }
    };
    // Where events were lost, nobody knows of which files; our own reading is told of, too.
    let lost = events.iter().any(|event| event.flag() == Some(Flag::Rescan));
    let changes = events.iter().filter(|event| !matches!(event.kind, EventKind::Access(_)));
    let paths = changes.flat_map(|event| &event.paths).filter_map(|path| relative(root, path));
    let paths: Vec<String> = paths.filter(|path| belongs(path)).collect();
    (lost || !paths.is_empty()).then_some(Touched { paths, trouble: None })
}

fn relative(root: &Path, path: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> = path.strip_prefix(root).ok()?.iter().map(|part| part.to_str()).collect();
    parts.map(|parts| parts.join("/"))
}
