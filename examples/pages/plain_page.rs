//! The page that ours are compared with: what anybody would write with the same libraries, and nothing else.
//!
//! An actix handler behind actix-session's middleware, with its rows in the same kind of database as ours; thirty rows
//! of seven columns, or more, from SQLite through diesel and a pool; Tera shows them. A second page also writes a row to a log,
//! on disk before anything is shown: what nobody with our duties can leave out.

use actix_session::{
    Session, SessionMiddleware,
    storage::{LoadError, SaveError, SessionKey, SessionStore, UpdateError},
};
use actix_web::{
    App, HttpResponse, HttpServer,
    cookie::{Key, time::Duration},
    web,
};
use chrono::{Days, Utc};
use onward_store::testing::plain::{Plain, PlainRow};
use std::{collections::HashMap, net::TcpListener, path::Path, sync::Arc};
use tera::{Context, Tera};

const TEMPLATE: &str = r#"<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>My people</title><link rel="stylesheet" href="/app.css"></head>
<body>
<header><a href="/">Plain</a> <span>{{ who }}</span></header>
<main>
<h1>My people</h1>
<table>
<thead><tr><th>Name</th><th>Born</th><th>Status</th><th>Last seen</th><th>Next</th><th>Not claimed</th></tr></thead>
<tbody>
{% for row in rows -%}
<tr>
<td><a href="/people/{{ row.id }}">{{ row.name }}</a></td><td>{{ row.born }}</td><td>{{ row.status }}</td>
<td>{% if row.last_seen %}{{ row.last_seen }}{% else %}Never{% endif %}</td>
<td>{% if row.next_on %}{{ row.next_on }}{% else %}Nothing{% endif %}</td><td>{{ row.pence }}</td>
</tr>
{% endfor -%}
</tbody>
</table>
</main>
</body>
</html>
"#;

/// Serves it; returns its address.
pub fn serve(folder: &Path) -> String {
    let plain = Plain::make(&folder.join("plain.sqlite"), 3_000);
    let mut tera = Tera::new();
    tera.add_raw_templates([("people.html", TEMPLATE)]).unwrap();
    let tera = Arc::new(tera);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let key = Key::generate();
    std::thread::spawn(move || {
        let make = move || {
            let session = SessionMiddleware::builder(Rows(plain.clone()), key.clone());
            App::new()
                .app_data(web::Data::new(plain.clone()))
                .app_data(web::Data::from(Arc::clone(&tera)))
                .wrap(session.cookie_secure(false).build())
                .route("/sign-in", web::get().to(sign_in))
                .route("/people/{rows}", web::get().to(people))
                .route("/people-logged/{rows}", web::get().to(people_logged))
        };
        actix_web::rt::System::new()
            .block_on(async move { HttpServer::new(make).workers(2).listen(listener).unwrap().run().await })
            .unwrap();
    });
    address
}

async fn sign_in(session: Session) -> HttpResponse {
    session.insert("who", "Priya Anand").unwrap();
    HttpResponse::Ok().finish()
}

type Asked = (Session, web::Data<Plain>, web::Data<Tera>, web::Path<i64>);

async fn people((session, plain, tera, most): Asked) -> HttpResponse {
    let Some(who) = session.get::<String>("who").unwrap() else { return HttpResponse::NotFound().finish() };
    let rows = web::block(move || plain.rows(*most)).await.unwrap();
    show(&tera, &who, &rows)
}

async fn people_logged((session, plain, tera, most): Asked) -> HttpResponse {
    let Some(who) = session.get::<String>("who").unwrap() else { return HttpResponse::NotFound().finish() };
    let looks = who.clone();
    let rows = web::block(move || {
        plain.look(Utc::now().naive_utc(), &looks, 1);
        plain.rows(*most)
    });
    show(&tera, &who, &rows.await.unwrap())
}

fn show(tera: &Tera, who: &str, rows: &[PlainRow]) -> HttpResponse {
    let mut context = Context::new();
    context.insert("who", who);
    context.insert("rows", rows);
    HttpResponse::Ok().content_type("text/html").body(tera.render("people.html", &context).unwrap())
}

/// Sessions as rows, the way actix-session's own stores keep them elsewhere.
struct Rows(Plain);

type State = HashMap<String, String>;

impl SessionStore for Rows {
    async fn load(&self, key: &SessionKey) -> Result<Option<State>, LoadError> {
        let (plain, key) = (self.0.clone(), key.as_ref().to_owned());
        let found = web::block(move || plain.session(&key, Utc::now().naive_utc())).await.unwrap();
        Ok(found.map(|state| serde_json::from_str(&state).unwrap()))
    }

    async fn save(&self, state: State, _: &Duration) -> Result<SessionKey, SaveError> {
        let key = format!("{:064x}", rand::random::<u128>());
        let ends_at = Utc::now().naive_utc() + Days::new(1);
        self.0.keep_session(&key, &serde_json::to_string(&state).unwrap(), ends_at);
        Ok(key.try_into().unwrap())
    }

    async fn update(&self, key: SessionKey, _: State, _: &Duration) -> Result<SessionKey, UpdateError> {
        Ok(key)
    }

    async fn update_ttl(&self, _: &SessionKey, _: &Duration) -> Result<(), anyhow::Error> {
        Ok(())
    }

    async fn delete(&self, _: &SessionKey) -> Result<(), anyhow::Error> {
        Ok(())
    }
}
