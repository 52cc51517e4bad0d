//! What must hold for every chart whatever is in it, tried on awkward charts at many widths.

use std::collections::HashSet;

use crate::sheet::{Area, Ink, Line, Mark, Sheet, Side, line_height, whole};
use crate::{Bar, Bars, Chart, Heat, HeatRow, Likert, LikertRow, Scale, lay_out, render, text};

const WIDTHS: [u32; 6] = [0, 340, 519, 520, 720, u32::MAX];

fn labels() -> Vec<String> {
    let mut labels: Vec<String> = [
        "",
        " ",
        "保证金退还",
        "Return of the tender deposit after the contract is signed",
        "<script>alert('&amp;')</script>\" onload=\"x",
        "fill=\"#000005\" opacity=\"1\"",
        "一\u{0}二\u{1b}三\u{202e}四\nfive\r\nsix",
        "👩\u{200d}🔧 喆䶮 ᠮᠣᠩᠭᠣᠯ",
    ]
    .map(str::to_owned)
    .into();
    labels.extend([
        "招标投标监督管理".repeat(25),
        "W".repeat(200),
        "procurement ".repeat(17),
        "，".repeat(200),
    ]);
    labels
}

fn values() -> [Option<f64>; 10] {
    let strange = [f64::NAN, f64::INFINITY, -5.0, 0.0, 1e-9, 33.3, 100.0, 250.0, f64::MAX];
    let mut values = [None; 10];
    for (slot, value) in values[1..].iter_mut().zip(strange) {
        *slot = Some(value);
    }
    values
}

fn charts() -> Vec<Chart> {
    let labels = labels();
    let mut charts = vec![
        Chart::Bars(Bars::default()),
        Chart::Likert(Likert::default()),
        Chart::Likert(Likert { rows: vec![LikertRow::default(); 3], ..Likert::default() }),
    ];
    let bars = labels.iter().cycle().zip(values().into_iter().cycle()).take(60).enumerate();
    let bars = bars.map(|(index, (label, value))| Bar {
        label: label.clone(),
        value,
        note: labels[index * 7 % labels.len()].clone(),
    });
    charts.push(Chart::Bars(Bars {
        title: labels[4].clone(),
        description: labels[6].clone(),
        bars: bars.collect(),
        scale: Scale::Percent,
    }));
    for columns in [0, 1, 4, 12] {
        let row = |label: &String| HeatRow {
            label: label.clone(),
            note: labels[2].clone(),
            cells: values().into_iter().cycle().take(columns).collect(),
            texts: labels.iter().cycle().take(columns / 2).cloned().collect(),
        };
        charts.push(Chart::Heat(Heat {
            title: labels[4].clone(),
            description: labels[6].clone(),
            columns: labels.iter().cycle().take(columns).cloned().collect(),
            rows: labels.iter().map(row).collect(),
        }));
    }
    for steps in [1, 2, 5, 11, 13] {
        charts.push(Chart::Likert(likert(&labels, steps)));
    }
    charts
}

fn likert(labels: &[String], steps: usize) -> Likert {
    let values = values();
    let row = |index: usize| {
        let shares = (0..=steps).map(|step| values[(index + step * 3) % 10].unwrap_or(20.0));
        let even = vec![100.0 / 14.0; steps + 1];
        LikertRow {
            label: labels[index % labels.len()].clone(),
            note: labels[index * 5 % labels.len()].clone(),
            shares: [Some(shares.collect()), Some(even), Some(vec![1.0]), None][index % 4].clone(),
        }
    };
    Likert {
        title: "标题".into(),
        description: String::new(),
        legend: labels.iter().cycle().take(steps).cloned().collect(),
        unsure: Some("不清楚".into()),
        rows: (0..60).map(row).collect(),
    }
}

fn for_each_sheet(check: impl Fn(&Sheet)) {
    for chart in charts() {
        for width in WIDTHS {
            check(&lay_out(&chart, width));
        }
    }
}

fn lines(sheet: &Sheet) -> impl Iterator<Item = &Line> {
    sheet.marks.iter().filter_map(|mark| match mark {
        Mark::Line(line) => Some(line),
        _ => None,
    })
}

fn text_box(line: &Line) -> Area {
    let pen = line.pen;
    let width = whole(text::width(&line.text, pen.size).ceil());
    let x = match pen.side {
        Side::Start => pen.x,
        Side::Middle => pen.x - width / 2,
        Side::End => pen.x - width,
    };
    Area { x, y: pen.y, width, height: line_height(pen.size) }
}

fn overlap(one: Area, other: Area) -> bool {
    one.x < other.x + other.width
        && other.x < one.x + one.width
        && one.y < other.y + other.height
        && other.y < one.y + one.height
}

#[test]
fn no_text_and_no_shape_leaves_the_picture() {
    for_each_sheet(|sheet| {
        let shapes = sheet.marks.iter().filter_map(|mark| match mark {
            Mark::Area(area, _) => Some(*area),
            _ => None,
        });
        for area in shapes.chain(lines(sheet).map(text_box)) {
            assert!(area.x >= 0 && area.x + area.width <= sheet.width, "{area:?}");
            assert!(area.y >= 0 && area.y + area.height <= sheet.height, "{area:?}");
        }
    });
}

