//! Every route, as everybody: anyone not named in the matrix gets the page for a missing address, or is asked to sign
//! in.

use crate::journeys::{documents, events, receipts};
use crate::{
    structure::routes::matrix,
    support::{House, JAY, Visitor, Who},
};
use onward::usecases::open_referral::write::{taxonomy_id, term_id};
use onward_domain::directory::Need;
use std::collections::BTreeSet;

/// Whether one of the matrix's words names this person.
pub fn named(allowed: &BTreeSet<String>, who: Who) -> bool {
    let words: &[&str] = match who {
        Who::Nobody => &["everyone"],
        Who::Jay => &["everyone", "signed-in", "young-person", "whose-it-is"],
        Who::Amira | Who::Amara | Who::Kwame => &["everyone", "signed-in", "young-person"],
        Who::Priya => &["everyone", "signed-in", "adviser", "adviser-of"],
        Who::Callum => &["everyone", "signed-in", "adviser"],
        Who::Judith => &["everyone", "signed-in", "reviewing-officer"],
        Who::Sam => &["everyone", "signed-in", "hub-worker"],
        Who::Dawn | Who::Marcus => &["everyone", "signed-in", "manager"],
        Who::Rowan => &["everyone", "signed-in", "administrator"],
        Who::Owen => &["everyone", "signed-in", "partner"],
    };
    words.iter().any(|word| allowed.contains(*word))
}

/// What stands for the parts of an address that vary: things that are there, so that a refusal is about the person asking.
pub struct Filling {
    person: String,
    episode: String,
    event: String,
    home: String,
    activity: String,
    course: String,
    asset: String,
    run: String,
    user: String,
    line: String,
    wish: String,
    somebody: String,
    job: String,
    /// One of Jay's, which he takes out on the way, and one that stays.
    receipts: [String; 2],
    /// One that Jay takes out on the way, one that Priya removes, and one that stays.
    documents: [String; 3],
    step: String,
    answer: String,
    letter: String,
    plan_step: String,
    own_step: String,
    appointment: String,
    said: String,
    contact: String,
    cover: String,
    away: String,
    brought: String,
    entry: String,
    asked: String,
    advice: String,
    shared: String,
    drafted: String,
    /// Something that Jay asked of the council.
    matter: String,
    refusal: String,
    overridden: String,
}

