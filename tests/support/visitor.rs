//! Somebody with a browser: keeps cookies, does not follow redirects, finds a form's hidden token.

use reqwest::{
    blocking::{Client, multipart},
    header::{COOKIE, HeaderMap, LOCATION, SET_COOKIE},
    redirect::Policy,
};
use scraper::{Html, Selector};
use std::{cell::RefCell, collections::BTreeMap, time::Duration};

/// One response from the house.
pub struct Page {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: String,
    /// The path and query requested.
    pub at: String,
}

impl Page {
    /// A header's value, or empty.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// Where a redirect leads.
    pub fn location(&self) -> &str {
        self.header(LOCATION.as_str())
    }

    /// The text of every element matching the selector, with spaces collapsed.
    pub fn texts(&self, selector: &str) -> Vec<String> {
        let wanted = Selector::parse(selector).unwrap();
        Html::parse_document(&self.body).select(&wanted).map(|found| squeezed(found.text())).collect()
    }

    /// The text of the first such element.
    pub fn text(&self, selector: &str) -> String {
        self.texts(selector).into_iter().next().unwrap_or_default()
    }

    /// An attribute of every such element that has it.
    pub fn attributes(&self, selector: &str, name: &str) -> Vec<String> {
        let wanted = Selector::parse(selector).unwrap();
        Html::parse_document(&self.body)
            .select(&wanted)
            .filter_map(|found| found.value().attr(name).map(str::to_owned))
            .collect()
    }

    /// Fails with the page's own words if the status is different.
    #[track_caller]
    pub fn expect(self, status: u16) -> Self {
        let words: String = self.text("body").chars().take(600).collect();
        assert_eq!(self.status, status, "{}: {words}", self.at);
        self
    }

    /// The named hidden and pre-filled fields of the form that posts to `action` (or of the first form that posts).
    pub fn form(&self, action: &str) -> Vec<(String, String)> {
        let document = Html::parse_document(&self.body);
        let forms = Selector::parse("form[method=post]").unwrap();
        let inputs = Selector::parse("input[name], textarea[name]").unwrap();
        let form = document
            .select(&forms)
            .find(|form| form.value().attr("action").unwrap_or(&self.at) == action)
            .unwrap_or_else(|| {
                panic!("{} has no form that posts to {action}: {}", self.at, self.text("main"))
            });
        // A browser sends what a list has chosen, too.
        let lists = Selector::parse("select[name]").unwrap();
        let chosen = Selector::parse("option[selected]").unwrap();
        let of_lists = form.select(&lists).filter_map(|list| {
            let option = list.select(&chosen).next()?;
            Some((
                list.value().attr("name").unwrap_or_default().to_owned(),
                option.value().attr("value").unwrap_or_default().to_owned(),
            ))
        });
        form.select(&inputs)
            .filter(|input| {
                let kind = input.value().attr("type").unwrap_or("text");
                !matches!(kind, "radio" | "checkbox" | "file" | "submit")
                    || input.value().attr("checked").is_some()
            })
            .map(|input| {
                let text = if input.value().name() == "textarea" {
                    input.text().collect()
                } else {
                    input.value().attr("value").unwrap_or_default().to_owned()
                };
                (input.value().attr("name").unwrap_or_default().to_owned(), text)
            })
            .chain(of_lists)
            .collect()
    }
}

fn squeezed<'a>(text: impl Iterator<Item = &'a str>) -> String {
    text.flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ")
}

/// Somebody with a browser.
pub struct Visitor {
    base: String,
    client: Client,
    cookies: RefCell<BTreeMap<String, String>>,
}

impl Visitor {
    pub fn new(base: &str) -> Self {
        onward::outside::client::can_encrypt();
        // Nothing here is encrypted, and reading the system's certificates for each visitor costs more than most pages.
        let client = Client::builder()
            .redirect(Policy::none())
            .timeout(Duration::from_secs(60))
            .tls_certs_only([])
            .build()
            .unwrap();
        Self { base: base.to_owned(), client, cookies: RefCell::default() }
    }

    /// The cookies as they are sent.
    pub fn cookie(&self) -> String {
        let cookies = self.cookies.borrow();
        cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ")
    }

    /// Asks for a page.
    pub fn get(&self, at: &str) -> Page {
        self.ask("GET", at, |request| request)
    }

    /// Requests with any method and without a body.
    pub fn method(&self, method: &str, at: &str) -> Page {
        self.ask(method, at, |request| request)
    }

    /// Posts a form as given, token or not.
    pub fn post(&self, at: &str, fields: &[(&str, &str)]) -> Page {
        self.ask("POST", at, |request| request.header("sec-fetch-site", "same-origin").form(fields))
    }

    /// Posts raw bytes.
    pub fn post_raw(&self, at: &str, kind: &str, body: Vec<u8>) -> Page {
        self.ask("POST", at, |request| {
            request.header("sec-fetch-site", "same-origin").header("content-type", kind).body(body)
        })
    }

    pub fn post_files(&self, at: &str, form: multipart::Form) -> Page {
        self.ask("POST", at, |request| request.header("sec-fetch-site", "same-origin").multipart(form))
    }

    /// Fills in the form for `action` shown by the page at `at`, as a browser would: hidden fields are sent along.
    pub fn fill(&self, at: &str, action: &str, fields: &[(&str, &str)]) -> Page {
        let page = self.get(at);
        self.fill_in(&page, action, fields)
    }

    /// The same with a page that is already open.
    pub fn fill_in(&self, page: &Page, action: &str, fields: &[(&str, &str)]) -> Page {
        let mut all: Vec<_> = page
            .form(action)
            .into_iter()
            .filter(|(name, _)| fields.iter().all(|(filled, _)| filled != name))
            .collect();
        all.extend(fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        let all: Vec<_> = all.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        self.post(action, &all)
    }

    /// The current cookies.
    pub fn cookies(&self) -> BTreeMap<String, String> {
        self.cookies.borrow().clone()
    }

    /// Replaces one's own cookies with somebody else's.
    pub fn take_cookies(&self, cookies: BTreeMap<String, String>) {
        *self.cookies.borrow_mut() = cookies;
    }

    fn ask(
        &self,
        method: &str,
        at: &str,
        with: impl FnOnce(reqwest::blocking::RequestBuilder) -> reqwest::blocking::RequestBuilder,
    ) -> Page {
        let cookies: Vec<_> =
            self.cookies.borrow().iter().map(|(name, value)| format!("{name}={value}")).collect();
        let mut request = self.client.request(method.parse().unwrap(), format!("{}{at}", self.base));
        if !cookies.is_empty() {
            request = request.header(COOKIE, cookies.join("; "));
        }
        let answer = with(request).send().unwrap_or_else(|error| panic!("{method} {at}: {error}"));
        let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
        for cookie in headers.get_all(SET_COOKIE) {
            self.keep(cookie.to_str().unwrap());
        }
        Page { status, headers, body: answer.text().unwrap_or_default(), at: at.to_owned() }
    }

    fn keep(&self, cookie: &str) {
        let (pair, attributes) = cookie.split_once(';').unwrap_or((cookie, ""));
        let (name, value) = pair.split_once('=').unwrap();
        let gone = value.is_empty() || attributes.to_lowercase().contains("max-age=0");
        let mut cookies = self.cookies.borrow_mut();
        if gone {
            cookies.remove(name);
        } else {
            cookies.insert(name.to_owned(), value.to_owned());
        }
    }
}
