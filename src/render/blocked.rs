//! What the policy published in `_headers` keeps browsers from showing or loading.
//!
//! In: a tag of a page, or a file of the theme. Out: what of it would be blocked.

use super::tags::{self, Attribute};
use crate::parse::web;

/// Elements nothing of which is allowed, wherever it comes from.
const NEVER: [&str; 6] = ["iframe", "frame", "object", "embed", "applet", "base"];
/// What of a `<link>` is loaded; `canonical` and `alternate` only lead somewhere.
const LOADED: [&str; 8] = [
    "stylesheet",
    "icon",
    "apple-touch-icon",
    "preload",
    "modulepreload",
    "prefetch",
    "preconnect",
    "manifest",
];
/// Elements whose `href` is loaded.
const REFERRING: [&str; 3] = ["use", "image", "feimage"];

/// What an attribute does that the policy is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Does {
    /// Loads or sends something, whatever the element.
    Loads,
    /// Leads somewhere, or loads it, as the element has it.
    Refers,
    /// Names several things to load.
    LoadsSeveral,
    /// Says how it looks or what it runs, in the page itself.
    Inline,
    /// Nothing of these.
    Nothing,
}

impl Does {
    /// By its name. Pages have millions of attributes, nearly all of another length or beginning.
    fn of(name: &str) -> Self {
        let is = |own: &str| name.eq_ignore_ascii_case(own);
        let begins = name.as_bytes().first().map_or(0, u8::to_ascii_lowercase);
        match (begins, name.len()) {
            (b's', 3) if is("src") => Self::Loads,
            (b's', 5) if is("style") => Self::Inline,
            (b's', 6) if is("srcset") => Self::LoadsSeveral,
            (b'h', 4) if is("href") => Self::Refers,
            (b'x', 10) if is("xlink:href") => Self::Refers,
            (b'd', 4) if is("data") => Self::Loads,
            (b'p', 6) if is("poster") => Self::Loads,
            (b'a', 6) if is("action") => Self::Loads,
            (b'b', 10) if is("background") => Self::Loads,
            (b'f', 10) if is("formaction") => Self::Loads,
            (b'o', 3..) if name.as_bytes()[1].eq_ignore_ascii_case(&b'n') => Self::Inline,
            _ => Self::Nothing,
        }
    }
}

/// What of a tag would be blocked, as it is written; pages below `base` are the site's own.
pub fn of_tag<'h>(tag: &'h str, attributes: &[Attribute<'h>], base: &str) -> Option<&'h str> {
    let is = |name: &str| tag.eq_ignore_ascii_case(name);
    let value_of = |name: &str| {
        attributes.iter().find(|(own, _)| own.eq_ignore_ascii_case(name)).map(|(_, value)| *value)
    };
    if NEVER.iter().any(|name| is(name)) || is("style") {
        return Some(tag);
    }
    // Data for programs is no script.
    let is_data = || value_of("type").is_some_and(|kind| kind.to_ascii_lowercase().contains("json"));
    if is("script") && value_of("src").is_none() && !is_data() {
        return Some(tag);
    }
    let is_loaded = |rel: &str| rel.split_ascii_whitespace().any(|word| LOADED.contains(&word));
    let refers_to_loaded = || match value_of("rel") {
        Some(rel) => is("link") && is_loaded(&rel.to_ascii_lowercase()),
        None => REFERRING.iter().any(|name| is(name)),
    };
    attributes.iter().find_map(|&(name, value)| {
        let is_blocked = match Does::of(name) {
            Does::Nothing => false,
            Does::Loads => is_foreign(value, base),
            Does::Refers => is_foreign(value, base) && refers_to_loaded(),
            Does::LoadsSeveral => value.split(',').any(|one| is_foreign(one.trim(), base)),
            Does::Inline => true,
        };
        is_blocked.then_some(if value.is_empty() { name } else { value })
    })
}

fn is_foreign(link: &str, base: &str) -> bool {
    let is_other = web::names_a_host(link) || web::scheme(link).is_some_and(|scheme| scheme != "data");
    is_other && !link.starts_with(base)
}

/// What of a static file of the theme would be blocked, by the kind its name tells.
pub fn of_file<'t>(path: &str, text: &'t str, base: &str) -> Vec<&'t str> {
    let ending = path.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    match ending.as_str() {
        "css" => of_style(text, base),
        "html" | "htm" | "svg" | "xhtml" => {
            let mut found = Vec::new();
            tags::each(text, |tag, attributes| {
                // A picture brings its own styles, and is shown without the policy of the page.
                let blocked = of_tag(tag, attributes, base);
                found.extend(blocked.filter(|what| ending != "svg" || is_foreign(what, base)));
            });
            found
        }
        _ => Vec::new(),
    }
}

