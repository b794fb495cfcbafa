//! What *Home* shows, in this order: an answer that came, what happens next, who helps, what to ask for first, the plan, four
//! ways in.

use chrono::{Days, NaiveDate};
use leaving_care_rules::{Law, calendar::birthday};
use onward_domain::{
    appointment::{How, Meeting},
    id::ContactId,
    matter::{MatterAct, MatterKind},
    money::Pence,
    rectification::Outcome,
    request::{Stage, is_news},
};
use serde::Serialize;
use std::collections::BTreeMap;

use crate::{
    clock::{london_day, time_of_day},
    usecases::young_person::{see_home::OwnHome, see_own_pages::Own},
    web::{
        parts::At,
        view::{AdviserCard, Page},
        words::{
            Day, Say,
            says::{appointment, young_person as said},
        },
        young_person::{
            row::{Row, worth_first},
            thing::{Part, State, Thing, number, theirs_now, things},
            what_you_can_get::FIRST,
        },
    },
};

/// Never blank: where nothing is planned it says what can be done.
#[derive(Debug, Clone, Serialize)]
pub struct HomePage<'a> {
    known_as: &'a str,
    today: NaiveDate,
    answers: Vec<Answer<'a>>,
    next: Stop,
    /// Something is planned: `next` is that.
    planned: bool,
    then: Vec<Stop>,
    /// Someone from outside opened the record.
    opened: Option<NaiveDate>,
    worth: Vec<Row<'a>>,
    plan: Option<PlanShown<'a>>,
    /// There is a new plan to read.
    new_plan: bool,
    /// They were offered an adviser again on this day.
    offered: Option<NaiveDate>,
    /// What they said of themselves when they last met.
    met: Option<Met<'a>>,
    /// What they are asked: can you meet then?
    asked: Vec<At>,
    /// An answer to what they say is wrong.
    wrong: Option<WrongAnswered>,
    /// An answer to what they asked of the council.
    matter: Option<MatterAnswered>,
    /// How many messages they have not read.
    unread: i64,
    /// When they meet next.
    meeting: Option<At>,
    tiles: Vec<Tile>,
}

impl Page for HomePage<'_> {
    const TEMPLATE: &'static str = "young_person/home.html";
}

/// An answer that came, or one that was promised and has not.
#[derive(Debug, Clone, Serialize)]
struct Answer<'a> {
    /// `agreed`, `refused`, `given` or `late`.
    kind: &'static str,
    name: &'a str,
    href: String,
    on: NaiveDate,
    amount: Option<Pence>,
    words: Option<&'a str>,
}

/// An answer to what they say is wrong: was it put right?
#[derive(Debug, Clone, Copy, Serialize)]
struct WrongAnswered {
    corrected: bool,
    on: NaiveDate,
}

/// An answer to what they asked of the council.
#[derive(Debug, Clone, Serialize)]
struct MatterAnswered {
    id: String,
    kind: MatterKind,
    act: MatterAct,
    on: NaiveDate,
}

/// What happens on a day; without the day where the words say it.
#[derive(Debug, Clone, Serialize)]
struct Stop {
    says: Vec<Say>,
    day: Option<NaiveDate>,
    /// Where there is more about it.
    href: Option<String>,
}

/// The agreed plan and their own steps, in two lines.
#[derive(Debug, Clone, Serialize)]
struct PlanShown<'a> {
    /// Their own words in it.
    words: Option<&'a str>,
    to_do: usize,
    /// The step that is due next.
    next: Option<&'a str>,
    by: Option<NaiveDate>,
    /// Its day has passed.
    late: bool,
    /// It is theirs to do, not somebody else's.
    theirs: bool,
}

/// The last time they met, in their own words.
#[derive(Debug, Clone, Serialize)]
struct Met<'a> {
    id: ContactId,
    on: NaiveDate,
    words: &'a str,
}

/// One of the four ways in.
#[derive(Debug, Clone, Serialize)]
struct Tile {
    href: String,
    words: Say,
    icon: &'static str,
    says: Say,
}

