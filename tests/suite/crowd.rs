//! `gongshi serve` among readers who hold its connections and do nothing with them: a page comes all the while.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use crate::serve::Served;
use crate::support::site::{POLICY, Site};

/// More than there are seats and open pages together.
const CROWD: usize = 600;
/// Far less than any time limit of the server: a page that waits for one of them comes too late.
const SOON: Duration = Duration::from_secs(5);
/// Seats, listeners, those who draw and the watch.
#[cfg(target_os = "linux")]
const THREADS: usize = 200;

/// A file that no socket takes whole.
const LARGE: usize = 16 * 1024 * 1024;

fn page_comes_soon(served: &Served, what: &str) {
    let since = Instant::now();
    let answer = served.get("/policy/");
    assert_eq!(answer.status(), 200, "{what}");
    assert!(since.elapsed() < SOON, "{what}: {:?}", since.elapsed());
    #[cfg(target_os = "linux")]
    {
        let status = fs::read_to_string(format!("/proc/{}/status", served.child.id())).unwrap();
        let threads = status.lines().find_map(|line| line.strip_prefix("Threads:")).unwrap().trim();
        assert!(threads.parse::<usize>().unwrap() < THREADS, "{what}: {threads} threads");
    }
}

/// Connections that have said so much.
fn crowd(served: &Served, said: &str) -> Vec<TcpStream> {
    let one = |_| {
        let mut stream = served.connect();
        // It may be closed for another before it has spoken.
        let _ = stream.write_all(said.as_bytes());
        stream
    };
    (0..CROWD).map(one).collect()
}

#[test]
fn a_page_comes_whoever_holds_connections() {
    let large = vec![b'x'; LARGE];
    let served = Served::of(&Site::small().put("themes/default/static/large.txt", large));
    let host = format!("Host: localhost:{}\r\n", served.port);
    let idle = crowd(&served, "");
    page_comes_soon(&served, "idle");
    let begun = crowd(&served, "GET /policy/ HTTP/1.1\r\nX-A: ");
    page_comes_soon(&served, "begun");
    let events = crowd(&served, &format!("GET /__gongshi/events HTTP/1.1\r\n{host}\r\n"));
    page_comes_soon(&served, "event streams");
    let taking_nothing = crowd(&served, &format!("GET /static/large.txt HTTP/1.1\r\n{host}\r\n"));
    page_comes_soon(&served, "answers not taken");
    drop((idle, begun, events, taking_nothing));
    // Byte by byte, with a page asked for in every round.
    let mut slow = crowd(&served, "G");
    for letter in b"ET /policy/ HTTP/1.1" {
        for stream in &mut slow {
            let _ = stream.write_all(&[*letter]);
        }
        page_comes_soon(&served, "byte by byte");
    }
}

#[test]
fn a_request_has_its_time_as_a_whole() {
    let served = Served::of(&Site::small());
    let mut stream = served.connect();
    stream.set_read_timeout(Some(Duration::from_millis(500))).unwrap();
    let since = Instant::now();
    // A byte each half second would go on for ever if each had its own time.
    let mut answer = Vec::new();
    while since.elapsed() < Duration::from_mins(1) {
        let _ = stream.write_all(b"x");
        let mut bytes = [0; 512];
        match stream.read(&mut bytes) {
            Ok(0) => break,
            Ok(length) => answer.extend_from_slice(&bytes[..length]),
            Err(_) if answer.is_empty() => {}
            Err(_) => break,
        }
    }
    assert!(answer.starts_with(b"HTTP/1.1 408 "), "{}", String::from_utf8_lossy(&answer));
    assert!(since.elapsed() < Duration::from_secs(40), "{:?}", since.elapsed());
}

#[test]
fn the_page_opened_last_hears_of_a_change_whoever_listens() {
    let served = Served::of(&Site::small());
    let request = format!("GET /__gongshi/events HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", served.port);
    let crowd = crowd(&served, &request);
    let mut listener = served.listen();
    served.change(POLICY, "详见", "请见");
    listener.until(&served, "/policy/", |answer| answer.body.contains("请见"));
    drop(crowd);
    page_comes_soon(&served, "afterwards");
}
