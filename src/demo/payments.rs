//! To whom the borough paid what it paid, and what shows it.

use onward_domain::entitlement::{PaidTo, Payment};

use super::life::pick;

/// What goes to a shop, a landlord or a college and seldom to the young person.
const PAID_TO: [(&str, [&str; 2]); 3] = [
    ("setting_up_home_allowance", ["B&Q", "Riverside Furniture Project"]),
    ("moving_costs", ["Riverside Removals", "Tees Van Hire"]),
    ("driving_help", ["Stockton Driving School", "Ropner Driving School"]),
];

/// How one payment to somebody was made.
#[must_use]
pub fn payment(child: &str, entitlement: &str) -> Payment {
    let number = 10_000 + pick(&format!("payment for {entitlement} of {child}"), 8_000);
    let of_two = usize::try_from(pick(&format!("payee for {entitlement} of {child}"), 2)).unwrap_or_default();
    let named = PAID_TO.iter().find(|(id, _)| *id == entitlement).and_then(|(_, names)| names.get(of_two));
    Payment {
        to: Some(if named.is_some() { PaidTo::Somebody } else { PaidTo::Themselves }),
        payee: named.map(|name| (*name).to_owned()),
        evidence: Some(format!("payment {number}")),
        document: None,
    }
}
