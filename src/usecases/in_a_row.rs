//! Several people's plans are gone through in a row: where this one is, and who comes before and after. It names nobody.

use onward_domain::id::PersonId;

/// One of several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InARow {
    /// From 1.
    pub at: usize,
    pub of: usize,
    pub before: Option<PersonId>,
    pub after: Option<PersonId>,
}

impl InARow {
    /// Where somebody is among them; `None` for whoever is not.
    #[must_use]
    pub fn of(order: &[PersonId], person: PersonId) -> Option<Self> {
        let place = order.iter().position(|one| *one == person)?;
        Some(Self {
            at: place + 1,
            of: order.len(),
            before: place.checked_sub(1).and_then(|before| order.get(before)).copied(),
            after: order.get(place + 1).copied(),
        })
    }

    /// Who comes next when this one is done: whoever was said to be next, where they still wait, or else the first who does.
    #[must_use]
    pub fn next(order: &[PersonId], done: PersonId, said: Option<PersonId>) -> Option<PersonId> {
        let left = || order.iter().copied().filter(|one| *one != done);
        left().find(|one| Some(*one) == said).or_else(|| left().next())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn whoever_is_last_is_followed_by_the_first_that_is_left() {
        let all: Vec<PersonId> = std::iter::repeat_with(PersonId::new).take(3).collect();
        let row = InARow::of(&all, all[1]).unwrap();
        assert_eq!((row.at, row.of, row.before, row.after), (2, 3, Some(all[0]), Some(all[2])));
        assert_eq!(InARow::of(&all, all[0]).unwrap().before, None);
        assert_eq!(InARow::next(&all, all[1], Some(all[2])), Some(all[2]));
        assert_eq!(InARow::next(&all[..2], all[1], Some(all[2])), Some(all[0]), "somebody else was quicker");
        assert_eq!(InARow::next(&all[1..], all[0], Some(all[1])), Some(all[1]), "a form that is sent twice");
        assert_eq!(InARow::next(&all[..1], all[0], None), None, "it was the last of all");
        assert_eq!(InARow::of(&all, PersonId::new()), None);
    }
}