impl<'a> HomePage<'a> {
    /// The page for this person on their day.
    pub fn of(law: &'a Law, seen: &'a OwnHome) -> Self {
        let own = &seen.own;
        let things = things(law, own);
        let mut coming = coming(&things, seen).into_iter();
        let first = coming.next();
        Self {
            known_as: &own.known_as,
            today: own.today,
            answers: answers(&things, own),
            planned: first.is_some(),
            next: first.map_or_else(|| nothing_planned(theirs_now(&things)), |on| next(on, seen)),
            then: coming.take(2).map(|(day, says)| stop(day, says, own)).collect(),
            opened: own.opened_from_outside,
            worth: worth_first(&things, own).into_iter().take(FIRST).map(|it| Row::worth(it, own)).collect(),
            plan: plan(seen),
            new_plan: seen.new_plan,
            offered: seen.offered,
            met: seen.last_met.as_ref().and_then(|met| {
                Some(Met { id: met.id, on: met.happened_on, words: met.own_words.as_deref()? })
            }),
            asked: seen.asked.iter().map(|meeting| At::from(meeting.at)).collect(),
            wrong: seen
                .wrong_answered
                .map(|(outcome, on)| WrongAnswered { corrected: outcome == Outcome::Corrected, on }),
            matter: seen.matter_answered.map(|news| MatterAnswered {
                id: news.id.to_string(),
                kind: news.kind,
                act: news.act,
                on: news.on,
            }),
            unread: seen.unread,
            meeting: seen.meetings.first().map(|meeting| At::from(meeting.at)),
            tiles: Part::ALL.map(|part| tile(part, &things, own.today)).into(),
        }
    }
}

/// The newest first; a no before a yes of the same day.
fn answers<'a>(things: &[Thing<'a>], own: &'a Own) -> Vec<Answer<'a>> {
    let answer = |thing: &Thing<'a>| {
        let request = thing.request.as_ref()?;
        let decided = request.decided()?;
        let kind = match request.stage {
            stage if stage.is_open() && request.late(own.today) => "late",
            Stage::Agreed => "agreed",
            Stage::Refused => "refused",
            Stage::NotNow => "not_now",
            Stage::Given => "given",
            _ => return None,
        };
        let on = if kind == "late" { request.by? } else { decided.note.happened_on };
        is_news(on, own.today).then(|| Answer {
            kind,
            name: &thing.entry.name,
            href: format!("{}/asked", thing.href()),
            on,
            amount: request.amount,
            words: decided.note.note.as_deref().filter(|_| kind != "late"),
        })
    };
    let mut answers: Vec<_> = things.iter().filter_map(answer).collect();
    answers
        .sort_by_key(|answer| (std::cmp::Reverse(answer.on), !matches!(answer.kind, "refused" | "not_now")));
    answers.truncate(SHOWN);
    answers
}

/// How many answers Home shows; all of them stand on the things' own pages.
const SHOWN: usize = 3;

fn plan(seen: &OwnHome) -> Option<PlanShown<'_>> {
    let plan = seen.plan.as_ref();
    if plan.is_none() && seen.own_steps.is_empty() {
        return None;
    }
    let agreed = plan.into_iter().flat_map(|(_, steps)| steps.iter().map(|step| (&step.text, false)));
    let own = seen.own_steps.iter().map(|line| (&line.now.text, true));
    let open: Vec<_> = agreed.chain(own).filter(|(text, _)| text.status.is_open()).collect();
    let next = open.iter().min_by_key(|(text, _)| text.due_on.unwrap_or(NaiveDate::MAX));
    let by = next.and_then(|(text, _)| text.due_on);
    let name = seen.own.known_as.to_lowercase();
    Some(PlanShown {
        words: plan.and_then(|(plan, _)| plan.own_words.as_deref()),
        to_do: open.len(),
        next: next.map(|(text, _)| text.what.as_str()),
        by,
        late: by.is_some_and(|by| by < seen.own.today),
        theirs: next.is_some_and(|(text, own)| {
            let who = text.who.trim().to_lowercase();
            *own || who == name || who == "me" || who == "i"
        }),
    })
}