/// Addresses in `url(…)` and behind `@import` that are not of the site.
fn of_style<'t>(text: &'t str, base: &str) -> Vec<&'t str> {
    // Lower case has the same bytes at the same places: only ASCII is changed.
    let lower = text.to_ascii_lowercase();
    let mut found = Vec::new();
    for start in ["url(", "@import"] {
        for at in memchr::memmem::find_iter(lower.as_bytes(), start) {
            let rest = text[at + start.len()..].trim_start().trim_start_matches(['"', '\'']);
            let link = &rest[..rest.find(['"', '\'', ')', ';']).unwrap_or(rest.len())];
            if is_foreign(link, base) {
                found.push(link.trim_end());
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const BASE: &str = "https://own.example/";

    fn blocked(html: &str) -> bool {
        let mut found = false;
        tags::each(html, |tag, attributes| found |= of_tag(tag, attributes, BASE).is_some());
        found
    }

    #[test]
    fn what_the_policy_blocks_is_known() {
        for html in [
            "<img src=https://a.example/x.png>",
            "<IMG SRC='//a.example/x.png'>",
            "<img src=\"\\\\a.example\\x\">",
            "<img src=x srcset='y 1x, https://a.example/z 2x'>",
            "<video poster=\"http://a.example/\">",
            "<svg><image href='https://a.example/x.svg'/></svg>",
            "<use xlink:href=//a.example/x#y>",
            "<link rel=stylesheet href=https://a.example/x.css>",
            "<link rel='shortcut icon' href=https://a.example/x.ico>",
            "<script src=https://a.example/x.js></script>",
            "<script>x()</script>",
            "<style>p{}</style>",
            "<p style='text-align: right'>",
            "<p OnClick=x()>",
            "<iframe src=x>",
            "<form action=https://a.example/>",
            "<img src=javascript:x>",
        ] {
            assert!(blocked(html), "{html}");
        }
        for html in [
            "<img src=../static/x.png alt='style=x'>",
            "<img src=\"data:image/png;base64,x\">",
            "<img src=https://own.example/static/x.png>",
            "<a href=https://a.example/ title='onclick='>",
            "<link rel=canonical href=https://a.example/>",
            "<link rel=stylesheet href=x.css>",
            "<script type=application/ld+json>{}</script>",
            "<script src=x.js defer></script>",
            "<form action=../search/>",
            "<use href=#x>",
        ] {
            assert!(!blocked(html), "{html}");
        }
    }

    #[test]
    fn style_sheets_and_pictures_load_nothing_from_elsewhere() {
        let style =
            "a{background:url( 'https://a.example/x.png' )} @IMPORT \"//b.example/y.css\"; b{c:URL(x.png)}";
        assert_eq!(of_file("s/x.css", style, BASE), ["https://a.example/x.png", "//b.example/y.css"]);
        let svg = "<svg style='x'><image href='https://a.example/x'/><a href='https://a.example/'/></svg>";
        assert_eq!(of_file("x.svg", svg, BASE), ["https://a.example/x"]);
        assert_eq!(of_file("x.html", "<p style=x><img src=//a.example/>", BASE), ["x", "//a.example/"]);
        assert!(of_file("x.txt", style, BASE).is_empty());
    }
}
