//! Counts the queries a piece of work makes.

use std::{cell::Cell, sync::Once};

use diesel::connection::{Instrumentation, InstrumentationEvent, set_default_instrumentation};

thread_local! {
    static ASKED: Cell<usize> = const { Cell::new(0) };
}

struct Counting;

impl Instrumentation for Counting {
    fn on_connection_event(&mut self, event: InstrumentationEvent<'_>) {
        if matches!(event, InstrumentationEvent::StartQuery { .. }) {
            ASKED.with(|asked| asked.set(asked.get() + 1));
        }
    }
}

/// Every connection opened from now on counts.
pub(super) fn count_from_now_on() {
    static SET: Once = Once::new();
    SET.call_once(|| {
        set_default_instrumentation(|| Some(Box::new(Counting))).expect("counting begins");
    });
}

/// The result of the work, and how many queries this thread made for it, including those that begin and end a
/// transaction.
/// The one writer's work is on its own thread and not counted.
pub fn queries<T>(work: impl FnOnce() -> T) -> (T, usize) {
    let before = ASKED.with(Cell::get);
    let answer = work();
    (answer, ASKED.with(Cell::get) - before)
}

/// The result of work that nobody but a test does: its queries are not counted.
pub(crate) fn uncounted<T>(work: impl FnOnce() -> T) -> T {
    let before = ASKED.with(Cell::get);
    let answer = work();
    ASKED.with(|asked| asked.set(before));
    answer
}
