//! Every step of a swap, and of its undoing, fails once or is the last of its process; what then stands is the old site.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicIsize, Ordering};

use super::*;

/// Fails one move, the n-th.
#[derive(Debug)]
pub(super) struct Obstacle(AtomicIsize);

impl Obstacle {
    pub fn at(step: isize) -> Self {
        Self(AtomicIsize::new(step))
    }

    pub fn met(&self) -> io::Result<()> {
        if self.0.fetch_sub(1, Ordering::Relaxed) == 1 { Err(io::Error::other("held")) } else { Ok(()) }
    }

    fn was_met(&self) -> bool {
        self.0.load(Ordering::Relaxed) <= 0
    }
}

type FileTexts = BTreeMap<String, String>;

fn write(below: &Path, files: &[(&str, &str)]) {
    for (path, text) in files {
        let path = below.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

fn tree(below: &Path) -> FileTexts {
    let files = walkdir::WalkDir::new(below).into_iter().map(Result::unwrap);
    let text = |entry: &walkdir::DirEntry| match fs::read_link(entry.path()) {
        Ok(target) => format!("-> {}", target.display()),
        Err(_) => fs::read_to_string(entry.path()).unwrap(),
    };
    files
        .filter(|entry| !entry.file_type().is_dir())
        .map(|entry| (entry.path().strip_prefix(below).unwrap().display().to_string(), text(&entry)))
        .collect()
}

/// An old site with everything that a new one can meet: files that stay, are replaced and go, alone in their folder or
/// not, a file where a folder must be and the other way round, a stranger, and where links can be made one of those.
const OLD: [(&str, &str); 10] = [
    ("manifest.json", "old"),
    ("index.html", "old"),
    ("stays/index.html", "stays"),
    ("both/kept.html", "old"),
    ("both/goes.html", "old"),
    ("goes/deep/index.html", "old"),
    ("file-to-folder", "old"),
    ("folder-to-file/index.html", "old"),
    ("folder-to-file/stranger/note.txt", "a stranger's"),
    ("stranger.txt", "a stranger's"),
];
const GOES: [&str; 4] =
    ["both/goes.html", "goes/deep/index.html", "file-to-folder", "folder-to-file/index.html"];
const NEW: [(&str, &str); 7] = [
    ("index.html", "new"),
    ("both/kept.html", "new"),
    ("both/added.html", "new"),
    ("added/deep/index.html", "new"),
    ("file-to-folder/index.html", "new"),
    ("folder-to-file", "new"),
    ("link/index.html", "new"),
];

struct Laid {
    dir: tempfile::TempDir,
    old: FileTexts,
}

impl Laid {
    fn out() -> (Self, Stage) {
        let dir = tempfile::tempdir().unwrap();
        let output = dir.path().join("public");
        write(&output, &OLD);
        write(&dir.path().join("elsewhere"), &[("index.html", "precious")]);
        #[cfg(unix)]
        std::os::unix::fs::symlink("../elsewhere", output.join("link")).unwrap();
        let stage = Stage::make(&output).unwrap();
        write(&stage.new_files(), &NEW);
        fs::write(stage.manifest(), "new").unwrap();
        let old = tree(&output);
        (Self { dir, old }, stage)
    }

    fn output(&self) -> PathBuf {
        self.dir.path().join("public")
    }

    fn swap<'a>(&self, output: &'a Path, stage: &'a Stage, obstacle: &'a Obstacle) -> Swap<'a> {
        assert_eq!(output, self.output());
        Swap { output, stage, obstacle: Some(obstacle) }
    }
}

#[test]
fn the_new_site_stands_and_nothing_of_the_stage() {
    let (laid, stage) = Laid::out();
    let removed = Swap::new(&laid.output(), &stage).run(&GOES).unwrap();
    assert_eq!(removed, 4);
    drop(stage);
    let mut expected: FileTexts =
        NEW.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    for (path, text) in
        [("manifest.json", "new"), ("stays/index.html", "stays"), ("stranger.txt", "a stranger's")]
    {
        expected.insert(path.into(), text.into());
    }
    assert_eq!(tree(&laid.output()), expected);
    assert!(!laid.output().join("goes").exists(), "folders that are empty go");
    let beside: Vec<String> =
        tree(laid.dir.path()).into_keys().filter(|path| !path.starts_with("public/")).collect();
    assert_eq!(beside, ["elsewhere/index.html"]);
}

#[test]
fn a_swap_that_fails_at_any_step_is_undone() {
    for step in 1.. {
        let (laid, stage) = Laid::out();
        let (output, obstacle) = (laid.output(), Obstacle::at(step));
        let swap = laid.swap(&output, &stage, &obstacle);
        match (swap.run(&GOES), obstacle.was_met()) {
            (Ok(_), met) => return assert!(!met && step > 15, "{step}"),
            (Err(_), met) => assert!(met),
        }
        swap.undo().unwrap();
        assert_eq!(tree(&output), laid.old, "step {step}");
    }
}

/// After a kill only the disk is left; the next process reads what to do from there, and may be killed as well.
#[test]
fn a_swap_that_ends_at_any_step_is_undone_by_the_next_build_and_so_is_an_undoing() {
    for step in 1.. {
        for step_back in 1.. {
            let (laid, stage) = Laid::out();
            let (output, obstacle) = (laid.output(), Obstacle::at(step));
            if laid.swap(&output, &stage, &obstacle).run(&GOES).is_ok() {
                return assert!(!obstacle.was_met());
            }
            drop(stage);
            let back = Obstacle::at(step_back);
            let left = Stage::left(&output).unwrap();
            assert_eq!(left.len(), 1, "a stage with a journal stays");
            let done = laid.swap(&output, &left[0], &back).undo().is_ok();
            drop(left);
            for stage in Stage::left(&output).unwrap() {
                Swap::new(&output, &stage).undo().unwrap();
            }
            assert_eq!(tree(&output), laid.old, "step {step}, then {step_back}");
            assert!(Stage::left(&output).unwrap().is_empty());
            if done {
                break;
            }
        }
    }
}

#[test]
fn what_is_held_for_a_moment_is_tried_again_and_not_for_ever() {
    let failing = |times: usize| {
        let tries = std::cell::Cell::new(0);
        let done = patiently(
            |error| error.kind() == io::ErrorKind::PermissionDenied,
            || {
                tries.set(tries.get() + 1);
                if tries.get() > times { Ok(()) } else { Err(io::ErrorKind::PermissionDenied.into()) }
            },
        );
        (done.is_ok(), tries.get())
    };
    assert_eq!(failing(2), (true, 3));
    assert_eq!(failing(usize::MAX), (false, limits::MOVE_TRIES));
    let other = std::cell::Cell::new(0);
    let done = patiently(
        |_| false,
        || {
            other.set(other.get() + 1);
            Err(io::Error::other("full"))
        },
    );
    assert!(done.is_err() && other.get() == 1);
}
