//! Fills an empty store with the borough: staff, the sample through the import, and the year its people have had.

use super::{
    borough::{self, Child, Worker},
    changes, circumstances, drafts, life, matters, meetings, own, own_plan,
    payments::payment,
    sample,
};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use leaving_care_rules::{
    Assessment, Law, Messages, assess,
    assessment::{Outcome, Status},
    entitlement::outcome::{Entitlement, Kind, Need},
};
use onward_domain::{
    access::Purpose,
    allocation::Part,
    desk::{Aside, How},
    entitlement::{EntitlementAct, EntitlementNote, Payment},
    id::{ImportId, PersonId, TeamId, UserId},
    moment::Moment,
    money::Pence,
    pathway::{Support, SupportBy},
    person::Identity,
    plan::PartText,
    request::answer_by,
    returns::ssda903::{Allowed, InputFile, merge},
    role::Role,
    shown,
};
use onward_store::{
    Store, StoreError, StoreResult, Tx,
    repo::{
        accounts::NewCredential,
        desk::NewCover,
        life::NewNote,
        returns::{Applied, RunState},
        users::NewUser,
    },
    scope::{Record, System, Task},
};
use std::collections::BTreeMap;

use crate::usecases::{
    adviser::log_group::{GroupSession, log_group},
    ask::Ask,
};

/// The teams and the staff, once they are in the store.
#[derive(Debug, Clone, Default)]
struct Cast {
    teams: BTreeMap<&'static str, TeamId>,
    staff: BTreeMap<&'static str, UserId>,
}

impl Cast {
    fn worker(&self, key: &str) -> StoreResult<UserId> {
        self.staff.get(key).copied().ok_or(StoreError::NotFound)
    }
}

