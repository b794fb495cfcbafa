//! Pages that need no sign-in.

pub mod pages;
pub mod problems;
#[cfg(test)]
mod tests;
