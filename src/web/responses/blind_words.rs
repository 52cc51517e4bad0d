//! What the blind page says beside the questions, and every sentence its script may say.

use crate::domain::lang::words;

words! {
    HOW = "您的浏览器会把一个随机数装进密封的信封，我们不拆看，只在外面盖章；您再凭章提交答卷。所以我们知道答题码用过，不知道它交了哪份答卷。",
          "Your browser puts a random number into a sealed envelope; we stamp it unopened, and you hand in your answers with the stamp. So we know that a code was used, and not which answers it handed in.";

    // Until the script has proved itself.
    NO_SCRIPT = "这个浏览器没有运行网页脚本。",
                "This browser runs no scripts.";
    WAKING = "密封由网页脚本完成。如果“提交答卷”一直按不动，说明脚本没有运行。",
             "The sealing is done by a script. If “Hand in” below stays grey, the script is not running.";
    PLAIN = "可以改用不需要脚本的页面",
            "You may use the page that needs no script";
    PLAIN_WEAKER = "，那里由服务器代封：提交时服务器会同时看到答题码和答卷，随即分开保存，不留对应关系。",
                   ". There the server seals your answers: at the moment you send, it sees your code and your answers together, stores them apart and keeps no link.";
    NEEDED = "请换一个浏览器打开原来的链接：手机自带的浏览器、Chrome 67 或 Safari 14 以上都可以。",
             "Please open your link in another browser: Chrome 67, Safari 14 or newer, or the one that came with your phone.";
    FORGETFUL = "这个浏览器不让网页暂存内容。刷新、切换语言或离开，填写的就没有了。请一次填完，看到“已收到”再离开。",
                "This browser lets pages keep nothing. Reloading, changing the language or leaving this page loses what you wrote: please finish in one go, and stay until you read “Received”.";

    // While handing in.
    SENDING = "正在提交，请稍候。",
              "Handing in. One moment, please.";
    UNSENT = "还没有提交成功：暂时连不上服务器。您填写的都在，会自动再试，不会重复计算。",
             "Not handed in yet: the server cannot be reached. All you wrote is kept and will be sent again by itself. It will not count twice.";
    TRY_NOW = "现在再试",
              "Try now";

    // What the server refused.
    KEPT = "您刚才填写的答卷没有提交。",
           "What you just wrote was not handed in.";
    CANCELLED = "本次调查已撤销。",
                "This survey was cancelled.";
    fault(telephone: &str) = "服务器的答复不对，答卷没有提交。您填写的都在，请过一会儿再交；还是不行，请拨打 {telephone}。",
                             "The server's reply is wrong, and your answers were not handed in. All you wrote is kept; please try again later, or call {telephone}.";

    // Wiping.
    FORGET = "清除我在这里填写的内容",
             "Erase what I wrote here";
    FORGET_HELP = "清除这台设备上的答题码和答案。已按“提交答卷”但没有成功的，清除后就交不成了。",
                  "Erases code and answers from this device. If you pressed “Hand in” and it has not succeeded yet, this ballot is then lost.";
    FORGET_NOW = "全部清除",
                 "Erase everything";
    FORGOTTEN = "答题码和填写的内容已从这台设备上清除。",
                "Code and answers have been erased from this device.";

    // A ballot that is taken away.
    AWAY = "可以先领一张盖好章的空白答卷，换个时间、换个网络再交。这样，一直盯着机器的人也很难按先后把领取和交卷对上。",
           "You can also take a stamped ballot away now and hand it in at another time from another network. Then even someone who watches the machine can hardly match the two by their order.";
    AWAY_LINK = "先领空白答卷，过后再交",
                "Take a ballot now, hand it in later";
    TAKEN = "我已领取空白答卷",
            "I have taken a ballot already";
}
