//! A council's local offer: dated data laid over the law, never below its floor.
//!
//! An offer may raise a figure that has a floor, extend an age, set what the council chooses where there is no floor,
//! and add its own entitlements in the same language. An amount or an age below the floor is refused, with the
//! floor and its provision.

use crate::calendar::Day;
use crate::catalogue::{EntitlementIndex, Law};
use crate::entitlement::condition::{Bound, Condition, Test};
use crate::entitlement::outcome::{self, Entitlement};
use crate::entitlement::reading::{File, LoadError, Value};
use crate::figures::{
    Citation, Figure, Figures, OfferRule, Row, Unit, read_citation, read_figure, read_rows,
};
use crate::fund_rules::{self, FundRules};
use crate::timeline::{Span, Spans};
use chrono::NaiveDate;

/// Whose offer lies over a law, and where it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfferSource {
    pub authority: String,
    /// Where the offer was read, and when that was last checked.
    pub source: Citation,
    /// The ids of the figures it changes or adds.
    pub figures: Vec<String>,
    /// The ids of the entitlements it adds.
    pub entitlements: Vec<String>,
    /// How its fund is asked for.
    pub funds: Vec<FundRules>,
}

/// The keys of an offer; the last three are parameters of the specification that are no figures.
const KEYS: [&str; 7] = [
    "authority",
    "source",
    "figure",
    "entitlement",
    "qualifying_offer",
    "crisis_payment_rules",
    "housing_payment_rules",
];

/// What the id of a local card is followed by in the figure that covers people who qualify.
const QUALIFYING: &str = "_qualifying_age_limit";

impl Law {
    /// This law with a council's offer on top.
    ///
    /// # Errors
    /// Every mistake with file and line, including each row below a national floor, with the floor and its
    /// provision.
    pub fn with_offer(&self, name: &str, text: &str) -> Result<Law, LoadError> {
        let (mut file, table) = File::open(name, text);
        let Some(table) = table else { return Err(LoadError(file.problems)) };
        let fields = file.fields(table.get_ref(), &KEYS);
        let authority = fields.must_text(&mut file, 0, "authority");
        let source = fields.must(&mut file, 0, "source").and_then(|source| read_citation(&mut file, source));
        let mut figures = self.figures.clone();
        let mut changed = Vec::new();
        if let Some(table) = fields.get("figure").and_then(|value| file.table(value)) {
            for (key, value) in table {
                let id = lay_over(&mut file, &mut figures, key.get_ref(), value, source.as_ref());
                if changed.contains(&id) {
                    file.problem(value.span().start, format!("`{id}` is changed twice, by its two names"));
                }
                changed.push(id);
            }
        }
        if let Some(cards) = fields.get("qualifying_offer") {
            changed.extend(qualifying(&mut file, &mut figures, cards, source.as_ref()));
        }
        let mut funds = Vec::new();
        for (parameter, entitlement) in fund_rules::PARAMETERS {
            if let Some(value) = fields.get(parameter) {
                funds.extend(fund_rules::read(&mut file, entitlement, value, source.as_ref()));
            }
        }
        let own = self.own_entitlements(&mut file, name, fields.get("entitlement"));
        let Some(source) = source.filter(|_| file.problems.is_empty()) else {
            return Err(LoadError(file.problems));
        };
        let entitlements = own.iter().map(|entitlement| entitlement.id.clone()).collect();
        let mut law =
            Law::of(self.entitlements.iter().cloned().chain(own).collect(), figures).map_err(LoadError)?;
        law.offer = Some(OfferSource { authority, source, figures: changed, entitlements, funds });
        Ok(law)
    }

