//! Legal statuses that the law lets run for some days or months only, and that a return lets run for longer: a check. The days
//! count as they are; what is wrong may be the code, or the end.

use super::super::super::code::Code;
use super::super::{History, RowKey};
use super::{About, line_up::Period};

/// How many days the status can run at most, and what to say where it runs for longer.
///
/// Police protection: CA 1989 s.46(6). Emergency protection: s.45(1), (5), (6). Child assessment: s.43(5). PACE 1984 s.38(6): until the
/// next sitting of a court. Youth rehabilitation order: CJIA 2008 Sch 1 paras 17, 18. A stay under a series of short breaks: CPR 2010
/// reg 48. A remand has no last day of its own; one of a year is a rare one.
const fn limit(status: Code) -> Option<(i64, &'static str)> {
    Some(match status.as_bytes() {
        b"L1" => (3, "Police protection lasts 72 hours at most, and here it runs for longer."),
        b"L2" => {
            (15, "An emergency protection order lasts 8 days, and 7 more at most. Here it runs for longer.")
        }
        b"L3" => (7, "A child assessment order lasts 7 days at most, and here it runs for longer."),
        b"J2" => (
            4,
            "Police detention in council accommodation ends at the next court day. Here it runs for longer.",
        ),
        b"J3" => (
            366,
            "Fostering or residence under a youth rehabilitation order ends within 12 months. Here it runs for longer.",
        ),
        b"J1" => (366, "A remand seldom lasts for a year, and here it does."),
        b"V3" => (17, "One stay of a series of short breaks lasts 17 days at most, and here it is longer."),
        _ => return None,
    })
}

/// Names each run of one such status that is longer than the law lets it be. A move to another placement does not begin it anew.
pub(super) fn too_long(out: &mut History, periods: &[Period<'_>], about: &About<'_>) {
    let goes_on =
        |a: &Period<'_>, b: &Period<'_>| a.row.legal_status == b.row.legal_status && a.until == Some(b.start);
    for run in periods.chunk_by(goes_on) {
        let (Some(first), Some(last)) = (run.first(), run.last()) else { continue };
        let Some((most, what)) = limit(first.row.legal_status) else { continue };
        let shown = last.until.or_else(|| last.year.map(|year| about.silent_from(year)));
        if first.unsure || shown.is_none_or(|until| (until - first.start).num_days() <= most) {
            continue;
        }
        out.look(
            RowKey::Episode(first.start),
            "LS",
            what,
            "Check the legal status, and the day on which another one began.",
        );
    }
}
