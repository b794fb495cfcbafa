//! `/reviewing/people/{person}/reviews`: a person's reviews and conferences; a day is booked, and what a review came to is recorded,
//! completed and corrected, with the young person's views before and after, and shared with them.

mod form;

use actix_web::web::Path;
use chrono::{DateTime, NaiveDate, Utc};
use onward_domain::{
    hub::Withheld,
    id::{PersonId, ReviewId},
    reviewing::{
        Lacks, Review, ReviewKind, ReviewNote, ReviewPart, ReviewVersion, ViewsGiven, held, waiting,
    },
};
use onward_store::{
    repo::versions::{Kept, Sent, Version},
    scope::Listed,
};
use serde::Serialize;

use self::form::{BookForm, RecordForm, StrategyForm};
use crate::{
    usecases::{
        reviewed::due_for,
        reviewing::work::{
            SeenReviews, book_review, record_review, record_strategy, see_review, see_reviews,
        },
    },
    web::{
        desk::{Desk, Reviewing},
        form::{Clash, ClashRow, Form, FormErrors, Sheet},
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
        view::{FormState, Page},
        words::{
            Say,
            says::reviewing::{record as told, strategy},
        },
    },
};

const AT: &str = "/reviewing/people/{person}/reviews";
const ONE: &str = "/reviewing/people/{person}/reviews/{review}";
const STRATEGY: &str = "/reviewing/people/{person}/strategy";

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    vec![
        get(AT, Audience::Reviewing, list),
        post(AT, Audience::Reviewing, book),
        get(ONE, Audience::Reviewing, one),
        post(ONE, Audience::Reviewing, record),
        post(STRATEGY, Audience::Reviewing, talk),
    ]
}

/// A person's reviews.
pub fn address(person: PersonId) -> String {
    format!("/reviewing/people/{person}/reviews")
}

/// All of a person's.
#[derive(Debug, Clone, Serialize)]
pub struct ReviewsPage {
    name: String,
    person: String,
    href: String,
    challenge: String,
    due: Vec<DueShown>,
    held: Vec<ReviewShown>,
    /// The strategy discussion that a conference still has to follow.
    talked_on: Option<NaiveDate>,
    strategy_at: String,
    strategy: Sheet<StrategyForm>,
    #[serde(flatten)]
    sheet: Sheet<BookForm>,
}

#[derive(Debug, Clone, Serialize)]
struct DueShown {
    kind: ReviewKind,
    by: Option<NaiveDate>,
    late: bool,
    booked: Option<NaiveDate>,
    booked_late: bool,
    record: Option<String>,
    held: usize,
    /// It follows a strategy discussion.
    initial: bool,
}

/// One that was held.
#[derive(Debug, Clone, Serialize)]
struct ReviewShown {
    href: String,
    kind: ReviewKind,
    held_on: NaiveDate,
    views_how: ViewsGiven,
    views_before: Option<String>,
    views_after: Option<String>,
    outcome: Option<String>,
    by_when: Option<NaiveDate>,
    who: Option<String>,
    decided: String,
    lacks: Vec<Lacks>,
    /// They may read it.
    shared: bool,
    left_out: Option<ReviewPart>,
    because: Option<Withheld>,
}

/// What it said before, or says now: by whom, and when.
#[derive(Debug, Clone, Serialize)]
struct VersionShown {
    #[serde(flatten)]
    says: ReviewShown,
    at: DateTime<Utc>,
    by: Option<String>,
}

impl Page for ReviewsPage {
    const TEMPLATE: &'static str = "reviewing/reviews.html";

    fn state(&self) -> FormState {
        match self.strategy.state() {
            FormState::Fresh => self.sheet.state(),
            other => other,
        }
    }
}

