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
        } else if rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
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

/// The name of a tag, and what comes after its `>`.
fn read<'h>(text: &'h str, attributes: &mut Vec<Attribute<'h>>) -> (&'h str, &'h str) {
    let is_space = |c: char| c.is_ascii_whitespace() || c == '/';
    let (name, mut rest) = cut(text, |c| is_space(c) || c == '>');
    loop {
        rest = rest.trim_start_matches(is_space);
        if rest.is_empty() {
            return (name, "");
        }
        if let Some(rest) = rest.strip_prefix('>') {
            return (name, rest);
        }
        let (attribute, after) = cut(rest, |c| is_space(c) || c == '>' || c == '=');
        // A stray `=` begins a name.
        let (attribute, after) = if attribute.is_empty() { rest.split_at(1) } else { (attribute, after) };
        let Some(value) = after.trim_start().strip_prefix('=').map(str::trim_start) else {
            attributes.push((attribute, ""));
            rest = after;
            continue;
        };
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
        let (value, after) = match quote {
            Some(quote) => {
                let (value, after) = cut(&value[1..], |c| c == quote);
                (value, after.get(1..).unwrap_or_default())
            }
            None => cut(value, |c| c.is_ascii_whitespace() || c == '>'),
        };
        attributes.push((attribute, value));
        rest = after;
    }
}

/// Up to the first such character, and from it.
fn cut(text: &str, is_end: impl Fn(char) -> bool) -> (&str, &str) {
    text.split_at(text.find(is_end).unwrap_or(text.len()))
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
