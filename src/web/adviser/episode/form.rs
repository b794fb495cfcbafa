//! The form for a period of care, and how it is read.

use chrono::NaiveDate;
use leaving_care_rules::person::{Country, LegalStatus};
use onward_domain::{
    basis::{Basis, is_a_reason},
    care::{Episode, EpisodeNote, read_word},
    returns::ssda903::code,
};
use onward_store::repo::versions::Version;
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::web::{
    adviser::said,
    form::{Clash, ClashRow, FormErrors, Reader, Sheet, Stood, WrittenDay},
    words::{Say, says::adviser::episode as told},
};

/// As entered.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields, rename_all(deserialize = "kebab-case"))]
pub struct EpisodeForm {
    /// The version it started from; empty when a period is added.
    pub version: Stood,
    /// First day.
    pub start: WrittenDay,
    /// First day out of care.
    pub end: WrittenDay,
    /// `yes`: it is over, and nobody knows since when.
    pub end_unknown: String,
    /// Code.
    pub legal_status: String,
    /// Code.
    pub placement: String,
    /// Code.
    pub reason_ended: String,
    /// The council that looked after them, where it was not ours.
    #[validate(length(max = 100))]
    pub authority: String,
    /// The country, where it was not England.
    pub country: String,
    /// `transfer`: the period follows care that another authority took over, so that its council has a name.
    pub after: String,
    /// Which record says so.
    pub basis: String,
    /// How the adviser knows.
    #[validate(length(max = 600))]
    pub reason: String,
    /// Which effect was seen; empty at first.
    pub seen: String,
}

impl From<&Episode> for EpisodeForm {
    fn from(line: &Episode) -> Self {
        let note = &line.note;
        Self {
            version: Stood::of(&line.id),
            start: note.start.into(),
            end: note.end.into(),
            end_unknown: if note.end_unknown { "yes".to_owned() } else { String::new() },
            legal_status: note.legal_status.map_or_else(|| NOBODY_KNOWS.to_owned(), said::status_code),
            placement: note.placement.clone().unwrap_or_else(|| NOBODY_KNOWS.to_owned()),
            reason_ended: note.reason_ended.clone().unwrap_or_default(),
            authority: note.authority.clone().unwrap_or_default(),
            country: note.country.map(country_word).unwrap_or_default(),
            ..Self::default()
        }
    }
}

/// The word of an answer that nobody knows.
pub const NOBODY_KNOWS: &str = "unknown";

/// The value of `after` for a period that follows care that another authority took over.
pub const TRANSFER: &str = "transfer";

impl EpisodeForm {
    /// The period that follows care that another authority took over: from that day on, and as it was until then.
    #[must_use]
    pub fn following(taken_over: &Episode) -> Self {
        let note = EpisodeNote {
            start: taken_over.note.end,
            end: None,
            end_unknown: false,
            reason_ended: None,
            authority: None,
            ..taken_over.note.clone()
        };
        let episode = Episode { note, ..taken_over.clone() };
        Self { version: Stood::default(), after: TRANSFER.to_owned(), ..Self::from(&episode) }
    }

