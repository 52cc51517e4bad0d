//! Words of reasons: why something that was to leave waits, was stopped, or came back.

use crate::domain::lang::{Lang, words};

words! {
    WHY_TOO_LATE = "没有来得及发出",
                   "there was no time left to send it";
    WHY_NO_KEY = "地址已不能读取",
                 "the address can no longer be read";
    WHY_PACED = "等待该邮箱域名的限额",
                "waits for the plan of its domain";
    WHY_DOMAIN_RESTS = "刚才寄往该邮箱域名的信没有交成，稍后再试",
                       "the last letter to its domain was not taken; tried again later";
    WHY_DOMAIN_SLOW = "寄往该邮箱域名的信交得慢，排队等候",
                      "letters to its domain are taken slowly; waits for its turn";
    WHY_RELAY_AWAY = "本单位的邮件服务器发不出信，恢复后自动发出",
                     "our own mail server sends nothing; goes out once it does";
    WHY_GATEWAY_AWAY = "短信网关发不出短信，恢复后自动发出",
                       "the gateway sends nothing; goes out once it does";
    WHY_REFUSED_BEFORE = "之前的邮件已被退回，地址没有更换",
                         "an earlier mail was refused for good and the address was not changed";
    WHY_MAYBE_SENT = "网关没有回应，可能已经发出，不再重发",
                     "the gateway said nothing: it may have been sent, and is not sent again";
    WHY_NO_WORDS = "还没有写短信内容",
                   "its words are not written yet";
    WHY_GATEWAY = "短信网关没有接受",
                  "the gateway refused";
    WHY_GATEWAY_UNCLEAR = "短信网关回应了，但回应里没有约定的成功字样，请核对网关文件里的成功标志",
                          "the gateway answered, but without the words of success that were agreed on; check those in its file";
    WHY_GATEWAY_ACCOUNT = "短信网关不认账号，或账号没有权限",
                          "the gateway does not know the account, or does not let it send";
    WHY_GATEWAY_BALANCE = "短信网关要求付费，请核对余额",
                          "the gateway asks for payment; see to the balance";
    WHY_GATEWAY_FAST = "短信网关说发得太快，请按服务商的限制填写短信发送限额",
                       "the gateway says it is too fast; set the plan of text messages to what its provider allows";
    WHY_GATEWAY_BROKEN = "短信网关自身有故障",
                         "the gateway has a fault of its own";
    WHY_GATEWAY_PLACE = "短信网关的地址或请求格式不对，请核对网关文件",
                        "address or form of the gateway are wrong; see to its file";
    WHY_GATEWAY_ALL = "短信网关连续拒收了每一条，多半是网关文件、账号或短信签名的问题；请先查明，再到“被退回的地址和号码”里“全部重发一次”",
                      "it refused every message in a row, most likely by its file, the account or the signature; find out why, then send all of them once more under “Refused addresses and numbers”";
    WHY_SILENT = "没有回应",
                 "no answer";
    WHY_BROKE_OFF = "连接中断",
                    "the connection broke off";
    WHY_NO_CONNECTION = "连接不上",
                        "no connection";
    WHY_NO_TLS = "对方没有按要求加密（STARTTLS 或 TLS），邮件没有发出；请核对端口",
                 "the relay does not encrypt as it was asked to (STARTTLS or TLS); nothing was sent; check the port";
    WHY_UNTRUSTED = "对方证书不可信：过期、域名不符，或由本单位自建机构签发而启动时没有用 --ca-file 指定",
                    "the relay's certificate is not trusted: expired, for another name, or of an authority of your own that --ca-file does not name";
    WHY_NO_ACCOUNTS = "对方不支持用账号密码登录，请核对端口和账号设置",
                      "the relay takes no account and password; check port and account";
    WHY_ADDRESS = "邮件系统不接受的地址",
                  "an address that mail cannot carry";
    WHY_ASKED_LATER = "对方暂时不收，稍后再试",
                      "refused for now, tried again later";
    WHY_NOT_TAKEN = "对方暂时没有收，不会再试",
                    "refused for now, and not tried again";
    WHY_REFUSED = "对方拒收",
                  "refused for good";
    WHY_RULE = "邮件服务器按其规则拒收（不是地址有误），稍后再试",
               "a rule of the mail relay refused it (nothing is wrong with the address); tried again later";
    WHY_ALL_REFUSED = "邮件服务器连续拒收了每一封，多半是服务器设置或发件权限的问题；请先查明，再“全部重发一次”",
                      "it refused every letter in a row, most likely by its settings or because we may not send; find out why, then send all of them once more";
    WHY_UNWRITTEN = "程序没能写出内容，请系统管理员查看日志",
                    "the program could not write it; ask the administrator to look at the log";
    WHY_LOST_BY_A_RULE = "对方按其规则拒收（不是地址有误），信没有送到",
                         "a rule of the other side refused it (nothing is wrong with the address); it is lost";
    WHY_BOUNCED = "已退信",
                  "came back";
    WHY_OTHER = "其他原因",
                "another reason";
    numbered(why: &str, number: &str) = "{why}（{number}）",
                                        "{why} ({number})";
}