impl Filling {
    pub fn find(house: &House) -> Self {
        let person = house.person(JAY).to_string();
        let priya = house.signed_in(Who::Priya);
        let history = priya.get(&format!("/adviser/people/{person}/care-history")).expect(200);
        let last = |address: &String| address.rsplit('/').next().unwrap_or_default().to_owned();
        let episode = history
            .attributes("a[href*='/care-history/episodes/']", "href")
            .iter()
            .map(last)
            .find(|id| id.len() == 36)
            .expect("a period of Jay's can be opened");
        let facts = priya.get(&format!("/adviser/people/{person}/facts")).expect(200);
        let courses = facts.attributes("a[href*='/facts/courses/']", "href");
        let course =
            courses.iter().map(last).find(|id| id.len() == 36).expect("a course of Jay's can be opened");
        let money = house.signed_in(Who::Jay).get("/money").expect(200);
        let lines = money.attributes("main a[href^='/money/lines/']", "href");
        let line = lines.iter().map(last).find(|id| id.len() == 36).expect("an amount of Jay's budget");
        let paths = house.signed_in(Who::Jay).get("/work-and-study").expect(200);
        let wishes = paths.attributes("main a[href^='/work-and-study/next/']", "href");
        let wish = wishes.iter().map(last).find(|id| id.len() == 36).expect("something that Jay wants");
        let life = house.signed_in(Who::Jay).get("/mine/people").expect(200);
        let people = life.attributes("main a[href^='/mine/people/']", "href");
        let somebody = people.iter().map(last).find(|id| id.len() == 36).expect("somebody in Jay's life");
        let place = house.signed_in(Who::Jay).get("/my-place").expect(200);
        let receipts = receipts_of_jay(house);
        let documents = documents_of_jay(house);
        let jobs = place.attributes("main form[action^='/my-place/jobs/']", "action");
        let job = jobs.iter().map(last).find(|id| id.len() == 36).expect("a job of Jay's move");
        let front = house.visitor().get("/sign-in").expect(200);
        let asset = front.attributes("link[rel=stylesheet]", "href").remove(0);
        let imports = house.signed_in(Who::Dawn).get("/manager/import").expect(200);
        let run = imports.attributes("main a[href^='/manager/import/']", "href").iter().map(last).next();
        let run = run.expect("the demonstration's own import is listed");
        let user = house.store.read(|tx| tx.accounts().by_sign_in_name(Who::Callum.sign_in_name())).unwrap();
        let user = user.expect("Callum has an account").user.to_string();
        let asset = asset.trim_start_matches("/static/").to_owned();
        let ledger = priya.get(&format!("/adviser/people/{person}/entitlements/9")).expect(200);
        let step = ledger.attributes("a[href*='/steps/']", "href").iter().map(last).next();
        let step = step.expect("a line of Jay's ledger can be taken back");
        let jay = house.signed_in(Who::Jay);
        let question = jay.get("/about-me/1").expect(200);
        jay.fill_in(&question, "/about-me/1", &[("answer", "yes")]).expect(303);
        let facts = priya.get(&format!("/adviser/people/{person}/facts")).expect(200);
        let answer = facts.attributes("a[href*='/own-answers/']", "href").iter().map(last).next();
        let answer = answer.expect("what Jay says can be settled");
        let made = jay.fill("/letters/new/landlord", "/letters/new/landlord", &[]);
        let letter = last(&made.location().to_owned());
        let asked_for =
            jay.get("/my-requests").expect(200).attributes("main a[href^='/my-requests/']", "href");
        let matter = asked_for.iter().map(last).next().expect("Jay asked for his file");
        let steps = jay.get("/my-plan").expect(200).attributes("form[action^='/my-plan/steps/']", "action");
        let plan_step = steps.iter().map(last).next().expect("a step of Jay's plan");
        let part = jay.get("/my-plan/parts/home").expect(200);
        let own = part.attributes("main a[href^='/my-plan/own-steps/']", "href");
        let own_step = own.iter().map(last).next().expect("a step of Jay's own");
        let moves = jay.get("/appointments").expect(200);
        let files = moves.attributes("main a[href$='/calendar.ics']", "href");
        let appointment = files.first().and_then(|at| at.split('/').nth(2)).expect("an agreed appointment");
        let appointment = appointment.to_owned();
        jay.fill("/wrong/new", "/wrong/new", &[("about", "dates"), ("words", "June")]);
        let wrong = priya.get(&format!("/adviser/people/{person}/said-wrong")).expect(200);
        let said = wrong.attributes("form[action*='/said-wrong/']", "action");
        let said = said.iter().map(last).next().expect("what Jay said is wrong");
        let queue = house.signed_in(Who::Sam).get("/hub/contacts").expect(200);
        let brought = queue.attributes("main a[href^='/hub/contacts/']", "href").iter().map(last).next();
        let brought = brought.expect("something came to the hub");
        // An entry that is Dawn's own, so that nobody else gets in by owning it.
        let dawn = house.signed_in(Who::Dawn);
        let entries = dawn.get("/staff/directory").expect(200).attributes("main a.app-row-link", "href");
        let entry = entries.iter().map(last).next().expect("an entry of the directory");
        let asked =
            dawn.get("/staff/directory/questions").expect(200).attributes("main a.app-row-link", "href");
        let asked = asked.iter().map(last).next().expect("somebody could not find something");
        let judith = house.signed_in(Who::Judith);
        let advice = judith.get("/reviewing/advice").expect(200).attributes("main a.app-row-link", "href");
        let advice = advice.iter().map(last).next().expect("a page of practice advice");
        let owen = house.signed_in(Who::Owen);
        let shared = owen.get("/partner/contacts").expect(200).attributes("main a.app-row-link", "href");
        let shared = shared.iter().map(last).next().expect("something was shared with education");
        let visit = format!("/adviser/people/{person}/visit");
        let fields = [("kind", "call"), ("summary", "Called back.")];
        let contact = last(&priya.fill(&visit, &visit, &fields).location().to_owned());
        // Somebody stands in for Priya later, so that nobody gets in by it today.
        let cover = priya.get("/adviser/cover").expect(200);
        let grace = cover.attributes("select[name=colleague] option", "value");
        let grace = grace.iter().find(|id| id.len() == 36 && **id != user).expect("a colleague");
        let ahead = [
            ("colleague", grace.as_str()),
            ("from-day", "1"),
            ("from-month", "6"),
            ("from-year", "2027"),
            ("last-day", "4"),
            ("last-month", "6"),
            ("last-year", "2027"),
        ];
        priya.fill("/adviser/cover", "/adviser/cover", &ahead);
        let cover = priya.get("/adviser/cover").expect(200);
        let ends = cover.attributes("form[action$='/end']", "action").remove(0);
        let cover = ends.trim_end_matches("/end").rsplit('/').next().unwrap_or_default().to_owned();
        // Grace stands in for Tom.
        let away = house.signed_in(Who::Dawn).get("/manager/cover").expect(200);
        let away = away.attributes("form[action$='/end']", "action").remove(0);
        let away = away.trim_end_matches("/end").rsplit('/').next().unwrap_or_default().to_owned();
        // A draft that Jay got to read, with a step; and a plan of somebody's that waits for Dawn.
        let plan = format!("/adviser/people/{person}/plan");
        priya.fill(&plan, &plan, &[]);
        let home = format!("{plan}/parts/home");
        priya.fill(&format!("{home}?step=new"), &home, &[("what", "Look at two flats near college")]);
        priya.fill(&plan, &format!("{plan}/share"), &[]);
        let queue = house.signed_in(Who::Dawn).get("/manager/plans").expect(200);
        let drafted = queue.attributes("main a[href^='/manager/plans/']", "href").iter().map(last).next();
        let drafted = drafted.expect("a plan waits for a manager");
        let overrides = house.signed_in(Who::Dawn).get("/manager/overrides").expect(200);
        let overridden =
            overrides.attributes("main a[href^='/manager/overrides/']", "href").iter().map(last).next();
        let overridden = overridden.expect("an answer other than the rule's waits for a manager");
        let refusals = house.signed_in(Who::Dawn).get("/manager/refusals").expect(200);
        let refusal =
            refusals.attributes("main a[href^='/manager/refusals/']", "href").iter().map(last).next();
        let refusal = refusal.expect("a refusal waits for a manager");
        Self {
            refusal,
            overridden,
            person,
            drafted,
            matter,
            contact,
            cover,
            away,
            episode,
            event: events::of_jay(house),
            home: events::line_of_jay(house, "homes"),
            activity: events::line_of_jay(house, "activities"),
            course,
            asset,
            run,
            user,
            line,
            wish,
            somebody,
            job,
            step,
            answer,
            letter,
            plan_step,
            own_step,
            appointment,
            said,
            brought,
            entry,
            asked,
            advice,
            shared,
            receipts,
            documents,
        }
    }

