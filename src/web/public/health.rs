//! For the operator's monitoring: is the process alive, and can it answer?

use actix_web::HttpResponse;

use crate::{App, web::error::Situation};

/// `GET /health`: the process answers.
pub async fn health() -> HttpResponse {
    HttpResponse::Ok().content_type("text/plain; charset=utf-8").body("alive\n")
}

/// `GET /ready`: the database answers too.
///
/// # Errors
/// It does not.
pub async fn ready(app: App) -> Result<HttpResponse, Situation> {
    app.read(|tx| tx.installation().demonstration_day()).await.map_err(|_| Situation::Busy)?;
    Ok(HttpResponse::Ok().content_type("text/plain; charset=utf-8").body("ready\n"))
}
