//! The tags of a page, as a browser finds them: however the attributes are quoted, and not in comments or scripts.

/// An attribute's name and its value as it is written.
pub type Attribute<'h> = (&'h str, &'h str);

/// Shows each opening tag: its name, and its attributes in their order.
pub fn each<'h>(html: &'h str, mut look: impl FnMut(&'h str, &[Attribute<'h>])) {
    let mut attributes = Vec::new();
    let mut rest = html;
    while let Some(at) = memchr::memchr(b'<', rest.as_bytes()) {
        rest = &rest[at + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = after(comment, "-->");
        } else if rest.as_bytes().first().is_some_and(u8::is_ascii_alphabetic) {
            attributes.clear();
            let name;
            (name, rest) = read(rest, &mut attributes);
            look(name, &attributes);
            if let Some(end) = [("script", "</script"), ("style", "</style")]
                .iter()
                .find_map(|(raw, end)| name.eq_ignore_ascii_case(raw).then_some(end))
            {
                rest = after(rest, end);
            }
        }
    }
}

fn after<'h>(text: &'h str, end: &str) -> &'h str {
    memchr::memmem::find(text.as_bytes(), end.as_bytes()).map_or("", |at| &text[at + end.len()..])
}

/// The name of a tag, and what comes after its `>`. All that parts them is ASCII, so bytes are looked at: pages have
/// millions of tags.
fn read<'h>(text: &'h str, attributes: &mut Vec<Attribute<'h>>) -> (&'h str, &'h str) {
    let (name, mut rest) = cut(text, |byte| is_space(byte) || byte == b'>');
    loop {
        rest = cut(rest, |byte| !is_space(byte)).1;
        match rest.as_bytes().first() {
            None => return (name, ""),
            Some(b'>') => return (name, &rest[1..]),
            Some(_) => {}
        }
        let (mut attribute, mut after) = cut(rest, |byte| is_space(byte) || matches!(byte, b'>' | b'='));
        if attribute.is_empty() {
            // A stray `=` begins a name.
            (attribute, after) = rest.split_at(1);
        }
        let Some(value) = after.trim_ascii_start().strip_prefix('=') else {
            attributes.push((attribute, ""));
            rest = after;
            continue;
        };
        let value = value.trim_ascii_start();
        let (value, after) = match value.as_bytes().first() {
            Some(&quote @ (b'"' | b'\'')) => {
                let (value, after) = cut(&value[1..], |byte| byte == quote);
                (value, after.get(1..).unwrap_or_default())
            }
            _ => cut(value, |byte| byte.is_ascii_whitespace() || byte == b'>'),
        };
        attributes.push((attribute, value));
        rest = after;
    }
}

fn is_space(byte: u8) -> bool {
    byte.is_ascii_whitespace() || byte == b'/'
}

/// Up to the first such byte, of ASCII, and from it.
fn cut(text: &str, is_end: impl Fn(u8) -> bool) -> (&str, &str) {
    text.split_at(text.bytes().position(is_end).unwrap_or(text.len()))
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
