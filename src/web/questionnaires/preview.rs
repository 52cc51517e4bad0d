//! A draft or a version as a respondent sees it on a phone. It can be filled in and is checked as
//! in earnest; nothing is kept.

use axum::extract::OriginalUri;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};

use super::words;
use crate::domain::id::QuestionnaireId;
use crate::domain::questionnaires::Document;
use crate::domain::responses::{Answers, FieldError};
use crate::services::Error;
use crate::services::questionnaires;
use crate::web::error::Result;
use crate::web::form::{Form, Key};
use crate::web::headers::Framing;
use crate::web::page::{Switch, View, asset, preview_page, respondent_banner};
use crate::web::parts::{self, Style};
use crate::web::responses::bundle::Bundle;
use crate::web::responses::paging;
use crate::web::responses::problems::error_summary;
use crate::web::responses::questions::{Repeats, paragraphs, questions};
use crate::web::session::Staff;
use crate::web::{paths, words as common};

/// The draft.
pub async fn get_draft(staff: Staff, Key(id): Key<QuestionnaireId>) -> Result<Response> {
    let opened = questionnaires::one(&staff.app, &staff.actor, id).await?;
    Ok(Preview::of_draft(id, &opened.questionnaire.draft).show(staff.view))
}

/// The draft, filled in.
pub async fn post_draft(
    staff: Staff,
    Key(id): Key<QuestionnaireId>,
    OriginalUri(uri): OriginalUri,
    form: Form,
) -> Result<Response> {
    let opened = questionnaires::one(&staff.app, &staff.actor, id).await?;
    let preview = Preview::of_draft(id, &opened.questionnaire.draft);
    Ok(preview.filled(staff.view, &form, Sent::of(uri.query())))
}

/// A version.
pub async fn get_version(
    staff: Staff,
    Key((id, number)): Key<(QuestionnaireId, i64)>,
) -> Result<Response> {
    let opened = questionnaires::one(&staff.app, &staff.actor, id).await?;
    let version = opened.version(number).ok_or(Error::Missing)?;
    Ok(Preview::of_version(id, number, &version.document).show(staff.view))
}

/// A version, filled in.
pub async fn post_version(
    staff: Staff,
    Key((id, number)): Key<(QuestionnaireId, i64)>,
    OriginalUri(uri): OriginalUri,
    form: Form,
) -> Result<Response> {
    let opened = questionnaires::one(&staff.app, &staff.actor, id).await?;
    let version = opened.version(number).ok_or(Error::Missing)?;
    let preview = Preview::of_version(id, number, &version.document);
    Ok(preview.filled(staff.view, &form, Sent::of(uri.query())))
}

/// What sent the form.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sent {
    /// The switch of language or print: nothing is checked.
    Switched,
    /// The button below the questions.
    Submitted,
}

/// What the address of the form says beside language and print, and that of the switch does not.
const SEND: &str = "send=yes";

impl Sent {
    fn of(query: Option<&str>) -> Self {
        if query.is_some_and(|query| query.contains("lang=") && !query.contains(SEND)) {
            Self::Switched
        } else {
            Self::Submitted
        }
    }
}

/// How a submitted preview fared.
enum Outcome {
    /// Nothing was submitted yet.
    Open,
    /// It could be handed in.
    Fits,
    /// This is wrong.
    Wrong(Vec<FieldError>),
}

/// The questionnaire's own page shows it beside the questions.
fn framed(mut reply: Response) -> Response {
    reply.extensions_mut().insert(Framing::Inside);
    reply
}

struct Preview<'a> {
    document: &'a Document,
    path: String,
    back: String,
}

impl<'a> Preview<'a> {
    fn of_draft(id: QuestionnaireId, document: &'a Document) -> Self {
        let path = paths::questionnaire_preview(id);
        Self { document, path, back: paths::questionnaire(id) }
    }

    fn of_version(id: QuestionnaireId, number: i64, document: &'a Document) -> Self {
        let path = paths::version_preview(id, number);
        Self { document, path, back: paths::version(id, number) }
    }

    /// Where the form goes: back to the language and print it was read in.
    fn sent_to(&self, view: View) -> String {
        match view.at(&self.path) {
            plain if plain == self.path => plain,
            chosen => format!("{chosen}&{SEND}"),
        }
    }

    fn show(&self, view: View) -> Response {
        framed(self.page(view, &Form::default(), &Outcome::Open).into_response())
    }

    fn filled(&self, view: View, form: &Form, sent: Sent) -> Response {
        if sent == Sent::Switched {
            return framed(self.page(view, form, &Outcome::Open).into_response());
        }
        let reply = match Answers::from_form(form.pairs(), self.document) {
            Ok(_) => self.page(view, form, &Outcome::Fits).into_response(),
            Err(errors) => {
                let page = self.page(view, form, &Outcome::Wrong(errors));
                (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
            }
        };
        framed(reply)
    }

    fn page(&self, view: View, typed: &Form, outcome: &Outcome) -> Markup {
        let document = self.document;
        let errors = match outcome {
            Outcome::Wrong(errors) => errors.as_slice(),
            Outcome::Open | Outcome::Fits => &[],
        };
        let office = view.t(common::OFFICE_NAME);
        let title = document.title.to(view.lang);
        let body = html! {
            p.stripe { (view.t(words::PREVIEW_STRIPE)) " "
                a href=(self.back) { (view.t(words::PREVIEW_BACK)) } }
            div.phone {
                (respondent_banner(view, office, Some(Switch::Form(&self.path))))
                h1 { (title) }
                div.lead { (paragraphs(view.lang, &document.intro)) }
                (error_summary(view, document, errors))
                @if matches!(outcome, Outcome::Fits) {
                    div.notice.good role="status" { p { (view.t(words::PREVIEW_FITS)) } }
                }
                (parts::form(&self.sent_to(view), html! {
                    (paging::for_the_script(view, document))
                    (questions(view, document, typed, errors, Repeats::Typed))
                    (parts::actions(parts::button(view.t(words::PREVIEW_SEND), Style::Primary)))
                }))
            }
            @if let Some(script) = Bundle::of_preview(document) { script src=(asset(script)) defer {} }
        };
        preview_page(view, title, Bundle::of(document).style, body)
    }
}
