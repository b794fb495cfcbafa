//! What somebody at the children's hub does: finds the record of whoever is with them or on the phone.

pub mod come_back;
pub mod contacts;
pub mod family_copy;
pub mod find_person;
pub mod leave_note;
pub mod partners;
pub mod take_in;
pub mod tell_adviser;
