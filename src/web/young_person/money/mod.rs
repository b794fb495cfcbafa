//! `/money`: a budget of one's own, what is due before pay day, a pot, what a change would do, and what is shared.

mod form;
mod page;
mod plan_page;
#[cfg(test)]
mod tests;
mod words;

use actix_web::web::Path;
use onward_domain::{budget::BudgetPlan, id::BudgetLineId};
use onward_store::repo::versions::{Kept, Sent};

use self::{
    form::{LineForm, PlanForm, ShareForm, WhatIfForm},
    page::{LinePage, MoneyPage, WhatIfPage},
    plan_page::{PlanPage, SharePage},
};
use crate::{
    usecases::young_person::{
        keep_budget::{begin_budget, keep_budget_line, plan_budget, remove_budget_line, stop_sharing},
        see_budget::{SeenPlan, see_budget, see_budget_line, see_budget_plan},
        what_if_money::{MoneyChange, what_if_money},
    },
    web::{
        desk::{Desk, YoungPerson},
        form::{Clash, Form, FormErrors, Nothing, Sheet},
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
        words::says::money as said,
    },
};

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    let own = Audience::YoungPerson;
    vec![
        get("/money", own, money),
        post("/money/begin", own, begin),
        get("/money/lines/new", own, new_line),
        post("/money/lines/new", own, keep_new_line),
        get("/money/lines/{line}", own, line),
        post("/money/lines/{line}", own, keep_line),
        post("/money/lines/{line}/remove", own, remove),
        get("/money/plan", own, plan),
        post("/money/plan", own, keep_plan),
        get("/money/share", own, share),
        post("/money/share", own, keep_share),
        post("/money/share/end", own, end_share),
        get("/money/what-if", own, what_if),
        post("/money/what-if", own, try_change),
    ]
}

async fn money(desk: Desk<YoungPerson>) -> PageResult {
    let seen = desk.read(see_budget).await?;
    desk.show_beside(seen.own.adviser.as_ref(), &MoneyPage::of(desk.app.law, &seen))
}

async fn begin(desk: Desk<YoungPerson>, _: Form<Nothing>) -> PageResult {
    desk.write(begin_budget).await?;
    Ok(see_other("/money"))
}

async fn new_line(desk: Desk<YoungPerson>) -> PageResult {
    show_line(&desk, None, None).await
}

async fn line(desk: Desk<YoungPerson>, at: Path<BudgetLineId>) -> PageResult {
    show_line(&desk, Some(*at), None).await
}

async fn keep_new_line(desk: Desk<YoungPerson>, form: Form<LineForm>) -> PageResult {
    take_line(&desk, None, form).await
}

async fn keep_line(desk: Desk<YoungPerson>, at: Path<BudgetLineId>, form: Form<LineForm>) -> PageResult {
    take_line(&desk, Some(*at), form).await
}

/// Without a sheet: as it stands.
async fn show_line(
    desk: &Desk<YoungPerson>,
    line: Option<BudgetLineId>,
    sheet: Option<Sheet<LineForm>>,
) -> PageResult {
    let seen = desk.read(move |ask| see_budget_line(ask, line)).await?;
    desk.show_beside(seen.adviser.as_ref(), &LinePage::of(&seen, sheet))
}

async fn take_line(desk: &Desk<YoungPerson>, line: Option<BudgetLineId>, form: Form<LineForm>) -> PageResult {
    let key = form.once.clone();
    let form = form.into_inner();
    let version = if line.is_some() { form.version.parse()?.or(line) } else { None };
    let says = match form.read(desk.now().today) {
        Ok(says) => says,
        Err(errors) => return show_line(desk, line, Some(Sheet::wrong(form, errors))).await,
    };
    let sent = Sent { version, says: says.clone(), key };
    match desk.write(move |ask| keep_budget_line(ask, &sent)).await? {
        Kept::Clash(theirs) => {
            let rows = words::line_clash(theirs.as_deref().map(|version| &version.row.note), &says);
            let form = LineForm { version: theirs.as_deref().into(), ..form };
            show_line(desk, line, Some(Sheet::clashing(form, Clash::of(theirs.as_deref(), rows)))).await
        }
        _ => Ok(see_other("/money")),
    }
}

async fn remove(desk: Desk<YoungPerson>, at: Path<BudgetLineId>, _: Form<Nothing>) -> PageResult {
    let line = *at;
    desk.write(move |ask| remove_budget_line(ask, line)).await?;
    Ok(see_other("/money"))
}

