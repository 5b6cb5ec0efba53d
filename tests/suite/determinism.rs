//! The same input gives the same bytes: in another process, another directory, on one core.

use std::collections::BTreeMap;
use std::path::Path;

use crate::support::program::{command, end};
use crate::support::site::{Site, files_below};

fn built(site: &Site, root: &Path, threads: Option<&str>) -> BTreeMap<String, Vec<u8>> {
    site.write_to(root);
    let mut build = command(root, &["build"]);
    if let Some(threads) = threads {
        build.env("RAYON_NUM_THREADS", threads);
    }
    let ran = end(build);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    files_below(&root.join("public"))
}

/// Two outputs may be alike and both be wrong: 甲县 filed `self_found = 3` for July and `fines = 6.75` up to date.
fn has_what_was_filed(files: &BTreeMap<String, Vec<u8>>) {
    let figures = String::from_utf8_lossy(&files["data/figures.csv"]).into_owned();
    for row in ["dispatch.self_found,101,2023-07,month,3,A", "statistics.fines,101,2023-07,to_date,6.75,A"] {
        assert!(figures.lines().any(|line| line == row), "{row}");
    }
}

#[test]
fn two_processes_in_two_directories_write_the_same_bytes() {
    let dir = tempfile::tempdir().unwrap();
    let first = built(&Site::small(), &dir.path().join("a"), None);
    let second = built(&Site::small(), &dir.path().join("another/and/deeper"), None);
    assert!(first.contains_key("manifest.json") && first.len() > 30);
    assert_eq!(first.keys().collect::<Vec<_>>(), second.keys().collect::<Vec<_>>());
    for (path, bytes) in &first {
        assert!(*bytes == second[path], "{path} differs");
    }
    has_what_was_filed(&first);
}

#[test]
fn one_thread_writes_the_same_bytes_as_many() {
    let dir = tempfile::tempdir().unwrap();
    let one = built(&Site::small(), &dir.path().join("one"), Some("1"));
    let many = built(&Site::small(), &dir.path().join("many"), Some("7"));
    assert!(one == many);
    has_what_was_filed(&many);
}

#[test]
fn memory_and_disk_give_the_same_pages() {
    let dir = tempfile::tempdir().unwrap();
    let mut on_disk = built(&Site::small(), dir.path(), None);
    on_disk.remove("manifest.json");
    assert!(on_disk == Site::small().build().files);
    has_what_was_filed(&on_disk);
}

#[test]
fn no_file_names_the_directory_it_was_built_in() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path().join("a-place-of-its-own");
    for (path, bytes) in built(&Site::small(), &root, None) {
        assert!(!String::from_utf8_lossy(&bytes).contains("a-place-of-its-own"), "{path}");
    }
}

#[test]
fn the_manifest_names_every_file_with_its_size_and_digest() {
    let dir = tempfile::tempdir().unwrap();
    let files = built(&Site::small(), dir.path(), None);
    let manifest: serde_json::Value = serde_json::from_slice(&files["manifest.json"]).unwrap();
    assert_eq!(manifest["as_of"], "2023-07-26");
    assert_eq!(manifest["sample"], true);
    let listed: BTreeMap<&str, (u64, &str)> = manifest["files"]
        .as_array()
        .unwrap()
        .iter()
        .map(|file| {
            let text = |key: &str| file[key].as_str().unwrap();
            (text("path"), (file["size"].as_u64().unwrap(), text("sha256")))
        })
        .collect();
    let there: Vec<&str> = files.keys().map(String::as_str).filter(|path| *path != "manifest.json").collect();
    assert_eq!(listed.keys().copied().collect::<Vec<_>>(), there);
    for (path, (size, sha256)) in listed {
        let entry = gongshi::output::ManifestEntry::of(path, &files[path]);
        assert_eq!((entry.size, entry.sha256.as_str()), (size, sha256), "{path}");
    }
}
