//! Statements on rows that are given with them: one round trip for whatever waits, on either
//! database. The rows stand in the text as `VALUES`, filled up to a power of two with rows of NULL,
//! which join nothing: so that there are few texts, and each is prepared once.

use std::fmt::Write as _;

use super::Value;

/// What stands for the rows.
const PLACE: &str = "(…)";

/// The text with as many rows as are given, and the rows filled up.
///
/// # Panics
/// When no row is given, or the text has no place for them.
pub fn spelled_out<const N: usize>(
    sql: &'static str,
    mut rows: Vec<[Value; N]>,
) -> (String, Vec<[Value; N]>) {
    let (before, after) = sql.split_once(PLACE).expect("a place for the rows");
    let blank = rows.first().expect("a row").each_ref().map(Value::null);
    rows.resize(rows.len().next_power_of_two(), blank);
    let mut text = String::with_capacity(sql.len() + rows.len() * N * 6);
    text.push_str(before);
    for row in 0..rows.len() {
        text.push_str(if row == 0 { "(" } else { ", (" });
        for column in 1..=N {
            let comma = if column == 1 { "" } else { ", " };
            let _infallible = write!(text, "{comma}${}", row * N + column);
        }
        text.push(')');
    }
    text.push_str(after);
    (text, rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(count: i64) -> Vec<[Value; 2]> {
        (0..count).map(|row| [Value::from(row), Value::from("x")]).collect()
    }

    #[test]
    fn rows_stand_in_the_text_and_are_filled_up_with_nulls() {
        let (text, given) = spelled_out("WITH w (a, b) AS (VALUES (…)) SELECT a FROM w", rows(3));
        assert_eq!(
            text,
            "WITH w (a, b) AS (VALUES ($1, $2), ($3, $4), ($5, $6), ($7, $8)) SELECT a FROM w"
        );
        assert!(given[2] == [Value::from(2_i64), Value::from("x")]);
        assert!(given[3] == [Value::Int(None), Value::Text(None)]);
    }

    #[test]
    fn there_are_few_texts() {
        let text = |count| spelled_out("VALUES (…)", rows(count)).0;
        assert_eq!(text(1), "VALUES ($1, $2)");
        assert_eq!(text(5), text(8));
        assert_ne!(text(8), text(9));
    }
}
