//! What is recorded about a person.

use chrono::NaiveDate;
use diesel::prelude::*;
use leaving_care_rules::{
    facts::FactId,
    person::{Country, EducationKind, Homeless, LegalStatus, LivesWith},
};
use onward_domain::{
    allocation::{Allocation, Part, Team},
    care::{
        Circumstance, CircumstanceFact, CircumstanceNote, CircumstanceValue, Course, CourseNote, Episode,
        EpisodeNote, LifeEvent, LifeEventKind, LifeEventNote,
    },
    contact::{Alone, Contact, ContactKind, ContactNote},
    entitlement::{EntitlementAct, EntitlementNote, EntitlementStep, PaidTo, Payment},
    id::{
        ActivityId, AllocationId, CircumstanceId, ContactId, CourseId, DocumentId, EntitlementStepId,
        EpisodeId, EventId, HomeId, ImportId, NoteId, OverrideId, OwnAnswerId, PersonId, ProofLetterId,
        RectificationId, TeamId, UserId,
    },
    living::{Activity, ActivityNote, Home, HomeNote},
    money::Pence,
    note::Note,
    overrides::{Ended, Override, OverrideNote},
    own_answer::{OwnAnswer, OwnAnswerNote, OwnValue, Said, SettledAs, Settlement},
    person::{Identity, Person, Sex, name_form},
    proof::{NewLetter, ProofLetter, Receiver, Says, Told},
    recorded::{Recorded, Source},
    rectification::{Answer, Outcome, Rectification},
    second_look::SecondAnswer,
};

use super::row;
use crate::{
    schema::{
        people::{persons, teams},
        records::{
            activities, allocations, care_episodes, circumstances, contacts, courses, entitlement_overrides,
            entitlement_steps, homes, life_events, notes, own_answers, proof_letters, rectifications,
        },
    },
    types::Instant,
};

row!(Person, persons, |p| {
    id: PersonId = p.id,
    child: Option<String> = p.identity.child,
    known_as: String = p.identity.known_as,
    first_names: String = p.identity.first_names,
    family_name: String = p.identity.family_name,
    search_name: String = p.identity.search_name(),
    born: Option<NaiveDate> = p.identity.born,
    sex: Sex = p.identity.sex,
    protected: bool = p.identity.protected,
    version: i64 = p.version,
    created_at: Instant = p.created_at,
    family_form: String = name_form(&p.identity.family_name),
} => {
    // Computed from the names when written.
    let _ = (search_name, family_form);
    Self { id, identity: Identity { child, known_as, first_names, family_name, born, sex, protected }, version, created_at }
});

row!(Team, teams, |t| {
    id: TeamId = t.id,
    name: String = t.name,
    phone: Option<String> = t.phone,
    created_at: Instant = t.created_at,
    ended_at: Option<Instant> = t.ended_at,
} => Self { id, name, phone, created_at, ended_at });

row!(Allocation, allocations, |a| {
    id: AllocationId = a.id,
    person_id: PersonId = a.person,
    user_id: UserId = a.user,
    part: Part = a.part,
    team_id: Option<TeamId> = a.team,
    from_day: NaiveDate = a.from,
    until_day: Option<NaiveDate> = a.until,
    recorded_at: Instant = a.recorded_at,
    recorded_by: Option<UserId> = a.recorded_by,
} => Self {
    id, person: person_id, user: user_id, part, team: team_id, from: from_day, until: until_day, recorded_at, recorded_by,
});

