//! Every mistake that someone can make in a file of the law is refused, with the file, the line and what is wrong.

use crate::engine;
use leaving_care_rules::Law;

/// An entry without a mistake; the rule begins on line 12.
const ENTRY: &str = r#"id       = "x"
name     = "A thing"
meaning  = "You can have a thing."
need     = "money"
kind     = "local"
provider = "The council"
ask      = "Ask your adviser."
evidence = "None."
refused  = "Ask why."
source   = [{ cite = "CA 1989 s.23C", mark = "V", checked = 2026-11-22 }]

[[rule]]
when = { age = { from = 16 } }
then = "entitled"

[[rule]]
then = "not_entitled"
"#;

/// Figures without a mistake; the first is on line 1.
const FIGURES: &str = r#"[pounds]
name = "Some money"
unit = "pounds"
amount = [{ until = 2024-01-01, is = 10 }, { from = 2024-01-01, is = 20.50 }]
source = { cite = "SI 2020/1", mark = "M", checked = 2026-11-22 }

[age]
name = "Some age"
unit = "years"
amount = [{ is = 25 }]
source = { cite = "SI 2020/2", mark = "C", checked = 2026-11-22 }

[commencement.later]
name = "s.9"
source = { cite = "s.9", mark = "V", checked = 2026-11-22 }
"#;

/// What loading says about an entry and figures with one text swapped for another.
fn refused(entry: &str, figures: &str) -> String {
    match Law::load([("catalogue/x.toml", entry)], ("figures.toml", figures)) {
        Ok(_) => "loaded".to_owned(),
        Err(refused) => refused.to_string(),
    }
}

#[test]
fn the_entry_and_the_figures_are_without_a_mistake() {
    assert_eq!(refused(ENTRY, FIGURES), "loaded");
}

