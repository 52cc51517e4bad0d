//! The working-day calendar: its years, the days of a year, and a year's notice as a file.

use axum::extract::Multipart;
use axum::http::Uri;
use axum::response::Response;

use super::views::calendar as views;
use super::words;
use crate::domain::calendar::{
    CalendarDay, CalendarYear, DayKind, Fault, Mistake, YearStanding, days_off, is_plausible,
    parse_year,
};
use crate::domain::lang::Lang;
use crate::domain::ledger::EvidenceFile;
use crate::domain::refusal::Refusal;
use crate::domain::text::Line;
use crate::domain::time::Day;
use crate::services::Error;
use crate::services::calendar::{self, Moves, StoredYear};
use crate::services::tables::decode_text;
use crate::web::download::attachment;
use crate::web::error::Result;
use crate::web::form::{Form, Key};
use crate::web::session::Staff;
use crate::web::upload::Upload;
use crate::web::words as common;
use crate::web::{paths, refusals};

/// All years.
pub async fn get_years(staff: Staff) -> Result<Response> {
    let (years, days) = calendar::years(&staff.app, &staff.actor).await?;
    Ok(staff.page(&views::years(staff.view, &years, &days, &staff.typed())))
}

/// Adds a year whose notice is still to come.
pub async fn post_year(staff: Staff, mut form: Form) -> Result<Response> {
    let typed = form.text("year").trim().parse::<i32>().ok();
    match typed.filter(|year| (2000..=2100).contains(year)) {
        None => form.fail("year", words::YEAR_WRONG.to(staff.lang())),
        Some(year) => match calendar::add_year(&staff.app, &staff.actor, year).await {
            Ok(()) => return Ok(saved(&staff, year)),
            Err(Error::Refused(refusal @ Refusal::YearKnown)) => {
                form.fail("year", refusals::sentence(staff.lang(), &refusal));
            }
            Err(other) => return Err(other.into()),
        },
    }
    let (years, days) = calendar::years(&staff.app, &staff.actor).await?;
    Ok(staff.mend(&views::years(staff.view, &years, &days, &form)))
}

/// One year.
pub async fn get_year(staff: Staff, Key(year): Key<i32>) -> Result<Response> {
    let (stored, days) = calendar::year(&staff.app, &staff.actor, year).await?;
    let versions = calendar::versions(&staff.app, &staff.actor, year).await?;
    Ok(staff.page(&views::year(staff.view, &stored, &days, &versions, &staff.typed())))
}

/// Sets one day.
pub async fn post_day(staff: Staff, Key(year): Key<i32>, mut form: Form) -> Result<Response> {
    let lang = staff.lang();
    let day = form.day("day", lang);
    if day.is_some_and(|day| day.year() != year) {
        form.fail("day", words::other_year(lang, year));
    }
    let kind = form.chosen("kind", lang, DayKind::from_code);
    if let Some(day) = day.filter(|day| kind == Some(DayKind::Makeup) && !day.is_weekend()) {
        form.fail("day", words::makeup_on_weekday(lang, &day.to_string()));
    }
    let name: Option<Line> = form.required("name", lang);
    if let (Some(day), Some(kind), Some(name), true) = (day, kind, name, form.is_clean()) {
        let set = CalendarDay { day, kind, name };
        let moves = calendar::preview_day(&staff.app, &staff.actor, day, Some(&set)).await?;
        if is_to_confirm(&mut form, &moves, lang) {
            let asked = (&moves, &*paths::calendar_year(year));
            return Ok(staff.mend(&views::moves(staff.view, year, &form, asked)));
        }
        let changed = calendar::put_day(&staff.app, &staff.actor, &set).await?;
        return Ok(kept(&staff, year, changed));
    }
    let (stored, days) = calendar::year(&staff.app, &staff.actor, year).await?;
    let versions = calendar::versions(&staff.app, &staff.actor, year).await?;
    Ok(staff.mend(&views::year(staff.view, &stored, &days, &versions, &form)))
}

