//! The server: the route table and everything around it.

use actix_identity::IdentityMiddleware;
use actix_session::{SessionMiddleware, config::BrowserSession};
use actix_web::{
    App as ActixApp, HttpServer,
    cookie::{Key, SameSite},
    dev::Server,
    middleware::{Compress, from_fn},
    web,
};
use std::{io, net::TcpListener, time::Duration};

use super::{
    account::session_store::SessionRows,
    error::Situation,
    form,
    middleware::{
        crowd::{Crowd, Patience},
        csrf, guard, headers, language, own_device,
    },
    routes,
};
use crate::App;

/// Serves pages on a listener until told to stop; then answers requests in progress, for at most ten seconds.
///
/// # Errors
/// The listener can't be used.
pub fn server(app: App, listener: TcpListener) -> io::Result<Server> {
    patient_server(app, listener, Patience::default())
}

/// [`server`] with other limits: for tests that can't wait as long as a service does.
///
/// # Errors
/// The listener can't be used.
pub fn patient_server(app: App, listener: TcpListener, patience: Patience) -> io::Result<Server> {
    let crowd = web::Data::new(Crowd::new(patience));
    let key = Key::from(&app.keys.cookie_key());
    let workers = std::thread::available_parallelism().map_or(2, usize::from).max(2);
    let server = HttpServer::new(move || {
        let sessions = SessionMiddleware::builder(SessionRows::new(app.clone()), key.clone())
            .cookie_name(csrf::cookie_name(&app, "session"))
            .cookie_secure(app.settings.is_https())
            .cookie_http_only(true)
            .cookie_same_site(SameSite::Lax)
            .cookie_path("/".into())
            // Ends with the browser window, unless the device is somebody's own: `own_device`.
            .session_lifecycle(BrowserSession::default())
            .build();
        ActixApp::new()
            .app_data(web::Data::new(app.clone()))
            .app_data(crowd.clone())
            .app_data(web::PayloadConfig::new(form::MOST))
            .wrap(from_fn(language::choose))
            .wrap(from_fn(csrf::same_site))
            .wrap(IdentityMiddleware::default())
            .wrap(sessions)
            .wrap(from_fn(own_device::keep_cookie))
            .wrap(from_fn(guard::around))
            .wrap(from_fn(headers::secure))
            .wrap(Compress::default())
            .configure(routes::configure)
            .default_service(web::to(|| async { Err::<String, _>(Situation::NotFound) }))
    });
    Ok(server
        .workers(workers)
        .disable_signals()
        .max_connections(patience.connections)
        .client_request_timeout(patience.head)
        .client_disconnect_timeout(Duration::from_secs(5))
        .keep_alive(Duration::from_secs(60))
        .shutdown_timeout(10)
        .listen(listener)?
        .run())
}

/// Serves until SIGTERM or SIGINT, then stops cleanly.
///
/// # Errors
/// The listener or the signals can't be used.
pub async fn until_told_to_stop(app: App, listener: TcpListener) -> io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut term, mut int) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    let stopping = app.stopping.clone();
    let running = server(app, listener)?;
    let handle = running.handle();
    actix_web::rt::spawn(async move {
        tokio::select! { _ = term.recv() => {}, _ = int.recv() => {} }
        tracing::info!(what = "stopping", "asked to stop");
        stopping.stop();
        handle.stop(true).await;
    });
    running.await
}
