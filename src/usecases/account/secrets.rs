//! Keys derived from the installation's one secret, codes that people type, and hashes of both.

use aes_gcm::{Aes256Gcm, Key, KeyInit as _, Nonce, aead::Aead as _};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use rand::Rng as _;
use sha2::{Digest as _, Sha256};
use std::fmt;
use subtle::ConstantTimeEq as _;

/// Bytes of a seal's nonce.
const NONCE: usize = 12;

/// What a keyed hash or a seal is for. The same text hashes differently for another purpose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// A one-time code issued by an adviser or administrator.
    Invitation,
    /// A recovery code for the second factor.
    Recovery,
    /// The key in a session's cookie.
    Session,
    /// The token of a device that someone has signed in on.
    Device,
    /// The anti-forgery token of a form.
    Form,
    /// What one step of signing in passes to the next.
    Step,
    /// The key of somebody's app, as stored.
    SecondFactor,
    /// The code of a letter that proves something.
    Proof,
    /// A one-time code made for one sending of a form.
    Code,
    /// What somebody without an account has said so far, in the form of their next question.
    Check,
    /// What readers of the directory send, and the codes that open its answers.
    Directory,
    /// A photo that a young person keeps here.
    Photo,
    /// A young person's papers.
    Document,
    /// The number for texts, the code that confirms it, and what a text says.
    Texts,
    /// What somebody writes to the children's hub, in the form of their next question; and the form that sent it.
    Worried,
    /// A form that somebody sent after they had been signed out.
    KeptForm,
}

impl Purpose {
    const fn word(self) -> &'static str {
        match self {
            Self::Invitation => "invitation",
            Self::Recovery => "recovery",
            Self::Session => "session",
            Self::Device => "device",
            Self::Form => "form",
            Self::Step => "step",
            Self::SecondFactor => "second factor",
            Self::Proof => "proof letter",
            Self::Code => "code",
            Self::Check => "check",
            Self::Directory => "directory",
            Self::Photo => "photo",
            Self::Document => "document",
            Self::Texts => "texts",
            Self::Worried => "worried",
            Self::KeptForm => "kept form",
        }
    }
}

/// Keys derived from the installation's secret. A thief with only the database can't try out codes.
#[derive(Clone)]
pub struct Keys {
    root: [u8; 32],
}

impl Keys {
    /// From the settings' `secret`.
    #[must_use]
    pub fn from_secret(secret: &str) -> Self {
        Self { root: sha256(&[b"onward", secret.as_bytes()]) }
    }

    /// The keyed hash of a value, as text for a column or a token (HMAC-SHA-256, RFC 2104).
    #[must_use]
    pub fn hash(&self, purpose: Purpose, value: &str) -> String {
        let key = sha256(&[&self.root, purpose.word().as_bytes()]);
        URL_SAFE_NO_PAD.encode(hmac(&key, value.as_bytes()))
    }

    /// Whether this is the value's hash. Takes the same time whatever the answer.
    #[must_use]
    pub fn matches(&self, purpose: Purpose, value: &str, hash: &str) -> bool {
        same(&self.hash(purpose, value), hash)
    }

    /// A value that only we can read and nobody can change (AES-256-GCM, a fresh nonce each time), so that it can be
    /// passed out and taken back, or stored where a thief may get at it. Empty if it can't be sealed, which opens to
    /// nothing.
    #[must_use]
    pub fn seal(&self, purpose: Purpose, value: &str) -> String {
        URL_SAFE_NO_PAD.encode(self.seal_bytes(purpose, value.as_bytes()))
    }

    /// The value of a seal that we made; `None` for any other text.
    #[must_use]
    pub fn unseal(&self, purpose: Purpose, sealed: &str) -> Option<String> {
        let value = self.unseal_bytes(purpose, &URL_SAFE_NO_PAD.decode(sealed).ok()?)?;
        String::from_utf8(value).ok()
    }

    /// The same for bytes. Empty if they can't be sealed, which opens to nothing.
    #[must_use]
    pub fn seal_bytes(&self, purpose: Purpose, value: &[u8]) -> Vec<u8> {
        let mut nonce = [0_u8; NONCE];
        rand::rng().fill_bytes(&mut nonce);
        let hidden = self.cipher(purpose).encrypt(&Nonce::from(nonce), value).unwrap_or_default();
        [nonce.as_slice(), &hidden].concat()
    }

    /// The bytes of a seal that we made; `None` for any others.
    #[must_use]
    pub fn unseal_bytes(&self, purpose: Purpose, sealed: &[u8]) -> Option<Vec<u8>> {
        let (nonce, hidden) = sealed.split_first_chunk::<NONCE>()?;
        self.cipher(purpose).decrypt(&Nonce::from(*nonce), hidden).ok()
    }

    fn cipher(&self, purpose: Purpose) -> Aes256Gcm {
        let key = sha256(&[&self.root, b"seal", purpose.word().as_bytes()]);
        Aes256Gcm::new(&Key::<Aes256Gcm>::from(key))
    }

    /// The code that belongs to a form: as good as random without the secret, and the same again when the
    /// same form is sent again, so that a code need not be stored unencrypted to be shown a second time. At most 32
    /// characters.
    #[must_use]
    pub fn code_of(&self, form: &str, letters: usize) -> String {
        let key = sha256(&[&self.root, Purpose::Code.word().as_bytes()]);
        let bytes = hmac(&key, form.as_bytes());
        let letter = |byte: &u8| ALPHABET.get(usize::from(byte % 32)).copied().map_or('0', char::from);
        bytes.iter().take(letters).map(letter).collect()
    }

