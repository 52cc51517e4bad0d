//! Cards: what printing means, what was printed, and the papers themselves. What stands on paper
//! stands there in both languages, whichever the office reads.

use std::fmt::Write;

use maud::{Markup, PreEscaped, html};
use qrcode::render::svg;
use qrcode::{EcLevel, QrCode};

use super::super::{card_words as words, words as common};
use super::{cancelling, under};
use crate::domain::campaigns::cards::{PerSheet, Sheet};
use crate::domain::campaigns::launch::PoolPlan;
use crate::domain::campaigns::{Audience, Campaign};
use crate::domain::credentials::token::Token;
use crate::domain::lang::{Lang, Text};
use crate::domain::questionnaires::Writing;
use crate::domain::refusal::Refusal;
use crate::services::Site;
use crate::services::cards::{Cards, Lost, Printed};
use crate::web::form::Form;
use crate::web::page::{Page, View, Width};
use crate::web::parts::{self, Choice, Column, Confirm, Field, Style, Tone};
use crate::web::{paths, refusals};

/// Before printing: what it means, or why it is not possible.
pub fn before(
    view: View,
    campaign: &Campaign,
    (plan, audience): (&PoolPlan, &Audience),
    form: &Form,
    refusal: Option<&Refusal>,
) -> Page {
    let has_columns = plan.asks.iter().flat_map(|asks| &asks.languages);
    let has_columns = has_columns.into_iter().any(|it| it.writing == Writing::Downward);
    let fits = if has_columns { PerSheet::Eight } else { PerSheet::Ten };
    let chosen = PerSheet::from_code(form.text("per_sheet")).unwrap_or(fits);
    let per_sheet = Field::new(view.lang, "per_sheet", view.t(words::PER_SHEET))
        .value(chosen.code())
        .error(form.error("per_sheet"))
        .required();
    let choice = |of: PerSheet, label: Text| Choice::new(of.code(), view.t(label));
    let choices = [choice(PerSheet::Ten, words::TEN), choice(PerSheet::Eight, words::EIGHT)];
    let print = Confirm {
        label: view.t(words::CARDS_TITLE),
        question: html! { p { (view.t(words::CARDS_BEFORE)) } },
        action: &paths::audience_cards(campaign.id, audience.id),
        fields: parts::radio_group(&per_sheet, &choices),
        button: view.t(words::CARDS_BUTTON),
    };
    let body = html! {
        (parts::error_summary(view.lang, form.errors()))
        @if let Some(refusal) = refusal {
            (parts::notice(Tone::Soon, html! { p { (refusals::sentence(view.lang, refusal)) } }))
        } @else {
            (parts::confirm(view.lang, &print))
        }
        (parts::actions(parts::link_button(
            view.t(words::HANDING_OUT),
            &paths::cards_handing_out(campaign.id, audience.id),
            Style::Plain)))
    };
    let lead = words::cards_lead(view.lang, audience.name(view.lang), audience.cards);
    let page = Page::new(view.t(words::CARDS_TITLE), body).lead(lead).width(Width::Reading);
    under(page, view, campaign)
}

/// After printing: the papers around them, and a lost sheet.
pub fn printed(
    view: View,
    (campaign, audience): (&Campaign, &Audience),
    sheets: &[Sheet],
    form: &Form,
    collects: bool,
) -> Page {
    let (id, of) = (campaign.id, audience.id);
    let cards = sheets.iter().map(|sheet| sheet.cards).sum();
    let field = Field::new(view.lang, "sheets", view.t(words::REPRINT_SHEETS))
        .help(view.t(words::REPRINT_HELP))
        .value(form.text("sheets"))
        .error(form.error("sheets"))
        .required();
    let lost = html! {
        p { (view.t(words::REPRINT_LEAD)) }
        p { (view.t(words::REPRINT_PUBLIC)) }
        (parts::form(&paths::cards_reprint(id, of), html! {
            (parts::text_field(&field))
            (parts::actions(parts::button(view.t(words::REPRINT_BUTTON), Style::Plain)))
        }))
    };
    let sheets = words::sheets(view.lang, sheets.len(), cards);
    let body = html! {
        (parts::error_summary(view.lang, form.errors()))
        (parts::facts(&[(view.t(words::SHEETS), html! { (sheets) })]))
        (parts::actions(html! {
            (parts::link_button(
                view.t(words::HANDING_OUT), &paths::cards_handing_out(id, of), Style::Plain))
            (parts::link_button(
                view.t(words::RETURNED), &paths::cards_returned(id, of), Style::Plain))
        }))
        @if collects {
            (parts::panel(view.t(words::REPRINT), lost))
        } @else {
            (parts::notice(Tone::Late, html! {
                @if let Some(said) = cancelling::cancelled(view, campaign) { p { (said) } }
                p { (view.t(words::CARDS_ENDED)) }
            }))
        }
    };
    let title = format!("{} · {}", view.t(words::CARDS_PRINTED_TITLE), audience.name(view.lang));
    let page = Page::new(title, body).lead(view.t(words::PRINTED_LEAD)).width(Width::Reading);
    let page = if collects { page.with_form() } else { page };
    under(page, view, campaign)
}

