//! Pages of the bank.

use std::collections::HashMap;

use maud::{Markup, html};

use super::history::{Sides, one as difference};
use super::{field, outline, title};
use crate::domain::id::QuestionnaireId;
use crate::domain::people::{Act, Actor};
use crate::domain::questionnaires::{
    BankQuestion, BankStanding, BankVersion, Code, Document, KindName, Question, Words, differences,
};
use crate::services::questionnaires::Opened;
use crate::services::questionnaires::bank::Kept;
use crate::web::form::Form;
use crate::web::page::{Page, View, Width};
use crate::web::parts::{self, Choice, Column, Confirm, Field, Input, Style, Tone};
use crate::web::paths;
use crate::web::questionnaires::words;
use crate::web::responses::languages::said;
use crate::web::words as common;

/// The bank; `is_empty` says that a filter is not why nothing is there.
pub fn list(view: View, filter: &Form, found: &[Kept], is_empty: bool) -> Page {
    let columns = [
        Column::text(view.t(words::QUESTION)),
        Column::short(view.t(words::KIND)),
        Column::short(view.t(words::CODE)),
        Column::short(view.t(words::NEWEST)),
        Column::text(view.t(words::USED_IN)),
    ];
    let row = |(kept, latest): (&Kept, &BankVersion)| {
        let href = paths::bank_question(kept.question.id);
        vec![
            html! {
                a href=(href) { (said(view.lang, &latest.question.text)) }
                @if kept.question.retired {
                    " " (parts::badge(view.t(words::RETIRED), Tone::Neutral))
                }
            },
            html! { (view.t(words::kind(latest.question.kind_name()))) },
            html! { code.muted { (latest.question.code.as_str()) } },
            html! { (words::version(view.lang, latest.number)) },
            html! { (usage(view, kept)) },
        ]
    };
    let rows: Vec<Vec<Markup>> = newest(found).map(row).collect();
    let states = [
        Choice::new("offered", view.t(words::IN_USE)),
        Choice::new("retired", view.t(words::RETIRED)),
    ];
    let state = Field::new(view.lang, "state", view.t(words::STATE))
        .value(filter.text("state"))
        .none(view.t(words::ALL_STATES));
    let body = html! {
        @if is_empty {
            (parts::empty_state(view.t(words::BANK_EMPTY), None))
        } @else {
            (search(view, paths::BANK, filter, &parts::select(&state, &states)))
            @if rows.is_empty() {
                (parts::empty_state(view.t(words::BANK_NOTHING_FOUND), None))
            } @else {
                (parts::table(view.t(words::BANK), &columns, &rows))
            }
        }
    };
    Page::new(view.t(words::BANK), body)
        .lead(view.t(words::BANK_LEAD))
        .crumb(view.t(words::QUESTIONNAIRES), paths::QUESTIONNAIRES)
}

fn newest(found: &[Kept]) -> impl Iterator<Item = (&Kept, &BankVersion)> {
    found.iter().filter_map(|kept| Some((kept, kept.question.latest()?)))
}

fn usage(view: View, kept: &Kept) -> String {
    let drafts = kept.uses.iter().filter(|it| it.draft.is_some()).count();
    let published: usize = kept.uses.iter().map(|it| it.published.len()).sum();
    match drafts + published {
        0 => view.t(words::UNUSED).to_owned(),
        _ => words::used(view.lang, drafts, published),
    }
}

fn search(view: View, to: &str, filter: &Form, more: &Markup) -> Markup {
    let text = Field::new(view.lang, "text", view.t(words::SEARCH_TEXT))
        .value(filter.text("text"))
        .input(Input::Search);
    let kind = Field::new(view.lang, "kind", view.t(words::KIND))
        .value(filter.text("kind"))
        .none(view.t(words::ALL_KINDS));
    let kinds: Vec<Choice> = KindName::ALL
        .into_iter()
        .filter(|kind| kind.can_be_kept())
        .map(|kind| Choice::new(kind.code(), view.t(words::kind(kind))))
        .collect();
    parts::filter_form(
        to,
        html! {
            (parts::text_field(&text))
            (parts::select(&kind, &kinds))
            (more)
            (parts::actions(parts::button(view.t(words::SEARCH), Style::Plain)))
        },
    )
}