/// Whether a change of the calendar moves dates that units were told, and nobody has said yet that
/// they saw which.
fn is_to_confirm(form: &mut Form, moves: &Moves, lang: Lang) -> bool {
    let asks = !moves.moves.is_empty() && form.text("confirmed") != "yes";
    if asks {
        form.fail("confirmed", words::CONFIRM_MOVES.to(lang));
    }
    asks
}

/// Whether a year has more or fewer days off than years have, and nobody has said yet that they
/// looked: a file with columns mixed up turns whole months into holidays.
fn is_odd(form: &mut Form, year: i32, days: &[CalendarDay], lang: Lang) -> bool {
    let off = days_off(year, days);
    let asks = !is_plausible(off) && form.text("looked") != "yes";
    if asks {
        form.fail("looked", words::odd_year(lang, year, off));
    }
    asks
}

/// What making a day plain again would move.
pub async fn get_plain(staff: Staff, Key(year): Key<i32>, uri: Uri) -> Result<Response> {
    let typed = staff.typed();
    let asked = Form::decode(uri.query().unwrap_or_default().as_bytes());
    let form = if typed.is_empty() { asked } else { typed };
    let day = plain_day(&form, year)?;
    let moves = calendar::preview_day(&staff.app, &staff.actor, day, None).await?;
    let asked = (&moves, &*paths::calendar_plain(year));
    Ok(staff.page(&views::moves(staff.view, year, &form, asked)))
}

/// Makes a day plain again.
pub async fn post_plain(staff: Staff, Key(year): Key<i32>, mut form: Form) -> Result<Response> {
    let day = plain_day(&form, year)?;
    let moves = calendar::preview_day(&staff.app, &staff.actor, day, None).await?;
    if is_to_confirm(&mut form, &moves, staff.lang()) {
        let asked = (&moves, &*paths::calendar_plain(year));
        return Ok(staff.mend(&views::moves(staff.view, year, &form, asked)));
    }
    let changed = calendar::remove_day(&staff.app, &staff.actor, day).await?;
    Ok(kept(&staff, year, changed))
}

fn plain_day(form: &Form, year: i32) -> Result<Day> {
    let day: Option<Day> = form.text("day").parse().ok();
    Ok(day.filter(|day| day.year() == year).ok_or(Error::Missing)?)
}

/// How a year stands.
pub async fn get_standing(staff: Staff, Key(year): Key<i32>) -> Result<Response> {
    let (stored, _) = calendar::year(&staff.app, &staff.actor, year).await?;
    let mut form = staff.typed();
    if form.is_empty() {
        form.push("standing", stored.year.standing);
        form.push("source", &stored.source);
    }
    Ok(staff.page(&views::standing(staff.view, year, &form)))
}

/// Says whether the notice is out; a published year names it.
pub async fn post_standing(staff: Staff, Key(year): Key<i32>, mut form: Form) -> Result<Response> {
    let standing = form.chosen("standing", staff.lang(), YearStanding::from_code);
    let source = match standing {
        Some(YearStanding::Provisional) => Some(String::new()),
        _ => form.required::<300, true>("source", staff.lang()).map(String::from),
    };
    if let (Some(standing), Some(source), true) = (standing, source, form.is_clean()) {
        let changed = StoredYear { year: CalendarYear { year, standing }, source };
        let changed = calendar::set_standing(&staff.app, &staff.actor, &changed).await?;
        return Ok(kept(&staff, year, changed));
    }
    calendar::year(&staff.app, &staff.actor, year).await?;
    Ok(staff.mend(&views::standing(staff.view, year, &form)))
}

/// The page with the file field.
pub async fn get_import(staff: Staff, Key(year): Key<i32>) -> Result<Response> {
    let (stored, _) = calendar::year(&staff.app, &staff.actor, year).await?;
    let mut form = staff.typed();
    if form.is_empty() {
        form.push("source", &stored.source);
    }
    Ok(staff.page(&views::import(staff.view, year, &form, (&[], None))))
}

