//! A cheap look at HTML, SVG and XML: whether tags close in their order, and whether something from outside is one.

const VOID: &[&str] =
    &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];
/// What holds text to its end tag.
const RAW: &[&str] = &["script", "style", "title", "textarea"];

/// What is wrong with a file, if anything.
pub fn fault(text: &str, is_xml: bool) -> Option<String> {
    if is_xml && let Some(c) = text.chars().find(|c| !is_of_xml(*c)) {
        return Some(format!("{c:?} may not stand in XML"));
    }
    let mut open: Vec<String> = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        let from = &rest[at..];
        let around = || from.chars().take(80).collect::<String>();
        if let Some(ending) = [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>"), ("<!", ">")]
            .into_iter()
            .find_map(|(begin, end)| from.starts_with(begin).then_some(end))
        {
            let Some(end) = from.find(ending) else { return Some(format!("no {ending} after {}", around())) };
            rest = &from[end + ending.len()..];
            continue;
        }
        let Some(tag) = Tag::read(from) else { return Some(format!("no tag: {}", around())) };
        if let Some(fault) = tag.foreign() {
            return Some(format!("{fault}: {}", around()));
        }
        rest = &from[tag.length..];
        let name = tag.name.to_ascii_lowercase();
        if tag.closes {
            if open.last() != Some(&name) {
                return Some(format!("</{name}> closes {:?}: {}", open.last(), around()));
            }
            open.pop();
        } else if !tag.is_whole && (is_xml || !VOID.contains(&name.as_str())) {
            if !is_xml && RAW.contains(&name.as_str()) {
                let end = format!("</{name}");
                let Some(at) = rest.to_ascii_lowercase().find(&end) else {
                    return Some(format!("no {end}>"));
                };
                rest = &rest[at..];
            }
            open.push(name);
        }
    }
    open.pop().map(|name| format!("<{name}> stays open"))
}

/// The characters of XML 1.0.
fn is_of_xml(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

struct Tag<'t> {
    name: &'t str,
    attributes: Vec<(&'t str, &'t str)>,
    closes: bool,
    is_whole: bool,
    length: usize,
}

impl<'t> Tag<'t> {
    fn read(text: &'t str) -> Option<Self> {
        let closes = text.starts_with("</");
        let mut at = if closes { 2 } else { 1 };
        let name = word(&text[at..]);
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        at += name.len();
        let mut attributes = Vec::new();
        loop {
            at += text[at..].len() - text[at..].trim_start().len();
            if let Some(end) =
                [("/>", true), (">", false)].into_iter().find(|(end, _)| text[at..].starts_with(end))
            {
                return Some(Self { name, attributes, closes, is_whole: end.1, length: at + end.0.len() });
            }
            let key = word(&text[at..]);
            if key.is_empty() {
                return None;
            }
            at += key.len();
            let value = match text[at..].strip_prefix('=') {
                None => "",
                Some(after) => {
                    let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''))?;
                    let value = after[1..].split_once(quote)?.0;
                    at += value.len() + 3;
                    value
                }
            };
            attributes.push((key, value));
        }
    }

    /// What came from outside and became a tag, an attribute or a script.
    fn foreign(&self) -> Option<&'static str> {
        let is = |text: &str| text.to_ascii_lowercase().starts_with("gs7");
        let is_script = |value: &str| {
            let value: String = value.chars().filter(|c| !c.is_control() && *c != ' ').collect();
            let value = value
                .to_ascii_lowercase()
                .replace("&colon;", ":")
                .replace("&#58;", ":")
                .replace("&#x3a;", ":");
            ["javascript:", "vbscript:", "data:text"].iter().any(|scheme| value.starts_with(scheme))
        };
        let linked = ["href", "src", "action", "formaction", "xlink:href"];
        if is(self.name) {
            Some("a tag from outside")
        } else if self.attributes.iter().any(|(key, _)| is(key) || key.to_ascii_lowercase().starts_with("on"))
        {
            Some("an attribute from outside")
        } else if self.attributes.iter().any(|(key, value)| linked.contains(key) && is_script(value)) {
            Some("a script behind a link")
        } else {
            None
        }
    }
}

fn word(text: &str) -> &str {
    let end = text.find(|c: char| c.is_whitespace() || matches!(c, '=' | '>' | '<' | '/' | '"' | '\'' | '`'));
    &text[..end.unwrap_or(text.len())]
}

#[test]
fn what_is_broken_is_seen() {
    for (text, is_sound) in [
        ("<p a=\"1\" b>x<br></p>", true),
        ("<script>a < b</script><p>1</p>", true),
        ("<p>", false),
        ("<p><b></p></b>", false),
        ("a < b", false),
        ("<p a=1></p>", false),
        ("<gs7i onload=\"x\"></gs7i>", false),
        ("<p onload=\"x\"></p>", false),
        ("<p title=\"\" gs7a=\"\"></p>", false),
        ("<a href=\" java\tscript&colon;gs7\">x</a>", false),
        ("<a href=\"x\">&lt;gs7i&gt;</a>", true),
    ] {
        assert_eq!(fault(text, false).is_none(), is_sound, "{text}: {:?}", fault(text, false));
    }
    assert!(fault("<a>\u{7}</a>", true).is_some() && fault("<a>\u{7}</a>", false).is_none());
}
