//! How people sign in and out: invitations, passphrases, second factors, devices, users, and records opened
//! with a reason.

pub mod accept_invitation;
pub mod ask_for_reset;
pub mod change_details;
pub mod change_passphrase;
pub mod hashing;
pub mod invite;
pub mod kept_form;
pub mod limits;
pub mod look_after_teams;
pub mod look_after_users;
pub mod names;
pub mod open_with_reason;
pub mod passphrase;
pub mod second_factor;
pub mod second_person;
pub mod secrets;
pub mod see_account;
pub mod session_limits;
pub mod sign_in;
pub mod sign_out_devices;
pub mod sweep;
#[cfg(test)]
pub mod testing;
pub mod watch;
pub mod way_in;
