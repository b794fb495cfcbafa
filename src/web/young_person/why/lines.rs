//! The law's own lines for an answer, each with its source, and what a wrong date would change.

use leaving_care_rules::{
    Law,
    entitlement::trace::Recorded,
    explain::{Line, Subject, explain},
    facts::FactId,
    messages::Messages,
    moved_date::all_care::{IfWrong, gaps, if_all_care_ended_on_another_day},
    moved_date::{RecordedDate, if_wrong as law_moves},
    person::Person,
};
use serde::Serialize;

use crate::{
    clock::london_day,
    usecases::{hands::Hand, young_person::see_own_pages::Own},
    web::{
        law_words::expanded,
        words::{Day, Say, says::young_person as said},
    },
};

/// One line in a reason.
#[derive(Debug, Clone, Serialize)]
pub struct WhyLine {
    /// `done` if it is settled, `next` if it is in the future, `now` if it has to be checked.
    state: &'static str,
    /// One plain sentence with the person's own dates.
    words: String,
    /// Where it comes from.
    source: Vec<Say>,
    /// The provision.
    law: Option<String>,
    /// Where they say that this answer is wrong. The address has the question's number, and no word of it.
    wrong: Option<String>,
}

/// The lines; the answer itself is in the masthead.
pub fn lines(law: &Law, own: &Own, person: &Person, subject: Subject) -> Vec<WhyLine> {
    let Ok(messages) = Messages::english() else { return Vec::new() };
    let mut lines = explain(law, messages, person, own.today, subject, &Recorded::default()).lines;
    // The answer is above, and so are the questions it is waiting for.
    lines.retain(|line| match line.key.split_once('.') {
        Some(("answer", name)) => matches!(name, "also" | "reading"),
        Some(("facts", name)) => !name.ends_with(".asks"),
        _ => true,
    });
    // Care first, then what follows from it, then what this one requires, then what is coming up.
    lines.sort_by_key(|line| match line.key.split_once('.') {
        Some(("care", _)) => 0,
        Some(("standing", "depends" | "next_change" | "next_at_21" | "next_at_25") | ("answer", _)) => 3,
        Some(("standing", _)) => 1,
        _ => 2,
    });
    let hands = Hands::of(own);
    lines.into_iter().map(|each| line(each, &hands)).collect()
}

fn line(line: Line, hands: &Hands) -> WhyLine {
    use said::why::source;
    let (group, name) = line.key.split_once('.').unwrap_or((line.key, ""));
    let state = match (group, name) {
        ("facts", name) if name.ends_with(".unknown") => "now",
        (
            _,
            "depends"
            | "study_unknown"
            | "course_start_unknown"
            | "course_years_unknown"
            | "no_date_of_birth",
        ) => "now",
        ("answer", _) | (_, "next_change" | "next_at_21" | "next_at_25" | "reaches" | "rule_not_started") => {
            "next"
        }
        _ => "done",
    };
    let source = match (group, name) {
        ("care", "enough_days" | "days_so_far" | "too_few_days" | "reaches" | "long_enough" | "shorter") => {
            vec![source::Counted.into()]
        }
        ("standing", "special_guardianship" | "home_six_months") => vec![source::Record.into()],
        ("care", _) => hands.of_care(),
        ("standing", "next_change" | "next_at_21" | "next_at_25") => vec![source::Rule.into()],
        ("standing", "depends" | "no_date_of_birth") | ("answer" | "line" | "owed", _) => vec![],
        ("standing", _) => hands.of_both(),
        ("reason", "paid_part" | "paid_none" | "paid_all") => vec![source::Paid.into()],
        ("reason", name) if name.starts_with("age") => vec![source::Birth.into()],
        ("reason", "rule_started" | "rule_not_started" | "rule_ended" | "rule_then") => vec![],
        _ if state == "now" => vec![],
        _ => vec![source::Told.into()],
    };
    let fact = name.split('.').next().filter(|_| group == "facts" && state == "done");
    let fact = fact.and_then(|word| word.parse::<FactId>().ok());
    let wrong = fact.map(|fact| format!("/wrong/new?about=fact:{}", fact.number()));
    WhyLine { state, words: line.text, source, law: line.provision.as_deref().map(expanded), wrong }
}

