//! Who asks. The user's row is read anew at each request, so a right that was taken away is gone at the next click; what
//! somebody may do is the desk's business.

mod signed_in;

pub use signed_in::{Away, SignedIn, Unsaved};
