//! A form with one file: its token and its words stand before the file, so nobody else's file is read, and the words are kept
//! whatever becomes of it.

use actix_multipart::{Field, Multipart};
use actix_web::{HttpRequest, web};
use futures_util::StreamExt as _;
use onward_domain::id::UserId;
use tokio::sync::OwnedSemaphorePermit;

use super::{ONCE, TOKEN, WrittenDay, key_of, visible};
use crate::web::{
    error::Situation,
    middleware::{crowd::Crowd, csrf},
};

/// A field that is no file, in bytes.
const LARGEST_FIELD: usize = 4096;

/// What was sent.
#[derive(Debug, Default)]
pub struct Upload {
    fields: Vec<(String, String)>,
    /// The file, where one was chosen.
    pub file: Option<Vec<u8>>,
    /// The file was over the limit. Nothing of it is kept in memory; the words of the form are.
    pub too_large: bool,
    /// The form's own key.
    pub once: String,
    /// A place among those who are being answered.
    _place: Option<OwnedSemaphorePermit>,
}

/// What a form with a file has in it.
#[derive(Debug, Clone, Copy)]
pub struct Fields<'a> {
    /// Its words.
    pub words: &'a [&'a str],
    /// Its file.
    pub file: &'a str,
    /// The most bytes of that.
    pub largest: usize,
}

impl Upload {
    /// One of the form's words.
    #[must_use]
    pub fn word(&self, name: &str) -> String {
        let found = self.fields.iter().find(|(field, _)| field == name);
        found.map(|(_, value)| value.clone()).unwrap_or_default()
    }

    /// A day in three boxes.
    #[must_use]
    pub fn day(&self, name: &str) -> WrittenDay {
        let part = |part: &str| self.word(&format!("{name}-{part}"));
        WrittenDay::new(&part("day"), &part("month"), &part("year"))
    }

    /// Receives it: few at once, one of each person, within the time that files may take.
    ///
    /// # Errors
    /// Not our form, or the body broke off; too many send files.
    pub async fn receive(
        request: &HttpRequest,
        who: UserId,
        body: Multipart,
        fields: Fields<'_>,
    ) -> Result<Self, Situation> {
        let crowd = request.app_data::<web::Data<Crowd>>();
        let crowd = crowd.ok_or_else(|| Situation::unexpected("no crowd"))?;
        let upload = {
            let uploading = crowd.upload(who)?;
            let read = tokio::time::timeout(uploading.within, read(request, body, fields)).await;
            read.map_err(|_| Situation::TooSlow)??
        };
        Ok(Self { _place: crowd.take(request.path())?, ..upload })
    }
}

async fn read(request: &HttpRequest, mut body: Multipart, expected: Fields<'_>) -> Result<Upload, Situation> {
    let mut upload = Upload::default();
    let (mut token, mut once) = (None, None);
    while let Some(field) = body.next().await {
        let mut field = field.map_err(|_| Situation::Unreadable("no multipart"))?;
        let name = field.name().unwrap_or_default().to_owned();
        match name.as_str() {
            TOKEN => token = Some(text(&mut field).await?),
            ONCE => once = Some(text(&mut field).await?),
            word if expected.words.contains(&word) => {
                let value = visible(&text(&mut field).await?);
                upload.fields.push((name, value));
            }
            file if file == expected.file => {
                csrf::check(request, token.as_deref())?;
                let named = field.content_disposition().and_then(|said| said.get_filename());
                let chosen = named.is_some_and(|name| !name.is_empty());
                match field.bytes(expected.largest).await {
                    Ok(Ok(bytes)) if bytes.is_empty() && !chosen => {}
                    Ok(Ok(bytes)) => upload.file = Some(bytes.to_vec()),
                    Ok(Err(_)) => return Err(Situation::Unreadable("broke off")),
                    Err(_) => {
                        upload.too_large = true;
                        break;
                    }
                }
            }
            _ => return Err(Situation::Unreadable("unknown field")),
        }
    }
    csrf::check(request, token.as_deref())?;
    let said = upload.fields.iter().map(|(name, value)| format!("{name}={value}"));
    let said = said.collect::<Vec<_>>().join("\n");
    let file = upload.file.as_deref().unwrap_or_default();
    upload.once = key_of(once.as_deref(), request.path(), &said, file);
    Ok(upload)
}

async fn text(field: &mut Field) -> Result<String, Situation> {
    match field.bytes(LARGEST_FIELD).await {
        Ok(Ok(bytes)) => {
            let text = String::from_utf8(bytes.to_vec()).map_err(|_| Situation::Unreadable("not UTF-8"))?;
            if text.contains('\0') { Err(Situation::Unreadable("a NUL character")) } else { Ok(text) }
        }
        Ok(Err(_)) => Err(Situation::Unreadable("broke off")),
        Err(_) => Err(Situation::TooLarge),
    }
}