    /// The entitlements that the offer adds.
    fn own_entitlements<'t>(
        &self,
        file: &mut File<'t>,
        name: &str,
        list: Option<&Value<'t>>,
    ) -> Vec<Entitlement> {
        let mut own: Vec<Entitlement> = Vec::new();
        for value in list.map_or(Vec::new(), |list| file.list(list)) {
            let at = value.span().start;
            let Some(table) = file.table(value) else { continue };
            let Some(mut entitlement) = outcome::read(file, at, table) else { continue };
            if self.entitlements.iter().chain(&own).any(|other| other.id == entitlement.id) {
                file.problem(
                    at,
                    format!("the id `{}` is taken; an offer adds, it does not replace", entitlement.id),
                );
            }
            name.clone_into(&mut entitlement.file);
            own.push(entitlement);
        }
        own
    }

    /// This law as a council uses it that has no offer here. An offer's own name stands.
    #[must_use]
    pub fn used_by(&self, authority: &str) -> Law {
        let mut law = self.clone();
        law.authority = Some(authority.to_owned());
        law
    }

    /// The council that uses it; `None` where nobody has said.
    pub fn authority(&self) -> Option<&str> {
        self.offer.as_ref().map(|offer| offer.authority.as_str()).or(self.authority.as_deref())
    }

    /// Whose offer lies over this law; `None` for the law of England alone.
    pub fn offer(&self) -> Option<&OfferSource> {
        self.offer.as_ref()
    }

    /// How this council's fund is asked for on a day, where its offer says so.
    pub fn fund_rules(&self, which: EntitlementIndex, on: NaiveDate) -> Option<&FundRules> {
        let (offer, entitlement) = (self.offer.as_ref()?, self.entitlements.get(which.place())?);
        let on = Day::of(on);
        let holds =
            |each: &&FundRules| each.entitlement == entitlement.id && each.from <= on && on < each.until;
        offer.funds.iter().find(holds)
    }

    /// The offer, if on this day the entitlement exists, has its amount or has its age limit because of it: the source
    /// a page names for the entry. `None` where it all comes from the law of England.
    pub fn offered(&self, which: EntitlementIndex, on: NaiveDate) -> Option<&OfferSource> {
        let offer = self.offer.as_ref()?;
        let entitlement = self.entitlements.get(which.place())?;
        let mut named: Vec<&str> = entitlement.money.iter().map(|money| money.figure.as_str()).collect();
        for line in &entitlement.rule {
            line.when.iter().for_each(|when| figures_of(when, &mut named));
        }
        let on = Day::of(on);
        let says = |id: &str| {
            let rows = self.figures.figure(id).map_or(&[][..], |figure| &figure.rows);
            rows.iter()
                .any(|row| row.from <= on && on < row.until && row.source.as_ref() == Some(&offer.source))
        };
        let own = offer.entitlements.contains(&entitlement.id);
        (own || named.into_iter().any(says)).then_some(offer)
    }
}

/// The ids of the figures that a condition refers to.
fn figures_of<'c>(condition: &'c Condition, named: &mut Vec<&'c str>) {
    match &condition.test {
        Test::All(parts) | Test::Any(parts) => parts.iter().for_each(|part| figures_of(part, named)),
        Test::Not(inner) | Test::Ever(inner) | Test::AsOn(_, inner) | Test::Named(_, inner) => {
            figures_of(inner, named);
        }
        Test::Ended(what, during) => {
            figures_of(what, named);
            figures_of(during, named);
        }
        Test::PaidUnder(id) => named.push(id),
        Test::Age(from, until) => named.extend(
            [from, until]
                .into_iter()
                .flatten()
                .filter_map(|bound| if let Bound::Figure(id) = bound { Some(id.as_str()) } else { None }),
        ),
        _ => {}
    }
}

/// Lays one figure from an offer over the law's, or adds a new one; returns its id.
fn lay_over<'t>(
    file: &mut File<'t>,
    figures: &mut Figures,
    name: &str,
    value: &Value<'t>,
    source: Option<&Citation>,
) -> String {
    let called = |figure: &&mut Figure| figure.id == name || figure.parameter.as_deref() == Some(name);
    match figures.figures.iter_mut().find(called) {
        Some(national) => {
            change(file, national, value, source);
            national.id.clone()
        }
        None => {
            figures.figures.extend(own_figure(file, figures, name, value, source));
            name.to_owned()
        }
    }
}

/// Which local cards also cover people who qualify (section 24), by card: until which birthday, by date.
fn qualifying<'t>(
    file: &mut File<'t>,
    figures: &mut Figures,
    cards: &Value<'t>,
    source: Option<&Citation>,
) -> Vec<String> {
    let mut changed = Vec::new();
    for (card, rows) in file.table(cards).into_iter().flatten() {
        let id = format!("{}{QUALIFYING}", card.get_ref());
        match figures.figures.iter_mut().find(|figure| figure.id == id) {
            Some(figure) => {
                let at = rows.span().start;
                change_rows(file, figure, rows, at, source);
                changed.push(id);
            }
            None => {
                let all = figures.figures.iter().filter_map(|figure| figure.id.strip_suffix(QUALIFYING));
                let all = all.collect::<Vec<_>>().join(", ");
                let what = format!("no local card is called `{}`; the cards are {all}", card.get_ref());
                file.problem(card.span().start, what);
            }
        }
    }
    changed
}

