//! The eight years of the synthetic SSDA903 sample, inside the binary.

use std::{fs, io, path::Path};

#[derive(rust_embed::Embed)]
#[folder = "tests/sample-903"]
struct Sample;

/// Every file in the sample as `year/name.csv` with its bytes, in order of the year.
pub fn files() -> impl Iterator<Item = (String, Vec<u8>)> {
    let mut names: Vec<_> =
        Sample::iter().map(|name| name.into_owned()).filter(|name| name.ends_with(".csv")).collect();
    names.sort();
    names.into_iter().filter_map(|name| Sample::get(&name).map(|file| (name, file.data.into_owned())))
}

/// Writes the sample into a folder, one subfolder per year, as an authority would keep it.
///
/// # Errors
/// The folder can't be written to.
pub fn write_into(folder: &Path) -> io::Result<()> {
    for (name, bytes) in files() {
        let path = folder.join(name);
        if let Some(year) = path.parent() {
            fs::create_dir_all(year)?;
        }
        fs::write(path, bytes)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #[test]
    fn eight_years_of_eleven_files_are_in_the_binary() {
        let names: Vec<_> = super::files().map(|(name, _)| name).collect();
        assert_eq!(names.len(), 88);
        assert!(names.contains(&"2025-26/episodes.csv".to_owned()));
    }
}
