//! `/hub/contacts/{brought}/family`: what of a contact the family may read. Each entry is shown or left out for one of the law's
//! reasons; the ledger stays as it is. `…/copy` is what they are given.

#[cfg(test)]
mod tests;

use actix_web::web::Path;
use chrono::{DateTime, Utc};
use onward_domain::{
    hub::{Entry, Sender, Withheld, entries, last_marks},
    id::HubContactId,
};
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::contact::{PartShown, PassShown, StepShown, address, part, passed, step};
use crate::{
    usecases::hub::family_copy::{Marked, mark, see_marked},
    web::{
        desk::{Desk, Hub},
        error::Situation,
        form::{Form, Reader, Sheet},
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
        view::{FormState, Page},
        words::says::hub::family as told,
    },
};

const AT: &str = "/hub/contacts/{brought}/family";
const ONE: &str = "/hub/contacts/{brought}/family/{entry}";
const COPY: &str = "/hub/contacts/{brought}/copy";

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    vec![
        get(AT, Audience::Hub, list),
        get(ONE, Audience::Hub, ask),
        post(ONE, Audience::Hub, keep),
        get(COPY, Audience::Hub, copy),
    ]
}

/// An entry: what came, a step, a part or what was passed on; and whether it is left out.
#[derive(Debug, Clone, Serialize)]
pub struct EntryShown {
    href: String,
    at: DateTime<Utc>,
    came: Option<CameShown>,
    step: Option<StepShown>,
    part: Option<PartShown>,
    passed: Option<PassShown>,
    withheld: Option<Withheld>,
    /// Who marked it last, and when.
    marked_by: Option<String>,
    marked_at: Option<DateTime<Utc>>,
}

/// What was written or said first. How to reach whoever wrote is never here, and who they are only where they are the family.
#[derive(Debug, Clone, Serialize)]
struct CameShown {
    by_family: bool,
    about: String,
    words: String,
}

/// Every entry, in order.
fn shown(seen: &Marked) -> Vec<EntryShown> {
    let (one, last) = (&seen.one, last_marks(&seen.marks));
    let told = &one.contact.told;
    let base = address(one.contact.id);
    let all = entries(&one.contact, &one.steps, &seen.parts, &seen.passed).into_iter().map(|(at, entry)| {
        let id = entry.id();
        let marked = last.get(id.as_str());
        let of_step = one.steps.iter().find(|each| entry == Entry::Step(each.id));
        let of_part = seen.parts.iter().find(|each| entry == Entry::Part(each.id));
        let of_pass = seen.passed.iter().find(|each| entry == Entry::Passed(each.id));
        EntryShown {
            at,
            came: matches!(entry, Entry::Came(_)).then(|| CameShown {
                by_family: told.sender == Sender::Parent,
                about: told.about.clone(),
                words: told.words.clone(),
            }),
            step: of_step.map(|each| step(each, seen.names.get(&each.by).cloned())),
            part: of_part.map(|each| part(each, seen.names.get(&each.by).cloned())),
            passed: of_pass.map(|each| passed(each, seen.names.get(&each.by).cloned())),
            withheld: marked.and_then(|mark| mark.reason),
            marked_by: marked.and_then(|mark| seen.names.get(&mark.by).cloned()),
            marked_at: marked.map(|mark| mark.at),
            href: format!("{base}/family/{id}"),
        }
    });
    all.collect()
}

/// What the hub sees: every entry, and what is left out.
#[derive(Debug, Clone, Serialize)]
pub struct FamilyPage {
    back: String,
    reference: String,
    /// The family has heard of it, so that they may be given the copy.
    heard: bool,
    copy: String,
    left_out: usize,
    rows: Vec<EntryShown>,
}

impl Page for FamilyPage {
    const TEMPLATE: &'static str = "hub/family.html";
}

