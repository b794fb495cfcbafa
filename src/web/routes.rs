//! Every address in the service, as data: method, path, audience, name, handler. `onward routes` prints it, and tests
//! check the role matrix against it.

use actix_web::{FromRequest, Handler, Resource, Responder, Scope, guard, http::Method, web};
use onward_domain::role::Role;
use std::{cmp::Reverse, collections::BTreeMap, fmt};

use super::error::Situation;

/// Who an address is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Audience {
    /// Anyone; no sign-in.
    Public,
    /// Anyone who is signed in, for their own account.
    SignedIn,
    /// The young person whose record it is.
    YoungPerson,
    /// Personal advisers.
    Adviser,
    /// Reviewing officers.
    Reviewing,
    /// The children's hub.
    Hub,
    /// The hub's partners.
    Partner,
    Manager,
    Administrator,
    /// Every member of staff.
    Staff,
    /// Staff who may open a record from outside: managers see every record anyway, administrators none.
    Practitioner,
}

impl Audience {
    /// The word printed by `onward routes`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::SignedIn => "signed_in",
            Self::YoungPerson => "young_person",
            Self::Adviser => "adviser",
            Self::Reviewing => "reviewing",
            Self::Hub => "hub",
            Self::Partner => "partner",
            Self::Manager => "manager",
            Self::Administrator => "administrator",
            Self::Staff => "staff",
            Self::Practitioner => "practitioner",
        }
    }

    /// Whether someone with this role may come in here at all. What they then see is up to their scope.
    #[must_use]
    pub const fn admits(self, role: Role) -> bool {
        match self {
            Self::Public | Self::SignedIn => true,
            Self::YoungPerson => matches!(role, Role::YoungPerson),
            Self::Adviser => matches!(role, Role::Adviser),
            Self::Reviewing => matches!(role, Role::ReviewingOfficer),
            Self::Hub => matches!(role, Role::HubWorker),
            Self::Partner => matches!(role, Role::Partner),
            Self::Manager => matches!(role, Role::Manager),
            Self::Administrator => matches!(role, Role::Administrator),
            Self::Staff => role.is_staff(),
            Self::Practitioner => {
                matches!(role, Role::Adviser | Role::ReviewingOfficer | Role::HubWorker)
            }
        }
    }
}

impl fmt::Display for Audience {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// One address: its method and path, who it is for, and which handler answers.
pub struct Route {
    /// GET or POST.
    pub method: Method,
    /// With `{names}` for the variable parts.
    pub path: &'static str,
    /// Who it is for.
    pub audience: Audience,
    answer: Box<dyn Fn() -> actix_web::Route>,
}

impl fmt::Debug for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", self.method, self.path, self.audience)
    }
}

/// A page.
pub fn get<H, Args>(path: &'static str, audience: Audience, handler: H) -> Route
where
    H: Handler<Args>,
    Args: FromRequest + 'static,
    H::Output: Responder + 'static,
{
    let answer = move || web::route().guard(guard::Any(guard::Get()).or(guard::Head())).to(handler.clone());
    Route { method: Method::GET, path, audience, answer: Box::new(answer) }
}

/// A form.
pub fn post<H, Args>(path: &'static str, audience: Audience, handler: H) -> Route
where
    H: Handler<Args>,
    Args: FromRequest + 'static,
    H::Output: Responder + 'static,
{
    Route { method: Method::POST, path, audience, answer: Box::new(move || web::post().to(handler.clone())) }
}

/// Every route, in the order in which `onward routes` prints them.
#[must_use]
pub fn all() -> Vec<Route> {
    let mut routes = Vec::new();
    routes.extend(super::public::routes());
    routes.extend(super::check::routes());
    routes.extend(super::account::routes());
    routes.extend(super::young_person::routes());
    routes.extend(super::adviser::routes());
    routes.extend(super::practitioner::routes());
    routes.extend(super::directory::routes());
    routes.extend(super::reviewing::routes());
    routes.extend(super::hub::routes());
    routes.extend(super::partner::routes());
    routes.extend(super::manager::routes());
    routes.extend(super::administrator::routes());
    routes
}

/// Puts the table into the server. A known address answers a method it does not accept with 405.
pub fn configure(config: &mut web::ServiceConfig) {
    // An invalid id in an address means that the page does not exist.
    config.app_data(web::PathConfig::default().error_handler(|_, _| Situation::NotFound.into()));
    let mut by_path: BTreeMap<&'static str, Vec<Route>> = BTreeMap::new();
    let mut order = Vec::new();
    for route in all() {
        if !by_path.contains_key(route.path) {
            order.push(route.path);
        }
        by_path.entry(route.path).or_default().push(route);
    }
    // Fixed addresses before those with variable parts, so that `/people/new` is not mistaken for a person.
    order.sort_by_key(|path| path.matches('{').count());
    let mut beneath: BTreeMap<&'static str, Vec<Resource>> = BTreeMap::new();
    for path in order {
        let (place, rest) = first_variable(path);
        let mut resource = web::resource(rest);
        for route in by_path.remove(path).unwrap_or_default() {
            resource = resource.route((route.answer)());
        }
        let resource =
            resource.default_service(web::to(|| async { Err::<String, _>(Situation::WrongMethod) }));
        if place.is_empty() {
            config.service(resource);
        } else {
            beneath.entry(place).or_default().push(resource);
        }
    }
    // Whatever lies beneath one person, plan or entitlement is found by one pattern and then by plain text: two hundred patterns
    // tried in turn were a thirtieth of a page. The longer fixed beginning goes first, for the same reason as above.
    let mut places: Vec<_> = beneath.into_iter().collect();
    places.sort_by_key(|(place, _)| Reverse(place.find('{')));
    for (place, resources) in places {
        config.service(resources.into_iter().fold(web::scope(place), Scope::service));
    }
}

/// An address up to the end of its first variable part, where that is a whole part of it, and the rest.
fn first_variable(path: &str) -> (&str, &str) {
    let (place, rest) = path.split_at(path.find('}').map_or(0, |end| end + 1));
    let whole = !place.contains(':') && (rest.is_empty() || rest.starts_with('/'));
    if whole { (place, rest) } else { ("", path) }
}
