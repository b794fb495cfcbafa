//! What a young person writes for themselves: a budget, with the parts of it that they share, and what they want next.

use diesel::prelude::*;
use onward_domain::{
    access::Right,
    budget::{Budget, BudgetLine, BudgetLineNote, BudgetPlan, BudgetPlanNote, SharedBudget},
    id::{BudgetLineId, BudgetPlanId, MoveJobId, PageShareId, PlaceViewId, ReadyRoomId, WishId},
    place::{
        MoveJob, MoveJobNote, OwnPage, PageShare, PageShareNote, PlaceView, PlaceViewNote, ReadyRoom,
        ReadyRoomNote, is_shared,
    },
    wish::{Wish, WishNote},
};

use super::versions::{Hand, Rows as _, Versions, versioned};
use crate::{
    connection::AnyConnection,
    error::{StoreError, StoreResult},
    schema::records::{budget_lines, budget_plans, move_jobs, page_shares, place_views, ready_rooms, wishes},
    scope::Record,
    types::{Column as _, Instant},
};

/// What a young person says of their home and wants next, as far as their adviser reads it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SharedPages {
    /// How they see where they live: in any case where it is not right or not safe.
    pub place: Option<PlaceView>,
    pub rooms: Vec<ReadyRoom>,
    pub jobs: Vec<MoveJob>,
    pub wishes: Vec<Wish>,
    /// The pages that they keep private.
    pub private: Vec<OwnPage>,
}

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

    /// Which pages of their own they share.
    #[must_use]
    pub const fn page_shares(&self) -> Versions<'_, PageShare> {
        Versions::of(self)
    }

    /// What they say of their home and want next, for their adviser: what they keep private is left out.
    ///
    /// # Errors
    /// `NotAllowed` for anybody but the two; the database's own.
    pub fn shared_pages(&self) -> StoreResult<SharedPages> {
        if !matches!(self.right(), Right::Own | Right::Adviser | Right::System) {
            return Err(StoreError::NotAllowed("it is said to their adviser".into()));
        }
        self.tx().run(|connection| {
            let key = self.key();
            let said = PageShare::standing(connection, &key)?;
            let home = is_shared(&said, OwnPage::Home);
            let next = is_shared(&said, OwnPage::Next);
            let mut place = PlaceView::standing(connection, &key)?.pop();
            if !home {
                place = place.filter(|view| view.note.right.is_told());
                place.iter_mut().for_each(|view| view.note.move_day = None);
            }
            Ok(SharedPages {
                place,
                rooms: if home { ReadyRoom::standing(connection, &key)? } else { Vec::new() },
                jobs: if home { MoveJob::standing(connection, &key)? } else { Vec::new() },
                wishes: if next { Wish::standing(connection, &key)? } else { Vec::new() },
                private: OwnPage::ALL.iter().copied().filter(|page| !is_shared(&said, *page)).collect(),
            })
        })
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

versioned!(PageShare(PageShareNote, PageShareId) in page_shares, word "page_share", order (recorded_at), {
    const HAND: Hand = Hand::Own;
    fn says(&self, note: &PageShareNote) -> bool {
        self.note == *note
    }
    fn written(record: &Record<'_>, note: &PageShareNote) -> StoreResult<Self> {
        let (id, note) = (PageShareId::new(), *note);
        Ok(Self { id, person: record.id(), note, recorded: record.mark(), superseded_by: None })
    }
    fn in_place_of(&self, note: &PageShareNote) -> bool {
        self.note.page == note.page
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
