//! What has happened in the last year, invented but the same each time: contacts, plans, notes, requests.

use chrono::{Datelike, Days, NaiveDate};
use onward_domain::{
    contact::{ContactKind, ContactNote},
    entitlement::EntitlementAct,
    living::{ActivityNote, HomeNote},
    office,
    plan::{PlanArea, StepStatus, StepText},
    rectification::Said,
};

/// A number from a text, the same on every machine: picks among possibilities without randomness.
#[must_use]
pub fn pick(about: &str, of: u64) -> u64 {
    let mixed = about
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    (mixed ^ (mixed >> 29)) % of.max(1)
}

fn choose<T: Copy>(about: &str, among: &[T]) -> Option<T> {
    let size = u64::try_from(among.len()).ok()?;
    among.get(usize::try_from(pick(about, size)).ok()?).copied()
}

/// This many days before the day.
#[must_use]
pub fn before(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_sub_days(Days::new(days)).unwrap_or(day)
}

/// This many days after the day.
#[must_use]
pub fn after(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_add_days(Days::new(days)).unwrap_or(day)
}

const AT_HOME: [&str; 6] = [
    "We met at home and looked at the heating and the letting papers. Nothing is broken.",
    "Home visit. Talked about sleep, money until pay day and the bus pass.",
    "Visited. The flat is warm and tidy. We filled in the council tax form together.",
    "We cooked, and went through the plan step by step. Two steps are done.",
    "Home visit. Worried about the shared kitchen; I will call the landlord.",
    "We met at home. College is going well, the new timetable fits the job.",
];
const ELSEWHERE: [&str; 4] = [
    "We met at the library and looked at courses for January.",
    "Met for a walk along the river. Feeling better than in the summer.",
    "We met at the town hall and sorted out the birth certificate.",
    "Met at college with the tutor. Attendance is good, maths needs help.",
];
const CALLS: [&str; 4] = [
    "Called. All well, will text when the shift plan is out.",
    "Called about the rent letter. It was a mistake and is settled.",
    "Short call. Asked for help with a dentist.",
    "Called back. We will go to the bank together.",
];

/// Visits and calls in the last year, newest first. One in six people has not been seen for more than eight weeks.
#[must_use]
pub fn contacts(child: &str, today: NaiveDate) -> Vec<ContactNote> {
    let late = pick(&format!("late {child}"), 6) == 0;
    let last_seen =
        if late { 63 + pick(&format!("since {child}"), 30) } else { 4 + pick(&format!("since {child}"), 44) };
    (0..7)
        .map(|time| {
            let about = format!("contact {child} {time}");
            let happened_on = worked_before(before(today, last_seen + time * 45 + pick(&about, 6)));
            let (kind, said) = match (time, pick(&about, 4)) {
                (0, _) | (_, 0 | 1) => (ContactKind::VisitAtHome, choose(&about, &AT_HOME)),
                (_, 2) => (ContactKind::VisitElsewhere, choose(&about, &ELSEWHERE)),
                _ => (ContactKind::Call, choose(&about, &CALLS)),
            };
            let next_on = (time == 0).then(|| on_a_working_day(after(happened_on, 56)));
            ContactNote {
                summary: said.unwrap_or_default().to_owned(),
                next_on,
                ..ContactNote::new(kind, happened_on)
            }
        })
        .collect()
}

const HOMES: [(&str, bool); 6] =
    [("U", true), ("U", false), ("D", true), ("E", true), ("Z", true), ("B", true)];
const ACTIVITIES: [&str; 6] = ["F2", "F5", "P5", "F4", "G5", "P2"];

/// Where somebody who has left care lives, as noted at a visit; of one in six nothing is recorded.
#[must_use]
pub fn home(child: &str, today: NaiveDate) -> Option<HomeNote> {
    let about = format!("home {child}");
    let (kind, suitable) = choose(&about, &HOMES)?;
    (pick(&format!("known {about}"), 6) != 0).then(|| HomeNote {
        kind: kind.to_owned(),
        suitable: Some(suitable),
        from: Some(before(today, 60 + pick(&about, 300))),
        why: (!suitable).then(|| "Damp in the bedroom; the landlord has been told twice.".to_owned()),
        ..HomeNote::default()
    })
}

