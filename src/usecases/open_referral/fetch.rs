//! A feed is fetched page by page, within bounds that it can't talk its way out of: so many pages, so many bytes, so many details.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use crate::outside::client::{Client, NotHad};

/// One page has at most so many bytes.
const PAGE_BYTES: u64 = 16 * 1024 * 1024;
/// All pages together.
const ALL_BYTES: usize = 96 * 1024 * 1024;
/// A feed has at most so many pages.
const PAGES: usize = 500;
/// Services are asked for so many at a time.
const PER_PAGE: usize = 100;
/// So many services are asked for one by one in one go; the rest come the next day.
const DETAILS: usize = 2_000;

/// Whoever answers with the text at an address: the way out, or what was recorded.
pub trait HasPages {
    /// The text, of at most so many bytes.
    ///
    /// # Errors
    /// Why there is none.
    fn text(&self, address: &str, most: u64) -> Result<String, NotHad>;
}

impl HasPages for Client {
    fn text(&self, address: &str, most: u64) -> Result<String, NotHad> {
        Self::text(self, address, most)
    }
}

/// What each service of a feed said the last time, by its id.
pub type Before = HashMap<String, Value>;

/// All services of a feed, as one list: `address` is its API, its list of services, or one document with all of them.
///
/// # Errors
/// Why it can't be had: nothing of it is used then.
pub fn fetch(who: &dyn HasPages, address: &str, before: &Before) -> Result<Vec<Value>, NotHad> {
    let address = address.trim_end_matches('/');
    let first = json(&who.text(address, PAGE_BYTES)?)?;
    let (list, mut services) = match first {
        Value::Array(all) => return Ok(all),
        Value::Object(ref page) if page.contains_key("contents") => {
            (address.to_owned(), if is_last(&first) { contents(first) } else { Vec::new() })
        }
        Value::Object(_) => (format!("{address}/services"), Vec::new()),
        _ => return Err(NotHad::Unusable("it is neither a list nor a page of services".to_owned())),
    };
    if services.is_empty() {
        services = pages(who, &list)?;
    }
    details(who, &list, services, before)
}

fn json(text: &str) -> Result<Value, NotHad> {
    serde_json::from_str(text).map_err(|why| NotHad::Unusable(why.to_string()))
}

