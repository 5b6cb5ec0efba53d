//! What pictures, PDF and packed files say of themselves: who made them, where, with what titles.
//!
//! In: the bytes of a file that is published as it is. Out: [`Metadata`]: its words, a line each, and whether it tells the place
//! where it was taken. Nobody sees them on the page, and everybody who keeps the file has them. What cannot be read is
//! passed over; a broken file has less to say. Pixels, what a PDF draws and what is encrypted are not read.

mod exif;
mod packed;
mod pdf;
mod pictures;
mod xml;

use memchr::memmem;
use miniz_oxide::inflate;

use crate::limits;

/// What a file says of itself.
#[derive(Debug, Default)]
pub struct Metadata {
    /// Its words, each field and each text on lines of its own.
    pub text: String,
    /// Whether it tells where it was taken.
    pub has_place: bool,
}

/// How deep files in files are read: a picture in a document in a packed file.
const DEPTH: usize = 3;
/// How many blocks of EXIF and of XMP are read of one file: a picture has one of each, and one of its preview.
const BLOCKS: usize = 16;
/// How films say where they were taken.
const PLACES_OF_FILMS: [&[u8]; 2] = [b"\xA9xyz", b"com.apple.quicktime.location.ISO6709"];

/// What a file says of itself; none of a kind that says nothing.
#[must_use]
pub fn read(bytes: &[u8]) -> Option<Metadata> {
    let mut words = MetadataWords {
        told: Metadata::default(),
        packed: 2 * bytes.len() + limits::UNPACKED_BYTES,
        unpacked: limits::UNPACKED_BYTES,
        parts: limits::METADATA_PARTS,
    };
    words.file(bytes, DEPTH).then_some(words.told)
}

/// What is read so far, and how much more may be.
struct MetadataWords {
    told: Metadata,
    /// How many bytes of entries and packed parts may still be read.
    packed: usize,
    /// How many bytes may still be unpacked.
    unpacked: usize,
    /// How many pieces may still be said.
    parts: usize,
}

impl MetadataWords {
    /// Reads a file; whether it is of a kind that says something.
    fn file(&mut self, bytes: &[u8], depth: usize) -> bool {
        let Some(depth) = depth.checked_sub(1) else { return false };
        match bytes {
            [0x89, b'P', b'N', b'G', ..] => pictures::png(bytes, self),
            [0xFF, 0xD8, 0xFF, ..] => pictures::jpeg(bytes, self),
            [b'G', b'I', b'F', b'8', ..] => pictures::gif(bytes, self),
            [b'R', b'I', b'F', b'F', ..] | [b'I', b'I', b'*', 0, ..] | [b'M', b'M', 0, b'*', ..] => {}
            [b'P', b'K', 3 | 5, 4 | 6, ..] => packed::read(bytes, depth, self),
            [_, _, _, _, b'f', b't', b'y', b'p', ..] => self.film(bytes),
            _ if memmem::find(&bytes[..bytes.len().min(1024)], b"%PDF-").is_some() => pdf::read(bytes, self),
            _ => return false,
        }
        self.blocks(bytes);
        true
    }

    /// EXIF and XMP wherever they stand in a file: every kind of picture, film and document has them in one piece.
    fn blocks(&mut self, bytes: &[u8]) {
        for head in [b"II*\0", b"MM\0*"] {
            for at in memmem::find_iter(bytes, head).take(BLOCKS) {
                exif::read(&bytes[at..], self);
            }
        }
        let mut rest = bytes;
        for _ in 0..BLOCKS {
            let Some(at) = memmem::find(rest, b"<x:xmpmeta") else { return };
            rest = &rest[at..];
            let end = memmem::find(rest, b"</x:xmpmeta>").unwrap_or(rest.len());
            self.xmp(&rest[..end]);
            rest = &rest[end..];
        }
    }

    fn xmp(&mut self, packet: &[u8]) {
        self.told.has_place |= memmem::find(packet, b"exif:GPSLatitude").is_some();
        xml::read(packet, xml::Breaks::Everywhere, self);
    }

    fn film(&mut self, bytes: &[u8]) {
        self.told.has_place |= PLACES_OF_FILMS.iter().any(|mark| memmem::find(bytes, mark).is_some());
    }

    /// Adds a text; nothing more once there is too much of it.
    fn say(&mut self, text: &str) {
        // One that turns out to be empty took its time, too.
        let Some(parts) = self.parts.checked_sub(1) else { return };
        self.parts = parts;
        let text = text.trim_matches(|c: char| c.is_whitespace() || c.is_control());
        let room = limits::METADATA_BYTES.saturating_sub(self.told.text.len() + 1);
        let text = &text[..text.floor_char_boundary(room)];
        if text.is_empty() {
            return;
        }
        self.told.text.extend(text.chars().map(|c| if c.is_control() { '\n' } else { c }));
        self.told.text.push('\n');
    }

    /// Adds bytes in whatever coding they are.
    fn bytes(&mut self, bytes: &[u8]) {
        match bytes {
            _ if self.parts == 0 => {}
            [0xFE, 0xFF, wide @ ..] => self.wide(wide, u16::from_be_bytes),
            [0xFF, 0xFE, wide @ ..] => self.wide(wide, u16::from_le_bytes),
            _ => match std::str::from_utf8(bytes) {
                Ok(text) => self.say(text),
                Err(_) => bytes.split(u8::is_ascii_control).for_each(|run| self.run(run)),
            },
        }
    }

    /// Adds a run of bytes without controls: UTF-8, else GB18030, else Latin.
    fn run(&mut self, run: &[u8]) {
        match (std::str::from_utf8(run), encoding_rs::GB18030.decode_without_bom_handling(run)) {
            (Ok(text), _) => self.say(text),
            (Err(_), (text, false)) => self.say(&text),
            (Err(_), (_, true)) => self.say(&encoding_rs::mem::decode_latin1(run)),
        }
    }

    /// Adds UTF-16.
    fn wide(&mut self, bytes: &[u8], unit: fn([u8; 2]) -> u16) {
        let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
        self.say(&String::from_utf16_lossy(&units));
    }

    /// As much of a part of a file as may still be read; several entries may lead to the same part.
    fn take<'b>(&mut self, bytes: &'b [u8]) -> &'b [u8] {
        let length = bytes.len().min(self.packed);
        self.packed -= length;
        &bytes[..length]
    }

    /// What is packed, as far as it goes and may be unpacked.
    fn unpack(&mut self, bytes: &[u8], packing: Packing) -> Vec<u8> {
        let bytes = self.take(bytes);
        let unpacked = match packing {
            Packing::Deflate => inflate::decompress_to_vec_with_limit(bytes, self.unpacked),
            Packing::Zlib => inflate::decompress_to_vec_zlib_with_limit(bytes, self.unpacked),
        };
        let unpacked = unpacked.unwrap_or_else(|error| error.output);
        self.unpacked = self.unpacked.saturating_sub(unpacked.len());
        unpacked
    }
}

/// How something is packed.
#[derive(Clone, Copy)]
enum Packing {
    Deflate,
    /// The same with a head and a sum.
    Zlib,
}

#[cfg(test)]
mod tests;
