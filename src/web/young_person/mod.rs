//! A young person's own pages.

mod care;
mod entitlement;
mod get;
mod handlers;
mod home;
mod looked;
pub mod pages;
mod standing;
#[cfg(test)]
mod tests;
mod why;

pub use handlers::routes;
#[cfg(test)]
pub use standing::fact_key;
