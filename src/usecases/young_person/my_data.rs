//! Everything that a young person may read about themselves, in one piece: for a file of their own, and for a page.

use chrono::{DateTime, NaiveDate, Utc};
use leaving_care_rules::person::Homeless;
use onward_domain::{
    access::Purpose,
    care::CircumstanceValue,
    confirmation::code,
    document::{Document, DocumentFile, Format, Scan},
    entitlement::Payment,
    id::DocumentId,
    matter::MatterTurnNote,
    money::Pence,
    own_answer::OwnValue,
    support::OfferedHow,
};
use onward_store::{
    StoreResult,
    scope::{OwnRecord, Record},
};

use super::receipts::opened;
use crate::usecases::{account::secrets::Keys, ask::Ask, documents::Papers};

/// One value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    Text(String),
    Day(NaiveDate),
    At(DateTime<Utc>),
    Pounds(Pence),
    Yes(bool),
    /// A photo, as a JPEG.
    Photo(Vec<u8>),
    /// A paper: what kind of file it is, and its bytes; none where they are too many for one piece: it is saved from its page.
    Paper {
        id: DocumentId,
        format: Format,
        bytes: Option<Vec<u8>>,
    },
}

/// What is written about one thing, name by name. What is empty is left out.
pub type Row = Vec<(&'static str, Cell)>;

/// One kind of thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// What it is called in the file; its heading is a message.
    pub key: &'static str,
    pub rows: Vec<Row>,
}

/// All of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MyData {
    pub made_at: DateTime<Utc>,
    pub sections: Vec<Section>,
}

/// Opens one's own record and reads everything in it that is for one's own eyes.
///
/// # Errors
/// `NotFound` when the account was disabled or moved meanwhile; the store's own.
pub fn see_my_data(ask: &Ask<'_, OwnRecord>, papers: &Papers) -> StoreResult<MyData> {
    let record = ask.open(Purpose::Export)?;
    let sections = [
        about_me(&record)?,
        care(&record)?,
        life(&record)?,
        entitlements(&record)?,
        plan(&record)?,
        money(&record)?,
        own(&record)?,
        vec![receipts(&record, &papers.keys)?, documents(&record, papers)?, letters(&record)?],
        between(&record)?,
        looks(&record)?,
    ];
    Ok(MyData { made_at: ask.now.at, sections: sections.into_iter().flatten().collect() })
}

/// A row from what there is.
macro_rules! row {
    ($($key:literal: $cell:expr),+ $(,)?) => {{
        let mut row: Row = Vec::new();
        $(if let Some(cell) = $cell.cell() { row.push(($key, cell)); })+
        row
    }};
}

/// Whatever can be a value.
trait IntoCell {
    fn cell(self) -> Option<Cell>;
}

macro_rules! cells {
    ($($from:ty => $kind:ident),+) => {$(
        impl IntoCell for $from {
            fn cell(self) -> Option<Cell> {
                Some(Cell::$kind(self.into()))
            }
        }
    )+};
}
cells! { &str => Text, String => Text, NaiveDate => Day, DateTime<Utc> => At, Pence => Pounds, bool => Yes }

impl<T: IntoCell> IntoCell for Option<T> {
    fn cell(self) -> Option<Cell> {
        self.and_then(IntoCell::cell)
    }
}

impl IntoCell for Cell {
    fn cell(self) -> Option<Cell> {
        Some(self)
    }
}

impl IntoCell for Homeless {
    fn cell(self) -> Option<Cell> {
        match self {
            Self::Yes => "yes",
            Self::AtRisk => "at_risk",
            Self::No => "no",
        }
        .cell()
    }
}

impl IntoCell for CircumstanceValue {
    fn cell(self) -> Option<Cell> {
        match self {
            Self::NotKnown => "not_known".cell(),
            Self::Yes(yes) => yes.cell(),
            Self::Day(day) => day.cell(),
            Self::Money(sum) => sum.cell(),
            Self::Home(home) => home.cell(),
        }
    }
}

impl IntoCell for OwnValue {
    fn cell(self) -> Option<Cell> {
        match self {
            Self::Yes(yes) => yes.cell(),
            Self::Day(day) => day.cell(),
            Self::Money(sum) => sum.cell(),
            Self::Home(home) => home.cell(),
            Self::Words(words) => words.cell(),
            Self::DoNotKnow => "do_not_know".cell(),
            Self::RatherNotSay => "rather_not_say".cell(),
        }
    }
}

