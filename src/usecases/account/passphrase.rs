//! Which passphrases are accepted: long ones that nobody would try first. Symbols and digits are not required: length
//! is what helps (NIST SP 800-63B, ASVS 5.0 V6.2).

/// The fewest characters in a passphrase.
pub const LEAST: usize = 12;
/// The most, so that nobody has a book hashed.
pub const MOST: usize = 128;
/// This many characters must be left once everything common is removed.
const OWN_LETTERS: usize = 5;

/// Why a passphrase is not accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weak {
    /// Too few characters.
    Short,
    /// Too many.
    Long,
    /// It is one of those tried first, or contains the sign-in name and little else.
    Common,
}

/// Parts of the passphrases people choose most, and of what anybody would try on this service. Longer ones first,
/// so that a short one does not break up a long one.
const COMMON: [&str; 92] = [
    "stocktonriverside",
    "qwertyuiop",
    "1q2w3e4r5t",
    "1qaz2wsx",
    "passphrase",
    "correcthorse",
    "batterystaple",
    "careleaver",
    "leavingcare",
    "manchester",
    "middlesbrough",
    "hartlepool",
    "sunderland",
    "newcastle",
    "liverpool",
    "trustnoone",
    "1234567890",
    "0987654321",
    "password",
    "passw0rd",
    "p@ssword",
    "p@ssw0rd",
    "football",
    "baseball",
    "iloveyou",
    "princess",
    "sunshine",
    "superman",
    "spiderman",
    "starwars",
    "whatever",
    "computer",
    "internet",
    "samsung",
    "android",
    "facebook",
    "snapchat",
    "tiktok",
    "pokemon",
    "minecraft",
    "fortnite",
    "charlie",
    "jessica",
    "michael",
    "arsenal",
    "chelsea",
    "everton",
    "rangers",
    "celtic",
    "asdfghjkl",
    "zxcvbnm",
    "qwerty",
    "azerty",
    "letmein",
    "welcome",
    "dragon",
    "monkey",
    "shadow",
    "master",
    "secret",
    "summer",
    "winter",
    "autumn",
    "spring",
    "monday",
    "friday",
    "sunday",
    "batman",
    "freedom",
    "hello",
    "adviser",
    "advisor",
    "council",
    "stockton",
    "riverside",
    "onward",
    "forward",
    "social",
    "worker",
    "admin",
    "login",
    "abcdefgh",
    "abc123",
    "changeme",
    "default",
    "hunter2",
    "access",
    "mustang",
    "google",
    "apple",
    "demo",
    "test",
];

/// Whether this passphrase is accepted for someone with that sign-in name.
///
/// # Errors
/// Why not.
pub fn check(passphrase: &str, sign_in_name: &str) -> Result<(), Weak> {
    let letters = passphrase.chars().count();
    if letters < LEAST {
        return Err(Weak::Short);
    }
    if letters > MOST {
        return Err(Weak::Long);
    }
    if own_letters(passphrase, sign_in_name) < OWN_LETTERS {
        return Err(Weak::Common);
    }
    Ok(())
}

/// How many different letters are left once everything common is removed.
fn own_letters(passphrase: &str, sign_in_name: &str) -> usize {
    let mut rest: String =
        passphrase.to_lowercase().chars().filter(|letter| letter.is_alphanumeric()).collect();
    let name = sign_in_name.to_lowercase();
    let name = name.split('@').next().unwrap_or_default().to_owned();
    for piece in std::iter::once(name.as_str()).chain(COMMON).filter(|piece| piece.chars().count() >= 3) {
        rest = rest.replace(piece, "");
    }
    // Runs ("aaaa", "1234", "4321") count once.
    let mut left: Vec<char> = Vec::new();
    let mut before: Option<char> = None;
    for letter in rest.chars() {
        let step = before.map(|before| u32::from(letter).abs_diff(u32::from(before)));
        if !matches!(step, Some(0 | 1)) {
            left.push(letter);
        }
        before = Some(letter);
    }
    left.sort_unstable();
    left.dedup();
    left.len()
}

#[cfg(test)]
mod tests {
    use super::{Weak, check};

    #[test]
    fn three_words_of_ones_own_are_accepted_in_any_script() {
        for good in
            ["purple tractor gravel", "مفتاح السيارة القديمة", "my nan's blue teapot", "ቡና ጠጣሁ ዛሬ ጠዋት እዚህ"]
        {
            assert_eq!(check(good, "jay"), Ok(()), "{good}");
        }
    }

    #[test]
    fn short_long_and_common_ones_are_not() {
        assert_eq!(check("tractor gra", "jay"), Err(Weak::Short));
        assert_eq!(check(&"ab cd ef ".repeat(20), "jay"), Err(Weak::Long));
        let common = [
            "password12345",
            "PasswordPassword",
            "aaaaaaaaaaaaaaa",
            "123456789012",
            "qwertyuiop123",
            "Welcome2026!!",
            "stockton riverside demo",
            "jayjayjayjay",
            "iloveyou iloveyou",
            "abcdefghijklmn",
            "Summer Winter 26",
            "letmein letmein",
        ];
        for weak in common {
            assert_eq!(check(weak, "jay"), Err(Weak::Common), "{weak}");
        }
        assert_eq!(check("priya.nair 2026", "priya.nair@example.org"), Ok(()), "dots are not letters");
        assert_eq!(check("priyanairpriyanair", "priyanair@example.org"), Err(Weak::Common));
    }
}
