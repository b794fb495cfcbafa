//! `/manager/overrides`: the answers that advisers would decide otherwise than the rule, and those that hold; one of them beside
//! what the rule says, and two ways on: agree, or say why not.

#[cfg(test)]
mod tests;

use actix_web::web::Path;
use chrono::NaiveDate;
use leaving_care_rules::{Law, Messages, entitlement::outcome::Kind};
use onward_domain::id::OverrideId;
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::{
    clock::london_day,
    usecases::{
        adviser::override_answer::SeenOverrides,
        manager::overrides::{Listed, answer_override, see_all_overrides, see_override},
    },
    web::{
        adviser::{
            Decided, rule_says,
            trace::{reasons, why},
            who::Who,
        },
        desk::{Desk, Manager},
        error::Situation,
        form::{Form, FormErrors, Reader, Sheet},
        law_words,
        parts::Line,
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
        view::{FormState, Page},
        words::{Say, says::manager::overrides as told},
    },
};

const AT: &str = "/manager/overrides";
const ONE: &str = "/manager/overrides/{override}";

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    let me = Audience::Manager;
    vec![get(AT, me, list), get(ONE, me, look), post(ONE, me, answer)]
}

/// What the manager says.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct AnswerForm {
    /// `yes` or `no`.
    pub answer: String,
    /// Where not: why.
    #[validate(length(max = 600))]
    pub words: String,
}

impl AnswerForm {
    fn read(&self) -> Result<(bool, Option<String>), FormErrors> {
        let mut read = Reader::of(self);
        let known = |word: &str| match word {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        };
        let agreed = read.choice("answer", &self.answer, known).missing(told::Choose).required();
        let words = read.text("words", &self.words);
        let words = if agreed == Some(false) {
            words.missing(told::Words).required().map(Some)
        } else {
            Some(words.optional())
        };
        read.done(|| agreed.zip(words))
    }
}

/// Those that wait, and those that hold.
#[derive(Debug, Clone, Serialize)]
pub struct ListPage {
    waiting: Vec<Row>,
    holding: Vec<Row>,
}

#[derive(Debug, Clone, Serialize)]
struct Row {
    href: String,
    name: String,
    age: Option<u32>,
    what: String,
    gives: bool,
    by: Option<String>,
    since: NaiveDate,
    until: NaiveDate,
    mine: bool,
}

impl Page for ListPage {
    const TEMPLATE: &str = "manager/overrides.html";
}

impl ListPage {
    pub fn of(all: Vec<Listed>) -> Self {
        let (waiting, holding) = all.into_iter().partition::<Vec<_>, _>(|each| each.one.waits());
        let row = |each: Listed| Row {
            href: format!("{AT}/{}", each.one.id),
            name: each.name,
            age: each.age,
            what: each.what,
            gives: each.one.note.gives,
            by: each.by,
            since: london_day(each.one.asked_at),
            until: each.one.note.until,
            mine: each.mine,
        };
        Self {
            waiting: waiting.into_iter().map(row).collect(),
            holding: holding.into_iter().map(row).collect(),
        }
    }
}

/// One of them.
#[derive(Debug, Clone, Serialize)]
pub struct OverridePage {
    who: Who,
    action: String,
    what: String,
    one: Decided,
    /// It waits, and the reader may answer it.
    can_answer: bool,
    mine: bool,
    /// The rule's own answer in a word or two.
    rule_says: Say,
    reasons: Vec<Line>,
    /// The council must give it, and this would take it away.
    takes_a_duty: bool,
    /// The person's page, which a manager reads.
    record: String,
    #[serde(flatten)]
    sheet: Sheet<AnswerForm>,
}

impl Page for OverridePage {
    const TEMPLATE: &str = "manager/override.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

impl OverridePage {
    /// The page around a form; `None` when the entitlement is not in this law.
    pub fn of(
        listed: &Listed,
        seen: &SeenOverrides,
        law: &Law,
        messages: &Messages,
        sheet: Sheet<AnswerForm>,
    ) -> Option<Self> {
        let (answered, which) = (&seen.seen.answered, seen.seen.which);
        let rule = law.entitlements().get(which.place())?;
        let (one, who) = (&listed.one, Who::of(answered));
        Some(Self {
            action: format!("{AT}/{}", one.id),
            what: listed.what.clone(),
            one: Decided::of(one, &seen.names, answered.today),
            can_answer: one.waits() && !listed.mine,
            mine: one.waits() && listed.mine,
            rule_says: rule_says(rule, answered, which)?,
            reasons: reasons(&why(&seen.seen, law, messages)?, rule, &who.known_as),
            takes_a_duty: !one.note.gives
                && answered.by_rule(which).is_some_and(|answer| answer.kind == Kind::Duty),
            record: format!("/manager/people/{}", one.person),
            who,
            sheet,
        })
    }
}

async fn list(desk: Desk<Manager>) -> PageResult {
    desk.show(&ListPage::of(desk.read(see_all_overrides).await?))
}

async fn look(desk: Desk<Manager>, at: Path<OverrideId>) -> PageResult {
    show(&desk, *at, Sheet::default()).await
}

async fn answer(desk: Desk<Manager>, at: Path<OverrideId>, form: Form<AnswerForm>) -> PageResult {
    let (which, key) = (*at, form.once.clone());
    let form = form.into_inner();
    match form.read() {
        Ok((agreed, words)) => {
            desk.write(move |ask| answer_override(ask, which, agreed, words.as_deref(), &key)).await?;
            Ok(see_other(AT))
        }
        Err(errors) => show(&desk, which, Sheet::wrong(form, errors)).await,
    }
}

async fn show(desk: &Desk<Manager>, which: OverrideId, sheet: Sheet<AnswerForm>) -> PageResult {
    let (listed, seen) = desk.read(move |ask| see_override(ask, which)).await?;
    let page = OverridePage::of(&listed, &seen, desk.app.law, law_words::messages()?, sheet);
    desk.show(&page.ok_or(Situation::NotFound)?)
}
