//! Ten thousand random returns: what must be true of every one of them.

use super::damage::dice;
use super::*;
use crate::returns::ssda903::history::{EpisodeFact, Holds};
use chrono::{Days, NaiveDate};
use leaving_care_rules::{Law, Person, assess, assessment::Status, calendar::birthday};

/// For each of four properties; ten thousand in total.
const RUNS: u64 = 2_500;
const YEARS: std::ops::RangeInclusive<u16> = 2021..=2025;

fn year(start: u16) -> CollectionYear {
    CollectionYear::starting(start).unwrap()
}

fn days(many: usize) -> Days {
    Days::new(u64::try_from(many).unwrap())
}

pub(super) fn on(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

use super::super::year::CollectionYear;

/// One row of episodes as it really was.
#[derive(Clone, Debug)]
struct Row {
    start: NaiveDate,
    began: &'static str,
    status: &'static str,
    place: &'static str,
    end: Option<NaiveDate>,
    why: &'static str,
}

/// Kit, born between 2005 and 2010, and everything that happened up to 31 March 2026.
#[derive(Clone, Debug)]
struct Life {
    born: NaiveDate,
    rows: Vec<Row>,
    /// The birthday at which the table of care leavers says that Kit had been home for six months, true or not.
    home_at: Option<u8>,
}

fn pick<'w>(next: &mut impl FnMut(usize) -> usize, words: &[&'w str]) -> &'w str {
    words[next(words.len())]
}

fn life(next: &mut impl FnMut(usize) -> usize) -> Life {
    let born = on("2005-01-01") + days(next(2_000));
    let last = on("2026-03-31").min(birthday(born, 18));
    let mut day = birthday(born, 9) + days(next(3_000));
    let mut rows = Vec::new();
    'life: while day < last {
        let mut began = "S";
        for move_on in 0..=next(3) {
            if move_on > 0 {
                began = pick(next, &["P", "L", "B", "U", "T"]);
            }
            let end = day + days(1 + next(500));
            let (status, place) =
                (pick(next, &["C2", "V2", "C1", "V3", "J1"]), pick(next, &["U6", "K2", "P1", "R5", "T1"]));
            let ends = (end <= last).then_some(end);
            rows.push(Row { start: day, began, status, place, end: ends, why: "X1" });
            if ends.is_none() {
                break 'life;
            }
            day = end;
        }
        if let Some(row) = rows.last_mut() {
            row.why =
                pick(next, &["E4A", "E13", "E5", "E8", "E45", "E9", "E4B", "E3", "E11", "E41", "E15", "E16"]);
        }
        day = day + days(10 + next(500));
    }
    let home_at = [None, None, Some(17), Some(18)][next(4)];
    Life { born, rows, home_at }
}

/// The files for one year; `None` if Kit was not in care that year.
fn return_of(life: &Life, of: u16) -> Files {
    let (first, last) = (year(of).first_day(), year(of).last_day());
    let here: Vec<&Row> =
        life.rows.iter().filter(|row| row.start <= last && row.end.is_none_or(|end| end >= first)).collect();
    let mut header = HEADER.to_owned();
    if !here.is_empty() {
        header += &format!("7,F,{},WBRI,,,\n", life.born.format("%d/%m/%Y"));
    }
    let rows: String = here.iter().map(|row| line(row, last)).collect();
    let home = life.home_at.map(|age| birthday(life.born, age)).filter(|day| (first..=last).contains(day));
    let home = home.map_or(String::new(), |_| format!("7,{},RHOM,0,0\n", life.born.format("%d/%m/%Y")));
    vec![
        file(&format!("{}/header.csv", year(of)), &header),
        file(&format!("{}/episodes.csv", year(of)), &format!("{EPISODES}{rows}")),
        file(&format!("{}/oc3.csv", year(of)), &format!("{OC3}{home}")),
    ]
}

fn line(row: &Row, last: NaiveDate) -> String {
    let day = |day: NaiveDate| day.format("%d/%m/%Y").to_string();
    let (end, why) = match row.end {
        Some(end) if end <= last => (day(end), row.why),
        _ => (String::new(), ""),
    };
    format!("7,{},{},{},N1,{},PR1,{end},{why},,,,\n", day(row.start), row.began, row.status, row.place)
}

fn returns(life: &Life) -> Files {
    YEARS.flat_map(|of| return_of(life, of)).collect()
}

/// What is held.
#[derive(Default, Clone)]
pub(super) struct House {
    pub(super) held: Held,
}

impl House {
    pub(super) fn import(&mut self, files: &[(String, Vec<u8>)]) -> Plan {
        import(&mut self.held, files)
    }

    fn of(files: &[(String, Vec<u8>)]) -> Self {
        let mut house = Self::default();
        house.import(files);
        house
    }

