//! From an opened entitlement to its page: the rule's answer, its trace, the ledger.

use chrono::NaiveDate;
use leaving_care_rules::{
    Law,
    assessment::{EntitlementAnswer, LawState, Outcome},
    entitlement::{
        outcome::{Entitlement as Rule, Kind},
        trace::{FactUsed, Recorded, Trace as RuleTrace},
    },
    explain::{Explanation, Subject, explain},
    local_offer::OfferSource,
    messages::Messages,
    timeline::Truth,
};
use onward_domain::{
    entitlement::{EntitlementAct, EntitlementStep},
    money::Pence,
    recorded::Source,
    standing::{Standing, Stands},
};

use super::{
    pages::{DateParts, Entitlement, LedgerRow, PathStep, StepForm, Trace},
    show_person::base,
};
use crate::{
    clock::london_day,
    usecases::adviser::{Answered, see_entitlement::SeenEntitlement},
    web::{
        law_words,
        parts::{Choice, Item, Notice, Tag},
        view::FormErrors,
        words::{day, full_day, list},
    },
};

/// What the form holds: empty at first, as written after an error.
#[derive(Debug, Clone, Default)]
pub struct Form {
    /// What happened.
    pub step: String,
    /// When.
    pub day: DateParts,
    /// How much.
    pub amount: String,
    /// What was said.
    pub words: String,
    /// What is wrong.
    pub errors: FormErrors,
}

/// The acts that an adviser records, with their words.
pub const ACTS: [(EntitlementAct, &str, &str); 6] = [
    (EntitlementAct::Told, "Told", "They know that they can ask"),
    (EntitlementAct::Asked, "Asked", "By them, or by you for them"),
    (EntitlementAct::Agreed, "Agreed", "Not given yet"),
    (EntitlementAct::Paid, "Paid or given", "Say how much"),
    (EntitlementAct::Refused, "Refused", "Say why and how to challenge it"),
    (EntitlementAct::Declined, "They said no thank you", "Ask again in a year"),
];

/// The page. None when the entitlement is not in this law.
#[must_use]
pub fn page(
    seen: &SeenEntitlement,
    law: &Law,
    messages: &Messages,
    form: Form,
    saved: bool,
) -> Option<Entitlement> {
    let one = &seen.answered;
    let place = seen.which.place();
    let rule = law.entitlements().get(place)?;
    let answer = one.assessment.entitlement(seen.which)?;
    let standing = one.standings.get(place)?;
    let name = one.listed.person.identity.known_as.as_str();
    let why =
        explain(law, messages, &one.rules_person, one.today, Subject::Entitlement(seen.which), &sources(one));
    let base = base(one);
    let mut notices = Vec::new();
    if saved {
        notices.push(Notice {
            id: "saved".into(),
            kind: "done",
            heading: "The step is saved".into(),
            lines: vec![format!("{name} can see it on their own page.")],
            links: vec![],
        });
    }
    Some(Entitlement {
        name: one.listed.person.identity.listed_name(),
        about: one.age().map(|age| age.to_string()).unwrap_or_default(),
        person_href: base.clone(),
        title: rule.name.clone(),
        lede: lede(rule, answer, standing, name),
        notices,
        answer: format!("What the rule says: {}", answer_word(answer)),
        reasons: reasons(&why, rule),
        trace: Some(trace(&why.trace)),
        reads: why.lines.iter().map(|line| line.text.clone()).collect(),
        card: card(rule, law.offered(seen.which, one.today)),
        ledger: seen.steps.iter().rev().map(|(step, who)| ledger_row(step, who.as_deref())).collect(),
        ledger_sum: (standing.paid.0 > 0).then(|| match answer.amount_pence {
            Some(amount) if standing.left.is_some() => {
                format!("Paid so far: {} of {}", standing.paid, Pence(amount))
            }
            _ => format!("Paid so far: {}", standing.paid),
        }),
        path: path(seen, one.today, standing),
        form: step_form(
            form,
            format!("{base}/entitlements/{}", law_words::address(law.entitlements(), place)),
        ),
    })
}