#[test]
fn no_text_covers_another() {
    for_each_sheet(|sheet| {
        let boxes: Vec<Area> = lines(sheet).map(text_box).collect();
        for (index, one) in boxes.iter().enumerate() {
            assert!(boxes[index + 1..].iter().all(|other| !overlap(*one, *other)), "{one:?}");
        }
    });
}

#[test]
fn only_percentages_stand_on_shapes() {
    for_each_sheet(|sheet| {
        for line in lines(sheet).filter(|line| !matches!(line.pen.ink, Ink::OnDark | Ink::OnLight))
        {
            let clear = sheet.marks.iter().all(|mark| match mark {
                Mark::Area(area, _) => !overlap(*area, text_box(line)),
                _ => true,
            });
            assert!(clear, "{:?}", line.text);
        }
    });
}

#[test]
fn every_label_is_written_whole() {
    let chart = &charts()[3];
    let Chart::Bars(bars) = chart else { unreachable!("the fourth chart has bars") };
    for width in WIDTHS {
        let written: String =
            lines(&lay_out(chart, width)).map(|line| line.text.as_str()).collect();
        let written = written.replace(' ', "");
        for bar in &bars.bars {
            assert!(written.contains(&text::clean(&bar.label).replace(' ', "")), "{}", bar.label);
        }
    }
}

#[test]
fn what_has_no_figure_is_hatched_and_never_drawn_as_one() {
    for value in [None, Some(f64::NAN), Some(f64::NEG_INFINITY)] {
        let bars = vec![Bar { value, ..Bar::default() }];
        let svg = render(&Chart::Bars(Bars { bars, ..Bars::default() }), "x", 720);
        assert!(svg.contains("chart-hatch") && !svg.contains("chart-bar\""));
    }
    let bars = vec![Bar { value: Some(0.0), ..Bar::default() }];
    let svg = render(&Chart::Bars(Bars { bars, ..Bars::default() }), "x", 720);
    assert!(!svg.contains("chart-hatch") && !svg.contains("chart-bar\""));
}

#[test]
fn every_chart_is_well_formed_with_ids_of_its_own_and_without_styles() {
    for chart in charts() {
        for width in WIDTHS {
            let svg = render(&chart, "图 1)\"<", width);
            let tags = tags_of_well_formed(&svg);
            let ids: Vec<&str> = attribute_values(&tags, " id=\"");
            assert_eq!(ids.len(), ids.iter().collect::<HashSet<_>>().len());
            for name in attribute_values(&tags, " aria-labelledby=\"")[0].split(' ') {
                assert!(ids.contains(&name), "{name}");
            }
            for used in attribute_values(&tags, " fill=\"url(#") {
                assert!(ids.contains(&used.trim_end_matches(')')), "{used}");
            }
            assert!(!tags.iter().any(|tag| tag.contains(" style=") || tag.contains("#0000")));
            assert!(!svg.contains("<script") && !svg.contains("NaN") && !svg.contains("inf"));
        }
    }
}

#[test]
fn the_same_chart_gives_the_same_bytes() {
    for chart in charts() {
        assert_eq!(render(&chart, "a", 400), render(&chart.clone(), "a", 400));
    }
}

#[test]
#[should_panic(expected = "closes")]
fn the_check_for_well_formed_text_notices_a_stray_tag() {
    tags_of_well_formed("<svg><text></svg></text>");
}

fn attribute_values<'a>(tags: &[&'a str], opening: &str) -> Vec<&'a str> {
    let after = tags.iter().filter_map(|tag| tag.split_once(opening));
    after.map(|(_, rest)| rest.split('"').next().unwrap_or_default()).collect()
}

/// The tags of a text that is one element, properly nested, with every `&` and `<` escaped and
/// every attribute quoted and given once.
fn tags_of_well_formed(svg: &str) -> Vec<&str> {
    let mut open = Vec::new();
    let mut tags = Vec::new();
    let mut rest = svg.trim_end();
    while let Some(start) = rest.find('<') {
        check_text(&rest[..start]);
        let end = rest.find('>').expect("a tag ends");
        let tag = &rest[start + 1..end];
        assert!(!tag.contains('<'), "{tag}");
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "a tag closes what is open");
        } else {
            check_attributes(tag.trim_end_matches('/'));
            tags.push(tag);
            if !tag.ends_with('/') {
                open.push(tag.split(' ').next().unwrap_or_default());
            }
        }
        rest = &rest[end + 1..];
        assert!(!open.is_empty() || rest.is_empty(), "one element");
    }
    assert!(open.is_empty() && rest.is_empty());
    tags
}

fn check_text(text: &str) {
    assert!(text.chars().all(|c| c == '\n' || !c.is_control()), "{text:?}");
    for (at, _) in text.match_indices('&') {
        let known = ["&lt;", "&gt;", "&amp;", "&quot;", "&apos;"];
        assert!(known.iter().any(|entity| text[at..].starts_with(entity)), "{text}");
    }
}

fn check_attributes(tag: &str) {
    let parts: Vec<&str> = tag.split('"').collect();
    assert!(parts.len() % 2 == 1, "quotes come in pairs: {tag}");
    let names: Vec<&str> = parts[..parts.len() - 1].iter().step_by(2).copied().collect();
    let names: Vec<&str> = names.iter().filter_map(|part| part.split(' ').next_back()).collect();
    assert!(names.iter().all(|name| name.ends_with('=')), "{tag}");
    assert_eq!(names.len(), names.iter().collect::<HashSet<_>>().len(), "{tag}");
    for part in parts {
        check_text(part);
    }
}
