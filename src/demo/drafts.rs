//! Plans on their way, some in each state, written as advisers and a manager write them.

use chrono::TimeDelta;
use leaving_care_rules::{Law, Messages};
use onward_domain::{
    id::UserId,
    moment::Moment,
    pathway::{Support, SupportBy},
    plan::{PartText, PlanArea, StepStatus, StepText},
};
use onward_store::{StoreError, StoreResult, Tx};

use super::{borough::Child, life};
use crate::usecases::{
    adviser::plan::{begin, hand_in, keep_part, keep_step, keep_support, see_plan, share},
    ask::Ask,
    manager::plans::{send_back, sign},
};

/// How far a draft has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Far {
    Writing,
    WithThem,
    WithManager,
    SentBack,
    Signed,
}

/// Luca reads his; of those without an account of their own, one in two has a draft.
fn far(child: &Child) -> Option<Far> {
    if child.account == Some("luca") {
        return Some(Far::WithThem);
    }
    if child.account.is_some() {
        return None;
    }
    match life::pick(&format!("draft of {}", child.child), 10) {
        0 => Some(Far::Writing),
        1 => Some(Far::WithThem),
        2 => Some(Far::WithManager),
        3 => Some(Far::SentBack),
        4 => Some(Far::Signed),
        _ => None,
    }
}

const AGREED: [(PlanArea, &str, &str); 3] = [
    (
        PlanArea::Home,
        "A flat of your own near college, with the rent paid from the first day.",
        "A room in the supported house in Mill Street.",
    ),
    (
        PlanArea::Money,
        "A budget that lasts until pay day, and what is left for a first home.",
        "The council's crisis fund, the same day.",
    ),
    (
        PlanArea::People,
        "Sunday at your grandmother's, and a call in the week.",
        "The family worker asks how you are.",
    ),
];

/// Begins a draft of somebody's plan and brings it as far as it has come.
///
/// # Errors
/// The store's.
pub fn plan(
    tx: &Tx,
    law: &'static Law,
    (child, adviser, manager): (&Child, UserId, UserId),
    now: Moment,
) -> StoreResult<()> {
    let Some(far) = far(child) else { return Ok(()) };
    let person = tx.system(onward_store::scope::Task::Demonstration, None, now)?.child(child.child)?;
    let person = person.ok_or(StoreError::NotFound)?;
    let messages = Messages::english().map_err(|_| StoreError::Unreadable("the law's messages".into()))?;
    let ago = |days: i64| Moment { at: now.at - TimeDelta::days(days), ..now };
    let viewer = |user| tx.viewer(user)?.ok_or(StoreError::NotFound);
    let scope = viewer(adviser)?.caseload().ok_or(StoreError::NotFound)?;
    let waited = 1 + i64::try_from(life::pick(child.child, 9)).unwrap_or(1);
    let by_adviser = |now| Ask { tx, scope, me: adviser, law, messages, now };
    let ask = by_adviser(ago(waited + 6));
    let key = |what: &str| format!("{what} of {}", child.child);
    begin(&ask, person)?;
    for (area, agreed, otherwise) in AGREED {
        let text = PartText { area, agreed: agreed.into(), otherwise: Some(otherwise.into()) };
        let seen = see_plan(&ask, person)?;
        let version = seen.draft.iter().flat_map(|draft| &draft.parts).find(|part| part.text.area == area);
        keep_part(&ask, person, version.map_or(0, |part| part.version), &text)?;
    }
    let step = |what: &str, who: &str, otherwise: Option<&str>| StepText {
        area: PlanArea::Home,
        what: what.into(),
        who: who.into(),
        due_on: Some(life::after(now.today, 21)),
        status: StepStatus::ToDo,
        otherwise: otherwise.map(str::to_owned),
    };
    keep_step(
        &ask,
        person,
        None,
        &step(
            "View the two flats on Station Road together",
            "Your adviser",
            Some("Ask for the room in Mill Street"),
        ),
    )?;
    keep_step(&ask, person, None, &step("Help with bills", "", None))?;
    let version = see_plan(&ask, person)?.draft.map_or(1, |draft| draft.plan.version);
    let support =
        Support { by: SupportBy::Adviser, weeks: 4, why: "A move is coming, and a new job.".into() };
    keep_support(&ask, person, version, &support)?;
    if far == Far::Writing {
        return Ok(());
    }
    share(&by_adviser(ago(waited + 3)), person, &key("share"))?;
    if far == Far::WithThem {
        return Ok(());
    }
    let words = "We read it together at home. They want to think about the part on people.";
    hand_in(&by_adviser(ago(waited)), person, Some(words), &key("hand in"))?;
    if far == Far::WithManager {
        return Ok(());
    }
    let scope = viewer(manager)?.service().ok_or(StoreError::NotFound)?;
    let ask = Ask { tx, scope, me: manager, law, messages, now };
    match far {
        Far::SentBack => {
            let words = "‘Help with bills’: who does it, by when, and what if it fails? Please ask them.";
            send_back(&ask, person, words, &key("back")).map(drop)
        }
        _ => sign(&ask, person, None, &key("sign")).map(drop),
    }
}
