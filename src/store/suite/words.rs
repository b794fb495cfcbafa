//! The closed lists of words in the tables' checks match the types stored there.

use std::collections::{BTreeMap, BTreeSet};

use diesel::{prelude::*, sql_types::Text};
use leaving_care_rules::person::{Country, EducationKind, Homeless, LegalStatus, LivesWith};
use onward_domain::{
    account::Asks,
    allocation::Part,
    appointment::{How, Turn},
    basis::Basis,
    budget::{Every, LineKind},
    care::{CircumstanceFact, LifeEventKind},
    confirmation::Decided,
    contact::{Alone, ContactKind},
    desk, directory, document,
    entitlement::{EntitlementAct, PaidTo},
    feed, hub,
    life_people::MayKnow,
    matter::{MatterAct, MatterKind},
    mine::{self, Feels, May},
    night, notice,
    own_answer::{Said, SettledAs},
    pathway::{PlanAct, SupportBy},
    person::Sex,
    place::{OwnPage, Ready, Right, Room},
    plan::{PlanArea, PlanStatus, SayingKind, StepStatus},
    proof::{Receiver, Says},
    recorded::Source,
    rectification::Outcome,
    reviewing,
    role::Role,
    second_look::LooksAt,
    support::{OfferedHow, SupportAct},
    texting,
    wish::{WishKind, WishState},
};
use serde::de::DeserializeOwned;

use crate::{Store, on_both};

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

/// The words of a type, as the type itself lists them when given an unknown one.
fn words<T: DeserializeOwned>() -> BTreeSet<String> {
    let asked = serde_json::from_str::<T>("\"?\"").err().unwrap().to_string();
    let named: BTreeSet<String> = asked.split('`').skip(1).step_by(2).map(str::to_owned).collect();
    let words: BTreeSet<String> = named.into_iter().filter(|word| word != "?").collect();
    assert!(words.len() > 1, "{asked}");
    words
}

