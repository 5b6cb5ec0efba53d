//! What programs read: the site map, the feed, the rules for robots and for servers.

use std::fmt::Write;

use super::Renderer;
use super::forms::escape;
use crate::site::{Item, address};

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
    let settings = &renderer.dataset.settings;
    let base = &settings.base_url;
    let text = |text: &str| {
        let mut out = String::new();
        escape(text, &mut out);
        out
    };
    let (warning, report) = match (settings.sample, settings.in_english()) {
        (true, true) => ("Sample data, all invented. ", "monthly report"),
        (false, true) => ("", "monthly report"),
        (true, false) => ("示例数据，均为虚构。", "月报"),
        (false, false) => ("", "月报"),
    };
    let stamp = |day: chrono::NaiveDate| {
        let midnight = day.and_time(chrono::NaiveTime::MIN);
        midnight
            .and_local_timezone(renderer.dataset.campaign.timezone)
            .earliest()
            .map_or_else(|| format!("{day}T00:00:00Z"), |time| time.to_rfc3339())
    };
    let campaign = text(&renderer.dataset.campaign.title);
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    let _ = writeln!(
        out,
        "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n<title>{}</title>\n<subtitle>{warning}{campaign}</subtitle>\n\
         <id>{base}feeds/periods.xml</id>\n<link rel=\"self\" href=\"{base}feeds/periods.xml\"/>\n<link href=\"{base}\"/>\n\
         <updated>{}</updated>\n<author><name>{}</name></author>",
        settings.language,
        text(&settings.title),
        stamp(renderer.as_of),
        text(if settings.organ.name.is_empty() { &settings.title } else { &settings.organ.name }),
    );
    for period in renderer.dataset.campaign.periods[..renderer.figures.periods()].iter().rev() {
        let (id, updated) = (&period.id, stamp(period.to));
        let _ = writeln!(
            out,
            "<entry>\n<title>{id} {report}</title>\n<id>{base}periods/{id}/</id>\n<link href=\"{base}periods/{id}/\"/>\n\
             <updated>{updated}</updated>\n<summary>{warning}{campaign} {} — {}</summary>\n</entry>",
            period.from, period.to
        );
    }
    out.push_str("</feed>\n");
    out.into_bytes()
}

pub fn sitemap(renderer: &Renderer) -> Vec<u8> {
    let mut out = String::from(concat!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n",
        "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"
    ));
    let base = &renderer.dataset.settings.base_url;
    // Versions for older readers say the same, and lead search engines to the pages they are versions of.
    let is_listed = |item: &Item| item.is_page() && !matches!(item, Item::Elder(_));
    for (_, item) in renderer.plan.items().iter().filter(|(_, item)| is_listed(item)) {
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
