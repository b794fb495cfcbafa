//! What the demonstration's young people wrote beside their plan: their words for its parts and steps of their own. Some parts
//! are shared with their adviser, some are not.

use chrono::NaiveDate;
use onward_domain::{
    mine::{Feels, Interpreter, LanguagesNote, May, NotAgainNote, Print, ReachNote},
    plan::{NewSaying, PlanArea, PlanShareNote, PlanStatus, SayingKind, StepStatus, StepText},
};
use onward_store::{StoreResult, scope::Record};

use super::life::after;

type OwnStep = (PlanArea, &'static str, &'static str, Option<u64>, StepStatus);

/// Fills in what somebody of this account wrote, with their own account's record; the others start with empty pages.
///
/// # Errors
/// The store's own.
pub fn write(record: &Record<'_>, account: &str, today: NaiveDate) -> StoreResult<()> {
    mine(record, account)?;
    let (words, shared, steps) = of(account);
    for area in shared {
        record.plan_shares().add(&PlanShareNote { area: *area, shared: true })?;
    }
    let plans = record.plans().all()?;
    let plan = plans.iter().rev().find(|plan| plan.status == PlanStatus::Agreed).map(|plan| plan.id);
    for (area, words) in words {
        let said =
            NewSaying { plan, area: Some(*area), kind: SayingKind::Words, words: Some((*words).to_owned()) };
        record.plans().say(&said, &format!("words for {area}"))?;
    }
    for (number, (area, what, who, by, status)) in steps.iter().enumerate() {
        let text = StepText {
            area: *area,
            what: (*what).to_owned(),
            who: (*who).to_owned(),
            due_on: by.map(|days| after(today, days)),
            status: *status,
            otherwise: None,
        };
        record.own_steps().add(&text, &format!("own step {number}"))?;
    }
    Ok(())
}

/// How they are reached, and how they say that things are.
fn mine(record: &Record<'_>, account: &str) -> StoreResult<()> {
    let reach = |text, call, voicemail, hours: &str, never: Option<&str>| ReachNote {
        text,
        call,
        voicemail,
        post: May::Ask,
        hours: Some(hours.to_owned()),
        never: never.map(str::to_owned),
    };
    let (reach, feels, words) = match account {
        "jay" => (
            reach(May::Yes, May::Yes, May::No, "After 4pm, not on Saturdays", Some("care, social")),
            Feels::Okay,
            "Nervous about the move.",
        ),
        "amara" => (
            reach(May::Yes, May::Ask, May::No, "Between lectures", None),
            Feels::Hard,
            "Exams and no money at once.",
        ),
        "zabi" => (
            reach(May::Yes, May::Yes, May::Yes, "Evenings", None),
            Feels::Talk,
            "What happens when I turn 18?",
        ),
        "luca" => (reach(May::Ask, May::No, May::No, "After my shift", None), Feels::Okay, "Tired."),
        _ => return Ok(()),
    };
    record.reach_versions().add(&reach)?;
    languages(record, account)?;
    let tired_of_it = match account {
        "jay" => Some("Why I left the Hendersons. And that I don’t see my dad. I’ll say it when I want to."),
        "amara" => Some("Why I use my aunt’s name. Priya knows, and that is enough people."),
        _ => None,
    };
    if let Some(words) = tired_of_it {
        record.not_again_versions().add(&NotAgainNote { words: words.to_owned() })?;
    }
    record.check_in(Some(feels), Some(words), "how things are").map(drop)
}

/// In which languages some want to speak and read.
fn languages(record: &Record<'_>, account: &str) -> StoreResult<()> {
    let said = |speaks: &str, reads: &str, interpreter, print, words: Option<&str>| LanguagesNote {
        speaks: Some(speaks.to_owned()),
        reads: Some(reads.to_owned()),
        interpreter,
        print,
        words: words.map(str::to_owned),
    };
    let not_him = "A woman, and nobody who knows my uncle.";
    let note = match account {
        "zabi" => said("Pashto, some English", "Pashto", Interpreter::Yes, Print::Any, Some("Not in Dari.")),
        "amara" => said("Yoruba and English", "English", Interpreter::Ask, Print::Any, Some(not_him)),
        "luca" => said("English", "English", Interpreter::No, Print::EasyRead, None),
        _ => return Ok(()),
    };
    record.language_versions().add(&note).map(drop)
}

type Written = (&'static [(PlanArea, &'static str)], &'static [PlanArea], &'static [OwnStep]);

const fn of(account: &str) -> Written {
    use PlanArea::{Home, Immigration, Money, People, Work};
    use StepStatus::{Done, Stuck, ToDo};
    match account.as_bytes() {
        b"jay" => (
            &[
                (Home, "I want my own front door. Quiet, and near the bus. I don't want to share again."),
                (Work, "I want to make things. I learn by doing."),
                (People, "I'd like to see my brother without anyone watching."),
            ],
            &[Home, Work],
            &[
                (Home, "See the flat in the evening", "Me", Some(3), ToDo),
                (Home, "Choose a washing machine", "Me and Priya", Some(9), ToDo),
                (Home, "Measure the windows for curtains", "Me", None, Done),
                (Work, "Ask my boss about Saturdays off", "Me", Some(11), Stuck),
                (People, "Call my brother on Sunday", "Me", Some(6), ToDo),
            ],
        ),
        b"amara" => (
            &[
                (Work, "I want to be a children's nurse."),
                (Money, "I don't want to run out in the holidays."),
            ],
            &[Work],
            &[
                (Work, "Ask my tutor for a reference", "Me", Some(12), ToDo),
                (Money, "Put £10 away each week", "Me", None, ToDo),
            ],
        ),
        b"zabi" => (
            &[(Home, "I want to stay with the family until college ends.")],
            &[Home, Immigration],
            &[
                (Immigration, "Take the letter to the lawyer", "Me and my adviser", Some(4), ToDo),
                (Home, "Ask Joan if I can stay", "Me", Some(7), ToDo),
            ],
        ),
        b"luca" => (
            &[(Home, "I can't sleep before early shifts. I want a quiet room.")],
            &[Home],
            &[
                (Home, "Look at the room in Mill Street", "Me", Some(3), ToDo),
                (Work, "Call the college about a place", "Me", Some(8), ToDo),
            ],
        ),
        _ => (&[], &[], &[]),
    }
}
