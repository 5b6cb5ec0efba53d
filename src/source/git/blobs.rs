//! What `git cat-file --batch` hands out.

/// What a file of a commit holds.
#[derive(Debug)]
pub enum BlobContent {
    /// All its bytes.
    Whole(Vec<u8>),
    /// So large that it is not asked for.
    Large(u64),
    /// The repository has not got it.
    Absent,
}

/// The next answer of `cat-file --batch`, and what follows it: `ID blob SIZE\n…\n`, or `ID missing\n`.
pub(super) fn next(told: &[u8]) -> Option<(BlobContent, &[u8])> {
    let end = memchr::memchr(b'\n', told)?;
    let (head, rest) = (std::str::from_utf8(&told[..end]).ok()?, &told[end + 1..]);
    let mut words = head.split(' ').skip(1);
    match (words.next()?, words.next()) {
        ("blob", Some(size)) => {
            let size: usize = size.parse().ok()?;
            let bytes = rest.get(..size)?.to_vec();
            Some((BlobContent::Whole(bytes), rest.get(size + 1..)?))
        }
        _ => Some((BlobContent::Absent, rest)),
    }
}
