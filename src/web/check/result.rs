//! What somebody can get, as far as they told: the signed-in page's own things, by need, and what to say to whom.

use chrono::NaiveDate;
use leaving_care_rules::{
    Law, Messages,
    assessment::{OwedBy, Status},
    entitlement::outcome::{Kind, Per},
    explain::Line,
    find_out::{self, Next, Place, Question, Reply, Told, open_questions},
    person::Homeless,
    plain_reasons,
};
use onward_domain::{
    asked::AllTold, care::Facts, money::Pence, shown::Shown, standing::standings, whose::Whose,
};
use serde::Serialize;
use std::{collections::BTreeSet, sync::Arc};

use super::question::{SaidRow, asks, rows, when_words};
use crate::{
    usecases::{worked::Worked, young_person::see_own_pages::Own},
    web::{
        view::Page,
        words::{Say, says::check as said},
        young_person::{
            called::Called,
            thing::{Part, State, StateShown, Thing, number, questions, things},
        },
    },
};

/// What was worked out, beside the threads that answer requests.
pub struct Found {
    pub told: Told,
    own: Own,
    /// Why, for each thing; only what holds at both ends of every day that is known roughly.
    reasons: Vec<Vec<String>>,
    tried: Vec<Question>,
    open: Vec<Next>,
}

impl Found {
    /// What the law says of what was told.
    pub fn of(law: &'static Law, told: Told, today: NaiveDate) -> Self {
        let found = find_out::answer(law, &told, today);
        let facts = Facts::default();
        let reasons = |person| {
            let lines =
                Messages::english().map(|messages| plain_reasons(law, messages, person, today).entitlements);
            lines.unwrap_or_default()
        };
        let (first, last) = (reasons(&found.person), reasons(&found.last));
        let both = first.iter().zip(&last).map(|(first, last)| {
            let holds = |line: &&Line| last.iter().any(|other| other.text == line.text);
            first.iter().filter(holds).filter(|line| is_reason(line)).map(|line| line.text.clone()).collect()
        });
        Self {
            reasons: both.collect(),
            tried: found.tried,
            open: open_questions(law, &told, today),
            own: Own {
                whose: Whose::of(law, &found.assessment, &facts),
                years_wanted: Vec::new(),
                answered: BTreeSet::new(),
                said: Arc::default(),
                known_as: String::new(),
                worked: Arc::new(Worked {
                    told: AllTold::default(),
                    today,
                    facts: found.person,
                    standings: standings(law, &found.assessment, &facts, &Shown::default()),
                    before_giving: found.assessment.clone(),
                    overrides: Vec::new(),
                    without_overrides: None,
                    assessment: found.assessment,
                }),
                steps: Vec::new(),
                adviser: None,
                next_contact: None,
                review_due: None,
                opened_from_outside: None,
            },
            told,
        }
    }
}

/// A sentence of the person's own, not the answer itself nor a question.
fn is_reason(line: &Line) -> bool {
    // Their age they know, and what they had of it nobody has asked.
    let plain = ["reason.age", "reason.paid"].iter().any(|start| line.key.starts_with(start));
    !plain
        && !matches!(line.key.split_once('.'), Some(("answer", _)) | None)
        && !line.key.ends_with(".asks")
        && !line.key.ends_with(".unknown")
}

/// The answer, what to do first, everything by need, what would settle the rest, and what to say.
#[derive(Debug, Clone, Serialize)]
pub struct ResultPage<'a> {
    heading: Say,
    once: Option<Pence>,
    week: Option<Pence>,
    now: i64,
    waits: i64,
    tonight: bool,
    doors: Vec<Door<'a>>,
    first: Vec<First<'a>>,
    needs: Vec<NeedShown<'a>>,
    rest: Vec<Rest>,
    owed: Say,
    speak: Vec<Say>,
    called: Called,
    said: Vec<SaidRow>,
    /// Said where a day was known only roughly.
    tried: Option<Say>,
    sealed: String,
    worked_out: NaiveDate,
}

impl Page for ResultPage<'_> {
    const TEMPLATE: &'static str = "public/check_result.html";
}

/// What the law gives to everybody, or may: a roof, food, an advocate, papers. Safety is *Help now*.
#[derive(Debug, Clone, Serialize)]
struct Door<'a> {
    words: Say,
    rows: Vec<Row<'a>>,
}

#[derive(Debug, Clone, Serialize)]
struct First<'a> {
    state: &'static str,
    name: &'a str,
    sum: Option<Say>,
    ask: &'a str,
    why: Vec<&'a str>,
}

#[derive(Debug, Clone, Serialize)]
struct NeedShown<'a> {
    words: Say,
    rows: Vec<Row<'a>>,
}

