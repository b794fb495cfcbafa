//! An entitlement in the catalogue, and how its file is read.

use super::condition::Condition;
use super::earlier::{self, Earlier};
use super::read_condition;
use super::reading::{File, OUTCOME_WORDS, Value};
use crate::assessment::{EntitlementAnswer, Outcome};
use crate::calendar::Day;
use crate::challenge;
use crate::facts::FactId;
use crate::figures::{Citation, read_citation};
use crate::person::Country;
use serde::Serialize;
use toml::de::DeTable;

/// One thing a care leaver may be entitled to.
#[derive(Debug, Clone, PartialEq)]
pub struct Entitlement {
    /// Its id, which is also the name of its file.
    pub id: String,
    /// The file it was read from.
    pub file: String,
    /// Its number in the specification; `None` for a council's own.
    pub number: Option<u8>,
    pub name: String,
    /// What it means, in one sentence.
    pub meaning: String,
    /// What it helps with.
    pub need: Need,
    /// Who must, or may, provide it.
    pub kind: Kind,
    /// Who provides it.
    pub provider: String,
    /// Who decides, as the beginning of a sentence: the provider, where the file names nobody else.
    pub decider: String,
    pub ask: String,
    /// What evidence to bring.
    pub evidence: String,
    /// What to do when refused: the challenge route's text, where the entry has none of its own.
    pub refused: String,
    /// How to challenge a refusal: a kind of decision in `challenge.toml`.
    pub challenge: Option<String>,
    /// How much, when there is an amount.
    pub money: Option<Money>,
    /// The commencement that brings it into force, if it was not always in force.
    pub commencement: Option<String>,
    /// The day from which it is no longer law.
    pub repealed: Option<Day>,
    /// The day it came into this catalogue, whenever it became law, where it was not there from the beginning.
    pub added: Option<Day>,
    /// What it said before its source was read anew, where that changed an answer.
    pub earlier: Option<Earlier>,
    /// Where this was read.
    pub source: Vec<Citation>,
    /// The ordered table: the first line that applies gives the answer.
    pub rule: Vec<RuleLine>,
    /// What may help someone who is told no, in this order.
    pub instead: Vec<Instead>,
    /// The answer for someone whose date of birth is not known.
    pub without_birth_date: WithoutBirthDate,
    /// Care under the law of these countries counts like care in England, without asking.
    pub counts_care_in: Vec<Country>,
    /// How a council counts it, if it does.
    pub counted: Option<Counted>,
    /// The fact that says how much of the amount has been received already.
    pub less: Option<FactId>,
    /// Whoever asks for it can't wait: somebody answers the same day, at any hour.
    pub emergency: bool,
    /// It is done without anybody asking: a page of what to ask for shows it apart.
    pub unasked: bool,
    /// A roof, food, safety, an advocate or papers: nobody is told a bare no. Rules 0.1.
    pub door: bool,
}

impl Entitlement {
    /// How this person asks: in the words of their line of the rule, where it has some.
    pub fn how_to_ask(&self, answer: &EntitlementAnswer) -> &str {
        let line = answer.ask.and_then(|line| self.rule.get(usize::from(line)));
        line.and_then(|line| line.ask.as_deref()).unwrap_or(&self.ask)
    }

    /// Whether a council decides: the person's own, or the one where they live.
    pub fn is_decided_by_a_council(&self) -> bool {
        self.decider.to_lowercase().contains("council")
    }
}

/// Another entitlement that may help someone who is told no.
#[derive(Debug, Clone, PartialEq)]
pub struct Instead {
    pub id: String,
    /// Named only when this holds.
    pub when: Option<Condition>,
    /// The line in the file.
    pub line: usize,
}

/// The answer for someone whose date of birth is not known: some entitlements are needed in an age dispute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WithoutBirthDate {
    /// Waits for the date of birth.
    Waits,
    /// Open to everyone.
    Entitled,
    /// Open to everyone with any care on record.
    EntitledInCare,
}