#[test]
#[rustfmt::skip]
fn a_mistake_in_an_entry_is_refused_with_its_line() {
    let table = [
        ("name     =", "nome     =", "catalogue/x.toml:2: there is no key `nome` here"),
        ("name     =", "nome     =", "`name` is missing"),
        ("\"A thing\"", "\" \"", "catalogue/x.toml:2: this must be a text in quotes"),
        ("\"A thing\"", "7", "catalogue/x.toml:2: this must be a text in quotes"),
        ("id       = \"x\"", "id       = \"y\"", "the id `y` is not the name of this file"),
        ("id       = \"x\"", "id       = \"Bad Id!\"", "small letters, digits and _, with a letter first; not `Bad Id!`"),
        ("\"money\"", "\"cash\"", "catalogue/x.toml:4: this must be one of"),
        ("\"local\"", "\"gift\"", "catalogue/x.toml:5: this must be one of"),
        ("{ cite = \"CA 1989 s.23C\", mark = \"V\", checked = 2026-11-22 }", "", "catalogue/x.toml:10: an entry needs a source"),
        ("mark = \"V\"", "mark = \"Q\"", "catalogue/x.toml:10: this must be one of V, M, C"),
        (", checked = 2026-11-22", "", "catalogue/x.toml:10: `checked` is missing"),
        ("checked = 2026-11-22", "checked = \"2026-11-22\"", "catalogue/x.toml:10: this must be a date without quotes"),
        ("{ age = { from = 16 } }", "{ married = \"yes\" }", "catalogue/x.toml:13: no fact and no operator is called `married`"),
        ("{ age = { from = 16 } }", "{ not = { all = [{ ever = { married = \"yes\" } }] } }", "no fact and no operator is called `married`"),
        ("{ age = { from = 16 } }", "{}", "catalogue/x.toml:13: an empty condition"),
        ("{ age = { from = 16 } }", "{ any = [] }", "catalogue/x.toml:13: an empty list of conditions says nothing"),
        ("{ age = { from = 16 } }", "{ status = [\"leaver\"] }", "catalogue/x.toml:13: this must be one of"),
        ("{ age = { from = 16 } }", "{ parent = \"maybe\" }", "catalogue/x.toml:13: this must be one of"),
        ("{ age = { from = 16 } }", "{ lives_in_responsible_area = [\"yes\", \"perhaps\"] }", "catalogue/x.toml:13: this must be one of"),
        ("{ from = 16 }", "{ from = 300 }", "catalogue/x.toml:13: this must be a whole number that makes sense here"),
        ("{ from = 16 }", "{ from = 18, until = 16 }", "catalogue/x.toml:13: `from` must be less than `until`"),
        ("{ from = 16 }", "{}", "catalogue/x.toml:13: give `from`, `until` or both"),
        ("{ from = 16 }", "{ from = \"nothing\" }", "catalogue/x.toml:13: no figure is called `nothing`"),
        ("{ from = 16 }", "{ until = \"pounds\" }", "catalogue/x.toml:13: the figure `pounds` does not give what is needed here"),
        ("{ age = { from = 16 } }", "{ setting_up_home_paid = { under = \"age\" } }", "catalogue/x.toml:13: the figure `age` does not give what is needed here"),
        ("{ age = { from = 16 } }", "{ setting_up_home_paid = { under = \"nothing\" } }", "catalogue/x.toml:13: no figure is called `nothing`"),
        ("{ age = { from = 16 } }", "{ in_force = \"never\" }", "catalogue/x.toml:13: no commencement is called `never`"),
        ("{ age = { from = 16 } }", "{ day = { from = 2026-01-01, until = 2025-01-01 } }", "catalogue/x.toml:13: `from` must be earlier than `until`"),
        ("{ age = { from = 16 } }", "{ day = {} }", "catalogue/x.toml:13: give `from`, `until` or both"),
        ("{ age = { from = 16 } }", "{ born = { from = 2026-01-01, until = 2025-01-01 } }", "catalogue/x.toml:13: `from` must be earlier than `until`"),
        ("{ age = { from = 16 } }", "{ born = { from = 2026-02-30 } }", "catalogue/x.toml:13: "),
        ("{ age = { from = 16 } }", "{ full_time = \"unknown\" }", "catalogue/x.toml:13: this fact has a default and is never unknown"),
        ("then = \"entitled\"", "then = \"yes\"", "catalogue/x.toml:14: this must be one of entitled, not_entitled, needs_information"),
        ("when = { age = { from = 16 } }\n", "", "every line but the last has a `when`, and the last has none"),
        ("then = \"not_entitled\"\n", "when = { parent = \"yes\" }\nthen = \"not_entitled\"\n", "every line but the last has a `when`, and the last has none"),
        ("then = \"entitled\"", "then = \"entitled\"\nneeds = [\"a_letter\"]", "catalogue/x.toml:15: only an answer of needs_information asks for something"),
        ("refused  =", "who = \"anyone\"\nrefused  =", "give either `who` or [[rule]]"),
        ("refused  =", "amount = \"nothing\"\nper = \"once\"\nrefused  =", "no figure is called `nothing`"),
        ("refused  =", "amount = \"age\"\nper = \"once\"\nrefused  =", "the figure `age` is not an amount of money"),
        ("refused  =", "amount = \"pounds\"\nrefused  =", "`per` is missing"),
        ("refused  =", "commencement = \"never\"\nrefused  =", "no commencement is called `never`"),
        ("[[rule]]", "[[rule]", "catalogue/x.toml:12: "),
    ];
    for (text, instead, told) in table {
        assert!(ENTRY.contains(text), "{text}");
        let said = refused(&ENTRY.replacen(text, instead, 1), FIGURES);
        assert!(said.contains(told), "{instead}: {said}");
    }
}

#[test]
#[rustfmt::skip]
fn a_mistake_in_the_figures_is_refused_with_its_line() {
    let table = [
        ("source = { cite = \"SI 2020/1\", mark = \"M\", checked = 2026-11-22 }", "", "figures.toml:4: an amount without a source"),
        ("unit = \"pounds\"", "unit = \"euros\"", "figures.toml:3: this must be one of pounds, years, percent"),
        ("unit = \"pounds\"", "unit = \"pounds\"\nfloor = 3", "figures.toml:4: there is no key `floor` here"),
        ("is = 20.50", "is = 20.505", "figures.toml:4: this must be a number with at most two decimals"),
        ("is = 20.50", "is = \"20\"", "figures.toml:4: this must be a number with at most two decimals"),
        ("from = 2024-01-01", "from = 2023-12-31", "figures.toml:4: this row speaks of days that an earlier row already has"),
        ("{ from = 2024-01-01, is = 20.50 }", "{ from = 2025-01-01, until = 2025-01-01, is = 20 }", "figures.toml:4: `from` must be earlier than `until`"),
        ("{ until = 2024-01-01, is = 10 }", "{ from = 2025-01-01, is = 10 }", "figures.toml:4: "),
        ("[{ until = 2024-01-01, is = 10 }, { from = 2024-01-01, is = 20.50 }]", "[{ from = 2024-01-01, is = 20.50 }, { until = 2024-01-01, is = 10 }]", "figures.toml:4: rows out of order; the earliest dates come first"),
        ("name = \"s.9\"\nsource = { cite = \"s.9\", mark = \"V\", checked = 2026-11-22 }", "name = \"s.9\"", "a commencement needs a source"),
        ("[age]", "[Age limit]", "figures.toml:7: "),
        ("[age]", "[Age]", "small letters, digits and _, with a letter first; not `Age`"),
        ("[age]", "[pounds]", "figures.toml:7: "),
    ];
    for (text, instead, told) in table {
        assert!(FIGURES.contains(text), "{text}");
        let said = refused(ENTRY, &FIGURES.replacen(text, instead, 1));
        assert!(said.contains(told), "{instead}: {said}");
    }
}

