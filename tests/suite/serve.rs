//! `gongshi serve`: what it answers, whom it refuses, and that a change shows by itself.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use crate::support::program::{command, run};
use crate::support::site::{POLICY, REPORT, Site, files_below};

/// Longer than any machine takes; only a failed test waits so long.
const BOUND: Duration = Duration::from_mins(2);

/// A site on the disk that is being served; ends with the test.
pub struct Served {
    dir: tempfile::TempDir,
    pub child: Child,
    pub port: u16,
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub struct Answer {
    head: String,
    pub body: String,
}

impl Answer {
    pub fn status(&self) -> u16 {
        self.head
            .split(' ')
            .nth(1)
            .and_then(|code| code.parse().ok())
            .unwrap_or_else(|| panic!("{}", self.head))
    }

    fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }
}

impl Served {
    pub fn of(site: &Site) -> Self {
        let dir = tempfile::tempdir().unwrap();
        site.write_to(dir.path());
        let words = ["serve", "--port", "0", "--lang", "en"];
        let mut child =
            command(dir.path(), &words).stderr(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let port = lines.find_map(|line| {
            let line = line.ok()?;
            let rest = line.split_once("http://127.0.0.1:")?.1;
            rest.split('/').next()?.parse().ok()
        });
        let port = port.expect("it says where it listens");
        // What it says later is read, so that it never has to wait for us.
        std::thread::spawn(move || lines.for_each(drop));
        Self { dir, child, port }
    }

    pub fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(BOUND)).unwrap();
        stream
    }

    /// What comes back for these very bytes.
    fn send(&self, request: &str) -> Answer {
        let mut stream = self.connect();
        stream.write_all(request.as_bytes()).unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or_else(|| panic!("no head in {text}"));
        Answer { head: head.into(), body: body.into() }
    }

    fn ask(&self, method: &str, path: &str) -> Answer {
        self.send(&format!("{method} {path} HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", self.port))
    }

    pub fn get(&self, path: &str) -> Answer {
        self.ask("GET", path)
    }

    pub fn listen(&self) -> Listener {
        let mut stream = self.connect();
        let request = format!("GET /__gongshi/events HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", self.port);
        stream.write_all(request.as_bytes()).unwrap();
        let mut listener = Listener(BufReader::new(stream));
        listener.next();
        listener
    }

    fn write(&self, path: &str, text: &str) {
        let to = self.dir.path().join(path);
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::write(to, text).unwrap();
    }

    pub fn change(&self, path: &str, from: &str, to: &str) {
        let text = fs::read_to_string(self.dir.path().join(path)).unwrap();
        assert!(text.contains(from), "{from}");
        self.write(path, &text.replace(from, to));
    }
}

/// An open page that waits for changes.
pub struct Listener(BufReader<TcpStream>);

impl Listener {
    /// The next edition's stamp.
    fn next(&mut self) -> String {
        let mut line = String::new();
        let since = Instant::now();
        loop {
            line.clear();
            // A connection that is kept alive is not silent.
            assert!(since.elapsed() < BOUND, "nothing is told of");
            assert_ne!(self.0.read_line(&mut line).expect("a change is told of in time"), 0, "it hung up");
            if let Some(stamp) = line.strip_prefix("data: ") {
                return stamp.trim().to_owned();
            }
        }
    }

    /// Fetches a page after every change until it is as it should be: one edit may come as several changes.
    #[track_caller]
    pub fn until(&mut self, served: &Served, path: &str, is_right: impl Fn(&Answer) -> bool) -> Answer {
        loop {
            self.next();
            let answer = served.get(path);
            if is_right(&answer) {
                return answer;
            }
        }
    }
}

