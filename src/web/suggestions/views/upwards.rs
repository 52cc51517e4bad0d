//! The letter to the level above, and the press that lets the text go.

use maud::html;

use super::{about_facts, words};
use crate::domain::lang::Text;
use crate::services::suggestions::desk::TextPage;
use crate::services::suggestions::queue::Filter;
use crate::web::form::Form;
use crate::web::page::{Page, View, Width};
use crate::web::parts::{self, Field, Style};
use crate::web::paths;
use crate::web::suggestions::filter;

/// All that follows from the press, before it.
const MEANS: [Text; 5] = [
    words::SEND_UP_UNTIL,
    words::SEND_UP_GONE,
    words::SEND_UP_PLACE,
    words::SEND_UP_ITEM,
    words::SEND_UP_ALONE,
];

/// The page.
pub fn page(view: View, text: &TextPage, filter: &Filter, form: &Form) -> Page {
    let sealed = Field::new(view.lang, "sealed", view.t(words::SEALED))
        .value(form.text("sealed"))
        .error(form.error("sealed"));
    let here = filter::at(&paths::desk_text(text.pool, text.id), filter);
    let body = html! {
        (parts::error_summary(view.lang, form.errors()))
        article.paper {
            h2 { (view.t(words::UPWARDS_PAPER)) }
            p { (view.t(words::UPWARDS_TO)) }
            blockquote.quote { (text.text) }
            (about_facts(view, text.audience.as_ref(), &text.about))
            p { (view.t(words::UPWARDS_RULE)) }
        }
        div.no-print {
            (parts::actions(parts::print_button(view.t(words::PRINT))))
            (parts::form(&filter::at(&paths::desk_upwards(text.pool, text.id), filter), html! {
                h2 { (view.t(words::SEND_UP_MEANS)) }
                ul { @for means in MEANS { li { (view.t(means)) } } }
                (parts::hidden("seen", &text.seen))
                (parts::tick(&sealed, "yes"))
                (parts::actions(html! {
                    (parts::button(view.t(words::SEND_UP_NOW), Style::Danger))
                    (parts::link_button(view.t(crate::web::words::BACK), &here, Style::Plain))
                }))
            }))
        }
    };
    Page::new(view.t(words::UPWARDS), body)
        .lead(view.t(words::UPWARDS_LEAD))
        .crumb(view.t(words::RAW_TEXT), here)
        .width(Width::Reading)
        .with_form()
}
