//! What has to be corrected in a form, in the order of its fields.

use serde::{Serialize, Serializer, ser::SerializeMap};
use std::collections::BTreeMap;

use crate::web::words::Say;

/// One thing to correct: the id of its field and what to do, in the same words as at the field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldError {
    /// The field's name, which is also the id that the summary links to.
    pub field: String,
    /// What to do: "Enter your date of birth".
    pub words: Say,
}

/// Everything to correct in one form. Templates read `errors.list` (for the summary) and `errors.by` (at the fields).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FormErrors(pub(super) Vec<FieldError>);

impl FormErrors {
    /// Nothing to correct.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// One thing to correct.
    #[must_use]
    pub fn one(field: &str, words: impl Into<Say>) -> Self {
        let mut errors = Self::default();
        errors.add(field, words);
        errors
    }

    /// Adds what to do about `field`. A second message for the same field is left out: one thing at a time.
    pub fn add(&mut self, field: &str, words: impl Into<Say>) {
        if !self.has(field) {
            self.0.push(FieldError { field: field.to_owned(), words: words.into() });
        }
    }

    /// These and those of another part of the same page.
    #[must_use]
    pub fn and(mut self, more: Self) -> Self {
        for error in more.0 {
            self.add(&error.field, error.words);
        }
        self
    }

    /// The same, for a form that calls a field something else.
    #[must_use]
    pub fn called(mut self, field: &str, name: &str) -> Self {
        for error in self.0.iter_mut().filter(|error| error.field == field) {
            name.clone_into(&mut error.field);
        }
        self
    }

    /// Whether something in this field has to be corrected.
    #[must_use]
    pub fn has(&self, field: &str) -> bool {
        self.0.iter().any(|error| error.field == field)
    }

    /// What to do about this field, in words.
    #[must_use]
    pub fn said(&self, field: &str) -> Option<String> {
        self.0.iter().find(|error| error.field == field).map(|error| error.words.to_string())
    }

    /// Whether the form can be accepted as it is.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Serialize for FormErrors {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let by: BTreeMap<&str, &Say> =
            self.0.iter().map(|error| (error.field.as_str(), &error.words)).collect();
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("list", &self.0)?;
        map.serialize_entry("by", &by)?;
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use super::FormErrors;

    #[test]
    fn a_field_gets_one_message_at_a_time_and_the_order_of_the_form_is_kept() {
        let mut errors = FormErrors::one("name", "Enter your name");
        errors.add("born", "Enter your date of birth");
        errors.add("name", "Use fewer characters");
        assert_eq!(
            serde_json::to_value(&errors).unwrap_or_default(),
            serde_json::json!({
                "list": [{"field": "name", "words": "Enter your name"}, {"field": "born", "words": "Enter your date of birth"}],
                "by": {"name": "Enter your name", "born": "Enter your date of birth"},
            })
        );
        assert!(!errors.is_empty());
        assert_eq!(errors.said("other"), None);
    }
}
