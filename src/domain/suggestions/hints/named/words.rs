//! The words by which people, firms, sums and days are told from what office prose says.

/// What stands before or after a name and is no part of it.
pub(super) const BESIDE: &str =
    "的在对或和及与由为将了是把等请被找向给让跟同说要叫收也都就拿批签做办从就曾已又去来问应没";
/// What somebody does or is asked to do: stands right after a name.
pub(super) const DOES: &[&str] = &[
    "加强",
    "多次",
    "经常",
    "私下",
    "擅自",
    "违规",
    "违纪",
    "收受",
    "索要",
    "接受",
    "干预",
    "插手",
    "打招呼",
    "负责",
    "参加",
    "主持",
    "参与",
    "透露",
    "泄露",
    "安排",
    "指使",
    "授意",
    "推诿",
    "拖延",
    "刁难",
    "暗示",
    "利用",
    "态度",
    "经手",
    "承办",
    "认为",
    "表示",
    "提出",
    "反映",
    "没有",
    "不在",
    "今年",
    "去年",
    "本人",
];
/// What stands between a name and a day, after 于.
pub(super) const DAYS: &[&str] =
    &["今年", "去年", "前年", "本月", "上月", "上周", "本周", "昨天", "近日", "日前"];
/// What may stand right before a bare name besides those: the end of a title.
pub(super) const TITLE_ENDS: &str = "长任师理员记委";
/// Characters of given names.
pub(super) const GIVEN: &str = "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂建国华文辉志永红玉兰春梅海燕云飞凯\
    鹏宇浩晓雪婷婧慧颖琳佳俊峰斌波宁亮庆祥福德荣生贵喜宝龙虎林森山川河泉子雨欣怡梓涵轩哲睿博瑞\
    东南西北忠义仁孝良善光耀新成立功学礼智信世安富康健旺兴胜利民爱珍凤莲花菊香琴瑶倩莉萍冬秋夏元";
/// Two characters of which the second looks like a family name.
pub(super) const NO_NAME_BEFORE: &[&str] = &[
    "照顾", "回顾", "兼顾", "不顾", "提高", "最高", "较高", "过高", "甲方", "乙方", "对方", "地方",
    "各方", "我方", "双方", "三方", "标方", "工方", "有方", "资金", "现金", "证金", "基金", "奖金",
    "工程", "流程", "过程", "规程", "日程", "责任", "主任", "现任", "前任", "担任", "对于", "关于",
    "由于", "属于", "位于", "处于", "允许", "或许", "千万", "明白", "其余", "剩余", "多余", "阶段",
    "标段", "手段", "历史", "交易", "贸易", "容易", "每周", "上周", "本周", "下周", "园林", "信任",
    "首任", "合金", "佣金", "租金", "罚金", "押金", "多方", "官方", "警方",
];
/// Two characters of which the first looks like a family name.
pub(super) const NO_NAME_OF: &[&str] = &[
    "高级", "高端", "高层", "金融", "方面", "高新", "高校", "石油", "田间", "林业", "武警", "任何",
    "任职", "任用", "易于", "白天", "马上", "黄河", "江苏", "段长", "余下", "万家", "高中", "高薪",
];
/// 老 and 小 before these begin a word and no name.
pub(super) const NO_NICKNAME: &str = "金程范康毛钱方高石白江段马黄田";
/// Given names that stand alone, as Mongolian names do.
pub(super) const ALONE: &[&str] = &[
    "巴特尔",
    "其其格",
    "琪琪格",
    "格日勒",
    "其木格",
    "图雅",
    "高娃",
    "斯琴",
    "孟克",
    "朝鲁",
    "额尔敦",
    "敖敦",
    "塔娜",
    "吉日嘎拉",
    "满都拉",
    "青格勒",
    "特木尔",
    "毕力格",
    "苏雅拉",
    "道尔吉",
    "扎布",
    "乌日娜",
    "呼格吉勒",
    "那日苏",
    "阿木尔",
    "巴雅尔",
    "萨日娜",
    "乌力吉",
    "阿古拉",
    "莫日根",
    "斯日古楞",
    "娜仁",
    "萨仁",
    "宝音",
    "巴图",
    "阿拉坦",
    "敖特根",
    "通拉嘎",
    "朝格图",
    "额日登",
];
/// Characters of which firms make their names.
pub(super) const BRAND: &str = "恒达宏远金辉蓝海盛华泰鑫瑞隆兴昌荣腾飞龙鼎信诚德润嘉博万通源天地元亨利贞富康宝祥\
    和顺安永久丰庆东方西南北中蒙亿凯旋旭升光明星河江山川岳峰森鄂草原鹏鸿伟宇环球亚太";
/// Pairs of such characters that office prose uses.
pub(super) const NO_BRAND: &[&str] = &[
    "地方", "诚信", "通信", "安康", "东西", "南北", "中方", "天地", "和平", "信通", "山河", "江河",
    "河山", "海河", "西南", "东南", "西北", "东北", "西方", "东方", "南方", "北方", "方中", "原地",
    "地中", "富裕", "和诚", "万元", "亿元", "元和", "和信", "方和", "和地",
];
/// What a firm is in, between its name and the form of it.
pub(super) const TRADES: &[&str] = &[
    "建设", "建筑", "建工", "路桥", "市政", "园林", "装饰", "监理", "咨询", "科技", "置业", "地产",
    "招标", "代理", "造价", "商贸", "实业", "物业", "工程",
];
/// What a firm or a house calls itself.
pub(super) const HOUSES: &[&str] =
    &["集团", "公司", "大酒店", "酒店", "宾馆", "饭店", "会所", "山庄", "茶楼", "度假村"];
