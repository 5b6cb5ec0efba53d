//! Web addresses: what may stand before every address of a site, and what may be linked to.
//!
//! In: an address as it was written. Out: what is wrong with it, if anything. Browsers mend addresses – `\` becomes `/`,
//! `..` goes up, tabs vanish –, servers and search engines do not all mend them alike: only what all read the same is taken.

use core::net::Ipv6Addr; // A way of writing, no network.

use crate::diagnostic::Say;
use crate::limits;
use crate::say;

/// What keeps an address from standing before all addresses of a site, as in `https://host/folder/`.
#[must_use]
pub fn base_fault(address: &str) -> Option<Say> {
    let (authority, rest) = match parts(address) {
        Ok(parts) => parts,
        Err(fault) => return Some(fault),
    };
    authority_fault(authority).or_else(|| path_fault(rest))
}

/// What keeps an address of somebody else's page from being linked to: it may have a query and a fragment.
#[must_use]
pub fn link_fault(address: &str) -> Option<Say> {
    let (authority, rest) = match parts(address) {
        Ok(parts) => parts,
        Err(fault) => return Some(fault),
    };
    authority_fault(authority).or_else(|| {
        let foreign = rest.chars().find(|c| c.is_whitespace() || c.is_control() || "\"<>\\".contains(*c));
        foreign.map(not_in_addresses)
    })
}

/// `host:port` and what comes after it.
fn parts(address: &str) -> Result<(&str, &str), Say> {
    if address.len() > limits::WEB_ADDRESS_BYTES {
        let most = limits::WEB_ADDRESS_BYTES;
        return Err(say!("超过 {most} 个字节", "it is longer than {most} bytes"));
    }
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"));
    let rest = rest
        .ok_or_else(|| say!("要以 https:// 或 http:// 开头", "it does not begin with https:// or http://"))?;
    Ok(rest.split_at(rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len())))
}

fn authority_fault(authority: &str) -> Option<Say> {
    if authority.contains('@') {
        return Some(say!(
            "带有用户名或密码，会公布出去",
            "it holds a user or a password, which would be published"
        ));
    }
    let (host, port) = match authority.rfind(':').filter(|at| !authority[*at..].contains(']')) {
        Some(at) => (&authority[..at], Some(&authority[at + 1..])),
        None => (authority, None),
    };
    if let Some(port) = port {
        let digits = !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit());
        if !digits || port.parse::<u16>().is_ok_and(|port| port == 0) || port.parse::<u16>().is_err() {
            return Some(say!(
                "端口 `{port}` 不在 1 到 65535 之间",
                "the port `{port}` is not from 1 to 65535"
            ));
        }
    }
    if !host.is_ascii() {
        return Some(say!(
            "主机名不是 ASCII：中文域名写成 `xn--` 开头的形式",
            "the host is not ASCII: write it in its form that begins with `xn--`"
        ));
    }
    (!is_host(host)).then(|| say!("没有 `{host}` 这样的主机名", "`{host}` is no name of a host"))
}

/// A name of labels, or an address in numbers.
fn is_host(host: &str) -> bool {
    if let Some(inner) = host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        return inner.parse::<Ipv6Addr>().is_ok();
    }
    let labels: Vec<&str> = host.split('.').collect();
    // Browsers read whatever ends in a number as an IPv4 address.
    if labels.last().is_some_and(|last| last.starts_with(|c: char| c.is_ascii_digit()) && is_number(last)) {
        return host.parse::<core::net::Ipv4Addr>().is_ok();
    }
    let is_label = |label: &&str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
    };
    host.len() <= 253 && labels.iter().all(is_label)
}