    pub fn fill(&self, path: &str) -> String {
        path.replace("{person}", &self.person)
            .replace("{episode}", &self.episode)
            .replace("{code}", "status_frozen_at_18")
            .replace("{event}", &self.event)
            .replace("{home}", &self.home)
            .replace("{activity}", &self.activity)
            .replace("{course}", &self.course)
            .replace("{step}", &self.step)
            .replace("{answer}", &self.answer)
            .replace("{name:.*}", &self.asset)
            .replace("{run}", &self.run)
            .replace("{user}", &self.user)
            .replace("{line}", &self.line)
            .replace("{wish}", &self.wish)
            .replace("{somebody}", &self.somebody)
            .replace("{job}", &self.job)
            .replace("{receipt}", &self.receipts[usize::from(path.starts_with("/adviser/"))])
            .replace("{document}", &self.documents[document_of(path)])
            .replace("{room}", "kitchen")
            .replace("{path}", "college")
            // No such question: whoever may settle this person's is told to choose an answer.
            .replace("{question}", "0198f0e6-0000-7000-8000-000000000000")
            .replace("{letter}", &self.letter)
            .replace("{receiver}", "bank")
            .replace("{plan_step}", &self.plan_step)
            .replace("{own_step}", &self.own_step)
            .replace("{drafted}", &self.drafted)
            .replace("{refusal}", &self.refusal)
            .replace("{override}", &self.overridden)
            .replace("{contact}", &self.contact)
            .replace("{cover}", &self.cover)
            .replace("{away}", &self.away)
            // No such task: whoever may have one is told that the fields are missing.
            .replace("{task}", "0198f0e6-0000-7000-8000-000000000000")
            .replace("{appointment}", &self.appointment)
            .replace("{matter}", &self.matter)
            .replace("{area}", "home")
            .replace("{which}", &self.said)
            // What came first is an entry of its contact, by the contact's own id.
            .replace("/family/{entry}", &format!("/family/{}", self.brought))
            .replace("{brought}", &self.brought)
            .replace("{entry}", &self.entry)
            .replace("{advice}", &self.advice)
            // No such notice: ending it changes nothing.
            .replace("{notice}", "0198f0e6-0000-7000-8000-000000000000")
            .replace("{version}", "2026-11-22")
            .replace("{shared}", &self.shared)
            // Reviews and challenges are about others than Jay; no such partner.
            .replace("{review}", "0198f0e6-0000-7000-8000-000000000000")
            .replace("{challenge}", "0198f0e6-0000-7000-8000-000000000000")
            .replace("{partner}", "0198f0e6-0000-7000-8000-000000000000")
            .replace("{asked}", &self.asked)
            // No such flag: whoever may settle one is told to say what came of it.
            .replace("{flag}", "0198f0e6-0000-7000-8000-000000000000")
            .replace("{act}", "screen")
            .replace("{age}", "21")
            .replace("{taxonomy}", &taxonomy_id())
            .replace("{term}", &term_id(Need::Home))
            .replace("{plan}", "1")
            .replace("{number}", "9")
    }
}