/// Which sheets would be void, and how many cards with them.
pub fn lost(view: View, (campaign, audience): (&Campaign, &Audience), lost: &[Lost]) -> Page {
    let (id, of) = (campaign.id, audience.id);
    let columns = [
        Column::short(view.t(words::REPRINT_SHEETS)),
        Column::number(view.t(words::REPRINT_CARDS)),
        Column::number(view.t(words::REPRINT_PRINTED)),
    ];
    // On a phone the first cell stands as the heading of its row, without its column's.
    let row = |sheet: &Lost| {
        vec![
            html! { (words::sheet_number(view.lang, sheet.number)) },
            html! { (sheet.cards) },
            html! { (sheet.prints) },
        ]
    };
    let rows: Vec<Vec<Markup>> = lost.iter().map(row).collect();
    let numbers: Vec<String> = lost.iter().map(|sheet| sheet.number.to_string()).collect();
    let seen = lost.iter().map(|sheet| format!("{}:{}", sheet.number, sheet.prints));
    let seen: Vec<String> = seen.collect();
    let cards = lost.iter().map(|sheet| sheet.cards).sum();
    let body = html! {
        (parts::notice(Tone::Late, html! {
            p { (words::reprint_question(view.lang, lost.len(), cards)) }
        }))
        (parts::table(view.t(words::REPRINT_CHECK), &columns, &rows))
        p { (view.t(words::REPRINT_ONCE)) }
        (parts::form(&paths::cards_reprint(id, of), html! {
            (parts::hidden("sheets", &numbers.join("、")))
            (parts::hidden("seen", &seen.join(" ")))
            (parts::actions(html! {
                (parts::button(view.t(words::REPRINT_DO), Style::Danger))
                (parts::link_button(
                    view.t(words::REPRINT_BACK), &paths::audience_cards(id, of), Style::Plain))
            }))
        }))
    };
    let title = format!("{} · {}", view.t(words::REPRINT_CHECK), audience.name(view.lang));
    let page = Page::new(title, body).lead(view.t(words::REPRINT_LEAD)).width(Width::Reading);
    under(page, view, campaign)
}

/// The sheets, to print and cut.
pub fn sheets(view: View, cards: &Cards, site: &Site) -> Page {
    let body = html! {
        div.no-print {
            (parts::notice(Tone::Soon, html! {
                p { (view.t(words::CARDS_HERE_ONLY)) }
                p { (view.t(words::CARDS_JAM)) }
            }))
        }
        @for sheet in &cards.sheets {
            section.sheet .eight[cards.per_sheet == PerSheet::Eight] {
                (marks(cards.per_sheet))
                p.sheet-number { (margin(cards, sheet)) }
                @for token in &sheet.tokens { (slip(cards, site, token)) }
            }
        }
    };
    let page = Page::new(view.t(words::CARDS_TITLE), body)
        .lead(view.t(words::CARDS_ONCE))
        .actions(parts::print_button(view.t(common::PRINT)));
    under(page, view, &cards.campaign)
}

/// What the margin says, which is cut away: cards are not told apart by it.
fn margin(cards: &Cards, sheet: &Printed) -> String {
    let of = |lang| words::sheet_of(lang, sheet.number, cards.of_sheets);
    let name = cards.pool.name(Lang::Zh);
    let mut text = format!("{name} · {} · {}", of(Lang::Zh), of(Lang::En));
    if sheet.prints > 1 {
        for lang in Lang::ALL {
            text.push_str(" · ");
            text.push_str(&words::reprint_number(lang, sheet.prints));
        }
    }
    text
}

// Millimetres of an A4 sheet, as in `papers.css`: where its cards begin, how wide one is, how high all.
const LEFT: f64 = 15.0;
const TOP: f64 = 18.0;
const WIDE: f64 = 90.0;
const HIGH: f64 = 261.0;

