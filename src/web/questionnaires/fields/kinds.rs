//! What each kind has of its own in the form of its question.

use super::{Form, Frame, LINES, Need, OPTIONS, measures, push_words, words, words_of};
use crate::domain::lang::Lang;
use crate::domain::questionnaires::{
    Amount, Aside, Asides, Bounds, Choice, Code, DECIMALS, Kind, KindName, MAX_BLANKS, MAX_TOTAL,
    Points, Words, blanks_in,
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
        K::YesNo
        | K::Nps
        | K::MatrixScale
        | K::MatrixText
        | K::Ranking
        | K::Number
        | K::Shares
        | K::Blanks
        | K::Date
        | K::Time
        | K::Suggestion => &[],
    }
}

/// The fields of a question that is not there yet. Closed questions begin with 不清楚 and 不便说.
pub fn empty(kind: KindName, last: usize) -> Form {
    let mut form = Form::default();
    form.push("position", last);
    form.push("kind", kind.code());
    if kind.has_points() {
        form.push("points", 5);
        push_asides(&mut form, BOTH);
    }
    match kind {
        KindName::Ranking => {
            form.push("places", 3);
            push_asides(&mut form, BOTH);
        }
        KindName::Number => form.push("decimals", 0),
        KindName::Shares => {
            form.push("total", 100);
            push_words(&mut form, "unit", &Words::both("%", "%"));
            push_asides(&mut form, BOTH);
        }
        _ => {}
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

const BOTH: Asides = Asides { unsure: true, unwilling: true };

fn push_asides(form: &mut Form, asides: Asides) {
    for aside in asides.offered() {
        form.push(aside.code(), "yes");
    }
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
    match kind {
        Kind::Ranking { places, asides, .. } => {
            form.push("places", places);
            push_asides(form, *asides);
        }
        Kind::Number { measured, decimals, unit } => {
            measures::push(form, measured);
            form.push("decimals", decimals);
            push_words(form, "unit", unit);
        }
        Kind::Date { measured } => measures::push(form, measured),
        Kind::Time { measured } => measures::push(form, measured),
        Kind::Shares { total, unit, cuts, asides, .. } => {
            push_asides(form, *asides);
            form.push("total", total);
            push_words(form, "unit", unit);
            form.push("cuts", measures::joined(cuts));
        }
        Kind::Blanks { sentence } => push_words(form, "sentence", sentence),
        _ => {}
    }
}

fn push_points(form: &mut Form, points: &Points<'_>) {
    form.push("points", points.last);
    push_words(form, "low", points.low);
    push_words(form, "high", points.high);
    push_asides(form, points.asides);
}

/// The kind a form describes.
pub fn read(form: &mut Form, frame: &Frame<'_>) -> Option<Kind> {
    let lang = frame.lang;
    let chosen = chosen(form, frame)?;
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
        KindName::Ranking => {
            let places = measures::whole(form, lang, "places", 1..=100);
            let options = options(form)?;
            Kind::Ranking { options, places: u8::try_from(places?).ok()?, asides: asides(form) }
        }
        KindName::Number => {
            let measured = measures::read(form, lang);
            let decimals = measures::whole(form, lang, "decimals", 0..=DECIMALS.into());
            let unit = words_of::<20>(form, lang, "unit", Need::Nothing);
            let decimals = u8::try_from(decimals?).ok()?;
            Kind::Number { measured: measured?, decimals, unit: unit? }
        }
        KindName::Date => Kind::Date { measured: measures::read(form, lang)? },
        KindName::Time => Kind::Time { measured: measures::read(form, lang)? },
        KindName::Shares => {
            let total = measures::whole(form, lang, "total", 1..=MAX_TOTAL);
            let unit = words_of::<20>(form, lang, "unit", Need::Nothing);
            let cuts = measures::cuts::<Amount>(form, lang)?;
            let cuts = cuts.iter().map(|cut| cut.to_string().parse().ok()).collect();
            let cuts: Option<Vec<u32>> = cuts;
            if cuts.is_none() {
                form.fail("cuts", words::CUTS_WRONG.to(lang));
            }
            let parts = LINES.read(form, lang, &frame.line_codes)?;
            Kind::Shares { parts, total: total?, unit: unit?, cuts: cuts?, asides: asides(form) }
        }
        KindName::Blanks => {
            let sentence = words_of::<1000>(form, lang, "sentence", Need::Chinese)?;
            let blanks = |lang| sentence.written(lang).map_or(0, |text| blanks_in(text).len() - 1);
            let in_chinese = blanks(Lang::Zh);
            if !(1..=MAX_BLANKS).contains(&in_chinese) {
                form.fail("sentence_zh", words::blank_count(lang, MAX_BLANKS));
            } else if sentence.written(Lang::En).is_some() && blanks(Lang::En) != in_chinese {
                form.fail("sentence_en", words::blanks_differ(lang, in_chinese));
            }
            Kind::Blanks { sentence }
        }
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

/// The kind that is chosen, of those this one can become; its own where none was sent.
fn chosen(form: &mut Form, frame: &Frame<'_>) -> Option<KindName> {
    let sent: Vec<&str> = form.all("kind").collect();
    let chosen = match sent.as_slice() {
        [] => Some(frame.kind),
        [code] => KindName::from_code(code),
        _ => None,
    };
    let chosen = chosen.filter(|kind| *kind == frame.kind || like(frame.kind).contains(kind));
    if chosen.is_none() {
        form.fail("kind", words::KIND_WRONG.to(frame.lang));
    }
    chosen
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

pub(super) fn asides(form: &Form) -> Asides {
    let [unsure, unwilling] = Aside::ALL.map(|aside| form.has(aside.code()));
    Asides { unsure, unwilling }
}
