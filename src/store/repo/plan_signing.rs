//! A draft on its way to be signed: its moves, the support that was agreed, and the text that was signed.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use onward_domain::{
    access::Right,
    id::{NeedPartId, PersonId, PlanEarlierId, PlanId, PlanMoveId, UserId},
    pathway::{Earlier, NeedNote, NeedPart, PlanAct, PlanMove, Snapshot, Stage, Support},
    plan::{Plan, PlanArea, PlanStatus},
};
use sha2::{Digest as _, Sha256};

use super::{
    Saved,
    plans::Plans,
    versions::{Versions, versioned},
};
use crate::{
    Tx,
    connection::AnyConnection,
    dialect::among,
    error::{StoreError, StoreResult},
    repo::audit::Deed,
    rows::Row as _,
    schema::{
        pathway::{need_parts, plan_earlier, plan_moves, plan_snapshots},
        records::plans,
    },
    scope::Record,
    types::{Column as _, Instant},
};

/// What a form's key is used up for.
const MOVED: &str = "plan_move";

impl Record<'_> {
    /// What assessments found, matter by matter.
    #[must_use]
    pub const fn needs(&self) -> Versions<'_, NeedPart> {
        Versions::of(self)
    }
}

versioned!(NeedPart(NeedNote, NeedPartId) in need_parts, word "need_part", order (recorded_at), {
    const STAFF_ONLY: bool = true;
    fn says(&self, note: &NeedNote) -> bool {
        self.note == *note
    }
    fn written(record: &Record<'_>, note: &NeedNote) -> StoreResult<Self> {
        let (id, note) = (NeedPartId::new(), note.clone());
        Ok(Self { id, person: record.id(), note, recorded: record.mark(), superseded_by: None })
    }
    fn in_place_of(&self, note: &NeedNote) -> bool {
        self.note.area == note.area
    }
});

