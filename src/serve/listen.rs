//! Connections: each has a thread of its own, a limit in size and in time, and one request.

use std::io::{self, Read, Write};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Sender, sync_channel};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::edition::{OWN, own_file};
use super::http::{self, Answer, Hosts, Status};
use super::{Asked, Message};
use crate::limits;

const PATIENCE: Duration = Duration::from_secs(limits::REQUEST_SECONDS);
/// An open page is written to this often, to find out whether it is still there.
const HEARTBEAT: Duration = Duration::from_secs(15);
/// Little is done on a connection's thread, and there may be many.
const STACK: usize = 256 * 1024;

/// Which edition is shown, for those who wait for the next; empty before the first.
#[derive(Debug, Default)]
pub struct Stamp {
    now: Mutex<String>,
    changed: Condvar,
}

impl Stamp {
    /// Tells everybody who waits.
    pub fn set(&self, stamp: String) {
        *self.now.lock().unwrap_or_else(PoisonError::into_inner) = stamp;
        self.changed.notify_all();
    }

    /// The stamp once it is another than `known`, or what it is after a while.
    fn after(&self, known: &str) -> String {
        let now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.changed.wait_timeout_while(now, HEARTBEAT, |now| now == known);
        waited.unwrap_or_else(PoisonError::into_inner).0.clone()
    }
}

/// Binds this machine's own addresses, and no other; with port 0, a free one.
pub fn bind(port: u16) -> io::Result<(Vec<TcpListener>, u16)> {
    let first = TcpListener::bind((IpAddr::V4(Ipv4Addr::LOCALHOST), port))?;
    let port = first.local_addr()?.port();
    // Not every machine has the second.
    let second = TcpListener::bind((IpAddr::V6(Ipv6Addr::LOCALHOST), port));
    Ok((std::iter::once(first).chain(second.ok()).collect(), port))
}

/// Everything a connection needs.
#[derive(Debug)]
pub struct Desk {
    pub hosts: Hosts,
    pub inbox: Sender<Message>,
    pub stamp: Arc<Stamp>,
    pub open: AtomicUsize,
}

/// Takes connections until the program ends.
pub fn listen(listener: TcpListener, desk: Arc<Desk>) -> io::Result<()> {
    let take = move || {
        for stream in listener.incoming() {
            match stream {
                Ok(stream) => receive(stream, &desk),
                // Out of handles, most likely; some will be given back.
                Err(_) => thread::sleep(Duration::from_millis(50)),
            }
        }
    };
    thread::Builder::new().name("listen".into()).spawn(take).map(drop)
}

fn receive(stream: TcpStream, desk: &Arc<Desk>) {
    let place = Place::take(desk);
    let desk = Arc::clone(desk);
    // Where no thread is to be had the connection is closed, and the reader may come again.
    let _ = thread::Builder::new().stack_size(STACK).spawn(move || {
        let is_full = desk.open.load(Ordering::Relaxed) > limits::CONNECTIONS;
        let _ = if is_full { turn_away(&stream) } else { converse(&stream, &desk) };
        drop(place);
    });
}

/// One of the connections that may be open at once.
struct Place(Arc<Desk>);

impl Place {
    fn take(desk: &Arc<Desk>) -> Self {
        desk.open.fetch_add(1, Ordering::Relaxed);
        Self(Arc::clone(desk))
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.0.open.fetch_sub(1, Ordering::Relaxed);
    }
}

fn turn_away(mut stream: &TcpStream) -> io::Result<()> {
    stream.set_write_timeout(Some(Duration::from_secs(1)))?;
    http::write(&mut stream, &Answer::of(Status::Busy), false)
}

/// A reader that has until a moment.
struct Timed<'s> {
    stream: &'s TcpStream,
    until: Instant,
}

impl Read for Timed<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = self.until.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(io::ErrorKind::TimedOut.into());
        }
        self.stream.set_read_timeout(Some(left))?;
        self.stream.read(buffer)
    }
}

fn converse(stream: &TcpStream, desk: &Desk) -> io::Result<()> {
    stream.set_nodelay(true)?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let mut reader = Timed { stream, until: Instant::now() + PATIENCE };
    let (answer, head_only) = match http::read(&mut reader, &desk.hosts) {
        Err(status) => (Answer::of(status), false),
        Ok(request) => match request.path.strip_prefix(OWN) {
            Some("events") if !request.head_only => return tell_changes(stream, &desk.stamp),
            Some(name) => (own_file(name).unwrap_or_else(|| Answer::of(Status::NotFound)), request.head_only),
            None => (ask(desk, request.path), request.head_only),
        },
    };
    http::write(&mut &*stream, &answer, head_only)?;
    stream.shutdown(Shutdown::Write)?;
    // A connection closed over unread bytes is reset, and the answer lost with it.
    reader.until = Instant::now() + Duration::from_secs(1);
    let mut unread = [0; 4096];
    let mut left = limits::REQUEST_BYTES;
    while left > 0 {
        match reader.read(&mut unread)? {
            0 => break,
            length => left = left.saturating_sub(length),
        }
    }
    Ok(())
}

/// The answer of the edition that is shown, or of the next while one is being made.
fn ask(desk: &Desk, path: String) -> Answer {
    let (reply, answer) = sync_channel(1);
    let sent = desk.inbox.send(Message::Asked(Asked { path, reply }));
    sent.ok().and_then(|()| answer.recv().ok()).unwrap_or_else(|| Answer::of(Status::Busy))
}

/// Server-sent events: the stamp of the edition that is shown, whenever it is another.
fn tell_changes(mut stream: &TcpStream, stamp: &Stamp) -> io::Result<()> {
    stream.write_all(
        b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\n\
          Connection: close\r\nX-Content-Type-Options: nosniff\r\n\r\nretry: 500\n\n",
    )?;
    let mut known = String::new();
    loop {
        let now = stamp.after(&known);
        if now == known {
            stream.write_all(b":\n\n")?;
        } else {
            stream.write_all(format!("data: {now}\n\n").as_bytes())?;
            known = now;
        }
    }
}
