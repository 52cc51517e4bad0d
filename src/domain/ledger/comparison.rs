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

/// A measure at its place in a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// Its number there, from 1.
    pub number: usize,
    /// Its words.
    pub words: String,
}

/// What a changed plan does with one measure. Each plan counts its own: what is third in the approved
/// one may be first in the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MeasureChange {
    /// Its words stay as they were approved.
    Kept {
        /// Its number in the approved plan.
        was: usize,
        /// Its place in the proposed one.
        now: Placed,
    },
    /// It is new.
    Added(Placed),
    /// It was approved and is to be dropped.
    Dropped(Placed),
    /// It has other words.
    Reworded {
        /// As it was approved.
        was: Placed,
        /// As it is proposed.
        now: Placed,
    },
}

/// The measures of an approved plan that nothing proposed was found for yet.
struct Approved<'a>(Vec<Option<&'a String>>);

impl Approved<'_> {
    /// Takes the one with these words out, and gives its number.
    fn take(&mut self, words: &str) -> Option<usize> {
        let mut left = self.0.iter();
        let place = left.position(|left| left.is_some_and(|left| left == words))?;
        self.0[place] = None;
        Some(place + 1)
    }
}

impl MeasureChange {
    /// What becomes of every measure: those proposed in their order, then those dropped. The frozen
    /// plan itself has the last word on what was approved, and under which number.
    pub fn of(approved: &[String], measures: &[MeasureStanding]) -> Vec<Self> {
        let mut left = Approved(approved.iter().map(Some).collect());
        let agreed: Vec<Option<Placed>> = measures
            .iter()
            .map(|measure| {
                let words = measure.agreed.clone()?;
                left.take(&words).map(|number| Placed { number, words })
            })
            .collect();
        let (mut proposed, mut dropped) = (Vec::new(), Vec::new());
        for (MeasureStanding { words, is_dropped, .. }, agreed) in measures.iter().zip(agreed) {
            if *is_dropped {
                dropped.extend(agreed);
                continue;
            }
            let now = Placed { number: proposed.len() + 1, words: words.clone() };
            let was = agreed
                .or_else(|| left.take(words).map(|number| Placed { number, words: words.clone() }));
            proposed.push(match was {
                None => Self::Added(now),
                Some(was) if was.words == now.words => Self::Kept { was: was.number, now },
                Some(was) => Self::Reworded { was, now },
            });
        }
        let lost = left.0.into_iter().enumerate().filter_map(|(place, words)| {
            words.map(|words| Placed { number: place + 1, words: words.clone() })
        });
        dropped.extend(lost);
        dropped.sort_by_key(|measure| measure.number);
        proposed.into_iter().chain(dropped.into_iter().map(Self::Dropped)).collect()
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

    fn at(number: usize, words: &str) -> Placed {
        Placed { number, words: words.to_owned() }
    }

    #[test]
    fn what_was_approved_stands_beside_what_is_proposed_each_with_its_own_number() {
        let changes = M::of(
            &texts(&["甲", "乙", "丙", "戊"]),
            &[
                standing(Some("乙"), "乙二", false),
                standing(None, "丁", false),
                standing(Some("戊"), "戊", true),
                standing(Some("甲"), "甲", false),
                standing(Some("丙"), "丙", true),
                standing(None, "从未审定的草稿", true),
            ],
        );
        let expected = [
            M::Reworded { was: at(2, "乙"), now: at(1, "乙二") },
            M::Added(at(2, "丁")),
            M::Kept { was: 1, now: at(3, "甲") },
            M::Dropped(at(3, "丙")),
            M::Dropped(at(4, "戊")),
        ];
        assert_eq!(changes, expected);
    }

    #[test]
    fn where_only_the_frozen_plan_tells_what_was_approved_its_words_are_compared() {
        let changes = M::of(
            &texts(&["甲", "乙"]),
            &[standing(None, "丁", false), standing(None, "甲", false)],
        );
        let expected =
            [M::Added(at(1, "丁")), M::Kept { was: 1, now: at(2, "甲") }, M::Dropped(at(2, "乙"))];
        assert_eq!(changes, expected);
    }

    #[test]
    fn two_measures_of_the_same_words_are_two() {
        let twice = texts(&["甲", "甲"]);
        let both = [standing(Some("甲"), "甲", false), standing(Some("甲"), "甲", true)];
        let expected = [M::Kept { was: 1, now: at(1, "甲") }, M::Dropped(at(2, "甲"))];
        assert_eq!(M::of(&twice, &both), expected);
    }
}