/// Leila’s home: nobody but she and Priya may know where it is.
#[must_use]
pub fn protected_home(child: &str, today: NaiveDate) -> Option<HomeNote> {
    (child == "860650").then(|| HomeNote {
        kind: "U".to_owned(),
        suitable: Some(true),
        from: Some(before(today, 120)),
        address: Some("Flat 3, 14 Ferry Road, Norton".to_owned()),
        ..HomeNote::default()
    })
}

/// What they do; of one in six nothing is recorded.
#[must_use]
pub fn activity(child: &str, today: NaiveDate) -> Option<ActivityNote> {
    let about = format!("activity {child}");
    let kind = choose(&about, &ACTIVITIES)?.to_owned();
    let from = Some(before(today, 30 + pick(&about, 300)));
    (pick(&format!("known {about}"), 6) != 0).then(|| ActivityNote { kind, from, ..ActivityNote::default() })
}

/// The day itself, or the first day after it on which people meet: a working day, and not between Christmas and the new
/// year.
fn on_a_working_day(day: NaiveDate) -> NaiveDate {
    day.iter_days().find(|day| meets_on(*day)).unwrap_or(day)
}

/// The day itself, or the last such day before it.
#[must_use]
pub fn worked_before(day: NaiveDate) -> NaiveDate {
    day.iter_days().rev().take(14).find(|day| meets_on(*day)).unwrap_or(day)
}

fn meets_on(day: NaiveDate) -> bool {
    office::working_day(day) && !(day.month() == 12 && day.day() >= 24)
}

/// A plan as agreed: when, in whose words, and its steps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// When it was agreed; a third of them are more than six months old and due for review.
    pub agreed_on: NaiveDate,
    /// The young person's own words.
    pub own_words: &'static str,
    pub steps: Vec<StepText>,
}

const OWN_WORDS: [&str; 6] = [
    "I want my own place and I want to finish college first.",
    "I want to see my brother more.",
    "I am fine on my own but money runs out at the end of the month.",
    "I want a job with animals.",
    "I don't want to tell my story again to somebody new.",
    "I want to learn to drive.",
];
/// A step in three wordings; the first of each is that of the people in pictures.
type Steps = (PlanArea, [(&'static str, &'static str); 3]);

const STEPS: [Steps; 12] = [
    (
        PlanArea::Home,
        [
            ("Look at two flats near college", "Me and my adviser"),
            ("Visit the shared house in Mill Street", "Me and my adviser"),
            ("Write down what I need from a home", "Me"),
        ],
    ),
    (
        PlanArea::Home,
        [
            ("Send the form for the housing register", "My adviser"),
            ("Ask the landlord about the boiler", "My adviser"),
            ("Read my tenancy with somebody", "Me and my adviser"),
        ],
    ),
    (
        PlanArea::Work,
        [
            ("Visit the open day of the college", "Me"),
            ("Try a day at the garage", "Me"),
            ("Write a CV", "Me and my adviser"),
        ],
    ),
    (
        PlanArea::Work,
        [
            ("Ask the tutor for extra maths", "Me"),
            ("Ask for a mentor at work", "My adviser"),
            ("Find a course that starts in January", "Me"),
        ],
    ),
    (
        PlanArea::Money,
        [
            ("Open a savings account", "Me and my adviser"),
            ("Keep a list of what I spend for a month", "Me"),
            ("Sort out the phone contract", "Me and my adviser"),
        ],
    ),
    (
        PlanArea::Money,
        [
            ("Ask for the money for my first home", "My adviser"),
            ("Ask about help with the bus pass", "My adviser"),
            ("Check that my benefit is right", "My adviser"),
        ],
    ),
    (
        PlanArea::Health,
        [
            ("Book the dentist", "Me"),
            ("Choose a doctor near my new home", "Me"),
            ("Ask about somebody to talk to", "My adviser"),
        ],
    ),
    (
        PlanArea::People,
        [
            ("Visit my grandmother once a month", "Me"),
            ("Phone my sister on Sundays", "Me"),
            ("Find my old foster carers", "My adviser"),
        ],
    ),
    (
        PlanArea::Identity,
        [
            ("Get my birth certificate", "My adviser"),
            ("Ask for my file", "Me and my adviser"),
            ("Go to the group on Fridays", "Me"),
        ],
    ),
    (
        PlanArea::Skills,
        [
            ("Cook three meals that I like", "Me"),
            ("Learn to use the washing machine", "Me"),
            ("Read a bill with somebody", "Me and my adviser"),
        ],
    ),
    (
        PlanArea::Safety,
        [
            ("Save the night number in my phone", "Me"),
            ("Change who can see where I am", "Me"),
            ("Agree a word for when I need to be picked up", "Me and my adviser"),
        ],
    ),
    (
        PlanArea::Support,
        [
            ("Agree who answers when my adviser is away", "My adviser"),
            ("Meet my adviser every second week", "Me and my adviser"),
            ("Bring a friend to the next meeting", "Me"),
        ],
    ),
];

