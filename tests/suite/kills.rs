//! Builds killed at any moment: what lies there is never torn, and the next build makes it whole.
//!
//! `GONGSHI_KILLS` says how many; `tests/run --full` asks for a thousand.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use rand::{Rng, SeedableRng};
use rand_pcg::Pcg64;

use crate::support::program::{command, run};
use crate::support::site::{POLICY, Site, files_below};

const SEED: u64 = 20_230_425;

type Files = BTreeMap<String, Vec<u8>>;

fn kills() -> usize {
    std::env::var("GONGSHI_KILLS").map_or(30, |text| text.parse().expect("a number of kills"))
}

/// Two sites that differ in every page, and in which pages there are.
fn two_sites() -> [Site; 2] {
    let other = Site::small().edit("gongshi.toml", "title = \"", "title = \"另一个");
    [Site::small(), other.without(POLICY)]
}

fn built(site: &Site, root: &Path) -> Files {
    site.write_to(root);
    let ran = run(root, &["build", "--output", "../fresh"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    files_below(&root.join("../fresh"))
}

fn same(there: &Files, whole: &Files) -> bool {
    there.keys().eq(whole.keys()) && there.iter().all(|(path, bytes)| *bytes == whole[path])
}

#[test]
fn a_build_killed_at_any_moment_leaves_whole_files_and_the_next_one_a_whole_site() {
    let dir = tempfile::tempdir().unwrap();
    let [one, other] = two_sites();
    let roots = [dir.path().join("one/site"), dir.path().join("other/site")];
    let whole = [built(&one, &roots[0]), built(&other, &roots[1])];
    assert!(!same(&whole[0], &whole[1]) && whole[0].len() != whole[1].len());
    let place = dir.path().join("www");
    let output = place.join("public");
    fs::create_dir(&place).unwrap();
    let words = ["build", "--lang", "en", "--output", output.to_str().unwrap()];
    let started = Instant::now();
    assert_eq!(run(&roots[0], &words).code, 0);
    let mut chance = Pcg64::seed_from_u64(SEED);
    let mut length = started.elapsed();
    let (mut standing, mut cut_in_swap) = (0, 0);
    for kill in 0..kills() {
        let next = 1 - standing;
        // Most moments are spent reading and drawing; half of the kills wait for the swap to begin.
        let in_swap = kill % 2 == 0;
        let share = chance.random_range(0.0..1.1);
        let pause =
            if in_swap { Duration::from_micros(chance.random_range(0..8000)) } else { length.mul_f64(share) };
        let began = Instant::now();
        let mut build =
            command(&roots[next], &words).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        if in_swap {
            while !place.join(".public.gongshi/journal").exists() && build.try_wait().unwrap().is_none() {}
        }
        std::thread::sleep(pause);
        let ended = build.try_wait().unwrap().is_some();
        if ended {
            length = began.elapsed().min(length * 2);
        }
        let _ = build.kill();
        build.wait().unwrap();
        let left = files_below(&output);
        for (path, bytes) in &left {
            let is_whole = whole.iter().any(|files| files.get(path) == Some(bytes));
            assert!(is_whole, "kill {kill}: {path} is torn or of the stage");
        }
        let manifest_of =
            if left.get("manifest.json") == Some(&whole[next]["manifest.json"]) { next } else { standing };
        assert_eq!(left.get("manifest.json"), Some(&whole[manifest_of]["manifest.json"]), "kill {kill}");
        if manifest_of == next {
            assert!(same(&left, &whole[next]), "kill {kill}: the manifest comes last");
        }
        cut_in_swap += usize::from(!same(&left, &whole[0]) && !same(&left, &whole[1]));
        // One in three is followed by a build of data with errors, which puts the old site back.
        if kill % 3 == 0 {
            let settings = fs::read(roots[0].join("gongshi.toml")).unwrap();
            fs::write(roots[0].join("gongshi.toml"), "title = ").unwrap();
            assert_eq!(run(&roots[0], &words).code, 1);
            fs::write(roots[0].join("gongshi.toml"), settings).unwrap();
            let left = files_below(&output);
            assert!(same(&left, &whole[0]) || same(&left, &whole[1]), "kill {kill}: one whole site");
        }
        // Then the one that was killed again, or the one before.
        standing = if chance.random() { next } else { standing };
        let ran = run(&roots[standing], &words);
        assert_eq!(ran.code, 0, "kill {kill}: {}", ran.stderr);
        assert!(!ran.stderr.contains("GS08"), "kill {kill}: {}", ran.stderr);
        assert!(same(&files_below(&output), &whole[standing]), "kill {kill}: other bytes than undisturbed");
        assert_eq!(fs::read_dir(&place).unwrap().count(), 1, "kill {kill}: the stage is gone");
    }
    eprintln!("{} builds killed, {cut_in_swap} of them between two sites", kills());
    assert!(cut_in_swap > 0 || kills() < 10, "some are cut in the midst");
}
