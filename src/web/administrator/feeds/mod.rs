//! `/admin/feeds`: which other directories are fetched, how each went, and which of their services name a law that ended.

mod page;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};
use validator::Validate;

use self::page::FeedsPage;
use crate::{
    outside::client::Client,
    usecases::directory::{
        feeds::{Added, FeedChange, add_feed, change_feed, see_feeds},
        old_law::see_old_law,
    },
    web::{
        desk::{Administrator, Desk},
        error::Situation,
        form::{Form, FormErrors, Reader, Sheet},
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
        words::says::administrator::feeds as told,
    },
};

const AT: &str = "/admin/feeds";

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    let who = Audience::Administrator;
    vec![get(AT, who, feeds), post(AT, who, add), post("/admin/feeds/change", who, change)]
}

/// A new feed, as written.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct FeedForm {
    #[validate(length(max = 80))]
    name: String,
    #[validate(length(max = 400))]
    address: String,
}

impl FeedForm {
    fn read(&self, hosts: &[String]) -> Result<(String, String), FormErrors> {
        let mut read = Reader::of(self);
        let name = read.text("name", &self.name).missing(told::Name).required();
        let address = read.text("address", &self.address).missing(told::Address);
        let address = address.only(|address| Client::may_ask(hosts, address), told::NotAllowed).required();
        read.done(|| name.zip(address))
    }
}

/// Which feed, and what to do.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct ChangeForm {
    feed: String,
    change: String,
}

async fn feeds(desk: Desk<Administrator>) -> PageResult {
    show(&desk, Sheet::default()).await
}

async fn show(desk: &Desk<Administrator>, sheet: Sheet<FeedForm>) -> PageResult {
    let (feeds, old) = desk.read(|ask| Ok((see_feeds(ask)?, see_old_law(ask)?))).await?;
    desk.show(&FeedsPage::of(&feeds, &old, &desk.app.settings.feeds, sheet))
}

async fn add(desk: Desk<Administrator>, form: Form<FeedForm>) -> PageResult {
    let (key, form) = (form.once.clone(), form.into_inner());
    let (name, address) = match form.read(&desk.app.settings.feeds) {
        Ok(read) => read,
        Err(errors) => return show(&desk, Sheet::wrong(form, errors)).await,
    };
    match desk.write(move |ask| add_feed(ask, &name, &address, &key)).await? {
        Added::Done => Ok(see_other(AT)),
        Added::NameTaken => show(&desk, Sheet::wrong(form, FormErrors::one("name", told::NameTaken))).await,
    }
}

async fn change(desk: Desk<Administrator>, form: Form<ChangeForm>) -> PageResult {
    let change = match form.change.as_str() {
        "now" => FeedChange::Now,
        "anyway" => FeedChange::Anyway,
        "stop" => FeedChange::Stop,
        _ => return Err(Situation::NOT_OUR_FORM),
    };
    let feed = form.into_inner().feed;
    desk.write(move |ask| change_feed(ask, &feed, change)).await?;
    Ok(see_other(AT))
}
