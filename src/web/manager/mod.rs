//! The manager's pages.

pub mod pages;
