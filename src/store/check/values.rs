//! Whether every row can be read: one that holds what this version can't read is named, so that somebody can put it right.

use diesel::prelude::*;
use onward_domain::{
    access::BreakGlass,
    allocation::{Allocation, Team},
    appointment::{AppointmentMade, AppointmentTurn},
    budget::{BudgetLine, BudgetPlan},
    care::{Circumstance, Course, Episode, LifeEvent},
    confirmation::Confirmation,
    contact::Contact,
    desk::{Cover, SetAside, Task},
    directory::Entry,
    document::{Document, SealedFile},
    entitlement::EntitlementStep,
    feed::Feed,
    life_people::LifePerson,
    living::{Activity, Home},
    matter::{Matter, MatterTurn},
    mine::{CheckIn, Closing, Languages, NotAgain, Reach},
    night::NightNote,
    note::Note,
    overrides::Override,
    own_answer::OwnAnswer,
    pathway::{Earlier, NeedPart, PlanMove, Snapshot},
    person::Person,
    place::{MoveJob, PageShare, PlaceView, ReadyRoom},
    plan::{OwnStep, OwnStepVersion, Plan, PlanPart, PlanSaying, PlanShare, Step},
    proof::ProofLetter,
    receipt::{Receipt, ReceiptPhoto},
    rectification::Rectification,
    reviewing::{Advice, Challenge, Review, ReviewVersion, Strategy},
    support::SupportTurn,
    talk::Message,
    texting::{Text, TextNumber},
    wish::Wish,
};

use crate::{
    Tx,
    error::{StoreError, StoreResult},
    rows::{
        directory::{KeptFlag, KeptQuestion},
        reviewing::KeptMove,
        users::User,
    },
    schema::{
        desk::{covers, night_notes, set_asides, tasks},
        directory::{directory_entries, directory_feeds, directory_flags, directory_questions},
        own::{
            account_closings, appointment_turns, appointments, check_ins, document_files, documents,
            language_wishes, life_people, matter_turns, matters, not_again, reach_wishes, receipt_photos,
            receipts, support_turns, text_numbers, texts,
        },
        pathway::{confirmations, need_parts, plan_earlier, plan_moves, plan_snapshots},
        people::{persons, teams, users},
        records::{
            activities, allocations, budget_lines, budget_plans, care_episodes, circumstances, contacts,
            courses, entitlement_overrides, entitlement_steps, homes, life_events, messages, move_jobs,
            notes, own_answers, own_step_versions, own_steps, page_shares, place_views, plan_parts,
            plan_sayings, plan_shares, plan_steps, plans, proof_letters, ready_rooms, rectifications, wishes,
        },
        reviewing::{
            challenge_moves, challenges, practice_advice, review_records, reviews, strategy_discussions,
        },
        trail::break_glass,
    },
};

/// The column that names a row: `id` unless the table says another.
macro_rules! key {
    ($table:ident) => {
        $table::id
    };
    ($table:ident $key:ident) => {
        $table::$key
    };
}

/// Tries a table as a whole, and row by row only where that fails.
macro_rules! unreadable {
    ($tx:expr, $lines:expr; $($table:ident $(by $key:ident)?: $row:ty),+ $(,)?) => {$(
        let whole: StoreResult<()> =
            $tx.run(|connection| Ok($table::table.load::<$row>(connection).map(drop)?));
        match whole {
            Ok(()) => {}
            Err(StoreError::Unreadable(_)) => {
                let ids: Vec<String> = $tx.run(|connection| {
                    Ok($table::table.select(key!($table $($key)?)).order(key!($table $($key)?)).load(connection)?)
                })?;
                for id in ids {
                    let one: StoreResult<()> = $tx.run(|connection| {
                        Ok($table::table.filter(key!($table $($key)?).eq(&id)).first::<$row>(connection).map(drop)?)
                    });
                    if let Err(StoreError::Unreadable(why)) = one {
                        $lines.push(format!("{}: row {id} holds what can't be read: {why}", stringify!($table)));
                    }
                }
            }
            Err(other) => return Err(other),
        }
    )+};
}

/// Rows that can't be read, as lines for whoever checks.
///
/// # Errors
/// The database can't be read at all.
pub(super) fn unreadable(tx: &Tx) -> StoreResult<Vec<String>> {
    let mut lines = Vec::new();
    unreadable!(
        tx, lines;
        persons: Person,
        teams: Team,
        users: User,
        allocations: Allocation,
        care_episodes: Episode,
        life_events: LifeEvent,
        own_answers: OwnAnswer,
        circumstances: Circumstance,
        courses: Course,
        contacts: Contact,
        notes: Note,
        homes: Home,
        activities: Activity,
        entitlement_steps: EntitlementStep,
        entitlement_overrides: Override,
        rectifications: Rectification,
        proof_letters: ProofLetter,
        plans: Plan,
        plan_steps: Step,
        plan_parts: PlanPart,
        own_steps: OwnStep,
        own_step_versions: OwnStepVersion,
        page_shares: PageShare,
        plan_shares: PlanShare,
        plan_sayings: PlanSaying,
        plan_moves: PlanMove,
        plan_snapshots by plan_id: Snapshot,
        need_parts: NeedPart,
        confirmations: Confirmation,
        plan_earlier: Earlier,
        budget_lines: BudgetLine,
        budget_plans: BudgetPlan,
        wishes: Wish,
        place_views: PlaceView,
        ready_rooms: ReadyRoom,
        move_jobs: MoveJob,
        messages: Message,
        appointments: AppointmentMade,
        appointment_turns: AppointmentTurn,
        tasks: Task,
        set_asides: SetAside,
        covers: Cover,
        night_notes: NightNote,
        life_people: LifePerson,
        reach_wishes: Reach,
        language_wishes: Languages,
        not_again: NotAgain,
        support_turns: SupportTurn,
        check_ins: CheckIn,
        matters: Matter,
        matter_turns: MatterTurn,
        account_closings: Closing,
        receipts: Receipt,
        receipt_photos by receipt_id: ReceiptPhoto,
        documents: Document,
        document_files by document_id: SealedFile,
        text_numbers by person_id: TextNumber,
        texts: Text,
        directory_entries: Entry,
        directory_feeds by name: Feed,
        directory_flags: KeptFlag,
        directory_questions: KeptQuestion,
        review_records: ReviewVersion,
        reviews: Review,
        strategy_discussions: Strategy,
        challenges: Challenge,
        challenge_moves: KeptMove,
        practice_advice: Advice,
        break_glass: BreakGlass,
    );
    Ok(lines)
}
