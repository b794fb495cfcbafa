//! `/proof`: whoever was given a letter checks its code. They see whether it is real, a name and one sentence; of an ended or
//! a wrong code nothing. The code never stands in an address.

use serde::{Deserialize, Serialize};

use crate::{
    usecases::{
        account::limits::Try,
        young_person::prove::{Checked, check_proof},
    },
    web::{
        account::session,
        desk::Visitor,
        form::{Form, FormErrors, Sheet},
        reply::PageResult,
        routes::{Audience, Route, get, post},
        view::{FormState, Page},
        words::says::young_person::letters as told,
    },
};
use chrono::NaiveDate;
use onward_domain::proof::{Receiver, Says};

#[cfg(test)]
mod tests;

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    vec![get("/proof", Audience::Public, ask), post("/proof", Audience::Public, check)]
}

/// The code as typed.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ProofForm {
    /// Eight letters and numbers, with or without what stands between.
    pub code: String,
}

/// The form, or what the code says.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ProofPage {
    /// `real`, `ended` or `unknown`.
    found: Option<&'static str>,
    name: Option<String>,
    receiver: Option<Receiver>,
    says: Option<Says>,
    since: Option<NaiveDate>,
    until: Option<NaiveDate>,
    made: Option<NaiveDate>,
    checked: Option<NaiveDate>,
    #[serde(flatten)]
    sheet: Sheet<ProofForm>,
}

impl Page for ProofPage {
    const TEMPLATE: &'static str = "public/proof.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

impl ProofPage {
    /// What somebody who checked is told on this day. The form is empty again: the next code is another letter's.
    #[must_use]
    pub fn of(checked: Checked, today: NaiveDate) -> Self {
        match checked {
            Checked::Real { name, receiver, says, since, until, made_at } => Self {
                found: Some("real"),
                name: Some(name),
                receiver: Some(receiver),
                says: Some(says),
                since,
                until,
                made: Some(crate::clock::london_day(made_at)),
                checked: Some(today),
                ..Self::default()
            },
            Checked::Ended => Self { found: Some("ended"), ..Self::default() },
            Checked::Unknown => Self { found: Some("unknown"), ..Self::default() },
        }
    }
}

async fn ask(visitor: Visitor) -> PageResult {
    visitor.show(&ProofPage::default())
}

async fn check(visitor: Visitor, form: Form<ProofForm>) -> PageResult {
    let form = form.into_inner();
    if form.code.trim().is_empty() {
        let sheet = Sheet::wrong(form, FormErrors::one("code", told::EnterCode));
        return visitor.show(&ProofPage { sheet, ..ProofPage::default() });
    }
    let (app, now) = (&visitor.app, visitor.now());
    let from = session::address_of(app, &visitor.request);
    app.limits.count_network(Try::FromNetwork, from)?;
    app.limits.count_network(Try::Proof, from)?;
    let keys = app.keys.clone();
    let checked = app.write(move |tx| check_proof(tx, &keys, &form.code, now)).await?;
    visitor.show(&ProofPage::of(checked, now.today))
}
