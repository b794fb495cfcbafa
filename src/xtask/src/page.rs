//! A new page with a form: its room, template and messages, its test, its lines in the role matrix. It compiles and its
//! test passes; what it does is then filled in.

use std::path::Path;

use super::text::{change, checked, heading, new, type_name};

/// Makes the files of `audience/name`.
pub fn make(root: &Path, place: &str) -> Result<String, String> {
    let (audience, name) = place.split_once('/').ok_or("say for whom and what: adviser/visit_log")?;
    let (audience, name) = (checked(audience)?, checked(name)?);
    let seat = seat(audience)?;
    let kind = type_name(name);
    let heading = heading(name);
    let address = name.replace('_', "-");
    let address = if audience == "young_person" {
        format!("/{address}")
    } else {
        format!("{}/{address}", start(audience))
    };
    let fill = |text: &str| {
        text.replace("AUDIENCE", audience)
            .replace("ADDRESS", &address)
            .replace("SEAT", seat)
            .replace("HEADING", &heading)
            .replace("KIND", &kind)
            .replace("NAME", name)
    };
    // What may be refused comes first, so that nothing is left half made.
    let audience_mod = root.join("src/web").join(audience).join("mod.rs");
    change(&audience_mod, |text| listed(text, name))?;
    let room = root.join("src/web").join(audience).join(name);
    new(&room.join("mod.rs"), &fill(MOD))?;
    new(&room.join("form.rs"), &fill(FORM))?;
    new(&room.join("page.rs"), &fill(PAGE))?;
    new(&room.join("tests.rs"), &fill(TESTS))?;
    let layout = if audience == "young_person" { "young_person" } else { "staff" };
    let block = if audience == "young_person" { "main" } else { "content" };
    let template = fill(TEMPLATE).replace("LAYOUT", layout).replace("BLOCK", block);
    new(&root.join("templates").join(audience).join(format!("{name}.html")), &template)?;
    let messages = root.join("templates/messages/en").join(format!("{audience}.toml"));
    change(&messages, |text| Ok(format!("{text}\n[{name}]\nwrite = \"Write what was said\"\n")))?;
    let role = if audience == "young_person" { "young-person".to_owned() } else { role(audience).to_owned() };
    change(&root.join("tests/structure/role_matrix.toml"), |text| {
        Ok(format!("{text}\"GET {address}\" = [\"{role}\"]\n\"POST {address}\" = [\"{role}\"]\n"))
    })?;
    Ok(format!(
        "src/web/{place}/ with its template, messages, test and lines in the role matrix: {address}\n\
         Write its snapshot with INSTA_UPDATE=always cargo xtask test quick {audience}::{name}, and read it."
    ))
}

/// The audience's `mod.rs` with the new room added.
fn listed(text: &str, name: &str) -> Result<String, String> {
    // The formatter puts the bracket of a list that just fits on a line of its own.
    let missing = || "there is no list `let rooms = [` to add the room to".to_owned();
    let rooms = text.find("let rooms =").ok_or_else(missing)?;
    let end = rooms + text.get(rooms..).and_then(|list| list.find("];")).ok_or_else(missing)?;
    let module = text.find("\nmod ").ok_or("there is no `mod` line to add the room to")?;
    let last = text.get(..end).unwrap_or_default().trim_end();
    let comma = if last.ends_with([',', '[']) { "" } else { ", " };
    let mut listed = format!("{last}{comma}{name}::routes{}", text.get(last.len()..).unwrap_or_default());
    listed.insert_str(module + 1, &format!("mod {name};\n"));
    Ok(listed)
}

fn seat(audience: &str) -> Result<&'static str, String> {
    Ok(match audience {
        "adviser" => "Adviser",
        "manager" => "Manager",
        "young_person" => "YoungPerson",
        "hub" => "Hub",
        "reviewing" => "Reviewing",
        "administrator" => "Administrator",
        _ => return Err(format!("there is no audience `{audience}`")),
    })
}

fn start(audience: &str) -> &str {
    match audience {
        "administrator" => "/admin",
        "adviser" => "/adviser",
        "manager" => "/manager",
        "hub" => "/hub",
        _ => "/reviewing",
    }
}

fn role(audience: &str) -> &str {
    match audience {
        "hub" => "hub-worker",
        "reviewing" => "reviewing-officer",
        other => other,
    }
}

const MOD: &str = r#"//! `ADDRESS`: say in a sentence what somebody does here, and why it is a page of its own.

mod form;
mod page;
#[cfg(test)]
mod tests;

use self::{form::KINDForm, page::KINDPage};
use crate::web::{
    desk::{Desk, SEAT},
    form::{Form, Sheet},
    reply::{PageResult, see_other},
    routes::{Audience, Route, get, post},
};