/// Who recorded or corrected a part of the care history, in words; and whether all of it is theirs.
struct Hands {
    said: Vec<Say>,
    nothing_imported: bool,
}

/// How many people a line names, newest first; and how many gaps are asked about.
const SAID: usize = 2;

impl Hands {
    fn of(own: &Own) -> Self {
        let mut said: Vec<Say> = Vec::new();
        for words in own.said.hands.iter().map(|hand| hand_said(hand, own)) {
            if !said.contains(&words) {
                said.push(words);
            }
        }
        said.truncate(SAID);
        let episodes = own.facts.episodes.as_ref().map_or(0, Vec::len);
        Self { said, nothing_imported: episodes > 0 && own.said.hands.len() >= episodes }
    }

    /// Where the times in care come from.
    fn of_care(&self) -> Vec<Say> {
        let record = (!self.nothing_imported).then(|| said::why::source::Record.into());
        record.into_iter().chain(self.said.iter().cloned()).collect()
    }

    /// Where something comes from that follows from the times in care and the date of birth.
    fn of_both(&self) -> Vec<Say> {
        use said::why::source;
        let first = if self.nothing_imported { source::Birth.into() } else { source::Both.into() };
        std::iter::once(first).chain(self.said.iter().cloned()).collect()
    }
}

fn hand_said(hand: &Hand, own: &Own) -> Say {
    use said::hand as word;
    let day = Day::from(london_day(hand.at));
    let adviser = hand.by.is_some() && hand.by == own.adviser.as_ref().map(|worker| worker.user);
    match (hand.name.as_deref(), adviser, hand.put_right) {
        (Some(name), true, true) => word::AdviserCorrected { name, day }.into(),
        (Some(name), true, false) => word::AdviserWrote { name, day }.into(),
        (Some(name), false, true) => word::OtherCorrected { name, day }.into(),
        (Some(name), false, false) => word::OtherWrote { name, day }.into(),
        (None, _, true) => word::SomeoneCorrected { day }.into(),
        (None, _, false) => word::SomeoneWrote { day }.into(),
    }
}

/// What a wrong date would change: the rules move it, the page says it about the day care last ended.
pub fn if_wrong(law: &Law, own: &Own, subject: Subject) -> Vec<Say> {
    use said::wrong as word;
    let mut lines: Vec<Say> = match if_all_care_ended_on_another_day(law, &own.facts, own.today, subject) {
        IfWrong { before: None, from: None } => vec![if_care_ended_otherwise(law, own, subject)],
        IfWrong { before, from } => {
            let before = before.map(|day| word::EndBefore { day: day.into() }.into());
            let from = from.map(|day| word::EndFrom { day: day.into() }.into());
            before.into_iter().chain(from).collect()
        }
    };
    let gaps = gaps(&own.facts, own.today).into_iter().take(SAID);
    lines.extend(gaps.map(|(from, until)| word::Gap { from: from.into(), until: until.into() }.into()));
    if own.facts.date_of_birth.is_some() {
        lines.push(word::Born.into());
    }
    lines
}

fn if_care_ended_otherwise(law: &Law, own: &Own, subject: Subject) -> Say {
    use said::wrong as word;
    let ended = law_moves(law, &own.facts, own.today, subject)
        .into_iter()
        .filter(|date| matches!(date.fact, RecordedDate::CareEnded(_)) && date.recorded <= own.today)
        .filter(|_| own.assessment.looked_after != Some(true))
        .max_by_key(|date| date.recorded);
    match ended.map(|ended| ended.earlier) {
        // The day after the last one that would change it: any end before that day does.
        Some(Some(earlier)) => {
            let kept = earlier.date.succ_opt().unwrap_or(earlier.date);
            word::EndBefore { day: kept.into() }.into()
        }
        Some(None) => word::EndAny.into(),
        None if own.facts.episodes.as_deref().unwrap_or_default().is_empty() => word::Unknown.into(),
        None => word::Running.into(),
    }
}
