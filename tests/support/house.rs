//! The demonstration, served in this process. Made once; each house works on its own copy.

use super::Visitor;
use actix_web::dev::ServerHandle;
use chrono::NaiveDate;
use onward::{
    App,
    app::Demonstration,
    cli,
    clock::Clock,
    demo::{self, PASSPHRASE},
    law,
    settings::Settings,
    web::{middleware::crowd::Patience, server, view::View},
};
use onward_domain::{id::PersonId, moment::Moment};
use onward_store::{
    DatabaseUrl, Store,
    repo::{accounts::NewCredential, users::NewUser},
    scope::Task,
    testing::TestStore,
};
use std::{
    fs,
    net::TcpListener,
    sync::{LazyLock, mpsc},
    thread::JoinHandle,
};

/// Somebody in the demonstration, by what they sign in with. Jay's and Amara's adviser is Priya.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Who {
    Nobody,
    Jay,
    /// Priya's too.
    Amara,
    Amira,
    /// He has no adviser.
    Kwame,
    Priya,
    Callum,
    Judith,
    Sam,
    Dawn,
    /// The second manager.
    Marcus,
    Rowan,
    /// Of education, at the hub.
    Owen,
}

impl Who {
    pub const EVERYONE: [Self; 10] = [
        Self::Nobody,
        Self::Jay,
        Self::Amira,
        Self::Priya,
        Self::Callum,
        Self::Judith,
        Self::Sam,
        Self::Dawn,
        Self::Rowan,
        Self::Owen,
    ];

    pub fn sign_in_name(self) -> &'static str {
        match self {
            Self::Nobody => "",
            Self::Jay => "jay",
            Self::Amara => "amara",
            Self::Amira => "amira",
            Self::Kwame => "kwame",
            Self::Priya => "priya.nair@stockton-riverside.example",
            Self::Callum => "callum.reid@stockton-riverside.example",
            Self::Judith => "judith.okafor@stockton-riverside.example",
            Self::Sam => "sam.pickering@stockton-riverside.example",
            Self::Dawn => "dawn.fairley@stockton-riverside.example",
            Self::Marcus => "marcus.bell@stockton-riverside.example",
            Self::Rowan => "rowan.ellis@stockton-riverside.example",
            Self::Owen => "owen.clarke@stockton-riverside.example",
        }
    }
}

/// The numbers in the return for the people used in tests.
pub const JAY: &str = "313752";

static MADE: LazyLock<tempfile::TempDir> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    drop(cli::demo::open(&folder.path().join("data"), demo::TODAY).unwrap());
    folder
});
static VIEW: LazyLock<View> = LazyLock::new(|| View::load().unwrap());

/// One running house with its own data; it stops when this value is dropped.
pub struct House {
    pub base: String,
    pub store: Store,
    pub app: App,
    pub today: NaiveDate,
    handle: ServerHandle,
    thread: Option<JoinHandle<()>>,
    folder: tempfile::TempDir,
}

impl House {
    /// The demonstration on its day, with sign-in limits raised.
    pub fn open() -> Self {
        Self::with(Demonstration { relaxed_limits: true, second_factor: false }, Clock::on_day(demo::TODAY))
    }

    /// The demonstration with another clock, or with the limits and second factor of a real service.
    pub fn with(demonstration: Demonstration, clock: Clock) -> Self {
        Self::patient(demonstration, clock, Patience::default())
    }

