//! When the demonstration's young people meet their advisers: what was agreed, what waits for an answer.

use chrono::{NaiveDate, NaiveTime, TimeZone as _};
use chrono_tz::Europe::London;
use onward_domain::{
    appointment::{How, Meeting, Turn},
    id::AppointmentId,
};
use onward_store::{StoreResult, repo::appointments::NewTurn, scope::Record};

use super::life::after;

/// Fills in both sides of somebody's appointments, each with its own record.
///
/// # Errors
/// The store's own.
pub fn arrange(staff: &Record<'_>, own: &Record<'_>, account: &str, today: NaiveDate) -> StoreResult<()> {
    let meeting = |days: u64, hour: u32, how: How, place: Option<&str>| Meeting {
        at: at(after(today, days), hour),
        how,
        place: place.map(str::to_owned),
    };
    match account {
        "jay" => {
            let visit = meeting(3, 14, How::AtHome, None);
            let id =
                staff.appointments().ask(&visit, Some("We look at the papers for the flat."), "visit")?;
            own.appointments().answer(&turn(id, 1, Turn::Agreed, None), "visit agreed")?;
            let keys = meeting(14, 11, How::Elsewhere, Some("The housing office, High Street"));
            own.appointments().ask(&keys, Some("Can you come when I get my keys?"), "keys")?;
        }
        "amara" => {
            let call = meeting(2, 16, How::Call, None);
            staff.appointments().ask(&call, Some("About the money for your home."), "call")?;
        }
        "imani" => {
            let call = meeting(0, 15, How::Call, None);
            let id = staff.appointments().ask(&call, Some("How the first week at work went."), "today")?;
            own.appointments().answer(&turn(id, 1, Turn::Agreed, None), "today agreed")?;
        }
        "zabi" => {
            let review = meeting(4, 10, How::Office, None);
            let id = staff.appointments().ask(&review, Some("Before your birthday."), "before")?;
            own.appointments().answer(&turn(id, 1, Turn::Agreed, None), "before agreed")?;
        }
        "luca" => {
            let room = meeting(3, 17, How::Elsewhere, Some("The bus stop at Mill Street"));
            let id = own.appointments().ask(&room, Some("I don't want to see the room alone."), "room")?;
            let later = meeting(4, 16, How::Elsewhere, Some("The bus stop at Mill Street"));
            staff.appointments().answer(&turn(id, 1, Turn::Moved, Some(later)), "room later")?;
        }
        _ => {}
    }
    Ok(())
}

fn turn(appointment: AppointmentId, number: i64, turn: Turn, meeting: Option<Meeting>) -> NewTurn {
    NewTurn { appointment, number, turn, meeting, words: None }
}

/// The full hour in London.
fn at(day: NaiveDate, hour: u32) -> chrono::DateTime<chrono::Utc> {
    let time = NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or(NaiveTime::MIN);
    let local = London.from_local_datetime(&day.and_time(time)).earliest();
    local.map_or_else(|| day.and_time(time).and_utc(), |local| local.to_utc())
}
