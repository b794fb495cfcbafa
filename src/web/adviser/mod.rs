//! The adviser's pages.

pub mod pages;
