//! Every component shown with every argument, and those ported from govuk-frontend compared with its own example.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "tests")]

use super::{AdviserCard, Cover, FormErrors, Frame, Language, Page, Phone, View};
use onward_domain::role::Role;
use scraper::{Html, Selector};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Nobody is named as their adviser.
fn alone() -> Frame {
    Frame::public("Onward", "Stockton Riverside Council", "token-1").signed_in(Role::YoungPerson, "/home")
}

fn frame() -> Frame {
    let mut frame = Frame::public("Onward", "Stockton Riverside Council", "token-1")
        .signed_in(Role::YoungPerson, "/home");
    frame.adviser = Some(AdviserCard {
        away: Some("is back on Monday at 9am".into()),
        cover: Some(Cover {
            name: "Dean Cole".into(),
            phone: Some(Phone::new("01632 960 143")),
            when: "On Tuesday 24 November".into(),
        }),
        ..AdviserCard::new("Priya Anand", Some(Phone::new("01632 960 142")))
    });
    frame.demo_day = Some("Monday 23 November 2026".into());
    frame.own_phone = true;
    frame.languages = vec![
        Language::default(),
        Language { code: "ar".into(), name: "العربية".into(), dir: super::Dir::Rtl },
    ];
    frame
}

/// Each component's name, its fullest arguments, its body, and words that must then be on the page.
fn every_component() -> Vec<(&'static str, Value, Option<&'static str>, &'static str)> {
    let errors = json!(FormErrors::one("thing", "Write what you want"));
    let options = json!([{"value": "yes", "text": "Yes", "hint": "Only me"}, {"value": "no", "text": "No", "hint": ""}]);
    let phone = json!(Phone::new("01632 960 142"));
    vec![
        ("masthead_bar", json!({"frame": frame(), "exit": true}), None, "Exit this page"),
        ("page_foot", json!({"frame": frame()}), None, "Priya Anand"),
        ("menu_bar", json!({"frame": frame()}), None, "aria-current=\"page\""),
        ("icon", json!({"name": "home"}), None, "aria-hidden=\"true\""),
        ("name", json!({"text": "Jay"}), None, "translate=\"no\""),
        ("phone_link", json!({"phone": phone}), None, "tel:01632960142"),
        ("token", json!({"frame": frame()}), None, "token-1"),
        (
            "upload",
            json!({"name": "photo", "label": "Photo", "hint": "Up to 8 MB", "accept": "image/jpeg"}),
            None,
            "type=\"file\"",
        ),
        ("language_switch", json!({"frame": frame()}), None, "lang=\"ar\""),
        ("mast", json!({"back": "/home", "back_words": "Back"}), Some("<h1>Here</h1>"), "<h1>Here</h1>"),
        ("back_link", json!({"href": "/home", "text": "Back"}), None, "/home"),
        ("route", json!({"kind": "ink", "label": "What is next"}), Some("<li>One</li>"), "app-route--ink"),
        ("stop", json!({"state": "now"}), Some("Now"), "is-now"),
        (
            "you_told_us",
            json!({"told": [{"question": "Do you get sick pay?", "answer": "No", "then": "You can still ask.", "waits": false, "href": "/about-me"}]}),
            None,
            "You told us: <strong>No</strong>",
        ),
        ("state", json!({"kind": "check", "words": "We need to check"}), None, "We need to check"),
        (
            "rows",
            json!({"items": [{"href": "/x", "title": "Bus pass", "sum": "£19 a week", "state": {"kind": "now", "words": "Yours now"}, "lines": ["Ask."]}]}),
            None,
            "£19 a week",
        ),
        (
            "jump",
            json!({"links": [{"href": "#a", "words": "Home"}], "label": "What you need"}),
            None,
            "aria-label=\"What you need\"",
        ),
        (
            "tiles",
            json!({"items": [{"href": "/x", "words": "Home", "icon": "home", "says": "2 yours now"}]}),
            None,
            "2 yours now",
        ),
        (
            "card",
            json!({"heading": "My plan", "href": "/x", "kind": "you", "id": "plan"}),
            Some("<p>Body</p>"),
            "app-card--link",
        ),
        ("help_card", json!({}), None, "/help-now"),
        ("error_message", json!({"name": "thing", "words": "Write it"}), None, "thing-error"),
        ("error_summary", json!({"errors": errors}), None, "href=\"#thing\""),
        (
            "field",
            json!({"name": "thing", "label": "What?", "value": "a \"bed\"", "errors": errors, "hint": "Any", "kind": "text", "inputmode": "text",
                   "autocomplete": "off", "width": "10", "spellcheck": false, "optional": true, "maxlength": 80}),
            None,
            "aria-describedby=\"thing-hint thing-error\"",
        ),
        (
            "passphrase",
            json!({"name": "thing", "label": "Passphrase", "errors": errors, "hint": "Long", "autocomplete": "new-password"}),
            None,
            "type=\"password\"",
        ),
        (
            "text_area",
            json!({"name": "thing", "label": "What?", "value": "<b>", "errors": errors, "hint": "Any", "rows": 3, "most": 500, "optional": true}),
            None,
            "&lt;b&gt;",
        ),
        (
            "select_one",
            json!({"name": "thing", "label": "Which?", "choices": [["a", "A bed"], ["b", "A cot"]], "value": "", "unchosen": "Choose one", "errors": errors, "hint": "One"}),
            None,
            "<option value=\"\">Choose one</option>",
        ),
        (
            "written_by",
            json!({"hand": {"on": "2026-05-03", "by": "Priya Nair", "put_right": true, "stood_until": "2026-06-01"}}),
            None,
            "It was current until 1 June 2026.",
        ),
        (
            "earlier",
            json!({"versions": [{"said": "Yes", "hand": {"on": "2026-05-03", "by": null, "put_right": false, "stood_until": null}}]}),
            None,
            "Entered 3 May 2026",
        ),
        (
            "note",
            json!({"id": "saved", "heading": "Saved", "kind": "done"}),
            Some("<p>They can see it.</p>"),
            "app-note--done",
        ),
        (
            "radios",
            json!({"name": "thing", "legend": "Which?", "options": options, "value": "no", "errors": errors, "hint": "One", "heading": true}),
            None,
            "checked",
        ),
        (
            "checkboxes",
            json!({"name": "thing", "legend": "Which?", "options": options, "values": ["yes"], "errors": errors, "hint": "Any", "heading": true}),
            None,
            "checked",
        ),
        (
            "date_input",
            json!({"name": "thing", "legend": "When?", "value": {"day": "3", "month": "May", "year": "2021"}, "errors": errors, "hint": "Any", "birth": true, "heading": true}),
            None,
            "value=\"May\"",
        ),
        (
            "money_input",
            json!({"name": "thing", "label": "How much a week?", "value": "57.50", "errors": errors, "hint": "About"}),
            None,
            "inputmode=\"decimal\"",
        ),
        (
            "button",
            json!({"text": "Send to Sam", "kind": "secondary", "wide": true, "icon": "call", "name": "do", "value": "send"}),
            None,
            "Send to Sam</button>",
        ),
        (
            "summary_list",
            json!({"rows": [{"key": "Name", "value": "", "href": "/x", "of": "name"}]}),
            None,
            "Not said yet",
        ),
        ("my_adviser", json!({"frame": alone(), "s": true}), None, "your team’s"),
        ("team_card", json!({"frame": alone()}), None, "call the leaving care team"),
        ("adviser_card", json!({"adviser": frame().adviser}), None, "is back on Monday at 9am"),
        ("big_number", json!({"text": "£1,150 left"}), None, "£1,150 left"),
        (
            "amount_bar",
            json!({"used": 185, "asked": 29, "left": 86, "hatches": [188, 194], "says": ["You used £1,850."]}),
            None,
            "You used £1,850.",
        ),
        (
            "chart",
            json!({"id": "care", "caption": "13 weeks", "title": "A line", "width": 296, "height": 112}),
            Some("<path d=\"M0 0\"/>"),
            "aria-labelledby=\"care-t\"",
        ),
        (
            "banner",
            json!({"heading": "Sent", "id": "sent", "alert": true}),
            Some("<p>Done</p>"),
            "role=\"alert\"",
        ),
        ("explain", json!({"summary": "The law"}), Some("<p>Act</p>"), "<p>Act</p>"),
        ("call", json!({"words": "Call the team", "phone": phone}), None, "app-call"),
        ("tag", json!({"words": "New"}), None, "New"),
        (
            "empty_state",
            json!({"heading": "No papers yet", "icon": "paper", "action": "Add one", "href": "/x"}),
            Some("<p>Soon</p>"),
            "Add one",
        ),
        (
            "what_we_need",
            json!({"frame": frame(), "unknown": [{"words": "When were you born?", "href": "/about-me/40"}]}),
            None,
            "This is not a no",
        ),
        (
            "who_owes",
            json!({"frame": frame(), "owes": {"says": "The council that must help you is Leeds.", "elsewhere": true}}),
            None,
            "You can call them",
        ),
        (
            "law_calls_me",
            json!({"called": {"word": "eligible child", "meaning": "You are 16."}, "link": "/why"}),
            None,
            "eligible child",
        ),
        (
            "care_line",
            json!({"picture": {"caption": "You had 202 weeks.", "title": ["A line"], "spans": [{"x": 16, "width": 272}], "today": 40, "first": "2021-03-21", "last": "2025-03-21"}}),
            None,
            "aria-labelledby=\"care-t\"",
        ),
        ("nothing_kept", json!({}), None, "Nobody can look them up."),
        (
            "how_well",
            json!({"asks": "When were you born?", "hint": "A guess is fine.", "errors": {"list": [], "by": {}}, "roughly": true,
                "may_go_on": false, "birth": true, "form": {"know": "month", "on": {"day": "", "month": "", "year": ""},
                "in_month": "3", "in_year": "2008", "year": ""}}),
            None,
            "I only know the year",
        ),
        (
            "said_so_far",
            json!({"frame": frame(), "said": [{"place": 0, "what": "Born", "reply": "2008"}], "sealed": "x", "summary": "So far"}),
            None,
            "name=\"change\" value=\"0\"",
        ),
        (
            "clash",
            json!({"clash": {"who": "Somebody else saved it first.", "rows": [{"what": "Rent", "theirs": "£90", "yours": "£95", "differs": true}]}}),
            None,
            "Yours: £95",
        ),
        ("worked_out", json!({"frame": frame(), "on": "2026-11-22"}), None, "Priya"),
        (
            "pagination",
            json!({"label": "Pages", "says": "1 to 20 of 40", "previous": "?p=1", "next": "?p=3"}),
            None,
            "rel=\"next\"",
        ),
        (
            "meeting_how",
            json!({ "meeting": { "how": "at_home", "place": null }, "young": true }),
            None,
            "at your home",
        ),
        (
            "appointment_fields",
            json!({ "sheet": { "form": { "day": { "day": "3", "month": "12", "year": "2026" }, "time": "2pm", "how": "call",
                "place": "", "words": "" }, "errors": errors }, "young": true }),
            None,
            "At what time?",
        ),
        (
            "what_they_wrote",
            json!({"words": ["He has a new flat & a key"]}),
            None,
            "<p>He has a new flat &amp; a key</p>",
        ),
        (
            "who_reads",
            json!({ "frame": frame(), "shared": true, "action": "/my-place/share", "what": "what you say here" }),
            Some("And no more."),
            "can read what you say here. And no more.",
        ),
        (
            "plan_voices",
            json!({ "frame": frame(), "part": { "area": "home", "words": "A home of my own",
                "mine": { "words": "A door of my own", "on": "2026-11-20" }, "agreed": "We look at flats",
                "otherwise": "You stay where you are", "not_said": [{ "words": "I never said so", "on": "2026-11-21" }] } }),
            None,
            "If it goes wrong:",
        ),
        (
            "plan_steps",
            json!({ "frame": frame(), "steps": [{ "id": "1", "what": "See the flat", "who": "Me", "due": null,
                "otherwise": "Ask for another", "status": "stuck", "version": 2 }] }),
            None,
            "If it doesn’t work: Ask for another",
        ),
        (
            "plan_beaten",
            json!({ "frame": frame(), "beaten": { "step": { "id": "1", "what": "See the flat", "status": "done", "version": 2 },
                "wanted": "stuck", "say": "stuck", "action": "/my-plan/steps/1" } }),
            None,
            "Say “Still stuck” all the same",
        ),
        (
            "most_rent",
            json!({ "most": { "week": 9_450, "own_flat": true } }),
            None,
            "£94.50 a week</strong>: the rate for one bedroom, which care leavers have until they are 25.",
        ),
        ("step_word", json!({ "status": "stuck" }), None, "Still stuck"),
        (
            "gain",
            json!({ "line": { "href": "/what-you-can-get/9", "name": "Money for your first home", "sum": 350_000, "per": "once",
                "from": null, "until": "2032-05-13" }, "gained": true }),
            None,
            "Until 13 May 2032",
        ),
        (
            "answer_head",
            json!({ "answer": { "kind": "agreed", "name": "Help to learn to drive", "amount": 45_000, "on": null } }),
            None,
            "Yes: Help to learn to drive, £450",
        ),
        (
            "payment_shown",
            json!({ "payment": { "to": "somebody", "payee": "B&Q", "evidence": "receipt 12",
                "paper": { "title": "Receipt", "href": "/d/1/file" } }, "them": "Jay" }),
            None,
            "Shown by: receipt 12.",
        ),
        ("may_know", json!({ "may": "plan" }), None, "About the plan"),
        ("may_know_mine", json!({ "may": "plan" }), None, "About your plan"),
        (
            "payment_told",
            json!({ "payment": { "to": "themselves", "payee": null, "evidence": "receipt 12", "paper": null } }),
            None,
            "What shows it: receipt 12.",
        ),
        ("letter_for", json!({ "receiver": "landlord" }), None, "For a landlord"),
        (
            "letter_says",
            json!({ "says": "care_leaver", "receiver": "bank" }),
            None,
            "The council knows this person",
        ),
        (
            "letter_paper",
            json!({ "paper": {
                "council": "Stockton Riverside", "receiver": "bank", "on": "2026-11-23", "name": "Jay Linton", "address": null,
                "phone": null, "says": "care_leaver", "until": null, "since": null, "first_home": false, "guarantor": false,
            } }),
            Some("The code"),
            "confirm that this is their name",
        ),
        ("my_review_kind", json!({ "kind": "conference" }), None, "Meeting to keep you safe"),
        (
            "my_review_says",
            json!({ "says": {
                "how": "in_person", "before": "I want to stay", "after": null, "different": "You stay", "by_when": "2026-12-12",
                "who": "Farah Siddiqui", "decided": null, "left_out": "harm", "written_on": "2026-11-23", "by": "Judith Okafor",
            } }),
            None,
            "Something is left out here.",
        ),
        ("matter_now", json!({ "it": { "state": "in_touch" } }), None, "Your advocate has been in touch"),
        ("matter_stage", json!({ "stage": "panel", "kind": "complaint" }), None, "A panel of three people"),
        (
            "answers_now",
            json!({ "emergency": { "answering": null } }),
            None,
            "If you are in danger, call 999.",
        ),
        ("who_answers", json!({"who": "hub", "neighbour": "Port Haven"}), None, "The children’s hub"),
        ("duty_matter", json!({"matter": "arrested"}), None, "Arrested"),
        ("duty_scope", json!({"matter": "arrested"}), None, "solicitor"),
        (
            "checked_on",
            json!({"stale": true, "day": "2026-05-02", "by": "the team"}),
            None,
            "Not checked since 2 May 2026",
        ),
        (
            "directory_entry",
            json!({"entry": {"does": "A bed", "for_whom": "You", "does_not": "Pay rent", "phone": phone, "night_phone": phone,
                "answers": "office", "open": false, "opens": null, "hours": "Ring", "email": "help@example.org",
                "web": "https://example.org", "place": "Here", "languages": "All"}}),
            None,
            "Closed now.",
        ),
        ("search_box", json!({ "q": "bus", "frame": frame() }), None, "value=\"bus\""),
        ("document_kind", json!({ "kind": "council_letter" }), None, "Letter from the council"),
        ("document_scan", json!({ "scan": "waiting" }), None, "It can be opened after that."),
        ("document_choose", json!({ "label": "What is it?", "value": "tenancy" }), None, "Court order"),
        (
            "document_facts",
            json!({ "paper": {
                "title": null, "ends": null, "format": "pdf", "kilobytes": 40, "added": "2026-11-02", "theirs": false,
                "by": "Priya Nair",
            } }),
            None,
            "PDF, 40 KB",
        ),
    ]
}

