//! What programs read: the rules for robots and for servers.

use super::Renderer;

/// No foreign address, no frame, nothing inline. Scripts of the site's own may sort its tables, and
/// read the index of its search (`connect-src`), to which its form leads (`form-action`).
pub const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; \
                          connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// Headers for every file, as static hosts read them.
pub fn headers() -> Vec<u8> {
    format!(
        "/*\n  Content-Security-Policy: {POLICY}\n  X-Content-Type-Options: nosniff\n  Referrer-Policy: no-referrer\n"
    )
    .into_bytes()
}

/// A sample site is not to be found by search engines.
pub fn robots(renderer: &Renderer) -> Vec<u8> {
    let settings = &renderer.dataset.settings();
    let rule = if settings.sample { "Disallow: /" } else { "Allow: /" };
    format!("User-agent: *\n{rule}\nSitemap: {}sitemap.xml\n", settings.base_url).into_bytes()
}