row!(Episode, care_episodes, |e| {
    id: EpisodeId = e.id,
    person_id: PersonId = e.person,
    start_day: Option<NaiveDate> = e.note.start,
    end_day: Option<NaiveDate> = e.note.end,
    end_unknown: bool = e.note.end_unknown,
    legal_status: Option<LegalStatus> = e.note.legal_status,
    placement: Option<String> = e.note.placement,
    provider: Option<String> = e.note.provider,
    reason_started: Option<String> = e.note.reason_started,
    reason_ended: Option<String> = e.note.reason_ended,
    reason_moved: Option<String> = e.note.reason_moved,
    need: Option<String> = e.note.need,
    authority: Option<String> = e.note.authority,
    country: Option<Country> = e.note.country,
    source: Source = e.recorded.source,
    recorded_at: Instant = e.recorded.at,
    recorded_by: Option<UserId> = e.recorded.by,
    import_id: Option<ImportId> = e.recorded.import,
    superseded_at: Option<Instant> = e.recorded.superseded_at,
    superseded_by: Option<EpisodeId> = e.superseded_by,
} => Self {
    id,
    person: person_id,
    note: EpisodeNote {
        start: start_day, end: end_day, end_unknown, legal_status, placement, provider, reason_started, reason_ended,
        reason_moved, need, authority, country,
    },
    recorded: Recorded { source, at: recorded_at, by: recorded_by, import: import_id, superseded_at },
    superseded_by,
});

row!(LifeEvent, life_events, |e| {
    id: EventId = e.id,
    person_id: PersonId = e.person,
    kind: LifeEventKind = e.note.kind,
    start_day: NaiveDate = e.note.start,
    end_day: Option<NaiveDate> = e.note.end,
    lives_with: Option<LivesWith> = e.note.lives_with,
    lives_with_holder: Option<bool> = e.note.lives_with_holder,
    episode_id: Option<EpisodeId> = e.note.episode,
    source: Source = e.recorded.source,
    recorded_at: Instant = e.recorded.at,
    recorded_by: Option<UserId> = e.recorded.by,
    import_id: Option<ImportId> = e.recorded.import,
    superseded_at: Option<Instant> = e.recorded.superseded_at,
    superseded_by: Option<EventId> = e.superseded_by,
    authority: Option<String> = e.note.authority,
} => Self {
    id,
    person: person_id,
    note: LifeEventNote {
        kind,
        start: start_day,
        end: end_day,
        lives_with,
        lives_with_holder,
        episode: episode_id,
        authority,
    },
    recorded: Recorded { source, at: recorded_at, by: recorded_by, import: import_id, superseded_at },
    superseded_by,
});

row!(OwnAnswer, own_answers, |a| {
    id: OwnAnswerId = a.id,
    person_id: PersonId = a.person,
    fact: FactId = a.note.fact,
    said: Said = a.note.value.said(),
    yes: Option<bool> = if let OwnValue::Yes(yes) = a.note.value { Some(yes) } else { None },
    on_day: Option<NaiveDate> = if let OwnValue::Day(day) = a.note.value { Some(day) } else { None },
    pence: Option<Pence> = if let OwnValue::Money(sum) = a.note.value { Some(sum) } else { None },
    choice: Option<String> = if let OwnValue::Home(home) = a.note.value { home_word(home) } else { None },
    words: Option<String> = if let OwnValue::Words(words) = &a.note.value { Some(words.clone()) } else { None },
    recorded_at: Instant = a.recorded_at,
    recorded_by: Option<UserId> = a.recorded_by,
    superseded_at: Option<Instant> = a.superseded_at,
    superseded_by: Option<OwnAnswerId> = a.superseded_by,
    settled_as: Option<SettledAs> = a.settled.as_ref().map(|settled| settled.how),
    settled_at: Option<Instant> = a.settled.as_ref().map(|settled| settled.at),
    settled_by: Option<UserId> = a.settled.as_ref().and_then(|settled| settled.by),
    settled_why: Option<String> = a.settled.as_ref().and_then(|settled| settled.why.clone()),
} => {
    let home = choice.as_deref().and_then(onward_domain::care::read_word);
    let value = match (said, yes, on_day, pence, home, words) {
        (Said::RatherNotSay, ..) => OwnValue::RatherNotSay,
        (Said::Answer, Some(yes), ..) => OwnValue::Yes(yes),
        (Said::Answer, _, Some(day), ..) => OwnValue::Day(day),
        (Said::Answer, _, _, Some(sum), ..) => OwnValue::Money(sum),
        (Said::Answer, _, _, _, Some(home), _) => OwnValue::Home(home),
        (Said::Answer, .., Some(words)) => OwnValue::Words(words),
        (Said::Answer | Said::DoNotKnow, ..) => OwnValue::DoNotKnow,
    };
    let settled = settled_as
        .zip(settled_at)
        .map(|(how, at)| Settlement { how, at, by: settled_by, why: settled_why });
    Self {
        id,
        person: person_id,
        note: OwnAnswerNote { fact, value },
        recorded_at,
        recorded_by,
        superseded_at,
        superseded_by,
        settled,
    }
});

