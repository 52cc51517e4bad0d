//! Words of the page 谁能看到什么 once its survey was cancelled.

use crate::domain::lang::words;

words! {
    HOW = "已经交上来的答卷，从交上来起就一直封存，没有启封过。撤销时，答卷连同打开答卷的密钥一并销毁，以后也不会启封，谁都读不到写了什么。",
          "Ballots that had come in were sealed from then on and never opened. When the survey was cancelled they were destroyed together with the key that opens them: there will be no opening, and nobody can read what was written.";
    TABLE = "下表是撤销以前的情况。“启封以后”才能看到的，因为没有启封，谁也看不到。",
            "The table says how it was until then. What could be seen “after the opening” is seen by nobody, for there was none.";
}