/// One question of the bank.
pub fn one(view: View, actor: &Actor, kept: &Kept, names: &HashMap<String, String>) -> Page {
    let question = &kept.question;
    let Some(latest) = question.latest() else {
        return Page::new(view.t(words::BANK), html! {});
    };
    let document = alone(&latest.question, &latest.question.code);
    let body = html! {
        @if question.retired {
            (parts::notice(Tone::Info, html! { p { (view.t(words::BANK_RETIRED_NOTE)) } }))
        }
        (parts::panel(&words::version(view.lang, latest.number), html! {
            div.prose { (outline::question(view, &document, &latest.question)) }
        }))
        (parts::panel(view.t(words::USED_IN), uses(view, kept)))
        (parts::panel(view.t(words::BANK_VERSIONS), versions(view, question, names)))
        @if actor.may(Act::EditQuestionnaires) {
            (parts::actions(parts::link_button(
                view.t(words::BANK_EDIT), &paths::bank_edit(question.id), Style::Plain)))
            (offer(view, question))
        }
    };
    Page::new(title(view, &latest.question.text), body)
        .crumb(view.t(words::QUESTIONNAIRES), paths::QUESTIONNAIRES)
        .crumb(view.t(words::BANK), paths::BANK)
        .width(Width::Reading)
}

/// A document that holds one question and nothing else, under a code.
pub fn alone(question: &Question, code: &Code) -> Document {
    let mut document = Document::empty(Words::default());
    document.questions.push(Question { code: code.clone(), ..question.kept() });
    document
}

fn uses(view: View, kept: &Kept) -> Markup {
    let columns = [
        Column::text(view.t(words::QUESTIONNAIRES)),
        Column::short(view.t(words::IN_DRAFT)),
        Column::text(view.t(words::IN_VERSIONS)),
    ];
    let latest = kept.question.latest().map_or(0, |latest| latest.number);
    let rows: Vec<Vec<Markup>> = kept
        .uses
        .iter()
        .map(|it| {
            vec![
                html! {
                    a href=(paths::questionnaire(it.questionnaire)) { (title(view, &it.title)) }
                },
                html! {
                    @match it.draft {
                        None => "—",
                        Some(taken) => {
                            (words::taken_version(view.lang, taken))
                            @if taken < latest {
                                " " (parts::badge(view.t(words::HAS_NEWER), Tone::Soon))
                            }
                        },
                    }
                },
                html! {
                    @if it.published.is_empty() { "—" }
                    @for (at, (number, taken)) in it.published.iter().enumerate() {
                        @if at > 0 { br; }
                        a href=(paths::version(it.questionnaire, *number)) {
                            (words::published_with(view.lang, *number, *taken))
                        }
                    }
                },
            ]
        })
        .collect();
    html! {
        @if rows.is_empty() { p.muted { (view.t(words::UNUSED)) } }
        @else { (parts::table(view.t(words::USED_IN), &columns, &rows)) }
    }
}

fn versions(view: View, question: &BankQuestion, names: &HashMap<String, String>) -> Markup {
    let before = |at: usize| at.checked_sub(1).and_then(|before| question.versions.get(before));
    html! {
        @for (at, version) in question.versions.iter().enumerate().rev() {
            @let who = names.get(&version.made_by.to_string()).map_or("", String::as_str);
            h3 { (words::version(view.lang, version.number)) }
            (parts::facts(&[
                (view.t(words::MADE_AT), html! { (version.made_at.to_minute()) }),
                (view.t(words::MADE_BY), html! { (who) }),
            ]))
            @if let Some(before) = before(at) {
                (parts::more(
                    view.t(words::SINCE_BEFORE),
                    compared(view, &before.question, &version.question, Sides::THEN_AND_NOW)))
            }
        }
    }
}

/// What differs between two ways to ask a question.
pub(super) fn compared(view: View, old: &Question, new: &Question, sides: Sides) -> Markup {
    let (old, new) = (alone(old, &new.code), alone(new, &new.code));
    html! {
        @for found in &differences(&old, &new) { (difference(view, &old, &new, sides, found)) }
    }
}

