//! The web: route table, handlers by audience, forms, pages.

pub mod view;
