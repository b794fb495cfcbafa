//! What *Work and study* and one wish show.

use chrono::NaiveDate;
use leaving_care_rules::{Law, entitlement::outcome::Per, person::EducationKind};
use onward_domain::{
    budget::{Every, Rate},
    id::WishId,
    money::Pence,
    wish::{Wish, WishKind, WishNote, WishState},
};
use onward_store::repo::versions::Version;
use serde::Serialize;

use super::form::WishForm;
use crate::{
    usecases::young_person::{
        ask_for::can_be_asked_for,
        see_paths::{Path, PathSeen, PathThing, SeenPaths},
    },
    web::{
        form::{ClashRow, Sheet},
        law_words,
        parts::HandShown,
        view::{FormState, Page},
        words::{Say, says::paths as said},
        young_person::thing::{State, StateShown, Thing, things},
    },
};

/// What they do and want, the paths in a picture, two beside each other, and each by itself.
#[derive(Debug, Clone, Serialize)]
pub struct PathsPage {
    now: Say,
    until: Option<NaiveDate>,
    wishes: Vec<WishRow>,
    /// Their adviser reads what they want next.
    shared: bool,
    next: Option<WishRow>,
    picture: Picture,
    rent: Option<Pence>,
    /// The path whose column stands second.
    with: &'static str,
    choices: Vec<PathChoice>,
    two: Vec<TwoRow>,
    heads: [Say; 2],
    paths: Vec<PathShown>,
    kit: Vec<KitRow>,
    worked_out: NaiveDate,
    age: Option<i64>,
}

impl Page for PathsPage {
    const TEMPLATE: &'static str = "young_person/paths.html";
}

#[derive(Debug, Clone, Serialize)]
struct WishRow {
    id: WishId,
    title: String,
    place: Option<String>,
    kind: Say,
    state: Say,
    /// Its days that lie ahead, in their order.
    days: Vec<WishDay>,
    /// The first of them.
    first: Option<NaiveDate>,
    over: bool,
}

#[derive(Debug, Clone, Serialize)]
struct WishDay {
    on: NaiveDate,
    /// Which of the wish's days it is.
    is: &'static str,
    what: Say,
}

/// Something that helps on the way to work or study, and how it stands.
#[derive(Debug, Clone, Serialize)]
struct KitRow {
    href: String,
    name: String,
    means: String,
    state: StateShown,
    ask: bool,
}

#[derive(Debug, Clone, Serialize)]
struct Picture {
    title: Say,
    height: i64,
    bars: Vec<BarShown>,
    /// Where the rent's mark stands.
    mark: Option<i64>,
    mark_foot: i64,
}

#[derive(Debug, Clone, Serialize)]
struct BarShown {
    path: Say,
    /// Nothing where it is a loan that we can't reckon.
    sum: Option<Pence>,
    text: i64,
    top: i64,
    length: i64,
}

#[derive(Debug, Clone, Serialize)]
struct PathChoice {
    word: &'static str,
    words: Say,
    current: bool,
}

/// One part of both paths.
#[derive(Debug, Clone, Serialize)]
struct TwoRow {
    part: &'static str,
    cells: [Vec<Say>; 2],
}

#[derive(Debug, Clone, Serialize)]
struct PathShown {
    words: Say,
    week: Option<Pence>,
    money: Vec<Say>,
    home: Say,
    adviser: Say,
    things: Vec<ThingShown>,
}

#[derive(Debug, Clone, Serialize)]
struct ThingShown {
    href: String,
    words: Say,
    /// Asked for, had or refused; none where nothing has happened with it.
    state: Option<StateShown>,
}

/// The picture: bars 292 wide, one under another.
const WIDTH: i64 = 292;
const STEP: i64 = 56;
/// How many things a cell of two paths names.
const CELL: usize = 3;

