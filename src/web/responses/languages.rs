//! A questionnaire in the language it is read in. What is not written in it stands there in Chinese,
//! and every text says which language it is, for screen readers and for fonts.

use maud::{Markup, html};

use crate::domain::lang::{Lang, words};
use crate::domain::questionnaires::{Document, Language, Words, Writing};
use crate::web::page::View;
use crate::web::parts::{self, Tone};

words! {
    in_further(name: &str) = "您选了{name}。问卷的题目已经译好的显示{name}，没有译文的显示中文；网页上的其他说明、按钮和提示只有中文和英文，这里用中文。选哪种文字不会记入答卷。",
                             "You chose {name}. Questions stand in it where they were translated, in Chinese elsewhere; all other sentences of this page exist in Chinese and English only and stand in Chinese. Your choice is no part of the answers.";
}

/// The further language that a document is read in.
pub fn of(view: View, document: &Document) -> Option<&Language> {
    document.language(view.further?)
}

/// The title, and what a reader of a further language should know.
pub fn title(view: View, document: &Document) -> Markup {
    let language = of(view, document);
    let title = html! { (document.title.to(view.lang)) };
    html! {
        h1 .upright[stands_upright(language, &document.title)]
            dir=[language.filter(|it| document.title.further(it.tag).is_some()).and_then(Language::dir)] {
            (marked(view.lang, language, &document.title, title))
        }
        @if let Some(language) = language {
            (parts::notice(Tone::Info, html! { p { (in_further(view.lang, &language.name)) } }))
        }
    }
}

/// The opening lines.
pub fn intro(view: View, document: &Document) -> Markup {
    let language = of(view, document);
    let drawn = lines(view.lang, language, &document.intro, |line| html! { (line) });
    html! {
        @if stands_upright(language, &document.intro) { div.upright { (drawn) } }
        @else { (drawn) }
    }
}

fn stands_upright(language: Option<&Language>, words: &Words) -> bool {
    language.is_some_and(|language| {
        language.writing == Writing::Downward && words.further(language.tag).is_some()
    })
}

/// A drawn text with the language it is in, where that is not the page's.
pub fn marked(lang: Lang, further: Option<&Language>, words: &Words, text: Markup) -> Markup {
    match further.filter(|language| words.further(language.tag).is_some()) {
        Some(language) => html! { span lang=(language.tag) dir=[language.dir()] { (text) } },
        None if words.written(lang).is_none() => html! { span lang=(Lang::Zh.tag()) { (text) } },
        None => text,
    }
}

/// A text in the reader's language, marked as Chinese where it was not translated.
pub fn said(lang: Lang, words: &Words) -> Markup {
    marked(lang, None, words, html! { (words.to(lang)) })
}

/// A longer text, a paragraph a line.
pub fn paragraphs(lang: Lang, words: &Words) -> Markup {
    lines(lang, None, words, |line| html! { (line) })
}

/// The same in a further language, each line drawn in some way.
pub fn lines(
    lang: Lang,
    further: Option<&Language>,
    words: &Words,
    drawn: impl Fn(&str) -> Markup,
) -> Markup {
    let further = further.filter(|language| words.further(language.tag).is_some());
    let tag = match further {
        Some(language) => Some(language.tag.to_string()),
        None => words.written(lang).is_none().then(|| Lang::Zh.tag().to_owned()),
    };
    html! {
        @for line in words.to(lang).lines().filter(|line| !line.trim().is_empty()) {
            p lang=[&tag] dir=[further.and_then(Language::dir)] { (drawn(line)) }
        }
    }
}