/// What stands in place of a home of one's own while somebody is in care.
const IN_CARE: [(&str, &str); 3] = [
    ("Talk about where I live at 18", "Me and my adviser"),
    ("Ask my carers if I can stay", "Me and my adviser"),
    ("Find out what a first home costs", "Me"),
];

fn step(
    child: &str,
    in_care: bool,
    number: u64,
    start: u64,
) -> Option<(PlanArea, &'static str, &'static str)> {
    let (area, wordings) = STEPS.get(usize::try_from((start + number * 5) % 12).ok()?)?;
    let pictured = ["313752", "008242"].contains(&child);
    let wording = if pictured { 0 } else { pick(&format!("wording {child} {number}"), 3) };
    let wording = usize::try_from(wording).ok()?;
    let (what, who) = wordings.get(wording)?;
    let of_a_home = *area == PlanArea::Home || what.contains("first home");
    let (what, who) = if in_care && of_a_home { IN_CARE.get(wording)? } else { &(*what, *who) };
    Some((*area, *what, *who))
}

/// What was agreed for a part of a plan, to the young person, and what happens where it goes wrong.
#[must_use]
pub const fn agreed(area: PlanArea) -> (&'static str, Option<&'static str>) {
    match area {
        PlanArea::Support => ("You know who answers when I am away, and you have the night number.", None),
        PlanArea::Home => (
            "You want a place of your own, near where you study or work. We look together, and I come to the first visit.",
            Some("You stay where you are until the next place is ready."),
        ),
        PlanArea::Work => (
            "You know what you want to learn. I speak with the college about a place and about what it costs.",
            Some("We look for a later start, and you keep your bus pass."),
        ),
        PlanArea::Money => (
            "You keep track of what you have each week. I ask for what you can get and have not had.",
            Some("You call me before the money is gone. There is help for that."),
        ),
        PlanArea::Health => ("You have a doctor and want a dentist near you. I can come along.", None),
        PlanArea::People => ("You see the people you want to see. I help with the fare.", None),
        PlanArea::Identity => ("You want your own papers in your own hands. I pay the fee.", None),
        PlanArea::Skills => ("You cook and wash by yourself. You want to learn how bills work.", None),
        PlanArea::Safety => ("You have the night number and somebody to call.", None),
        PlanArea::Immigration => ("Your lawyer sends the form. I come to the appointment.", None),
    }
}

/// What to do if a step doesn't work.
fn otherwise(area: PlanArea) -> Option<String> {
    let words = match area {
        PlanArea::Home => "We ask the housing team for two more places",
        PlanArea::Work => "We ask again in January",
        PlanArea::Money => "I go to the bank with you",
        _ => return None,
    };
    Some(words.to_owned())
}

