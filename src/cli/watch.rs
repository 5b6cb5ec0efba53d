//! What drawing may take: so long a page, and so much memory in all.
//!
//! A theme is a program: it may loop in loops, and double a text in each. What a page comes to is bounded where it is
//! written (`render::theme`); what is only counted or put together on the way there writes nothing, and the library that
//! runs templates can be stopped by nobody. So a thread looks on, and ends the process with a finding: nothing of the
//! old site has been touched by then. Memory is only seen where the system tells it in `/proc`.

use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::report;
use crate::diagnostic::{Code, Finding, Language, Place, Texts};
use crate::{limits, say};

/// How often it looks: a text doubles to a gigabyte in a tenth of a second or more.
const PAUSE: Duration = Duration::from_millis(20);

/// The pages being drawn; `None` once it has ended.
type Open = Arc<Mutex<Option<Pages>>>;

#[derive(Debug, Default)]
struct Pages {
    /// The number, the address and the beginning of each.
    drawn: Vec<(u64, String, Instant)>,
    next: u64,
}

/// Looks on until it is dropped.
#[derive(Debug)]
pub struct DrawingWatch(Open);

/// A page being drawn, until it is dropped.
#[derive(Debug)]
pub struct Watched<'w>(&'w DrawingWatch, u64);

impl DrawingWatch {
    /// Ends the process, telling why in this language, where drawing takes more than it may.
    pub fn begin(language: Language) -> Self {
        let (seconds, bytes) = (Duration::from_secs(limits::PAGE_SECONDS), limits::DRAWING_BYTES);
        Self::with(seconds, bytes, resident, move |finding| {
            report::errors(&[finding], &Texts::default(), language);
            std::process::exit(1);
        })
    }

    /// The same with other limits, another measure of memory, and something else done.
    fn with(
        longest: Duration,
        most: u64,
        memory: impl Fn() -> u64 + Send + 'static,
        exceeded: impl FnOnce(Finding) + Send + 'static,
    ) -> Self {
        let open = Open::new(Mutex::new(Some(Pages::default())));
        let watch = Self(Arc::clone(&open));
        let before = memory();
        thread::spawn(move || {
            loop {
                thread::sleep(PAUSE);
                let (address, is_late) = match slowest(&open) {
                    Longest::Page(address, since) => (address, since.elapsed() > longest),
                    Longest::Nothing => (String::new(), false),
                    Longest::Ended => return,
                };
                let used = memory().saturating_sub(before);
                if is_late || used > most {
                    exceeded(too_costly(&address, used > most));
                    return;
                }
            }
        });
        watch
    }

    /// Begins a page.
    pub fn page(&self, address: &str) -> Watched<'_> {
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let pages = open.get_or_insert_default();
        pages.next += 1;
        pages.drawn.push((pages.next, address.to_owned(), Instant::now()));
        Watched(self, pages.next)
    }
}

impl Drop for DrawingWatch {
    fn drop(&mut self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

impl Drop for Watched<'_> {
    fn drop(&mut self) {
        let mut open = self.0.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(pages) = &mut *open {
            pages.drawn.retain(|(number, ..)| *number != self.1);
        }
    }
}

/// What is being drawn.
enum Longest {
    /// The page that is drawn for the longest time, and since when.
    Page(String, Instant),
    /// Nothing at this moment.
    Nothing,
    /// Nothing any more.
    Ended,
}

fn slowest(open: &Open) -> Longest {
    let open = open.lock().unwrap_or_else(PoisonError::into_inner);
    let Some(pages) = open.as_ref() else { return Longest::Ended };
    match pages.drawn.iter().min_by_key(|(.., since)| *since) {
        Some((_, address, since)) => Longest::Page(address.clone(), *since),
        None => Longest::Nothing,
    }
}

/// How many bytes of memory this process takes; 0 where the system does not say.
fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kilobytes = line.and_then(|line| line.trim().trim_end_matches("kB").trim().parse::<u64>().ok());
    kilobytes.unwrap_or_default() * 1024
}

fn too_costly(address: &str, is_memory: bool) -> Finding {
    let (seconds, bytes) = (limits::PAGE_SECONDS, limits::DRAWING_BYTES);
    let message = if is_memory {
        say!(
            "生成 `{address}` 时内存超过上限 {bytes} 字节",
            "drawing takes more than {bytes} bytes of memory, at `{address}`"
        )
    } else {
        say!("`{address}` 生成了 {seconds} 秒还没有完成", "`{address}` is not drawn after {seconds} seconds")
    };
    Finding::new(Code::PageTooCostly, Place::file("themes"), message).help(say!(
        "检查主题模板里的循环和越拼越长的文字",
        "look for loops in loops and texts that grow in the templates of the theme"
    ))
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    /// What is told of a page that is drawn for so many milliseconds, if nothing ends it.
    fn told(longest: u64, memory: u64, drawn: u64) -> Option<String> {
        let (sender, receiver) = mpsc::channel();
        let watch = DrawingWatch::with(
            Duration::from_millis(longest),
            1000,
            {
                let asked = Mutex::new(0);
                move || {
                    let mut asked = asked.lock().unwrap();
                    *asked += 1;
                    if *asked == 1 { 500 } else { memory }
                }
            },
            move |finding| sender.send(finding.message.en).unwrap(),
        );
        drop(watch.page("/before/"));
        let page = watch.page("/a/");
        let told = receiver.recv_timeout(Duration::from_millis(drawn)).ok();
        drop(page);
        told
    }

    #[test]
    fn a_page_that_takes_too_long_and_too_much_memory_are_told() {
        assert!(told(40, 0, 60_000).unwrap().starts_with("`/a/` is not drawn"));
        assert!(told(600_000, 1600, 60_000).unwrap().contains("memory, at `/a/`"));
        assert_eq!(told(600_000, 1400, 200), None, "what was taken before is not counted");
    }

    #[test]
    fn the_memory_of_this_process_is_seen() {
        assert!(!cfg!(target_os = "linux") || resident() > 1_000_000);
    }
}
