//! As much of HTTP/1.1 as a browser on this machine needs: a request read, an answer written.
//!
//! One request a connection. What is not a plain GET or HEAD to this very address is refused: a page
//! of another site must not read drafts by giving its own name our address (DNS rebinding).

use std::io::{self, Read, Write};
use std::sync::Arc;

use crate::{escape, limits};

/// A request that may be answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// Decoded, without the query.
    pub path: String,
    /// Whether only the head of the answer is asked for.
    pub head_only: bool,
}

/// How an answer goes out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HttpStatus {
    Ok,
    Found,
    BadRequest,
    NotFound,
    MethodNotAllowed,
    TimedOut,
    Misdirected,
    TooLarge,
    Findings,
    Busy,
    BadVersion,
}

impl HttpStatus {
    fn line(self) -> &'static str {
        match self {
            Self::Ok => "200 OK",
            Self::Found => "302 Found",
            Self::BadRequest => "400 Bad Request",
            Self::NotFound => "404 Not Found",
            Self::MethodNotAllowed => "405 Method Not Allowed",
            Self::TimedOut => "408 Request Timeout",
            Self::Misdirected => "421 Misdirected Request",
            Self::TooLarge => "431 Request Header Fields Too Large",
            Self::Findings => "500 Internal Server Error",
            Self::Busy => "503 Service Unavailable",
            Self::BadVersion => "505 HTTP Version Not Supported",
        }
    }
}

/// What goes back.
#[derive(Debug, Clone)]
pub struct Answer {
    pub status: HttpStatus,
    /// The media type.
    pub kind: &'static str,
    /// Further headers, by name.
    pub headers: Arc<[(String, String)]>,
    /// Where it has moved to.
    pub location: Option<String>,
    pub body: Arc<[u8]>,
}

impl Answer {
    /// A plain answer in so many words.
    pub fn of(status: HttpStatus) -> Self {
        let body = format!("{}\n", status.line());
        Self {
            status,
            kind: "text/plain; charset=utf-8",
            headers: Arc::new([]),
            location: None,
            body: Arc::from(body.into_bytes()),
        }
    }
}

/// The names a request may call this server by, such as `localhost:4000`.
#[derive(Debug)]
pub struct Hosts(Vec<String>);

impl Hosts {
    /// Of a server at this port on this machine.
    pub fn at(port: u16) -> Self {
        let names = ["localhost", "127.0.0.1", "[::1]"];
        let mut hosts: Vec<String> = names.iter().map(|name| format!("{name}:{port}")).collect();
        if port == 80 {
            hosts.extend(names.iter().map(|name| (*name).to_owned()));
        }
        Self(hosts)
    }

    fn has(&self, host: &str) -> bool {
        self.0.iter().any(|own| own.eq_ignore_ascii_case(host))
    }
}

/// Reads the head of a request; a body is not looked at.
pub fn read(stream: &mut impl Read, hosts: &Hosts) -> Result<Request, HttpStatus> {
    let head = head(stream)?;
    let head = String::from_utf8_lossy(&head);
    let mut lines = head.split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line));
    let first = lines.next().unwrap_or_default();
    let [method, target, version] = first.split(' ').collect::<Vec<_>>()[..] else {
        return Err(HttpStatus::BadRequest);
    };
    if !version.starts_with("HTTP/1.") {
        return Err(HttpStatus::BadVersion);
    }
    let mut found = Vec::new();
    for line in lines {
        let (name, value) = line.split_once(':').ok_or(HttpStatus::BadRequest)?;
        if name.is_empty() || name.contains(|c: char| c.is_whitespace() || c.is_control()) {
            return Err(HttpStatus::BadRequest);
        }
        if name.eq_ignore_ascii_case("host") {
            found.push(value.trim());
        }
    }
    let [host] = found[..] else { return Err(HttpStatus::BadRequest) };
    if !hosts.has(host) {
        return Err(HttpStatus::Misdirected);
    }
    let head_only = match method {
        "GET" => false,
        "HEAD" => true,
        _ => return Err(HttpStatus::MethodNotAllowed),
    };
    let path = target.split('?').next().unwrap_or_default();
    let path = path.starts_with('/').then(|| decoded(path)).flatten().ok_or(HttpStatus::BadRequest)?;
    Ok(Request { path, head_only })
}

/// All up to the empty line, without it.
fn head(stream: &mut impl Read) -> Result<Vec<u8>, HttpStatus> {
    let mut head = Vec::new();
    let mut buffer = [0; 2048];
    loop {
        let length = match stream.read(&mut buffer) {
            Ok(0) => return Err(HttpStatus::BadRequest),
            Ok(length) => length,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) if is_timeout(&error) => return Err(HttpStatus::TimedOut),
            Err(_) => return Err(HttpStatus::BadRequest),
        };
        let from = head.len().saturating_sub(3);
        head.extend_from_slice(&buffer[..length]);
        if let Some(at) = memchr::memmem::find(&head[from..], b"\r\n\r\n") {
            head.truncate(from + at);
        } else if head.len() <= limits::REQUEST_BYTES {
            continue;
        }
        return if head.len() > limits::REQUEST_BYTES { Err(HttpStatus::TooLarge) } else { Ok(head) };
    }
}

fn is_timeout(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut)
}

/// A path with its `%2E` decoded once; `None` where that gives no text or unprintable text.
fn decoded(path: &str) -> Option<String> {
    let bytes = escape::percent_decoded(path)?;
    String::from_utf8(bytes).ok().filter(|path| !path.contains(char::is_control))
}

