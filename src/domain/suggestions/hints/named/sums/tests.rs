//! Sums and what only looks like one, over all forms of numbers.

use super::sums;
use crate::domain::suggestions::{HintKind, identity_hints};
use crate::domain::typed::half_width;

fn sums_in(text: &str) -> Vec<String> {
    let hints = identity_hints(text).into_iter();
    let sums = hints.filter(|hint| hint.kind == HintKind::Amount);
    sums.map(|hint| hint.passage).collect()
}

/// The same without whatever else a text is searched for: tens of thousands of texts are.
fn sums_alone(text: &str) -> Vec<String> {
    let text: Vec<char> = text.chars().map(half_width).collect();
    let mut hints = Vec::new();
    sums(&text, &mut hints);
    hints.into_iter().map(|hint| hint.passage).collect()
}

#[test]
fn a_sum_ends_before_the_comma_that_follows_it() {
    for (text, passage) in [
        ("中标价5000万，建议公开。", "5000万"),
        ("给了五十万，", "五十万"),
        ("1.2亿，", "1.2亿"),
        ("￥500，多收", "￥500"),
        ("￥1,200.50，多收", "￥1,200.50"),
        ("押金1,200万，", "1,200万"),
        ("约20余万，", "20余万"),
        ("５０００万，建议公开", "5000万"),
    ] {
        assert_eq!(sums_in(text), [passage], "{text}");
    }
    assert_eq!(sums_in("给了50万，20万和￥30，五万"), ["50万", "20万", "￥30", "五万"]);
}

#[test]
fn a_sum_is_shown_whole_and_the_word_after_it_does_not_hide_it() {
    for (text, passage) in [
        ("中标价5000万公开", "5000万"),
        ("5000万公路款", "5000万"),
        ("多付1,200万元", "1,200万元"),
        ("多付１，２００万元", "1,200万元"),
        ("收了1,234,567.50元", "1,234,567.50元"),
        ("押金 200 元", "200 元"),
        ("预算 5000 万元", "5000 万元"),
        ("预算 5000 万，", "5000 万"),
        ("共5000万人民币", "5000万"),
        ("共人民币5000万", "人民币5000万"),
        ("￥ 3000 元整", "￥ 3000 元"),
        ("5000万两次付清", "5000万"),
        ("20万一直没退", "20万"),
        ("20万多付了", "20万多"),
        ("5000万次日到账", "5000万"),
        ("5000万分给三家", "5000万"),
        ("三万五千元", "三万五千元"),
        ("叁拾万元整", "叁拾万元"),
    ] {
        assert_eq!(sums_in(text), [passage], "{text}");
    }
}

#[test]
fn sums_are_found_in_the_words_of_talk_of_chats_and_in_traditional_characters() {
    for (text, passage) in [
        ("投了3个亿，", "3个亿"),
        ("两个亿的工程款", "两个亿"),
        ("投了3个多亿", "3个多亿"),
        ("欠了几个亿", "几个亿"),
        ("收了5000W。", "5000W"),
        ("收了5000w元", "5000w元"),
        ("收了 1.2W", "1.2W"),
        ("收了5000 w，", "5000 w"),
        ("收了５０００Ｗ，", "5000W"),
        ("押金三萬元", "三萬元"),
        ("押金20萬，", "20萬"),
        ("标的1.2億公开", "1.2億"),
        ("貳拾萬圓整", "貳拾萬圓"),
        ("损失数百万", "数百万"),
        ("损失数百万元，", "数百万元"),
        ("多付几十万。", "几十万"),
        ("花了上千万", "上千万"),
        ("动辄上百万，", "上百万"),
        ("标的近千万公开", "近千万"),
        ("逾千万的项目", "逾千万"),
        ("标的数亿元", "数亿元"),
        ("好几千万", "几千万"),
        ("数十万余元", "数十万余元"),
    ] {
        assert_eq!(sums_in(text), [passage], "{text}");
    }
}

#[test]
fn words_that_hold_the_characters_of_an_open_sum_are_none() {
    for text in [
        "万一退不了",
        "千万不要拖延",
        "网上千万不要公开",
        "会上千万别点名",
        "网上万一出错",
        "参数万一填错",
        "人数千万不要超过",
        "住在附近百万庄",
        "百万庄大街",
        "成千上万",
        "服务数百万人次",
        "跑了几万次",
        "印了上千万份",
        "近万户居民",
        "5W1H分析法",
        "问了几个人",
        "www.example.gov.cn",
        "万万没想到",
        "以上几个问题",
        "千方百计",
        "数一数",
    ] {
        let found = sums_alone(text);
        assert!(found.is_empty(), "{text}: {found:?}");
    }
}

