//! The entitlements on the person's page: what is not claimed, the rest by state, and what is not for them now.

use chrono::{Days, NaiveDate};
use leaving_care_rules::{
    Law,
    assessment::{EntitlementAnswer, Fact, Outcome},
    entitlement::outcome::Entitlement,
    explain::{Line, plain_reasons},
    facts::FactId,
    messages::Messages,
};
use onward_domain::{
    asked::Told,
    entitlement::EntitlementAct as Act,
    money::Pence,
    standing::{Standing, Stands},
};
use serde::Serialize;

use crate::{
    usecases::adviser::Answered,
    web::{
        adviser::{fact_words, said_answer::AnswerTag},
        law_words,
        words::{
            Day, Say,
            says::adviser::{group, stands as told, unclaimed},
        },
    },
};

/// So many days ahead a last day is near.
const SOON: u64 = 183;

#[derive(Debug, Clone, Serialize)]
pub struct Entitlements {
    /// Money available now but not received.
    sum: Pence,
    /// How many things are theirs now, and of which kinds.
    theirs: usize,
    kinds: Vec<Say>,
    /// What is money, closes soon or waits for us: the most money first.
    unclaimed: Vec<Unclaimed>,
    /// The rest of it.
    plain: Vec<Unclaimed>,
    groups: Vec<Group>,
    rest: Vec<Row>,
}

/// One thing available now but not received.
#[derive(Debug, Clone, Serialize)]
struct Unclaimed {
    name: String,
    href: String,
    why: Say,
    amount: Option<Pence>,
    amount_note: Option<Say>,
    needed: String,
    /// The next step is the council's.
    ours: bool,
    /// Nobody has told them.
    untold: bool,
}

/// Entitlements in the same state.
#[derive(Debug, Clone, Serialize)]
struct Group {
    heading: Say,
    rows: Vec<Row>,
}

/// One entitlement.
#[derive(Debug, Clone, Serialize)]
struct Row {
    name: String,
    href: String,
    tag: AnswerTag,
    words: Say,
    amount: Option<Say>,
    since: Say,
}

impl Entitlements {
    /// Of one person.
    pub fn of(one: &Answered, law: &Law, messages: &Messages) -> Self {
        let reasons = plain_reasons(law, messages, &one.facts, one.today).entitlements;
        let mut unclaimed = Vec::new();
        let mut groups: [(Stands, Group); 8] = [
            (Stands::Agreed, Group::of(group::Agreed)),
            (Stands::ToAsk, Group::of(group::ToAsk)),
            (Stands::ToCheck, Group::of(group::ToCheck)),
            (Stands::Later, Group::of(group::Later)),
            (Stands::Has, Group::of(group::Has)),
            (Stands::Had, Group::of(group::Had)),
            (Stands::Refused, Group::of(group::Refused)),
            (Stands::NotInForce, Group::of(group::NotInForce)),
        ];
        let mut rest = Vec::new();
        for (which, entitlement, standing) in one.entitlements(law) {
            let Some(answer) = one.before_giving.entitlement(which) else { continue };
            let place = law_words::address(law.entitlements(), which.place());
            let href = format!("/adviser/people/{}/entitlements/{place}", one.listed.person.id);
            let each = Each { entitlement, answer, standing, told: one.told.about(which), today: one.today };
            if standing.stands.not_claimed() {
                unclaimed.push((each.closes_soon(), standing.left.unwrap_or_default(), each.unclaimed(href)));
                continue;
            }
            let row = each.row(href);
            let key = match standing.stands {
                Stands::Declined | Stands::NotRelevant => Stands::Refused,
                stands => stands,
            };
            match groups.iter_mut().find(|group| group.0 == key && !each.waits_for_offer()) {
                Some(group) => group.1.rows.push(row),
                // The rule's reasons are not those of what was decided in its place.
                None if one.overridden(&entitlement.id).is_some() => rest.push(row),
                None => {
                    rest.push(Row { words: reason(reasons.get(which.place())).unwrap_or(row.words), ..row })
                }
            }
        }
        unclaimed.sort_by_key(|(_, left, _)| std::cmp::Reverse(*left));
        let (unclaimed, plain): (Vec<_>, Vec<_>) =
            unclaimed.into_iter().partition(|(soon, _, row)| *soon || row.ours || row.amount.is_some());
        let rows = |all: Vec<(bool, Pence, Unclaimed)>| all.into_iter().map(|(.., row)| row).collect();
        let of = |fits: fn(Stands) -> bool| one.standings.iter().filter(|each| fits(each.stands)).count();
        Self {
            sum: one.not_claimed(),
            theirs: of(Stands::theirs_now),
            kinds: kinds(of),
            unclaimed: rows(unclaimed),
            plain: rows(plain),
            groups: groups.into_iter().map(|group| group.1).filter(|group| !group.rows.is_empty()).collect(),
            rest,
        }
    }
}

