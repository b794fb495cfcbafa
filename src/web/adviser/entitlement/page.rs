//! What the page for one entitlement shows.

use chrono::NaiveDate;
use leaving_care_rules::{
    Law, Messages,
    assessment::EntitlementAnswer,
    catalogue::EntitlementIndex,
    entitlement::outcome::{Entitlement as Rule, Kind},
    explain::{self, Explanation},
    local_offer::OfferSource,
};
use onward_domain::{
    entitlement::{EntitlementAct, EntitlementStep, proposed_no, sent_back_no, standing},
    id::DocumentId,
    money::Pence,
    overrides::Override,
    request::{Request, Stage},
    standing::{Standing, Stands},
};
use serde::Serialize;

use super::{
    form::StepForm,
    lede::{lede, per, rule_says},
};
use crate::{
    clock::london_day,
    usecases::adviser::{add_entitlement_step::Doubt, see_entitlement::SeenEntitlement},
    web::{
        adviser::{
            confirm::ReadingShown,
            facts,
            trace::{Trace, decided, reasons, trace, why},
            who::Who,
        },
        form::{FormErrors, Sheet},
        happened, law_words,
        parts::{Line, Link, PaymentShown},
        view::{FormState, Page},
        words::{Say, says},
        young_person::thing::questions,
    },
};

/// The rule's answer with its trace, and the ledger.
#[derive(Debug, Clone, Serialize)]
pub struct EntitlementPage {
    who: Who,
    action: String,
    title: String,
    lede: Say,
    saved: bool,
    asked: Vec<Link>,
    answer: Say,
    reasons: Vec<Line>,
    /// The branch that decided.
    decided: Vec<Trace>,
    trace: Trace,
    /// The readings of the law behind it, with what was decided.
    readings: Vec<ReadingShown>,
    /// What was decided in place of the rule's answer.
    decided_instead: Option<DecidedInstead>,
    override_waits: bool,
    override_href: String,
    reads: Vec<Say>,
    card: Card,
    ledger: Vec<LedgerRow>,
    paid: Pence,
    whole: Option<Pence>,
    path: Vec<PathStep>,
    /// What they asked for, and by when they were promised an answer.
    request: Option<RequestShown>,
    /// A refusal that waits for a manager.
    proposed: Option<AboutNo>,
    /// A refusal that a manager sent back.
    sent_back: Option<AboutNo>,
    /// The papers that can show a payment: what is sent, and what it is called.
    papers: Vec<(DocumentId, String)>,
    #[serde(flatten)]
    sheet: Sheet<StepForm>,
}

impl Page for EntitlementPage {
    const TEMPLATE: &str = "adviser/entitlement.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

/// Who provides it and how.
#[derive(Debug, Clone, Serialize)]
struct Card {
    provider: String,
    decider: String,
    /// Whether somebody must give it to them, or may.
    kind: Kind,
    ask: String,
    evidence: String,
    refused: String,
    offer: Option<Offer>,
    fund: Option<Fund>,
    checked: Option<NaiveDate>,
}

/// How the council's fund is asked for, where its offer says so.
#[derive(Debug, Clone, Serialize)]
struct Fund {
    link: Option<String>,
    phone: Option<String>,
    rules: Option<String>,
}

/// The council's local offer, if anything here comes from it.
#[derive(Debug, Clone, Serialize)]
struct Offer {
    cite: String,
    checked: Option<NaiveDate>,
}

/// One line of the ledger: added, never changed.
#[derive(Debug, Clone, Serialize)]
struct LedgerRow {
    day: NaiveDate,
    act: &'static str,
    words: Option<String>,
    who: Option<String>,
    amount: Option<Pence>,
    /// By when what follows was promised.
    by: Option<NaiveDate>,
    decider: Option<String>,
    payment: Option<PaymentShown>,
    /// It was a mistake, and is taken back.
    taken_back: bool,
    /// Where it is taken back; nothing for what can't be.
    correct: Option<String>,
    /// For a line that takes another back: that one.
    of: Option<Mistake>,
}

/// A line that was a mistake.
#[derive(Debug, Clone, Serialize)]
struct Mistake {
    act: &'static str,
    day: NaiveDate,
    amount: Option<Pence>,
}

/// A request that is on its way.
#[derive(Debug, Clone, Serialize)]
struct RequestShown {
    stage: Stage,
    on: Option<NaiveDate>,
    words: Option<String>,
    amount: Option<Pence>,
    by: Option<NaiveDate>,
    late: bool,
    emergency: bool,
    /// The day on which they said that it has not come.
    chased: Option<NaiveDate>,
}

impl RequestShown {
    fn of(seen: &SeenEntitlement, emergency: bool, today: NaiveDate) -> Option<Self> {
        let all: Vec<_> = seen.steps.iter().map(|(step, _)| step.clone()).collect();
        let steps = standing(&all);
        let request = Request::of(&steps, emergency).filter(|request| request.stage.is_open())?;
        let last = |act: EntitlementAct| request.steps.iter().rev().find(|step| step.note.act == act);
        Some(Self {
            stage: request.stage,
            on: request.since(),
            words: last(EntitlementAct::Asked).and_then(|step| step.note.note.clone()),
            amount: request.amount,
            by: request.by,
            late: request.late(today),
            emergency: emergency && request.stage.waits(),
            chased: last(EntitlementAct::Chased).map(|step| step.note.happened_on),
        })
    }
}

/// What was decided in place of the rule's answer, in a note at the top.
#[derive(Debug, Clone, Serialize)]
struct DecidedInstead {
    gives: bool,
    amount: Option<Pence>,
    reason: String,
    until: NaiveDate,
}

impl DecidedInstead {
    fn of(one: &Override) -> Self {
        let note = &one.note;
        Self { gives: note.gives, amount: note.amount, reason: note.reason.clone(), until: note.until }
    }
}

/// What was said about a refusal that nobody has been told of.
#[derive(Debug, Clone, Serialize)]
struct AboutNo {
    on: NaiveDate,
    who: Option<String>,
    words: Option<String>,
}

impl AboutNo {
    fn of(
        seen: &SeenEntitlement,
        which: impl for<'s> Fn(&'s [EntitlementStep], &str) -> Option<&'s EntitlementStep>,
    ) -> Option<Self> {
        let all: Vec<_> = seen.steps.iter().map(|(step, _)| step.clone()).collect();
        let step = which(&all, &all.first()?.note.entitlement)?;
        let who = seen.steps.iter().find(|(one, _)| one.id == step.id).and_then(|(_, who)| who.clone());
        Some(Self { on: london_day(step.recorded_at), who, words: step.note.note.clone() })
    }
}

