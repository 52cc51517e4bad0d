//! `wenlian check-pool DIR`: anyone with the published files, and the auditor with the packages,
//! checks an opening without database, keys or this service. Says each identity and stops at the
//! first that does not hold.

use std::fs;
use std::io;
use std::path::Path;

use crate::domain::lang::{Lang, Text, words};
use crate::domain::openings::published::{Files, Identity, Outcome, Remark, check};

words! {
    HOLDS = "成立",
            "holds";
    FAILS = "不成立",
            "DOES NOT HOLD";
    ABSENT = "没有公布或者没有放进来，未核对",
             "not checked, it was not published or is not here";
    RECORD = "close.json 是一份启封公布记录",
             "close.json is the record of an opening";
    LIST = "leaves.txt 逐行递增，没有重复",
           "leaves.txt ascends, no line stands twice";
    LIST_HASH = "leaves.txt 的 SHA-256 与公布的一致",
                "the SHA-256 of leaves.txt is the one announced";
    LIST_LENGTH = "leaves.txt 的行数等于启封的答卷数",
                  "leaves.txt has a line for each ballot opened";
    CHANNELS = "各方式相加等于邀请数和已用答题码数",
               "the channels add up to invited and issued";
    BOUNDS = "启封 + 无效 ≤ 已用答题码 ≤ 邀请",
             "ballots + spoiled ≤ issued ≤ invited";
    CARDS = "收回的邀请卡 ≤ 印制 ≤ 邀请，用卡答的不多于印制",
            "cards: returned ≤ printed ≤ invited, and no more spent than printed";
    MEMBERS = "合并启封的各调查组相加等于合计",
              "the pools of a joint opening add up to it";
    KEY_ID = "签发公钥与其标识一致",
             "each issuer key is the one its id names";
    FINDINGS = "调查结果与启封时固定、公布的一致",
               "the findings are those that were frozen and announced";
    TOTALS = "调查结果每一行格式正确、属于本调查组，各项数字与启封的答卷数相符，分项相加与合计相符",
             "every line of the findings is well formed and of this pool, and the figures add up, among themselves and to the ballots opened";
    came_back_used(count: u64) = "交回的邀请卡与用过的邀请卡合计多于印制数：交回的卡中至少有 {count} 张在交回以前已经用过。用过的卡也可能交回，这不是差错，用它提交的答卷照样计入。",
                                 "More cards were handed back and used than printed: at least {count} of those handed back had been used. A used card may come back as paper; that is no fault, and its ballot counts.";
    PACKAGE_LENGTH = "核查包的行数等于启封的答卷数",
                     "the auditor's package has a line for each ballot";
    NONCES = "核查包里没有重复的随机数",
             "no nonce stands twice in the package";
    SIGNATURES = "核查包里每一份签名都由本组的签发密钥签出",
                 "every credential was signed by the pool's key, for this pool";
    NOT_PROVABLE = "不能凭公开文件证明：公布的统计结果就是这些答卷算出来的。启封时程序在督导人员面前重新计算每一行。",
                   "Not provable from public files: that the published figures are those of these ballots. At the opening every line is computed anew before the eyes of the supervision group.";
}

/// What the command says, line by line, and whether everything holds that could be checked.
#[derive(Debug)]
pub struct Report {
    /// The lines.
    pub lines: Vec<String>,
    /// Nothing failed.
    pub is_good: bool,
}

/// Checks the files of a directory.
pub fn check_pool(dir: &Path) -> io::Result<Report> {
    let outcomes = check(&read(dir)?);
    let mut lines: Vec<String> = outcomes.iter().map(|it| line(*it)).collect();
    let is_good = outcomes.iter().all(|(_, outcome)| *outcome != Outcome::Fails);
    if is_good {
        lines.push(format!("{}\n{}", NOT_PROVABLE.zh, NOT_PROVABLE.en));
    }
    Ok(Report { lines, is_good })
}

/// `close.json`, `leaves.txt` and every `credentials-CODE.txt` and `findings-CODE.txt`.
fn read(dir: &Path) -> io::Result<Files> {
    let text = |name: &str| {
        let path = dir.join(name);
        fs::read_to_string(&path)
            .map_err(|error| io::Error::new(error.kind(), format!("{}: {error}", path.display())))
    };
    let (mut packages, mut findings) = (Vec::new(), Vec::new());
    for entry in fs::read_dir(dir)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        for (kind, files) in [("credentials-", &mut packages), ("findings-", &mut findings)] {
            let code = name.strip_prefix(kind).and_then(|name| name.strip_suffix(".txt"));
            if let Some(code) = code {
                files.push((code.to_owned(), text(&name)?));
            }
        }
    }
    packages.sort();
    findings.sort();
    Ok(Files { close: text("close.json")?, leaves: text("leaves.txt")?, packages, findings })
}

fn line((identity, outcome): (Identity, Outcome)) -> String {
    let (mark, said) = match outcome {
        Outcome::Holds | Outcome::HoldsWith(_) => ("✓", HOLDS),
        Outcome::Fails => ("✗", FAILS),
        Outcome::Absent => ("–", ABSENT),
    };
    let what = words_of(identity);
    let line = format!("{mark} {}：{}\n  {}: {}", what.zh, said.zh, what.en, said.en);
    match outcome {
        Outcome::HoldsWith(remark) => {
            let (zh, en) = (said_of(Lang::Zh, remark), said_of(Lang::En, remark));
            format!("{line}\n  {zh}\n  {en}")
        }
        Outcome::Holds | Outcome::Fails | Outcome::Absent => line,
    }
}

/// What is said about an identity that holds.
pub fn said_of(lang: Lang, remark: Remark) -> String {
    match remark {
        Remark::CameBackUsed(count) => came_back_used(lang, count),
    }
}

/// What an identity says.
pub fn words_of(identity: Identity) -> Text {
    match identity {
        Identity::Record => RECORD,
        Identity::List => LIST,
        Identity::ListHash => LIST_HASH,
        Identity::ListLength => LIST_LENGTH,
        Identity::Channels => CHANNELS,
        Identity::Bounds => BOUNDS,
        Identity::Cards => CARDS,
        Identity::Members => MEMBERS,
        Identity::KeyId => KEY_ID,
        Identity::Findings => FINDINGS,
        Identity::Totals => TOTALS,
        Identity::PackageLength => PACKAGE_LENGTH,
        Identity::Nonces => NONCES,
        Identity::Signatures => SIGNATURES,
    }
}