const fn yes_of(value: CircumstanceValue) -> Option<bool> {
    if let CircumstanceValue::Yes(yes) = value { Some(yes) } else { None }
}

const fn day_of(value: CircumstanceValue) -> Option<NaiveDate> {
    if let CircumstanceValue::Day(day) = value { Some(day) } else { None }
}

const fn money_of(value: CircumstanceValue) -> Option<Pence> {
    if let CircumstanceValue::Money(amount) = value { Some(amount) } else { None }
}

/// The word for a choice. Being homeless is the only one.
fn choice_of(value: CircumstanceValue) -> Option<String> {
    let CircumstanceValue::Home(home) = value else { return None };
    home_word(home)
}

fn home_word(home: Homeless) -> Option<String> {
    serde_json::to_value(home).ok()?.as_str().map(str::to_owned)
}

row!(Circumstance, circumstances, |c| {
    id: CircumstanceId = c.id,
    person_id: PersonId = c.person,
    fact: CircumstanceFact = c.note.fact,
    yes: Option<bool> = yes_of(c.note.value),
    on_day: Option<NaiveDate> = day_of(c.note.value),
    pence: Option<Pence> = money_of(c.note.value),
    choice: Option<String> = choice_of(c.note.value),
    since: Option<NaiveDate> = c.note.since,
    source: Source = c.recorded.source,
    recorded_at: Instant = c.recorded.at,
    recorded_by: Option<UserId> = c.recorded.by,
    import_id: Option<ImportId> = c.recorded.import,
    superseded_at: Option<Instant> = c.recorded.superseded_at,
    superseded_by: Option<CircumstanceId> = c.superseded_by,
} => {
    let home = choice.as_deref().and_then(onward_domain::care::read_word);
    let value = match (yes, on_day, pence, home) {
        (Some(yes), ..) => CircumstanceValue::Yes(yes),
        (_, Some(day), ..) => CircumstanceValue::Day(day),
        (_, _, Some(amount), _) => CircumstanceValue::Money(amount),
        (.., Some(home)) => CircumstanceValue::Home(home),
        _ => CircumstanceValue::NotKnown,
    };
    Self {
        id,
        person: person_id,
        note: CircumstanceNote { fact, value, since },
        recorded: Recorded { source, at: recorded_at, by: recorded_by, import: import_id, superseded_at },
        superseded_by,
    }
});

row!(Course, courses, |c| {
    id: CourseId = c.id,
    person_id: PersonId = c.person,
    kind: EducationKind = c.note.kind,
    name: Option<String> = c.note.name,
    start_day: Option<NaiveDate> = c.note.start,
    end_day: Option<NaiveDate> = c.note.end,
    in_pathway_plan: Option<bool> = c.note.in_pathway_plan,
    months: Option<i64> = c.note.months,
    full_time: Option<bool> = c.note.full_time,
    residential: Option<bool> = c.note.residential,
    continuing: Option<bool> = c.note.continuing,
    source: Source = c.recorded.source,
    recorded_at: Instant = c.recorded.at,
    recorded_by: Option<UserId> = c.recorded.by,
    import_id: Option<ImportId> = c.recorded.import,
    superseded_at: Option<Instant> = c.recorded.superseded_at,
    superseded_by: Option<CourseId> = c.superseded_by,
} => Self {
    id,
    person: person_id,
    note: CourseNote {
        kind, name, start: start_day, end: end_day, in_pathway_plan, months, full_time, residential, continuing,
    },
    recorded: Recorded { source, at: recorded_at, by: recorded_by, import: import_id, superseded_at },
    superseded_by,
});

