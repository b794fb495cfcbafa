//! The register: each rule with its provision, its mark and the tests that cover it.

use super::{cited, state, word};
use leaving_care_rules::Law;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// The worked cases, built in so that the register can say which rule each one tests.
const CASES: &str = include_str!("../../../tests/cases/cases-public.json");

/// The rules of status, which are code: the word that cases expect, the rule, its provision, its mark.
const STATUS: [(&str, &str, &str, &str); 12] = [
    ("eligible", "16 or 17, looked after, 91 days since 14", "CA 1989 Sch 2 para 19B; CPR reg 40", "V, C"),
    (
        "relevant",
        "16 or 17, once eligible, or in custody or hospital at 16",
        "CA 1989 s.23A; CLR reg 3",
        "V, M, C",
    ),
    ("former_relevant", "18 to 24, eligible or relevant on the eve of 18", "CA 1989 s.23C(1)", "V, C"),
    ("s23C_7", "21 to 24, still in the course that the plan named", "CA 1989 s.23C(7)", "V, C"),
    ("s23CA", "21 to 24, has told the council about education", "CA 1989 s.23CA", "M"),
    (
        "s23CZB",
        "21 to 24, has asked for support; the council offers it again at 21 and each year",
        "CA 1989 s.23CZB(3)-(6); s.23CZB(2) and the offer",
        "V, M",
    ),
    ("special_guardianship", "16 to 20, a special guardianship directly from care", "CA 1989 s.24(1A)", "V"),
    ("looked_after", "16 to 20, looked after at 16 or 17", "CA 1989 s.24(1B), (2)(a)", "V, C"),
    (
        "voluntary_organisation",
        "16 to 20, accommodated by a voluntary organisation",
        "CA 1989 s.24(2)(b)",
        "V",
    ),
    ("private_childrens_home", "16 to 20, in a private children's home", "CA 1989 s.24(2)(c)", "V"),
    (
        "health_or_education",
        "16 to 20, three months in health or education care",
        "CA 1989 s.24(2)(d), (3)",
        "V",
    ),
    ("private_fostering", "16 to 20, privately fostered", "CA 1989 s.24(2)(e)", "V, C"),
];

/// The entitlements that the second, naive model answers too.
const EXACT: [&str; 66] = [
    "personal_adviser",
    "pathway_plan",
    "needs_assessment",
    "accommodation_and_maintenance_u18",
    "keep_in_touch",
    "education_assistance",
    "employment_assistance",
    "other_welfare_assistance",
    "setting_up_home_allowance",
    "he_bursary",
    "qualifying_education_help",
    "qualifying_advice",
    "vacation_accommodation",
    "staying_put",
    "staying_close",
    "local_offer",
    "independent_advocacy",
    "records_access",
    "corporate_guarantor",
    "council_tax_discount",
    "driving_help",
    "identity_documents",
    "travel_help",
    "leisure_pass",
    "celebration_allowance",
    "digital_help",
    "tv_licence_and_insurance",
    "winter_fuel",
    "moving_costs",
    "exceptional_hardship",
    "custody_contact",
    "employability_promise",
    "bursary_16_19",
    "apprenticeship_bursary",
    "student_finance_independent",
    "university_bursaries",
    "ehc_plan",
    "free_meals_fe",
    "universal_credit",
    "sar_exemption",
    "housing_benefit_supported",
    "uc_advance_and_alternative_payment",
    "priority_need",
    "homeless_local_connection",
    "social_housing_no_local_connection",
    "dhp",
    "free_prescriptions",
    "immigration_fee_help",
    "eu_settled_status",
    "asylum_renewal",
    "civil_service_internship",
    "crisis_payment",
    "housing_payment",
    "homeless_help",
    "somewhere_tonight",
    "complaint",
    "corporate_parenting",
    "discretionary_bursary_16_19",
    "warm_home_discount",
    "council_tax_student_or_low_income",
    "independent_visitor",
    "independent_reviewing_officer",
    "healthy_start",
    "adoption_support_fund",
    "not_intentionally_homeless",
    "pip",
];

pub fn page(law: &Law) -> String {
    let covered = covered();
    let mut page = String::from(INTRODUCTION);
    page.push_str(
        "\n## Status\n\n| rule | what it asks | provision | mark | tests |\n|---|---|---|---|---|\n",
    );
    for (id, asks, provision, mark) in STATUS {
        let _ = writeln!(page, "| `{id}` | {asks} | {provision} | {mark} | {} |", tests(&covered, id, true));
    }
    page.push_str("\n## Entitlements\n\n");
    page.push_str("| no. | rule | name | kind | provision and mark | state in law | tests |\n|---|---|---|---|---|---|---|\n");
    for entry in law.entitlements() {
        let number = entry.number.map_or_else(String::new, |number| number.to_string());
        let provisions: Vec<String> = entry.source.iter().map(cited).collect();
        let _ = writeln!(
            page,
            "| {number} | `{}` | {} | {} | {} | {} | {} |",
            entry.id,
            entry.name,
            word(&entry.kind),
            provisions.join("; "),
            state(law, entry),
            tests(&covered, &entry.id, EXACT.contains(&entry.id.as_str())),
        );
    }
    page
}

const INTRODUCTION: &str = "\
# Register of rules

Made by `onward rules register`; not written by hand. Marks: V read in a stored copy of the source, M written from memory
and to be confirmed, C a reading chosen where the law is ambiguous (see docs/law.md). *Model* means that a second model,
written from the specification alone, is compared with the rule on ten thousand random lives in every build.
";

fn tests(covered: &BTreeMap<String, BTreeSet<String>>, id: &str, model: bool) -> String {
    let mut named: Vec<String> = model.then(|| "model".to_owned()).into_iter().collect();
    let cases = covered.get(id).into_iter().flatten();
    named.extend(cases.map(|case| case.trim_start_matches("pub-").to_owned()));
    if named.is_empty() { "reading and loading only".to_owned() } else { named.join(" ") }
}

/// For each rule, the worked cases that expect something of it.
fn covered() -> BTreeMap<String, BTreeSet<String>> {
    let document: Value = serde_json::from_str(CASES).unwrap_or_default();
    let mut covered: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for case in document.get("cases").and_then(Value::as_array).into_iter().flatten() {
        let (Some(id), Some(expect)) = (case.get("id").and_then(Value::as_str), case.get("expect")) else {
            continue;
        };
        let words = ["status", "duty_stage", "route"].into_iter().filter_map(|key| expect.get(key)?.as_str());
        let outcomes = expect.get("entitlements").and_then(Value::as_object).into_iter().flatten();
        for rule in words.chain(outcomes.map(|(id, _)| id.as_str())) {
            covered.entry(rule.to_owned()).or_default().insert(id.to_owned());
        }
    }
    covered
}