impl PathsPage {
    /// The page; `with` names the path in the second column.
    pub fn of(law: &Law, seen: &SeenPaths, with: Option<&str>) -> Self {
        let things = things(law, &seen.own);
        let first = wanted(seen);
        let with = Path::ALL.into_iter().find(|path| Some(path.word()) == with && *path != first);
        let with = with.or_else(|| Path::ALL.into_iter().find(|path| *path != first)).unwrap_or(Path::Work);
        let find = |path| seen.paths.iter().find(|seen| seen.path == path);
        let course = seen.own.facts.circumstances.education.as_ref();
        let wishes: Vec<WishRow> = seen.wishes.iter().map(|wish| wish_row(wish, seen.own.today)).collect();
        let two = match (find(first), find(with)) {
            (Some(one), Some(other)) => two(one, other),
            _ => Vec::new(),
        };
        Self {
            now: doing(course.and_then(|course| course.kind)),
            until: course.and_then(|course| course.end).filter(|end| *end > seen.own.today),
            next: wishes.iter().find(|wish| !wish.over && wish.first.is_some()).cloned(),
            wishes,
            shared: seen.shared,
            picture: picture(&seen.paths, seen.rent),
            rent: (seen.rent.a_year().0 > 0).then(|| seen.rent.per(Every::Week)),
            with: with.word(),
            choices: Path::ALL
                .into_iter()
                .filter(|path| *path != first)
                .map(|path| PathChoice { word: path.word(), words: name(path), current: path == with })
                .collect(),
            two,
            heads: [name(first), name(with)],
            paths: seen.paths.iter().map(|path| shown(law, path, &things)).collect(),
            kit: kit(&things),
            worked_out: seen.own.today,
            age: seen
                .own
                .facts
                .date_of_birth
                .and_then(|born| seen.own.today.years_since(born))
                .map(i64::from),
        }
    }
}

/// The path of their nearest wish, or of what they do now.
fn wanted(seen: &SeenPaths) -> Path {
    let wish = seen.wishes.iter().find(|wish| !wish.note.state.is_over()).map(|wish| wish.note.kind);
    let course = seen.own.facts.circumstances.education.as_ref().and_then(|course| course.kind);
    match (wish, course) {
        (Some(WishKind::Apprenticeship), _) | (None, Some(EducationKind::Apprenticeship)) => {
            Path::Apprenticeship
        }
        (Some(WishKind::University), _) | (None, Some(EducationKind::He)) => Path::University,
        (Some(WishKind::Job), _) => Path::Work,
        (Some(WishKind::Course), _) => Path::College,
        (None, Some(EducationKind::SixthForm | EducationKind::FeFullTime | EducationKind::FePartTime)) => {
            Path::College
        }
        _ => Path::Apprenticeship,
    }
}

fn name(path: Path) -> Say {
    Say::of_word("paths.path", path.word()).unwrap_or_else(|| Say::words(path.word()))
}

/// What they do now.
fn doing(kind: Option<EducationKind>) -> Say {
    use said::now as word;
    match kind {
        None => word::Unknown.into(),
        Some(EducationKind::None) => word::None.into(),
        Some(EducationKind::SixthForm) => word::SixthForm.into(),
        Some(EducationKind::FeFullTime) => word::College.into(),
        Some(EducationKind::FePartTime) => word::CollegePartTime.into(),
        Some(EducationKind::He) => word::University.into(),
        Some(EducationKind::Apprenticeship) => word::Apprenticeship.into(),
        Some(EducationKind::Traineeship | EducationKind::SupportedInternship) => word::Other.into(),
    }
}

fn wish_row(wish: &Wish, today: NaiveDate) -> WishRow {
    let note = &wish.note;
    WishRow {
        id: wish.id,
        title: note.title.clone(),
        place: note.place.clone(),
        kind: kind(note.kind),
        state: state(note.state),
        days: days_of(note, today),
        first: note.next_day(today),
        over: note.state.is_over(),
    }
}

fn days_of(note: &WishNote, today: NaiveDate) -> Vec<WishDay> {
    use said::day as word;
    let next = note.next.as_deref().map_or_else(|| word::By.into(), Say::words);
    let days = [
        (note.apply_by, "apply_by", word::ApplyBy.into()),
        (note.interview_on, "interview", word::Interview.into()),
        (note.starts_on, "starts", word::Starts.into()),
        (note.by, "by", next),
    ];
    let ahead = days.into_iter().filter_map(|(on, is, what)| Some(WishDay { on: on?, is, what }));
    let mut ahead: Vec<WishDay> = ahead.filter(|day| day.on >= today).collect();
    ahead.sort_by_key(|day| day.on);
    ahead
}

/// What helps with an interview, travel and kit, by its id in the law.
const KIT: [&str; 4] =
    ["employment_assistance", "education_assistance", "travel_help", "jobcentre_single_point_of_contact"];