/// A person's last plan.
#[must_use]
pub fn plan(child: &str, in_care: bool, today: NaiveDate) -> Planned {
    let agreed_on = worked_before(before(today, 20 + pick(&format!("agreed {child}"), 240)));
    let start = pick(&format!("steps {child}"), 12);
    let steps = (0..4 + pick(child, 3))
        .filter_map(|number| {
            let (area, what, who) = step(child, in_care, number, start)?;
            let about = format!("step {child} {number}");
            let status = match pick(&about, 5) {
                0 | 1 => StepStatus::Done,
                2 => StepStatus::Stuck,
                _ => StepStatus::ToDo,
            };
            let due_on = (pick(&about, 7) != 0).then(|| {
                let days = 30 + 25 * number + pick(&format!("due {child} {number}"), 9);
                on_a_working_day(after(agreed_on, days))
            });
            Some(StepText {
                area,
                what: what.to_owned(),
                who: who.to_owned(),
                due_on,
                status,
                otherwise: otherwise(area),
            })
        })
        .collect();
    Planned { agreed_on, own_words: choose(child, &OWN_WORDS).unwrap_or_default(), steps }
}

/// The two plans before, of one in six of those who have no account: the first step that is open now was open in both, and of
/// half of them nobody is named any more.
pub fn stood_twice(child: &str, account: bool, now: &mut Planned) -> Vec<Planned> {
    if account || pick(&format!("stood twice {child}"), 6) != 0 {
        return Vec::new();
    }
    let Some(step) = now.steps.iter_mut().find(|step| step.status.is_open()) else { return Vec::new() };
    let stood = StepText { due_on: None, status: StepStatus::ToDo, ..step.clone() };
    if pick(&format!("nobody {child}"), 2) == 0 {
        step.who.clear();
    }
    [340, 170]
        .map(|days| Planned {
            agreed_on: worked_before(before(now.agreed_on, days)),
            own_words: "I want a place where I can stay.",
            steps: vec![stood.clone()],
        })
        .into()
}

/// The plan before, of the people who appear in pictures and tests: what has changed since can be seen.
#[must_use]
pub fn plan_before(child: &str, now: &Planned) -> Option<Planned> {
    if !["313752", "008242"].contains(&child) {
        return None;
    }
    let agreed_on = before(now.agreed_on, 170);
    let kept = now.steps.iter().skip(1).map(|step| StepText { status: StepStatus::ToDo, ..step.clone() });
    let done = StepText {
        area: PlanArea::Skills,
        what: "Learn the bus times".to_owned(),
        who: "Me".to_owned(),
        due_on: Some(after(agreed_on, 40)),
        status: StepStatus::Done,
        otherwise: None,
    };
    let own_words = "I want to know what happens when I turn 18.";
    Some(Planned { agreed_on, own_words, steps: kept.chain([done]).collect() })
}

const NOTES: [&str; 6] = [
    "Prefers a text before a call.",
    "Likes to meet in the afternoon; college in the mornings.",
    "Asked us not to call while at work.",
    "Would like the same adviser as long as possible.",
    "Reads letters slowly; go through them together.",
    "Best reached through the key worker at weekends.",
];

/// What an adviser wrote. Its last sentence is in no other record, and shows if this one leaks.
#[must_use]
pub fn note(child: &str) -> String {
    format!("{} {}", choose(&format!("note {child}"), &NOTES).unwrap_or_default(), marker(child))
}

/// What stands in this person's note and in no other.
#[must_use]
pub fn marker(child: &str) -> String {
    format!("The paper file is number {child}-N.")
}