fn section(key: &'static str, rows: Vec<Row>) -> Section {
    Section { key, rows: rows.into_iter().filter(|row| !row.is_empty()).collect() }
}

fn about_me(record: &Record<'_>) -> StoreResult<Vec<Section>> {
    let identity = record.person()?.identity;
    let me = row! {
        "name": identity.known_as, "first_names": identity.first_names, "family_name": identity.family_name,
        "born": identity.born, "number": identity.child, "pronouns": record.pronouns()?,
        "address_protected": identity.protected,
    };
    let reach = record.reach_versions().history()?.into_iter().map(|reach| {
        let note = reach.note;
        row! {
            "text": note.text.word(), "call": note.call.word(), "voicemail": note.voicemail.word(),
            "post": note.post.word(), "hours": note.hours, "never": note.never, "on": reach.recorded.at,
            "changed": reach.recorded.superseded_at,
        }
    });
    let languages = record.language_versions().history()?.into_iter().map(|said| {
        let note = said.note;
        row! {
            "speaks": note.speaks, "reads": note.reads, "interpreter": note.interpreter.word(),
            "print": note.print.word(), "words": note.words, "on": said.recorded.at,
            "changed": said.recorded.superseded_at,
        }
    });
    let not_again = record.not_again_versions().history()?.into_iter();
    let not_again = not_again.map(|said| {
        row! { "words": said.note.words, "on": said.recorded.at, "changed": said.recorded.superseded_at }
    });
    // The digits are theirs alone, sealed; that there is a number, and since when, is said.
    let texts = record.text_number()?.map(|number| {
        row! {
            "from": format!("{}:00", number.from_hour), "until": format!("{}:00", number.until_hour),
            "on": number.confirmed_at,
        }
    });
    Ok(vec![
        section("reminders", texts.into_iter().collect()),
        section("me", vec![me]),
        section("reach", reach.collect()),
        section("languages", languages.collect()),
        section("not_again", not_again.collect()),
    ])
}

fn care(record: &Record<'_>) -> StoreResult<Vec<Section>> {
    let facts = record.facts()?;
    let episodes = facts.episodes.iter().map(|episode| {
        let note = &episode.note;
        row! {
            "from": note.start, "until": note.end,
            "legal_status": note.legal_status.map(|status| format!("{status:?}")),
            "home": note.placement.as_deref(), "authority": note.authority.as_deref(),
        }
    });
    let events = facts.events.iter().map(|event| {
        row! { "what": event.note.kind.to_string(), "from": event.note.start, "until": event.note.end }
    });
    let courses = facts.courses.iter().map(|course| {
        row! { "what": course.note.name.as_deref(), "from": course.note.start, "until": course.note.end }
    });
    let known = facts.circumstances.iter().map(|one| {
        row! { "what": one.note.fact.to_string(), "answer": one.note.value, "on": one.recorded.at }
    });
    Ok(vec![
        section("care", episodes.collect()),
        section("events", events.collect()),
        section("courses", courses.collect()),
        section("known", known.collect()),
    ])
}

fn life(record: &Record<'_>) -> StoreResult<Vec<Section>> {
    let homes = record.homes_shown()?.into_iter().map(|home| {
        row! { "home": home.note.kind, "from": home.note.from, "until": home.note.until, "address": home.note.address }
    });
    let contacts = record.own_contacts()?.into_iter().map(|contact| {
        row! { "what": contact.kind.word(), "on": contact.happened_on, "next": contact.next_on }
    });
    let notes =
        record.shared_notes()?.into_iter().map(|note| row! { "words": note.text, "on": note.recorded.at });
    let readings = record.own_confirmations()?.into_iter().map(|one| {
        let note = one.note;
        row! {
            "what": code(note.code), "decided": note.decided.word(), "from": note.basis.word(),
            "words": note.reason, "on": one.recorded.at,
        }
    });
    let nights = record.night_notes()?.into_iter().map(|night| {
        let said = night.said;
        row! {
            "what": said.what.word(), "on": said.happened_on, "where": said.place, "words": said.words,
        }
    });
    let told_by_hub = record.told_by_hub()?.into_iter().map(|told| {
        row! {
            "words": told.what, "by": told.decider, "on": told.at,
        }
    });
    let activities = record.activities().standing()?.into_iter().map(|activity| {
        let note = activity.note;
        row! { "what": note.kind, "where": note.at, "from": note.from, "until": note.until }
    });
    let closing = record.closing()?.map(|closing| {
        row! { "what": closing.how.word(), "words": closing.words, "on": closing.at }
    });
    Ok(vec![
        section("told_by_hub", told_by_hub.collect()),
        section("account", closing.into_iter().collect()),
        section("activities", activities.collect()),
        section("homes", homes.collect()),
        section("contacts", contacts.collect()),
        section("nights", nights.collect()),
        section("notes", notes.collect()),
        section("readings", readings.collect()),
    ])
}

