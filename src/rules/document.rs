//! The document that `onward assess` writes: one assessment per line.

use crate::assessment::{Assessment, EntitlementAnswer, Fact, Instead, LawState, Outcome};
use crate::catalogue::{EntitlementIndex, Law};
use crate::entitlement::outcome::Kind;
use chrono::NaiveDate;
use serde::ser::{Serialize, SerializeMap, SerializeStruct, Serializer};

/// An assessment as a line of JSON; borrowed, so that writing it copies nothing.
#[derive(Debug, Clone, Copy)]
pub struct AssessmentLine<'a, I: ?Sized> {
    /// The caller's own id for the person, returned unchanged.
    pub id: &'a I,
    /// The law it was assessed under, which holds the ids.
    pub law: &'a Law,
    pub assessment: &'a Assessment,
}

impl<I: Serialize + ?Sized> Serialize for AssessmentLine<'_, I> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let answer = self.assessment;
        let mut line = to.serialize_struct("assessment", 14)?;
        line.serialize_field("id", self.id)?;
        line.serialize_field("status", &answer.status)?;
        line.serialize_field("duty_stage", &answer.duty_stage)?;
        line.serialize_field("route", &answer.route)?;
        line.serialize_field("looked_after", &answer.looked_after)?;
        line.serialize_field("qualifying_days", &answer.qualifying_days)?;
        line.serialize_field("missing", &answer.missing)?;
        line.serialize_field("entitlements", &Entitlements { law: self.law, answers: &answer.entitlements })?;
        line.serialize_field("dates", &answer.dates)?;
        line.serialize_field("next_change", &answer.next_change)?;
        line.serialize_field("responsible_authority", &answer.responsible_authority)?;
        line.serialize_field("owed_by", &answer.owed_by)?;
        line.serialize_field("warnings", &answer.warnings)?;
        line.serialize_field("confirm", &answer.confirm)?;
        line.end()
    }
}

struct Entitlements<'a> {
    law: &'a Law,
    answers: &'a [EntitlementAnswer],
}

impl Serialize for Entitlements<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(Some(self.answers.len()))?;
        for (place, (entitlement, answer)) in self.law.entitlements().iter().zip(self.answers).enumerate() {
            let instead =
                InsteadIds { law: self.law, which: EntitlementIndex::at(place), instead: answer.instead };
            map.serialize_entry(&entitlement.id, &AnswerLine::of(answer, instead))?;
        }
        map.end()
    }
}

/// One answer, in the form the document uses.
#[derive(serde::Serialize)]
struct AnswerLine<'a> {
    outcome: Outcome,
    from: Option<NaiveDate>,
    until: Option<NaiveDate>,
    upcoming_from: Option<NaiveDate>,
    amount_pence: Option<i64>,
    state: LawState,
    needs: &'a [Fact],
    kind: Kind,
    instead: InsteadIds<'a>,
}

impl<'a> AnswerLine<'a> {
    fn of(answer: &'a EntitlementAnswer, instead: InsteadIds<'a>) -> AnswerLine<'a> {
        AnswerLine {
            outcome: answer.outcome,
            from: answer.from,
            until: answer.until,
            upcoming_from: answer.upcoming_from,
            amount_pence: answer.amount_pence,
            state: answer.state,
            needs: &answer.needs,
            kind: answer.kind,
            instead,
        }
    }
}

/// The ids of what may help instead.
struct InsteadIds<'a> {
    law: &'a Law,
    which: EntitlementIndex,
    instead: Instead,
}

impl Serialize for InsteadIds<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let entitlements = self.law.entitlements();
        let places = self.instead.of(self.law, self.which);
        to.collect_seq(places.filter_map(|place| entitlements.get(place.place())).map(|each| &each.id))
    }
}
