//! Connections: each has a thread of its own, a limit in size and in time, and one request.

use std::io::{self, Read, Write};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::mpsc::{Sender, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

use super::http::{self, Answer, Hosts, HttpStatus};
use super::open_pages::OpenPages;
use super::seats::{Seat, Seats, Waits};
use super::showing::{OWN, own_file};
use super::{Message, PageRequest};
use crate::limits;

/// For a whole request, however it comes.
const PATIENCE: Duration = Duration::from_secs(limits::REQUEST_SECONDS);
/// For a whole answer, however it is taken.
const ANSWER: Duration = Duration::from_secs(limits::ANSWER_SECONDS);
/// An open page is written to this often, to find out whether it is still there.
const HEARTBEAT: Duration = Duration::from_secs(15);
/// Little is done on a connection's thread, and there may be many.
const STACK: usize = 256 * 1024;

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
    pub seats: Arc<Seats>,
    pub open_pages: Arc<OpenPages>,
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

/// Looks after the open pages until the program ends.
pub fn look_after(open_pages: Arc<OpenPages>) -> io::Result<()> {
    let look = move || {
        loop {
            thread::sleep(HEARTBEAT);
            open_pages.look();
        }
    };
    thread::Builder::new().name("open pages".into()).spawn(look).map(drop)
}

fn receive(stream: TcpStream, desk: &Arc<Desk>) {
    match desk.seats.take(stream) {
        Ok(seat) => {
            let desk = Arc::clone(desk);
            // Where no thread is to be had the connection is closed, and the reader may come again.
            let _ = thread::Builder::new().stack_size(STACK).spawn(move || converse(&seat, &desk));
        }
        // On this thread, which has no time to wait.
        Err(mut stream) => {
            let _ = stream
                .set_nonblocking(true)
                .and_then(|()| http::write(&mut stream, &Answer::of(HttpStatus::Busy), false));
        }
    }
}

/// A connection that has until a moment, however little is sent or taken at a time.
struct Timed<'s> {
    stream: &'s TcpStream,
    until: Instant,
}

impl Timed<'_> {
    /// What is left of its time.
    fn left(&self) -> io::Result<Duration> {
        let left = self.until.saturating_duration_since(Instant::now());
        if left.is_zero() { Err(io::ErrorKind::TimedOut.into()) } else { Ok(left) }
    }
}

impl Read for Timed<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.stream.set_read_timeout(Some(self.left()?))?;
        self.stream.read(buffer)
    }
}

impl Write for Timed<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.stream.set_write_timeout(Some(self.left()?.min(PATIENCE)))?;
        self.stream.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.stream.flush()
    }
}

fn converse(seat: &Seat, desk: &Desk) -> io::Result<()> {
    let stream = &*seat.stream;
    stream.set_nodelay(true)?;
    let mut timed = Timed { stream, until: Instant::now() + PATIENCE };
    let (answer, head_only) = match http::read(&mut timed, &desk.hosts) {
        Err(status) => (Answer::of(status), false),
        Ok(request) => match request.path.strip_prefix(OWN) {
            Some("events") if !request.head_only => {
                desk.open_pages.add(Arc::clone(&seat.stream));
                return Ok(());
            }
            Some(name) => {
                (own_file(name).unwrap_or_else(|| Answer::of(HttpStatus::NotFound)), request.head_only)
            }
            None => {
                seat.waits(Waits::ForAnswer);
                let answer = ask(desk, request.path);
                seat.waits(Waits::ForReader);
                (answer, request.head_only)
            }
        },
    };
    timed.until = Instant::now() + ANSWER;
    http::write(&mut timed, &answer, head_only)?;
    stream.shutdown(Shutdown::Write)?;
    // A connection closed over unread bytes is reset, and the answer lost with it.
    timed.until = Instant::now() + Duration::from_secs(1);
    let mut unread = [0; 4096];
    let mut left = limits::REQUEST_BYTES;
    while left > 0 {
        match timed.read(&mut unread)? {
            0 => break,
            length => left = left.saturating_sub(length),
        }
    }
    Ok(())
}

/// The answer of the showing that is shown, or of the next while one is being made.
fn ask(desk: &Desk, path: String) -> Answer {
    let (reply, answer) = sync_channel(1);
    let sent = desk.inbox.send(Message::Asked(PageRequest { path, reply }));
    sent.ok().and_then(|()| answer.recv().ok()).unwrap_or_else(|| Answer::of(HttpStatus::Busy))
}
