//! The compiled-in theme is whole.

use super::*;

fn keys(path: &str) -> Vec<String> {
    let (_, bytes) = DEFAULT.iter().find(|(name, _)| *name == path).unwrap();
    let table: BTreeMap<String, String> = toml::from_str(std::str::from_utf8(bytes).unwrap()).unwrap();
    table.into_keys().collect()
}

#[test]
fn both_languages_have_the_same_strings() {
    assert_eq!(keys("strings/zh-CN.toml"), keys("strings/en.toml"));
}

#[test]
fn every_file_of_the_default_theme_is_compiled_in() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/themes/default");
    let files = walkdir::WalkDir::new(root).sort_by_file_name().into_iter().map(Result::unwrap);
    let mut files: Vec<String> = files
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| entry.path().strip_prefix(root).unwrap().to_str().unwrap().to_owned())
        .collect();
    files.sort();
    assert_eq!(files, DEFAULT.iter().map(|(path, _)| (*path).to_owned()).collect::<Vec<_>>());
}
