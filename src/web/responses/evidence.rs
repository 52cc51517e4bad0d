//! What the linkage audit of this program measured, for whoever wants evidence rather than a
//! promise.

use maud::{Markup, html};

use crate::domain::lang::words;
use crate::domain::linkage::{BUILT_FROM, Measured, measured};
use crate::domain::numbers::rounded;
use crate::web::page::View;
use crate::web::parts::{self, Column};

words! {
    TESTED = "用攻击检验过",
             "Tested by attack";
    HOW = "检验时假定有人拿到了全部数据库文件、日志和备份，启封以后又读到全部答卷，把看得到的每一种答卷人顺序和每一种答卷顺序逐一对照，看有多少份对得上人。",
          "The test gives someone all database files, logs and backups, and after the opening all answers. They lay every order of people beside every order of answers and see how many fall to the right person.";
    RESULTS = "检验结果",
              "Results";
    DATABASE = "数据库",
               "Database";
    ATTACKS = "对照次数",
              "Comparisons";
    GUESSING = "随机猜测能对上",
               "Guessing links";
    BEST = "最多的一次对上",
           "The best one linked";
    LIMIT = "界限",
            "Limit";
    size(seeds: u32, ballots: u32) = "规模是 {seeds} 组模拟答卷，每组 {ballots} 份。两遍都超过界限就说明有联系，程序不得发布。",
                                     "Each ran on {seeds} simulated groups of {ballots} ballots. More than the limit twice means a link, and the program may not be released.";
    TWO_LOOKS = "界限取随机猜测在一千次里最多超过一次的数；对照的次数多，单凭偶然也会有个别超过，所以超过的换一批答卷、按同一界限再测一遍，两遍都超过才算有联系：这样整套检验误判的可能不到千分之一，程序每次改动后的检验约为万分之二点五。",
                "The limit is what guessing exceeds at most once in a thousand times; among so many comparisons some exceed it by chance alone, so whatever does is measured once more on fresh ballots against the same limit, and only twice is a link: in all, the tests give a false alarm in less than one run of a thousand, those after each change of the program in about 2.5 of ten thousand.";
    again(count: usize) = "有 {count} 次第一遍超过了界限，换一批答卷再测没有再超过：对照的次数多了，偶然会有这样的结果。",
                          "{count} were above the limit at first and not again on fresh ballots: among so many comparisons chance does that now and then.";
    caught(share: &str) = "同样的方法用在故意写错的程序上，至少能对上 {share}，说明方法有效。",
                          "The same attacks on programs with deliberate flaws link at least {share}, so they do work.";
    RESIDUAL = "检验的是保存下来的东西。有三种情况挡不住：有人既有全部日志，又在启封以前拿到口令，就能按提交的先后把答卷和答题码对上；有人改动或者监视正在运行的程序；有人掌握网站前面负责解密的网关。",
               "What is tested is what is stored. Three cases remain: someone with all logs who also gets hold of the passphrase before the opening can link ballots to codes by the order in which they came; someone who alters or watches the running program; and someone who controls a gateway in front of it that decrypts.";
    measured_at(day: &str, commit: &str) = "完整检验在 {day} 做过，用的是程序版本 {commit}。",
                                           "The full attack was run on {day} against version {commit}.";
    SAME_VERSION = "这里运行的就是这个版本。",
                   "This is the version that runs here.";
    later_version(built: &str) = "这里运行的是之后的版本 {built}，还没有对它做过完整检验；同样的检验以较小的规模列在程序的测试里。",
                                 "What runs here was built from the later version {built}, which the full attack has not been run against yet; a smaller form of it is among the program's tests.";
}

/// The audit this program was built with.
pub fn evidence(view: View) -> Markup {
    let columns = [
        Column::text(view.t(DATABASE)),
        Column::number(view.t(ATTACKS)),
        Column::number(view.t(GUESSING)),
        Column::number(view.t(BEST)),
        Column::number(view.t(LIMIT)),
    ];
    let rows: Vec<_> = measured().iter().map(row).collect();
    let told = html! {
        p { (view.t(HOW)) }
        (parts::table(view.t(RESULTS), &columns, &rows))
        @for run in measured() {
            p { (about(view, run)) }
        }
        p { (view.t(TWO_LOOKS)) }
        p { (view.t(RESIDUAL)) }
    };
    parts::more(view.t(TESTED), told)
}

fn row(run: &Measured) -> Vec<Markup> {
    vec![
        html! { (run.database.name()) },
        html! { (run.attacks.len()) },
        html! { (percent(run.baseline())) },
        html! { (percent(run.best_accuracy())) },
        html! { (percent(run.limit())) },
    ]
}

fn about(view: View, run: &Measured) -> Markup {
    let least = run.controls.iter().map(|control| control.accuracy).fold(1.0, f64::min);
    let commit = run.commit.get(..12).unwrap_or(&run.commit);
    html! {
        strong { (run.database.name()) } " "
        (size(view.lang, run.seeds, run.ballots)) " "
        @if run.above() > 0 { (again(view.lang, run.above())) " " }
        (caught(view.lang, &percent(least))) " "
        (measured_at(view.lang, &run.day.to_string(), commit)) " "
        @match BUILT_FROM.map(|built| (built, run.commit.starts_with(built))) {
            Some((_, true)) => (view.t(SAME_VERSION)),
            Some((built, false)) => (later_version(view.lang, built)),
            None => "",
        }
    }
}

fn percent(share: f64) -> String {
    format!("{} %", rounded(share * 100.0, 2))
}
