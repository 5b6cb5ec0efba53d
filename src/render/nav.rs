//! The way around a site: its columns, and from each page to its twin for older readers.

use tera::{Context, Value};

use super::shared::object;
use crate::site::Plan;

/// The columns in their order: section, address below the root, key of the title. One whose page the
/// plan does not have is left out; a new column is a line here.
const COLUMNS: [(&str, &str, &str); 11] = [
    ("home", "", "home"),
    ("periods", "periods/", "periods"),
    ("regions", "regions/", "regions"),
    ("hazards", "hazards/", "nav_hazards"),
    ("enforcement", "enforcement/", "nav_enforcement"),
    ("cases", "cases/", "nav_cases"),
    ("ranking", "ranking/", "nav_ranking"),
    ("reconciliation", "reconciliation/", "nav_reconciliation"),
    ("timeliness", "timeliness/", "nav_timeliness"),
    ("data", "data/", "nav_data"),
    ("about", "about/", "nav_about"),
];

/// The columns this site has, as templates see them.
pub fn entries(plan: &Plan) -> Value {
    let columns = COLUMNS.iter().filter(|(_, path, _)| plan.has(&format!("/{path}")));
    let entry = |(section, path, key): &(&'static str, &'static str, &'static str)| {
        object([
            ("section", (*section).into()),
            ("link", (*path).into()),
            ("title", (*key).into()),
            ("elder", plan.has(&format!("/elder/{path}")).into()),
        ])
    };
    columns.map(entry).collect::<Vec<Value>>().into()
}

/// Gives a page the address of its twin below the root: for older readers, or back. A page without a twin leads to the first
/// page for older readers.
pub fn insert_twin(context: &mut Context, plan: &Plan, address: &str) {
    let path = address.trim_start_matches('/');
    let normal = path.strip_prefix("elder/");
    context.insert("elder", &normal.is_some());
    let twin = match normal {
        Some(normal) => normal.to_owned(),
        None if plan.has(&format!("/elder/{path}")) => format!("elder/{path}"),
        None => "elder/".to_owned(),
    };
    context.insert("twin", &twin);
}
