//! A hand that presses whatever it finds: it takes a form off the page, fills every field with
//! something its kind allows, now and then with nothing or with nonsense, and sends it. What it
//! does is drawn from a seed, so that a walk can be walked again.

use scraper::{ElementRef, Selector};
use wenlian::domain::time::Day;

use super::{Browser, Reply};

/// A hand and its luck.
pub struct Hand(u64);

/// A form as the hand filled it in.
struct Filled {
    action: String,
    pairs: Vec<(String, String)>,
    file: Option<String>,
}

/// What is typed into fields of words, as often as it stands here.
const WORDS: [&str; 7] = [
    "已公示退还时限",
    "按月核对清单，由专人负责。",
    "情况属实",
    "保证金退还不及时；\n建议公示时限",
    "完成",
    "<b>2026</b>",
    "",
];

/// What only fills other fields and sends nothing: people use it now and then.
fn only_fills(name: &str) -> bool {
    ["paste", "rows"].contains(&name) || name.starts_with("sample-")
}

/// How the addresses end of what people do now and then only.
const SELDOM: [&str; 4] = ["/void", "/mark", "/return", "/ledger/new"];

impl Hand {
    /// A hand whose luck follows from a number.
    pub fn with_luck(luck: u64) -> Self {
        Self(luck)
    }

    /// A number below `end` (splitmix64).
    pub fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((mixed ^ (mixed >> 31)) % u64::try_from(end).unwrap()).unwrap()
    }

    /// One of several.
    pub fn one_of<'a, T>(&mut self, several: &'a [T]) -> Option<&'a T> {
        if several.is_empty() { None } else { several.get(self.below(several.len())) }
    }

    /// Fills in one of the forms in the page's main part and sends it; nothing when there is none.
    pub async fn press(&mut self, browser: &mut Browser, page: &Reply, day: Day) -> Option<Reply> {
        let filled = self.fill(page, day)?;
        Some(match filled.file {
            Some(name) => {
                let pairs: Vec<_> =
                    filled.pairs.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
                let file = (name.as_str(), "现场.pdf", &b"%PDF-1.7 seen"[..]);
                browser.upload(&filled.action, &pairs, file).await
            }
            None => browser.post(&filled.action, &filled.pairs).await,
        })
    }

    fn fill(&mut self, page: &Reply, day: Day) -> Option<Filled> {
        let html = page.html();
        let selector = Selector::parse("main form[method=post][action]").unwrap();
        let is_chosen = |form: &ElementRef<'_>| {
            let action = form.attr("action").unwrap_or_default();
            !SELDOM.iter().any(|end| action.ends_with(end)) || self.0.is_multiple_of(8)
        };
        let forms: Vec<_> = html.select(&selector).filter(is_chosen).collect();
        let form = *self.one_of(&forms)?;
        let action = form.attr("action")?.split('#').next()?.to_owned();
        let fields = Selector::parse("input[name], select[name], textarea[name]").unwrap();
        let (mut pairs, mut file) = (Vec::new(), None);
        let mut radios: Vec<&str> = Vec::new();
        for field in form.select(&fields) {
            let name = field.attr("name")?;
            if only_fills(name) && self.below(100) > 0 {
                continue;
            }
            if field.attr("type") == Some("file") {
                file = Some(name.to_owned());
            } else if field.attr("type") == Some("radio") {
                if !radios.contains(&name) {
                    radios.push(name);
                }
            } else if let Some(value) = self.value(field, day) {
                pairs.push((name.to_owned(), value));
            }
        }
        for name in radios {
            let same = Selector::parse(&format!("input[name=\"{name}\"]")).unwrap();
            let values: Vec<_> =
                form.select(&same).filter_map(|radio| radio.attr("value")).collect();
            if let Some(value) = self.one_of(&values) {
                pairs.push((name.to_owned(), (*value).to_owned()));
            }
        }
        let named = Selector::parse("button[name]").unwrap();
        let fills = self.below(8) == 0;
        let is_taken =
            |button: &ElementRef<'_>| fills || !button.attr("name").is_some_and(only_fills);
        let buttons: Vec<_> = form.select(&named).filter(is_taken).collect();
        if let Some(button) = self.one_of(&buttons) {
            let value = button.attr("value").unwrap_or_default();
            pairs.push((button.attr("name")?.to_owned(), value.to_owned()));
        }
        let is_multipart = form.attr("enctype") == Some("multipart/form-data");
        Some(Filled { action, pairs, file: file.filter(|_| is_multipart) })
    }

    fn value(&mut self, field: ElementRef<'_>, day: Day) -> Option<String> {
        let shown = field.attr("value").unwrap_or_default().to_owned();
        match (field.value().name(), field.attr("type").unwrap_or("text")) {
            ("select", _) => {
                let options = Selector::parse("option").unwrap();
                let values: Vec<_> =
                    field.select(&options).map(|it| it.attr("value").unwrap_or_default()).collect();
                let real: Vec<_> = values.iter().filter(|value| !value.is_empty()).collect();
                let some = if self.below(12) == 0 { None } else { self.one_of(&real) };
                Some(some.map_or_else(String::new, |value| (**value).to_owned()))
            }
            ("input", "hidden") => Some(shown),
            ("input", "checkbox") => {
                let on = field.attr("value").unwrap_or("on").to_owned();
                (self.below(4) > 0).then_some(on)
            }
            ("input", "date") => {
                let later = u64::try_from(self.below(40)).unwrap();
                Some(if self.below(12) == 0 {
                    "2026-13-01".to_owned()
                } else {
                    day.plus_days(later).to_string()
                })
            }
            ("input", "number") => Some(self.below(5).to_string()),
            _ if !shown.is_empty() && self.below(2) == 0 => Some(shown),
            _ => Some(self.one_of(&WORDS)?.to_string()),
        }
    }
}
