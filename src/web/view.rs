//! Pages: a struct that owns every value, a template that shows them, and the frame around both.
//!
//! Templates and static files are embedded in a release build and read from the folder in a debug build. They are
//! loaded once, at start: a template that can't be parsed, or a missing component, prevents the start.
//! Tera is strict: a value that the page struct does not own is an error, never a gap on the page.

mod assets;
mod frame;

pub use super::form::{FieldError, FormErrors};
pub use assets::{Asset, Assets, favicon, icon, static_file};
pub use frame::{AdviserCard, Alerts, Cover, Dir, Frame, Language, NavItem, Phone, nav};

use super::words::{self, Showing};
use actix_web::http::StatusCode;
use onward_domain::role::Role;
use rust_embed::Embed;
use serde::Serialize;
use std::{collections::HashMap, io::Write, sync::Arc};
use tera::{Context, Kwargs, State, Tera};

#[derive(Embed)]
#[folder = "$CARGO_MANIFEST_DIR/templates/"]
struct Templates;

/// What one page shows. The struct owns every value its template reads.
pub trait Page: Serialize {
    /// The template's path under `templates/`.
    const TEMPLATE: &'static str;

    /// Whether it shows a form that could not be accepted as it is.
    fn state(&self) -> FormState {
        FormState::Fresh
    }

    /// The page shows a form that has to be corrected: its title starts with "Error: ".
    fn has_errors(&self) -> bool {
        self.state() == FormState::Wrong
    }
}

/// What prevents the form on a page from being accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormState {
    /// Nothing: it has not been sent yet, or there is no form.
    Fresh,
    /// Something has to be corrected.
    Wrong,
    /// Something does not fit: is it right?
    Doubtful,
    /// Somebody else saved meanwhile.
    Clash,
}

impl FormState {
    /// For a form that is only shown again.
    #[must_use]
    pub fn of(errors: &FormErrors) -> Self {
        if errors.is_empty() { Self::Fresh } else { Self::Wrong }
    }

    /// The response's status.
    #[must_use]
    pub const fn status(self) -> StatusCode {
        match self {
            Self::Fresh => StatusCode::OK,
            Self::Wrong | Self::Doubtful => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Clash => StatusCode::CONFLICT,
        }
    }
}

/// The templates can't be loaded, or one can't show the page it was given. Never contains a person's words.
#[derive(Debug, thiserror::Error)]
pub enum ViewError {
    /// A template or component is missing or can't be parsed.
    #[error("the templates can't be loaded: {0}")]
    Load(String),
    /// The page struct and its template don't match.
    #[error("the page {template} can't be shown: {why}")]
    Show {
        /// The template's path.
        template: &'static str,
        /// What Tera said.
        why: String,
    },
}

/// Every template and component, ready to show pages. Cheap to clone.
#[derive(Clone)]
pub struct View {
    tera: Arc<Tera>,
    /// The same templates in another language, by its code.
    others: Arc<HashMap<&'static str, Tera>>,
}

impl View {
    /// Reads every template once.
    ///
    /// # Errors
    /// One of them can't be parsed, or uses a component that does not exist.
    pub fn load() -> Result<Self, ViewError> {
        words::english().map_err(ViewError::Load)?;
        let mut sources = HashMap::new();
        for path in Templates::iter().filter(|path| path.ends_with(".html")) {
            let file = Templates::get(&path).ok_or_else(|| ViewError::Load(format!("{path} is gone")))?;
            let text = String::from_utf8(file.data.into_owned())
                .map_err(|_| ViewError::Load(format!("{path} is not UTF-8")))?;
            words::filters::check_keys(&path, &text).map_err(ViewError::Load)?;
            sources.insert(path.into_owned(), text);
        }
        let assets = Assets::load();
        let mut others = HashMap::new();
        for tongue in words::tongue::others().map_err(ViewError::Load)? {
            let theirs = sources.iter().map(|(path, text)| (path.clone(), tongue.template(text))).collect();
            others.insert(tongue.code, with_templates(theirs, assets.clone())?);
        }
        Ok(Self { tera: Arc::new(with_templates(sources, assets)?), others: Arc::new(others) })
    }

