//! Who may be connected at once, and who gives way to a newcomer.
//!
//! In: a connection. Out: a seat, given back when it is dropped. There are as many as
//! [`limits::CONNECTIONS`], a thread each. When all are taken, the oldest connection that waits for its *reader* –
//! who has not sent a whole request, or does not take the answer – is closed: with 600 idle sockets open, the 601st
//! that asks for a page has it. Whoever waits for *us*, while a showing is being made, keeps the seat; when all do, a
//! newcomer is told that we are busy.

use std::collections::BTreeMap;
use std::net::{Shutdown, TcpStream};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::limits;

/// A connection that was closed for another ends within this time; if not, the next gives way too.
const GRACE: Duration = Duration::from_millis(200);

/// Whom a connection waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Waits {
    /// The reader: for the rest of the request, or to take the answer.
    ForReader,
    /// Us: for the answer.
    ForAnswer,
    /// Nobody any more: closed to make room.
    Closed,
}

/// All of them.
#[derive(Debug, Default)]
pub struct Seats {
    taken: Mutex<Seated>,
    given_back: Condvar,
}

#[derive(Debug, Default)]
struct Seated {
    next: u64,
    /// By age.
    by_number: BTreeMap<u64, (Waits, Arc<TcpStream>)>,
}

/// A connection's own.
#[derive(Debug)]
pub struct Seat {
    seats: Arc<Seats>,
    number: u64,
    pub stream: Arc<TcpStream>,
}

impl Seats {
    fn lock(&self) -> MutexGuard<'_, Seated> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A seat, made free where need be; the connection back where nobody can give way.
    pub fn take(self: &Arc<Self>, stream: TcpStream) -> Result<Seat, TcpStream> {
        let mut taken = self.lock();
        while taken.by_number.len() >= limits::CONNECTIONS {
            if !taken.close_oldest() && !taken.by_number.values().any(|(waits, _)| *waits == Waits::Closed) {
                return Err(stream);
            }
            let waited = self.given_back.wait_timeout(taken, GRACE);
            taken = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
        let (number, stream) = (taken.next, Arc::new(stream));
        taken.next += 1;
        taken.by_number.insert(number, (Waits::ForReader, Arc::clone(&stream)));
        drop(taken);
        Ok(Seat { seats: Arc::clone(self), number, stream })
    }
}

impl Seated {
    /// Closes the oldest connection that waits for its reader; its thread wakes up and gives the seat back.
    fn close_oldest(&mut self) -> bool {
        let oldest = self.by_number.values_mut().find(|(waits, _)| *waits == Waits::ForReader);
        if let Some((waits, stream)) = oldest {
            *waits = Waits::Closed;
            // One that is closed already will do.
            let _ = stream.shutdown(Shutdown::Both);
            return true;
        }
        false
    }
}

impl Seat {
    /// Says whom this connection waits for from now on; one that was closed meanwhile stays so.
    pub fn waits(&self, whom: Waits) {
        if let Some((waits, _)) = self.seats.lock().by_number.get_mut(&self.number)
            && *waits != Waits::Closed
        {
            *waits = whom;
        }
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.seats.lock().by_number.remove(&self.number);
        self.seats.given_back.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;
    use std::net::TcpListener;
    use std::thread;

    use super::*;

    /// Both ends of a connection.
    fn pair(listener: &TcpListener) -> (TcpStream, TcpStream) {
        let theirs = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
        (listener.accept().unwrap().0, theirs)
    }

    #[test]
    fn the_oldest_that_waits_for_its_reader_gives_way_and_whoever_waits_for_us_stays() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let seats = Arc::new(Seats::default());
        let (mut held, mut ends) = (Vec::new(), Vec::new());
        for at in 0..limits::CONNECTIONS {
            let (ours, theirs) = pair(&listener);
            let seat = seats.take(ours).unwrap();
            if at != 1 {
                seat.waits(Waits::ForAnswer);
            }
            held.push(seat);
            ends.push(theirs);
        }
        let idle = held.remove(1);
        let ends_when_closed = thread::spawn(move || {
            let _ = (&*idle.stream).read(&mut [0]);
            drop(idle);
        });
        let (ours, _theirs) = pair(&listener);
        let newcomer = seats.take(ours).expect("the idle one gives way");
        ends_when_closed.join().unwrap();
        assert_eq!(ends[1].read(&mut [0]).unwrap(), 0, "it was closed");
        newcomer.waits(Waits::ForAnswer);
        let (ours, _theirs) = pair(&listener);
        assert!(seats.take(ours).is_err(), "all wait for us");
        held.pop();
        let (ours, _theirs) = pair(&listener);
        assert!(seats.take(ours).is_ok(), "one was given back");
    }
}