#[test]
fn two_entries_with_the_same_id_are_refused() {
    let files = [("catalogue/x.toml", ENTRY), ("other/x.toml", ENTRY)];
    let said = Law::load(files, ("figures.toml", FIGURES)).unwrap_err().to_string();
    assert!(said.contains("other/x.toml:1: the id `x` appears twice"), "{said}");
}

const OFFER: &str = r#"authority = "Testborough"
source    = { cite = "Offer 2026", mark = "V", checked = 2026-11-22 }
"#;

fn offered(text: &str) -> Result<Law, String> {
    engine::law().with_offer("offer.toml", &format!("{OFFER}{text}")).map_err(|refused| refused.to_string())
}

#[test]
#[rustfmt::skip]
fn a_mistake_in_an_offer_is_refused_with_its_line() {
    let table = [
        ("[figure.suha]\namount = [{ is = 3500 }]\n", "offer.toml:3: the law has no figure called `suha`; an offer may change celebration_allowance or celebrations (pounds), "),
        ("[figure.\"Suha !\"]\nname = \"x\"\nunit = \"pounds\"\namount = [{ is = 3500 }]\n", "not `Suha !`"),
        ("[figure.suha_amount]\namount = [{ from = 2026-04-01, is = 2500 }]\n", "offer.toml:3: Setting up home allowance of £2,500 is below the floor of £3,000"),
        ("[figure.suha_age_limit]\namount = [{ is = 24 }]\n", "offer.toml:3: "),
        ("[figure.setting_up_home]\namount = [{ is = 3500 }]\n[figure.suha_amount]\namount = [{ is = 3600 }]\n", "`setting_up_home` is changed twice, by its two names"),
        ("[figure.suha_amount]\nname = \"Mine\"\namount = [{ is = 3500 }]\n", "offer.toml:4: there is no key `name` here"),
        ("[figure.suha_amount]\namount = [{ age = { from = 18 }, is = 3500 }]\n", "a row of a local offer has no age band"),
        ("[figure.he_bursary]\namount = [{ is = 3500 }]\n", "offer.toml:3: `he_bursary` is the same everywhere"),
        ("[figure.driving_amount]\namount = [{ is = -50 }]\n", "offer.toml:4: an amount is from 0 to 100,000 pounds"),
        ("[figure.suha_amount]\namount = [{ is = 3000000000000 }]\n", "offer.toml:4: an amount is from 0 to 100,000 pounds"),
        ("[figure.council_tax_percent]\namount = [{ is = 120 }]\n", "offer.toml:4: a share is from 0 to 100 per cent"),
        ("[figure.guarantor]\namount = [{ is = 21.5 }]\n", "offer.toml:4: an age is a whole number of years"),
        ("[figure.guarantor]\namount = [{ is = -3 }]\n", "offer.toml:4: an age is a whole number of years"),
        ("[[entitlement]]\nid = \"Bad Id!\"\n", "small letters, digits and _, with a letter first; not `Bad Id!`"),
    ];
    for (text, told) in table {
        let said = offered(text).err().unwrap_or_default();
        assert!(said.contains(told), "{text} is told: {said}");
    }
}

