//! `/adviser/people/{person}/what-if`: what a change would do, at any age.

use actix_web::{
    HttpRequest,
    web::{Path, Query},
};
use chrono::NaiveDate;
use leaving_care_rules::{
    Law,
    assessment::{EntitlementAnswer, LawState, Outcome},
    calendar::birthday,
    entitlement::outcome::Entitlement,
    messages::Messages,
    person::EducationKind,
};
use onward_domain::{access::Purpose, id::PersonId, money::Pence};
use serde::Deserialize;

use super::{
    handlers::{caseload, id},
    pages::{Consider as Page, ConsiderAnswer, ConsiderRow, WrittenDay},
    show_person::{base, sub},
};
use crate::{
    App,
    usecases::adviser::{
        Answered,
        consider::{Consider, Considered, Differs, care_is_over, consider, sum},
        what_if::can_end,
    },
    web::{
        extract::Adviser,
        law_words,
        parts::{Choice, Select, Tag},
        reply::{PageResult, show, show_again},
        view::FormErrors,
        words::full_day,
    },
};

/// What the address asks.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct Asked {
    /// Which change.
    pub change: String,
    /// As written.
    pub on_day: String,
    /// As written.
    pub on_month: String,
    /// As written.
    pub on_year: String,
    /// Which course.
    pub course: String,
}

/// The kinds of course that can be tried, by the word in the address.
const COURSES: [(&str, &str, EducationKind); 5] = [
    ("apprenticeship", "An apprenticeship", EducationKind::Apprenticeship),
    ("university", "University", EducationKind::He),
    ("college", "College, full time", EducationKind::FeFullTime),
    ("college-part-time", "College, part time", EducationKind::FePartTime),
    ("sixth-form", "Sixth form", EducationKind::SixthForm),
];

/// Ages that change something.
const AGES: [u8; 4] = [16, 18, 21, 25];

/// Answers the question in the address.
///
/// # Errors
/// Not this adviser's; the store's.
pub async fn page(
    app: App,
    request: HttpRequest,
    me: Adviser,
    place: Path<String>,
    asked: Query<Asked>,
) -> PageResult {
    let person: PersonId = id(&place)?;
    let (law, messages, now, user) = (app.law, law_words::messages()?, app.clock.moment(), me.user.id);
    let one = app
        .read(move |tx| {
            let record = caseload(tx, user)?.open(tx, person, Purpose::PersonPage, now)?;
            Ok(Answered::of(law, record.overview()?, now.today))
        })
        .await?;
    let page = build(&one, law, messages, &asked);
    if page.errors.is_empty() {
        show(&app, &request, Some(&me), &page)
    } else {
        show_again(&app, &request, Some(&me), &page)
    }
}

/// The page for one person.
#[must_use]
pub fn build(one: &Answered, law: &Law, messages: &Messages, asked: &Asked) -> Page {
    let base = base(one);
    let mut errors = FormErrors::none();
    let what = if asked.change.is_empty() { None } else { read(one, asked, &mut errors) };
    let found =
        what.and_then(|what| Some((what, consider(law, messages, &one.rules_person, one.today, what)?)));
    let mut kinds = vec![Choice::new("", "Only for a course", Some(asked.course.as_str()))];
    kinds
        .extend(COURSES.iter().map(|(key, words, _)| Choice::new(*key, *words, Some(asked.course.as_str()))));
    Page {
        name: one.listed.person.identity.listed_name(),
        sub: sub(one, 3),
        action: format!("{base}/what-if"),
        cannot: one
            .listed
            .person
            .identity
            .born
            .is_none()
            .then_some("Nothing can be worked out without a date of birth. Add it to the record first."),
        care_ends_href: can_end(&one.rules_person, one.today).then(|| format!("{base}/care-history#sim")),
        changes: changes(one, asked),
        on: WrittenDay::new(&asked.on_day, &asked.on_month, &asked.on_year),
        course: Select { name: "course", label: "Which course? (optional)", choices: kinds },
        errors,
        answer: found.map(|(what, found)| answer(one, law, what, &found, &base)),
        person_href: base,
    }
}

