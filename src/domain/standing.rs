//! The state of one person's entitlement: what the law gives and what has happened, kept separate and then combined.

use chrono::NaiveDate;
use leaving_care_rules::{
    Assessment, Law, Person, assess,
    assessment::{EntitlementAnswer, LawState, Outcome},
    entitlement::outcome::{Entitlement, Per},
    facts::FactId,
};
use std::borrow::Cow;

use crate::{
    asked::all_answered,
    care::Facts,
    entitlement::{EntitlementAct, Given, Happened, Latest},
    money::Pence,
    shown::{self, Records, Shown, counted},
};

/// The state of an entitlement, furthest from received first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stands {
    /// The rule says yes, but nobody told them.
    NotTold,
    /// They know, but have not asked; or part was paid, and they know about the rest.
    Told,
    /// They asked, and are waiting for an answer.
    Waiting,
    /// A duty of ours that is late.
    Late,
    /// A duty of ours, of which nothing is recorded here yet.
    NotRecorded,
    /// Agreed, and not given yet.
    Agreed,
    /// Refused, though the rule does not say no.
    Refused,
    /// They said no thank you.
    Declined,
    /// It is of no use to them now, as their adviser wrote down.
    NotRelevant,
    /// They have it, and it continues.
    Has,
    /// They have had all of it.
    Had,
    /// The rule leaves it to whoever decides, and everything that it asks is answered.
    ToAsk,
    /// A fact is missing.
    ToCheck,
    /// Available from a later day.
    Later,
    /// Passed by Parliament, but not in force.
    NotInForce,
    /// The rule says no.
    NotForThem,
}

impl Stands {
    /// They could have it now but do not: what "not claimed" counts.
    #[must_use]
    pub const fn not_claimed(self) -> bool {
        matches!(self, Self::NotTold | Self::Told | Self::Waiting | Self::Late | Self::NotRecorded)
    }

    /// It is theirs today, whether received in part, not at all, or ongoing: what "yours now" counts. Not what was
    /// refused, and not what they have had all of.
    #[must_use]
    pub const fn theirs_now(self) -> bool {
        self.not_claimed() || matches!(self, Self::Agreed | Self::Declined | Self::NotRelevant | Self::Has)
    }
}

/// The state of an entitlement, since when, and how much of its money is left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    pub stands: Stands,
    /// The day of the step that led to it.
    pub since: Option<NaiveDate>,
    /// What has been given so far.
    pub given: Option<Given>,
    /// The total given so far.
    pub paid: Pence,
    /// For money given once: all that the law gives, while it says yes.
    pub whole: Option<Pence>,
    /// For money given once: what is left while the rule says yes.
    pub left: Option<Pence>,
    /// The latest step that decides something. Where all of it was received, this is any later step other than giving.
    pub latest: Option<Latest>,
}

impl Standing {
    /// Combines what has happened with the law's answer as it is before anything was given.
    ///
    /// `once`: its money is given only once, so a part payment leaves the rest. `shown`: what the service's own
    /// records say, where they show it instead of the ledger: an adviser is allocated, a plan was reviewed.
    #[must_use]
    pub fn of(answer: &EntitlementAnswer, once: bool, happened: &Happened, shown: Option<Records>) -> Self {
        let entitled = answer.outcome == Outcome::Entitled;
        let paid = happened.given.map_or(Pence(0), |given| given.sum);
        let whole = answer.amount_pence.filter(|whole| once && entitled && *whole > 0).map(Pence);
        // Anything given under a rule that no longer gives it counts as had, and so does the full amount of money given
        // once.
        let had = happened.given.is_some_and(|given| {
            !entitled || once && (given.without_sum || whole.is_none_or(|whole| whole <= given.sum))
        });
        let left = whole.map(|whole| if had { Pence(0) } else { Pence((whole.0 - paid.0).max(0)) });
        let stands = match answer.state {
            LawState::PassedNotInForce => Stands::NotInForce,
            LawState::Repealed => Stands::NotForThem,
            LawState::InForce if had => Stands::Had,
            LawState::InForce => of_law_in_force(answer.outcome, happened, left, shown),
        };
        let since = match stands {
            Stands::Had => happened.given.and_then(|given| given.on),
            _ => happened.latest.map(|latest| latest.on).or(happened.told),
        };
        Self { stands, since, given: happened.given, paid, whole, left, latest: happened.latest }
    }

