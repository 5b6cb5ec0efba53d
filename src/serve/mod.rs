//! The site to a browser on this machine, and what has changed in its files back.
//!
//! In: a [`Showing`] of the site, one after another. Out: answers to requests, and [`Touched`]: what
//! somebody changed, for the next showing to be made. Whoever makes the showings owns them: requests
//! come to that thread in one queue with the changes, so that nobody sees half of one showing and
//! half of another, and a request made while one is in the making waits for it.
#![allow(clippy::disallowed_methods)] // This is where the network, the time and changes on the disk are met.

mod http;
mod listen;
mod open_pages;
mod overlay;
mod policy;
mod seats;
mod showing;
mod watch;

use std::collections::VecDeque;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel};

use http::{Answer, Hosts};
use listen::Desk;
use open_pages::OpenPages;
use seats::Seats;
use watch::Watch;

pub use showing::Showing;
pub use watch::Touched;

/// What comes in.
#[derive(Debug)]
enum Message {
    Asked(PageRequest),
    Touched(Touched),
}

/// A request that waits for its answer.
#[derive(Debug)]
struct PageRequest {
    path: String,
    reply: SyncSender<Answer>,
}

/// Listens on this machine's own addresses.
#[derive(Debug)]
pub struct Server {
    port: u16,
    outbox: Sender<Message>,
    inbox: Receiver<Message>,
    /// Requests that came while a change was being taken in.
    waiting: VecDeque<PageRequest>,
    open_pages: Arc<OpenPages>,
    showings: u64,
    watch: Option<Watch>,
}

impl Server {
    /// Begins to listen; requests wait for the first showing. Port 0 is any that is free.
    pub fn open(port: u16) -> io::Result<Self> {
        let (listeners, port) = listen::bind(port)?;
        let (outbox, inbox) = channel();
        let open_pages = Arc::new(OpenPages::default());
        let desk = Arc::new(Desk {
            hosts: Hosts::at(port),
            inbox: outbox.clone(),
            seats: Arc::new(Seats::default()),
            open_pages: Arc::clone(&open_pages),
        });
        for listener in listeners {
            listen::listen(listener, Arc::clone(&desk))?;
        }
        listen::look_after(Arc::clone(&open_pages))?;
        Ok(Self { port, outbox, inbox, waiting: VecDeque::new(), open_pages, showings: 0, watch: None })
    }

    /// Where the site is to be seen.
    #[must_use]
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port)
    }

    /// Begins to watch the files of the site at `root`.
    pub fn watch(&mut self, root: &Path) -> notify::Result<()> {
        let outbox = self.outbox.clone();
        let tell = move |touched| drop(outbox.send(Message::Touched(touched)));
        self.watch = Some(Watch::begin(root, tell)?);
        Ok(())
    }

    /// Says to every open page that there is another showing.
    pub fn announce(&mut self) {
        self.showings += 1;
        self.open_pages.tell(self.current());
    }

    /// Tells showings apart, those of an earlier run included.
    fn current(&self) -> String {
        format!("{}.{}", std::process::id(), self.showings)
    }

    /// Answers requests with this showing until something is touched.
    pub fn answer(&mut self, showing: &Showing) -> Touched {
        let stamp = self.current();
        let mut touched = rayon::in_place_scope(|scope| {
            loop {
                let asked = self.waiting.pop_front().map(Message::Asked);
                match asked.map_or_else(|| self.inbox.recv(), Ok) {
                    Ok(Message::Asked(PageRequest { path, reply })) => {
                        let stamp = &stamp;
                        scope.spawn(move |_| drop(reply.send(showing.answer(&path, stamp))));
                    }
                    Ok(Message::Touched(touched)) => return touched,
                    // The server itself holds one end.
                    Err(_) => return Touched::default(),
                }
            }
        });
        while let Ok(message) = self.inbox.try_recv() {
            match message {
                Message::Asked(asked) => self.waiting.push_back(asked),
                Message::Touched(more) => {
                    touched.paths.extend(more.paths);
                    touched.trouble = touched.trouble.or(more.trouble);
                }
            }
        }
        let is_top = |path: &String| !path.contains('/');
        if touched.paths.is_empty() || touched.paths.iter().any(is_top) {
            let renewed = self.watch.as_mut().map_or(Ok(()), Watch::renew);
            touched.trouble = touched.trouble.or(renewed.err().map(|error| error.to_string()));
        }
        touched
    }
}
