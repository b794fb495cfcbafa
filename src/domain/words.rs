//! Closed lists of words: the same word in the database, in addresses and in exported files.

/// The text is not one of the words in its list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not one of the words allowed here")]
pub struct NotAWord;

/// Declares an enum whose values are words: `word()`, `ALL`, `Display`, `FromStr` and serde all agree.
#[macro_export]
macro_rules! words {
    ($($(#[$doc:meta])* pub enum $name:ident { $($(#[$value_doc:meta])* $value:ident = $word:literal),+ $(,)? })+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name {
            $($(#[$value_doc])* #[serde(rename = $word)] $value),+
        }

        impl $name {
            /// Every word in the list, in the order used on pages.
            pub const ALL: &'static [Self] = &[$(Self::$value),+];

            /// The stored word.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self {
                    $(Self::$value => $word),+
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.word())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::words::NotAWord;
            fn from_str(text: &str) -> Result<Self, $crate::words::NotAWord> {
                Self::ALL.iter().copied().find(|value| value.word() == text).ok_or($crate::words::NotAWord)
            }
        }
    )+};
}
