//! `/staff/directory/{entry}`: what readers see, what they say is wrong, the check, and every earlier version.

use actix_web::web::Path;
use chrono::{DateTime, NaiveDate, Utc};
use onward_domain::{
    directory::{FlagOutcome, Wrong},
    id::{DirectoryEntryId, DirectoryFlagId, DirectoryVersionId},
};
use onward_store::repo::directory::KeptEntry;
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::list::address;
use crate::{
    usecases::directory::look_after::{One, confirm, see_one, settle},
    web::{
        clock_words,
        desk::{Desk, Staff},
        error::Situation,
        form::{Clash, Form, FormErrors, Reader, Sheet, Stood},
        public::directory::EntryShown,
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
        view::{FormState, Page},
        words::says::finding::keep as told,
    },
};

const ENTRY: &str = "/staff/directory/{entry}";

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    vec![
        get(ENTRY, Audience::Staff, look),
        post("/staff/directory/{entry}/checked", Audience::Staff, checked),
        post("/staff/directory/{entry}/flags/{flag}", Audience::Staff, settled),
    ]
}

/// All of it was checked today.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields, rename_all(deserialize = "kebab-case"))]
pub struct CheckedForm {
    version: Stood,
    #[validate(length(max = 120))]
    checked_by: String,
}

/// What came of a reader's word.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FlagForm {
    outcome: String,
}

/// One entry.
#[derive(Debug, Clone, Serialize)]
pub struct EntryPage {
    href: String,
    public: String,
    manages: bool,
    entry: EntryShown,
    shown: bool,
    owner: Option<String>,
    check_by: NaiveDate,
    flags: Vec<FlagShown>,
    versions: Vec<VersionShown>,
    #[serde(flatten)]
    sheet: Sheet<CheckedForm>,
}

#[derive(Debug, Clone, Serialize)]
struct FlagShown {
    action: String,
    wrong: Wrong,
    words: Option<String>,
    at: DateTime<Utc>,
}

#[derive(Debug, Clone, Serialize)]
struct VersionShown {
    at: DateTime<Utc>,
    by: Option<String>,
    name: String,
    phone: Option<String>,
    checked_on: Option<NaiveDate>,
}

impl Page for EntryPage {
    const TEMPLATE: &'static str = "staff/directory_entry.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

impl EntryPage {
    /// The page; none for an entry without a version.
    pub fn of(one: &One, now: chrono::NaiveDateTime, sheet: Option<Sheet<CheckedForm>>) -> Option<Self> {
        let entry = one.versions.first()?;
        let fresh = CheckedForm {
            version: Stood::of(&entry.version),
            checked_by: entry.note.checked_by.clone().unwrap_or_default(),
        };
        let flag = |flag: &onward_domain::directory::Flag| FlagShown {
            action: format!("{}/flags/{}", address(entry.id), flag.id),
            wrong: flag.wrong,
            words: flag.words.clone(),
            at: flag.at,
        };
        let version = |entry: &onward_domain::directory::Entry| VersionShown {
            at: entry.recorded_at,
            by: entry.recorded_by.and_then(|by| one.names.get(&by).cloned()),
            name: entry.note.name.clone(),
            phone: entry.note.phone.clone(),
            checked_on: entry.note.checked_on,
        };
        Some(Self {
            href: address(entry.id),
            public: format!("/directory/{}", entry.id),
            manages: one.manages,
            entry: EntryShown::of(entry, now),
            shown: entry.note.shown,
            owner: entry.note.owner.and_then(|owner| one.names.get(&owner).cloned()),
            check_by: entry.note.check_by,
            flags: one.flags.iter().map(flag).collect(),
            versions: one.versions.iter().map(version).collect(),
            sheet: match sheet {
                // What is wrong may be about a reader's word, and then the check's own form is as it was.
                Some(sheet) if sheet.form.version == Stood::default() => Sheet { form: fresh, ..sheet },
                Some(sheet) => sheet,
                None => Sheet::new(fresh),
            },
        })
    }
}

async fn look(desk: Desk<Staff>, at: Path<DirectoryEntryId>) -> PageResult {
    show(&desk, *at, None).await
}

async fn show(desk: &Desk<Staff>, id: DirectoryEntryId, sheet: Option<Sheet<CheckedForm>>) -> PageResult {
    let one = desk.read(move |ask| see_one(ask, id)).await?;
    let page = EntryPage::of(&one, clock_words::london(desk.now()), sheet).ok_or(Situation::NotFound)?;
    desk.show(&page)
}

async fn checked(desk: Desk<Staff>, at: Path<DirectoryEntryId>, form: Form<CheckedForm>) -> PageResult {
    let (id, key, form) = (*at, form.once.clone(), form.into_inner());
    let mut read = Reader::of(&form);
    let by = read.text("checked-by", &form.checked_by).missing(told::CheckedBy).required();
    let by = match read.done(|| by) {
        Ok(by) => by,
        Err(errors) => return show(&desk, id, Some(Sheet::wrong(form, errors))).await,
    };
    let version: DirectoryVersionId = form.version.parse()?.ok_or(Situation::NotFound)?;
    match desk.write(move |ask| confirm(ask, id, version, &by, &key)).await? {
        KeptEntry::Now(_) | KeptEntry::Before(_) => Ok(see_other(&address(id))),
        // Somebody changed it meanwhile: what they wrote is to be read before anybody says that it is right.
        KeptEntry::Clash(now) => {
            let form = CheckedForm { version: Stood::of(&now.version), ..form };
            show(&desk, id, Some(Sheet::clashing(form, Clash::somebody(Vec::new())))).await
        }
    }
}

async fn settled(
    desk: Desk<Staff>,
    at: Path<(DirectoryEntryId, DirectoryFlagId)>,
    form: Form<FlagForm>,
) -> PageResult {
    let ((id, flag), form) = (*at, form.into_inner());
    let wrong = |words: crate::web::words::Say| {
        Some(Sheet::wrong(CheckedForm::default(), FormErrors::one("flags", words)))
    };
    let Ok(outcome) = form.outcome.parse::<FlagOutcome>() else {
        return show(&desk, id, wrong(told::Outcome.into())).await;
    };
    if desk.write(move |ask| settle(ask, id, flag, outcome)).await? {
        Ok(see_other(&address(id)))
    } else {
        show(&desk, id, wrong(told::Corrected.into())).await
    }
}
