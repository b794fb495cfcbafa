//! Copies that only the holder of a key can read: age files (<https://age-encryption.org/v1>), which the `age` tool
//! reads too.

use age::{Decryptor, Encryptor, secrecy::ExposeSecret as _, x25519};
use std::{
    fs::{self, File},
    io::{self, BufReader, Read as _, Write as _},
    path::Path,
};

use super::Failed;

/// How every age file begins.
const BEGINS: &[u8] = b"age-encryption.org/";

/// Those who may read a copy, from their public keys.
///
/// # Errors
/// One of them is not an age key.
pub fn recipients(keys: &[String]) -> Result<Vec<x25519::Recipient>, Failed> {
    keys.iter()
        .map(|key| {
            key.trim().parse().map_err(|why: &str| {
                Failed(format!("{key} is not a public age key, which begins with age1 ({why})"))
            })
        })
        .collect()
}

/// Writes something only these recipients can read.
///
/// # Errors
/// The file can't be written.
pub fn seal(recipients: &[x25519::Recipient], open: &[u8], sealed: File) -> io::Result<()> {
    let each = recipients.iter().map(|one| -> &dyn age::Recipient { one });
    let mut out = Encryptor::with_recipients(each).map_err(io::Error::other)?.wrap_output(sealed)?;
    out.write_all(open)?;
    out.finish()?.sync_all()
}

/// The secret keys in a file: one per line; lines starting with `#` are skipped.
///
/// # Errors
/// The file can't be read, or contains no such key.
pub fn identities(file: &Path) -> Result<Vec<x25519::Identity>, Failed> {
    let text = fs::read_to_string(file)
        .map_err(|why| Failed(format!("the key file {} can't be read: {why}", file.display())))?;
    let keys: Result<Vec<x25519::Identity>, &str> = text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(str::parse)
        .collect();
    match keys {
        Ok(keys) if !keys.is_empty() => Ok(keys),
        _ => Err(Failed(format!(
            "{} contains no secret age key; `onward backup-key` makes one",
            file.display()
        ))),
    }
}

/// Writes the contents of a sealed file.
///
/// # Errors
/// None of the keys opens it, it is damaged or truncated, or the copy can't be written.
pub fn unseal(keys: &[x25519::Identity], sealed: File, mut open: &File) -> io::Result<()> {
    let each = keys.iter().map(|one| -> &dyn age::Identity { one });
    let mut source = Decryptor::new_buffered(BufReader::new(sealed))
        .and_then(|sealed| sealed.decrypt(each))
        .map_err(|why| io::Error::other(cant_open(&why)))?;
    match io::copy(&mut source, &mut open) {
        Ok(_) => Ok(()),
        // Each part of an age file proves itself: a changed or missing byte shows where it is read.
        Err(why) if matches!(why.kind(), io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof) => {
            Err(io::Error::other(
                "the encrypted copy is damaged or cut off: it opens with this key, but not to its end. Nothing was put back. Take another copy",
            ))
        }
        Err(why) => Err(why),
    }
}

/// Why a copy can't be opened, and what to do.
fn cant_open(why: &age::DecryptError) -> String {
    use age::DecryptError as No;
    match why {
        No::NoMatchingKeys => "the encrypted copy was made for another key: name the file with the key that was made for it".into(),
        No::InvalidHeader | No::InvalidMac | No::DecryptionFailed => {
            "the encrypted copy is damaged at its beginning, or was made for another key. Nothing was put back. Take another copy".into()
        }
        No::Io(why) if why.kind() == io::ErrorKind::UnexpectedEof => {
            "the encrypted copy is cut off at its beginning. Nothing was put back. Take another copy".into()
        }
        other => format!("the encrypted copy can't be opened: {other}"),
    }
}

/// Whether this is a sealed file. An unreadable one is not.
#[must_use]
pub fn is_sealed(file: &Path) -> bool {
    let mut begins = [0; BEGINS.len()];
    File::open(file).and_then(|mut file| file.read_exact(&mut begins)).is_ok() && begins == *BEGINS
}

/// A new key: the text of the file that opens copies, and the public key that seals them.
#[must_use]
pub fn new_key() -> (String, String) {
    let key = x25519::Identity::generate();
    let public = key.to_public().to_string();
    let text = format!(
        "# Opens copies of Onward's database. Keep it off the machine that makes them.\n# public key: {public}\n{}\n",
        key.to_string().expose_secret()
    );
    (text, public)
}
