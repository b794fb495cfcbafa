//! Running demonstrations, with more people where a measurement needs them, and signing in to them.

use chrono::{Days, Months, TimeDelta, Utc};
use leaving_care_rules::person::LegalStatus;
use onward::{
    App,
    app::Demonstration,
    cli,
    clock::Clock,
    demo,
    settings::Settings,
    web::{server::server, view::View},
};
use onward_domain::{
    allocation::Part,
    care::{CircumstanceFact, CircumstanceNote, CircumstanceValue, EpisodeNote},
    contact::{ContactKind, ContactNote},
    directory::{Answers, EntryKind, EntryNote, Need, next_check},
    entitlement::{EntitlementAct, EntitlementNote},
    hub::{Door, Harm, HubContact, Sender, Told},
    id::{HubContactId, UserId},
    moment::Moment,
    person::{Identity, Sex},
};
use onward_store::{
    Store, StoreResult,
    repo::hub::NewContact,
    scope::{NewPerson, Record, Task},
};
use reqwest::{
    blocking::{Client, Response},
    header::COOKIE,
    redirect::Policy,
};
use std::{net::TcpListener, path::Path};

/// A running demonstration.
pub struct House {
    pub address: String,
}

/// Who the added people are allocated to.
#[derive(Clone, Copy)]
pub enum Whose {
    Nobodys,
    Priyas,
}

impl House {
    /// With this many more people than the demonstration has.
    pub fn with(folder: &Path, more: u64, whose: Whose) -> Self {
        Self::made(folder, |store| {
            if more > 0 {
                add_people(store, more, whose);
            }
        })
    }

    /// With this many more contacts for the hub, and more services in the directory.
    pub fn with_front_door(folder: &Path, contacts: u32, services: u32) -> Self {
        Self::made(folder, |store| {
            add_contacts(store, contacts);
            add_services(store, services);
        })
    }

    fn made(folder: &Path, add: impl FnOnce(&Store)) -> Self {
        let store = cli::demo::open(folder, demo::TODAY).unwrap();
        add(&store);
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let settings = Settings { base_url: address.clone(), ..Settings::default() };
        let demonstration = Demonstration { relaxed_limits: true, second_factor: false };
        let app = App::new(
            store,
            View::load().unwrap(),
            settings,
            onward::law::demonstration().unwrap(),
            Clock::on_day(demo::TODAY),
            Some(demonstration),
        );
        std::thread::spawn(move || {
            actix_web::rt::System::new()
                .block_on(async move { server(app, listener).unwrap().await })
                .unwrap();
        });
        Self { address }
    }

    /// The cookies of someone who has signed in.
    pub fn sign_in(&self, name: &str) -> String {
        let client = client();
        let page = client.get(format!("{}/sign-in", self.address)).send().unwrap();
        let visit = cookies(&page);
        let html = page.text().unwrap();
        let token =
            html.split("name=\"csrf\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let fields = [
            ("csrf", token.as_str()),
            ("name", name),
            ("passphrase", demo::PASSPHRASE),
            ("own_phone", "yes"),
        ];
        let form = client.post(format!("{}/sign-in", self.address)).header(COOKIE, &visit).form(&fields);
        let answer = form.send().unwrap();
        assert_eq!(answer.status().as_u16(), 303, "{name} can't sign in");
        format!("{visit}; {}", cookies(&answer))
    }

    /// The first link on a page that begins like this.
    pub fn first_link(&self, page: &str, cookie: &str, begins: &str) -> String {
        let html = client()
            .get(format!("{}{page}", self.address))
            .header(COOKIE, cookie)
            .send()
            .unwrap()
            .text()
            .unwrap();
        let link = html.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
        link.clone()
            .find(|link| link.starts_with(begins))
            .unwrap_or_else(|| panic!("{begins} on {page}"))
            .to_owned()
    }
}

/// The sign-in name of a member of staff.
pub fn staff(name: &str) -> String {
    format!("{name}@stockton-riverside.example")
}

pub fn client() -> Client {
    onward::outside::client::can_encrypt();
    Client::builder().redirect(Policy::none()).build().unwrap()
}

pub fn cookies(answer: &Response) -> String {
    let pairs = answer.headers().get_all("set-cookie").iter();
    let pairs = pairs.filter_map(|cookie| cookie.to_str().unwrap().split(';').next().map(str::to_owned));
    pairs.collect::<Vec<_>>().join("; ")
}

