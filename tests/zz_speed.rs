//! temporary
use crate::harness::desk_scene::Desk;
use std::time::Instant;
use wenlian::domain::chance::Chance;
use wenlian::domain::id::TextId;
use wenlian::services::suggestions::queue::{self, Filter};
use wenlian::services::suggestions::{desk, together};

fn cpu() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap();
    let f: Vec<&str> = stat.rsplit(')').next().unwrap().split_whitespace().collect();
    (f[11].parse::<f64>().unwrap() + f[12].parse::<f64>().unwrap()) * 10.0
}

#[tokio::test]
async fn speed() {
    let desk = Desk::open().await;
    let starts = [
        "窗口工作人员",
        "评标专家抽取",
        "保证金退还",
        "招标文件编制",
        "开标大厅指示",
        "专家打分",
        "合同签订",
        "电子系统",
        "中介代理机构",
        "答疑回复",
    ];
    let ends = [
        "态度生硬，材料要求说不清楚，跑了好几趟才办成",
        "不够透明，希望公开抽取过程和结果",
        "太慢了，一个多月没有到账，企业资金压力大",
        "条款偏向个别单位，限制了公平竞争",
        "经常出故障，上传文件失败也没有人管",
        "没有统一标准，自由裁量空间太大",
        "时间太长，建议压缩办理时限",
        "不及时，打电话没有人接",
        "收费不合理，建议公开收费标准",
        "流程繁琐，建议一次性告知所需材料",
    ];
    let more = ["", "，请尽快改进", "，希望领导重视", "，其他城市早就解决了"];
    let mut ids: Vec<TextId> = Vec::new();
    for n in 0..700 {
        let t = ["无", "没有", "很好", "暂无"][n % 4];
        desk.text(t, None).await;
    }
    for n in 0..300 {
        let t = format!("{}{}{}", starts[n % 10], ends[n / 10 % 10], more[(n / 100 + n) % 4]);
        ids.push(desk.text(&t, Some("kaibiao")).await);
    }
    let _ = Chance;
    let unit = desk.bids;
    for n in 0..60 {
        desk.distil(
            ids[n],
            &format!("建议规范{}环节，{}", starts[n % 10], ends[(n + 3) % 10]),
            unit,
        )
        .await;
    }
    let actor = desk.actor("jing.ban").await;
    let app = &desk.house.app;
    for round in 0..3 {
        for what in ["queue", "brief", "text", "together", "next"] {
            let (t, c) = (Instant::now(), cpu());
            for i in 0..5 {
                let id = ids[100 + i + round];
                match what {
                    "queue" => {
                        queue::open(app, &actor, &Filter::default()).await.unwrap();
                    }
                    "brief" => {
                        queue::brief(app, &actor).await.unwrap();
                    }
                    "text" => {
                        desk::text(app, &actor, desk.pool, id).await.unwrap();
                    }
                    "next" => {
                        queue::next(app, &actor, &Filter::default(), Some((desk.pool, id)))
                            .await
                            .unwrap();
                    }
                    _ => {
                        together::of_text(app, &actor, desk.pool, id).await.unwrap();
                    }
                }
            }
            eprintln!(
                "{round} {what}: {:.1} ms wall, {:.1} ms cpu",
                t.elapsed().as_secs_f64() * 200.0,
                (cpu() - c) / 5.0
            );
        }
    }
}

#[path = "bench/machine.rs"]
mod machine;
#[path = "bench/messages.rs"]
mod messages;
#[test]
fn inputs() {
    let Some(folder) = std::env::var_os("WENLIAN_INPUTS") else { return };
    assert!(messages::measure(&std::path::Path::new(&folder).join("teddy")));
}
