//! When care can end without losing anything: the first such day, and what ending it on each earlier day would lose.
//!
//! Ending care on a day *loses* something if a later ending would keep it on days after that later ending. What
//! belongs to being in care ends with care, whenever that is, so it is never lost in this sense.

use crate::assessment::{Fact, Outcome, Standing, Status};
use crate::calendar::{Day, birthday};
use crate::catalogue::{EntitlementIndex, Law};
use crate::person::{Education, EventKind, LivesWith, Person};
use crate::timeline::{Span, Spans};
use crate::what_if::{Change, changed};
use crate::{assess, unknown, years};
use chrono::NaiveDate;

/// What follows the end of care.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Afterwards {
    /// Who they go to live with from that day; `None` when nobody knows.
    pub lives_with: Option<LivesWith>,
    /// They are in custody from that day, with no end in sight.
    pub custody: bool,
    /// A course that they are on, whenever care ends.
    pub course: Option<Education>,
}

/// What ending care costs, day by day, until the 18th birthday.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaving {
    /// The first day out of care that loses nothing a later one would keep. At the latest the 18th birthday.
    pub safe_from: NaiveDate,
    /// The first day out of care that keeps leaving care support to 25; `None` if no day before or on the 18th birthday
    /// does.
    pub support_from: Option<NaiveDate>,
    /// Stretches of days on which ending care would have the same effect, in order, from today to the 18th birthday
    /// included.
    pub stretches: Vec<LeavingStretch>,
}

/// Days on which ending care would have the same effect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeavingStretch {
    /// The first day out of care.
    pub from: NaiveDate,
    /// The first day after the stretch.
    pub until: NaiveDate,
    /// Care would end on the 16th birthday itself, and the law can be read in two ways.
    pub read_two_ways: bool,
    /// Where someone whose care ended on the first of these days would stand at 16, or on that day if later.
    pub then: Standing,
    /// Where they would stand at 18.
    pub at_18: Standing,
    /// What a later ending would keep.
    pub lost: Vec<Lost>,
    /// What they would have after 18 that they would not have by staying until the safe day.
    pub instead: Vec<EntitlementIndex>,
}

/// Something that a later ending would keep.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lost {
    pub which: EntitlementIndex,
    /// False if it depends, either way, on something that nobody has recorded.
    pub certain: bool,
    /// The first day on which it would be missed.
    pub from: NaiveDate,
    /// The first day after that; `None` when no end is in sight.
    pub until: Option<NaiveDate>,
    /// How much money it is on that day, where an amount is set.
    pub pence: Option<i64>,
}

/// Why there is no day to look for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoEnding {
    /// Nobody recorded the date of birth.
    NoBirthDate,
    /// Not in ordinary care on the day, or 18 already.
    NotInCare,
    /// These facts of the record decide it, and are not known.
    Unknown(Vec<Fact>),
}

/// The first safe day for care to end, and what is lost on the days before it.
///
/// # Errors
/// Why there is no such day to look for.
pub fn leaving(
    law: &Law,
    person: &Person,
    today: NaiveDate,
    afterwards: &Afterwards,
) -> Result<Leaving, NoEnding> {
    let born = person.date_of_birth.ok_or(NoEnding::NoBirthDate)?;
    let (b16, b18) = (birthday(born, 16), birthday(born, 18));
    if unknown::any(person, today) {
        return Err(NoEnding::Unknown(unknown::facts(person, today)));
    }
    let (staying, _) = changed(person, today, &[Change::CareGoesOn]);
    if today >= b18 || assess(law, &staying, today).looked_after != Some(true) {
        return Err(NoEnding::NotInCare);
    }
    let search = Search { law, staying, today, b16, b18, afterwards };
    Ok(search.run())
}

/// The person on the assumption that care ends on a day, with what follows. A return home from before this care is over:
/// what follows is where they live then.
pub fn after_ending(person: &Person, today: NaiveDate, on: NaiveDate, afterwards: &Afterwards) -> Person {
    let mut person = person.clone();
    let home = person.events.iter_mut().filter(|event| event.kind == EventKind::ReturnedHome);
    for event in home.filter(|event| event.start < on) {
        event.end = Some(event.end.map_or(on, |end| end.min(on)));
    }
    let mut changes = vec![Change::CareGoesOn];
    changes.extend(afterwards.course.clone().map(|education| Change::Course { education }));
    changes.push(Change::CareEnds { on });
    changes.extend(afterwards.lives_with.map(|with| Change::MovesIn { with, on }));
    changes.extend(afterwards.custody.then_some(Change::Custody { from: on, until: None }));
    changed(&person, today, &changes).0
}