/// The next thing. When they meet is said in one sentence.
fn next((day, mut says): (NaiveDate, Vec<Say>), seen: &OwnHome) -> Stop {
    let own = &seen.own;
    if let Some(meeting) = seen.meetings.first().filter(|meeting| london_day(meeting.at) == day) {
        if let Some(meet) = says.first_mut() {
            *meet = meets(meeting, own);
        }
        return Stop { says, day: None, href: Some(MEETINGS.to_owned()) };
    }
    if own.next_contact != Some(day) {
        return stop(day, says, own);
    }
    let on = Day::weekday(day, own.today);
    if let Some(meet) = says.first_mut() {
        *meet = match adviser(own) {
            Some(name) => said::home::NextContactOn { name: &name, day: on }.into(),
            None => said::home::NextContactNobodyOn { day: on }.into(),
        };
    }
    Stop { day: None, ..stop(day, says, own) }
}

/// Where meetings are answered and moved.
const MEETINGS: &str = "/appointments";

/// "Priya visits you on Thursday 26 November at 2pm".
fn meets(meeting: &Meeting, own: &Own) -> Say {
    use appointment::home as told;
    let name = adviser(own).unwrap_or_else(|| Say::from(told::Nobody).to_string());
    let (day, time) = (Day::weekday(london_day(meeting.at), own.today), time_of_day(meeting.at));
    let (name, time) = (name.as_str(), time.as_str());
    match (meeting.how, meeting.place.as_deref()) {
        (How::AtHome, _) => told::AtHome { name, day, time }.into(),
        (How::Call, _) => told::Call { name, day, time }.into(),
        (How::Video, _) => told::Video { name, day, time }.into(),
        (How::Elsewhere, Some(place)) => told::Elsewhere { name, day, time, place }.into(),
        (How::Office | How::Elsewhere, _) => told::Office { name, day, time }.into(),
    }
}

fn stop(day: NaiveDate, says: Vec<Say>, own: &Own) -> Stop {
    Stop { says, day: Some(day), href: turning(day, own).map(|age| format!("/turning/{age}")) }
}

/// The birthdays that have a page of their own.
pub const BIRTHDAYS: [u8; 4] = [16, 18, 21, 25];

fn turning(day: NaiveDate, own: &Own) -> Option<u8> {
    let born = own.facts.date_of_birth?;
    BIRTHDAYS.into_iter().find(|age| birthday(born, *age) == day)
}

fn nothing_planned(now: i64) -> Stop {
    let says = if now == 0 { said::home::Nothing.into() } else { said::home::Now { count: now }.into() };
    Stop { says: vec![says], day: None, href: None }
}

fn adviser(own: &Own) -> Option<String> {
    own.adviser.as_ref().map(|worker| AdviserCard::new(&worker.name, None).first_name)
}

