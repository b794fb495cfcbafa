//! `/adviser/people/{person}/care-history/…/withdraw`: a period or an event that is not theirs, or was written by mistake, is taken
//! out with its effect seen and a reason. The history keeps it.

use actix_web::web::Path;
use onward_domain::{
    basis::is_a_reason,
    id::{EpisodeId, EventId, PersonId},
};
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::{episode::EffectShown, said, who::Who};
use crate::{
    usecases::adviser::withdraw_period::{
        SeenWrong, SentWrong, Withdrawn, Wrong, WrongLine, see_wrong, withdraw_period,
    },
    web::{
        desk::{Adviser, Desk},
        form::{Form, FormErrors, Reader, Sheet},
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
        view::{FormState, Page},
        words::{Say, says::adviser::withdraw as told},
    },
};

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    let (period, event) = (
        "/adviser/people/{person}/care-history/episodes/{episode}/withdraw",
        "/adviser/people/{person}/care-history/events/{event}/withdraw",
    );
    vec![
        get(period, Audience::Adviser, see_period),
        post(period, Audience::Adviser, without_period),
        get(event, Audience::Adviser, see_event),
        post(event, Audience::Adviser, without_event),
    ]
}

/// As written.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields)]
struct WithdrawForm {
    seen: String,
    #[validate(length(max = 600))]
    reason: String,
}

impl WithdrawForm {
    fn read(&self) -> Result<String, FormErrors> {
        let mut read = Reader::of(self);
        let reason = read.text("reason", &self.reason).missing(told::SayWhy);
        let reason = reason.only(|reason| is_a_reason(reason), told::NotAReason).required();
        read.done(|| reason)
    }
}

#[derive(Debug, Clone, Serialize)]
struct WithdrawPage {
    who: Who,
    action: String,
    back: String,
    event: bool,
    gone: bool,
    /// What was sent was not carried out: the effect is another one now.
    again: bool,
    was: Say,
    token: String,
    what_changes: EffectShown,
    #[serde(flatten)]
    sheet: Sheet<WithdrawForm>,
}

impl Page for WithdrawPage {
    const TEMPLATE: &str = "adviser/withdraw.html";

    fn state(&self) -> FormState {
        match self.sheet.state() {
            FormState::Fresh if self.again => FormState::Doubtful,
            state => state,
        }
    }
}

async fn see_period(desk: Desk<Adviser>, at: Path<(PersonId, EpisodeId)>) -> PageResult {
    show(&desk, at.0, Wrong::Period(at.1), (Sheet::default(), false)).await
}

async fn see_event(desk: Desk<Adviser>, at: Path<(PersonId, EventId)>) -> PageResult {
    show(&desk, at.0, Wrong::Event(at.1), (Sheet::default(), false)).await
}

async fn without_period(
    desk: Desk<Adviser>,
    at: Path<(PersonId, EpisodeId)>,
    form: Form<WithdrawForm>,
) -> PageResult {
    without(&desk, at.0, Wrong::Period(at.1), form).await
}

async fn without_event(
    desk: Desk<Adviser>,
    at: Path<(PersonId, EventId)>,
    form: Form<WithdrawForm>,
) -> PageResult {
    without(&desk, at.0, Wrong::Event(at.1), form).await
}

async fn without(
    desk: &Desk<Adviser>,
    person: PersonId,
    wrong: Wrong,
    form: Form<WithdrawForm>,
) -> PageResult {
    let key = form.once.clone();
    let form = form.into_inner();
    let reason = match form.read() {
        Ok(reason) => reason,
        Err(errors) => return show(desk, person, wrong, (Sheet::wrong(form, errors), false)).await,
    };
    let sent = SentWrong { reason, seen: form.seen.clone(), key };
    match desk.write(move |ask| withdraw_period(ask, person, (wrong, &sent))).await? {
        Withdrawn::Done => Ok(see_other(&format!("/adviser/people/{person}/care-history?saved=withdrawn"))),
        Withdrawn::LookAgain => show(desk, person, wrong, (Sheet::new(form), true)).await,
    }
}

async fn show(
    desk: &Desk<Adviser>,
    person: PersonId,
    wrong: Wrong,
    (sheet, again): (Sheet<WithdrawForm>, bool),
) -> PageResult {
    let seen = desk.read(move |ask| see_wrong(ask, person, wrong)).await?;
    desk.show(&page(&seen, desk.now().today, sheet, again))
}

fn page(seen: &SeenWrong, today: chrono::NaiveDate, sheet: Sheet<WithdrawForm>, again: bool) -> WithdrawPage {
    let who = Who::in_record(&seen.person, true, today);
    let back = format!("{}/care-history", who.base);
    let (event, at, was) = match &seen.line {
        WrongLine::Period(line) => (false, format!("episodes/{}", line.id), said::episode(&line.note)),
        WrongLine::Event(event) => (true, format!("events/{}", event.id), said::event(&event.note)),
    };
    WithdrawPage {
        action: format!("{back}/{at}/withdraw"),
        event,
        gone: seen.gone,
        again,
        was,
        token: seen.token.clone(),
        what_changes: EffectShown::of(&seen.effect, &who.known_as),
        back,
        who,
        sheet,
    }
}
