//! The forms of *My details*.

use onward_domain::mine::{
    Feels, How, Interpreter, Languages, LanguagesNote, May, NotAgain, NotAgainNote, Print, Reach, ReachNote,
};
use onward_store::repo::versions::Version;
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::{
    usecases::write_name::{Names, NoName},
    web::{
        form::{FormErrors, Reader, Stood},
        words::says::mine as said,
    },
};

/// How to reach me.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct ReachForm {
    pub version: Stood,
    #[serde(skip_serializing)]
    pub passphrase: String,
    pub text: String,
    pub call: String,
    pub voicemail: String,
    pub post: String,
    #[validate(length(max = 200))]
    pub hours: String,
    #[validate(length(max = 300))]
    pub never: String,
}

impl ReachForm {
    /// Filled from what stands.
    pub fn of(stands: Option<&Version<Reach>>) -> Self {
        let Some(version) = stands else { return Self::default() };
        let note = version.row.note.clone();
        Self {
            version: Stood::of(&version.row.id),
            passphrase: String::new(),
            text: note.text.word().to_owned(),
            call: note.call.word().to_owned(),
            voicemail: note.voicemail.word().to_owned(),
            post: note.post.word().to_owned(),
            hours: note.hours.unwrap_or_default(),
            never: note.never.unwrap_or_default(),
        }
    }

    /// What it says.
    ///
    /// # Errors
    /// What to put right.
    pub fn read(&self) -> Result<ReachNote, FormErrors> {
        let mut read = Reader::of(self);
        let may = |word: &str| word.parse::<May>().ok();
        let text = read.choice("text", &self.text, may).missing(said::reach::Text).required();
        let call = read.choice("call", &self.call, may).missing(said::reach::Call).required();
        let voicemail = read.choice("voicemail", &self.voicemail, may);
        let voicemail = voicemail.missing(said::reach::Voicemail).required();
        let post = read.choice("post", &self.post, may).missing(said::reach::Post).required();
        let hours = read.text("hours", &self.hours).optional();
        let never = read.text("never", &self.never).optional();
        if self.passphrase.is_empty() {
            read.wrong("passphrase", said::proof::Missing);
        }
        read.done(|| {
            Some(ReachNote { text: text?, call: call?, voicemail: voicemail?, post: post?, hours, never })
        })
    }
}

/// In which languages I want to speak and read.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct LanguagesForm {
    pub version: Stood,
    #[validate(length(max = 100))]
    pub speaks: String,
    #[validate(length(max = 100))]
    pub reads: String,
    pub interpreter: String,
    pub print: String,
    #[validate(length(max = 400))]
    pub words: String,
}

impl LanguagesForm {
    /// Filled from what stands.
    pub fn of(stands: Option<&Version<Languages>>) -> Self {
        let Some(version) = stands else { return Self::default() };
        let note = version.row.note.clone();
        Self {
            version: Stood::of(&version.row.id),
            speaks: note.speaks.unwrap_or_default(),
            reads: note.reads.unwrap_or_default(),
            interpreter: note.interpreter.word().to_owned(),
            print: note.print.word().to_owned(),
            words: note.words.unwrap_or_default(),
        }
    }

    /// What it says.
    ///
    /// # Errors
    /// What to put right.
    pub fn read(&self) -> Result<LanguagesNote, FormErrors> {
        let mut read = Reader::of(self);
        let speaks = read.text("speaks", &self.speaks).optional();
        let interpreter = |word: &str| word.parse::<Interpreter>().ok();
        let interpreter = read.choice("interpreter", &self.interpreter, interpreter);
        let interpreter = interpreter.missing(said::languages::Interpreter).required();
        let reads = read.text("reads", &self.reads).optional();
        let print = read.choice("print", &self.print, |word| word.parse::<Print>().ok()).or(Print::Any);
        let words = read.text("words", &self.words).optional();
        read.done(|| Some(LanguagesNote { speaks, reads, interpreter: interpreter?, print: print?, words }))
    }
}

/// What I don't want to explain again.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct NotAgainForm {
    pub version: Stood,
    #[validate(length(max = 2000))]
    pub words: String,
}

impl NotAgainForm {
    /// Filled from what stands.
    pub fn of(stands: Option<&Version<NotAgain>>) -> Self {
        let Some(version) = stands else { return Self::default() };
        Self { version: Stood::of(&version.row.id), words: version.row.note.words.clone() }
    }

    /// The words; none to take them out.
    ///
    /// # Errors
    /// What to put right.
    pub fn read(&self) -> Result<NotAgainNote, FormErrors> {
        let mut read = Reader::of(self);
        let words = read.text("words", &self.words).optional();
        read.done(|| Some(NotAgainNote { words: words.unwrap_or_default() }))
    }
}

/// What to call me.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct NameForm {
    pub called: String,
    #[validate(length(max = 40))]
    pub pronouns: String,
}

impl NameForm {
    /// The name and the words.
    ///
    /// # Errors
    /// What to put right.
    pub fn read(&self) -> Result<(String, Option<String>), FormErrors> {
        let mut read = Reader::of(self);
        let name = match Names::read(&self.called, "", "") {
            Ok(names) => Some(names.listed()),
            Err(wrong) => {
                match wrong.first().map(|(_, why)| *why) {
                    Some(NoName::Unseen) => read.wrong("called", said::name::Unseen),
                    Some(NoName::TooLong) => read.wrong("called", said::name::Long),
                    Some(NoName::NoLetter) => read.wrong("called", said::name::Letter),
                    Some(NoName::Missing) | None => read.wrong("called", said::name::Missing),
                }
                None
            }
        };
        let pronouns = read.text("pronouns", &self.pronouns).optional();
        read.done(|| Some((name?, pronouns)))
    }
}

/// Fresh proof, and what it is for.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ProofForm {
    pub passphrase: String,
    /// `file` or `page`.
    pub show: String,
}

/// Pausing or closing.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct CloseForm {
    #[serde(skip_serializing)]
    pub passphrase: String,
    pub how: String,
    #[validate(length(max = 600))]
    pub words: String,
}

impl CloseForm {
    /// Which, and why.
    ///
    /// # Errors
    /// What to put right.
    pub fn read(&self) -> Result<(How, Option<String>), FormErrors> {
        let mut read = Reader::of(self);
        let how = read.choice("how", &self.how, |word| word.parse::<How>().ok());
        let how = how.missing(said::close::How).required();
        let words = read.text("words", &self.words).optional();
        if self.passphrase.is_empty() {
            read.wrong("passphrase", said::proof::Missing);
        }
        read.done(|| Some((how?, words)))
    }

    /// For the page: a passphrase is shown nowhere.
    pub fn without_proof(self) -> Self {
        Self { passphrase: String::new(), ..self }
    }
}

/// How things are.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct CheckInForm {
    pub feels: String,
    #[validate(length(max = 1000))]
    pub words: String,
}

impl CheckInForm {
    /// A word, or their own.
    ///
    /// # Errors
    /// What to put right.
    pub fn read(&self) -> Result<(Option<Feels>, Option<String>), FormErrors> {
        let mut read = Reader::of(self);
        let feels = read.choice("feels", &self.feels, |word| word.parse::<Feels>().ok()).optional();
        let words = read.text("words", &self.words).optional();
        if feels.is_none() && words.is_none() && self.words.trim().is_empty() {
            read.wrong("feels", said::check_in::Something);
        }
        read.done(|| Some((feels, words)))
    }
}