#[test]
fn every_component_shows_what_it_is_given() {
    let view = View::load().unwrap();
    for (name, arguments, body, words) in every_component() {
        let html = view
            .component(name, &arguments, body)
            .unwrap_or_else(|why| std::panic::panic_any(format!("{name}: {why}")));
        assert!(html.contains(words), "{name} lacks {words}:\n{html}");
    }
}

#[test]
fn every_component_for_the_phone_has_a_render_test() {
    let tested: BTreeSet<_> =
        every_component().into_iter().map(|(name, ..)| format!("components/{name}.html")).collect();
    let view = View::load().unwrap();
    // Staff's components are shown by their own tests; new ways in, which need the day, on every page of tests/http/accounts.rs.
    let untested: Vec<_> = view
        .template_names()
        .filter(|name| {
            name.starts_with("components/")
                && !["staff_", "record_", "act_", "new_ways"]
                    .iter()
                    .any(|staff| name["components/".len()..].starts_with(staff))
                && !tested.contains(*name)
        })
        .collect();
    assert_eq!(untested, [""; 0]);
}

#[test]
fn what_a_person_wrote_is_never_read_as_html() {
    let view = View::load().unwrap();
    let wild = "<script>alert(1)</script>\"' onload=x";
    for (name, arguments) in [
        ("name", json!({"text": wild})),
        ("field", json!({"name": "thing", "label": wild, "value": wild, "hint": wild})),
        ("text_area", json!({"name": "thing", "label": wild, "value": wild})),
        (
            "rows",
            json!({"items": [{"href": wild, "title": wild, "sum": wild, "state": {"kind": "now", "words": wild}, "lines": [wild]}]}),
        ),
        ("error_summary", json!({"errors": FormErrors::one("thing", wild)})),
    ] {
        let html = view.component(name, &arguments, None).unwrap();
        assert!(!html.contains("<script") && !html.contains("\"' onload"), "{name}: {html}");
    }
}

