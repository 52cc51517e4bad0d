//! Words of the launch: what it waits for, what is to be noted, how far it is.

use crate::domain::lang::words;

words! {
    LAUNCH = "启动",
             "Launch";
    LAUNCH_TITLE = "启动专项工作",
                   "Launch the campaign";
    LAUNCH_LEAD = "启动后，问卷、名单、名额和密钥全部固定；名单此后只有督导组可以查看；邮件按日期自动发出，邀请卡可以打印。核验码在启动时生成：启动后请马上登在官方公告里。",
                  "The launch freezes questionnaires, lists, seats and keys, and from then on the supervision group alone reads the lists. Afterwards mails go out by date and cards can be printed; nothing else changes. The fingerprints are made by the launch: publish them in the official notice at once.";
    LAUNCH_BUTTON = "确认启动",
                    "Launch now";
    LAUNCH_UNDER_WAY = "正在启动",
                       "The launch is under way";
    LAUNCH_WRITTEN = "已写入的名额和邮件",
                     "Seats and mails written";
    LAUNCH_RELOAD = "查看进度",
                    "See how far it is";
    LAUNCH_UNDER_WAY_LEAD = "名单较长，启动在后台继续，可以离开本页。本页每 3 秒自动刷新，完成后转到专项工作。中途断电或重启的，等于没有启动，什么都没有改变。",
                            "The lists are long; the launch goes on by itself and you may leave. This page reloads every 3 seconds and leads to the campaign in the end. Should the program stop in the middle, nothing was launched and nothing is changed.";
    LAUNCH_FAILED = "上一次启动没有完成，什么都没有改变。请核对下面各项，再启动一次。",
                    "The last launch came to nothing and changed nothing. Please check what stands below and launch again.";
    LAUNCHED = "已启动。问卷、名单和名额已固定。",
               "Launched. Questionnaires, lists and seats are fixed.";
    missing_attributes(pool: &str) =
        "调查组“{pool}”：已发布的问卷里没有原先选定的分组题，请重新设置结果分组。",
        "Pool “{pool}”: the published questionnaire no longer asks what its results are to be broken down by. Please set it again.";
    READY = "启动条件已经齐备。",
            "Everything is there for the launch.";
    MISSING = "还差这些",
              "Still missing";
    WARNINGS = "请注意",
               "Please note";
    LOSS = "口令的两份纸件如果都遗失，或者密钥目录所在的磁盘损坏，已经收到的答卷就永远无法打开。请分开妥善保管纸件。",
           "If both copies of the passphrase are lost, or the disk with the keys directory, no ballot collected until then can ever be opened. Keep the copies apart and safe.";
    MISSING_DAYS = "开始日期和截止日期",
                   "The first and the last day";
    MISSING_AUDIENCES = "至少一个调查对象",
                        "At least one audience";
    missing_list(name: &str) = "“{name}”的名单",
                               "The list of “{name}”";
    missing_count(name: &str) = "“{name}”的张数或名额数",
                                "The number of cards or seats of “{name}”";
    list_waits(name: &str) = "“{name}”有一份名单等待核对：请确认导入，或者放弃",
                             "A list for “{name}” waits to be checked: import it or discard it";
    not_published(name: &str) = "调查组“{name}”的问卷有改动还没有发布：启动后用的是已经发布的那一版，不能再换",
                                "The questionnaire of the pool “{name}” has changes that are not published: the launch takes the published version for good";
    too_few(name: &str, seats: u32) = "调查组“{name}”只有 {seats} 个名额，少于 10 个不能匿名调查",
                                      "The pool “{name}” has {seats} seats; below 10 there is no anonymity";
    missing_version(name: &str) = "调查组“{name}”的问卷还没有发布",
                                  "The questionnaire of the pool “{name}” is not published";
    missing_link_day(pool: &str) = "调查组“{pool}”：群链接在开始日期以前就到期了，请修改",
                                   "Pool “{pool}”: the group's link ends before the first day; please change it";
    MISSING_KEYS = "由督导组或机关纪委生成启封口令（增减调查组之后要重新生成）",
                   "The passphrase, drawn by supervision or discipline (anew after pools were added)";
    missing_holders(have: usize) = "两人对照纸面输入口令，目前 {have} 人",
                                   "Two persons who type the passphrase back; so far {have}";
    MISSING_DISCIPLINE = "机关纪委启用线索口令（问题线索只有该口令能打开）",
                         "A discipline officer's key, the only one that opens tips";
    MISSING_HTTPS = "加密连接（HTTPS）。请由管理员配置证书；仅在专用内网可用 --allow-plain-http 启动，届时每位答卷人都会看到提示",
                    "HTTPS. Ask the administrator for a certificate; on a private network alone --allow-plain-http is possible, and every respondent is told";
    small_pool(name: &str, seats: u32) = "调查组“{name}”有 {seats} 个名额，少于 40 个：收到的答卷不足 10 份就不能启封",
                                         "The pool “{name}” has {seats} seats, fewer than 40: with fewer than 10 ballots it is never opened";
    small_channel(pool: &str, channel: &str, seats: u32) = "调查组“{pool}”用“{channel}”发放的只有 {seats} 个名额，少于 10 个：启封后不分发放方式，只公布合计",
                                                           "In the pool “{pool}” only {seats} seats are reached by “{channel}”, fewer than 10: after the opening only totals are published, not by channel";
    MAILS_WAIT = "没有配置邮件服务器：邀请邮件会等在队列里，配置之后才发出",
                 "No mail server is configured: invitations wait in the queue until there is one";
    no_message_words(name: &str) = "“{name}”的短信内容还没有写，写好以前不会发出短信",
                                   "The words of the text messages to “{name}” are not written; none is sent before they are";
    numbers_wait(days: &str) = "短信要通过短信网关发送，现在没有配置：系统不会自己发短信，每次都要由办公室导出号码和链接，交给发送单位（{days}）；没有导出的那一次，名单上没有人收到。到日子“待办”里会提醒",
                               "Text messages need the gateway, and none is set up: the program sends none by itself. Each time the office takes numbers and links as a file and hands it to whoever sends ({days}); nobody on the list gets what was not taken. “My work” tells the office on the day";
    at_night(at: &str) = "邀请会在夜里发出（{at}）；要在白天发出，请在开始日期当天或以后的 8:00 至 21:00 之间启动",
                         "Invitations leave at night ({at}); for them to leave by day, launch between 8:00 and 21:00 on the first day or after it";
    NO_REMINDER = "没有设提醒日期，只发一次邀请",
                  "No day for a reminder is set; people are invited once";
    GATEWAY = "加密在本系统前面的网关或代理处就解开了：它看得到答题码和答卷。请系统管理员确认它对 /s/ 下的网址不记录来源地址、时间、连接编号和请求内容；最好由本系统自己加密（--tls-cert）",
              "Something in front of this program ends TLS and sees codes and ballots. Ask the administrator to make sure that it logs no address, time, connection number or body of anything under /s/; best is to let this program end TLS (--tls-cert)";
    ONLY_HERE = "网址只能在运行本系统的这台电脑上打开，别人收到邮件、扫邀请卡都打不开。请系统管理员先用 --base-url 设好对外网址；邀请卡只能打印一次",
                "Links open on this machine alone: nobody else can use the mail or card they get. Have --base-url set first; cards are printed only once";
}