/// Who had it: the word for themselves, or the name.
fn payee(payment: &Payment) -> Option<String> {
    payment.payee.clone().or_else(|| payment.to.map(|to| to.word().to_owned()))
}

fn entitlements(record: &Record<'_>) -> StoreResult<Vec<Section>> {
    let steps = record.entitlements().steps()?.into_iter().map(|step| {
        let note = step.note;
        row! {
            "thing": note.entitlement, "what": note.act.word(), "on": note.happened_on, "sum": note.amount,
            "words": note.note, "by": note.by, "payee": payee(&note.payment), "shown_by": note.payment.evidence,
        }
    });
    let decided = record.overrides().all()?.into_iter().map(|one| {
        let answer = one.answer;
        row! {
            "thing": one.note.entitlement, "mine": one.note.gives, "sum": one.note.amount,
            "words": one.note.reason, "from": answer.as_ref().filter(|it| it.agreed).map(|it| it.at),
            "until": one.note.until, "ended": one.ended.map(|ended| ended.at),
        }
    });
    Ok(vec![section("entitlements", steps.collect()), section("decided", decided.collect())])
}

fn plan(record: &Record<'_>) -> StoreResult<Vec<Section>> {
    let plans = record.plans();
    let (mut agreed, mut steps) = (Vec::new(), Vec::new());
    for plan in plans.all()? {
        agreed
            .push(row! { "number": plan.number.to_string(), "on": plan.agreed_on, "words": plan.own_words });
        for part in plans.parts(plan.id)? {
            agreed.push(row! { "part": part.text.area.word(), "words": part.text.agreed });
        }
        for step in plans.steps(plan.id)? {
            let text = step.text;
            steps.push(row! {
                "part": text.area.word(), "what": text.what, "who": text.who, "by": text.due_on,
                "state": text.status.word(),
            });
        }
    }
    let own = record.own_steps().all()?.into_iter().flat_map(|line| {
        let mut replaced = None;
        let versions = std::iter::once(line.now).chain(line.earlier);
        let rows = versions.map(move |version| {
            let (text, changed) = (version.text, replaced.replace(version.said_at));
            row! {
                "part": text.area.word(), "what": text.what, "who": text.who, "by": text.due_on,
                "state": text.status.word(), "on": version.said_at, "changed": changed,
            }
        });
        rows.collect::<Vec<_>>()
    });
    let shares = record.plan_shares().history()?.into_iter().map(|share| {
        row! {
            "part": share.note.area.word(), "shared": share.note.shared, "on": share.recorded.at,
            "changed": share.recorded.superseded_at,
        }
    });
    let sayings = plans.sayings()?.into_iter().map(|each| {
        row! {
            "what": each.said.kind.word(), "part": each.said.area.map(|area| area.word()), "words": each.said.words,
            "on": each.said_at,
        }
    });
    Ok(vec![
        section("reviews", reviews(record)?),
        section("plans", agreed),
        section("plan_steps", steps),
        section("own_steps", own.collect()),
        section("plan_shares", shares.collect()),
        section("sayings", sayings.collect()),
    ])
}

/// What is shared with them of their reviews, with everything that it said since it was.
fn reviews(record: &Record<'_>) -> StoreResult<Vec<Row>> {
    let mine = record.my_reviews()?;
    let ahead = mine.ahead.into_iter().map(|one| row! { "what": one.kind.word(), "from": one.booked_for });
    let held = mine.shared.into_iter().flat_map(|(review, versions)| {
        versions.into_iter().filter_map(move |version| {
            let (says, left) = (version.note.for_them()?, version.note.left_out);
            Some(row! {
                "what": review.kind.word(), "on": says.held_on, "how": says.views_how.word(),
                "views_before": says.views_before, "different": says.outcome, "by": says.by_when, "who": says.who,
                "decided": Some(says.decided).filter(|words| !words.is_empty()), "views_after": says.views_after,
                "left_out": left.map(|left| left.part.word()), "because": left.map(|left| left.reason.word()),
                "written": version.recorded.at, "changed": version.recorded.superseded_at,
            })
        })
    });
    Ok(ahead.chain(held).collect())
}