#[test]
fn an_unknown_argument_to_a_component_is_an_error() {
    let view = View::load().unwrap();
    assert!(view.component("back_link", &json!({"text": "Back"}), None).is_err(), "href is missing");
    assert!(
        view.component("state", &json!({"kind": 3, "words": "Yours"}), None).is_err(),
        "kind is not text"
    );
}

#[derive(serde::Serialize)]
struct Lacking {}
impl Page for Lacking {
    const TEMPLATE: &'static str = "layouts/young_person.html";
}

#[test]
fn the_frame_around_every_page_meets_its_guarantees() {
    let html = View::load().unwrap().render(&frame(), &Lacking {}).unwrap();
    let page = Html::parse_document(&html);
    let one = |selector: &str| page.select(&Selector::parse(selector).unwrap()).count();
    for (selector, times) in [
        ("header", 1),
        ("main#main[tabindex='-1']", 1),
        ("footer", 1),
        ("nav:not([aria-label])", 0),
        ("html[lang][dir]", 1),
        ("style", 0),
        ("script:not([src])", 0),
    ] {
        assert_eq!(one(selector), times, "{selector}\n{html}");
    }
    assert!(html.find("govuk-skip-link") < html.find("<header"), "the skip link comes first");
    assert!(html.find("<main") < html.find("<nav class=\"app-bar\""), "the menu comes after main");
    assert!(html.contains("/static/app.css?v="));
    assert!(!html.contains("Priya Anand – Onward"), "titles contain no names");
}

