//! Sees where one lives, what other kinds of home would mean by the rules, and how a move goes.

use chrono::NaiveDate;
use leaving_care_rules::{
    Law, Person, assess,
    assessment::{Assessment, EntitlementAnswer, LawState, Outcome},
    entitlement::outcome::{Entitlement, Need, Per},
    facts::FactId,
    person::{Circumstances, Education, EducationKind, LivesWith},
    what_if::{Change, changed},
};
use onward_domain::{
    access::Purpose,
    budget::{Every, Rate},
    living::Home,
    money::Pence,
    place::{MoveJob, OwnPage, PageShareNote, PlaceView, ReadyRoom, is_shared},
};
use onward_store::{
    StoreResult,
    repo::versions::{Kept, Sent},
    scope::OwnRecord,
};

use super::{
    move_jobs::{MovedDay, moved_day},
    private_rent::{MostRent, most_private_rent},
    see_own_pages::{Own, own_of},
};
use crate::usecases::ask::Ask;

/// A kind of home.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Going on to live with foster carers.
    StayingPut,
    /// A room in somebody's home, with support.
    Lodgings,
    /// A place with staff who help.
    Supported,
    /// A tenancy of one's own.
    Own,
    /// A room at university.
    University,
    /// With family.
    Family,
}

impl Kind {
    /// In the order of the page.
    pub const ALL: [Self; 6] =
        [Self::StayingPut, Self::Lodgings, Self::Supported, Self::Own, Self::University, Self::Family];

    /// Its word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::StayingPut => "staying_put",
            Self::Lodgings => "lodgings",
            Self::Supported => "supported",
            Self::Own => "own",
            Self::University => "university",
            Self::Family => "family",
        }
    }

    /// Its kind by its word.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// The person as if they lived there from today.
    pub(super) fn lived_in(self, person: &Person, today: NaiveDate) -> Person {
        changed(person, today, &self.changes(today)).0
    }

    /// What changes for the rules.
    fn changes(self, today: NaiveDate) -> Vec<Change> {
        let set = |answers: &[(FactId, bool)]| {
            let known =
                answers.iter().fold(Circumstances::default(), |known, (fact, yes)| known.with(*fact, *yes));
            Change::Circumstances { set: Box::new(known) }
        };
        match self {
            Self::StayingPut => vec![set(&[(FactId::StayingPut, true), (FactId::PrivatelyRenting, false)])],
            Self::Lodgings | Self::Supported => {
                vec![set(&[
                    (FactId::StayingPut, false),
                    (FactId::PrivatelyRenting, false),
                    (FactId::CouncilTaxLiable, false),
                ])]
            }
            Self::Own => vec![set(&[
                (FactId::StayingPut, false),
                (FactId::PrivatelyRenting, true),
                (FactId::CouncilTaxLiable, true),
            ])],
            Self::University => {
                let education = Education {
                    kind: Some(EducationKind::He),
                    start: Some(today),
                    full_time: Some(true),
                    residential: Some(true),
                    in_pathway_plan: Some(true),
                    course_months: Some(36),
                    ..Education::default()
                };
                vec![Change::Course { education }]
            }
            Self::Family => vec![
                set(&[(FactId::StayingPut, false)]),
                Change::MovesIn { with: LivesWith::Parent, on: today },
            ],
        }
    }
}

/// What a kind of home means for one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HomeOption {
    /// Which.
    pub kind: Kind,
    /// From when it is open, where that is not yet.
    pub from: Option<NaiveDate>,
    /// Whether it is theirs to choose: yes, ask, or no.
    pub outcome: Outcome,
    /// What helps with it: places in the law, with whether something is to be asked first.
    pub helps: Vec<(usize, bool)>,
    /// What they have today and would not have there, by place.
    pub stops: Vec<usize>,
    /// Money that comes in there week by week or month by month and has a sum in the law, by place, and what it comes to.
    pub comes: Vec<usize>,
    pub comes_to: Rate,
    /// The most that there is towards the rent there from a private landlord.
    pub most_rent: Option<MostRent>,
}

