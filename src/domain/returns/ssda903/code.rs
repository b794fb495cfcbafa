//! The code lists, each code with its meaning and the collection years that use it.
//!
//! Codes that a year no longer uses are normal in history (H5, P2, Z1, sex as 1 and 2): they are
//! kept as they came. A code that no year uses is a problem; one from the wrong year is only a check.

use super::year::CollectionYear;

/// A code as written in the return. Always from one of the lists below, so it is cheap to copy and compare.
pub type Code = &'static str;

/// One code of a list.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    /// As written in the return.
    pub code: Code,
    pub words: &'static str,
    /// The first collection year that uses it, if known.
    pub first: Option<u16>,
    /// The last collection year that uses it.
    pub last: Option<u16>,
}

#[derive(Debug)]
pub struct CodeList {
    /// What the codes are about.
    pub name: &'static str,
    entries: &'static [Entry],
}

/// How a text relates to a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// A code used that year.
    Valid(Code),
    /// A code, but from other years.
    OtherYears(Code),
    /// Not a code.
    Unknown,
}

const fn c(code: Code, words: &'static str) -> Entry {
    Entry { code, words, first: None, last: None }
}

const fn until(code: Code, last: u16, words: &'static str) -> Entry {
    Entry { code, words, first: None, last: Some(last) }
}

const fn from(code: Code, first: u16, words: &'static str) -> Entry {
    Entry { code, words, first: Some(first), last: None }
}

impl CodeList {
    /// Looks a code up for a collection year, or for any year where the year isn't known.
    #[must_use]
    pub fn find(&self, text: &str, year: Option<CollectionYear>) -> Found {
        let Some(entry) = self.entry(text) else { return Found::Unknown };
        let year = year.map(CollectionYear::start);
        let early = year.zip(entry.first).is_some_and(|(year, first)| year < first);
        let late = year.zip(entry.last).is_some_and(|(year, last)| year > last);
        if early || late { Found::OtherYears(entry.code) } else { Found::Valid(entry.code) }
    }

    /// The code, whatever the year: for reading back stored values.
    #[must_use]
    pub fn code(&self, text: &str) -> Option<Code> {
        self.entry(text).map(|entry| entry.code)
    }

    /// What a code means, in staff's words.
    #[must_use]
    pub fn words(&self, text: &str) -> Option<&'static str> {
        self.entry(text).map(|entry| entry.words)
    }

    pub fn codes(&self) -> impl Iterator<Item = Code> {
        self.entries.iter().map(|entry| entry.code)
    }

    /// What somebody meant who wrote it in lowercase: `u6` is U6, `Yes` is YES.
    #[must_use]
    pub fn in_capitals(&self, text: &str, year: Option<CollectionYear>) -> Found {
        if text.len() > 8 { Found::Unknown } else { self.find(&text.to_ascii_uppercase(), year) }
    }

    fn entry(&self, text: &str) -> Option<&'static Entry> {
        self.entries.iter().find(|entry| entry.code == text)
    }
}

/// Legal status (LS). V3 and V4 are short breaks and never count.
pub static LEGAL_STATUS: CodeList = CodeList {
    name: "legal status",
    entries: &[
        c("C1", "Interim care order"),
        c("C2", "Full care order"),
        c("D1", "Freeing order"),
        c("E1", "Placement order"),
        c("V2", "Accommodated under section 20"),
        c("V3", "Short breaks, each one recorded"),
        c("V4", "Short breaks, the agreement recorded"),
        c("J1", "Remanded to local authority or youth detention accommodation"),
        c("J2", "Accommodated under the Police and Criminal Evidence Act"),
        c("J3", "Youth rehabilitation order with residence or intensive fostering"),
        c("L1", "Police protection"),
        c("L2", "Emergency protection order"),
        c("L3", "Child assessment order"),
    ],
};