impl ReviewsPage {
    pub fn of(
        seen: &SeenReviews,
        today: NaiveDate,
        sheet: Sheet<BookForm>,
        strategy: Option<Sheet<StrategyForm>>,
    ) -> Self {
        let SeenReviews { person, reviews, strategies } = seen;
        let id = person.person.id;
        let waits = waiting(strategies, &held(reviews, ReviewKind::Conference));
        let due = due_for(person, reviews, strategies, today).into_iter().map(|due| DueShown {
            kind: due.kind,
            by: due.by,
            late: due.late(today),
            booked_late: due.booked_late(),
            booked: due.booked.as_ref().map(|booked| booked.booked_for),
            record: due.booked.as_ref().map(|booked| format!("{}/{}", address(id), booked.id)),
            held: due.held,
            initial: due.initial,
        });
        Self {
            name: person.person.identity.known_as.clone(),
            person: format!("/reviewing/people/{id}"),
            href: address(id),
            challenge: super::challenges::new_at(id),
            due: due.collect(),
            held: reviews.iter().filter_map(shown).collect(),
            talked_on: waits.map(|one| one.note.held_on),
            strategy_at: format!("/reviewing/people/{id}/strategy"),
            strategy: strategy.unwrap_or_else(|| Sheet::new(StrategyForm::of(waits))),
            sheet,
        }
    }
}

fn shown(review: &Review) -> Option<ReviewShown> {
    let version = review.version.as_ref()?;
    Some(ReviewShown::of(review, version))
}

impl ReviewShown {
    fn of(review: &Review, version: &ReviewVersion) -> Self {
        let (note, record) = (&version.note, &version.note.record);
        Self {
            href: format!("{}/{}", address(review.person), review.id),
            kind: review.kind,
            held_on: record.held_on,
            views_how: record.views_how,
            views_before: record.views_before.clone(),
            views_after: record.views_after.clone(),
            outcome: record.outcome.clone(),
            by_when: record.by_when,
            who: record.who.clone(),
            decided: record.decided.clone(),
            lacks: record.lacks(),
            shared: note.shared,
            left_out: note.left_out.map(|left| left.part),
            because: note.left_out.map(|left| left.reason),
        }
    }
}

/// One review: to be recorded, or as it is recorded.
#[derive(Debug, Clone, Serialize)]
pub struct ReviewPage {
    name: String,
    back: String,
    action: String,
    kind: ReviewKind,
    booked_for: NaiveDate,
    recorded: Option<VersionShown>,
    /// The latest first.
    earlier: Vec<VersionShown>,
    #[serde(flatten)]
    sheet: Sheet<RecordForm>,
}

