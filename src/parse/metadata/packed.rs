//! ZIP, and what is one: documents, spreadsheets and presentations of office programs.
//!
//! In: its bytes. Out: the names of all entries, and what texts, tables and documents among them say; pictures in it are
//! read like others. Of encrypted entries, the names.

use super::xml::{self, Breaks};
use super::{MetadataWords, Packing};
use crate::limits;

/// The end of the list of entries, which stands within so many bytes of the end of the file.
const END: &[u8] = b"PK\x05\x06";
const WITHIN: usize = 22 + 65_535;
const ENTRY: &[u8] = b"PK\x01\x02";
const LOCAL: &[u8] = b"PK\x03\x04";
/// Endings of entries that are text as they are.
const TEXTS: [&str; 8] = ["csv", "txt", "md", "json", "htm", "html", "svg", "tsv"];

fn short(bytes: &[u8], at: usize) -> Option<usize> {
    bytes.get(at..)?.first_chunk().map(|two| usize::from(u16::from_le_bytes(*two)))
}

fn long(bytes: &[u8], at: usize) -> Option<usize> {
    let four = bytes.get(at..)?.first_chunk()?;
    usize::try_from(u32::from_le_bytes(*four)).ok()
}

pub(super) fn read(bytes: &[u8], depth: usize, words: &mut MetadataWords) {
    let tail = bytes.len().saturating_sub(WITHIN);
    let Some(end) = memchr::memmem::rfind(&bytes[tail..], END).map(|at| tail + at) else { return };
    words.bytes(bytes.get(end + 22..).unwrap_or_default());
    let Some(mut at) = long(bytes, end + 16) else { return };
    for _ in 0..limits::METADATA_PARTS {
        let Some(next) = entry(bytes, at, depth, words) else { return };
        at = next;
    }
}

/// Reads the entry whose line in the list stands at a place; where the next one does.
fn entry(bytes: &[u8], at: usize, depth: usize, words: &mut MetadataWords) -> Option<usize> {
    let line = bytes.get(at..)?.strip_prefix(ENTRY).map(|_| &bytes[at..])?;
    let (named, extra, noted) = (short(line, 28)?, short(line, 30)?, short(line, 32)?);
    let name = line.get(46..46 + named)?;
    let note = line.get(46 + named + extra..46 + named + extra + noted)?;
    words.bytes(name);
    words.bytes(note);
    let is_encrypted = short(line, 8)? & 1 == 1;
    let (method, length, start) = (short(line, 10)?, long(line, 20)?, long(line, 42)?);
    if !is_encrypted && let Some(data) = data(bytes, start, length) {
        let name = String::from_utf8_lossy(name);
        match method {
            0 => content(&name, words.take(data), depth, words),
            8 if is_read(&name) => {
                let data = words.unpack(data, Packing::Deflate);
                content(&name, &data, depth, words);
            }
            _ => {}
        }
    }
    Some(at + 46 + named + extra + noted)
}

fn data(bytes: &[u8], start: usize, length: usize) -> Option<&[u8]> {
    let head = bytes.get(start..)?;
    head.starts_with(LOCAL).then_some(())?;
    let from = 30 + short(head, 26)? + short(head, 28)?;
    head.get(from..from.checked_add(length)?.min(head.len()))
}

fn ending(name: &str) -> String {
    name.rsplit_once('.').map_or_else(String::new, |(_, ending)| ending.to_ascii_lowercase())
}

/// What says nothing of anybody, and may be long.
fn is_read(name: &str) -> bool {
    let folders = ["theme/", "fonts/"];
    !folders.iter().any(|folder| name.contains(folder))
        && !["bin", "woff", "ttf", "odttf"].contains(&ending(name).as_str())
}

fn content(name: &str, data: &[u8], depth: usize, words: &mut MetadataWords) {
    match ending(name).as_str() {
        "xml" | "rels" => {
            let is_about = name.starts_with("docProps/") || name == "meta.xml";
            xml::read(data, if is_about { Breaks::Everywhere } else { Breaks::OfText }, words);
        }
        ending if TEXTS.contains(&ending) => words.bytes(data),
        _ => _ = words.file(data, depth),
    }
}
