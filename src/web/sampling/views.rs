//! Pages of the faithfulness sample.

use maud::{Markup, html};

use super::words;
use crate::domain::id::PersonId;
use crate::domain::lang::Lang;
use crate::domain::plan::vocabularies::WordSet;
use crate::domain::suggestions::SampleVerdict;
use crate::services::suggestions::Campaign;
use crate::services::suggestions::sample::{Drawn, Pair, Reading, Sampling, Standing};
use crate::web::form::Form;
use crate::web::page::{Page, View, Width};
use crate::web::parts::{self, Choice, Field, Style, Tone};
use crate::web::paths;

fn name_of(view: View, campaign: &Campaign) -> &str {
    match view.lang {
        Lang::En if !campaign.name_en.is_empty() => &campaign.name_en,
        _ => &campaign.name_zh,
    }
}

/// Supervision's page: who reads, and numbers.
pub fn overview(view: View, overview: &[Sampling], form: &Form) -> Page {
    let body = html! {
        @if overview.is_empty() { (parts::empty_state(view.t(words::NOTHING_OPENED), None)) }
        @if let Some(error) = form.error("reader") {
            (parts::notice(Tone::Late, html! { p { (error) } }))
        }
        @for sampling in overview {
            (parts::panel(name_of(view, &sampling.campaign), match &sampling.standing {
                Standing::TooEarly => html! { p.muted { (view.t(words::TOO_EARLY)) } },
                Standing::ToDraw(able) => to_draw(view, &sampling.campaign, able),
                Standing::Drawn(drawn) => figures(view, drawn),
            }))
        }
    };
    Page::new(view.t(words::SAMPLING), body)
        .lead(view.t(words::SAMPLING_LEAD))
        .width(Width::Reading)
}

fn to_draw(view: View, campaign: &Campaign, able: &[(PersonId, String)]) -> Markup {
    if able.is_empty() {
        return parts::notice(Tone::Soon, html! { p { (view.t(words::NOBODY_ABLE)) } });
    }
    parts::side_form(
        &paths::sampling_campaign(campaign.id),
        html! {
            p { (view.t(words::READER_HELP)) }
            (parts::actions(html! {
                @for (id, name) in able {
                    (parts::button_naming(&words::draw(view.lang, name), Style::Plain, "reader", &id.to_string()))
                }
            }))
        },
    )
}

fn figures(view: View, drawn: &Drawn) -> Markup {
    let number = |count: usize| html! { (count) };
    let read = drawn.faithful + drawn.unfaithful;
    html! {
        (parts::facts(&[
            (view.t(words::READER), html! { (drawn.reader) }),
            (view.t(words::DRAWN_AT), html! { (drawn.drawn_at.to_minute()) }),
            (view.t(words::FRAME), number(drawn.frame)),
            (view.t(words::DRAWN), number(drawn.drawn)),
            (view.t(words::READ), number(read)),
            (view.t(SampleVerdict::Faithful.text()), number(drawn.faithful)),
            (view.t(SampleVerdict::Unfaithful.text()), number(drawn.unfaithful)),
            (view.t(words::SEED), html! { code { (drawn.seed.as_str()) } }),
        ]))
        @let (tone, said) = if drawn.holds { (Tone::Good, words::HOLDS) } else { (Tone::Late, words::BROKEN) };
        p { (parts::badge(view.t(said), tone)) }
    }
}

/// The desk's page: what the reader has to read, what was remarked.
pub fn readings(view: View, readings: &[Reading]) -> Page {
    let body = html! {
        @if readings.is_empty() { (parts::empty_state(view.t(words::NO_SAMPLE), None)) }
        @for reading in readings {
            (parts::panel(name_of(view, &reading.campaign), html! {
                @if let Some(first) = reading.to_read.first() {
                    p { (words::to_read(view.lang, reading.to_read.len())) }
                    (parts::actions(parts::link_button(
                        view.t(words::BEGIN), &paths::sample_pair(reading.campaign.id, *first), Style::Primary)))
                } @else { p.muted { (view.t(words::NOTHING_TO_READ)) } }
                @if !reading.remarks.is_empty() {
                    h3 { (view.t(words::REMARKS)) }
                    ul {
                        @for (verdict, remark) in &reading.remarks {
                            li { (view.t(verdict.text())) "：" (remark) }
                        }
                    }
                }
            }))
        }
    };
    Page::new(view.t(words::SAMPLE), body)
        .lead(view.t(words::SAMPLE_LEAD))
        .crumb(view.t(words::DESK), paths::DESK)
        .width(Width::Reading)
}

/// A text beside what became of it.
pub fn pair(view: View, pair: &Pair, form: &Form) -> Page {
    let lang = view.lang;
    let mut about = Vec::new();
    if let Some((zh, en)) = &pair.audience {
        let is_en = lang == Lang::En && !en.is_empty();
        about.push((view.t(words::AUDIENCE).to_owned(), html! { (if is_en { en } else { zh }) }));
    }
    for (question, answer) in &pair.about {
        about.push((question.to(lang).to_owned(), html! { (answer.to(lang)) }));
    }
    let verdict = Field::new(lang, "verdict", view.t(words::VERDICT))
        .help(view.t(words::VERDICT_HELP))
        .value(form.text("verdict"))
        .error(form.error("verdict"))
        .required();
    let choices: Vec<Choice> = SampleVerdict::ALL
        .iter()
        .map(|verdict| Choice::new(verdict.code(), view.t(verdict.text())))
        .collect();
    let remark = Field::new(lang, "remark", view.t(words::REMARK))
        .help(view.t(words::REMARK_HELP))
        .value(form.text("remark"))
        .error(form.error("remark"))
        .limit(500);
    let body = html! {
        (parts::error_summary(lang, form.errors()))
        div.split {
            (parts::panel(view.t(words::WRITTEN), html! {
                blockquote.quote { (pair.written) }
                (parts::facts(&about))
            }))
            div.stack {
                (parts::panel(view.t(words::BECAME), became(view, pair)))
                (parts::form(&paths::sample_pair(pair.campaign.id, pair.text), html! {
                    (parts::radio_group(&verdict, &choices))
                    (parts::text_area(&remark, 3))
                    (parts::actions(parts::button(view.t(words::JUDGE), Style::Primary)))
                }))
            }
        }
    };
    Page::new(view.t(words::SAMPLE), body)
        .lead(view.t(words::PAIR_LEAD))
        .crumb(view.t(words::SAMPLE), paths::SAMPLE)
        .width(Width::Wide)
        .with_form()
}

fn became(view: View, pair: &Pair) -> Markup {
    let Some(item) = &pair.item else {
        let reason = pair.reason.map_or("—", |reason| view.t(reason.text()));
        return html! { p { (view.t(words::SET_ASIDE)) "：" (reason) } };
    };
    let unit = pair.units.iter().find(|unit| unit.id == item.draft.unit);
    let category = pair.words.iter().find(|word| {
        word.set == WordSet::RiskCategories && word.code.as_str() == item.draft.category
    });
    html! {
        blockquote.quote { (item.draft.text) }
        (parts::facts(&[
            (view.t(crate::web::words::UNIT), html! { (unit.map_or("—", |unit| unit.name(view.lang))) }),
            (view.t(words::CATEGORY), html! { (category.map_or("—", |word| word.text(view.lang))) }),
        ]))
    }
}
