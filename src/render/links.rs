//! Every internal link must lead to a planned file.

use std::sync::Arc;

use crate::dataset::Dataset;
use crate::diagnostic::{Code, Finding, Findings, Place};
use crate::say;
use crate::site::{Item, Plan, resolve};

/// Reports the links of a drawn page that lead nowhere.
pub fn check(html: &str, address: &str, item: &Item, plan: &Plan, dataset: &Dataset, findings: &Findings) {
    let is_looked_at = match item {
        // The page for lost readers is served at any depth, and leads on by absolute paths.
        Item::NotFound => false,
        // Months are one drawing: their links differ by region and period alone, and those of the
        // first reporter stand for all.
        Item::RegionMonth(region, _) => dataset.regions.reporters().first() == Some(region),
        _ => true,
    };
    if !is_looked_at {
        return;
    }
    for attribute in ["href=\"", "src=\""] {
        for at in memchr::memmem::find_iter(html.as_bytes(), attribute) {
            let rest = &html[at + attribute.len()..];
            let link = &rest[..rest.find('"').unwrap_or(0)];
            let outside = link.contains(':') && !link.starts_with('.');
            if outside || link.starts_with('#') {
                continue;
            }
            if !resolve(address, link).is_some_and(|target| plan.has(&target)) {
                findings.push(dead(link, address, item, dataset));
            }
        }
    }
}

fn dead(link: &str, address: &str, item: &Item, dataset: &Dataset) -> Finding {
    let place = match item {
        Item::Text(page) => {
            let file = &dataset.pages[*page].file;
            let at = file.text.find(link).unwrap_or(0);
            Place::new(&file.path, &(at..at + link.len()))
        }
        _ => Place { path: Arc::from(format!("public{address}")), span: (0, 0) },
    };
    Finding::new(
        Code::DeadLink,
        place,
        say!(
            "`{address}` 上的链接 `{link}` 没有对应的页面",
            "the link `{link}` on `{address}` leads to no page"
        ),
    )
    .help(say!("改正链接，或补上页面", "correct the link, or add the page"))
}
