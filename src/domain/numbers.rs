//! How numbers are written for people: rounded half up (四舍五入), as spreadsheets and offices do. The
//! formatter of the language rounds a half to the even digit, so that a page would say 12 % where a
//! workbook shows 13 %.

/// A number with so many decimals, a half away from zero. What a half is, is judged a little below it:
/// 1.15 is no sum of halves, quarters and eighths, and stored as something smaller.
pub fn rounded(value: f64, decimals: u8) -> String {
    let scale = 10_f64.powi(decimals.into());
    let nearly = value.abs() * scale;
    let whole = (nearly + nearly.max(1.0) * 1e-12).round().copysign(value);
    // Nothing is below zero by less than half a digit.
    let whole = if whole == 0.0 { 0.0 } else { whole };
    format!("{:.*}", usize::from(decimals), whole / scale)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_are_rounded_up_whatever_digit_stands_before_them() {
        for (value, decimals, written) in [
            (12.5, 0, "13"),
            (13.5, 0, "14"),
            (0.5, 0, "1"),
            (2.25, 1, "2.3"),
            (1.15, 1, "1.2"),
            (4.35, 1, "4.4"),
            (100.0 * 29.0 / 200.0, 0, "15"),
            (12.49, 0, "12"),
            (0.0, 1, "0.0"),
            (100.0, 0, "100"),
            (-2.5, 0, "-3"),
            (-0.01, 1, "0.0"),
        ] {
            assert_eq!(rounded(value, decimals), written, "{value}");
        }
    }
}
