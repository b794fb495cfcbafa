//! The document that `onward assess` writes: one assessment a line.

use crate::assessment::{Assessment, EntitlementAnswer, Fact, LawState, Outcome};
use crate::catalogue::Law;
use chrono::NaiveDate;
use serde::ser::{Serialize, SerializeMap, SerializeStruct, Serializer};

/// An assessment as its line of JSON; borrowed, so that writing it copies nothing.
#[derive(Debug, Clone, Copy)]
pub struct AssessmentLine<'a, I: ?Sized> {
    /// What the caller calls the person; comes back as it is.
    pub id: &'a I,
    /// The law it was assessed under, which has the ids.
    pub law: &'a Law,
    /// The answer.
    pub assessment: &'a Assessment,
}

impl<I: Serialize + ?Sized> Serialize for AssessmentLine<'_, I> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let answer = self.assessment;
        let mut line = to.serialize_struct("assessment", 13)?;
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
        line.serialize_field("warnings", &answer.warnings)?;
        line.serialize_field("confirm", &answer.confirm)?;
        line.end()
    }
}

/// The answers by id.
struct Entitlements<'a> {
    law: &'a Law,
    answers: &'a [EntitlementAnswer],
}

impl Serialize for Entitlements<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(Some(self.answers.len()))?;
        for (entitlement, answer) in self.law.entitlements().iter().zip(self.answers) {
            map.serialize_entry(&entitlement.id, &AnswerLine::from(answer))?;
        }
        map.end()
    }
}

/// One answer, as the document has it.
#[derive(serde::Serialize)]
struct AnswerLine<'a> {
    outcome: Outcome,
    from: Option<NaiveDate>,
    until: Option<NaiveDate>,
    upcoming_from: Option<NaiveDate>,
    amount_pence: Option<i64>,
    state: LawState,
    needs: &'a [Fact],
}

impl<'a> From<&'a EntitlementAnswer> for AnswerLine<'a> {
    fn from(answer: &'a EntitlementAnswer) -> AnswerLine<'a> {
        AnswerLine {
            outcome: answer.outcome,
            from: answer.from,
            until: answer.until,
            upcoming_from: answer.upcoming_from,
            amount_pence: answer.amount_pence,
            state: answer.state,
            needs: &answer.needs,
        }
    }
}
