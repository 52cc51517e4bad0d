//! A draft or a version as a respondent sees it on a phone. It can be filled in and is checked as
//! in earnest; nothing is kept.

use axum::extract::OriginalUri;
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};

use super::words;
use crate::domain::id::QuestionnaireId;
use crate::domain::questionnaires::{Code, Document};
use crate::domain::responses::{Answers, FieldError};
use crate::services::Error;
use crate::services::questionnaires;
use crate::web::error::Result;
use crate::web::form::{Form, Key};
use crate::web::headers::Framing;
use crate::web::page::{Switch, View, asset, preview_page, questionnaire_banner};
use crate::web::parts::{self, Style};
use crate::web::responses::bundle::Bundle;
use crate::web::responses::languages;
use crate::web::responses::paging;
use crate::web::responses::plain::view_typed;
use crate::web::responses::problems::error_summary;
use crate::web::responses::questions::{Repeats, only, questions};
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
    Ok(preview.filled(Sent::of(&uri, &staff, &form), &form))
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
    Ok(preview.filled(Sent::of(&uri, &staff, &form), &form))
}

/// What sent the form, and how the page is seen then.
#[derive(Clone, Copy)]
enum Sent {
    /// A switch of language or print, which says in the address what it changes: nothing is checked.
    Switched(View),
    /// The button below the questions; the form says how the page was seen.
    Submitted(View),
}

impl Sent {
    fn of(uri: &Uri, staff: &Staff, form: &Form) -> Self {
        match uri.query() {
            Some(_) => Self::Switched(staff.view),
            None => Self::Submitted(view_typed(form)),
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

/// One question of a document, as it is being written.
pub fn one(view: View, document: &Document, code: &Code) -> Response {
    let body = html! { div.phone { (only(view, document, code)) } };
    let style = Bundle::style_of(document);
    framed(preview_page(view, view.t(words::PREVIEW), style, body).into_response())
}

/// Why there is nothing to be seen of it.
pub fn not_yet(view: View, wrong: &[(String, String)]) -> Response {
    let body = html! {
        div.phone {
            p.lead { (view.t(words::LOOK_LATER)) }
            ul { @for (_, what) in wrong { li { (what) } } }
        }
    };
    let style = Bundle::LEAST.style;
    framed(preview_page(view, view.t(words::PREVIEW), style, body).into_response())
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

    fn show(&self, view: View) -> Response {
        framed(self.page(view, &Form::default(), &Outcome::Open).into_response())
    }

    fn filled(&self, sent: Sent, form: &Form) -> Response {
        let view = match sent {
            Sent::Switched(view) => {
                return framed(self.page(view, form, &Outcome::Open).into_response());
            }
            Sent::Submitted(view) => view,
        };
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
        let view = view.offered(self.document);
        let spoken = view.further.map(|tag| self.document.spoken(tag));
        let document = spoken.as_ref().unwrap_or(self.document);
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
                (questionnaire_banner(view, office, Some(Switch::Form(&self.path)), &document.languages))
                (languages::title(view, document))
                @if !document.intro.is_blank() { div.lead { (languages::intro(view, document)) } }
                (error_summary(view, document, errors))
                @if matches!(outcome, Outcome::Fits) {
                    div.notice.good role="status" { p { (view.t(words::PREVIEW_FITS)) } }
                }
                (parts::form(&self.path, html! {
                    (parts::hidden("lang", &view.language()))
                    (parts::hidden("print", view.print.tag()))
                    (paging::for_the_script(view, document))
                    (questions(view, document, typed, errors, Repeats::Typed))
                    (parts::actions(parts::button(view.t(words::PREVIEW_SEND), Style::Primary)))
                }))
            }
            @if let Some(script) = Bundle::of_preview(document) { script src=(asset(script)) defer {} }
        };
        preview_page(view, title, Bundle::style_of(document), body)
    }
}
