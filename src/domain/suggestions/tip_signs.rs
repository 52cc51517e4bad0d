//! Signs that a text reports misconduct and is a tip rather than a suggestion (问题线索). They are
//! shown to whoever opens the text beside the way to hand it over; a person decides.

/// What misconduct is called, or looks like.
const SIGNS: &[&str] = &[
    "好处费",
    "回扣",
    "购物卡",
    "礼品卡",
    "充值卡",
    "红包",
    "礼金",
    "收礼",
    "送礼",
    "行贿",
    "受贿",
    "贿赂",
    "索贿",
    "索要",
    "收受",
    "收了钱",
    "收钱",
    "送钱",
    "塞钱",
    "干股",
    "入股",
    "分红",
    "吃请",
    "宴请",
    "打点",
    "卡要",
    "吃拿",
    "泄露标底",
    "透露标底",
    "泄漏标底",
    "围标",
    "串标",
    "陪标",
    "利益输送",
    "权钱交易",
    "私下收",
];
/// What is asked for, unless somebody asks for their own: 去要钱, 讨要钱款.
const ASKED: &str = "要钱";
const OWN: &str = "去来讨催追再也还";
/// What is given and taken, where that is said as well.
const CASH: &[&str] = &["现金", "现钞", "烟酒", "名烟", "名酒", "转账", "万块", "万元", "了礼"];
const TAKEN: &[&str] = &["收", "送", "给", "拿", "塞", "让我们交", "叫我们交"];

/// The signs in a text, in the order of the list.
pub fn tip_signs(text: &str) -> Vec<&'static str> {
    let named = SIGNS.iter().copied().filter(|sign| text.contains(sign));
    let asked = is_asked(text).then_some(ASKED);
    let taken = CASH.iter().copied().filter(|what| is_taken(text, what));
    let paid = is_paid(text).then_some("给钱");
    named.chain(asked).chain(taken).chain(paid).collect()
}

fn is_asked(text: &str) -> bool {
    text.match_indices(ASKED).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + ASKED.len()..].chars().next();
        !before.is_some_and(|c| OWN.contains(c)) && after != Some('款')
    })
}

/// 有的给800元, 塞了两千块: a sum handed to somebody, not one that is paid, fined or due.
fn is_paid(text: &str) -> bool {
    let is_numeral = |c: &char| c.is_ascii_digit() || "一二三四五六七八九十百千两几".contains(*c);
    let letters: Vec<char> = text.chars().collect();
    (0..letters.len()).any(|at| {
        let is_given = matches!(letters[at], '给' | '塞' | '送');
        let from = at + 1 + usize::from(letters.get(at + 1) == Some(&'了'));
        let sum = letters.iter().skip(from).take_while(|c| is_numeral(c)).count();
        is_given && sum > 0 && matches!(letters.get(from + sum), Some('元' | '块'))
    })
}

/// Whether somebody takes or gives it, said in the few characters before.
fn is_taken(text: &str, what: &str) -> bool {
    text.match_indices(what).any(|(at, _)| {
        let clause = text[..at].rsplit(['，', '。', '；', '！', '？', ',', ';']).next();
        let letters: Vec<char> = clause.unwrap_or_default().chars().collect();
        let clause: String = letters[letters.len().saturating_sub(8)..].iter().collect();
        TAKEN.iter().any(|taken| clause.contains(taken))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_reports_misconduct_is_pointed_out() {
        for text in [
            "窗口的人要好处费才给办",
            "评标专家收了投标人两万块现金",
            "逢年过节收购物卡",
            "某领导亲属入股代理公司",
            "不给好处就要钱",
            "张总送了礼",
            "中标后让我们交伍拾万元代理费",
            "专家有的给800元，有的给两千块",
        ] {
            assert!(!tip_signs(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn what_suggests_something_is_not() {
        for text in [
            "保证金可以用现金以外的方式缴纳吗，建议推广保函",
            "大厅指示不清，建议增设引导",
            "预算三百万元以下的项目应当简化流程",
            "去要钱就说财政没拨",
            "给排队的人一个号，讨要钱款也有地方问",
            "送达以后五日内答复，给三天公示期",
        ] {
            assert!(tip_signs(text).is_empty(), "{text}: {:?}", tip_signs(text));
        }
    }
}
