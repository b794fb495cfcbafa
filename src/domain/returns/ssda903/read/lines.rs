//! The lines in a text, and the fields in a line.

use std::borrow::Cow;

/// The lines of a text with any of the three line endings, numbered from 1.
pub(super) fn lines(text: &str) -> impl Iterator<Item = (u32, &str)> {
    let mut rest = Some(text);
    let mut number = 0u32;
    std::iter::from_fn(move || {
        let all = rest?;
        number = number.saturating_add(1);
        if let Some(at) = all.find(['\n', '\r']) {
            let (line, after) = all.split_at(at);
            rest = Some(after.strip_prefix("\r\n").or_else(|| after.get(1..)).unwrap_or_default());
            Some((number, line))
        } else {
            rest = None;
            Some((number, all))
        }
    })
}

/// A field's quotes are wrong.
pub(super) struct BadQuotes;

/// What separates values: a comma, or what other countries' spreadsheets and exports use.
pub(super) fn separator(headings: &str) -> char {
    if headings.contains(',') {
        return ',';
    }
    [';', '\t', '|'].into_iter().find(|other| headings.contains(*other)).unwrap_or(',')
}

/// Splits a line at its separators. A value in this return never contains a line break, so a quote that is
/// still open at the end of the line is damage, not a value that continues.
pub(super) fn split<'a>(
    line: &'a str,
    separator: char,
    into: &mut Vec<Cow<'a, str>>,
) -> Result<(), BadQuotes> {
    into.clear();
    let mut rest = line;
    let blank = |letter: char| matches!(letter, ' ' | '\t') && letter != separator;
    loop {
        let start = rest.trim_start_matches(blank);
        let Some(quoted) = start.strip_prefix('"') else {
            let (field, after) =
                rest.split_once(separator).map_or((rest, None), |(field, after)| (field, Some(after)));
            into.push(Cow::Borrowed(field.trim()));
            match after {
                Some(after) => rest = after,
                None => return Ok(()),
            }
            continue;
        };
        let (field, after) = unquote(quoted)?;
        into.push(field);
        match after.trim_start_matches(blank) {
            "" => return Ok(()),
            more => rest = more.strip_prefix(separator).ok_or(BadQuotes)?,
        }
    }
}

/// The value up to its closing quote, and what follows it. Doubled quotes stand for one.
fn unquote(text: &str) -> Result<(Cow<'_, str>, &str), BadQuotes> {
    let mut from = 0usize;
    loop {
        let at = text.get(from..).and_then(|rest| rest.find('"')).ok_or(BadQuotes)? + from;
        let after = text.get(at + 1..).unwrap_or_default();
        if after.starts_with('"') {
            from = at + 2;
            continue;
        }
        let raw = text.get(..at).unwrap_or_default().trim();
        let field =
            if raw.contains("\"\"") { Cow::Owned(raw.replace("\"\"", "\"")) } else { Cow::Borrowed(raw) };
        return Ok((field, after));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_line_ending_counts_as_one_line() {
        let got: Vec<_> = lines("a\r\nb\rc\n\nd").collect();
        assert_eq!(got, [(1, "a"), (2, "b"), (3, "c"), (4, ""), (5, "d")]);
    }

    #[test]
    fn semicolons_and_tabs_separate_values_where_there_is_no_comma() {
        assert_eq!(
            (separator("CHILD;DOB"), separator("CHILD\tDOB"), separator("CHILD,DOB")),
            (';', '\t', ',')
        );
        let mut out = Vec::new();
        assert!(split("1\t\t\"a;b\"\t", '\t', &mut out).is_ok());
        assert_eq!(out, ["1", "", "a;b", ""]);
    }

    #[test]
    fn quotes_may_contain_commas_and_doubled_quotes_and_must_close() {
        let mut out = Vec::new();
        assert!(split(r#"a, "b,c" ,"d ""e""",,"#, ',', &mut out).is_ok());
        assert_eq!(out, ["a", "b,c", "d \"e\"", "", ""]);
        assert!(split(r#"a,"b"#, ',', &mut out).is_err());
        assert!(split(r#""a"b,c"#, ',', &mut out).is_err());
    }
}
