//! An appointment as a file for a phone's calendar. A calendar is read on a locked screen, by family and by other apps: the
//! title is neutral, nobody is named, and no place where somebody lives or is protected is in it.

use icalendar::{Calendar, Component as _, Event, EventLike as _};
use onward_domain::appointment::{Appointment, How, Meeting};

use crate::{
    usecases::young_person::appointments::SeenAppointments,
    web::words::{Say, says::appointment::calendar as said},
};

/// The file; none where both sides have not agreed.
pub fn file(one: &Appointment, seen: &SeenAppointments) -> Option<String> {
    let meeting = one.agreed()?;
    let mut event = Event::new();
    event
        .uid(&one.made.id.to_string())
        .sequence(u32::try_from(one.last.number).unwrap_or_default())
        .timestamp(one.last.said_at)
        .summary(&Say::from(said::Title).to_string())
        .starts(meeting.at)
        .ends(meeting.ends());
    if let Some(place) = place(meeting, seen) {
        event.location(place);
    }
    Some(Calendar::new().push(event.done()).done().to_string())
}

/// A place that may stand in a calendar.
fn place<'m>(meeting: &'m Meeting, seen: &SeenAppointments) -> Option<&'m str> {
    let place = meeting.place.as_deref().filter(|_| meeting.how == How::Elsewhere && !seen.protected)?;
    let plain = |text: &str| {
        text.to_lowercase().chars().filter(|letter| letter.is_alphanumeric()).collect::<String>()
    };
    let here = plain(place);
    let is_home = |address: &String| {
        let home = plain(address);
        !home.is_empty() && !here.is_empty() && (home.contains(&here) || here.contains(&home))
    };
    (!seen.addresses.iter().any(is_home)).then_some(place)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use chrono::DateTime;
    use onward_domain::{
        appointment::{AppointmentMade, AppointmentTurn, Turn},
        id::{AppointmentId, AppointmentTurnId, PersonId},
    };

    fn one(turn: Turn, how: How, place: &str) -> Appointment {
        let made = AppointmentMade {
            id: AppointmentId::new(),
            person: PersonId::new(),
            made_at: DateTime::UNIX_EPOCH,
            made_by: None,
        };
        let last = AppointmentTurn {
            id: AppointmentTurnId::new(),
            appointment: made.id,
            number: 2,
            turn,
            meeting: Meeting { at: "2026-07-01T13:00:00Z".parse().unwrap(), how, place: Some(place.into()) },
            words: Some("MARK-words about the baby".into()),
            by_young: true,
            said_at: "2026-06-23T10:00:00Z".parse().unwrap(),
            said_by: None,
        };
        Appointment { made, last, earlier: Vec::new() }
    }

    fn seen(protected: bool) -> SeenAppointments {
        let addresses = vec!["14 MARK-Mill Street, Stockton".into()];
        SeenAppointments { adviser: None, appointments: Vec::new(), protected, addresses }
    }

    #[test]
    fn the_title_is_neutral_the_hour_is_right_and_nobody_and_nothing_is_named() {
        let text =
            file(&one(Turn::Agreed, How::Elsewhere, "The library, High Street"), &seen(false)).unwrap();
        assert!(text.contains("SUMMARY:Appointment\r\n"), "{text}");
        assert!(
            text.contains("DTSTART:20260701T130000Z") && text.contains("DTEND:20260701T140000Z"),
            "{text}"
        );
        assert!(text.contains("LOCATION:The library\\, High Street"), "{text}");
        assert!(
            !text.contains("MARK") && !text.to_lowercase().contains("care") && !text.contains("ORGANIZER")
        );
        assert!(file(&one(Turn::Asked, How::Call, "x"), &seen(false)).is_none(), "not agreed yet");
    }

    #[test]
    fn no_address_of_theirs_is_in_it_however_it_was_written_and_no_place_of_somebody_protected() {
        for place in [
            "14 MARK-Mill Street, Stockton",
            "14 mark mill street",
            "at mine: 14 MARK-Mill Street, Stockton!",
        ] {
            let text = file(&one(Turn::Agreed, How::Elsewhere, place), &seen(false)).unwrap();
            assert!(!text.contains("LOCATION"), "{place}: {text}");
        }
        for (how, protected) in [(How::AtHome, false), (How::Elsewhere, true)] {
            let text = file(&one(Turn::Agreed, how, "MARK-somewhere"), &seen(protected)).unwrap();
            assert!(!text.contains("MARK"), "{text}");
        }
    }

    #[test]
    fn what_somebody_wrote_as_a_place_adds_no_line_of_its_own() {
        let wild = "Cafe\r\nATTENDEE:mailto:x@example.org\nSUMMARY:secret";
        let text = file(&one(Turn::Agreed, How::Elsewhere, wild), &seen(false)).unwrap();
        assert!(!text.lines().any(|line| line.starts_with("ATTENDEE") || line == "SUMMARY:secret"), "{text}");
    }
}