/// Category of need (CIN).
pub static NEED: CodeList = CodeList {
    name: "category of need",
    entries: &[
        c("N1", "Abuse or neglect"),
        c("N2", "Child's disability"),
        c("N3", "Parental illness or disability"),
        c("N4", "Family in acute stress"),
        c("N5", "Family dysfunction"),
        c("N6", "Socially unacceptable behaviour"),
        c("N7", "Low income"),
        c("N8", "Absent parenting"),
    ],
};

/// Reason for a new episode (RNE).
pub static NEW_EPISODE: CodeList = CodeList {
    name: "reason for a new episode",
    entries: &[
        c("S", "Started to be looked after"),
        c("L", "Legal status changed"),
        c("P", "Placement and carer changed"),
        c("T", "Placement changed, same carer"),
        c("B", "Legal status, placement and carer changed"),
        c("U", "Legal status and placement changed, same carer"),
    ],
};

/// Reason an episode ceased (REC).
pub static EPISODE_CEASED: CodeList = CodeList {
    name: "reason an episode ceased",
    entries: &[
        c("X1", "A new episode starts the same day"),
        c("E11", "Adopted, unopposed"),
        c("E12", "Adopted, consent dispensed with"),
        c("E2", "Died"),
        c("E3", "Care taken over by another authority"),
        c("E4A", "Home to someone with parental responsibility, planned"),
        c("E4B", "Home to someone with parental responsibility, not planned"),
        c("E13", "To family or friends without parental responsibility"),
        c("E41", "Child arrangements order"),
        until("E43", 2018, "Special guardianship, former foster carer"),
        until("E44", 2018, "Special guardianship, someone else"),
        c("E45", "Special guardianship, former foster carer who is family"),
        c("E46", "Special guardianship, former foster carer who is not family"),
        c("E47", "Special guardianship, other family"),
        c("E48", "Special guardianship, someone else"),
        c("E5", "Independent living with formal support"),
        c("E6", "Independent living without formal support"),
        c("E7", "Adult social care residential placement"),
        c("E8", "Other"),
        c("E9", "Sentenced to custody"),
        c("E14", "Remand ended"),
        c("E15", "Found to be an adult"),
        c("E16", "Moved abroad"),
        c("E17", "Aged 18 or over and stayed with current carers"),
    ],
};

/// Placement type (PLACE). K3 came in with registration in 2023; H5, P2 and Z1 are refused from 2025-26.
pub static PLACEMENT: CodeList = CodeList {
    name: "placement type",
    entries: &[
        c("A3", "Placed for adoption with consent, current carer"),
        c("A4", "Placed for adoption with consent, not current carer"),
        c("A5", "Placed for adoption with placement order, current carer"),
        c("A6", "Placed for adoption with placement order, not current carer"),
        until("H5", 2024, "Semi-independent living, not regulated"),
        c("K1", "Secure children's home"),
        c("K2", "Children's home"),
        from("K3", 2023, "Registered supported accommodation"),
        c("P1", "Placed with parents"),
        until("P2", 2024, "Independent living"),
        c("P3", "Residential employment"),
        c("R1", "Residential care home"),
        c("R2", "NHS establishment"),
        c("R3", "Family centre or mother and baby unit"),
        c("R5", "Young offender institution or prison"),
        c("S1", "Residential school"),
        c("T0", "All types of temporary move"),
        c("T1", "Temporarily in hospital"),
        c("T2", "Temporarily away on holiday"),
        c("T3", "Temporarily elsewhere while the carer is on holiday"),
        c("T4", "Temporarily elsewhere, seven days or less"),
        c("U1", "Foster, family or friend, long term"),
        c("U2", "Foster, family or friend, also approved adopter"),
        c("U3", "Foster, family or friend"),
        c("U4", "Foster, long term"),
        c("U5", "Foster, also approved adopter"),
        c("U6", "Foster"),
        until("Z1", 2024, "Other placement"),
        from("Z11", 2025, "Other placement (Z11)"),
        from("Z12", 2025, "Other placement (Z12)"),
        from("Z13", 2025, "Other placement (Z13)"),
        from("Z14", 2025, "Other placement (Z14)"),
    ],
};

