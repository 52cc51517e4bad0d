//! The check before publishing, and a version as it was frozen.

use maud::{Markup, html};

use super::{outline, title};
use crate::domain::disclosure::GROUP_LEAST;
use crate::domain::lang::Text;
use crate::domain::logic::MOST_LOOKS;
use crate::domain::people::{Act, Actor};
use crate::domain::questionnaires::{
    Code, Fault, Identity, Kind, MAX_BLANKS, MAX_LINES, MAX_OPTIONS, MAX_QUESTIONS, Place,
    Question, Questionnaire, Version,
};
use crate::services::questionnaires::{Check, Opened};
use crate::web::page::{Page, View, Width};
use crate::web::parts::{self, Style, Tone};
use crate::web::paths;
use crate::web::questionnaires::{flaws, words};
use crate::web::responses::languages::{paragraphs, said};
use crate::web::words as common;

/// What stands between the draft and its publication, and the button.
pub fn check(
    view: View,
    actor: &Actor,
    opened: &Opened,
    behind: &[Code],
    refused: Option<&str>,
) -> Page {
    let questionnaire = &opened.questionnaire;
    let check = Check::of(&questionnaire.draft);
    let next = opened.latest().map_or(1, |version| version.number + 1);
    let is_same = opened.is_published_as_it_is();
    let to = paths::questionnaire(questionnaire.id);
    let body = html! {
        @if let Some(refused) = refused {
            (parts::notice(Tone::Late, html! { p { (refused) } }))
        }
        (parts::panel(view.t(words::CHECK), findings(view, questionnaire, &check)))
        @if !behind.is_empty() {
            (parts::notice(Tone::Soon, html! {
                p { (view.t(words::BEHIND)) }
                ul {
                    @for code in behind {
                        @let text = questionnaire.draft.question(code.as_str());
                        li { a href=(paths::question_bank(questionnaire.id, code)) {
                            (text.map_or("", |question| question.text.to(view.lang)))
                        } }
                    }
                }
            }))
        }
        @if is_same {
            (parts::notice(Tone::Info, html! { p { (view.t(words::SAME)) } }))
        }
        @if actor.may(Act::EditQuestionnaires) && check.is_ready() && !is_same {
            (parts::side_form(&paths::questionnaire_publish(questionnaire.id), html! {
                (parts::hidden("revision", &questionnaire.revision.to_string()))
                (parts::actions(html! {
                    (parts::button(&words::publish_as(view.lang, next), Style::Primary))
                    (parts::link_button(view.t(common::BACK), &to, Style::Plain))
                }))
            }))
        } @else {
            (parts::actions(parts::link_button(view.t(common::BACK), &to, Style::Plain)))
        }
    };
    Page::new(view.t(words::CHECK_AND_PUBLISH), body)
        .lead(view.t(words::PUBLISH_LEAD))
        .crumb(view.t(words::QUESTIONNAIRES), paths::QUESTIONNAIRES)
        .crumb(title(view, &questionnaire.draft.title), to)
        .width(Width::Reading)
}

fn findings(view: View, questionnaire: &Questionnaire, check: &Check<'_>) -> Markup {
    let size = match check.size {
        Ok(size) => html! { (words::kibibytes(view.lang, size.kibibytes())) },
        Err(_) => parts::badge(view.t(words::TOO_LARGE), Tone::Late),
    };
    html! {
        @if check.faults.is_empty() && check.size.is_ok() {
            p { (parts::badge(view.t(words::ALL_WELL), Tone::Good)) }
        }
        @if !check.faults.is_empty() {
            (parts::notice(Tone::Late, html! {
                p { (view.t(words::MUST_MEND)) }
                ul {
                    @for fault in &check.faults { li { (fault_line(view, questionnaire, fault)) } }
                }
            }))
        }
        @if check.head_untranslated || !check.untranslated.is_empty() {
            (parts::notice(Tone::Soon, html! {
                p { (view.t(words::UNTRANSLATED)) }
                ul {
                    @if check.head_untranslated {
                        li {
                            a href=(paths::questionnaire_head(questionnaire.id)) {
                                (view.t(words::HEAD))
                            }
                        }
                    }
                    @for (code, lacking) in &check.untranslated {
                        @let place = Place { block: None, code: (*code).clone() };
                        @let what = lacking.iter().map(|(what, count)| words::lacking(*what, view.lang, *count));
                        li {
                            (question_link(view, questionnaire, &place)) " "
                            (words::lacks_english(view.lang, &joined(view, what)))
                        }
                    }
                }
            }))
        }
        @if !check.incomplete.is_empty() {
            (parts::notice(Tone::Soon, html! {
                p { (view.t(words::FURTHER_MISSING)) }
                ul {
                    @for (language, missing) in &check.incomplete {
                        @let to = paths::translation(questionnaire.id, language.tag.as_str());
                        li { a href=(to) {
                            (words::missing_in(view.lang, &language.name, *missing))
                        } }
                    }
                }
            }))
        }
        @if !check.unproved.is_empty() {
            (parts::notice(Tone::Soon, html! {
                p { (words::not_proved(view.lang, MOST_LOOKS)) }
                ul {
                    @for (place, purpose) in &check.unproved {
                        li {
                            (question_link(view, questionnaire, place)) " "
                            (view.t(flaws::purpose(*purpose)))
                        }
                    }
                }
            }))
        }
        @if !check.identities.is_empty() {
            (parts::notice(Tone::Soon, html! {
                p { (view.t(words::IDENTITY)) }
                ul {
                    @for (place, identities) in &check.identities {
                        @let what = identities.iter().map(|it| view.t(asks_for(*it)).to_owned());
                        li {
                            (question_link(view, questionnaire, place)) " "
                            (words::seems_to_ask(view.lang, &joined(view, what)))
                        }
                    }
                }
            }))
        }
        @if check.minutes > MINUTES {
            (parts::notice(Tone::Soon, html! { p { (words::too_long(view.lang, check.minutes)) } }))
        }
        (parts::facts(&[
            (view.t(words::LENGTH), html! { (words::takes(view.lang, check.minutes)) }),
            (view.t(words::SIZE), size),
        ]))
        (groups(view, questionnaire))
    }
}

