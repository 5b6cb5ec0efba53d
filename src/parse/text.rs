//! Bytes to text: encodings, and the traces that other programs leave in files.

use std::sync::Arc;

use super::hidden;
use crate::diagnostic::{Code, Finding, Findings, Place};
use crate::source::Blob;
use crate::{limits, say};

/// A file's decoded text.
#[derive(Debug, Clone)]
pub struct File {
    /// Relative to the site's root, with `/`.
    pub path: Arc<str>,
    /// Without a byte-order mark.
    pub text: Arc<str>,
}

impl File {
    /// A stretch of this file.
    #[must_use]
    pub fn place(&self, span: &std::ops::Range<usize>) -> Place {
        Place::new(&self.path, span)
    }
}

/// Decodes a file: UTF-8 with or without a byte-order mark, else GB18030 with a warning.
///
/// `None` where it could not be read or is not text at all; the finding says so.
#[must_use]
pub fn decode(blob: &Blob, findings: &Findings) -> Option<File> {
    let bytes = blob.bytes.as_deref()?;
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let text: Arc<str> = match std::str::from_utf8(bytes) {
        Ok(text) => Arc::from(text),
        Err(error) => decode_gb18030(blob, bytes, error.valid_up_to(), findings)?,
    };
    Some(File { path: Arc::clone(&blob.path), text })
}

/// Whether a text can be made sense of: it is not damaged, and no merge was left half done. The
/// findings point into it, so it is kept to show them even where it is not read.
#[must_use]
pub fn is_sound(file: &File, findings: &Findings) -> bool {
    let nul = refuse_nul(file, findings);
    let markers = refuse_conflict_markers(file, findings);
    let hidden = !nul && refuse_hidden(file, findings);
    !nul && !markers && !hidden
}

fn decode_gb18030(blob: &Blob, bytes: &[u8], valid: usize, findings: &Findings) -> Option<Arc<str>> {
    let (text, had_errors) = encoding_rs::GB18030.decode_without_bom_handling(bytes);
    if had_errors || text.contains('\0') {
        findings.push(
            Finding::new(
                Code::NotText,
                Place::file(&blob.path),
                say!(
                    "第 {} 个字节起既不是 UTF-8 也不是 GB18030 文本",
                    "from byte {} on this is neither UTF-8 nor GB18030 text",
                    valid + 1
                ),
            )
            .help(say!("另存为 UTF-8 文本", "save it as UTF-8 text")),
        );
        return None;
    }
    findings.push(
        Finding::new(
            Code::NotUtf8,
            Place::file(&blob.path),
            say!("文件是 GB18030（GBK）编码，已按此读取", "the file is GB18030 (GBK), and was read as such"),
        )
        .help(say!(
            "另存为 UTF-8：表格软件里选“CSV UTF-8（逗号分隔）”",
            "save it as UTF-8: in a spreadsheet choose \"CSV UTF-8 (comma delimited)\""
        )),
    );
    Some(Arc::from(text.as_ref()))
}

/// Endings of files that are text.
const TEXTS: [&str; 25] = [
    "html",
    "htm",
    "xhtml",
    "shtml",
    "xml",
    "svg",
    "css",
    "js",
    "mjs",
    "cjs",
    "json",
    "jsonld",
    "geojson",
    "csv",
    "tsv",
    "txt",
    "md",
    "webmanifest",
    "map",
    "toml",
    "yml",
    "yaml",
    "ics",
    "vtt",
    "rss",
];
/// How many bytes of a file with an unknown ending are looked at.
const HEAD: usize = 64 * 1024;

/// Whether a file that is published as it is holds text in another coding than UTF-8: by its ending, or, where that
/// says nothing, by its bytes. A picture has controls among its first bytes.
#[must_use]
pub fn is_text_of_another_coding(path: &str, bytes: &[u8]) -> bool {
    let name = path.rsplit_once('/').map_or(path, |(_, name)| name);
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    let is_utf8 = std::str::from_utf8(bytes).is_ok();
    if ending.is_some_and(|ending| TEXTS.contains(&ending.as_str())) {
        // Escape sequences change the coding midway (ISO 2022); with a NUL every other byte it is UTF-16.
        return !is_utf8 || memchr::memchr2(0, 0x1B, bytes).is_some();
    }
    let head = &bytes[..bytes.len().min(HEAD)];
    if is_wide(head) {
        return true;
    }
    let is_control = |byte: &u8| *byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0C);
    !is_utf8 && !head.iter().any(is_control) && !encoding_rs::GB18030.decode_without_bom_handling(bytes).1
}

/// Whether bytes look like UTF-16: they say so, or of each two one is zero as in Latin letters.
fn is_wide(bytes: &[u8]) -> bool {
    let marked = bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF");
    let coding = if bytes.starts_with(b"\xFE\xFF") { encoding_rs::UTF_16BE } else { encoding_rs::UTF_16LE };
    let zeros =
        |odd: usize| bytes.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count() * 3 > bytes.len();
    let printable = |odd: usize| {
        let mut others = bytes.iter().skip(1 - odd).step_by(2);
        others.all(|byte| *byte >= 0x20 || matches!(byte, b'\t' | b'\n' | b'\r'))
    };
    let even = &bytes[..bytes.len() & !1];
    marked && !coding.decode_without_bom_handling(even).1
        || bytes.len() > 3 && (0..2).any(|odd| zeros(odd) && printable(odd))
}

/// The finding about such a file.
#[must_use]
pub fn not_utf8(path: &str) -> Finding {
    Finding::new(
        Code::StaticNotUtf8,
        Place::file(path),
        say!("文本文件不是 UTF-8 编码，没有发布", "this text file is not UTF-8, so it is not published"),
    )
    .help(say!(
        "另存为 UTF-8；表格软件里选“CSV UTF-8（逗号分隔）”",
        "save it as UTF-8; in a spreadsheet choose \"CSV UTF-8 (comma delimited)\""
    ))
}

