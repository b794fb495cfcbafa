//! Reading, answering and writing at the same time, in order and with bounded memory.
//!
//! Lines go to the workers in batches, to each worker in turn, and the answers are collected in the same order. So
//! the order is kept without sorting, and there are never more than two batches per worker in memory.

use super::answer::Answerer;
use super::lines::{Line, Lines};
use std::io::{self, Read, Write};
use std::num::NonZeroUsize;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

const BUNDLE: usize = 256;

/// The answers for a batch: what to write, and how many lines were bad.
type Answers = serde_json::Result<(Vec<u8>, u64)>;

/// Answers every line of a source. Returns the number of bad lines.
///
/// # Errors
/// The source can't be read to the end or the answers can't be written.
pub fn run(
    answerer: &Answerer<'_>,
    source: impl Read + Send,
    out: &mut impl Write,
    threads: NonZeroUsize,
) -> io::Result<u64> {
    let lines = Lines::of(source);
    if threads.get() == 1 {
        alone(answerer, lines, out)
    } else {
        together(answerer, lines, out, threads.get())
    }
}

fn alone(answerer: &Answerer<'_>, mut lines: Lines<impl Read>, out: &mut impl Write) -> io::Result<u64> {
    let mut bad = 0;
    let mut answer = Vec::with_capacity(1 << 14);
    while let Some(line) = lines.next()? {
        answer.clear();
        bad += u64::from(!answerer.write(&line, &mut answer)?);
        out.write_all(&answer)?;
    }
    Ok(bad)
}

fn together(
    answerer: &Answerer<'_>,
    lines: Lines<impl Read + Send>,
    out: &mut impl Write,
    threads: usize,
) -> io::Result<u64> {
    thread::scope(|scope| {
        let mut to_workers = Vec::with_capacity(threads);
        let mut from_workers = Vec::with_capacity(threads);
        for _ in 0..threads {
            let (bundles, work) = sync_channel::<Vec<Line>>(1);
            let (done, answers) = sync_channel::<Answers>(1);
            scope.spawn(move || answer_bundles(answerer, &work, &done));
            to_workers.push(bundles);
            from_workers.push(answers);
        }
        let reading = scope.spawn(move || deal(lines, &to_workers));
        let bad = collect(&from_workers, out);
        // Without receivers the workers stop, and then the reader.
        drop(from_workers);
        let read = reading.join().map_err(|_| io::Error::other("the reading thread broke"))?;
        let bad = bad?;
        read.map(|()| bad)
    })
}

/// Gives batches to the workers in turn, until the source ends or nobody is listening any more.
fn deal(mut lines: Lines<impl Read>, workers: &[SyncSender<Vec<Line>>]) -> io::Result<()> {
    for worker in workers.iter().cycle() {
        let mut bundle = Vec::with_capacity(BUNDLE);
        while bundle.len() < BUNDLE {
            match lines.next()? {
                Some(line) => bundle.push(line),
                None => break,
            }
        }
        if bundle.is_empty() || worker.send(bundle).is_err() {
            break;
        }
    }
    Ok(())
}

fn answer_bundles(answerer: &Answerer<'_>, work: &Receiver<Vec<Line>>, done: &SyncSender<Answers>) {
    for bundle in work {
        if done.send(answer_bundle(answerer, &bundle)).is_err() {
            return;
        }
    }
}

fn answer_bundle(answerer: &Answerer<'_>, bundle: &[Line]) -> Answers {
    let mut answers = Vec::with_capacity(bundle.len() * 8192);
    let mut bad = 0;
    for line in bundle {
        bad += u64::from(!answerer.write(line, &mut answers)?);
    }
    Ok((answers, bad))
}

/// Collects the answers in the same order and writes them.
fn collect(workers: &[Receiver<Answers>], out: &mut impl Write) -> io::Result<u64> {
    let mut bad = 0;
    for worker in workers.iter().cycle() {
        let Ok(answers) = worker.recv() else { break };
        let (text, bad_here) = answers?;
        out.write_all(&text)?;
        bad += bad_here;
    }
    Ok(bad)
}
