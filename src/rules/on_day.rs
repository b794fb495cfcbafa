//! One day of a life: the assessment.

use crate::assessment::{
    Assessment, EntitlementAnswer, Instead, KeyDates, LawState, Outcome, OwedBy, Route, Standing, Status,
};
use crate::calendar::{Day, birthday, day_after_months};
use crate::care_history::Stay;
use crate::catalogue::{Law, Terms};
use crate::entitlement::evaluate::result;
use crate::life::{Life, Reading};
use crate::person::Country;
use crate::warning;
use chrono::NaiveDate;

pub(crate) struct OnDay(pub(crate) NaiveDate);

impl Reading for OnDay {
    type Answer = Assessment;

    fn read<const W: usize>(self, life: &Life<'_, W>) -> Assessment {
        life.on_day(self.0)
    }
}

impl<const W: usize> Life<'_, W> {
    /// The assessment of one day.
    pub(crate) fn on_day(&self, as_of: NaiveDate) -> Assessment {
        let day = Day::of(as_of);
        let stretch = self.days.stretch_of(day);
        let standing = self.status.standing(stretch);
        let entitlements = self.entitlement_answers(day, stretch);
        let (warnings, confirm) = warning::of(self, day, stretch, standing, &entitlements);
        Assessment {
            as_of,
            status: standing.status,
            duty_stage: standing.duty_stage,
            route: standing.route,
            looked_after: Some(self.on.ordinary.at(stretch)),
            qualifying_days: Some(self.care.qualifying_days(day)),
            missing: Vec::new(),
            entitlements,
            dates: self.key_dates(day, stretch, standing),
            next_change: self.next_change(stretch, standing),
            responsible_authority: self.responsible_authority(day, stretch, standing).map(str::to_owned),
            owed_by: self.owed_by(day, stretch, standing),
            warnings,
            confirm,
        }
    }

    fn entitlement_answers(&self, day: Day, stretch: usize) -> Vec<EntitlementAnswer> {
        let all = self.law.terms.iter().enumerate();
        let mut answers: Vec<EntitlementAnswer> =
            all.map(|(place, terms)| self.entitlement_answer(place, *terms, day, stretch)).collect();
        for (place, answer) in answers.iter_mut().enumerate() {
            answer.instead.named = self.named_instead(place, stretch);
        }
        open_instead(self.law, &mut answers);
        answers
    }

    /// The alternatives that an entitlement names for this person, one bit each.
    fn named_instead(&self, place: usize, stretch: usize) -> u16 {
        let named = self.law.program.instead.get(place).map_or(&[][..], Vec::as_slice);
        let bits = named.iter().enumerate();
        bits.fold(0, |bits, (bit, when)| bits | u16::from(result(&self.results, *when).at(stretch)) << bit)
    }

    fn entitlement_answer(&self, place: usize, terms: Terms, day: Day, stretch: usize) -> EntitlementAnswer {
        let (entitled, asks) = self.entitled_and_asks(place);
        let mut answer = EntitlementAnswer {
            outcome: Outcome::NotEntitled,
            from: None,
            until: None,
            upcoming_from: None,
            amount_pence: None,
            state: law_state(terms, day),
            needs: Vec::new(),
            kind: terms.kind,
            instead: Instead::default(),
            ask: self.asking_line(place, stretch),
        };
        let mut period_at = None;
        if entitled.at(stretch) {
            answer.outcome = Outcome::Entitled;
            period_at = Some(stretch);
        } else if asks.at(stretch) {
            answer.outcome = Outcome::NeedsInformation;
            answer.needs = self.needs(place, stretch);
            answer.amount_pence = self.amount(terms, day);
        } else if let Some(later) = self.upcoming(entitled, stretch) {
            answer.outcome = Outcome::Upcoming;
            answer.upcoming_from = self.days.start(later).date();
            period_at = Some(later);
            answer.ask = answer.ask.or_else(|| self.asking_line(place, later));
        }
        if terms.kind_by_line {
            // Of what is still to come: by the line that will give it.
            let line = self.answering(place, period_at.unwrap_or(stretch));
            answer.kind = line.and_then(|(line, _)| line.kind).unwrap_or(terms.kind);
        }
        if let Some(at) = period_at {
            let period = entitled.period(self.days, at);
            answer.from = period.start.date();
            answer.until = period.end.date();
            answer.amount_pence = self.amount(terms, day.max(period.start));
        }
        answer
    }

    /// The line that answers, where it has its own way to ask.
    fn asking_line(&self, place: usize, stretch: usize) -> Option<u8> {
        let rule = self.law.entitlements.get(place)?.rule.as_slice();
        if rule.iter().all(|line| line.ask.is_none()) {
            return None;
        }
        let line = self.answering_line(place, stretch)?;
        rule.get(line)?.ask.as_ref()?;
        u8::try_from(line).ok()
    }

    fn key_dates(&self, day: Day, stretch: usize, standing: Standing) -> KeyDates {
        let ages = &self.care.ages;
        let eligible_from = self.first_day(self.status.eligible);
        KeyDates {
            turns_16: ages.b16.date(),
            turns_18: ages.b18.date(),
            turns_21: ages.b21.date(),
            turns_25: Some(birthday(ages.born, 25)),
            reaches_13_weeks: self.care.thirteen_weeks.and_then(Day::date),
            eligible_from: eligible_from.and_then(Day::date),
            needs_assessment_due: self.needs_assessment_due(standing, eligible_from),
            six_month_home_date: self.six_month_home_date(day, stretch),
        }
    }

    /// When six months at home will be complete, for someone within s.23A who is at home.
    fn six_month_home_date(&self, day: Day, stretch: usize) -> Option<NaiveDate> {
        let run = self.care.home.span_at(day).filter(|_| self.status.within_relevant.at(stretch))?;
        day_after_months(run.start, 6).date()
    }

    /// The authority that owes the duties, if the deciding record names one. 3.9.
    fn responsible_authority(&self, day: Day, stretch: usize, standing: Standing) -> Option<&str> {
        match self.owed_by(day, stretch, standing)? {
            OwedBy::Authority => self.deciding_stay(day)?.authority,
            OwedBy::Area | OwedBy::AnotherCouncil | OwedBy::OutsideEngland => None,
        }
    }

    /// Who owes what comes with the status. 3.9.
    fn owed_by(&self, day: Day, stretch: usize, standing: Standing) -> Option<OwedBy> {
        match (standing.status, standing.route) {
            (Status::None, _) if !self.on.ordinary.at(stretch) => return None,
            (Status::Qualifying, Some(Route::LookedAfter | Route::SpecialGuardianship)) => {}
            (Status::Qualifying, _) => return Some(OwedBy::Area),
            _ => {}
        }
        Some(match self.deciding_stay(day) {
            Some(stay) if stay.country != Country::England => OwedBy::OutsideEngland,
            Some(stay) if stay.is_taken_over(day) => OwedBy::AnotherCouncil,
            _ => OwedBy::Authority,
        })
    }

    /// The ordinary stay that includes the day (the last listed, if several), otherwise the most recent to end.
    fn deciding_stay(&self, day: Day) -> Option<&Stay<'_>> {
        let begun = || self.care.stays.iter().filter(|stay| !stay.short_break && stay.span.start <= day);
        let running = begun().rfind(|stay| stay.span.contains(day));
        let last = || begun().max_by_key(|stay| (stay.span.end, stay.span.start));
        running.or_else(last)
    }
}

/// Opens, for everyone told no or not yet, the named alternatives that say yes or ask.
pub(crate) fn open_instead(law: &Law, answers: &mut [EntitlementAnswer]) {
    for place in 0..answers.len() {
        let Some(answer) = answers.get(place) else { continue };
        let mut open = 0;
        if matches!(answer.outcome, Outcome::NotEntitled | Outcome::Upcoming) {
            for (bit, other) in law.instead_at(place).iter().enumerate() {
                let outcome = answers.get(other.place()).map(|other| other.outcome);
                let is_open = matches!(outcome, Some(Outcome::Entitled | Outcome::NeedsInformation));
                open |= u16::from(is_open) << bit;
            }
        }
        let open = open & answer.instead.named;
        if let Some(answer) = answers.get_mut(place) {
            answer.instead.open = open;
        }
    }
}

/// Whether the law behind an entitlement is in force on a day.
pub(crate) fn law_state(terms: Terms, day: Day) -> LawState {
    if day >= terms.repealed {
        LawState::Repealed
    } else if day < terms.from {
        LawState::PassedNotInForce
    } else {
        LawState::InForce
    }
}
