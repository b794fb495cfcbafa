//! Counts in words.

/// "1 person", "1,160 people".
#[must_use]
pub fn counted(number: impl TryInto<u64>, one: &str, many: &str) -> String {
    let number = number.try_into().unwrap_or(u64::MAX);
    format!("{} {}", figure(number), if number == 1 { one } else { many })
}

/// "1,160".
#[must_use]
pub fn figure(number: impl TryInto<u64>) -> String {
    let digits = number.try_into().unwrap_or(u64::MAX).to_string();
    let mut out = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::counted;

    #[test]
    fn one_is_singular_and_thousands_have_a_comma() {
        assert_eq!(counted(1_u64, "person", "people"), "1 person");
        assert_eq!(counted(0_usize, "change", "changes"), "0 changes");
        assert_eq!(counted(1160_i32, "thing", "things"), "1,160 things");
    }
}