fn contents(page: Value) -> Vec<Value> {
    match page {
        Value::Object(mut page) => match page.remove("contents") {
            Some(Value::Array(all)) => all,
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}

fn is_last(page: &Value) -> bool {
    let number = |name: &str| page.get(name).and_then(Value::as_u64);
    page.get("last_page").and_then(Value::as_bool).unwrap_or_else(|| {
        number("total_pages").zip(number("page_number")).is_none_or(|(of, number)| of <= number)
    })
}

/// Page by page until the feed says that it was the last, or brings nothing new any more.
fn pages(who: &dyn HasPages, list: &str) -> Result<Vec<Value>, NotHad> {
    let (mut all, mut seen, mut bytes) = (Vec::new(), HashSet::new(), 0_usize);
    let join = if list.contains('?') { '&' } else { '?' };
    for number in 1..=PAGES {
        let text = who.text(&format!("{list}{join}page={number}&per_page={PER_PAGE}"), PAGE_BYTES)?;
        bytes += text.len();
        if bytes > ALL_BYTES {
            return Err(NotHad::TooLarge(u64::try_from(ALL_BYTES).unwrap_or(u64::MAX)));
        }
        let page = json(&text)?;
        if page.get("contents").and_then(Value::as_array).is_none() {
            return Err(NotHad::Unusable("a page has no list `contents`".to_owned()));
        }
        let last = is_last(&page);
        let services = contents(page);
        let new = services.iter().filter(|one| seen.insert(named(one))).count();
        let more = new > 0;
        // A page that comes again says nothing: a feed that never ends is left here.
        if more {
            all.extend(services);
        }
        if last || !more {
            return Ok(all);
        }
    }
    Err(NotHad::Unusable(format!("it has more than {PAGES} pages")))
}

fn named(service: &Value) -> String {
    service.get("id").and_then(Value::as_str).map_or_else(|| service.to_string(), str::to_owned)
}

/// A list of the standard says of each service only what it says once; the rest is asked for where it may have changed.
fn details(
    who: &dyn HasPages,
    list: &str,
    services: Vec<Value>,
    before: &Before,
) -> Result<Vec<Value>, NotHad> {
    let at = list.split('?').next().unwrap_or(list);
    let mut asked = 0;
    let mut whole = |service: Value| -> Result<Value, NotHad> {
        let lists =
            ["contacts", "phones", "schedules", "service_at_locations", "service_areas", "attributes"];
        if lists.iter().any(|name| service.get(name).is_some()) {
            return Ok(service);
        }
        let Some(id) = service.get("id").and_then(Value::as_str).and_then(|id| id.parse::<uuid::Uuid>().ok())
        else {
            return Ok(service);
        };
        let known = before.get(&id.to_string());
        let modified = |of: &Value| of.get("last_modified").cloned();
        if let Some(known) = known
            && modified(known).is_some()
            && modified(known) == modified(&service)
        {
            return Ok(known.clone());
        }
        if asked >= DETAILS {
            return Ok(known.cloned().unwrap_or(service));
        }
        asked += 1;
        match who.text(&format!("{at}/{id}"), PAGE_BYTES) {
            Ok(text) => Ok(json(&text).ok().filter(|one| one.get("id").is_some()).unwrap_or(service)),
            // Where services have no pages of their own, the list is all that there is.
            Err(NotHad::Status(_)) => {
                asked = DETAILS;
                Ok(service)
            }
            Err(why) => Err(why),
        }
    };
    services.into_iter().map(&mut whole).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use serde_json::json;
    use std::cell::RefCell;

    /// A directory of so many services, with what was asked of it.
    struct Town {
        many: usize,
        /// It never says which page is the last, and repeats it.
        endless: bool,
        asked: RefCell<Vec<String>>,
    }

    fn id(place: usize) -> String {
        format!("0198f0e6-0000-7000-8000-{place:012x}")
    }

    impl HasPages for Town {
        fn text(&self, address: &str, _: u64) -> Result<String, NotHad> {
            self.asked.borrow_mut().push(address.to_owned());
            let Some(rest) = address.strip_prefix("https://town.example/api") else {
                return Err(NotHad::Status(404));
            };
            if rest.is_empty() {
                return Ok(json!({"version": "HSDS-UK-3.0"}).to_string());
            }
            let number = |name: &str| {
                let (_, value) = rest.split_once(&format!("{name}="))?;
                value.split('&').next()?.parse::<usize>().ok()
            };
            if let Some(place) = rest.strip_prefix("/services/") {
                return Ok(
                    json!({"id": place, "name": "Whole", "status": "active", "contacts": []}).to_string()
                );
            }
            let (page, per) = (number("page").unwrap_or(1), number("per_page").unwrap_or(10));
            let pages = self.many.div_ceil(per);
            let page = if self.endless { page.min(pages) } else { page };
            let of = (page - 1) * per..(page * per).min(self.many);
            let one = |place| json!({"id": id(place), "name": "Club", "status": "active", "last_modified": "2026-11-01"});
            let contents: Vec<Value> = of.map(one).collect();
            let mut answer = json!({"contents": contents, "page_number": page, "total_pages": pages});
            if self.endless {
                answer["last_page"] = json!(false);
            }
            Ok(answer.to_string())
        }
    }

    fn town(many: usize) -> Town {
        Town { many, endless: false, asked: RefCell::default() }
    }

    #[test]
    fn all_pages_come_and_details_only_of_what_changed() {
        let (town, none) = (town(250), Before::new());
        let came = fetch(&town, "https://town.example/api/", &none).unwrap();
        assert_eq!(came.len(), 250);
        assert!(came.iter().all(|one| one["name"] == "Whole"));
        assert_eq!(town.asked.borrow().len(), 1 + 3 + 250);
        // A day later nothing changed but one.
        let known = |place: usize| {
            (
                id(place),
                json!({"id": id(place), "name": "Kept", "last_modified": "2026-11-01", "contacts": []}),
            )
        };
        let before: Before = (1..250).map(known).collect();
        town.asked.borrow_mut().clear();
        let again = fetch(&town, "https://town.example/api", &before).unwrap();
        assert_eq!(again.iter().filter(|one| one["name"] == "Kept").count(), 249);
        assert_eq!(town.asked.borrow().len(), 1 + 3 + 1);
    }

    #[test]
    fn a_feed_that_never_says_that_it_ends_is_left_where_it_repeats_itself() {
        let town = Town { endless: true, ..town(230) };
        assert_eq!(fetch(&town, "https://town.example/api/services", &Before::new()).unwrap().len(), 230);
    }

    #[test]
    fn what_is_no_feed_is_refused_whole() {
        struct Says(&'static str);
        impl HasPages for Says {
            fn text(&self, _: &str, _: u64) -> Result<String, NotHad> {
                Ok(self.0.to_owned())
            }
        }
        for odd in ["<html>", "7", "{}", "{\"contents\": 7}", ""] {
            let came = fetch(&Says(odd), "https://town.example", &Before::new());
            assert!(matches!(came, Err(NotHad::Unusable(_))), "{odd}: {came:?}");
        }
        assert_eq!(fetch(&Says("[]"), "https://town.example", &Before::new()).unwrap(), [Value::Null; 0]);
    }
}
