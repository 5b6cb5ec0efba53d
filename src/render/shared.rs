//! Values all pages share, built once.

use chrono::NaiveDate;
use tera::{Map, Tera, Value};

use super::theme::Theme;
use crate::dataset::{Dataset, record_number};
use crate::figures::Figures;

/// A map for a template.
#[must_use]
pub fn object<const N: usize>(entries: [(&'static str, Value); N]) -> Value {
    let map: Map = entries.into_iter().map(|(key, value)| (key.into(), value)).collect();
    Value::from(map)
}

/// A day as templates see it.
#[must_use]
pub fn day(date: NaiveDate) -> Value {
    date.to_string().into()
}

/// Puts `site`, `campaign`, `as_of`, `commit` and `latest` where every template finds them.
pub fn insert(
    tera: &mut Tera,
    dataset: &Dataset,
    figures: &Figures,
    _theme: &Theme,
    as_of: NaiveDate,
    commit: Option<&str>,
) {
    let settings = &dataset.settings;
    let organ = &settings.organ;
    let text = |text: &Option<String>| Value::from(text.clone().unwrap_or_default());
    let context = tera.global_context();
    context.insert_value(
        "site",
        object([
            ("title", settings.title.as_str().into()),
            ("language", settings.language.as_str().into()),
            ("sample", settings.sample.into()),
            ("repository", text(&settings.repository)),
            ("version", env!("CARGO_PKG_VERSION").into()),
            ("organ", organ.name.as_str().into()),
            ("hotline", text(&organ.hotline)),
            ("phone", text(&organ.phone)),
            ("host_address", text(&organ.address)),
            ("undertaker", text(&organ.undertaker)),
            ("domain", domain(&settings.base_url).into()),
            ("base_url", settings.base_url.as_str().into()),
            ("police_number", record_number(organ.police_record.as_deref().unwrap_or_default()).into()),
            ("site_code", text(&organ.site_code)),
            ("icp", text(&organ.icp)),
            ("police_record", text(&organ.police_record)),
            ("has_cases", (!dataset.cases.is_empty()).into()),
            ("has_policy", dataset.pages.iter().any(|page| page.slug == "policy").into()),
        ]),
    );
    context.insert_value("campaign", campaign(dataset, as_of));
    context.insert_value("as_of", day(as_of));
    context.insert_value("commit", commit.unwrap_or_default().into());
    let latest = figures.latest().map(|latest| dataset.campaign.periods[latest].id.as_str());
    context.insert_value("latest", latest.unwrap_or_default().into());
}

/// The host of a web address.
fn domain(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split(['/', ':']).next().unwrap_or_default()
}

fn campaign(dataset: &Dataset, as_of: NaiveDate) -> Value {
    let campaign = &dataset.campaign;
    let phase = |phase: &crate::dataset::Phase| {
        let state = match () {
            () if phase.to < as_of => "past",
            () if phase.from > as_of => "future",
            () => "now",
        };
        object([
            ("title", phase.title.as_str().into()),
            ("from", day(phase.from)),
            ("to", day(phase.to)),
            ("state", state.into()),
        ])
    };
    let milestone = |milestone: &crate::dataset::Milestone| {
        object([
            ("title", milestone.title.as_str().into()),
            ("due_on", day(milestone.due_on)),
            ("passed", (milestone.due_on < as_of).into()),
        ])
    };
    let document = campaign.document.as_ref().map(|document| {
        object([
            ("no", document.no.as_str().into()),
            ("title", document.title.as_str().into()),
            ("issued_on", day(document.issued_on)),
            ("organ", document.organ.as_str().into()),
        ])
    });
    object([
        ("title", campaign.title.as_str().into()),
        ("region", dataset.regions.all()[dataset.regions.root()].name.as_str().into()),
        ("starts_on", day(campaign.starts_on)),
        ("ends_on", day(campaign.ends_on)),
        ("document", document.into()),
        ("phases", campaign.phases.iter().map(phase).collect::<Vec<_>>().into()),
        ("milestones", campaign.milestones.iter().map(milestone).collect::<Vec<_>>().into()),
    ])
}
