//! The story of an item, moment by moment.

use maud::{Markup, html};

use super::super::{
    extension_words, on_behalf_words, overtaken_words, signing_words, watch_words, words,
};
use super::date_written;
use crate::domain::ledger::{Act, Deed, Event, ExtensionStanding, Recording};
use crate::services::ledger::{Dossier, ExtensionNow};
use crate::web::page::View;
use crate::web::parts::{self, Moment};

/// Everything that happened, in the order of time.
pub(super) fn story(view: View, dossier: &Dossier) -> Markup {
    let mut moments: Vec<Moment> =
        dossier.story.iter().map(|event| moment(view, dossier, event)).collect();
    moments.extend(dossier.extensions.iter().filter_map(|now| silence(view, now)));
    // Minutes are written so that their order is that of time; a stable sort keeps the story's own.
    moments.sort_by(|one, other| one.when.cmp(&other.when));
    parts::history(&moments)
}

/// That nobody answered a request for more time until its day was over. Nobody did it, so that no event
/// tells of it.
fn silence(view: View, now: &ExtensionNow) -> Option<Moment> {
    let ExtensionStanding::Silent(until) = now.standing else { return None };
    let what = html! {
        p { strong { (view.t(extension_words::EXTENSION_SILENT)) } }
        p { (extension_words::asked_for(view.lang, &date_written(view, now.extension.asked.to))) }
    };
    Some(Moment { when: format!("{until} 24:00"), who: view.t(words::PROGRAM).to_owned(), what })
}

fn moment(view: View, dossier: &Dossier, event: &Event) -> Moment {
    let duty = dossier.record.item.duty;
    let deed = match event.deed {
        Deed::Opened => words::DEED_OPENED,
        Deed::Filed => words::DEED_FILED,
        Deed::TookAway => words::DEED_TOOK_AWAY,
        Deed::Drawn => watch_words::DRAWN,
        Deed::Marked => watch_words::MARK,
        Deed::Overwrote => overtaken_words::OVERWROTE,
        Deed::LookedAgain => watch_words::LOOK_AGAIN,
        Deed::Signed => signing_words::DEED_SIGNED,
        Deed::Moved => words::DEED_MOVED,
        Deed::AskedExtension => extension_words::DEED_ASKED_EXTENSION,
        Deed::GrantedExtension => extension_words::DEED_GRANTED_EXTENSION,
        Deed::RefusedExtension => extension_words::DEED_REFUSED_EXTENSION,
        Deed::Instructed { .. } => on_behalf_words::INSTRUCTED,
        Deed::Acted(act) => act.text(),
    };
    let who = match event.person {
        Some(person) => {
            let who = format!(
                "{}{}",
                dossier.names.person(person),
                view.in_brackets(view.t(event.who.text())),
            );
            match event.recorded {
                Some(Recording { by, signed_on }) => on_behalf_words::story_recorded(
                    view.lang,
                    &who,
                    dossier.names.person(by),
                    &signed_on.to_string(),
                ),
                None => who,
            }
        }
        None => view.t(words::PROGRAM).to_owned(),
    };
    let extended = event.extended_to();
    let deed = match extended {
        Some((to, _)) if event.deed == Deed::AskedExtension => {
            extension_words::asked_for(view.lang, &date_written(view, to))
        }
        Some((to, _)) => extension_words::granted_until(view.lang, &date_written(view, to)),
        None => view.t(deed).to_owned(),
    };
    let words = extended.map_or(event.words.as_deref(), |(_, said)| Some(said));
    Moment {
        when: event.at.to_minute(),
        who,
        what: html! {
            p {
                strong { (deed) }
                @if matches!(event.deed, Deed::Acted(_)) { " → " (view.t(event.state.text_of(duty))) }
                @if let Deed::Instructed { on, agrees } = event.deed {
                    (view.colon()) (view.t(on.act().text())) " · "
                    (view.t(if agrees { on_behalf_words::AGREES } else { on_behalf_words::DECLINES }))
                }
            }
            @if let Some(words) = words.filter(|words| !words.is_empty()) { p { (told(view, event.deed, words)) } }
            @if let Some(hash) = &event.plan_hash { p.muted { (words::plan_hash(view.lang, hash)) } }
        },
    }
}

/// What was said, as it was said; what the program wrote before the words of a first signature stands
/// in the reader's language.
fn told(view: View, deed: Deed, words: &str) -> String {
    let mut acts = [Act::MoveToLongTerm, Act::Void].into_iter().filter(|_| deed == Deed::Signed);
    let written = acts.find_map(|act| Some((act, words.strip_prefix(act.text().zh)?)));
    match written {
        Some((act, rest)) => format!("{}{rest}", view.t(act.text())),
        None => words.to_owned(),
    }
}
