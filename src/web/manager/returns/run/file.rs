//! The problems of a return as a file: by number alone, so that it can be handed to whoever mends the case system's data.

use onward_store::repo::returns::RunProblem;

use crate::web::csv::Csv;

/// The first line, which names the columns.
const HEADINGS: [&str; 7] = ["Weight", "File", "Line", "Column", "Child", "What is wrong", "What to do"];

/// The file.
pub fn problems(problems: &[RunProblem]) -> Csv {
    let mut file = Csv::new(HEADINGS);
    for problem in problems {
        let weight = match problem.weight.as_str() {
            "refuses" => "stops the return",
            "leaves_out" => "row left out",
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
