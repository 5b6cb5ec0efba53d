//! What programs read: the site map, the feed, the rules for robots and for servers.

use std::fmt::Write;

use super::Renderer;
use super::forms::escape;
use crate::site::address;

/// No script, no foreign address, no frame: the site needs none, and says so.
pub const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; \
                          form-action 'none'; frame-ancestors 'none'";

/// Headers for every file, as static hosts read them.
pub fn headers() -> Vec<u8> {
    format!(
        "/*\n  Content-Security-Policy: {POLICY}\n  X-Content-Type-Options: nosniff\n  Referrer-Policy: no-referrer\n"
    )
    .into_bytes()
}

/// The closed periods as an Atom feed, latest first. Its times are those of the data: a period is
/// published the day its window closes.
pub fn periods_feed(renderer: &Renderer) -> Vec<u8> {
    let campaign = escaped(&renderer.dataset.campaign.title);
    let warning = warning(renderer);
    let report = if renderer.dataset.settings.in_english() { "monthly report" } else { "月报" };
    let mut out = feed_head(renderer, "periods", &format!("{warning}{campaign}"));
    for period in renderer.dataset.campaign.periods[..renderer.figures.periods()].iter().rev() {
        let id = &period.id;
        let summary = format!("{warning}{campaign} {} — {}", period.from, period.to);
        entry(&mut out, renderer, &format!("periods/{id}/"), &format!("{id} {report}"), period.to, &summary);
    }
    out.push_str("</feed>\n");
    out.into_bytes()
}

/// The cases that are public, the latest first: a feed reader drops what is no longer listed.
pub fn cases_feed(renderer: &Renderer) -> Vec<u8> {
    let warning = warning(renderer);
    let title = if renderer.dataset.settings.in_english() { "Typical cases" } else { "典型案例" };
    let mut out = feed_head(renderer, "cases", &format!("{warning}{title}"));
    for case in renderer.plan.public_cases().into_iter().take(FEED) {
        let Some(shown) = &case.shown else { continue };
        let on = shown.published_on.unwrap_or(renderer.as_of);
        let summary = format!("{warning}{}", escaped(&shown.summary));
        entry(&mut out, renderer, &format!("cases/{}/", case.slug), &escaped(&shown.title), on, &summary);
    }
    out.push_str("</feed>\n");
    out.into_bytes()
}

/// How many cases the feed holds.
const FEED: usize = 50;

fn warning(renderer: &Renderer) -> &'static str {
    let settings = &renderer.dataset.settings;
    match (settings.sample, settings.in_english()) {
        (true, true) => "Sample data, all invented. ",
        (true, false) => "示例数据，均为虚构。",
        (false, _) => "",
    }
}

fn escaped(text: &str) -> String {
    let mut out = String::new();
    escape(text, &mut out);
    out
}

fn stamp(renderer: &Renderer, day: chrono::NaiveDate) -> String {
    let midnight = day.and_time(chrono::NaiveTime::MIN);
    midnight
        .and_local_timezone(renderer.dataset.campaign.timezone)
        .earliest()
        .map_or_else(|| format!("{day}T00:00:00Z"), |time| time.to_rfc3339())
}

fn feed_head(renderer: &Renderer, name: &str, subtitle: &str) -> String {
    let settings = &renderer.dataset.settings;
    let base = &settings.base_url;
    let organ = if settings.organ.name.is_empty() { &settings.title } else { &settings.organ.name };
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
         <feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n<title>{}</title>\n<subtitle>{subtitle}</subtitle>\n\
         <id>{base}feeds/{name}.xml</id>\n<link rel=\"self\" href=\"{base}feeds/{name}.xml\"/>\n<link href=\"{base}\"/>\n\
         <updated>{}</updated>\n<author><name>{}</name></author>\n",
        settings.language,
        escaped(&settings.title),
        stamp(renderer, renderer.as_of),
        escaped(organ),
    )
}

fn entry(out: &mut String, renderer: &Renderer, at: &str, title: &str, on: chrono::NaiveDate, summary: &str) {
    let (base, updated) = (&renderer.dataset.settings.base_url, stamp(renderer, on));
    let _ = writeln!(
        out,
        "<entry>\n<title>{title}</title>\n<id>{base}{at}</id>\n<link href=\"{base}{at}\"/>\n\
         <updated>{updated}</updated>\n<summary>{summary}</summary>\n</entry>"
    );
}

pub fn sitemap(renderer: &Renderer) -> Vec<u8> {
    let mut out = String::from(concat!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n",
        "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"
    ));
    let base = &renderer.dataset.settings.base_url;
    for (_, item) in renderer.plan.items().iter().filter(|(_, item)| item.is_page()) {
        let at = address(renderer.dataset, item);
        let _ = writeln!(out, "<url><loc>{base}{}</loc></url>", at.trim_start_matches('/'));
    }
    out.push_str("</urlset>\n");
    out.into_bytes()
}

/// A sample site is not to be found by search engines.
pub fn robots(renderer: &Renderer) -> Vec<u8> {
    let settings = &renderer.dataset.settings;
    let rule = if settings.sample { "Disallow: /" } else { "Allow: /" };
    format!("User-agent: *\n{rule}\nSitemap: {}sitemap.xml\n", settings.base_url).into_bytes()
}
