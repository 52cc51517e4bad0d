//! A file that shows a simulated measure: one A6 page that says what it is. Written here, so that
//! it opens in any viewer without a library for it.

use std::fmt::Write;

/// A PDF of one page.
pub fn page() -> Vec<u8> {
    let words = "BT /F1 14 Tf 24 380 Td (Simulated evidence) Tj 0 -24 Td (wenlian demo) Tj ET";
    let stream = format!("<< /Length {} >>\nstream\n{words}\nendstream", words.len());
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 298 420] /Contents 4 0 R \
         /Resources << /Font << /F1 5 0 R >> >> >>",
        stream.as_str(),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ];
    let mut file = String::from("%PDF-1.4\n");
    let mut table = String::from("0000000000 65535 f \n");
    for (number, object) in (1..).zip(objects) {
        put(&mut table, format_args!("{:010} 00000 n \n", file.len()));
        put(&mut file, format_args!("{number} 0 obj\n{object}\nendobj\n"));
    }
    let (size, start) = (objects.len() + 1, file.len());
    put(&mut file, format_args!("xref\n0 {size}\n{table}"));
    put(&mut file, format_args!("trailer\n<< /Size {size} /Root 1 0 R >>\n"));
    put(&mut file, format_args!("startxref\n{start}\n%%EOF\n"));
    file.into_bytes()
}

fn put(text: &mut String, what: std::fmt::Arguments<'_>) {
    text.write_fmt(what).expect("a String takes all");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_the_file_points_at_its_objects() {
        let file = String::from_utf8(page()).expect("ASCII");
        let table = &file[file.rfind("\nxref\n").expect("a table")..];
        let offsets = table.lines().filter(|line| line.ends_with(" n "));
        for (number, line) in (1..).zip(offsets) {
            let offset: usize = line[..10].parse().expect("ten digits");
            assert!(file[offset..].starts_with(&format!("{number} 0 obj")), "{line}");
        }
    }
}