/// Why the borough could not be made.
#[derive(Debug, thiserror::Error)]
pub enum NotMade {
    /// The store refused.
    #[error("the demonstration's data can't be written: {0}")]
    Store(#[from] StoreError),
    /// The built-in law is broken; a test shows that it isn't.
    #[error("the built-in law can't be read: {0}")]
    Law(String),
}

/// Fills an empty store with what happened up to the evening before `today`. `passphrase_hash` is the one hash that all
/// accounts in the demonstration share. No clock is read: whatever time of day pages are served
/// ([`crate::clock::Clock::on_day`]), everything here is before it.
///
/// # Errors
/// The store is not empty, or refuses.
pub fn fill(store: &Store, today: NaiveDate, passphrase_hash: &str) -> Result<(), NotMade> {
    let law = crate::law::demonstration().map_err(|why| NotMade::Law(why.to_string()))?;
    let now = Moment { at: close_of_work(life::before(today, 1)), today };
    let hash = passphrase_hash.to_owned();
    let cast = store.write(move |tx| {
        tx.installation().make_demonstration(today, now.at)?;
        staff(tx, &hash, now)
    })?;
    import(store, cast.worker("dawn")?, now)?;
    let hash = passphrase_hash.to_owned();
    store.write(move |tx| people(tx, law, &cast, &hash, now))?;
    Ok(())
}

/// Half past four in the afternoon (UTC), when everything that happened that day has been recorded.
fn close_of_work(day: NaiveDate) -> DateTime<Utc> {
    day.and_time(chrono::NaiveTime::MIN).and_utc() + TimeDelta::minutes(16 * 60 + 30)
}

fn staff(tx: &Tx, hash: &str, now: Moment) -> StoreResult<Cast> {
    let system = tx.system(Task::Demonstration, None, now)?;
    let mut cast = Cast::default();
    for team in borough::teams() {
        cast.teams.insert(team.key, system.add_team(team.name, Some("01632 960 100"))?);
    }
    for worker in borough::staff() {
        let user = tx.users().add(&user_of(&worker, &cast), now.at)?;
        sign_in_as(tx, user, &worker.email(), hash, now.at)?;
        cast.staff.insert(worker.key, user);
    }
    Ok(cast)
}

fn user_of(worker: &Worker, cast: &Cast) -> NewUser {
    NewUser {
        role: worker.role,
        display_name: worker.name.to_owned(),
        person: None,
        team: worker.team.and_then(|team| cast.teams.get(team).copied()),
        phone: Some(worker.phone.to_owned()),
    }
}

fn sign_in_as(tx: &Tx, user: UserId, name: &str, hash: &str, now: DateTime<Utc>) -> StoreResult<()> {
    let credential = NewCredential {
        user,
        sign_in_name: name.to_owned(),
        passphrase_hash: hash.to_owned(),
        totp_secret: None,
        recovery_code_hashes: Vec::new(),
    };
    tx.accounts().set_credential(&credential, now)
}

/// The sample's eight years, all at once, the way a manager would import them.
fn import(store: &Store, by: UserId, now: Moment) -> StoreResult<()> {
    let files: Vec<_> = sample::files().collect();
    let input: Vec<_> = files.iter().map(|(name, bytes)| InputFile { name, year: None, bytes }).collect();
    let incoming = merge(&input, now.today, |_| {});
    store.write(move |tx| {
        let run = ImportId::new();
        let returns = tx.system(Task::Import(run), Some(by), now)?.returns();
        let (planned, allowed) = (returns.planned(&incoming)?, Allowed::default());
        returns.keep_run(run, &planned.plan, (RunState::Applied, &[]), allowed, Some(by), now.at)?;
        match returns.apply_planned((&planned, &incoming), (&planned.mark, allowed), run, Some(by), now.at)? {
            Applied::Done => Ok(()),
            Applied::NotAsShown | Applied::Moved | Applied::Hindered(_) => Err(StoreError::Stale),
        }
    })
}

fn people(tx: &Tx, law: &'static Law, cast: &Cast, hash: &str, now: Moment) -> StoreResult<()> {
    let mut at_work: BTreeMap<&str, System<'_>> = BTreeMap::new();
    for child in borough::children() {
        let key = child.adviser.unwrap_or("dawn");
        let system = match at_work.get(key) {
            Some(system) => *system,
            None => {
                *at_work.entry(key).or_insert(tx.system(Task::Demonstration, Some(cast.worker(key)?), now)?)
            }
        };
        let person = system.child(child.child)?.ok_or(StoreError::NotFound)?;
        let record = system.open(person)?;
        name(&record, &child)?;
        allocate(&record, &child, cast)?;
        let (mut own, mut me) = (None, None);
        if let Some(account) = child.account {
            let user = tx.users().add(&own_user(&child, person), now.at)?;
            sign_in_as(tx, user, account, hash, now.at)?;
            (own, me) = (Some(own_record(tx, user, now)?), Some(user));
        }
        live((&record, own.as_ref()), &child, law, now.today)?;
        if let Some(account) = child.account {
            own::write(&record, account, now.today)?;
        }
        if let (Some(own), Some(account)) = (&own, child.account) {
            own_plan::write(own, account, now.today)?;
            meetings::arrange(&record, own, account, now.today)?;
            if let Some(me) = me {
                matters::fill(tx, (me, cast.worker("dawn")?), person, account, now.today)?;
            }
        }
        if let Some(adviser) = child.adviser {
            look(tx, cast.worker(adviser)?, person, now)?;
        }
    }
    super::hub::fill(tx, cast.worker("sam")?, now)?;
    super::hub::partners(tx, cast.worker("sam")?, cast.worker("owen")?, now)?;
    super::hub::decided(tx, cast.worker("sam")?, now)?;
    super::hub::nights(tx, cast.worker("sam")?, now)?;
    super::reviewing::fill(tx, cast.worker("judith")?, cast.worker("dawn")?, now)?;
    super::overrides::fill(tx, (cast.worker("priya")?, cast.worker("callum")?, cast.worker("dawn")?), now)?;
    super::directory::fill(tx, |key| cast.worker(key), now)?;
    for child in borough::children().into_iter().filter(|child| child.adviser.is_some()) {
        drafts::plan(
            tx,
            law,
            (&child, cast.worker(child.adviser.unwrap_or("dawn"))?, cast.worker("dawn")?),
            now,
        )?;
    }
    let cover = NewCover {
        absent: cast.worker("tom")?,
        cover: cast.worker("grace")?,
        from: life::before(now.today, 3),
        until: Some(life::after(now.today, 5)),
    };
    tx.begin_cover(&cover, cast.worker("tom")?, now)?;
    // Nobody knows yet until when.
    let ill = NewCover {
        absent: cast.worker("helen")?,
        cover: cast.worker("callum")?,
        from: life::before(now.today, 6),
        until: None,
    };
    tx.begin_cover(&ill, cast.worker("dawn")?, now)?;
    met_together(tx, law, cast.worker("grace")?, now)?;
    night_call(tx, cast, now)
}

/// Three of Grace's people cooked together last week; with one of them she talked alone afterwards.
fn met_together(tx: &Tx, law: &'static Law, grace: UserId, now: Moment) -> StoreResult<()> {
    let messages = Messages::english().map_err(|_| StoreError::Unreadable("the law's messages".into()))?;
    let scope = tx.viewer(grace)?.and_then(|viewer| viewer.caseload()).ok_or(StoreError::NotFound)?;
    let system = tx.system(Task::Demonstration, None, now)?;
    let mut people = Vec::new();
    for child in ["456779", "303808", "003991"] {
        people.push((system.child(child)?.ok_or(StoreError::NotFound)?, child == "303808"));
    }
    let session = GroupSession {
        key: "cooking on Wednesday".into(),
        on: life::worked_before(life::before(now.today, 5)),
        summary: "Cooking on a small budget at the Riverside Centre: soup and bread for under two pounds."
            .into(),
        people,
    };
    log_group(&Ask { tx, scope, me: grace, law, messages, now }, &session).map(drop)
}

/// What a young person does themselves is written by their own account.
fn own_record<'t>(tx: &'t Tx, user: UserId, now: Moment) -> StoreResult<Record<'t>> {
    let viewer = tx.viewer(user)?.ok_or(StoreError::NotFound)?;
    viewer.own().ok_or(StoreError::NotFound)?.open(tx, Purpose::OwnPages, now)
}

