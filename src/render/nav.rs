//! The way around a site: its columns, and from each page to its twin for older readers.

use tera::{Context, Value};

use super::shared::object;
use crate::published::Public;
use crate::site::{Plan, SECTIONS, Section, address};

/// The columns this site has, as templates see them.
pub fn entries(plan: &Plan, dataset: &Public) -> Value {
    let mut columns: Vec<_> = SECTIONS.iter().filter_map(|section| Some((section.menu?, section))).collect();
    columns.sort_by_key(|((place, _), _)| *place);
    let entry = |((_, title), section): ((u8, &'static str), &Section)| {
        let address = address(dataset, &section.head);
        plan.has(&address).then(|| {
            object([
                ("section", section.kind().section.into()),
                ("link", address.trim_start_matches('/').into()),
                ("title", title.into()),
                ("elder", plan.has(&format!("/elder{address}")).into()),
            ])
        })
    };
    columns.into_iter().filter_map(entry).collect::<Vec<Value>>().into()
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
