#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::usecases::{
    adviser::tick_step::{Ticked, tick_step},
    testing::{Jay, adviser, asking, at, day, managing, own_asking},
};
use onward_domain::{
    access::Purpose,
    allocation::Part,
    id::UserId,
    open_steps::Needs,
    person::{Identity, Sex},
    plan::{PlanArea, StepStatus, StepText},
    role::Role,
};
use onward_store::{
    StoreError, on_both,
    repo::users::NewUser,
    scope::{NewPerson, Record, Task},
    testing::{TestStore, counting::queries},
};

fn step(what: &str, who: &str, due: Option<&str>) -> StepText {
    StepText {
        area: PlanArea::Home,
        what: what.into(),
        who: who.into(),
        due_on: due.map(day),
        status: StepStatus::ToDo,
        otherwise: None,
    }
}

fn plan(record: &Record<'_>, on: &str, steps: &[StepText]) -> StoreResult<()> {
    let plan = record.plans().begin()?;
    for text in steps {
        record.plans().add_step(plan, text)?;
    }
    record.plans().agree(plan, 1, day(on), day("2027-05-01"), None).map(drop)
}

fn seen(store: &TestStore, me: UserId) -> SeenSteps {
    store.read(move |tx| see_steps(&asking(tx, me, at(0)))).unwrap()
}

on_both!(what_is_stuck_comes_first_then_what_was_carried_over_twice_nobodys_and_by_day => |store| {
    let jay = Jay::of(store);
    let (me, person) = (jay.priya, jay.person);
    store.write(move |tx| {
        let record = asking(tx, me, at(0)).open_for_change(person, Purpose::Plan)?;
        let again = step("Open a bank account", "Jay", Some("2026-12-24"));
        plan(&record, "2026-01-10", std::slice::from_ref(&again))?;
        plan(&record, "2026-05-10", std::slice::from_ref(&again))?;
        plan(&record, "2026-10-10", &[
            step("See the dentist", "Jay", None),
            step("Read the meter", "Jay", Some("2026-11-30")),
            step("Pay the deposit", "Priya", Some("2026-11-20")),
            step("Look at flats", "", Some("2027-01-20")),
            again,
        ])?;
        let stuck = record.plans().steps(record.plans().agreed()?.unwrap().id)?;
        let stuck = stuck.iter().find(|step| step.text.what == "See the dentist").unwrap();
        record.plans().set_step(stuck.id, 1, StepStatus::Stuck).map(drop)
    }).unwrap();
    let needs: Vec<_> = seen(store, me).steps.iter().map(|one| (one.first(at(0).today), one.step.text.what.clone())).collect();
    let whats: Vec<_> = needs.iter().map(|(need, what)| (*need, what.as_str())).collect();
    assert_eq!(whats, [
        (Needs::Stuck, "See the dentist"),
        (Needs::Twice, "Open a bank account"),
        (Needs::Nobody, "Look at flats"),
        (Needs::Overdue, "Pay the deposit"),
        (Needs::Month, "Read the meter"),
    ]);
});

on_both!(nobody_sees_the_steps_of_anybody_elses_people_and_whoever_stands_in_does => |store| {
    let jay = Jay::of(store);
    let (me, person) = (jay.priya, jay.person);
    store.write(move |tx| plan(&asking(tx, me, at(0)).open_for_change(person, Purpose::Plan)?, "2026-10-10", &[step("See the dentist", "Jay", None)])).unwrap();
    let tom = adviser(store, "Tom Varley");
    assert!(seen(store, tom).steps.is_empty());
    store.write(move |tx| crate::usecases::adviser::today::ask_for_cover(&asking(tx, me, at(0)), tom, (day("2026-11-23"), day("2026-11-27")))).unwrap();
    let standing_in = seen(store, tom);
    assert_eq!((standing_in.steps.len(), standing_in.people[0].1.as_ref().unwrap().name.as_str()), (1, "Priya Nair"));
});