fn own_user(child: &Child, person: PersonId) -> NewUser {
    NewUser {
        role: Role::YoungPerson,
        display_name: format!("{} {}", child.known_as(), child.family),
        person: Some(person),
        team: None,
        phone: None,
    }
}

/// A return has no names; the borough supplies them.
fn name(record: &Record<'_>, child: &Child) -> StoreResult<()> {
    let person = record.person()?;
    let identity = Identity {
        known_as: child.known_as().to_owned(),
        first_names: child.given.to_owned(),
        family_name: child.family.to_owned(),
        ..person.identity
    };
    record.save_identity(&identity, person.version).map(drop)
}

fn allocate(record: &Record<'_>, child: &Child, cast: &Cast) -> StoreResult<()> {
    let today = record.now().today;
    let since = life::before(today, 200 + life::pick(&format!("allocated {}", child.child), 500));
    let team = cast.teams.get(child.team).copied();
    if let Some(adviser) = child.adviser {
        record.allocations().allocate(cast.worker(adviser)?, Part::Adviser, team, since)?;
    }
    if child.team == "children" || child.team == "unaccompanied" {
        record.allocations().allocate(cast.worker("judith")?, Part::ReviewingOfficer, team, since)?;
    }
    Ok(())
}

/// What has happened to one person in the last year.
fn live(
    (record, own): (&Record<'_>, Option<&Record<'_>>),
    child: &Child,
    law: &Law,
    today: NaiveDate,
) -> StoreResult<()> {
    record.notes().add(&NewNote { text: life::note(child.child), shared: false })?;
    let standing = assess(law, &record.rules_person()?, today);
    let served = !matches!(standing.status, Status::None);
    if !served || child.adviser.is_none() {
        return Ok(());
    }
    changes::elsewhere(record, child.child)?;
    for contact in life::contacts(child.child, today).iter().rev() {
        record.contacts().add(contact)?;
    }
    let plan_of = (child.child, child.account.is_some());
    planned(record, plan_of, standing.looked_after == Some(true), today)?;
    living(record, child.child, standing.status, today)?;
    let born = record.person()?.identity.born;
    for answer in circumstances::answers(child, born, today) {
        record.circumstances().answer(&answer)?;
    }
    record.courses().add(&circumstances::course(child.child, born, today))?;
    let answers = assess(law, &record.rules_person()?, today);
    ledger((record, own), child.child, law, &answers, today)?;
    changes::readings(record, child.child, &answers)?;
    if matches!(answers.status, Status::FormerRelevant | Status::FormerRelevantEducation) {
        changes::offers((record, own), child.child, today)?;
    }
    if child.account.is_none() {
        changes::changes(record, child.child, today)?;
    }
    if let (Some(own), Some(said)) = (own, life::said_wrong(child.child)) {
        own.rectifications().say(&said, "said to be wrong")?;
    }
    Ok(())
}

