//! `/who-answers`: which person answers now, by the clock, the bank holiday, the council and what has happened; and what the
//! emergency team does and doesn't.

#[cfg(test)]
mod tests;

use actix_web::web::Query;
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use onward_domain::{
    duty::{Council, Daytime, Matter},
    office::{self, Calendar},
};
use serde::{Deserialize, Serialize};

use crate::{
    settings::Settings,
    web::{
        clock_words,
        desk::Visitor,
        reply::PageResult,
        routes::{Audience, Route, get},
        view::{Page, Phone},
    },
};

const AT: &str = "/who-answers";

/// The address of this room.
pub fn routes() -> Vec<Route> {
    vec![get(AT, Audience::Public, who)]
}

/// What is asked, from the address. What it does not know reads as nothing.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct Asked {
    about: String,
    council: String,
}

/// The page.
#[derive(Debug, Clone, Serialize)]
struct WhoPage {
    day: NaiveDate,
    time: NaiveTime,
    /// Somebody is in the office.
    open: bool,
    /// What the list calls today, on a bank holiday.
    holiday: Option<String>,
    bank_holiday: bool,
    /// Until when it is so.
    until: Option<Until>,
    council: Council,
    neighbour: Option<String>,
    matter: Option<Matter>,
    matters: Vec<MatterShown>,
    councils: Vec<CouncilShown>,
    answering: Option<Answering>,
    text: Option<Phone>,
    checked: Option<NaiveDate>,
}

#[derive(Debug, Clone, Serialize)]
struct Until {
    day: NaiveDate,
    time: NaiveTime,
    today: bool,
}

#[derive(Debug, Clone, Serialize)]
struct MatterShown {
    matter: Matter,
    href: String,
    current: bool,
}

#[derive(Debug, Clone, Serialize)]
struct CouncilShown {
    council: Council,
    href: String,
    current: bool,
}

/// Who answers: a word that the template reads, and the number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Answering {
    who: &'static str,
    phone: Phone,
}

impl Page for WhoPage {
    const TEMPLATE: &'static str = "public/who_answers.html";
}

async fn who(visitor: Visitor, asked: Query<Asked>) -> PageResult {
    let now = clock_words::london(visitor.now());
    visitor.show(&WhoPage::of(&visitor.app.settings, &office::followed(), now, &asked))
}

impl WhoPage {
    fn of(settings: &Settings, calendar: &Calendar, now: NaiveDateTime, asked: &Asked) -> Self {
        let matter = asked.about.parse::<Matter>().ok();
        let neighbour = settings.neighbour.name.clone();
        let council = asked.council.parse().ok().filter(|_| neighbour.is_some()).unwrap_or(Council::Ours);
        let open = calendar.open_at(now);
        let href = |council: Council, matter: Option<Matter>| {
            let about = matter.map(|matter| format!("&about={matter}")).unwrap_or_default();
            format!("{AT}?council={council}{about}")
        };
        let councils = if neighbour.is_some() { Council::ALL } else { &[] };
        let until = calendar.until(now).map(|until| Until {
            day: until.date(),
            time: until.time(),
            today: until.date() == now.date(),
        });
        Self {
            day: now.date(),
            time: now.time(),
            open,
            holiday: calendar.title(now.date()).map(str::to_owned),
            bank_holiday: calendar.bank_holiday(now.date()),
            until,
            council,
            neighbour,
            matter,
            matters: Matter::ALL
                .iter()
                .map(|one| MatterShown {
                    matter: *one,
                    href: href(council, Some(*one)),
                    current: matter == Some(*one),
                })
                .collect(),
            councils: councils
                .iter()
                .map(|one| CouncilShown { council: *one, href: href(*one, matter), current: council == *one })
                .collect(),
            answering: answering(settings, council, matter, open),
            text: settings
                .emergency_text
                .as_deref()
                .filter(|_| !open && council == Council::Ours)
                .map(Phone::new),
            checked: settings.numbers_checked,
        }
    }
}

/// By day whoever the matter belongs to, else whoever answers for the council; at all other times the emergency team.
fn answering(settings: &Settings, council: Council, matter: Option<Matter>, open: bool) -> Option<Answering> {
    let of = |who, phone: &Option<String>| {
        phone.as_deref().map(|phone| Answering { who, phone: Phone::new(phone) })
    };
    if council == Council::Neighbour {
        let neighbour = &settings.neighbour;
        let night = of("emergency", &neighbour.emergency_phone);
        return if open { of("neighbour", &neighbour.phone).or(night) } else { night };
    }
    let night = of("emergency", &settings.emergency_phone);
    if !open {
        return night;
    }
    let day = match matter.map(Matter::by_day) {
        Some(Daytime::Hub) => of("hub", &settings.hub_phone),
        Some(Daytime::Adults) => of("adults", &settings.adults_phone),
        Some(Daytime::Team) | None => of("team", &settings.team_phone),
    };
    day.or_else(|| of("team", &settings.team_phone)).or(night)
}