/// Writes an answer; a reader who has gone away is no failure of ours.
pub fn write(stream: &mut impl Write, answer: &Answer, head_only: bool) -> io::Result<()> {
    // In two steps: a large file is not copied for each reader of it.
    stream.write_all(head_of(answer).as_bytes())?;
    if !head_only {
        stream.write_all(&answer.body)?;
    }
    stream.flush()
}

fn head_of(answer: &Answer) -> String {
    let mut head = format!(
        "HTTP/1.1 {}\r\nContent-Type: {}\r\nContent-Length: {}\r\nConnection: close\r\n\
         Cache-Control: no-store\r\nCross-Origin-Resource-Policy: same-origin\r\n",
        answer.status.line(),
        answer.kind,
        answer.body.len()
    );
    let mut add = |name: &str, value: &str| {
        for part in [name, ": ", value, "\r\n"] {
            head.push_str(part);
        }
    };
    for (name, value) in answer.headers.iter() {
        add(name, value);
    }
    if answer.status == HttpStatus::MethodNotAllowed {
        add("Allow", "GET, HEAD");
    }
    if let Some(location) = &answer.location {
        add("Location", location);
    }
    head.push_str("\r\n");
    head
}

/// The media type of a file, by its ending.
pub fn kind_of(file: &str) -> &'static str {
    if file.starts_with("/feeds/") {
        return "application/atom+xml; charset=utf-8";
    }
    match file.rsplit(['.', '/']).next().unwrap_or_default() {
        "html" | "" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "json" | "webmanifest" => "application/json; charset=utf-8",
        "xml" => "application/xml; charset=utf-8",
        "txt" | "_headers" => "text/plain; charset=utf-8",
        "svg" => "image/svg+xml; charset=utf-8",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "ico" => "image/vnd.microsoft.icon",
        "woff2" => "font/woff2",
        "pdf" => "application/pdf",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(text: &str) -> Result<String, HttpStatus> {
        read(&mut text.as_bytes(), &Hosts::at(4000)).map(|request| request.path)
    }

    fn with_host(first: &str) -> Result<String, HttpStatus> {
        asked(&format!("{first}\r\nHost: localhost:4000\r\n\r\n"))
    }

    #[test]
    fn a_path_is_decoded_once_and_its_query_dropped() {
        assert_eq!(with_host("GET /a/?b=/c HTTP/1.1"), Ok("/a/".into()));
        assert_eq!(with_host("GET /%2e%2E/%252e HTTP/1.1"), Ok("/../%2e".into()));
        assert_eq!(with_host("GET /%E4%B8%AD HTTP/1.0"), Ok("/中".into()));
    }

    #[test]
    fn what_is_no_request_is_refused() {
        for first in ["GET /", "GET  / HTTP/1.1", "", "GET a HTTP/1.1", "GET http://localhost:4000/ HTTP/1.1"]
        {
            assert_eq!(with_host(first), Err(HttpStatus::BadRequest), "{first}");
        }
        for path in ["/%", "/%2", "/%zz", "/%00", "/%0d%0a", "/%ff"] {
            assert_eq!(with_host(&format!("GET {path} HTTP/1.1")), Err(HttpStatus::BadRequest), "{path}");
        }
        assert_eq!(with_host("GET / HTTP/2.0"), Err(HttpStatus::BadVersion));
        assert_eq!(with_host("POST / HTTP/1.1"), Err(HttpStatus::MethodNotAllowed));
        assert_eq!(
            asked("GET / HTTP/1.1\r\nHost: localhost:4000"),
            Err(HttpStatus::BadRequest),
            "unfinished"
        );
    }

    #[test]
    fn only_names_of_this_machine_with_the_port_are_hosts() {
        let to = |host: &str| asked(&format!("GET / HTTP/1.1\r\nHost: {host}\r\n\r\n"));
        for host in ["localhost:4000", "LOCALHOST:4000", "127.0.0.1:4000", "[::1]:4000"] {
            assert_eq!(to(host), Ok("/".into()), "{host}");
        }
        for host in
            ["localhost", "localhost:4001", "evil.example", "evil.example:4000", "localhost:4000.evil"]
        {
            assert_eq!(to(host), Err(HttpStatus::Misdirected), "{host}");
        }
        assert_eq!(asked("GET / HTTP/1.1\r\n\r\n"), Err(HttpStatus::BadRequest));
        let two = "GET / HTTP/1.1\r\nHost: localhost:4000\r\nhost: evil.example\r\n\r\n";
        assert_eq!(asked(two), Err(HttpStatus::BadRequest));
        let folded = "GET / HTTP/1.1\r\nHost: localhost:4000\r\n Host: evil.example\r\n\r\n";
        assert_eq!(asked(folded), Err(HttpStatus::BadRequest));
    }

    #[test]
    fn a_request_has_a_size_limit() {
        let long = |length: usize| with_host(&format!("GET /{} HTTP/1.1", "a".repeat(length)));
        assert!(long(limits::REQUEST_BYTES / 2).is_ok());
        assert_eq!(long(limits::REQUEST_BYTES), Err(HttpStatus::TooLarge));
        let endless = "GET / HTTP/1.1\r\n".chars().chain(std::iter::repeat('a'));
        let endless: String = endless.take(limits::REQUEST_BYTES * 2).collect();
        assert_eq!(asked(&endless), Err(HttpStatus::TooLarge));
    }
}