fn planned(
    record: &Record<'_>,
    (child, account): (&str, bool),
    in_care: bool,
    today: NaiveDate,
) -> StoreResult<()> {
    let mut told = life::plan(child, in_care, today);
    let plans = record.plans();
    let mut earlier = life::stood_twice(child, account, &mut told);
    earlier.extend(life::plan_before(child, &told));
    for before in earlier {
        let id = plans.begin()?;
        for step in &before.steps {
            plans.add_step(id, step)?;
        }
        let review_due = before.agreed_on.checked_add_months(chrono::Months::new(6)).unwrap_or(today);
        plans.agree(id, 1, before.agreed_on, review_due, Some(before.own_words)).map(drop)?;
    }
    let id = plans.begin()?;
    let mut areas: Vec<_> = told.steps.iter().map(|step| step.area).collect();
    areas.sort_unstable();
    areas.dedup();
    for area in areas {
        let (agreed, otherwise) = life::agreed(area);
        let (agreed, otherwise) = (agreed.to_owned(), otherwise.map(str::to_owned));
        plans.write_part(id, 0, &PartText { area, agreed, otherwise })?;
    }
    for step in &told.steps {
        plans.add_step(id, step)?;
    }
    if let Some(support) = meets(child).filter(|_| !account) {
        let version = plans.all()?.into_iter().find(|plan| plan.id == id).map_or(0, |plan| plan.version);
        plans.agree_support(id, version, &support)?;
    }
    let six_months = told.agreed_on.checked_add_months(chrono::Months::new(6)).unwrap_or(today);
    let review_due = life::worked_before(six_months);
    plans.agree(id, 1, told.agreed_on, review_due, Some(told.own_words)).map(drop)
}

/// How often somebody and their adviser meet, where their plan says so: in one of three.
fn meets(child: &str) -> Option<Support> {
    let (weeks, why) = match life::pick(&format!("meets {child}"), 12) {
        0 => (4, "A hard winter, and a move is coming."),
        1 | 2 => (6, "A new job. We look at how it goes."),
        3 => (8, "Things go well. They call when they need something."),
        _ => return None,
    };
    Some(Support { by: SupportBy::Adviser, weeks, why: why.to_owned() })
}

/// Of one person the address is protected.
fn address(record: &Record<'_>, child: &str, today: NaiveDate) -> StoreResult<()> {
    let Some(home) = life::protected_home(child, today) else { return Ok(()) };
    record.homes().add(&home)?;
    let person = record.person()?;
    let identity = Identity { protected: true, ..person.identity };
    record.save_identity(&identity, person.version)?;
    Ok(())
}

/// Where those live who have left care, what they do, and a review that was put off with them.
fn living(record: &Record<'_>, child: &str, status: Status, today: NaiveDate) -> StoreResult<()> {
    address(record, child, today)?;
    if !matches!(
        status,
        Status::Relevant | Status::FormerRelevant | Status::FormerRelevantEducation | Status::Qualifying
    ) {
        return Ok(());
    }
    if let Some(home) = life::home(child, today).filter(|_| life::protected_home(child, today).is_none()) {
        record.homes().add(&home)?;
    }
    if let Some(activity) = life::activity(child, today) {
        record.activities().add(&activity)?;
    }
    let late = record.overview()?.review_due.filter(|due| *due < life::before(today, 14));
    if let Some(due_on) = late.filter(|_| life::pick(&format!("put off {child}"), 3) != 0) {
        let until = life::after(today, 2 + life::pick(child, 9));
        let why = "We agreed to go through the plan at college, when the exams are over.".to_owned();
        let aside = Aside {
            about: "review".into(),
            due_on,
            how: How::NewDay,
            done_on: None,
            until: Some(until),
            why,
        };
        record.set_aside(&aside, &format!("review of {child}"))?;
    }
    Ok(())
}

