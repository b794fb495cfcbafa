//! Dawn sees the borough's hub in figures.

use super::*;
use crate::web::{
    page_check::shown,
    testing::{BOROUGH, reads},
};
use onward_domain::role::Role;

#[test]
fn the_borough_s_hub_in_figures_and_without_a_name() {
    let dawn = BOROUGH.user("Dawn");
    let (figures, since) = BOROUGH.read::<Manager, _>(dawn, see_hub);
    let words = reads(&shown(Role::Manager, "hub", &HubFiguresPage::of(&figures, since, 2)));
    for name in ["H-DEM", "Ava", "Karin", "Kofi", "Lily", "Rosa", "Northfield", "Mill Terrace"] {
        assert!(!words.contains(name), "{name} stands in the figures");
    }
    insta::assert_snapshot!("figures", words);
}
