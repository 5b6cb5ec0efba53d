//! The open pages that wait for the next showing: streams of server-sent events, told by one thread.
//!
//! In: a connection that asked for events. Out, to each: the stamp of the one that is shown, whenever it is another.
//! They hold no thread and no seat. Beyond [`limits::OPEN_PAGES`] the one that has been open longest is closed: a
//! browser comes again by itself, and misses nothing, since the stamp is the first thing it hears.

use std::collections::VecDeque;
use std::io::Write;
use std::net::TcpStream;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::limits;

const HEAD: &str = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\n\
                    Connection: close\r\nX-Content-Type-Options: nosniff\r\n\r\nretry: 500\n\n";

/// All of them, and what they have been told.
#[derive(Debug, Default)]
pub struct OpenPages(Mutex<Announced>);

#[derive(Debug, Default)]
struct Announced {
    /// Which showing is shown; empty before the first.
    stamp: String,
    streams: VecDeque<Arc<TcpStream>>,
}

impl OpenPages {
    fn lock(&self) -> MutexGuard<'_, Announced> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Begins to tell one more.
    pub fn add(&self, stream: Arc<TcpStream>) {
        // Nobody may keep the others waiting.
        if stream.set_nonblocking(true).is_err() {
            return;
        }
        let mut told = self.lock();
        let begin =
            if told.stamp.is_empty() { HEAD.to_owned() } else { format!("{HEAD}{}", event(&told.stamp)) };
        if takes(&stream, &begin) {
            told.streams.push_back(stream);
        }
        while told.streams.len() > limits::OPEN_PAGES {
            told.streams.pop_front();
        }
    }

    /// Tells everybody of another showing.
    pub fn tell(&self, stamp: String) {
        let mut told = self.lock();
        let event = event(&stamp);
        told.stamp = stamp;
        told.streams.retain(|stream| takes(stream, &event));
    }

    /// Finds out which of them are still there.
    pub fn look(&self) {
        self.lock().streams.retain(|stream| takes(stream, ":\n\n"));
    }
}

fn event(stamp: &str) -> String {
    format!("data: {stamp}\n\n")
}

/// Whether a reader takes all of it at once; one that has let its events pile up is gone.
fn takes(mut stream: &TcpStream, text: &str) -> bool {
    stream.write(text.as_bytes()).is_ok_and(|length| length == text.len())
}
