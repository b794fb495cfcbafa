//! The case document, read into plain structs. Nothing here comes from the crate under test.

use super::calendar::{Day, day};
use serde_json::Value;

/// A care record with every fact known.
#[derive(Clone, Debug)]
pub struct Episode {
    pub start: Day,
    /// The first day no longer in it; `None` while it is open.
    pub end: Option<Day>,
    pub code: String,
    pub placement: String,
    pub authority: Option<String>,
    pub reason_ended: String,
    pub country: String,
    /// Not in any document: the second extreme of a record that ended with E3.
    pub runs_on_elsewhere: bool,
}

/// Something that happened over a period.
#[derive(Clone, Debug)]
pub struct Event {
    pub kind: String,
    pub start: Day,
    pub end: Option<Day>,
    pub with: String,
    pub lives_with_holder: bool,
}

/// A course, an apprenticeship, or the answer "none".
#[derive(Clone, Debug)]
pub struct Education {
    pub kind: String,
    pub start: Option<Day>,
    pub end: Option<Day>,
    pub in_pathway_plan: Option<bool>,
    pub course_years: Option<f64>,
    pub full_time: bool,
    pub residential: bool,
    pub continuing: Option<bool>,
}

impl Education {
    /// Section 5: kind not none, begun (or no start), not ended (or no end).
    pub fn active(&self, on: Day) -> bool {
        self.kind != "none"
            && self.start.is_none_or(|start| start <= on)
            && self.end.is_none_or(|end| on < end)
    }
}

/// Section 5's circumstances; `None` means unknown.
#[derive(Clone, Debug)]
pub struct Circumstances {
    pub education: Option<Education>,
    pub education_request: Option<Day>,
    pub support_request: Option<Day>,
    pub support_declined: Option<Day>,
    pub has_pathway_plan: Option<bool>,
    pub setting_up_home_paid: f64,
    pub he_bursary_paid: bool,
    pub apprenticeship_bursary_paid: bool,
    pub staying_put: Option<bool>,
    pub term_time_home_open: Option<bool>,
    pub privately_renting: Option<bool>,
    pub council_tax_liable: Option<bool>,
    pub lives_in_responsible_area: Option<bool>,
    pub parent: Option<bool>,
    pub pregnant: Option<bool>,
    pub limited_capability: Option<bool>,
    pub recourse: Option<bool>,
    pub ehcp: Option<bool>,
    pub domestic_abuse: Option<bool>,
    pub child_in_need: Option<bool>,
    pub gets_rent_help: Option<bool>,
    /// Section 5: taken as true where recourse is false or the end of leave is known.
    pub needs_leave: Option<bool>,
    pub leave_ends: Option<Day>,
    /// yes, at_risk, no.
    pub homeless: Option<String>,
}

/// A person for whom everything that status needs is known.
#[derive(Clone, Debug)]
pub struct Known {
    pub birth: Day,
    pub episodes: Vec<Episode>,
    pub events: Vec<Event>,
    pub circumstances: Circumstances,
}

impl Known {
    /// Reads a person document from which every unknown has been removed.
    pub fn read(person: &Value) -> Known {
        let mut episodes: Vec<Episode> = list(person, "episodes").iter().map(episode).collect();
        look_through(&mut episodes);
        Known {
            birth: date(person, "date_of_birth").expect("a birth date"),
            episodes,
            events: list(person, "events").iter().map(event).collect(),
            circumstances: circumstances(person.get("circumstances").unwrap_or(&Value::Null)),
        }
    }
}

/// Temporary moves (T0 to T4) are no places of their own: each is where they were on the day before or, failing that, where they came
/// to. A move from or to their parents stays a move: no day away is a day at home.
fn look_through(episodes: &mut [Episode]) {
    let is_move = |episode: &Episode| episode.placement.starts_with('T');
    // The list keeps its order; what comes before what goes by the first day.
    let mut in_order: Vec<usize> = (0..episodes.len()).collect();
    in_order.sort_by_key(|&at| episodes[at].start);
    let mut places: Vec<(usize, String)> = Vec::new();
    for (nth, &at) in in_order.iter().enumerate().filter(|(_, at)| is_move(&episodes[**at])) {
        // Back through moves that touch, to the last real place, if that touches too.
        let (mut day, mut came_from) = (episodes[at].start, None);
        for other in in_order[..nth].iter().rev().map(|&other| &episodes[other]) {
            if is_move(other) && other.end == Some(day) {
                day = other.start;
            } else if !is_move(other) {
                came_from = (other.end == Some(day)).then(|| other.placement.clone());
                break;
            }
        }
        let (mut day, mut goes_to) = (episodes[at].end, None);
        for other in in_order[nth + 1..].iter().map(|&other| &episodes[other]) {
            if is_move(other) && Some(other.start) == day {
                day = other.end;
            } else if !is_move(other) {
                goes_to = (Some(other.start) == day).then(|| other.placement.clone());
                break;
            }
        }
        places.extend(came_from.or(goes_to).map(|place| (at, place)));
    }
    for (at, place) in places.into_iter().filter(|(_, place)| place != "P1") {
        episodes[at].placement = place;
    }
}

