//! How many queries a piece of work asks.

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

/// From now on each connection that is opened counts.
pub(super) fn count_from_now_on() {
    static SET: Once = Once::new();
    SET.call_once(|| {
        set_default_instrumentation(|| Some(Box::new(Counting))).expect("counting begins");
    });
}

/// What the work answers, and how many queries this thread asked for it, those that begin and end a transaction among them.
/// What the one writer does is on a thread of its own and not counted.
pub fn queries<T>(work: impl FnOnce() -> T) -> (T, usize) {
    let before = ASKED.with(Cell::get);
    let answer = work();
    (answer, ASKED.with(Cell::get) - before)
}
