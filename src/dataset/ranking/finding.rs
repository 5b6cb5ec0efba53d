//! Which components punish finding more: what grows with it stands below a rate whose higher end is better, or above
//! one whose lower end is.

use std::collections::BTreeSet;

use super::{Code, Component, Direction, Fields, MeasureNames, Side, Spanned};
use crate::dataset::forms::{Form, Role};
use crate::dataset::rules::Operand;
use crate::diagnostic::{Finding, Place, Say, Severity};
use crate::say;

/// What the measures of a site count: what grows when one more hazard is found and nothing else happens, what grows
/// with how closely somebody looks.
pub(super) struct Finds<'d> {
    named: BTreeSet<String>,
    known: MeasureNames<'d>,
}

impl<'d> Finds<'d> {
    /// What the file names, and the sums that is a part of; cells and ledgers say of themselves what they count.
    pub(super) fn of(named: Side, known: MeasureNames<'d>) -> Self {
        let mut all: BTreeSet<String> = named.into_iter().map(|operand| operand.measure).collect();
        for form in known.forms {
            for sum in &form.derived {
                let mut cells = sum.parts.iter().map(|&part| format!("{}.{}", form.id, form.cells[part].id));
                if cells.any(|cell| all.contains(&cell)) {
                    all.insert(format!("{}.{}", form.id, sum.id));
                }
            }
        }
        Self { named: all, known }
    }

    fn has(&self, measure: &str) -> bool {
        // Measures of ledgers are the program's own words, and these say what they count.
        let of_ledger = words(measure)
            .is_some_and(|mut words| words.any(|word| matches!(word, "found" | "open" | "listed" | "rows")))
            && !is_due(measure);
        of_ledger || self.named.contains(measure) || self.known.role(measure) == Some(Role::Finding)
    }

    /// Whether it is how often anybody was penalised.
    fn is_of_penalties(&self, measure: &str) -> bool {
        self.known.role(measure) == Some(Role::Penalties)
    }
}

/// The words of a ledger measure, without which of its hazards: those of an open pit need not be open.
fn words(measure: &str) -> Option<impl Iterator<Item = &str>> {
    let whole = measure.strip_prefix("ledger.")?.split('.').next()?;
    Some(whole.split('_'))
}

/// Whether it counts hazards whose deadline has passed, or of those the ones that were closed.
fn is_due(measure: &str) -> bool {
    words(measure).is_some_and(|mut words| words.any(|word| word == "due")) || measure.ends_with("_on_time")
}

/// Of hazards whose deadline has passed, those that were closed.
fn is_due_closed(measure: &str) -> bool {
    is_due(measure) && (measure.ends_with("_on_time") || measure.ends_with("_due_closed"))
}

/// The two sides of a component, as they are named and what they mean.
pub(super) struct Weighed<'s> {
    pub(super) numerator: (&'s [Spanned<String>], &'s Side),
    pub(super) denominator: (&'s [Spanned<String>], &'s Side),
    pub(super) direction: Direction,
}

