//! What a question shows, and what whoever sent it keeps.

use chrono::{DateTime, NaiveDate, Utc};
use onward_domain::{
    hub::{Harm, HubContact, NotToldBecause, Sender},
    office,
};
use serde::{Deserialize, Serialize};

use super::{
    form::WorriedForm,
    sealed::{Answers, Question, Talked},
};
use crate::{
    App,
    settings::Settings,
    usecases::hub::come_back::HOURS,
    web::{
        clock_words,
        form::Sheet,
        public::help::{Answering, hub_answers_now},
        view::{FormState, Page},
        words::{
            Say,
            says::worried::{ask, hint, pick, row},
        },
    },
};

/// One question.
#[derive(Debug, Clone, Serialize)]
pub struct WorriedPage {
    question: Question,
    /// Which of how many.
    number: usize,
    of: usize,
    asks: Say,
    hint: Say,
    options: Vec<OptionShown>,
    /// The reasons not to tell a family, where that is asked.
    reasons: Vec<OptionShown>,
    /// Who answers now, in the council's own words.
    answering: Option<Answering>,
    checked: Option<NaiveDate>,
    child: bool,
    works: bool,
    harm_now: bool,
    can_go_back: bool,
    /// Everything that was said, before it is sent.
    said: Vec<SaidRow>,
    sealed: String,
    sheet: Sheet<WorriedForm>,
    began_again: bool,
}

impl Page for WorriedPage {
    const TEMPLATE: &'static str = "public/worried.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

/// One of the answers to a question.
#[derive(Debug, Clone, Serialize)]
pub struct OptionShown {
    pub value: &'static str,
    pub text: Say,
    pub hint: Option<Say>,
}

#[derive(Debug, Clone, Serialize)]
struct SaidRow {
    what: Say,
    reply: Say,
}

impl WorriedPage {
    /// A question, filled with what was answered to it before.
    pub fn of(app: &App, question: Question, answers: &Answers) -> Self {
        let now = app.clock.moment();
        let questions = answers.questions();
        let place = questions.iter().position(|each| *each == question).unwrap_or_default();
        let child = answers.who == Some(Sender::Child);
        let (asks, hint) = words(question, answers);
        Self {
            question,
            number: place + 1,
            of: questions.len(),
            asks,
            hint,
            options: options(question, &app.settings),
            reasons: if question == Question::Talked { reasons() } else { Vec::new() },
            answering: hub_answers_now(&app.settings, clock_words::london(now)),
            checked: app.settings.numbers_checked,
            child,
            works: answers.who == Some(Sender::Work),
            harm_now: answers.harm == Some(Harm::Now),
            can_go_back: answers.before(question).is_some(),
            said: if question == Question::Check { rows(answers, &app.settings) } else { Vec::new() },
            sealed: answers.seal(question, &app.keys, now.at),
            sheet: Sheet::new(WorriedForm::filled(question, answers)),
            began_again: false,
        }
    }

    /// The same with what has to be put right.
    pub fn wrong(self, sheet: Sheet<WorriedForm>) -> Self {
        Self { sheet, ..self }
    }

    /// The same, saying that what was said before is gone, where it is.
    pub fn begun_again(self, began_again: bool) -> Self {
        Self { began_again, ..self }
    }
}

/// It is sent: the reference, the clock of the answer, and what happens next.
#[derive(Debug, Clone, Serialize)]
pub struct SentPage {
    reference: String,
    decide_by: DateTime<Utc>,
    harm: Harm,
    child: bool,
    /// They said how to answer.
    reach: bool,
    answering: Option<Answering>,
    /// Somebody is at the hub at this hour.
    open: bool,
    /// Whoever is on duty gets a text that something waits.
    alerted: bool,
}

/// Whether whoever is on duty is told by text: a child is being harmed, the hub is closed, and there is a number for it.
pub fn alerts(app: &App, harm: Harm) -> bool {
    let closed = !office::open_at(clock_words::london(app.clock.moment()));
    harm == Harm::Now && closed && app.settings.hub_alert_text.is_some()
}

impl Page for SentPage {
    const TEMPLATE: &'static str = "public/worried_sent.html";
}

impl SentPage {
    /// For what is kept.
    pub fn of(app: &App, contact: &HubContact) -> Self {
        let now = clock_words::london(app.clock.moment());
        Self {
            reference: contact.reference.clone(),
            decide_by: contact.decide_by,
            harm: contact.told.harm,
            child: contact.told.sender == Sender::Child,
            reach: contact.told.reach.is_some(),
            answering: hub_answers_now(&app.settings, now),
            open: office::open_at(now),
            alerted: alerts(app, contact.told.harm),
        }
    }
}

/// The code with which somebody comes back.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct BackForm {
    pub code: String,
}

/// A code that was just made, or the question for one.
#[derive(Debug, Clone, Default, Serialize)]
pub struct BackPage {
    code: Option<String>,
    hours: i64,
    sheet: Sheet<BackForm>,
}

impl Page for BackPage {
    const TEMPLATE: &'static str = "public/worried_back.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

impl BackPage {
    /// It is kept: the code, this one time.
    pub fn saved(code: String) -> Self {
        Self { code: Some(code), hours: HOURS, ..Self::default() }
    }

