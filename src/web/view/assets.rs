//! Our own static files. Each address carries the start of the file's hash, so a browser may keep it for ever.

use actix_web::{
    HttpRequest, HttpResponse,
    http::header::{self, HeaderValue},
    web,
};
use rust_embed::{Embed, EmbeddedFile};
use std::{collections::BTreeMap, fmt::Write as _};

#[derive(Embed)]
#[folder = "$CARGO_MANIFEST_DIR/static/"]
struct Files;

/// The icon under its oldest name.
const FAVICON: &str = "icons/favicon.ico";

/// One static file: its address ends in `?v=` and the start of its SHA-256.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asset {
    version: String,
}

/// The addresses of every static file.
#[derive(Debug, Clone, Default)]
pub struct Assets(BTreeMap<String, Asset>);

impl Assets {
    /// Reads every embedded file once.
    #[must_use]
    pub fn load() -> Self {
        let versioned = |name: std::borrow::Cow<'static, str>| {
            let file = Files::get(&name)?;
            Some((name.into_owned(), Asset { version: version(&file) }))
        };
        Self(Files::iter().filter_map(versioned).collect())
    }

    /// Where a page asks for the file, for example `/static/app.css?v=0123456789abcdef`.
    #[must_use]
    pub fn address(&self, name: &str) -> Option<String> {
        self.0.get(name).map(|asset| format!("/static/{name}?v={}", asset.version))
    }
}

fn version(file: &EmbeddedFile) -> String {
    file.metadata.sha256_hash().iter().take(8).fold(String::new(), |mut text, byte| {
        // Writing to a String can't fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// `GET /static/{name}`: the file; cacheable for ever if the address names this very version.
pub async fn static_file(request: HttpRequest, name: web::Path<String>) -> HttpResponse {
    let Some(file) = Files::get(&name) else {
        return HttpResponse::NotFound()
            .content_type("text/plain; charset=utf-8")
            .body("There is no such file.");
    };
    let version = version(&file);
    let tag = format!("\"{version}\"");
    let exact = request.query_string() == format!("v={version}");
    let keep = if exact { "public, max-age=31536000, immutable" } else { "public, no-cache" };
    let known = request.headers().get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    let unchanged = known.is_some_and(|tags| tags.contains(&tag));
    let mut answer = if unchanged { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    answer
        .insert_header((header::CACHE_CONTROL, keep))
        .insert_header((header::ETAG, tag))
        .insert_header((header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")))
        .content_type(content_type(&name));
    if name.as_str() == "sw.js" {
        // It is under /static/ but serves the whole site.
        answer.insert_header(("Service-Worker-Allowed", "/"));
    }
    match () {
        () if unchanged => answer.finish(),
        () if name.ends_with(".css") => answer.body(without_comments(&String::from_utf8_lossy(&file.data))),
        () => answer.body(file.data.into_owned()),
    }
}

/// A style sheet without its comments: they are a tenth of what a phone would load. No string of ours holds the marks.
fn without_comments(css: &str) -> String {
    let mut parts = css.split("/*");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.filter_map(|part| part.split_once("*/")).fold(first, |css, (_, after)| css + after)
}

/// The icon as it is drawn, in our own colour.
#[must_use]
pub fn icon() -> Option<String> {
    Files::get("icons/icon.svg").map(|file| String::from_utf8_lossy(&file.data).into_owned())
}

/// `GET /favicon.ico`: the icon, for browsers that request it by this name whatever the page says. A week's caching is
/// long enough for an address without a version.
pub async fn favicon() -> HttpResponse {
    match Files::get(FAVICON) {
        Some(file) => HttpResponse::Ok()
            .insert_header((header::CACHE_CONTROL, "public, max-age=604800"))
            .content_type(content_type(FAVICON))
            .body(file.data.into_owned()),
        None => HttpResponse::NotFound().finish(),
    }
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::{Assets, favicon, static_file};
    use actix_web::{App, http::header, test, web};

    #[actix_web::test]
    async fn a_file_asked_for_by_its_version_may_be_kept_for_ever_and_otherwise_not() {
        let app = test::init_service(App::new().route("/static/{name:.*}", web::get().to(static_file))).await;
        let address = Assets::load().address("app.css").unwrap_or_default();
        for (address, keep) in [
            (address.as_str(), "public, max-age=31536000, immutable"),
            ("/static/app.css?v=0", "public, no-cache"),
        ] {
            let answer = test::call_service(&app, test::TestRequest::get().uri(address).to_request()).await;
            assert_eq!(answer.status(), 200, "{address}");
            assert_eq!(answer.headers().get(header::CACHE_CONTROL).and_then(|v| v.to_str().ok()), Some(keep));
            assert_eq!(
                answer.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()),
                Some("text/css; charset=utf-8")
            );
        }
    }

    #[actix_web::test]
    async fn a_file_that_the_browser_has_is_not_sent_again_and_an_unknown_one_is_not_found() {
        let app = test::init_service(App::new().route("/static/{name:.*}", web::get().to(static_file))).await;
        let first =
            test::call_service(&app, test::TestRequest::get().uri("/static/app.js").to_request()).await;
        let tag =
            first.headers().get(header::ETAG).and_then(|v| v.to_str().ok()).unwrap_or_default().to_owned();
        let again = test::TestRequest::get()
            .uri("/static/app.js")
            .insert_header((header::IF_NONE_MATCH, tag))
            .to_request();
        assert_eq!(test::call_service(&app, again).await.status(), 304);
        for address in ["/static/none.css", "/static/../Cargo.toml", "/static/%2e%2e/Cargo.toml"] {
            let answer = test::call_service(&app, test::TestRequest::get().uri(address).to_request()).await;
            assert_eq!(answer.status(), 404, "{address}");
        }
    }

    #[actix_web::test]
    async fn the_icon_under_its_oldest_name_is_an_icon_and_may_be_kept() {
        let app = test::init_service(App::new().route("/favicon.ico", web::get().to(favicon))).await;
        let answer =
            test::call_service(&app, test::TestRequest::get().uri("/favicon.ico").to_request()).await;
        let told = |name| answer.headers().get(name).and_then(|value| value.to_str().ok());
        assert_eq!(answer.status(), 200);
        assert_eq!(told(header::CONTENT_TYPE), Some("image/x-icon"));
        assert_eq!(told(header::CACHE_CONTROL), Some("public, max-age=604800"));
        let icon = test::read_body(answer).await;
        assert!(icon.starts_with(&[0, 0, 1, 0]) && icon.len() < 2_000, "{} bytes", icon.len());
    }

    #[::core::prelude::v1::test]
    fn a_style_sheet_is_sent_without_its_comments() {
        let css = "/* one */\na { color: red }/* two\nlines */\nb { color: blue } /* never ends";
        assert_eq!(super::without_comments(css).trim(), "a { color: red }\nb { color: blue }");
    }

    #[::core::prelude::v1::test]
    fn what_a_phone_fetches_first_is_small() {
        let most =
            [("app.css", 30_000), ("app.js", 20_000), ("drafts.js", 6_144), ("vendor/vendor.css", 60_000)];
        for (name, bytes) in most {
            let size = super::Files::get(name).map_or(usize::MAX, |file| file.data.len());
            assert!(size < bytes, "{name} has {size} bytes");
        }
    }
}