/// One stop of the way from told to given.
#[derive(Debug, Clone, Serialize)]
struct PathStep {
    act: &'static str,
    day: Option<NaiveDate>,
    who: Option<String>,
    class: &'static str,
}

impl EntitlementPage {
    /// The page around a form; `None` when the entitlement is not in this law.
    pub fn of(
        seen: &SeenEntitlement,
        law: &Law,
        messages: &Messages,
        sheet: Sheet<StepForm>,
        saved: bool,
    ) -> Option<Self> {
        let (one, place) = (&seen.answered, seen.which.place());
        let rule = law.entitlements().get(place)?;
        let answer = one.before_giving.entitlement(seen.which)?;
        let standing = one.standings.get(place)?;
        let why = why(seen, law, messages)?;
        let who = Who::of(one);
        let action = format!("{}/entitlements/{}", who.base, law_words::address(law.entitlements(), place));
        Some(Self {
            ledger: ledger(seen, &action),
            title: rule.name.clone(),
            lede: lede(rule, answer, standing, &who.known_as, one.today),
            saved,
            asked: facts::asked(one, answer),
            answer: rule_says(rule, one, seen.which)?,
            readings: ReadingShown::all(one, &seen.confirmations, &Who::of(one).base),
            decided_instead: one.overridden(&rule.id).map(DecidedInstead::of),
            override_waits: one
                .listed
                .facts
                .overrides
                .iter()
                .any(|each| each.note.entitlement == rule.id && each.waits()),
            override_href: format!("{action}/override"),
            action,
            reasons: reasons(&why, rule, &who.known_as),
            decided: decided(&why.trace, &who.known_as),
            trace: trace(&why.trace, &who.known_as),
            reads: match (one.overridden(&rule.id), one.by_rule(seen.which)) {
                (Some(decided), Some(by_rule)) => happened::decided_instead(decided, by_rule.outcome),
                _ => reads(&why, answer, standing, one.today),
            },
            card: card(seen.which, rule, answer, law, one.today),
            paid: standing.paid,
            whole: standing.whole,
            path: path(&seen.steps, standing.stands),
            request: RequestShown::of(seen, rule.emergency, one.today),
            proposed: AboutNo::of(seen, proposed_no),
            sent_back: AboutNo::of(seen, sent_back_no),
            papers: papers(seen),
            who,
            sheet,
        })
    }
}

/// The form with what does not fit about the step sent, with both amounts, and what to do.
pub fn doubtful(seen: &SeenEntitlement, law: &Law, form: StepForm, doubt: Doubt) -> Sheet<StepForm> {
    use says::adviser::doubt as said;
    let name = seen.answered.listed.person.identity.known_as.as_str();
    let per = law.entitlements().get(seen.which.place()).map_or("", per);
    let words: Say = match doubt {
        Doubt::MoreThanTheLawGives { paid, gives } => said::MoreThanTheLaw { paid, gives }.into(),
        Doubt::GivenInFull(given) => said::GivenInFull { name, given: happened::had(&given) }.into(),
        Doubt::MoreThanOnePeriod { paid, gives } => said::MoreThanOnePeriod { paid, gives, per }.into(),
        Doubt::TheRuleSaysNo => said::RuleSaysNo { name }.into(),
        Doubt::AgreedWithoutSum => said::AgreedWithoutSum.into(),
        Doubt::BeforeBirth(born) => {
            let before = says::forms::day::BeforeBirth { born: born.into() };
            return Sheet::wrong(form, FormErrors::one("day", before));
        }
        Doubt::TheyWait => {
            let errors = FormErrors::one("answer", said::TheyWait { name });
            return Sheet::wrong(form, errors);
        }
    };
    Sheet::doubtful(form, words, doubt.token())
}