fn episode(from: &Value) -> Episode {
    Episode {
        start: date(from, "start").expect("a start"),
        end: date(from, "end"),
        code: text(from, "legal_status").expect("a legal status"),
        placement: text(from, "placement").unwrap_or_default(),
        authority: text(from, "authority"),
        reason_ended: text(from, "reason_ended").unwrap_or_default(),
        country: text(from, "country").unwrap_or_else(|| "england".to_owned()),
        runs_on_elsewhere: flag(from, "runs_on_elsewhere") == Some(true),
    }
}

fn event(from: &Value) -> Event {
    Event {
        kind: text(from, "type").expect("a type"),
        start: date(from, "start").expect("a start"),
        end: date(from, "end"),
        with: text(from, "with").unwrap_or_default(),
        lives_with_holder: flag(from, "lives_with_holder").unwrap_or(true),
    }
}

fn circumstances(from: &Value) -> Circumstances {
    let (recourse, leave_ends) = (flag(from, "recourse_to_public_funds"), date(from, "leave_to_remain_ends"));
    Circumstances {
        education: from.get("education").filter(|education| education.is_object()).map(education),
        education_request: date(from, "education_request_date"),
        support_request: date(from, "support_request_date"),
        support_declined: date(from, "support_declined_date"),
        has_pathway_plan: flag(from, "has_pathway_plan"),
        setting_up_home_paid: number(from, "setting_up_home_paid").unwrap_or(0.0),
        he_bursary_paid: flag(from, "he_bursary_paid").unwrap_or(false),
        apprenticeship_bursary_paid: flag(from, "apprenticeship_bursary_paid").unwrap_or(false),
        staying_put: flag(from, "staying_put"),
        term_time_home_open: flag(from, "term_time_home_open_in_vacation"),
        privately_renting: flag(from, "privately_renting"),
        council_tax_liable: flag(from, "council_tax_liable"),
        lives_in_responsible_area: flag(from, "lives_in_responsible_area"),
        parent: flag(from, "parent"),
        pregnant: flag(from, "pregnant"),
        limited_capability: flag(from, "limited_capability"),
        recourse,
        ehcp: flag(from, "ehcp"),
        domestic_abuse: flag(from, "domestic_abuse"),
        child_in_need: flag(from, "child_in_need"),
        gets_rent_help: flag(from, "gets_rent_help"),
        needs_leave: if recourse == Some(false) || leave_ends.is_some() {
            Some(true)
        } else {
            flag(from, "needs_leave_to_stay")
        },
        leave_ends,
        homeless: text(from, "homeless"),
    }
}

fn education(from: &Value) -> Education {
    Education {
        kind: text(from, "kind").expect("a kind of education"),
        start: date(from, "start"),
        end: date(from, "end"),
        in_pathway_plan: flag(from, "in_pathway_plan"),
        course_years: number(from, "course_years"),
        full_time: flag(from, "full_time").unwrap_or(true),
        residential: flag(from, "residential").unwrap_or(false),
        continuing: flag(from, "continuing"),
    }
}

pub fn list(from: &Value, key: &str) -> Vec<Value> {
    from.get(key).and_then(Value::as_array).cloned().unwrap_or_default()
}

pub fn date(from: &Value, key: &str) -> Option<Day> {
    from.get(key).and_then(Value::as_str).map(day)
}

pub fn text(from: &Value, key: &str) -> Option<String> {
    from.get(key).and_then(Value::as_str).map(str::to_owned)
}

pub fn flag(from: &Value, key: &str) -> Option<bool> {
    from.get(key).and_then(Value::as_bool)
}

fn number(from: &Value, key: &str) -> Option<f64> {
    from.get(key).and_then(Value::as_f64)
}
