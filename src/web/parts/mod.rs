//! The small pieces every page is built from, as functions and small enums: fields and forms,
//! tables, panels and notices. They know the words of the interface and the classes of
//! `static/parts.css`, and nothing of any area.

mod controls;
mod field;
mod figure;
mod forms;
mod leaf;
mod panels;
mod tables;

pub use controls::{
    checkbox_group, date_field, error_summary, file_field, hidden, password_field, radio_group,
    select, submit_key, text_area, text_field, tick,
};
pub use field::{Choice, Field, Input, field_id};
pub use figure::figure;
pub use forms::{
    Confirm, MAIN_FORM, Style, actions, button, button_naming, confirm, confirm_along,
    elsewhere_button, file_form, filter_form, form, key_button, key_link, link_button,
    main_form_button, post_button, post_button_with, print_button, side_form,
};
pub use leaf::Leaf;
pub use panels::{
    Crumb, Moment, Step, StepState, Tile, Tone, badge, crumbs, empty_state, facts, history,
    mistakes, more, notice, panel, panel_with, progress, secret_box, steps, tiles,
};
pub use tables::{Column, Pager, as_xlsx, pager, paper_table, table};