fn offer(view: View, question: &BankQuestion) -> Markup {
    let path = paths::bank_offer(question.id);
    if question.retired {
        return parts::side_form(
            &path,
            html! {
                (parts::hidden("offer", "offered"))
                (parts::actions(parts::button(view.t(words::OFFER_AGAIN), Style::Plain)))
            },
        );
    }
    parts::confirm(
        view.lang,
        &Confirm {
            label: view.t(words::BANK_RETIRE),
            question: html! { p { (view.t(words::BANK_RETIRE_QUESTION)) } },
            action: &path,
            fields: parts::hidden("offer", "retired"),
            button: view.t(words::RETIRE_NOW),
        },
    )
}

/// What a draft can take from the bank.
pub fn insert(view: View, opened: &Opened, filter: &Form, form: &Form, found: &[Kept]) -> Page {
    let questionnaire = &opened.questionnaire;
    let (id, draft) = (questionnaire.id, &questionnaire.draft);
    let to = paths::questionnaire_bank(id);
    let is_here = |kept: &Kept| {
        let mut banked = draft.questions.iter().filter_map(|question| question.bank);
        banked.any(|banked| banked.id == kept.question.id)
    };
    let columns = [
        Column::text(view.t(words::QUESTION)),
        Column::short(view.t(words::KIND)),
        Column::short(view.t(words::NEWEST)),
        Column::short(view.t(words::INSERT)),
    ];
    let row = |(kept, latest): (&Kept, &BankVersion)| {
        let text = title(view, &latest.question.text);
        vec![
            html! { a href=(paths::bank_question(kept.question.id)) { (text) } },
            html! { (view.t(words::kind(latest.question.kind_name()))) },
            html! { (words::version(view.lang, latest.number)) },
            html! {
                @if is_here(kept) { span.muted { (view.t(words::IN_DRAFT_ALREADY)) } }
                @else {
                    button.button name="bank" value=(kept.question.id)
                        aria-label=(words::insert_which(view.lang, &text)) {
                        (view.t(words::INSERT))
                    }
                }
            },
        ]
    };
    let rows: Vec<Vec<Markup>> = newest(found).map(row).collect();
    let last = draft.questions.len() + 1;
    let position = field(view, form, "position", words::POSITION)
        .help(words::position_help(view.lang, last))
        .input(Input::Number)
        .range("1", last.to_string());
    let body = html! {
        (parts::error_summary(view.lang, form.errors()))
        (search(view, &to, filter, &html! {}))
        @if rows.is_empty() {
            (parts::empty_state(view.t(words::BANK_NONE_OFFERED), None))
        } @else {
            form.form method="post" action=(to) novalidate {
                (parts::hidden("revision", form.text("revision")))
                (parts::text_field(&position))
                (parts::table(view.t(words::BANK), &columns, &rows))
            }
        }
        (parts::actions(
            parts::link_button(view.t(common::BACK), &paths::questionnaire(id), Style::Plain)))
    };
    Page::new(view.t(words::FROM_BANK), body)
        .lead(view.t(words::FROM_BANK_LEAD))
        .crumb(view.t(words::QUESTIONNAIRES), paths::QUESTIONNAIRES)
        .crumb(title(view, &draft.title), paths::questionnaire(id))
}

/// Below a question in the list of a draft: which version of the bank it is, and what is new.
pub fn mark(view: View, id: QuestionnaireId, code: &Code, standing: BankStanding) -> Markup {
    html! {
        a.muted href=(paths::question_bank(id, code)) {
            (words::taken_version(view.lang, standing.version))
        }
        (badges(view, standing))
    }
}

fn badges(view: View, standing: BankStanding) -> Markup {
    let marks = [
        (standing.is_changed, words::CHANGED_HERE, Tone::Neutral),
        (standing.is_translated_anew, words::TRANSLATED_ANEW, Tone::Neutral),
        (standing.is_behind(), words::HAS_NEWER, Tone::Soon),
    ];
    html! {
        @for (_, mark, tone) in marks.into_iter().filter(|(is_so, ..)| *is_so) {
            " " (parts::badge(view.t(mark), tone))
        }
    }
}

