//! The ids git gives to files: a digest of `blob`, their size and their bytes.

use memchr::memmem;
use sha1::Sha1;
use sha2::{Digest, Sha256};

/// How a repository makes ids.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ObjectFormat {
    /// As nearly all do.
    Sha1,
    /// As `git init --object-format=sha256` does.
    Sha256,
}

/// An id; one of twenty bytes is filled up with zeros.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Id {
    bytes: [u8; 32],
    format: ObjectFormat,
}

/// The ids one file may have in a commit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ObjectIds {
    whole: Id,
    /// With lines that end as on Unix, where the file has others: git may have changed them on the way to the disk.
    unix: Option<Id>,
}

impl Id {
    /// What is in a tree and no file.
    pub const NO_FILE: Self = Self { bytes: [0; 32], format: ObjectFormat::Sha1 };

    /// Reads forty or sixty-four hexadecimal digits.
    pub fn read(digits: &[u8]) -> Option<Self> {
        let format = match digits.len() {
            40 => ObjectFormat::Sha1,
            64 => ObjectFormat::Sha256,
            _ => return None,
        };
        let mut bytes = [0; 32];
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            let digit = |at: usize| char::from(pair[at]).to_digit(16);
            *byte = (digit(0)? * 16 + digit(1)?) as u8;
        }
        Some(Self { bytes, format })
    }

    /// How it was made.
    pub fn format(&self) -> ObjectFormat {
        self.format
    }

    /// The id of a file that consists of these pieces.
    fn of<'p>(format: ObjectFormat, size: usize, pieces: impl Iterator<Item = &'p [u8]>) -> Self {
        match format {
            ObjectFormat::Sha1 => Self::made(format, &digest::<Sha1>(size, pieces)),
            ObjectFormat::Sha256 => Self::made(format, &digest::<Sha256>(size, pieces)),
        }
    }

    fn made(format: ObjectFormat, digest: &[u8]) -> Self {
        let mut bytes = [0; 32];
        bytes[..digest.len()].copy_from_slice(digest);
        Self { bytes, format }
    }
}

fn digest<'p, D: Digest>(size: usize, pieces: impl Iterator<Item = &'p [u8]>) -> Vec<u8> {
    let mut digest = D::new_with_prefix(format!("blob {size}\0"));
    for piece in pieces {
        digest.update(piece);
    }
    digest.finalize().to_vec()
}

impl ObjectIds {
    /// Those of a file.
    pub fn of(format: ObjectFormat, bytes: &[u8]) -> Self {
        let ends: Vec<usize> = memmem::find_iter(bytes, b"\r\n").collect();
        let unix = (!ends.is_empty()).then(|| {
            // `a\r\nb\r\n` is `a`, `\nb`, `\n`.
            let starts = [0].into_iter().chain(ends.iter().map(|end| end + 1));
            let stops = ends.iter().copied().chain([bytes.len()]);
            Id::of(format, bytes.len() - ends.len(), starts.zip(stops).map(|(from, to)| &bytes[from..to]))
        });
        Self { whole: Id::of(format, bytes.len(), [bytes].into_iter()), unix }
    }

    /// Whether a file of that id is this one.
    pub fn include(&self, id: &Id) -> bool {
        self.whole == *id || self.unix.as_ref() == Some(id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_the_one_git_gives() {
        // `printf 'a\nb\n' | git hash-object --stdin`, in a repository of each format.
        let known = [
            (ObjectFormat::Sha1, "422c2b7ab3b3c668038da977e4e93a5fc623169c"),
            (ObjectFormat::Sha256, "55531aae34a8648f19a1cde6a3484432efea398cd705d5e4b201fd0fc1f8ded7"),
        ];
        for (format, id) in known {
            let id = Id::read(id.as_bytes()).unwrap();
            assert_eq!(id.format(), format);
            for text in ["a\nb\n", "a\r\nb\r\n", "a\nb\r\n"] {
                assert!(ObjectIds::of(format, text.as_bytes()).include(&id), "{text:?}");
            }
            for text in ["a\nb", "a\rb\n", "a\n\nb\n", ""] {
                assert!(!ObjectIds::of(format, text.as_bytes()).include(&id), "{text:?}");
            }
        }
    }

    #[test]
    fn what_is_no_id_is_not_read_as_one() {
        for text in ["", "4", &"g".repeat(40), &"é".repeat(20), &"0".repeat(41)] {
            assert_eq!(Id::read(text.as_bytes()), None, "{text}");
        }
    }
}
