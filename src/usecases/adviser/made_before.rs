//! An adviser writes down a plan or an assessment of needs that was made before there was a record here: it is on paper, or
//! in another system. It counts for the clocks, and is no plan signed here.

use chrono::NaiveDate;
use onward_domain::{
    access::Purpose,
    entitlement::{EntitlementAct, EntitlementNote, EntitlementStep, standing},
    id::PersonId,
};
use onward_store::{StoreResult, repo::versions::Kept, scope::Caseload};

use super::Answered;
use crate::usecases::ask::Ask;

/// What was made before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Made {
    Plan,
    Assessment,
}

impl Made {
    /// Of which entitlement it is the proof.
    #[must_use]
    pub const fn entitlement(self) -> &'static str {
        match self {
            Self::Plan => "pathway_plan",
            Self::Assessment => "needs_assessment",
        }
    }
}

/// What is said of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Before {
    /// When it was made or last reviewed.
    pub on: NaiveDate,
    /// By whom.
    pub by: String,
    /// Where the paper is.
    pub kept_at: Option<String>,
}

/// What was last written of one that is kept elsewhere; what a rule's own page recorded has nobody who made it.
#[must_use]
pub fn on_paper(steps: &[EntitlementStep], made: Made) -> Option<&EntitlementStep> {
    let is_it = |step: &&EntitlementStep| {
        let note = &step.note;
        note.entitlement == made.entitlement() && note.act == EntitlementAct::Paid && note.decider.is_some()
    };
    standing(steps).into_iter().filter(is_it).max_by_key(|step| (step.recorded_at, step.id))
}

/// Opens the record and finds what was written before.
///
/// # Errors
/// `NotFound` for a person who is not the adviser's; the store's own.
pub fn see_made_before(
    ask: &Ask<'_, Caseload>,
    person: PersonId,
    made: Made,
) -> StoreResult<(Answered, Option<EntitlementStep>)> {
    let record = ask.open(person, Purpose::Entitlements)?;
    let answered = Answered::of(ask.law, record.overview()?, ask.now.today).in_record(&record);
    let stands = on_paper(&answered.listed.facts.entitlements, made).cloned();
    Ok((answered, stands))
}

/// Keeps it, in place of what was kept before; once, however often it is sent. `false`, with nothing kept, for a day before birth.
///
/// # Errors
/// As [`see_made_before`].
pub fn write_made_before(
    ask: &Ask<'_, Caseload>,
    person: PersonId,
    (made, says): (Made, &Before),
    key: &str,
) -> StoreResult<bool> {
    let record = ask.open_for_change(person, Purpose::Entitlements)?;
    if record.person()?.identity.born.is_some_and(|born| says.on < born) {
        return Ok(false);
    }
    let steps = record.entitlements().steps()?;
    let note = EntitlementNote {
        note: says.kept_at.clone(),
        decider: Some(says.by.clone()),
        ..EntitlementNote::new(made.entitlement(), EntitlementAct::Paid, says.on)
    };
    let before = on_paper(&steps, made);
    if before.is_some_and(|before| before.note == note) {
        return Ok(true);
    }
    let kept = record.entitlements().keep_unless::<()>(&note, key, || Ok(None))?;
    if let (Kept::Now(_), Some(wrong)) = (kept, before) {
        let taken_back = EntitlementNote {
            takes_back: Some(wrong.id),
            ..EntitlementNote::new(made.entitlement(), EntitlementAct::TakenBack, ask.now.today)
        };
        record.entitlements().add(&taken_back)?;
    }
    Ok(true)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::usecases::testing::{Jay, asking, at, day};
    use onward_domain::due::What;
    use onward_store::on_both;

    on_both!(a_plan_made_before_counts_for_the_clocks_is_no_plan_here_and_is_corrected => |store| {
        let jay = Jay::of(store);
        let (me, person) = (jay.priya, jay.person);
        let seen = || store.read(move |tx| see_made_before(&asking(tx, me, at(9)), person, Made::Plan)).unwrap();
        let (before, nothing) = seen();
        assert!(nothing.is_none() && before.not_recorded.contains(&What::Plan));
        let write = |on: &str, by: &str, key: &'static str| {
            let says = Before { on: day(on), by: by.into(), kept_at: Some("Blue folder, Riverside".into()) };
            store
                .write(move |tx| write_made_before(&asking(tx, me, at(1)), person, (Made::Plan, &says), key))
                .unwrap()
        };
        assert!(!write("1999-10-03", "Anna Kaya", "none"), "before he was born");
        assert!(write("2026-10-03", "Anna Kaya", "one"));
        assert!(write("2026-10-03", "Anna Kaya", "one"));
        let (after, paper) = seen();
        assert_eq!(paper.unwrap().note.happened_on, day("2026-10-03"));
        assert!(!after.not_recorded.contains(&What::Plan));
        assert!(!after.listed.facts.has_plan, "nothing was signed here");
        let shown = after.listed.shown();
        assert_eq!(shown.plan, Some(Some(day("2027-04-03"))), "six months later it is reviewed");
        assert!(write("2026-09-03", "Anna Kaya", "two"));
        let (corrected, paper) = seen();
        assert_eq!(corrected.listed.shown().plan, Some(Some(day("2027-03-03"))));
        assert_eq!(paper.unwrap().note.decider.as_deref(), Some("Anna Kaya"));
        assert_eq!(standing(&corrected.listed.facts.entitlements).len(), 1, "the first day does not stand");
        let other = store.read(move |tx| see_made_before(&asking(tx, me, at(9)), person, Made::Assessment));
        assert!(other.unwrap().1.is_none());
    });
}