fn step_form(form: Form, action: String) -> StepForm {
    let chosen = Some(form.step.as_str());
    StepForm {
        action,
        steps: ACTS
            .iter()
            .map(|(act, words, hint)| Choice::new(act.word(), *words, chosen).with_hint(*hint))
            .collect(),
        day: form.day,
        amount: form.amount,
        words: form.words,
        errors: form.errors,
    }
}

/// The rule's answer in a word or two.
fn answer_word(answer: &EntitlementAnswer) -> String {
    match (answer.state, answer.outcome) {
        (LawState::PassedNotInForce, _) => "passed, not in force yet".to_owned(),
        (LawState::Repealed, _) => "no longer the law".to_owned(),
        (_, Outcome::Entitled) => "yes".to_owned(),
        (_, Outcome::NotEntitled) => "no".to_owned(),
        (_, Outcome::NeedsInformation) => "we need to know more".to_owned(),
        (_, Outcome::Upcoming) => {
            answer.upcoming_from.map_or_else(|| "later".to_owned(), |from| format!("from {}", full_day(from)))
        }
    }
}

fn lede(rule: &Rule, answer: &EntitlementAnswer, standing: &Standing, name: &str) -> String {
    let until = answer.until.map(|until| format!(" until {}", full_day(until))).unwrap_or_default();
    let amount = answer.amount_pence.map(Pence);
    match (standing.stands, standing.left, amount) {
        (Stands::NotInForce, ..) => {
            "Parliament has passed this. No start date is set, so nobody can claim it yet.".to_owned()
        }
        (stands, Some(left), Some(amount)) if stands.not_claimed() => {
            format!("{left} of {amount} is left. {name} can ask for it{until}.")
        }
        (Stands::Has, ..) => format!("{name} has this, or has had it."),
        (stands, _, Some(amount)) if stands.not_claimed() => {
            let per = rule.money.as_ref().map_or("", |money| law_words::per(money.per));
            format!("Up to {amount} {per}. {name} can ask for it{until}.")
        }
        (stands, ..) if stands.not_claimed() => format!("{name} can ask for this{until}."),
        (Stands::ToCheck, ..) => {
            let needs: Vec<String> = answer.needs.iter().map(law_words::fact).collect();
            if needs.is_empty() {
                "The answer depends on something that is not recorded.".to_owned()
            } else {
                format!("To answer, we need to know {}.", list(&needs))
            }
        }
        (Stands::Later, ..) => format!(
            "{name} can ask for this from {}.",
            answer.upcoming_from.map(full_day).unwrap_or_default()
        ),
        (Stands::Agreed, ..) => "Agreed, and not given yet.".to_owned(),
        (Stands::Refused, ..) => {
            "Refused, though the rule says yes. A refusal needs a reason and a way to challenge it."
                .to_owned()
        }
        (Stands::Declined, ..) => format!("{name} said no thank you. They can change their mind."),
        _ => format!("With the facts recorded, {name} cannot get this now."),
    }
}

/// Where each fact came from, as the trace shows it.
fn sources(one: &Answered) -> Recorded {
    let mut sources = Recorded::new();
    for (place, line) in one.listed.facts.episodes_in_order().into_iter().enumerate() {
        let on = full_day(london_day(line.recorded.at));
        let from = match line.recorded.source {
            Source::Import => format!("imported {on}"),
            Source::Staff => format!("entered {on}"),
            Source::YoungPerson => format!("said by the young person {on}"),
        };
        for part in ["start", "end", "legal_status"] {
            sources.insert(format!("episodes[{place}].{part}"), from.clone());
        }
    }
    for answer in &one.listed.facts.circumstances {
        sources.insert(
            answer.note.fact.word().to_owned(),
            format!("recorded {}", full_day(london_day(answer.recorded.at))),
        );
    }
    sources
}

