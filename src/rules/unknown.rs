//! Unknown facts: if every extreme gives the same answer, that is the answer; if not, it names what would settle it.
//!
//! Each unknown fact in the record has two extremes (3.8 of the specification). The rules are run for every
//! combination. This is not three-valued logic: a condition that is true either way is true.

use crate::assessment::{
    Assessment, EntitlementAnswer, Fact, Flags, Instead, KeyDates, LawState, NextChange, Outcome, Status,
    Warning,
};
use crate::calendar::{Day, birthday};
use crate::catalogue::Law;
use crate::entitlement::outcome::WithoutBirthDate;
use crate::in_doubt::Otherwise;
use crate::life::with_life;
use crate::on_day::{OnDay, law_state, open_instead};
use crate::person::{Country, Episode, EventKind, LegalStatus, LivesWith, Person, ReasonEnded};
use crate::warning::needs_leave;
use chrono::NaiveDate;

/// With more unknown facts than this, not every combination is tried.
pub(crate) const ALL_COMBINATIONS: usize = 10;

/// The facts of the record that are not known on a day, in the order used by `missing`.
pub(crate) fn facts(person: &Person, as_of: NaiveDate) -> Vec<Fact> {
    let mut unknown = Vec::new();
    match &person.episodes {
        _ if person.in_doubt.whole.is_some() => {}
        None => unknown.push(Fact::Episodes),
        Some(episodes) => {
            for (place, episode) in episodes.iter().enumerate() {
                let is_open = [
                    (episode.start.is_none(), Fact::EpisodeStart(place)),
                    (episode.legal_status.is_none(), Fact::EpisodeLegalStatus(place)),
                    (end_is_unknown(episode), Fact::EpisodeEnd(place)),
                    (episode.country != Country::England, Fact::EpisodeCountry(place)),
                    (is_taken_over(person, place, as_of), Fact::EpisodeTakenOver(place)),
                ];
                unknown.extend(is_open.into_iter().filter(|(open, _)| *open).map(|(_, fact)| fact));
            }
        }
    }
    for (place, event) in person.events.iter().enumerate() {
        let with_whom = event.kind == EventKind::ReturnedHome && event.with.is_none();
        unknown.extend(with_whom.then_some(Fact::EventWith(place)));
    }
    unknown.extend(person.in_doubt.unknown());
    unknown
}

/// Whether any fact of the record is not known on a day.
pub(crate) fn any(person: &Person, as_of: NaiveDate) -> bool {
    let Some(episodes) = person.episodes.as_ref().filter(|_| person.in_doubt.is_empty()) else { return true };
    let open = |(place, episode): (usize, &Episode)| {
        episode.start.is_none()
            || episode.legal_status.is_none()
            || episode.country != Country::England
            || end_is_unknown(episode)
            || (episode.reason_ended == Some(ReasonEnded::E3) && is_taken_over(person, place, as_of))
    };
    episodes.iter().enumerate().any(open)
        || person.events.iter().any(|event| event.kind == EventKind::ReturnedHome && event.with.is_none())
}

fn end_is_unknown(episode: &Episode) -> bool {
    episode.end_unknown && episode.end.is_none()
}

/// Whether another authority took over by the day and before 18, with no later record of how its care continued.
fn is_taken_over(person: &Person, place: usize, as_of: NaiveDate) -> bool {
    let episodes = person.episodes.as_deref().unwrap_or_default();
    let Some(episode) = episodes.get(place).filter(|each| each.reason_ended == Some(ReasonEnded::E3)) else {
        return false;
    };
    let (Some(end), Some(born)) = (episode.end, person.date_of_birth) else { return false };
    let goes_on = |(other, later): (usize, &Episode)| {
        other != place
            && matches!((episode.start, later.start), (Some(start), Some(other)) if other >= start)
            && later.end.is_none_or(|until| until > end)
    };
    end <= as_of && end < birthday(born, 18) && !episodes.iter().enumerate().any(goes_on)
}

/// A person with unknown facts, at every combination of the extremes of those facts.
pub(crate) struct Extremes<'p> {
    person: &'p Person,
    born: NaiveDate,
    as_of: NaiveDate,
    facts: Vec<Fact>,
}

