//! Pages of the door and of accounts.

use maud::{Markup, html};

use super::words;
use crate::domain::people::{Person, Role, Unit};
use crate::services::people::LinkFor;
use crate::web::form::Form;
use crate::web::import_page::Import;
use crate::web::page::{Page, View, Width};
use crate::web::parts::{self, Choice, Column, Confirm, Field, Style, Tone};
use crate::web::paths;
use crate::web::words as common;

/// The sign-in page.
pub fn sign_in(view: View, form: &Form) -> Page {
    let login = Field::new(view.lang, "login", view.t(words::LOGIN))
        .value(form.text("login"))
        .autocomplete("username")
        .error(form.error("login"))
        .required();
    let password = Field::new(view.lang, "password", view.t(words::PASSWORD))
        .autocomplete("current-password")
        .required();
    let carried = form.text("carried");
    let fields = html! {
        (parts::hidden("to", form.text("to")))
        @if !carried.is_empty() { (parts::hidden("carried", carried)) }
        (parts::text_field(&login))
        (parts::password_field(&password))
        (parts::actions(html! { (parts::button(view.t(words::SIGN_IN), Style::Primary)) }))
    };
    let body = html! {
        (parts::error_summary(view.lang, form.errors()))
        @if !carried.is_empty() {
            (parts::notice(Tone::Info, html! { p { (view.t(words::CARRIED)) } }))
        }
        (parts::form(paths::SIGN_IN, fields))
        p.muted { (view.t(words::FORGOTTEN)) }
    };
    Page::new(view.t(words::SIGN_IN), body)
        .lead(view.t(words::SIGN_IN_LEAD))
        .width(Width::Card)
        .with_form()
}

/// The page behind a one-time link.
pub fn link(view: View, secret: &str, behind: &LinkFor, form: &Form) -> Page {
    let field =
        |name, label| Field::new(view.lang, name, view.t(label)).error(form.error(name)).required();
    let password = field("password", words::PASSWORD)
        .help(view.t(words::PASSWORD_HELP))
        .autocomplete("new-password");
    let again = field("password_again", words::PASSWORD_AGAIN).autocomplete("new-password");
    let (title, lead, account) = match behind {
        LinkFor::FirstAdministrator => {
            let name = field("name", common::NAME).value(form.text("name")).autocomplete("name");
            let login = field("login", words::LOGIN)
                .value(form.text("login"))
                .help(view.t(words::LOGIN_HELP))
                .autocomplete("username");
            let account = html! { (parts::text_field(&name)) (parts::text_field(&login)) };
            (view.t(words::SET_UP), view.t(words::SET_UP_LEAD).to_owned(), account)
        }
        LinkFor::PasswordOf(person) => {
            let lead = words::set_password_lead(view.lang, &person.name, &person.login);
            (view.t(words::SET_PASSWORD), lead, html! {})
        }
    };
    let fields = html! {
        (account)
        (parts::password_field(&password))
        (parts::password_field(&again))
        (parts::actions(html! { (parts::button(view.t(common::SAVE), Style::Primary)) }))
    };
    let body = html! { (parts::error_summary(view.lang, form.errors())) (parts::form(&paths::link(secret), fields)) };
    Page::new(title, body).lead(lead).width(Width::Card).with_form()
}

/// A link that works no longer.
pub fn dead_link(view: View) -> Page {
    let body = html! {
        p { (view.t(crate::web::refusals::LINK_SPENT)) }
        (parts::actions(html! {
            (parts::link_button(view.t(words::SIGN_IN), paths::SIGN_IN, Style::Primary))
        }))
    };
    Page::new(view.t(words::LINK_DEAD), body).width(Width::Card)
}

/// Everyone.
pub fn list(view: View, people: &[Person], units: &[Unit]) -> Page {
    let columns = [
        Column::text(view.t(common::NAME)),
        Column::text(view.t(words::LOGIN)),
        Column::text(view.t(common::UNIT)),
        Column::text(view.t(common::ROLES)),
        Column::short(view.t(words::STANDING)),
    ];
    let rows: Vec<Vec<Markup>> = people
        .iter()
        .map(|person| {
            let unit = units.iter().find(|unit| Some(unit.id) == person.unit);
            vec![
                html! { a href=(paths::person(person.id)) { (person.name) } },
                html! { (person.login) },
                html! { (unit.map_or("—", |unit| unit.name(view.lang))) },
                html! { (common::listed(view.lang, person.roles.iter().map(common::role))) },
                standing(view, person),
            ]
        })
        .collect();
    let body = html! {
        @if rows.is_empty() { (parts::empty_state(view.t(words::NO_PEOPLE), None)) }
        @else { (parts::table(view.t(words::PEOPLE), &columns, &rows)) }
    };
    let actions = html! {
        (parts::link_button(view.t(words::NEW_PERSON), paths::PERSON_NEW, Style::Primary))
        (parts::link_button(view.t(words::IMPORT_PEOPLE), paths::PEOPLE_IMPORT, Style::Plain))
        (parts::link_button(view.t(words::POSTS), paths::POSTS, Style::Plain))
    };
    Page::new(view.t(words::PEOPLE), body).lead(view.t(words::PEOPLE_LEAD)).actions(actions)
}

fn standing(view: View, person: &Person) -> Markup {
    match (person.active, person.has_password) {
        (false, _) => parts::badge(view.t(words::DEACTIVATED), Tone::Neutral),
        (true, false) => parts::badge(view.t(words::NO_PASSWORD_YET), Tone::Soon),
        (true, true) => parts::badge(view.t(words::ACTIVE), Tone::Good),
    }
}

