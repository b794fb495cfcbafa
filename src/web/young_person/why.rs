//! Builds *Why*: the answer, then three to six lines with the person's own dates, then what a wrong date would change.

use super::{
    super::says::say,
    care,
    entitlement::ordinal,
    pages::{Unknown, WhyLine, WhyPage},
    standing::{Thing, called, in_words, things, unknown},
};
use crate::{
    clock::london_day,
    usecases::young_person::see_own_pages::Own,
    web::{happened, words},
};
use leaving_care_rules::{
    Assessment, Law,
    entitlement::trace::Recorded,
    explain::{Line, Subject, explain},
    messages::Messages,
    moved_date::all_care::{IfWrong, gaps, if_all_care_ended_on_another_day},
    moved_date::{RecordedDate, if_wrong},
    person::Person,
};

use onward_domain::standing::explained;

/// `/why`: what the law calls them, and the dates behind it.
#[must_use]
pub fn of_status(law: &Law, own: &Own) -> WhyPage {
    let called = called(own.assessment.status);
    WhyPage {
        back: "/home".into(),
        answer: say("why.status", &[]),
        about: called.meaning.clone(),
        unknown: unknown(&own.assessment),
        heading: say("why.heading_status", &[]),
        lines: lines(law, own, &own.facts, Subject::Status),
        picture: care::picture(&own.facts, &own.assessment, own.today),
        if_wrong: wrong_dates(law, own, Subject::Status),
        called,
        worked_out: words::full_day(own.today),
    }
}

/// `/what-you-can-get/{number}/why`, where the address names something that is law.
#[must_use]
pub fn of_entitlement(law: &Law, own: &Own, address: &str) -> Option<WhyPage> {
    let thing = things(law, own).into_iter().find(|thing| thing.address == address)?;
    let place = law.find(&thing.entry.id)?;
    let lines = lines(law, own, &explained(thing.standing, &own.facts), Subject::Entitlement(place));
    let day = thing.answer.upcoming_from.map(words::full_day).unwrap_or_default();
    let (answer, heading) = match thing.kind {
        "had" => (happened::lines(thing.standing, own.today).join(" "), "why.heading_had"),
        "refused" => (happened::lines(thing.standing, own.today).join(" "), "why.heading_rule"),
        "from" => (say("why.later", &[("day", &day)]), "why.heading_yes"),
        "check" => (say("why.check", &[]), "why.heading_check"),
        "law" => (say("why.law", &[]), "why.heading_no"),
        "no" => (say("why.no", &[]), "why.heading_no"),
        _ => (say("why.yes", &[]), "why.heading_yes"),
    };
    let missing = (thing.kind == "check")
        .then(|| Unknown { heading: say("unknown.heading", &[]), lines: in_words(&thing.answer.needs) });
    Some(WhyPage {
        back: thing.href(),
        answer,
        about: about(&thing, own),
        unknown: missing,
        heading: say(heading, &[]),
        lines,
        picture: care::picture(&own.facts, &own.assessment, own.today),
        if_wrong: wrong_dates(law, own, Subject::Entitlement(place)),
        called: called(own.assessment.status),
        worked_out: words::full_day(own.today),
    })
}

fn about(thing: &Thing<'_>, own: &Own) -> String {
    let title = thing.entry.name.as_str();
    match thing.until(own.facts.date_of_birth).filter(|_| matches!(thing.kind, "now" | "on")) {
        Some((until, Some(age))) => say(
            "why.about_until_age",
            &[("title", title), ("day", &words::full_day(until)), ("age", &ordinal(age))],
        ),
        Some((until, None)) => say("why.about_until", &[("title", title), ("day", &words::full_day(until))]),
        None => say("why.about", &[("title", title)]),
    }
}

/// The law's own lines for this answer, with where each comes from; the answer itself stands in the masthead.
fn lines(law: &Law, own: &Own, person: &Person, subject: Subject) -> Vec<WhyLine> {
    let Ok(messages) = Messages::english() else { return Vec::new() };
    let explained = explain(law, messages, person, own.today, subject, &Recorded::default());
    let mut lines = explained.lines;
    lines.retain(|line| !line.key.starts_with("answer."));
    // Care first, then what follows from it, then what this one asks for, then what lies ahead.
    lines.sort_by_key(|line| match line.key.split_once('.') {
        Some(("care", _)) => 0,
        Some(("standing", "depends" | "next_change")) => 3,
        Some(("standing", _)) => 1,
        _ => 2,
    });
    let hands = hands(own);
    lines.into_iter().map(|each| line(each, &hands)).collect()
}