/// How a council counts an entitlement: in which column, and what shows that it was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Counted {
    pub column: Column,
    /// What shows that someone has it.
    pub shown_by: ShownBy,
}

/// The columns of a council's figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Column {
    Adviser,
    Plan,
    FirstHome,
    Bursaries,
    CouncilTax,
    Study,
}

/// What shows that someone has an entitlement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ShownBy {
    /// An allocated adviser.
    Allocation,
    /// A plan, and its reviews.
    Review,
    /// Steps in the ledger.
    Ledger,
}

#[derive(Debug, Clone, PartialEq)]
pub struct RuleLine {
    /// When it applies; the last line always does.
    pub when: Option<Condition>,
    pub then: Outcome,
    /// What to ask, where the rule says to ask whatever is known.
    pub needs: Vec<FactId>,
    /// Who must, or may, provide it to people on this line, where that differs from the entitlement's own kind.
    pub kind: Option<Kind>,
    /// What a young person is told about this line, instead of the facts that decided it.
    pub says: Option<String>,
    /// How people on this line ask, where that differs from the entitlement's own way.
    pub ask: Option<String>,
    /// The line in the file.
    pub line: usize,
}

/// An amount of money: a figure, and how often.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Money {
    /// The figure's id.
    pub figure: String,
    /// Which day's row of the figure applies.
    pub on: AmountDay,
    pub per: Per,
}

/// Which day's figure is the amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AmountDay {
    /// The day asked about (or the day it starts, when upcoming).
    Day,
    /// The first day of the education.
    EducationStart,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Per {
    Once,
    Week,
    Month,
    Year,
}

/// What an entitlement helps with: how the young person's page groups them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Need {
    Home,
    WorkAndStudy,
    Money,
    /// Me: health, people, who I am.
    Me,
    Rights,
}

/// Who must, or may, provide it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The council must.
    Duty,
    Power,
    /// The council chooses.
    Local,
    /// Another body decides.
    OtherBody,
}

const NEEDS: [(&str, Need); 5] = [
    ("home", Need::Home),
    ("work_and_study", Need::WorkAndStudy),
    ("money", Need::Money),
    ("me", Need::Me),
    ("rights", Need::Rights),
];
const KINDS: [(&str, Kind); 4] =
    [("duty", Kind::Duty), ("power", Kind::Power), ("local", Kind::Local), ("other_body", Kind::OtherBody)];
const PER: [(&str, Per); 4] =
    [("once", Per::Once), ("week", Per::Week), ("month", Per::Month), ("year", Per::Year)];
const AMOUNT_DAYS: [(&str, AmountDay); 2] =
    [("day", AmountDay::Day), ("education_start", AmountDay::EducationStart)];
pub(super) const WITHOUT_BIRTH_DATE: [(&str, WithoutBirthDate); 2] =
    [("entitled", WithoutBirthDate::Entitled), ("entitled_in_care", WithoutBirthDate::EntitledInCare)];
const COUNTRIES: [(&str, Country); 3] = [
    ("wales", Country::Wales),
    ("scotland", Country::Scotland),
    ("northern_ireland", Country::NorthernIreland),
];
const COLUMNS: [(&str, Column); 6] = [
    ("adviser", Column::Adviser),
    ("plan", Column::Plan),
    ("first_home", Column::FirstHome),
    ("bursaries", Column::Bursaries),
    ("council_tax", Column::CouncilTax),
    ("study", Column::Study),
];
const SHOWN_BY: [(&str, ShownBy); 3] =
    [("allocation", ShownBy::Allocation), ("review", ShownBy::Review), ("ledger", ShownBy::Ledger)];
const KEYS: [&str; 31] = [
    "id",
    "number",
    "name",
    "meaning",
    "need",
    "kind",
    "provider",
    "decider",
    "ask",
    "evidence",
    "refused",
    "amount",
    "amount_on",
    "per",
    "commencement",
    "repealed",
    "added",
    "changed",
    "source",
    "who",
    "rule",
    "challenge",
    "instead",
    "without_birth_date",
    "counts_care_in",
    "counted",
    "less",
    "emergency",
    "unasked",
    "door",
    "note",
];