/// Two of Jay's, each with a photo.
fn receipts_of_jay(house: &House) -> [String; 2] {
    let jay = house.signed_in(Who::Jay);
    for what in ["A kettle", "A lamp"] {
        let sent = receipts::form(&jay, what, receipts::photo());
        assert_eq!(jay.post_files("/my-place/receipts/new", sent).status, 303);
    }
    let list = jay.get("/my-place/receipts").expect(200);
    let photos = list.attributes("main a[href$='/photo']", "href");
    let ids: Vec<String> = photos.iter().filter_map(|at| at.split('/').nth(3).map(str::to_owned)).collect();
    ids.try_into().expect("two receipts with photos")
}

/// Which of Jay's papers an address is about.
fn document_of(path: &str) -> usize {
    match path {
        _ if path.starts_with("/mine/") => 0,
        _ if path.ends_with("/remove") => 1,
        _ => 2,
    }
}

/// One that he added, and the two that Priya keeps in the demonstration.
fn documents_of_jay(house: &House) -> [String; 3] {
    let (jay, at) = (house.signed_in(Who::Jay), "/mine/documents/new");
    let sent = documents::form(&jay, at, ("other", "A letter", ""), documents::file(b"A letter."));
    assert_eq!(jay.post_files(at, sent).status, 303);
    let list = house.signed_in(Who::Priya).get(&format!("/adviser/people/{}/documents", house.person(JAY)));
    let files = list.expect(200).attributes("main a[href$='/file']", "href");
    let ids: Vec<String> = files.iter().filter_map(|at| at.split('/').nth(5).map(str::to_owned)).collect();
    ids.try_into().expect("three papers")
}