row!(Contact, contacts, |c| {
    id: ContactId = c.id,
    person_id: PersonId = c.person,
    kind: ContactKind = c.note.kind,
    happened_on: NaiveDate = c.note.happened_on,
    summary: String = c.note.summary,
    next_on: Option<NaiveDate> = c.note.next_on,
    source: Source = c.recorded.source,
    recorded_at: Instant = c.recorded.at,
    recorded_by: Option<UserId> = c.recorded.by,
    import_id: Option<ImportId> = c.recorded.import,
    superseded_at: Option<Instant> = c.recorded.superseded_at,
    superseded_by: Option<ContactId> = c.superseded_by,
    alone: Option<Alone> = c.note.alone,
    own_words: Option<String> = c.note.own_words,
} => Self {
    id,
    person: person_id,
    note: ContactNote { kind, happened_on, summary, next_on, alone, own_words },
    recorded: Recorded { source, at: recorded_at, by: recorded_by, import: import_id, superseded_at },
    superseded_by,
});

row!(Note, notes, |n| {
    id: NoteId = n.id,
    person_id: PersonId = n.person,
    body: String = n.text,
    shared: bool = n.shared,
    source: Source = n.recorded.source,
    recorded_at: Instant = n.recorded.at,
    recorded_by: Option<UserId> = n.recorded.by,
    import_id: Option<ImportId> = n.recorded.import,
    superseded_at: Option<Instant> = n.recorded.superseded_at,
    superseded_by: Option<NoteId> = n.superseded_by,
} => Self {
    id,
    person: person_id,
    text: body,
    shared,
    recorded: Recorded { source, at: recorded_at, by: recorded_by, import: import_id, superseded_at },
    superseded_by,
});

row!(Home, homes, |h| {
    id: HomeId = h.id,
    person_id: PersonId = h.person,
    kind: String = h.note.kind,
    suitable: Option<bool> = h.note.suitable,
    from_day: Option<NaiveDate> = h.note.from,
    until_day: Option<NaiveDate> = h.note.until,
    address: Option<String> = h.note.address,
    source: Source = h.recorded.source,
    recorded_at: Instant = h.recorded.at,
    recorded_by: Option<UserId> = h.recorded.by,
    import_id: Option<ImportId> = h.recorded.import,
    superseded_at: Option<Instant> = h.recorded.superseded_at,
    superseded_by: Option<HomeId> = h.superseded_by,
    why: Option<String> = h.note.why,
    provided: Option<bool> = h.note.provided,
} => Self {
    id,
    person: person_id,
    note: HomeNote { kind, suitable, from: from_day, until: until_day, address, why, provided },
    recorded: Recorded { source, at: recorded_at, by: recorded_by, import: import_id, superseded_at },
    superseded_by,
});

row!(Activity, activities, |a| {
    id: ActivityId = a.id,
    person_id: PersonId = a.person,
    kind: String = a.note.kind,
    from_day: Option<NaiveDate> = a.note.from,
    until_day: Option<NaiveDate> = a.note.until,
    place: Option<String> = a.note.at,
    source: Source = a.recorded.source,
    recorded_at: Instant = a.recorded.at,
    recorded_by: Option<UserId> = a.recorded.by,
    import_id: Option<ImportId> = a.recorded.import,
    superseded_at: Option<Instant> = a.recorded.superseded_at,
    superseded_by: Option<ActivityId> = a.superseded_by,
} => Self {
    id,
    person: person_id,
    note: ActivityNote { kind, from: from_day, until: until_day, at: place },
    recorded: Recorded { source, at: recorded_at, by: recorded_by, import: import_id, superseded_at },
    superseded_by,
});

row!(EntitlementStep, entitlement_steps, |s| {
    id: EntitlementStepId = s.id,
    person_id: PersonId = s.person,
    entitlement: String = s.note.entitlement,
    act: EntitlementAct = s.note.act,
    happened_on: NaiveDate = s.note.happened_on,
    pence: Option<Pence> = s.note.amount,
    note: Option<String> = s.note.note,
    takes_back: Option<EntitlementStepId> = s.note.takes_back,
    recorded_at: Instant = s.recorded_at,
    recorded_by: Option<UserId> = s.recorded_by,
    by_day: Option<NaiveDate> = s.note.by,
    decider: Option<String> = s.note.decider,
    paid_to: Option<PaidTo> = s.note.payment.to,
    payee: Option<String> = s.note.payment.payee,
    evidence: Option<String> = s.note.payment.evidence,
    document_id: Option<DocumentId> = s.note.payment.document,
} => Self {
    id,
    person: person_id,
    note: EntitlementNote {
        entitlement, act, happened_on, amount: pence, note, takes_back, by: by_day, decider,
        payment: Payment { to: paid_to, payee, evidence, document: document_id },
    },
    recorded_at,
    recorded_by,
});