#[derive(Debug, Clone, Serialize)]
struct Row<'a> {
    name: &'a str,
    sum: Option<Say>,
    state: StateShown,
    meaning: &'a str,
    until: Option<NaiveDate>,
    why: Vec<&'a str>,
    questions: Vec<Say>,
    ask: &'a str,
}

/// A question that was not asked yet, and what hangs on it.
#[derive(Debug, Clone, Serialize)]
struct Rest {
    asks: Say,
    settles: Say,
}

/// How many lines of why stand beside one thing.
const WHY: usize = 2;
/// How many things to do first.
const FIRST: usize = 3;
/// How many things something has to be to be a lot.
const LOTS: i64 = 12;

impl<'a> ResultPage<'a> {
    /// The page of what was found.
    pub fn of(law: &'a Law, found: &'a Found, sealed: String) -> Self {
        let things = things(law, &found.own);
        let now: Vec<&Thing<'a>> = things.iter().filter(|thing| thing.state == State::Now).collect();
        let status = found.own.assessment.status;
        let (once, week) = sums(&now);
        let tonight = found.told.reply(Question::Homeless) == Some(Reply::Safe(Homeless::Yes));
        let count = number(now.len());
        let to_all = matches!(status, Status::None | Status::NeedsInformation) || tonight;
        let doors = if to_all { doors(&things) } else { Vec::new() };
        let waits = things.iter().filter(|thing| thing.state == State::Check).count();
        Self {
            heading: match status {
                Status::None => said::result::Open.into(),
                Status::NeedsInformation => said::result::Unknown.into(),
                _ if count >= LOTS => said::result::Lots.into(),
                _ => said::result::Some.into(),
            },
            once: (once.0 > 0).then_some(once),
            week: (week.0 > 0).then_some(week),
            now: count,
            waits: number(waits),
            tonight,
            // Behind an open door nothing else comes first.
            first: if doors.is_empty() { first(&now, found) } else { Vec::new() },
            doors,
            needs: Part::ALL
                .map(|part| need(part, &things, found))
                .into_iter()
                .filter(|need| !need.rows.is_empty())
                .collect(),
            rest: found.open.iter().map(rest).collect(),
            owed: owed(found),
            speak: speak(&now, found, tonight),
            called: status.into(),
            said: rows(&found.told),
            tried: tried(found),
            sealed,
            worked_out: found.own.today,
        }
    }
}

/// What is paid once, and what comes each week, of what is theirs now.
fn sums(now: &[&Thing<'_>]) -> (Pence, Pence) {
    let (mut once, mut week) = (0, 0);
    for thing in now {
        let pence = thing.answer.amount_pence.unwrap_or_default();
        match thing.entry.money.as_ref().map(|money| money.per) {
            Some(Per::Week) => week += pence,
            Some(Per::Month) => week += pence * 12 / 52,
            Some(Per::Once | Per::Year) => once += pence,
            None => {}
        }
    }
    (Pence(once), Pence(week))
}

fn reasons<'a>(thing: &Thing<'_>, found: &'a Found) -> Vec<&'a str> {
    let lines = found.reasons.get(thing.which.place());
    lines.into_iter().flatten().take(WHY).map(String::as_str).collect()
}

/// The largest sums first; where there are fewer, what the council must do.
fn first<'a>(now: &[&Thing<'a>], found: &'a Found) -> Vec<First<'a>> {
    let mut ordered: Vec<&&Thing<'a>> = now.iter().collect();
    ordered.sort_by_key(|thing| {
        std::cmp::Reverse((thing.answer.amount_pence.unwrap_or_default(), thing.answer.kind == Kind::Duty))
    });
    ordered
        .into_iter()
        .take(FIRST)
        .enumerate()
        .map(|(place, thing)| First {
            state: if place == 0 { "now" } else { "next" },
            name: &thing.entry.name,
            sum: thing.sum(),
            ask: thing.entry.how_to_ask(thing.answer),
            why: reasons(thing, found),
        })
        .collect()
}

fn need<'a>(part: Part, things: &[Thing<'a>], found: &'a Found) -> NeedShown<'a> {
    let of = |state| things.iter().filter(move |thing| thing.part() == part && thing.state == state);
    let shown = [State::Now, State::Ask, State::From, State::Check].into_iter().flat_map(of);
    NeedShown { words: part.heading(), rows: shown.map(|thing| row(thing, found)).collect() }
}

fn row<'a>(thing: &Thing<'a>, found: &'a Found) -> Row<'a> {
    let open = thing.state == State::Check;
    Row {
        until: thing.until(None).map(|(until, _)| until),
        why: if open { Vec::new() } else { reasons(thing, found) },
        questions: if open { questions(&thing.answer.needs) } else { Vec::new() },
        ..plain(thing)
    }
}