on_both!(a_managers_figures_hold_everybody_and_an_advisers_session_does_not_get_them => |store| {
    let jay = Jay::of(store);
    let (me, person) = (jay.priya, jay.person);
    store.write(move |tx| plan(&asking(tx, me, at(0)).open_for_change(person, Purpose::Plan)?, "2026-10-10", &[step("See the dentist", "", None)])).unwrap();
    let new = NewUser { role: Role::Manager, display_name: "Dawn".into(), person: None, team: None, phone: None };
    let dawn = store.write(move |tx| tx.users().add(&new, at(0).at)).unwrap();
    let all = store.read(move |tx| managing(tx, dawn, at(0)).scope.open_steps(tx)).unwrap();
    assert_eq!((all.len(), all[0].first(at(0).today)), (1, Needs::Nobody));
    let ended = store.write(move |tx| {
        let scope = managing(tx, dawn, at(0)).scope;
        tx.users().disable(dawn, at(0).at)?;
        Ok(scope.open_steps(tx).map(|steps| steps.len()))
    }).unwrap();
    assert_eq!(ended, Err(StoreError::NotFound));
});

on_both!(three_hundred_people_cost_as_many_queries_as_thirty => |store| {
    let me = adviser(store, "Sam Hill");
    let more = |many: std::ops::Range<u32>| store.write(move |tx| {
        let system = tx.system(Task::Demonstration, None, at(0))?;
        for number in many.clone() {
            let identity = Identity {
                child: Some(format!("N{number}")),
                known_as: format!("Person{number}"),
                first_names: String::new(),
                family_name: "Many".into(),
                born: Some(day("2007-01-12")),
                sex: Sex::Unknown,
                protected: false,
            };
            let record = system.add_person(&NewPerson { identity })?;
            record.allocations().allocate(me, Part::Adviser, None, day("2026-01-05"))?;
            plan(&record, "2026-10-10", &[step("See the dentist", "", None)])?;
        }
        Ok(())
    }).unwrap();
    more(0..30);
    let (few, asked_for_few) = queries(|| seen(store, me).steps.len());
    more(30..300);
    let (many, asked_for_many) = queries(|| seen(store, me).steps.len());
    assert_eq!((few, many), (30, 300));
    assert_eq!(asked_for_few, asked_for_many);
});

on_both!(a_step_is_ticked_and_taken_back_and_whoever_is_late_is_told_by_whom => |store| {
    let jay = Jay::of(store);
    let (me, person) = (jay.priya, jay.person);
    store.write(move |tx| plan(&asking(tx, me, at(0)).open_for_change(person, Purpose::Plan)?, "2026-10-10", &[step("See the dentist", "Jay", None)])).unwrap();
    let (tom, account) = (adviser(store, "Tom Varley"), jay.account(store));
    let one = seen(store, me).steps[0].step.clone();
    let tick = |who: UserId, version, status| {
        store.write(move |tx| tick_step(&asking(tx, who, at(5)), person, one.id, version, status))
    };
    assert_eq!(tick(tom, 1, StepStatus::Done), Err(StoreError::NotFound), "Jay is not his");
    assert_eq!(tick(me, 1, StepStatus::Done), Ok(Ticked::Now(StepStatus::ToDo)));
    assert_eq!(tick(me, 1, StepStatus::Done), Ok(Ticked::Now(StepStatus::Done)), "sent twice");
    let after = seen(store, me);
    assert!(after.steps.is_empty() && after.ticked.len() == 1, "{after:?}");
    assert_eq!(tick(me, 2, StepStatus::ToDo), Ok(Ticked::Now(StepStatus::Done)), "taken back");
    store.write(move |tx| {
        own_asking(tx, account, at(6)).open(Purpose::OwnPages)?.plans().set_step(one.id, 3, StepStatus::Done).map(drop)
    }).unwrap();
    assert_eq!(tick(me, 3, StepStatus::Done), Ok(Ticked::Meanwhile));
    let late = store.read(move |tx| see_steps_about(&asking(tx, me, at(7)), Some(one.id))).unwrap();
    assert_eq!(late.meanwhile.map(|(_, by)| by), Some(Some("Jay".to_owned())));
    assert!(late.ticked.is_empty(), "what he did is not hers");
    store.write(move |tx| plan(&asking(tx, me, at(8)).open_for_change(person, Purpose::Plan)?, "2026-11-20", &[step("Another", "Jay", None)])).unwrap();
    assert_eq!(tick(me, 4, StepStatus::ToDo), Ok(Ticked::NotInForce));
});