    /// A code that opens nothing.
    pub fn asked(sheet: Sheet<BackForm>) -> Self {
        Self { sheet, ..Self::default() }
    }
}

/// What a question asks, and its hint.
pub fn words(question: Question, answers: &Answers) -> (Say, Say) {
    use onward_domain::hub::Door;
    let child = answers.who == Some(Sender::Child);
    let help = answers.door == Some(Door::Help);
    match question {
        Question::Door => (ask::Door.into(), Say::words("")),
        Question::Who => (ask::Who.into(), Say::words("")),
        Question::Harm => (ask::Harm.into(), hint::Harm.into()),
        Question::Talked => (ask::Talked.into(), hint::Talked.into()),
        Question::About if child => (ask::AboutChild.into(), hint::AboutChild.into()),
        Question::About => (ask::About.into(), hint::About.into()),
        Question::Lives if child => (ask::LivesChild.into(), hint::Lives.into()),
        Question::Lives => (ask::Lives.into(), hint::Lives.into()),
        Question::Words if help => (ask::WordsHelp.into(), hint::WordsHelp.into()),
        Question::Words => (ask::Words.into(), hint::Words.into()),
        Question::Reach | Question::Check => (ask::Reach.into(), hint::Reach.into()),
    }
}

fn option(value: &'static str, text: impl Into<Say>, hint: Option<Say>) -> OptionShown {
    OptionShown { value, text: text.into(), hint }
}

/// The answers to choose from.
pub fn options(question: Question, settings: &Settings) -> Vec<OptionShown> {
    match question {
        Question::Door => vec![
            option("worried", pick::Worried, Some(pick::WorriedHint.into())),
            option("help", pick::Help, Some(pick::HelpHint.into())),
        ],
        Question::Who => vec![
            option("child", pick::Child, Some(pick::ChildHint.into())),
            option("parent", pick::Parent, None),
            option("work", pick::Work, Some(pick::WorkHint.into())),
            option("public", pick::Public, Some(pick::PublicHint.into())),
        ],
        Question::Harm => vec![
            option("now", pick::HarmNow, None),
            option("later", pick::HarmLater, None),
            option("not_named", pick::HarmNotNamed, None),
            option("not_screened", pick::HarmNotScreened, None),
        ],
        Question::Talked => vec![
            option("yes", pick::TalkedYes, Some(pick::TalkedYesHint.into())),
            option("no", pick::TalkedNo, Some(pick::TalkedNoHint.into())),
        ],
        Question::Lives => places(settings),
        _ => Vec::new(),
    }
}

/// Where a child may live: the councils of the hub by their names, and what is neither.
fn places(settings: &Settings) -> Vec<OptionShown> {
    let neighbour = settings.neighbour.name.as_deref();
    let of_both = [("ours", Some(settings.council.as_str())), ("neighbour", neighbour)];
    let councils = of_both
        .into_iter()
        .filter_map(|(word, name)| Some(option(word, pick::LivesIn { council: name? }, None)));
    let neither = [
        option("elsewhere", pick::LivesElsewhere, Some(pick::LivesElsewhereHint.into())),
        option("unknown", pick::LivesUnknown, None),
    ];
    councils.chain(neither).collect()
}

/// The reasons not to talk to a family.
pub fn reasons() -> Vec<OptionShown> {
    vec![
        option("child", pick::BecauseChild, Some(pick::BecauseChildHint.into())),
        option("somebody_else", pick::BecauseSomebodyElse, Some(pick::BecauseSomebodyElseHint.into())),
        option("crime", pick::BecauseCrime, Some(pick::BecauseCrimeHint.into())),
    ]
}

fn picked(question: Question, value: Option<&str>, settings: &Settings) -> Say {
    let found = options(question, settings).into_iter().find(|option| Some(option.value) == value);
    found.map_or_else(|| Say::words(""), |option| option.text)
}

fn rows(answers: &Answers, settings: &Settings) -> Vec<SaidRow> {
    let text = |text: &Option<String>| match text.as_deref() {
        None | Some("") => row::Nothing.into(),
        Some(text) => Say::words(text),
    };
    let talked = || match &answers.talked {
        Some(Talked::On(day)) => row::OnDay { day: (*day).into() }.into(),
        Some(Talked::No(because, _)) => because_words(*because),
        None => row::Nothing.into(),
    };
    let one = |question: Question| {
        let picked = |value: Option<&str>| picked(question, value, settings);
        let (what, reply): (Say, Say) = match question {
            Question::Door => (row::Door.into(), picked(answers.door.map(|it| it.word()))),
            Question::Who => (row::Who.into(), picked(answers.who.map(|it| it.word()))),
            Question::Harm => (row::Harm.into(), picked(answers.harm.map(|it| it.word()))),
            Question::Lives => (row::Lives.into(), picked(answers.lives.map(|it| it.word()))),
            Question::Talked => (row::Talked.into(), talked()),
            Question::About => (row::About.into(), text(&answers.about)),
            Question::Words => (row::Words.into(), text(&answers.words)),
            Question::Reach => (row::Reach.into(), text(&answers.reach)),
            Question::Check => return None,
        };
        Some(SaidRow { what, reply })
    };
    answers.questions().into_iter().filter_map(one).collect()
}

fn because_words(because: NotToldBecause) -> Say {
    match because {
        NotToldBecause::Child => pick::BecauseChild.into(),
        NotToldBecause::SomebodyElse => pick::BecauseSomebodyElse.into(),
        NotToldBecause::Crime => pick::BecauseCrime.into(),
    }
}