    /// The same with other limits on number and speed.
    pub fn patient(demonstration: Demonstration, clock: Clock, patience: Patience) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::copy(MADE.path().join("data/onward.sqlite"), folder.path().join("onward.sqlite")).unwrap();
        let store = Store::open(&DatabaseUrl::in_dir(folder.path())).unwrap();
        Self::serving(folder, store, demonstration, clock, patience)
    }

    /// The same where the operator has set something more.
    pub fn set_up(demonstration: Demonstration, clock: Clock, set: impl FnOnce(&mut Settings)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::copy(MADE.path().join("data/onward.sqlite"), folder.path().join("onward.sqlite")).unwrap();
        let store = Store::open(&DatabaseUrl::in_dir(folder.path())).unwrap();
        Self::serving_set(folder, store, demonstration, (clock, Patience::default()), set)
    }

    /// Where its data lies.
    pub fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }

    /// A council on its first day: these colleagues can sign in as in the demonstration, and nobody else is here.
    pub fn first_day(staff: &[Who]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open_migrated(&DatabaseUrl::in_dir(folder.path())).unwrap();
        Self::first_day_in(folder, store, staff)
    }

    /// The same on a database that the test has made.
    pub fn first_day_on(store: &TestStore, staff: &[Who]) -> Self {
        Self::first_day_in(tempfile::tempdir().unwrap(), store.store.clone(), staff)
    }

    fn first_day_in(folder: tempfile::TempDir, store: Store, staff: &[Who]) -> Self {
        let made = Store::open(&DatabaseUrl::in_dir(&MADE.path().join("data"))).unwrap();
        for who in staff {
            let (user, kept) = made
                .read(|tx| {
                    let kept = tx.accounts().by_sign_in_name(who.sign_in_name())?.unwrap();
                    Ok((tx.users().find(kept.user)?.unwrap(), kept))
                })
                .unwrap();
            store
                .write(move |tx| {
                    let at = chrono::DateTime::UNIX_EPOCH;
                    let new = NewUser {
                        role: user.role,
                        display_name: user.display_name.clone(),
                        person: None,
                        team: None,
                        phone: None,
                    };
                    let credential = NewCredential {
                        user: tx.users().add(&new, at)?,
                        sign_in_name: kept.sign_in_name.clone(),
                        passphrase_hash: kept.passphrase_hash.clone(),
                        totp_secret: None,
                        recovery_code_hashes: Vec::new(),
                    };
                    tx.accounts().set_credential(&credential, at)
                })
                .unwrap();
        }
        let demonstration = Demonstration { relaxed_limits: true, second_factor: false };
        Self::serving(folder, store, demonstration, Clock::on_day(demo::TODAY), Patience::default())
    }

    fn serving(
        folder: tempfile::TempDir,
        store: Store,
        demonstration: Demonstration,
        clock: Clock,
        patience: Patience,
    ) -> Self {
        Self::serving_set(folder, store, demonstration, (clock, patience), |_| {})
    }

    fn serving_set(
        folder: tempfile::TempDir,
        store: Store,
        demonstration: Demonstration,
        (clock, patience): (Clock, Patience),
        set: impl FnOnce(&mut Settings),
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let mut settings = Settings {
            base_url: base.clone(),
            council: "Stockton Riverside Council".into(),
            hub_phone: Some("01632 960 130".into()),
            emergency_phone: Some("01632 960 999".into()),
            ..Settings::default()
        };
        set(&mut settings);
        let today = clock.today();
        let app = App::new(
            store.clone(),
            VIEW.clone(),
            settings,
            law::demonstration().unwrap(),
            clock,
            Some(demonstration),
        );
        let kept = app.clone();
        let (tell, hear) = mpsc::channel();
        let thread = std::thread::spawn(move || {
            actix_web::rt::System::new().block_on(async move {
                let running = server::patient_server(app, listener, patience).unwrap();
                tell.send(running.handle()).unwrap();
                running.await.unwrap();
            });
        });
        let handle = hear.recv().unwrap();
        Self { base, store, app: kept, today, handle, thread: Some(thread), folder }
    }

    /// Somebody who has not signed in.
    pub fn visitor(&self) -> Visitor {
        Visitor::new(&self.base)
    }

    /// Somebody who has signed in, on their own phone.
    pub fn signed_in(&self, who: Who) -> Visitor {
        let visitor = self.visitor();
        if who != Who::Nobody {
            let fields = [("name", who.sign_in_name()), ("passphrase", PASSPHRASE), ("own_phone", "yes")];
            let answer = visitor.fill("/sign-in", "/sign-in", &fields);
            assert_eq!(answer.status, 303, "{who:?} can't sign in: {}", answer.text("main"));
        }
        visitor
    }

    /// The person whose record has this number in the return.
    pub fn person(&self, child: &'static str) -> PersonId {
        let now = Moment { at: chrono::DateTime::UNIX_EPOCH, today: self.today };
        self.store.write(move |tx| tx.system(Task::Job, None, now)?.child(child)).unwrap().unwrap()
    }
}

impl Drop for House {
    fn drop(&mut self) {
        let handle = self.handle.clone();
        drop(handle.stop(false));
        if let Some(thread) = self.thread.take() {
            let _ended = thread.join();
        }
    }
}