    /// A step after all of it was received: they asked again, and the answer.
    #[must_use]
    pub fn again(&self) -> Option<Latest> {
        let asked_again =
            |latest: &Latest| !matches!(latest.act, EntitlementAct::Paid | EntitlementAct::NotRelevant);
        self.latest.filter(|latest| self.stands == Stands::Had && asked_again(latest))
    }

    /// What is asked for or agreed, but not given yet.
    #[must_use]
    pub fn on_its_way(&self) -> Option<Latest> {
        self.latest.filter(|latest| matches!(latest.act, EntitlementAct::Asked | EntitlementAct::Agreed))
    }
}

/// The document used to explain one answer: a bursary received only in part counts as not received, so that the reasons
/// do not contradict how much of it is left.
#[must_use]
pub fn explained<'p>(standing: &Standing, person: &'p Person) -> Cow<'p, Person> {
    if standing.stands == Stands::Had {
        return Cow::Borrowed(person);
    }
    let mut open = person.clone();
    open.circumstances.answers.set(FactId::HeBursaryPaid, None);
    open.circumstances.answers.set(FactId::ApprenticeshipBursaryPaid, None);
    Cow::Owned(open)
}

/// What the rules say as if nothing had been given yet. If nothing was, that is what they say about `person`, the
/// document that `assessment` was made from.
#[must_use]
pub fn before_giving(
    law: &Law,
    facts: &Facts,
    person: &Person,
    assessment: &Assessment,
    day: NaiveDate,
) -> Assessment {
    let now = &person.circumstances;
    let nothing_given = now.setting_up_home_paid.is_none()
        && now.answers.get(FactId::HeBursaryPaid).is_none()
        && now.answers.get(FactId::ApprenticeshipBursaryPaid).is_none();
    if nothing_given { assessment.clone() } else { assess(law, &facts.before_giving(day), day) }
}

/// The state of each of a person's entitlements, in the order of the law's list. `before_giving`: the answer to
/// [`Facts::before_giving`].
#[must_use]
pub fn standings(law: &Law, before_giving: &Assessment, facts: &Facts, shown: &Shown) -> Vec<Standing> {
    let ledger = facts.ledger();
    let mut standings: Vec<Standing> = law
        .entitlements()
        .iter()
        .zip(&before_giving.entitlements)
        .map(|(entitlement, answer)| {
            let standing =
                Standing::of(answer, is_once(entitlement), &ledger.happened(&entitlement.id), None);
            let to_ask = standing.stands == Stands::ToCheck && all_answered(answer, facts);
            if to_ask { Standing { stands: Stands::ToAsk, ..standing } } else { standing }
        })
        .collect();
    for (which, entitlement, _, by) in counted(law) {
        let Some(records) = shown::read(by, shown, before_giving.as_of) else { continue };
        let answer = before_giving.entitlement(which);
        if let (Some(answer), Some(standing)) = (answer, standings.get_mut(which.place())) {
            let happened = ledger.happened(&entitlement.id);
            *standing = Standing::of(answer, is_once(entitlement), &happened, Some(records));
        }
    }
    standings
}

/// Whether its money is given only once.
pub(crate) fn is_once(entitlement: &Entitlement) -> bool {
    entitlement.money.as_ref().is_some_and(|money| money.per == Per::Once)
}

