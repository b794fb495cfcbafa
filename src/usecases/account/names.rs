//! Sign-in names: staff's email addresses; names or numbers chosen by young people. Only one spelling is stored.

/// The most characters in a sign-in name.
pub const MOST: usize = 60;

/// The one spelling of a sign-in name that is stored and looked up: no surrounding spaces, lowercase, single spaces
/// within; a phone number without its spaces, dashes and brackets.
#[must_use]
pub fn fold(written: &str) -> String {
    let visible: String = written.chars().filter(|letter| !is_hidden(*letter)).collect();
    let spaced = visible.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let bare: String =
        spaced.chars().filter(|letter| !matches!(letter, ' ' | '-' | '(' | ')' | '.')).collect();
    let digits = bare.strip_prefix('+').unwrap_or(&bare);
    if digits.len() >= 7 && digits.bytes().all(|byte| byte.is_ascii_digit()) { number(&bare) } else { spaced }
}

/// "+44 7700 900 123" and "07700 900123" are the same number.
fn number(bare: &str) -> String {
    ["+440", "+44", "00440", "0044"]
        .iter()
        .find_map(|prefix| bare.strip_prefix(prefix))
        .map_or_else(|| bare.to_owned(), |rest| format!("0{rest}"))
}

/// Characters that change how a name looks without being visible; joiners are included, since no name is distinguished
/// by them.
fn is_hidden(letter: char) -> bool {
    (letter.is_control() && !letter.is_whitespace())
        || is_unseen_mark(letter)
        || matches!(letter, '\u{200c}' | '\u{200d}')
}

/// Zero-width spaces and characters that change the writing direction: no text needs them. Joiners are not included.
#[must_use]
pub fn is_unseen_mark(letter: char) -> bool {
    matches!(letter, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// Why a name can't be used to sign in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfit {
    /// There is none.
    Missing,
    /// Fewer than three characters.
    Short,
    /// More than [`MOST`].
    Long,
}

/// Whether a name can be used to sign in.
///
/// # Errors
/// Why not.
pub fn check_chosen(folded: &str) -> Result<(), Unfit> {
    match folded.chars().count() {
        0 => Err(Unfit::Missing),
        1 | 2 => Err(Unfit::Short),
        3..=MOST => Ok(()),
        _ => Err(Unfit::Long),
    }
}

/// Whether this is an email address, as far as can be seen without sending to it.
#[must_use]
pub fn is_email(folded: &str) -> bool {
    let Some((local, host)) = folded.rsplit_once('@') else { return false };
    let host_is_one = host.split('.').count() >= 2
        && host.split('.').all(|part| {
            !part.is_empty() && part.chars().all(|letter| letter.is_alphanumeric() || letter == '-')
        });
    folded.is_ascii()
        && !local.is_empty()
        && !local.contains(['@', ' ', ',', ';', '<', '>', '"', ':'])
        && host_is_one
        && folded.len() <= 254
}

#[cfg(test)]
mod tests {
    use super::{check_chosen, fold, is_email};

    #[test]
    fn one_name_has_one_spelling() {
        assert_eq!(fold("  Jay  K "), "jay k");
        assert_eq!(fold("Ja\u{202e}y\u{200b}"), "jay");
        assert_eq!(fold("Priya.Nair@Example.GOV.uk "), "priya.nair@example.gov.uk");
        for number in ["07700 900123", "+44 7700 900-123", "0044 7700 900 123", "+44 (0)7700 900123"] {
            assert_eq!(fold(number), "07700900123", "{number}");
        }
        assert_eq!(fold("jay-19"), "jay-19", "not every dash belongs to a phone number");
    }

    #[test]
    fn a_chosen_name_has_three_to_sixty_characters() {
        assert!(check_chosen("jay").is_ok());
        assert!(
            check_chosen("").is_err()
                && check_chosen("jj").is_err()
                && check_chosen(&"j".repeat(61)).is_err()
        );
    }

    #[test]
    fn anything_but_an_email_address_is_recognised() {
        assert!(is_email("a.b+c@d-e.gov.uk"));
        for wrong in
            ["a", "a@", "@b.c", "a@b", "a@b..c", "a b@c.d", "a@b.c\r\nbcc: x", "a,b@c.d", "<a@b.c>", "a@b.c>"]
        {
            assert!(!is_email(wrong), "{wrong}");
        }
    }
}
