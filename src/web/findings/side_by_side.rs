//! Questions that several pools were asked, one row a pool: the same question of the bank, or one
//! with the same code and the same answers. Each pool is a population of its own: its figures are
//! those of its own page, and laying them side by side computes nothing.

use maud::{Markup, html};

use super::{charts, words};
use crate::domain::findings::{Cell, Figures, FrozenTable, LinedUp, NOT_SHOWN, Row, lined_up};
use crate::domain::lang::Lang;
use crate::domain::questionnaires::{Kind, OptionGap, Question, has_plain_options, option_gaps};
use crate::domain::responses::Slot;
use crate::services::findings::PoolFindings;
use crate::web::page::View;
use crate::web::parts::{self, Column};

/// A question as one pool was asked it, and its frozen table.
struct Asked<'a> {
    pool: &'a PoolFindings,
    question: &'a Question,
    table: &'a FrozenTable,
}

/// A question and the pools that were asked it.
pub struct Shared<'a> {
    slot: Slot,
    asked: Vec<Asked<'a>>,
}

/// The questions that at least two pools were asked, in the order of the first.
pub fn of<'a>(pools: &[&'a PoolFindings]) -> Vec<Shared<'a>> {
    let mut all: Vec<Shared<'a>> = Vec::new();
    for pool in pools {
        for question in &pool.document.questions {
            for table in pool.tables(&question.code) {
                let slot = table.slot();
                let asked = Asked { pool, question, table };
                match all.iter_mut().find(|shared| shared.takes(&slot, &asked)) {
                    Some(shared) => shared.asked.push(asked),
                    None => all.push(Shared { slot, asked: vec![asked] }),
                }
            }
        }
    }
    all.retain(|shared| shared.asked.len() > 1);
    all
}

impl Shared<'_> {
    /// Whether a further pool belongs here. Questions of one bank question line up whatever code
    /// they got and although their versions differ in options; any others must offer the same.
    fn takes(&self, slot: &Slot, asked: &Asked<'_>) -> bool {
        let bank = |question: &Question| question.bank.map(|banked| banked.id);
        self.slot.part == slot.part
            && self.asked.iter().all(|known| known.pool.pool.id != asked.pool.pool.id)
            && self.asked.iter().all(|known| {
                let alike = lined_up(&known.question.kind, &asked.question.kind);
                let same =
                    bank(known.question).is_some() && bank(known.question) == bank(asked.question);
                match alike {
                    Some(LinedUp::Alike) => same || known.question.code == asked.question.code,
                    Some(LinedUp::OptionsDiffer) => same,
                    None => false,
                }
            })
    }

    /// In one sentence, what the figures of a pool at this slot can be compared with, and where the pools
    /// were not offered quite the same; nothing where they stand in another question.
    pub fn beside(&self, lang: Lang, pool: &PoolFindings, slot: &Slot) -> Option<String> {
        let is_this = |asked: &&Asked<'_>| asked.pool.pool.id == pool.pool.id;
        let own = self.asked.iter().find(is_this).filter(|asked| asked.table.slot() == *slot)?;
        let others = self.asked.iter().filter(|asked| asked.pool.pool.id != own.pool.pool.id);
        let names: Vec<&str> = others.map(|asked| asked.pool.pool.name(lang)).collect();
        let told = words::comparable_with(lang, &names.join(words::AND.to(lang)));
        let gaps = self.gaps(lang);
        let differ = (!gaps.is_empty()).then(|| words::VERSIONS_DIFFER.to(lang).to_owned());
        let all: Vec<String> = [told].into_iter().chain(differ).chain(gaps).collect();
        Some(all.join(words::THEN.to(lang)))
    }

    /// What the pools were not offered quite the same, each said.
    fn gaps(&self, lang: Lang) -> Vec<String> {
        let questions: Vec<&Question> = self.asked.iter().map(|asked| asked.question).collect();
        let said = |gap: &OptionGap| match gap {
            OptionGap::NotEverywhere(choice) => words::not_everywhere(lang, choice.text.to(lang)),
            OptionGap::Reworded(choice) => words::reworded(lang, choice.text.to(lang)),
        };
        option_gaps(&questions).iter().map(said).collect()
    }

    /// The rows that the question has in any of the pools, each with the question that names it:
    /// where groups were counted together, a pool has rows of its own.
    fn rows(&self) -> Vec<(&Row, &Question)> {
        let mut all: Vec<(&Row, &Question)> = Vec::new();
        for asked in &self.asked {
            if let Figures::Shown { rows, .. } = &asked.table.figures {
                for (row, _) in rows {
                    if all.iter().all(|(known, _)| *known != row) {
                        all.push((row, asked.question));
                    }
                }
            }
        }
        all
    }
}