    /// Kit's status on a day; `None` if Kit is not held.
    pub(super) fn status(&self, day: NaiveDate) -> Option<Status> {
        let person = self.held.people.get(&child("7"))?;
        let withheld = |what| person.open.values().any(|asked| asked.holds == Some(what));
        let born = person.born().filter(|_| !withheld(Holds::Birth));
        let mut document = Person { date_of_birth: born, episodes: Some(Vec::new()), ..Person::default() };
        for (key, fact) in &person.facts {
            match (key, fact) {
                (_, Fact::Episode(fact)) => {
                    document.episodes.as_mut().unwrap().push(super::statuses::episode(fact))
                }
                (FactKey::Event(kind, _), Fact::Event(fact)) => {
                    document.events.extend(super::statuses::event(*kind, fact));
                }
                _ => {}
            }
        }
        if withheld(Holds::Care) || document.episodes.as_ref().unwrap().is_empty() {
            document.episodes = None;
        }
        Some(assess(Law::england().unwrap(), &document, day).status)
    }

    fn episodes(&self) -> Vec<EpisodeFact> {
        let facts = self.held.people.values().flat_map(|person| person.facts.values());
        facts.filter_map(|fact| if let Fact::Episode(it) = fact { Some(*it) } else { None }).collect()
    }
}

const DAYS: [&str; 3] = ["2024-06-01", "2026-11-23", "2025-02-15"];

fn statuses(house: &House) -> Vec<Option<Status>> {
    DAYS.iter().map(|day| house.status(on(day))).collect()
}

/// Nobody is in two placements, or at home and in one, on the same day.
fn nobody_is_in_two_places(house: &House, seed: u64) {
    let mut stays: Vec<(NaiveDate, NaiveDate)> = house
        .episodes()
        .into_iter()
        .filter(|it| it.end != it.start)
        .map(|it| (it.start.unwrap(), it.end.unwrap_or(NaiveDate::MAX)))
        .collect();
    stays.sort();
    for pair in stays.windows(2) {
        assert!(pair[0].1 <= pair[1].0, "run {seed}: {pair:?}");
    }
    for (key, fact) in house.held.people.values().flat_map(|person| &person.facts) {
        let (FactKey::Event(EventKind::ReturnedHome, _), Fact::Event(home)) = (key, fact) else { continue };
        let end = home.end.unwrap_or(NaiveDate::MAX);
        let clash = stays.iter().find(|(from, until)| *from < end && home.start < *until);
        assert!(clash.is_none(), "run {seed}: home from {} and in care {clash:?}", home.start);
    }
}

#[test]
fn kits_years_in_any_order_in_halves_or_twice_give_the_same_result_as_at_once() {
    for seed in 1..=RUNS {
        let mut next = dice(seed * 7_919);
        let life = life(&mut next);
        let whole = House::of(&returns(&life));
        let mut years: Vec<u16> = YEARS.collect();
        for at in (1..years.len()).rev() {
            years.swap(at, next(at + 1));
        }
        let mut steps = House::default();
        let halves = 1 + next(4);
        for some in years.chunks(halves) {
            let files: Files = some.iter().flat_map(|of| return_of(&life, *of)).collect();
            steps.import(&files);
            if next(4) == 0 {
                assert!(steps.import(&files).is_empty(), "run {seed}: the second time changes nothing");
            }
        }
        assert_eq!(outcome(&whole.held), outcome(&steps.held), "run {seed}");
        assert_eq!(statuses(&whole), statuses(&steps), "run {seed}");
        nobody_is_in_two_places(&whole, seed);
    }
}

/// A draft of a year: rows moved, lost, invented, left open, or for somebody born on another day.
fn draft(life: &Life, next: &mut impl FnMut(usize) -> usize) -> Life {
    let mut draft = life.clone();
    for _ in 0..=next(3) {
        let Some(at) = (!draft.rows.is_empty()).then(|| next(draft.rows.len())) else { break };
        match next(6) {
            0 => _ = draft.rows.remove(at),
            1 => draft.rows[at].start = draft.rows[at].start + days(1 + next(20)),
            2 => draft.rows[at].end = None,
            3 => draft.rows[at].why = pick(next, &["E4A", "X1", "E5"]),
            4 => {
                let mut extra = draft.rows[at].clone();
                extra.start = extra.start + days(1 + next(200));
                draft.rows.insert(at, extra);
            }
            _ => draft.born = draft.born - days(1 + next(400)),
        }
    }
    let mut seen = BTreeSet::new();
    draft.rows.retain(|row| row.end.is_none_or(|end| end >= row.start) && seen.insert(row.start));
    draft
}

