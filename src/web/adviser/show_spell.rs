//! The form for one spell of care: what it shows, and how what was written is read.

use chrono::{Datelike, NaiveDate};
use leaving_care_rules::person::LegalStatus;
use onward_domain::{
    care::{Episode, EpisodeNote},
    returns::ssda903::code::{self, CodeList},
};
use serde::Deserialize;

use super::{
    pages::{Clash, ClashRow, Spell, SpellEffect, SpellEffectRow, WrittenDay},
    show_care_history::place,
};
use crate::{
    usecases::adviser::{
        correct_spell::Line,
        effect_of_spell::{Contradiction, Effect},
    },
    web::{
        law_words,
        parts::{Choice, Select},
        view::FormErrors,
        words::{count, figure, full_day},
    },
};

/// The form as written.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Filled {
    /// The version that it was filled from; empty when a spell is added.
    pub version: String,
    /// First day, as written.
    pub start_day: String,
    /// As written.
    pub start_month: String,
    /// As written.
    pub start_year: String,
    /// First day out of care, as written.
    pub end_day: String,
    /// As written.
    pub end_month: String,
    /// As written.
    pub end_year: String,
    /// Code.
    pub legal_status: String,
    /// Code.
    pub placement: String,
    /// Code.
    pub reason_ended: String,
    /// How the adviser knows.
    pub reason: String,
    /// Which effect was seen; empty at first.
    pub seen: String,
}

/// Letters of a reason, at most.
const MOST: usize = 600;

impl Filled {
    /// The form for a line as it stands.
    #[must_use]
    pub fn from_line(line: &Episode) -> Self {
        let note = &line.note;
        let part = |day: Option<NaiveDate>, of: fn(NaiveDate) -> String| day.map(of).unwrap_or_default();
        Self {
            version: line.id.to_string(),
            start_day: part(note.start, |day| day.day().to_string()),
            start_month: part(note.start, |day| day.month().to_string()),
            start_year: part(note.start, |day| day.year().to_string()),
            end_day: part(note.end, |day| day.day().to_string()),
            end_month: part(note.end, |day| day.month().to_string()),
            end_year: part(note.end, |day| day.year().to_string()),
            legal_status: note.legal_status.map(|status| format!("{status:?}")).unwrap_or_default(),
            placement: note.placement.clone().unwrap_or_default(),
            reason_ended: note.reason_ended.clone().unwrap_or_default(),
            reason: String::new(),
            seen: String::new(),
        }
    }