    /// The whole page as HTML.
    ///
    /// # Errors
    /// The struct lacks a value that its template reads. A render test for the page would have shown it.
    pub fn render<P: Page>(&self, frame: &Frame, page: &P) -> Result<String, ViewError> {
        let fails = |why: &tera::Error| ViewError::Show { template: P::TEMPLATE, why: reasons(why) };
        let tongue = words::tongue::other(&frame.language.code);
        let messages = match tongue {
            Some(tongue) => tongue.messages,
            None => words::english().map_err(ViewError::Load)?,
        };
        let tera = tongue.and_then(|tongue| self.others.get(tongue.code)).unwrap_or(&self.tera);
        let team_only = frame.role == Some(Role::YoungPerson) && frame.adviser.is_none();
        Showing { messages, today: frame.today, team_only }.during(|| {
            let mut context = Context::from_serialize(page).map_err(|why| fails(&why))?;
            context.insert("frame", frame);
            context.insert("page_has_errors", &page.has_errors());
            tera.render(P::TEMPLATE, &context).map_err(|why| fails(&why))
        })
    }

    /// A single component, for its render test.
    ///
    /// # Errors
    /// An argument is missing, unknown or of the wrong type.
    pub fn component<A: Serialize>(
        &self,
        name: &str,
        arguments: &A,
        body: Option<&str>,
    ) -> Result<String, ViewError> {
        let context = Context::from_serialize(arguments).map_err(|why| ViewError::Load(reasons(&why)))?;
        self.tera.render_component(name, &context, body, true).map_err(|why| ViewError::Load(reasons(&why)))
    }

    /// Every template's path, so that a test can check that each is used by some page.
    pub fn template_names(&self) -> impl Iterator<Item = &str> {
        self.tera.get_template_names()
    }
}

/// The engine with these templates, our filters and the addresses of the static files.
fn with_templates(sources: HashMap<String, String>, assets: Assets) -> Result<Tera, ViewError> {
    let mut tera = Tera::new();
    tera.set_escape_fn(escape);
    tera.register_function("asset", move |kwargs: Kwargs, _: &State| {
        let name: String = kwargs.must_get("name")?;
        assets.address(&name).ok_or_else(|| tera::Error::message(format!("no static file {name}")))
    });
    words::filters::register(&mut tera);
    tera.add_raw_templates(sources).map_err(|why| ViewError::Load(reasons(&why)))?;
    Ok(tera)
}

/// Writes text as HTML, copying each stretch without special characters at once. Tera's own goes byte by byte, which
/// was a tenth of the cost of a page.
fn escape(text: &str, out: &mut dyn Write) -> std::io::Result<()> {
    let mut rest = text.as_bytes();
    while let Some(at) = rest.iter().position(|byte| matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\'')) {
        let (plain, from) = rest.split_at(at);
        let Some((special, after)) = from.split_first() else { break };
        let said: &[u8] = match special {
            b'&' => b"&amp;",
            b'<' => b"&lt;",
            b'>' => b"&gt;",
            b'"' => b"&quot;",
            _ => b"&#39;",
        };
        out.write_all(plain)?;
        out.write_all(said)?;
        rest = after;
    }
    out.write_all(rest)
}

impl std::fmt::Debug for View {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("View")
    }
}

/// The error and its causes, in one line.
fn reasons(error: &tera::Error) -> String {
    let mut text = error.to_string();
    let mut source = std::error::Error::source(error);
    while let Some(why) = source {
        text.push_str(": ");
        text.push_str(&why.to_string());
        source = why.source();
    }
    text
}

#[cfg(test)]
mod tests;