/// What has happened with everything the person is entitled to that somebody provides: not plain rights, and from other
/// bodies' decisions only what the council follows up.
fn ledger(
    (record, own): (&Record<'_>, Option<&Record<'_>>),
    child: &str,
    law: &Law,
    answers: &Assessment,
    today: NaiveDate,
) -> StoreResult<()> {
    for (entitlement, answer) in law.entitlements().iter().zip(&answers.entitlements) {
        if answer.outcome != Outcome::Entitled || !is_given(entitlement) {
            continue;
        }
        let amount = answer.amount_pence.map(Pence);
        // Whoever is in care has a home: they are told of what comes, and ask for it later.
        let only_told = answers.looked_after == Some(true) && entitlement.need == Need::Home;
        let progress = life::progress(child, &entitlement.id);
        if progress.is_empty() && !only_told {
            of_no_use(record, child, &entitlement.id, (answer.from, today))?;
        }
        let progress = progress.into_iter().filter(|(act, _)| !only_told || *act == EntitlementAct::Told);
        for (act, days) in progress {
            let happened_on = life::before(today, days).max(answer.from.unwrap_or(NaiveDate::MIN)).min(today);
            let note = EntitlementNote {
                amount: matches!(act, EntitlementAct::Agreed | EntitlementAct::Paid)
                    .then_some(amount)
                    .flatten(),
                note: life::words(child, &entitlement.id, act).map(str::to_owned),
                by: promised(act, happened_on, entitlement.emergency),
                decider: (act == EntitlementAct::Deciding).then(|| life::DECIDES.to_owned()),
                payment: match (act, amount) {
                    (EntitlementAct::Paid, Some(_)) => payment(child, &entitlement.id),
                    _ => Payment::default(),
                },
                ..EntitlementNote::new(&entitlement.id, act, happened_on)
            };
            let theirs =
                matches!(act, EntitlementAct::Asked | EntitlementAct::Declined | EntitlementAct::Done);
            own.filter(|_| theirs).unwrap_or(record).entitlements().add(&note)?;
        }
    }
    Ok(())
}

/// One in thirty has no use for something now, and their adviser wrote why.
fn of_no_use(
    record: &Record<'_>,
    child: &str,
    entitlement: &str,
    (from, today): (Option<NaiveDate>, NaiveDate),
) -> StoreResult<()> {
    if life::pick(&format!("of no use {child} {entitlement}"), 30) != 0 {
        return Ok(());
    }
    let words = "We talked about it: you have what you need now. Tell us when that changes.";
    let on = life::before(today, 20).max(from.unwrap_or(NaiveDate::MIN)).min(today);
    let note = EntitlementNote {
        note: Some(words.to_owned()),
        ..EntitlementNote::new(entitlement, EntitlementAct::NotRelevant, on)
    };
    record.entitlements().add(&note).map(drop)
}

/// By when the next step was promised: the answer after asking, the money after a yes.
fn promised(act: EntitlementAct, on: NaiveDate, emergency: bool) -> Option<NaiveDate> {
    matches!(act, EntitlementAct::Asked | EntitlementAct::Deciding | EntitlementAct::Agreed)
        .then(|| answer_by(on, emergency && act == EntitlementAct::Asked))
}

/// Does a ledger say what happened to it? A right ("Your vote") is nobody's to pay out.
fn is_given(entitlement: &Entitlement) -> bool {
    entitlement.need != Need::Rights && (entitlement.kind != Kind::OtherBody || shown::by_ledger(entitlement))
}

/// The adviser has opened the page, so that "who has looked" is not empty.
fn look(tx: &Tx, adviser: UserId, person: PersonId, now: Moment) -> StoreResult<()> {
    let viewer = tx.viewer(adviser)?.ok_or(StoreError::NotFound)?;
    let caseload = viewer.caseload().ok_or(StoreError::NotFound)?;
    caseload.open(tx, person, Purpose::PersonPage, now).map(drop)
}

/// Later that evening somebody outside the caseload had to open a record; no manager has marked it as seen yet.
fn night_call(tx: &Tx, cast: &Cast, now: Moment) -> StoreResult<()> {
    let night = Moment { at: now.at + TimeDelta::hours(5), today: life::before(now.today, 1) };
    let system = tx.system(Task::Demonstration, None, now)?;
    let amara = system.child("008242")?.ok_or(StoreError::NotFound)?;
    let viewer = tx.viewer(cast.worker("yusuf")?)?.ok_or(StoreError::NotFound)?;
    let caseload = viewer.caseload().ok_or(StoreError::NotFound)?;
    caseload.outside().break_glass(
        tx,
        amara,
        "Night cover: she called the night line, locked out of her flat.",
        night,
    )?;
    caseload.open(tx, amara, Purpose::PersonPage, night).map(drop)
}
