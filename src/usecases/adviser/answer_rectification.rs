//! An adviser sees what a young person says is wrong, and answers.

use onward_domain::{
    access::Purpose,
    id::{PersonId, RectificationId, UserId},
    person::Person,
    rectification::{Outcome, Rectification},
};
use onward_store::{
    StoreResult,
    repo::rectifications::Answering,
    scope::{Caseload, Record},
};
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

/// What happened to an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answered {
    /// It is kept, now or when the same form came before.
    Kept,
    /// Somebody else answered first; this is what they wrote.
    Already(Box<Rectification>),
    /// It says that the record was corrected, and nothing about it was changed since they said it is wrong.
    NothingChanged,
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
) -> StoreResult<Answered> {
    let record = ask.open_for_change(person, Purpose::PersonPage)?;
    let said = record.rectifications().all()?.into_iter().find(|each| each.id == which);
    let waits = said.filter(|said| said.answer.is_none());
    if let Some(said) = waits.filter(|_| outcome == Outcome::Corrected)
        && !was_changed(&record, &said)?
    {
        return Ok(Answered::NothingChanged);
    }
    Ok(match record.rectifications().answer(which, outcome, words, key)? {
        Answering::Kept => Answered::Kept,
        Answering::Already(stands) => Answered::Already(stands),
    })
}

/// Takes an answer back: it was pressed by mistake, or was not right.
///
/// # Errors
/// As [`answer_rectification`].
pub fn take_answer_back(
    ask: &Ask<'_, Caseload>,
    person: PersonId,
    which: RectificationId,
) -> StoreResult<()> {
    ask.open_for_change(person, Purpose::PersonPage)?.rectifications().take_back(which)
}

/// The deeds by which the time in care is corrected.
const CARE: [&str; 3] = ["care_episode.", "life_event.", "import_question.settled"];
const BIRTH: [&str; 2] = ["person.identity_changed", "import_question.settled"];
const HOME: [&str; 2] = ["home.", "circumstance."];
const COURSE: [&str; 2] = ["course.", "activity."];
const FACT: [&str; 2] = ["circumstance.", "course."];
const CONTACT: [&str; 1] = ["contact."];
/// Those by which anything that an entitlement hangs on is.
const THING: [&str; 6] =
    ["circumstance.", "course.", "entitlement.recorded", "override.agreed", "override.ended", "plan."];
/// The deeds looked through: everything done to one record within the days in which an answer is promised, and far more.
const MOST: i64 = 500;

/// Whether anything that it is about was changed in the record since it was said. Of what is about nothing in particular
/// nobody can tell.
fn was_changed(record: &Record<'_>, said: &Rectification) -> StoreResult<bool> {
    let about: Vec<&str> = match said.said.about.as_str() {
        "care" => CARE.to_vec(),
        "birth" => BIRTH.to_vec(),
        "home" => HOME.to_vec(),
        "course" => COURSE.to_vec(),
        about if about.starts_with("fact:") => FACT.to_vec(),
        about if about.starts_with("contact:") => CONTACT.to_vec(),
        "other" => return Ok(true),
        _ => [&CARE[..], &BIRTH[..], &THING[..]].concat(),
    };
    let mut since = record.deeds(MOST)?.into_iter().filter(|deed| deed.at >= said.said_at);
    Ok(since.any(|deed| about.iter().any(|word| deed.what.starts_with(word))))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::usecases::{
        testing::{Jay, adviser, asking, at, own_asking},
        young_person::rectify::{say_it_is_wrong, see_what_i_said},
    };
    use onward_domain::{care::EpisodeNote, rectification::Said};
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
        assert_eq!(
            answer(2, Outcome::Corrected, "June it is", "one-too-soon").unwrap(),
            Answered::NothingChanged,
            "the record still says what he says is wrong"
        );
        assert_eq!(open().len(), 1);
        let first = jay.first;
        store.write(move |tx| {
            let record = asking(tx, priya, at(2)).open(person, Purpose::CareHistory)?;
            let note = record.episodes().find(first)?.unwrap().note;
            record.episodes().correct(first, &EpisodeNote { start: Some("2021-06-03".parse().unwrap()), ..note }).map(drop)
        }).unwrap();
        assert_eq!(answer(2, Outcome::Corrected, "June it is", "two").unwrap(), Answered::Kept);
        assert_eq!(answer(3, Outcome::Corrected, "June it is", "two").unwrap(), Answered::Kept, "sent twice");
        let Answered::Already(stands) = answer(4, Outcome::Kept, "No", "three").unwrap() else {
            unreachable!("somebody answered before")
        };
        assert_eq!(stands.answer.unwrap().words, "June it is");
        assert!(open().is_empty());
        let (_, said) = store.read(|tx| see_what_i_said(&own_asking(tx, me, at(5)))).unwrap();
        assert_eq!(said.first().unwrap().answer.as_ref().unwrap().outcome, Outcome::Corrected);
        let take_back = |who| store.write(move |tx| take_answer_back(&asking(tx, who, at(6)), person, which));
        take_back(priya).unwrap();
        assert_eq!(open().len(), 1, "it waits again");
        take_back(priya).unwrap();
        assert_eq!(answer(7, Outcome::Kept, "It was May", "five").unwrap(), Answered::Kept);
        let callum = adviser(store, "Callum Reid");
        let other = store.write(move |tx| {
            answer_rectification(&asking(tx, callum, at(6)), person, which, (Outcome::Kept, "x"), "four")
        });
        assert!(matches!(other, Err(StoreError::NotFound)), "not his to answer");
        assert!(matches!(take_back(callum), Err(StoreError::NotFound)), "nor to take back");
    });
}
