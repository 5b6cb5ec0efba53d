//! EXIF (CIPA DC-008): tables of fields, as in TIFF files.
//!
//! In: bytes that begin with the head of such tables. Out: the fields that are text, and whether the table of places has
//! a latitude or a longitude: `GPSVersionID` alone is written by cameras that found no satellite.

use super::MetadataWords;

/// How many tables are read, and how many fields of each.
const TABLES: usize = 16;
const FIELDS: usize = 512;
/// The most bytes of one field.
const LONGEST: usize = 4096;

/// Fields that lead to another table.
const DEEPER: [u16; 3] = [0x8769, 0xA005, 0x014A];
const PLACE: u16 = 0x8825;
const LATITUDE: u16 = 2;
const LONGITUDE: u16 = 4;
/// What Windows adds: title, comment, author, keywords, subject, in UTF-16.
const WIDE: std::ops::RangeInclusive<u16> = 0x9C9B..=0x9C9F;
/// A comment, with its coding in the first eight bytes.
const COMMENT: u16 = 0x9286;
const IPTC: u16 = 0x83BB;

struct Tables<'b> {
    bytes: &'b [u8],
    is_little: bool,
}

impl<'b> Tables<'b> {
    fn short(&self, at: usize) -> Option<u16> {
        let two = *self.bytes.get(at..)?.first_chunk()?;
        Some(if self.is_little { u16::from_le_bytes(two) } else { u16::from_be_bytes(two) })
    }

    fn long(&self, at: usize) -> Option<usize> {
        let four = *self.bytes.get(at..)?.first_chunk()?;
        let long = if self.is_little { u32::from_le_bytes(four) } else { u32::from_be_bytes(four) };
        usize::try_from(long).ok()
    }

    /// The bytes of the field at a place; those of four and fewer stand in it.
    fn value(&self, at: usize) -> Option<&'b [u8]> {
        let size = match self.short(at + 2)? {
            1 | 2 | 6 | 7 | 129 => 1,
            3 | 8 => 2,
            4 | 9 | 11 | 13 => 4,
            5 | 10 | 12 => 8,
            _ => return None,
        };
        let length = self.long(at + 4)?.checked_mul(size)?.min(LONGEST);
        let start = if length <= 4 { at + 8 } else { self.long(at + 8)? };
        let rest = self.bytes.get(start..)?;
        Some(&rest[..length.min(rest.len())])
    }
}

pub(super) fn read(bytes: &[u8], words: &mut MetadataWords) {
    let tables = Tables { bytes, is_little: bytes.starts_with(b"II") };
    let Some(first) = tables.long(4) else { return };
    let (mut waiting, mut seen) = (vec![(first, false)], Vec::new());
    while let Some((start, is_place)) = waiting.pop() {
        if seen.contains(&start) || seen.len() == TABLES {
            continue;
        }
        seen.push(start);
        let Some(count) = tables.short(start).map(usize::from) else { continue };
        let fields = (0..count.min(FIELDS)).map(|field| start + 2 + field * 12);
        for at in fields {
            let (Some(tag), Some(kind)) = (tables.short(at), tables.short(at + 2)) else { break };
            if DEEPER.contains(&tag) || tag == PLACE {
                waiting.extend(tables.long(at + 8).map(|start| (start, tag == PLACE)));
                continue;
            }
            let Some(value) = tables.value(at) else { continue };
            let tells_place = is_place && matches!(tag, LATITUDE | LONGITUDE);
            words.told.has_place |= tells_place && value.iter().any(|byte| *byte != 0);
            match value {
                wide if WIDE.contains(&tag) => words.wide(wide, u16::from_le_bytes),
                [b'U', b'N', b'I', b'C', b'O', b'D', b'E', 0, wide @ ..] if tag == COMMENT => {
                    let unit = if tables.is_little { u16::from_le_bytes } else { u16::from_be_bytes };
                    words.wide(wide, unit);
                }
                text if tag == COMMENT => words.bytes(text.get(8..).unwrap_or_default()),
                text if matches!(kind, 2 | 129) || tag == IPTC => words.bytes(text),
                _ => {}
            }
        }
        let next = tables.long(start + 2 + count * 12).filter(|next| *next > 0);
        waiting.extend(next.map(|next| (next, false)));
    }
}
