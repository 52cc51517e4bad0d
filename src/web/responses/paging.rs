//! A questionnaire in pages: what `static/paging.js` needs to know and to say. Without the script all
//! of it is one document, and nothing is said of pages.

use maud::{Markup, html};

use crate::domain::lang::words;
use crate::domain::questionnaires::{Document, Paging};
use crate::web::page::View;

words! {
    PLACE = "第 {page} 页，共 {pages} 页",
            "Page {page} of {pages}";
    ON = "下一页",
         "Next";
    BACK = "上一页",
           "Back";
}

/// Where pages begin and what they are called; nothing where there are none.
pub fn for_the_script(view: View, document: &Document) -> Markup {
    html! {
        @if document.paging != Paging::Whole {
            div #paging hidden data-by=(document.paging.code()) data-place=(view.t(PLACE))
                data-on=(view.t(ON)) data-back=(view.t(BACK)) {}
        }
    }
}
