//! Where values come from, on pages: a commit's short id and its day, cut once from the theme's component; and the history
//! of a record.

use tera::{Context, Tera, Value};

use super::pages::Drawing;
use super::shared::object;
use super::stencil::{Stencil, hole};
use super::theme::Theme;
use crate::diagnostic::Finding;
use crate::escape;
use crate::published::Public;
use crate::published::ledger::RowRef;
use crate::published::provenance::{HistoryEntry, Provenance, RecordHistory, ValueOrigin};

/// How many digits of a commit's id are shown.
const SHORT: usize = 8;

#[derive(Debug, Clone, Copy)]
enum MarkHole {
    Id,
    Short,
    Day,
}

/// A commit as pages show it.
#[derive(Debug)]
struct ShownCommit {
    id: String,
    day: String,
}

/// How pages show where a value comes from.
#[derive(Debug)]
pub struct CommitMarks {
    commits: Vec<ShownCommit>,
    commit: Stencil<MarkHole>,
    /// Its day alone, where it would lead to a name that is masked.
    day: Stencil<MarkHole>,
    earliest: Stencil<MarkHole>,
    uncommitted: Stencil<MarkHole>,
}

impl CommitMarks {
    /// Draws each way, where there is a history.
    pub fn draw(
        tera: &Tera,
        theme: &Theme,
        dataset: &Public,
        provenance: Option<&Provenance>,
    ) -> Result<Self, Box<Finding>> {
        let strings = theme.strings().value();
        let repository = dataset.settings().repository.as_ref();
        let link = repository.map(|repository| format!("{repository}/commit/{}", hole("id")));
        let cut = |state: &str| -> Result<Stencil<MarkHole>, Box<Finding>> {
            let of = object([
                ("state", state.into()),
                ("short", hole("short").into()),
                ("day", hole("day").into()),
                ("link", link.clone().unwrap_or_default().into()),
            ]);
            let mut context = Context::new();
            context.insert_value("of", of);
            context.insert_value("t", strings.clone());
            let drawing = tera
                .render_component("provenance", &context, None, true)
                .map_err(|error| theme.finding("provenance.html", &error))?;
            Ok(Stencil::cut(drawing.trim(), |name| match name {
                "id" => Some(MarkHole::Id),
                "short" => Some(MarkHole::Short),
                "day" => Some(MarkHole::Day),
                _ => None,
            }))
        };
        let timezone = dataset.campaign().timezone;
        let commit = |provenance: &Provenance, number: u32| {
            let (id, seconds) = provenance.commit(number);
            let time = chrono::DateTime::from_timestamp(seconds, 0);
            let day = time.map(|time| time.with_timezone(&timezone).date_naive().to_string());
            ShownCommit { id: id.to_owned(), day: day.unwrap_or_default() }
        };
        let commits = provenance.map(|all| (0..all.commits()).map(|number| commit(all, number)).collect());
        Ok(Self {
            commits: commits.unwrap_or_default(),
            commit: cut("commit")?,
            day: cut("day")?,
            earliest: cut("earliest")?,
            uncommitted: cut("uncommitted")?,
        })
    }

    /// Writes where a value comes from.
    pub fn write(&self, out: &mut String, origin: ValueOrigin, has_link: bool) {
        let (stencil, number) = match origin {
            ValueOrigin::Commit(number) if has_link => (&self.commit, Some(number)),
            ValueOrigin::Commit(number) => (&self.day, Some(number)),
            ValueOrigin::Earliest(number) => (&self.earliest, Some(number)),
            ValueOrigin::Uncommitted => (&self.uncommitted, None),
        };
        let commit = number.map(|number| &self.commits[number as usize]);
        stencil.fill(out, |hole, out| {
            let Some(commit) = commit else { return };
            match hole {
                MarkHole::Id => out.push_str(&commit.id),
                MarkHole::Short => out.push_str(commit.id.get(..SHORT).unwrap_or(&commit.id)),
                MarkHole::Day => escape::html(&commit.day, out),
            }
        });
    }
}

impl Drawing<'_, '_> {
    /// Where a row of a ledger comes from, and what became of it; none of one that is not shown.
    pub(super) fn provenance_of_row(&self, row: impl Into<RowRef>) -> Value {
        let renderer = self.renderer;
        let at = row.into();
        let history = renderer.provenance.and_then(|all| RecordHistory::of_row(all, renderer.dataset, at));
        let (file, line) = renderer.dataset.source_of(at);
        let titles = |entry: &HistoryEntry| {
            let columns = at.book().columns().iter();
            let changed = columns.filter(|column| entry.fields.iter().any(|field| field == column.code));
            changed.map(|column| self.column_title(column)).collect::<Vec<_>>()
        };
        self.provenance_value(file, Some(line), true, history.as_ref(), titles)
    }

    /// The same of a case that is shown.
    pub(super) fn provenance_of_case(&self, case: usize) -> Value {
        let renderer = self.renderer;
        let history = renderer.provenance.and_then(|all| RecordHistory::of_case(all, renderer.dataset, case));
        let titles = |entry: &HistoryEntry| {
            let keys = entry.fields.iter().map(|key| renderer.word(&format!("case_field_{key}")));
            keys.collect::<Vec<_>>()
        };
        let file = renderer.dataset.path_of_case(case);
        let has_links = history.as_ref().is_some_and(|history| history.has_links);
        self.provenance_value(file, None, has_links, history.as_ref(), titles)
    }

    fn provenance_value(
        &self,
        file: &str,
        line: Option<u32>,
        has_link: bool,
        history: Option<&RecordHistory>,
        titles: impl Fn(&HistoryEntry) -> Vec<String>,
    ) -> Value {
        let renderer = self.renderer;
        let at = line.map(|line| format!("#L{line}")).unwrap_or_default();
        let address = renderer.dataset.settings().repository.as_ref().zip(renderer.commit.as_ref());
        let address = address.filter(|_| has_link);
        let address = address.map(|(repository, commit)| format!("{repository}/blob/{commit}/{file}{at}"));
        let entries = history.iter().flat_map(|history| &history.entries).map(|entry| {
            let mut mark = String::new();
            let has_link = history.is_some_and(|history| history.has_links);
            renderer.marks.write(&mut mark, entry.origin, has_link);
            object([
                ("mark", Value::safe_string(&mark)),
                ("is_new", entry.is_new.into()),
                ("is_earliest", matches!(entry.origin, ValueOrigin::Earliest(_)).into()),
                ("columns", titles(entry).join(renderer.string("comma")).into()),
            ])
        });
        object([
            ("file", file.into()),
            ("line", line.into()),
            ("link", address.unwrap_or_default().into()),
            ("entries", entries.collect::<Vec<_>>().into()),
        ])
    }
}
