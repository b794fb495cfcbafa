//! Who is asking: each extractor is a permission. It reads the user's row again on each request, so a right that was
//! taken away is gone at the next click.

mod signed_in;

pub use signed_in::{Administrator, Adviser, Hub, Manager, Practitioner, Reviewing, SignedIn};