fn of_law_in_force(
    outcome: Outcome,
    happened: &Happened,
    left: Option<Pence>,
    shown: Option<Records>,
) -> Stands {
    let act = happened.latest.map(|latest| latest.act);
    match (outcome, shown, act) {
        // A duty that our own records show: done, or late on our side.
        (Outcome::Entitled, Some(Records::Done), _) => Stands::Has,
        (Outcome::Entitled, Some(Records::Late), _) => Stands::Late,
        (Outcome::Entitled, Some(Records::Nothing), None) => Stands::NotRecorded,
        (_, _, Some(EntitlementAct::Agreed)) => Stands::Agreed,
        (Outcome::Entitled | Outcome::NeedsInformation, _, Some(EntitlementAct::Refused)) => Stands::Refused,
        (Outcome::Entitled, _, act) => entitled(act, happened.told.is_some(), left),
        (Outcome::NeedsInformation, ..) => Stands::ToCheck,
        (Outcome::Upcoming, ..) => Stands::Later,
        (Outcome::NotEntitled, ..) => Stands::NotForThem,
    }
}

fn entitled(act: Option<EntitlementAct>, told: bool, left: Option<Pence>) -> Stands {
    match act {
        Some(EntitlementAct::Asked) => Stands::Waiting,
        Some(EntitlementAct::Declined) => Stands::Declined,
        Some(EntitlementAct::NotRelevant) => Stands::NotRelevant,
        // A part was paid: they know about the rest.
        Some(EntitlementAct::Paid) if left.is_some_and(|left| left.0 > 0) => Stands::Told,
        Some(EntitlementAct::Paid) => Stands::Has,
        _ if told => Stands::Told,
        _ => Stands::NotTold,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::entitlement::{EntitlementStep, testing};
    use leaving_care_rules::entitlement::outcome::Kind;

    fn yes(amount: Option<i64>) -> EntitlementAnswer {
        EntitlementAnswer { amount_pence: amount, ..EntitlementAnswer::of(Outcome::Entitled, Kind::Duty) }
    }

    fn step(act: EntitlementAct, on: &str, amount: Option<i64>) -> EntitlementStep {
        testing::step(act, on, amount.map(Pence))
    }

    fn of(
        answer: &EntitlementAnswer,
        once: bool,
        steps: &[EntitlementStep],
        shown: Option<Records>,
    ) -> Standing {
        Standing::of(answer, once, &Happened::of(&steps.iter().collect::<Vec<_>>(), None), shown)
    }

    #[test]
    fn jay_was_paid_1850_of_3000_so_1150_is_left_and_he_knows_about_it() {
        let steps = [
            step(EntitlementAct::Asked, "2026-10-20", None),
            step(EntitlementAct::Paid, "2026-11-09", Some(185_000)),
        ];
        let standing = of(&yes(Some(300_000)), true, &steps, None);
        assert_eq!(
            (standing.stands, standing.left, standing.paid),
            (Stands::Told, Some(Pence(115_000)), Pence(185_000))
        );
    }

    #[test]
    fn what_was_paid_in_full_counts_as_had_even_if_the_rule_now_says_no() {
        let no = EntitlementAnswer { outcome: Outcome::NotEntitled, ..yes(None) };
        let paid = step(EntitlementAct::Paid, "2026-11-09", Some(300_000));
        assert_eq!(of(&no, true, &[paid], None).stands, Stands::Had);
    }

    #[test]
    fn the_last_step_decides_the_state() {
        for (act, stands) in [
            (EntitlementAct::Told, Stands::Told),
            (EntitlementAct::Asked, Stands::Waiting),
            (EntitlementAct::Agreed, Stands::Agreed),
            (EntitlementAct::Refused, Stands::Refused),
            (EntitlementAct::Declined, Stands::Declined),
            (EntitlementAct::NotRelevant, Stands::NotRelevant),
        ] {
            let (first, last) =
                (step(EntitlementAct::Told, "2026-01-01", None), step(act, "2026-02-01", None));
            assert_eq!(of(&yes(None), false, &[last, first], None).stands, stands, "{act}");
        }
        assert_eq!(of(&yes(None), false, &[], None).stands, Stands::NotTold);
    }

    #[test]
    fn our_own_records_show_a_duty_as_done_late_or_not_recorded() {
        assert_eq!(of(&yes(None), false, &[], Some(Records::Done)).stands, Stands::Has);
        assert_eq!(of(&yes(None), false, &[], Some(Records::Late)).stands, Stands::Late);
        assert_eq!(of(&yes(None), false, &[], Some(Records::Nothing)).stands, Stands::NotRecorded);
    }

    #[test]
    fn law_not_in_force_is_a_state_of_its_own() {
        let passed = EntitlementAnswer { state: LawState::PassedNotInForce, ..yes(None) };
        assert_eq!(of(&passed, false, &[], None).stands, Stands::NotInForce);
    }

    #[test]
    fn what_was_had_in_full_stays_had_if_they_ask_again_or_are_refused_more() {
        let paid = step(EntitlementAct::Paid, "2026-05-04", Some(300_000));
        for act in [EntitlementAct::Asked, EntitlementAct::Refused, EntitlementAct::Declined] {
            let steps = [paid.clone(), step(act, "2026-06-01", None)];
            let standing = of(&yes(Some(300_000)), true, &steps, None);
            assert_eq!((standing.stands, standing.left), (Stands::Had, Some(Pence(0))), "{act}");
            assert_eq!(standing.since, "2026-05-04".parse().ok(), "{act}");
            assert_eq!(standing.again().unwrap().act, act);
        }
    }

    #[test]
    fn more_than_the_law_gives_counts_as_had_with_nothing_left() {
        let steps = [step(EntitlementAct::Paid, "2026-05-04", Some(999_900))];
        let standing = of(&yes(Some(300_000)), true, &steps, None);
        assert_eq!((standing.stands, standing.paid), (Stands::Had, Pence(999_900)));
        assert_eq!((standing.left, standing.again()), (Some(Pence(0)), None));
    }

    #[test]
    fn the_rest_of_a_part_payment_can_be_asked_for_and_refused() {
        let paid = step(EntitlementAct::Paid, "2026-05-04", Some(185_000));
        for (act, stands) in [
            (EntitlementAct::Asked, Stands::Waiting),
            (EntitlementAct::Agreed, Stands::Agreed),
            (EntitlementAct::Refused, Stands::Refused),
        ] {
            let standing =
                of(&yes(Some(300_000)), true, &[paid.clone(), step(act, "2026-06-01", None)], None);
            assert_eq!((standing.stands, standing.left), (stands, Some(Pence(115_000))), "{act}");
        }
    }

    #[test]
    fn what_is_refused_or_already_had_is_not_theirs_now() {
        assert!(!Stands::Refused.theirs_now() && !Stands::Had.theirs_now() && !Stands::ToCheck.theirs_now());
        assert!(Stands::Has.theirs_now() && Stands::Late.theirs_now() && Stands::Declined.theirs_now());
    }

    #[test]
    fn a_bursary_received_in_part_is_explained_as_not_received_yet() {
        let person = Person {
            circumstances: leaving_care_rules::person::Circumstances::default()
                .with(FactId::HeBursaryPaid, true),
            ..Person::default()
        };
        let part =
            of(&yes(Some(200_000)), true, &[step(EntitlementAct::Paid, "2026-05-04", Some(50_000))], None);
        assert_eq!(explained(&part, &person).circumstances.answers.get(FactId::HeBursaryPaid), None);
        let all =
            of(&yes(Some(200_000)), true, &[step(EntitlementAct::Paid, "2026-05-04", Some(200_000))], None);
        assert_eq!(explained(&all, &person).circumstances.answers.get(FactId::HeBursaryPaid), Some(true));
    }

    #[test]
    fn a_decision_stands_where_the_rule_could_not_decide() {
        let open = EntitlementAnswer { outcome: Outcome::NeedsInformation, ..yes(None) };
        let refused = step(EntitlementAct::Refused, "2026-06-01", None);
        assert_eq!(of(&open, false, &[refused], None).stands, Stands::Refused);
        assert_eq!(of(&open, false, &[], None).stands, Stands::ToCheck);
    }
}
