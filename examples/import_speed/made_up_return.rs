//! A large SSDA903 return that nobody ever sent: this many children over eight years, the same ones for the same seed.

use chrono::{Datelike, Days, NaiveDate};

/// One file: its name with the year's folder, its content, its rows without the headings.
pub struct MadeUp {
    /// `2025-26/episodes.csv`.
    pub name: String,
    /// CSV.
    pub content: String,
    pub rows: usize,
}

/// The calendar years in which the collection years start.
const YEARS: std::ops::RangeInclusive<i32> = 2018..=2025;
const HEADER: &str = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB";
const EPISODES: &str =
    "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN";
const OC3: &str = "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM";
const MISSING: &str = "CHILD,DOB,MISSING,MIS_START,MIS_END";

/// Random numbers that are the same on every machine (splitmix64).
struct Chance(u64);

impl Chance {
    /// A number from 0 up to, but not including, `end`.
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (bits ^ (bits >> 31)) % end
    }

    fn one<'w>(&mut self, words: &[&'w str]) -> &'w str {
        let place = self.below(words.len() as u64);
        words[usize::try_from(place).unwrap()]
    }
}

struct Episode {
    start: NaiveDate,
    end: NaiveDate,
    first: bool,
    last: bool,
    placement: &'static str,
    legal: &'static str,
    why_ended: &'static str,
}

struct Child {
    number: String,
    born: NaiveDate,
    sex: &'static str,
    ethnicity: &'static str,
    need: &'static str,
    episodes: Vec<Episode>,
    in_touch: &'static str,
}

/// The files for all eight years and this many children.
pub fn made_up_return(children: u64, seed: u64) -> Vec<MadeUp> {
    let mut chance = Chance(seed);
    let people: Vec<Child> = (0..children).map(|number| child(&mut chance, number)).collect();
    YEARS.flat_map(|year| files_of(year, &people)).collect()
}

fn day(day: NaiveDate) -> String {
    day.format("%d/%m/%Y").to_string()
}

fn birthday(born: NaiveDate, age: i32) -> NaiveDate {
    NaiveDate::from_ymd_opt(born.year() + age, born.month(), born.day()).unwrap()
}

fn child(chance: &mut Chance, number: u64) -> Child {
    let day_of_month = u32::try_from(chance.below(28)).unwrap() + 1;
    let month = u32::try_from(chance.below(12)).unwrap() + 1;
    let year = 2002 + i32::try_from(chance.below(10)).unwrap();
    let born = NaiveDate::from_ymd_opt(year, month, day_of_month).unwrap();
    let into_care = NaiveDate::from_ymd_opt(2018, 4, 1).unwrap() + Days::new(chance.below(1_500));
    let leaves = birthday(born, 18).min(into_care + Days::new(60 + chance.below(2_500)));
    let mut episodes = Vec::new();
    let mut start = into_care.max(born + Days::new(1));
    while start < leaves {
        let end = (start + Days::new(30 + chance.below(300))).min(leaves);
        episodes.push(Episode {
            start,
            end,
            first: episodes.is_empty(),
            last: end == leaves,
            placement: chance.one(&["U6", "U4", "U1", "K2"]),
            legal: chance.one(&["C2", "V2", "C1"]),
            why_ended: chance.one(&["E5", "E6", "E8", "E4A", "E13"]),
        });
        start = end;
    }
    Child {
        number: format!("{:06}", 100_000 + number),
        born,
        sex: chance.one(&["M", "F"]),
        ethnicity: chance.one(&["WBRI", "BAFR", "AOTH", "MWBC"]),
        need: chance.one(&["N1", "N5", "N4"]),
        episodes,
        in_touch: chance.one(&["YES", "YES", "YES", "NO"]),
    }
}

fn files_of(year: i32, people: &[Child]) -> Vec<MadeUp> {
    let first = NaiveDate::from_ymd_opt(year, 4, 1).unwrap();
    let last = NaiveDate::from_ymd_opt(year + 1, 3, 31).unwrap();
    let mut tables: [Vec<String>; 4] = Default::default();
    for child in people {
        let [header, episodes, oc3, missing] = &mut tables;
        let (number, born) = (&child.number, day(child.born));
        let here: Vec<&Episode> =
            child.episodes.iter().filter(|one| one.start <= last && one.end >= first).collect();
        let leaver = leaver_in(child, first, last);
        if here.is_empty() && !leaver {
            continue;
        }
        header.push(format!("{number},{},{born},{},,,", child.sex, child.ethnicity));
        for one in &here {
            episodes.push(episode_row(child, one, last));
            if one.last && one.start >= first && one.start + Days::new(10) < one.end.min(last) {
                let (from, until) = (one.start + Days::new(3), one.start + Days::new(5));
                missing.push(format!("{number},{born},M,{},{}", day(from), day(until)));
            }
        }
        if leaver && here.is_empty() {
            let known = child.in_touch == "YES";
            let (activity, home) = if known { ("F2", "U1") } else { ("0", "0") };
            oc3.push(format!("{number},{born},{},{activity},{home}", child.in_touch));
        }
    }
    let names = [("header", HEADER), ("episodes", EPISODES), ("oc3", OC3), ("missing", MISSING)];
    let folder = format!("{year}-{:02}", (year + 1) % 100);
    names
        .into_iter()
        .zip(tables)
        .map(|((name, heading), rows)| MadeUp {
            name: format!("{folder}/{name}.csv"),
            rows: rows.len(),
            content: std::iter::once(heading.to_owned()).chain(rows).map(|row| row + "\n").collect(),
        })
        .collect()
}

/// Turned 17 to 21 in the year, after care had ended.
fn leaver_in(child: &Child, first: NaiveDate, last: NaiveDate) -> bool {
    let Some(left) = child.episodes.last().map(|one| one.end) else { return false };
    (17..=21).map(|age| birthday(child.born, age)).any(|on| (first..=last).contains(&on) && left < on)
}

fn episode_row(child: &Child, one: &Episode, last: NaiveDate) -> String {
    let (began, ended) = (if one.first { "S" } else { "P" }, one.end <= last);
    let (end, reason, moved) = match (ended, one.last) {
        (false, _) => (String::new(), "", ""),
        (true, true) => (day(one.end), one.why_ended, ""),
        (true, false) => (day(one.end), "X1", "CARPL"),
    };
    format!(
        "{},{},{began},{},{},{},PR1,{end},{reason},{moved},BS2 0EE,BS7 0JN,SC057306",
        child.number,
        day(one.start),
        one.legal,
        child.need,
        one.placement
    )
}
