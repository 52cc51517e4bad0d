//! Hints at the writer of a text. `static/hints.js` follows the same rules in the browser of whoever
//! writes: a change here is a change there, and a row in `cases.json`.

use super::{Hint, HintKind, note, starts_with};

/// How people give their name.
const INTRODUCTIONS: &[&str] = &["我叫", "我姓", "本人叫", "本人姓", "我的名字", "my name is"];
/// 我叫了三次号 gives no name.
const NO_NAME: &str = "了不他她它您你来过去号人";
/// What stands between an account's name and its number.
const FILLERS: &str = "号码是为同群: ";
const PROVINCES: &str = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新";
/// Where a clause ends.
const STOPS: &str = "。！？；，,;!?\n";
const UNITS: &[&str] = &[
    "科", "处", "局", "部", "院", "所", "站", "队", "室", "厅", "委", "中心", "公司", "集团",
    "单位", "建设", "路桥", "监理", "银行",
];
/// A post that names its unit: 财务科长.
const HEADS_OF: &str = "科处局部院所站队厅";
const POSTS: &[&str] = &[
    "长",
    "主任",
    "书记",
    "经理",
    "总监",
    "主管",
    "负责人",
    "法人",
    "代表",
    "会计",
    "出纳",
    "科员",
    "专员",
    "工程师",
    "投标员",
    "代理人",
    "老板",
    "秘书",
    "司机",
];
/// How people say what they are, and what must then follow.
const BEING: &[&str] = &["我是", "本人是", "本人系", "我任", "本人任", "我担任", "本人担任"];
const WORKING_AT: &[&str] = &["我在", "本人在"];
const WORKING: &[&str] = &["任", "担任", "做", "当", "工作", "上班"];

/// 我叫张三, 本人姓李.
pub(super) fn introductions(text: &[char], hints: &mut Vec<Hint>) {
    for at in 0..text.len() {
        let Some(length) = word_at(text, at, INTRODUCTIONS) else { continue };
        let is_name = text.get(at + length).is_some_and(|next| !NO_NAME.contains(*next));
        if is_name {
            note(hints, HintKind::Name, &text[at..text.len().min(at + length + 3)]);
        }
    }
}

/// QQ 号 12345678, 微信：zhang_san. A QQ number is blotted out: it would pass for a telephone.
pub(super) fn accounts(text: &mut [char], hints: &mut Vec<Hint>) {
    for at in 0..text.len() {
        if let Some(length) = word_at(text, at, &["微信", "v信", "wechat", "weixin", "vx"]) {
            let (start, is_marked) = past_fillers(text, at + length);
            let id = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
            let end = run(text, start, id);
            let account = &text[start..end];
            let is_id = account.len() >= 5 && account[0].is_ascii_alphanumeric();
            if is_id && (is_marked || account.iter().any(char::is_ascii_digit)) {
                note(hints, HintKind::Wechat, &text[at..end]);
            }
        }
        if let Some(length) = word_at(text, at, &["qq", "扣扣"]) {
            let (start, _) = past_fillers(text, at + length);
            let end = run(text, start, char::is_ascii_digit);
            if end - start >= 5 {
                note(hints, HintKind::Qq, &text[at..end]);
                text[at..end].fill('，');
            }
        }
    }
}

/// 蒙K·12345. Blotted out, since the rest would pass for the number of a project.
pub(super) fn plates(text: &mut [char], hints: &mut Vec<Hint>) {
    let is_plate_letter = |c: &char| c.is_ascii_alphabetic() && !"ioIO".contains(*c);
    for at in 0..text.len() {
        if !PROVINCES.contains(text[at]) || !text.get(at + 1).is_some_and(is_plate_letter) {
            continue;
        }
        let is_parted = text.get(at + 2).is_some_and(|c| "·•.- ".contains(*c));
        let start = at + 2 + usize::from(is_parted);
        let end = run(text, start, |c| c.is_ascii_digit() || is_plate_letter(c)).min(start + 6);
        if end >= start + 5 && text[start..end].iter().any(char::is_ascii_digit) {
            note(hints, HintKind::Plate, &text[at..end]);
            text[at..end].fill('，');
        }
    }
}

/// 我是财务科副科长, 我在某某局工作.
pub(super) fn posts(text: &[char], hints: &mut Vec<Hint>) {
    for at in 0..text.len() {
        let end = word_at(text, at, BEING).and_then(|length| post_end(text, at + length));
        let end = end.or_else(|| {
            word_at(text, at, WORKING_AT).and_then(|length| workplace_end(text, at + length))
        });
        if let Some(end) = end {
            note(hints, HintKind::Post, &text[at..end]);
        }
    }
}

fn post_end(text: &[char], from: usize) -> Option<usize> {
    clause(text, from, 20).find_map(|at| {
        let is_head = HEADS_OF.contains(text[at]) && text.get(at + 1) == Some(&'长');
        let after = at + word_at(text, at, UNITS)?;
        let post = |at| word_at(text, at, POSTS).map(|length| at + length);
        if is_head { Some(at + 2) } else { clause(text, after, 4).find_map(post) }
    })
}

fn workplace_end(text: &[char], from: usize) -> Option<usize> {
    clause(text, from, 20).find_map(|at| {
        let after = at + word_at(text, at, UNITS)?;
        word_at(text, after, WORKING).map(|length| after + length)
    })
}

/// The places of a clause, as far as a limit.
fn clause(text: &[char], from: usize, limit: usize) -> impl Iterator<Item = usize> + '_ {
    let length = text[from..].iter().take_while(|c| !STOPS.contains(**c)).count();
    from..from + length.min(limit + 1)
}

fn past_fillers(text: &[char], from: usize) -> (usize, bool) {
    let fillers = text[from..].iter().take(4).take_while(|c| FILLERS.contains(**c)).count();
    let end = from + fillers;
    (end, text[from..end].iter().any(|filler| *filler != ' '))
}

fn run(text: &[char], from: usize, belongs: impl Fn(&char) -> bool) -> usize {
    let from = from.min(text.len());
    from + text[from..].iter().take_while(|c| belongs(c)).count()
}

/// The length of the first of these words that stands here, Latin letters in either case.
fn word_at(text: &[char], at: usize, words: &[&str]) -> Option<usize> {
    let lower: Vec<char> =
        text[at.min(text.len())..].iter().take(10).map(char::to_ascii_lowercase).collect();
    words.iter().find(|word| starts_with(&lower, word)).map(|word| word.chars().count())
}
