//! What happens around every request: reference and log line, error pages, headers, anti-forgery, sessions.

pub mod csrf;
pub mod guard;
pub mod headers;
pub mod state;