#[test]
fn pages_and_files_are_those_of_build_but_for_the_reload_script() {
    let served = Served::of(&Site::small());
    let ran = run(served.dir.path(), &["build", "--base-url", "https://small.example/"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let settings = fs::read_to_string(served.dir.path().join("gongshi.toml")).unwrap();
    assert!(settings.contains("base_url = \"https://small.example/"), "the address built for is the site's");
    let built = files_below(&served.dir.path().join("public"));
    let mut pages = 0;
    for (path, bytes) in built.iter().filter(|(path, _)| *path != "manifest.json") {
        let answer = served.get(&format!("/{path}"));
        assert_eq!(answer.status(), 200, "{path}");
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains("__gongshi"), "{path}: what only `serve` needs is in the output");
        let script = answer.body.lines().find(|line| line.starts_with("<script src=\"/__gongshi/reload.js?"));
        if answer.header("content-type") == Some("text/html; charset=utf-8") {
            pages += 1;
            let script = script.unwrap_or_else(|| panic!("{path} does not reload"));
            assert_eq!(answer.body.replace(&format!("{script}\n"), ""), text, "{path}");
        } else {
            assert_eq!(answer.body, text, "{path}");
        }
    }
    assert!(pages > 10);
}

#[test]
fn an_answer_says_what_it_is() {
    let served = Served::of(&Site::small());
    for (path, kind) in [
        ("/", "text/html"),
        ("/static/style.css", "text/css"),
        ("/data/figures.csv", "text/csv"),
        ("/data/datapackage.json", "application/json"),
        ("/sitemap.xml", "application/xml"),
        ("/feeds/periods.xml", "application/atom+xml"),
        ("/robots.txt", "text/plain"),
        ("/__gongshi/reload.js", "text/javascript"),
        ("/__gongshi/overlay.css", "text/css"),
    ] {
        let answer = served.get(path);
        let found = answer.header("content-type").unwrap_or_default();
        assert_eq!((answer.status(), found), (200, format!("{kind}; charset=utf-8").as_str()), "{path}");
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{path}");
    }
    let page = served.get("/policy/?from=x");
    let policy = page.header("content-security-policy").unwrap();
    assert!(policy.starts_with("default-src 'none'; style-src 'self'"), "{policy}");
    assert!(policy.contains("script-src 'self'") && policy.contains("connect-src 'self'"), "{policy}");
    let head = served.ask("HEAD", "/policy/");
    assert_eq!((head.status(), head.body.as_str()), (200, ""));
    assert_eq!(head.header("content-length"), page.header("content-length"));
    let moved = served.get("/policy");
    assert_eq!((moved.status(), moved.header("location")), (302, Some("/policy/")));
}

#[test]
fn an_unknown_address_is_the_404_page_at_the_root_whatever_the_base_url() {
    let site = Site::small().edit("gongshi.toml", "small.example/", "small.example/deep/down/");
    let served = Served::of(&site);
    for path in ["/nowhere/", "/regions/nobody/2023-06/", "//policy/"] {
        let answer = served.get(path);
        assert_eq!(answer.status(), 404, "{path}");
        assert!(answer.body.contains("href=\"/periods/\""), "{}", answer.body);
        assert!(!answer.body.contains("\"/deep/down/"), "{}", answer.body);
    }
    assert_eq!(served.get("/deep/down/").status(), 404);
}

#[test]
fn only_planned_addresses_are_answered() {
    let served = Served::of(&Site::small());
    for path in [
        "/../gongshi.toml",
        "/static/../../gongshi.toml",
        "/%2e%2e/gongshi.toml",
        "/static/%2e%2e%2f%2e%2e%2fgongshi.toml",
        "/..%5cgongshi.toml",
        "/gongshi.toml",
        "/data/regions.csv/../../gongshi.toml",
        "/etc/passwd",
        "//etc/passwd",
        "/__gongshi/../gongshi.toml",
        "/__gongshi/",
    ] {
        let answer = served.get(path);
        assert_eq!(answer.status(), 404, "{path}");
        assert!(!answer.body.contains("base_url"), "{path}");
    }
    for target in ["http://localhost/", "file:///etc/passwd", "gongshi.toml", "*", "/%00", "/%zz"] {
        assert_eq!(served.get(target).status(), 400, "{target}");
    }
}

#[test]
fn other_hosts_and_methods_are_refused() {
    let served = Served::of(&Site::small());
    let port = served.port;
    let to = |host: &str| served.send(&format!("GET / HTTP/1.1\r\nHost: {host}\r\n\r\n"));
    for host in [format!("127.0.0.1:{port}"), format!("[::1]:{port}"), format!("LOCALHOST:{port}")] {
        assert_eq!(to(&host).status(), 200, "{host}");
    }
    for host in [format!("evil.example:{port}"), "localhost".into(), "localhost:1".into(), String::new()] {
        let answer = to(&host);
        assert_eq!(answer.status(), 421, "{host}");
        assert!(!answer.body.contains('<'), "nothing of the site");
    }
    assert_eq!(served.send("GET / HTTP/1.1\r\n\r\n").status(), 400);
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "CONNECT"] {
        let answer = served.ask(method, "/");
        assert_eq!((answer.status(), answer.header("allow")), (405, Some("GET, HEAD")), "{method}");
    }
    let body = format!("POST / HTTP/1.1\r\nHost: localhost:{port}\r\nContent-Length: 9\r\n\r\nsome body");
    assert_eq!(served.send(&body).status(), 405);
    let long = format!("GET /{} HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n", "a".repeat(20_000));
    assert_eq!(served.send(&long).status(), 431);
    assert_eq!(served.get("/").status(), 200, "it goes on");
}

#[test]
fn many_open_pages_hear_of_a_change() {
    let served = Served::of(&Site::small());
    let mut listeners: Vec<Listener> = (0..100).map(|_| served.listen()).collect();
    served.change(POLICY, "详见", "请见");
    for listener in &mut listeners {
        listener.next();
    }
    assert!(served.get("/policy/").body.contains("请见"));
}