impl Group {
    fn of(heading: impl Into<Say>) -> Self {
        Self { heading: heading.into(), rows: Vec::new() }
    }
}

/// "7 not claimed", "4 agreed", …: as the young person reads them.
fn kinds(of: impl Fn(fn(Stands) -> bool) -> usize) -> Vec<Say> {
    let many = |fits: fn(Stands) -> bool| i64::try_from(of(fits)).unwrap_or(i64::MAX);
    type Counted = (i64, fn(i64) -> Say);
    let kinds: [Counted; 4] = [
        (many(Stands::not_claimed), |many| unclaimed::NotClaimed { many }.into()),
        (many(|stands| stands == Stands::Agreed), |many| unclaimed::Agreed { many }.into()),
        (many(|stands| stands == Stands::Has), |many| unclaimed::GoingOn { many }.into()),
        (many(|stands| stands == Stands::Declined), |many| unclaimed::NotWanted { many }.into()),
    ];
    kinds.into_iter().filter(|(many, _)| *many > 0).map(|(many, say)| say(many)).collect()
}

/// Why not, in the words the young person reads: the first two lines after the answer itself.
fn reason(lines: Option<&Vec<Line>>) -> Option<Say> {
    let said: Vec<&str> = lines?
        .iter()
        .filter(|line| !line.key.starts_with("answer."))
        .take(2)
        .map(|line| line.text.as_str())
        .collect();
    (!said.is_empty()).then(|| Say::words(said.join(" ")))
}

/// One entitlement with its answer and its state.
struct Each<'a> {
    entitlement: &'a Entitlement,
    answer: &'a EntitlementAnswer,
    standing: &'a Standing,
    /// What was told, where the rule only says to ask.
    told: &'a [Told],
    today: NaiveDate,
}

