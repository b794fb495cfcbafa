//! Words about data protection that name the Act of 1998. It was replaced on 25 May 2018; pages that still name it tell people of rights
//! and limits that are not today's.

/// Whether a text names the Data Protection Act 1998, in any of the ways in which pages write it.
#[must_use]
pub fn names_act_of_1998(text: &str) -> bool {
    if !text.contains("1998") {
        return false;
    }
    let plain: String = text
        .chars()
        .flat_map(char::to_lowercase)
        .map(|letter| if letter.is_alphanumeric() { letter } else { ' ' })
        .collect();
    let words: Vec<&str> = plain.split_whitespace().collect();
    let at = |place: usize| words.get(place).copied().unwrap_or_default();
    let act = |place: usize| at(place) == "data" && at(place + 1) == "protection" && at(place + 2) == "act";
    (0..words.len()).any(|place| {
        let near = |from: usize| (from..from + 3).any(|place| at(place) == "1998");
        let named = act(place) && (near(place + 3) || (place > 0 && at(place - 1) == "1998"));
        let short = at(place) == "dpa" && (at(place + 1) == "1998" || (place > 0 && at(place - 1) == "1998"));
        named || short || (at(place) == "1998" && at(place + 1) == "act" && plain.contains("data"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_act_is_found_however_it_is_written_and_nothing_else_is() {
        for old in [
            "Your details are held under the Data Protection Act 1998.",
            "held securely in line with the DATA  PROTECTION\nACT, 1998",
            "the 1998 Data Protection Act",
            "<p>Data&nbsp;Protection Act (c. 29) 1998</p>".replace("&nbsp;", " ").as_str(),
            "in accordance with the DPA 1998",
            "the principles of the 1998 Act on personal data",
            "\"description\":\"Data Protection Act of 1998\"",
        ] {
            assert!(names_act_of_1998(old), "{old}");
        }
        for new in [
            "Data Protection Act 2018 and UK GDPR",
            "Our charity was founded in 1998 and keeps data safe.",
            "The Human Rights Act 1998 protects your home.",
            "Data protection: ask us. Open since 1998.",
            "",
        ] {
            assert!(!names_act_of_1998(new), "{new}");
        }
    }
}