fn money(record: &Record<'_>) -> StoreResult<Vec<Section>> {
    let lines = record.budget_lines().history()?.into_iter().map(|line| {
        let note = line.note;
        row! {
            "what": note.kind.word(), "name": note.called, "sum": note.amount, "every": note.every.word(),
            "on": line.recorded.at, "changed": line.recorded.superseded_at,
        }
    });
    let plans = record.budget_plans().history()?.into_iter().map(|plan| {
        let note = plan.note;
        row! {
            "every": note.paid.word(), "pay_day": note.pay_day, "saved": note.saved, "goal": note.goal,
            "shares_in": note.shares_in, "shares_out": note.shares_out, "shares_left": note.shares_left,
            "shares_pot": note.shares_pot, "on": plan.recorded.at, "changed": plan.recorded.superseded_at,
        }
    });
    Ok(vec![section("budget", lines.collect()), section("pay_and_pot", plans.collect())])
}

/// The letters that prove care, with the days on which each was checked. The code is on the letter alone.
fn letters(record: &Record<'_>) -> StoreResult<Section> {
    let mut checks = record.proofs().checks()?;
    let mut rows = Vec::new();
    for each in record.proofs().all()? {
        let letter = each.letter;
        rows.push(row! {
            "who": letter.receiver.word(), "name": letter.name, "on": each.made_at, "until": each.ends_on,
            "ended": each.ended_at,
        });
        let checked = checks.remove(&each.id).unwrap_or_default();
        rows.extend(checked.into_iter().map(|at| row! { "who": letter.receiver.word(), "checked": at }));
    }
    Ok(section("letters", rows))
}

fn own(record: &Record<'_>) -> StoreResult<Vec<Section>> {
    let life = record.life_people()?.into_iter().map(|one| {
        let note = one.note;
        row! {
            "name": note.name, "who": note.who, "reach": note.reach, "may": note.may.word(),
            "agreed": note.agreed_on,
        }
    });
    let wishes = record.wishes().history()?.into_iter().map(|wish| {
        let note = wish.note;
        row! {
            "what": note.title, "where": note.place, "state": note.state.word(), "apply_by": note.apply_by,
            "interview": note.interview_on, "starts": note.starts_on, "by": note.by, "next": note.next,
            "on": wish.recorded.at, "changed": wish.recorded.superseded_at,
        }
    });
    let views = record.place_views().history()?.into_iter().map(|view| {
        row! { "answer": view.note.right.word(), "words": view.note.words, "on": view.note.move_day,
        "changed": view.recorded.superseded_at }
    });
    let rooms = record.ready_rooms().history()?.into_iter().map(|room| {
        row! { "what": room.note.room.word(), "answer": room.note.ready.word(), "on": room.recorded.at,
        "changed": room.recorded.superseded_at }
    });
    let pages = record.page_shares().history()?.into_iter().map(|share| {
        row! { "what": share.note.page.word(), "shared": share.note.shared, "on": share.recorded.at,
        "changed": share.recorded.superseded_at }
    });
    let jobs = record.move_jobs().history()?.into_iter().map(|job| {
        row! { "what": job.note.what, "by": job.note.by, "done": job.note.done, "changed": job.recorded.superseded_at }
    });
    let check_ins = record.check_ins()?.into_iter().map(|each| {
        row! { "answer": each.feels.map(|feels| feels.word()), "words": each.words, "on": each.said_at }
    });
    let answers = record.own_answers().history()?.into_iter().map(|each| {
        row! {
            "what": each.note.fact.word(), "answer": each.note.value, "on": each.recorded_at,
            "changed": each.superseded_at,
        }
    });
    Ok(vec![
        section("life_people", life.collect()),
        section("wishes", wishes.collect()),
        section("place", views.collect()),
        section("rooms", rooms.collect()),
        section("jobs", jobs.collect()),
        section("pages", pages.collect()),
        section("check_ins", check_ins.collect()),
        section("own_answers", answers.collect()),
    ])
}

/// What they bought for their home, each with its photo.
fn receipts(record: &Record<'_>, keys: &Keys) -> StoreResult<Section> {
    let mut rows = Vec::new();
    for each in record.receipts()? {
        let sealed = if each.photo { record.receipt_photo(each.id)? } else { None };
        let photo = opened(keys, sealed.as_ref()).map(Cell::Photo);
        rows.push(
            row! { "what": each.note.what, "sum": each.note.sum, "on": each.note.bought, "photo": photo },
        );
    }
    Ok(section("receipts", rows))
}

