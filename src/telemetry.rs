//! Logs: one JSON line per event, with the request's number and without personal data.
//!
//! Only fields on the allow-list are written, whoever logs them. Messages from crates we use are not written either:
//! they may contain what a person typed. What remains says what happened, where, how long it took, and for which
//! request.

use crate::clock::Clock;
use chrono::SecondsFormat;
use std::{fmt, io::Write as _};
use tracing::{
    Event, Level, Subscriber,
    field::{Field, Visit},
};
use tracing_subscriber::{
    Layer,
    filter::LevelFilter,
    layer::{Context, SubscriberExt as _},
    registry::LookupSpan,
    util::SubscriberInitExt as _,
};

/// The only fields that are ever written: docs/logged.md says what each is.
pub const ALLOWED: [&str; 9] =
    ["message", "method", "route", "status", "milliseconds", "why", "what", "reference", "import"];

/// Starts logging to standard error at `level` (`error`, `warn`, `info`, `debug`). A second call changes nothing.
pub fn start(level: &str) {
    let level: LevelFilter = level.parse().unwrap_or(LevelFilter::INFO);
    // Already set by a test that started several services in one process: the first one stays.
    let _set_already = tracing_subscriber::registry().with(JsonLines.with_filter(level)).try_init();
}

/// Writes events from this crate as JSON, one per line.
struct JsonLines;

impl<S: Subscriber + for<'a> LookupSpan<'a>> Layer<S> for JsonLines {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let ours = event.metadata().target().starts_with("onward");
        if !ours && *event.metadata().level() > Level::WARN {
            return;
        }
        let mut line = Line::default();
        line.put("time", Clock::system().now().to_rfc3339_opts(SecondsFormat::Millis, true).into());
        line.put("level", event.metadata().level().as_str().to_lowercase().into());
        line.put("target", event.metadata().target().into());
        if ours {
            event.record(&mut line);
        } else {
            line.put("message", "something in a library; its words are not logged".into());
        }
        let mut text = serde_json::Value::Object(line.0).to_string();
        text.push('\n');
        // A log that can't be written must not stop the service.
        let _unwritten = std::io::stderr().lock().write_all(text.as_bytes());
    }
}

/// The allowed fields of one event.
#[derive(Default)]
struct Line(serde_json::Map<String, serde_json::Value>);

impl Line {
    fn put(&mut self, name: &str, value: serde_json::Value) {
        self.0.insert(name.to_owned(), value);
    }

    fn allow(&mut self, field: &Field, value: serde_json::Value) {
        if ALLOWED.contains(&field.name()) {
            self.put(field.name(), value);
        }
    }
}

impl Visit for Line {
    fn record_i64(&mut self, field: &Field, value: i64) {
        self.allow(field, value.into());
    }
    fn record_u64(&mut self, field: &Field, value: u64) {
        self.allow(field, value.into());
    }
    fn record_bool(&mut self, field: &Field, value: bool) {
        self.allow(field, value.into());
    }
    fn record_str(&mut self, field: &Field, value: &str) {
        self.allow(field, value.into());
    }
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.allow(field, format!("{value:?}").into());
    }
}

#[cfg(test)]
mod tests {
    use super::Line;
    use tracing::field::Visit;

    struct Names;
    impl tracing::callsite::Callsite for Names {
        fn set_interest(&self, _: tracing::subscriber::Interest) {}
        fn metadata(&self) -> &tracing::Metadata<'_> {
            &META
        }
    }
    static NAMES: Names = Names;
    static META: tracing::Metadata<'static> = tracing::Metadata::new(
        "test",
        "onward",
        tracing::Level::INFO,
        None,
        None,
        None,
        tracing::field::FieldSet::new(&["status", "sign_in_name"], tracing::callsite::Identifier(&NAMES)),
        tracing::metadata::Kind::EVENT,
    );

    #[test]
    fn a_field_that_is_not_on_the_list_is_left_out() {
        let mut line = Line::default();
        for field in META.fields() {
            line.record_str(&field, "jay@example.org\u{1b}[31m\r\nBcc:");
        }
        let written = serde_json::Value::Object(line.0).to_string();
        assert!(written.contains("status") && !written.contains("sign_in_name"), "{written}");
        assert!(
            !written.contains('\n') && !written.contains('\u{1b}'),
            "control letters are escaped: {written}"
        );
    }
}
