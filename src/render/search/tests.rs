//! The index of the search: every word is found, in the order the script expects.

use super::*;

fn words(text: &str, shortest: usize) -> Vec<String> {
    let mut words = Vec::new();
    take_apart(text, shortest, |word| {
        words.push(String::from_utf16(&word).unwrap().trim_end_matches('\0').to_owned());
    });
    words
}

fn entry(title: &str, text: &str) -> SearchEntry {
    SearchEntry {
        title: title.into(),
        text: text.into(),
        address: format!("/{}/", title.len()),
        kind: "page",
    }
}

#[test]
fn chinese_is_found_by_pairs_and_other_words_by_their_beginning() {
    assert_eq!(words("襄汾县", 2), ["襄汾", "汾县"]);
    assert_eq!(words("襄汾", 1), ["襄", "汾", "襄汾"]);
    assert_eq!(words("D20 条", 2), ["d2", "d20"]);
    assert_eq!(words("第3号洞", 2), ["号洞"]);
    assert_eq!(words("１４１０２３", 2), ["14", "141", "1410", "14102", "141023"]);
    assert_eq!(words("91350100M000100Y43", 8), ["91350100"], "no more than eight characters count");
    assert_eq!(words("，。— ·", 1), Vec::<String>::new());
    assert_eq!(words("𬒈山", 2), ["𬒈山"], "beyond the basic plane");
}

#[test]
fn a_word_stands_in_the_file_the_script_reads() {
    let file = |text: &str| shard_of(word(&text.chars().collect::<Vec<_>>()), 97);
    assert_eq!([file("襄汾"), file("d20"), file("𬒈山")], [56, 70, 67], "as search.js counts them");
}

#[test]
fn numbers_of_blocks_are_written_as_ranges() {
    let written = |numbers: &[u32]| {
        let mut out = String::new();
        ranges(&mut out, numbers.iter().copied());
        out
    };
    assert_eq!(written(&[0, 4, 5, 6, 9]), "0,4-6,9");
    assert_eq!(written(&[7]), "7");
    assert_eq!(written(&[]), "");
}

/// The blocks a word leads to, read from the files as the script does.
fn blocks_of(index: &WordIndex, looked_for: &str, shards: usize) -> Vec<usize> {
    let chars: Vec<char> = looked_for.chars().collect();
    let file = String::from_utf8(index.words(shard_of(word(&chars), shards))).unwrap();
    let line = file.lines().find_map(|line| line.strip_prefix(looked_for)?.strip_prefix(' '));
    let numbers = line.unwrap_or_default().split([',', ';']).filter(|part| !part.is_empty());
    let spread = |range: &str| {
        let (first, last) = range.split_once('-').unwrap_or((range, range));
        first.parse::<usize>().unwrap()..=last.parse().unwrap()
    };
    numbers.flat_map(spread).collect()
}

/// As many entries as fill several blocks, of varied words.
fn many() -> Search {
    let place = |at: usize| char::from_u32(0x4e00 + (at * 37 % 5_000) as u32).unwrap();
    let entries = (0..3_000).map(|at| {
        let title = format!("{}{}矿业{}号", place(at), place(at / 7), at);
        entry(&title, &format!("隐患 GS-{at:05} {}{}", place(at * 3), place(at + 11)))
    });
    Search::cut(entries.collect())
}

#[test]
fn every_title_is_found_by_any_of_its_words() {
    let search = many();
    let index = WordIndex::of(&search, str::to_owned);
    assert!(search.blocks.len() > 5 && search.shards > 2, "{} blocks", search.blocks.len());
    for (block, range) in search.blocks.iter().enumerate().step_by(3) {
        for entry in search.entries[range.clone()].iter().step_by(17) {
            for word in words(&entry.title, 1).into_iter().chain(words(&entry.text, 2)) {
                assert!(blocks_of(&index, &word, search.shards).contains(&block), "{word} of {entry:?}");
            }
        }
    }
}

#[test]
fn a_word_in_a_title_and_in_a_text_of_one_block_counts_as_in_the_title() {
    let search = Search::cut(vec![entry("甲乙", ""), entry("丙", "甲乙丁戊")]);
    let file = String::from_utf8(WordIndex::of(&search, str::to_owned).words(0)).unwrap();
    assert!(file.contains("\n甲乙 0\n"), "{file}");
    assert!(file.contains("丁戊 ;0\n"), "{file}");
}

#[test]
fn the_files_are_sorted_and_the_same_each_time() {
    let search = many();
    let files = || {
        let index = WordIndex::of(&search, str::to_owned);
        (0..search.shards).map(|shard| index.words(shard)).collect::<Vec<_>>()
    };
    let first = files();
    assert_eq!(first, files());
    for file in first {
        let file = String::from_utf8(file).unwrap();
        let words: Vec<Vec<u16>> =
            file.lines().map(|line| line.split(' ').next().unwrap().encode_utf16().collect()).collect();
        assert!(words.is_sorted(), "{file}");
        assert!(file.len() < 60_000, "{} bytes", file.len());
    }
}
