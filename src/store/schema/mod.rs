//! The tables, one file per group, the same on both databases.
#![allow(missing_docs, clippy::wildcard_imports, reason = "table! writes public items without documentation")]

pub(crate) mod accounts;
pub(crate) mod desk;
pub(crate) mod directory;
pub(crate) mod hub;
pub(crate) mod imports;
pub(crate) mod installation;
pub(crate) mod own;
pub(crate) mod pathway;
pub(crate) mod people;
pub(crate) mod records;
pub(crate) mod reviewing;
pub(crate) mod trail;
