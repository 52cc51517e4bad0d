//! The six questionnaires that come with the plan, a file each, around a shared core. Written for
//! two minutes on a phone; none asks who answers, all ask which unit and which step is meant.

mod agencies;
mod authorities;
mod bidders;
mod core;
mod experts;
mod phrasing;
mod shared;
mod staff;
mod tenderers;

use crate::domain::lang::Text;
use crate::domain::questionnaires::{Code, Document, Question, Words};

pub use self::core::CORE;

/// A questionnaire ready to be loaded.
#[derive(Clone, Copy)]
pub struct Template {
    /// Stable code of the audience it is for.
    pub audience: &'static str,
    /// What the audience is called.
    pub name: Text,
    compose: fn(&[(Code, Words)]) -> Document,
}

impl Template {
    /// The document, with these units as what a suggestion may be about.
    pub fn document(&self, units: &[(Code, Words)]) -> Document {
        (self.compose)(units)
    }
}

/// One for each audience of 二·（一）·5 and, since the plan's list ends in 等, for the agencies.
pub const TEMPLATES: [Template; 6] = [
    template("staff", "全体干部职工", "Staff", staff::compose),
    template("tenderers", "招标人（采购人）", "Tenderers and purchasers", tenderers::compose),
    template("bidders", "投标人（供应商）", "Bidders and suppliers", bidders::compose),
    template("experts", "评标（评审）专家", "Evaluation experts", experts::compose),
    template("authorities", "主管部门", "Competent authorities", authorities::compose),
    template("agencies", "招标代理机构", "Tendering agencies", agencies::compose),
];

/// The questions that at least two of the questionnaires ask alike, in the order they are met: the
/// bank begins with them.
pub fn shared_questions(units: &[(Code, Words)]) -> Vec<Question> {
    let documents: Vec<Document> = TEMPLATES.iter().map(|it| it.document(units)).collect();
    let mut shared: Vec<Question> = Vec::new();
    for question in documents.iter().flat_map(|document| &document.questions) {
        let is_asked = |document: &&Document| document.questions.contains(question);
        let is_known = shared.iter().any(|known| known.code == question.code);
        if !is_known && documents.iter().filter(is_asked).count() > 1 {
            shared.push(question.clone());
        }
    }
    shared
}

const fn template(
    audience: &'static str,
    zh: &'static str,
    en: &'static str,
    compose: fn(&[(Code, Words)]) -> Document,
) -> Template {
    Template { audience, name: Text { zh, en }, compose }
}

#[cfg(test)]
mod tests;