/// What can change for somebody of this age, with this history.
fn changes(one: &Answered, asked: &Asked) -> Vec<Choice> {
    let chosen = Some(asked.change.as_str());
    let over_21 = one.age().is_some_and(|age| age >= 21);
    let mut choices = vec![
        Choice::new("course", "They begin a course or apprenticeship", chosen)
            .with_hint("Choose which, below"),
        Choice::new("baby", "They become a parent", chosen),
        Choice::new("pregnant", "They expect a baby", chosen),
    ];
    if care_is_over(&one.rules_person, one.today) {
        choices.push(
            Choice::new("care-ended", "Care ended on another day", chosen).with_hint("Enter that day, below"),
        );
    }
    if over_21 {
        choices.push(Choice::new("study", "They tell us that they want to study or train", chosen));
        choices.push(Choice::new("asks", "They ask for support", chosen));
        choices.push(Choice::new("declines", "They say no to support", chosen));
    }
    if let Some(age) = one.age() {
        let next = AGES.iter().filter(|next| u32::from(**next) > age);
        choices.extend(
            next.map(|next| Choice::new(format!("turns-{next}"), format!("They turn {next}"), chosen)),
        );
    }
    choices
}

fn read(one: &Answered, asked: &Asked, errors: &mut FormErrors) -> Option<Consider> {
    let written = WrittenDay::new(&asked.on_day, &asked.on_month, &asked.on_year);
    let on = if written.is_empty() {
        Some(one.today)
    } else {
        written.read(&"the day".into()).map_err(|words| errors.add("on", words)).ok()
    };
    match asked.change.as_str() {
        "course" => {
            let course = COURSES.iter().find(|course| course.0 == asked.course);
            if course.is_none() {
                errors.add("course", "Choose which course");
            }
            Some(Consider::Course(course?.2, on?))
        }
        "baby" => Some(Consider::Baby),
        "pregnant" => Some(Consider::Pregnant),
        "care-ended" if written.is_empty() => {
            errors.add("on", "Enter the day on which care would have ended");
            None
        }
        "care-ended" => Some(Consider::CareEnded(on?)),
        "study" => Some(Consider::ToldOfStudy(on?)),
        "asks" => Some(Consider::Asks(on?)),
        "declines" => Some(Consider::Declines(on?)),
        other => {
            let age = other.strip_prefix("turns-").and_then(|age| age.parse().ok());
            match age.filter(|age| AGES.contains(age)) {
                Some(age) => Some(Consider::Birthday(age)),
                None => {
                    errors.add("change", "Choose what would change");
                    None
                }
            }
        }
    }
}

fn heading(one: &Answered, what: Consider) -> String {
    let name = &one.listed.person.identity.known_as;
    let course = |kind: EducationKind| {
        COURSES.iter().find(|course| course.2 == kind).map_or("a course", |course| course.1).to_lowercase()
    };
    match what {
        Consider::CareEnded(on) => format!("If care had ended on {}", full_day(on)),
        Consider::Course(kind, on) => format!("If {name} begins {} on {}", course(kind), full_day(on)),
        Consider::Baby => format!("If {name} becomes a parent"),
        Consider::Pregnant => format!("If {name} expects a baby"),
        Consider::ToldOfStudy(on) => {
            format!("If {name} tells us about study or training on {}", full_day(on))
        }
        Consider::Asks(on) => format!("If {name} asks for support on {}", full_day(on)),
        Consider::Declines(on) => format!("If {name} says no to support on {}", full_day(on)),
        Consider::Birthday(age) => {
            let born = one.listed.person.identity.born;
            let on = born.map(|born| format!(" on {}", full_day(birthday(born, age)))).unwrap_or_default();
            format!("When {name} turns {age}{on}, with nothing else changing")
        }
    }
}