/// The doors of the law that are never shut, by the entries that stand behind them.
const DOORS: [&[&str]; 4] = [
    &["somewhere_tonight", "accommodation_and_maintenance_u18", "priority_need", "homeless_help"],
    &["crisis_payment", "exceptional_hardship"],
    &["independent_advocacy", "complaint"],
    &["immigration_fee_help", "asylum_renewal", "eu_settled_status"],
];

fn doors<'a>(things: &[Thing<'a>]) -> Vec<Door<'a>> {
    let words: [Say; 4] = [
        said::door::Roof.into(),
        said::door::Food.into(),
        said::door::Advocate.into(),
        said::door::Papers.into(),
    ];
    let open = |id: &&str| {
        let is_open = |thing: &&Thing<'_>| matches!(thing.state, State::Now | State::Ask | State::Check);
        things.iter().find(|thing| thing.entry.id == **id).filter(is_open)
    };
    words
        .into_iter()
        .zip(DOORS)
        .map(|(words, ids)| Door { words, rows: ids.iter().filter_map(open).map(plain).collect() })
        .filter(|door| !door.rows.is_empty())
        .collect()
}

fn plain<'a>(thing: &Thing<'a>) -> Row<'a> {
    Row {
        name: &thing.entry.name,
        sum: thing.sum(),
        state: thing.shown(),
        meaning: &thing.entry.meaning,
        until: None,
        why: Vec::new(),
        questions: Vec::new(),
        ask: thing.entry.how_to_ask(thing.answer),
    }
}

fn rest(next: &Next) -> Rest {
    let count = number(next.things);
    Rest {
        asks: asks(next.question),
        settles: match next.pence {
            Some(pence) => said::result::SettlesSum { count, sum: Pence(pence) }.into(),
            None => said::result::Settles { count }.into(),
        },
    }
}

/// Who must help.
fn owed(found: &Found) -> Say {
    use said::owed as word;
    let place = match found.told.reply(Question::Where) {
        Some(Reply::In(place)) => Some(place),
        _ => None,
    };
    match (found.own.assessment.owed_by, place) {
        (_, Some(Place::Wales)) => word::Wales.into(),
        (_, Some(Place::Scotland)) => word::Scotland.into(),
        (_, Some(Place::NorthernIreland)) => word::NorthernIreland.into(),
        (_, Some(Place::Abroad)) => word::Abroad.into(),
        (Some(OwedBy::Authority), _) => word::Last.into(),
        (Some(OwedBy::Area), _) => word::Area.into(),
        (_, Some(Place::Never)) => word::Anyone.into(),
        _ => word::Perhaps.into(),
    }
}

/// Words to read out or show: only what was told, and what is theirs now.
fn speak(now: &[&Thing<'_>], found: &Found, tonight: bool) -> Vec<Say> {
    use said::speak as word;
    let told = &found.told;
    let mut lines: Vec<Say> = Vec::new();
    if tonight {
        lines.push(word::Tonight.into());
    }
    let last = told.times().checked_sub(1);
    let from = when_words(told.when(Question::CareStart(0)));
    let until = last.and_then(|last| when_words(told.when(Question::CareEnd(last))));
    let goes_on = last.is_some_and(|last| told.reply(Question::CareEnd(last)) == Some(Reply::Still));
    match (from, until, last) {
        (Some(from), Some(until), _) => lines.push(word::Care { from, until }.into()),
        (Some(from), None, _) if goes_on => lines.push(word::CareNow { from }.into()),
        (_, _, Some(_)) => lines.push(word::CareOnce.into()),
        _ => {}
    }
    if let Some(word) = Called::from(found.own.assessment.status).word {
        lines.push(said::speak::Word { word }.into());
    }
    let mut money: Vec<&&Thing<'_>> =
        now.iter().filter(|thing| thing.answer.amount_pence.is_some()).collect();
    money.sort_by_key(|thing| std::cmp::Reverse(thing.answer.amount_pence));
    let things: Vec<Say> = money.iter().take(FIRST).map(|thing| Say::words(&thing.entry.name)).collect();
    if !things.is_empty() {
        lines.push(word::Want { things }.into());
    }
    if told.iter().any(|(_, reply)| reply == Reply::DontKnow) && last.is_some() {
        lines.push(word::Look.into());
    }
    lines.push(word::Write.into());
    lines
}

fn tried(found: &Found) -> Option<Say> {
    let roughly = |question: &Question| when_words(found.told.when(*question)).is_some();
    found.tried.iter().any(roughly).then(|| said::tried::Day.into())
}
