//! A progress bar on the terminal: only when it takes long, and only when a person is watching.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{self, IsTerminal, Read};
use std::time::{Duration, Instant};

/// Nobody wants to see a bar before this.
const PATIENCE: Duration = Duration::from_secs(2);

/// A source that shows how much of it has been read.
pub struct Watched<R> {
    source: R,
    read: u64,
    size: Option<u64>,
    began: Instant,
    bar: Option<ProgressBar>,
    looking: bool,
}

/// Watches a source of this size, if known, and if standard error is a terminal.
pub fn watched<R: Read>(source: R, size: Option<u64>) -> Watched<R> {
    let looking = io::stderr().is_terminal();
    Watched { source, read: 0, size, began: Instant::now(), bar: None, looking }
}

impl<R: Read> Read for Watched<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.source.read(into)?;
        self.read += u64::try_from(read).unwrap_or_default();
        if self.looking && self.bar.is_none() && self.began.elapsed() >= PATIENCE {
            self.bar = Some(bar(self.size));
        }
        if let Some(bar) = &self.bar {
            bar.set_position(self.read);
            if read == 0 {
                bar.finish_and_clear();
            }
        }
        Ok(read)
    }
}

fn bar(size: Option<u64>) -> ProgressBar {
    let target = ProgressDrawTarget::stderr_with_hz(5);
    let (bar, look) = match size {
        Some(size) => (ProgressBar::new(size), "{bar:30} {percent}% of {total_bytes}, {eta} to go"),
        None => (ProgressBar::no_length(), "{spinner} {bytes} read in {elapsed}"),
    };
    bar.set_draw_target(target);
    // The styles above are fixed; one that could not be parsed would only look plainer.
    bar.set_style(ProgressStyle::with_template(look).unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar
}
