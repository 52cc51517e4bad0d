//! 审签稿: everything respondents will read, with what is not on their page (codes, what must be
//! answered, which state this is) and lines to sign on.

use maud::{Markup, html};

use super::{outline, title};
use crate::domain::lang::Text;
use crate::domain::questionnaires::{Document, Version};
use crate::domain::responses::minutes;
use crate::services::questionnaires::Opened;
use crate::web::page::{Page, View};
use crate::web::parts;
use crate::web::paths;
use crate::web::questionnaires::words;
use crate::web::responses::languages::paragraphs;

/// Who signs, in the order of the office.
const SIGNERS: [Text; 4] =
    [words::DRAWN_UP_BY, words::REVIEWED_BY, words::DISCIPLINE_SEEN, words::APPROVED_BY];

/// The draft: what is signed is named by its number.
pub fn draft(view: View, opened: &Opened) -> Page {
    let questionnaire = &opened.questionnaire;
    let which = html! { (words::draft_number(view.lang, questionnaire.revision)) };
    page(view, opened, &questionnaire.draft, &which)
}

/// A version: what is signed is named by its checksum.
pub fn version(view: View, opened: &Opened, version: &Version) -> Page {
    let which = html! {
        (words::version(view.lang, version.number)) br;
        "SHA-256 " code { (version.sha256) }
    };
    page(view, opened, &version.document, &which)
}

fn page(view: View, opened: &Opened, document: &Document, which: &Markup) -> Page {
    let id = opened.questionnaire.id;
    let body = html! {
        div.actions.no-print { (parts::print_button(view.t(words::PRINT))) }
        section.paper {
            h2 { (title(view, &document.title)) }
            div.form-lines {
                p { (which) }
                p { (words::takes(view.lang, minutes(document))) }
            }
            (paragraphs(view.lang, &document.intro))
            (outline::questions(view, document))
            table.signing {
                tbody {
                    @for signer in SIGNERS {
                        tr { th scope="row" { (view.t(signer)) } td { (view.t(words::SIGNATURE)) } }
                    }
                }
            }
        }
    };
    Page::new(view.t(words::PAPER), body)
        .crumb(view.t(words::QUESTIONNAIRES), paths::QUESTIONNAIRES)
        .crumb(title(view, &document.title), paths::questionnaire(id))
}