impl FamilyPage {
    pub fn of(seen: &Marked) -> Self {
        let rows = shown(seen);
        Self {
            back: address(seen.one.contact.id),
            reference: seen.one.contact.reference.clone(),
            heard: seen.one.stands().family_has_heard(),
            copy: format!("{}/copy", address(seen.one.contact.id)),
            left_out: rows.iter().filter(|row| row.withheld.is_some()).count(),
            rows,
        }
    }
}

/// What the family is given: everything but what is left out, and that something is.
#[derive(Debug, Clone, Serialize)]
pub struct CopyPage {
    back: String,
    reference: String,
    left_out: bool,
    rows: Vec<EntryShown>,
}

impl Page for CopyPage {
    const TEMPLATE: &'static str = "hub/copy.html";
}

impl CopyPage {
    pub fn of(seen: &Marked) -> Self {
        let mut rows = shown(seen);
        let all = rows.len();
        rows.retain(|row| row.withheld.is_none());
        Self {
            back: format!("{}/family", address(seen.one.contact.id)),
            reference: seen.one.contact.reference.clone(),
            left_out: rows.len() < all,
            rows,
        }
    }
}

/// Shown, or left out and why.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct MarkForm {
    /// A reason, or `shown`.
    reason: String,
}

/// The form for one entry.
#[derive(Debug, Clone, Serialize)]
pub struct MarkPage {
    back: String,
    row: EntryShown,
    #[serde(flatten)]
    sheet: Sheet<MarkForm>,
}

impl Page for MarkPage {
    const TEMPLATE: &'static str = "hub/withhold.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

async fn list(desk: Desk<Hub>, at: Path<HubContactId>) -> PageResult {
    let id = *at;
    let seen = desk.read(move |ask| see_marked(ask, id)).await?;
    desk.show(&FamilyPage::of(&seen))
}

/// A family that has not heard of it is given nothing.
async fn copy(desk: Desk<Hub>, at: Path<HubContactId>) -> PageResult {
    let id = *at;
    let seen = desk.read(move |ask| see_marked(ask, id)).await?;
    if !seen.one.stands().family_has_heard() {
        return Ok(see_other(&format!("{}/family", address(id))));
    }
    desk.show(&CopyPage::of(&seen))
}

async fn ask(desk: Desk<Hub>, at: Path<(HubContactId, String)>) -> PageResult {
    let (id, entry) = at.into_inner();
    show(&desk, id, &entry, None).await
}

async fn show(desk: &Desk<Hub>, id: HubContactId, entry: &str, sheet: Option<Sheet<MarkForm>>) -> PageResult {
    let seen = desk.read(move |ask| see_marked(ask, id)).await?;
    let href = format!("{}/family/{entry}", address(id));
    let row = shown(&seen).into_iter().find(|row| row.href == href).ok_or(Situation::NotFound)?;
    let stands = MarkForm { reason: row.withheld.map_or("shown", Withheld::word).to_owned() };
    let sheet = sheet.unwrap_or_else(|| Sheet::new(stands));
    desk.show(&MarkPage { back: format!("{}/family", address(id)), row, sheet })
}

async fn keep(desk: Desk<Hub>, at: Path<(HubContactId, String)>, form: Form<MarkForm>) -> PageResult {
    let ((id, entry), key, form) = (at.into_inner(), form.once.clone(), form.into_inner());
    let mut read = Reader::of(&form);
    let known = |word: &str| match word {
        "shown" => Some(None),
        word => word.parse::<Withheld>().ok().map(Some),
    };
    let reason = read.choice("reason", &form.reason, known).missing(told::Reason).required();
    let reason = match read.done(|| reason) {
        Ok(reason) => reason,
        Err(errors) => return show(&desk, id, &entry, Some(Sheet::wrong(form, errors))).await,
    };
    desk.write(move |ask| mark(ask, id, &entry, reason, &key)).await?;
    Ok(see_other(&format!("{}/family", address(id))))
}
