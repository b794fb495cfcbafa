//! What a decision rests on: a record from a list, and a reason that says something. Care dates and refusals decide about a
//! life; "x" is no reason for either.

crate::words! {
    /// Which record says so.
    pub enum Basis {
        /// The yearly return.
        Return = "return",
        /// The council's case system.
        CaseSystem = "case_system",
        /// A court's order or another paper.
        CourtPaper = "court_paper",
        /// The young person said so.
        Person = "person",
        /// Something else, which the reason names.
        Other = "other",
    }
}

/// The least words of a reason, and the least letters in them.
const LEAST: (usize, usize) = (3, 12);

/// Does this say why? Three words of twelve letters at the least.
#[must_use]
pub fn is_a_reason(text: &str) -> bool {
    let words = text.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).count();
    let mut letters: Vec<char> = text.chars().filter(|letter| letter.is_alphabetic()).collect();
    let count = letters.len();
    letters.sort_unstable();
    letters.dedup();
    // The same letter again and again is none.
    words >= LEAST.0 && count >= LEAST.1 && letters.len() > 4
}

#[cfg(test)]
mod tests {
    use super::is_a_reason;

    #[test]
    fn a_reason_says_something() {
        for none in ["", "No", "x", "...............", "aaa aaa aaa aaa", "see file", "a b c d e f"] {
            assert!(!is_a_reason(none), "{none}");
        }
        for reason in
            ["The court order of 3 May says so", "Das Gericht hat so entschieden", "قررت المحكمة ذلك في مايو"]
        {
            assert!(is_a_reason(reason), "{reason}");
        }
    }
}