/// Reads one entitlement's table; notes every mistake in the file.
pub(crate) fn read<'t>(file: &mut File<'t>, at: usize, table: &DeTable<'t>) -> Option<Entitlement> {
    let fields = file.fields(table, &KEYS);
    let money = match fields.get("amount") {
        None => None,
        Some(figure) => Some(Money {
            figure: file.text(figure)?,
            on: fields.get("amount_on").map_or(Some(AmountDay::Day), |on| file.word(on, &AMOUNT_DAYS))?,
            per: fields.must(file, at, "per").and_then(|per| file.word(per, &PER))?,
        }),
    };
    let source = fields.must(file, at, "source").map_or(Vec::new(), |list| read_sources(file, list));
    let id = fields.must_text(file, at, "id");
    if !id.is_empty() {
        file.check_id(at, &id);
    }
    let challenge = fields.get("challenge").and_then(|id| file.text(id));
    if let (Some(id), Some(value)) = (&challenge, fields.get("challenge"))
        && challenge::newest_says(id).is_none()
    {
        file.problem(
            value.span().start,
            format!("no kind of decision is called `{id}`: challenge.toml has them"),
        );
    }
    let provider = fields.must_text(file, at, "provider");
    Some(Entitlement {
        id,
        file: file.name().to_owned(),
        number: fields.get("number").and_then(|number| file.number(number)),
        name: fields.must_text(file, at, "name"),
        meaning: fields.must_text(file, at, "meaning"),
        need: fields.must(file, at, "need").and_then(|need| file.word(need, &NEEDS))?,
        kind: fields.must(file, at, "kind").and_then(|kind| file.word(kind, &KINDS))?,
        provider: provider.clone(),
        decider: fields.get("decider").and_then(|decider| file.text(decider)).unwrap_or(provider),
        ask: fields.must_text(file, at, "ask"),
        evidence: fields.must_text(file, at, "evidence"),
        refused: match (fields.get("refused"), challenge.as_deref().and_then(challenge::newest_says)) {
            (None, Some(says)) => says.to_owned(),
            _ => fields.must_text(file, at, "refused"),
        },
        challenge,
        money,
        commencement: fields.get("commencement").and_then(|id| file.text(id)),
        repealed: fields.get("repealed").and_then(|day| file.day(day)),
        added: fields.get("added").and_then(|day| file.day(day)),
        earlier: fields.get("changed").and_then(|changed| earlier::read(file, changed)),
        source,
        rule: match (fields.get("who"), fields.get("rule")) {
            (Some(who), None) => who_rule(file, who),
            (None, Some(rule)) => read_rule(file, rule),
            _ => {
                file.problem(at, "give either `who` or [[rule]]");
                None
            }
        }?,
        instead: fields.get("instead").map_or(Vec::new(), |list| read_instead(file, list)),
        without_birth_date: fields
            .get("without_birth_date")
            .and_then(|word| file.word(word, &WITHOUT_BIRTH_DATE))
            .unwrap_or(WithoutBirthDate::Waits),
        counts_care_in: fields.get("counts_care_in").map_or(Vec::new(), |list| file.words(list, &COUNTRIES)),
        counted: fields.get("counted").and_then(|counted| read_counted(file, counted)),
        less: fields.get("less").and_then(|fact| read_fact(file, fact)),
        emergency: fields.get("emergency").and_then(|yes| file.yes_or_no(yes)).unwrap_or(false),
        unasked: fields.get("unasked").and_then(|yes| file.yes_or_no(yes)).unwrap_or(false),
        door: fields.get("door").and_then(|yes| file.yes_or_no(yes)).unwrap_or(false),
    })
}

/// `who`: entitled when it holds, otherwise not.
pub(super) fn who_rule<'t>(file: &mut File<'t>, who: &Value<'t>) -> Option<Vec<RuleLine>> {
    let line = file.line(who.span().start);
    let when = read_condition::read(file, who)?;
    let then =
        |when, then| RuleLine { when, then, needs: Vec::new(), kind: None, says: None, ask: None, line };
    Some(vec![then(Some(when), Outcome::Entitled), then(None, Outcome::NotEntitled)])
}

