//! What is announced for some days.

use chrono::NaiveDate;
use diesel::prelude::*;
use onward_domain::{
    id::{NoticeId, UserId},
    moment::Moment,
    notice::{Notice, NoticePages, NoticeReaders},
};

use crate::{
    Tx,
    error::StoreResult,
    repo::audit::Deed,
    rows::{Row as _, row},
    schema::installation::notices,
    scope::ServiceView,
    types::{Column as _, Instant},
};

const MADE: &str = "notice_made";

row!(Notice, notices, |n| {
    id: NoticeId = n.id,
    words: String = n.words,
    pages: NoticePages = n.pages,
    readers: NoticeReaders = n.readers,
    first_day: NaiveDate = n.first_day,
    last_day: NaiveDate = n.last_day,
    made_at: Instant = n.made_at,
    made_by: UserId = n.made_by,
    ended_at: Option<Instant> = n.ended_at,
} => Self { id, words, pages, readers, first_day, last_day, made_at, made_by, ended_at });

impl Tx {
    /// Every notice that is not over on a day, the first to end first.
    ///
    /// # Errors
    /// The database's own.
    pub fn notices(&self, today: NaiveDate) -> StoreResult<Vec<Notice>> {
        self.run(|connection| {
            Ok(notices::table
                .filter(notices::last_day.ge(today))
                .filter(notices::ended_at.is_null())
                .order((notices::last_day, notices::id))
                .load(connection)?)
        })
    }
}

impl ServiceView {
    /// Announces something. Once a form.
    ///
    /// # Errors
    /// The database's own.
    pub fn announce(&self, tx: &Tx, notice: &Notice, key: &str, now: Moment) -> StoreResult<()> {
        if tx.done_before(notice.made_by, key, MADE)?.is_some() {
            return Ok(());
        }
        tx.run(|connection| Ok(notice.insert(connection).map(drop)?))?;
        tx.use_up(notice.made_by, key, MADE, "", now.at)?;
        let subject = notice.id.to_string();
        let deed = Deed {
            by: Some(notice.made_by),
            what: "notice.made",
            subject: Some(&subject),
            ..Deed::default()
        };
        tx.note_deed(&deed, now.at)
    }

    /// Ends a notice early. Nothing where it is over.
    ///
    /// # Errors
    /// The database's own.
    pub fn end_notice(&self, tx: &Tx, id: NoticeId, by: UserId, now: Moment) -> StoreResult<()> {
        let changed = tx.run(|connection| {
            let up = notices::table.filter(notices::id.eq(id.column())).filter(notices::ended_at.is_null());
            Ok(diesel::update(up).set(notices::ended_at.eq(Some(now.at.column()))).execute(connection)?)
        })?;
        if changed == 0 {
            return Ok(());
        }
        let subject = id.to_string();
        let deed = Deed { by: Some(by), what: "notice.ended", subject: Some(&subject), ..Deed::default() };
        tx.note_deed(&deed, now.at)
    }
}
