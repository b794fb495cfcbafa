//! Papers of the demonstration: Jay's passport, which runs out soon, and a letter with somebody else's address in it.

use chrono::NaiveDate;
use onward_domain::document::{DocumentKind, DocumentNote, Scan};
use onward_store::{StoreResult, repo::documents::NewDocument, scope::Record};

use super::life::{after, before};
use crate::{
    app::DEMONSTRATION_SECRET,
    usecases::{
        account::secrets::Keys,
        documents::{Papers, made_ready},
    },
};

/// Keeps what an adviser added for somebody of this account.
///
/// # Errors
/// The store's own.
pub fn keep(record: &Record<'_>, account: &str, today: NaiveDate) -> StoreResult<()> {
    if account != "jay" {
        return Ok(());
    }
    let papers = Papers { keys: Keys::from_secret(DEMONSTRATION_SECRET), folder: None, scanner: None };
    let passport = DocumentNote {
        kind: DocumentKind::Identity,
        title: "Passport".into(),
        dated: Some(before(today, 5 * 365 - 40)),
        ends: Some(after(today, 52)),
        why_not: None,
    };
    let letter = DocumentNote {
        kind: DocumentKind::CouncilLetter,
        title: "Letter about family time".into(),
        dated: Some(before(today, 30)),
        ends: None,
        why_not: Some("His sister’s address is in it. She asked us not to give it out.".into()),
    };
    let files = [
        (passport, pdf("Passport. Made up for the demonstration.")),
        (letter, b"About family time.\n\nMade up for the demonstration.\n".to_vec()),
    ];
    for (place, (note, came)) in files.into_iter().enumerate() {
        let Ok(ready) = made_ready(&came) else { continue };
        let laid = papers.lay(&ready, &came, Scan::NotScanned)?;
        let new = NewDocument { id: laid.id, note, file: laid.file, sealed: laid.sealed, replaces: None };
        record.add_document(&new, &format!("demonstration paper {place}"))?;
    }
    Ok(())
}

/// A page with one line on it.
fn pdf(words: &str) -> Vec<u8> {
    let shown = format!("BT /F1 18 Tf 72 720 Td ({words}) Tj ET");
    let parts = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>"
            .to_owned(),
        format!("<< /Length {} >>\nstream\n{shown}\nendstream", shown.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
    ];
    let mut file = "%PDF-1.4\n".to_owned();
    let mut places = Vec::new();
    for (number, part) in (1..).zip(&parts) {
        places.push(file.len());
        file.push_str(&format!("{number} 0 obj\n{part}\nendobj\n"));
    }
    let (table, many) = (file.len(), parts.len() + 1);
    file.push_str(&format!("xref\n0 {many}\n0000000000 65535 f \n"));
    for place in places {
        file.push_str(&format!("{place:010} 00000 n \n"));
    }
    file.push_str(&format!("trailer\n<< /Size {many} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n"));
    file.into_bytes()
}
