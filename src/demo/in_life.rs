//! People in the lives of the demonstration's young people: a nan who may know the plan, somebody who must know nothing.

use chrono::NaiveDate;
use onward_domain::life_people::{LifePersonNote, MayKnow};
use onward_store::{StoreResult, scope::Record};

use super::life::before;

type Row = (&'static str, &'static str, Option<&'static str>, MayKnow, u64, Option<&'static str>);

/// Writes down who is in the life of this account's owner.
///
/// # Errors
/// The store's own.
pub fn keep(record: &Record<'_>, account: &str, today: NaiveDate) -> StoreResult<()> {
    let rows: &[Row] = match account {
        "jay" => &[
            ("Joan Carter", "my old foster carer", Some("01632 960 877"), MayKnow::Plan, 210, None),
            ("Mia", "my sister", None, MayKnow::Together, 90, None),
            (
                "Darren Lowe",
                "my mum’s ex",
                None,
                MayKnow::Never,
                340,
                Some("He was violent. Jay moved because he came to the door."),
            ),
        ],
        "luca" => &[("Elena", "my mum", Some("01632 960 542"), MayKnow::Everything, 120, None)],
        "zabi" => &[
            ("Mr Rahimi", "from the mosque, he helps me", None, MayKnow::Together, 60, None),
            ("Karim", "my cousin in Leeds", None, MayKnow::TakenBack, 12, None),
        ],
        _ => &[],
    };
    for (name, who, reach, may, days, why) in rows {
        record.life_people_versions().add(&LifePersonNote {
            name: (*name).to_owned(),
            who: (*who).to_owned(),
            reach: reach.map(str::to_owned),
            may: *may,
            agreed_on: before(today, *days),
            why: why.map(str::to_owned),
        })?;
    }
    Ok(())
}
