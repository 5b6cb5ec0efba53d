//! Values all pages share, built once.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use tera::{Tera, Value};

use super::dates::Dates;
use crate::dataset::{Settings, record_number};
use crate::published::Public;
use crate::published::Published;

/// A map for a template.
#[must_use]
pub fn object<const N: usize>(entries: [(&'static str, Value); N]) -> Value {
    // Tera makes its own map of any other; this one costs no hashing.
    BTreeMap::from(entries).into()
}

/// A day as templates see it.
#[must_use]
pub fn day(date: NaiveDate) -> Value {
    date.to_string().into()
}

/// Puts `site`, `campaign`, `as_of`, `commit` and `latest` where every template finds them.
pub fn insert(
    tera: &mut Tera,
    dataset: &Public,
    figures: &Published,
    dates: &Dates,
    as_of: NaiveDate,
    commit: Option<&str>,
) {
    let settings = &dataset.settings();
    let organ = &settings.organ;
    let text = |text: &Option<String>| Value::from(text.clone().unwrap_or_default());
    let context = tera.global_context();
    context.insert_value(
        "site",
        object([
            ("title", settings.title.as_str().into()),
            ("language", settings.language.as_str().into()),
            ("sample", settings.sample.into()),
            ("hazard_list", settings.hazard_list.scope.code().into()),
            ("hazards_basis", text(&settings.hazard_list.basis)),
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
            ("conac", text(&organ.conac)),
            ("has_privacy", dataset.pages().iter().any(|page| page.slug == "privacy").into()),
            ("correct", correct(settings).into()),
            ("has_policy", dataset.pages().iter().any(|page| page.slug == "policy").into()),
        ]),
    );
    context.insert_value("campaign", campaign(dataset, dates, as_of));
    context.insert_value("as_of", day(as_of));
    context.insert_value("commit", commit.unwrap_or_default().into());
    let latest = figures.latest().map(|latest| dataset.campaign().periods[latest].id.as_str());
    context.insert_value("latest", latest.unwrap_or_default().into());
}

/// Where to say that something is wrong: the repository's issues, else the organ's telephone; empty
/// where neither is given.
fn correct(settings: &Settings) -> String {
    let repository = settings.repository.as_ref().map(|repository| format!("{repository}/issues"));
    let phone = || settings.organ.phone.as_ref().map(|phone| format!("tel:{}", phone.replace(' ', "")));
    repository.or_else(phone).unwrap_or_default()
}

/// The host of a web address.
fn domain(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split(['/', ':']).next().unwrap_or_default()
}

/// Which day of a span a day is, from 1; 0 before it.
fn nth(from: NaiveDate, day: NaiveDate) -> i64 {
    (day - from).num_days().max(-1) + 1
}

fn campaign(dataset: &Public, dates: &Dates, as_of: NaiveDate) -> Value {
    let campaign = &dataset.campaign();
    let phase = |(at, phase): (usize, &crate::dataset::Phase)| {
        let state = match () {
            () if phase.to < as_of => "past",
            () if phase.from > as_of => "future",
            () => "now",
        };
        object([
            ("title", phase.title.as_str().into()),
            ("from", day(phase.from)),
            ("to", day(phase.to)),
            ("window", dates.range(phase.from, phase.to).into()),
            ("state", state.into()),
            ("no", (at + 1).into()),
            ("day", nth(phase.from, as_of.min(phase.to)).into()),
            ("days", nth(phase.from, phase.to).into()),
        ])
    };
    let phases: Vec<Value> = campaign.phases.iter().enumerate().map(phase).collect();
    let now = campaign.phases.iter().position(|phase| phase.from <= as_of && as_of <= phase.to);
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
        ("region", dataset.regions().all()[dataset.regions().root()].name.as_str().into()),
        ("starts_on", day(campaign.starts_on)),
        ("ends_on", day(campaign.ends_on)),
        ("document", document.into()),
        ("now", now.map(|now| phases[now].clone()).into()),
        ("phases", phases.into()),
        ("milestones", campaign.milestones.iter().map(milestone).collect::<Vec<_>>().into()),
    ])
}