fn is_number(label: &str) -> bool {
    let hex = label.strip_prefix("0x").or_else(|| label.strip_prefix("0X"));
    label.bytes().all(|byte| byte.is_ascii_digit())
        || hex.is_some_and(|hex| hex.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

fn path_fault(path: &str) -> Option<Say> {
    // `&` and `'` may stand in a path, and would be read otherwise in half of the formats it is put into.
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-._~!$()*+,;=:@%/".contains(c);
    if let Some(foreign) = path.chars().find(|c| !is_plain(*c)) {
        return Some(match foreign {
            '?' => say!("带有查询（`?`）", "it has a query (`?`)"),
            '#' => say!("带有片段（`#`）", "it has a fragment (`#`)"),
            foreign => not_in_addresses(foreign),
        });
    }
    let inner = path.strip_prefix('/').unwrap_or(path);
    let inner = inner.strip_suffix('/').unwrap_or(inner);
    for segment in inner.split('/') {
        if segment.is_empty() && !matches!(path, "" | "/") {
            return Some(say!("路径里有 `//`", "there is a `//` in its path"));
        }
        let Some(decoded) = crate::escape::percent_decoded(segment) else {
            return Some(say!("`%` 后面要有两位十六进制数", "`%` stands before two hexadecimal digits"));
        };
        if matches!(&decoded[..], b"." | b"..") {
            return Some(say!("路径里有 `{segment}`", "there is a `{segment}` in its path"));
        }
        if let Some(byte) = decoded.iter().find(|byte| byte.is_ascii_control() || b"/\\".contains(byte)) {
            return Some(say!("路径里有 `%{byte:02X}`", "there is a `%{byte:02X}` in its path"));
        }
    }
    None
}

fn not_in_addresses(c: char) -> Say {
    let shown = c.escape_default();
    say!("网址里不能有 `{shown}`", "`{shown}` cannot stand in an address")
}

/// The scheme of a link, as a browser finds it: `mailto` in `mailto:a@b`, none in `./x:y`, `a/b:c`, `1:2` or `中:b`.
/// White space before it and tabs and line breaks in it are not seen, as browsers do not see them.
#[must_use]
pub fn scheme(link: &str) -> Option<String> {
    memchr::memchr(b':', link.as_bytes())?;
    let mut scheme = String::new();
    for c in link.trim_start_matches(|c: char| c <= ' ').chars() {
        match c {
            ':' if !scheme.is_empty() => return Some(scheme),
            '\t' | '\n' | '\r' => {}
            c if c.is_ascii_alphabetic() => scheme.push(c.to_ascii_lowercase()),
            c if !scheme.is_empty() && (c.is_ascii_digit() || "+-.".contains(c)) => scheme.push(c),
            _ => return None,
        }
    }
    None
}

/// Whether a link without a scheme names another host: `//host/x`, and `\\host` as browsers mend it.
#[must_use]
pub fn names_a_host(link: &str) -> bool {
    let mut start = link.chars().filter(|c| !matches!(c, '\t' | '\n' | '\r')).skip_while(|c| *c <= ' ');
    let is_slash = |c: Option<char>| matches!(c, Some('/' | '\\'));
    is_slash(start.next()) && is_slash(start.next())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_all_read_alike_stands_before_a_site() {
        for good in [
            "https://a.example",
            "https://a.example/",
            "http://a.example:8080/x/y/",
            "https://xn--fiqs8s.example/",
            "https://10.0.0.1/x",
            "https://[::1]:4000/",
            "https://a_b.example/a%20b/~c/",
            "https://intranet/",
        ] {
            assert_eq!(base_fault(good), None, "{good}");
        }
        for bad in [
            "",
            "a.example",
            "ftp://a.example/",
            "https:/a.example",
            "https://",
            "https:///x",
            "https://a.example//",
            "https://a.example//x/",
            "https://a.example/x//y/",
            "https://u@a.example/",
            "https://u:p@a.example/",
            "https://a.example/?q",
            "https://a.example?q",
            "https://a.example/#f",
            "https://a.example#f",
            "https://中国.example/",
            "https://a.example/中/",
            "https://a b.example/",
            "https://a.example/a b/",
            " https://a.example/",
            "https://a.example/ ",
            "https://a.example\\x",
            "https://a.example/x\\y/",
            "https://a.example:/",
            "https://a.example:0/",
            "https://a.example:65536/",
            "https://a.example:8o/",
            "https://a.example:-1/",
            "https://a.example/./",
            "https://a.example/../x/",
            "https://a.example/x/..",
            "https://a.example/%2e%2E/x/",
            "https://a.example/%2f/",
            "https://a.example/%5c/",
            "https://a.example/%zz/",
            "https://a.example/%",
            "https://a.example/%00/",
            "https://a..example/",
            "https://.a.example/",
            "https://a.example./",
            "https://-a.example/",
            "https://a-.example/",
            "https://1.2.3/",
            "https://1.2.3.256/",
            "https://0x7f.1/",
            "https://[::1/",
            "https://[a.example]/",
            "https://a.example/\"/",
            "https://a.example/<b>/",
            "https://a.example/\t",
            "https://a\t.example/",
            "https://a.example/a&b/",
            "https://a.example/'/",
            "https://a.example/\u{202e}/",
            "HTTPS://a.example/",
            "https://a.example:80:80/",
            "https://[::1]x/",
        ] {
            assert!(base_fault(bad).is_some(), "{bad}");
        }
        let long = format!("https://a.example/{}/", "x".repeat(limits::WEB_ADDRESS_BYTES));
        assert!(base_fault(&long).is_some());
        assert!(base_fault(&format!("https://{}.example/", "x".repeat(64))).is_some());
    }

    #[test]
    fn others_pages_may_have_queries() {
        for good in
            ["https://a.example/art/?id=1&x=2#top", "http://a.example//x", "https://a.example/中.html"]
        {
            assert_eq!(link_fault(good), None, "{good}");
        }
        for bad in
            ["https://u:p@a.example/", "https:///x", "https://a.example/a b", "https://a.example:0/", "//a/"]
        {
            assert!(link_fault(bad).is_some(), "{bad}");
        }
    }

    #[test]
    fn a_scheme_is_what_a_browser_takes_for_one() {
        let is = |link: &str| scheme(link).unwrap_or_default();
        for (link, expected) in [
            ("mailto:a@b.example", "mailto"),
            ("HTTPS://a/", "https"),
            (" java\nscript:x", "javascript"),
            ("a:b.html", "a"),
            ("a.b+c-1:x", "a.b+c-1"),
            ("./x:y", ""),
            ("cases/a:b/", ""),
            ("?a:b", ""),
            ("#a:b", ""),
            ("1:2", ""),
            ("中:b", ""),
            (":x", ""),
            ("-a:b", ""),
            ("a b:c", ""),
            ("//host:80/", ""),
        ] {
            assert_eq!(is(link), expected, "{link}");
        }
        for link in ["//a/", "\\\\a", "/\\a", "\\/a", " //a", "/\t/a"] {
            assert!(names_a_host(link), "{link}");
        }
        for link in ["/a", "a//b", "", "./", "\\a"] {
            assert!(!names_a_host(link), "{link}");
        }
    }
}
