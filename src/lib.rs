//! Onward: what care leavers are entitled to, worked out from dated care history and explained in plain words.
//!
//! ```text
//! cli/        one file per command          settings.rs  file + environment, unknown keys refused
//! usecases/   one act per file, by audience clock.rs     the one caller of Utc::now
//! web/        route table, forms, pages     telemetry.rs logs without personal data
//! demo/       the made-up borough           app.rs       what requests share
//! ```

pub mod app;
pub mod cli;
pub mod clock;
pub mod demo;
pub mod law;
pub mod outside;
pub mod settings;
pub mod telemetry;
pub mod usecases;
pub mod web;

pub use app::App;