/// An empty form for a person.
pub fn new(view: View, form: &Form, units: &[Unit]) -> Page {
    let body = html! {
        (parts::error_summary(view.lang, form.errors()))
        (parts::form(paths::PERSON_NEW, person_fields(view, form, units)))
    };
    Page::new(view.t(words::NEW_PERSON), body)
        .crumb(view.t(words::PEOPLE), paths::PEOPLE)
        .width(Width::Reading)
        .with_form()
}

/// A person's form and what else can be done with the account.
pub fn edit(view: View, person: &Person, form: &Form, units: &[Unit]) -> Page {
    let lang = view.lang;
    let (label, standing, question) = if person.active {
        (words::DEACTIVATE, "deactivated", words::deactivate_question(lang, &person.name))
    } else {
        (words::ACTIVATE, "active", view.t(words::ACTIVATE).to_owned())
    };
    let change_standing = Confirm {
        label: view.t(label),
        question: html! { p { (question) } },
        action: &paths::person_standing(person.id),
        fields: parts::hidden("standing", standing),
        button: view.t(label),
    };
    let new_link = Confirm {
        label: view.t(words::NEW_LINK),
        question: html! { p { (view.t(words::NEW_LINK_QUESTION)) } },
        action: &paths::person_link(person.id),
        fields: html! {},
        button: view.t(words::NEW_LINK),
    };
    let body = html! {
        (parts::error_summary(view.lang, form.errors()))
        (parts::form(&paths::person(person.id), person_fields(view, form, units)))
        @if person.active { (parts::confirm(lang, &new_link)) }
        (parts::confirm(lang, &change_standing))
    };
    Page::new(person.name.clone(), body)
        .crumb(view.t(words::PEOPLE), paths::PEOPLE)
        .width(Width::Reading)
        .with_form()
}

fn person_fields(view: View, form: &Form, units: &[Unit]) -> Markup {
    let lang = view.lang;
    let field = |name, label| Field::new(lang, name, view.t(label)).error(form.error(name));
    let text = |name, label| field(name, label).value(form.text(name));
    let unit_choices: Vec<Choice> = units
        .iter()
        .filter(|unit| unit.active || form.text("unit") == unit.id.to_string())
        .map(|unit| Choice::new(unit.id.to_string(), unit.name(lang)))
        .collect();
    let with_none: Vec<Choice> = std::iter::once(Choice::new("", view.t(common::NO_UNIT)))
        .chain(unit_choices.iter().cloned())
        .collect();
    let roles: Vec<Choice> = Role::ALL
        .iter()
        .map(|role| Choice::new(role.code(), view.t(common::role(*role))))
        .collect();
    let in_charge = field("in_charge", words::IN_CHARGE_OF)
        .help(view.t(words::IN_CHARGE_HELP))
        .values(form.all("in_charge"));
    html! {
        (parts::text_field(&text("name", common::NAME).required().autocomplete("off")))
        (parts::text_field(&text("login", words::LOGIN).help(view.t(words::LOGIN_HELP)).required().autocomplete("off")))
        (parts::text_field(&text("email", words::EMAIL).help(view.t(words::EMAIL_HELP)).autocomplete("off")))
        (parts::select(&text("unit", common::UNIT), &with_none))
        (parts::checkbox_group(
            &field("role", common::ROLES).help(view.t(words::ROLES_HELP)).values(form.all("role")), &roles))
        (parts::more(view.t(words::IN_CHARGE_OF), parts::checkbox_group(&in_charge, &unit_choices)))
        (parts::actions(html! {
            (parts::button(view.t(common::SAVE), Style::Primary))
            (parts::link_button(view.t(common::CANCEL), paths::PEOPLE, Style::Plain))
        }))
    }
}

/// A one-time link, shown once.
pub fn secret_link(view: View, name: &str, link: &str) -> Page {
    let body = html! {
        (parts::secret_box(view.lang, view.t(words::LINK_TITLE), link))
        (parts::actions(html! {
            (parts::link_button(view.t(words::DONE), paths::PEOPLE, Style::Primary))
        }))
    };
    Page::new(view.t(words::LINK_TITLE), body)
        .lead(words::link_lead(view.lang, name))
        .crumb(view.t(words::PEOPLE), paths::PEOPLE)
        .width(Width::Reading)
}

/// The page with the file field, and what was wrong with the last file.
pub fn import(view: View, mistakes: &[String]) -> Page {
    let import = Import {
        title: words::IMPORT_PEOPLE,
        columns: words::FILE_HELP,
        action: paths::PEOPLE_IMPORT,
        list: (words::PEOPLE, paths::PEOPLE),
    };
    import.page(view, mistakes)
}

/// The links of everyone who was just imported, to print and cut.
pub fn imported(view: View, links: &[(String, String)]) -> Page {
    let columns = [Column::text(view.t(common::NAME)), Column::text(view.t(words::LINK_TITLE))];
    let rows: Vec<Vec<Markup>> = links
        .iter()
        .map(|(name, link)| vec![html! { (name) }, html! { code { (link) } }])
        .collect();
    let body = html! {
        (parts::notice(Tone::Soon, html! {
            p { strong { (words::imported(view.lang, links.len())) } }
            p { (view.t(words::LINKS_ONCE)) }
        }))
        (parts::table(view.t(words::LINKS_TITLE), &columns, &rows))
        (parts::actions(html! {
            (parts::link_button(view.t(words::DONE), paths::PEOPLE, Style::Primary))
        }))
    };
    Page::new(view.t(words::LINKS_TITLE), body).crumb(view.t(words::PEOPLE), paths::PEOPLE)
}