fn add_contacts(store: &Store, more: u32) {
    let now = Moment { at: Utc::now(), today: demo::TODAY };
    store
        .write(move |tx| {
            for number in 0..more {
                let contact = HubContact {
                    id: HubContactId::new(),
                    reference: format!("H-LOAD-{number:04}"),
                    told: Told {
                        door: Door::Worried,
                        sender: Sender::Public,
                        harm: if number % 3 == 0 { Harm::Later } else { Harm::NotScreened },
                        about: format!("Two children at number {number}, River Lane"),
                        words: "They are outside alone until late, every night this week.".into(),
                        reach: Some("01632 960 158, after six".into()),
                        discussed: None,
                        lives: None,
                    },
                    taken: None,
                    came_at: now.at - TimeDelta::minutes(i64::from(number)),
                    decide_by: now.at + TimeDelta::hours(20),
                    flood: false,
                };
                tx.keep_hub_contact(&NewContact { contact, sent_key: format!("load {number}") })?;
            }
            Ok(())
        })
        .unwrap();
}

fn add_services(store: &Store, more: u32) {
    let now = Moment { at: Utc::now(), today: demo::TODAY };
    store
        .write(move |tx| {
            let dawn =
                tx.users().all()?.into_iter().find(|user| user.display_name.starts_with("Dawn")).unwrap();
            let desk = tx.viewer(dawn.id)?.and_then(|viewer| viewer.directory()).unwrap();
            for number in 0..more {
                desk.keep(tx, None, &service(number, dawn.id), &format!("load {number}"), now)?;
            }
            Ok(())
        })
        .unwrap();
}

/// One in a hundred helps with debts.
fn service(number: u32, owner: UserId) -> EntryNote {
    let does = match number % 100 {
        0 => "Helps with debts, letters from bailiffs and what to pay first.",
        _ => "A group that meets each week to cook, walk and talk.",
    };
    EntryNote {
        kind: EntryKind::Local,
        name: format!("Neighbours together {number}"),
        provider: format!("Neighbours together {}", number % 40),
        does: does.into(),
        for_whom: "Anyone who lives near.".into(),
        does_not: None,
        phone: Some("01632 960 159".into()),
        answers: Answers::Own,
        hours: Some("Monday to Friday, 9am to 5pm".into()),
        night_phone: None,
        email: None,
        web: None,
        place: Some(format!("{number} River Lane")),
        languages: None,
        needs: vec![Need::Money],
        also: None,
        owner: Some(owner),
        checked_on: Some(demo::TODAY),
        checked_by: Some("Dawn".into()),
        check_by: next_check(demo::TODAY),
        shown: true,
    }
}

fn add_people(store: &Store, more: u64, whose: Whose) {
    let now = Moment { at: Utc::now(), today: demo::TODAY };
    store
        .write(move |tx| {
            let priya = tx.users().all()?.into_iter().find(|user| user.display_name.starts_with("Priya"));
            let priya = priya.unwrap().id;
            let system = tx.system(Task::Demonstration, None, now)?;
            for number in 0..more {
                let born = now.today - Days::new(5_900 + number * 7 % 3_200);
                let identity = Identity {
                    child: Some(format!("L{number:06}")),
                    known_as: format!("Name{number}"),
                    first_names: "First".into(),
                    family_name: "Family".into(),
                    born: Some(born),
                    sex: Sex::Unknown,
                    protected: false,
                };
                let record = system.add_person(&NewPerson { identity })?;
                care(&record, born)?;
                if matches!(whose, Whose::Priyas) {
                    life(&record, priya, now)?;
                }
            }
            Ok(())
        })
        .unwrap();
}

fn care(record: &Record<'_>, born: chrono::NaiveDate) -> StoreResult<()> {
    for episode in 0..6 {
        let start = born + Days::new(5_000 + episode * 150);
        record.episodes().add(&EpisodeNote {
            start: Some(start),
            end: Some(start + Days::new(150)),
            legal_status: Some(LegalStatus::V2),
            placement: Some("U6".into()),
            ..EpisodeNote::default()
        })?;
    }
    Ok(())
}

/// An adviser, a year of contacts, some answers and a ledger: about what the demonstration's own people have.
fn life(record: &Record<'_>, adviser: UserId, now: Moment) -> StoreResult<()> {
    record.allocations().allocate(adviser, Part::Adviser, None, now.today - Days::new(90))?;
    for contact in 0..7_u32 {
        let happened_on = now.today - Months::new(contact) - Days::new(20);
        let kind = if contact % 2 == 0 { ContactKind::VisitAtHome } else { ContactKind::Call };
        record.contacts().add(&ContactNote {
            summary: "We met at home and looked at the heating and the letting papers.".into(),
            next_on: (contact == 0).then(|| now.today + Days::new(30)),
            ..ContactNote::new(kind, happened_on)
        })?;
    }
    for fact in [CircumstanceFact::CouncilTaxLiable, CircumstanceFact::LivesInResponsibleArea] {
        let note = CircumstanceNote { fact, value: CircumstanceValue::Yes(true), since: None };
        record.circumstances().add(&note)?;
    }
    for act in [EntitlementAct::Told, EntitlementAct::Asked] {
        let on = now.today - Days::new(60);
        record.entitlements().add(&EntitlementNote::new("setting_up_home_allowance", act, on))?;
    }
    Ok(())
}
