//! Generates a type for every message in `templates/messages/en/`, so that a mistyped key or a missing value does not
//! compile.
//! Part of the build script; the service itself never reads it.
//!
//! `entitlement.toml` with `[lede] left = "{left:pounds} of {whole:pounds} is left."` becomes
//! `says::entitlement::lede::Left { left, whole }`, which turns into a `Say`.

use std::{collections::BTreeMap, error::Error, fmt::Write as _, fs, path::Path};

/// Writes the types of every file in `folder` to `target`, if they changed.
pub fn generate(folder: &Path, target: &Path) -> Result<(), Box<dyn Error>> {
    let mut files: Vec<_> =
        fs::read_dir(folder)?.map(|file| Ok(file?.path())).collect::<Result<_, std::io::Error>>()?;
    files.sort();
    let mut made = String::new();
    let mut sources = String::new();
    for path in files.iter().filter(|path| path.extension().is_some_and(|end| end == "toml")) {
        let stem = path.file_stem().and_then(|stem| stem.to_str()).ok_or("a file without a name")?;
        let table: toml::Table =
            fs::read_to_string(path)?.parse().map_err(|why| format!("{}: {why}", path.display()))?;
        module(&mut made, stem, stem, &table)?;
        writeln!(
            sources,
            "    ({stem:?}, {:?}, include_str!({:?})),",
            path.file_name().unwrap_or_default(),
            path.canonicalize()?
        )?;
    }
    write!(
        made,
        "/// Every file of messages: prefix, name, text.\npub(super) const FILES: &[(&str, &str, &str)] = &[\n{sources}];\n"
    )?;
    if fs::read_to_string(target).is_ok_and(|before| before == made) {
        return Ok(());
    }
    Ok(fs::write(target, made)?)
}

fn module(made: &mut String, name: &str, key: &str, table: &toml::Table) -> Result<(), Box<dyn Error>> {
    writeln!(
        made,
        "#[allow(missing_docs, reason = \"each message is its own documentation\")]\npub mod r#{name} {{"
    )?;
    for (below, value) in table {
        let key = format!("{key}.{below}");
        match value {
            toml::Value::Table(inner) => module(made, below, &key, inner)?,
            toml::Value::String(text) => message(made, below, &key, text)?,
            _ => return Err(format!("{key} is neither a message nor a table of messages").into()),
        }
    }
    writeln!(made, "}}")?;
    Ok(())
}

fn message(made: &mut String, name: &str, key: &str, text: &str) -> Result<(), Box<dyn Error>> {
    let name = pascal(name);
    let places = places(text).map_err(|why| format!("{key}: {why}"))?;
    writeln!(made, "#[doc = {text:?}]\n#[derive(Debug, Clone)]")?;
    let lives = if places.values().any(|takes| *takes == "&'a str") { "<'a>" } else { "" };
    if places.is_empty() {
        writeln!(made, "pub struct {name};")?;
    } else {
        writeln!(made, "pub struct {name}{lives} {{")?;
        for (place, takes) in &places {
            let takes =
                takes.replace("Say", "crate::web::words::Say").replace("Day", "crate::web::words::Day");
            writeln!(made, "    pub r#{place}: {takes},")?;
        }
        writeln!(made, "}}")?;
    }
    write!(
        made,
        "impl{lives} ::core::convert::From<{name}{lives}> for crate::web::words::Say {{\n    fn from(message: {name}{lives}) -> Self {{ let _ = &message; Self::message({key:?}, ::std::vec!["
    )?;
    for place in places.keys() {
        write!(made, "({place:?}, message.r#{place}.into()), ")?;
    }
    writeln!(made, "]) }}\n}}")?;
    Ok(())
}

/// A message's placeholders, each with the type it takes.
fn places(text: &str) -> Result<BTreeMap<String, &'static str>, String> {
    let mut found = BTreeMap::new();
    let mut rest = text;
    while let Some((_, after)) = rest.split_once('{') {
        let (place, after) = after.split_once('}').ok_or("a { without its }")?;
        let (name, takes) = match (place.split_once('|'), place.split_once(':')) {
            (Some((name, _)), _) => (name, "i64"),
            (None, Some((name, "day"))) => (name, "Day"),
            (None, Some((name, "number"))) => (name, "i64"),
            (None, Some((name, "pounds"))) => (name, "::onward_domain::money::Pence"),
            (None, Some((name, "message"))) => (name, "Say"),
            (None, Some((name, "list"))) => (name, "::std::vec::Vec<Say>"),
            (None, None) => (place, "&'a str"),
            (None, Some((_, other))) => return Err(format!("no placeholder takes `{other}`")),
        };
        if found.insert(name.to_owned(), takes).is_some_and(|before| before != takes) {
            return Err(format!("`{name}` takes two different things"));
        }
        rest = after;
    }
    Ok(found)
}

/// `had_sum_day` as the name of a type: `HadSumDay`.
fn pascal(key: &str) -> String {
    key.split(['_', '-'])
        .flat_map(|word| {
            let mut letters = word.chars();
            letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>())
        })
        .collect()
}