struct Search<'s> {
    law: &'s Law,
    staying: Person,
    today: NaiveDate,
    b16: NaiveDate,
    b18: NaiveDate,
    afterwards: &'s Afterwards,
}

/// The days of each entitlement: those of a clear yes, and those of a yes or a question.
#[derive(Clone, PartialEq)]
struct Kept {
    yes: Vec<Spans>,
    open: Vec<Spans>,
}

/// What ending care on one day comes to.
struct Ending {
    on: NaiveDate,
    at_18: Standing,
    then: Standing,
    lost: Vec<(usize, bool, Span)>,
    kept: Kept,
}

impl Ending {
    fn same_effect(&self, other: &Ending, b16: NaiveDate) -> bool {
        let ids =
            |one: &Ending| one.lost.iter().map(|(place, certain, _)| (*place, *certain)).collect::<Vec<_>>();
        self.at_18 == other.at_18 && (self.on == b16) == (other.on == b16) && ids(self) == ids(other)
    }
}

impl Search<'_> {
    fn run(&self) -> Leaving {
        let endings = self.endings();
        let safe_from = endings
            .iter()
            .find(|ending| ending.lost.is_empty() && ending.on != self.b16)
            .map_or(self.b18, |ending| ending.on);
        let support_from = endings
            .iter()
            .find(|ending| ending.at_18.status == Status::FormerRelevant && ending.on != self.b16)
            .map(|ending| ending.on);
        let reference = endings.iter().find(|ending| ending.on == safe_from).map(|ending| &ending.kept);
        let mut firsts: Vec<&Ending> = Vec::new();
        for ending in &endings {
            if firsts.last().is_none_or(|last| !last.same_effect(ending, self.b16)) {
                firsts.push(ending);
            }
        }
        let past_18 = self.b18.succ_opt().unwrap_or(self.b18);
        let ends = firsts.iter().skip(1).map(|next| next.on).chain([past_18]);
        let stretches = firsts
            .iter()
            .zip(ends)
            .map(|(first, until)| self.stretch(first, until, reference, safe_from))
            .collect();
        Leaving { safe_from, support_from, stretches }
    }

    /// Every possible ending, in order. Seen from the last to the first, so that what any later one keeps is known.
    fn endings(&self) -> Vec<Ending> {
        let places = self.law.entitlements().len();
        let nothing = || vec![Spans::none(); places];
        let mut best = Kept { yes: nothing(), open: nothing() };
        let mut endings = Vec::new();
        let mut day = self.b18;
        loop {
            let ending = self.ending(day, &best);
            for (best, kept) in [(&mut best.yes, &ending.kept.yes), (&mut best.open, &ending.kept.open)] {
                for (best, kept) in best.iter_mut().zip(kept) {
                    *best = best.or(kept);
                }
            }
            endings.push(ending);
            match day.pred_opt() {
                Some(before) if before >= self.today => day = before,
                _ => break,
            }
        }
        endings.reverse();
        endings
    }

    fn ending(&self, on: NaiveDate, best: &Kept) -> Ending {
        let gone = after_ending(&self.staying, self.today, on, self.afterwards);
        let days = years(self.law, &gone, on);
        let standing =
            |day: NaiveDate| days.as_ref().map_or(Standing::NONE, |years| *years.standing.at(Day::of(day)));
        let of = |wanted: &[Outcome]| -> Vec<Spans> {
            let in_force = self.law.terms.iter();
            let timelines = days.iter().flat_map(|years| &years.entitlements);
            timelines
                .zip(in_force)
                .map(|(timeline, terms)| {
                    let stretches = timeline.stretches().filter(|(_, outcome)| wanted.contains(*outcome));
                    let held: Spans = stretches.map(|(span, _)| span).collect();
                    held.clip(Day::of(on).max(terms.from), terms.repealed)
                })
                .collect()
        };
        let kept =
            Kept { yes: of(&[Outcome::Entitled]), open: of(&[Outcome::Entitled, Outcome::NeedsInformation]) };
        let lost = lost(best, &kept);
        Ending { on, at_18: standing(self.b18), then: standing(on.max(self.b16)), lost, kept }
    }

    fn stretch(
        &self,
        first: &Ending,
        until: NaiveDate,
        reference: Option<&Kept>,
        safe_from: NaiveDate,
    ) -> LeavingStretch {
        let index = |place: usize| {
            self.law.entitlements().get(place).and_then(|entitlement| self.law.find(&entitlement.id))
        };
        let lost = first.lost.iter().filter_map(|(place, certain, span)| {
            let (which, from) = (index(*place)?, span.start.date()?);
            Some(Lost {
                which,
                certain: *certain,
                from,
                until: span.end.date(),
                pence: self.amount(which, safe_from, from),
            })
        });
        let after_18 = Day::of(self.b18);
        let gained = |(place, (mine, theirs)): (usize, (&Spans, &Spans))| {
            let more = mine.clip(after_18, Day::END).without(theirs);
            (!more.is_empty()).then(|| index(place)).flatten()
        };
        let instead = reference.filter(|_| !first.lost.is_empty());
        LeavingStretch {
            from: first.on,
            until,
            read_two_ways: first.on == self.b16,
            then: first.then,
            at_18: first.at_18,
            lost: lost.collect(),
            instead: instead
                .map(|kept| first.kept.yes.iter().zip(&kept.open).enumerate().filter_map(gained).collect())
                .unwrap_or_default(),
        }
    }

    /// What the ending on the safe day, or else care until 18, would bring on a day, in pence.
    fn amount(&self, which: EntitlementIndex, safe_from: NaiveDate, day: NaiveDate) -> Option<i64> {
        let keeps = after_ending(&self.staying, self.today, safe_from, self.afterwards);
        assess(self.law, &keeps, day).entitlement(which)?.amount_pence
    }
}

