//! Golden pictures, byte for byte, in `tests/golden/`. After a change meant to be seen, rewrite
//! them with `WENLIAN_CHARTS_REWRITE=1 cargo test -p wenlian-charts --test golden`, look at every
//! one in a browser, and commit them.

use std::path::Path;

use wenlian_charts::{Bar, Bars, Chart, Likert, LikertRow, render};

const WIDE: u32 = 720;
const PHONE: u32 = 340;

fn check(name: &str, chart: &Chart, width: u32) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/golden/{name}.svg"));
    let svg = render(chart, name, width);
    if std::env::var_os("WENLIAN_CHARTS_REWRITE").is_some() {
        std::fs::write(&file, &svg).expect("the golden can be written");
    }
    let golden = std::fs::read_to_string(&file)
        .unwrap_or_else(|why| panic!("{name}: {why}; see the head of this file"));
    assert!(svg == golden, "{name} is drawn differently; see the head of this file\n{svg}");
}

fn bar(label: &str, value: Option<f64>, note: &str) -> Bar {
    Bar { label: label.into(), value, note: note.into() }
}

fn row(label: &str, note: &str, shares: Option<&[f64]>) -> LikertRow {
    LikertRow { label: label.into(), note: note.into(), shares: shares.map(<[f64]>::to_vec) }
}

fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(ToString::to_string).collect()
}

fn bars_zh() -> Chart {
    Chart::Bars(Bars {
        title: "哪些环节最需要改进".into(),
        description: "共6项，保证金退还占比最高，为46%。".into(),
        bars: vec![
            bar("保证金退还", Some(46.0), "46%"),
            bar("评标（评审）专家抽取与评审过程", Some(34.0), "34%"),
            bar(
                "招标文件中设置与项目特点和实际需要不相适应的资格条件、技术条件或者商务条件",
                Some(21.0),
                "21%",
            ),
            bar("登记窗口", Some(100.0), "100%"),
            bar("开标", Some(0.0), "0%"),
            bar("不便说", None, "※"),
        ],
        ..Bars::default()
    })
}

fn bars_en() -> Chart {
    Chart::Bars(Bars {
        title: "Steps most in need of improvement".into(),
        description: "Return of deposits comes first with 46%.".into(),
        bars: vec![
            bar("Return of tender deposits", Some(46.0), "46%"),
            bar("Drawing of experts, and the evaluation itself", Some(34.0), "34%"),
            bar(
                "Conditions of qualification in tender documents that do not fit the project",
                Some(21.5),
                "22%",
            ),
            bar("Rather not say", None, "too few answers to show"),
        ],
        ..Bars::default()
    })
}

fn likert_zh() -> Chart {
    Chart::Likert(Likert {
        title: "对服务的评价".into(),
        description: "四项评价，其中一项因答卷过少不予显示。".into(),
        legend: words(&["很不满意", "不太满意", "一般", "比较满意", "很满意"]),
        unsure: Some("不清楚".into()),
        rows: vec![
            row("窗口人员服务态度", "57份", Some(&[2.0, 5.0, 14.0, 38.0, 37.0, 4.0])),
            row("一次性告知所需材料", "57份", Some(&[9.0, 18.0, 22.0, 27.0, 13.0, 11.0])),
            row("保证金按规定时限足额退还，无故不拖延", "※", None),
            row("交易系统操作", "33份", Some(&[0.0, 0.0, 0.0, 0.0, 100.0, 0.0])),
        ],
    })
}

fn likert_en() -> Chart {
    Chart::Likert(Likert {
        title: "Service".into(),
        description: String::new(),
        legend: words(&["Very dissatisfied", "Dissatisfied", "Satisfied", "Very satisfied"]),
        unsure: Some("Do not know".into()),
        rows: vec![
            row("Courtesy at the counter", "n = 57", Some(&[3.0, 7.0, 42.0, 43.0, 5.0])),
            row(
                "Told once, and completely, which papers to bring",
                "n = 57",
                Some(&[14.0, 26.0, 31.0, 18.0, 11.0]),
            ),
            row("Deposits returned in time", "not shown", None),
        ],
    })
}

fn ten_points() -> Chart {
    let points: Vec<String> = (1..=10).map(|point| point.to_string()).collect();
    let shares = [1.0, 2.0, 4.0, 6.0, 9.0, 12.0, 18.0, 21.0, 15.0, 8.0, 4.0];
    Chart::Likert(Likert {
        title: "总体评分".into(),
        description: "1至10分。".into(),
        legend: points,
        unsure: Some("不清楚".into()),
        rows: vec![row("投标人（供应商）", "150份", Some(&shares)), row("评标专家", "※", None)],
    })
}

fn hostile() -> Chart {
    Chart::Bars(Bars {
        title: "</title><script>alert(1)</script>".into(),
        description: "\"&'<".into(),
        bars: vec![
            bar("<b onclick=\"x\">&amp;</b>", Some(f64::NAN), "fill=\"#000005\""),
            bar(&"长标签".repeat(67), Some(1e300), &"note ".repeat(40)),
        ],
        ..Bars::default()
    })
}

#[test]
fn bars_look_as_agreed() {
    check("bars-zh-wide", &bars_zh(), WIDE);
    check("bars-zh-phone", &bars_zh(), PHONE);
    check("bars-en-wide", &bars_en(), WIDE);
    check("bars-en-phone", &bars_en(), PHONE);
}

#[test]
fn stacked_bars_look_as_agreed() {
    check("likert-zh-wide", &likert_zh(), WIDE);
    check("likert-zh-phone", &likert_zh(), PHONE);
    check("likert-en-wide", &likert_en(), WIDE);
    check("likert-en-phone", &likert_en(), PHONE);
    check("ten-points-wide", &ten_points(), WIDE);
    check("ten-points-phone", &ten_points(), PHONE);
}

#[test]
fn odd_charts_look_as_agreed() {
    check("hostile-wide", &hostile(), WIDE);
    check("hostile-phone", &hostile(), PHONE);
    check("empty", &Chart::Bars(Bars::default()), WIDE);
}
