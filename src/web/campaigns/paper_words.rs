//! Words of what stands on paper when the last day moves.

use crate::domain::lang::words;

words! {
    OLD_DAY = "已经印出的邀请卡和海报上还是原来的截止日，延期以后请另行告知，海报请重新打印张贴。问卷页上显示新的截止日，原来的卡和链接继续有效。",
              "Cards and posters that were printed show the old last day. Tell people once it has moved, and print the posters anew. The survey's page shows the new day, and the cards and links that are out go on working.";
}
