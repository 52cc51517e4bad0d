//! A changed plan beside the approved one (变更前后对照): which measures were added, dropped or
//! changed. Reviewers agree to a change, so they see what it changes.

/// A measure of an item, as far as it stands in the approved plan and in the one that is proposed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeasureStanding {
    /// Its words in the approved plan; none where that lacks it.
    pub agreed: Option<String>,
    /// Its words now.
    pub words: String,
    /// The plan as it is proposed lacks it.
    pub is_dropped: bool,
}

/// What a changed plan does with one measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MeasureChange {
    /// It stays as it was approved.
    Kept(String),
    /// It is new.
    Added(String),
    /// It was approved and is to be dropped.
    Dropped(String),
    /// It has other words.
    Reworded {
        /// As it was approved.
        was: String,
        /// As it is proposed.
        now: String,
    },
}

impl MeasureChange {
    /// What becomes of every measure: those proposed in their order, then those dropped. The frozen
    /// plan itself has the last word on what was approved.
    pub fn of(approved: &[String], measures: &[MeasureStanding]) -> Vec<Self> {
        let known = |words: &String| measures.iter().any(|it| it.agreed.as_ref() == Some(words));
        let mut proposed = Vec::new();
        let mut dropped = Vec::new();
        for MeasureStanding { agreed, words, is_dropped } in measures {
            let words = words.clone();
            match (agreed.clone(), is_dropped) {
                (Some(was), true) => dropped.push(Self::Dropped(was)),
                (None, true) => {}
                (Some(was), false) if was == words => proposed.push(Self::Kept(was)),
                (Some(was), false) => proposed.push(Self::Reworded { was, now: words }),
                (None, false) if approved.contains(&words) && !known(&words) => {
                    proposed.push(Self::Kept(words));
                }
                (None, false) => proposed.push(Self::Added(words)),
            }
        }
        let stands = |words: &String| proposed.contains(&Self::Kept(words.clone()));
        let lost = approved.iter().filter(|words| !known(words) && !stands(words));
        dropped.extend(lost.cloned().map(Self::Dropped));
        proposed.into_iter().chain(dropped).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::MeasureChange as M;
    use super::*;

    fn standing(agreed: Option<&str>, words: &str, is_dropped: bool) -> MeasureStanding {
        MeasureStanding { agreed: agreed.map(str::to_owned), words: words.to_owned(), is_dropped }
    }

    fn texts(words: &[&str]) -> Vec<String> {
        words.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn what_was_approved_stands_beside_what_is_proposed() {
        let own = |text: &str| text.to_owned();
        let changes = M::of(
            &texts(&["甲", "乙", "丙"]),
            &[
                standing(Some("甲"), "甲", false),
                standing(Some("乙"), "乙二", false),
                standing(None, "丁", false),
                standing(Some("丙"), "丙", true),
                standing(None, "从未审定的草稿", true),
            ],
        );
        let reworded = M::Reworded { was: own("乙"), now: own("乙二") };
        let expected = [M::Kept(own("甲")), reworded, M::Added(own("丁")), M::Dropped(own("丙"))];
        assert_eq!(changes, expected);
    }

    #[test]
    fn where_only_the_frozen_plan_tells_what_was_approved_its_words_are_compared() {
        let changes = M::of(
            &texts(&["甲", "乙"]),
            &[standing(None, "甲", false), standing(None, "丁", false)],
        );
        let own = |text: &str| text.to_owned();
        assert_eq!(changes, [M::Kept(own("甲")), M::Added(own("丁")), M::Dropped(own("乙"))]);
    }
}