/// Cut marks: lines in the margins at every cut, small crosses where cuts meet.
fn marks(per_sheet: PerSheet) -> Markup {
    let rows = u32::try_from(per_sheet.cards() / 2).unwrap_or(1);
    let mut path = String::new();
    let mut line = |x: f64, y: f64, dx: f64, dy: f64| {
        let _ = write!(path, "M{x} {y}l{dx} {dy}");
    };
    for column in 0..=2_u32 {
        let x = LEFT + WIDE * f64::from(column);
        line(x, TOP - 7.0, 0.0, 5.0);
        line(x, TOP + HIGH + 2.0, 0.0, 5.0);
        for row in 1..rows {
            let y = TOP + HIGH * f64::from(row) / f64::from(rows);
            line(x, y - 1.5, 0.0, 3.0);
        }
    }
    for row in 0..=rows {
        let y = TOP + HIGH * f64::from(row) / f64::from(rows);
        line(LEFT - 7.0, y, 5.0, 0.0);
        line(LEFT + 2.0 * WIDE + 2.0, y, 5.0, 0.0);
        if row > 0 && row < rows {
            line(LEFT + WIDE - 1.5, y, 3.0, 0.0);
        }
    }
    html! {
        svg.marks viewBox="0 0 210 297" aria-hidden="true" {
            path d=(path) fill="none" stroke="#000" stroke-width=".2" {}
        }
    }
}

/// A sentence in both languages, each on a line of its own.
pub(super) fn both(text: Text) -> Markup {
    html! { span lang="zh-CN" { (text.zh) } br; span lang="en" { (text.en) } }
}

fn slip(cards: &Cards, site: &Site, token: &Token) -> Markup {
    let base_url = &site.base_url;
    let address = cards.address(base_url);
    let (_, typed) = address.split_once("://").unwrap_or(("", &address));
    html! {
        article.slip lang="zh-CN" {
            h2 {
                @if site.simulated { (words::SIMULATED_CARD.zh) " " }
                (cards.campaign.name(Lang::Zh))
                @for (language, title) in &cards.titles {
                    " " span.upright[language.writing == Writing::Downward] lang=(language.tag)
                        dir=[language.dir()] { (title) }
                }
            }
            div.slip-qr { (qr(&cards.link(base_url, token))) }
            p.slip-code translate="no" { (*token.grouped()) }
            p.slip-line {
                (both(words::CARD_LINE))
                @if let Some(day) = cards.campaign.dates.closes_on {
                    br;
                    (words::CARD_UNTIL.zh) " " span lang="en" { (words::CARD_UNTIL.en) } " "
                    strong { (day) " 24:00" }
                }
            }
            p.slip-address {
                span translate="no" { (typed) }
                br;
                (words::CARD_FINGERPRINT.zh) " "
                span lang="en" { (words::CARD_FINGERPRINT.en) } " "
                span translate="no" { (cards.fingerprint) }
            }
            (issuer(cards))
        }
    }
}

/// Who gave the card out, and whom to call about it. The English name has room on a larger card alone.
fn issuer(cards: &Cards) -> Markup {
    let (zh, en) = (cards.campaign.issuer(Lang::Zh), cards.campaign.issuer(Lang::En));
    let telephone = &cards.campaign.texts.telephone;
    let width = |text: &str| text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>();
    let is_long = width(zh) + width(telephone) > ONE_LINE;
    html! {
        p.slip-issuer .long[is_long] {
            (zh)
            @if cards.per_sheet == PerSheet::Eight && en != zh { " " span lang="en" { (en) } }
            " "
            span.slip-call {
                (words::CARD_CALL.zh) " " span lang="en" { (words::CARD_CALL.en) } " "
                (telephone)
            }
        }
    }
}

/// Half characters of name and number that stand on one line of a card, beside their labels.
const ONE_LINE: usize = 40;

/// The paper for those who hand the cards out, to print and sign.
pub fn handing_out(view: View, campaign: &Campaign, audience: &Audience) -> Page {
    let rules = [
        words::OUT_CUT,
        words::OUT_MIX,
        words::OUT_DRAW,
        words::OUT_NO_LIST,
        words::OUT_FREE,
        words::OUT_LOST,
        words::OUT_BACK,
    ];
    let signing = [words::OUT_GOT, words::OUT_GAVE_BACK, words::OUT_WHO, words::OUT_WHEN];
    let body = html! {
        section.paper.handing-out {
            h2 { (view.t(words::OUT_TITLE)) }
            p { (campaign.name(view.lang)) }
            p { (words::cards_for(view.lang, audience.name(view.lang), audience.cards)) }
            ol { @for rule in rules { li { (view.t(rule)) } } }
            table.signing {
                tbody {
                    @for label in signing { tr { th scope="row" { (view.t(label)) } td {} } }
                }
            }
        }
    };
    let page = Page::new(view.t(words::OUT_TITLE), body)
        .lead(view.t(words::OUT_LEAD))
        .actions(parts::print_button(view.t(common::PRINT)));
    let cards = paths::audience_cards(campaign.id, audience.id);
    under(page, view, campaign).crumb(view.t(words::CARDS_PRINTED_TITLE), cards)
}

/// The link as a QR code, with the quiet zone that cameras need around it.
pub(super) fn qr(link: &str) -> Markup {
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
