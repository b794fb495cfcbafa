//! An adviser sees what a young person says is wrong, and answers.

use onward_domain::{
    access::Purpose,
    id::{PersonId, RectificationId, UserId},
    person::Person,
    rectification::{Outcome, Rectification},
};
use onward_store::{StoreResult, repo::rectifications::Answering, scope::Caseload};
use std::collections::HashMap;

use crate::usecases::ask::Ask;

/// What the page shows.
#[derive(Debug, Clone)]
pub struct SeenSaidWrong {
    /// Who said it.
    pub person: Person,
    /// Whether the viewer may answer.
    pub may_change: bool,
    /// All of it, newest first.
    pub said: Vec<Rectification>,
    /// The names of those who answered.
    pub names: HashMap<UserId, String>,
}

/// Opens the record and reads what was said.
///
/// # Errors
/// `NotFound` for a person who is not the adviser's; the store's own.
pub fn see_said_wrong(ask: &Ask<'_, Caseload>, person: PersonId) -> StoreResult<SeenSaidWrong> {
    let record = ask.open(person, Purpose::PersonPage)?;
    let said = record.rectifications().all()?;
    let names = ask.tx.users().names(said.iter().filter_map(|each| each.answer.as_ref()?.by))?;
    Ok(SeenSaidWrong { person: record.person()?, may_change: record.may_change(), said, names })
}

/// Answers, once.
///
/// # Errors
/// `NotFound` for a person who is not the adviser's and for what they never said; the store's own.
pub fn answer_rectification(
    ask: &Ask<'_, Caseload>,
    person: PersonId,
    which: RectificationId,
    (outcome, words): (Outcome, &str),
    key: &str,
) -> StoreResult<Answering> {
    ask.open_for_change(person, Purpose::PersonPage)?.rectifications().answer(which, outcome, words, key)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::usecases::{
        testing::{Jay, adviser, asking, at, own_asking},
        young_person::rectify::{say_it_is_wrong, see_what_i_said},
    };
    use onward_domain::rectification::Said;
    use onward_store::{StoreError, on_both};

    on_both!(what_jay_says_is_wrong_is_on_his_advisers_list_until_somebody_answers_and_the_second_answer_changes_nothing => |store| {
        let jay = Jay::of(store);
        let (me, priya, person) = (jay.account(store), jay.priya, jay.person);
        let say = |key: &'static str| {
            store
                .write(move |tx| {
                    let said = Said { about: "care".into(), shown: "My dates".into(), words: "It was June".into() };
                    say_it_is_wrong(&own_asking(tx, me, at(0)), &said, key)
                })
                .unwrap()
        };
        let which = say("one");
        assert_eq!(say("one"), which, "sent twice, said once");
        let open = || store.read(|tx| {
            Ok(asking(tx, priya, at(1)).open(person, Purpose::PersonPage)?.overview()?.said_wrong.clone())
        }).unwrap();
        assert_eq!(open(), ["2026-11-30".parse().unwrap()]);
        let answer = |minutes, outcome, words: &'static str, key: &'static str| {
            store.write(move |tx| {
                answer_rectification(&asking(tx, priya, at(minutes)), person, which, (outcome, words), key)
            })
        };
        assert_eq!(answer(2, Outcome::Corrected, "June it is", "two").unwrap(), Answering::Kept);
        assert_eq!(answer(3, Outcome::Corrected, "June it is", "two").unwrap(), Answering::Kept, "sent twice");
        let Answering::Already(stands) = answer(4, Outcome::Kept, "No", "three").unwrap() else {
            unreachable!("somebody answered before")
        };
        assert_eq!(stands.answer.unwrap().words, "June it is");
        assert!(open().is_empty());
        let (_, said) = store.read(|tx| see_what_i_said(&own_asking(tx, me, at(5)))).unwrap();
        assert_eq!(said.first().unwrap().answer.as_ref().unwrap().outcome, Outcome::Corrected);
        let callum = adviser(store, "Callum Reid");
        let other = store.write(move |tx| {
            answer_rectification(&asking(tx, callum, at(6)), person, which, (Outcome::Kept, "x"), "four")
        });
        assert!(matches!(other, Err(StoreError::NotFound)), "not his to answer");
    });
}
