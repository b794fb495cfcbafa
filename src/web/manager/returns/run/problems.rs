//! What is wrong with a return, by kind: what is one kind is said once, with its lines beneath.

use onward_store::repo::returns::RunProblem;
use serde::Serialize;
use std::collections::BTreeSet;

/// So many lines of one kind are shown at once; more of them are folded away.
const AT_ONCE: usize = 10;

/// Problems of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Kind {
    /// `refuses`, `leaves_out` or `check`.
    weight: String,
    /// The column, where it is one.
    column: Option<String>,
    /// What is wrong, where it is the same in each line.
    what: Option<String>,
    /// What to do.
    todo: String,
    /// Different children.
    children: usize,
    lines: Vec<Line>,
    /// There are too many to show them all at once.
    folded: bool,
}

/// Where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Line {
    file: String,
    line: Option<i64>,
    /// What is wrong, where it differs from line to line.
    what: String,
    child: Option<Whose>,
}

/// Whose row it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Whose {
    /// Their number in the return.
    pub number: String,
    /// Their name, where somebody has written it down.
    pub name: Option<String>,
}

/// Sorts problems into kinds, in the order in which the first of each comes. `name` is asked for the name of a number.
#[must_use]
pub fn kinds(problems: Vec<RunProblem>, name: impl Fn(&str) -> Option<String>) -> Vec<Kind> {
    let mut kinds: Vec<Kind> = Vec::new();
    for problem in problems {
        let RunProblem { file, line, column, child, weight, what, todo } = problem;
        let child = child.map(|number| Whose { name: name(&number), number });
        let line = Line { file, line, what: what.clone(), child };
        let same = |kind: &&mut Kind| kind.weight == weight && kind.column == column && kind.todo == todo;
        match kinds.iter_mut().find(same) {
            Some(kind) => {
                if kind.what.as_ref() != Some(&what) {
                    kind.what = None;
                }
                kind.lines.push(line);
            }
            None => kinds.push(Kind {
                weight,
                column,
                what: Some(what),
                todo,
                children: 0,
                lines: vec![line],
                folded: false,
            }),
        }
    }
    for kind in &mut kinds {
        let numbers = kind.lines.iter().filter_map(|line| line.child.as_ref().map(|child| &child.number));
        kind.children = numbers.collect::<BTreeSet<_>>().len();
        kind.folded = kind.lines.len() > AT_ONCE;
    }
    kinds
}

/// How many different children these problems leave rows out of.
#[must_use]
pub fn children_left_out(problems: &[RunProblem]) -> usize {
    let left_out = problems.iter().filter(|problem| problem.weight == "leaves_out");
    left_out.filter_map(|problem| problem.child.as_ref()).collect::<BTreeSet<_>>().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(child: &str, what: &str, todo: &str) -> RunProblem {
        RunProblem {
            file: "episodes.csv".into(),
            line: Some(2),
            column: Some("DEC".into()),
            child: Some(child.into()),
            weight: "leaves_out".into(),
            what: what.into(),
            todo: todo.into(),
        }
    }

    #[test]
    fn one_kind_is_said_once_with_its_lines_and_another_stands_apart() {
        let problems = vec![
            problem("1", "There is no 31 April 2025.", "Write the day as DD/MM/YYYY."),
            problem("2", "There is no 30 February 2025.", "Write the day as DD/MM/YYYY."),
            problem("2", "It ends before it begins.", "Look both days up."),
        ];
        assert_eq!(children_left_out(&problems), 2);
        let kinds = kinds(problems, |number| (number == "2").then(|| "Jay Linton".to_owned()));
        let said: Vec<_> =
            kinds.iter().map(|kind| (kind.what.as_deref(), kind.lines.len(), kind.children)).collect();
        assert_eq!(said, [(None, 2, 2), (Some("It ends before it begins."), 1, 1)]);
        let name = |line: &Line| line.child.as_ref().and_then(|child| child.name.clone());
        let names: Vec<_> = kinds.iter().flat_map(|kind| kind.lines.iter().map(name)).collect();
        assert_eq!(names, [None, Some("Jay Linton".to_owned()), Some("Jay Linton".to_owned())]);
    }

    #[test]
    fn eleven_lines_of_one_kind_are_folded_and_ten_are_not() {
        for (many, folded) in [(10, false), (11, true)] {
            let kinds = kinds(vec![problem("1", "a", "b"); many], |_| None);
            assert_eq!(kinds.iter().map(|kind| kind.folded).collect::<Vec<_>>(), [folded]);
        }
    }
}