/// What a text comes to, in hexadecimal.
#[must_use]
pub fn hash_of(text: &str) -> String {
    Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What is signed, and by when it is reviewed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signing {
    /// The text of the document.
    pub says: String,
    pub on: NaiveDate,
    pub review_due: NaiveDate,
    /// What happens about what the young person does not agree with.
    pub words: Option<String>,
    /// The young person's words about the whole of it.
    pub own_words: Option<String>,
}

impl Plans<'_> {
    /// The draft, if there is one. The young person has it once it was shared.
    ///
    /// # Errors
    /// Any database error.
    pub fn open_draft(&self) -> StoreResult<Option<Plan>> {
        let draft: Option<Plan> = self.record().tx().run(|connection| {
            Ok(plans::table
                .filter(plans::person_id.eq(self.record().key()))
                .filter(plans::status.eq(PlanStatus::Draft.column()))
                .order(plans::number.desc())
                .first(connection)
                .optional()?)
        })?;
        let Some(draft) = draft else { return Ok(None) };
        let theirs = self.record().right() == Right::Own;
        if theirs && !self.moves_of(draft.id)?.iter().any(|one| one.act == PlanAct::Shared) {
            return Ok(None);
        }
        Ok(Some(draft))
    }

    /// The moves of one of this person's plans, in their order.
    ///
    /// # Errors
    /// `NotFound` when the plan is not this person's.
    pub fn moves(&self, plan: PlanId) -> StoreResult<Vec<PlanMove>> {
        let known = self.find(plan)?.is_some() || self.open_draft()?.is_some_and(|draft| draft.id == plan);
        if !known {
            return Err(StoreError::NotFound);
        }
        self.moves_of(plan)
    }

    fn moves_of(&self, plan: PlanId) -> StoreResult<Vec<PlanMove>> {
        self.record().tx().run(|connection| {
            Ok(plan_moves::table
                .filter(plan_moves::plan_id.eq(plan.column()))
                .order((plan_moves::made_at, plan_moves::id))
                .load(connection)?)
        })
    }

    /// Keeps words that are about to be written over.
    pub(super) fn keep_words(
        &self,
        plan: PlanId,
        area: PlanArea,
        said: &[Option<&str>],
        (written_at, written_by): (DateTime<Utc>, Option<UserId>),
    ) -> StoreResult<()> {
        let said = said.iter().flatten().filter(|words| !words.trim().is_empty());
        let words = said.copied().collect::<Vec<_>>().join(" · ");
        if words.is_empty() {
            return Ok(());
        }
        let row = Earlier { id: PlanEarlierId::new(), plan, area, words, written_at, written_by };
        self.record().tx().run(|connection| Ok(row.insert(connection).map(drop)?))
    }

    /// Words of a plan that somebody wrote over, the newest first.
    ///
    /// # Errors
    /// `NotFound` when the plan is not this person's; `NotAllowed` for the young person.
    pub fn earlier(&self, plan: PlanId) -> StoreResult<Vec<Earlier>> {
        self.record().staff_only()?;
        self.moves(plan)?;
        self.record().tx().run(|connection| {
            Ok(plan_earlier::table
                .filter(plan_earlier::plan_id.eq(plan.column()))
                .order((plan_earlier::written_at.desc(), plan_earlier::id.desc()))
                .load(connection)?)
        })
    }

    /// Moves a draft on, once for a form's key; nothing happens where it is not at one of these stages any more.
    ///
    /// # Errors
    /// `NotFound` when the draft is not this person's; `NotAllowed` for the young person.
    pub fn move_on(
        &self,
        plan: PlanId,
        from: &[Stage],
        act: PlanAct,
        words: Option<&str>,
        key: &str,
    ) -> StoreResult<bool> {
        let record = self.record();
        record.staff_only()?;
        record.for_change()?;
        if record.kept_before::<PlanMoveId>(key, MOVED)?.is_some() {
            return Ok(true);
        }
        if !from.contains(&Stage::of(&self.moves(plan)?)) {
            return Ok(false);
        }
        let row = PlanMove {
            id: PlanMoveId::new(),
            plan,
            act,
            words: words.map(str::to_owned),
            made_at: record.now().at,
            made_by: record.by(),
        };
        record.tx().savepoint(|| {
            record.tx().run(|connection| Ok(row.insert(connection)?))?;
            record.use_key(key, MOVED, &row.id.to_string())?;
            let what = match act {
                PlanAct::Shared => "plan.shared",
                PlanAct::HandedIn => "plan.handed_in",
                PlanAct::SentBack => "plan.sent_back",
                PlanAct::Signed => "plan.moved",
            };
            record.changed(what, &plan.to_string())
        })?;
        Ok(true)
    }

    /// Writes the support that was agreed into a draft, unless somebody else changed the plan since `version`.
    ///
    /// # Errors
    /// `NotFound` when it is not this person's; `NotAllowed` for the young person.
    pub fn agree_support(&self, plan: PlanId, version: i64, support: &Support) -> StoreResult<Saved<Plan>> {
        let record = self.record();
        record.staff_only()?;
        let draft = self.draft(plan)?;
        let changed = record.tx().run(|connection| {
            Ok(diesel::update(
                plans::table.filter(plans::id.eq(plan.column())).filter(plans::version.eq(version)),
            )
            .set((
                plans::support_by.eq(Some(support.by.column())),
                plans::support_weeks.eq(Some(support.weeks)),
                plans::support_why.eq(Some(&support.why)),
                plans::version.eq(version.saturating_add(1)),
            ))
            .execute(connection)?)
        })?;
        if changed == 0 {
            return Ok(Saved::Stale(draft));
        }
        record.changed("plan.support_agreed", &plan.to_string())?;
        Ok(Saved::Saved)
    }

    /// Signs a plan that was handed in: its text is kept for ever with what it comes to, the plan before is replaced, and its
    /// review has a day.
    ///
    /// # Errors
    /// `NotFound` when it is not this person's; `Stale` where it is not waiting for a signature any more.
    pub fn sign(&self, plan: PlanId, signing: &Signing, key: &str) -> StoreResult<()> {
        let record = self.record();
        if record.right() != Right::Manager && record.right() != Right::System {
            return Err(StoreError::NotAllowed("a manager signs a plan".into()));
        }
        if record.kept_before::<PlanMoveId>(key, MOVED)?.is_some() {
            return Ok(());
        }
        let draft = self.draft(plan)?;
        record.tx().savepoint(|| {
            let from = [Stage::WithManager];
            if !self.move_on(plan, &from, PlanAct::Signed, signing.words.as_deref(), key)? {
                return Err(StoreError::Stale);
            }
            let own_words = signing.own_words.as_deref();
            self.agree(plan, draft.version, signing.on, signing.review_due, own_words)?;
            let snapshot = Snapshot {
                plan,
                says: signing.says.clone(),
                hash: hash_of(&signing.says),
                made_at: record.now().at,
                made_by: record.by(),
            };
            record.tx().run(|connection| Ok(snapshot.insert(connection)?))?;
            // What it comes to stands in the chain too: a changed text does not pass with a changed number.
            let subject = plan.to_string();
            let deed = Deed {
                by: record.by(),
                person: Some(record.id()),
                what: "plan.signed",
                subject: Some(&subject),
                detail: Some(&snapshot.hash),
            };
            record.tx().note_deed(&deed, record.now().at)
        })
    }

    /// The text of a signed plan; none for one that was agreed before plans were signed.
    ///
    /// # Errors
    /// `NotFound` when the plan is not this person's.
    pub fn snapshot(&self, plan: PlanId) -> StoreResult<Option<Snapshot>> {
        self.find(plan)?.ok_or(StoreError::NotFound)?;
        self.record().tx().run(|connection| {
            Ok(plan_snapshots::table
                .filter(plan_snapshots::plan_id.eq(plan.column()))
                .first(connection)
                .optional()?)
        })
    }
}