/// What a number of ten thousands counts that is no money.
pub(super) const COUNTED: &[&str] = &[
    "人", "户", "家", "次", "平", "亩", "字", "吨", "公里", "公斤", "公顷", "公分", "公升", "公尺",
    "公吨", "公亩", "份", "条", "名", "里", "米", "件", "台", "套", "辆", "株", "个", "册", "步",
    "火", "分",
];
/// What money does just before 上千万: 花了上千万, 损失上百万. After anything else 上 is the end of a word.
pub(super) const SPENT: &str = "了达有要花给收付失赔罚值辄约额款价费金出到是共及用拿送欠亏补垫投";
/// What follows 千万 where it is no number: 千万不要, 千万记住.
pub(super) const ADVISED: &[&str] = &[
    "不", "别", "要", "小心", "注意", "记", "莫", "勿", "得", "当心", "避免", "请", "保", "慎",
    "留意",
];
/// How words begin that follow a sum and count nothing: 5000万人民币, 5000万次日到账.
pub(super) const NOT_COUNTED: &[&str] = &[
    "人民币",
    "人为",
    "次日",
    "次月",
    "次年",
    "平均",
    "平台",
    "平分",
    "平价",
    "字据",
    "条件",
    "名义",
    "名下",
    "里面",
    "里头",
    "里有",
    "里的",
    "件均",
    "台账",
    "套现",
    "套取",
    "套用",
    "家里",
    "家中",
    "户头",
    "户名",
    "分给",
    "分期",
    "分配",
    "分成",
    "分三",
    "分两",
    "分多",
    "分几",
    "分次",
    "分批",
    "分了",
    "分掉",
    "分到",
    "分包",
    "分文",
    "个人",
    "个别",
    "步入",
    "份额",
    "份子",
];
/// Days that have a name.
pub(super) const HOLIDAYS: &[&str] =
    &["国庆", "春节", "端午", "中秋", "元旦", "除夕", "元宵节", "清明节", "五一", "腊月", "正月"];
/// Days told from today.
pub(super) const RELATIVE: &[&str] =
    &["大前天", "前天", "昨天", "昨日", "昨晚", "前晚", "今早", "今晚", "今天上午", "今天下午"];
/// Parts of a day.
pub(super) const HALVES: &[&str] = &["上午", "下午", "中午", "晚上", "早上"];
/// Family names of two characters.
pub(super) const COMPOUND: &[&str] = &[
    "欧阳", "诸葛", "司马", "上官", "皇甫", "尉迟", "公孙", "慕容", "令狐", "宇文", "司徒", "端木",
    "夏侯", "独孤",
];
/// What begins with such a family name and is no name: 上官网 is going to a web site.
pub(super) const NO_COMPOUND: &[&str] = &["上官网", "上官方", "司马台", "端木架"];
/// What stands before a name and ends in no such character: verbs by which somebody is turned to, 或者.
pub(super) const CONTACTS: &[&str] =
    &["联系", "咨询", "致电", "举报", "认识", "询问", "转告", "通知", "或者"];
/// First parts of Mongolian names, before another of them.
pub(super) const FIRST_PARTS: &[&str] =
    &["呼和", "布和", "哈斯", "那顺", "阿拉腾", "乌仁", "娜日", "格根", "苏和"];
/// Titles of one character, each with what makes another word of it.
pub(super) const SHORT_TITLES: &[(char, &str)] = &[
    ('总', "体是包结额价会要有共计数量部站公以归得之能则监线账分理投"),
    ('局', "部面长限里域内势"),
    ('处', "理于长在分罚置境所以事处方"),
    ('科', "长学技员室研目普级教创"),
    ('工', "作程具人地期长业商资会艺种厂龄信序伤"),
    ('董', "事"),
];
/// A family name and a title that are another word.
pub(super) const NO_SHORT_TITLE: &[&str] = &["高处", "何处", "高工", "金工", "石工", "武工"];
/// Given names of one character are none of these: they make words.
pub(super) const NO_SHORT_GIVEN: &str = "子东西南北元秋冬春夏山川河泉海";
/// Two characters that look like a short name.
pub(super) const NO_SHORT: &[&str] = &[
    "高兴", "高明", "高强", "高超", "高峰", "高利", "高信", "高德", "毛利", "汪洋", "黎明", "黎民",
    "林立", "林森", "陆军", "石林", "石英", "金龙", "金利", "金荣", "白云", "白雪", "白杨", "马虎",
    "马云", "武功", "武德", "武林", "史学", "贺信", "余生", "余庆", "余利", "方成", "任信", "龙虎",
    "江林", "孔明", "易学", "易成", "康宁", "康明", "段成",
];
/// Names that stand for any name.
pub(super) const EXAMPLES: &[&str] =
    &["张三", "李四", "王五", "赵六", "孙七", "钱七", "周八", "吴九", "郑十", "王二"];
/// Firms that everybody knows by a name alone.
pub(super) const FAMOUS: &[&str] = &[
    "华为",
    "腾讯",
    "阿里巴巴",
    "京东",
    "中兴通讯",
    "海康威视",
    "广联达",
    "新点软件",
    "国泰新点",
    "筑龙",
    "中铁",
    "神华",
    "伊泰",
    "汇能",
    "蒙牛",
    "伊利",
    "包钢",
    "用友",
    "金蝶",
];
