//! Cards: what printing means, and the sheets themselves.

use maud::{Markup, PreEscaped, html};
use qrcode::render::svg;
use qrcode::{EcLevel, QrCode};

use super::super::words;
use super::under;
use crate::domain::campaigns::{Audience, Campaign};
use crate::domain::credentials::token::Token;
use crate::domain::questionnaires::Writing;
use crate::domain::refusal::Refusal;
use crate::services::Site;
use crate::services::cards::Cards;
use crate::web::page::{Page, View, Width};
use crate::web::parts::{self, Confirm, Tone};
use crate::web::{paths, refusals};

/// Slips on an A4 sheet, two in a row.
const SLIPS: usize = 10;

/// Before printing: what it means, or why it is not possible.
pub fn before(
    view: View,
    campaign: &Campaign,
    audience: &Audience,
    refusal: Option<&Refusal>,
) -> Page {
    let print = Confirm {
        label: view.t(words::CARDS_TITLE),
        question: html! { p { (view.t(words::CARDS_BEFORE)) } },
        action: &paths::audience_cards(campaign.id, audience.id),
        fields: html! {},
        button: view.t(words::CARDS_BUTTON),
    };
    let body = html! {
        @if let Some(refusal) = refusal {
            (parts::notice(Tone::Soon, html! { p { (refusals::sentence(view.lang, refusal)) } }))
        } @else {
            p { (view.t(words::CARDS_BEFORE)) }
            (parts::confirm(view.lang, &print))
        }
    };
    let lead = words::cards_lead(view.lang, audience.name(view.lang), audience.cards);
    let page = Page::new(view.t(words::CARDS_TITLE), body).lead(lead).width(Width::Reading);
    under(page, view, campaign)
}

/// The sheets, to print and cut.
pub fn sheets(view: View, cards: &Cards, site: &Site) -> Page {
    let body = html! {
        @for sheet in cards.tokens.chunks(SLIPS) {
            section.sheet {
                @for token in sheet { (slip(view, cards, site, token)) }
            }
        }
    };
    let page = Page::new(view.t(words::CARDS_TITLE), body)
        .lead(view.t(words::CARDS_ONCE))
        .actions(parts::print_button(view.t(words::PRINT)));
    under(page, view, &cards.campaign)
}

fn slip(view: View, cards: &Cards, site: &Site, token: &Token) -> Markup {
    let base_url = &site.base_url;
    let address = cards.address(base_url);
    let (_, typed) = address.split_once("://").unwrap_or(("", &address));
    html! {
        article.slip {
            h2 {
                @if site.simulated { (view.t(words::SIMULATED_CARD)) " " }
                (cards.campaign.name(view.lang))
                @for (language, title) in &cards.titles {
                    " " span.upright[language.writing == Writing::Downward] lang=(language.tag)
                        dir=[language.dir()] { (title) }
                }
            }
            div.slip-qr { (qr(&cards.link(base_url, token))) }
            p.slip-code translate="no" { (*token.grouped()) }
            p.slip-line {
                (view.t(words::CARD_LINE))
                @if let Some(day) = cards.campaign.dates.closes_on {
                    br; strong { (words::card_until(view.lang, &day.to_string())) }
                }
            }
            p.slip-address {
                span translate="no" { (typed) }
                br;
                (view.t(words::CARD_FINGERPRINT)) " "
                span translate="no" { (cards.fingerprint) }
            }
        }
    }
}

/// The link as a QR code, with the quiet zone that cameras need around it.
pub fn qr(link: &str) -> Markup {
    let code = QrCode::with_error_correction_level(link, EcLevel::M)
        .expect("a link is far shorter than a QR code holds");
    let drawn = code.render::<svg::Color>().quiet_zone(true).module_dimensions(1, 1).build();
    let svg = drawn.find("<svg").map_or("", |start| &drawn[start..]);
    html! { (PreEscaped(svg)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_qr_code_is_a_picture_alone_with_a_quiet_zone() {
        let link = "https://wj.example.cn/s/7K2M0QXW#7K2M0QXW9ABCDEFGHJKM.7K2M0QXW9ABCDEFG";
        let picture = qr(link).into_string();
        assert!(picture.starts_with("<svg") && picture.ends_with("</svg>"), "{picture}");
        assert!(!picture.contains("style=") && !picture.contains("<?xml"));
        let modules = QrCode::with_error_correction_level(link, EcLevel::M).expect("fits").width();
        assert!(picture.contains(&format!("width=\"{}\"", modules + 8)), "four modules each side");
    }
}
