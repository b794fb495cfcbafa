//! Generates the Rust types for the facts in `facts.toml`: a new fact is an entry there and no new code.
//!
//! This only looks at the start of each line (`[[fact]]`, `id`, `name`, `takes`, `kept`,
//! `warning_only`); `facts.rs` reads and checks the whole file when it is loaded.
#![allow(clippy::expect_used, reason = "a build script stops with what is wrong")]

use std::fmt::Write as _;
use std::{env, fs, path::Path};

#[derive(Default)]
struct Fact {
    id: String,
    name: String,
    takes: String,
    kept: String,
    warning_only: bool,
}

impl Fact {
    /// Whether a rule can test it as yes or no.
    fn is_tested(&self) -> bool {
        self.takes == "yes_no"
            && matches!(self.kept.as_str(), "circumstance" | "course")
            && !self.warning_only
    }

    /// Whether its answer is stored on its own.
    fn is_answered(&self) -> bool {
        matches!(self.kept.as_str(), "circumstance" | "asked")
    }

    fn variant(&self) -> String {
        self.id.split('_').map(|word| word[..1].to_uppercase() + &word[1..]).collect()
    }
}

fn main() {
    println!("cargo::rerun-if-changed=facts.toml");
    let text = fs::read_to_string("facts.toml").expect("facts.toml");
    let mut facts = read(&text);
    // Facts that a rule tests come first, so that their number is also their bit.
    facts.sort_by_key(|fact| !fact.is_tested());
    let code = write_code(&facts);
    #[expect(clippy::disallowed_methods, reason = "Cargo tells a build script its folder this way")]
    let folder = env::var("OUT_DIR").expect("a folder to write to");
    fs::write(Path::new(&folder).join("facts.rs"), code).expect("a folder that can be written to");
}

fn read(text: &str) -> Vec<Fact> {
    let mut facts: Vec<Fact> = Vec::new();
    for line in text.lines() {
        if line.trim() == "[[fact]]" {
            facts.push(Fact::default());
        }
        let (Some(fact), Some((key, value))) = (facts.last_mut(), line.split_once('=')) else { continue };
        let value = value.trim().trim_matches('"').to_owned();
        match key.trim() {
            "id" => fact.id = value,
            "name" => fact.name = value,
            "takes" => fact.takes = value,
            "kept" => fact.kept = value,
            "warning_only" => fact.warning_only = value == "true",
            _ => {}
        }
    }
    facts.retain(|fact| !fact.id.is_empty());
    facts
}

fn write_code(facts: &[Fact]) -> String {
    let mut code = String::new();
    let all: Vec<&Fact> = facts.iter().collect();
    let answered: Vec<&Fact> = facts.iter().filter(|fact| fact.is_answered()).collect();
    enumeration(&mut code, "FactId", "A fact of `facts.toml`, by its id.", &all);
    enumeration(
        &mut code,
        "CircumstanceFact",
        "A fact of `facts.toml` to which an answer is kept by itself.",
        &answered,
    );
    let tested = facts.iter().filter(|fact| fact.is_tested()).count();
    let _ =
        writeln!(code, "/// How many facts a rule can test as a yes or a no: those with the lowest numbers.");
    let _ = writeln!(code, "pub const TESTED: usize = {tested};");
    let _ = writeln!(code, "impl FactId {{");
    let _ = writeln!(code, "    /// What documents call it.\n    #[must_use]");
    let _ = writeln!(code, "    pub const fn name(self) -> &'static str {{\n        match self {{");
    for fact in facts {
        let name = if fact.name.is_empty() { &fact.id } else { &fact.name };
        let _ = writeln!(code, "            Self::{} => \"{name}\",", fact.variant());
    }
    let _ = writeln!(code, "        }}\n    }}");
    for key in ["asks", "yes", "no", "unknown"] {
        let _ =
            writeln!(code, "    /// The key of the sentence that says it is so ({key}).\n    #[must_use]");
        let _ = writeln!(
            code,
            "    pub(crate) const fn key_{key}(self) -> &'static str {{\n        match self {{"
        );
        for fact in facts {
            let _ =
                writeln!(code, "            Self::{} => \"facts.{}.young.{key}\",", fact.variant(), fact.id);
        }
        let _ = writeln!(code, "        }}\n    }}");
    }
    let _ = writeln!(code, "}}\nimpl CircumstanceFact {{\n    /// The entry of it.\n    #[must_use]");
    let _ = writeln!(code, "    pub const fn fact(self) -> FactId {{\n        match self {{");
    for fact in &answered {
        let _ = writeln!(code, "            Self::{0} => FactId::{0},", fact.variant());
    }
    let _ = writeln!(code, "        }}\n    }}\n}}");
    code
}

fn enumeration(code: &mut String, name: &str, about: &str, facts: &[&Fact]) {
    let _ = writeln!(code, "/// {about}");
    let _ = writeln!(code, "#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]");
    let _ = writeln!(code, "#[expect(missing_docs, reason = \"facts.toml says what each is\")]");
    let _ = writeln!(code, "#[repr(u8)]\npub enum {name} {{");
    for fact in facts {
        let _ = writeln!(code, "    {},", fact.variant());
    }
    let _ = writeln!(code, "}}\nimpl {name} {{\n    /// Every one.");
    let list: Vec<String> = facts.iter().map(|fact| format!("Self::{}", fact.variant())).collect();
    let _ = writeln!(code, "    pub const ALL: &'static [Self] = &[{}];", list.join(", "));
    let _ = writeln!(code, "    /// Its id, the word that is kept.\n    #[must_use]");
    let _ = writeln!(code, "    pub const fn word(self) -> &'static str {{\n        match self {{");
    for fact in facts {
        let _ = writeln!(code, "            Self::{} => \"{}\",", fact.variant(), fact.id);
    }
    let _ = writeln!(code, "        }}\n    }}\n}}");
}
