//! What a young person writes for themselves: a budget, with the parts of it that they share, and what they want next.

use diesel::prelude::*;
use onward_domain::{
    budget::{Budget, BudgetLine, BudgetLineNote, BudgetPlan, BudgetPlanNote, SharedBudget},
    id::{BudgetLineId, BudgetPlanId, MoveJobId, PlaceViewId, ReadyRoomId, WishId},
    place::{MoveJob, MoveJobNote, PlaceView, PlaceViewNote, ReadyRoom, ReadyRoomNote},
    wish::{Wish, WishNote},
};

use super::versions::{Hand, Rows as _, Versions, versioned};
use crate::{
    connection::AnyConnection,
    error::StoreResult,
    schema::records::{budget_lines, budget_plans, move_jobs, place_views, ready_rooms, wishes},
    scope::Record,
    types::{Column as _, Instant},
};

impl Record<'_> {
    /// The amounts of their budget, for the young person alone.
    #[must_use]
    pub const fn budget_lines(&self) -> Versions<'_, BudgetLine> {
        Versions::of(self)
    }

    /// How they are paid, what they save and share, for the young person alone.
    #[must_use]
    pub const fn budget_plans(&self) -> Versions<'_, BudgetPlan> {
        Versions::of(self)
    }

    /// The whole budget, for the young person alone.
    ///
    /// # Errors
    /// `NotAllowed` for anybody else; the database's own.
    pub fn budget(&self) -> StoreResult<Budget> {
        self.own_only()?;
        self.budget_as_it_is()
    }

    /// What they want next in work and study.
    #[must_use]
    pub const fn wishes(&self) -> Versions<'_, Wish> {
        Versions::of(self)
    }

    /// How they see the place they live in.
    #[must_use]
    pub const fn place_views(&self) -> Versions<'_, PlaceView> {
        Versions::of(self)
    }

    /// How each room of life goes.
    #[must_use]
    pub const fn ready_rooms(&self) -> Versions<'_, ReadyRoom> {
        Versions::of(self)
    }

    /// The jobs of a move.
    #[must_use]
    pub const fn move_jobs(&self) -> Versions<'_, MoveJob> {
        Versions::of(self)
    }

    /// The parts that the young person shares, for whoever works with them.
    ///
    /// # Errors
    /// The database's own.
    pub fn shared_budget(&self) -> StoreResult<Option<SharedBudget>> {
        Ok(SharedBudget::of(&self.budget_as_it_is()?))
    }

    fn budget_as_it_is(&self) -> StoreResult<Budget> {
        self.tx().run(|connection| {
            let lines = BudgetLine::standing(connection, &self.key())?;
            let plan = BudgetPlan::standing(connection, &self.key())?.pop();
            Ok(Budget { lines, plan })
        })
    }
}

versioned!(BudgetLine(BudgetLineNote, BudgetLineId) in budget_lines, word "budget_line", order (recorded_at), {
    const HAND: Hand = Hand::Own;
    fn says(&self, note: &BudgetLineNote) -> bool {
        self.note == *note
    }
    fn written(record: &Record<'_>, note: &BudgetLineNote) -> StoreResult<Self> {
        let (id, note) = (BudgetLineId::new(), note.clone());
        Ok(Self { id, person: record.id(), note, recorded: record.mark(), superseded_by: None })
    }
});

versioned!(BudgetPlan(BudgetPlanNote, BudgetPlanId) in budget_plans, word "budget_plan", order (recorded_at), {
    const HAND: Hand = Hand::Own;
    fn says(&self, note: &BudgetPlanNote) -> bool {
        self.note == *note
    }
    fn written(record: &Record<'_>, note: &BudgetPlanNote) -> StoreResult<Self> {
        let (id, note) = (BudgetPlanId::new(), *note);
        Ok(Self { id, person: record.id(), note, recorded: record.mark(), superseded_by: None })
    }
    fn in_place_of(&self, _: &BudgetPlanNote) -> bool {
        true
    }
});

versioned!(Wish(WishNote, WishId) in wishes, word "wish", order (recorded_at), {
    const HAND: Hand = Hand::Own;
    fn says(&self, note: &WishNote) -> bool {
        self.note == *note
    }
    fn written(record: &Record<'_>, note: &WishNote) -> StoreResult<Self> {
        let (id, note) = (WishId::new(), note.clone());
        Ok(Self { id, person: record.id(), note, recorded: record.mark(), superseded_by: None })
    }
});

versioned!(PlaceView(PlaceViewNote, PlaceViewId) in place_views, word "place_view", order (recorded_at), {
    const HAND: Hand = Hand::Own;
    fn says(&self, note: &PlaceViewNote) -> bool {
        self.note == *note
    }
    fn written(record: &Record<'_>, note: &PlaceViewNote) -> StoreResult<Self> {
        let (id, note) = (PlaceViewId::new(), note.clone());
        Ok(Self { id, person: record.id(), note, recorded: record.mark(), superseded_by: None })
    }
    fn in_place_of(&self, _: &PlaceViewNote) -> bool {
        true
    }
});

versioned!(ReadyRoom(ReadyRoomNote, ReadyRoomId) in ready_rooms, word "ready_room", order (recorded_at), {
    const HAND: Hand = Hand::Own;
    fn says(&self, note: &ReadyRoomNote) -> bool {
        self.note == *note
    }
    fn written(record: &Record<'_>, note: &ReadyRoomNote) -> StoreResult<Self> {
        let (id, note) = (ReadyRoomId::new(), *note);
        Ok(Self { id, person: record.id(), note, recorded: record.mark(), superseded_by: None })
    }
    fn in_place_of(&self, note: &ReadyRoomNote) -> bool {
        self.note.room == note.room
    }
});

versioned!(MoveJob(MoveJobNote, MoveJobId) in move_jobs, word "move_job", order (recorded_at), {
    const HAND: Hand = Hand::Own;
    fn says(&self, note: &MoveJobNote) -> bool {
        self.note == *note
    }
    fn written(record: &Record<'_>, note: &MoveJobNote) -> StoreResult<Self> {
        let (id, note) = (MoveJobId::new(), note.clone());
        Ok(Self { id, person: record.id(), note, recorded: record.mark(), superseded_by: None })
    }
});
