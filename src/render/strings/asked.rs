//! What templates ask for, read from their tags.
//!
//! In: the templates of the theme in force. Out: the keys of strings they name, `t.home`, and the beginnings of such
//! as a value ends, `t["kind_" ~ kind]`.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::Template;
use crate::diagnostic::Place;

/// What templates ask for.
#[derive(Default)]
pub struct Asked<'t> {
    /// Whole keys: `t.home`.
    keys: BTreeSet<&'t str>,
    /// Beginnings of keys that a value ends: `t["kind_" ~ kind]`.
    beginnings: BTreeSet<&'t str>,
    /// Whole keys in the site's own templates, each with its first place there.
    pub by_the_site: BTreeMap<&'t str, Place>,
}

impl<'t> Asked<'t> {
    /// What these templates ask for.
    pub fn of(templates: &'t [Template<'_>]) -> Self {
        let mut asked = Self::default();
        for template in templates {
            for (ask, span) in asks(template.text) {
                match ask {
                    Ask::Beginning(name) => _ = asked.beginnings.insert(name),
                    Ask::Key(name) => {
                        asked.keys.insert(name);
                        if template.own {
                            let place = || Place::new(&template.path, &span);
                            asked.by_the_site.entry(name).or_insert_with(place);
                        }
                    }
                    Ask::Perhaps(name) => _ = asked.keys.insert(name),
                }
            }
        }
        asked
    }

    /// Whether one asks for a key, or for one that begins so.
    pub fn has(&self, key: &str) -> bool {
        self.keys.contains(key) || self.beginnings.iter().any(|beginning| key.starts_with(beginning))
    }
}

/// How a template asks for a string.
#[derive(Debug, PartialEq, Eq)]
enum Ask<'t> {
    /// `t.home`, `t["home"]`
    Key(&'t str),
    /// `t.home | default(value="x")`, `t.home is defined`: it need not be there.
    Perhaps(&'t str),
    /// `t["kind_" ~ kind]`
    Beginning(&'t str),
}

/// Every place where a template asks for a string. Text outside tags, comments and quoted texts ask for none.
fn asks(template: &str) -> Vec<(Ask<'_>, Range<usize>)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = template[at..].find('{').map(|next| at + next) {
        let close = match template.as_bytes().get(start + 1) {
            Some(b'{') => "}}",
            Some(b'%') => "%}",
            Some(b'#') => "#}",
            _ => {
                at = start + 1;
                continue;
            }
        };
        let inside = start + 2;
        let end = template[inside..].find(close).map_or(template.len(), |end| inside + end);
        if close != "#}" {
            asks_in(template, inside..end, &mut found);
        }
        at = end;
    }
    found
}

/// The same, in one tag.
fn asks_in<'t>(template: &'t str, tag: Range<usize>, found: &mut Vec<(Ask<'t>, Range<usize>)>) {
    let bytes = template.as_bytes();
    let is_word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    let word_end = |from: usize| (from..tag.end).find(|at| !is_word(bytes[*at])).unwrap_or(tag.end);
    let mut at = tag.start;
    let mut before = b' ';
    while at < tag.end {
        let byte = bytes[at];
        if matches!(byte, b'"' | b'\'' | b'`') {
            at = template[at + 1..tag.end].find(byte as char).map_or(tag.end, |end| at + end + 2);
            before = byte;
        } else if is_word(byte) {
            let end = word_end(at);
            if &template[at..end] == "t" && before != b'.' {
                found.extend(ask(template, end..tag.end, &word_end));
            }
            (at, before) = (end, byte);
        } else {
            at += 1;
            before = if byte.is_ascii_whitespace() { before } else { byte };
        }
    }
}

/// What is asked for after a `t`.
fn ask<'t>(
    template: &'t str,
    rest: Range<usize>,
    word_end: &impl Fn(usize) -> usize,
) -> Option<(Ask<'t>, Range<usize>)> {
    let after = &template[rest.clone()];
    let (name, next) = if after.starts_with('.') {
        let name = rest.start + 1..word_end(rest.start + 1);
        (name.clone(), name.end)
    } else {
        let quoted = after.strip_prefix("[\"").or_else(|| after.strip_prefix("['"))?;
        let start = rest.end - quoted.len();
        let end = start + quoted.find(['"', '\''])?;
        if template[end + 1..rest.end].trim_start().starts_with('~') {
            return Some((Ask::Beginning(&template[start..end]), start..end));
        }
        (start..end, (end + 2).min(rest.end))
    };
    let word = &template[name.clone()];
    let follows = template.get(next..rest.end).unwrap_or_default().trim_start();
    let perhaps = follows.strip_prefix('|').is_some_and(|filter| filter.trim_start().starts_with("default"))
        || follows.starts_with("is ");
    (!word.is_empty()).then_some((if perhaps { Ask::Perhaps(word) } else { Ask::Key(word) }, name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(template: &str) -> Vec<Ask<'_>> {
        asks(template).into_iter().map(|(ask, _)| ask).collect()
    }

    #[test]
    fn what_a_template_asks_for_is_found_wherever_it_may_stand() {
        let text =
            "{{ t.home }} t.not {# t.nor #} {% if x and t.a_b %}{{ row.t.c }}{{ f(x=t.d) }}{{ \"t.e\" }}";
        assert_eq!(asked(text), [Ask::Key("home"), Ask::Key("a_b"), Ask::Key("d")]);
        let text = "{{ t[\"kind_\" ~ x] }}{{ t['way'] }}{{ t[x] }}{{t.g|default(value=\"x\")}}{% if t.h is defined %}";
        let expected = [Ask::Beginning("kind_"), Ask::Key("way"), Ask::Perhaps("g"), Ask::Perhaps("h")];
        assert_eq!(asked(text), expected);
        assert_eq!(asked("{{ t"), []);
        assert_eq!(asked("{{ t.中 }}{"), []);
    }
}
