//! Files sent by a browser: read with limits on their number and size, and only after the form's token.

use actix_multipart::{Field, Multipart};
use actix_web::HttpRequest;
use futures_util::StreamExt as _;
use onward_store::repo::returns::StagedFile;

use crate::web::{
    error::Situation,
    form::{ONCE, TOKEN},
    middleware::csrf,
};

/// Thirty years of all tables.
const MOST_FILES: usize = 360;
const LARGEST_FILE: usize = 32 * 1024 * 1024;
/// All files together.
const LARGEST: usize = 64 * 1024 * 1024;
/// A field that is not a file.
const LARGEST_FIELD: usize = 1024;

/// What was sent.
#[derive(Default)]
pub(super) struct Upload {
    /// The collection year, as entered.
    pub year: String,
    /// The files, as they are called.
    pub files: Vec<StagedFile>,
}

/// Reads a form with files.
///
/// # Errors
/// Not our form, too many or too large files, or the body broke off.
pub(super) async fn read(request: &HttpRequest, mut body: Multipart) -> Result<Upload, Situation> {
    let mut upload = Upload::default();
    let (mut token, mut total) = (None, 0usize);
    while let Some(field) = body.next().await {
        let mut field = field.map_err(|_| Situation::NOT_OUR_FORM)?;
        let name = field.name().unwrap_or_default().to_owned();
        match name.as_str() {
            TOKEN => token = Some(text(&mut field).await?),
            "year" => text(&mut field).await?.trim().clone_into(&mut upload.year),
            ONCE => drop(text(&mut field).await?),
            "files" | "folder" => {
                // The token comes before the files, so that nobody else's files are even read.
                csrf::check(request, token.as_deref())?;
                let content = bytes(&mut field, LARGEST_FILE).await?;
                total = total.saturating_add(content.len());
                let name = file_name(&field);
                if total > LARGEST || upload.files.len() >= MOST_FILES {
                    return Err(Situation::TooLarge);
                }
                // A folder brings everything in it.
                if name.to_ascii_lowercase().ends_with(".csv")
                    || (!name.is_empty() && !content.is_empty() && field.name() == Some("files"))
                {
                    upload.files.push(StagedFile { name, content });
                }
            }
            _ => return Err(Situation::NOT_OUR_FORM),
        }
    }
    csrf::check(request, token.as_deref())?;
    Ok(upload)
}

async fn bytes(field: &mut Field, most: usize) -> Result<Vec<u8>, Situation> {
    match field.bytes(most).await {
        Ok(Ok(bytes)) => Ok(bytes.to_vec()),
        Ok(Err(_)) => Err(Situation::Unreadable("the body broke off")),
        Err(_) => Err(Situation::TooLarge),
    }
}

async fn text(field: &mut Field) -> Result<String, Situation> {
    String::from_utf8(bytes(field, LARGEST_FIELD).await?).map_err(|_| Situation::Unreadable("not UTF-8"))
}

/// The name given by the browser, with any folders it includes, without characters that only move a cursor.
fn file_name(field: &Field) -> String {
    let given = field.content_disposition().and_then(|about| about.get_filename()).unwrap_or_default();
    given.chars().filter(|letter| !letter.is_control()).take(200).collect()
}
