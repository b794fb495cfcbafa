//! `/adviser/people/{person}/plan/before` and `…/assessment/before`: what was made before there was a record here, on its day.

use actix_web::web::Path;
use chrono::NaiveDate;
use onward_domain::{entitlement::EntitlementStep, id::PersonId};
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::who::Who;
use crate::{
    usecases::adviser::made_before::{Before, Made, see_made_before, write_made_before},
    web::{
        desk::{Adviser, Desk},
        form::{Form, FormErrors, Reader, Sheet, WrittenDay},
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
        view::{FormState, Page},
        words::says::adviser::made_before as told,
    },
};

const PLAN: &str = "/adviser/people/{person}/plan/before";
const ASSESSMENT: &str = "/adviser/people/{person}/assessment/before";

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    let me = Audience::Adviser;
    vec![
        get(PLAN, me, plan),
        post(PLAN, me, keep_plan),
        get(ASSESSMENT, me, assessment),
        post(ASSESSMENT, me, keep_assessment),
    ]
}

/// As written.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct BeforeForm {
    on: WrittenDay,
    #[validate(length(max = 120))]
    by: String,
    #[validate(length(max = 300))]
    place: String,
}

impl BeforeForm {
    fn of(stands: &EntitlementStep) -> Self {
        Self {
            on: Some(stands.note.happened_on).into(),
            by: stands.note.decider.clone().unwrap_or_default(),
            place: stands.note.note.clone().unwrap_or_default(),
        }
    }

    fn read(&self, today: NaiveDate) -> Result<Before, FormErrors> {
        let mut read = Reader::of(self);
        let on = read.day("on", &self.on, told::Day).not_after_today(today);
        let on = on.missing(told::Missing).required();
        let by = read.text("by", &self.by).missing(told::By).required();
        let kept_at = read.text("place", &self.place).optional();
        read.done(|| Some(Before { on: on?, by: by?, kept_at }))
    }
}

#[derive(Debug, Clone, Serialize)]
struct BeforePage {
    who: Who,
    action: String,
    back: String,
    /// `plan` or `assessment`.
    what: &'static str,
    /// It was written down already, and is corrected here.
    stands: bool,
    #[serde(flatten)]
    sheet: Sheet<BeforeForm>,
}

impl Page for BeforePage {
    const TEMPLATE: &str = "adviser/made_before.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

async fn plan(desk: Desk<Adviser>, at: Path<PersonId>) -> PageResult {
    look(&desk, *at, Made::Plan, None).await
}

async fn assessment(desk: Desk<Adviser>, at: Path<PersonId>) -> PageResult {
    look(&desk, *at, Made::Assessment, None).await
}

async fn keep_plan(desk: Desk<Adviser>, at: Path<PersonId>, form: Form<BeforeForm>) -> PageResult {
    keep(&desk, *at, Made::Plan, form).await
}

async fn keep_assessment(desk: Desk<Adviser>, at: Path<PersonId>, form: Form<BeforeForm>) -> PageResult {
    keep(&desk, *at, Made::Assessment, form).await
}

async fn look(
    desk: &Desk<Adviser>,
    person: PersonId,
    made: Made,
    wrong: Option<Sheet<BeforeForm>>,
) -> PageResult {
    let (one, stands) = desk.read(move |ask| see_made_before(ask, person, made)).await?;
    let fresh = || Sheet::new(stands.as_ref().map(BeforeForm::of).unwrap_or_default());
    let what = word(made);
    let who = Who::of(&one);
    desk.show(&BeforePage {
        action: format!("{}/{what}/before", who.base),
        back: format!("{}/{what}", who.base),
        what,
        stands: stands.is_some(),
        sheet: wrong.unwrap_or_else(fresh),
        who,
    })
}

async fn keep(desk: &Desk<Adviser>, person: PersonId, made: Made, form: Form<BeforeForm>) -> PageResult {
    let (key, form, today) = (form.once.clone(), form.into_inner(), desk.now().today);
    let errors = match form.read(today) {
        Err(errors) => errors,
        Ok(says) => {
            if desk.write(move |ask| write_made_before(ask, person, (made, &says), &key)).await? {
                return Ok(see_other(&format!("/adviser/people/{person}")));
            }
            FormErrors::one("on", told::BeforeBirth)
        }
    };
    look(desk, person, made, Some(Sheet::wrong(form, errors))).await
}

const fn word(made: Made) -> &'static str {
    match made {
        Made::Plan => "plan",
        Made::Assessment => "assessment",
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;
    use crate::web::{
        page_check::shown,
        testing::{BOROUGH, NOW},
    };
    use onward_domain::role::Role;

    fn page(what: &'static str, sheet: Sheet<BeforeForm>) -> String {
        let (person, made) = (BOROUGH.person("Jay"), Made::Plan);
        let (one, _) =
            BOROUGH.read::<Adviser, _>(BOROUGH.user("Priya"), move |ask| see_made_before(ask, person, made));
        let (action, back) = (String::from("/before"), String::from("/back"));
        shown(
            Role::Adviser,
            "made-before",
            &BeforePage { who: Who::of(&one), action, back, what, stands: false, sheet },
        )
    }

    #[test]
    fn a_day_by_whom_and_where_the_paper_is_are_asked_and_what_was_typed_is_kept() {
        for what in ["plan", "assessment"] {
            assert!(page(what, Sheet::default()).contains("name=\"on-day\""));
        }
        let ahead =
            BeforeForm { on: WrittenDay::new("1", "1", "2030"), by: String::new(), place: "Room 4".into() };
        let errors = ahead.read(NOW.today).unwrap_err();
        assert!(errors.said("on").is_some() && errors.said("by").is_some());
        assert!(page("plan", Sheet::wrong(ahead, errors)).contains("Room 4"), "kept");
    }
}