/// So many bytes of papers are in one piece at most, three of the largest; of the others it says where they are saved.
const PAPERS: usize = 24 * 1024 * 1024;

/// Papers that they see, with their bytes. What they don't see is not named here, but that it is there.
fn documents(record: &Record<'_>, papers: &Papers) -> StoreResult<Section> {
    let mut left = PAPERS;
    let mut rows = Vec::new();
    for each in record.documents()?.into_iter().filter(|each| each.gone.is_none()) {
        let paper = paper(record, papers, &each, left)?;
        if let Some(Cell::Paper { bytes: Some(bytes), .. }) = &paper {
            left = left.saturating_sub(bytes.len());
        }
        rows.push(row! {
            "document_kind": each.note.kind.word(), "name": each.note.title, "from": each.note.dated,
            "until": each.note.ends, "on": each.added_at, "file": paper,
        });
    }
    let not_shown = record.documents_not_shown()?;
    if not_shown > 0 {
        rows.push(row! { "not_shown": not_shown.to_string() });
    }
    Ok(section("documents", rows))
}

/// The file of one; nothing while it waits for the scanner.
fn paper(
    record: &Record<'_>,
    papers: &Papers,
    document: &Document,
    left: usize,
) -> StoreResult<Option<Cell>> {
    let DocumentFile { format, size, scan, .. } = document.file;
    if scan == Scan::Waiting {
        return Ok(None);
    }
    let fits = usize::try_from(size).is_ok_and(|size| size <= left);
    let here = if fits { record.document_to_open(document.id)?.1 } else { None };
    let bytes = if fits { papers.opened(document, here.as_deref()) } else { None };
    Ok(Some(Cell::Paper { id: document.id, format, bytes }))
}

/// The most messages in it: all of them, for any life that there is.
const MESSAGES: i64 = 100_000;

fn between(record: &Record<'_>) -> StoreResult<Vec<Section>> {
    let messages = record.messages(MESSAGES, 0)?.into_iter().map(|message| {
        let who = if message.from_young { "me" } else { "adviser" };
        row! { "who": who, "words": message.text, "on": message.sent_at }
    });
    let appointments = record.appointments().all()?.into_iter().map(|one| {
        let meeting = one.last.meeting;
        row! {
            "on": meeting.at, "how": meeting.how.word(), "where": meeting.place, "state": one.last.turn.word(),
            "words": one.last.words,
        }
    });
    let wrong = record.rectifications().all()?.into_iter().map(|each| {
        row! {
            "what": each.said.shown, "words": each.said.words, "on": each.said_at,
            "answer": each.answer.map(|answer| answer.words),
        }
    });
    let mut matters = Vec::new();
    for each in record.matters()? {
        let promised = Some(each.answer_by);
        matters.push(
            row! { "what": each.kind.word(), "words": each.words, "on": each.asked_on, "by": promised },
        );
        matters.extend(each.turns.into_iter().map(|turn| {
            let MatterTurnNote { act, on, by, who, words } = turn.note;
            row! { "what": each.kind.word(), "state": act.word(), "words": words, "on": on, "by": by, "who": who }
        }));
    }
    let support = record.support()?.into_iter().map(|turn| {
        row! { "what": turn.note.act.word(), "how": turn.note.how.map(OfferedHow::word), "words": turn.note.words, "on": turn.note.on }
    });
    Ok(vec![
        section("support", support.collect()),
        section("messages", messages.collect()),
        section("appointments", appointments.collect()),
        section("wrong", wrong.collect()),
        section("matters", matters),
    ])
}

/// The most looks in it.
const LOOKS: i64 = 5_000;

fn looks(record: &Record<'_>) -> StoreResult<Vec<Section>> {
    let looks = record.looks(LOOKS)?.into_iter().map(|look| {
        row! { "who": look.user_name, "what": look.purpose.word(), "on": look.at }
    });
    Ok(vec![section("looks", looks.collect())])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_values_and_not_the_programs_own_words() {
        assert_eq!(CircumstanceValue::Yes(true).cell(), Some(Cell::Yes(true)));
        assert_eq!(CircumstanceValue::Money(Pence(1_250)).cell(), Some(Cell::Pounds(Pence(1_250))));
        assert_eq!(CircumstanceValue::Home(Homeless::AtRisk).cell(), Some(Cell::Text("at_risk".into())));
        assert_eq!(OwnValue::Words("Since May".into()).cell(), Some(Cell::Text("Since May".into())));
        assert_eq!(OwnValue::RatherNotSay.cell(), Some(Cell::Text("rather_not_say".into())));
    }
}