/// Which type is stored where. Tables for the return are stored in their own words, separate from their types.
fn types() -> BTreeMap<&'static str, BTreeSet<String>> {
    let mut types = BTreeMap::from([
        ("persons.sex", words::<Sex>()),
        ("users.role", words::<Role>()),
        ("allocations.part", words::<Part>()),
        ("care_episodes.legal_status", words::<LegalStatus>()),
        ("care_episodes.country", words::<Country>()),
        ("life_events.kind", words::<LifeEventKind>()),
        ("life_events.lives_with", words::<LivesWith>()),
        ("circumstances.fact", CircumstanceFact::ALL.iter().map(ToString::to_string).collect()),
        ("circumstances.choice", words::<Homeless>()),
        ("own_answers.said", words::<Said>()),
        ("own_answers.settled_as", words::<SettledAs>()),
        ("own_answers.choice", words::<Homeless>()),
        ("courses.kind", words::<EducationKind>()),
        ("contacts.kind", words::<ContactKind>()),
        ("contacts.alone", words::<Alone>()),
        ("night_notes.what", words::<night::Night>()),
        ("texts.kind", words::<texting::TextKind>()),
        ("texts.ended", words::<texting::TextEnd>()),
        ("set_asides.how", words::<desk::How>()),
        ("directory_entries.kind", words::<directory::EntryKind>()),
        ("directory_entries.answers", words::<directory::Answers>()),
        ("directory_feeds.problem", words::<feed::FeedProblem>()),
        ("directory_flags.wrong", words::<directory::Wrong>()),
        ("directory_flags.flag_outcome", words::<directory::FlagOutcome>()),
        ("directory_questions.question_outcome", words::<directory::QuestionOutcome>()),
        ("directory_questions.need", words::<directory::Need>()),
        ("notices.pages", words::<notice::NoticePages>()),
        ("notices.readers", words::<notice::NoticeReaders>()),
        ("reviews.kind", words::<reviewing::ReviewKind>()),
        ("review_records.views_how", words::<reviewing::ViewsGiven>()),
        ("review_records.left_out", words::<reviewing::ReviewPart>()),
        ("review_records.left_out_because", words::<hub::Withheld>()),
        ("challenges.matter", words::<reviewing::ChallengeMatter>()),
        ("challenge_moves.act", words::<reviewing::ChallengeAct>()),
        ("challenge_moves.result", words::<reviewing::ChallengeResult>()),
        ("challenge_moves.how_known", words::<reviewing::HowKnown>()),
        ("practice_advice.matter", words::<reviewing::ChallengeMatter>()),
        ("hub_partners.agency", words::<hub::Agency>()),
        ("hub_parts.agency", words::<hub::Agency>()),
        ("hub_parts.ground", words::<hub::ShareGround>()),
        ("hub_alerts.ended", words::<hub::AlertEnd>()),
        ("hub_passes.ground", words::<hub::ShareGround>()),
        ("hub_routes.home", words::<hub::Home>()),
        ("hub_contacts.door", words::<hub::Door>()),
        ("hub_contacts.sender", words::<hub::Sender>()),
        ("hub_contacts.harm", words::<hub::Harm>()),
        ("hub_contacts.not_discussed", words::<hub::NotToldBecause>()),
        ("hub_contacts.lives", words::<hub::Lives>()),
        ("hub_contacts.taken_how", words::<hub::CameBy>()),
        ("hub_marks.reason", words::<hub::Withheld>()),
        ("hub_steps.next_step", words::<hub::NextStep>()),
        ("hub_steps.to_whom", words::<hub::Addressee>()),
        ("hub_views.agency", words::<hub::Agency>()),
        ("hub_steps.harm", words::<hub::Harm>()),
        ("hub_steps.agency", words::<hub::Agency>()),
        ("hub_steps.ground", words::<hub::ShareGround>()),
        ("hub_steps.because", words::<hub::NotToldBecause>()),
        ("hub_steps.outcome", words::<hub::Outcome>()),
        ("hub_steps.rests_on", words::<hub::RestsOn>()),
        ("budget_lines.kind", words::<LineKind>()),
        ("budget_lines.every", words::<Every>()),
        ("budget_plans.paid", words::<Every>()),
        ("place_views.suits", words::<Right>()),
        ("ready_rooms.room", words::<Room>()),
        ("ready_rooms.ready", words::<Ready>()),
        ("wishes.kind", words::<WishKind>()),
        ("wishes.state", words::<WishState>()),
        ("appointment_turns.turn", words::<Turn>()),
        ("appointment_turns.how", words::<How>()),
        ("documents.kind", words::<document::DocumentKind>()),
        ("documents.format", words::<document::Format>()),
        ("documents.scan", words::<document::Scan>()),
        ("documents.gone", words::<document::Gone>()),
        ("documents.source", words::<Source>()),
        ("support_turns.act", words::<SupportAct>()),
        ("support_turns.how", words::<OfferedHow>()),
        ("life_people.may", words::<MayKnow>()),
        ("reach_wishes.by_text", words::<May>()),
        ("reach_wishes.by_call", words::<May>()),
        ("reach_wishes.voicemail", words::<May>()),
        ("reach_wishes.by_post", words::<May>()),
        ("language_wishes.interpreter", words::<mine::Interpreter>()),
        ("language_wishes.print", words::<mine::Print>()),
        ("check_ins.feels", words::<Feels>()),
        ("matters.kind", words::<MatterKind>()),
        ("matter_turns.act", words::<MatterAct>()),
        ("account_closings.how", words::<mine::How>()),
        ("plan_moves.act", words::<PlanAct>()),
        ("plans.support_by", words::<SupportBy>()),
        ("need_parts.area", words::<PlanArea>()),
        ("confirmations.decided", words::<Decided>()),
        ("confirmations.basis", words::<Basis>()),
        ("plan_earlier.area", words::<PlanArea>()),
        ("plans.status", words::<PlanStatus>()),
        ("plan_sayings.area", words::<PlanArea>()),
        ("plan_sayings.kind", words::<SayingKind>()),
        ("plan_parts.area", words::<PlanArea>()),
        ("page_shares.page", words::<OwnPage>()),
        ("plan_shares.area", words::<PlanArea>()),
        ("own_step_versions.area", words::<PlanArea>()),
        ("own_step_versions.status", words::<StepStatus>()),
        ("plan_steps.area", words::<PlanArea>()),
        ("plan_steps.status", words::<StepStatus>()),
        ("entitlement_steps.act", words::<EntitlementAct>()),
        ("entitlement_steps.paid_to", words::<PaidTo>()),
        ("account_changes.what", words::<Asks>()),
        ("second_looks.what", words::<LooksAt>()),
        ("proof_letters.receiver", words::<Receiver>()),
        ("proof_letters.says", words::<Says>()),
        ("rectifications.outcome", words::<Outcome>()),
        (
            "hub_steps.kind",
            [
                "taken",
                "screened",
                "shared",
                "told",
                "will_try",
                "tried",
                "not_told",
                "agreement",
                "decided",
                "withdrawn",
                "done",
                "sent",
                "not_sent",
                "adviser_told",
            ]
            .map(str::to_owned)
            .into(),
        ),
        ("chain_heads.chain", ["access_log", "audit_trail"].map(str::to_owned).into()),
    ]);
    for table in [
        "care_episodes",
        "life_events",
        "circumstances",
        "courses",
        "contacts",
        "notes",
        "homes",
        "activities",
        "budget_lines",
        "budget_plans",
        "wishes",
        "review_records",
        "strategy_discussions",
        "place_views",
        "ready_rooms",
        "move_jobs",
        "need_parts",
        "page_shares",
        "confirmations",
        "plan_shares",
        "life_people",
        "language_wishes",
        "reach_wishes",
        "not_again",
    ] {
        types.insert(Box::leak(format!("{table}.source").into_boxed_str()), words::<Source>());
    }
    types
}

