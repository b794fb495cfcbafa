use super::*;
use crate::{
    demo::borough,
    web::{
        page_check::shown,
        testing::{BOROUGH, reads},
    },
};
use onward_domain::role::Role;

#[test]
fn the_figures_are_by_adviser_and_name_no_young_person() {
    let seen = BOROUGH.read::<Manager, _>(BOROUGH.user("Dawn"), see_step_figures);
    let html = shown(Role::Manager, "steps", &FiguresPage::of(&seen));
    assert_eq!(seen.by_adviser.iter().map(|(_, figures)| figures.open).sum::<usize>(), seen.all.open);
    for child in borough::children() {
        assert!(!html.contains(&format!("{} {}", child.given, child.family)), "{}", child.given);
    }
    insta::assert_snapshot!("figures", reads(&html));
}

#[test]
fn without_steps_it_says_so() {
    let none = SeenFigures { all: StepFigures::default(), by_adviser: Vec::new() };
    assert!(
        shown(Role::Manager, "steps", &FiguresPage::of(&none)).contains("No plan has a step that is open.")
    );
}
