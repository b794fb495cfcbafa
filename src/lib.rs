//! Onward: what care leavers are entitled to, worked out from dated care history and said in plain words.

pub mod demo;
pub mod usecases;
pub mod web;
