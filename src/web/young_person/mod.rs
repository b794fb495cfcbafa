//! A young person's own pages.

mod care;
mod entitlement;
mod get;
mod handlers;
mod home;
mod looked;
pub mod pages;
mod says;
mod standing;
#[cfg(test)]
mod tests;
mod why;

pub use handlers::routes;