/// Who provides the placement (PLACE_PROVIDER).
pub static PROVIDER: CodeList = CodeList {
    name: "placement provider",
    entries: &[
        c("PR0", "Parent or someone with parental responsibility"),
        c("PR1", "Own provision"),
        c("PR2", "Another authority"),
        c("PR3", "Other public provision"),
        c("PR4", "Private"),
        c("PR5", "Voluntary"),
    ],
};

/// Reason for a change of placement (REASON_PLACE_CHANGE).
pub static PLACE_CHANGE: CodeList = CodeList {
    name: "reason for a change of placement",
    entries: &[
        c("CARPL", "Care plan"),
        c("CLOSE", "Provision closed or carer resigned"),
        c("ALLEG", "Allegation"),
        c("STAND", "Standards of care"),
        c("APPRR", "Approval removed"),
        c("CREQB", "Carer asked, child's behaviour"),
        c("CREQO", "Carer asked, other"),
        c("CHILD", "Child asked"),
        c("LAREQ", "Authority asked"),
        c("PLACE", "Only the status of the placement changed"),
        c("CUSTOD", "Custody"),
        c("OTHER", "Other"),
    ],
};

/// Ethnicity (ETHNIC).
pub static ETHNICITY: CodeList = CodeList {
    name: "ethnicity",
    entries: &[
        c("WBRI", "White British"),
        c("WIRI", "White Irish"),
        c("WOTH", "Any other White background"),
        c("WIRT", "Traveller of Irish heritage"),
        c("WROM", "Gypsy or Roma"),
        c("MWBC", "White and Black Caribbean"),
        c("MWBA", "White and Black African"),
        c("MWAS", "White and Asian"),
        c("MOTH", "Any other mixed background"),
        c("AIND", "Indian"),
        c("APKN", "Pakistani"),
        c("ABAN", "Bangladeshi"),
        c("AOTH", "Any other Asian background"),
        c("BCRB", "Caribbean"),
        c("BAFR", "African"),
        c("BOTH", "Any other Black background"),
        c("CHNE", "Chinese"),
        c("OOTH", "Any other ethnic group"),
        c("REFU", "Refused"),
        c("NOBT", "Not obtained"),
    ],
};

/// Sex. `1` and `2` were used in years before 2024-25.
pub static SEX: CodeList =
    CodeList { name: "sex", entries: &[c("M", "Male"), c("F", "Female"), c("U", "Not known")] };

/// Contact around the birthday (IN_TOUCH).
pub static IN_TOUCH: CodeList = CodeList {
    name: "in touch",
    entries: &[
        c("YES", "In touch"),
        c("NO", "Not in touch"),
        c("DIED", "Died after leaving care"),
        c("REFU", "Refuses contact"),
        c("NREQ", "No longer requires services"),
        c("RHOM", "Returned home for six months or more"),
    ],
};

/// Activity around the birthday (ACTIV).
pub static ACTIVITY: CodeList = CodeList {
    name: "activity",
    entries: &[
        c("F1", "Full time, higher education"),
        c("P1", "Part time, higher education"),
        c("F2", "Full time, other education"),
        c("P2", "Part time, other education"),
        c("F4", "Full time, apprenticeship"),
        c("P4", "Part time, apprenticeship"),
        c("F5", "Full time, training or employment"),
        c("P5", "Part time, training or employment"),
        until("F3", 2015, "Full time, training or employment (old code)"),
        until("P3", 2015, "Part time, training or employment (old code)"),
        c("G4", "Not in education or work, illness or disability"),
        c("G5", "Not in education or work, other"),
        c("G6", "Not in education or work, pregnancy or parenting"),
        c("0", "Not known"),
    ],
};

