//! What *My home* shows.

use chrono::NaiveDate;
use leaving_care_rules::{Law, assessment::Outcome};
use onward_domain::{
    budget::Every,
    entitlement::{EntitlementAct, standing},
    id::MoveJobId,
    moment::Moment,
    money::Pence,
    place::{MoveJob, MoveJobNote, PlaceView, PlaceViewNote, Ready, Right, Room},
    talk::promised_by,
};
use serde::Serialize;

use super::form::{JobForm, ViewForm};
use crate::{
    clock::london_day,
    usecases::{
        adviser::today::said::called_on,
        young_person::{
            move_jobs::{Idea, MovedDay},
            private_rent::MostRent,
            see_place::{HomeOption, Kind, SeenPlace},
        },
    },
    web::{
        form::{ClashRow, Sheet},
        law_words,
        parts::PaymentShown,
        view::{FormState, Page},
        words::{Say, says::place as said},
        young_person::thing::{Bar, Thing, payment_shown, things},
    },
};

/// The next thing of a move first, then the money, the jobs, the home, and other kinds of home.
#[derive(Debug, Clone, Serialize)]
pub struct PlacePage {
    move_day: Option<NaiveDate>,
    /// Their adviser reads the page.
    shared: bool,
    /// What is told in any case, and since when; for what isn't safe, the day on which somebody calls.
    told: Option<ToldShown>,
    /// Jobs that are not done.
    open_jobs: usize,
    since: Option<NaiveDate>,
    lives: bool,
    right: Option<Say>,
    unsafe_here: bool,
    words: Option<String>,
    money: Option<MoneyShown>,
    jobs: Vec<JobShown>,
    ideas: Vec<IdeaShown>,
    /// The moving day changed, and the jobs still have the days of the one before.
    moved: Option<MovedShown>,
    rooms: Vec<RoomShown>,
    levels: Vec<(&'static str, Say)>,
    options: Vec<OptionShown>,
    worked_out: NaiveDate,
}

impl Page for PlacePage {
    const TEMPLATE: &'static str = "young_person/place.html";
}

/// What their adviser is told in any case.
#[derive(Debug, Clone, Serialize)]
struct ToldShown {
    on: NaiveDate,
    by: NaiveDate,
}

impl ToldShown {
    fn of(view: &PlaceView) -> Self {
        let on = london_day(view.recorded.at);
        let by = match view.note.right {
            Right::Unsafe => called_on(view.recorded.at),
            _ => promised_by(on),
        };
        Self { on, by }
    }
}

#[derive(Debug, Clone, Serialize)]
struct MoneyShown {
    href: String,
    left: Option<Pence>,
    whole: Option<Pence>,
    bar: Option<Bar>,
    says: Vec<Say>,
    ledger: Vec<LedgerRow>,
}

#[derive(Debug, Clone, Serialize)]
struct LedgerRow {
    on: NaiveDate,
    act: &'static str,
    sum: Option<Pence>,
    payment: Option<PaymentShown>,
}

#[derive(Debug, Clone, Serialize)]
struct JobShown {
    id: MoveJobId,
    what: String,
    by: Option<NaiveDate>,
    done: bool,
}

/// Not on their list yet.
#[derive(Debug, Clone, Serialize)]
struct IdeaShown {
    what: Say,
    by: Option<NaiveDate>,
}

#[derive(Debug, Clone, Serialize)]
struct MovedShown {
    from: NaiveDate,
    to: NaiveDate,
    jobs: usize,
}

#[derive(Debug, Clone, Serialize)]
struct RoomShown {
    word: &'static str,
    words: Say,
    ready: Option<&'static str>,
    says: Say,
}

#[derive(Debug, Clone, Serialize)]
struct OptionShown {
    words: Say,
    means: Say,
    fits: Say,
    helps: Vec<Help>,
    stops: Vec<String>,
    /// What comes in there, by name, and in a week.
    comes: Vec<String>,
    week: Option<Pence>,
    most_rent: Option<MostRent>,
}

#[derive(Debug, Clone, Serialize)]
struct Help {
    href: String,
    name: String,
    ask: bool,
}

/// The money for a first home, by its id in the law.
const FIRST_HOME: &str = "setting_up_home_allowance";

impl PlacePage {
    /// The page.
    pub fn of(law: &Law, seen: &SeenPlace) -> Self {
        let things = things(law, &seen.own);
        let money = things.iter().find(|thing| thing.entry.id == FIRST_HOME);
        let note = seen.view.as_ref().map(|view| &view.note);
        Self {
            move_day: note.and_then(|note| note.move_day).filter(|day| *day >= seen.own.today),
            shared: seen.shared,
            told: seen.view.as_ref().filter(|view| view.note.right.is_told()).map(ToldShown::of),
            open_jobs: seen.jobs.iter().filter(|job| !job.note.done).count(),
            since: seen.home.as_ref().and_then(|home| home.note.from),
            lives: seen.home.is_some(),
            right: note.map(|note| right(note.right)),
            unsafe_here: note.is_some_and(|note| note.right == Right::Unsafe),
            words: note.and_then(|note| note.words.clone()),
            money: money
                .filter(|thing| thing.is_theirs() || thing.standing.paid.0 > 0)
                .map(|thing| first_home(thing, seen)),
            ideas: ideas_left(seen),
            moved: seen.moved.map(|MovedDay { from, to, jobs, .. }| MovedShown { from, to, jobs }),
            jobs: seen
                .jobs
                .iter()
                .map(|job| JobShown {
                    id: job.id,
                    what: job.note.what.clone(),
                    by: job.note.by,
                    done: job.note.done,
                })
                .collect(),
            rooms: Room::ALL.iter().map(|room| room_shown(*room, seen)).collect(),
            levels: Ready::ALL.iter().map(|ready| (ready.word(), level(*ready))).collect(),
            options: seen.options.iter().map(|option| shown(law, option)).collect(),
            worked_out: seen.own.today,
        }
    }
}

fn of(list: &str, word: &str) -> Say {
    Say::of_word(&format!("place.{list}"), word).unwrap_or_else(|| Say::words(word))
}

/// What a kind of home is called.
pub fn kind_words(kind: Kind) -> Say {
    of("kind", kind.word())
}

fn right(right: Right) -> Say {
    of("right", right.word())
}

fn level(ready: Ready) -> Say {
    of("ready", ready.word())
}

fn first_home(thing: &Thing<'_>, seen: &SeenPlace) -> MoneyShown {
    let steps = standing(&seen.own.steps).into_iter().map(|step| &step.note);
    let steps = steps.filter(|note| note.entitlement == FIRST_HOME);
    let told = |act: EntitlementAct| !matches!(act, EntitlementAct::Told);
    MoneyShown {
        href: thing.href(),
        left: thing.left(),
        whole: thing.answer.amount_pence.map(Pence),
        bar: thing.bar(),
        says: thing.sum_says(seen.own.today),
        ledger: steps
            .filter(|note| told(note.act))
            .map(|note| LedgerRow {
                on: note.happened_on,
                act: note.act.word(),
                sum: note.amount,
                payment: payment_shown(&seen.own, note),
            })
            .collect(),
    }
}

/// What most moves need, and how many days before the move it is done.
pub fn ideas() -> [(Say, u64); 7] {
    use said::job;
    [
        (job::Read.into(), 21),
        (job::ChoosePower.into(), 14),
        (job::Water.into(), 7),
        (job::Doctor.into(), 7),
        (job::CouncilTax.into(), 0),
        (job::Credit.into(), 0),
        (job::Photos.into(), 0),
    ]
}

fn ideas_left(seen: &SeenPlace) -> Vec<IdeaShown> {
    let move_day = seen.view.as_ref().and_then(|view| view.note.move_day);
    let left = ideas().into_iter().filter(|(what, _)| {
        let what = what.to_string();
        seen.jobs.iter().all(|job| job.note.what != what)
    });
    left.map(|(what, days_before)| {
        let by = Idea { what: what.to_string(), days_before }.by(move_day, seen.own.today);
        IdeaShown { what, by }
    })
    .collect()
}

fn room_shown(room: Room, seen: &SeenPlace) -> RoomShown {
    let ready = seen.rooms.iter().find(|stands| stands.note.room == room).map(|stands| stands.note.ready);
    RoomShown {
        word: room.word(),
        words: of("room", room.word()),
        ready: ready.map(Ready::word),
        says: ready.map_or_else(|| said::ready::Unsaid.into(), level),
    }
}

fn shown(law: &Law, option: &HomeOption) -> OptionShown {
    let entries = law.entitlements();
    let name = |place: &usize| entries.get(*place).map(|entry| entry.name.clone());
    OptionShown {
        words: kind_words(option.kind),
        means: of("means", option.kind.word()),
        fits: match (option.outcome, option.from) {
            (Outcome::Upcoming, Some(day)) => said::fits::From { day: day.into() }.into(),
            (Outcome::Entitled, _) => said::fits::Now.into(),
            (Outcome::NotEntitled, _) => said::fits::No.into(),
            _ => said::fits::Ask.into(),
        },
        helps: option
            .helps
            .iter()
            .filter_map(|(place, ask)| {
                let href = format!("/what-you-can-get/{}", law_words::address(entries, *place));
                Some(Help { href, name: name(place)?, ask: *ask })
            })
            .collect(),
        stops: option.stops.iter().filter_map(name).collect(),
        comes: option.comes.iter().filter_map(name).collect(),
        week: Some(option.comes_to.per(Every::Week)).filter(|week| week.0 > 0),
        most_rent: option.most_rent,
    }
}

/// Whether the place is right for them.
#[derive(Debug, Clone, Serialize)]
pub struct ViewPage {
    /// The rest of the page is private.
    private: bool,
    /// When somebody calls whoever says now that they don't feel safe.
    called: NaiveDate,
    sheet: Sheet<ViewForm>,
}

impl Page for ViewPage {
    const TEMPLATE: &'static str = "young_person/place_right.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

impl ViewPage {
    /// The form.
    pub fn of(seen: &SeenPlace, now: Moment, sheet: Sheet<ViewForm>) -> Self {
        Self { private: !seen.shared, called: called_on(now.at), sheet }
    }
}

/// A job of a move.
#[derive(Debug, Clone, Serialize)]
pub struct JobPage {
    /// Where it is sent.
    action: String,
    /// Where one that is there is taken off the list.
    remove: Option<String>,
    sheet: Sheet<JobForm>,
}

impl Page for JobPage {
    const TEMPLATE: &'static str = "young_person/place_job.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

impl JobPage {
    /// The form: as it was sent, or as the job stands.
    pub fn of(job: Option<&MoveJob>, sheet: Option<Sheet<JobForm>>) -> Self {
        let filled = || job.map_or_else(Sheet::default, |job| Sheet::new(JobForm::from(job)));
        let at = job.map(|job| format!("/my-place/jobs/{}", job.id));
        Self {
            remove: at.as_ref().map(|at| format!("{at}/remove")),
            action: at.map_or_else(|| "/my-place/jobs/new".to_owned(), |at| format!("{at}/change")),
            sheet: sheet.unwrap_or_else(filled),
        }
    }
}

fn none() -> Say {
    said::part::None.into()
}

/// Two versions of how they see it.
pub fn view_clash(theirs: Option<&PlaceViewNote>, yours: &PlaceViewNote) -> Vec<ClashRow> {
    type Part = fn(&PlaceViewNote) -> Say;
    let parts: [(Say, Part); 3] = [
        (said::part::Right.into(), |note| right(note.right)),
        (said::part::Words.into(), |note| note.words.as_deref().map_or_else(none, Say::words)),
        (said::part::MoveDay.into(), |note| note.move_day.map_or_else(none, Say::day)),
    ];
    parts
        .into_iter()
        .map(|(what, part)| ClashRow::new(what, theirs.map_or_else(none, part), part(yours)))
        .collect()
}

/// Two versions of a job.
pub fn job_clash(theirs: Option<&MoveJobNote>, yours: &MoveJobNote) -> Vec<ClashRow> {
    type Part = fn(&MoveJobNote) -> Say;
    let parts: [(Say, Part); 2] = [
        (said::part::What.into(), |note| Say::words(&note.what)),
        (said::part::By.into(), |note| note.by.map_or_else(none, Say::day)),
    ];
    parts
        .into_iter()
        .map(|(what, part)| ClashRow::new(what, theirs.map_or_else(none, part), part(yours)))
        .collect()
}