    /// What it says, and how the adviser knows.
    ///
    /// # Errors
    /// What to correct, in the order of the page.
    pub fn read(&self, today: NaiveDate) -> Result<(EpisodeNote, String), FormErrors> {
        let mut read = Reader::of(self);
        let start = read.day("start", &self.start, told::FirstDay).not_after_today(today).required();
        let in_order = |end: &NaiveDate| start.is_none_or(|start| *end >= start);
        let end =
            read.day("end", &self.end, told::DayEnded).only(in_order, told::EndsBeforeItBegins).optional();
        let end_unknown = self.end_unknown == "yes";
        if end_unknown && end.is_some() {
            read.wrong("end", told::DayOrNotKnown);
        }
        let legal_status = read
            .choice("legal-status", &self.legal_status, |word| or_unknown(word, legal_status))
            .missing(told::ChooseBasis)
            .required();
        let placement = read
            .choice("placement", &self.placement, |word| or_unknown(word, |word| code::PLACEMENT.code(word)))
            .missing(told::ChoosePlace)
            .required();
        let reason_ended = read
            .choice("reason-ended", &self.reason_ended, |word| code::EPISODE_CEASED.code(word))
            .optional();
        if reason_ended.is_some() && end.is_none() && !end_unknown {
            read.wrong("end", told::ReasonWithoutEnd);
        }
        let authority = read.text("authority", &self.authority).missing(told::NameCouncil);
        let authority = if self.after == TRANSFER { authority.required() } else { authority.optional() };
        let country = read.choice("country", &self.country, |word| read_word::<Country>(word)).optional();
        let basis = read.choice("basis", &self.basis, |word| word.parse::<Basis>().ok());
        let basis = basis.missing(told::ChooseRecord).required();
        let reason = read.text("reason", &self.reason).missing(told::SayWhereFrom);
        let reason = reason.only(|reason| is_a_reason(reason), told::NotAReason).required();
        read.done(|| {
            let note = EpisodeNote {
                start,
                end,
                end_unknown,
                legal_status: legal_status.flatten(),
                placement: placement.flatten().map(Into::into),
                reason_ended: reason_ended.map(Into::into),
                authority,
                country: country.filter(|country| *country != Country::England),
                ..EpisodeNote::default()
            };
            Some((note, with_basis(basis?, &reason?)))
        })
    }

    /// The form next to what somebody else saved; it is now based on that version.
    #[must_use]
    pub fn beside(self, theirs: Option<&Version<Episode>>, yours: &EpisodeNote) -> Sheet<Self> {
        let nothing = EpisodeNote::default();
        let saved = theirs.map_or(&nothing, |line| &line.row.note);
        let day = |day: Option<NaiveDate>| day.map_or_else(|| told::None.into(), Say::day);
        let ended = |note: &EpisodeNote| {
            note.reason_ended.as_deref().map_or_else(
                || told::None.into(),
                |ended| Say::words(code::EPISODE_CEASED.words(ended).unwrap_or(ended)),
            )
        };
        let council = |note: &EpisodeNote| {
            note.authority.as_deref().map_or_else(|| told::OurCouncil.into(), Say::words)
        };
        let end = |note: &EpisodeNote| {
            if note.end_unknown { told::EndedNotKnown.into() } else { day(note.end) }
        };
        let rows = vec![
            ClashRow::new(told::Start, day(saved.start), day(yours.start)),
            ClashRow::new(told::End, end(saved), end(yours)),
            ClashRow::new(told::Place, said::place(saved), said::place(yours)),
            ClashRow::new(told::WhyEnded, ended(saved), ended(yours)),
            ClashRow::new(told::Council, council(saved), council(yours)),
        ];
        Sheet::clashing(Self { version: theirs.into(), ..self }, Clash::of(theirs, rows))
    }
}

/// A code, or that nobody knows.
fn or_unknown<T>(word: &str, of: impl FnOnce(&str) -> Option<T>) -> Option<Option<T>> {
    if word == NOBODY_KNOWS { Some(None) } else { of(word).map(Some) }
}

/// The reason with the record that it rests on, as it is kept.
pub fn with_basis(basis: Basis, reason: &str) -> String {
    use told::basis as said;
    let record: Say = match basis {
        Basis::Return => said::Return.into(),
        Basis::CaseSystem => said::CaseSystem.into(),
        Basis::CourtPaper => said::CourtPaper.into(),
        Basis::Person => said::Person.into(),
        Basis::Other => return reason.to_owned(),
    };
    Say::from(told::Because { record, reason }).to_string()
}

/// The word of a country.
fn country_word(country: Country) -> String {
    let word = serde_json::to_value(country).ok();
    word.and_then(|word| word.as_str().map(str::to_owned)).unwrap_or_default()
}

fn legal_status(written: &str) -> Option<LegalStatus> {
    use LegalStatus::{C1, C2, D1, E1, J1, J2, J3, L1, L2, L3, V2, V3, V4};
    [C1, C2, D1, E1, V2, V3, V4, J1, J2, J3, L1, L2, L3]
        .into_iter()
        .find(|status| said::status_code(*status) == written)
}
