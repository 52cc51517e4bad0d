//! Measures pasted from a table of Excel or Word, or from a numbered list: one text field becomes
//! rows. Nothing that was pasted is dropped but what numbers the rows and blank lines.

/// What the column of measures is called in the forms of the plan and in those of offices. A
/// measure may itself speak of measures.
const HEADINGS: [&str; 9] = [
    "措施",
    "整改措施",
    "防控措施",
    "拟采取措施",
    "拟采取的措施",
    "采取措施",
    "具体措施",
    "主要措施",
    "工作措施",
];

/// The measures in a pasted text, in their order.
pub fn measures_in(pasted: &str) -> Vec<String> {
    let text = pasted.replace("\r\n", "\n").replace('\r', "\n");
    let rows = rows(&text);
    // A heading row says which column the measures stand in; then the others are not ours to keep.
    let heading = rows.first().and_then(|cells| {
        let names_them = |cell: &String| HEADINGS.contains(&cell.trim());
        (cells.len() > 1).then(|| cells.iter().position(names_them)).flatten()
    });
    let body = if heading.is_some() { &rows[1..] } else { &rows[..] };
    body.iter()
        .flat_map(|cells| match heading.and_then(|column| cells.get(column)) {
            Some(cell) => split(cell),
            // Lines that stand below a table, or no table at all.
            None => whole(cells),
        })
        .collect()
}

/// Rows of cells as spreadsheets put them on the clipboard: tabs between cells, and quotation marks
/// around a cell with line breaks in it.
fn rows(text: &str) -> Vec<Vec<String>> {
    let mut rows = vec![vec![String::new()]];
    let mut is_quoted = false;
    let mut rest = text.char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        let Some(row) = rows.last_mut() else { break };
        let Some(cell) = row.last_mut() else { break };
        match c {
            '"' if is_quoted && rest.peek().is_some_and(|(_, next)| *next == '"') => {
                rest.next();
                cell.push('"');
            }
            '"' if is_quoted => is_quoted = false,
            '"' if cell.is_empty() && closes(&text[at + 1..]) => is_quoted = true,
            '\t' if !is_quoted => row.push(String::new()),
            '\n' if !is_quoted => rows.push(vec![String::new()]),
            _ => cell.push(c),
        }
    }
    rows.retain(|cells| cells.iter().any(|cell| !cell.trim().is_empty()));
    rows
}

/// Whether a quotation mark that opens a cell is closed where a cell ends; elsewhere it is a mark
/// like any other.
fn closes(rest: &str) -> bool {
    let mut marks = rest.char_indices().filter(|(_, c)| *c == '"').map(|(at, _)| at).peekable();
    while let Some(at) = marks.next() {
        if marks.peek() == Some(&(at + 1)) {
            marks.next();
        } else {
            return rest[at + 1..].chars().next().is_none_or(|next| matches!(next, '\t' | '\n'));
        }
    }
    false
}

/// A row without a heading above it: what numbers it goes, the rest is one measure, unless it is a
/// single cell with a numbered list in it.
fn whole(cells: &[String]) -> Vec<String> {
    let is_number = |cell: &str| !cell.is_empty() && unnumbered(cell).is_empty();
    let cells = cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty());
    let kept: Vec<&str> = cells.filter(|cell| !is_number(cell)).collect();
    match kept[..] {
        [only] => split(only),
        _ => split(&kept.join("，")),
    }
}

/// A cell with several lines is several measures when each line is numbered, else one.
fn split(cell: &str) -> Vec<String> {
    let lines: Vec<&str> = cell.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    if lines.iter().all(|line| unnumbered(line) != *line) {
        return lines.iter().map(|line| unnumbered(line).to_owned()).collect();
    }
    let joined = lines.concat();
    vec![unnumbered(&joined).to_owned()]
}