fn line(line: Line, hands: &Hands) -> WhyLine {
    let (group, name) = line.key.split_once('.').unwrap_or((line.key, ""));
    let state = match (group, name) {
        ("unknown", _)
        | (
            _,
            "depends"
            | "study_unknown"
            | "course_start_unknown"
            | "course_years_unknown"
            | "no_date_of_birth",
        ) => "now",
        (_, "next_change" | "reaches" | "rule_not_started") => "next",
        _ => "done",
    };
    let source = match (group, name) {
        ("care", "enough_days" | "days_so_far" | "too_few_days" | "reaches") => {
            say("why.source_counted", &[])
        }
        ("standing", "special_guardianship" | "home_six_months") => say("why.source_record", &[]),
        ("care", _) => hands.of_care(),
        ("standing", "next_change") => say("why.source_rule", &[]),
        ("standing", "depends" | "no_date_of_birth") | ("unknown", _) => String::new(),
        ("standing", _) => hands.of_both(),
        ("reason", "paid_part" | "paid_none" | "paid_all") => say("why.source_paid", &[]),
        ("reason", name) if name.starts_with("age") => say("why.source_birth", &[]),
        ("reason", "rule_started" | "rule_not_started" | "rule_ended" | "rule_then") => String::new(),
        _ if state == "now" => String::new(),
        _ => say("why.source_told", &[]),
    };
    WhyLine { state, words: line.text, source, law: line.provision.as_deref().unwrap_or_default().to_owned() }
}

/// Who wrote down or put right a part of the care history, in words; and whether all of it is theirs.
struct Hands {
    said: Vec<String>,
    nothing_imported: bool,
}

impl Hands {
    /// Where the times in care come from.
    fn of_care(&self) -> String {
        self.after((!self.nothing_imported).then(|| say("why.source_record", &[])))
    }

    /// Where something comes from that follows from the times in care and the date of birth.
    fn of_both(&self) -> String {
        let key = if self.nothing_imported { "why.source_born" } else { "why.source_both" };
        self.after(Some(say(key, &[])))
    }

    fn after(&self, first: Option<String>) -> String {
        first.into_iter().chain(self.said.iter().cloned()).collect::<Vec<_>>().join(" ")
    }
}

/// How many hands a line names; the newest.
const HANDS_SAID: usize = 2;

fn hands(own: &Own) -> Hands {
    let adviser = own.adviser.as_ref().map(|worker| worker.user);
    let mut said: Vec<String> = Vec::new();
    for hand in &own.hands {
        let what = if hand.put_right { "put_right" } else { "wrote" };
        let (who, name) = match &hand.name {
            Some(name) if hand.by == adviser => ("adviser", name.as_str()),
            Some(name) => ("other", name.as_str()),
            None => ("someone", ""),
        };
        let day = words::full_day(london_day(hand.at));
        let words = say(&format!("hand.{who}_{what}"), &[("name", name), ("day", &day)]);
        if !said.contains(&words) {
            said.push(words);
        }
    }
    said.truncate(HANDS_SAID);
    let episodes = own.facts.episodes.as_ref().map_or(0, Vec::len);
    Hands { said, nothing_imported: episodes > 0 && own.hands.len() >= episodes }
}

/// Whether an assessment answers this subject as it is answered today.
fn same(own: &Own, subject: Subject) -> impl Fn(&Assessment) -> bool {
    let outcome = move |answer: &Assessment| match subject {
        Subject::Status => None,
        Subject::Entitlement(which) => answer.entitlement(which).map(|answer| answer.outcome),
    };
    move |answer| match subject {
        Subject::Status => answer.status == own.assessment.status,
        Subject::Entitlement(_) => outcome(answer) == outcome(&own.assessment),
    }
}

/// What a wrong date would change: the law moves it, the page says it of the day that care ended last.
fn wrong_dates(law: &Law, own: &Own, subject: Subject) -> Vec<String> {
    let dates = if_wrong(law, &own.facts, own.today, subject);
    let ended = dates
        .iter()
        .filter(|date| matches!(date.fact, RecordedDate::CareEnded(_)) && date.recorded <= own.today)
        .filter(|_| own.assessment.looked_after != Some(true))
        .max_by_key(|date| date.recorded);
    let records = own.facts.episodes.as_deref().unwrap_or_default();
    let of_end = match ended.map(|ended| ended.earlier.as_ref()) {
        // The day after the last one that would change it: any end before that day does.
        Some(Some(earlier)) => {
            let kept = earlier.date.succ_opt().unwrap_or(earlier.date);
            say("wrong.end_before", &[("day", &words::full_day(kept))])
        }
        Some(None) => say("wrong.end_any", &[]),
        None if records.is_empty() => say("wrong.unknown", &[]),
        None => say("wrong.running", &[]),
    };
    let mut lines = match if_all_care_ended_on_another_day(law, &own.facts, own.today, same(own, subject)) {
        IfWrong { before: None, from: None } => vec![of_end],
        IfWrong { before, from } => {
            let day = |key: &str, day| say(key, &[("day", &words::full_day(day))]);
            let before = before.map(|on| day("wrong.end_before", on));
            before.into_iter().chain(from.map(|on| day("wrong.end_from", on))).collect()
        }
    };
    for (from, until) in gaps(&own.facts, own.today).into_iter().take(HANDS_SAID) {
        let (from, until) = (words::full_day(from), words::full_day(until));
        lines.push(say("wrong.gap", &[("from", &from), ("until", &until)]));
    }
    if own.facts.date_of_birth.is_some() {
        lines.push(say("wrong.born", &[]));
    }
    lines
}
