//! Each page as it stands when full, at the start, and after an error: what render tests and pictures are made of.

use super::*;
use crate::web::{
    chart::{CountBar, SpellKind, Strip, StripDays},
    parts::{Choice, Heading, Item, Link, Notice, Select, Tag, View, Why},
    view::{FormErrors, Phone},
};
use chrono::NaiveDate;

fn on(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(super) fn date(day: &str, month: &str, year: &str) -> WrittenDay {
    WrittenDay { day: day.into(), month: month.into(), year: year.into() }
}

fn item(words: &str, meta: &str) -> Item {
    Item { words: words.into(), meta: Some(meta.into()), ..Item::default() }
}

pub(super) fn select(name: &'static str, label: &'static str, words: &[&str]) -> Select {
    let choices = words.iter().map(|each| Choice::new(*each, *each, None)).collect();
    Select { name, label, choices }
}

fn heading(words: &'static str, href: Option<&str>, class: &'static str) -> Heading {
    Heading { words, href: href.map(Into::into), sort: None, class }
}

pub fn people() -> People {
    let row = |name: &str, age: &str, next: &str, late: Option<&str>, money: Option<&str>| PeopleRow {
        href: "/adviser/people/1".into(),
        name: name.into(),
        age: Some(age.into()),
        next: next.into(),
        next_when: Some("due 14 November".into()),
        late: late.map(|words| Tag::new("warn", words)),
        seen: "9 weeks ago".into(),
        seen_long_ago: late.is_some(),
        seen_on: Some("21 September".into()),
        not_claimed: money.map(Into::into),
        no_sum: "Nothing",
        status: "18 to 21".into(),
        status_why: "in care at 18, 1,461 days count".into(),
    };
    People {
        lede: "25 people. 3 have something overdue, and £29,450 is not claimed by 15 of them.".into(),
        views: vec![
            View { link: Link::new("Everyone", "/adviser/people").current_if(true), count: "25".into() },
            View { link: Link::new("Overdue", "/adviser/people?view=overdue"), count: "3".into() },
        ],
        filter: PeopleFilter {
            open: false,
            q: String::new(),
            selects: vec![select("status", "Status", &["Any status", "Eligible"])],
        },
        said: "Showing all 25, what is due first. No filter is on.".into(),
        headings: vec![
            heading("Name", Some("?sort=name"), ""),
            Heading { sort: Some("ascending"), ..heading("Next", Some("?sort=due"), "") },
            heading("Last seen", Some("?sort=seen"), ""),
            heading("Not claimed", Some("?sort=money"), "is-num"),
            heading("Status", None, ""),
        ],
        rows: vec![
            row("Amina Yusuf", "20", "Plan review", Some("9 days late"), None),
            row("Jay Mitchell", "18", "Start bursary claim", None, Some("£5,200")),
        ],
        empty: None,
        note: "‘Not claimed’ adds what the rules say each person can have now and has not had.".into(),
    }
}

pub fn people_start() -> People {
    let empty = Some("Nobody is on your list yet. A manager adds people to it.".into());
    People { rows: vec![], empty, ..people() }
}

pub fn strip() -> PersonStrip {
    PersonStrip {
        name: "Jay Mitchell".into(),
        about: "18".into(),
        sub: "Jayden Mitchell on official papers. Record SR-20388. Turns 19 on 2 March 2027.".into(),
        actions: vec![Link::new("Invite Jay to sign in", "/adviser/people/1/invitation")],
        status: Tag::new("now", "Former relevant, 18 to 21"),
        why: Why {
            lines: vec![
                "Jay was in care on the day before turning 18.".into(),
                "1,461 days count since he was 14. The law asks for 91, with one at 16 or later.".into(),
            ],
            source: "Children Act 1989 s.23C(1).".into(),
            link: Some(Link::new("See the days", "/adviser/people/1/care-history")),
        },
        adviser: vec!["You, since 12 January 2026".into(), "Cover: Marcus Bell, 01632 960 147".into()],
        safe: vec!["Text first, after 10am.".into(), "Voicemail: say ‘Priya’, not the council.".into()],
        phone: Some(Phone::new("07700 900 482")),
    }
}

pub(super) fn sub(open: usize) -> Vec<Link> {
    [
        ("Overview", "/adviser/people/1"),
        ("Care history", "/adviser/people/1/care-history"),
        ("What we know", "/adviser/people/1/facts"),
        ("What if", "/adviser/people/1/what-if"),
        ("Invitation", "/adviser/people/1/invitation"),
    ]
    .into_iter()
    .enumerate()
    .map(|(place, (words, href))| Link::new(words, href).current_if(place == open))
    .collect()
}

pub fn person() -> Person {
    let row = |name: &str, tag: Tag, words: &str, amount: Option<&str>, since: &str| EntitlementRow {
        name: name.into(),
        href: "/adviser/people/1/entitlements/9".into(),
        tag,
        words: words.into(),
        amount: amount.map(Into::into),
        since: since.into(),
    };
    Person {
        strip: strip(),
        sub: sub(0),
        close: Some(Close { action: "/adviser/open/1/close".into(), opening: "1".into() }),
        notices: vec![Notice {
            id: "warning-1".into(),
            kind: "warn",
            heading: "Six months at home are nearly complete".into(),
            lines: vec!["On 3 January Jay stops being relevant.".into()],
            links: vec![Link::new("See the days", "/adviser/people/1/care-history")],
        }],
        not_claimed: NotClaimed {
            heading: "Not claimed: £5,200".into(),
            said: "2 things Jay can have now".into(),
            rows: vec![NotClaimedRow {
                name: "Apprenticeship bursary".into(),
                href: "/adviser/people/1/entitlements/31".into(),
                why: "Started 7 September 2026, aged 18".into(),
                amount: Some("£3,000".into()),
                amount_note: Some("once".into()),
                needed: "Letter from the council to the training provider".into(),
                act: "Record a step",
            }],
        },
        groups: vec![
            EntitlementGroup {
                heading: "To check: 1".into(),
                rows: vec![row(
                    "Universal Credit",
                    Tag::new("", "We need to know"),
                    "whether Jay has a child",
                    Some("£338.58 a month"),
                    "",
                )],
            },
            EntitlementGroup {
                heading: "Has it: 1".into(),
                rows: vec![row(
                    "Personal adviser",
                    Tag::new("done", "Has it"),
                    "",
                    Some("to 25"),
                    "12 January 2026",
                )],
            },
            EntitlementGroup {
                heading: "Passed, not in force yet: 1".into(),
                rows: vec![row(
                    "Staying close support",
                    Tag::new("later", "Passed, no start date"),
                    "",
                    Some("under 25"),
                    "",
                )],
            },
        ],
        rest: Some(EntitlementGroup {
            heading: "See 12 checked and not for Jay now, with the reason for each".into(),
            rows: vec![row(
                "Staying put",
                Tag::new("", "No"),
                "The last home in care was not foster care",
                None,
                "",
            )],
        }),
        confirm: vec!["What was so on the eve of 18 stays so.".into()],
        care: "In care from 12 January 2021 to 2 March 2026. 1,461 days count since 14.".into(),
        care_href: "/adviser/people/1/care-history".into(),
        home_and_work: vec![Pair {
            key: "Doing".into(),
            value: "Apprenticeship since 7 September 2026".into(),
            meta: Some("Checked 6 November".into()),
        }],
        next: vec![item("Tuesday 24 November", "Plan review")],
        plan: vec![item("Version 3", "Agreed 28 May. 7 of 11 steps done")],
        people: vec![item("Carol Whitaker", "Foster carer 2021 to 2026")],
        contacts: vec![item("18 November, message", "Jay asked for a sofa")],
        contacts_said: Some("The last 5 of 41 contacts".into()),
        notes: vec![item("12 November, Priya Nair", "MARK-1")],
    }
}

pub fn person_start() -> Person {
    Person {
        not_claimed: NotClaimed {
            heading: "Not claimed: nothing".into(),
            said: "Jay has had what the rules allow now".into(),
            rows: vec![],
        },
        notices: vec![],
        close: None,
        groups: vec![],
        rest: None,
        confirm: vec![],
        home_and_work: vec![],
        next: vec![],
        plan: vec![],
        people: vec![],
        contacts: vec![],
        contacts_said: None,
        notes: vec![],
        ..person()
    }
}

pub fn care_history() -> CareHistory {
    let spell = |from: &str, to: &str, days: &str, counted: &str| SpellRow {
        from: from.into(),
        to: to.into(),
        to_note: (to == "still in care").then(|| "planned end 7 December".into()),
        place: "Foster carers, section 20".into(),
        codes: "U1, V2".into(),
        days: days.into(),
        counted: counted.into(),
        counts: counted != "0",
        tag: (counted == "0").then(|| Tag::new("", "Left out")),
        why: if counted == "0" { "short break" } else { "after 14" }.into(),
        source: "Import 1 November".into(),
        correct_href: Some("/adviser/people/1/care-history/spells/2".into()),
    };
    let days = StripDays {
        spells: vec![
            (on("2024-05-02"), on("2024-06-20"), SpellKind::LeftOut),
            (on("2025-03-03"), on("2025-04-04"), SpellKind::Counts),
            (on("2025-07-11"), on("2025-07-14"), SpellKind::LeftOut),
            (on("2025-08-08"), on("2025-08-12"), SpellKind::LeftOut),
            (on("2025-09-05"), on("2025-09-08"), SpellKind::LeftOut),
            (on("2026-10-12"), on("2026-11-23"), SpellKind::Counts),
            (on("2026-11-23"), on("2026-12-07"), SpellKind::Planned),
        ],
        birthdays: vec![(on("2024-10-14"), 14), (on("2026-10-14"), 16)],
        today: on("2026-11-23"),
    };
    CareHistory {
        returns: vec![Item {
            words: "Home: Supported lodgings".into(),
            meta: Some("Return of 2025-26, around their birthday".into()),
            ..Item::default()
        }],
        name: "Kai Robinson".into(),
        about: "16. Record SR-21562".into(),
        person_href: "/adviser/people/1".into(),
        sub: sub(1),
        count: "74 of 91 days count so far.".into(),
        complete: "The 91st is complete on Thursday 10 December 2026.".into(),
        add_href: Some("/adviser/people/1/care-history/spells/new".into()),
        notices: vec![Notice {
            id: "warning-1".into(),
            kind: "warn",
            heading: "Care is planned to end 3 days too early".into(),
            lines: vec!["The recorded end is Monday 7 December. On that day 88 days count: 12 weeks and 4 days. Three more nights keep a personal adviser, a pathway plan and £3,000 for a first home.".into()],
            links: vec![Link::new("Try other dates", "#sim")],
        }],
        point: "74 days count. 59 are left out: 49 before the 14th birthday and 10 in short breaks.".into(),
        bar: CountBar::draw("Days that count towards 91".into(), "32 days in spring 2025, 42 days since 12 October 2026, 14 more planned, then 3 days short of 91.".into(), &[(32, "3 March 2025".into()), (42, "Since 12 October 2026".into())], 14),
        strip: Strip::draw("Six spells from May 2024 to December 2026.".into(), &days),
        headings: vec![
            heading("From", None, "app-nowrap is-inline"),
            heading("To", None, "is-inline"),
            heading("Where and order", None, ""),
            heading("Days", None, "is-num is-inline"),
            heading("Count", None, "is-num is-inline"),
            heading("Why", None, ""),
            heading("Source", None, ""),
        ],
        spells: vec![spell("12 October 2026", "still in care", "42", "42"), spell("5 September 2025", "8 September", "3", "0"), spell("3 March 2025", "4 April", "32", "32")],
        days: "133".into(),
        counted: "74".into(),
        rules: vec!["The first day counts, the last day does not. A day counts once. Spells add up: they need not touch.".into()],
        rules_source: "Children Act 1989 Sch 2 para 19B; Care Planning Regulations 2010, regs 40 and 48.".into(),
        earlier: vec![EarlierRow { was: "3 March 2025 to 1 April 2025, U1, V2".into(), corrected: "Corrected 12 November by Priya Nair: the court order names 4 April".into() }],
        what_if_href: "/adviser/people/1/what-if".into(),
        what_if: WhatIf {
            possible: true,
            hint: "Planned: 7 12 2026".into(),
            end: date("7", "12", "2026"),
            errors: FormErrors::none(),
            live: vec![
                Choice::new("parent", "With a parent or someone with parental responsibility", None).with_hint("Rights change after 6 months there"),
                Choice::new("relative", "With other family or friends", None),
                Choice::new("own", "On their own, or in supported housing", Some("own")),
                Choice::new("unknown", "Not known yet", None),
            ],
            answer: Some(WhatIfAnswer {
                heading: "If care ends on Monday 7 December 2026".into(),
                count: "88 days: 12 weeks and 4 days. 3 days short.".into(),
                becomes: "Kai becomes ‘qualifying’.".into(),
                safe: Some("First safe day: Thursday 10 December 2026".into()),
                safe_says: "The 91st night is 9 December. Kai then becomes ‘relevant’, and ‘former relevant’ at 18.".into(),
                ends: "Ends 7 December".into(),
                other: "Ends 10 December or later".into(),
                rows: vec![WhatIfRow { what: "Personal adviser".into(), this: Tag::new("warn", "Lost"), other: "To 25".into(), difference: "Not money".into(), why: "You were in care for less than 91 days.".into() }],
            }),
        },
    }
}

pub fn care_history_start() -> CareHistory {
    let page = care_history();
    CareHistory {
        notices: vec![],
        bar: CountBar::draw("Days that count towards 91".into(), "None yet".into(), &[], 0),
        strip: None,
        spells: vec![],
        earlier: vec![],
        what_if: WhatIf { possible: false, answer: None, ..page.what_if.clone() },
        ..page
    }
}

pub fn care_history_error() -> CareHistory {
    let page = care_history();
    let what_if = WhatIf {
        end: date("31", "4", "2027"),
        errors: FormErrors::one("end", "April has 30 days. Enter a day from 1 to 30"),
        answer: None,
        ..page.what_if.clone()
    };
    CareHistory { what_if, ..page }
}

pub fn spell() -> Spell {
    Spell {
        name: "Kai Robinson".into(),
        back_href: "/adviser/people/1/care-history".into(),
        title: "Correct a spell of care".into(),
        was: Some("3 March 2025 to 4 April 2025, foster carers, section 20".into()),
        clash: None,
        effect: None,
        seen: String::new(),
        errors: FormErrors::none(),
        action: "/adviser/people/1/care-history/spells/2".into(),
        version: "1".into(),
        start: date("3", "3", "2025"),
        end: date("4", "4", "2025"),
        selects: vec![
            select("legal_status", "On what legal basis?", &["Choose one", "V2"]),
            select("placement", "Where?", &["Choose one", "U1"]),
        ],
        reason: String::new(),
    }
}

pub fn spell_start() -> Spell {
    Spell {
        title: "Add a spell of care".into(),
        was: None,
        start: WrittenDay::default(),
        end: WrittenDay::default(),
        ..spell()
    }
}

pub fn spell_error() -> Spell {
    Spell {
        start: date("31", "4", "2025"),
        errors: FormErrors::one("start", "April has 30 days. Enter a day from 1 to 30"),
        ..spell()
    }
}

pub fn spell_effect() -> Spell {
    let row = |what: &str, now: &str, then: &str| SpellEffectRow {
        what: what.into(),
        now: now.into(),
        then: then.into(),
        differs: now != then,
    };
    let effect = SpellEffect {
        rows: vec![
            row("Days that count towards 91", "1,018", "1,011"),
            row("Status today", "Former relevant, 18 to 21", "Former relevant, 18 to 21"),
        ],
        contradicts: vec!["Care from 3 January 2023 to 10 January 2023 would be a gap of 7 days.".into()],
    };
    Spell { effect: Some(effect), seen: "2021-05-03.2023-01-03".into(), ..spell() }
}

pub fn spell_clash() -> Spell {
    let row = |what: &str, theirs: &str, yours: &str| ClashRow {
        what: what.into(),
        theirs: theirs.into(),
        yours: yours.into(),
        differs: theirs != yours,
    };
    let clash = Clash {
        who: "Marcus Bell saved it today at 9:04am.".into(),
        rows: vec![row("First day", "3 March 2025", "1 March 2025"), row("Where", "U1", "U1")],
    };
    Spell { clash: Some(clash), ..spell() }
}

pub fn what_if() -> Consider {
    Consider {
        name: "Jay Mitchell".into(),
        person_href: "/adviser/people/1".into(),
        sub: sub(3),
        action: "/adviser/people/1/what-if".into(),
        cannot: None,
        care_ends_href: None,
        changes: vec![Choice::new("course", "They begin a course or apprenticeship", Some("course"))],
        on: date("4", "1", "2027"),
        course: select("course", "Which course? (optional)", &["Only for a course", "An apprenticeship"]),
        errors: FormErrors::none(),
        answer: Some(ConsiderAnswer {
            heading: "If Jay begins an apprenticeship on 4 January 2027".into(),
            status: "The status stays ‘Former relevant, 18 to 21’.".into(),
            now: "As it is today".into(),
            then: "With the change, on 4 January 2027".into(),
            rows: vec![ConsiderRow {
                what: "£3,000 when you start an apprenticeship".into(),
                href: "/adviser/people/1/entitlements/31".into(),
                now: "No".into(),
                then: Tag::new("done", "Gained. Yes"),
                difference: "£3,000 once more".into(),
                why: "You are doing an apprenticeship.".into(),
            }],
        }),
    }
}

pub fn what_if_error() -> Consider {
    Consider { answer: None, errors: FormErrors::one("course", "Choose which course"), ..what_if() }
}

pub fn what_if_start() -> Consider {
    let cannot = Some("Nothing can be worked out without a date of birth. Add it to the record first.");
    Consider { answer: None, cannot, ..what_if() }
}
