//! Statutory returns: what an authority sends to the Department for Education each year.

pub mod ssda903;
