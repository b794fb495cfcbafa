//! What the demonstration's young people asked of the council in the last weeks, and how far it is: a complaint in its second
//! stage, a file that is late, an advocate who is found, and a file that came.

use chrono::NaiveDate;
use onward_domain::{
    access::Purpose,
    id::{PersonId, UserId},
    matter::{MatterAct, MatterKind, MatterTurnNote},
    moment::Moment,
};
use onward_store::{StoreError, StoreResult, Tx};

use super::life::{after, before};

/// Half past four in the afternoon of a day.
fn on(day: NaiveDate) -> Moment {
    let at = day.and_time(chrono::NaiveTime::MIN).and_utc() + chrono::TimeDelta::minutes(16 * 60 + 30);
    Moment { at, today: day }
}

/// What happened, how many days ago, and in which words.
type Turn = (MatterAct, u64, Option<&'static str>);

type Asked = (MatterKind, u64, Option<&'static str>, &'static [Turn]);

const fn of(account: &str) -> Option<Asked> {
    use MatterAct::{Acknowledged, Answered, Chased, Named, Next};
    Some(match account.as_bytes() {
        b"luca" => (
            MatterKind::Complaint,
            38,
            Some("I asked for a quiet room in August and nobody wrote back."),
            &[
                (Acknowledged, 35, Some("Thank you for telling us. Dawn Fairley looks into it.")),
                (
                    Answered,
                    26,
                    Some(
                        "You are right: somebody should have written back. The request was not passed on when your adviser changed. A quiet room is on the list for January.",
                    ),
                ),
                (Next, 20, Some("January is too late. I have exams in December.")),
                (Acknowledged, 19, Some("Two people who don’t work in the team look into it now.")),
            ],
        ),
        b"amara" => (
            MatterKind::File,
            34,
            None,
            &[(Acknowledged, 33, Some("We have it. The file has four parts.")), (Chased, 2, None)],
        ),
        b"zabi" => (
            MatterKind::Advocate,
            6,
            Some("For the meeting before my birthday."),
            &[(Named, 4, Some("She speaks Pashto."))],
        ),
        b"jay" => (
            MatterKind::File,
            90,
            Some("I want to know why I moved in 2023."),
            &[
                (Acknowledged, 89, None),
                (
                    Answered,
                    64,
                    Some(
                        "Your file is ready. Priya can read it with you, or you can take it home. Names of other people are blacked out.",
                    ),
                ),
            ],
        ),
        _ => return None,
    })
}

/// Puts it into the database.
///
/// # Errors
/// The store's own.
pub fn fill(
    tx: &Tx,
    (me, dawn): (UserId, UserId),
    person: PersonId,
    account: &str,
    today: NaiveDate,
) -> StoreResult<()> {
    let Some((kind, ago, words, turns)) = of(account) else { return Ok(()) };
    let own = |ago| {
        let viewer = tx.viewer(me)?.ok_or(StoreError::NotFound)?;
        viewer.own().ok_or(StoreError::NotFound)?.open(tx, Purpose::OwnPages, on(before(today, ago)))
    };
    let id = own(ago)?.ask_matter(kind, words, "asked the council")?;
    for (number, (act, ago, words)) in turns.iter().enumerate() {
        let day = before(today, *ago);
        let named = *act == MatterAct::Named;
        let note = MatterTurnNote {
            act: *act,
            on: day,
            by: named.then(|| after(today, 1)),
            who: named.then(|| "Nadia Rahimi, Riverside Advocacy, 01632 960 170".to_owned()),
            words: words.map(str::to_owned),
        };
        let record = if act.is_theirs() {
            own(*ago)?
        } else {
            let viewer = tx.viewer(dawn)?.ok_or(StoreError::NotFound)?;
            viewer.service().ok_or(StoreError::NotFound)?.open(tx, person, Purpose::Enquiry, on(day))?
        };
        let kept = record.turn_matter(id, &note, &format!("{account} {number}"))?;
        kept.map_err(|why| StoreError::NotAllowed(why.to_string()))?;
    }
    Ok(())
}
