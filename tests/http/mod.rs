//! Over HTTP: who gets in where, what leaks, what happens to bad input.

mod accounts;
mod bad_days;
mod bad_input;
mod check;
mod forms;
mod headers;
mod import;
mod leaks;
mod looks;
mod patience;
mod payloads;
mod role_matrix;
mod tab_stops;
