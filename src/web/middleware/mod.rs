//! What happens around every request: limits, reference and log line, error pages, headers, anti-forgery, sessions.

pub mod crowd;
pub mod csrf;
pub mod guard;
pub mod headers;
pub mod language;
pub mod own_device;
pub mod state;
