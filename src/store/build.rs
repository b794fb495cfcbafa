//! The migrations are embedded at build time; a new one must make the store build again.
fn main() {
    println!("cargo:rerun-if-changed=../../migrations");
}