#[test]
fn an_edited_report_shows_by_itself() {
    let served = Served::of(&Site::small());
    let page = "/regions/101/2023-07/";
    let is_new = |answer: &Answer| answer.status() == 200 && answer.body.contains("765");
    assert!(!is_new(&served.get(page)));
    let mut listener = served.listen();
    served.change(REPORT, "self_found = ", "self_found = 765 # ");
    listener.until(&served, page, is_new);
    // The way editors do it: a new file in the place of the old.
    let path = served.dir.path().join(REPORT);
    let text = fs::read_to_string(&path).unwrap().replace("765", "567");
    let beside = served.dir.path().join("data/reports/2023-07/.101.toml.new");
    fs::write(&beside, text).unwrap();
    fs::rename(beside, path).unwrap();
    listener.until(&served, page, |answer| answer.body.contains("567"));
}

#[test]
fn findings_take_the_place_of_the_site_until_they_are_mended() {
    let served = Served::of(&Site::small());
    let mut listener = served.listen();
    served.change(REPORT, "tip_found = 2", "tip_found = -2");
    let page = listener.until(&served, "/policy/", |answer| answer.status() == 500).body;
    assert!(page.contains("GS0404") && page.contains(&format!("{REPORT}:")), "{page}");
    assert!(page.contains("<mark>-2</mark>") && page.contains("help: "), "{page}");
    assert!(page.contains("<html lang=\"en\">"), "it speaks as it was told to");
    assert_eq!(served.get("/data/figures.csv").status(), 500, "nothing of the site is shown");
    served.change(REPORT, "tip_found = -2", "tip_found = 3");
    listener.until(&served, "/policy/", |answer| answer.status() == 200);
    // A foundation gone, and back.
    let settings = fs::read_to_string(served.dir.path().join("gongshi.toml")).unwrap();
    fs::remove_file(served.dir.path().join("gongshi.toml")).unwrap();
    listener.until(&served, "/", |answer| answer.body.contains("gongshi.toml:1:1"));
    served.write("gongshi.toml", &settings);
    listener.until(&served, "/", |answer| answer.status() == 200);
}

#[test]
fn themes_and_pages_and_folders_made_meanwhile_are_watched() {
    let served = Served::of(&Site::small());
    let mut listener = served.listen();
    // There was no such folder.
    served.write("themes/default/static/style.css", "body { color: red }\n");
    listener.until(&served, "/static/style.css", |answer| answer.body == "body { color: red }\n");
    served.write("themes/default/static/style.css", "body { color: blue }\n");
    listener.until(&served, "/static/style.css", |answer| answer.body == "body { color: blue }\n");
    served.write("themes/default/templates/text.html", "<p>{{ no_such_value }}\n");
    listener
        .until(&served, "/policy/", |answer| answer.body.contains("themes/default/templates/text.html:1:"));
    fs::remove_file(served.dir.path().join("themes/default/templates/text.html")).unwrap();
    listener.until(&served, "/policy/", |answer| answer.status() == 200);
    let text = "+++\ntitle = \"新页\"\n+++\n\n第一稿。\n";
    served.write("content/notes/new.md", text);
    listener.until(&served, "/notes/new/", |answer| answer.body.contains("第一稿"));
    served.write("content/notes/new.md", &text.replace("第一稿", "第二稿"));
    listener.until(&served, "/notes/new/", |answer| answer.body.contains("第二稿"));
    fs::remove_dir_all(served.dir.path().join("content/notes")).unwrap();
    listener.until(&served, "/notes/new/", |answer| answer.status() == 404);
}

#[test]
fn what_is_not_of_the_site_is_no_change() {
    let served = Served::of(&Site::small());
    let before = served.get("/").body;
    let mut listener = served.listen();
    assert_eq!(run(served.dir.path(), &["build"]).code, 0);
    served.write("notes.txt", "mine");
    served.write("content/.policy.md.swp", "an editor's");
    let same = fs::read(served.dir.path().join(POLICY)).unwrap();
    fs::write(served.dir.path().join(POLICY), same).unwrap();
    assert_eq!(served.get("/").body, before);
    // The next edition that is told of is that of a real change.
    served.change(POLICY, "详见", "请见");
    listener.next();
    assert!(served.get("/policy/").body.contains("请见"));
}

#[test]
fn what_cannot_run_says_why() {
    let served = Served::of(&Site::small());
    let port = served.port.to_string();
    let ran = run(served.dir.path(), &["serve", "--port", &port, "--lang", "en"]);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains(&format!("127.0.0.1:{port}: in use")), "{}", ran.stderr);
    let empty = tempfile::tempdir().unwrap();
    let ran = run(empty.path(), &["serve", "--port", "0", "--lang", "en"]);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("no gongshi.toml here"), "{}", ran.stderr);
    assert_eq!(run(Path::new("."), &["serve", "--root", "nowhere"]).code, 2);
}
