//! Every form: sent twice (two taps, a retry on a bad line, several at once) it is carried out once and gets the same
//! answer; sent without our token, or with unknown fields, it does nothing.

use crate::{
    journeys::events,
    support::{House, JAY, Page, Visitor, Who},
};
use chrono::{DateTime, Utc};
use onward::{
    app::Demonstration,
    clock::Clock,
    demo::{PASSPHRASE, TODAY},
    usecases::account::second_factor::code_at,
    web::routes,
};
use onward_domain::moment::Moment;
use onward_store::scope::Task;
use std::collections::BTreeSet;

/// A form that is filled in but not sent yet.
pub struct Filled {
    who: Visitor,
    page: Page,
    action: String,
    pub fields: Vec<(&'static str, String)>,
}

/// What makes a form safe to send twice.
pub enum Twice {
    /// It is carried out once; sending it again leaves no further trace and gets the same answer.
    Once(fn(&House) -> Filled),
    /// Doing it again does nothing more, or is intended; why.
    ByNature(&'static str),
}
use Twice::{ByNature, Once};

/// Every form in the service. A form missing here fails the build.
pub fn forms() -> Vec<(&'static str, Twice)> {
    vec![
        (
            "/sign-in",
            ByNature("each answered tap is signed in; one whose answer the browser dropped ends when idle"),
        ),
        ("/check", ByNature("it keeps nothing: the same answers lead to the same page")),
        (
            "/directory/ask",
            Once(|house| {
                at(house, Who::Nobody, "/directory", "/directory/ask", &[("asks", "Somewhere warm to read")])
            }),
        ),
        ("/directory/answer", ByNature("it only opens what a code keeps")),
        (
            "/directory/{entry}/wrong",
            Once(|house| {
                let page = format!("{}/wrong", of_directory(house, "/directory"));
                at(house, Who::Nobody, &page.clone(), &page, &[("wrong", "phone")])
            }),
        ),
        ("/staff/directory/new", Once(new_entry)),
        (
            "/staff/directory/{entry}/edit",
            Once(|house| {
                let page = format!("{}/edit", of_directory(house, "/staff/directory"));
                at(
                    house,
                    Who::Dawn,
                    &page.clone(),
                    &page,
                    &[("place", "Round the corner"), ("checked", "no")],
                )
            }),
        ),
        (
            "/staff/directory/{entry}/checked",
            Once(|house| {
                let page = of_directory(house, "/staff/directory");
                let action = format!("{page}/checked");
                at(house, Who::Dawn, &page, &action, &[("checked-by", "the team")])
            }),
        ),
        (
            "/staff/directory/{entry}/flags/{flag}",
            ByNature("what is settled stays settled; the second sending finds nothing that waits"),
        ),
        (
            "/staff/directory/questions/{asked}",
            ByNature("the first answer stays; the second sending changes nothing"),
        ),
        (
            "/reviewing/people/{person}/reviews",
            Once(|house| {
                let page = of_judith(house);
                at(
                    house,
                    Who::Judith,
                    &page.clone(),
                    &page,
                    &[("kind", "conference"), ("on-day", "4"), ("on-month", "12"), ("on-year", "2026")],
                )
            }),
        ),
        (
            "/reviewing/people/{person}/reviews/{review}",
            Once(|house| {
                let page = of_judith(house);
                let judith = house.signed_in(Who::Judith);
                let fields =
                    [("kind", "conference"), ("on-day", "23"), ("on-month", "11"), ("on-year", "2026")];
                judith.fill(&page, &page, &fields).expect(303);
                let booked = judith
                    .get(&page)
                    .expect(200)
                    .attributes("main .app-note a", "href")
                    .pop()
                    .expect("one is booked");
                let fields = [
                    ("how", "in_person"),
                    ("decided", "It goes on."),
                    ("share", "no"),
                    ("held-day", "23"),
                    ("held-month", "11"),
                    ("held-year", "2026"),
                ];
                at(house, Who::Judith, &booked.clone(), &booked, &fields)
            }),
        ),
        (
            "/reviewing/people/{person}/strategy",
            Once(|house| {
                let page = of_judith(house);
                let action = page.replace("/reviews", "/strategy");
                let day = [("talked-day", "20"), ("talked-month", "11"), ("talked-year", "2026")];
                at(house, Who::Judith, &page, &action, &day)
            }),
        ),
        (
            "/reviewing/people/{person}/challenges/new",
            Once(|house| {
                let page = of_judith(house).replace("/reviews", "/challenges/new");
                at(
                    house,
                    Who::Judith,
                    &page.clone(),
                    &page,
                    &[("matter", "home"), ("title", "No bed"), ("words", "Since June")],
                )
            }),
        ),
        (
            "/reviewing/people/{person}/challenges/{challenge}",
            Once(|house| {
                let page = challenge(house, Who::Judith, "/reviewing/challenges");
                at(house, Who::Judith, &page.clone(), &page, &[("go", "up"), ("words", "Too slow")])
            }),
        ),
        (
            "/manager/people/{person}/challenges/{challenge}",
            Once(|house| {
                let page = challenge(house, Who::Dawn, "/manager/challenges");
                at(house, Who::Dawn, &page.clone(), &page, &[("words", "A place from Monday")])
            }),
        ),
        (
            "/reviewing/advice/new",
            Once(|house| {
                let page = "/reviewing/advice/new";
                at(
                    house,
                    Who::Judith,
                    page,
                    page,
                    &[("title", "Views"), ("matter", "plan"), ("words", "Ask twice.")],
                )
            }),
        ),
        (
            "/reviewing/advice/{advice}",
            Once(|house| {
                let all = house.signed_in(Who::Judith).get("/reviewing/advice").expect(200);
                let page = all.attributes("main a.app-row-link", "href").remove(0);
                at(house, Who::Judith, &page.clone(), &page, &[("words", "Ask twice."), ("matter", "home")])
            }),
        ),
        (
            "/manager/reviewing-officers",
            Once(|house| {
                let page = house.signed_in(Who::Dawn).get("/manager/reviewing-officers").expect(200);
                let officer = page.attributes("select[name=to] option", "value").remove(1);
                let people = page.attributes("input[name=people]", "value");
                let mut filled =
                    at(house, Who::Dawn, "/manager/reviewing-officers", "/manager/reviewing-officers", &[]);
                filled.fields.push(("people", people.into_iter().next().expect("somebody in care")));
                filled.fields.push(("to", officer));
                filled
            }),
        ),
        (
            "/hub/contacts/{brought}/route",
            Once(|house| {
                let queue = house.signed_in(Who::Sam).get("/hub/contacts").expect(200);
                let page = format!("{}/route", contact_of(&queue));
                at(house, Who::Sam, &page.clone(), &page, &[("home", "both"), ("why", "Two addresses")])
            }),
        ),
        (
            "/hub/contacts/{brought}/answer",
            Once(|house| {
                let queue = house.signed_in(Who::Sam).get("/hub/contacts").expect(200);
                let page = format!("{}/answer", contact_of(&queue));
                let said = [
                    ("agency", "health"),
                    ("name", "Dr Moss, school nurse"),
                    ("words", "No visit since March"),
                    ("ground", "harm_later"),
                ];
                at(house, Who::Sam, &page.clone(), &page, &said)
            }),
        ),
        (
            "/hub/contacts/{brought}/elsewhere",
            Once(|house| {
                let queue = house.signed_in(Who::Sam).get("/hub/contacts").expect(200);
                let page = format!("{}/elsewhere", contact_of(&queue));
                let said = [
                    ("council", "Leeds City Council"),
                    ("words", "She stays with an aunt in Leeds"),
                    ("ground", "crime"),
                ];
                at(house, Who::Sam, &page.clone(), &page, &said)
            }),
        ),
        (
            "/hub/contacts/{brought}/adviser",
            Once(|house| {
                let queue = house.signed_in(Who::Sam).get("/hub/contacts").expect(200);
                let page = format!("{}/adviser", contact_of(&queue));
                let said = [
                    ("record", "313752"),
                    ("ground", "crime"),
                    ("name", "Sam Pickering"),
                    ("words", "Their child may need help"),
                ];
                at(house, Who::Sam, &page.clone(), &page, &said)
            }),
        ),
        (
            "/hub/contacts/{brought}/family/{entry}",
            Once(|house| {
                let sam = house.signed_in(Who::Sam);
                let contact = contact_of(&sam.get("/hub/contacts").expect(200));
                let list = sam.get(&format!("{contact}/family")).expect(200);
                let page = list.attributes("main ol a", "href").remove(0);
                at(house, Who::Sam, &page.clone(), &page, &[("reason", "somebody_else")])
            }),
        ),
        (
            "/hub/call",
            Once(|house| {
                let said = [
                    ("how", "phone"),
                    ("door", "worried"),
                    ("who", "public"),
                    ("harm", "later"),
                    ("about", "A girl of about 6"),
                    ("words", "Crying every night"),
                    ("screened", "later"),
                ];
                at(house, Who::Sam, "/hub/call", "/hub/call", &said)
            }),
        ),
        (
            "/manager/notices",
            Once(|house| {
                let day = [
                    ("words", "Closed on Friday"),
                    ("pages", "public"),
                    ("readers", "everyone"),
                    ("from-day", "23"),
                    ("from-month", "11"),
                    ("from-year", "2026"),
                    ("last-day", "27"),
                    ("last-month", "11"),
                    ("last-year", "2026"),
                ];
                at(house, Who::Dawn, "/manager/notices", "/manager/notices", &day)
            }),
        ),
        ("/manager/notices/{notice}/end", ByNature("what has ended stays ended, and is ended once")),
        // No host may be asked in the demonstration: the form is refused, and changes nothing.
        ("/admin/feeds", ByNature("a name is taken only once, and nobody gives two feeds one name")),
        (
            "/admin/feeds/change",
            ByNature("asked for twice it is fetched once, and what is stopped stays stopped"),
        ),
        (
            "/hub/night",
            Once(|house| {
                let note = [("record", "313752"), ("what", "no_bed"), ("words", "A room for one night")];
                at(house, Who::Sam, "/hub/night", "/hub/night", &note)
            }),
        ),
        ("/mine/reminders", ByNature("the same form sends one code: it is named by the form's key")),
        ("/mine/reminders/confirm", ByNature("a code that was right confirms what is confirmed already")),
        ("/mine/reminders/stop", ByNature("what is deleted stays deleted, however often it is sent")),
        (
            "/messages/open",
            ByNature("it opens the messages; what is written in it is sent once, by the form's key"),
        ),
        ("/hub/earlier", ByNature("it only looks; every look is written down")),
        ("/hub/partners/{partner}", ByNature("the same agency again changes nothing")),
        (
            "/partner/contacts/{shared}",
            Once(|house| {
                let all = house.signed_in(Who::Owen).get("/partner/contacts").expect(200);
                let page = all.attributes("main a.app-row-link", "href").remove(0);
                at(
                    house,
                    Who::Owen,
                    &page.clone(),
                    &page,
                    &[("words", "Away 14 days this term"), ("ground", "harm_later")],
                )
            }),
        ),
        (
            "/manager/challenge-levels",
            Once(|house| {
                let said = [("level", "2"), ("name", "Nia Owen, service manager")];
                at(house, Who::Dawn, "/manager/challenge-levels", "/manager/challenge-levels", &said)
            }),
        ),
        ("/worried", Once(worried)),
        (
            "/worried/back",
            ByNature("it only opens what the code keeps, and a code opens until its time is past"),
        ),
        (
            "/hub/contacts/{brought}/take",
            Once(|house| {
                let queue = house.signed_in(Who::Sam).get("/hub/contacts").expect(200);
                let links = queue.attributes("main a[href^='/hub/contacts/']", "href");
                let page = links.into_iter().find(|at| {
                    house.signed_in(Who::Sam).get(at).expect(200).text("main").contains("Take it")
                });
                let page = page.expect("one that Sam doesn't have");
                let action = format!("{page}/take");
                at(house, Who::Sam, &page, &action, &[])
            }),
        ),
        (
            "/hub/contacts/{brought}/{act}",
            Once(|house| {
                let queue = house.signed_in(Who::Sam).get("/hub/contacts").expect(200);
                let page = queue.attributes("main a[href^='/hub/contacts/']", "href").remove(0);
                let action = format!("{page}/screen");
                at(house, Who::Sam, &action.clone(), &action, &[("harm", "now")])
            }),
        ),
        ("/what-you-can-get", ByNature("looks for words, and keeps nothing")),
        ("/money/begin", ByNature("a budget that has something in it stays as it is")),
        ("/money/lines/new", Once(new_line)),
        ("/money/lines/{line}", Once(changed_line)),
        ("/money/lines/{line}/remove", ByNature("what was taken out of the budget stays out")),
        (
            "/money/plan",
            Once(|house| {
                at(house, Who::Jay, "/money/plan", "/money/plan", &[("paid", "week"), ("saved", "25")])
            }),
        ),
        (
            "/money/share",
            Once(|house| at(house, Who::Jay, "/money/share", "/money/share", &[("part", "left")])),
        ),
        ("/money/share/end", ByNature("nothing is shared after it, however often it is sent")),
        ("/money/what-if", ByNature("nothing of it is kept, here or elsewhere")),
        ("/work-and-study/share", ByNature("the last tap counts, and the same tap says the same")),
        ("/my-place/share", ByNature("the last tap counts, and the same tap says the same")),
        ("/work-and-study/next/new", Once(new_wish)),
        ("/work-and-study/next/{wish}", Once(changed_wish)),
        ("/work-and-study/next/{wish}/remove", ByNature("what is taken off the page stays off")),
        (
            "/my-place/right",
            Once(|house| at(house, Who::Jay, "/my-place/right", "/my-place/right", &[("right", "no")])),
        ),
        ("/my-place/rooms/{room}", ByNature("the last tap stands, and the same tap says the same")),
        (
            "/my-place/jobs/new",
            Once(|house| {
                at(house, Who::Jay, "/my-place/jobs/new", "/my-place/jobs/new", &[("what", "Pack")])
            }),
        ),
        ("/my-place/receipts/new", ByNature("with a file: tests/journeys/receipts.rs sends it twice")),
        (
            "/my-place/receipts/{receipt}/take-out",
            ByNature("what is taken out is gone, however often it is sent"),
        ),
        ("/mine/people/new", Once(own_new_in_life)),
        ("/mine/people/{somebody}", Once(own_changed_in_life)),
        (
            "/mine/people/{somebody}/end",
            ByNature("what is taken back stays taken back, and whoever is out is out"),
        ),
        ("/adviser/people/{person}/in-life/new", Once(new_in_life)),
        ("/adviser/people/{person}/in-life/{somebody}", Once(changed_in_life)),
        (
            "/adviser/people/{person}/in-life/{somebody}/end",
            ByNature("what is taken back stays taken back, and whoever is out is out"),
        ),
        ("/mine/documents/new", ByNature("with a file: tests/journeys/documents.rs sends it twice")),
        ("/mine/documents/{document}/remove", ByNature("what is removed is gone, however often it is sent")),
        (
            "/adviser/people/{person}/documents/new",
            ByNature("with a file: tests/journeys/documents.rs sends it twice"),
        ),
        (
            "/adviser/people/{person}/documents/{document}/replace",
            ByNature("with a file; its key is used up as that of a new one"),
        ),
        (
            "/adviser/people/{person}/documents/{document}/shown",
            ByNature("the last choice stands, and the same says the same"),
        ),
        (
            "/adviser/people/{person}/documents/{document}/remove",
            ByNature("what is removed is gone, however often it is sent"),
        ),
        ("/my-place/jobs/ideas", ByNature("what is on the list already is not put there again")),
        ("/my-place/jobs/along", ByNature("a job that was moved is newer than the moving day, and stays")),
        ("/my-place/jobs/{job}/change", Once(changed_job)),
        ("/my-place/jobs/{job}/remove", ByNature("what is off the list stays off")),
        ("/my-place/jobs/{job}", ByNature("what is ticked stays ticked, however often it is sent")),
        (
            "/appointments/new",
            Once(|house| at(house, Who::Jay, "/appointments/new", "/appointments/new", &MEETING)),
        ),
        (
            "/appointments/{appointment}",
            Once(|house| {
                let answer = [("say", "cancel"), ("words", "I work that day")];
                at(house, Who::Jay, "/appointments", &appointment(house), &answer)
            }),
        ),
        (
            "/appointments/{appointment}/move",
            Once(|house| {
                let place = format!("{}/move", appointment(house));
                at(house, Who::Jay, &place, &place, &MEETING)
            }),
        ),
        (
            "/adviser/people/{person}/appointments",
            Once(|house| {
                let place = format!("/adviser/people/{}/appointments", house.person(JAY));
                at(house, Who::Priya, &place, &place, &MEETING)
            }),
        ),
        (
            "/adviser/people/{person}/appointments/{appointment}",
            Once(|house| {
                let place = format!("/adviser/people/{}/appointments", house.person(JAY));
                let action = format!("/adviser/people/{}{}", house.person(JAY), appointment(house));
                at(house, Who::Priya, &place, &action, &[("say", "cancel")])
            }),
        ),
        (
            "/adviser/people/{person}/appointments/{appointment}/move",
            Once(|house| {
                let place = format!("/adviser/people/{}{}/move", house.person(JAY), appointment(house));
                at(house, Who::Priya, &place, &place, &MEETING)
            }),
        ),
        (
            "/support",
            ByNature("an answer that stands is not said again: tests/journeys/support.rs sends it twice"),
        ),
        (
            "/adviser/people/{person}/support",
            Once(|house| {
                let place = format!("/adviser/people/{}/support", house.person("942886"));
                let fields = [("about", "offer"), ("how", "call"), ("answer", "not-now")];
                at(house, Who::Priya, &place, &place, &fields)
            }),
        ),
        (
            "/mine/reach",
            Once(|house| {
                let may = [("text", "no"), ("call", "no"), ("voicemail", "no"), ("post", "ask")];
                let may = [&may[..], &[("passphrase", PASSPHRASE)]].concat();
                at(house, Who::Jay, "/mine/reach", "/mine/reach", &may)
            }),
        ),
        (
            "/mine/languages",
            Once(|house| {
                let says = [("speaks", "Urdu"), ("interpreter", "ask"), ("print", "large")];
                at(house, Who::Jay, "/mine/languages", "/mine/languages", &says)
            }),
        ),
        (
            "/mine/not-again",
            Once(|house| {
                at(house, Who::Jay, "/mine/not-again", "/mine/not-again", &[("words", "Ask me first.")])
            }),
        ),
        ("/mine/name", ByNature("whoever is called so already is called so again")),
        ("/mine/data", ByNature("it only reads; a wrong passphrase counts each time")),
        ("/mine/close", ByNature("an account that is closed signs nobody in, so there is no second time")),
        ("/check-in", Once(|house| at(house, Who::Jay, "/check-in", "/check-in", &[("feels", "good")]))),
        (
            "/my-requests",
            Once(|house| at(house, Who::Jay, "/my-requests", "/my-requests", &[("kind", "file")])),
        ),
        ("/my-requests/{matter}", Once(chased_matter)),
        ("/manager/people/{person}/requests/{matter}", Once(answered_matter)),
        (
            "/messages",
            Once(|house| at(house, Who::Jay, "/messages", "/messages", &[("text", "Can you call?")])),
        ),
        (
            "/adviser/people/{person}/messages",
            Once(|house| {
                let place = format!("/adviser/people/{}/messages", house.person(JAY));
                at(house, Who::Priya, &place, &place, &[("text", "I call at 3pm.")])
            }),
        ),
        (
            "/manager/people/{person}/messages",
            Once(|house| {
                let place = format!("/manager/people/{}/messages", house.person("205885"));
                at(house, Who::Dawn, &place, &place, &[("text", "I find you an adviser today.")])
            }),
        ),
        (
            "/what-you-can-get/{number}/ask",
            Once(|house| at(house, Who::Jay, ASK, ASK, &[("words", "A bed and a cooker")])),
        ),
        ("/what-you-can-get/{number}/asked", Once(not_come)),
        (
            "/wrong/new",
            Once(|house| {
                let fields = [("about", "dates"), ("words", "I came into care in June")];
                at(house, Who::Jay, "/wrong/new", "/wrong/new", &fields)
            }),
        ),
        ("/adviser/people/{person}/said-wrong/{which}", Once(said_wrong)),
        (
            "/adviser/people/{person}/said-wrong/{which}/take-back",
            ByNature("an answer that was taken back stays taken back, until there is another"),
        ),
        (
            "/letters/new/{receiver}",
            Once(|house| at(house, Who::Jay, "/letters/new/bank", "/letters/new/bank", &[])),
        ),
        ("/letters/{letter}/end", ByNature("a letter that was ended stays ended, however often it is sent")),
        (
            "/proof",
            ByNature("it only looks; a wrong code counts each time, or a guesser would send one key for all"),
        ),
        (
            "/looking-back/{number}/letter",
            Once(|house| {
                let letter = "/looking-back/9/letter";
                at(house, Who::Jay, letter, letter, &[("words", "Did I have this?")])
            }),
        ),
        ("/my-years", ByNature("nothing of it is kept: the same change leads to the same page")),
        (
            "/my-plan",
            Once(|house| {
                let fields = [("kind", "words"), ("words", "I want a flat of my own")];
                at(house, Who::Jay, "/my-plan", "/my-plan", &fields)
            }),
        ),
        (
            "/my-plan/parts/{area}/words",
            Once(|house| {
                let part = "/my-plan/parts/home";
                at(house, Who::Jay, part, "/my-plan/parts/home/words", &[("words", "A door of my own")])
            }),
        ),
        ("/my-plan/parts/{area}/share", ByNature("the last tap stands, and the same tap says the same")),
        (
            "/my-plan/parts/{area}/new-step",
            Once(|house| {
                let place = "/my-plan/parts/home/new-step";
                at(house, Who::Jay, place, place, &[("what", "Buy a lamp"), ("area", "home")])
            }),
        ),
        ("/my-plan/own-steps/{own_step}", Once(changed_own_step)),
        ("/my-plan/own-steps/{own_step}/mark", Once(marked_own_step)),
        ("/my-plan/own-steps/{own_step}/move", Once(moved_own_step)),
        ("/my-plan/steps/{plan_step}", ByNature("a step that is done stays done, however often it is sent")),
        ("/sign-in/code", Once(code)),
        ("/sign-in/second-factor", Once(second_factor)),
        (
            "/sign-out",
            Once(|house| {
                let jay = house.signed_in(Who::Jay);
                let page = jay.get("/account");
                Filled { who: jay, page, action: "/sign-out".into(), fields: vec![] }
            }),
        ),
        (
            "/invitation",
            ByNature("it only looks; a wrong date counts each time, or a guesser would send one key for all"),
        ),
        ("/invitation/choose", Once(choose)),
        (
            "/colleague",
            ByNature("it only looks; a wrong code counts each time, or a guesser would send one key for all"),
        ),
        (
            "/reset",
            ByNature(
                "it asks for help again: whoever helps sees the latest time only, and tries are limited",
            ),
        ),
        ("/unsaved", ByNature("what is thrown away is gone, however often it is sent")),
        ("/account/devices", Once(device)),
        (
            "/account/sign-out-everywhere",
            Once(|house| at(house, Who::Jay, "/account", "/account/sign-out-everywhere", &[])),
        ),
        (
            "/account/passphrase",
            Once(|house| {
                let new = "purple tractor gravel";
                at(
                    house,
                    Who::Jay,
                    "/account",
                    "/account/passphrase",
                    &[("current", PASSPHRASE), ("passphrase", new), ("again", new)],
                )
            }),
        ),
        ("/account/second-person", Once(agreed)),
        ("/adviser/people/{person}/care-history/episodes/new", Once(new_episode)),
        ("/adviser/people/{person}/care-history/episodes/{episode}", Once(changed_episode)),
        (
            "/adviser/people/{person}/care-history/episodes/{episode}/withdraw",
            Once(|house| {
                let episode = changed_episode(house).action;
                let place = format!("{episode}/withdraw");
                at(house, Who::Priya, &place, &place, &[("reason", "It is not about Jay at all")])
            }),
        ),
        (
            "/adviser/people/{person}/confirm/{code}",
            ByNature("it is saved against its version; the use case's own test sends it twice"),
        ),
        (
            "/adviser/people/{person}/visit/{contact}",
            Once(|house| {
                let visit = format!("/adviser/people/{}/visit", house.person(JAY));
                let priya = house.signed_in(Who::Priya);
                let called = priya.fill(&visit, &visit, &[("kind", "call"), ("summary", "Called back.")]);
                let place = called.expect(303).location().to_owned();
                let fields = [("put", "right"), ("kind", "video"), ("reason", "It was a video call")];
                at(house, Who::Priya, &place, &place, &fields)
            }),
        ),
        (
            "/adviser/people/{person}/living/homes/new",
            Once(|house| {
                let place = format!("/adviser/people/{}/living/homes/new", house.person(JAY));
                let mut fields =
                    vec![("put", "right"), ("kind", "U"), ("reason", "It stands in his own file")];
                fields.extend([("from-day", "1"), ("from-month", "2"), ("from-year", "2010")]);
                fields.extend([("until-day", "1"), ("until-month", "3"), ("until-year", "2010")]);
                at(house, Who::Priya, &place, &place, &fields)
            }),
        ),
        (
            "/adviser/people/{person}/living/activities/new",
            Once(|house| {
                let place = format!("/adviser/people/{}/living/activities/new", house.person(JAY));
                let mut fields =
                    vec![("put", "right"), ("kind", "F2"), ("reason", "It stands in his school report")];
                fields.extend([("from-day", "1"), ("from-month", "9"), ("from-year", "2018")]);
                fields.extend([("until-day", "1"), ("until-month", "9"), ("until-year", "2019")]);
                at(house, Who::Priya, &place, &place, &fields)
            }),
        ),
        (
            "/adviser/people/{person}/living/homes/{home}",
            Once(|house| {
                let home = events::line_of_jay(house, "homes");
                let place = format!("/adviser/people/{}/living/homes/{home}", house.person(JAY));
                let fields = [
                    ("put", "right"),
                    ("kind", "Z"),
                    ("suitable", "yes"),
                    ("reason", "He moved into a hostel"),
                ];
                at(house, Who::Priya, &place, &place, &fields)
            }),
        ),
        (
            "/adviser/people/{person}/living/activities/{activity}",
            Once(|house| {
                let one = events::line_of_jay(house, "activities");
                let place = format!("/adviser/people/{}/living/activities/{one}", house.person(JAY));
                let fields = [("put", "away"), ("kind", "F2"), ("reason", "That is his brother")];
                at(house, Who::Priya, &place, &place, &fields)
            }),
        ),
        (
            "/adviser/people/{person}/care-history/events/new",
            Once(|house| {
                let place = format!("/adviser/people/{}/care-history/events/new", house.person(JAY));
                at(house, Who::Priya, &format!("{place}?kind=missing"), &place, &MISSING)
            }),
        ),
        (
            "/adviser/people/{person}/care-history/events/{event}",
            Once(|house| {
                let event = events::of_jay(house);
                let place = format!("/adviser/people/{}/care-history/events/{event}", house.person(JAY));
                at(house, Who::Priya, &place, &place, &MISSING)
            }),
        ),
        (
            "/adviser/people/{person}/care-history/events/{event}/withdraw",
            Once(|house| {
                let event = events::of_jay(house);
                let place =
                    format!("/adviser/people/{}/care-history/events/{event}/withdraw", house.person(JAY));
                at(house, Who::Priya, &place, &place, &[("reason", "It is not about Jay at all")])
            }),
        ),
        ("/adviser/people/{person}/entitlements/{number}", Once(step)),
        (
            "/adviser/people/{person}/entitlements/{number}/tell",
            Once(|house| {
                let place = format!("/adviser/people/{}", house.person(JAY));
                let page = house.signed_in(Who::Priya).get(&place).expect(200);
                let tell = page.attributes("main form[action$='/tell']", "action").remove(0);
                at(
                    house,
                    Who::Priya,
                    &place,
                    &tell,
                    &[("words", "You can get this. Ask for it on your page.")],
                )
            }),
        ),
        ("/adviser/people/{person}/entitlements/{number}/steps/{step}", Once(mistake)),
        ("/adviser/together", Once(together)),
        ("/adviser/people/{person}/entitlements/{number}/override", Once(|house| asked_otherwise(house).1)),
        (
            "/adviser/people/{person}/entitlements/{number}/override/{override}/end",
            Once(|house| {
                let (place, form) = asked_otherwise(house);
                send(&form).expect(303);
                let page = house.signed_in(Who::Priya).get(&place).expect(200);
                let end = page.attributes("main form[action$='/end']", "action").remove(0);
                at(house, Who::Priya, &place, &end, &[("why", "She does not need it any more")])
            }),
        ),
        (
            "/manager/overrides/{override}",
            Once(|house| {
                let list = house.signed_in(Who::Dawn).get("/manager/overrides").expect(200);
                let one = list.attributes("main a[href^='/manager/overrides/']", "href").remove(0);
                at(house, Who::Dawn, &one, &one, &[("answer", "yes"), ("words", "")])
            }),
        ),
        (
            "/about-me/{number}",
            Once(|house| at(house, Who::Jay, "/about-me/1", "/about-me/1", &[("answer", "yes")])),
        ),
        (
            "/adviser/group",
            Once(|house| {
                let (jay, at_once) = (house.person(JAY).to_string(), "/adviser/group");
                at(
                    house,
                    Who::Priya,
                    at_once,
                    at_once,
                    &[("pick", jay.as_str()), ("summary", "We cooked together.")],
                )
            }),
        ),
        (
            "/adviser/people/{person}/visit",
            Once(|house| {
                let place = format!("/adviser/people/{}/visit", house.person(JAY));
                let fields = [
                    ("kind", "visit_at_home"),
                    ("alone", "yes"),
                    ("home", "unknown"),
                    ("activity", "unknown"),
                    ("summary", "Moved in well."),
                ];
                at(house, Who::Priya, &place, &place, &fields)
            }),
        ),
        (
            "/adviser/people/{person}/plan",
            ByNature("there is one draft at a time: the second time it goes on with that one"),
        ),
        (
            "/adviser/people/{person}/plan/support",
            ByNature("it is saved against its version, and the same words change nothing"),
        ),
        ("/adviser/people/{person}/plan/offer", ByNature("what stands in a step is offered no more")),
        (
            "/adviser/people/{person}/plan/parts/{area}",
            ByNature(
                "words are saved against their version, the same words change nothing, the same step is one",
            ),
        ),
        (
            "/adviser/people/{person}/plan/share",
            Once(|house| {
                let plan = drafted(house);
                at(house, Who::Priya, &plan, &format!("{plan}/share"), &[])
            }),
        ),
        (
            "/adviser/people/{person}/plan/hand-in",
            Once(|house| {
                let plan = drafted(house);
                house.signed_in(Who::Priya).fill(&plan, &format!("{plan}/share"), &[]);
                at(house, Who::Priya, &plan, &format!("{plan}/hand-in"), &[("words", "He answers on Friday")])
            }),
        ),
        (
            "/my-plan/draft",
            Once(|house| {
                let plan = drafted(house);
                house.signed_in(Who::Priya).fill(&plan, &format!("{plan}/share"), &[]);
                let fields = [("answer", "disagree"), ("words", "I said near my college")];
                at(house, Who::Jay, "/my-plan/draft", "/my-plan/draft", &fields)
            }),
        ),
        (
            "/manager/plans/{drafted}/back",
            Once(|house| {
                let plan = to_sign(house);
                at(
                    house,
                    Who::Dawn,
                    &plan,
                    &format!("{plan}/back"),
                    &[("words", "Name the first two things")],
                )
            }),
        ),
        (
            "/manager/refusals/{refusal}",
            Once(|house| {
                let queue = house.signed_in(Who::Dawn).get("/manager/refusals").expect(200);
                let one = queue.attributes("main a[href^='/manager/refusals/']", "href").remove(0);
                at(
                    house,
                    Who::Dawn,
                    &one,
                    &one,
                    &[("answer", "back"), ("words", "She can’t get there by bus")],
                )
            }),
        ),
        (
            "/manager/plans/{drafted}/sign",
            Once(|house| {
                let plan = to_sign(house);
                at(house, Who::Dawn, &plan, &format!("{plan}/sign"), &[("about-it", "We look at it in May")])
            }),
        ),
        (
            "/adviser/people/{person}/assessment",
            Once(|house| {
                let place = format!("/adviser/people/{}/assessment", house.person(JAY));
                at(house, Who::Priya, &place, &place, &[("home", "A flat near college")])
            }),
        ),
        (
            "/adviser/people/{person}/assessment/finish",
            Once(|house| {
                let place = format!("/adviser/people/{}/assessment", house.person(JAY));
                at(house, Who::Priya, &place, &format!("{place}/finish"), &[])
            }),
        ),
        (
            "/adviser/today/close",
            Once(|house| {
                let priya = house.signed_in(Who::Priya);
                let list = priya.get("/adviser/today?show=month").expect(200);
                let place = list.attributes(".app-close a", "href").remove(0);
                let page = priya.get(place.split('#').next().unwrap_or_default()).expect(200);
                let hidden = |name: &str| {
                    let field = format!("form[action='/adviser/today/close'] input[name={name}]");
                    page.attributes(&field, "value").remove(0)
                };
                let fields = vec![
                    ("person", hidden("person")),
                    ("about", hidden("about")),
                    ("of", hidden("of")),
                    ("how", "new-day".into()),
                    ("on-day", "30".into()),
                    ("on-month", "11".into()),
                    ("on-year", "2026".into()),
                    ("why", "She asked us to leave it until Monday".into()),
                ];
                Filled { who: priya, page, action: "/adviser/today/close".into(), fields }
            }),
        ),
        (
            "/adviser/today/tasks",
            Once(|house| {
                let person = house.person(JAY).to_string();
                let fields = [("task-person", person.as_str()), ("task", "Ask about the boiler")];
                at(house, Who::Priya, "/adviser/today", "/adviser/today/tasks", &fields)
            }),
        ),
        (
            "/adviser/steps/{plan_step}",
            ByNature("a step that is done stays done; a tick that comes late is told so"),
        ),
        ("/adviser/today/tasks/{task}", ByNature("a task that is done stays done, however often it is sent")),
        ("/adviser/cover", ByNature("the same days with the same colleague are one cover")),
        ("/manager/cover", ByNature("the same days with the same colleague are one cover")),
        ("/manager/cover/{away}/end", ByNature("a cover that has ended is none, and is not found again")),
        ("/adviser/cover/{cover}/end", ByNature("a cover that has ended is none, and is not found again")),
        (
            "/adviser/people/{person}/address",
            Once(|house| {
                let place = format!("/adviser/people/{}/address", house.person(JAY));
                at(house, Who::Priya, &place, &place, &[("protected", "yes"), ("reason", "He asked for it")])
            }),
        ),
        (
            "/adviser/people/{person}/birth",
            Once(|house| {
                let place = format!("/adviser/people/{}/birth", house.person(JAY));
                let fields = [
                    ("day-day", "14"),
                    ("day-month", "5"),
                    ("day-year", "2007"),
                    ("reason", "The passport that he brought"),
                ];
                at(house, Who::Priya, &place, &place, &fields)
            }),
        ),
        ("/adviser/people/{person}/plan/before", Once(|house| made_before(house, "plan"))),
        ("/adviser/people/{person}/assessment/before", Once(|house| made_before(house, "assessment"))),
        (
            "/adviser/people/{person}/lived-with",
            ByNature("nobody in this house went home; the use case's own test sends it twice"),
        ),
        (
            "/adviser/people/{person}/own-answers/{answer}",
            ByNature("what is settled stays settled, with the first answer that was given"),
        ),
        (
            "/manager/people/{person}/first-day",
            Once(|house| {
                let place = format!("/manager/people/{}/first-day", house.person(JAY));
                let fields = [("from-day", "5"), ("from-month", "1"), ("from-year", "2026")];
                at(house, Who::Dawn, &place, &place, &fields)
            }),
        ),
        ("/adviser/people/{person}/facts/{number}", Once(answered)),
        ("/adviser/people/{person}/facts/courses/new", Once(new_course)),
        ("/adviser/people/{person}/facts/courses/{course}", Once(changed_course)),
        (
            "/adviser/people/{person}/invitation",
            Once(|house| {
                let place = format!("/adviser/people/{}/invitation", house.person(JAY));
                at(house, Who::Priya, &place, &place, &[])
            }),
        ),
        (
            "/adviser/people/{person}/questions/{question}",
            ByNature("a settled question stays settled, with its first answer"),
        ),
        (
            "/adviser/people/{person}/questions/{question}/again",
            ByNature("a question that waits is not asked once more"),
        ),
        ("/adviser/people/{person}/name", Once(|house| named(house, Who::Priya, "adviser"))),
        ("/adviser/open/{person}", Once(open)),
        ("/adviser/open/{person}/close", Once(close)),
        ("/hub", ByNature("it only looks; every look is written down")),
        ("/manager/people", Once(given)),
        ("/manager/people/{person}/name", Once(|house| named(house, Who::Dawn, "manager"))),
        (
            "/manager/import",
            ByNature("it shows what files would do; nothing is imported until that is applied, once"),
        ),
        (
            "/manager/import/{run}/apply",
            ByNature("a run is claimed by whoever is first: tests/http/import.rs presses three times"),
        ),
        ("/manager/import/{run}/withdraw", ByNature("a run that is withdrawn stays withdrawn")),
        (
            "/manager/import/{run}/year",
            ByNature("a run that was told its year is closed, and leads to the one that shows it"),
        ),
        ("/manager/import/{run}/take-back", Once(taken_back)),
        ("/manager/import/joined", Once(joined)),
        (
            "/manager/import/joined/apart",
            Once(|house| {
                send(&joined(house));
                send(&settled_join(house));
                at(house, Who::Dawn, JOINED, "/manager/import/joined/apart", &[])
            }),
        ),
        (
            "/manager/import/joined/settle",
            Once(|house| {
                send(&joined(house));
                settled_join(house)
            }),
        ),
        (
            "/manager/law/send",
            Once(|house| at(house, Who::Dawn, LAW, "/manager/law/send", &[("looked", "yes")])),
        ),
        (
            "/manager/law/settle",
            Once(|house| {
                send(&at(house, Who::Dawn, LAW, "/manager/law/send", &[("looked", "yes")]));
                at(house, Who::Marcus, LAW, "/manager/law/settle", &[("answer", "settle")])
            }),
        ),
        (
            "/manager/openings",
            Once(|house| {
                let page = house.signed_in(Who::Dawn).get("/manager/openings").expect(200);
                let opening = page.attributes("input[name=opening]", "value").remove(0);
                at(house, Who::Dawn, "/manager/openings", "/manager/openings", &[("opening", &opening)])
            }),
        ),
        (
            "/admin/users",
            Once(|house| {
                at(
                    house,
                    Who::Rowan,
                    "/admin/users",
                    "/admin/users",
                    &[
                        ("name", "Ann Other"),
                        ("email", "ann.other@example.org"),
                        ("phone", ""),
                        ("role", "adviser"),
                    ],
                )
            }),
        ),
        ("/manager/watch", Once(way_seen)),
        ("/admin/users/{user}", Once(details)),
        (
            "/admin/teams",
            Once(|house| at(house, Who::Rowan, TEAMS, TEAMS, &[("name", "Night team"), ("phone", "")])),
        ),
        (
            "/admin/teams/change",
            Once(|house| team(house, "change", &[("name", "Night team"), ("phone", "")])),
        ),
        ("/admin/teams/end", Once(|house| empty_team(house, "end"))),
        (
            "/admin/teams/go-on",
            Once(|house| {
                send(&empty_team(house, "end")).expect(303);
                team(house, "go-on", &[])
            }),
        ),
        ("/admin/users/role", Once(|house| row(house, "role", &[("role", "hub_worker")]))),
        ("/admin/users/disable", Once(|house| row(house, "disable", &[("sure", "yes")]))),
        (
            "/admin/users/enable",
            Once(|house| {
                let disabled = row(house, "disable", &[("sure", "yes")]);
                send(&disabled).expect(303);
                row(house, "enable", &[])
            }),
        ),
        ("/admin/users/reset", Once(|house| row(house, "reset", &[]))),
    ]
}

fn noon() -> DateTime<Utc> {
    "2026-11-23T12:00:00Z".parse().unwrap()
}

fn house(second_factor: bool) -> House {
    let clock = Clock::held_at(noon()).with_day(TODAY);
    House::with(Demonstration { relaxed_limits: true, second_factor }, clock)
}

/// The form at an address, filled in by somebody who is signed in.
fn at(house: &House, who: Who, place: &str, action: &str, fields: &[(&'static str, &str)]) -> Filled {
    let who = house.signed_in(who);
    let page = who.get(place).expect(200);
    let fields = fields.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
    Filled { who, page, action: action.to_owned(), fields }
}

/// Dawn says of the first that waits that somebody has it, or answers it.
fn answered_matter(house: &House) -> Filled {
    let page = house.signed_in(Who::Dawn).get("/manager/requests").expect(200);
    let href = page.attributes("main a[href*='/requests/']", "href").remove(0);
    at(house, Who::Dawn, &href, &href, &[("act", "answered"), ("words", "We send it on Monday.")])
}

/// Amara asks where her file is.
fn chased_matter(house: &House) -> Filled {
    let page = house.signed_in(Who::Amara).get("/my-requests").expect(200);
    let href = page.attributes("main a[href^='/my-requests/']", "href").remove(0);
    at(house, Who::Amara, &href, &href, &[("act", "chased")])
}

/// A meeting in December.
const MEETING: [(&str, &str); 5] =
    [("day-day", "3"), ("day-month", "12"), ("day-year", "2026"), ("time", "2:30pm"), ("how", "call")];

/// The address of the appointment that Jay and Priya have.
fn appointment(house: &House) -> String {
    let page = house.signed_in(Who::Jay).get("/appointments").expect(200);
    let file = page.attributes("main a[href$='/calendar.ics']", "href").remove(0);
    file.trim_end_matches("/calendar.ics").to_owned()
}

/// Where Jay changes the first of his own steps about his home.
fn own_step(house: &House) -> String {
    let part = house.signed_in(Who::Jay).get("/my-plan/parts/home").expect(200);
    part.attributes("main a[href^='/my-plan/own-steps/']", "href").remove(0)
}

fn changed_own_step(house: &House) -> Filled {
    let place = own_step(house);
    let mut filled = at(house, Who::Jay, &place, &place, &[("what", "See it by night"), ("area", "home")]);
    let version = filled.page.attributes("input[name=version]", "value").remove(0);
    filled.fields.push(("version", version));
    filled
}

fn marked_own_step(house: &House) -> Filled {
    let action = format!("{}/mark", own_step(house));
    at(house, Who::Jay, "/my-plan/parts/home", &action, &[("say", "done"), ("version", "1")])
}

fn moved_own_step(house: &House) -> Filled {
    let action = format!("{}/move", own_step(house));
    at(house, Who::Jay, "/my-plan/parts/home", &action, &[("way", "down")])
}

/// The page of a draft of Jay's plan.
fn drafted(house: &House) -> String {
    let plan = format!("/adviser/people/{}/plan", house.person(JAY));
    house.signed_in(Who::Priya).fill(&plan, &plan, &[]);
    plan
}

/// A plan that waits for Dawn.
fn to_sign(house: &House) -> String {
    let queue = house.signed_in(Who::Dawn).get("/manager/plans").expect(200);
    queue.attributes("main a[href^='/manager/plans/']", "href").remove(0)
}

const JOINED: &str = "/manager/import/joined";

/// Two numbers of the borough's return.
fn joined(house: &House) -> Filled {
    at(house, Who::Dawn, JOINED, JOINED, &[("keep", JAY), ("other", "000938"), ("sure", "yes")])
}

/// The reviews of somebody of Judith's.
fn of_judith(house: &House) -> String {
    let page = house.signed_in(Who::Judith).get("/reviewing/reviews").expect(200);
    page.attributes("main a.app-row-link[href$='/reviews']", "href").remove(0)
}

/// The challenge that nobody has answered.
fn challenge(house: &House, who: Who, list: &str) -> String {
    let page = house.signed_in(who).get(list).expect(200);
    let place = page.texts("main a.app-row-link").iter().position(|text| text == "No school place");
    page.attributes("main a.app-row-link", "href").remove(place.expect("it is open"))
}

/// The first contact of the hub's queue.
fn contact_of(queue: &Page) -> String {
    let links = queue.attributes("main a[href^='/hub/contacts/']", "href");
    links.into_iter().find(|at| !at.ends_with("/telling")).expect("a contact")
}

/// The first entry in a list of the directory, as Dawn sees it.
fn of_directory(house: &House, list: &str) -> String {
    let page = house.signed_in(Who::Dawn).get(list).expect(200);
    let links = page.attributes(&format!("main a[href^='{list}/']"), "href");
    links.into_iter().find(|at| at.rsplit('/').next().is_some_and(|id| id.len() == 36)).expect("an entry")
}

fn new_entry(house: &House) -> Filled {
    let form = house.signed_in(Who::Dawn).get("/staff/directory/new").expect(200);
    let owner = form.attributes("select[name=owner] option", "value").remove(1);
    let mut filled = at(
        house,
        Who::Dawn,
        "/staff/directory/new",
        "/staff/directory/new",
        &[
            ("kind", "local"),
            ("name", "Quay Street laundry"),
            ("provider", "Quay Street churches"),
            ("does", "Washes your clothes."),
            ("for-whom", "Your machine is broken."),
            ("needs", "home"),
            ("phone", "01632 960 177"),
            ("answers", "always"),
            ("checked", "yes"),
            ("checked-by", "the council"),
        ],
    );
    filled.fields.push(("owner", owner));
    filled
}

/// A child has answered every question, and sends it.
fn worried(house: &House) -> Filled {
    let who = house.visitor();
    let mut page = who.get("/worried").expect(200);
    for (field, answer) in [
        ("pick", "worried"),
        ("pick", "child"),
        ("pick", "now"),
        ("about", "Me, 15"),
        ("pick", "ours"),
        ("words", "He hit me again"),
        ("reach", "Text after school"),
    ] {
        page = filled_on(&who, &page, &[(field, answer)]);
    }
    let fields = page.form("/worried").into_iter().filter(|(name, _)| name != "go");
    let fields = fields.map(|(name, value)| (&*Box::leak(name.into_boxed_str()), value));
    let fields = fields.chain([("go", "send".to_owned())]).collect();
    Filled { who, page, action: "/worried".to_owned(), fields }
}

/// The last form of a page of `/worried`, which is the question's.
fn filled_on(who: &Visitor, page: &Page, fields: &[(&str, &str)]) -> Page {
    let fields = [&[("go", "")], fields].concat();
    who.fill_in(page, "/worried", &fields).expect(200)
}

const LAW: &str = "/manager/law";

/// Another manager agrees that the two are one.
fn settled_join(house: &House) -> Filled {
    at(house, Who::Marcus, JOINED, "/manager/import/joined/settle", &[("agree", "yes")])
}

/// The borough's own return.
fn taken_back(house: &House) -> Filled {
    let years = house.signed_in(Who::Dawn).get("/manager/import/years").expect(200);
    let action = years.attributes("main a[href$='/take-back']", "href").remove(0);
    at(house, Who::Dawn, &action.clone(), &action, &[("why", "It was the draft.")])
}

/// A form in Callum's row of the users, with what the page hides in it.
fn row(house: &House, what: &str, fields: &[(&'static str, &str)]) -> Filled {
    let action = format!("/admin/users/{what}");
    let callum = house
        .store
        .read(|tx| tx.accounts().by_sign_in_name(Who::Callum.sign_in_name()))
        .unwrap()
        .unwrap()
        .user;
    let mut filled = at(house, Who::Rowan, "/admin/users", &action, fields);
    let seen = filled
        .page
        .attributes(&format!("form[action='{action}'] input[value='{callum}'] + input[name=seen]"), "value")
        .remove(0);
    filled.fields.extend([("user", callum.to_string()), ("seen", seen)]);
    filled
}

fn set_up(house: &House) -> (Visitor, Page, String) {
    let who = house.visitor();
    let priya = [("name", Who::Priya.sign_in_name()), ("passphrase", PASSPHRASE), ("own_phone", "yes")];
    who.fill("/sign-in", "/sign-in", &priya).expect(303);
    let page = who.get("/sign-in/second-factor").expect(200);
    let secret = page.text("strong.app-num").replace(' ', "");
    (who, page, secret)
}

fn second_factor(house: &House) -> Filled {
    let (who, page, secret) = set_up(house);
    let code = code_at(&secret, noon()).unwrap();
    Filled { who, page, action: "/sign-in/second-factor".into(), fields: vec![("code", code)] }
}

fn code(house: &House) -> Filled {
    let (who, page, secret) = set_up(house);
    let code = code_at(&secret, noon()).unwrap();
    who.fill_in(&page, "/sign-in/second-factor", &[("code", &code)]).expect(200);
    house.app.clock.pass(chrono::TimeDelta::seconds(60));
    let who = house.visitor();
    let priya = [("name", Who::Priya.sign_in_name()), ("passphrase", PASSPHRASE), ("own_phone", "yes")];
    who.fill("/sign-in", "/sign-in", &priya).expect(303);
    let page = who.get("/sign-in/code").expect(200);
    let code = code_at(&secret, house.app.clock.now()).unwrap();
    Filled { who, page, action: "/sign-in/code".into(), fields: vec![("code", code)] }
}

/// Amara's new way in: each sending of it signs in, so it is not Jay's, whose devices are counted.
fn choose(house: &House) -> Filled {
    let person = house.person("008242");
    let place = format!("/adviser/people/{person}/invitation");
    let code = house.signed_in(Who::Priya).fill(&place, &place, &[]).expect(200).text(".app-note .app-num");
    let now = Moment { at: noon(), today: house.today };
    let born = house
        .store
        .write(move |tx| tx.system(Task::Job, None, now)?.open(person)?.person())
        .unwrap()
        .identity
        .born;
    let part = |of: &str| born.unwrap().format(of).to_string();
    let (day, month, year) = (part("%-d"), part("%-m"), part("%Y"));
    let who = house.visitor();
    let fields = [("code", code.as_str()), ("born-day", &day), ("born-month", &month), ("born-year", &year)];
    let page = who.fill("/invitation", "/invitation", &fields).expect(200);
    let new = "purple tractor gravel".to_owned();
    let fields = vec![("name", "amara".to_owned()), ("passphrase", new.clone()), ("again", new)];
    Filled { who, page, action: "/invitation/choose".into(), fields }
}

fn device(house: &House) -> Filled {
    let other = house.signed_in(Who::Jay);
    other.get("/home").expect(200);
    let mut filled = at(house, Who::Jay, "/account", "/account/devices", &[]);
    let id = filled.page.attributes("input[name=device]", "value").remove(0);
    filled.fields.push(("device", id));
    filled
}

const EPISODE: [(&str, &str); 10] = [
    ("start-day", "3"),
    ("start-month", "5"),
    ("start-year", "2015"),
    ("end-day", "9"),
    ("end-month", "8"),
    ("end-year", "2015"),
    ("legal-status", "C2"),
    ("placement", "U1"),
    ("basis", "court_paper"),
    ("reason", "I saw the letter of the court."),
];

const MISSING: [(&str, &str); 8] = [
    ("start-day", "10"),
    ("start-month", "3"),
    ("start-year", "2023"),
    ("end-day", "12"),
    ("end-month", "3"),
    ("end-year", "2023"),
    ("basis", "case_system"),
    ("reason", "The missing report of that week"),
];

fn new_episode(house: &House) -> Filled {
    let place = format!("/adviser/people/{}/care-history/episodes/new", house.person(JAY));
    at(house, Who::Priya, &place, &place, &EPISODE)
}

fn changed_episode(house: &House) -> Filled {
    let history = format!("/adviser/people/{}/care-history", house.person(JAY));
    let page = house.signed_in(Who::Priya).get(&history).expect(200);
    let lines = page.attributes("a[href*='/care-history/episodes/']", "href");
    let place = lines.iter().find(|line| !line.ends_with("/new")).unwrap();
    let filled = at(house, Who::Priya, place, place, &EPISODE);
    // What it changes is shown first; the page that shows it has the form that saves.
    let page = send(&filled).expect(422);
    assert!(page.text("main").contains("This changes the record"), "{}", page.text("main"));
    Filled { page, ..filled }
}

/// Whether Jay rents from a private landlord, with a different answer from the current one.
fn answered(house: &House) -> Filled {
    let place = format!("/adviser/people/{}/facts/10", house.person(JAY));
    at(house, Who::Priya, &place, &place, &[("answer", "unknown")])
}

fn new_course(house: &House) -> Filled {
    let place = format!("/adviser/people/{}/facts/courses/new", house.person(JAY));
    at(house, Who::Priya, &place, &place, &[("kind", "traineeship"), ("months", "6")])
}

fn changed_course(house: &House) -> Filled {
    let facts = format!("/adviser/people/{}/facts", house.person(JAY));
    let page = house.signed_in(Who::Priya).get(&facts).expect(200);
    let courses = page.attributes("a[href*='/facts/courses/']", "href");
    let place = courses.iter().find(|course| !course.ends_with("/new")).unwrap();
    at(house, Who::Priya, place, place, &[("kind", "apprenticeship"), ("months", "30")])
}

/// Asks for money for a first home.
const ASK: &str = "/what-you-can-get/9/ask";

/// Jay asked, and says that nothing has come.
fn not_come(house: &House) -> Filled {
    let place = "/what-you-can-get/9/asked";
    house.signed_in(Who::Jay).fill(ASK, ASK, &[("words", "A bed")]).expect(303);
    at(house, Who::Jay, place, place, &[("say", "not-come")])
}

/// Priya answers what Jay said is wrong.
fn said_wrong(house: &House) -> Filled {
    let fields = [("about", "dates"), ("words", "I came into care in June")];
    house.signed_in(Who::Jay).fill("/wrong/new", "/wrong/new", &fields).expect(303);
    let place = format!("/adviser/people/{}/said-wrong", house.person(JAY));
    let list = house.signed_in(Who::Priya).get(&place).expect(200);
    let action = list.attributes("form[action*='/said-wrong/']", "action").remove(0);
    at(house, Who::Priya, &place, &action, &[("outcome", "kept"), ("words", "It was May")])
}

fn made_before(house: &House, what: &str) -> Filled {
    let place = format!("/adviser/people/{}/{what}/before", house.person(JAY));
    let fields = [("on-day", "3"), ("on-month", "5"), ("on-year", "2026"), ("by", "Anna Kaya")];
    at(house, Who::Priya, &place, &place, &fields)
}

fn new_line(house: &House) -> Filled {
    let fields = [("kind", "water"), ("amount", "9"), ("every", "week")];
    at(house, Who::Jay, "/money/lines/new", "/money/lines/new", &fields)
}

/// The first thing of Jay's at a place, by the beginning of its address.
fn first_of(house: &House, place: &str, start: &str) -> String {
    let page = house.signed_in(Who::Jay).get(place).expect(200);
    let links = page.attributes(&format!("main a[href^='{start}']"), "href");
    links.into_iter().find(|at| !at.ends_with("/new")).unwrap()
}

fn changed_line(house: &House) -> Filled {
    let place = first_of(house, "/money", "/money/lines/");
    let fields = [("kind", "wages"), ("amount", "99"), ("every", "month")];
    at(house, Who::Jay, &place, &place, &fields)
}

fn changed_job(house: &House) -> Filled {
    let place = first_of(house, "/my-place", "/my-place/jobs/");
    at(house, Who::Jay, &place, &place, &[("what", "Pack the kitchen")])
}

const WISH: [(&str, &str); 3] = [("kind", "course"), ("title", "Welding"), ("state", "applied")];

fn new_wish(house: &House) -> Filled {
    at(house, Who::Jay, "/work-and-study/next/new", "/work-and-study/next/new", &WISH)
}

fn changed_wish(house: &House) -> Filled {
    let place = first_of(house, "/work-and-study", "/work-and-study/next/");
    at(house, Who::Jay, &place, &place, &WISH)
}

const NAN: [(&str, &str); 3] = [("name", "Nan"), ("who", "my nan"), ("may", "plan")];

fn own_new_in_life(house: &House) -> Filled {
    at(house, Who::Jay, "/mine/people/new", "/mine/people/new", &NAN)
}

fn own_changed_in_life(house: &House) -> Filled {
    // The first in the list is marked, and the mark is not his to lift.
    let links = house.signed_in(Who::Jay).get("/mine/people").expect(200);
    let links = links.attributes("main .app-rows a", "href");
    at(house, Who::Jay, &links[1], &links[1], &NAN)
}

fn new_in_life(house: &House) -> Filled {
    let place = format!("/adviser/people/{}/in-life/new", house.person(JAY));
    at(house, Who::Priya, &place, &place, &NAN)
}

fn changed_in_life(house: &House) -> Filled {
    let list = format!("/adviser/people/{}/in-life", house.person(JAY));
    let links = house.signed_in(Who::Priya).get(&list).expect(200);
    let place = links.attributes("main tbody a", "href").remove(1);
    at(house, Who::Priya, &place, &place, &NAN)
}

/// Jay's name, corrected by somebody who may.
fn named(house: &House, who: Who, audience: &str) -> Filled {
    let place = format!("/{audience}/people/{}/name", house.person(JAY));
    at(house, who, &place, &place, &[("known-as", "Jamie")])
}

/// Jay is allocated to Callum.
fn given(house: &House) -> Filled {
    let mut filled = at(house, Who::Dawn, "/manager/people?show=everyone", "/manager/people", &[]);
    let jay = house.person(JAY).to_string();
    let mut ticks = filled.page.attributes("input[name=pick]", "value");
    ticks.retain(|tick| tick.starts_with(&jay));
    let name = Who::Callum.sign_in_name();
    let callum = house.store.read(|tx| tx.accounts().by_sign_in_name(name)).unwrap().unwrap().user;
    filled.fields = vec![("pick", ticks.remove(0)), ("adviser", callum.to_string())];
    filled
}

/// Jay is told of the money for a first home, with a form for several people.
fn together(house: &House) -> Filled {
    let place = "/adviser/together?thing=38&who=all";
    let jay = house.person(JAY).to_string();
    at(house, Who::Priya, place, "/adviser/together", &[("pick", &jay), ("step", "told")])
}

fn step(house: &House) -> Filled {
    let page = house.signed_in(Who::Priya).get(&format!("/adviser/people/{}", house.person(JAY))).expect(200);
    let place = page.attributes("a[href*='/entitlements/']", "href").remove(0);
    let place = place.split('#').next().unwrap();
    at(house, Who::Priya, place, place, &[("step", "asked"), ("words", "They asked on the phone.")])
}

/// A room in the holidays for Jay, whom the rule does not give one; and where it is asked for.
fn asked_otherwise(house: &House) -> (String, Filled) {
    let place = format!("/adviser/people/{}/entitlements/13/override", house.person(JAY));
    let fields = [
        ("gives", "yes"),
        ("until-day", "31"),
        ("until-month", "1"),
        ("until-year", "2027"),
        ("reason", "His hall closes at Christmas, like that of a student"),
        ("evidence", "The letter of his college"),
    ];
    let filled = at(house, Who::Priya, &place, &place, &fields);
    (place, filled)
}

/// The newest line of Jay's money for a first home, taken back.
fn mistake(house: &House) -> Filled {
    let ledger = format!("/adviser/people/{}/entitlements/9", house.person(JAY));
    let page = house.signed_in(Who::Priya).get(&ledger).expect(200);
    let line = page.attributes("a[href*='/steps/']", "href").remove(0);
    at(house, Who::Priya, &line, &line, &[("why", "It was the letter of somebody else.")])
}

fn open(house: &House) -> Filled {
    let place = format!("/adviser/open/{}", house.person(JAY));
    let words = "He rang the night line and could not get into his flat.";
    at(house, Who::Sam, &place, &place, &[("ground", "with_me"), ("words", words)])
}

fn close(house: &House) -> Filled {
    let filled = open(house);
    send(&filled).expect(303);
    let page = filled.who.get(&filled.action).expect(200);
    let action = format!("{}/close", filled.action);
    Filled { who: filled.who, page, action, fields: vec![] }
}

const TEAMS: &str = "/admin/teams";

/// A form about the first team whose row has it, with what the page hides in it.
fn team(house: &House, what: &str, fields: &[(&'static str, &str)]) -> Filled {
    let action = format!("{TEAMS}/{what}");
    at(house, Who::Rowan, TEAMS, &action, fields)
}

/// The same about a team in which nobody is: everybody is taken out of theirs.
fn empty_team(house: &House, what: &str) -> Filled {
    house
        .store
        .write(|tx| {
            let mut staff = tx.users().all()?.into_iter().filter(|user| user.role.is_staff());
            staff.try_for_each(|user| tx.users().change_details(user.id, &user.display_name, None, None))
        })
        .unwrap();
    team(house, what, &[])
}

/// Callum's number.
fn details(house: &House) -> Filled {
    let callum =
        house.store.read(|tx| tx.accounts().by_sign_in_name(Who::Callum.sign_in_name())).unwrap().unwrap();
    let place = format!("/admin/users/{}", callum.user);
    at(house, Who::Rowan, &place, &place, &[("phone", "01632 960 199")])
}

/// Rowan asks for Callum to be a manager, and Dawn agrees.
fn agreed(house: &House) -> Filled {
    send(&row(house, "role", &[("role", "manager")])).expect(303);
    at(house, Who::Dawn, "/account/second-person", "/account/second-person", &[("answer", "agree")])
}

/// Dawn has seen that Callum was given a new way in.
fn way_seen(house: &House) -> Filled {
    send(&row(house, "reset", &[])).expect(200);
    at(house, Who::Dawn, "/manager/watch", "/manager/watch", &[])
}

pub fn send(filled: &Filled) -> Page {
    let fields: Vec<_> = filled.fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    filled.who.fill_in(&filled.page, &filled.action, &fields)
}

/// The same form several times at once, from the same browser as before the first answer.
fn send_at_once(
    house: &House,
    filled: &Filled,
    cookies: &std::collections::BTreeMap<String, String>,
) -> Vec<Page> {
    let fields: Vec<_> = filled
        .page
        .form(&filled.action)
        .into_iter()
        .filter(|(name, _)| filled.fields.iter().all(|(given, _)| given != name))
        .chain(filled.fields.iter().map(|(name, value)| ((*name).to_owned(), value.clone())))
        .collect();
    std::thread::scope(|scope| {
        let sending: Vec<_> = (0..4)
            .map(|_| {
                let (base, cookies, fields) = (house.base.as_str(), cookies.clone(), &fields);
                let action = filled.action.as_str();
                scope.spawn(move || {
                    let who = Visitor::new(base);
                    who.take_cookies(cookies);
                    let fields: Vec<_> =
                        fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
                    who.post(action, &fields)
                })
            })
            .collect();
        sending.into_iter().map(|one| one.join().unwrap()).collect()
    })
}

/// Everything that a form could leave behind.
fn traces(house: &House) -> (usize, usize, usize, usize, usize) {
    let (person, now) = (house.person(JAY), Moment { at: house.app.clock.now(), today: house.today });
    house
        .store
        .write(move |tx| {
            let jay = tx.accounts().by_sign_in_name("jay")?.unwrap().user;
            // Looking here is itself an act of the installation; each submission of a sign-in begins its own session.
            let other = ["job.began", "account.signed_in", "account.signed_out"];
            let deeds: Vec<_> =
                tx.deeds(100_000)?.into_iter().filter(|deed| !other.contains(&deed.what.as_str())).collect();
            let users = tx.users().all()?;
            let disabled = users.iter().filter(|user| user.disabled_at.is_some()).count();
            let devices = tx.accounts().devices(jay, now.at)?.len();
            let record = tx.system(Task::Job, None, now)?.open(person)?;
            let answers = record.circumstances().history()?.len() + record.courses().history()?.len();
            let lines = record.entitlements().steps()?.len() + record.episodes().history()?.len() + answers;
            Ok((deeds.len(), users.len(), disabled, devices, lines))
        })
        .unwrap()
}

/// What a person sees of an answer: not the hidden fields, which are new on each page.
fn seen(page: &Page) -> (u16, String, String) {
    (page.status, page.location().to_owned(), page.text("main"))
}

#[test]
fn every_form_of_the_service_is_here_and_no_other() {
    let here: BTreeSet<_> = forms().into_iter().map(|(path, _)| path).collect();
    let table: BTreeSet<_> =
        routes::all().iter().filter(|route| route.method == "POST").map(|route| route.path).collect();
    assert_eq!(here, table);
    for (path, how) in forms() {
        if let ByNature(why) = how {
            assert!(why.split(' ').count() > 5, "{path}: {why}");
        }
    }
}

#[test]
fn a_form_sent_again_leaves_no_further_trace_and_gets_the_same_answer() {
    for (path, how) in forms() {
        let Once(fill) = how else { continue };
        let house = house(path.starts_with("/sign-in/"));
        let filled = fill(&house);
        let (before, cookies) = (traces(&house), filled.who.cookies());
        let first = send(&filled);
        assert!([200, 303].contains(&first.status), "{path}: {} {}", first.status, first.text("main"));
        let once = traces(&house);
        // Signing in with a code and closing a record write nothing that is counted here; everything else does.
        let uncounted = ["/sign-in/code", "/adviser/open/{person}/close"].contains(&path);
        assert!(once != before || uncounted, "{path} did nothing");
        let mut again = send_at_once(&house, &filled, &cookies);
        filled.who.take_cookies(cookies);
        again.push(send(&filled));
        for answer in &again {
            assert_eq!(seen(answer), seen(&first), "{path}");
        }
        assert_eq!(traces(&house), once, "{path} was carried out more than once");
    }
}

#[test]
fn a_form_sent_several_times_at_once_is_carried_out_once() {
    for (path, how) in forms() {
        let Once(fill) = how else { continue };
        let house = house(path.starts_with("/sign-in/"));
        let filled = fill(&house);
        let cookies = filled.who.cookies();
        let answers = send_at_once(&house, &filled, &cookies);
        let once = traces(&house);
        for answer in &answers {
            assert_eq!(seen(answer), seen(&answers[0]), "{path}");
        }
        filled.who.take_cookies(cookies);
        send(&filled);
        assert_eq!(traces(&house), once, "{path}");
    }
}

#[test]
fn a_form_with_an_unknown_field_or_without_its_token_does_nothing() {
    for (path, how) in forms() {
        let Once(fill) = how else { continue };
        let house = house(path.starts_with("/sign-in/"));
        let filled = fill(&house);
        let (before, cookies) = (traces(&house), filled.who.cookies());
        let fields: Vec<_> = filled
            .page
            .form(&filled.action)
            .into_iter()
            .filter(|(name, _)| filled.fields.iter().all(|(given, _)| given != name))
            .chain(filled.fields.iter().map(|(name, value)| ((*name).to_owned(), value.clone())))
            .collect();
        let mut all: Vec<(&str, &str)> =
            fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        for extra in ["owner_id", "approved_at", "recorded_at", "user_id", "is_admin", "person"] {
            let mut sent = all.clone();
            sent.push((extra, "1"));
            filled.who.take_cookies(cookies.clone());
            let status = filled.who.post(&filled.action, &sent).status;
            assert_eq!(status, 400, "{path} with {extra}");
        }
        let stolen = house.visitor().get("/sign-in").attributes("input[name=csrf]", "value").remove(0);
        all.retain(|(name, _)| *name != "csrf");
        for token in [None, Some(""), Some(stolen.as_str())] {
            filled.who.take_cookies(cookies.clone());
            let mut sent = all.clone();
            sent.extend(token.map(|token| ("csrf", token)));
            assert_eq!(filled.who.post(&filled.action, &sent).status, 403, "{path} with the token {token:?}");
        }
        assert_eq!(traces(&house), before, "{path}");
    }
}

#[test]
fn a_form_changed_after_going_back_is_a_different_form() {
    let house = house(false);
    let filled = at(&house, Who::Rowan, "/admin/users", "/admin/users", &[]);
    let add = |name: &str, email: &str| {
        filled.who.fill_in(
            &filled.page,
            "/admin/users",
            &[("name", name), ("email", email), ("role", "adviser")],
        )
    };
    let users = traces(&house).1;
    let (ann, bo) = (add("Ann", "ann@example.org").expect(200), add("Bo", "bo@example.org").expect(200));
    assert_ne!(ann.text(".app-num"), bo.text(".app-num"), "each has a code of their own");
    assert_eq!(traces(&house).1, users + 2, "the second is not mistaken for the first");
}

#[test]
fn a_users_page_from_before_somebody_elses_change_is_refused_and_keeps_what_was_chosen() {
    let house = house(false);
    let (stale, first) =
        (row(&house, "role", &[("role", "manager")]), row(&house, "role", &[("role", "hub_worker")]));
    send(&first).expect(303);
    let answer = send(&stale).expect(409);
    assert!(answer.text(".govuk-error-summary").contains("Somebody else changed Callum Reid"));
    assert_eq!(
        answer.attributes("details[open] option[selected]", "value"),
        ["manager"],
        "the choice is kept"
    );
    let role = house
        .store
        .read(|tx| {
            let callum = tx.accounts().by_sign_in_name(Who::Callum.sign_in_name())?.unwrap().user;
            Ok(tx.users().find(callum)?.unwrap().role)
        })
        .unwrap();
    assert_eq!(role.word(), "hub_worker");
    // The page that says so is based on the newest version.
    let user = stale.fields.iter().find(|(name, _)| *name == "user").unwrap().1.clone();
    let seen = answer
        .attributes(
            &format!("form[action='/admin/users/role'] input[value='{user}'] + input[name=seen]"),
            "value",
        )
        .remove(0);
    let fields = [("user", user.as_str()), ("seen", &seen), ("role", "manager")];
    stale.who.fill_in(&answer, "/admin/users/role", &fields).expect(303);
}

#[test]
fn two_taps_on_sign_in_or_sign_out_never_end_on_a_page_about_an_old_form() {
    let house = house(false);
    let who = house.visitor();
    let page = who.get("/sign-in");
    let jay = [("name", "jay"), ("passphrase", PASSPHRASE), ("own_phone", "no")];
    for _ in 0..2 {
        assert_eq!(who.fill_in(&page, "/sign-in", &jay).expect(303).location(), "/home");
    }
    who.get("/home").expect(200);
    let page = who.get("/account").expect(200);
    for _ in 0..2 {
        assert_eq!(who.fill_in(&page, "/sign-out", &[]).expect(303).location(), "/sign-in?said=signed_out");
    }
    assert_eq!(who.get("/home").status, 303);
}