/// What any later ending keeps and this one does not: each entitlement once, with its first missing days.
fn lost(best: &Kept, kept: &Kept) -> Vec<(usize, bool, Span)> {
    let pairs = best.yes.iter().zip(&kept.yes).zip(best.open.iter().zip(&kept.open));
    pairs
        .enumerate()
        .filter_map(|(place, ((best_yes, yes), (best_open, open)))| {
            let (lost_yes, lost_open) = (best_yes.without(yes), best_open.without(open));
            let certain = best_yes.without(open).iter().next().is_some();
            let first = lost_yes.or(&lost_open).iter().next().copied()?;
            Some((place, certain, first))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]
    use super::*;
    use crate::assessment::Route;

    fn law() -> &'static Law {
        Law::england().unwrap()
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn person(document: &str) -> Person {
        serde_json::from_str(document).unwrap()
    }

    /// Born 14 October 2010: 32 days in spring 2025, in care again since 12 October 2026, planned to end on 7 December.
    fn kai() -> Person {
        person(
            r#"{"date_of_birth":"2010-10-14","episodes":[
                {"start":"2025-03-03","end":"2025-04-04","legal_status":"V2","placement":"U1"},
                {"start":"2026-10-12","end":"2026-12-07","legal_status":"V2","placement":"K2"}]}"#,
        )
    }

    fn ids(stretch: &LeavingStretch) -> Vec<&'static str> {
        let id = |lost: &Lost| law().entitlements()[lost.which.place()].id.as_str();
        stretch.lost.iter().map(id).collect()
    }

    fn of(person: &Person, today: &str, lives_with: Option<LivesWith>) -> Leaving {
        leaving(law(), person, day(today), &Afterwards { lives_with, ..Afterwards::default() }).unwrap()
    }

    #[test]
    fn kai_discharged_on_7_december_is_three_days_short_of_what_keeps_support_to_25() {
        let found = of(&kai(), "2026-11-23", None);
        assert_eq!(found.support_from, Some(day("2026-12-10")), "the planned end is 7 December");
        let first = found.stretches.first().unwrap();
        assert_eq!((first.from, first.until), (day("2026-11-23"), day("2026-12-10")));
        assert_eq!(first.at_18.route, Some(Route::LookedAfter));
        assert!(
            ids(first).contains(&"personal_adviser") && ids(first).contains(&"setting_up_home_allowance")
        );
        let home = ids(first).iter().position(|id| *id == "setting_up_home_allowance").unwrap();
        assert_eq!((first.lost[home].pence, first.lost[home].certain), (Some(300_000), true));
    }

    #[test]
    fn what_needs_a_year_in_care_is_lost_until_that_year_is_complete_and_nothing_else_is() {
        let found = of(&kai(), "2026-11-23", None);
        let middle = found.stretches.get(1).unwrap();
        assert_eq!((middle.from, middle.until), (day("2026-12-10"), day("2027-10-13")));
        assert_eq!(ids(middle), ["junior_isa"]);
        assert_eq!(found.safe_from, day("2027-10-13"));
        assert!(found.stretches.last().unwrap().lost.is_empty(), "nothing is lost from then until 18");
        assert_eq!(found.stretches.last().unwrap().until, day("2028-10-15"), "the 18th birthday is the last");
    }

    #[test]
    fn a_move_to_a_parent_keeps_support_only_if_six_months_there_are_not_complete_before_18() {
        let alone = of(&kai(), "2026-11-23", Some(LivesWith::Other)).support_from;
        assert_eq!(alone, Some(day("2026-12-10")));
        let parent = of(&kai(), "2026-11-23", Some(LivesWith::Parent)).support_from.unwrap();
        assert!((day("2028-04-12")..=day("2028-04-16")).contains(&parent), "{parent}");
    }

    #[test]
    fn an_earlier_return_home_is_over_once_care_has_begun_again() {
        let fin = person(
            r#"{"date_of_birth":"2009-12-26","episodes":[
                {"start":"2025-12-13","end":"2026-02-28","legal_status":"V2","placement":"U6"},
                {"start":"2026-11-16","end":"2026-11-27","legal_status":"V2","placement":"K2"}],
                "events":[{"type":"returned_home","start":"2026-02-28","with":"parent"}]}"#,
        );
        let support = |with| of(&fin, "2026-11-23", Some(with)).support_from;
        assert_eq!(support(LivesWith::Other), Some(day("2026-11-30")), "three days after the planned end");
        assert!(support(LivesWith::Parent) > Some(day("2027-06-01")), "there it begins anew");
    }

    #[test]
    fn before_16_no_day_is_safe_and_the_birthday_itself_can_be_read_in_two_ways() {
        let shannon = person(
            r#"{"date_of_birth":"2011-01-30","episodes":[{"start":"2019-03-04","legal_status":"C2","placement":"K2"}]}"#,
        );
        let found = of(&shannon, "2026-11-22", None);
        assert_eq!(found.support_from, Some(day("2027-01-31")));
        assert_eq!(found.stretches.first().unwrap().then, Standing::NONE);
        let birthday = found.stretches.iter().find(|stretch| stretch.read_two_ways).unwrap();
        assert_eq!((birthday.from, birthday.until), (day("2027-01-30"), day("2027-01-31")));
    }

    #[test]
    fn with_foster_carers_staying_put_waits_for_18_and_with_few_days_no_day_keeps_support() {
        let amara = person(
            r#"{"date_of_birth":"2009-05-10","episodes":[{"start":"2026-03-02","legal_status":"V2","placement":"U6"}]}"#,
        );
        let found = of(&amara, "2026-05-01", None);
        assert_eq!((found.support_from, found.safe_from), (Some(day("2026-06-01")), day("2027-05-10")));
        assert!(found.stretches.iter().any(|each| ids(each).contains(&"staying_put")));
        let late = person(
            r#"{"date_of_birth":"2009-05-10","episodes":[{"start":"2027-04-02","legal_status":"V2","placement":"K2"}]}"#,
        );
        assert_eq!(of(&late, "2027-04-20", None).support_from, None);
    }

    #[test]
    fn without_care_that_runs_or_without_a_fact_that_decides_there_is_nothing_to_search() {
        let search = |person: &Person, today| leaving(law(), person, day(today), &Afterwards::default());
        assert_eq!(search(&kai(), "2026-06-01"), Err(NoEnding::NotInCare));
        assert_eq!(search(&kai(), "2028-10-14"), Err(NoEnding::NotInCare), "18 already");
        assert_eq!(search(&Person::default(), "2026-06-01"), Err(NoEnding::NoBirthDate));
        let mut unknown = kai();
        unknown.episodes.as_mut().unwrap()[0].legal_status = None;
        assert_eq!(search(&unknown, "2026-11-23"), Err(NoEnding::Unknown(vec![Fact::EpisodeLegalStatus(0)])));
    }
}
