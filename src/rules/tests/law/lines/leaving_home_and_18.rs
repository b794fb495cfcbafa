//! Sections 3.4 and 3.5: six months at home, and what is owed from 18 to 25.

use super::{check, row};

const BORN: &str = "2009-05-10";

#[test]
#[rustfmt::skip]
fn section_3_4_six_months_at_home() {
    let r = row;
    let left = "2019-03-04..2025-06-01 C2 U4";
    let relevant = r#"{"status":"relevant"}"#;
    let gone = r#"{"status":"qualifying","route":"looked_after"}"#;
    check(&[
        r("3.4 the day before", BORN, left, "returned_home:parent 2025-06-01..", "", "2025-11-30", r#"{"status":"relevant","dates":{"turns_16":"2025-05-10","turns_18":"2027-05-10","turns_21":"2030-05-10","turns_25":"2034-05-10","reaches_13_weeks":"2023-08-09","eligible_from":"2025-05-10","needs_assessment_due":null,"six_month_home_date":"2025-12-01"},"warnings_include":["six_months_home_approaching"]}"#),
        r("3.4 with a parent", BORN, left, "returned_home:parent 2025-06-01..", "", "2025-12-01", gone),
        r("3.4 with a person with responsibility", BORN, left, "returned_home:person_with_pr 2025-06-01..", "", "2025-12-01", gone),
        r("3.4 with the former order holder", BORN, left, "returned_home:cao_holder 2025-06-01..", "", "2025-12-01", gone),
        r("3.4 with a relative, however long", BORN, left, "returned_home:relative_no_pr 2025-06-01..", "", "2027-05-09", relevant),
        r("3.4 with anyone else", BORN, left, "returned_home:other 2025-06-01..", "", "2026-12-01", relevant),
        r("3.4 months that lack the day", BORN, "2019-03-04..2025-08-31 C2 U4", "returned_home:parent 2025-08-31..", "", "2026-02-28", relevant),
        r("3.4 months that lack the day", BORN, "2019-03-04..2025-08-31 C2 U4", "returned_home:parent 2025-08-31..", "", "2026-03-01", gone),
        r("3.4 the run began before care ended", BORN, "2019-03-04..2025-06-20 C2 U4; 2025-06-20..2025-12-25 C2 P1", "returned_home:parent 2025-12-25..", "", "2025-12-25", r#"{"status":"qualifying","confirm_include":["home_six_months_before_ceasing"]}"#),
        r("3.4 in records of ordinary care", BORN, "2019-03-04..2025-06-20 C2 U4; 2025-06-20..2025-12-25 C2 P1", "", "", "2025-12-25", relevant),
        r("3.4 a move from home restarts the months", "2009-11-10", "2025-06-01..2026-03-01 C2 P1; 2026-03-01..2026-03-05 C2 T1; 2026-03-05..2026-05-01 C2 P1", "returned_home:parent 2026-05-01..", "", "2026-06-01", r#"{"status":"relevant","dates":{"turns_16":"2025-11-10","turns_18":"2027-11-10","turns_21":"2030-11-10","turns_25":"2034-11-10","reaches_13_weeks":"2025-08-31","eligible_from":"2025-11-10","needs_assessment_due":null,"six_month_home_date":"2026-09-05"}}"#),
        r("3.4 a move before home is no day at home", "2009-11-10", "2024-01-01..2024-06-01 V2 U4; 2026-01-01..2026-01-05 C2 T1; 2026-01-05..2026-07-02 C2 P1", "returned_home:parent 2026-07-02..", "", "2026-07-02", relevant),
        r("3.4 and six months after coming home", "2009-11-10", "2024-01-01..2024-06-01 V2 U4; 2026-01-01..2026-01-05 C2 T1; 2026-01-05..2026-07-02 C2 P1", "returned_home:parent 2026-07-02..", "", "2026-07-05", gone),
        r("3.4 P1 in a V4 is no home day", BORN, "2019-03-04..2025-06-20 C2 U4; 2025-06-20..2026-12-25 V4 P1", "", "", "2026-06-25", relevant),
        r("3.4 P1 in a short break is one", BORN, left, "returned_home:parent 2025-06-01..2025-09-01; returned_home:parent 2025-09-06..", "", "2025-12-02", relevant),
        r("3.4 the short break at home closes the gap", BORN, "2019-03-04..2025-06-01 C2 U4; 2025-09-01..2025-09-06 V3 P1", "returned_home:parent 2025-06-01..2025-09-01; returned_home:parent 2025-09-06..", "", "2025-12-02", gone),
        r("3.4 care elsewhere does not break the home period", BORN, "2019-03-04..2025-06-01 C2 U4; 2025-08-01..2025-08-10 V2 K2", "returned_home:parent 2025-06-01..", "", "2025-12-01", gone),
        r("3.4 with a guardian", BORN, left, "special_guardianship 2025-06-01..", "", "2025-12-01", r#"{"status":"qualifying","route":"special_guardianship"}"#),
        r("3.4 guardian, living elsewhere", BORN, left, "special_guardianship:elsewhere 2025-06-01..", "", "2026-12-01", relevant),
        r("3.4 adopted, living elsewhere", BORN, left, "adopted:elsewhere 2025-06-01..", "", "2026-12-01", relevant),
        r("3.4 breakdown", BORN, left, "returned_home:parent 2025-06-01..2026-02-01", "", "2026-01-31", gone),
        r("3.4 breakdown: relevant again that day", BORN, left, "returned_home:parent 2025-06-01..2026-02-01", "", "2026-02-01", relevant),
        r("3.4 an interruption restarts", BORN, left, "returned_home:parent 2025-06-01..2025-09-01; returned_home:parent 2025-09-02..", "", "2026-03-01", relevant),
        r("3.4 and runs again", BORN, left, "returned_home:parent 2025-06-01..2025-09-01; returned_home:parent 2025-09-02..", "", "2026-03-02", gone),
        r("3.4 several homes without a break", BORN, left, "returned_home:parent 2025-06-01..2025-09-01; returned_home:person_with_pr 2025-09-01..", "", "2025-12-01", gone),
        r("3.4 custody route too", BORN, "2024-12-01..2025-04-01 V2", "detained 2025-04-01..2025-06-01; returned_home:parent 2025-06-01..", "", "2025-12-01", r#"{"status":"none"}"#),
    ]);
}

#[test]
#[rustfmt::skip]
fn section_3_5_decided_on_reaching_18() {
    let r = row;
    let former = r#"{"status":"former_relevant","duty_stage":"s23C","route":null}"#;
    check(&[
        r("3.5(a) the 91st day ends at 18", BORN, "2027-02-08.. V2", "", "", "2027-05-10", former),
        r("3.5(a) not eligible the day before", BORN, "2027-02-08.. V2", "", "", "2027-05-09", r#"{"status":"none","qualifying_days":90,"next_change":{"date":"2027-05-10","status":"former_relevant","duty_stage":"s23C","route":null}}"#),
        r("3.5(a) a day short", BORN, "2027-02-09.. V2", "", "", "2027-05-10", r#"{"status":"qualifying","route":"looked_after","warnings_include":[]}"#),
        r("3.5(a) the record ends on the birthday", BORN, "2026-02-09..2027-05-10 V2", "", "", "2027-05-10", former),
        r("3.5(a) not on a short break", BORN, "2023-06-01..2024-01-01 V2; 2027-05-01..2027-05-15 V3", "", "", "2027-05-10", r#"{"status":"qualifying","route":"looked_after"}"#),
        r("3.5(b) relevant on the eve", BORN, "2019-03-04..2026-06-01 C2", "", "", "2027-05-10", former),
        r("3.5(b) six months home by the eve", BORN, "2019-03-04..2026-06-01 C2", "returned_home:parent 2026-06-01..", "", "2027-05-10", r#"{"status":"qualifying"}"#),
        r("3.5(b) by custody", BORN, "2024-12-01..2025-04-01 V2", "detained 2025-04-01..2025-08-01", "", "2027-05-10", former),
        r("3.5 frozen: six months complete at 18", BORN, "2019-03-04..2026-11-10 C2", "returned_home:parent 2026-11-10..", "", "2028-01-01", r#"{"status":"former_relevant","confirm_include":["status_frozen_at_18"]}"#),
        r("3.5 frozen: home breaks down at 18", BORN, "2019-03-04..2026-06-01 C2", "returned_home:parent 2026-06-01..2027-08-01", "", "2027-08-01", r#"{"status":"qualifying","confirm_include":["status_frozen_at_18"]}"#),
        r("3.5 frozen: not before it breaks down", BORN, "2019-03-04..2026-06-01 C2", "returned_home:parent 2026-06-01..2027-08-01", "", "2027-07-31", r#"{"status":"qualifying","confirm_include":[]}"#),
    ]);
}

#[test]
#[rustfmt::skip]
fn section_3_5_the_stages() {
    let r = row;
    let care = "2019-03-04.. C2";
    let stage = |status: &str, stage: &str| -> &'static str {
        Box::leak(format!(r#"{{"status":"{status}","duty_stage":"{stage}"}}"#).into_boxed_str())
    };
    let (education, former) = ("former_relevant_education", "former_relevant");
    let (c7, ca) = (stage(education, "s23C_7"), stage(education, "s23CA"));
    let (c, czb, ask) = (stage(former, "s23C"), stage(former, "s23CZB"), stage(former, "s23CZB_on_request"));
    let planned =
        r#"{"education":{"kind":"he","start":"2029-09-01","end":"2032-07-01","in_pathway_plan":true}}"#;
    check(&[
        r("3.5 under 21", BORN, care, "", planned, "2030-05-09", c),
        r("3.5 planned course beyond 21", BORN, care, "", planned, "2030-05-10", c7),
        r("3.5 still pursued on the last day", BORN, care, "", planned, "2032-06-30", c7),
        r("3.5 no longer pursued", BORN, care, "", planned, "2032-07-01", ask),
        r("3.5 not in the plan", BORN, care, "", r#"{"education":{"kind":"he","start":"2029-09-01","end":"2032-07-01","in_pathway_plan":false}}"#, "2031-01-01", ask),
        r("3.5 begun at 21", BORN, care, "", r#"{"education":{"kind":"he","start":"2030-05-10","end":"2032-07-01","in_pathway_plan":true}}"#, "2031-01-01", ask),
        r("3.5 to end at 21", BORN, care, "", r#"{"education":{"kind":"he","start":"2029-09-01","end":"2030-05-10","in_pathway_plan":true}}"#, "2030-05-10", ask),
        r("3.5 without a start", BORN, care, "", r#"{"education":{"kind":"he","end":"2032-07-01","in_pathway_plan":true}}"#, "2031-01-01", ask),
        r("3.5 without an end", BORN, care, "", r#"{"education":{"kind":"he","start":"2029-09-01","in_pathway_plan":true}}"#, "2034-05-09", c7),
        r("3.5 the next stage", BORN, care, "", "", "2029-01-01", r#"{"duty_stage":"s23C","next_change":{"date":"2030-05-10","status":"former_relevant","duty_stage":"s23CZB_on_request","route":null}}"#),
        r("3.5 the stage after asking", BORN, care, "", r#"{"support_request_date":"2031-01-01"}"#, "2030-06-01", r#"{"duty_stage":"s23CZB_on_request","next_change":{"date":"2031-01-01","status":"former_relevant","duty_stage":"s23CZB","route":null}}"#),
        r("3.5 told of education", BORN, care, "", r#"{"education_request_date":"2031-02-01"}"#, "2031-02-01", r#"{"status":"former_relevant_education","duty_stage":"s23CA","dates":{"turns_16":"2025-05-10","turns_18":"2027-05-10","turns_21":"2030-05-10","turns_25":"2034-05-10","reaches_13_weeks":"2023-08-09","eligible_from":"2025-05-10","needs_assessment_due":"2031-05-01","six_month_home_date":null}}"#),
        r("3.5 not told yet", BORN, care, "", r#"{"education_request_date":"2031-02-01"}"#, "2031-01-31", ask),
        r("3.5 told before 21", BORN, care, "", r#"{"education_request_date":"2030-02-01"}"#, "2030-05-10", ca),
        r("3.5 the programme has ended since", BORN, care, "", r#"{"education_request_date":"2031-02-01","education":{"kind":"he","start":"2031-03-01","end":"2031-09-01"}}"#, "2031-09-01", ask),
        r("3.5 a programme that ended before", BORN, care, "", r#"{"education_request_date":"2031-10-01","education":{"kind":"he","start":"2031-03-01","end":"2031-09-01"}}"#, "2031-11-01", ca),
        r("3.5 told on the day a programme ended", BORN, care, "", r#"{"education_request_date":"2031-09-01","education":{"kind":"he","start":"2031-03-01","end":"2031-09-01"}}"#, "2031-11-01", ca),
        r("3.5 none is no programme", BORN, care, "", r#"{"education_request_date":"2031-02-01","education":{"kind":"none","end":"2031-09-01"}}"#, "2031-11-01", ca),
        r("3.5 asked for support", BORN, care, "", r#"{"support_request_date":"2031-02-01"}"#, "2033-02-01", czb),
        r("3.5 declined since", BORN, care, "", r#"{"support_request_date":"2031-02-01","support_declined_date":"2031-03-01"}"#, "2031-03-01", ask),
        r("3.5 not declined yet", BORN, care, "", r#"{"support_request_date":"2031-02-01","support_declined_date":"2031-03-01"}"#, "2031-02-28", czb),
        r("3.5 same day: the decline wins", BORN, care, "", r#"{"support_request_date":"2031-02-01","support_declined_date":"2031-02-01"}"#, "2031-02-01", ask),
        r("3.5 asked again", BORN, care, "", r#"{"support_request_date":"2031-04-01","support_declined_date":"2031-03-01"}"#, "2031-04-01", czb),
        r("3.5 education before support", BORN, care, "", r#"{"education_request_date":"2031-02-01","support_request_date":"2031-02-01"}"#, "2031-02-01", ca),
        r("3.5 the last day", BORN, care, "", "", "2034-05-09", ask),
        r("3.5 at 25", BORN, care, "", planned, "2034-05-10", r#"{"status":"none","duty_stage":null}"#),
    ]);
}
