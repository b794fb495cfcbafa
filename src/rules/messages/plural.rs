//! Which form of a word a language uses with a number: the cardinal rules of the Unicode CLDR for whole numbers.

/// The plural rules of a language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Plurals {
    /// One, other: English, Albanian, Kurdish, Pashto.
    #[default]
    OneOther,
    /// One form for 0 and 1, other: Farsi, Dari, Amharic, Tigrinya.
    ZeroOneOther,
    /// Zero, one, two, few, many, other: Arabic.
    Arabic,
    /// One form for every number: Vietnamese.
    Single,
}

impl Plurals {
    /// The rules named in a message file.
    pub(super) fn of(word: &str) -> Option<Self> {
        Some(match word {
            "one-other" => Self::OneOther,
            "zero-one-other" => Self::ZeroOneOther,
            "arabic" => Self::Arabic,
            "single" => Self::Single,
            _ => return None,
        })
    }

    /// How many forms a word has.
    pub(super) const fn forms(self) -> usize {
        match self {
            Self::OneOther | Self::ZeroOneOther => 2,
            Self::Arabic => 6,
            Self::Single => 1,
        }
    }

    /// The index of the form for a number.
    pub(super) const fn form(self, number: i64) -> usize {
        let number = number.unsigned_abs();
        match self {
            Self::Single => 0,
            Self::OneOther => {
                if number == 1 {
                    0
                } else {
                    1
                }
            }
            Self::ZeroOneOther => {
                if number <= 1 {
                    0
                } else {
                    1
                }
            }
            Self::Arabic => match (number, number % 100) {
                (0, _) => 0,
                (1, _) => 1,
                (2, _) => 2,
                (_, 3..=10) => 3,
                (_, 11..=99) => 4,
                _ => 5,
            },
        }
    }
}