/// What a reason code says.
pub fn reason(lang: Lang, code: &str) -> String {
    let text = match code {
        "too_late" => WHY_TOO_LATE,
        "no_key" => WHY_NO_KEY,
        "paced" => WHY_PACED,
        "domain_rests" => WHY_DOMAIN_RESTS,
        "domain_slow" => WHY_DOMAIN_SLOW,
        "relay_away" => WHY_RELAY_AWAY,
        "gateway_away" => WHY_GATEWAY_AWAY,
        "refused_before" => WHY_REFUSED_BEFORE,
        "maybe_sent" => WHY_MAYBE_SENT,
        "no_words" => WHY_NO_WORDS,
        "unwritten" => WHY_UNWRITTEN,
        "silent" => WHY_SILENT,
        "broke_off" => WHY_BROKE_OFF,
        "no_connection" => WHY_NO_CONNECTION,
        "no_tls" => WHY_NO_TLS,
        "untrusted" => WHY_UNTRUSTED,
        "no_accounts" => WHY_NO_ACCOUNTS,
        "address" => WHY_ADDRESS,
        "all_refused" => WHY_ALL_REFUSED,
        rule if rule.starts_with("rule_") => WHY_RULE,
        "gateway_refused_all" => WHY_GATEWAY_ALL,
        unclear if unclear.starts_with("gateway_2") => WHY_GATEWAY_UNCLEAR,
        "gateway_401" | "gateway_403" | "gateway_407" => WHY_GATEWAY_ACCOUNT,
        "gateway_402" => WHY_GATEWAY_BALANCE,
        "gateway_429" => WHY_GATEWAY_FAST,
        "gateway_404" | "gateway_405" | "gateway_415" => WHY_GATEWAY_PLACE,
        gateway if gateway.starts_with("gateway_5") => WHY_GATEWAY_BROKEN,
        gateway if gateway.starts_with("gateway_") => WHY_GATEWAY,
        refused if refused.starts_with("smtp_5") => WHY_REFUSED,
        later if later.starts_with("smtp_") => WHY_ASKED_LATER,
        lost if lost.starts_with("lost_") || lost.starts_with("bounced_5.7.") => WHY_LOST_BY_A_RULE,
        bounced if bounced.starts_with("bounced_") => WHY_BOUNCED,
        _ => WHY_OTHER,
    };
    text.to(lang).to_owned()
}

/// The same with the number that the other side gave, where it gave one: whoever keeps the mail server
/// looks it up.
pub fn reason_in_full(lang: Lang, code: &str) -> String {
    with_number(lang, reason(lang, code), code)
}

fn with_number(lang: Lang, why: String, code: &str) -> String {
    let number = code.split_once('_').map(|(_, number)| number);
    match number.filter(|number| number.starts_with(|first: char| first.is_ascii_digit())) {
        Some(number) => numbered(lang, &why, number),
        None => why,
    }
}

/// The same of what is not tried again, whatever was meant when it was tried.
pub fn last_reason(lang: Lang, code: &str) -> String {
    if code.starts_with("smtp_4") || code.starts_with("rule_") || code == "domain_rests" {
        with_number(lang, WHY_NOT_TAKEN.to(lang).to_owned(), code)
    } else {
        reason_in_full(lang, code)
    }
}