/// One kind of home for one person on a day.
#[must_use]
pub fn option(law: &Law, person: &Person, today: NaiveDate, kind: Kind) -> HomeOption {
    let now = assess(law, person, today);
    let then = assess(law, &kind.lived_in(person, today), today);
    let eighteen = then.dates.turns_18;
    let young = eighteen.is_none_or(|day| today < day);
    let (outcome, from) = match kind {
        Kind::StayingPut => (of(law, &then, "staying_put"), None),
        // Nobody under 18 can hold a tenancy in their own name.
        Kind::Own if young => (Outcome::Upcoming, eighteen),
        Kind::Lodgings | Kind::Supported | Kind::Own | Kind::Family => (Outcome::Entitled, None),
        Kind::University => {
            (if young { Outcome::Upcoming } else { Outcome::Entitled }, eighteen.filter(|_| young))
        }
    };
    let answers = || law.entitlements().iter().zip(&then.entitlements).enumerate();
    let helps = answers().filter(|(_, (entry, answer))| {
        entry.need == Need::Home
            && answer.state == LawState::InForce
            && matches!(answer.outcome, Outcome::Entitled | Outcome::NeedsInformation)
    });
    let lost = answers().filter(|(place, (_, answer))| {
        let before = now.entitlements.get(*place).map(|before| before.outcome);
        before == Some(Outcome::Entitled)
            && answer.outcome == Outcome::NotEntitled
            && answer.state == LawState::InForce
    });
    let comes: Vec<(usize, Rate)> =
        answers().filter_map(|(place, (entry, answer))| Some((place, regular(entry, answer)?))).collect();
    HomeOption {
        comes_to: comes.iter().map(|(_, rate)| *rate).sum(),
        comes: comes.iter().map(|(place, _)| *place).collect(),
        most_rent: (kind == Kind::Own).then(|| most_private_rent(law, person, today, today)).flatten(),
        kind,
        from,
        outcome,
        helps: helps
            .map(|(place, (_, answer))| (place, answer.outcome == Outcome::NeedsInformation))
            .collect(),
        stops: lost.map(|(place, _)| place).collect(),
    }
}

/// Money to live on that is theirs and comes every week or month.
fn regular(entry: &Entitlement, answer: &EntitlementAnswer) -> Option<Rate> {
    let is_theirs = answer.outcome == Outcome::Entitled && answer.state == LawState::InForce;
    let sum = Pence(answer.amount_pence.filter(|pence| *pence > 0 && is_theirs)?);
    match entry.money.as_ref()?.per {
        Per::Week => Some(Rate::of(sum, Every::Week)),
        Per::Month => Some(Rate::of(sum, Every::Month)),
        Per::Once | Per::Year => None,
    }
}

fn of(law: &Law, assessment: &Assessment, id: &str) -> Outcome {
    let answer = law.find(id).and_then(|which| assessment.entitlement(which));
    answer.map_or(Outcome::NotEntitled, |answer| answer.outcome)
}

/// Everything that the page of the home shows.
#[derive(Debug, Clone)]
pub struct SeenPlace {
    /// The person.
    pub own: Own,
    /// Where they live, as it is recorded.
    pub home: Option<Home>,
    /// How they see it.
    pub view: Option<PlaceView>,
    /// How each room of life goes, as far as they said.
    pub rooms: Vec<ReadyRoom>,
    /// The jobs of a move.
    pub jobs: Vec<MoveJob>,
    /// The moving day changed after these jobs got their days.
    pub moved: Option<MovedDay>,
    /// Their adviser reads the page.
    pub shared: bool,
    /// The kinds of home in their order.
    pub options: Vec<HomeOption>,
}