/// How far one entitlement for one person has come, and how many days ago each step was.
#[must_use]
pub fn progress(child: &str, entitlement: &str) -> Vec<(EntitlementAct, u64)> {
    use EntitlementAct::{Agreed, Asked, Declined, Done, Paid, Refused, Told};
    if let Some(told) = personas(child, entitlement) {
        return told;
    }
    // Nobody waits for help in an emergency, and it is seldom asked for.
    if ["exceptional_hardship", "crisis_payment", "somewhere_tonight"].contains(&entitlement) {
        let ago = 12 + pick(&format!("ago {entitlement} of {child}"), 200);
        let asked = pick(&format!("emergency {entitlement} of {child}"), 9) == 0;
        return if asked { vec![(Asked, ago), (Paid, ago), (Done, ago)] } else { vec![(Told, ago)] };
    }
    let about = format!("{entitlement} of {child}");
    let ago = 12 + pick(&format!("ago {about}"), 120);
    match pick(&about, 100) {
        0..=57 => vec![(Told, ago + 40), (Asked, ago + 25), (Agreed, ago + 10), (Paid, ago)],
        58..=69 => vec![(Told, ago)],
        70..=77 => vec![(Told, ago + 15), (Asked, 2 + ago % 9)],
        78..=81 => vec![(Told, ago + 30), (Asked, ago + 20), (Agreed, 2 + ago % 9)],
        82..=84 => vec![(Told, ago + 30), (Asked, ago + 20), (Refused, ago)],
        85..=88 => vec![(Told, ago + 5), (Declined, ago)],
        _ => Vec::new(),
    }
}

/// What is told about the people who appear in pictures and tests.
fn personas(child: &str, entitlement: &str) -> Option<Vec<(EntitlementAct, u64)>> {
    use EntitlementAct::{Agreed, Asked, Deciding, NoProposed, Refused, Told};
    match (child, entitlement) {
        // Jay, 19: knows about the money for his first home and has not asked yet.
        ("313752", "setting_up_home_allowance") => Some(vec![(Told, 96)]),
        // A no with its reason, and a yes that is on its way.
        ("313752", "driving_help") => Some(vec![(Told, 60), (Asked, 19), (Deciding, 17), (Refused, 6)]),
        ("313752", "identity_documents") => Some(vec![(Told, 60), (Asked, 12), (Agreed, 4)]),
        // Amara, 19: has asked, and waits for us.
        ("008242", "setting_up_home_allowance") => Some(vec![(Told, 60), (Asked, 5), (Deciding, 4)]),
        // Esther asked for lessons. Her adviser would say no, and a manager has to look first.
        ("273559", "driving_help") => Some(vec![(Told, 60), (Asked, 5), (Deciding, 4), (NoProposed, 3)]),
        // Leila has no food, and asked on Sunday.
        ("860650", "exceptional_hardship") => Some(vec![(Asked, 1)]),
        _ => None,
    }
}

/// Who decides what an adviser can't.
pub const DECIDES: &str = "Dawn Fairley";

/// What was written with a step: what they asked for, and the words of an answer.
#[must_use]
pub fn words(child: &str, entitlement: &str, act: EntitlementAct) -> Option<&'static str> {
    match (child, entitlement, act) {
        ("008242", "setting_up_home_allowance", EntitlementAct::Asked) => {
            Some("A bed, a cooker and curtains. I get my keys in December.")
        }
        ("008242", "setting_up_home_allowance", EntitlementAct::Deciding) => {
            Some("I sent your list on and said that I agree with it.")
        }
        ("313752", "driving_help", EntitlementAct::Asked) => Some("Ten lessons, for jobs with a van."),
        ("313752", "driving_help", EntitlementAct::Refused) => Some(
            "You need your provisional licence first. We pay for that too. Send us its number and we look at the lessons again.",
        ),
        ("273559", "driving_help", EntitlementAct::Asked) => {
            Some("Lessons, for the early shift at the hospital.")
        }
        ("273559", "driving_help", EntitlementAct::NoProposed) => Some(
            "We paid for your bus pass until June. It rests on what you told me in May. What you can do now: ask again in June, or complain; an advocate can help you.",
        ),
        ("313752", "identity_documents", EntitlementAct::Agreed) => {
            Some("We pay for your passport. I bring the form on Thursday.")
        }
        ("860650", "exceptional_hardship", EntitlementAct::Asked) => {
            Some("Nothing left until Friday, and the meter is nearly out.")
        }
        (_, _, EntitlementAct::Refused) => Some(REFUSED_BECAUSE),
        _ => None,
    }
}

