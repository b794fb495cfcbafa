//! The problems of a return as a file: by number alone, so that it can be handed to whoever corrects the case system.

use onward_store::repo::returns::RunProblem;

use crate::web::csv::Csv;

/// The first line, which names the columns.
const HEADINGS: [&str; 7] = ["Weight", "File", "Line", "Column", "Child", "Problem", "To do"];

/// The file.
pub fn problems(problems: &[RunProblem]) -> Csv {
    let mut file = Csv::new(HEADINGS);
    for problem in problems {
        let weight = match problem.weight.as_str() {
            "refuses" => "stops it",
            "leaves_out" => "left out",
            _ => "to check",
        };
        file.line([
            weight,
            &problem.file,
            &problem.line.map(|line| line.to_string()).unwrap_or_default(),
            problem.column.as_deref().unwrap_or_default(),
            problem.child.as_deref().unwrap_or_default(),
            &problem.what,
            &problem.todo,
        ]);
    }
    file
}