/// The way from a question's own page.
pub fn way(view: View, id: QuestionnaireId, question: &Question) -> Markup {
    let to = paths::question_bank(id, &question.code);
    parts::actions(parts::link_button(view.t(words::TO_BANK_PAGE), &to, Style::Plain))
}

/// How a question of a draft stands to the bank; `why` says why nothing was done.
pub fn standing(
    view: View,
    opened: &Opened,
    question: &Question,
    kept: Option<&BankQuestion>,
    why: Option<&str>,
) -> Page {
    let questionnaire = &opened.questionnaire;
    let id = questionnaire.id;
    let latest = kept.and_then(BankQuestion::latest);
    let body = html! {
        @if let Some(why) = why { (parts::notice(Tone::Late, html! { p { (why) } })) }
        div.prose { (outline::question(view, &questionnaire.draft, question)) }
        @match (kept, latest) {
            (Some(kept), Some(latest)) => (linked(view, opened, question, kept, latest)),
            _ => {
                p { (view.t(words::NOT_KEPT)) }
                (act(opened, question, 0, view.t(words::KEEP)))
            },
        }
        (parts::actions(
            parts::link_button(view.t(common::BACK), &paths::question(id, &question.code), Style::Plain)))
    };
    Page::new(view.t(words::KEPT_IN_BANK), body)
        .lead(view.t(words::STANDING_LEAD))
        .crumb(view.t(words::QUESTIONNAIRES), paths::QUESTIONNAIRES)
        .crumb(title(view, &questionnaire.draft.title), paths::questionnaire(id))
        .crumb(title(view, &question.text), paths::question(id, &question.code))
        .width(Width::Reading)
}

fn linked(
    view: View,
    opened: &Opened,
    question: &Question,
    kept: &BankQuestion,
    latest: &BankVersion,
) -> Markup {
    let Some(standing) = BankStanding::of(question, kept) else {
        return html! {};
    };
    let is_same = question.asks_like(&latest.question);
    let (id, draft) = (opened.questionnaire.id, &opened.questionnaire);
    let hidden = html! {
        (parts::hidden("revision", &draft.revision.to_string()))
        (parts::hidden("seen", &latest.number.to_string()))
        (parts::hidden("act", "renew"))
    };
    html! {
        p {
            a href=(paths::bank_question(kept.id)) {
                (words::taken_version(view.lang, standing.version))
            }
            (badges(view, standing))
            @if kept.retired { " " (parts::badge(view.t(words::RETIRED), Tone::Neutral)) }
        }
        @if is_same { p { (view.t(words::SAME_AS_BANK)) } }
        @else {
            p { (view.t(words::HERE_AND_NEWEST)) }
            (compared(view, question, &latest.question, Sides::HERE_AND_NEWEST))
        }
        @if !is_same || standing.is_behind() {
            (parts::confirm(view.lang, &Confirm {
                label: &words::renew_to(view.lang, latest.number),
                question: html! {
                    p { (view.t(words::RENEW_QUESTION)) }
                    @if standing.is_changed { p { strong { (view.t(words::RENEW_LOSES)) } } }
                },
                action: &paths::question_bank(id, &question.code),
                fields: hidden,
                button: view.t(words::RENEW_NOW),
            }))
        }
        @if !is_same {
            @let label = words::keep_as(view.lang, latest.number + 1);
            (act(opened, question, latest.number, &label))
            p.help { (view.t(words::KEEP_HELP)) }
        }
    }
}

/// The button that puts the question into the bank.
fn act(opened: &Opened, question: &Question, seen: i64, label: &str) -> Markup {
    let path = paths::question_bank(opened.questionnaire.id, &question.code);
    parts::side_form(
        &path,
        html! {
            (parts::hidden("revision", &opened.questionnaire.revision.to_string()))
            (parts::hidden("seen", &seen.to_string()))
            (parts::hidden("act", "keep"))
            (parts::actions(parts::button(label, Style::Primary)))
        },
    )
}