/// Every check that is a list of words: where it is, and the words.
fn checks(store: &Store) -> BTreeMap<String, BTreeSet<String>> {
    let query = if store.is_embedded() {
        "SELECT name || '|' || sql AS line FROM sqlite_schema WHERE type = 'table' AND sql LIKE '%CHECK%'"
    } else {
        "SELECT conrelid::regclass || '|' || pg_get_constraintdef(oid) AS line FROM pg_constraint \
         WHERE contype = 'c' AND connamespace = current_schema()::regnamespace"
    };
    let lines: Vec<Line> =
        store.read(|tx| tx.run(|connection| Ok(diesel::sql_query(query).load(connection)?))).unwrap();
    let mut found = BTreeMap::new();
    for line in lines {
        let (table, text) = line.line.split_once('|').unwrap();
        for check in text.split("CHECK (").skip(1) {
            let check = check.trim_start_matches('(');
            let column: String = check.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect();
            let rest = check[column.len()..].trim_start();
            let Some(list) = rest.strip_prefix("IN").or_else(|| rest.strip_prefix("= ANY")) else { continue };
            let end = list.find(')').unwrap();
            let words = list[..end].split('\'').skip(1).step_by(2).map(str::to_owned).collect();
            found.insert(format!("{}.{column}", table.rsplit('.').next().unwrap()), words);
        }
    }
    found
}

on_both!(every_list_of_words_in_the_tables_matches_its_type => |store| {
    let mut checks = checks(store);
    checks.retain(|place, _| !place.starts_with("import"));
    let types = types();
    for (place, words) in &types {
        assert_eq!(checks.remove(*place).as_ref(), Some(words), "{place}");
    }
    assert_eq!(checks, BTreeMap::new(), "a list in the tables without a matching type");
});