    /// What it says, laid over the line that it corrects, so that nothing that the form does not show is lost.
    ///
    /// # Errors
    /// What to mend, in the order of the page.
    pub fn read(&self, over: Option<&EpisodeNote>, today: NaiveDate) -> Result<EpisodeNote, FormErrors> {
        let mut errors = FormErrors::none();
        let start = self
            .start()
            .read(&"the first day in care".into())
            .map_err(|words| errors.add("start", words))
            .ok();
        if start.is_some_and(|start| start > today) {
            errors.add("start", "Enter a first day that is today or earlier");
        }
        let end = if self.end().is_empty() {
            None
        } else {
            self.end().read(&"the day care ended".into()).map_err(|words| errors.add("end", words)).ok()
        };
        if let (Some(start), Some(end)) = (start, end)
            && end < start
        {
            errors.add("end", "Enter an end that is on or after the first day");
        }
        let legal_status = legal_status(&self.legal_status);
        if legal_status.is_none() {
            errors.add("legal-status", "Choose on what legal basis");
        }
        let placement = code::PLACEMENT.code(&self.placement);
        if placement.is_none() {
            errors.add("placement", "Choose where they lived");
        }
        let reason_ended = code::EPISODE_CEASED.code(&self.reason_ended);
        if !self.reason_ended.is_empty() && reason_ended.is_none() {
            errors.add("reason-ended", "Choose why it ended, or leave it open");
        }
        match self.reason.trim().chars().count() {
            0 => errors.add("reason", "Enter how you know this"),
            length if length > MOST => errors.add("reason", format!("Use {MOST} characters or fewer")),
            _ => {}
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        let before = over.cloned().unwrap_or_default();
        Ok(EpisodeNote {
            start,
            end,
            end_unknown: false,
            legal_status,
            placement: placement.map(str::to_owned),
            reason_ended: reason_ended
                .map(str::to_owned)
                .or_else(|| before.reason_ended.clone().filter(|_| end.is_some())),
            ..before
        })
    }

    fn start(&self) -> WrittenDay {
        WrittenDay::new(&self.start_day, &self.start_month, &self.start_year)
    }

    fn end(&self) -> WrittenDay {
        WrittenDay::new(&self.end_day, &self.end_month, &self.end_year)
    }
}

/// The page. `line`: what is corrected; none when a spell is added. `clash`: the version that somebody else saved.
#[must_use]
pub fn page(
    name: &str,
    base: &str,
    line: Option<&Line>,
    form: &Filled,
    errors: FormErrors,
    clash: Option<Clash>,
) -> Spell {
    let back_href = format!("{base}/care-history");
    let action = line.map_or_else(
        || format!("{back_href}/spells/new"),
        |line| format!("{back_href}/spells/{}", line.was.id),
    );
    Spell {
        name: name.to_owned(),
        title: if line.is_some() { "Correct a spell of care" } else { "Add a spell of care" }.to_owned(),
        was: line.map(|line| says(&line.was.note)),
        clash,
        effect: None,
        seen: form.seen.clone(),
        errors,
        action,
        back_href,
        version: form.version.clone(),
        start: form.start(),
        end: form.end(),
        selects: vec![
            select(
                "legal-status",
                "On what legal basis?",
                "Choose one",
                &code::LEGAL_STATUS,
                &form.legal_status,
            ),
            select("placement", "Where did they live?", "Choose one", &code::PLACEMENT, &form.placement),
            select(
                "reason-ended",
                "Why did it end? (optional)",
                "Still running, or not known",
                &code::EPISODE_CEASED,
                &form.reason_ended,
            ),
        ],
        reason: form.reason.clone(),
    }
}

/// What saving would do, in words: days, status, what is theirs, and what contradicts another line.
#[must_use]
pub fn effect(effect: &Effect, name: &str) -> SpellEffect {
    let days = |days: Option<i32>| days.map_or_else(|| "not known".to_owned(), figure);
    let status = |(status, stage)| law_words::status(status, stage).to_owned();
    let row = |what: &str, now: String, then: String| SpellEffectRow {
        what: what.to_owned(),
        differs: now != then,
        now,
        then,
    };
    SpellEffect {
        rows: vec![
            row("Days that count towards 91", days(effect.counted.0), days(effect.counted.1)),
            row("Status today", status(effect.status.0), status(effect.status.1)),
            row(&format!("Things that are {name}’s now"), figure(effect.theirs.0), figure(effect.theirs.1)),
        ],
        contradicts: effect.contradictions.iter().map(|found| contradiction(*found)).collect(),
    }
}

fn contradiction(found: Contradiction) -> String {
    match found {
        Contradiction::Gap { ended, begins } => format!(
            "Care from {} to {} would be a gap of {}. The record says that care went on without a break: the spell before ends with reason X1, or the next began as a continuation. Both cannot be right.",
            full_day(ended),
            full_day(begins),
            count(u64::try_from((begins - ended).num_days()).unwrap_or(0), "day", "days")
        ),
        Contradiction::Overlap { from, until: Some(until) } => format!(
            "Another spell covers the days from {} to {} too. A day counts once.",
            full_day(from),
            full_day(until)
        ),
        Contradiction::Overlap { from, until: None } => {
            format!("Another spell covers the days from {} on too. A day counts once.", full_day(from))
        }
        Contradiction::NothingFollows { ended } => format!(
            "The spell that ends on {} says that care goes on (reason X1), and no later spell is recorded.",
            full_day(ended)
        ),
    }
}

/// Both versions beside each other.
#[must_use]
pub fn clash(theirs: Option<&Episode>, who: &str, yours: &EpisodeNote) -> Clash {
    let none = EpisodeNote::default();
    let saved = theirs.map_or(&none, |line| &line.note);
    let day = |day: Option<NaiveDate>| day.map_or_else(|| "none".to_owned(), full_day);
    let ended = |note: &EpisodeNote| {
        note.reason_ended.as_deref().map_or_else(
            || "none".to_owned(),
            |ended| code::EPISODE_CEASED.words(ended).unwrap_or(ended).to_owned(),
        )
    };
    let row = |what: &str, theirs: String, yours: String| ClashRow {
        what: what.to_owned(),
        differs: theirs != yours,
        theirs,
        yours,
    };
    Clash {
        who: if theirs.is_some() {
            format!("{who} saved it first.")
        } else {
            "Somebody withdrew this line.".to_owned()
        },
        rows: vec![
            row("First day in care", day(saved.start), day(yours.start)),
            row("Day care ended", day(saved.end), day(yours.end)),
            row("Where and order", place(saved), place(yours)),
            row("Why it ended", ended(saved), ended(yours)),
        ],
    }
}

/// "3 March 2025 to 4 April 2025, foster placement, section 20".
fn says(note: &EpisodeNote) -> String {
    let start = note.start.map_or_else(|| "not known".to_owned(), full_day);
    let end = note.end.map_or_else(|| "no end".to_owned(), full_day);
    format!("{start} to {end}, {}", place(note))
}

fn select(name: &'static str, label: &'static str, none: &str, codes: &CodeList, chosen: &str) -> Select {
    let chosen = Some(chosen);
    let mut choices = vec![Choice::new("", none, chosen)];
    choices.extend(
        codes.codes().map(|each| {
            Choice::new(each, format!("{each}: {}", codes.words(each).unwrap_or_default()), chosen)
        }),
    );
    Select { name, label, choices }
}

fn legal_status(written: &str) -> Option<LegalStatus> {
    use LegalStatus::{C1, C2, D1, E1, J1, J2, J3, L1, L2, L3, V2, V3, V4};
    [C1, C2, D1, E1, V2, V3, V4, J1, J2, J3, L1, L2, L3]
        .into_iter()
        .find(|status| format!("{status:?}") == written)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn today() -> NaiveDate {
        "2026-11-23".parse().unwrap()
    }

    fn filled() -> Filled {
        Filled {
            start_day: "3".into(),
            start_month: "March".into(),
            start_year: "2025".into(),
            end_day: "4".into(),
            end_month: "4".into(),
            end_year: "2025".into(),
            legal_status: "V2".into(),
            placement: "U1".into(),
            reason: "The court order of 3 March".into(),
            ..Filled::default()
        }
    }

    #[test]
    fn a_correction_keeps_what_the_form_does_not_show() {
        let before = EpisodeNote {
            provider: Some("PR1".into()),
            authority: Some("823".into()),
            reason_ended: Some("E8".into()),
            ..EpisodeNote::default()
        };
        let note = filled().read(Some(&before), today()).unwrap();
        assert_eq!(note.start, Some("2025-03-03".parse().unwrap()));
        assert_eq!(
            (note.provider.as_deref(), note.authority.as_deref(), note.reason_ended.as_deref()),
            (Some("PR1"), Some("823"), Some("E8"))
        );
    }

    #[test]
    fn each_thing_to_mend_is_named_in_the_order_of_the_page() {
        let wrong = Filled {
            start_day: "31".into(),
            start_month: "4".into(),
            end_day: "1".into(),
            end_month: "1".into(),
            legal_status: "Q7".into(),
            placement: String::new(),
            reason: " ".into(),
            ..filled()
        };
        let errors = wrong.read(None, today()).unwrap_err();
        for (field, words) in [
            ("start", "April 2025 has 30 days. Enter a day from 1 to 30"),
            ("legal-status", "Choose on what legal basis"),
            ("placement", "Choose where they lived"),
            ("reason", "Enter how you know this"),
        ] {
            assert_eq!(errors.said(field).as_deref(), Some(words));
        }
    }

    #[test]
    fn a_spell_neither_ends_before_it_begins_nor_begins_tomorrow() {
        let backwards = Filled { end_day: "2".into(), end_month: "3".into(), ..filled() };
        assert!(
            backwards
                .read(None, today())
                .unwrap_err()
                .said("end")
                .unwrap()
                .contains("on or after the first day")
        );
        let tomorrow = Filled {
            start_day: "24".into(),
            start_month: "11".into(),
            start_year: "2026".into(),
            end_day: String::new(),
            end_month: String::new(),
            end_year: String::new(),
            ..filled()
        };
        assert!(tomorrow.read(None, today()).unwrap_err().said("start").is_some());
    }

    #[test]
    fn two_versions_stand_beside_each_other_with_what_differs() {
        let yours = filled().read(None, today()).unwrap();
        let clash = clash(None, "Marcus Bell", &yours);
        assert!(clash.rows.iter().any(|row| row.differs && row.yours == "3 March 2025"));
    }
}