const AT: &str = "ADDRESS";

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    vec![get(AT, Audience::SEAT, open), post(AT, Audience::SEAT, save)]
}

async fn open(desk: Desk<SEAT>) -> PageResult {
    desk.show(&KINDPage { sheet: Sheet::default() })
}

async fn save(desk: Desk<SEAT>, form: Form<KINDForm>) -> PageResult {
    let form = form.into_inner();
    match form.read() {
        // The act goes here: `desk.write(move |ask| your_use_case(ask, said)).await?`.
        Ok(_) => Ok(see_other(AT)),
        Err(errors) => desk.show(&KINDPage { sheet: Sheet::wrong(form, errors) }),
    }
}
"#;

const FORM: &str = r#"//! The form, and how what was written is read.

use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::web::{
    form::{FormErrors, Reader},
    words::says::AUDIENCE::NAME as told,
};

/// As written.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields, rename_all(deserialize = "kebab-case"))]
pub struct KINDForm {
    /// What was said.
    #[validate(length(max = 600))]
    pub words: String,
}

impl KINDForm {
    /// What it says.
    ///
    /// # Errors
    /// What to put right, in the order of the page.
    pub fn read(&self) -> Result<String, FormErrors> {
        let mut read = Reader::of(self);
        let words = read.text("words", &self.words).missing(told::Write).required();
        read.done(|| words)
    }
}
"#;

const PAGE: &str = r#"//! What the page shows.

use serde::Serialize;

use super::form::KINDForm;
use crate::web::{
    form::Sheet,
    view::{FormState, Page},
};

/// The page around its form.
#[derive(Debug, Clone, Serialize)]
pub struct KINDPage {
    /// The form.
    #[serde(flatten)]
    pub sheet: Sheet<KINDForm>,
}

impl Page for KINDPage {
    const TEMPLATE: &str = "AUDIENCE/NAME.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}
"#;

const TESTS: &str = r#"//! What the page says at its start, and with something to put right.

#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::web::testing::{own_frame, proper, public_frame, reads, shown_in};

fn page(sheet: Sheet<KINDForm>) -> String {
    let frame = if AT.starts_with("/AUDIENCE") { public_frame() } else { own_frame(AT) };
    let html = shown_in(&frame, &KINDPage { sheet });
    proper(&html);
    html
}

#[test]
fn nothing_written_is_told_at_the_field() {
    insta::assert_snapshot!("start", reads(&page(Sheet::default())));
    let form = KINDForm::default();
    let errors = form.read().unwrap_err();
    insta::assert_snapshot!("error", reads(&page(Sheet::wrong(form, errors))));
}

#[test]
fn what_is_written_is_read_without_the_spaces_around_it() {
    let form = KINDForm { words: " By phone ".into() };
    assert_eq!(form.read().unwrap(), "By phone");
}
"#;

const TEMPLATE: &str = r#"{% extends "layouts/LAYOUT.html" %}
{% block title %}HEADING{% endblock title %}
{% block BLOCK %}
{{ <error_summary errors={errors} /> }}
<div class="app-head"><div><h1>HEADING</h1></div></div>
<form method="post" action="ADDRESS" novalidate>
{{ <token /> }}
{{ <text_area name="words" label="What was said?" value={form.words} errors={errors} most={600} /> }}
<div class="app-actions"><button class="govuk-button app-button--main" type="submit">Save</button></div>
</form>
{% endblock BLOCK %}
"#;

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn a_room_can_be_added_to_every_audience() {
        let web = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../src/web");
        for audience in ["adviser", "manager", "young_person", "hub", "reviewing", "administrator"] {
            let text = fs::read_to_string(web.join(audience).join("mod.rs")).expect("the audience's rooms");
            let listed = listed(&text, "bus_pass").expect("a list of rooms");
            assert!(listed.contains("\nmod bus_pass;\n"), "{audience}");
            let rooms = listed.split("let rooms =").nth(1).and_then(|list| list.split("];").next());
            let rooms = rooms.unwrap_or_default().trim_start().trim_start_matches('[');
            let rooms: Vec<&str> = rooms.split(',').map(str::trim).collect();
            assert!(rooms.contains(&"bus_pass::routes"), "{audience}: {rooms:?}");
            assert!(
                rooms.iter().all(|room| room.is_empty() || room.ends_with("::routes")),
                "{audience}: {rooms:?}"
            );
        }
    }

    #[test]
    fn a_heading_is_a_sentence_and_a_type_one_word() {
        assert_eq!((heading("bus_pass").as_str(), type_name("bus_pass").as_str()), ("Bus pass", "BusPass"));
    }
}