impl Weighed<'_> {
    /// Tells each measure through which finding more costs points, and says whether there was any.
    pub(super) fn report(&self, fields: &Fields, finds: &Finds) -> bool {
        let mut is_told = false;
        let (names, side) = match self.direction {
            Direction::Lower => self.numerator,
            Direction::Higher => self.denominator,
        };
        for (name, operand) in names.iter().zip(side) {
            let measure = &operand.measure;
            if finds.has(measure) {
                self.tell_growing(fields, name, measure);
            } else if is_due(measure) && !self.closes(measure) {
                Self::tell_due(fields, name, measure);
            } else if self.direction == Direction::Lower && self.is_of_looking(measure, finds) {
                Self::tell_looking(fields, name, measure);
            } else {
                continue;
            }
            is_told = true;
        }
        is_told
    }

    /// Whether what is due stands below nothing but what of it was closed: one more of both lowers no rate. Of all that
    /// is due, not only of what is listed.
    fn closes(&self, measure: &str) -> bool {
        let is_listed = |measure: &str| measure.contains("listed");
        let is_below = self.direction == Direction::Higher && !is_due_closed(measure);
        let mut above = self.numerator.1.iter().map(|operand| operand.measure.as_str());
        is_below && above.all(|above| is_due_closed(above) && (is_listed(measure) || !is_listed(above)))
    }

    /// Whether it grows with how closely somebody looks, and not only with the penalties it is divided by.
    fn is_of_looking(&self, measure: &str, finds: &Finds) -> bool {
        match finds.known.role(measure) {
            Some(Role::Shortcoming) => true,
            Some(Role::Punishment | Role::Penalties) => {
                !self.denominator.1.iter().all(|operand| finds.is_of_penalties(&operand.measure))
            }
            Some(Role::Finding | Role::Admonition) | None => false,
        }
    }

    fn tell_growing(&self, fields: &Fields, name: &Spanned<String>, measure: &str) {
        let (zh, en) = match self.direction {
            Direction::Higher => ("比率随之降低", "lowers the rate"),
            Direction::Lower => ("比率随之升高", "raises the rate"),
        };
        let message = say!(
            "多发现一处隐患，`{measure}` 就增加，{zh}，得分减少",
            "one more hazard found adds to `{measure}`, which {en} and costs points"
        );
        let help = say!(
            "改用已到期的隐患计算，如 `ledger.major_due`",
            "count hazards whose deadline has passed, such as `ledger.major_due`"
        );
        tell(fields, name, message, help, Severity::Error);
    }

    fn tell_due(fields: &Fields, name: &Spanned<String>, measure: &str) {
        let message = say!(
            "发现的隐患到期后，`{measure}` 就增加，整改了也减少得分",
            "once a hazard found is due it adds to `{measure}`, which costs points even if it was rectified"
        );
        let help = say!(
            "到期的只作 `…_on_time`、`…_due_closed` 的分母，越高越好",
            "what is due stands below `…_on_time` or `…_due_closed` alone, the higher the better"
        );
        tell(fields, name, message, help, Severity::Error);
    }

    fn tell_looking(fields: &Fields, name: &Spanned<String>, measure: &str) {
        let message = say!(
            "`{measure}` 越低越好：检查、处罚得越少，得分越高",
            "`{measure}` is better when lower: who checks and punishes less has more points"
        );
        let help =
            say!("改为越高越好，或换一项指标", "make the higher end the better one, or take another measure");
        tell(fields, name, message, help, Severity::Warning);
    }
}

fn tell(fields: &Fields, name: &Spanned<String>, message: Say, help: Say, severity: Severity) {
    let place = fields.file().place(&name.span);
    fields.push(Finding::new(Code::FindingPunished, place, message).severity(severity).help(help));
}

/// Warns at the first form that scores are made of, where no cell of any form says what it counts: which of them count
/// findings and penalties, which must cost nobody points, is then not known.
pub(super) fn undeclared(components: &[Component], known: MeasureNames) -> Option<Finding> {
    let has_roles = |form: &Form| {
        let mut roles =
            form.cells.iter().map(|cell| cell.role).chain(form.derived.iter().map(|sum| sum.role));
        roles.any(|role| role.is_some())
    };
    let mut named = components.iter().flat_map(|of| of.numerator.iter().chain(&of.denominator));
    let form_of = |operand: &Operand| {
        let (form, _) = operand.measure.split_once('.')?;
        known.forms.iter().find(|known| known.id == form)
    };
    let form = named.find_map(form_of).filter(|_| !known.forms.iter().any(has_roles))?;
    let message = say!(
        "评分所用的表没有写各格数的是什么",
        "scores are made of this form, no cell of which says what it counts"
    );
    Some(Finding::new(Code::CheckUndeclared, Place::file(&form.path), message).help(say!(
        "在单元格上写 `role`，如 `role = \"punishment\"`：查得严的不因此少得分",
        "write `role` on its cells, such as `role = \"punishment\"`: who looks closely must not score less for it"
    )))
}
