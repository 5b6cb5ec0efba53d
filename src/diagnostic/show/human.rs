//! Findings with the lines they are about; of many warnings of one kind, the first.

use std::collections::BTreeMap;
use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};

use crate::diagnostic::{Code, Finding, Language, Place, Positions, Severity, Texts};
use crate::say;

/// A line longer than this is shown by its place alone: a row of a wide ledger fills the screen.
const LONGEST_LINE: usize = 400;

/// Of so many warnings of one kind all are shown; of more, these, and how many there are. A habit of a whole city is a
/// screen of them, and would bury the one warning that matters.
const SHOWN_OF_A_KIND: usize = 3;

pub fn show(findings: &[Finding], texts: &Texts, language: Language, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let positions = Positions::new(texts);
    let mut out = String::new();
    let mut warnings: BTreeMap<Code, usize> = BTreeMap::new();
    for finding in findings {
        if finding.severity == Severity::Warning {
            let met = warnings.entry(finding.code).or_default();
            *met += finding.count();
            if *met > SHOWN_OF_A_KIND {
                continue;
            }
        }
        out.push_str(&renderer.render(&groups(finding, &positions, language)));
        out.push_str("\n\n");
    }
    for (code, met) in warnings.into_iter().filter(|(_, met)| *met > SHOWN_OF_A_KIND) {
        out.push_str(&more(code, met - SHOWN_OF_A_KIND, language));
    }
    out
}

/// The line that stands for the rest of a kind.
fn more(code: Code, rest: usize, language: Language) -> String {
    let (id, (zh, en)) = (code.id(), code.entry().title);
    let line = say!(
        "…… 另有 {rest} 条 {id}（{zh}）没有列出：--format short 列出全部\n",
        "… and {rest} more {id} ({en}): --format short lists all\n"
    );
    line.to(language).to_owned()
}

fn groups<'f>(finding: &'f Finding, positions: &Positions<'f>, language: Language) -> Vec<Group<'f>> {
    let level = match (finding.severity, language) {
        (Severity::Error, Language::En) => Level::ERROR,
        (Severity::Warning, Language::En) => Level::WARNING,
        (Severity::Error, Language::Zh) => Level::ERROR.with_name("错误"),
        (Severity::Warning, Language::Zh) => Level::WARNING.with_name("警告"),
    };
    let title = level.primary_title(finding.message.to(language)).id(finding.code.id());
    let mut primary = Group::with_title(title);
    primary = primary.element(element(&finding.place, positions, AnnotationKind::Primary, None));
    for (place, why) in &finding.related {
        primary = primary.element(element(place, positions, AnnotationKind::Context, Some(why.to(language))));
    }
    if let Some(help) = &finding.help {
        let help_level = match language {
            Language::Zh => Level::HELP.with_name("怎么办"),
            Language::En => Level::HELP,
        };
        primary = primary.element(help_level.message(help.to(language)));
    }
    vec![primary]
}

/// The lines of a place with carets below; its address alone where there is nothing to show.
fn element<'f>(
    place: &'f Place,
    positions: &Positions<'f>,
    kind: AnnotationKind,
    label: Option<&'f str>,
) -> Element<'f> {
    let origin = |line: Option<(u32, u32)>| {
        let origin = Origin::path(place.path.as_ref());
        match line {
            Some((line, column)) => origin.line(line as usize).char_column(column as usize).into(),
            None => origin.into(),
        }
    };
    let Some(lines) = positions.lines(&place.path) else { return origin(None) };
    let (line, column) = lines.line_column(place.span.0);
    let shown = lines.text_of(line);
    if shown.len() > LONGEST_LINE || shown.trim().is_empty() {
        return origin(Some((line, column)));
    }
    let start = lines.start_of(line);
    let span = within(shown, place.span.0 as usize - start, place.span.1 as usize - start);
    let annotation: Annotation = kind.span(span).label(label);
    Snippet::source(positions.veil().on(shown))
        .line_start(line as usize)
        .path(place.path.as_ref())
        .annotation(annotation)
        .into()
}

/// The part of a span on its first line.
fn within(line: &str, start: usize, end: usize) -> Range<usize> {
    let floor = |mut at: usize| {
        at = at.min(line.len());
        while !line.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let (start, end) = (floor(start), floor(end));
    start..end.max(start)
}
