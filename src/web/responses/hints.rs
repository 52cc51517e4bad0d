//! What `static/hints.js` says under a text that seems to name its writer. The page brings the
//! words; the script, in the browser alone, decides which of them are seen.

use maud::{Markup, html};

use crate::domain::lang::words;
use crate::domain::suggestions::HintKind;
use crate::web::page::View;

words! {
    HINT = "这段文字里好像有：{}。看到的人可能因此认出您，建议改掉或删去；也可以照样提交。这个提示只在您的浏览器里，不会发出。",
           "This text seems to contain: {}. Whoever reads it could recognise you by it. You may want to change it; you can also hand it in as it is. This note is made in your browser and sent nowhere.";
    COMMA = "、",
            ", ";
}

/// The sentence, with a place for what was found, and the names of all that can be, in the order
/// in which the script finds them.
pub fn hint_words(view: View) -> Markup {
    html! {
        div #hints hidden data-comma=(view.t(COMMA)) {
            p { (view.t(HINT)) }
            @for kind in HintKind::OF_THE_WRITER {
                i { (view.t(kind.text())) }
            }
        }
    }
}