/// The token from a visitor's own forms; any page of theirs with a form has it.
fn token(visitor: &Visitor, who: Who) -> String {
    let page = visitor.get(if who == Who::Nobody { "/sign-in" } else { "/account" }).expect(200);
    page.attributes("input[name=csrf]", "value").into_iter().next().expect("a form with a token")
}

/// These end the session of whoever calls them.
pub fn ends_the_session(line: &str) -> bool {
    [
        "POST /sign-out",
        "GET /leave",
        "POST /account/sign-out-everywhere",
        "POST /account/devices",
        "POST /sign-in",
    ]
    .iter()
    .any(|ending| line.starts_with(ending))
}

#[test]
fn every_route_lets_in_only_those_named_in_the_matrix() {
    let house = House::open();
    let filling = Filling::find(&house);
    let mut wrong = Vec::new();
    let mut tried = 0;
    for who in Who::EVERYONE {
        let mut visitor = house.signed_in(who);
        for (line, allowed) in &matrix().routes {
            let (method, path) = line.split_once(' ').unwrap();
            let at = filling.fill(path);
            let page = if method == "GET" {
                visitor.get(&at)
            } else {
                let token = token(&visitor, who);
                visitor.post(&at, &[("csrf", &token)])
            };
            tried += 1;
            let to_sign_in = page.status == 303 && page.location().starts_with("/sign-in");
            // For posts that need no sign-in, and for a form without its fields, the answer is a page that says so.
            let let_in = page.status < 500 && page.status != 404 && !to_sign_in;
            let kept_out = if who == Who::Nobody { to_sign_in } else { page.status == 404 };
            let own_way = line == "GET /"
                || line.starts_with("GET /sign-in/")
                || line.starts_with("POST /sign-in/")
                || line.starts_with("POST /sign-out")
                || line == "POST /account/sign-out-everywhere"
                || line.starts_with("POST /invitation/");
            let right = match (named(allowed, who), own_way) {
                (true, true) => page.status < 500,
                (true, false) => let_in,
                (false, _) => kept_out,
            };
            if !right {
                wrong.push(format!("{who:?} {line}: {} {}", page.status, page.location()));
            }
            if ends_the_session(line) {
                visitor = house.signed_in(who);
            }
        }
    }
    assert!(tried > 300, "{tried}");
    assert!(wrong.is_empty(), "{} of {tried}: {wrong:#?}", wrong.len());
}

#[test]
fn a_missing_record_and_one_that_is_not_yours_get_the_same_answer() {
    let house = House::open();
    let callum = house.signed_in(Who::Callum);
    let not_his = callum.get(&format!("/adviser/people/{}", house.person(JAY)));
    let not_there = callum.get("/adviser/people/01890000-0000-7000-8000-000000000000");
    assert_eq!((not_his.status, not_there.status), (404, 404));
    assert_eq!(not_his.text("main"), not_there.text("main"));
    assert_eq!(not_his.body.len(), not_there.body.len());
}

#[test]
fn a_disabled_user_is_out_with_their_next_click() {
    let house = House::open();
    let priya = house.signed_in(Who::Priya);
    priya.get("/adviser/people").expect(200);
    house
        .store
        .write(|tx| {
            let user =
                tx.accounts().by_sign_in_name(Who::Priya.sign_in_name())?.expect("Priya has an account").user;
            tx.users().disable(user, chrono::DateTime::UNIX_EPOCH)
        })
        .unwrap();
    let page = priya.get("/adviser/people");
    assert!(page.status == 303 || page.status == 404, "{}", page.status);
}
