//! The states a draft had, and one of them against the draft of today.

use std::collections::HashMap;

use maud::{Markup, html};

use super::{outline, title};
use crate::domain::lang::Text;
use crate::domain::people::{Act, Actor};
use crate::domain::questionnaires::{
    Aspect, Choice, Difference, Document, Past, PastDraft, Question, Version, Words, differences,
};
use crate::services::questionnaires::{Before, History};
use crate::web::page::{Page, View, Width};
use crate::web::parts::{self, Confirm, Moment, Style, Tone};
use crate::web::paths;
use crate::web::questionnaires::words;
use crate::web::responses::languages::{paragraphs, said};
use crate::web::words as common;

/// The states that are kept and the versions among them, the newest first.
pub fn history(view: View, history: &History, names: &HashMap<String, String>) -> Page {
    let questionnaire = &history.opened.questionnaire;
    let name = |id: &dyn std::fmt::Display| names.get(&id.to_string()).cloned().unwrap_or_default();
    let draft = |draft: &PastDraft| {
        let past = Past::Draft(draft.revision);
        let what = html! {
            (words::done(view.lang, &draft.what)) " "
            @if !draft.place.is_empty() { code.muted { (draft.place) } " " }
            @if draft.revision == questionnaire.revision {
                (parts::badge(view.t(words::NOW), Tone::Good))
            } @else {
                a href=(paths::past(questionnaire.id, past)) { (words::state(view.lang, past)) }
            }
        };
        (draft.saved_at, moment(draft.saved_at.to_minute(), name(&draft.saved_by), what))
    };
    let version = |version: &Version| {
        let past = Past::Version(version.number);
        let what = html! {
            strong { (words::published(view.lang, version.number)) } " "
            a href=(paths::past(questionnaire.id, past)) { (words::state(view.lang, past)) }
        };
        (
            version.published_at,
            moment(version.published_at.to_minute(), name(&version.published_by), what),
        )
    };
    let mut moments: Vec<_> = history.drafts.iter().map(draft).collect();
    moments.extend(history.opened.versions.iter().rev().map(version));
    // Stable: what happened in one millisecond keeps the order of its revisions.
    moments.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    let moments: Vec<Moment> = moments.into_iter().map(|(_, moment)| moment).collect();
    let body = html! {
        @if moments.is_empty() {
            (parts::empty_state(view.t(words::NO_HISTORY), None))
        } @else {
            (parts::history(&moments))
        }
    };
    Page::new(view.t(words::HISTORY), body)
        .lead(view.t(words::HISTORY_LEAD))
        .crumb(view.t(words::QUESTIONNAIRES), paths::QUESTIONNAIRES)
        .crumb(title(view, &questionnaire.draft.title), paths::questionnaire(questionnaire.id))
        .width(Width::Reading)
}

fn moment(when: String, who: String, what: Markup) -> Moment {
    Moment { when, who, what }
}

/// What is different between a state and the draft of today, and the way back; `stale` says that
/// someone else changed the draft meanwhile.
pub fn past(view: View, actor: &Actor, before: &Before, stale: Option<Text>) -> Page {
    let questionnaire = &before.opened.questionnaire;
    let (id, draft) = (questionnaire.id, &questionnaire.draft);
    let found = differences(&before.document, draft);
    let body = html! {
        @if let Some(stale) = stale {
            (parts::notice(Tone::Late, html! { p { (view.t(stale)) } }))
        }
        @if found.is_empty() {
            (parts::notice(Tone::Info, html! { p { (view.t(words::NO_DIFFERENCE)) } }))
        }
        @for difference in &found { (one(view, &before.document, draft, Sides::THEN_AND_NOW, difference)) }
        @if actor.may(Act::EditQuestionnaires) && !found.is_empty() {
            (parts::confirm(view.lang, &Confirm {
                label: view.t(words::RESTORE),
                question: html! { p { (view.t(words::RESTORE_QUESTION)) } },
                action: &paths::past(id, before.past),
                fields: parts::hidden("revision", &questionnaire.revision.to_string()),
                button: view.t(words::RESTORE_NOW),
            }))
        }
        (parts::more(view.t(words::WHOLE_STATE), html! {
            p { strong { (said(view.lang, &before.document.title)) } }
            (paragraphs(view.lang, &before.document.intro))
            (outline::questions(view, &before.document))
        }))
        (parts::actions(
            parts::link_button(view.t(common::BACK), &paths::history(id), Style::Plain)))
    };
    Page::new(words::state(view.lang, before.past), body)
        .lead(view.t(words::PAST_LEAD))
        .crumb(view.t(words::QUESTIONNAIRES), paths::QUESTIONNAIRES)
        .crumb(title(view, &draft.title), paths::questionnaire(id))
        .crumb(view.t(words::HISTORY), paths::history(id))
        .width(Width::Reading)
}