/// Several things in one sentence.
fn joined(view: View, things: impl Iterator<Item = String>) -> String {
    things.collect::<Vec<_>>().join(view.t(words::AND_ALSO))
}

/// What a respondent on a phone has time for.
const MINUTES: usize = 2;

fn asks_for(identity: Identity) -> Text {
    match identity {
        Identity::Name => words::ASKS_NAME,
        Identity::Contact => words::ASKS_CONTACT,
        Identity::Number => words::ASKS_NUMBER,
        Identity::Employer => words::ASKS_EMPLOYER,
        Identity::Particulars => words::ASKS_PARTICULARS,
        Identity::Project => words::ASKS_PROJECT,
    }
}

/// How many ballots it takes until a break-down by a question can show all its groups.
fn groups(view: View, questionnaire: &Questionnaire) -> Markup {
    let least = usize::try_from(GROUP_LEAST).unwrap_or(usize::MAX);
    let single = |question: &&Question| matches!(question.kind, Kind::Single { .. });
    let need = |question: &Question| {
        let groups = question.options().len();
        let needed = words::groups_need(view.lang, groups, groups.saturating_mul(least));
        (said(view.lang, &question.text), html! { (needed) })
    };
    let rows: Vec<_> = questionnaire.draft.questions.iter().filter(single).map(need).collect();
    let body = html! {
        p { (view.t(words::GROUPS_HELP)) }
        dl.facts { @for (question, needed) in &rows { div { dt { (question) } dd { (needed) } } } }
    };
    html! { @if !rows.is_empty() { (parts::more(view.t(words::GROUPS), body)) } }
}

/// A fault in words, leading to where it can be mended.
pub fn fault_line(view: View, questionnaire: &Questionnaire, fault: &Fault) -> Markup {
    let lang = view.lang;
    let at = |place: &Place, what: &str| {
        html! { (question_link(view, questionnaire, place)) " " (what) }
    };
    match fault {
        Fault::NoTitle => html! {
            a href=(paths::questionnaire_head(questionnaire.id)) { (view.t(words::NO_TITLE)) }
        },
        Fault::NoQuestions => html! { (view.t(words::NO_ANSWERS)) },
        Fault::TooManyQuestions => html! { (words::too_many(lang, MAX_QUESTIONS)) },
        Fault::CodeTwice(place) => at(place, &words::code_twice(lang, place.code.as_str())),
        Fault::NoText(place) => at(place, view.t(words::NO_TEXT)),
        Fault::OptionCount(place) => at(place, &words::option_count(lang, MAX_OPTIONS)),
        Fault::OptionTwice(place) => at(place, view.t(words::OPTION_TWICE)),
        Fault::OptionBlank(place) => at(place, view.t(words::OPTION_BLANK)),
        Fault::Bounds(place, wrong) => at(place, view.t(words::wrong_bounds(*wrong))),
        Fault::LineCount(place) => at(place, &words::line_count(lang, MAX_LINES)),
        Fault::LineTwice(place) => at(place, view.t(words::LINE_TWICE)),
        Fault::LineBlank(place) => at(place, view.t(words::LINE_BLANK)),
        Fault::MatrixCell(place) => at(place, view.t(words::MATRIX_CELL)),
        Fault::Limits(place, wrong) => at(place, &words::wrong_limits(lang, *wrong)),
        Fault::BlankCount(place) => at(place, &words::blank_count(lang, MAX_BLANKS)),
        Fault::ScalePoints(place) => at(place, view.t(words::SCALE_POINTS)),
        Fault::BlockQuestion(place) => at(place, view.t(words::BLOCK_QUESTION)),
        Fault::BlockCode(place) => at(place, view.t(words::BLOCK_CODE)),
        Fault::Condition(place, purpose, flaw) => {
            let purpose = view.t(flaws::purpose(*purpose));
            at(place, &words::flawed(lang, purpose, &flaws::sentence(lang, flaw)))
        }
        Fault::ConditionInBlock(place) => at(place, view.t(words::CONDITION_IN_BLOCK)),
        Fault::Never(place, purpose) => at(place, view.t(flaws::never(*purpose))),
        Fault::Repeat(place, code) => at(place, &words::repeat(lang, code.as_str())),
    }
}