/// What somebody says is wrong in their record.
#[must_use]
pub fn said_wrong(child: &str) -> Option<Said> {
    (child == "008242").then(|| Said {
        about: "care".into(),
        shown: "The dates of my time in care".into(),
        words: "I moved to Joan's in the summer holidays, not in May. My school reports show it.".into(),
    })
}

/// Why something was refused, in words that can be read by whom it concerns.
pub const REFUSED_BECAUSE: &str = "We need the letter from your college first. Send it and we decide within 5 working days. You can challenge this.";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::{TODAY, borough::children};

    #[test]
    fn the_year_is_the_same_each_time() {
        assert_eq!(contacts("313752", TODAY), contacts("313752", TODAY));
        assert_eq!(plan("313752", false, TODAY), plan("313752", false, TODAY));
    }

    #[test]
    fn nothing_has_happened_after_today() {
        for child in children() {
            assert!(contacts(child.child, TODAY).iter().all(|contact| contact.happened_on < TODAY));
            assert!(plan(child.child, true, TODAY).agreed_on < TODAY);
        }
    }

    #[test]
    fn no_two_plans_are_alike_and_nobody_meets_on_a_saturday_or_at_christmas() {
        use std::collections::BTreeSet;
        let (mut steps, mut seen) = (BTreeSet::new(), BTreeSet::new());
        for child in children() {
            let plan = plan(child.child, false, TODAY);
            assert!(meets_on(plan.agreed_on));
            assert!(plan.steps.iter().filter_map(|step| step.due_on).all(meets_on), "{}", child.child);
            let what: Vec<String> = plan.steps.iter().map(|step| step.what.clone()).collect();
            assert!(steps.insert(what.clone()), "{what:?} stands in two plans");
            let contacts = contacts(child.child, TODAY);
            let days: Vec<NaiveDate> = contacts.iter().map(|contact| contact.happened_on).collect();
            assert!(days.iter().copied().chain(contacts.iter().filter_map(|one| one.next_on)).all(meets_on));
            let told: Vec<_> = contacts.into_iter().map(|one| (one.happened_on, one.summary)).collect();
            assert!(seen.insert(told), "{} has somebody else's year", child.child);
        }
    }

    #[test]
    fn in_care_no_plan_asks_for_a_home_of_one_s_own() {
        for child in children() {
            for step in plan(child.child, true, TODAY).steps {
                for home in ["flat", "register", "tenancy", "landlord", "money for my first home"] {
                    assert!(!step.what.contains(home), "{}: {}", child.child, step.what);
                }
            }
        }
    }

    #[test]
    fn most_people_have_been_seen_recently_and_some_have_not() {
        let late = children()
            .iter()
            .filter(|child| {
                contacts(child.child, TODAY).iter().all(|contact| contact.happened_on < before(TODAY, 56))
            })
            .count();
        assert!((4..=20).contains(&late), "{late}");
    }

    #[test]
    fn every_note_contains_its_marker() {
        assert!(children().iter().all(|child| note(child.child).ends_with(&marker(child.child))));
    }

    #[test]
    fn every_possible_state_of_an_entitlement_appears() {
        let mut ends: Vec<_> = children()
            .iter()
            .flat_map(|child| {
                ["setting_up_home_allowance", "he_bursary", "council_tax_discount"]
                    .map(|id| progress(child.child, id))
            })
            .map(|steps| steps.last().map(|(act, _)| format!("{act:?}")).unwrap_or_default())
            .collect();
        ends.sort();
        ends.dedup();
        assert_eq!(ends, ["", "Agreed", "Asked", "Deciding", "Declined", "Paid", "Refused", "Told"]);
    }
}
