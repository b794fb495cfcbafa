//! What is announced for some days. A notice has a last day, so that none stays up when nobody thinks of it.

use chrono::{DateTime, NaiveDate, Utc};

use crate::{
    id::{NoticeId, UserId},
    role::Role,
};

/// A notice stays at most so many days; whoever wants it longer says so again.
pub const LONGEST: i64 = 92;

crate::words! {
    /// On which pages.
    pub enum NoticePages {
        Everywhere = "everywhere",
        /// Those that need no sign-in.
        Public = "public",
        Directory = "directory",
        Worried = "worried",
        Help = "help",
    }

    /// For whom.
    pub enum NoticeReaders {
        Everyone = "everyone",
        YoungPeople = "young_people",
        Staff = "staff",
    }
}

/// One notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    pub id: NoticeId,
    pub words: String,
    pub pages: NoticePages,
    pub readers: NoticeReaders,
    pub first_day: NaiveDate,
    /// The last day on which it is shown.
    pub last_day: NaiveDate,
    pub made_at: DateTime<Utc>,
    pub made_by: UserId,
    /// Somebody ended it early.
    pub ended_at: Option<DateTime<Utc>>,
}

impl Notice {
    /// Whether it is shown on a day.
    #[must_use]
    pub fn is_up(&self, today: NaiveDate) -> bool {
        self.ended_at.is_none() && (self.first_day..=self.last_day).contains(&today)
    }

    /// Whether it is shown on a page, to somebody with this role, or without one.
    #[must_use]
    pub fn is_for(&self, path: &str, role: Option<Role>) -> bool {
        let under = |place: &str| path == place || path.starts_with(&format!("{place}/"));
        let page = match self.pages {
            NoticePages::Everywhere => true,
            NoticePages::Public => role.is_none(),
            NoticePages::Directory => under("/directory"),
            NoticePages::Worried => under("/worried"),
            NoticePages::Help => under("/help-now") || under("/who-answers"),
        };
        let reader = match self.readers {
            NoticeReaders::Everyone => true,
            NoticeReaders::YoungPeople => role.is_none_or(|role| !role.is_staff()),
            NoticeReaders::Staff => role.is_some_and(Role::is_staff),
        };
        page && reader
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn a_notice_begins_and_ends_by_itself_on_its_pages_for_its_readers() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let notice = Notice {
            id: NoticeId::new(),
            words: "Closed on Friday".into(),
            pages: NoticePages::Directory,
            readers: NoticeReaders::YoungPeople,
            first_day: day("2026-11-23"),
            last_day: day("2026-11-27"),
            made_at: DateTime::<Utc>::UNIX_EPOCH,
            made_by: UserId::new(),
            ended_at: None,
        };
        let up = ["2026-11-22", "2026-11-23", "2026-11-27", "2026-11-28"].map(|on| notice.is_up(day(on)));
        assert_eq!(up, [false, true, true, false]);
        assert!(notice.is_for("/directory", None) && notice.is_for("/directory/x", Some(Role::YoungPerson)));
        assert!(!notice.is_for("/directory", Some(Role::Manager)) && !notice.is_for("/directorys", None));
        let staff = Notice { pages: NoticePages::Everywhere, readers: NoticeReaders::Staff, ..notice };
        assert!(staff.is_for("/hub", Some(Role::Partner)) && !staff.is_for("/home", None));
    }
}
