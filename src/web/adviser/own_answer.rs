//! `/adviser/people/{person}/own-answers/{answer}`: what a young person says about themselves beside what is written, to settle.

use actix_web::web::Path;
use onward_domain::{
    id::{OwnAnswerId, PersonId},
    own_answer::{OwnAnswer, OwnValue, Said, SettledAs},
};
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::{fact_words, facts, said, who::Who};
use crate::{
    clock::london_day,
    usecases::adviser::{
        Answered,
        settle_own_answer::{SeenOwnAnswer, Settled, Settling, see_own_answer, settle_own_answer},
    },
    web::{
        desk::{Adviser, Desk},
        form::{Clash, ClashRow, Form, FormErrors, Reader, Sheet, Stood},
        parts::HandShown,
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
        view::{FormState, Page},
        words::{Say, says::adviser::own_answer as told},
    },
};

const AT: &str = "/adviser/people/{person}/own-answers/{answer}";

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    vec![get(AT, Audience::Adviser, own_answer), post(AT, Audience::Adviser, settle)]
}

/// Where an answer is settled.
pub fn address(person: PersonId, answer: OwnAnswerId) -> String {
    format!("/adviser/people/{person}/own-answers/{answer}")
}

/// What they say, in words.
pub fn in_words(theirs: &OwnAnswer) -> Say {
    match (&theirs.note.value, theirs.note.taken()) {
        (OwnValue::Words(words), _) => told::Words { words }.into(),
        (OwnValue::DoNotKnow, _) => told::DoNotKnow.into(),
        (OwnValue::RatherNotSay, _) => told::RatherNotSay.into(),
        (_, Some(note)) => said::answer(&note),
        // An answer that rules have no fact for is kept as words.
        (_, None) => told::DoNotKnow.into(),
    }
}

/// As written.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct SettleForm {
    /// What is written to the same question.
    version: Stood,
    settle: String,
    /// Why what is written stays.
    #[validate(length(max = 600))]
    why: String,
}

impl SettleForm {
    fn read(&self) -> Result<(SettledAs, Option<String>), FormErrors> {
        let mut read = Reader::of(self);
        let how =
            read.choice("settle", &self.settle, |word| word.parse().ok()).missing(told::Choose).required();
        let why = read.text("why", &self.why).missing(told::WhyMissing);
        let why = if how == Some(SettledAs::Kept) { why.required() } else { why.optional() };
        read.done(|| Some((how?, why)))
    }
}

#[derive(Debug, Clone, Serialize)]
struct OwnAnswerPage {
    who: Who,
    action: String,
    back: String,
    question: String,
    theirs: Say,
    said_on: chrono::NaiveDate,
    ours: Option<Ours>,
    /// It is put right where the record is: the way there.
    record: Option<String>,
    /// It waits to be settled.
    waits: bool,
    urgent: bool,
    #[serde(flatten)]
    sheet: Sheet<SettleForm>,
}

#[derive(Debug, Clone, Serialize)]
struct Ours {
    said: Say,
    hand: HandShown,
}

