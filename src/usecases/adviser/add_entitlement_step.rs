//! An adviser records what happened with an entitlement. A line is added, never changed.

use chrono::NaiveDate;
use leaving_care_rules::{Law, assessment::Outcome, entitlement::outcome::Per};
use onward_domain::{
    access::Purpose,
    entitlement::{EntitlementAct, EntitlementNote, EntitlementStep, Given, Payment, standing},
    id::PersonId,
    money::Pence,
    request::Request,
    standing::Stands,
};
use onward_store::{StoreError, StoreResult, repo::versions::Kept, scope::Caseload};

use super::Answered;
use crate::usecases::ask::Ask;

/// A step as given in the form.
#[derive(Debug, Clone)]
pub struct NewStep {
    pub act: EntitlementAct,
    pub day: NaiveDate,
    pub amount: Option<Pence>,
    /// What was said.
    pub words: Option<String>,
    /// By when what follows is promised.
    pub by: Option<NaiveDate>,
    /// Who decides.
    pub decider: Option<String>,
    /// To whom it was paid or given, and what shows it.
    pub payment: Payment,
    /// "Not relevant now" is said to them as the answer to what they asked for.
    pub answers: bool,
}

/// Something about a step that does not fit the current state: saved only when the adviser confirms it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// It would mean that more was paid than the law gives.
    MoreThanTheLawGives {
        /// The total that would be paid.
        paid: Pence,
        /// The total that the law gives.
        gives: Pence,
    },
    /// It was given in full, so that there is nothing left to ask for or agree.
    GivenInFull(Given),
    /// More in one payment than the law gives for one week, month or year.
    MoreThanOnePeriod {
        /// The payment.
        paid: Pence,
        /// What the law gives for one period.
        gives: Pence,
    },
    /// The rule says no today, but it is to be paid.
    TheRuleSaysNo,
    /// It counts in pounds, and nobody says how much was agreed.
    AgreedWithoutSum,
    /// They asked for it and wait: they are answered, and nothing is put away silently.
    TheyWait,
    /// Its day lies before they were born, on this one. It can't be saved.
    BeforeBirth(NaiveDate),
}

impl Doubt {
    /// What the form sends back to say that this doubt, and no other, was seen.
    #[must_use]
    pub fn token(self) -> String {
        match self {
            Self::MoreThanTheLawGives { paid, gives } => format!("more-{}-{}", paid.0, gives.0),
            Self::GivenInFull(given) => format!("given-{}", given.sum.0),
            Self::MoreThanOnePeriod { paid, gives } => format!("period-{}-{}", paid.0, gives.0),
            Self::TheRuleSaysNo => "rule-says-no".to_owned(),
            Self::AgreedWithoutSum => "agreed-without-sum".to_owned(),
            Self::TheyWait => "they-wait".to_owned(),
            Self::BeforeBirth(_) => "before-birth".to_owned(),
        }
    }
}

/// What a form sent: the step, the form's key, and which doubt its author has seen, if any.
#[derive(Debug, Clone)]
pub struct Sent {
    pub step: NewStep,
    /// The form's own key.
    pub key: String,
    /// [`Doubt::token`] of the doubt that was seen; empty at first.
    pub seen: String,
}

/// Adds a step once: the same form sent twice adds one line. A step that does not fit the current state is stored only
/// when the form says that its doubt was seen. A refusal of what the rule does not rule out is only proposed: a manager
/// refuses it, or sends it back.
///
/// # Errors
/// `NotFound` for a person who is not the adviser's and for an entitlement that does not exist; any store error.
pub fn add_entitlement_step(
    ask: &Ask<'_, Caseload>,
    person: PersonId,
    place: usize,
    sent: &Sent,
) -> StoreResult<Kept<EntitlementStep, Doubt>> {
    let law = ask.law;
    let record = ask.open(person, Purpose::Entitlements)?;
    let entitlement = law.entitlements().get(place).ok_or(StoreError::NotFound)?.id.clone();
    let step = &sent.step;
    let answered = Answered::of(law, record.overview()?, ask.now.today);
    let act = if step.act == EntitlementAct::Refused && takes_two(&answered, place) {
        EntitlementAct::NoProposed
    } else {
        step.act
    };
    let note = EntitlementNote {
        amount: step.amount,
        note: step.words.clone(),
        by: step.by,
        decider: step.decider.clone(),
        payment: step.payment.clone(),
        ..EntitlementNote::new(entitlement, act, step.day)
    };
    let born = answered.listed.person.identity.born;
    record.entitlements().keep_unless(&note, &sent.key, || {
        if let Some(born) = born.filter(|born| step.day < *born) {
            return Ok(Some(Doubt::BeforeBirth(born)));
        }
        if step.act == EntitlementAct::NotRelevant && !step.answers && they_wait(law, &answered, place) {
            return Ok(Some(Doubt::TheyWait));
        }
        Ok(doubt_of(law, &answered, place, step).filter(|doubt| doubt.token() != sent.seen))
    })
}

