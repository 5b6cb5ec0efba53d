//! The headers the site asks its server for, with what live reload needs besides.

/// What the pages `serve` makes itself are sent with.
const OWN: [(&str, &str); 3] = [
    (
        "Content-Security-Policy",
        "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    ),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
];

/// Live reload loads a script from the site itself and listens to it.
const NEEDED: [&str; 2] = ["script-src", "connect-src"];

/// The headers of the pages `serve` makes itself.
pub fn own() -> Vec<(String, String)> {
    OWN.iter().map(|(name, value)| with_reload(name, value)).collect()
}

/// The headers `_headers` lists for every address.
pub fn read(text: &str) -> Vec<(String, String)> {
    let mut for_all = false;
    let mut headers = Vec::new();
    for line in text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')) {
        if !line.starts_with([' ', '\t']) {
            for_all = line.trim() == "/*";
        } else if let Some((name, value)) = line.split_once(':').filter(|_| for_all) {
            headers.push(with_reload(name.trim(), value.trim()));
        }
    }
    headers
}

fn with_reload(name: &str, value: &str) -> (String, String) {
    let is_policy = name.eq_ignore_ascii_case("Content-Security-Policy");
    (name.to_owned(), if is_policy { allowing_reload(value) } else { value.to_owned() })
}

fn allowing_reload(policy: &str) -> String {
    let mut directives: Vec<String> =
        policy.split(';').map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect();
    for needed in NEEDED {
        let at = directives.iter().position(|part| part.split(' ').next() == Some(needed));
        match at {
            Some(at) if directives[at].split(' ').any(|source| source == "'self'") => {}
            Some(at) => directives[at] = format!("{} 'self'", directives[at].replace(" 'none'", "")),
            None => directives.push(format!("{needed} 'self'")),
        }
    }
    directives.join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_site_s_policy_is_kept_and_reload_allowed() {
        let headers = read(
            "/*\n  Content-Security-Policy: default-src 'none'; img-src 'self' data:\n  X-A: b\n/x\n  X-C: d\n",
        );
        let policy = "default-src 'none'; img-src 'self' data:; script-src 'self'; connect-src 'self'";
        let own = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        assert_eq!(headers, [own("Content-Security-Policy", policy), own("X-A", "b")]);
        assert_eq!(
            allowing_reload("script-src 'self'; connect-src 'none'"),
            "script-src 'self'; connect-src 'self'"
        );
    }
}