/// Replaces the days of a year by those of the file, or none and says why. What it would move of
/// dates that units were told is shown first.
pub async fn post_import(
    staff: Staff,
    Key(year): Key<i32>,
    multipart: Multipart,
) -> Result<Response> {
    let lang = staff.lang();
    let mut upload = Upload::read(multipart).await?;
    let notice = upload.evidence_if_any("notice", EvidenceFile::parse).await;
    let mut form = upload.form.clone();
    let parsed = read_days(&mut form, &upload, lang, year);
    let source = form.required::<300, true>("source", lang).map(String::from);
    let notice = notice.unwrap_or_else(|refusal| {
        form.fail("notice", refusals::sentence(lang, &refusal.into()));
        None
    });
    let (app, actor) = (&staff.app, &staff.actor);
    let (mut moves, mut mistakes) = (None, Vec::new());
    match (parsed, source) {
        (Some(Ok(days)), Some(source)) if form.is_clean() => {
            let effect = calendar::preview(app, actor, year, &days).await?;
            let is_odd = is_odd(&mut form, year, &days, lang);
            if !is_to_confirm(&mut form, &effect, lang) && !is_odd {
                let from = (source.as_str(), notice.as_ref());
                let changed = calendar::replace_year(app, actor, year, from, &days).await?;
                return Ok(kept(&staff, year, changed));
            }
            moves = Some(effect);
        }
        (Some(Err(found)), _) => mistakes = found,
        (Some(Ok(_)) | None, _) => {}
    }
    calendar::year(app, actor, year).await?;
    Ok(staff.mend(&views::import(staff.view, year, &form, (&mistakes, moves.as_ref()))))
}

/// The days of the file, or of the one that was read before and is sent along to be confirmed;
/// nothing when there is neither.
fn read_days(
    form: &mut Form,
    upload: &Upload,
    lang: Lang,
    year: i32,
) -> Option<std::result::Result<Vec<CalendarDay>, Vec<String>>> {
    let text = match (upload.file("file"), form.text("csv")) {
        (None, "") => {
            form.fail("file", upload.lacks("file", words::FILE_MISSING).to(lang));
            return None;
        }
        (None, sent) => sent.to_owned(),
        (Some(file), _) => match decode_text(&file.bytes) {
            Ok(text) => text.into_owned(),
            Err(refusal) => return Some(Err(vec![refusal.sentence(lang)])),
        },
    };
    form.forget("csv");
    let told = |fault: &Fault| mistake(lang, *fault);
    let parsed = parse_year(year, &text);
    if parsed.is_ok() {
        form.push("csv", text);
    }
    Some(parsed.map_err(|faults| faults.iter().map(told).collect()))
}

/// The notice a version was taken from, to keep.
pub async fn get_notice(staff: Staff, Key((year, version)): Key<(i32, i64)>) -> Result<Response> {
    let file = calendar::notice(&staff.app, &staff.actor, year, version).await?;
    Ok(attachment(file.name.as_str(), file.media.code(), file.bytes))
}

fn saved(staff: &Staff, year: i32) -> Response {
    kept(staff, year, true)
}

/// Says that a year was changed, or that it was so before and no further version of it is kept.
fn kept(staff: &Staff, year: i32, changed: bool) -> Response {
    let said = if changed { common::SAVED } else { words::SAME_AS_BEFORE };
    staff.done(&paths::calendar_year(year), staff.view.t(said))
}

/// What is wrong with a line of the file.
fn mistake(lang: Lang, fault: Fault) -> String {
    let what = match fault.mistake {
        Mistake::NoDays => return words::NO_DAYS.to(lang).to_owned(),
        Mistake::Fields(count) => words::fields(lang, count),
        Mistake::NotADay => words::NOT_A_DAY.to(lang).to_owned(),
        Mistake::OtherYear(day) => words::day_of_other_year(lang, &day.to_string()),
        Mistake::UnknownKind => words::UNKNOWN_KIND.to(lang).to_owned(),
        Mistake::Name(_) => words::BAD_NAME.to(lang).to_owned(),
        Mistake::Repeats(earlier) => words::repeats(lang, earlier),
        Mistake::MakeupOnWeekday(day) => words::makeup_on_weekday(lang, &day.to_string()),
    };
    words::line(lang, fault.line, &what)
}