/// A draft that waits for a manager's signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingPlan {
    pub person: PersonId,
    pub plan: PlanId,
    pub number: i64,
    /// When it was handed in.
    pub since: DateTime<Utc>,
    /// Who handed it in.
    pub by: Option<UserId>,
    /// How often it was sent back before.
    pub sent_back: usize,
}

/// A draft with its moves.
type DraftMoves = (Plan, Vec<PlanMove>);

/// The drafts of these people, or of everybody, each with its moves.
pub(crate) fn drafts(tx: &Tx, of: Option<&[String]>) -> StoreResult<Vec<DraftMoves>> {
    let all: Vec<Plan> = tx.run(|connection| {
        let drafts = plans::table.filter(plans::status.eq(PlanStatus::Draft.column())).order(plans::id);
        Ok(match of {
            Some(ids) => drafts.filter(among(connection, plans::person_id, ids)).load(connection)?,
            None => drafts.load(connection)?,
        })
    })?;
    let ids: Vec<String> = all.iter().map(|plan| plan.id.column()).collect();
    let moves: Vec<PlanMove> = tx.run(|connection| {
        Ok(plan_moves::table
            .filter(among(connection, plan_moves::plan_id, &ids))
            .order((plan_moves::made_at, plan_moves::id))
            .load(connection)?)
    })?;
    let moves_of = |plan: &Plan| moves.iter().filter(|one| one.plan == plan.id).cloned().collect();
    Ok(all.into_iter().map(|plan| (plan.clone(), moves_of(&plan))).collect())
}

/// Those that wait for a manager, the longest first.
pub(crate) fn waiting(tx: &Tx) -> StoreResult<Vec<WaitingPlan>> {
    let mut all: Vec<WaitingPlan> = drafts(tx, None)?
        .into_iter()
        .filter(|(_, moves)| Stage::of(moves) == Stage::WithManager)
        .filter_map(|(plan, moves)| {
            let last = moves.last()?;
            Some(WaitingPlan {
                person: plan.person,
                plan: plan.id,
                number: plan.number,
                since: last.made_at,
                by: last.made_by,
                sent_back: moves.iter().filter(|one| one.act == PlanAct::SentBack).count(),
            })
        })
        .collect();
    all.sort_by_key(|one| (one.since, one.plan));
    Ok(all)
}