fn read_sources<'t>(file: &mut File<'t>, list: &Value<'t>) -> Vec<Citation> {
    let sources = file.list(list);
    if sources.is_empty() {
        file.problem(list.span().start, "an entry needs a source");
    }
    sources.into_iter().filter_map(|each| read_citation(file, each)).collect()
}

pub(super) fn read_rule<'t>(file: &mut File<'t>, rule: &Value<'t>) -> Option<Vec<RuleLine>> {
    let values = file.list(rule);
    let count = values.len();
    let mut lines = Vec::with_capacity(count);
    for (place, value) in values.into_iter().enumerate() {
        let at = value.span().start;
        let table = file.table(value)?;
        let fields = file.fields(table, &["when", "then", "needs", "kind", "says", "ask", "note"]);
        let when = match fields.get("when") {
            Some(when) => Some(read_condition::read(file, when)?),
            None => None,
        };
        if when.is_none() != (place + 1 == count) {
            file.problem(at, "every line but the last has a `when`, and the last has none");
        }
        let then = fields.must(file, at, "then").and_then(|then| file.word(then, &OUTCOME_WORDS))?;
        if let Some(needs) = fields.get("needs")
            && then != Outcome::NeedsInformation
        {
            file.problem(needs.span().start, "only an answer of needs_information asks for something");
        }
        let needs = fields.get("needs").map_or(Vec::new(), |needs| file.list(needs));
        let needs = needs.into_iter().filter_map(|each| read_fact(file, each)).collect();
        let kind = fields.get("kind").and_then(|kind| file.word(kind, &KINDS));
        let says = fields.get("says").and_then(|says| file.text(says));
        let ask = fields.get("ask").and_then(|ask| file.text(ask));
        lines.push(RuleLine { when, then, needs, kind, says, ask, line: file.line(at) });
    }
    Some(lines)
}

/// The id of a fact, which has its two questions in `facts.toml`.
fn read_fact<'t>(file: &mut File<'t>, value: &Value<'t>) -> Option<FactId> {
    let id = file.text(value)?;
    let fact = id.parse().ok();
    if fact.is_none() {
        file.problem(value.span().start, format!("no fact is called `{id}`: facts.toml has them all"));
    }
    fact
}

/// What may help instead: ids, or tables with an id and when it is named.
fn read_instead<'t>(file: &mut File<'t>, list: &Value<'t>) -> Vec<Instead> {
    let mut instead: Vec<Instead> = Vec::new();
    for value in file.list(list) {
        let at = value.span().start;
        let line = file.line(at);
        let each = if value.get_ref().is_str() {
            file.text(value).map(|id| Instead { id, when: None, line })
        } else {
            file.table(value).and_then(|table| {
                let fields = file.fields(table, &["id", "when"]);
                let id = fields.must(file, at, "id").and_then(|id| file.text(id))?;
                let when = fields.must(file, at, "when").and_then(|when| read_condition::read(file, when))?;
                Some(Instead { id, when: Some(when), line })
            })
        };
        instead.extend(each);
    }
    if instead.len() > MOST_INSTEAD {
        file.problem(list.span().start, format!("at most {MOST_INSTEAD} may be named"));
    }
    instead
}

/// As many as an answer has bits for.
const MOST_INSTEAD: usize = 16;

fn read_counted<'t>(file: &mut File<'t>, value: &Value<'t>) -> Option<Counted> {
    let table = file.table(value)?;
    let fields = file.fields(table, &["column", "shown_by"]);
    let at = value.span().start;
    let column = fields.must(file, at, "column").and_then(|column| file.word(column, &COLUMNS))?;
    let shown_by = fields.must(file, at, "shown_by").and_then(|shown| file.word(shown, &SHOWN_BY))?;
    Some(Counted { column, shown_by })
}
