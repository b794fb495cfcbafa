#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use super::{
    form::{MatterForm, StepForm},
    page::PlanPage,
    part::PartPage,
    signed::SignedPage,
    *,
};
use crate::{
    usecases::adviser::plan::{SeenPlan, see_signed},
    web::{
        form::WrittenDay,
        page_check::shown,
        testing::{BOROUGH, NOW, reads},
    },
};
use onward_domain::{access::Purpose, pathway::Stage, role::Role};

/// Somebody of the borough whose draft is at this stage.
fn at(stage: Stage) -> SeenPlan {
    for adviser in BOROUGH.users(Role::Adviser) {
        let people = BOROUGH.read::<Adviser, _>(adviser, |ask| ask.scope.people(ask.tx, ask.now));
        for one in people {
            let person = one.person.id;
            let seen = BOROUGH.read::<Adviser, _>(adviser, |ask| see_plan(ask, person));
            if seen.draft.as_ref().is_some_and(|draft| draft.stage == stage) {
                return seen;
            }
        }
    }
    unreachable!("nobody's plan is at {stage:?}")
}

fn html(seen: &SeenPlan) -> String {
    shown(Role::Adviser, "plan", &PlanPage::of(seen, None, (Sheet::default(), Sheet::default())))
}

#[test]
fn each_stage_says_what_happens_next_and_who_has_it() {
    assert!(html(&at(Stage::Writing)).contains("Send it to "));
    let read = html(&at(Stage::WithThem));
    assert!(
        read.contains("Sign it and hand it in")
            && read.contains("On their phone, before any manager reads it")
    );
    let waits = html(&at(Stage::WithManager));
    assert!(waits.contains("It waits for a manager") && !waits.contains("Save the level of support"));
    let back = html(&at(Stage::SentBack));
    assert!(back.contains("It came back, not signed yet") && back.contains("who does it, by when"));
}

#[test]
fn the_draft_is_read_beside_the_last_plan_with_what_is_missing_and_owed() {
    insta::assert_snapshot!("writing", reads(&html(&at(Stage::Writing))));
}

#[test]
fn a_step_that_is_not_clear_is_asked_about_and_saved_all_the_same() {
    let seen = at(Stage::Writing);
    let page = |open: &str, sheet| PartPage::of(&seen, PlanArea::Home, open, sheet).unwrap();
    let shown_part = shown(Role::Adviser, "plan-part", &page("", None));
    assert!(shown_part.contains("Can you tell when it is done?") && shown_part.contains("What if it fails?"));
    let new = shown(Role::Adviser, "plan-step", &page("new", None));
    assert!(new.contains("A new step"));
    let vague = StepForm { what: "Help with bills".into(), ..StepForm::default() };
    assert!(vague.read(PlanArea::Home).is_ok(), "a prompt stops nothing");
    let empty = StepForm { by: WrittenDay::new("31", "2", "2026"), ..StepForm::default() };
    assert!(empty.read(PlanArea::Home).is_err());
    let both = MatterForm {
        version: "0".into(),
        agreed: "He wants a flat near college.".into(),
        step: "new".into(),
        by: WrittenDay::new("31", "2", "2026"),
        ..MatterForm::default()
    };
    let errors = both.read(PlanArea::Home).unwrap().unwrap_err();
    let html = shown(Role::Adviser, "plan-step", &page("new", Some(Sheet::wrong(both.clone(), errors))));
    assert!(html.contains("Write what will be done"));
    assert!(html.contains("He wants a flat near college."), "the words beside it stay");
    let untouched = MatterForm { by: WrittenDay::default(), ..both };
    let said = untouched.read(PlanArea::Home).unwrap().unwrap();
    assert!(said.part.is_some() && said.step.is_none(), "a step with nothing in it is none");
}

#[test]
fn a_signed_plan_says_who_signed_and_is_compared_word_by_word() {
    let found = BOROUGH.users(Role::Adviser).into_iter().find_map(|adviser| {
        let people = BOROUGH.read::<Adviser, _>(adviser, |ask| ask.scope.people(ask.tx, ask.now));
        people.into_iter().find_map(|one| {
            let person = one.person.id;
            BOROUGH.read::<Adviser, _>(adviser, |ask| {
                let plans = ask.open(person, Purpose::Plan)?;
                let plans = plans.plans();
                let Some(last) = plans.agreed()? else { return Ok(None) };
                if plans.snapshot(last.id)?.is_none() {
                    return Ok(None);
                }
                see_signed(ask, person, last.number, Some(last.number - 1)).map(Some)
            })
        })
    });
    let seen = found.expect("a plan of the borough is signed");
    let html = shown(Role::Adviser, "plan-signed", &SignedPage::of(&seen, Some(seen.plan.number - 1), false));
    assert!(html.contains("Dawn Fairley") && html.contains("SHA-256") && html.contains("<ins>"), "{html}");
    assert_eq!(seen.document.signed_on, Some(NOW.today));
}

#[test]
fn a_draft_prints_with_its_steps_and_room_for_an_answer_on_paper() {
    let seen = at(Stage::WithThem);
    let page = SignedPage::of_draft(&seen).unwrap();
    let html = shown(Role::Adviser, "plan-print", &page);
    let step = &seen.draft.as_ref().unwrap().steps[0].text.what;
    assert!(html.contains(step.as_str()) && html.contains("I don’t agree"), "{html}");
}