impl Each<'_> {
    /// Only the council's published offer is missing: nothing that could be asked of the person.
    fn waits_for_offer(&self) -> bool {
        let offer = |need: &Fact| *need == Fact::Asked(FactId::LocalOffer);
        self.standing.stands == Stands::ToCheck
            && !self.answer.needs.is_empty()
            && self.answer.needs.iter().all(offer)
    }

    fn per(&self) -> &'static str {
        self.entitlement.money.as_ref().map_or("", |money| law_words::per(money.per))
    }

    /// Its last day is at most half a year ahead.
    fn closes_soon(&self) -> bool {
        let soon = self.today.checked_add_days(Days::new(SOON));
        self.answer.until.zip(soon).is_some_and(|(until, soon)| until <= soon)
    }

    fn unclaimed(&self, href: String) -> Unclaimed {
        let standing = self.standing;
        let on = standing.since.map(|since| Day::near(since, self.today));
        let some_paid = standing.paid.0 > 0;
        let amount = standing.left.or(self.answer.amount_pence.map(Pence));
        Unclaimed {
            name: self.entitlement.name.clone(),
            href,
            why: match (standing.stands, on) {
                (Stands::Told, Some(on)) if some_paid => {
                    unclaimed::PaidSoFar { paid: standing.paid, on }.into()
                }
                (Stands::Told, Some(on)) => unclaimed::Told { on }.into(),
                (Stands::Waiting, Some(on)) => unclaimed::Asked { on }.into(),
                (Stands::Late, _) => unclaimed::Late.into(),
                (Stands::NotRecorded, _) => unclaimed::NotRecorded.into(),
                _ => match law_words::ends(self.answer) {
                    Some(until) => unclaimed::UntoldUntil { until: until.into() }.into(),
                    None => unclaimed::Untold.into(),
                },
            },
            amount,
            amount_note: amount
                .and(self.entitlement.money.as_ref())
                .map(|_| if some_paid { unclaimed::Left.into() } else { Say::words(self.per()) }),
            needed: self.entitlement.evidence.clone(),
            ours: matches!(standing.stands, Stands::Waiting | Stands::Late | Stands::NotRecorded),
            untold: standing.stands == Stands::NotTold,
        }
    }

    fn row(&self, href: String) -> Row {
        let (tag, words) = self.stands();
        Row {
            name: self.entitlement.name.clone(),
            href,
            tag,
            words,
            amount: self.amount(),
            since: self.since(),
        }
    }

    fn stands(&self) -> (AnswerTag, Say) {
        let nothing = || Say::words("");
        match self.standing.stands {
            Stands::Has => (AnswerTag::new("done", told::Has), nothing()),
            Stands::Had => (AnswerTag::new("done", told::Had), self.after_all_was_had()),
            Stands::Agreed => (AnswerTag::new("now", told::Agreed), told::ToBeGiven.into()),
            Stands::ToAsk => {
                let told = fact_words::told(self.told);
                let decider = &self.entitlement.decider;
                let words = if told.is_empty() {
                    told::Decides { decider }.into()
                } else {
                    told::AskedAll { told, decider }.into()
                };
                (AnswerTag::new("", told::ToAsk), words)
            }
            Stands::ToCheck => {
                let facts = self.answer.needs.iter().map(law_words::fact).collect();
                (AnswerTag::new("", told::ToCheck), told::Facts { facts }.into())
            }
            Stands::Later => {
                let from = self.answer.upcoming_from;
                let words = from.map_or_else(nothing, |from| told::From { from: from.into() }.into());
                (AnswerTag::new("", told::Later), words)
            }
            Stands::Refused if self.answer.outcome == Outcome::Entitled => {
                (AnswerTag::new("warn", told::Refused), told::RuleSaysYes.into())
            }
            Stands::Refused => (AnswerTag::new("warn", told::Refused), nothing()),
            Stands::Declined => (AnswerTag::new("", told::Declined), told::AskAgain.into()),
            Stands::NotRelevant => (AnswerTag::new("", told::NotRelevant), told::TellAgain.into()),
            Stands::NotInForce => (AnswerTag::new("later", told::NotInForce), nothing()),
            _ => (AnswerTag::new("", told::No), Say::words(&self.entitlement.meaning)),
        }
    }

    fn amount(&self) -> Option<Say> {
        let had = self.standing.stands == Stands::Had;
        let sum = if had { Some(self.standing.paid) } else { self.answer.amount_pence.map(Pence) };
        match sum.filter(|sum| sum.0 > 0) {
            Some(sum) if self.per().is_empty() => Some(Say::words(sum.to_string())),
            Some(sum) => Some(told::Sum { sum, per: self.per() }.into()),
            None => law_words::ends(self.answer).map(|until| told::To { until: until.into() }.into()),
        }
    }

    fn since(&self) -> Say {
        match (self.standing.since, self.standing.stands, self.answer.from) {
            (Some(since), ..) => Say::day(Day::near(since, self.today)),
            (None, Stands::Has, Some(from)) => Say::day(from),
            (None, Stands::Had, _) => told::BeforeThisRecord.into(),
            _ => told::NothingRecorded.into(),
        }
    }

    fn after_all_was_had(&self) -> Say {
        let Some(again) = self.standing.again() else { return Say::words("") };
        let on = Day::near(again.on, self.today);
        match again.act {
            Act::Agreed => told::MoreAgreed { on }.into(),
            Act::Refused => told::MoreRefused { on }.into(),
            Act::Declined => told::NoMore { on }.into(),
            _ => told::AskedAgain { on }.into(),
        }
    }
}
