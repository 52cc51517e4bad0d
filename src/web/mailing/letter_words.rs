//! Words of the letters' templates.

use crate::domain::campaigns::template::{Placeholder, TemplateFault};
use crate::domain::lang::{Lang, words};

words! {
    TITLE = "邮件文字",
            "Words of the letter";
    letter_of(audience: &str) = "邮件文字 · {audience}",
                                "Letter · {audience}";
    LEAD = "只给这个调查对象用的邮件文字。链接、答题码、核验码、日期、退订方法和线索渠道由系统加在后面，不能去掉。",
           "Words of the letter to this audience alone. Link, code, fingerprint, days, how to stop the mails and where tips go are added by the program and cannot be taken out.";
    FROZEN = "启动之后邮件文字固定，不能再改；仍可以预览和发测试邮件。",
             "The launch froze these words; you can still look at them and send yourself a test.";
    SUBJECT = "邮件主题",
              "Subject";
    TEXT = "邮件开头的话",
           "First words";
    LINK_TEXT = "链接前面的话",
                "Words above the link";
    LINK_TEXT_HELP = "可以不填，不填时用系统的说法。链接本身总是显示完整网址。",
                     "May be left out; the usual words stand then. The link itself always shows its whole address.";
    help(names: &str) = "可以使用：{names}",
                        "You may use: {names}";
    SHOW = "预览",
           "Preview";
    PREVIEW = "手机上的样子",
              "As on a phone";
    PREVIEW_HELP = "这是邀请邮件。预览中的答题码是样例，不能使用。",
                   "This is the invitation. Its code is an example and opens nothing.";
    REMINDER = "提醒邮件",
               "The reminder";
    USUAL = "改用专项工作的邮件文字",
            "Use the campaign's words";
    USUAL_DONE = "已改用专项工作的邮件文字。",
                 "The campaign's words serve again.";
    TEST = "给自己发一封测试邮件",
           "Send yourself a test";
    test_to(address: &str) = "按上面现在填写的文字发出，不用先保存；发到您账号登记的邮箱 {address}，主题前面加上“测试：”，其余与预览的邀请邮件相同。",
                             "It is sent in the words as they stand above, saved or not, to the address of your account, {address}, with “测试：” before its subject, and reads as the invitation of the preview otherwise.";
    TEST_NO_ADDRESS = "您的账号没有登记邮箱。请系统管理员在“人员”里登记之后再发。",
                      "Your account has no e-mail address. Ask the administrator to add one under People.";
    TEST_NO_RELAY = "没有配置邮件服务器，发不了测试邮件。",
                    "No mail server is configured: no test can be sent.";
    TEST_SENT = "测试邮件已交给邮件服务器。",
                "The test was handed to the mail server.";
    TEST_ONCE = "刚才已经按过一次，没有再发第二封，请查收邮箱。没有收到的，请再按一次。",
                "You pressed it a moment ago and it is not sent twice; look into your mailbox. If nothing came, press once more.";
    TEST_SENT_UNSAVED = "测试邮件已交给邮件服务器。下面填写的文字还没有保存。",
                        "The test was handed to the mail server. The words below are not saved yet.";
    test_failed(reason: &str) = "测试邮件没有发出：{reason}",
                                "The test was not sent: {reason}";
    unknown(name: &str) = "“{name}”不能填入。大括号里只能写列出的名称。",
                          "“{name}” cannot be filled in. Only the names listed may stand in braces.";
    UNPAIRED = "大括号没有成对。",
               "A brace stands without its other half.";
    ADDRESS = "这里不能写网址：发出的邮件和短信里只能有系统加上的链接。公告的网址请填在“公告链接”里。",
              "No web address may stand here: the only link in mails and messages is the one the program adds. The address of your notice has a field of its own.";
}

/// Why a text cannot go into a letter.
pub fn fault(lang: Lang, fault: &TemplateFault) -> String {
    match fault {
        TemplateFault::Unknown(name) => unknown(lang, name),
        TemplateFault::Unpaired => UNPAIRED.to(lang).to_owned(),
        TemplateFault::Address => ADDRESS.to(lang).to_owned(),
    }
}

/// The same of everything that is wrong with it.
pub fn faults(lang: Lang, faults: &[TemplateFault]) -> String {
    let between = if lang == Lang::En { " " } else { "" };
    faults.iter().map(|it| fault(lang, it)).collect::<Vec<_>>().join(between)
}

/// What may be filled in.
pub fn placeholders(lang: Lang) -> String {
    let names = Placeholder::ALL.map(|placeholder| format!("{{{}}}", placeholder.name()));
    help(lang, &names.join(" "))
}
