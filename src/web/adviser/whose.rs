//! Who owes the help, on pages of a record: said whenever it is not this council.

use onward_domain::whose::{Place, Whose};
use serde::Serialize;

use crate::{
    usecases::adviser::Answered,
    web::words::{Say, says::manager::whose::country},
};

/// Another council owes it, or may.
#[derive(Debug, Clone, Serialize)]
pub struct WhoseShown {
    /// `named`, `unnamed`, `outside`, `where-they-live` or `open`.
    kind: &'static str,
    /// The council, where the record names it.
    council: Option<String>,
    /// The country, where it is not England.
    country: Option<Say>,
    /// Where the council that took over is written down.
    href: String,
}

impl WhoseShown {
    /// Nothing where it is this council.
    #[must_use]
    pub fn of(one: &Answered) -> Option<Self> {
        let (kind, council, country) = match &one.whose {
            Whose::Ours => return None,
            Whose::AnotherCouncil(Some(council)) => ("named", Some(council.clone()), None),
            Whose::AnotherCouncil(None) => ("unnamed", None, None),
            Whose::OutsideEngland(place) => ("outside", None, Some(of_country(*place))),
            Whose::WhereTheyLive => ("where-they-live", None, None),
            Whose::Open => ("open", None, None),
        };
        let base = format!("/adviser/people/{}/care-history", one.listed.person.id);
        Some(Self { kind, council, country, href: format!("{base}/episodes/new?after=transfer") })
    }
}

/// "Scotland".
#[must_use]
pub fn of_country(place: Place) -> Say {
    match place {
        Place::Wales => country::Wales.into(),
        Place::Scotland => country::Scotland.into(),
        Place::NorthernIreland => country::NorthernIreland.into(),
        Place::Elsewhere => country::Unknown.into(),
    }
}
