//! Whether tables of two pools can be laid side by side. It is decided from what was asked, never
//! from answers, and shows nothing but tables that were frozen each by itself.

use super::{Row, Table};
use crate::domain::questionnaires::Kind;

/// How two questions can be laid side by side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinedUp {
    /// Every row of one is a row of the other.
    Alike,
    /// Both are choices, and one offers what the other does not.
    OptionsDiffer,
}

/// Whether the tables of two kinds can be laid side by side: the same shape, and rows that mean the
/// same. Points of another scale and bins cut elsewhere do not.
pub fn lined_up(one: &Kind, other: &Kind) -> Option<LinedUp> {
    let (shape, rows) = Table::parts(one)?;
    let (other_shape, other_rows) = Table::parts(other)?;
    if shape != other_shape || cuts(one) != cuts(other) {
        return None;
    }
    let has_all = |rows: &[Row], others: &[Row]| others.iter().all(|row| rows.contains(row));
    if has_all(&rows, &other_rows) && has_all(&other_rows, &rows) {
        return Some(LinedUp::Alike);
    }
    let are_options = rows
        .iter()
        .chain(&other_rows)
        .all(|row| matches!(row, Row::Option(_) | Row::Exclusive(_) | Row::Blank));
    are_options.then_some(LinedUp::OptionsDiffer)
}

/// Where bins begin, as they are written.
fn cuts(kind: &Kind) -> Vec<String> {
    fn written<T: ToString>(cuts: &[T]) -> Vec<String> {
        cuts.iter().map(T::to_string).collect()
    }
    match kind.cell() {
        Kind::Number { measured, .. } => written(&measured.cuts),
        Kind::Date { measured } => written(&measured.cuts),
        Kind::Time { measured } => written(&measured.cuts),
        Kind::Shares { cuts, .. } => written(cuts),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::questionnaires::{
        Amount, Asides, Bounds, Choice, Code, Measure, Measured, Words,
    };

    fn options(codes: &[&str]) -> Vec<Choice> {
        let choice =
            |raw: &&str| Choice::new(Code::parse(raw).expect("a code"), Words::both(raw, raw));
        codes.iter().map(choice).collect()
    }

    fn single(codes: &[&str]) -> Kind {
        Kind::Single { options: options(codes) }
    }

    fn scale(points: u8) -> Kind {
        let (low, high) = (Words::default(), Words::default());
        Kind::Scale { points, low, high, asides: Asides::default(), stars: false }
    }

    fn number(cuts: &[&str]) -> Kind {
        let cuts = cuts.iter().map(|cut| Amount::read(cut).expect("an amount")).collect();
        let measured = Measured { cuts, ..Measured::any() };
        Kind::Number { measured, decimals: 0, unit: Words::default() }
    }

    #[test]
    fn choices_line_up_in_any_order_and_with_more_or_fewer_options() {
        let (ab, ba, abc) = (single(&["a", "b"]), single(&["b", "a"]), single(&["a", "b", "c"]));
        assert_eq!(lined_up(&ab, &ba), Some(LinedUp::Alike));
        assert_eq!(
            lined_up(&ab, &Kind::Dropdown { options: options(&["a", "b"]) }),
            Some(LinedUp::Alike)
        );
        assert_eq!(lined_up(&ab, &abc), Some(LinedUp::OptionsDiffer));
        let several = Kind::Multiple { options: options(&["a", "b"]), bounds: Bounds::default() };
        assert_eq!(lined_up(&ab, &several), None, "shares of one and of several are not the same");
    }

    #[test]
    fn scales_of_other_points_and_bins_cut_elsewhere_do_not_line_up() {
        assert_eq!(lined_up(&scale(5), &scale(5)), Some(LinedUp::Alike));
        assert_eq!(lined_up(&scale(5), &scale(7)), None);
        assert_eq!(lined_up(&number(&["10", "20"]), &number(&["10", "20"])), Some(LinedUp::Alike));
        assert_eq!(lined_up(&number(&["10", "20"]), &number(&["10", "30"])), None);
        assert_eq!(lined_up(&single(&["a", "b"]), &number(&["10"])), None);
        assert_eq!(lined_up(&Kind::ShortText, &Kind::ShortText), None, "texts have no table");
    }
}