#[test]
#[rustfmt::skip]
fn a_mistake_in_what_an_offer_says_beside_its_figures_is_refused_with_its_line() {
    let table = [
        ("[qualifying_offer]\nsweets = [{ is = 21 }]\n", "offer.toml:4: no local card is called `sweets`; the cards are "),
        ("[qualifying_offer]\ntravel_help = [{ is = 21.5 }]\n", "offer.toml:4: an age is a whole number of years"),
        ("[crisis_payment_rules]\nfrom = 2026-04-01\n", "offer.toml:3: give a `link`, a `phone` or the `rules`"),
        ("[crisis_payment_rules]\nlink = \"http://council.example\"\n", "offer.toml:3: a link begins with https://"),
        ("[housing_payment_rules]\nphone = \"call us\"\n", "offer.toml:3: a phone number is of digits and spaces"),
        ("[housing_payment_rules]\nfax = \"1\"\n", "offer.toml:4: there is no key `fax` here"),
        ("[[crisis_payment_rules]]\nphone = \"111\"\n[[crisis_payment_rules]]\nphone = \"112\"\nfrom = 2026-04-01\n", "this row speaks of days that an earlier row already has"),
    ];
    for (text, told) in table {
        let said = offered(text).err().unwrap_or_default();
        assert!(said.contains(told), "{text} is told: {said}");
    }
}

#[test]
fn an_offer_covers_people_who_qualify_card_by_card_and_says_how_its_fund_is_asked_for() {
    let law = offered(
        r#"[qualifying_offer]
travel_help = [{ from = 2026-04-01, is = 21 }]
council_tax_discount = [{ is = 21 }]
[crisis_payment_rules]
from  = 2026-04-01
link  = "https://council.example/crisis"
phone = "01632 960 100"
rules = "You need less than £1,000 saved."
[housing_payment_rules]
phone = "01632 960 101"
"#,
    )
    .unwrap();
    let qualifying: leaving_care_rules::Person = serde_json::from_str(
        r#"{"date_of_birth":"2008-05-10","episodes":[{"start":"2024-06-01","end":"2024-07-01","legal_status":"V2","placement":"U4"}],
            "circumstances":{"council_tax_liable":true,"lives_in_responsible_area":true}}"#,
    )
    .unwrap();
    let outcome = |law: &Law, id: &str, day: &str| {
        let answer = leaving_care_rules::assess(law, &qualifying, day.parse().unwrap());
        answer.entitlement(law.find(id).unwrap()).unwrap().outcome
    };
    use leaving_care_rules::assessment::Outcome::{Entitled, NeedsInformation};
    let today = "2026-11-28";
    assert_eq!(outcome(&law, "travel_help", today), Entitled);
    assert_eq!(outcome(&law, "travel_help", "2026-03-31"), NeedsInformation, "before the offer says so");
    assert_eq!(outcome(&law, "council_tax_discount", today), Entitled);
    assert_eq!(outcome(&law, "driving_help", today), NeedsInformation, "a card that it does not name");
    assert_eq!(outcome(engine::law(), "travel_help", today), NeedsInformation, "without an offer");
    let offer = law.offered(law.find("travel_help").unwrap(), today.parse().unwrap());
    assert_eq!(offer.map(|offer| offer.authority.as_str()), Some("Testborough"));
    let fund = |law: &Law, id: &str, day: &str| {
        law.fund_rules(law.find(id).unwrap(), day.parse().unwrap()).and_then(|rules| rules.phone.clone())
    };
    assert_eq!(fund(&law, "crisis_payment", today).as_deref(), Some("01632 960 100"));
    assert_eq!(fund(&law, "crisis_payment", "2026-03-31"), None, "before the fund");
    assert_eq!(fund(&law, "housing_payment", today).as_deref(), Some("01632 960 101"));
    assert_eq!(fund(&law, "travel_help", today), None);
    assert_eq!(fund(engine::law(), "crisis_payment", today), None, "without an offer");
}

#[test]
fn an_offer_may_use_the_names_of_the_specification() {
    let parameters = [
        ("suha_amount", "setting_up_home", "3500"),
        ("suha_age_limit", "setting_up_home_age_limit", "26"),
        ("council_tax_percent", "council_tax_percent", "100"),
        ("council_tax_age_limit", "council_tax_age_limit", "26"),
        ("council_tax_out_of_area", "council_tax_out_of_area", "50"),
        ("guarantor", "corporate_guarantor_age_limit", "25"),
        ("driving_amount", "driving_help", "450"),
        ("travel", "travel_help_age_limit", "25"),
        ("leisure", "leisure_pass_age_limit", "25"),
        ("celebrations", "celebration_allowance", "60"),
        ("tv_insurance", "tv_licence_and_insurance_age_limit", "21"),
        ("weekly_allowance_16_17", "weekly_allowance_16_17", "67.20"),
    ];
    for (parameter, figure, is) in parameters {
        let law = offered(&format!("[figure.{parameter}]\namount = [{{ from = 2026-04-01, is = {is} }}]\n"))
            .unwrap_or_else(|refused| panic!("{refused}"));
        assert_eq!(law.offer().unwrap().figures, [figure]);
    }
}