/// What the young person reads first: what has happened; then the rule's own lines. The answer itself is left out if
/// what has happened says more.
fn reads(why: &Explanation, answer: &EntitlementAnswer, standing: &Standing, today: NaiveDate) -> Vec<Say> {
    let mut lines = happened::lines(standing, today);
    let decided = matches!(standing.stands, Stands::Had | Stands::Refused);
    if standing.stands == Stands::ToAsk {
        lines.push(says::young_person::why::Ask.into());
    }
    let decided = decided || standing.stands == Stands::ToAsk;
    // What was answered is not asked again: the questions below are those that are open.
    let shown =
        |line: &&explain::Line| !(line.key.ends_with(".asks") || decided && line.key.starts_with("answer."));
    lines.extend(why.lines.iter().filter(shown).map(|line| Say::words(&line.text)));
    if standing.stands == Stands::ToCheck {
        lines.extend(questions(&answer.needs));
    }
    lines
}

fn card(
    which: EntitlementIndex,
    rule: &Rule,
    answer: &EntitlementAnswer,
    law: &Law,
    today: NaiveDate,
) -> Card {
    let offer: Option<&OfferSource> = law.offered(which, today);
    Card {
        provider: rule.provider.clone(),
        decider: rule.decider.clone(),
        kind: answer.kind,
        ask: rule.how_to_ask(answer).to_owned(),
        evidence: rule.evidence.clone(),
        refused: rule.refused.clone(),
        offer: offer
            .map(|offer| Offer { cite: offer.source.cite.to_string(), checked: offer.source.checked }),
        fund: law.fund_rules(which, today).map(|rules| Fund {
            link: rules.link.clone(),
            phone: rules.phone.clone(),
            rules: rules.rules.clone(),
        }),
        checked: rule.source.iter().filter_map(|source| source.checked).min(),
    }
}

/// The ledger, newest first. A line that was a mistake stays, and says so.
fn ledger(seen: &SeenEntitlement, action: &str) -> Vec<LedgerRow> {
    let at = format!("{}/documents", Who::of(&seen.answered).base);
    let find = |id| seen.steps.iter().map(|(step, _)| step).find(|step| step.id == id);
    let row = |(step, who): &(EntitlementStep, Option<String>)| {
        let note = &step.note;
        let taken_back = seen.steps.iter().any(|(other, _)| other.note.takes_back == Some(step.id));
        let open = note.act != EntitlementAct::TakenBack && !taken_back && seen.answered.may_change;
        LedgerRow {
            day: note.happened_on,
            act: note.act.word(),
            words: note.note.clone(),
            who: who.clone(),
            amount: note.amount,
            by: note.by,
            decider: note.decider.clone(),
            payment: PaymentShown::of(&note.payment, &seen.papers, &at),
            taken_back,
            correct: open.then(|| format!("{action}/steps/{}", step.id)),
            of: note.takes_back.and_then(find).map(|mistake| Mistake {
                act: mistake.note.act.word(),
                day: mistake.note.happened_on,
                amount: mistake.note.amount,
            }),
        }
    };
    seen.steps.iter().rev().map(row).collect()
}

/// Those that stand here now.
fn papers(seen: &SeenEntitlement) -> Vec<(DocumentId, String)> {
    let stand = seen.papers.iter().filter(|paper| paper.stands());
    stand.map(|paper| (paper.id, paper.note.title.clone())).collect()
}

/// From told to given; a refusal, or a no thank you, ends it.
fn path(steps: &[(EntitlementStep, Option<String>)], stands: Stands) -> Vec<PathStep> {
    use EntitlementAct::{Agreed, Asked, Deciding, Declined, Done, NotRelevant, Paid, Refused, Told};
    let way: &[EntitlementAct] = match stands {
        Stands::Refused => &[Told, Asked, Deciding, Refused],
        Stands::Declined => &[Told, Asked, Declined],
        Stands::NotRelevant => &[Told, NotRelevant],
        _ => &[Told, Asked, Deciding, Agreed, Paid, Done],
    };
    let mistakes: Vec<_> = steps.iter().filter_map(|(step, _)| step.note.takes_back).collect();
    let last = |act: EntitlementAct| {
        steps.iter().rev().find(|(step, _)| step.note.act == act && !mistakes.contains(&step.id))
    };
    let next = way.iter().rposition(|act| last(*act).is_some()).map_or(0, |furthest| furthest + 1);
    way.iter()
        .enumerate()
        .map(|(place, act)| {
            let done = last(*act);
            PathStep {
                act: act.word(),
                day: done.map(|(step, _)| step.note.happened_on),
                who: done.and_then(|(_, who)| who.clone()),
                class: match place {
                    place if place < next => "is-done",
                    place if place == next => "is-now",
                    _ => "",
                },
            }
        })
        .collect()
}