/// The line of the rule that answers: each of its conditions, with facts and provision.
fn reasons(why: &Explanation, rule: &Rule) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    let answers = why.trace.children.iter().find(|line| line.answers);
    // The last line of a rule has no condition of its own: then what was not met says why.
    let unmet = || why.trace.children.iter().filter(|line| line.label.starts_with("entitled"));
    match answers.filter(|line| !line.children.is_empty()) {
        Some(line) => line.children.iter().for_each(|condition| collect(condition, 0, &mut items)),
        None => {
            unmet().flat_map(|line| &line.children).for_each(|condition| collect(condition, 0, &mut items))
        }
    }
    let law: Vec<String> = rule.source.iter().map(|source| source.cite.clone()).collect();
    items.push(Item {
        words: "The law it rests on".into(),
        meta: Some(expanded(&law.join("; "))),
        ..Item::default()
    });
    items
}

/// The conditions near the top that a reader wants: joints ("all of", "not") are passed through.
fn collect(condition: &RuleTrace, depth: usize, items: &mut Vec<Item>) {
    let joint = matches!(condition.label.as_str(), "all of" | "any of" | "not" | "ever");
    if joint && depth < 4 {
        for part in &condition.children {
            collect(part, depth + 1, items);
        }
        return;
    }
    if items.len() < 6 {
        let facts = facts(&condition.facts);
        let provision = condition.provision.as_deref().map(expanded);
        let meta: Vec<String> = facts.into_iter().chain(provision).collect();
        items.push(Item {
            words: format!("{}: {}", label(&condition.label), truth_word(condition.truth).to_lowercase()),
            meta: (!meta.is_empty()).then(|| meta.join(". ")),
            ..Item::default()
        });
    }
}

/// The rule's tree in the page's words.
fn trace(rule: &RuleTrace) -> Trace {
    let kind = match (rule.truth, rule.answers) {
        (Truth::Yes, _) => "done",
        (Truth::No, _) => "",
        (Truth::Unknown, _) => "warn",
    };
    let words =
        if rule.answers { format!("{} (this line answers)", label(&rule.label)) } else { label(&rule.label) };
    Trace {
        words,
        answer: Tag::new(kind, truth_word(rule.truth)),
        fact: facts(&rule.facts),
        cite: rule.provision.as_deref().map(expanded),
        parts: rule.children.iter().map(trace).collect(),
    }
}

const fn truth_word(truth: Truth) -> &'static str {
    match truth {
        Truth::Yes => "Yes",
        Truth::No => "No",
        Truth::Unknown => "Not known",
    }
}