/// A line without the number in front of it: `1.`, `2、`, `（三）`, `(4)`, `⑤`, `一是`, `•`. A number
/// that begins a sentence stays: `3个工作日内退还`, `1.5%`, `（2019）12号`.
fn unnumbered(line: &str) -> &str {
    const MARKS: [char; 7] = ['•', '·', '●', '■', '◆', '-', '—'];
    const CLOSES: [char; 7] = ['.', '．', '、', ')', '）', ':', '：'];
    let line = line.trim();
    let is_circled = |c| ('①'..='⑳').contains(&c);
    if let Some(rest) = line.strip_prefix(MARKS).or_else(|| line.strip_prefix(is_circled)) {
        return rest.trim_start();
    }
    let (bracket, inside) = match line.strip_prefix(['(', '（']) {
        Some(inside) => (true, inside),
        None => (false, line),
    };
    let rest = inside.trim_start_matches(is_digit);
    let digits = &inside[..inside.len() - rest.len()];
    let mut after = rest.chars();
    let behind = match after.next() {
        None if !bracket => return if digits.is_empty() { line } else { "" },
        Some(')' | '）') if bracket => after.as_str().trim_start_matches('、'),
        Some(mark) if !bracket && CLOSES.contains(&mark) => after.as_str(),
        Some('是') if !bracket && !digits.starts_with(|c: char| c.is_ascii_digit()) => {
            after.as_str().trim_start_matches(['：', '，'])
        }
        _ => return line,
    };
    let counts = (1..=2).contains(&digits.chars().count()) && !behind.starts_with(is_digit);
    if counts { behind.trim_start() } else { line }
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || "０１２３４５６７８９一二三四五六七八九十".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_become_rows_without_their_numbers() {
        let list = "1. 公示时限\r\n2、每周核对\n\n（三）双人复核\n(4) 轮岗\n⑤归档\n• 抽查\n六是：通报\n7：复盘";
        let rows = ["公示时限", "每周核对", "双人复核", "轮岗", "归档", "抽查", "通报", "复盘"];
        assert_eq!(measures_in(list), rows);
    }

    #[test]
    fn a_number_that_belongs_to_the_sentence_stays() {
        for line in [
            "3个工作日内退还",
            "1.5%以下的免收",
            "一次性告知",
            "（试行）办法印发",
            "（2019）12号文件公示",
            "9:30前公示",
            "1、2号窗口合并",
            "10日前报告",
            "十个重点逐一自查",
        ] {
            assert_eq!(measures_in(line), [line]);
        }
    }

    #[test]
    fn a_table_gives_its_column_of_measures_or_all_it_holds() {
        let table =
            "序号\t风险点名称\t拟采取措施\t时限\n1\t保证金\t公示时限\t4月\n2\t印章\t双人保管\t5月";
        assert_eq!(measures_in(table), ["公示时限", "双人保管"]);
        assert_eq!(measures_in("1\t公示时限\n2\t双人保管\t张三"), ["公示时限", "双人保管，张三"]);
        let spoken = "制定防范措施并公布\t张三\t5月\n每季度抽查一次\t李四\t6月";
        assert!(measures_in(spoken)[0].starts_with("制定防范措施并公布"), "a measure of measures");
        let below = "序号\t整改措施\n1\t公示时限\n（三）每季度检查一次";
        assert_eq!(measures_in(below), ["公示时限", "每季度检查一次"], "what stands below a table");
        assert_eq!(measures_in("措施\t加强管理"), [] as [&str; 0], "a heading alone has no rows");
    }

    #[test]
    fn a_cell_with_line_breaks_is_one_measure_or_its_numbered_lines() {
        let pasted =
            "1\t\"1.公示时限\n2.每周核对\"\n2\t\"印章由两人\n分别保管，登记\"\"用印\"\"事由\"";
        let rows = ["公示时限", "每周核对", "印章由两人分别保管，登记\"用印\"事由"];
        assert_eq!(measures_in(pasted), rows);
        // A mark that opens no cell is text.
        assert_eq!(measures_in("\"三重一大\"事项上会\n归档"), ["\"三重一大\"事项上会", "归档"]);
    }

    #[test]
    fn nothing_gives_nothing() {
        for blank in ["", "  \n\t\n", "1\n2.\n"] {
            assert_eq!(measures_in(blank), [] as [&str; 0], "{blank:?}");
        }
    }
}
