//! What each kind has of its own in the form of its question.

use super::{Form, Frame, LINES, Need, OPTIONS, push_words, words, words_of};
use crate::domain::lang::Lang;
use crate::domain::questionnaires::{
    Aside, Asides, Bounds, Choice, Code, Kind, KindName, Points, Words,
};

/// Kinds that a question of this kind can become without losing anything.
pub fn like(kind: KindName) -> &'static [KindName] {
    use KindName as K;
    match kind {
        K::Single | K::Multiple | K::Dropdown => &[K::Single, K::Multiple, K::Dropdown],
        K::ShortText | K::LongText => &[K::ShortText, K::LongText],
        K::Scale | K::Stars => &[K::Scale, K::Stars],
        K::MatrixSingle | K::MatrixMultiple => &[K::MatrixSingle, K::MatrixMultiple],
        K::Note | K::Section | K::Page => &[K::Note, K::Section, K::Page],
        K::YesNo | K::Nps | K::MatrixScale | K::MatrixText | K::Suggestion => &[],
    }
}

/// The fields of a question that is not there yet. Closed questions begin with 不清楚 and 不便说.
pub fn empty(kind: KindName, last: usize) -> Form {
    let mut form = Form::default();
    form.push("position", last);
    form.push("kind", kind.code());
    if kind.has_points() {
        form.push("points", 5);
        form.push("unsure", "yes");
        form.push("unwilling", "yes");
    }
    if kind == KindName::YesNo {
        let yes_or_no = [("yes", "是", "Yes"), ("no", "否", "No")];
        let named = yes_or_no.map(|(raw, zh, en)| (raw, Words::both(zh, en), false));
        let asides = Aside::ALL.map(|aside| (aside.code(), aside.text().into(), true));
        let choices = named.into_iter().chain(asides).map(|(raw, text, exclusive)| Choice {
            exclusive,
            ..Choice::new(Code::parse(raw).expect("a word is a code"), text)
        });
        OPTIONS.push(&mut form, &choices.collect::<Vec<_>>());
    }
    form
}

/// The fields of a kind.
pub fn push(form: &mut Form, kind: &Kind) {
    if let Kind::Multiple { bounds, .. } = kind.cell() {
        for (name, bound) in [("least", bounds.least), ("most", bounds.most)] {
            if let Some(bound) = bound {
                form.push(name, bound);
            }
        }
    }
    if let Some(points) = kind.points() {
        push_points(form, &points);
    }
    OPTIONS.push(form, kind.options());
    LINES.push(form, kind.lines());
}

fn push_points(form: &mut Form, points: &Points<'_>) {
    form.push("points", points.last);
    push_words(form, "low", points.low);
    push_words(form, "high", points.high);
    for aside in points.asides.offered() {
        form.push(aside.code(), "yes");
    }
}

/// The kind a form describes.
pub fn read(form: &mut Form, frame: &Frame<'_>) -> Option<Kind> {
    let chosen = KindName::from_code(form.text("kind"));
    let chosen = chosen.filter(|kind| like(frame.kind).contains(kind)).unwrap_or(frame.kind);
    let lang = frame.lang;
    let options = |form: &mut Form| OPTIONS.read(form, lang, &frame.option_codes);
    Some(match chosen {
        KindName::Single | KindName::YesNo => Kind::Single { options: options(form)? },
        KindName::Dropdown => Kind::Dropdown { options: options(form)? },
        KindName::Multiple => multiple(form, frame)?,
        KindName::Scale => scale(form, lang, false)?,
        KindName::Stars => scale(form, lang, true)?,
        KindName::Nps => {
            let (low, high) = ends(form, lang)?;
            Kind::Nps { low, high, asides: asides(form) }
        }
        KindName::MatrixSingle => {
            let cell = options(form).map(|options| Kind::Single { options });
            matrix(form, frame, cell)?
        }
        KindName::MatrixMultiple => {
            let cell = multiple(form, frame);
            matrix(form, frame, cell)?
        }
        KindName::MatrixScale => {
            let cell = scale(form, lang, false);
            matrix(form, frame, cell)?
        }
        KindName::MatrixText => matrix(form, frame, Some(Kind::ShortText))?,
        KindName::ShortText => Kind::ShortText,
        KindName::LongText => Kind::LongText,
        KindName::Note => Kind::Note,
        KindName::Section => Kind::Section,
        KindName::Page => Kind::Page,
        KindName::Suggestion => match frame.stored.map(|question| &question.kind) {
            Some(Kind::Suggestion { about }) => Kind::Suggestion { about: about.clone() },
            _ => Kind::Suggestion { about: Vec::new() },
        },
    })
}

fn multiple(form: &mut Form, frame: &Frame<'_>) -> Option<Kind> {
    let least = bound(form, frame.lang, "least");
    let most = bound(form, frame.lang, "most");
    let options = OPTIONS.read(form, frame.lang, &frame.option_codes)?;
    Some(Kind::Multiple { options, bounds: Bounds { least, most } })
}

/// A number of options from 1; none for a blank, and for what is noted to be wrong.
fn bound(form: &mut Form, lang: Lang, name: &str) -> Option<u8> {
    let typed = form.text(name).trim().to_owned();
    if typed.is_empty() {
        return None;
    }
    let bound = typed.parse::<u8>().ok().filter(|bound| (1..=100).contains(bound));
    if bound.is_none() {
        form.fail(name, words::BOUND_WRONG.to(lang));
    }
    bound
}

fn matrix(form: &mut Form, frame: &Frame<'_>, cell: Option<Kind>) -> Option<Kind> {
    let lines = LINES.read(form, frame.lang, &frame.line_codes)?;
    Some(Kind::Matrix { lines, cell: Box::new(cell?) })
}

fn scale(form: &mut Form, lang: Lang, stars: bool) -> Option<Kind> {
    let points = form.text("points").trim().parse().ok().filter(|points| (3..=10).contains(points));
    if points.is_none() {
        form.fail("points", words::POINTS_HELP.to(lang));
    }
    let ends = ends(form, lang);
    let (low, high) = ends?;
    Some(Kind::Scale { points: points?, low, high, asides: asides(form), stars })
}

fn ends(form: &mut Form, lang: Lang) -> Option<(Words, Words)> {
    let low = words_of::<60>(form, lang, "low", Need::Nothing);
    let high = words_of::<60>(form, lang, "high", Need::Nothing);
    Some((low?, high?))
}

fn asides(form: &Form) -> Asides {
    let [unsure, unwilling] = Aside::ALL.map(|aside| form.has(aside.code()));
    Asides { unsure, unwilling }
}
