//! To whom something was paid, and what shows it.

use onward_domain::{document::Document, entitlement::Payment};
use serde::Serialize;

/// A payment, where something is written about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PaymentShown {
    /// `themselves`, `somebody`, or nothing.
    to: &'static str,
    payee: Option<String>,
    evidence: Option<String>,
    paper: Option<Paper>,
}

/// One of the papers that shows it, where this reader sees that paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Paper {
    /// Nothing where this reader may not know what it is called.
    title: Option<String>,
    /// Where it is opened; nothing once it is gone.
    href: Option<String>,
}

impl PaymentShown {
    /// `papers`: those that this reader sees. `at`: where this reader finds them.
    pub fn of(payment: &Payment, papers: &[Document], at: &str) -> Option<Self> {
        let paper = papers.iter().find(|paper| Some(paper.id) == payment.document);
        let said = payment.to.is_some() || payment.evidence.is_some() || paper.is_some();
        said.then(|| Self {
            to: payment.to.map_or("", |to| to.word()),
            payee: payment.payee.clone(),
            evidence: payment.evidence.clone(),
            paper: paper.map(|paper| {
                let title = Some(paper.note.title.clone()).filter(|title| !title.is_empty());
                let open = title.is_some() && paper.gone.is_none();
                Paper { href: open.then(|| format!("{at}/{}/file", paper.id)), title }
            }),
        })
    }
}