impl Asked<'_> {
    /// What stands in a row; where the question did not offer it, that is said, since it tells of
    /// the questionnaire and not of answers.
    fn cell(&self, view: View, wanted: &Row) -> String {
        if !self.offers(wanted) {
            return view.t(words::NOT_OFFERED).to_owned();
        }
        let cell = match &self.table.figures {
            Figures::Withheld => Cell::Hidden,
            Figures::Shown { rows, .. } => {
                let found = rows.iter().find(|(row, _)| row == wanted);
                found.map_or(Cell::Hidden, |(_, cell)| *cell)
            }
        };
        if cell == Cell::Hidden { NOT_SHOWN.to_owned() } else { cell.to_string() }
    }

    fn offers(&self, row: &Row) -> bool {
        match row {
            Row::Option(code) | Row::Exclusive(code) if has_plain_options(&self.question.kind) => {
                self.question.options().iter().any(|choice| choice.code == *code)
            }
            Row::Together(rows) => rows.iter().any(|row| self.offers(row)),
            _ => true,
        }
    }
}

/// One question, one row a pool.
pub fn panel(view: View, shared: &Shared<'_>) -> Markup {
    let (lang, question) = (view.lang, shared.asked[0].question);
    let title = &words::asked(lang, question, &shared.slot);
    let rows = shared.rows();
    if rows.is_empty() {
        return parts::panel(title, html! { p { (view.t(words::WITHHELD)) } });
    }
    let named: Vec<(&str, &FrozenTable)> =
        shared.asked.iter().map(|asked| (asked.pool.pool.name(lang), asked.table)).collect();
    let labels: Vec<String> =
        rows.iter().map(|(row, question)| words::row(lang, question, row)).collect();
    let mut columns = vec![Column::text(view.t(words::POOL))];
    columns.extend(labels.iter().map(|label| Column::number(label)));
    let lines: Vec<Vec<Markup>> = shared
        .asked
        .iter()
        .map(|asked| {
            let figures = rows.iter().map(|(row, _)| html! { (asked.cell(view, row)) });
            std::iter::once(html! { (asked.pool.pool.name(lang)) }).chain(figures).collect()
        })
        .collect();
    parts::panel(
        title,
        html! {
            @if matches!(question.kind.cell(), Kind::Scale { .. }) {
                (charts::likert(view, question, &named))
            }
            (parts::table(title, &columns, &lines))
            @if matches!(question.kind.cell(), Kind::Multiple { .. }) {
                p.muted { (view.t(words::MULTIPLE)) }
            }
            (gaps(view, shared))
        },
    )
}

/// Where the pools were not offered quite the same.
fn gaps(view: View, shared: &Shared<'_>) -> Markup {
    let gaps = shared.gaps(view.lang);
    let taken = |asked: &Asked<'_>| {
        let banked = asked.question.bank?;
        Some(words::from_bank(view.lang, asked.pool.pool.name(view.lang), banked.version))
    };
    let taken: Vec<String> = shared.asked.iter().filter_map(taken).collect();
    html! {
        @if !gaps.is_empty() {
            p.muted { (view.t(words::VERSIONS_DIFFER)) " " (taken.join(view.t(words::AND))) }
            ul.muted { @for gap in &gaps { li { (gap) } } }
        }
    }
}
