//! Words of points that several units work on.

use crate::domain::lang::words;

words! {
    PARTS = "主办和协办单位",
            "Lead and supporting units";
    PARTS_LEAD = "主办单位对整个条目负责，最后销号；协办单位各自落实自己的措施，分别核验。",
                 "The lead answers for the whole point and closes last; each supporting unit carries out and has verified measures of its own.";
    OWN_PART = "本条目是协办部分：只写本单位的措施、进展和完成情况。",
               "This item is a supporting part: write your own unit's measures, progress and completion only.";
    DUTY = "主办或协办",
           "Lead or supporting";
    MEASURES = "措施",
               "Measures";
    EXCUSE_LEAD = "免去后本条目不再办理，主办单位不再等待这个单位；已经上传的材料保留。",
                  "The part goes on no longer and the lead does not wait for it; files stay.";
    EXCUSE_REASON = "免去理由",
                    "Reason";
    EXCUSED = "已免去协办。",
              "Excused from its part.";
}