/// A figure that only the offer has.
fn own_figure<'t>(
    file: &mut File<'t>,
    figures: &Figures,
    id: &str,
    value: &Value<'t>,
    source: Option<&Citation>,
) -> Option<Figure> {
    let table = file.table(value)?;
    if !table.contains_key("name") && !table.contains_key("unit") {
        let may_change = figures.figures.iter().filter(|figure| figure.offer != OfferRule::National);
        let named = |figure: &Figure| match &figure.parameter {
            Some(parameter) => format!("{} or {parameter} ({})", figure.id, figure.unit.word()),
            None => format!("{} ({})", figure.id, figure.unit.word()),
        };
        let names: Vec<String> = may_change.map(named).collect();
        let what = format!(
            "the law has no figure called `{id}`; an offer may change {}, and one of its own needs `name`, `unit` and `amount`",
            names.join(", ")
        );
        file.problem(value.span().start, what);
        return None;
    }
    read_figure(file, id.to_owned(), value, source)
}

/// Lays an offer's rows over a figure of the law.
fn change<'t>(file: &mut File<'t>, national: &mut Figure, value: &Value<'t>, source: Option<&Citation>) {
    let at = value.span().start;
    let Some(table) = file.table(value) else { return };
    let fields = file.fields(table, &["amount"]);
    let Some(rows) = fields.must(file, at, "amount") else { return };
    change_rows(file, national, rows, at, source);
}

/// The same, from the rows themselves.
fn change_rows<'t>(
    file: &mut File<'t>,
    national: &mut Figure,
    rows: &Value<'t>,
    at: usize,
    source: Option<&Citation>,
) {
    let id = national.id.clone();
    let rows = read_rows(file, rows, national.unit, source);
    if national.offer == OfferRule::National {
        file.problem(at, format!("`{id}` is the same everywhere; a local offer cannot change it"));
    }
    for row in &rows {
        if row.from_age != 0 || row.until_age != u8::MAX {
            file.problem(at, "a row of a local offer has no age band");
        }
        if let Some(refusal) = below_floor(national, row) {
            file.problem(at, refusal);
        }
    }
    let over: Spans = rows.iter().map(|row| Span::new(row.from, row.until)).collect();
    let kept = national.rows.iter().flat_map(|row| outside(row, &over));
    national.rows = rows.iter().cloned().chain(kept.collect::<Vec<Row>>()).collect();
}

/// The parts of a row on days that the offer does not cover.
fn outside(row: &Row, over: &Spans) -> Vec<Row> {
    let days = Spans::one(Span::new(row.from, row.until)).without(over);
    days.iter().map(|span| Row { from: span.start, until: span.end, ..row.clone() }).collect()
}

