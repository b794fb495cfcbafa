//! The tables whose rows are kept.

use super::super::code;
use super::super::row::{EpisodeRow, Identity, PositionRow, Row, RowKey};
use super::super::table::Table;
use super::super::value;
use super::cells::RowReader;
use leaving_care_rules::calendar::birthday;
use std::sync::Arc;

type Rows = Option<Vec<(RowKey, Row)>>;

impl RowReader<'_> {
    /// No rule of law reads it: an unknown code is as good as no code.
    fn sex(&mut self) -> code::Code {
        match self.cell("SEX") {
            "1" => "M",
            "2" => "F",
            _ => self.code_for_show("SEX", &code::SEX).unwrap_or("U"),
        }
    }

    pub(super) fn header(&mut self) -> Rows {
        let sex = self.sex();
        let birth = self.birth("DOB");
        let ethnicity = self.code_for_show("ETHNIC", &code::ETHNICITY);
        self.form(
            "UPN",
            |text| value::is_pupil_number(&text.to_ascii_uppercase()),
            "is not a pupil number.",
            "Check the number, or enter UN1 to UN5.",
        );
        self.form("MOTHER", |text| matches!(text, "0" | "1"), "is neither 0 nor 1.", "Enter 0 or 1.");
        self.form("MC_DOB", |text| value::day(text).is_ok(), "is not a day.", "Write the day as DD/MM/YYYY.");
        let upn = self.cell("UPN").to_ascii_uppercase();
        Some(vec![(
            RowKey::Identity,
            Row::Identity(Identity {
                birth: birth?,
                sex,
                ethnicity,
                pupil_number: value::is_pupil_number(&upn).then(|| Arc::from(upn)),
            }),
        )])
    }

    pub(super) fn episode(&mut self) -> Rows {
        let start = self.day("DECOM");
        let end = self.optional_day("DEC");
        let began = self.code_for_show("RNE", &code::NEW_EPISODE);
        let legal_status = self.code("LS", &code::LEGAL_STATUS);
        let need = self.code_for_show("CIN", &code::NEED);
        let placement = self.code("PLACE", &code::PLACEMENT);
        let provider = self.code_for_show("PLACE_PROVIDER", &code::PROVIDER);
        let ceased = self.optional_code("REC", &code::EPISODE_CEASED);
        let change = self.code_for_show("REASON_PLACE_CHANGE", &code::PLACE_CHANGE);
        self.form("HOME_POST", value::is_postcode, "is not a postcode.", "Check the postcode.");
        self.form("PL_POST", value::is_postcode, "is not a postcode.", "Check the postcode.");
        self.form(
            "URN",
            value::is_ofsted_number,
            "is not an Ofsted number.",
            "Enter 7 digits, or SC and 6 digits.",
        );
        let (start, end, ceased) = (start?, end?, ceased?);
        self.happened("DECOM", start);
        if let Some(end) = end {
            self.happened("DEC", end);
        }
        match (end, ceased) {
            (Some(_), None) => {
                self.wrong("REC", "The episode has ended and no reason is given.", "Enter the reason.")
            }
            (None, Some(_)) => {
                self.wrong("DEC", "There is a reason for ending and no day.", "Enter the day.")
            }
            (Some(end), _) if end < start => {
                self.wrong("DEC", "The episode ends before it begins.", "Correct DECOM or DEC.");
            }
            (Some(end), _) if end == start => {
                self.check(
                    "DEC",
                    "The episode begins and ends on one day. It adds no day of care.",
                    "Check the days.",
                );
            }
            (Some(end), _) if self.year.is_some_and(|year| end < year.first_day()) => {
                self.check("DEC", "The episode ended before the year of the return.", "Check the day.");
            }
            _ => {}
        }
        let row = EpisodeRow {
            began,
            legal_status: legal_status?,
            need,
            placement: placement?,
            provider,
            end,
            ceased,
            change,
        };
        Some(vec![(RowKey::Episode(start), Row::Episode(row))])
    }

    pub(super) fn uasc(&mut self) -> Rows {
        let sex = self.sex();
        let birth = self.birth("DOB");
        let until = self.optional_day("DUC")?;
        let birth = birth?;
        if until.is_some_and(|until| until > birthday(birth, 18)) {
            self.check(
                "DUC",
                "The day is after the 18th birthday.",
                "It is at the latest the 18th birthday.",
            );
        }
        let mut rows = vec![
            (RowKey::Unaccompanied, Row::Unaccompanied(until)),
            (RowKey::Birth(Table::Uasc, birth), Row::Birth),
        ];
        rows.extend((sex != "U").then_some((RowKey::Sex(Table::Uasc, sex), Row::Sex)));
        Some(rows)
    }

    pub(super) fn oc3(&mut self) -> Rows {
        let birth = self.birth("DOB");
        let in_touch = self.code("IN_TOUCH", &code::IN_TOUCH);
        let activity = self.code("ACTIV", &code::ACTIVITY);
        let accommodation = self.code("ACCOM", &code::ACCOMMODATION);
        let row = PositionRow { in_touch: in_touch?, activity: activity?, accommodation: accommodation? };
        let birth = birth?;
        let known = row.activity != "0" || row.accommodation != "0";
        if matches!(row.in_touch, "DIED" | "RHOM") && known {
            self.check(
                "IN_TOUCH",
                "Activity and accommodation must be 0 for this answer.",
                "Correct one of them.",
            );
        }
        if row.in_touch == "YES" && (row.activity == "0" || row.accommodation == "0") {
            self.check(
                "IN_TOUCH",
                "In touch, but activity or accommodation is not known.",
                "Enter what is known.",
            );
        }
        let mut rows = vec![(RowKey::Birth(Table::Oc3, birth), Row::Birth)];
        if let Some(year) = self.year {
            let due = (17..=25)
                .map(|age| birthday(birth, age))
                .any(|day| (year.first_day()..=year.last_day()).contains(&day));
            if due {
                rows.push((RowKey::Position(year.start()), Row::Position(row)));
            } else {
                self.wrong(
                    "DOB",
                    format!("Turns none of 17 to 25 in {year}, so no position is due."),
                    "Correct the date of birth, remove the row, or move the file to the folder of its own year.",
                );
            }
        }
        Some(rows)
    }

    pub(super) fn previous_permanence(&mut self) -> Rows {
        let birth = self.birth("DOB");
        let kind = self.code("PREV_PERM", &code::PREVIOUS_PERMANENCE);
        let on = self.cell("DATE_PERM");
        if !on.is_empty() && !value::is_partly_known_day(on) {
            self.wrong(
                "DATE_PERM",
                "This is not a day.",
                "Write DD/MM/YYYY, with zz for a part that is not known.",
            );
            return None;
        }
        let on = (!on.is_empty()).then(|| Arc::from(on.to_ascii_lowercase()));
        Some(vec![
            (RowKey::Permanence, Row::Permanence { kind: kind?, on }),
            (RowKey::Birth(Table::PreviousPermanence, birth?), Row::Birth),
        ])
    }

    pub(super) fn missing(&mut self) -> Rows {
        let birth = self.birth("DOB");
        let kind = self.code("MISSING", &code::ABSENCE);
        let start = self.day("MIS_START");
        let end = self.optional_day("MIS_END")?;
        let start = start?;
        self.happened("MIS_START", start);
        if let Some(end) = end {
            self.happened("MIS_END", end);
            if end < start {
                self.wrong("MIS_END", "Came back before going missing.", "Correct MIS_START or MIS_END.");
            }
        }
        Some(vec![
            (RowKey::Absence(start), Row::Absence { kind: kind?, end }),
            (RowKey::Birth(Table::Missing, birth?), Row::Birth),
        ])
    }
}
