//! What the page of who has which adviser says, and what its address and its form hold.

use serde::{Deserialize, Serialize};

use crate::web::{
    form::WrittenDay,
    parts::{Link, Notice, Select},
    view::{FormErrors, Page},
};

/// The value of `show` that lists everyone with a right to support.
pub const EVERYONE: &str = "everyone";
/// The value of `show` that lists those without a right to support and without an adviser.
pub const REST: &str = "rest";
/// The value of `adviser` that takes the adviser off.
pub const NOBODY: &str = "nobody";

/// Which people the address asks for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// An adviser's id, `everyone` or `rest`; those without an adviser when it says nothing.
    pub show: String,
    /// Letters of a name, or a number: looked for among everyone, or among those that `show` names.
    pub q: String,
    /// Which page of the list, from 1.
    pub page: String,
    /// The key of the form that was just sent: its outcome stands on top.
    pub done: String,
    /// A name was just written.
    pub named: String,
}

impl Asked {
    /// The address of this part of the list.
    #[must_use]
    pub fn address(&self) -> String {
        let pairs = [
            ("show", &self.show),
            ("q", &self.q),
            ("page", &self.page),
            ("done", &self.done),
            ("named", &self.named),
        ];
        let pairs: Vec<_> = pairs.into_iter().filter(|(_, value)| !value.is_empty()).collect();
        match serde_html_form::to_string(&pairs) {
            Ok(query) if !query.is_empty() => format!("/manager/people?{query}"),
            _ => "/manager/people".to_owned(),
        }
    }

    /// Which page of the list, from 1.
    #[must_use]
    pub fn number(&self) -> usize {
        self.page.parse().unwrap_or(1).max(1)
    }
}

/// The form as written.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Filled {
    /// Each person who was ticked, with what the page showed of their adviser: `id~mark`.
    pub pick: Vec<String>,
    /// An adviser's id, or `nobody`.
    pub adviser: String,
    /// First day, as written.
    pub from_day: String,
    /// As written.
    pub from_month: String,
    /// As written.
    pub from_year: String,
    /// The part of the list that was shown.
    pub show: String,
    /// Who was looked for.
    pub q: String,
    /// Its page.
    pub page: String,
}

/// Who has which adviser.
#[derive(Debug, Clone, Serialize)]
pub struct AdvisersPage {
    /// What is wrong, in the order of the page.
    pub errors: FormErrors,
    /// How many people have no adviser, in a sentence.
    pub lede: String,
    /// What became of the form that was sent, and what else must be seen first.
    pub notices: Vec<Notice>,
    /// Which people to show.
    pub which: Select,
    /// The part of the list that is shown, sent back by the form.
    pub show: String,
    /// Who is looked for, sent back by the form.
    pub q: String,
    /// Its page, sent back by the form.
    pub page: String,
    /// How many of them stand here.
    pub said: String,
    /// One line a person.
    pub rows: Vec<AdviserRow>,
    /// Earlier and later pages of the list.
    pub pages: Vec<Link>,
    /// Whom they can be given to.
    pub adviser: Select,
    /// The first day.
    pub from: WrittenDay,
    /// Nobody can be given people yet: what to do.
    pub no_advisers: Option<&'static str>,
}

impl Page for AdvisersPage {
    const TEMPLATE: &'static str = "manager/advisers.html";

    fn has_errors(&self) -> bool {
        !self.errors.is_empty()
    }
}

/// One person.
#[derive(Debug, Clone, Default, Serialize)]
pub struct AdviserRow {
    /// Their tick's id on the page; the first is the field's name, so that an error leads there.
    pub id: String,
    /// What their tick sends.
    pub pick: String,
    /// They were ticked.
    pub ticked: bool,
    /// The name they use, or their number.
    pub name: String,
    /// Their number in the return, beneath a name.
    pub record: Option<String>,
    /// Age in whole years.
    pub age: String,
    /// Status in words.
    pub status: &'static str,
    /// Their adviser, or that there is none.
    pub adviser: String,
    /// Since when, and who is to follow.
    pub since: String,
    /// Where the name is written.
    pub name_href: String,
    /// "Write the name" or "Correct the name".
    pub name_act: &'static str,
}
