//! What Onward asks of others. Each is a trait that says what we need, a real client, and a recorded fake for tests. No page ever
//! waits for one: the last good copy is kept with its day.

pub mod bank_holidays;
pub mod client;
pub mod scan;
pub mod texts;