#[test]
fn a_long_text_of_such_characters_costs_no_more_than_its_length() {
    for piece in ["数百千万", "上", "几个亿", "1W ", "近千", "个亿", "1个", "数十百千"]
    {
        let long: Vec<char> = piece.chars().cycle().take(200_000).collect();
        let began = std::time::Instant::now();
        sums(&long, &mut Vec::new());
        assert!(began.elapsed().as_secs() < 5, "{piece}: {:?}", began.elapsed());
    }
}

/// Numbers of every form, from one to eight digits.
fn numbers() -> Vec<String> {
    let plain = (0..5).flat_map(|power| (1..=9).map(move |digit| digit * 10_usize.pow(power)));
    let mut numbers: Vec<String> = plain.map(|number| number.to_string()).collect();
    numbers.extend((1..=9).map(|digit| format!("{digit}.{digit}")));
    let grouped = ["1,200", "20,300", "1,234,567", "12,000.50", "12,345,678"];
    numbers.extend(grouped.map(str::to_owned));
    numbers.extend("一二三四五六七八九".chars().flat_map(|c| [format!("{c}"), format!("{c}十")]));
    numbers
}

/// The same number as a full-width keyboard writes it.
fn full_width(number: &str) -> String {
    let wide = |c: char| match c {
        '!'..='~' => char::from_u32(u32::from(c) + 0xfee0).expect("a full-width character"),
        other => other,
    };
    number.chars().map(wide).collect()
}

const FORMS: &[&str] =
    &["万", "亿", "万元", "亿元", "元", " 元", " 万元", "余万", "余万元", "块", "圆", "￥"];

/// What is written of a number in a form; nothing where nobody writes it so.
fn written(number: &str, form: &str) -> Option<String> {
    let is_latin = number.as_bytes()[0].is_ascii();
    match form {
        "￥" => is_latin.then(|| format!("￥{number}")),
        form if form.starts_with(' ') && !is_latin => None,
        form => Some(format!("{number}{form}")),
    }
}

#[test]
fn any_sum_is_found_whole_whatever_stands_after_it() {
    let marks = "，。、；：？！…—·）」』】》”’\u{3000} \n,.;:?!)]}\"'-/|~";
    let mut looked_at = 0;
    for number in numbers() {
        for form in FORMS {
            let Some(passage) = written(&number, form) else { continue };
            for mark in marks.chars() {
                for after in ["", "建议公开", "给了20万", "等"] {
                    let text = format!("中标价{passage}{mark}{after}");
                    let found = sums_alone(&text);
                    assert!(found.contains(&passage), "{text}: {found:?}");
                    looked_at += 1;
                }
            }
        }
    }
    assert!(looked_at > 30_000, "{looked_at}");
}

#[test]
fn any_sum_is_found_whole_in_either_width_and_before_any_word_that_counts_nothing() {
    let words = [
        "公开",
        "公示",
        "公路",
        "公司",
        "公款",
        "公章",
        "人民币",
        "次日",
        "平均",
        "平台",
        "分给",
        "分期",
        "两次",
        "一直",
        "条件",
        "名义",
        "台账",
        "里面",
        "套现",
        "个人",
        "",
        "的",
        "整",
    ];
    let mut looked_at = 0;
    for number in numbers() {
        for form in FORMS.iter().filter(|form| **form != "￥") {
            let Some(passage) = written(&number, form) else { continue };
            for word in words {
                for typed in [passage.clone(), full_width(&passage)] {
                    let text = format!("中标价{typed}{word}");
                    let found = sums_alone(&text);
                    assert!(found.contains(&passage), "{text}: {found:?}");
                    looked_at += 1;
                }
            }
        }
    }
    assert!(looked_at > 30_000, "{looked_at}");
}

#[test]
fn lengths_weights_and_heads_are_no_sums_however_they_are_written() {
    let units = [
        "公里",
        "公斤",
        "公顷",
        "公分",
        "公升",
        "公尺",
        "公吨",
        "公亩",
        "人",
        "人次",
        "户",
        "家",
        "次",
        "平方米",
        "亩",
        "字",
        "吨",
        "份",
        "条",
        "名",
        "米",
        "件",
        "台",
        "套",
        "辆",
        "株",
        "个",
        "册",
        "步",
    ];
    let mut looked_at = 0;
    for number in numbers() {
        for unit in units {
            for scale in ["", "万", "余万", "亿"] {
                for number in [number.clone(), full_width(&number)] {
                    for after in ["", "，", "以外", "的"] {
                        let text = format!("全长{number}{scale}{unit}{after}");
                        assert_eq!(sums_alone(&text), Vec::<String>::new(), "{text}");
                        looked_at += 1;
                    }
                }
            }
        }
    }
    assert!(looked_at > 30_000, "{looked_at}");
    // The control: the same number of the same scale, and a word that begins alike.
    assert_eq!(sums_in("全长5000万公开"), ["5000万"]);
}
