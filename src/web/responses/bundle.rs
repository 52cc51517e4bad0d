//! Which files a questionnaire needs. Most need the least of them, and weak networks carry nothing
//! else; kinds that not every questionnaire has, conditions, and pages bring their own style and
//! script along, in the same number of requests.

use crate::domain::questionnaires::{Document, Paging};
use crate::services::responses::Frozen;

/// The names of the files.
#[derive(Clone, Copy)]
pub struct Bundle {
    /// The style sheet.
    pub style: &'static str,
    /// The script of the blind page.
    pub script: &'static str,
    /// The same where seats are given at the door.
    pub door: &'static str,
    /// The same on a tablet that goes round.
    pub kiosk: &'static str,
    /// The script that hands in a ballot that was taken away.
    pub taken: &'static str,
    /// The script of the plain page.
    pub plain: &'static str,
    /// Whether they are those for all kinds.
    pub is_whole: bool,
}

impl Bundle {
    /// The style sheet of a questionnaire: further languages bring faces, directions and a longer row
    /// of switches along, and only where there are any.
    pub fn style_of(document: &Document) -> &'static str {
        match (document.languages.is_empty(), Self::of(document).style) {
            (true, style) => style,
            (false, "respond.css") => "respond-further.css",
            (false, "respond-whole.css") => "respond-whole-further.css",
            (false, _) => "respond-paged-further.css",
        }
    }

    /// Style and scripts of the basic kinds.
    pub const LEAST: Self = Self {
        style: "respond.css",
        script: "answer.js",
        door: "door.js",
        kiosk: "kiosk.js",
        taken: "taken.js",
        plain: "respond.js",
        is_whole: false,
    };
    const WHOLE: Self = Self {
        style: "respond-whole.css",
        script: "answer-whole.js",
        door: "door-whole.js",
        kiosk: "kiosk-whole.js",
        taken: "taken-whole.js",
        plain: "respond.js",
        is_whole: true,
    };

    const PAGED: Self = Self {
        style: "respond-paged.css",
        script: "answer-paged.js",
        door: "door-whole.js",
        kiosk: "kiosk-whole.js",
        taken: "taken-paged.js",
        plain: "respond-paged.js",
        is_whole: true,
    };

    /// What these questions need.
    pub fn of(document: &Document) -> Self {
        if document.paging != Paging::Whole {
            return Self::PAGED;
        }
        let is_basic = document.questions.iter().all(|question| question.kind.is_basic());
        match (is_basic, document.has_logic()) {
            (true, false) => Self::LEAST,
            (false, false) => Self::WHOLE,
            (true, true) => Self {
                script: "answer-if.js",
                door: "door-whole.js",
                kiosk: "kiosk-whole.js",
                taken: "taken-if.js",
                plain: "respond-if.js",
                ..Self::LEAST
            },
            (false, true) => Self {
                script: "answer-whole-if.js",
                door: "door-whole.js",
                kiosk: "kiosk-whole.js",
                taken: "taken-whole-if.js",
                plain: "respond-if.js",
                ..Self::WHOLE
            },
        }
    }

    /// What a survey needs: where seats are given at the door, a script that knows how.
    pub fn of_survey(frozen: &Frozen) -> Self {
        let bundle = Self::of(&frozen.document);
        if frozen.has_door() { Self { script: bundle.door, ..bundle } } else { bundle }
    }

    /// The script of the preview, where it runs one.
    pub fn of_preview(document: &Document) -> Option<&'static str> {
        match document.paging {
            Paging::Whole => document.has_logic().then_some("logic.js"),
            Paging::Sections | Paging::Questions => Some("preview-paged.js"),
        }
    }
}
