//! Signing in, invitations, devices: for everyone who has an account.

pub mod pages;