/// A question by its number and text; one inside a block by its block's number.
fn question_link(view: View, questionnaire: &Questionnaire, place: &Place) -> Markup {
    let (id, draft) = (questionnaire.id, &questionnaire.draft);
    let outer = place.block.as_ref().unwrap_or(&place.code);
    let number = draft.questions.iter().position(|question| question.code == *outer);
    let text = draft.at(place).map_or("", |(_, question)| question.text.to(view.lang));
    let href = match &place.block {
        None => paths::question(id, &place.code),
        Some(block) => paths::block_question(id, block, &place.code),
    };
    let label = words::entry(view.lang, number.map_or(0, |at| at + 1), text);
    html! { a href=(href) { (label) } }
}

/// A version.
pub fn version(view: View, opened: &Opened, version: &Version, publisher: &str) -> Page {
    let id = opened.questionnaire.id;
    let document = &version.document;
    let facts = [
        (view.t(words::TITLE), html! { (document.title.to(view.lang)) }),
        (view.t(words::PUBLISHED_AT), html! { (version.published_at.to_minute()) }),
        (view.t(words::PUBLISHED_BY), html! { (publisher) }),
        (view.t(words::SHA256), html! { code { (version.sha256) } }),
    ];
    let preview = paths::version_preview(id, version.number);
    let paper = paths::version_paper(id, version.number);
    let body = html! {
        (parts::facts(&facts))
        (parts::panel(view.t(words::QUESTIONS), html! {
            div.prose { (paragraphs(view.lang, &document.intro)) }
            (outline::questions(view, document))
        }))
    };
    Page::new(words::version(view.lang, version.number), body)
        .lead(view.t(words::VERSION_LEAD))
        .crumb(view.t(words::QUESTIONNAIRES), paths::QUESTIONNAIRES)
        .crumb(title(view, &opened.questionnaire.draft.title), paths::questionnaire(id))
        .actions(html! {
            (parts::link_button(view.t(words::PAPER), &paper, Style::Plain))
            (parts::link_button(view.t(words::PREVIEW), &preview, Style::Plain))
        })
        .width(Width::Reading)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::chance::Chance;
    use crate::domain::id::QuestionnaireId;
    use crate::domain::lang::Lang;
    use crate::domain::logic::Use;
    use crate::domain::questionnaires::{Document, Words, WrongBounds, WrongLimits};

    #[test]
    fn every_fault_is_said_in_words_of_its_own() {
        let questionnaire = Questionnaire {
            id: QuestionnaireId::draw(Chance),
            template: None,
            draft: Document::empty(Words::default()),
            revision: 1,
            retired: false,
        };
        let code = |raw| Code::parse(raw).expect("a code");
        let place = || Place { block: Some(code("idea")), code: code("text") };
        let faults = [
            Fault::NoTitle,
            Fault::NoQuestions,
            Fault::TooManyQuestions,
            Fault::CodeTwice(place()),
            Fault::NoText(place()),
            Fault::OptionCount(place()),
            Fault::OptionTwice(place()),
            Fault::OptionBlank(place()),
            Fault::Bounds(place(), WrongBounds::TooMany),
            Fault::Bounds(place(), WrongBounds::Reversed),
            Fault::LineCount(place()),
            Fault::LineTwice(place()),
            Fault::LineBlank(place()),
            Fault::MatrixCell(place()),
            Fault::Limits(place(), WrongLimits::Reversed),
            Fault::Limits(place(), WrongLimits::Cuts),
            Fault::Limits(place(), WrongLimits::Decimals),
            Fault::Limits(place(), WrongLimits::Places),
            Fault::Limits(place(), WrongLimits::Parts),
            Fault::Limits(place(), WrongLimits::Total),
            Fault::BlankCount(place()),
            Fault::ScalePoints(place()),
            Fault::BlockQuestion(place()),
            Fault::BlockCode(place()),
            Fault::ConditionInBlock(place()),
            Fault::Never(place(), Use::Show),
            Fault::Never(place(), Use::Require),
            Fault::Never(place(), Use::Fit),
            Fault::Repeat(place(), code("risk")),
        ];
        let mut said = std::collections::HashSet::new();
        for lang in Lang::ALL {
            let view = View { lang, ..View::default() };
            for fault in &faults {
                let line = fault_line(view, &questionnaire, fault).into_string();
                assert!(!line.contains("Fault") && line.len() > 10, "{fault:?}: {line}");
                assert!(said.insert(line), "{fault:?} is said like another");
            }
        }
    }
}
