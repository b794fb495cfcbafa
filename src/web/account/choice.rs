//! What is wrong with a name or passphrase that somebody chose, in words.

use crate::{
    usecases::account::{
        names::{self, Unfit},
        passphrase::{self, Weak},
    },
    web::{
        form::Reader,
        words::{
            Say,
            says::account::{choose as said, weak},
        },
    },
};

/// Reads a new passphrase, entered twice. `name`: what they sign in with, which it may not consist of.
pub fn new_passphrase(read: &mut Reader, passphrase: &str, again: &str, name: &str) {
    if let Err(why) = passphrase::check(passphrase, name) {
        read.wrong("passphrase", of_passphrase(why));
    } else if passphrase != again {
        read.wrong("again", said::Again);
    }
}

fn of_passphrase(why: Weak) -> Say {
    match why {
        Weak::Short => weak::Short { least: number(passphrase::LEAST) }.into(),
        Weak::Long => weak::Long { most: number(passphrase::MOST) }.into(),
        Weak::Common => weak::Common.into(),
    }
}

/// What is wrong with a name to sign in with.
pub fn of_name(why: Unfit) -> Say {
    match why {
        Unfit::Missing => said::Name.into(),
        Unfit::Short => said::NameShort.into(),
        Unfit::Long => said::NameLong { most: number(names::MOST) }.into(),
    }
}

fn number(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