row!(Override, entitlement_overrides, |o| {
    id: OverrideId = o.id,
    person_id: PersonId = o.person,
    entitlement: String = o.note.entitlement,
    gives: bool = o.note.gives,
    pence: Option<Pence> = o.note.amount,
    reason: String = o.note.reason,
    evidence: String = o.note.evidence,
    until_day: NaiveDate = o.note.until,
    asked_at: Instant = o.asked_at,
    asked_by: UserId = o.asked_by,
    answered_at: Option<Instant> = o.answer.as_ref().map(|answer| answer.at),
    answered_by: Option<UserId> = o.answer.as_ref().map(|answer| answer.by),
    agreed: Option<bool> = o.answer.as_ref().map(|answer| answer.agreed),
    answer: Option<String> = o.answer.as_ref().and_then(|answer| answer.words.clone()),
    ended_at: Option<Instant> = o.ended.as_ref().map(|ended| ended.at),
    ended_by: Option<UserId> = o.ended.as_ref().map(|ended| ended.by),
    ended_why: Option<String> = o.ended.as_ref().map(|ended| ended.why.clone()),
} => Self {
    id,
    person: person_id,
    note: OverrideNote { entitlement, gives, amount: pence, reason, evidence, until: until_day },
    asked_at,
    asked_by,
    answer: answered_at.zip(answered_by).zip(agreed).map(|((at, by), agreed)| SecondAnswer { by, at, agreed, words: answer }),
    ended: ended_at.zip(ended_by).zip(ended_why).map(|((at, by), why)| Ended { at, by, why }),
});

row!(Rectification, rectifications, |r| {
    id: RectificationId = r.id,
    person_id: PersonId = r.person,
    about: String = r.said.about,
    shown: String = r.said.shown,
    words: String = r.said.words,
    said_at: Instant = r.said_at,
    said_by: Option<UserId> = r.said_by,
    answer_by: NaiveDate = r.answer_by,
    outcome: Option<Outcome> = r.answer.as_ref().map(|answer| answer.outcome),
    answer: Option<String> = r.answer.as_ref().map(|answer| answer.words.clone()),
    answered_at: Option<Instant> = r.answer.as_ref().map(|answer| answer.at),
    answered_by: Option<UserId> = r.answer.as_ref().and_then(|answer| answer.by),
} => Self {
    id,
    person: person_id,
    said: onward_domain::rectification::Said { about, shown, words },
    said_at,
    said_by,
    answer_by,
    answer: outcome.zip(answer).zip(answered_at).map(|((outcome, words), at)| Answer { outcome, words, at, by: answered_by }),
});

row!(ProofLetter, proof_letters, |p| {
    id: ProofLetterId = p.id,
    person_id: PersonId = p.person,
    receiver: Receiver = p.letter.receiver,
    name: String = p.letter.name,
    says: Says = p.letter.says,
    supported_until: Option<NaiveDate> = p.letter.told.supported_until,
    code_hash: String = p.letter.code_hash,
    code_sealed: String = p.letter.code_sealed,
    made_at: Instant = p.made_at,
    made_by: Option<UserId> = p.made_by,
    ends_on: NaiveDate = p.ends_on,
    ended_at: Option<Instant> = p.ended_at,
    since: Option<NaiveDate> = p.letter.told.since,
    address: Option<String> = p.letter.told.address,
    first_home: bool = p.letter.told.first_home,
    guarantor: bool = p.letter.told.guarantor,
} => Self {
    id,
    person: person_id,
    letter: NewLetter {
        receiver,
        name,
        says,
        told: Told { supported_until, since, address, first_home, guarantor },
        code_hash,
        code_sealed,
    },
    made_at,
    made_by,
    ends_on,
    ended_at,
});
