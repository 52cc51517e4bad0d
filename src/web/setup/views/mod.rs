//! Pages of setting up.

pub mod calendar;
pub mod plan;
pub mod vocabularies;

use crate::domain::lang::Text;
use crate::web::form::Form;
use crate::web::page::View;
use crate::web::parts::Field;

/// A field with what was typed and what is wrong with it.
fn field<'a>(view: View, form: &'a Form, name: &'a str, label: Text) -> Field<'a> {
    Field::new(view.lang, name, view.t(label))
        .value(form.text(name))
        .error(form.error(name))
        .autocomplete("off")
}