fn kit(things: &[Thing<'_>]) -> Vec<KitRow> {
    let here = KIT.iter().filter_map(|id| things.iter().find(|thing| thing.entry.id == *id));
    here.filter(|thing| !matches!(thing.state, State::No | State::Law))
        .map(|thing| KitRow {
            href: thing.href(),
            name: thing.entry.name.clone(),
            means: thing.entry.meaning.clone(),
            state: thing.shown(),
            ask: can_be_asked_for(thing.standing.stands)
                && !thing.request.as_ref().is_some_and(|request| request.stage.is_open()),
        })
        .collect()
}

fn kind(kind: WishKind) -> Say {
    Say::of_word("paths.kind", kind.word()).unwrap_or_else(|| Say::words(kind.word()))
}

fn state(state: WishState) -> Say {
    Say::of_word("paths.state", state.word()).unwrap_or_else(|| Say::words(state.word()))
}

fn picture(paths: &[PathSeen], rent: Rate) -> Picture {
    let most =
        paths.iter().map(|path| path.week().a_year().0).chain([rent.a_year().0]).max().unwrap_or(0).max(1);
    let length = |rate: Rate| rate.a_year().0.saturating_mul(WIDTH) / most;
    let bar = |(row, path): (i64, &PathSeen)| BarShown {
        path: name(path.path),
        sum: week(path),
        text: 16 + row * STEP,
        top: 23 + row * STEP,
        length: length(path.week()).max(2),
    };
    let bars: Vec<BarShown> = (0..).zip(paths).map(bar).collect();
    let says = bars.iter().map(|bar| match bar.sum {
        Some(sum) => said::chart::Bar { path: bar.path.clone(), sum }.into(),
        None => said::chart::Loan { path: bar.path.clone() }.into(),
    });
    let says: Vec<Say> = says.collect();
    let height = i64::try_from(bars.len()).unwrap_or(0) * STEP + 10;
    Picture {
        title: said::chart::Title { bars: says }.into(),
        height,
        mark: (rent.a_year().0 > 0).then(|| 2 + length(rent)),
        mark_foot: height - 14,
        bars,
    }
}

/// What comes in each week; nothing where all there is is a loan.
fn week(path: &PathSeen) -> Option<Pence> {
    let week = path.week().per(Every::Week);
    (path.path != Path::University || week.0 > 0).then_some(week)
}

fn money(path: &PathSeen) -> Vec<Say> {
    use said::money as word;
    let mut lines: Vec<Say> = Vec::new();
    lines.extend(path.pay.map(|(hours, wage)| word::Pay { hours, wage }.into()));
    match path.credit {
        Some(credit) if credit.a_year().0 > 0 => {
            lines.push(word::Credit { sum: credit.per(Every::Week) }.into())
        }
        Some(_) => lines.push(word::CreditGone.into()),
        None if path.credit_asks => lines.push(word::CreditAsk.into()),
        None => lines.push(word::CreditNone.into()),
    }
    if path.path == Path::University {
        lines.push(word::Loan.into());
    }
    lines
}

fn home(path: &PathSeen) -> Say {
    use said::home as word;
    match (path.path, path.holidays, path.pay) {
        (Path::University, true, _) => word::Holidays.into(),
        (Path::University, false, _) => word::Away.into(),
        (_, _, Some(_)) => word::Pay.into(),
        _ => word::Keep.into(),
    }
}

fn adviser(path: &PathSeen) -> Say {
    use said::adviser as word;
    match (path.adviser, path.adviser_until) {
        (true, Some(day)) => word::Until { day: day.into() }.into(),
        (true, None) => word::Stays.into(),
        (false, _) => word::Ask.into(),
    }
}

fn thing(thing: &PathThing) -> Say {
    use said::thing as word;
    let name = thing.name.as_str();
    match (thing.sum, thing.per) {
        _ if thing.ask => word::Ask { name }.into(),
        (Some(sum), Some(Per::Once)) => word::Once { name, sum }.into(),
        (Some(sum), Some(Per::Week)) => word::Week { name, sum }.into(),
        (Some(sum), Some(Per::Month)) => word::Month { name, sum }.into(),
        (Some(sum), Some(Per::Year)) => word::Year { name, sum }.into(),
        _ => word::Plain { name }.into(),
    }
}

fn shown(law: &Law, path: &PathSeen, all: &[Thing<'_>]) -> PathShown {
    let entries = law.entitlements();
    let row = |each: &PathThing| ThingShown {
        href: format!("/what-you-can-get/{}", law_words::address(entries, each.place)),
        words: thing(each),
        state: all
            .iter()
            .find(|thing| thing.which.place() == each.place)
            .filter(|thing| matches!(thing.state, State::On | State::Had | State::Refused))
            .map(Thing::shown),
    };
    PathShown {
        words: name(path.path),
        week: week(path),
        money: money(path),
        home: home(path),
        adviser: adviser(path),
        things: path.things.iter().map(row).collect(),
    }
}

/// Part by part: money, home, adviser, bursaries.
fn two(one: &PathSeen, other: &PathSeen) -> Vec<TwoRow> {
    let row = |part, of: fn(&PathSeen) -> Vec<Say>| TwoRow { part, cells: [of(one), of(other)] };
    vec![
        row("money", money),
        row("home", |path| vec![home(path)]),
        row("adviser", |path| vec![adviser(path)]),
        row("bursary", |path| {
            let sums =
                path.things.iter().filter(|each| each.sum.is_some() && !each.ask).take(CELL).map(thing);
            let sums: Vec<Say> = sums.collect();
            if sums.is_empty() { vec![said::money::Nothing.into()] } else { sums }
        }),
    ]
}

/// One wish: the form, and what stood before.
#[derive(Debug, Clone, Serialize)]
pub struct WishPage {
    sheet: Sheet<WishForm>,
    action: String,
    new: bool,
    /// Where it is taken off the page.
    remove: Option<String>,
    kinds: Vec<(&'static str, Say)>,
    states: Vec<(&'static str, Say)>,
    before: Vec<Before>,
}

#[derive(Debug, Clone, Serialize)]
struct Before {
    title: String,
    state: Say,
    hand: HandShown,
}

impl Page for WishPage {
    const TEMPLATE: &'static str = "young_person/wish.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

impl WishPage {
    /// Without a sheet: as it stands.
    pub fn of(versions: &[Version<Wish>], sheet: Option<Sheet<WishForm>>) -> Self {
        let newest = versions.first().map(|version| &version.row);
        Self {
            sheet: sheet.unwrap_or_else(|| Sheet::new(newest.map(WishForm::from).unwrap_or_default())),
            action: newest.map_or("/work-and-study/next/new".to_owned(), |wish| {
                format!("/work-and-study/next/{}", wish.id)
            }),
            new: newest.is_none(),
            remove: newest
                .filter(|wish| wish.recorded.stands())
                .map(|wish| format!("/work-and-study/next/{}/remove", wish.id)),
            kinds: WishKind::ALL.iter().map(|each| (each.word(), kind(*each))).collect(),
            states: WishState::ALL.iter().map(|each| (each.word(), state(*each))).collect(),
            before: versions
                .iter()
                .filter(|version| !version.row.recorded.stands())
                .map(|version| Before {
                    title: version.row.note.title.clone(),
                    state: state(version.row.note.state),
                    hand: version.into(),
                })
                .collect(),
        }
    }
}

fn day(day: Option<NaiveDate>) -> Say {
    day.map_or_else(|| Say::words(""), Say::day)
}

/// Two versions of a wish beside each other.
pub fn clash(theirs: Option<&WishNote>, yours: &WishNote) -> Vec<ClashRow> {
    type Part = fn(&WishNote) -> Say;
    let none = || Say::from(said::part::None);
    let parts: [(Say, Part); 9] = [
        (said::part::Kind.into(), |note| kind(note.kind)),
        (said::part::Title.into(), |note| Say::words(&note.title)),
        (said::part::Place.into(), |note| Say::words(note.place.as_deref().unwrap_or_default())),
        (said::part::State.into(), |note| state(note.state)),
        (said::part::ApplyBy.into(), |note| day(note.apply_by)),
        (said::part::InterviewOn.into(), |note| day(note.interview_on)),
        (said::part::StartsOn.into(), |note| day(note.starts_on)),
        (said::part::By.into(), |note| day(note.by)),
        (said::part::Next.into(), |note| Say::words(note.next.as_deref().unwrap_or_default())),
    ];
    parts
        .into_iter()
        .map(|(what, part)| ClashRow::new(what, theirs.map_or_else(none, part), part(yours)))
        .collect()
}