/// Why a row is refused, if it is below the floor on some day.
fn below_floor(national: &Figure, row: &Row) -> Option<String> {
    if national.offer != OfferRule::Raise {
        return None;
    }
    let same_days = |floor: &&Row| floor.from < row.until && row.from < floor.until;
    let floor = national.rows.iter().filter(same_days).find(|floor| row.hundredths < floor.hundredths)?;
    let said = |hundredths: i64| match national.unit {
        Unit::Years => format!("age {}", national.unit.written(hundredths)),
        unit => unit.written(hundredths),
    };
    let provision = floor.source.as_ref().map_or("", |source| &source.cite);
    Some(format!(
        "{} of {} is below the floor of {} ({provision}); an offer may only be more generous",
        national.name,
        said(row.hundredths),
        said(floor.hundredths)
    ))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use crate::assess;
    use crate::assessment::Outcome;
    use crate::person::Person;

    const SOURCE: &str = "authority = \"Testborough\"\nsource = { cite = \"Offer 2026\", mark = \"V\", checked = 2026-11-22 }\n";

    fn law() -> &'static Law {
        Law::england().unwrap()
    }

    fn refused(offer: &str) -> String {
        law().with_offer("offers/test.toml", &format!("{SOURCE}{offer}")).unwrap_err().to_string()
    }

    /// Looked after until 18, born 3 March 2002.
    fn amara() -> Person {
        serde_json::from_str(
            r#"{"date_of_birth":"2002-03-03","episodes":[{"start":"2014-06-01","legal_status":"C2","placement":"K2"}]}"#,
        )
        .unwrap()
    }

    fn answer(law: &Law, id: &str, day: &str) -> crate::assessment::EntitlementAnswer {
        let answer = assess(law, &amara(), day.parse().unwrap());
        answer.entitlement(law.find(id).unwrap()).unwrap().clone()
    }

    #[test]
    fn an_offer_below_the_floor_is_refused_with_the_floor_and_its_provision() {
        let said = refused("[figure.setting_up_home]\namount = [{ from = 2026-04-01, is = 2500 }]\n");
        assert!(said.starts_with("offers/test.toml:3: "), "{said}");
        assert!(said.contains("£2,500 is below the floor of £3,000 (Department for Education"), "{said}");
    }

    #[test]
    fn an_offer_cannot_change_what_is_the_same_everywhere() {
        let said = refused("[figure.universal_credit]\namount = [{ from = 2026-04-01, is = 999 }]\n");
        assert!(said.contains("the same everywhere"), "{said}");
    }

    #[test]
    fn an_offer_raises_an_amount_from_its_day_on() {
        let offer =
            format!("{SOURCE}[figure.setting_up_home]\namount = [{{ from = 2026-04-01, is = 3500 }}]\n");
        let law = law().with_offer("offers/test.toml", &offer).unwrap();
        assert_eq!(answer(&law, "setting_up_home_allowance", "2026-03-31").amount_pence, Some(300_000));
        assert_eq!(answer(&law, "setting_up_home_allowance", "2026-04-01").amount_pence, Some(350_000));
        assert_eq!(law.offer().unwrap().figures, ["setting_up_home"]);
    }

    #[test]
    fn an_offer_extends_an_age() {
        let offer = format!(
            "{SOURCE}[figure.setting_up_home_age_limit]\namount = [{{ from = 2026-04-01, is = 26 }}]\n"
        );
        let extended = law().with_offer("offers/test.toml", &offer).unwrap();
        let day = "2027-06-01";
        assert_eq!(answer(law(), "setting_up_home_allowance", day).outcome, Outcome::NotEntitled);
        let after_25 = answer(&extended, "setting_up_home_allowance", day);
        assert_eq!(after_25.outcome, Outcome::Entitled);
        assert_eq!(after_25.until, "2028-03-03".parse().ok());
    }

    #[test]
    fn an_offer_adds_its_own_entitlement_and_replaces_none() {
        let full = include_str!("offers/stockton_riverside.toml");
        let law_with = law().with_offer("offers/stockton_riverside.toml", full).unwrap();
        assert_eq!(answer(&law_with, "riverside_fund", "2026-11-22").amount_pence, Some(25_000));
        let empty = law().with_offer("offers/empty.toml", include_str!("offers/empty.toml")).unwrap();
        assert_eq!(empty.entitlements(), law().entitlements());
    }

    #[test]
    fn an_entry_names_the_offer_as_its_source_only_where_and_when_the_offer_changes_it() {
        let full = include_str!("offers/stockton_riverside.toml");
        let with = law().with_offer("offers/stockton_riverside.toml", full).unwrap();
        let offered = |id: &str, day: &str| {
            with.offered(with.find(id).unwrap(), day.parse().unwrap()).map(|offer| offer.authority.as_str())
        };
        let borough = Some("Stockton Riverside");
        assert_eq!(offered("riverside_fund", "2026-11-23"), borough, "its own entitlement");
        assert_eq!(offered("setting_up_home_allowance", "2026-11-23"), borough, "a raised amount");
        assert_eq!(offered("setting_up_home_allowance", "2026-03-31"), None, "before it was raised");
        assert_eq!(offered("travel_help", "2026-11-23"), borough, "an age that the council chooses");
        assert_eq!(offered("pathway_plan", "2026-11-23"), None, "the law's own");
        let national = law().find("setting_up_home_allowance").unwrap();
        assert_eq!(law().offered(national, "2026-11-23".parse().unwrap()), None, "no offer");
    }
}