/// The elements in a piece of HTML with their classes and roles, in order; what the look and a screen reader depend on.
fn shape(html: &str) -> Vec<String> {
    Html::parse_fragment(html)
        .root_element()
        .descendent_elements()
        .skip(1)
        .map(|element| {
            let value = element.value();
            let mut classes: Vec<_> = value
                .classes()
                .filter(|class| {
                    class.starts_with("govuk-") && !class.contains("legend--") && !class.contains("label--")
                })
                .collect();
            classes.sort_unstable();
            format!("{} {} {}", value.name(), classes.join("."), value.attr("type").unwrap_or(""))
        })
        .collect()
}

/// The HTML that govuk-frontend gives for its example, if the npm package is there (a fresh clone's build brings it).
fn fixture(component: &str, example: &str) -> Option<String> {
    let path = format!(
        "{}/frontend/node_modules/govuk-frontend/dist/govuk/components/{component}/fixtures.json",
        env!("CARGO_MANIFEST_DIR")
    );
    let fixtures: Value = serde_json::from_slice(&std::fs::read(path).ok()?).unwrap();
    let found = fixtures["fixtures"].as_array().unwrap().iter().find(|fixture| fixture["name"] == example);
    Some(found.expect("the example is gone from govuk-frontend")["html"].as_str().unwrap().to_owned())
}

