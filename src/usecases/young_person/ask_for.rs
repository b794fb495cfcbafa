//! A young person asks for something that is theirs, and says how it goes on. What they ask stands in the same ledger in which
//! their adviser writes the answer.

use leaving_care_rules::entitlement::outcome::Entitlement;
use onward_domain::{
    access::Purpose,
    entitlement::{EntitlementAct, EntitlementNote, EntitlementStep, standing},
    money::Pence,
    request::{Request, Stage, answer_by, chase_by},
    standing::Stands,
};
use onward_store::{
    StoreError, StoreResult,
    repo::versions::Kept,
    scope::{Listed, OwnRecord},
};

use crate::usecases::{ask::Ask, worked::Worked};

/// What they ask for, in their own words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wish {
    /// What they need, and why.
    pub words: Option<String>,
    /// How much they ask for, where it is money.
    pub amount: Option<Pence>,
}

/// Why it was not kept: the page says what stands instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hindrance {
    /// A request is on its way already; in another window, perhaps.
    OnItsWay,
    /// It can't be asked for as things are; the thing's own page says what can be done.
    NotToAsk,
    /// The request has moved on since the page was shown.
    MovedOn,
}

/// Asks, once a form.
///
/// # Errors
/// `NotFound` for what is not in the law; the store's own.
pub fn ask_for(
    ask: &Ask<'_, OwnRecord>,
    place: usize,
    wish: &Wish,
    key: &str,
) -> StoreResult<Kept<EntitlementStep, Hindrance>> {
    let entry = ask.law.entitlements().get(place).ok_or(StoreError::NotFound)?;
    let record = ask.open(Purpose::OwnPages)?;
    let note = EntitlementNote {
        amount: wish.amount,
        note: wish.words.clone(),
        by: Some(answer_by(ask.now.today, entry.emergency)),
        ..EntitlementNote::new(&entry.id, EntitlementAct::Asked, ask.now.today)
    };
    record.entitlements().keep_unless(&note, key, || {
        let listed = record.overview()?;
        let open = with_request(&listed, entry, |request| request.is_some_and(|it| it.stage.is_open()));
        Ok(if open {
            Some(Hindrance::OnItsWay)
        } else if !can_be_asked_for(stands(ask, &listed, place)) {
            Some(Hindrance::NotToAsk)
        } else {
            None
        })
    })
}

/// What they say about a request that is on its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Saying {
    /// They don't need it any more.
    Stop,
    /// The day that was promised has passed, or nothing came.
    NotCome(Option<String>),
    /// They have it.
    HaveIt,
}

/// Writes it down, once a form.
///
/// # Errors
/// As [`ask_for`].
pub fn say_of_request(
    ask: &Ask<'_, OwnRecord>,
    place: usize,
    saying: &Saying,
    key: &str,
) -> StoreResult<Kept<EntitlementStep, Hindrance>> {
    let entry = ask.law.entitlements().get(place).ok_or(StoreError::NotFound)?;
    let record = ask.open(Purpose::OwnPages)?;
    let today = ask.now.today;
    let (act, words, by) = match saying {
        Saying::Stop => (EntitlementAct::Declined, None, None),
        Saying::NotCome(words) => (EntitlementAct::Chased, words.clone(), Some(chase_by(today))),
        Saying::HaveIt => (EntitlementAct::Done, None, None),
    };
    let note = EntitlementNote { note: words, by, ..EntitlementNote::new(&entry.id, act, today) };
    record.entitlements().keep_unless(&note, key, || {
        let listed = record.overview()?;
        let stage = with_request(&listed, entry, |request| request.map(|it| it.stage));
        let fits = stage.is_some_and(|stage| match saying {
            Saying::Stop | Saying::NotCome(_) => stage.is_open(),
            Saying::HaveIt => matches!(stage, Stage::Agreed | Stage::Given),
        });
        Ok((!fits).then_some(Hindrance::MovedOn))
    })
}

/// Whether asking makes sense where something stands like this: not where it runs, waits, is coming or is not for them.
#[must_use]
pub const fn can_be_asked_for(stands: Stands) -> bool {
    matches!(
        stands,
        Stands::NotTold
            | Stands::Told
            | Stands::Late
            | Stands::Declined
            | Stands::NotRelevant
            | Stands::Refused
            | Stands::ToAsk
            | Stands::ToCheck
            | Stands::Later
            | Stands::Had
    )
}

