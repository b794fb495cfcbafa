//! What a file of people says of the advisers it names: their work number and their team.

use std::collections::HashMap;

use onward_store::{StoreResult, Tx, rows::users::User};

use super::{Does, Line};
use crate::usecases::account::{change_details::Details, look_after_teams::named};

/// What each adviser's first line said of them, by email.
pub(super) type Said<'l> = HashMap<&'l str, &'l Line>;

/// What is to be written of the adviser whom a line names; none where it is so already, or an earlier line says it. A sentence
/// where it can't be.
pub(super) fn details<'l>(
    tx: &Tx,
    line: &'l Line,
    user: &User,
    replace: bool,
    said: &mut Said<'l>,
    does: &mut Does,
) -> StoreResult<Result<Option<Details>, String>> {
    let Some(email) = line.adviser.as_deref().filter(|_| line.phone.is_some() || line.team.is_some()) else {
        return Ok(Ok(None));
    };
    if let Some(first) = said.get(email) {
        let same = (&first.phone, &first.team) == (&line.phone, &line.team);
        let words =
            || format!("line {} says another number or team of {email}. Keep one of them", first.number);
        return Ok(if same { Ok(None) } else { Err(words()) });
    }
    said.insert(email, line);
    let team = match &line.team {
        None => user.team,
        Some(name) => match named(tx, name)?.filter(|team| team.ended_at.is_none()) {
            Some(team) => Some(team.id),
            None => return Ok(Err(format!("there is no team {name}. Make it with `onward team add`"))),
        },
    };
    let phone = line.phone.clone().or_else(|| user.phone.clone());
    if (team, &phone) == (user.team, &user.phone) {
        return Ok(Ok(None));
    }
    let over = (user.team.is_some() && team != user.team) || (user.phone.is_some() && phone != user.phone);
    if over && !replace {
        return Ok(Err(format!(
            "{email} has another number or team here already. Take it out of this line, or use --replace to write it over"
        )));
    }
    does.colleague = Some(email.to_owned());
    Ok(Ok(Some(Details { name: user.display_name.clone(), team, phone })))
}
