//! For programs: one object, its keys for ever.

use serde_json::{Value, json};

use super::{Review, mark, sentences};
use crate::compare::{
    Attention, ChangeCause, ChangeClass, Fate, FigureChange, PublicChange, ShownFigure, ValueChange,
};
use crate::published::editions::DepartureCause;

pub(super) fn write(review: &Review) -> String {
    let difference = review.difference;
    let (worst, verdict) = review.verdict();
    let as_of = difference.as_of.map(|day| day.to_string());
    let class =
        if difference.is_publishable { difference.worst().map(ChangeClass::code) } else { Some("errors") };
    let mut counts: serde_json::Map<String, Value> = ChangeClass::ALL
        .iter()
        .map(|class| (class.code().to_owned(), difference.count(*class).into()))
        .collect();
    counts.insert("time".to_owned(), difference.by_time.map_or(0, |(_, figures)| figures).into());
    let findings: Vec<Value> = difference
        .new_findings
        .iter()
        .map(|finding| {
            // No column: how far to the right a cell stands tells how long those before it are, private ones too.
            let ((line, _), _) = review.positions.of(&finding.place);
            json!({
                "code": finding.code.id(),
                "severity": finding.severity.word(),
                "path": format!("{}{}", review.prefix, finding.place.path),
                "line": line,
            })
        })
        .collect();
    let named = |fate: &Fate| -> Vec<String> {
        let of = |change: &PublicChange| {
            let ChangeCause::Named { fate: own, ids } = &change.cause else { return Vec::new() };
            if own == fate { ids.clone() } else { Vec::new() }
        };
        difference.changes.iter().flat_map(of).collect()
    };
    let ranks: Vec<Value> = difference.ranks.iter().map(|rank| {
        json!({ "period": rank.period, "region": rank.region.0, "old": rank.old, "new": rank.new })
    }).collect();
    let files = &difference.files;
    let paths = |files: &[crate::source::ChangedFile], prefix: &str| -> Vec<String> {
        files.iter().map(|file| format!("{prefix}{}", file.path)).collect()
    };
    let changes: Vec<Value> = difference.changes.iter().map(|change| one(review, change)).collect();
    let told = json!({
        "format": "gongshi-diff/1",
        "base": { "commit": review.base, "as_of": as_of },
        "head": { "commit": review.head, "as_of": as_of },
        "verdict": {
            "class": class,
            "mark": word(worst),
            "sign": mark(worst),
            "title": { "zh": verdict.zh, "en": verdict.en },
            "append_only": difference.is_append_only(),
            "publishable": difference.is_publishable,
        },
        "counts": counts,
        "figures": { "lowest": difference.figures.0, "follow": difference.figures.1 },
        "changes": changes,
        "ranks": ranks,
        "named": { "new": named(&Fate::Added), "gone": named(&Fate::Deleted) },
        "pages": { "added": difference.pages.0, "removed": difference.pages.1 },
        "findings": { "new": findings, "gone": difference.findings_gone, "kept": difference.findings_kept },
        "files": {
            "changed": files.of_site.len() + files.outside.len(),
            "of_site": paths(&files.of_site, review.prefix),
            "outside": paths(&files.outside, ""),
            "regions": difference.regions,
        },
        "truncated": false,
    });
    format!("{told}\n")
}

fn word(mark: Attention) -> &'static str {
    match mark {
        Attention::Red => "red",
        Attention::Orange => "orange",
        Attention::Green => "green",
        Attention::White => "white",
    }
}

fn one(review: &Review, change: &PublicChange) -> Value {
    let mut cause = cause(&change.cause);
    if let (Some(cause), Some(place)) = (cause.as_object_mut(), &change.place) {
        let ((line, column), _) = review.positions.of(place);
        cause.insert("path".to_owned(), format!("{}{}", review.prefix, place.path).into());
        cause.insert("line".to_owned(), line.into());
        cause.insert("column".to_owned(), column.into());
    }
    let title = sentences::title(change);
    json!({
        "class": change.class.code(),
        "title": { "zh": title.zh, "en": title.en },
        "cause": cause,
        "figures": change.figures.iter().map(figure).collect::<Vec<_>>(),
        "lowest": change.figures.len(),
        "follow": change.follow,
        "region": change.region.as_ref().map(|(code, _)| code),
        "periods": change.periods,
    })
}

fn cause(cause: &ChangeCause) -> Value {
    match cause {
        ChangeCause::Records { kind, fate, ids, values, is_unseen } => {
            let to = match fate {
                Fate::Renumbered(to) | Fate::Moved(to) => Some(to),
                Fate::Added | Fate::Changed | Fate::Deleted => None,
            };
            json!({
                "kind": kind.code(),
                "fate": fated(fate),
                "ids": ids,
                "to": to,
                "values": values.iter().map(value).collect::<Vec<_>>(),
                "unseen": is_unseen,
            })
        }
        ChangeCause::Key { path, value: changed } => {
            json!({ "kind": "key", "file": path, "key": changed.name, "old": changed.old, "new": changed.new })
        }
        ChangeCause::File { path, is_outside, .. } => {
            json!({ "kind": "file", "file": path, "outside": is_outside })
        }
        ChangeCause::Uncovered { figures } => json!({ "kind": "uncovered", "count": figures }),
        ChangeCause::Named { fate, ids } => json!({ "kind": "named", "fate": fated(fate), "ids": ids }),
        ChangeCause::Addresses(addresses) => json!({ "kind": "addresses", "addresses": addresses }),
        ChangeCause::Unexplained => json!({ "kind": "unexplained" }),
        ChangeCause::Rewritten { path, is_order } => {
            json!({ "kind": "rewritten", "file": path, "order": is_order })
        }
    }
}

fn fated(fate: &Fate) -> &'static str {
    match fate {
        Fate::Added => "added",
        Fate::Changed => "changed",
        Fate::Deleted => "deleted",
        Fate::Renumbered(_) => "renumbered",
        Fate::Moved(_) => "moved",
    }
}

fn value(change: &ValueChange) -> Value {
    json!({ "name": change.name, "old": change.old, "new": change.new })
}

fn figure(change: &FigureChange) -> Value {
    json!({
        "measure": change.measure,
        "region": change.region.0,
        "period": change.period,
        "span": change.span.code(),
        "old": seen(change.old),
        "new": seen(change.new),
        "edition": change.frozen.map(|frozen| json!({ "period": change.period, "no": frozen.no })),
        "explained_by": change.frozen.and_then(|frozen| explained(frozen.why?)),
    })
}

/// What explains that a frozen figure is another.
fn explained(why: DepartureCause) -> Option<Value> {
    Some(match why {
        DepartureCause::Unexplained => return None,
        DepartureCause::Corrected(place) => json!({ "kind": "correction", "no": place + 1 }),
        DepartureCause::Method(place) => json!({ "kind": "method", "no": place + 1 }),
        DepartureCause::Late(day) => json!({ "kind": "late", "submitted_on": day.to_string() }),
        DepartureCause::Entered => json!({ "kind": "entered" }),
        DepartureCause::Follows(_) => json!({ "kind": "follows" }),
    })
}

fn seen(seen: Option<ShownFigure>) -> Value {
    seen.map_or(
        Value::Null,
        |seen| json!({ "status": seen.status.code(), "value": seen.value.map(|value| value.to_string()) }),
    )
}
