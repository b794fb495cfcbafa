//! What was said, on its way from one page to the next: sealed, and expired after an hour.

use chrono::{DateTime, TimeDelta, Utc};
use leaving_care_rules::find_out::{Question, Told};
use serde::{Deserialize, Serialize};

use crate::usecases::account::secrets::{Keys, Purpose};

/// How long a page may lie open. Every answer begins it anew.
const GOOD_FOR: TimeDelta = TimeDelta::hours(1);

/// The answers so far, and the question on the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answers {
    pub told: Told,
    pub asking: Option<Question>,
}

#[derive(Serialize, Deserialize)]
struct Written {
    told: Told,
    asking: Option<Question>,
    until: DateTime<Utc>,
}

impl Answers {
    pub const fn of(told: Told, asking: Option<Question>) -> Self {
        Self { told, asking }
    }

    /// As a form carries it. Empty, which opens to nothing, if it can't be written.
    pub fn seal(self, keys: &Keys, now: DateTime<Utc>) -> String {
        let written = Written { told: self.told, asking: self.asking, until: now + GOOD_FOR };
        let text = serde_json::to_string(&written);
        text.map(|text| keys.seal(Purpose::Check, &text)).unwrap_or_default()
    }

    /// Nothing for a text that is not ours, and for one that lay too long.
    pub fn open(keys: &Keys, now: DateTime<Utc>, sealed: &str) -> Option<Self> {
        let Written { told, asking, until } =
            serde_json::from_str(&keys.unseal(Purpose::Check, sealed)?).ok()?;
        (now < until).then_some(Self { told, asking })
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use leaving_care_rules::find_out::{Reply, When};

    #[test]
    fn answers_open_for_an_hour_with_our_key_and_for_nothing_else() {
        let keys = Keys::from_secret("a secret of this test that is long enough");
        let now = DateTime::<Utc>::UNIX_EPOCH;
        let told = Told::default().with(Question::Born, Reply::On(When::Day("2008-06-09".parse().unwrap())));
        let answers = Answers::of(told, Some(Question::Where));
        let sealed = answers.clone().seal(&keys, now);
        assert!(!sealed.contains("2008"));
        assert_ne!(sealed, answers.clone().seal(&keys, now), "no two pages look alike");
        assert_eq!(Answers::open(&keys, now + TimeDelta::minutes(59), &sealed), Some(answers));
        assert_eq!(Answers::open(&keys, now + TimeDelta::minutes(60), &sealed), None);
        let other = Keys::from_secret("another secret that is long enough too");
        assert_eq!(Answers::open(&other, now, &sealed), None);
        let step = keys.seal(Purpose::Step, "{}");
        for wrong in ["", "x", step.as_str(), &sealed[1..]] {
            assert_eq!(Answers::open(&keys, now, wrong), None);
        }
    }
}