/// What the two sides of a difference are called.
#[derive(Clone, Copy)]
pub struct Sides {
    old: Text,
    new: Text,
}

impl Sides {
    /// A state and the draft of today.
    pub const THEN_AND_NOW: Self = Self { old: words::WAS, new: words::IS };
    /// A question of a draft and the newest version in the bank.
    pub const HERE_AND_NEWEST: Self = Self { old: words::NOW_HERE, new: words::NEWEST };
}

/// One difference between two documents.
pub fn one(
    view: View,
    old: &Document,
    new: &Document,
    sides: Sides,
    difference: &Difference<'_>,
) -> Markup {
    let was = |question| outline::question(view, old, question);
    let is = |question| outline::question(view, new, question);
    let lang = view.lang;
    let texts = |old: &Words, new: &Words| {
        pair(view, sides, &paragraphs(lang, old), &paragraphs(lang, new))
    };
    match difference {
        Difference::Title => parts::panel(view.t(words::TITLE), texts(&old.title, &new.title)),
        Difference::Intro => parts::panel(view.t(words::INTRO), texts(&old.intro, &new.intro)),
        Difference::Languages => {
            let names = |document: &Document| {
                html! {
                    @for language in &document.languages {
                        p lang=(language.tag) dir=[language.dir()] { (language.name) }
                    }
                }
            };
            let (was, is) = (names(old), names(new));
            parts::panel(view.t(words::LANGUAGES), pair(view, sides, &was, &is))
        }
        Difference::Paging => {
            let said = |document: &Document| {
                html! { p { (view.t(words::paging(document.paging))) } }
            };
            parts::panel(view.t(words::PAGING), pair(view, sides, &said(old), &said(new)))
        }
        Difference::Added(at, question) => parts::panel_with(
            &heading(view, *at, question),
            parts::badge(view.t(words::ADDED), Tone::Good),
            html! { ins { (is(question)) } },
        ),
        Difference::Removed(at, question) => parts::panel_with(
            &heading(view, *at, question),
            parts::badge(view.t(words::GONE_NOW), Tone::Late),
            html! { del { (was(question)) } },
        ),
        Difference::Moved { from, to, question } => parts::panel_with(
            &heading(view, *to, question),
            parts::badge(view.t(words::MOVED), Tone::Soon),
            html! { p {
                @if from == to { (words::moved_among(lang, *to)) }
                @else { (words::moved(lang, *from, *to)) }
            } },
        ),
        Difference::Changed { position, old, new, aspects } => parts::panel_with(
            &heading(view, *position, new),
            parts::badge(view.t(words::CHANGED_NOW), Tone::Soon),
            html! {
                ul { @for each in aspects { li { (aspect(view, each)) } } }
                (pair(view, sides, &was(old), &is(new)))
            },
        ),
    }
}

fn heading(view: View, at: usize, question: &Question) -> String {
    words::entry_heading(view.lang, at, question.text.to(view.lang))
}

/// What stood there, and what stands there now.
fn pair(view: View, sides: Sides, old: &Markup, new: &Markup) -> Markup {
    html! {
        div.pair {
            section { h3 { (view.t(sides.old)) } del { (old) } }
            section { h3 { (view.t(sides.new)) } ins { (new) } }
        }
    }
}

fn aspect(view: View, aspect: &Aspect<'_>) -> Markup {
    let quoted = |choice: &Choice| words::quoted(view.lang, choice.text.to(view.lang));
    match aspect {
        Aspect::Text => html! { (view.t(words::ASPECT_TEXT)) },
        Aspect::Help => html! { (view.t(words::ASPECT_HELP)) },
        Aspect::Required => html! { (view.t(words::ASPECT_REQUIRED)) },
        Aspect::Conditions => html! { (view.t(words::ASPECT_CONDITIONS)) },
        Aspect::OptionOrder => html! { (view.t(words::ASPECT_ORDER)) },
        Aspect::Setting => html! { (view.t(words::ASPECT_SETTING)) },
        Aspect::OptionAdded(choice) => html! {
            (view.t(words::ASPECT_OPTION_ADDED)) " " ins { (quoted(choice)) }
        },
        Aspect::OptionRemoved(choice) => html! {
            (view.t(words::ASPECT_OPTION_REMOVED)) " " del { (quoted(choice)) }
        },
        Aspect::OptionChanged(old, new) => html! {
            (view.t(words::ASPECT_OPTION_CHANGED)) " " del { (quoted(old)) } " " ins { (quoted(new)) }
        },
    }
}