fn refuse_nul(file: &File, findings: &Findings) -> bool {
    let Some(at) = memchr::memchr(0, file.text.as_bytes()) else { return false };
    findings.push(
        Finding::new(
            Code::NulByte,
            file.place(&(at..at + 1)),
            say!("文本中有空字节", "there is a NUL byte in the text"),
        )
        .help(say!(
            "文件可能是 UTF-16 或已损坏，请另存为 UTF-8 文本",
            "the file may be UTF-16 or damaged: save it as UTF-8 text"
        )),
    );
    true
}

/// Tells of what nobody sees; whether the file cannot be read with it, as TOML with a control cannot.
pub fn refuse_hidden(file: &File, findings: &Findings) -> bool {
    let mut stops = false;
    // A theme's files come with the mark that `decode` takes away.
    let start = if file.text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    for (span, c, kind) in hidden::find(&file.text[start..]).take(limits::HIDDEN_PER_FILE) {
        let span = start + span.start..start + span.end;
        stops |= kind == hidden::Hidden::Control && c.is_ascii() && file.path.ends_with(".toml");
        findings.push(hidden_character(file.place(&span), c, kind));
    }
    stops
}

/// The finding about a character nobody sees.
#[must_use]
pub fn hidden_character(place: Place, c: char, kind: hidden::Hidden) -> Finding {
    let code = format!("U+{:04X}", u32::from(c));
    let message = match kind {
        hidden::Hidden::Control => say!("文本中有控制字符 {code}", "there is a control character, {code}"),
        hidden::Hidden::NoCharacter => {
            say!("{code} 不是字符", "{code} is no character")
        }
        hidden::Hidden::Private => say!(
            "文本中有自造字 {code}，换一台电脑就是别的字或空白",
            "there is a character of private use, {code}, which others see as another or not at all"
        ),
        hidden::Hidden::Direction => say!(
            "文本中有改变书写方向的字符 {code}",
            "there is a character that turns the direction of writing, {code}"
        ),
        hidden::Hidden::Invisible => {
            say!("文本中有看不见的字符 {code}", "there is an invisible character, {code}")
        }
    };
    let help = match kind {
        hidden::Hidden::Private => say!(
            "换成有统一编码的字；没有的，用同音字并注明",
            "write the character of the standard in its place; where there is none, one that sounds alike, with a note"
        ),
        hidden::Hidden::Control
        | hidden::Hidden::NoCharacter
        | hidden::Hidden::Direction
        | hidden::Hidden::Invisible => say!(
            "删去；要换行的，另起一行。多是从文档、网页、聊天软件里粘贴来的",
            "delete it, and begin a new line where one is meant; it mostly comes with what is pasted"
        ),
    };
    Finding::new(Code::HiddenCharacter, place, message).help(help)
}

fn refuse_conflict_markers(file: &File, findings: &Findings) -> bool {
    let mut found = false;
    for start in memchr::memmem::find_iter(file.text.as_bytes(), b"<<<<<<< ") {
        if start > 0 && file.text.as_bytes()[start - 1] != b'\n' {
            continue;
        }
        let end = file.text[start..].find('\n').map_or(file.text.len(), |length| start + length);
        found = true;
        findings.push(
            Finding::new(
                Code::ConflictMarker,
                file.place(&(start..end)),
                say!("合并冲突没有处理完", "a merge conflict was left unresolved"),
            )
            .help(say!(
                "选定一方的内容，删去 `<<<<<<<`、`=======`、`>>>>>>>` 三行",
                "keep one side and delete the lines `<<<<<<<`, `=======` and `>>>>>>>`"
            )),
        );
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8]) -> (Option<String>, Vec<Code>) {
        let findings = Findings::default();
        let blob = Blob { path: Arc::from("data/x.csv"), bytes: Some(bytes.to_vec()) };
        let file = decode(&blob, &findings).filter(|file| is_sound(file, &findings));
        let text = file.map(|file| file.text.to_string());
        (text, findings.sorted().iter().map(|finding| finding.code).collect())
    }

    #[test]
    fn utf8_with_and_without_a_byte_order_mark_is_the_same_text() {
        assert_eq!(decoded("县".as_bytes()), (Some("县".into()), vec![]));
        assert_eq!(decoded("\u{feff}县".as_bytes()), (Some("县".into()), vec![]));
    }

    #[test]
    fn gbk_is_read_with_a_warning() {
        assert_eq!(decoded(b"\xcf\xd8"), (Some("县".into()), vec![Code::NotUtf8]));
    }

    #[test]
    fn what_is_not_text_is_refused() {
        assert_eq!(decoded(b"\xff\xfe\xff"), (None, vec![Code::NotText]));
        assert_eq!(decoded(b"a\0b"), (None, vec![Code::NulByte]));
        assert_eq!(decoded(b"a\n<<<<<<< HEAD\nb\n"), (None, vec![Code::ConflictMarker]));
        assert_eq!(decoded(b"a <<<<<<< b"), (Some("a <<<<<<< b".into()), vec![]));
    }

    #[test]
    fn what_nobody_sees_is_told_but_the_rest_is_read() {
        let hidden = "138\u{200b}1234\u{b}5678";
        assert_eq!(
            decoded(hidden.as_bytes()),
            (Some(hidden.into()), vec![Code::HiddenCharacter, Code::HiddenCharacter])
        );
        let many = "\u{202e}".repeat(1000);
        assert_eq!(decoded(many.as_bytes()).1.len(), limits::HIDDEN_PER_FILE);
    }
}
