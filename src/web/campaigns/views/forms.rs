//! The form of a campaign's texts and days, and the one that stops mail to an address.

use maud::{Markup, html};

use super::super::words;
use super::under;
use crate::domain::campaigns::Campaign;
use crate::domain::lang::Text;
use crate::web::form::Form;
use crate::web::mailing::letter_words;
use crate::web::page::{Page, View, Width};
use crate::web::parts::{self, Field, Style};
use crate::web::{paths, words as common};

/// A new campaign.
pub fn new(view: View, form: &Form) -> Page {
    let body = html! {
        (parts::error_summary(view.lang, form.errors()))
        (parts::form(paths::CAMPAIGN_NEW, html! {
            (parts::submit_key(form))
            (fields(view, form, paths::CAMPAIGNS))
        }))
    };
    Page::new(view.t(words::NEW), body)
        .crumb(view.t(words::CAMPAIGNS), paths::CAMPAIGNS)
        .width(Width::Reading)
        .with_form()
}

/// A draft.
pub fn edit(view: View, campaign: &Campaign, form: &Form) -> Page {
    let back = paths::campaign(campaign.id);
    let body = html! {
        (parts::error_summary(view.lang, form.errors()))
        (parts::form(&paths::campaign_edit(campaign.id), fields(view, form, &back)))
    };
    let page = Page::new(view.t(words::EDIT), body).width(Width::Reading).with_form();
    under(page, view, campaign)
}

fn fields(view: View, form: &Form, back: &str) -> Markup {
    let field = |name, label: Text| {
        Field::new(view.lang, name, view.t(label)).error(form.error(name)).value(form.text(name))
    };
    let names = letter_words::placeholders(view.lang);
    let text_help = format!("{} {names}", view.t(words::MAIL_TEXT_HELP));
    let helped = |name, label, help: Text| field(name, label).help(view.t(help));
    html! {
        (parts::hidden("revision", form.text("revision")))
        (parts::text_field(&field("name_zh", words::NAME_ZH).required()))
        (parts::text_field(&helped("name_en", words::NAME_EN, words::NAME_EN_HELP)))
        (parts::text_field(&field("issuer_zh", words::ISSUER_ZH).required()))
        (parts::text_field(&field("issuer_en", words::ISSUER_EN)))
        (parts::text_field(&field("telephone", words::TELEPHONE).required()))
        (parts::text_field(&helped("tips_to", words::TIPS_TO, words::TIPS_TO_HELP).required()))
        (parts::text_field(&helped("notice_url", words::NOTICE, words::NOTICE_HELP)))
        (parts::date_field(&field("opens_on", words::OPENS_ON)))
        (parts::date_field(&helped("closes_on", words::CLOSES_ON, words::CLOSES_HELP)))
        (parts::date_field(&helped("remind_on", words::REMIND_ON, words::REMIND_HELP)))
        (parts::date_field(&field("remind_on_2", words::REMIND_ON_2)))
        (parts::date_field(&field("remind_on_3", words::REMIND_ON_3)))
        (parts::text_area(
            &helped("privacy_zh", words::PRIVACY_ZH, words::PRIVACY_HELP).required(), 4))
        (parts::text_area(&field("privacy_en", words::PRIVACY_EN), 4))
        (parts::text_field(&field("mail_subject", words::MAIL_SUBJECT).help(&names).required()))
        (parts::text_area(&field("mail_text", words::MAIL_TEXT).help(&text_help).required(), 4))
        (parts::actions(html! {
            (parts::button(view.t(common::SAVE), Style::Primary))
            (parts::link_button(view.t(common::CANCEL), back, Style::Plain))
        }))
    }
}

/// Stops mail to an address.
pub fn opt_out(view: View, campaign: &Campaign, form: &Form) -> Page {
    let address = Field::new(view.lang, "address", view.t(words::OPT_OUT_ADDRESS))
        .autocomplete("off")
        .error(form.error("address"))
        .value(form.text("address"))
        .required();
    let body = html! {
        (parts::error_summary(view.lang, form.errors()))
        (parts::form(&paths::campaign_opt_out(campaign.id), html! {
            (parts::text_field(&address))
            (parts::actions(html! {
                (parts::button(view.t(words::OPT_OUT), Style::Primary))
                (parts::link_button(
                    view.t(common::CANCEL), &paths::campaign(campaign.id), Style::Plain))
            }))
        }))
    };
    let page = Page::new(view.t(words::OPT_OUT), body)
        .lead(view.t(words::OPT_OUT_LEAD))
        .width(Width::Reading)
        .with_form();
    under(page, view, campaign)
}