impl Page for ReviewPage {
    const TEMPLATE: &'static str = "reviewing/review.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

impl ReviewPage {
    pub fn of(
        person: &Listed,
        (review, versions): (&Review, &[Version<ReviewVersion>]),
        sheet: Sheet<RecordForm>,
    ) -> Self {
        let shown = |version: &Version<ReviewVersion>| VersionShown {
            says: ReviewShown::of(review, &version.row),
            at: version.row.recorded.at,
            by: version.by.clone(),
        };
        let (now, before): (Vec<_>, Vec<_>) =
            versions.iter().partition(|version| version.row.recorded.stands());
        Self {
            name: person.person.identity.known_as.clone(),
            back: address(review.person),
            action: format!("{}/{}", address(review.person), review.id),
            kind: review.kind,
            booked_for: review.booked_for,
            recorded: now.first().map(|version| shown(version)),
            earlier: before.into_iter().map(shown).collect(),
            sheet,
        }
    }
}

async fn list(desk: Desk<Reviewing>, at: Path<PersonId>) -> PageResult {
    show(&desk, *at, Sheet::default()).await
}

async fn show(desk: &Desk<Reviewing>, person: PersonId, sheet: Sheet<BookForm>) -> PageResult {
    let seen = desk.read(move |ask| see_reviews(ask, person)).await?;
    desk.show(&ReviewsPage::of(&seen, desk.now().today, sheet, None))
}

/// A strategy discussion, from which the clock of a first conference runs; or why no conference is needed after one.
async fn talk(desk: Desk<Reviewing>, at: Path<PersonId>, form: Form<StrategyForm>) -> PageResult {
    let (person, key, form) = (*at, form.once.clone(), form.into_inner());
    let says = match form.read(desk.now().today) {
        Ok(says) => says,
        Err(errors) => return show_strategy(&desk, person, Sheet::wrong(form, errors)).await,
    };
    let sent = Sent { version: form.started_from()?, says, key };
    match desk.write(move |ask| record_strategy(ask, person, &sent)).await? {
        Kept::Clash(theirs) => {
            let form = StrategyForm::of(theirs.as_deref().map(|version| &version.row));
            let errors = FormErrors::one("talked", strategy::Meanwhile);
            show_strategy(&desk, person, Sheet::wrong(form, errors)).await
        }
        _ => Ok(see_other(&address(person))),
    }
}

async fn show_strategy(desk: &Desk<Reviewing>, person: PersonId, sheet: Sheet<StrategyForm>) -> PageResult {
    let seen = desk.read(move |ask| see_reviews(ask, person)).await?;
    desk.show(&ReviewsPage::of(&seen, desk.now().today, Sheet::default(), Some(sheet)))
}

async fn book(desk: Desk<Reviewing>, at: Path<PersonId>, form: Form<BookForm>) -> PageResult {
    let (person, key, form) = (*at, form.once.clone(), form.into_inner());
    let (kind, day) = match form.read(desk.now().today) {
        Ok(said) => said,
        Err(errors) => return show(&desk, person, Sheet::wrong(form, errors)).await,
    };
    desk.write(move |ask| book_review(ask, person, kind, day, &key)).await?;
    Ok(see_other(&address(person)))
}

async fn one(desk: Desk<Reviewing>, at: Path<(PersonId, ReviewId)>) -> PageResult {
    let (person, review) = *at;
    show_one(&desk, person, review, None).await
}

async fn show_one(
    desk: &Desk<Reviewing>,
    person: PersonId,
    id: ReviewId,
    sheet: Option<Sheet<RecordForm>>,
) -> PageResult {
    let seen = desk.read(move |ask| see_review(ask, person, id)).await?;
    let fresh = || match &seen.review.version {
        Some(version) => RecordForm::of(version),
        None => RecordForm::fresh(seen.review.booked_for.min(desk.now().today)),
    };
    let sheet = sheet.unwrap_or_else(|| Sheet::new(fresh()));
    desk.show(&ReviewPage::of(&seen.person, (&seen.review, &seen.versions), sheet))
}

async fn record(desk: Desk<Reviewing>, at: Path<(PersonId, ReviewId)>, form: Form<RecordForm>) -> PageResult {
    let ((person, id), key, form) = (*at, form.once.clone(), form.into_inner());
    let says = match form.read(id, desk.now().today) {
        Ok(says) => says,
        Err(errors) => return show_one(&desk, person, id, Some(Sheet::wrong(form, errors))).await,
    };
    let sent = Sent { version: form.started_from()?, says, key };
    let kept = {
        let sent = sent.clone();
        desk.write(move |ask| record_review(ask, person, &sent)).await?
    };
    match kept {
        // Somebody else saved meanwhile: both stand beside each other, and nothing that was typed is lost.
        Kept::Clash(Some(theirs)) => {
            let rows = clash_rows(&theirs.row.note, &sent.says);
            let form = form.started_again(&theirs.row);
            let sheet = Sheet::clashing(form, Clash::of(Some(&theirs), rows));
            show_one(&desk, person, id, Some(sheet)).await
        }
        _ => Ok(see_other(&format!("{}/{id}", address(person)))),
    }
}

fn clash_rows(theirs: &ReviewNote, ours: &ReviewNote) -> Vec<ClashRow> {
    let text = |text: &Option<String>| match text.as_deref() {
        None | Some("") => told::Nothing.into(),
        Some(text) => Say::words(text),
    };
    let row = |what: Say, of: &dyn Fn(&ReviewNote) -> Say| ClashRow::new(what, of(theirs), of(ours));
    vec![
        row(told::PartBefore.into(), &|note| text(&note.record.views_before)),
        row(told::PartOutcome.into(), &|note| text(&note.record.outcome)),
        row(told::PartWho.into(), &|note| text(&note.record.who)),
        row(told::PartDecided.into(), &|note| Say::words(note.record.decided.as_str())),
        row(told::PartAfter.into(), &|note| text(&note.record.views_after)),
    ]
}
