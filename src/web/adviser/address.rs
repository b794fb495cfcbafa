//! `/adviser/people/{person}/address`: where somebody lives, and who may know it.

use actix_web::web::Path;
use onward_domain::{
    id::{HomeId, PersonId},
    living::Home,
};
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::{living::form::home_words, who::Who};
use crate::{
    usecases::adviser::keep_address::{SeenAddress, SentAddress, Written, keep_address, see_address},
    web::{
        desk::{Adviser, Desk},
        form::{Clash, ClashRow, Form, FormErrors, Reader, Sheet},
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
        view::{FormState, Page},
        words::{Say, says::adviser::address as told},
    },
};

const AT: &str = "/adviser/people/{person}/address";

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    vec![get(AT, Audience::Adviser, address), post(AT, Audience::Adviser, keep)]
}

/// As written.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields, rename_all(deserialize = "kebab-case"))]
struct AddressForm {
    /// The version of the identity that it was filled from.
    version: String,
    /// The version of the home that it was filled from; empty where none is recorded.
    home: String,
    #[validate(length(max = 300))]
    address: String,
    /// `yes` or `no`.
    protected: String,
    #[validate(length(max = 300))]
    reason: String,
}

impl AddressForm {
    fn of(seen: &SeenAddress) -> Self {
        let home = seen.home.as_ref();
        Self {
            version: seen.person.version.to_string(),
            home: home.map(|home| home.id.to_string()).unwrap_or_default(),
            address: home.and_then(|home| home.note.address.clone()).unwrap_or_default(),
            protected: if seen.person.identity.protected { "yes" } else { "no" }.into(),
            reason: String::new(),
        }
    }

    /// What is to be kept.
    fn read(&self, key: &str) -> Result<SentAddress, FormErrors> {
        let mut read = Reader::of(self);
        let address = read.text("address", &self.address).optional();
        let protected = read.yes_or_no("protected", &self.protected).missing(told::Choose).required();
        let reason = read.text("reason", &self.reason).optional();
        let home: Option<HomeId> = self.home.parse().ok();
        let version = self.version.parse().unwrap_or_default();
        let address = address.filter(|_| home.is_some());
        read.done(|| {
            Some(SentAddress { version, home, address, protected: protected?, reason, key: key.to_owned() })
        })
    }
}

#[derive(Debug, Clone, Serialize)]
struct AddressPage {
    who: Who,
    action: String,
    /// What kind of home is recorded; nothing where none is.
    home: Option<Say>,
    protected: bool,
    #[serde(flatten)]
    sheet: Sheet<AddressForm>,
}

impl Page for AddressPage {
    const TEMPLATE: &str = "adviser/address.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

async fn address(desk: Desk<Adviser>, at: Path<PersonId>) -> PageResult {
    let person = *at;
    let seen = desk.read(move |ask| see_address(ask, person)).await?;
    desk.show(&page(&seen, Sheet::new(AddressForm::of(&seen)), desk.now().today))
}

async fn keep(desk: Desk<Adviser>, at: Path<PersonId>, form: Form<AddressForm>) -> PageResult {
    let person = *at;
    let (key, form) = (form.once.clone(), form.into_inner());
    let today = desk.now().today;
    let sent = match form.read(&key) {
        Ok(sent) => sent,
        Err(errors) => {
            let seen = desk.read(move |ask| see_address(ask, person)).await?;
            return desk.show(&page(&seen, Sheet::wrong(form, errors), today));
        }
    };
    match desk.write(move |ask| keep_address(ask, person, &sent)).await? {
        Written::Kept => Ok(see_other(&format!("/adviser/people/{person}"))),
        Written::NoReason(seen) => {
            let errors = FormErrors::one("reason", told::Reason);
            desk.show(&page(&seen, Sheet::wrong(form, errors), today))
        }
        Written::Meanwhile(theirs) => {
            let sheet = beside(form, &theirs);
            desk.show(&page(&theirs, sheet, today))
        }
    }
}

/// The form next to what somebody else saved.
fn beside(form: AddressForm, theirs: &SeenAddress) -> Sheet<AddressForm> {
    let AddressForm { version, home, address, protected, .. } = AddressForm::of(theirs);
    let who = |word: &str| -> Say {
        if word == "yes" { told::Protected.into() } else { told::NotProtected.into() }
    };
    let row = |address: &str| -> Say {
        match address {
            "" => told::NoAddress.into(),
            address => Say::words(address),
        }
    };
    let rows = vec![
        ClashRow::new(told::Address, row(&address), row(&form.address)),
        ClashRow::new(told::Who, who(&protected), who(&form.protected)),
    ];
    Sheet::clashing(AddressForm { version, home, ..form }, Clash::somebody(rows))
}

fn page(seen: &SeenAddress, sheet: Sheet<AddressForm>, today: chrono::NaiveDate) -> AddressPage {
    let who = Who::in_record(&seen.person, true, today);
    AddressPage {
        action: format!("{}/address", who.base),
        home: seen.home.as_ref().map(|home: &Home| home_words(&home.note.kind)),
        protected: seen.person.identity.protected,
        who,
        sheet,
    }
}
