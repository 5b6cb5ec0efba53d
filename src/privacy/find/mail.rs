//! E-mail addresses.
//!
//! In: a text and where an `@` stands in it. Out: the address around it.

use std::ops::Range;

/// Endings of files: `icon@2x.png` is no address.
const FILES: [&str; 8] = ["png", "jpg", "jpeg", "gif", "svg", "webp", "css", "js"];
/// Names that belong to nobody (RFC 2606).
const NOBODY: [&str; 7] =
    ["example", "example.com", "example.org", "example.net", "test", "invalid", "localhost"];

/// The address around the `@`, `sign` bytes long, at `at`.
pub(super) fn around(text: &str, at: usize, sign: usize) -> Option<Range<usize>> {
    let local = |byte: &u8| byte.is_ascii_alphanumeric() || b"._%+-".contains(byte);
    let domain = |byte: &u8| byte.is_ascii_alphanumeric() || b".-".contains(byte);
    let bytes = text.as_bytes();
    let start = at - bytes[..at].iter().rev().take_while(|byte| local(byte)).count();
    let after = at + sign;
    let length = bytes[after..].iter().take_while(|byte| domain(byte)).count();
    let host = text[after..after + length].trim_end_matches(['.', '-']);
    let end = after + host.len();
    let (_, ending) = host.rsplit_once('.')?;
    let named = start < at && ending.len() >= 2 && ending.bytes().all(|byte| byte.is_ascii_alphabetic());
    // `git@host:path` is where a repository stands.
    let repository = &text[start..at] == "git" && bytes.get(end) == Some(&b':');
    let host = host.to_ascii_lowercase();
    let nobody = NOBODY
        .iter()
        .any(|name| host.strip_suffix(name).is_some_and(|rest| rest.is_empty() || rest.ends_with('.')));
    (named && !repository && !nobody && !FILES.contains(&ending.to_ascii_lowercase().as_str()))
        .then_some(start..end)
}