/// Whether they asked for it and something is still promised.
fn they_wait(law: &Law, answered: &Answered, place: usize) -> bool {
    let Some(entry) = law.entitlements().get(place) else { return false };
    let steps: Vec<_> = standing(&answered.listed.facts.entitlements)
        .into_iter()
        .filter(|step| step.note.entitlement == entry.id)
        .collect();
    Request::of(&steps, entry.emergency).is_some_and(|request| request.stage.is_open())
}

/// Whether refusing it takes a second person: the rule does not rule it out.
fn takes_two(answered: &Answered, place: usize) -> bool {
    let answer = answered.before_giving.entitlements.get(place);
    answer.is_some_and(|answer| answer.outcome != Outcome::NotEntitled)
}

/// What does not fit about a step, given what the law gives and what has been given already.
fn doubt_of(law: &Law, answered: &Answered, place: usize, step: &NewStep) -> Option<Doubt> {
    let standing = answered.standings.get(place)?;
    let answer = answered.before_giving.entitlements.get(place)?;
    let money = law.entitlements().get(place)?.money.as_ref();
    let full = standing.given.filter(|_| standing.whole.is_some() && standing.stands == Stands::Had);
    let in_all = Pence(standing.paid.0.saturating_add(step.amount.map_or(0, |amount| amount.0)));
    let more = standing
        .whole
        .filter(|gives| in_all > *gives)
        .map(|gives| Doubt::MoreThanTheLawGives { paid: in_all, gives });
    match step.act {
        EntitlementAct::Asked => full.map(Doubt::GivenInFull),
        EntitlementAct::Agreed => {
            let without_sum = money.is_some() && step.amount.is_none();
            full.map(Doubt::GivenInFull).or(more).or(without_sum.then_some(Doubt::AgreedWithoutSum))
        }
        EntitlementAct::Paid => {
            let often = money.is_some_and(|money| money.per != Per::Once);
            let period = answer.amount_pence.map(Pence).filter(|_| often);
            match (standing.whole, period, step.amount) {
                (Some(_), ..) => more,
                _ if answer.outcome == Outcome::NotEntitled => Some(Doubt::TheRuleSaysNo),
                (None, Some(gives), Some(paid)) if paid > gives => {
                    Some(Doubt::MoreThanOnePeriod { paid, gives })
                }
                _ => None,
            }
        }
        _ => None,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::usecases::testing::{Jay, adviser, asking, at, day};
    use onward_store::{on_both, testing::TestStore};

    const FIRST_HOME: &str = "setting_up_home_allowance";

    fn law() -> &'static Law {
        Law::england().unwrap()
    }

    fn send(
        store: &TestStore,
        jay: &Jay,
        said: (&str, EntitlementAct, Option<i64>),
        key: &str,
        seen: &str,
    ) -> Kept<EntitlementStep, Doubt> {
        send_of(store, jay, said, "2026-11-20", (key, seen))
    }

    fn send_of(
        store: &TestStore,
        jay: &Jay,
        (id, act, pounds): (&str, EntitlementAct, Option<i64>),
        on: &str,
        (key, seen): (&str, &str),
    ) -> Kept<EntitlementStep, Doubt> {
        let step = NewStep {
            act,
            day: day(on),
            amount: pounds.map(|pounds| Pence(pounds * 100)),
            words: None,
            by: None,
            decider: None,
            payment: Payment::default(),
            answers: false,
        };
        let sent = Sent { step, key: key.into(), seen: seen.into() };
        let (me, person) = (jay.priya, jay.person);
        let place = law().find(id).unwrap().place();
        store.write(move |tx| add_entitlement_step(&asking(tx, me, at(0)), person, place, &sent)).unwrap()
    }

    fn lines(store: &TestStore, jay: &Jay) -> usize {
        let (me, person) = (jay.priya, jay.person);
        store
            .read(|tx| asking(tx, me, at(0)).open(person, Purpose::Entitlements)?.entitlements().steps())
            .unwrap()
            .len()
    }

    on_both!(more_than_the_law_gives_is_asked_about_with_both_sums_and_kept_once_it_is_said_to_be_right => |store| {
        let jay = Jay::of(store);
        let paid = |pounds| (FIRST_HOME, EntitlementAct::Paid, Some(pounds));
        let doubt = Doubt::MoreThanTheLawGives { paid: Pence(999_900), gives: Pence(300_000) };
        assert_eq!(send(store, &jay, paid(9_999), "one", ""), Kept::Doubt(doubt));
        assert_eq!(lines(store, &jay), 0, "nothing is saved while it is doubtful");
        let other = Doubt::MoreThanTheLawGives { paid: Pence(500_000), gives: Pence(300_000) };
        assert_eq!(
            send(store, &jay, paid(5_000), "one", &doubt.token()),
            Kept::Doubt(other),
            "a yes to one sum is no yes to another"
        );
        assert!(send(store, &jay, paid(9_999), "one", &doubt.token()).version().is_some());
        assert!(send(store, &jay, paid(9_999), "one", &doubt.token()).version().is_some(), "sent twice");
        assert_eq!(lines(store, &jay), 1);
    });

    on_both!(agreeing_to_money_without_a_sum_is_asked_about_and_kept_once_it_is_said_to_be_right => |store| {
        let jay = Jay::of(store);
        let agreed = |pounds| (FIRST_HOME, EntitlementAct::Agreed, pounds);
        let doubt = Doubt::AgreedWithoutSum;
        assert_eq!(send(store, &jay, agreed(None), "one", ""), Kept::Doubt(doubt));
        assert_eq!(lines(store, &jay), 0, "nothing is saved while it is doubtful");
        assert!(send(store, &jay, agreed(None), "one", &doubt.token()).version().is_some());
        assert!(send(store, &jay, agreed(Some(1_500)), "two", "").version().is_some(), "with a sum there is no doubt");
        let adviser = ("personal_adviser", EntitlementAct::Agreed, None);
        assert!(send(store, &jay, adviser, "three", "").version().is_some(), "not counted in pounds");
    });

    on_both!(agreeing_to_more_than_is_left_is_asked_about => |store| {
        let jay = Jay::of(store);
        assert!(send(store, &jay, (FIRST_HOME, EntitlementAct::Paid, Some(1_000)), "one", "").version().is_some());
        let agreed = |pounds| (FIRST_HOME, EntitlementAct::Agreed, Some(pounds));
        let doubt = Doubt::MoreThanTheLawGives { paid: Pence(350_000), gives: Pence(300_000) };
        assert_eq!(send(store, &jay, agreed(2_500), "two", ""), Kept::Doubt(doubt));
        assert!(send(store, &jay, agreed(2_000), "two", "").version().is_some(), "the rest is no doubt");
    });

    on_both!(nothing_happened_before_they_were_born_whatever_is_said_to_be_right => |store| {
        let jay = Jay::of(store);
        let born = day("2007-03-21");
        let paid = (FIRST_HOME, EntitlementAct::Paid, Some(100));
        let doubt = Doubt::BeforeBirth(born);
        assert_eq!(send_of(store, &jay, paid, "2007-03-20", ("one", "")), Kept::Doubt(doubt));
        assert_eq!(send_of(store, &jay, paid, "2007-03-20", ("one", &doubt.token())), Kept::Doubt(doubt));
        assert_eq!(lines(store, &jay), 0);
    });

    on_both!(payments_are_added_up_and_the_same_form_sent_twice_is_no_doubt => |store| {
        let jay = Jay::of(store);
        let paid = |pounds| (FIRST_HOME, EntitlementAct::Paid, Some(pounds));
        assert!(send(store, &jay, paid(2_000), "one", "").version().is_some());
        assert!(send(store, &jay, paid(2_000), "one", "").version().is_some(), "it was saved before");
        let doubt = Doubt::MoreThanTheLawGives { paid: Pence(400_000), gives: Pence(300_000) };
        assert_eq!(send(store, &jay, paid(2_000), "two", ""), Kept::Doubt(doubt));
        assert!(send(store, &jay, paid(1_000), "three", "").version().is_some());
        assert_eq!(lines(store, &jay), 2);
    });

    on_both!(asking_after_all_was_given_is_asked_about => |store| {
        let jay = Jay::of(store);
        assert!(send(store, &jay, (FIRST_HOME, EntitlementAct::Paid, Some(3_000)), "one", "").version().is_some());
        for (act, key) in [(EntitlementAct::Asked, "two"), (EntitlementAct::Agreed, "three")] {
            let Kept::Doubt(doubt @ Doubt::GivenInFull(given)) =
                send(store, &jay, (FIRST_HOME, act, None), key, "")
            else {
                unreachable!("{act} after all was given")
            };
            assert_eq!(given.sum, Pence(300_000));
            assert!(send(store, &jay, (FIRST_HOME, act, None), key, &doubt.token()).version().is_some());
        }
        assert_eq!(lines(store, &jay), 3);
    });

    on_both!(what_is_not_relevant_now_is_open_again_once_he_is_told_and_is_no_answer_to_what_he_asked_for => |store| {
        let jay = Jay::of(store);
        let stands = || {
            let (me, person) = (jay.priya, jay.person);
            let place = law().find(FIRST_HOME).unwrap().place();
            let look = |tx: &onward_store::Tx| {
                let record = asking(tx, me, at(0)).open(person, Purpose::Entitlements)?;
                Ok(Answered::of(law(), record.overview()?, at(0).today).standings[place].stands)
            };
            store.read(look).unwrap()
        };
        let says = |act, key| send(store, &jay, (FIRST_HOME, act, None), key, "");
        assert!(says(EntitlementAct::NotRelevant, "one").version().is_some());
        assert_eq!(stands(), Stands::NotRelevant);
        assert!(!stands().not_claimed() && stands().theirs_now(), "it is his, and nobody chases it");
        assert!(says(EntitlementAct::Told, "two").version().is_some());
        assert_eq!(stands(), Stands::Told);
        assert!(says(EntitlementAct::Asked, "three").version().is_some());
        assert_eq!(says(EntitlementAct::NotRelevant, "four"), Kept::Doubt(Doubt::TheyWait));
        let seen = Doubt::TheyWait.token();
        assert_eq!(send(store, &jay, (FIRST_HOME, EntitlementAct::NotRelevant, None), "five", &seen), Kept::Doubt(Doubt::TheyWait), "seen or not");
        assert_eq!(stands(), Stands::Waiting, "he is answered");
        let (me, person) = (jay.priya, jay.person);
        let place = law().find(FIRST_HOME).unwrap().place();
        let step = NewStep {
            act: EntitlementAct::NotRelevant,
            day: day("2026-11-20"),
            amount: None,
            words: Some("You have a home until June.".into()),
            by: None,
            decider: None,
            payment: Payment::default(),
            answers: true,
        };
        let sent = Sent { step, key: "six".into(), seen: String::new() };
        let kept = store.write(move |tx| add_entitlement_step(&asking(tx, me, at(0)), person, place, &sent));
        assert!(kept.unwrap().version().is_some());
        assert_eq!(stands(), Stands::NotRelevant, "it was said to him, and he can ask again");
        assert!(says(EntitlementAct::Asked, "seven").version().is_some());
        assert_eq!(stands(), Stands::Waiting);
    });

    on_both!(paying_what_the_rule_does_not_give_is_asked_about => |store| {
        let jay = Jay::of(store);
        let under_18 = ("accommodation_and_maintenance_u18", EntitlementAct::Paid, Some(50));
        assert_eq!(send(store, &jay, under_18, "one", ""), Kept::Doubt(Doubt::TheRuleSaysNo));
        assert!(send(store, &jay, (FIRST_HOME, EntitlementAct::Asked, None), "two", "").version().is_some());
        let stranger = Jay { priya: adviser(store, "Callum Reid"), ..jay };
        let sent = Sent {
            step: NewStep { act: EntitlementAct::Told, day: day("2026-11-20"), amount: None, words: None, by: None, decider: None, payment: Payment::default(), answers: false },
            key: "three".into(),
            seen: String::new(),
        };
        let (me, person) = (stranger.priya, stranger.person);
        let refused =
            store.write(move |tx| add_entitlement_step(&asking(tx, me, at(0)), person, 0, &sent));
        assert_eq!(refused.unwrap_err(), StoreError::NotFound);
    });
}
