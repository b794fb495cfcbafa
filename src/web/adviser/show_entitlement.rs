//! From an opened entitlement to its page: the rule's answer, its trace, the ledger.

use chrono::NaiveDate;
use leaving_care_rules::{
    Law,
    assessment::{EntitlementAnswer, LawState, Outcome},
    entitlement::outcome::{Entitlement as Rule, Kind},
    explain::{Explanation, Subject, explain},
    local_offer::OfferSource,
    messages::Messages,
};
use onward_domain::{
    entitlement::{EntitlementAct, EntitlementStep},
    money::Pence,
    standing::{Standing, Stands, explained},
};

use super::{
    pages::{Entitlement, LedgerRow, PathStep, StepForm, WrittenDay},
    show_facts,
    show_person::base,
    show_trace::{reasons, sources, trace},
};
use crate::{
    usecases::adviser::{add_entitlement_step::Doubt, see_entitlement::SeenEntitlement},
    web::{
        happened, law_words,
        parts::{Choice, Item, Link, Notice, Tag},
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
    pub day: WrittenDay,
    /// How much.
    pub amount: String,
    /// What was said.
    pub words: String,
    /// What is wrong.
    pub errors: FormErrors,
    /// What does not fit: nothing is saved until the adviser says that it is right.
    pub doubt: Option<Doubt>,
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
    let answer = one.before_giving.entitlement(seen.which)?;
    let standing = one.standings.get(place)?;
    let name = one.listed.person.identity.known_as.as_str();
    let why = explain(
        law,
        messages,
        &explained(standing, &one.rules_person),
        one.today,
        Subject::Entitlement(seen.which),
        &sources(one, &seen.hands),
    );
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
    notices.extend(form.doubt.map(|doubt| doubtful(doubt, rule, name)));
    notices.extend(show_facts::asked(one, answer));
    Some(Entitlement {
        name: one.listed.person.identity.listed_name(),
        about: one.age().map(|age| age.to_string()).unwrap_or_default(),
        person_href: base.clone(),
        title: rule.name.clone(),
        lede: lede(rule, answer, standing, name, one.today),
        notices,
        answer: format!("What the rule says: {}", answer_word(rule, answer, standing)),
        reasons: reasons(&why, rule),
        trace: Some(trace(&why.trace)),
        reads: reads(&why, standing, one.today),
        card: card(rule, law.offered(seen.which, one.today)),
        ledger: seen.steps.iter().rev().map(|(step, who)| ledger_row(step, who.as_deref())).collect(),
        ledger_sum: (standing.paid.0 > 0).then(|| match standing.whole {
            Some(whole) => format!("Paid so far: {} of {whole}", standing.paid),
            None => format!("Paid so far: {}", standing.paid),
        }),
        path: path(seen, one.today, standing),
        may_change: one.may_change,
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
        seen: form.doubt.map(Doubt::token).unwrap_or_default(),
        save: if form.doubt.is_some() { "Yes, save it as it is written" } else { "Save this step" },
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

/// What the young person reads first: what has happened; then the rule's own lines. The answer itself is left out where
/// what has happened says more.
fn reads(why: &Explanation, standing: &Standing, today: NaiveDate) -> Vec<String> {
    let mut lines = happened::lines(standing, today);
    let decided = matches!(standing.stands, Stands::Had | Stands::Refused);
    let of_rule = why.lines.iter().filter(|line| !(decided && line.key.starts_with("answer.")));
    lines.extend(of_rule.map(|line| line.text.clone()));
    lines
}

/// What does not fit about the step that was sent, with both sums, and what to do.
fn doubtful(doubt: Doubt, rule: &Rule, name: &str) -> Notice {
    let per = rule.money.as_ref().map_or("", |money| law_words::per(money.per));
    let (heading, line) = match doubt {
        Doubt::MoreThanTheLawGives { paid, gives } => (
            format!("With this step {paid} was paid. The law gives {gives}"),
            "Check the sum. Save it if the council chose to give more, and say why under ‘What was said or decided’.".to_owned(),
        ),
        Doubt::GivenInFull(given) => (
            format!("{name} has had all of this already"),
            format!("{} Save it if {name} asks for more.", happened::had(&given)),
        ),
        Doubt::MoreThanOnePeriod { paid, gives } => (
            format!("This is {paid}. The law gives {gives} {per}"),
            "Save it if the payment is for more than one, and say for which.".to_owned(),
        ),
        Doubt::TheRuleSaysNo => (
            format!("With the facts recorded, the rule says no for {name} today"),
            "Check the facts. Save it if it was given all the same, and say why under ‘What was said or decided’.".to_owned(),
        ),
    };
    Notice {
        id: "doubt".into(),
        kind: "warn",
        heading,
        lines: vec![line, "Nothing is saved yet. What you wrote is below.".into()],
        links: vec![Link::new("Go to what you wrote", "#add-step")],
    }
}

/// The rule's answer in a word or two.
fn answer_word(rule: &Rule, answer: &EntitlementAnswer, standing: &Standing) -> String {
    match (answer.state, answer.outcome) {
        (LawState::InForce, Outcome::Entitled) if standing.stands == Stands::Had => {
            let per = rule.money.as_ref().map_or("", |money| law_words::per(money.per));
            standing.whole.map_or_else(
                || "yes, and it was given".to_owned(),
                |whole| format!("{whole} {per}, and all of it was given"),
            )
        }
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

fn lede(
    rule: &Rule,
    answer: &EntitlementAnswer,
    standing: &Standing,
    name: &str,
    today: NaiveDate,
) -> String {
    let until =
        law_words::ends(answer).map(|until| format!(" until {}", full_day(until))).unwrap_or_default();
    let amount = answer.amount_pence.map(Pence);
    match (standing.stands, standing.left, amount) {
        (Stands::NotInForce, ..) => {
            "Parliament has passed this. No start date is set, so nobody can claim it yet.".to_owned()
        }
        (stands, Some(left), Some(amount)) if stands.not_claimed() => {
            format!("{left} of {amount} is left. {name} can ask for it{until}.")
        }
        (Stands::Has, ..) => format!("{name} has this."),
        (Stands::Had, ..) => had(standing, name, today),
        (Stands::Agreed | Stands::Refused, Some(left), Some(amount)) if standing.paid.0 > 0 => {
            let what = if standing.stands == Stands::Agreed {
                "More was agreed, and not given yet."
            } else {
                "The rest was refused, though the rule says yes."
            };
            format!("{left} of {amount} is left. {what}")
        }
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
            let rule = if answer.outcome == Outcome::Entitled { ", though the rule says yes" } else { "" };
            format!("Refused{rule}. A refusal needs a reason and a way to challenge it.")
        }
        (Stands::Declined, ..) => format!("{name} said no thank you. They can change their mind."),
        _ => format!("With the facts recorded, {name} cannot get this now."),
    }
}

/// "Jay has had this: £3,000 on 4 May 2026. Jay asked again on 2 June."
fn had(standing: &Standing, name: &str, today: NaiveDate) -> String {
    let on = standing.since.map(|on| format!(" on {}", full_day(on))).unwrap_or_default();
    let given = if standing.paid.0 > 0 { format!(": {}{on}", standing.paid) } else { on };
    let more = standing.again().map(|again| {
        let day = day(again.on, today);
        match again.act {
            EntitlementAct::Agreed => format!(" More was agreed on {day}."),
            EntitlementAct::Refused => format!(" More was refused on {day}."),
            EntitlementAct::Declined => format!(" {name} wanted no more on {day}."),
            _ => format!(" {name} asked again on {day}, and waits for an answer."),
        }
    });
    format!("{name} has had this{given}.{}", more.unwrap_or_default())
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
