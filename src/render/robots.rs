//! What programs read: the rules for robots and for servers.

use super::Renderer;

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

/// A sample site is not to be found by search engines.
pub fn robots(renderer: &Renderer) -> Vec<u8> {
    let settings = &renderer.dataset.settings;
    let rule = if settings.sample { "Disallow: /" } else { "Allow: /" };
    format!("User-agent: *\n{rule}\nSitemap: {}sitemap.xml\n", settings.base_url).into_bytes()
}