impl<'p> Extremes<'p> {
    /// The extremes of a person's unknown facts, as seen from a day.
    pub(crate) fn of(person: &'p Person, born: NaiveDate, as_of: NaiveDate) -> Extremes<'p> {
        Extremes { person, born, as_of, facts: facts(person, as_of) }
    }

    /// The person at each combination, in the order in which [`Extremes::settling`] expects its answers.
    pub(crate) fn people(&self) -> impl Iterator<Item = Person> {
        (0..self.combinations()).map(|which| self.at(which))
    }

    /// How many combinations are tried.
    pub(crate) fn combinations(&self) -> usize {
        if self.all_are_tried() { 1 << self.facts.len() } else { 2 * (self.facts.len() + 1) }
    }

    /// With very many unknown facts, each one is varied only on its own, from all-first and from all-second.
    fn all_are_tried(&self) -> bool {
        self.facts.len() <= ALL_COMBINATIONS
    }

    /// Whether a fact is at its second extreme in a combination.
    fn is_second(&self, which: usize, fact: usize) -> bool {
        if self.all_are_tried() {
            return which >> fact & 1 == 1;
        }
        let each_alone = self.facts.len() + 1;
        let from_all_second = which >= each_alone;
        let moved = which % each_alone == fact + 1;
        from_all_second != moved
    }

    /// The pairs of combinations that differ in this fact only.
    fn pairs(&self, fact: usize) -> Vec<(usize, usize)> {
        if self.all_are_tried() {
            let first = (0..self.combinations()).filter(|which| which >> fact & 1 == 0);
            return first.map(|which| (which, which | 1 << fact)).collect();
        }
        let each_alone = self.facts.len() + 1;
        vec![(0, fact + 1), (each_alone, each_alone + fact + 1)]
    }

    /// The combinations to consider for an entitlement that counts care in these countries as care in England. 3.11.
    pub(crate) fn counting_care_in(&self, countries: &[Country]) -> Vec<bool> {
        let country = |place: &usize| {
            self.person.episodes.as_deref().and_then(|episodes| episodes.get(*place)).map(|each| each.country)
        };
        let counts = |fact: &Fact| match fact {
            Fact::EpisodeCountry(place) => country(place).is_some_and(|country| countries.contains(&country)),
            _ => false,
        };
        let settled: Vec<usize> =
            self.facts.iter().enumerate().filter(|(_, fact)| counts(fact)).map(|(place, _)| place).collect();
        (0..self.combinations())
            .map(|which| settled.iter().all(|fact| !self.is_second(which, *fact)))
            .collect()
    }

    /// Each unknown fact for which some pair of otherwise equal combinations gives a different part of the answer.
    pub(crate) fn settling<T, P: PartialEq>(&self, tried: &[T], part: impl Fn(&T) -> P) -> Vec<Fact> {
        self.settling_among(&vec![true; tried.len()], tried, part)
    }

    /// The same, for some of the combinations.
    fn settling_among<T, P: PartialEq>(
        &self,
        among: &[bool],
        tried: &[T],
        part: impl Fn(&T) -> P,
    ) -> Vec<Fact> {
        let parts: Vec<P> = tried.iter().map(part).collect();
        let is_among = |which: usize| among.get(which).copied().unwrap_or(false);
        let decides = |fact: &usize| {
            let pairs = self.pairs(*fact).into_iter();
            pairs
                .filter(|(one, other)| is_among(*one) && is_among(*other))
                .any(|(one, other)| parts.get(one) != parts.get(other))
        };
        (0..self.facts.len()).filter(decides).filter_map(|fact| self.facts.get(fact).cloned()).collect()
    }

    /// The person with every unknown fact at one of its extremes.
    fn at(&self, which: usize) -> Person {
        let mut known = self.person.clone();
        let doubt = std::mem::take(&mut known.in_doubt);
        let mut never_were = Vec::new();
        // First, because what else is unknown is tried in the record as it then is.
        for (place, fact) in self.facts.iter().enumerate() {
            if let Fact::CareInDoubt(which_doubt) = fact
                && doubt.whole.is_none()
                && self.is_second(which, place)
                && let Some(other) = doubt.facts.get(*which_doubt)
            {
                known.otherwise(other);
                if let Otherwise::Event { place: Some(place), other: None } = other {
                    never_were.push(*place);
                }
            }
        }
        for (place, fact) in self.facts.iter().enumerate() {
            let second = self.is_second(which, place);
            match fact {
                Fact::CareInDoubt(_) if doubt.whole.is_none() => {}
                Fact::Episodes | Fact::CareInDoubt(_) => {
                    known.episodes = Some(if second { vec![in_care_from_14(self.born)] } else { Vec::new() })
                }
                Fact::EpisodeStart(place) => {
                    start_at_extreme(&mut known, *place, self.born, self.as_of, second)
                }
                Fact::EpisodeLegalStatus(place) => with_episode(&mut known, *place, |episode| {
                    episode.legal_status = Some(if second { LegalStatus::V4 } else { LegalStatus::V2 });
                }),
                Fact::EpisodeEnd(place) => with_episode(&mut known, *place, |episode| {
                    episode.end = if second { Some(self.as_of) } else { episode.start };
                    episode.end_unknown = false;
                }),
                Fact::EventWith(place) => {
                    if let Some(event) = known.events.get_mut(*place) {
                        event.with = Some(if second { LivesWith::RelativeNoPr } else { LivesWith::Parent });
                    }
                }
                Fact::EpisodeTakenOver(_)
                | Fact::EpisodeCountry(_)
                | Fact::DateOfBirth
                | Fact::Circumstance(_)
                | Fact::Asked(_) => {}
            }
        }
        // Last, because another record's start may depend on the end that is recorded.
        for (_, fact) in self.facts.iter().enumerate().filter(|(place, _)| self.is_second(which, *place)) {
            match fact {
                Fact::EpisodeTakenOver(episode) => with_episode(&mut known, *episode, |episode| {
                    episode.end = None;
                    episode.goes_on_elsewhere = true;
                }),
                Fact::EpisodeCountry(episode) => {
                    with_episode(&mut known, *episode, |episode| *episode = Episode::default());
                }
                _ => {}
            }
        }
        known.without_events(never_were);
        known
    }
}

/// Section 20 from 14 on, still running.
fn in_care_from_14(born: NaiveDate) -> Episode {
    Episode { start: Some(birthday(born, 14)), legal_status: Some(LegalStatus::V2), ..Episode::default() }
}

fn with_episode(person: &mut Person, place: usize, change: impl FnOnce(&mut Episode)) {
    if let Some(episode) = person.episodes.as_mut().and_then(|episodes| episodes.get_mut(place)) {
        change(episode);
    }
}

/// The start is its end (or the day assessed), or the end of the record listed before it (or birth).
fn start_at_extreme(person: &mut Person, place: usize, born: NaiveDate, as_of: NaiveDate, second: bool) {
    let episodes = person.episodes.as_deref().unwrap_or_default();
    let before = place.checked_sub(1).and_then(|before| episodes.get(before)).and_then(|episode| episode.end);
    let start = if second {
        before.unwrap_or(born)
    } else {
        episodes.get(place).and_then(|e| e.end).unwrap_or(as_of)
    };
    with_episode(person, place, |episode| episode.start = Some(start));
}

/// Assesses every combination of extremes, and keeps what is the same in all of them.
pub(crate) fn assess_extremes(law: &Law, person: &Person, as_of: NaiveDate) -> Assessment {
    let Some(born) = person.date_of_birth else {
        return without_birth_date(law, person, as_of);
    };
    let extremes = Extremes::of(person, born, as_of);
    let tried: Vec<Assessment> =
        extremes.people().map(|known| with_life(law, born, &known, OnDay(as_of))).collect();
    agree(law, &extremes, &tried).unwrap_or_else(|| without_birth_date(law, person, as_of))
}

/// What all variants agree on.
fn agree(law: &Law, extremes: &Extremes<'_>, tried: &[Assessment]) -> Option<Assessment> {
    let first = tried.first()?;
    let mut answer = first.clone();
    answer.missing = extremes.settling(tried, |assessment| assessment.status);
    let status_differs = tried.iter().any(|each| each.status != first.status);
    for each in tried.iter().skip(1) {
        same(&mut answer.duty_stage, &each.duty_stage);
        same(&mut answer.route, &each.route);
        same(&mut answer.looked_after, &each.looked_after);
        same(&mut answer.qualifying_days, &each.qualifying_days);
        same(&mut answer.next_change, &each.next_change);
        same(&mut answer.responsible_authority, &each.responsible_authority);
        same(&mut answer.owed_by, &each.owed_by);
        same_dates(&mut answer.dates, &each.dates);
        answer.warnings = answer.warnings.or(each.warnings);
        answer.confirm = answer.confirm.or(each.confirm);
    }
    if status_differs {
        answer.status = Status::NeedsInformation;
        answer.duty_stage = None;
        answer.route = None;
    }
    let all = vec![true; tried.len()];
    for (place, entitlement) in answer.entitlements.iter_mut().enumerate() {
        let countries = law.entitlements.get(place).map_or(&[][..], |each| each.counts_care_in.as_slice());
        if countries.is_empty() {
            agree_on_entitlement(entitlement, place, extremes, (&all, tried));
        } else {
            let among = extremes.counting_care_in(countries);
            agree_on_entitlement(entitlement, place, extremes, (&among, tried));
        }
    }
    open_instead(law, &mut answer.entitlements);
    Some(answer)
}

fn agree_on_entitlement(
    answer: &mut EntitlementAnswer,
    place: usize,
    extremes: &Extremes<'_>,
    (among, tried): (&[bool], &[Assessment]),
) {
    let looked_at = || tried.iter().zip(among).filter(|(_, among)| **among).map(|(each, _)| each);
    let others = || looked_at().filter_map(|each| each.entitlements.get(place));
    if let Some(first) = others().next() {
        answer.clone_from(first);
    }
    let outcome = answer.outcome;
    let differs = others().any(|other| other.outcome != outcome);
    let mut needs = Vec::new();
    for other in others() {
        same(&mut answer.from, &other.from);
        same(&mut answer.until, &other.until);
        same(&mut answer.upcoming_from, &other.upcoming_from);
        same(&mut answer.amount_pence, &other.amount_pence);
        same(&mut answer.ask, &other.ask);
        // A duty either way, or no duty is promised.
        answer.kind = answer.kind.max(other.kind);
        answer.instead.named |= other.instead.named;
        let new: Vec<Fact> = other.needs.iter().filter(|fact| !needs.contains(*fact)).cloned().collect();
        needs.extend(new);
    }
    if differs {
        answer.outcome = Outcome::NeedsInformation;
        (answer.from, answer.until, answer.upcoming_from) = (None, None, None);
        let outcome = |each: &Assessment| each.entitlements.get(place).map(|entitlement| entitlement.outcome);
        let mut all = extremes.settling_among(among, tried, outcome);
        all.extend(needs);
        needs = all;
    }
    answer.needs = needs;
}

/// Keeps a value only if the other has the same.
pub(crate) fn same<T: PartialEq>(mine: &mut Option<T>, theirs: &Option<T>) {
    if mine != theirs {
        *mine = None;
    }
}

fn same_dates(mine: &mut KeyDates, theirs: &KeyDates) {
    same(&mut mine.reaches_13_weeks, &theirs.reaches_13_weeks);
    same(&mut mine.eligible_from, &theirs.eligible_from);
    same(&mut mine.needs_assessment_due, &theirs.needs_assessment_due);
    same(&mut mine.six_month_home_date, &theirs.six_month_home_date);
}

/// Without a date of birth nothing can be decided, except what is open to everyone.
pub(crate) fn without_birth_date(law: &Law, person: &Person, as_of: NaiveDate) -> Assessment {
    let in_care =
        person.in_doubt.is_empty() && person.episodes.as_ref().is_some_and(|episodes| !episodes.is_empty());
    let answer = |(terms, open): (&crate::catalogue::Terms, WithoutBirthDate)| {
        let entitled = match open {
            WithoutBirthDate::Waits => false,
            WithoutBirthDate::Entitled => true,
            WithoutBirthDate::EntitledInCare => in_care,
        };
        let (outcome, needs) = if entitled {
            (Outcome::Entitled, Vec::new())
        } else {
            (Outcome::NeedsInformation, vec![Fact::DateOfBirth])
        };
        let state: LawState = law_state(*terms, Day::of(as_of));
        EntitlementAnswer {
            outcome,
            from: None,
            until: None,
            upcoming_from: None,
            amount_pence: None,
            state,
            needs,
            kind: terms.kind,
            instead: Instead::default(),
            ask: None,
        }
    };
    let open = law.entitlements.iter().map(|entitlement| entitlement.without_birth_date);
    // While an age is disputed the papers don't wait.
    let mut warnings = Flags::default();
    warnings.add_if(in_care && needs_leave(&person.circumstances), Warning::PapersBefore18);
    Assessment {
        as_of,
        status: Status::NeedsInformation,
        duty_stage: None,
        route: None,
        looked_after: None,
        qualifying_days: None,
        missing: vec![Fact::DateOfBirth],
        entitlements: law.terms.iter().zip(open).map(answer).collect(),
        dates: KeyDates::default(),
        next_change: None::<NextChange>,
        responsible_authority: None,
        owed_by: None,
        warnings,
        confirm: Flags::default(),
    }
}
