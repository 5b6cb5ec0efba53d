//! How a figure reads: a number, 未报, 不适用, 是 or 否; never a zero that nobody reported.

use std::fmt::Write;

use rust_decimal::Decimal;
use tera::{Context, Tera, Value};

use super::shared::object;
use super::stencil::{Stencil, hole};
use super::theme::Theme;
use crate::dataset::{Span, Unit};
use crate::diagnostic::Finding;
use crate::figures::{Figure, Measure, Status, format_decimal, format_percent};

/// Words for what is not a number.
#[derive(Debug)]
struct NumberWords {
    missing: String,
    not_applicable: String,
    withheld: String,
    in_part: String,
    no_rate: String,
    yes: String,
    no: String,
    month: String,
    to_date: String,
}

#[derive(Debug, Clone, Copy)]
enum NumberHole {
    Text,
    Link,
    Behind,
}

/// The theme's way of showing a number, cut once from its component.
#[derive(Debug)]
pub struct Numbers {
    words: NumberWords,
    plain: Stencil<NumberHole>,
    linked: Stencil<NumberHole>,
    partial: Stencil<NumberHole>,
    missing: Stencil<NumberHole>,
    not_applicable: Stencil<NumberHole>,
    withheld: Stencil<NumberHole>,
}

impl Numbers {
    /// Draws each way a number can be shown.
    pub fn draw(tera: &Tera, theme: &Theme) -> Result<Self, Box<Finding>> {
        let word = |key: &str| theme.strings().get(key).to_owned();
        let words = NumberWords {
            missing: word("missing"),
            not_applicable: word("not_applicable"),
            withheld: word("withheld"),
            in_part: word("in_part"),
            no_rate: word("no_rate"),
            yes: word("yes"),
            no: word("no"),
            month: word("span_month"),
            to_date: word("span_to_date"),
        };
        let cut = |state: &str, link: &str, behind: &str| -> Result<Stencil<NumberHole>, Box<Finding>> {
            let mut context = Context::new();
            context.insert("text", &hole("text"));
            context.insert("state", state);
            context.insert("link", link);
            context.insert("behind", behind);
            let drawing = tera
                .render_component("number", &context, None, true)
                .map_err(|error| theme.finding("components.html", &error))?;
            Ok(Stencil::cut(drawing.trim(), |name| match name {
                "text" => Some(NumberHole::Text),
                "link" => Some(NumberHole::Link),
                "behind" => Some(NumberHole::Behind),
                _ => None,
            }))
        };
        Ok(Self {
            words,
            plain: cut("reported", "", "")?,
            linked: cut("reported", &hole("link"), "")?,
            partial: cut("partial", "", &hole("behind"))?,
            missing: cut("missing", "", "")?,
            not_applicable: cut("na", "", "")?,
            withheld: cut("withheld", "", "")?,
        })
    }

    /// Writes a figure; a number with a `link` leads there.
    pub fn write(
        &self,
        out: &mut String,
        figure: &Figure,
        measure: &Measure,
        over: Whose,
        link: Option<&str>,
    ) {
        let stencil = match figure.status() {
            Status::Missing => &self.missing,
            Status::NotApplicable => &self.not_applicable,
            Status::Withheld => &self.withheld,
            Status::Reported if figure.is_partial() => &self.partial,
            Status::Reported if link.is_some() => &self.linked,
            Status::Reported => &self.plain,
        };
        stencil.fill(out, |hole, out| match hole {
            NumberHole::Text => self.text(out, figure, measure, over),
            NumberHole::Link => out.push_str(link.unwrap_or_default()),
            // Nobody's report is whole, but parts of it are known.
            NumberHole::Behind if figure.reported == 0 => out.push_str(&self.words.in_part),
            NumberHole::Behind => {
                let _ = write!(out, "{}/{}", figure.reported, figure.expected);
            }
        });
    }

    fn text(&self, out: &mut String, figure: &Figure, measure: &Measure, over: Whose) {
        match (figure.status(), figure.value()) {
            (Status::NotApplicable, _) if measure.rate.is_some() => out.push_str(&self.words.no_rate),
            (Status::NotApplicable, _) => out.push_str(&self.words.not_applicable),
            (Status::Withheld, _) => out.push_str(&self.words.withheld),
            (_, None) => out.push_str(&self.words.missing),
            (_, Some(number)) if measure.kind == Unit::Flag => match over {
                Whose::One if number == Decimal::ZERO => out.push_str(&self.words.no),
                Whose::One => out.push_str(&self.words.yes),
                Whose::Several(of) => {
                    let _ = write!(out, "{number}/{of}");
                }
            },
            (_, Some(rate)) if measure.rate.is_some() => out.push_str(&format_percent(rate)),
            (_, Some(number)) => out.push_str(&format_decimal(number, ",")),
        }
    }

    /// A figure as bare text.
    #[must_use]
    pub fn plain_text(&self, figure: &Figure, measure: &Measure, over: Whose) -> String {
        let mut text = String::new();
        self.text(&mut text, figure, measure, over);
        text
    }

    /// 本月 or 累计.
    #[must_use]
    pub fn span(&self, span: Span) -> &str {
        match span {
            Span::Month => &self.words.month,
            Span::ToDate => &self.words.to_date,
        }
    }

    /// A figure as a template sees it: its text, whether there is a number, and the unit.
    #[must_use]
    pub fn value(&self, figure: &Figure, measure: &Measure, unit: &str, over: Whose) -> Value {
        let text = self.plain_text(figure, measure, over);
        let state = match figure.status() {
            Status::Missing => "missing",
            Status::NotApplicable => "na",
            Status::Withheld => "withheld",
            Status::Reported if figure.is_partial() => "partial",
            Status::Reported => "reported",
        };
        object([
            ("text", text.into()),
            ("state", state.into()),
            ("unit", unit.into()),
            ("reported", figure.reported.into()),
            ("expected", figure.expected.into()),
        ])
    }
}

/// Whose figure it is: one reporter's, or that of a region with so many reporters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// One reporter.
    One,
    /// So many reporters, added up.
    Several(usize),
}