impl Page for OwnAnswerPage {
    const TEMPLATE: &str = "adviser/own_answer.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

impl OwnAnswerPage {
    fn of(seen: &SeenOwnAnswer, sheet: Sheet<SettleForm>) -> Self {
        let who = Who::of(&seen.answered);
        let theirs = &seen.theirs;
        Self {
            action: address(seen.answered.listed.person.id, theirs.id),
            back: format!("{}/facts", who.base),
            question: fact_words::asks(theirs.note.fact, &who.known_as),
            theirs: in_words(theirs),
            said_on: london_day(theirs.recorded_at),
            ours: seen
                .ours
                .as_ref()
                .map(|version| Ours { said: said::answer(&version.row.note), hand: version.into() }),
            record: record_way(&seen.answered, theirs),
            waits: theirs.waits(),
            urgent: theirs.note.is_urgent(),
            who,
            sheet,
        }
    }
}

/// Where the record says the same, for an answer in their own words.
fn record_way(one: &Answered, theirs: &OwnAnswer) -> Option<String> {
    let in_words = theirs.note.value.said() == Said::Answer && theirs.note.taken().is_none();
    in_words.then(|| facts::way_to_record(one, theirs.note.fact))
}

async fn own_answer(desk: Desk<Adviser>, at: Path<(PersonId, OwnAnswerId)>) -> PageResult {
    let (person, answer) = at.into_inner();
    let seen = desk.read(move |ask| see_own_answer(ask, person, answer)).await?;
    let form = SettleForm { version: seen.ours.as_ref().into(), ..SettleForm::default() };
    desk.show(&OwnAnswerPage::of(&seen, Sheet::new(form)))
}

async fn settle(
    desk: Desk<Adviser>,
    at: Path<(PersonId, OwnAnswerId)>,
    form: Form<SettleForm>,
) -> PageResult {
    let (person, answer) = at.into_inner();
    let key = form.once.clone();
    let form = form.into_inner();
    let version = form.version.parse()?;
    let (meanwhile, form) = match form.read() {
        Err(errors) => (false, Sheet::wrong(form, errors)),
        Ok((how, why)) => {
            let settling = match (how, why) {
                (SettledAs::Kept, Some(why)) => Settling::Keep(why),
                _ => Settling::Take { version, key },
            };
            match desk.write(move |ask| settle_own_answer(ask, person, answer, &settling)).await? {
                Settled::Done => return Ok(see_other(&facts::address(person))),
                Settled::Meanwhile => (true, Sheet::new(form)),
            }
        }
    };
    let seen = desk.read(move |ask| see_own_answer(ask, person, answer)).await?;
    let sheet = if meanwhile { beside(&seen, form.form) } else { form };
    desk.show(&OwnAnswerPage::of(&seen, sheet))
}

/// The form beside what somebody changed meanwhile; it stands on that version now.
fn beside(seen: &SeenOwnAnswer, form: SettleForm) -> Sheet<SettleForm> {
    let ours = seen.ours.as_ref();
    let saved = ours.map_or_else(|| told::Nothing.into(), |version| said::answer(&version.row.note));
    let row = ClashRow::new(told::TheAnswer, saved, in_words(&seen.theirs));
    Sheet::clashing(SettleForm { version: ours.into(), ..form }, Clash::of(ours, vec![row]))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::web::{
        page_check::shown,
        testing::{BOROUGH, NOW},
    };
    use leaving_care_rules::{facts::FactId, person::Homeless};
    use onward_domain::{own_answer::OwnAnswerNote, role::Role};

    fn seen(fact: FactId, value: OwnValue) -> SeenOwnAnswer {
        let (me, jay) = (BOROUGH.user("Priya"), BOROUGH.person("Jay"));
        let answered = crate::web::adviser::person::tests::answered(me, jay);
        let theirs = OwnAnswer {
            id: OwnAnswerId::new(),
            person: jay,
            note: OwnAnswerNote { fact, value },
            recorded_at: NOW.at,
            recorded_by: None,
            superseded_at: None,
            superseded_by: None,
            settled: None,
        };
        SeenOwnAnswer { answered, theirs, ours: None }
    }

    fn html(seen: &SeenOwnAnswer, sheet: Sheet<SettleForm>) -> String {
        shown(Role::Adviser, "own-answer", &OwnAnswerPage::of(seen, sheet))
    }

    #[test]
    fn both_stand_beside_each_other_and_to_keep_ours_needs_a_reason_that_jay_can_read() {
        let seen = seen(FactId::CouncilTaxLiable, OwnValue::Yes(true));
        let form = SettleForm { settle: "kept".into(), ..SettleForm::default() };
        let errors = form.read().unwrap_err();
        let page = html(&seen, Sheet::wrong(form, errors));
        assert!(
            page.contains("Does Jay have to pay council tax?") && page.contains("Nothing is written down")
        );
        assert!(page.contains("Say why what is written stays"));
        let taken = SettleForm { settle: "accepted".into(), ..SettleForm::default() };
        assert_eq!(taken.read().unwrap(), (SettledAs::Accepted, None));
    }

    #[test]
    fn nowhere_safe_says_to_call_first_and_a_date_is_put_right_where_the_record_is() {
        let nowhere = seen(FactId::Homeless, OwnValue::Home(Homeless::Yes));
        assert!(html(&nowhere, Sheet::default()).contains("Call Jay today"));
        let date = seen(FactId::EpisodeEnd, OwnValue::Words("In June, I think".into()));
        let page = html(&date, Sheet::default());
        assert!(page.contains("In June, I think") && page.contains("/care-history"));
    }
}