/// Opens one's own record and works the kinds of home out.
///
/// # Errors
/// `NotFound` when the account was disabled or moved meanwhile; the store's own.
pub fn see_place(ask: &Ask<'_, OwnRecord>) -> StoreResult<SeenPlace> {
    let record = ask.open(Purpose::OwnPages)?;
    let own = own_of(ask, &record)?;
    let today = ask.now.today;
    let runs = |home: &Home| home.note.until.is_none_or(|until| until > today);
    let mut jobs = record.move_jobs().standing()?;
    let view = record.place_views().standing()?.pop();
    let moved = moved_day(&record, view.as_ref(), &jobs)?;
    jobs.sort_by_key(|job| (job.note.done, job.note.by.is_none(), job.note.by, job.id));
    Ok(SeenPlace {
        home: record.homes_shown()?.into_iter().rev().find(runs),
        view,
        moved,
        rooms: record.ready_rooms().standing()?,
        shared: is_shared(&record.page_shares().standing()?, OwnPage::Home),
        jobs,
        options: Kind::ALL.map(|kind| option(ask.law, &own.facts, today, kind)).into(),
        own,
    })
}

/// Keeps how they see the place they live in.
///
/// # Errors
/// The store's own. A stale form is a value: [`Kept::Clash`].
pub fn keep_place_view(ask: &Ask<'_, OwnRecord>, sent: &Sent<PlaceView>) -> StoreResult<Kept<PlaceView>> {
    ask.open(Purpose::OwnPages)?.place_views().keep(sent)
}

/// Keeps how a room of life goes.
///
/// # Errors
/// As [`keep_place_view`].
pub fn keep_ready_room(ask: &Ask<'_, OwnRecord>, sent: &Sent<ReadyRoom>) -> StoreResult<Kept<ReadyRoom>> {
    ask.open(Purpose::OwnPages)?.ready_rooms().keep(sent)
}

/// Shares a page of one's own, or keeps it private: the last tap counts.
///
/// # Errors
/// As [`keep_place_view`].
pub fn share_page(ask: &Ask<'_, OwnRecord>, page: OwnPage, shared: bool, key: &str) -> StoreResult<()> {
    let record = ask.open(Purpose::OwnPages)?;
    let shares = record.page_shares();
    let stands = shares.standing()?.into_iter().find(|share| share.note.page == page);
    let version = stands.map(|share| share.id);
    let says = PageShareNote { page, shared };
    shares.keep(&Sent { version, says, key: key.to_owned() }).map(drop)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn person(born: &str, care: &str) -> Person {
        serde_json::from_str(&format!(
            r#"{{"date_of_birth":"{born}","episodes":[{care}],"circumstances":{{"recourse_to_public_funds":true}}}}"#
        ))
        .unwrap()
    }

    fn of_kind(person: &Person, kind: Kind) -> HomeOption {
        option(Law::england().unwrap(), person, day("2026-11-23"), kind)
    }

    fn names(places: &[usize]) -> Vec<&'static str> {
        let entries = Law::england().unwrap().entitlements();
        places.iter().map(|place| entries[*place].id.as_str()).collect()
    }

    #[test]
    fn at_17_a_tenancy_opens_on_the_18th_birthday_and_going_home_says_what_stops() {
        let amara = person(
            "2009-05-10",
            r#"{"start":"2020-03-02","end":"2026-06-12","legal_status":"V2","placement":"U6"}"#,
        );
        let own = of_kind(&amara, Kind::Own);
        assert_eq!((own.outcome, own.from), (Outcome::Upcoming, Some(day("2027-05-10"))));
        assert!(of_kind(&amara, Kind::Family).stops.is_empty(), "six months at home are not over today");
    }

    #[test]
    fn at_19_a_tenancy_brings_help_with_council_tax_to_ask_about_and_staying_put_is_for_those_in_foster_care()
    {
        let jay = person(
            "2007-03-02",
            r#"{"start":"2019-01-12","end":"2025-03-02","legal_status":"C2","placement":"U1"}"#,
        );
        let own = of_kind(&jay, Kind::Own);
        assert_eq!(own.outcome, Outcome::Entitled);
        let helps: Vec<usize> = own.helps.iter().map(|(place, _)| *place).collect();
        assert!(names(&helps).contains(&"setting_up_home_allowance"), "{:?}", names(&helps));
        assert_eq!(of_kind(&jay, Kind::StayingPut).outcome, Outcome::Entitled);
    }
}