async fn plan(desk: Desk<YoungPerson>) -> PageResult {
    let seen = desk.read(see_budget_plan).await?;
    let sheet = Sheet::new(PlanForm::of(standing(&seen)));
    desk.show_beside(seen.adviser.as_ref(), &PlanPage::of(&seen, sheet))
}

fn standing(seen: &SeenPlan) -> Option<&BudgetPlan> {
    seen.versions.iter().map(|version| &version.row).find(|plan| plan.recorded.stands())
}

async fn keep_plan(desk: Desk<YoungPerson>, form: Form<PlanForm>) -> PageResult {
    let key = form.once.clone();
    let form = form.into_inner();
    let seen = desk.read(see_budget_plan).await?;
    let stands = standing(&seen).map(|plan| plan.note).unwrap_or_default();
    let again = |sheet| desk.show_beside(seen.adviser.as_ref(), &PlanPage::of(&seen, sheet));
    let says = match form.read(desk.now().today, stands) {
        Ok(says) => says,
        Err(errors) => return again(Sheet::wrong(form, errors)),
    };
    let sent = Sent { version: form.version.parse()?, says, key };
    match desk.write(move |ask| plan_budget(ask, &sent)).await? {
        Kept::Clash(theirs) => {
            let rows = words::plan_clash(theirs.as_deref().map(|version| &version.row.note), &says);
            let form = PlanForm { version: theirs.as_deref().into(), ..form };
            again(Sheet::clashing(form, Clash::of(theirs.as_deref(), rows)))
        }
        _ => Ok(see_other("/money")),
    }
}

async fn share(desk: Desk<YoungPerson>) -> PageResult {
    let seen = desk.read(see_budget_plan).await?;
    let sheet = Sheet::new(ShareForm::of(standing(&seen)));
    desk.show_beside(seen.adviser.as_ref(), &SharePage::of(&seen, sheet))
}

async fn keep_share(desk: Desk<YoungPerson>, form: Form<ShareForm>) -> PageResult {
    let key = form.once.clone();
    let form = form.into_inner();
    let seen = desk.read(see_budget_plan).await?;
    let stands = standing(&seen).map(|plan| plan.note).unwrap_or_default();
    let says = form.read(stands);
    let sent = Sent { version: form.version.parse()?, says, key };
    match desk.write(move |ask| plan_budget(ask, &sent)).await? {
        Kept::Clash(theirs) => {
            let rows = words::plan_clash(theirs.as_deref().map(|version| &version.row.note), &says);
            let form = ShareForm { version: theirs.as_deref().into(), ..form };
            let sheet = Sheet::clashing(form, Clash::of(theirs.as_deref(), rows));
            desk.show_beside(seen.adviser.as_ref(), &SharePage::of(&seen, sheet))
        }
        _ => Ok(see_other("/money")),
    }
}

async fn end_share(desk: Desk<YoungPerson>, _: Form<Nothing>) -> PageResult {
    desk.write(stop_sharing).await?;
    Ok(see_other("/money"))
}

async fn what_if(desk: Desk<YoungPerson>) -> PageResult {
    show_change(&desk, Sheet::default(), None).await
}

/// Nothing of it is kept, and nothing of it stands in an address.
async fn try_change(desk: Desk<YoungPerson>, form: Form<WhatIfForm>) -> PageResult {
    let form = form.into_inner();
    match form.read() {
        Ok(change) => show_change(&desk, Sheet::new(form), Some(change)).await,
        Err(errors) => show_change(&desk, Sheet::wrong(form, errors), None).await,
    }
}

async fn show_change(
    desk: &Desk<YoungPerson>,
    sheet: Sheet<WhatIfForm>,
    change: Option<MoneyChange>,
) -> PageResult {
    let seen = desk.read(see_budget).await?;
    let law = desk.app.law;
    let found = change
        .map(|change| (change, what_if_money(law, &seen.own.facts, seen.own.today, &seen.budget, change)));
    let page = match found {
        Some((_, None)) => {
            let errors = FormErrors::one("change", said::field::NoBirth);
            WhatIfPage::of(law, &seen, Sheet::wrong(sheet.form, errors), None)
        }
        Some((change, Some(then))) => WhatIfPage::of(law, &seen, sheet, Some((change, then))),
        None => WhatIfPage::of(law, &seen, sheet, None),
    };
    desk.show_beside(seen.own.adviser.as_ref(), &page)
}