/// What lies ahead, soonest first: meetings, promised answers, birthdays, what starts, what has to be asked for before it ends,
/// the plan's review. What starts and stops on a birthday stands on that birthday's own page.
fn coming(things: &[Thing<'_>], seen: &OwnHome) -> BTreeMap<NaiveDate, Vec<Say>> {
    let own = &seen.own;
    let mut by_day: BTreeMap<NaiveDate, Vec<Say>> = BTreeMap::new();
    let mut add = |day: Option<NaiveDate>, says: Say| {
        if let Some(day) = day.filter(|day| *day >= own.today) {
            by_day.entry(day).or_default().push(says);
        }
    };
    for meeting in &seen.meetings {
        add(Some(london_day(meeting.at)), meets(meeting, own));
    }
    // What was noted at the last visit is the same meeting, without its hour.
    let agreed = |day: &NaiveDate| seen.meetings.iter().any(|meeting| london_day(meeting.at) == *day);
    add(
        own.next_contact.filter(|day| !agreed(day)),
        match adviser(own) {
            Some(name) => said::home::NextContact { name: &name }.into(),
            None => said::home::NextContactNobody.into(),
        },
    );
    for thing in things {
        if let Some(request) = thing.request.as_ref().filter(|request| request.stage.is_open()) {
            let title = thing.entry.name.as_str();
            let says = if request.stage == Stage::Agreed {
                said::home::Gets { title }.into()
            } else {
                said::home::Answer { title }.into()
            };
            add(request.by, says);
        }
    }
    add(own.review_due, said::home::Review.into());
    for age in BIRTHDAYS {
        let day = own.facts.date_of_birth.map(|born| birthday(born, age));
        add(day, said::home::Turns { age: age.into() }.into());
    }
    let starting = things.iter().filter(|thing| thing.state == State::From);
    for (day, names) in together(starting.map(|thing| (thing.answer.upcoming_from, thing)), own) {
        let says = match names.as_slice() {
            [title] => said::home::Starts { title }.into(),
            several => said::home::StartsMany { count: number(several.len()) }.into(),
        };
        add(Some(day), says);
    }
    let near = own.today.checked_add_days(Days::new(370)).unwrap_or(own.today);
    let ending = |thing: &&Thing<'_>| {
        thing.state == State::Now
            && thing.answer.until.is_some_and(|until| until <= near)
            && !thing.entry.unasked
    };
    let stopping = things.iter().filter(ending);
    for (day, names) in together(stopping.map(|thing| (thing.answer.until, thing)), own) {
        // A birthday is the reason why it ends on that day.
        let born = own.facts.date_of_birth;
        let age = born.and_then(|born| (16..=31).find(|age| birthday(born, *age) == day)).map(i64::from);
        let says = match (names.as_slice(), age) {
            ([title], Some(age)) => said::home::AskBeforeAge { title, age }.into(),
            ([title], None) => said::home::AskBefore { title }.into(),
            (several, Some(age)) => said::home::AskBeforeAgeMany { age, count: number(several.len()) }.into(),
            (several, None) => said::home::AskBeforeMany { count: number(several.len()) }.into(),
        };
        add(Some(day), says);
    }
    by_day
}

/// The names of what changes on each day after today that is no birthday with a page of its own.
fn together<'t>(
    dated: impl Iterator<Item = (Option<NaiveDate>, &'t Thing<'t>)>,
    own: &Own,
) -> BTreeMap<NaiveDate, Vec<&'t str>> {
    let mut names: BTreeMap<NaiveDate, Vec<&str>> = BTreeMap::new();
    for (day, thing) in dated {
        if let Some(day) = day.filter(|day| *day > own.today && turning(*day, own).is_none()) {
            names.entry(day).or_default().push(&thing.entry.name);
        }
    }
    names
}

fn tile(part: Part, things: &[Thing<'_>], today: NaiveDate) -> Tile {
    let here = || things.iter().filter(|thing| thing.part() == part);
    let count = |of: &dyn Fn(&Thing<'_>) -> bool| number(here().filter(|thing| of(thing)).count());
    let later = |thing: &Thing<'_>| thing.state == State::From;
    let soonest = here().filter(|thing| later(thing)).filter_map(|thing| thing.answer.upcoming_from).min();
    let to_check = count(&|thing| thing.state == State::Check);
    let to_ask = count(&|thing| thing.state == State::Ask && !thing.is_against());
    let says = match (count(&|thing| thing.is_theirs()), soonest) {
        (0, Some(day)) => said::home::TileFrom { count: count(&later), day: Day::near(day, today) }.into(),
        (0, None) if to_ask > 0 => said::home::TileAsk { count: to_ask }.into(),
        (0, None) if to_check == 0 => said::home::TileNone.into(),
        (0, None) => said::home::TileCheck { count: to_check }.into(),
        (count, _) => said::home::TileNow { count }.into(),
    };
    Tile { href: part.href(), words: part.heading(), icon: part.icon(), says }
}