/// Accommodation around the birthday (ACCOM): `1` suitable, `2` unsuitable.
pub static ACCOMMODATION: CodeList = CodeList {
    name: "accommodation",
    entries: &[
        c("B1", "With parents or relatives"),
        c("B2", "With parents or relatives, unsuitable"),
        c("C1", "Community home or other residential care"),
        c("C2", "Community home or other residential care, unsuitable"),
        c("D1", "Semi-independent, transitional"),
        c("D2", "Semi-independent, transitional, unsuitable"),
        c("E1", "Supported lodgings"),
        c("E2", "Supported lodgings, unsuitable"),
        c("G1", "Abroad"),
        c("G2", "Abroad, unsuitable"),
        c("H1", "Deported"),
        c("H2", "Deported, unsuitable"),
        c("K1", "Ordinary lodgings"),
        c("K2", "Ordinary lodgings, unsuitable"),
        c("R1", "Residence not known"),
        c("R2", "Residence not known, unsuitable"),
        c("S2", "No fixed abode"),
        c("T1", "Foyer or similar"),
        c("T2", "Foyer or similar, unsuitable"),
        c("U1", "Independent living"),
        c("U2", "Independent living, unsuitable"),
        c("V1", "Emergency accommodation"),
        c("V2", "Emergency accommodation, unsuitable"),
        c("W1", "Bed and breakfast"),
        c("W2", "Bed and breakfast, unsuitable"),
        c("X2", "In custody"),
        c("Y1", "Other"),
        c("Y2", "Other, unsuitable"),
        c("Z1", "With former foster carer"),
        c("Z2", "With former foster carer, unsuitable"),
        c("0", "Not known"),
    ],
};

/// Permanence arrangement before this period of care (PREV_PERM).
pub static PREVIOUS_PERMANENCE: CodeList = CodeList {
    name: "previous permanence",
    entries: &[
        c("P1", "Adoption"),
        c("P2", "Special guardianship"),
        c("P3", "Residence or child arrangements order"),
        c("P4", "Not known"),
        c("Z1", "None"),
    ],
};

/// Kind of absence (MISSING).
pub static ABSENCE: CodeList =
    CodeList { name: "absence", entries: &[c("M", "Missing"), c("A", "Away without authorisation")] };

/// How a child took part in a review (REVIEW_CODE).
pub static REVIEW: CodeList = CodeList {
    name: "review",
    entries: &[
        c("PN0", "Under four"),
        c("PN1", "Attended and spoke"),
        c("PN2", "Attended, an advocate spoke"),
        c("PN3", "Attended and conveyed views without words"),
        c("PN4", "Attended without conveying views"),
        c("PN5", "Sent views to an advocate"),
        c("PN6", "Sent views by other means"),
        c("PN7", "Did not take part"),
    ],
};

/// Why there is no strengths and difficulties score (SDQ_REASON).
pub static SDQ_REASON: CodeList = CodeList {
    name: "reason for no score",
    entries: &[
        c("SDQ1", "No form returned"),
        c("SDQ2", "Refused by carer"),
        c("SDQ3", "Not possible because of severity of condition"),
        c("SDQ4", "Other"),
        c("SDQ5", "Not asked"),
    ],
};

/// Why a social worker changed (SW_REASON).
pub static SOCIAL_WORKER_CHANGE: CodeList = CodeList {
    name: "reason for a change of social worker",
    entries: &[
        c("MANAGE", "Change of case manager"),
        c("FCONTA", "First contact"),
        c("LEFTRL", "Left role"),
        c("ORGRST", "Organisational restructure"),
        c("TSPROC", "Transferred to next process"),
        c("ABSENC", "Absence"),
        c("CHCHAN", "Child asked for a change"),
        c("PCCHAN", "Parent or carer asked for a change"),
        c("SWDIED", "Died"),
        c("OTHERS", "Other"),
    ],
};
