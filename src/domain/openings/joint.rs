//! Joint openings (合并启封, `anonymity`, decision 4): pools of which one at least ended below ten
//! open as one population. Which ones is decided by two persons; what the pools are asked in
//! common is all that is read of them, and none is ever shown apart.

use super::super::campaigns::later::ballots_needed;
use super::super::id::{PersonId, PoolId};
use super::super::questionnaires::Document;
use super::super::time::Timestamp;
use super::standing::Pool;
use super::{Side, Step};

/// What one person proposed to open together.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// The pools, ascending.
    pub pools: Vec<PoolId>,
    /// For which side.
    pub side: Side,
    /// Who.
    pub person: PersonId,
    /// Why.
    pub reason: String,
    /// When.
    pub at: Timestamp,
}

/// Why pools cannot be opened together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotJoinable {
    /// It takes two pools at least.
    Alone,
    /// One of them was opened, destroyed or joined, or has ballots that do not count.
    Elsewhere,
    /// None of them ended below ten: each opens by itself.
    AllLarge,
    /// Together they have fewer than ten ballots.
    StillTooFew,
    /// They were asked nothing in common.
    NothingInCommon,
}

/// Whether a pool may be part of a joint opening: it was counted, and nothing else happened.
pub fn may_join(pool: &Pool) -> bool {
    !pool.is_joint && matches!(pool.step(), Some(Step::Counted | Step::TooFew))
}

/// Whether these pools may be opened together, read by their common document.
pub fn check(pools: &[&Pool], common: &Document) -> Result<(), NotJoinable> {
    let staged = |pool: &&Pool| pool.standing.as_ref().map_or(0, |standing| standing.staged);
    let later = pools.iter().map(|pool| pool.later).sum();
    if pools.len() < 2 {
        Err(NotJoinable::Alone)
    } else if !pools.iter().all(|pool| may_join(pool)) {
        Err(NotJoinable::Elsewhere)
    } else if !pools.iter().any(|pool| pool.step() == Some(Step::TooFew)) {
        Err(NotJoinable::AllLarge)
    } else if pools.iter().map(staged).sum::<u32>() < ballots_needed(later) {
        Err(NotJoinable::StillTooFew)
    } else if common.questions.iter().all(|question| !question.kind.asks()) {
        Err(NotJoinable::NothingInCommon)
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::chance::Chance;
    use super::super::super::credentials::token::PoolCode;
    use super::super::super::id::CampaignId;
    use super::super::super::logic::Logic;
    use super::super::super::questionnaires::{Code, Question, Words};
    use super::super::standing::Standing;
    use super::*;
    use crate::domain::questionnaires::Kind;

    fn pool(step: Step, staged: u32) -> Pool {
        let staged_hash = String::new();
        Pool {
            id: PoolId::draw(Chance),
            campaign: CampaignId::draw(Chance),
            code: PoolCode::draw(Chance),
            name_zh: String::new(),
            name_en: String::new(),
            version: None,
            issuer_spki: None,
            standing: Some(Standing { step, staged, staged_hash, spoiled: None, settled_at: None }),
            ballots: None,
            is_joint: false,
            later: 0,
            joint: None,
        }
    }

    fn document(codes: &[&str]) -> Document {
        let mut document = Document::empty(Words::both("问卷", "Questionnaire"));
        let question = |code: &&str| Question {
            code: Code::parse(code).expect("a code"),
            text: Words::both("问", "Q"),
            help: Words::default(),
            required: false,
            bank: None,
            logic: Logic::default(),
            kind: Kind::ShortText,
        };
        document.questions = codes.iter().map(question).collect();
        document
    }

    #[test]
    fn two_small_pools_open_together_from_ten_ballots_on() {
        let common = document(&["line"]);
        let (four, five, six) =
            (pool(Step::TooFew, 4), pool(Step::TooFew, 5), pool(Step::TooFew, 6));
        assert_eq!(check(&[&four, &six], &common), Ok(()));
        assert_eq!(check(&[&four, &five], &common), Err(NotJoinable::StillTooFew));
        assert_eq!(check(&[&six], &common), Err(NotJoinable::Alone));
        assert_eq!(check(&[&four, &six], &document(&[])), Err(NotJoinable::NothingInCommon));
    }

    #[test]
    fn a_large_pool_may_take_a_small_one_in_as_long_as_nothing_happened_to_it() {
        let common = document(&["line"]);
        let (small, large) = (pool(Step::TooFew, 4), pool(Step::Counted, 20));
        assert_eq!(check(&[&small, &large], &common), Ok(()));
        let other = pool(Step::Counted, 12);
        assert_eq!(check(&[&large, &other], &common), Err(NotJoinable::AllLarge));
        for step in Step::ALL {
            let is_untouched = matches!(step, Step::Counted | Step::TooFew);
            let joined = check(&[&small, &pool(*step, 20)], &common);
            assert_eq!(joined.is_ok(), is_untouched, "{step}");
        }
    }
}