fn with_request<T>(listed: &Listed, entry: &Entitlement, read: impl FnOnce(Option<Request<'_>>) -> T) -> T {
    let steps: Vec<_> = standing(&listed.facts.entitlements)
        .into_iter()
        .filter(|step| step.note.entitlement == entry.id)
        .collect();
    read(Request::of(&steps, entry.emergency))
}

fn stands(ask: &Ask<'_, OwnRecord>, listed: &Listed, place: usize) -> Stands {
    let worked = Worked::of(ask.law, listed, ask.now.today);
    worked.standings.get(place).map_or(Stands::NotForThem, |standing| standing.stands)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::usecases::{
        adviser::add_entitlement_step::{NewStep, Sent, add_entitlement_step},
        testing::{Jay, asking, at, day, own_asking},
    };
    use leaving_care_rules::Law;
    use onward_domain::id::UserId;
    use onward_store::{on_both, testing::TestStore};

    fn place(id: &str) -> usize {
        Law::england().unwrap().find(id).unwrap().place()
    }

    const FIRST_HOME: &str = "setting_up_home_allowance";

    fn wish(pounds: i64) -> Wish {
        Wish { words: Some("A washing machine".into()), amount: Some(Pence(pounds * 100)) }
    }

    fn asks(
        store: &TestStore,
        me: UserId,
        minutes: i64,
        wish: Wish,
        key: &'static str,
    ) -> Kept<EntitlementStep, Hindrance> {
        store
            .write(move |tx| ask_for(&own_asking(tx, me, at(minutes)), place(FIRST_HOME), &wish, key))
            .unwrap()
    }

    fn says(
        store: &TestStore,
        me: UserId,
        minutes: i64,
        saying: Saying,
        key: &'static str,
    ) -> Kept<EntitlementStep, Hindrance> {
        store
            .write(move |tx| {
                say_of_request(&own_asking(tx, me, at(minutes)), place(FIRST_HOME), &saying, key)
            })
            .unwrap()
    }

    fn answers(store: &TestStore, jay: &Jay, minutes: i64, act: EntitlementAct, key: &'static str) {
        let (priya, person) = (jay.priya, jay.person);
        let step = NewStep {
            act,
            day: day("2026-11-23"),
            amount: Some(Pence(29_000)),
            words: Some("All of it".into()),
            by: None,
            decider: None,
            payment: onward_domain::entitlement::Payment::default(),
            answers: false,
        };
        let sent = Sent { step, key: key.into(), seen: String::new() };
        store
            .write(move |tx| {
                add_entitlement_step(&asking(tx, priya, at(minutes)), person, place(FIRST_HOME), &sent)
            })
            .unwrap();
    }

    on_both!(jay_asks_follows_it_and_has_it_in_one_ledger_with_his_adviser => |store| {
        let jay = Jay::of(store);
        let me = jay.account(store);
        assert!(asks(store, me, 0, wish(290), "one").version().is_some());
        assert!(matches!(asks(store, me, 1, wish(290), "one"), Kept::Before(_)), "sent twice, asked once");
        assert_eq!(asks(store, me, 2, wish(300), "two"), Kept::Doubt(Hindrance::OnItsWay), "in another window");
        assert_eq!(says(store, me, 3, Saying::HaveIt, "three"), Kept::Doubt(Hindrance::MovedOn), "nobody answered yet");
        answers(store, &jay, 4, EntitlementAct::Agreed, "four");
        assert!(says(store, me, 5, Saying::NotCome(None), "five").version().is_some());
        answers(store, &jay, 6, EntitlementAct::Paid, "six");
        assert!(says(store, me, 7, Saying::HaveIt, "seven").version().is_some());
        let (priya, person) = (jay.priya, jay.person);
        let steps = store
            .read(|tx| asking(tx, priya, at(8)).open(person, Purpose::Entitlements)?.entitlements().steps())
            .unwrap();
        let steps: Vec<_> = steps.iter().collect();
        let request = Request::of(&steps, false).unwrap();
        assert_eq!((request.stage, request.steps.len()), (Stage::Done, 5));
        let asked = request.steps.first().unwrap();
        assert_eq!((asked.recorded_by, asked.note.by), (Some(me), Some(day("2026-11-30"))));
        let chased = request.steps.get(2).unwrap();
        assert_eq!((chased.note.act, chased.note.by), (EntitlementAct::Chased, Some(day("2026-11-24"))));
    });

    on_both!(what_jay_stops_is_no_longer_on_its_way_and_can_be_asked_for_again => |store| {
        let jay = Jay::of(store);
        let me = jay.account(store);
        asks(store, me, 0, wish(290), "one");
        assert!(says(store, me, 1, Saying::Stop, "two").version().is_some());
        assert_eq!(says(store, me, 2, Saying::Stop, "three"), Kept::Doubt(Hindrance::MovedOn));
        assert!(asks(store, me, 3, wish(300), "four").version().is_some());
    });

    on_both!(what_is_not_for_jay_is_not_taken_as_a_request_and_an_emergency_is_answered_the_same_day => |store| {
        let jay = Jay::of(store);
        let me = jay.account(store);
        let under_18 = store.write(move |tx| {
            let ask = own_asking(tx, me, at(0));
            ask_for(&ask, place("accommodation_and_maintenance_u18"), &Wish::default(), "one")
        });
        assert_eq!(under_18.unwrap(), Kept::Doubt(Hindrance::NotToAsk));
        store
            .write(move |tx| ask_for(&own_asking(tx, me, at(1)), place("exceptional_hardship"), &Wish::default(), "two"))
            .unwrap();
        let (priya, person) = (jay.priya, jay.person);
        let steps = store
            .read(|tx| asking(tx, priya, at(2)).open(person, Purpose::Entitlements)?.entitlements().steps())
            .unwrap();
        assert_eq!(steps.first().unwrap().note.by, Some(day("2026-11-23")));
    });
}
