//! The adviser's tree for the status: each status in section 3 with its conditions and provisions.

use super::label::status_name;
use super::trace::{Trace, Tracer};
use crate::grid::Held;
use crate::messages::Filling;
use crate::timeline::Truth;

impl<const W: usize> Tracer<'_, '_, W> {
    /// The tree for the status on the day: every status with its conditions.
    pub(crate) fn status(&self) -> Trace {
        let (on, status) = (&self.life.on, &self.life.status);
        let counted = Filling::Number(self.life.care.qualifying_days(self.day).into());
        let node = |key: &str, held: Held<W>| self.node(key, held);
        let mut weeks = self
            .leaf(self.messages.say("tree.thirteen_weeks", &[("days", counted.clone())]), on.thirteen_weeks);
        weeks.told = self.so("thirteen_weeks", weeks.truth == Truth::Yes, &[("days", counted)]);
        weeks.facts = self.records_until(self.day);
        let law = |mut trace: Trace, provision: &str, children: Vec<Trace>| {
            trace.provision = Some(provision.to_owned());
            trace.children = children;
            trace
        };
        let teens = || node("tree.sixteen_or_seventeen", on.sixteen_or_seventeen());
        let mut care = node("tree.looked_after", on.ordinary);
        care.facts = self.records_on(self.day);
        let care_ended = on.ordinary.just_before() & !on.ordinary & on.from_16 & on.thirteen_weeks;
        let eligible = law(
            node("tree.eligible", status.eligible),
            "CA 1989 Sch 2 para 19B; CPR reg 40",
            vec![teens(), care, weeks.clone()],
        );
        let once = vec![
            law(
                node("tree.once_eligible", (status.eligible | care_ended).ever()),
                "CA 1989 s.23A(2)",
                vec![weeks],
            ),
            law(
                node("tree.detained_from_care", Held::constant(self.life.care.detained_from_care)),
                "CLR reg 3(2)",
                Vec::new(),
            ),
        ];
        let any = self.any(once);
        let home = law(node("tree.not_six_months_home", !on.six_months_home), "CLR reg 3(5)-(6)", Vec::new());
        let relevant = law(
            node("tree.relevant", status.relevant),
            "CA 1989 s.23A; CLR reg 3",
            vec![teens(), node("tree.not_looked_after", on.not_looked_after()), any, home],
        );
        let children = vec![eligible, relevant, self.former_relevant(), self.qualifying()];
        let standing = status.standing(self.stretch);
        let name = status_name(self.messages, standing.status);
        let label = self.messages.say("tree.status", &[("words", Filling::Words(name.into()))]);
        let told = self.told_standing();
        Trace { truth: Truth::Yes, told, children, ..self.leaf(label, status.days_of(standing.status)) }
    }

    /// A condition of a status: its name, and what is so about the person.
    fn node(&self, key: &str, held: Held<W>) -> Trace {
        let mut node = self.leaf(self.messages.say(key, &[]), held);
        if let Some(name) = key.strip_prefix("tree.") {
            node.told = self.so(name, node.truth == Truth::Yes, &[]);
        }
        node
    }

    /// At least one of several conditions.
    fn any(&self, children: Vec<Trace>) -> Trace {
        let truth = children.iter().map(|each| each.truth).fold(Truth::No, Truth::or);
        let told = self.so("any", truth == Truth::Yes, &[]);
        Trace { truth, told, children, ..self.leaf(self.messages.say("tree.any", &[]), Held::NEVER) }
    }

    fn former_relevant(&self) -> Trace {
        let (on, status) = (&self.life.on, &self.life.status);
        let node = |key: &str, held: Held<W>| self.node(key, held);
        let in_care = on.ordinary.at(on.eve_of_18) && on.thirteen_weeks.at(on.at_18);
        let mut looked_after = node("tree.looked_after_at_18", Held::constant(in_care) & on.from_18);
        looked_after.provision = Some("CA 1989 s.23C(1)(b)".to_owned());
        let mut was_relevant =
            node("tree.relevant_at_18", Held::constant(status.relevant.at(on.eve_of_18)) & on.from_18);
        was_relevant.provision = Some("CA 1989 s.23C(1)(a)".to_owned());
        let either = self.any(vec![looked_after, was_relevant]);
        let adult = node("tree.eighteen_to_24", on.from_18 & !on.from_25);
        let provision = Some("CA 1989 s.23C(1)".to_owned());
        Trace {
            provision,
            children: vec![adult, either],
            ..node("tree.former_relevant", status.former_relevant)
        }
    }

    fn qualifying(&self) -> Trace {
        let (on, status) = (&self.life.on, &self.life.status);
        let node = |key: &str, held: Held<W>| self.node(key, held);
        let [looked_after, voluntary, private_home, health, fostering] = on.accommodated;
        let routes = [
            ("tree.special_guardianship", "CA 1989 s.24(1A)", on.guardianship),
            ("tree.route_looked_after", "CA 1989 s.24(2)(a)", looked_after),
            ("tree.voluntary_organisation", "CA 1989 s.24(2)(b)", voluntary),
            ("tree.private_childrens_home", "CA 1989 s.24(2)(c)", private_home),
            ("tree.health_or_education", "CA 1989 s.24(2)(d), (3)", health),
            ("tree.private_fostering", "CA 1989 s.24(2)(e)", fostering),
        ];
        let routes: Vec<Trace> = routes
            .into_iter()
            .map(|(key, provision, held)| Trace { provision: Some(provision.to_owned()), ..node(key, held) })
            .collect();
        let any = self.any(routes);
        let otherwise = status.eligible | status.relevant | status.former_relevant;
        let children = vec![
            node("tree.sixteen_to_20", on.from_16 & !on.from_21),
            node("tree.not_looked_after", on.not_looked_after()),
            node("tree.not_otherwise_owed", !otherwise),
            any,
        ];
        Trace {
            provision: Some("CA 1989 s.24".to_owned()),
            children,
            ..node("tree.qualifying", status.qualifying)
        }
    }
}
