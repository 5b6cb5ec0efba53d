//! The tags of a page, as a browser finds them: however the attributes are quoted, and not in comments or scripts.

/// An attribute's name and its value as it is written.
pub type Attribute<'h> = (&'h str, &'h str);

/// Shows each opening tag: its name, and its attributes in their order.
pub fn each<'h>(html: &'h str, mut look: impl FnMut(&'h str, &[Attribute<'h>])) {
    let bytes = html.as_bytes();
    let (mut attributes, mut at) = (Vec::new(), 0);
    while let Some(next) = memchr::memchr(b'<', &bytes[at..]) {
        at += next + 1;
        match bytes.get(at) {
            Some(b'!') if bytes[at..].starts_with(b"!--") => at = after(html, at + 3, "-->"),
            Some(first) if first.is_ascii_alphabetic() => {
                attributes.clear();
                let name;
                (name, at) = read(html, at, &mut attributes);
                look(name, &attributes);
                if name.eq_ignore_ascii_case("script") {
                    at = after(html, at, "</script");
                } else if name.eq_ignore_ascii_case("style") {
                    at = after(html, at, "</style");
                }
            }
            _ => {}
        }
    }
}

/// Where a text goes on after the next `end`.
fn after(html: &str, at: usize, end: &str) -> usize {
    let found = memchr::memmem::find(&html.as_bytes()[at..], end.as_bytes());
    found.map_or(html.len(), |found| at + found + end.len())
}

/// The name of the tag that begins at a place, and where the text goes on after its `>`. All that parts them is ASCII, so
/// bytes are looked at: pages have millions of tags.
fn read<'h>(html: &'h str, start: usize, attributes: &mut Vec<Attribute<'h>>) -> (&'h str, usize) {
    let bytes = html.as_bytes();
    let from = |at: usize, is_end: fn(u8) -> bool| {
        bytes[at..].iter().position(|&byte| is_end(byte)).map_or(bytes.len(), |length| at + length)
    };
    let mut at = from(start, |byte| is_space(byte) || byte == b'>');
    let name = &html[start..at];
    loop {
        at = from(at, |byte| !is_space(byte));
        match bytes.get(at) {
            None => return (name, bytes.len()),
            Some(b'>') => return (name, at + 1),
            Some(_) => {}
        }
        let mut end = from(at, |byte| is_space(byte) || matches!(byte, b'>' | b'='));
        if end == at {
            // A stray `=` begins a name.
            end += 1;
        }
        let attribute = &html[at..end];
        let value = from(end, |byte| !byte.is_ascii_whitespace());
        if bytes.get(value) != Some(&b'=') {
            attributes.push((attribute, ""));
            at = end;
            continue;
        }
        let value = from(value + 1, |byte| !byte.is_ascii_whitespace());
        let quote = bytes.get(value).copied().filter(|quote| matches!(quote, b'"' | b'\''));
        let inside = value + usize::from(quote.is_some());
        let end = match quote {
            Some(quote) => {
                memchr::memchr(quote, &bytes[inside..]).map_or(bytes.len(), |length| inside + length)
            }
            None => from(inside, |byte| byte.is_ascii_whitespace() || byte == b'>'),
        };
        attributes.push((attribute, &html[inside..end]));
        at = bytes.len().min(end + usize::from(quote.is_some()));
    }
}

fn is_space(byte: u8) -> bool {
    byte.is_ascii_whitespace() || byte == b'/'
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_all(html: &str) -> Vec<String> {
        let mut all = Vec::new();
        each(html, |name, attributes| {
            let told: Vec<String> =
                attributes.iter().map(|(name, value)| format!("{name}={value}")).collect();
            all.push(format!("{name} {}", told.join("|")));
        });
        all
    }

    #[test]
    fn tags_are_read_as_browsers_read_them() {
        assert_eq!(
            read_all("<p>a < b<IMG src = 'x y'alt=\"<>\" hidden width=1/><!-- <a href=z> --></p><br/>"),
            ["p ", "IMG src=x y|alt=<>|hidden=|width=1/", "br "]
        );
        assert_eq!(read_all("<script src=a>'<b c=d>'</script><i>"), ["script src=a", "i "]);
        for broken in ["<", "<a", "<a href", "<a href=", "<a href=\"x", "<!--", "<script>", "<a =>", "<中>"]
        {
            let _ = read_all(broken);
        }
        assert_eq!(read_all("<a href=\"中"), ["a href=中"]);
    }
}
