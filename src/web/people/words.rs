//! Words of accounts and signing in.

use crate::domain::lang::words;

words! {
    POSTS = "岗位检查",
            "Who can act";
    SIGN_IN = "登录",
              "Sign in";
    SIGN_IN_LEAD = "供领导小组办公室、各单位和督导组使用。答卷人不需要登录。",
                   "For the campaign office, the units and the supervision group. Respondents do not sign in.";
    LOGIN = "账号",
            "Login name";
    LOGIN_HELP = "2 至 40 个字符：小写字母、数字、点、连字符或汉字。",
                 "2 to 40 characters: small letters, digits, dots, hyphens or Chinese characters.";
    PASSWORD = "密码",
               "Password";
    PASSWORD_HELP = "至少 12 个字符，可以用一句话；不必夹杂符号。",
                    "At least 12 characters; a whole sentence is fine and no symbols are needed.";
    PASSWORD_AGAIN = "再输一次密码",
                     "Password again";
    PASSWORDS_DIFFER = "两次输入的密码不一样。",
                       "The two passwords differ.";
    CARRIED = "登录后会回到刚才的页面，您填写的内容还在。",
              "After signing in you return to the page with everything you typed.";
    FORGOTTEN = "忘记密码请联系系统管理员，由其发给您一个一次性链接。",
                "If you forgot your password, ask the system administrator for a one-time link.";

    SET_UP = "建立第一位系统管理员",
             "Set up the first administrator";
    SET_UP_LEAD = "这是本系统的第一个账号。之后由您为其他同事建立账号。",
                  "This is the first account. You will create the others.";
    SET_PASSWORD = "设置密码",
                   "Set your password";
    set_password_lead(name: &str, login: &str) = "{name}，您的账号是 {login}。这个链接只能使用一次。",
                                                 "{name}, your login name is {login}. This link works once.";
    LINK_DEAD = "链接已失效",
                "This link no longer works";

    PEOPLE = "人员",
             "People";
    PEOPLE_LEAD = "人员只能停用，不能删除：办理过的事项要留下姓名。",
                  "People are deactivated, never deleted: what they did keeps their name.";
    NEW_PERSON = "新增人员",
                 "Add a person";
    IMPORT_PEOPLE = "从表格导入",
                    "Import from a spreadsheet";
    EMAIL = "电子邮箱",
            "E-mail";
    EMAIL_HELP = "用于接收待办提醒，可以不填。",
                 "For reminders of waiting work; may be left out.";
    ROLES_HELP = "可以兼任。系统管理员、问卷管理员不能兼任经办人、复核人或机关纪委。",
                 "Several are possible. System and survey administrators cannot also be case officer, second reader or discipline commission.";
    IN_CHARGE_OF = "分管单位",
                   "Units in charge of";
    IN_CHARGE_HELP = "只对分管领导有效。",
                     "Counts for leaders in charge only.";
    STANDING = "状态",
               "Standing";
    ACTIVE = "在用",
             "Active";
    DEACTIVATED = "已停用",
                  "Deactivated";
    NO_PASSWORD_YET = "尚未设置密码",
                      "No password yet";
    DEACTIVATE = "停用",
                 "Deactivate";
    ACTIVATE = "重新启用",
               "Activate again";
    deactivate_question(name: &str) = "停用后，{name} 不能再登录，也不再收到新的事项；以往记录保留。",
                                      "{name} will no longer be able to sign in and gets no new work; the records stay.";
    NEW_LINK = "重发密码链接",
               "New password link";
    NEW_LINK_QUESTION = "旧链接随即失效。新链接 72 小时内有效，只显示一次。",
                        "The old link becomes void. The new one works for 72 hours and is shown once.";
    LINK_TITLE = "密码链接",
                 "Password link";
    link_lead(name: &str) = "请把下面的链接交给{name}本人。链接只显示这一次，72 小时内有效，只能使用一次。",
                            "Hand this link to {name} in person. It is shown only now, works once and for 72 hours.";
    LINKS_TITLE = "密码链接（逐条交给本人）",
                  "Password links, to hand over one by one";
    DONE = "已交给本人，返回人员列表",
           "Handed over, back to the list";
    NO_PEOPLE = "还没有其他人员。",
                "There is nobody else yet.";

    FILE_HELP = "XLSX 或 CSV，第一行为列名：姓名、账号、电子邮箱（可空）、单位（代码或名称，可空）、角色（多个用顿号隔开）、分管单位（可空）。有一行不对，就整份不导入。",
                "XLSX or CSV; the first row names the columns: 姓名/name, 账号/login, 电子邮箱/email, 单位/unit (code or name), 角色/roles (separated by 、 or ,), 分管单位/in charge of. One wrong line and nothing is imported.";
    LINKS_ONCE = "请打印本页，裁开后交给各人本人。链接只显示这一次，离开本页就找不回来；72 小时内有效，每条只能用一次。",
                 "Print this page, cut it and hand each line to its person. The links are shown this once and gone when you leave; each works once, within 72 hours.";
    imported(count: usize) = "已导入 {count} 人。",
                             "{count} people imported.";
    unknown_unit(name: &str) = "没有名为“{name}”的单位",
                               "there is no unit “{name}”";
    unknown_role(name: &str) = "没有名为“{name}”的角色",
                               "there is no role “{name}”";
    login_twice(login: &str) = "账号“{login}”在表中出现了两次",
                               "the login name “{login}” stands there twice";
    login_taken(login: &str) = "账号“{login}”已有人使用",
                               "the login name “{login}” is taken";
    bad_name(name: &str) = "姓名“{name}”为空或太长",
                           "the name “{name}” is blank or too long";
    bad_login(login: &str) = "账号“{login}”不符合要求",
                             "the login name “{login}” does not fit";
    bad_email(email: &str) = "电子邮箱“{email}”不完整",
                             "the e-mail address “{email}” is incomplete";
}