#[test]
fn a_draft_of_kits_year_followed_by_the_final_one_gives_the_final_one_or_asks() {
    for seed in 1..=RUNS {
        let mut next = dice(seed * 104_729);
        let life = life(&mut next);
        let draft = draft(&life, &mut next);
        let drafted = *YEARS.start() + u16::try_from(next(5)).unwrap();
        let whole = House::of(&returns(&life));
        let mut steps = House::default();
        let others: Files = YEARS.filter(|of| *of != drafted).flat_map(|of| return_of(&life, of)).collect();
        steps.import(&others);
        steps.import(&return_of(&draft, drafted));
        nobody_is_in_two_places(&steps, seed);
        steps.import(&return_of(&life, drafted));
        nobody_is_in_two_places(&steps, seed);
        for (once, after) in statuses(&whole).into_iter().zip(statuses(&steps)) {
            // Somebody who was only in the draft stays, and is asked about.
            let asks = after == Some(Status::NeedsInformation);
            assert!(once == after || asks, "run {seed}: {once:?} at once, {after:?} after a draft");
        }
    }
}

#[test]
fn an_unreadable_row_of_kits_never_leaves_a_firm_answer_it_could_change() {
    for seed in 1..=RUNS {
        let mut next = dice(seed * 15_485_863);
        let life = life(&mut next);
        let files = returns(&life);
        let whole = House::of(&files);
        let mut damaged = files.clone();
        let at = next(damaged.len());
        let text = String::from_utf8(damaged[at].1.clone()).unwrap();
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        if lines.len() < 2 {
            continue;
        }
        let which = 1 + next(lines.len() - 1);
        let cell = match damaged[at].0.rsplit_once('/').map(|(_, table)| table) {
            Some("header.csv") => 2,
            Some("oc3.csv") => 1 + next(2),
            _ => [1, 3, 5, 7, 8][next(5)],
        };
        let mut cells: Vec<&str> = lines[which].split(',').collect();
        cells[cell] = "??";
        lines[which] = cells.join(",");
        damaged[at].1 = lines.join("\n").into_bytes();
        for (once, after) in statuses(&whole).into_iter().zip(statuses(&House::of(&damaged))) {
            let waits = matches!(after, Some(Status::NeedsInformation) | None);
            assert!(once == after || waits, "run {seed}: {once:?} with the row, {after:?} without");
        }
    }
}

#[test]
fn what_kits_returns_leave_open_is_never_answered_wrongly() {
    for seed in 1..=RUNS {
        let mut next = dice(seed * 32_452_843);
        // Kit's time at home is asked about for itself, and says nothing of a row that is missing.
        let life = Life { home_at: None, ..life(&mut next) };
        let truth = House::of(&returns(&life));
        let mut told = life.clone();
        let Some(at) = (!told.rows.is_empty()).then(|| next(told.rows.len())) else { continue };
        // The end of a row is never reported, or the row after a move is missing.
        if next(2) == 0 {
            told.rows[at].end = None;
        } else {
            told.rows.remove(at);
        }
        let shown = House::of(&returns(&told));
        nobody_is_in_two_places(&shown, seed);
        // What another council did says nothing of a row that is missing here.
        let of_a_row = |key: &String| !key.starts_with("elsewhere");
        let asks = shown.held.people.values().any(|person| person.open.keys().any(of_a_row));
        for (day, (truly, says)) in DAYS.iter().zip(statuses(&truth).into_iter().zip(statuses(&shown))) {
            let waits = matches!(says, Some(Status::NeedsInformation) | None);
            // Where the whole of it asks too, no answer is the true one.
            let waits = waits || truly == Some(Status::NeedsInformation);
            assert!(
                truly == says || waits || !asks,
                "run {seed} on {day}: {truly:?} in truth, {says:?} told; {told:?}"
            );
        }
    }
}

#[test]
fn a_date_of_birth_that_changed_is_asked_about_whatever_the_order_and_the_table() {
    for seed in 1..=200 {
        let mut next = dice(seed * 49_979_687);
        let life = life(&mut next);
        let mut later = life.clone();
        later.born = later.born - Days::new(365);
        let mut both = return_of(&life, 2023);
        both.extend(return_of(&later, 2024));
        if both
            .iter()
            .filter(|(name, bytes)| name.ends_with("header.csv") && bytes.len() > HEADER.len())
            .count()
            < 2
        {
            continue;
        }
        let mut reversed = House::default();
        reversed.import(&return_of(&later, 2024));
        reversed.import(&return_of(&life, 2023));
        for house in [House::of(&both), reversed] {
            assert!(statuses(&house).iter().all(|it| *it == Some(Status::NeedsInformation)), "run {seed}");
            assert!(house.held.people[&child("7")].open.keys().any(|key| key.starts_with("birth ")));
        }
    }
}