fn answer(one: &Answered, law: &Law, what: Consider, found: &Considered, base: &str) -> ConsiderAnswer {
    let same_day = found.after.as_of == one.today;
    ConsiderAnswer {
        heading: heading(one, what),
        status: status_words(found),
        now: "As it is today".to_owned(),
        then: if same_day {
            "With the change".to_owned()
        } else {
            format!("With the change, on {}", full_day(found.after.as_of))
        },
        rows: found.differs.iter().filter_map(|differs| row(differs, law, base)).collect(),
    }
}

/// Whether the status changes, in a sentence.
#[must_use]
pub fn status_words(found: &Considered) -> String {
    let status = |of: &leaving_care_rules::Assessment| law_words::status(of.status, of.duty_stage);
    let (now, then) = (status(&found.before), status(&found.after));
    if now == then {
        format!("The status stays ‘{now}’.")
    } else {
        format!("The status changes from ‘{now}’ to ‘{then}’.")
    }
}

/// One entitlement before and after; none for what is not in force, which is neither gained nor lost.
pub(super) fn row(differs: &Differs, law: &Law, base: &str) -> Option<ConsiderRow> {
    let place = differs.which.place();
    let entitlement = law.entitlements().get(place)?;
    if differs.after.state != LawState::InForce {
        return None;
    }
    Some(ConsiderRow {
        what: entitlement.name.clone(),
        href: format!("{base}/entitlements/{}", law_words::address(law.entitlements(), place)),
        now: outcome_words(&differs.before),
        then: then_tag(&differs.before, &differs.after),
        difference: difference(entitlement, sum(&differs.before), sum(&differs.after)),
        why: differs.why.clone().unwrap_or_else(|| entitlement.meaning.clone()),
    })
}

/// An answer in a word or two: what is not known is never a no.
#[must_use]
pub fn outcome_words(answer: &EntitlementAnswer) -> String {
    let until = |day: NaiveDate| format!("Yes, to {}", full_day(day));
    match answer.outcome {
        Outcome::Entitled => law_words::ends(answer).map_or_else(|| "Yes".to_owned(), until),
        Outcome::Upcoming => {
            answer.upcoming_from.map_or_else(|| "Later".to_owned(), |from| format!("From {}", full_day(from)))
        }
        Outcome::NeedsInformation => "We would need to check".to_owned(),
        Outcome::NotEntitled => "No".to_owned(),
    }
}

/// The answer after a change: lost only where it was theirs and the rule then says no.
#[must_use]
pub fn then_tag(before: &EntitlementAnswer, after: &EntitlementAnswer) -> Tag {
    let had = matches!(before.outcome, Outcome::Entitled | Outcome::Upcoming);
    match after.outcome {
        Outcome::NotEntitled if had => Tag::new("warn", "Lost"),
        Outcome::NotEntitled => Tag::new("", "No"),
        Outcome::NeedsInformation => Tag::new("", outcome_words(after)),
        Outcome::Entitled if before.outcome != Outcome::Entitled => {
            Tag::new("done", format!("Gained. {}", outcome_words(after)))
        }
        Outcome::Entitled | Outcome::Upcoming => Tag::new("done", outcome_words(after)),
    }
}

/// "£3,000 once more", "£57.50 a week less", or that no sum is different.
#[must_use]
pub fn difference(entitlement: &Entitlement, before: Option<i64>, after: Option<i64>) -> String {
    let per = entitlement.money.as_ref().map_or("", |money| law_words::per(money.per));
    let pounds = |pence: i64| format!("{} {per}", Pence(pence)).trim().to_owned();
    match (before, after) {
        (None, Some(gained)) => format!("{} more", pounds(gained)),
        (Some(lost), None) => format!("{} less", pounds(lost)),
        (Some(before), Some(after)) if after > before => format!("{} more", pounds(after - before)),
        (Some(before), Some(after)) if after < before => format!("{} less", pounds(before - after)),
        (Some(_), Some(_)) => "The same sum".to_owned(),
        _ if entitlement.money.is_some() => "No sum yet".to_owned(),
        _ => "Not money".to_owned(),
    }
}