    /// The key the framework uses to seal its cookie; derived, so that one setting is enough.
    #[must_use]
    pub fn cookie_key(&self) -> [u8; 64] {
        let mut key = [0; 64];
        let halves = sha256(&[&self.root, b"cookie 1"]).into_iter().chain(sha256(&[&self.root, b"cookie 2"]));
        key.iter_mut().zip(halves).for_each(|(slot, byte)| *slot = byte);
        key
    }
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Keys(hidden)")
    }
}

fn hmac(key: &[u8; 32], value: &[u8]) -> [u8; 32] {
    hmac_sha256(key, value)
}

/// HMAC-SHA-256 with a key of any length (RFC 2104).
#[must_use]
pub fn hmac_sha256(key: &[u8], value: &[u8]) -> [u8; 32] {
    let short = sha256(&[key]);
    let key = if key.len() > 64 { &short } else { key };
    let pad = |with: u8| {
        let mut block = [with; 64];
        block.iter_mut().zip(key).for_each(|(slot, byte)| *slot ^= byte);
        block
    };
    sha256(&[&pad(0x5c), &sha256(&[&pad(0x36), value])])
}

fn sha256(parts: &[&[u8]]) -> [u8; 32] {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part);
    }
    hash.finalize().into()
}

/// Whether two secrets are the same. Takes the same time whatever the answer.
#[must_use]
pub fn same(one: &str, other: &str) -> bool {
    one.as_bytes().ct_eq(other.as_bytes()).into()
}

/// 32 letters and digits that nobody confuses: no I, L, O or U (Crockford's base 32).
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// A random code with this many characters, for people to type.
#[must_use]
pub fn random_code(letters: usize) -> String {
    use rand::RngExt as _;
    let mut rng = rand::rng();
    let letter = |_| {
        let place: usize = rng.random_range(0..ALPHABET.len());
        ALPHABET.get(place).copied().map_or('0', char::from)
    };
    (0..letters).map(letter).collect()
}

/// A code as it was meant: capitals, without spaces and dashes, O read as 0, I and L as 1.
#[must_use]
pub fn read_code(typed: &str) -> String {
    let meant = |letter: char| match letter.to_ascii_uppercase() {
        'O' => Some('0'),
        'I' | 'L' => Some('1'),
        letter if letter.is_ascii_alphanumeric() => Some(letter),
        _ => None,
    };
    typed.chars().take(64).filter_map(meant).collect()
}

/// 256 random bits as text.
#[must_use]
pub fn random_token() -> String {
    let mut bytes = [0_u8; 32];
    rand::rng().fill_bytes(&mut bytes);
    URL_SAFE_NO_PAD.encode(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_hmac_sha_256() {
        // RFC 4231, test case 2 has a shorter key; keys are padded with zeros, so this is the same computation.
        let mut key = [0; 32];
        key[..4].copy_from_slice(b"Jefe");
        let hash = hmac(&key, b"what do ya want for nothing?");
        assert_eq!(hash[..8], [0x5b, 0xdc, 0xc1, 0x46, 0xbf, 0x60, 0x75, 0x4e]);
    }

    #[test]
    fn the_same_text_hashes_differently_for_another_purpose_or_installation() {
        let keys = Keys::from_secret("secret");
        assert_ne!(keys.hash(Purpose::Invitation, "x"), keys.hash(Purpose::Recovery, "x"));
        assert_ne!(
            keys.hash(Purpose::Invitation, "x"),
            Keys::from_secret("other").hash(Purpose::Invitation, "x")
        );
        assert!(keys.matches(Purpose::Invitation, "x", &keys.hash(Purpose::Invitation, "x")));
    }

    #[test]
    fn a_seal_only_opens_unaltered() {
        let keys = Keys::from_secret("secret");
        let sealed = keys.seal(Purpose::Step, "Jay 1");
        assert_eq!(keys.unseal(Purpose::Step, &sealed).as_deref(), Some("Jay 1"));
        assert_eq!(keys.unseal(Purpose::Form, &sealed), None);
        let mut bytes = URL_SAFE_NO_PAD.decode(&sealed).unwrap_or_default();
        assert!(!bytes.windows(3).any(|three| three == b"Jay"), "nobody reads it on the way");
        if let Some(byte) = bytes.last_mut() {
            *byte ^= 1;
        }
        assert_eq!(keys.unseal(Purpose::Step, &URL_SAFE_NO_PAD.encode(bytes)), None);
        assert_ne!(sealed, keys.seal(Purpose::Step, "Jay 1"), "two seals of the same text look different");
        assert_eq!(keys.unseal(Purpose::Step, "x.y"), None);
        assert_eq!(keys.unseal(Purpose::Step, ""), None);
    }

    #[test]
    fn a_forms_code_is_only_the_same_for_the_same_form_and_installation() {
        let keys = Keys::from_secret("secret");
        let code = keys.code_of("form 1", 16);
        assert_eq!(code, keys.code_of("form 1", 16));
        assert_eq!(read_code(&code), code);
        assert_eq!(code.len(), 16);
        assert_ne!(code, keys.code_of("form 2", 16));
        assert_ne!(code, Keys::from_secret("other").code_of("form 1", 16));
    }

    #[test]
    fn a_code_is_read_as_it_was_meant() {
        assert_eq!(read_code(" 7k2o-il9z "), "7K20119Z");
        let code = random_code(10);
        assert_eq!(read_code(&code.to_lowercase()), code);
        assert!(code != random_code(10) && code.bytes().all(|letter| ALPHABET.contains(&letter)));
    }
}