#[test]
fn what_we_ported_has_the_same_shape_as_in_govuk_frontend() {
    let view = View::load().unwrap();
    let pair =
        json!([{"value": "yes", "text": "Yes", "hint": ""}, {"value": "no", "text": "No", "hint": ""}]);
    let ports = [
        ("back-link", "default", "back_link", json!({"href": "#", "text": "Back"})),
        ("button", "default", "button", json!({"text": "Save and continue"})),
        ("button", "link", "button", json!({"text": "Link button", "href": "/"})),
        (
            "radios",
            "default",
            "radios",
            json!({"name": "example-default", "legend": "Have you changed your name?", "options": pair}),
        ),
        ("details", "default", "explain", json!({"summary": "Help with nationality"})),
        (
            "input",
            "with error message",
            "field",
            json!({"name": "x", "label": "l", "errors": FormErrors::one("x", "e")}),
        ),
        ("input", "default", "field", json!({"name": "x", "label": "l"})),
        ("textarea", "default", "text_area", json!({"name": "x", "label": "l"})),
        ("error-message", "default", "error_message", json!({"name": "x", "words": "e"})),
    ];
    for (component, example, ours, arguments) in ports {
        let Some(theirs) = fixture(component, example) else { return };
        let body = (ours == "explain").then_some("text");
        let html = view.component(ours, &arguments, body).unwrap();
        assert_eq!(shape(&html), shape(&theirs), "{ours} and {component}, {example}:\n{html}\n{theirs}");
    }
}

proptest::proptest! {
    #[test]
    fn text_becomes_html_the_way_tera_writes_it(text in "[a-z&<>\"'é\u{1f600}]{0,40}") {
        let (mut ours, mut teras) = (Vec::new(), Vec::new());
        super::escape(&text, &mut ours).unwrap();
        tera::escape_html(&text, &mut teras).unwrap();
        proptest::prop_assert_eq!(ours, teras);
    }
}