/// "not_entitled when" becomes "Not entitled when".
fn label(written: &str) -> String {
    let plain = expanded(&written.replace('_', " "));
    let mut letters = plain.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The short names of the catalogue in full, so that nobody has to know them.
fn expanded(cite: &str) -> String {
    cite.replace("CA 1989", "Children Act 1989")
        .replace("CPR", "Care Planning Regulations 2010")
        .replace("CLR", "Care Leavers Regulations 2010")
        .replace("CSWA", "Children and Social Work Act 2017")
        .replace("CWSA", "Children’s Wellbeing and Schools Act 2026")
}

fn facts(used: &[FactUsed]) -> Option<String> {
    let said: Vec<String> = used.iter().map(fact).collect();
    (!said.is_empty()).then(|| said.join("; "))
}

fn fact(used: &FactUsed) -> String {
    let value = used.value.as_deref().map_or_else(
        || "not known".to_owned(),
        |value| value.parse::<NaiveDate>().map_or_else(|_| value.replace('_', " "), full_day),
    );
    let name = used.name.strip_prefix("episodes[").and_then(|rest| rest.split_once("].")).and_then(
        |(place, part)| {
            let place: usize = place.parse().ok()?;
            Some(format!("spell {} {}", place + 1, if part == "start" { "began" } else { "ended" }))
        },
    );
    let name = name.unwrap_or_else(|| used.name.replace(['_', '.'], " "));
    let from = used.recorded.as_ref().map(|from| format!(" ({from})")).unwrap_or_default();
    format!("{name} {value}{from}")
}

/// Who gives it and how. `offer`: the council's, where what stands here comes from it.
fn card(rule: &Rule, offer: Option<&OfferSource>) -> Vec<Item> {
    let kind = match rule.kind {
        Kind::Duty => "The council must give it",
        Kind::Power => "The council may give it, by need",
        Kind::Local => "The council’s own offer",
        Kind::OtherBody => "Another body decides",
    };
    let checked = rule.source.iter().filter_map(|source| source.checked).min().map(full_day);
    let item =
        |words: &str, meta: String| Item { words: words.to_owned(), meta: Some(meta), ..Item::default() };
    let mut items = vec![
        item("Who gives it", format!("{}. {kind}", rule.provider)),
        item("How to ask", rule.ask.clone()),
        item("What to show", rule.evidence.clone()),
        item("If it is refused", rule.refused.clone()),
    ];
    items.extend(offer.map(|offer| {
        let day = offer.source.checked.map(|day| format!(". Checked {}", full_day(day)));
        item("From the council’s local offer", format!("{}{}", offer.source.cite, day.unwrap_or_default()))
    }));
    items.extend(checked.map(|checked| item("Law checked", checked)));
    items.retain(|item| item.meta.as_ref().is_some_and(|meta| !meta.trim().is_empty()));
    items
}

fn ledger_row(step: &EntitlementStep, who: Option<&str>) -> LedgerRow {
    LedgerRow {
        day: full_day(step.note.happened_on),
        step: act_tag(step.note.act),
        words: step.note.note.clone().unwrap_or_else(|| "Nothing noted".to_owned()),
        who: who.unwrap_or("The service").to_owned(),
        amount: step.note.amount.map(|amount| amount.to_string()),
    }
}

fn act_tag(act: EntitlementAct) -> Tag {
    let words = ACTS.iter().find(|known| known.0 == act).map_or("Taken back", |known| known.1);
    let kind = match act {
        EntitlementAct::Paid => "done",
        EntitlementAct::Asked | EntitlementAct::Agreed => "now",
        EntitlementAct::Refused => "warn",
        _ => "",
    };
    Tag::new(kind, words)
}

/// From told to given; refusal or refusal of the offer ends the way.
fn path(seen: &SeenEntitlement, today: NaiveDate, standing: &Standing) -> Vec<PathStep> {
    let last = |act: EntitlementAct| seen.steps.iter().rev().find(|(step, _)| step.note.act == act);
    let meta = |act: EntitlementAct| {
        last(act).map(|(step, who)| {
            let who = who.as_ref().map(|who| format!(", {who}")).unwrap_or_default();
            format!("{}{who}", day(step.note.happened_on, today))
        })
    };
    let mut way = vec![
        (EntitlementAct::Told, "Told"),
        (EntitlementAct::Asked, "Asked"),
        (EntitlementAct::Agreed, "Agreed"),
        (EntitlementAct::Paid, "Paid or given"),
    ];
    match standing.stands {
        Stands::Refused => way.splice(2.., [(EntitlementAct::Refused, "Refused")]).for_each(drop),
        Stands::Declined => way.splice(2.., [(EntitlementAct::Declined, "Said no thank you")]).for_each(drop),
        _ => {}
    }
    let furthest = way.iter().rposition(|(act, _)| last(*act).is_some());
    way.iter()
        .enumerate()
        .map(|(place, (act, words))| PathStep {
            words: (*words).to_owned(),
            meta: meta(*act),
            class: match furthest {
                Some(furthest) if place <= furthest => "is-done",
                Some(furthest) if place == furthest + 1 => "is-now",
                None if place == 0 => "is-now",
                _ => "",
            },
        })
        .collect()
}
