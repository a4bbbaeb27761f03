#include "unit/policy/corpus.hpp"

namespace jiaxin::policy {
namespace {

TEST(PolicyCorpus, WorkByPhoneIsBlocked) {
  constexpr Text texts[] = {
    {"作业拍照发群里", Kind::notice, Sender::subject_teacher},
    {"打开小程序完成口算打卡", Kind::notice, Sender::subject_teacher},
    {"请上传朗读视频，9点截止", Kind::notice, Sender::subject_teacher},
    {"在XX学习APP做第3单元", Kind::notice, Sender::subject_teacher},
    {"请同学们完成一起作业上的练习", Kind::notice, Sender::subject_teacher},
    {"今天的练习已推送到小程序，请完成", Kind::notice, Sender::subject_teacher},
    {"作业已发到钉钉群，请及时提交", Kind::notice, Sender::subject_teacher},
    {"把今天学的古诗背给家长听，录视频发给我", Kind::notice, Sender::subject_teacher},
    {"登录智慧平台看微课并完成自测题", Kind::notice, Sender::subject_teacher},
    {"请家长登录安全教育平台完成专题学习并截图", Kind::notice, Sender::subject_teacher},
    {"完成作业后请家长拍照发小程序", Kind::notice, Sender::subject_teacher},
    {"请家长陪孩子完成科学小实验并录制视频上传", Kind::notice, Sender::head_teacher},
    {"请把孩子做家务的照片发到群里", Kind::notice, Sender::head_teacher},
    {"家长们好，今天学的是认识钟表，回家请让孩子练习，并拍视频发群", Kind::notice, Sender::subject_teacher},
    {"请孩子准备一个3分钟的演讲，录好视频发到邮箱", Kind::notice, Sender::subject_teacher},
    {"背诵情况请家长反馈到群里", Kind::notice, Sender::subject_teacher},
    {"会背的在群里接龙", Kind::notice, Sender::subject_teacher},
    {"完成后在小管家提交", Kind::notice, Sender::subject_teacher},
    {"请把孩子的作业照片发我", Kind::notice, Sender::subject_teacher},
    {"请让小明把作业拍照发我看看", Kind::direct, Sender::subject_teacher},
  };
  expect_all(texts, Outcome::block, Violation::v2);
}

TEST(PolicyCorpus, TasksForParentsAreBlocked) {
  constexpr Text texts[] = {
    {"请家长检查作业并签字", Kind::notice, Sender::subject_teacher},
    {"报听写20个词", Kind::notice, Sender::subject_teacher},
    {"答案已发，家长对照批改", Kind::notice, Sender::subject_teacher},
    {"试卷请自行打印", Kind::notice, Sender::subject_teacher},
    {"帮孩子做一份手抄报交来", Kind::notice, Sender::subject_teacher},
    {"家长督促背完录视频", Kind::notice, Sender::subject_teacher},
    {"请在试卷上签字", Kind::notice, Sender::head_teacher},
    {"各位家长，今晚请辅导孩子复习第二单元，明天测验", Kind::notice, Sender::subject_teacher},
    {"請家長檢查作業並簽字", Kind::notice, Sender::subject_teacher},
    {"Please sign the homework after checking it", Kind::notice, Sender::subject_teacher},
    {"Parents please check homework and sign", Kind::notice, Sender::subject_teacher},
    {"请家长在默写本上签名", Kind::notice, Sender::subject_teacher},
    {"请爸爸妈妈给孩子报听写", Kind::notice, Sender::subject_teacher},
    {"口算两面，计时，家长签时间", Kind::notice, Sender::subject_teacher},
    {"读《小英雄雨来》20分钟，家长签字", Kind::notice, Sender::subject_teacher},
    {"群文件里的练习打印一份让孩子做", Kind::notice, Sender::subject_teacher},
    {"孩子的口算请家长批一下", Kind::notice, Sender::subject_teacher},
    {"请家长按照答案给孩子改一改", Kind::notice, Sender::subject_teacher},
    {"今晚请帮孩子默写第三单元词语并批改", Kind::notice, Sender::subject_teacher},
    {"家长协助孩子完成实践作业：测量房间面积，填表", Kind::notice, Sender::subject_teacher},
  };
  expect_all(texts, Outcome::block, Violation::v3);
}

TEST(PolicyCorpus, ScoresAndRanksAreBlocked) {
  constexpr Text texts[] = {
    {"本次平均分88，第一名小明", Kind::notice, Sender::subject_teacher},
    {"附件是全班成绩表", Kind::notice, Sender::subject_teacher},
    {"90分以上名单", Kind::notice, Sender::subject_teacher},
    {"我班年级第二", Kind::notice, Sender::subject_teacher},
    {"以下同学不及格", Kind::notice, Sender::subject_teacher},
    {"小明这次数学考了第3名", Kind::direct, Sender::head_teacher},
    {"这次班级平均分85", Kind::direct, Sender::head_teacher},
    {"张三98 李四95 王五87", Kind::notice, Sender::subject_teacher},
    {"语文95 数学98", Kind::notice, Sender::subject_teacher},
    {"今天默写全对的同学：张明、李红", Kind::notice, Sender::subject_teacher},
    {"单元测试95分以上：王一、李二", Kind::notice, Sender::subject_teacher},
    {"这次期中考试我们班及格率92%，优秀率60%", Kind::notice, Sender::subject_teacher},
    {"成绩单已发群文件，请查收", Kind::notice, Sender::subject_teacher},
    {"倒数三名：张三、李四、王五", Kind::notice, Sender::subject_teacher},
    {"班级平均分92.5，全年级第三", Kind::notice, Sender::head_teacher},
    {"这次月考90分以上12人，80-89分20人，60分以下3人", Kind::notice, Sender::head_teacher},
    {"数学测验：张明100，李丽99，王强98", Kind::notice, Sender::head_teacher},
    {"进步前五名：张三、李四", Kind::notice, Sender::head_teacher},
  };
  expect_all(texts, Outcome::block, Violation::v4);
}

TEST(PolicyCorpus, PressureAndNamingAreBlocked) {
  constexpr Text texts[] = {
    {"没交电子版的今晚补交", Kind::notice, Sender::subject_teacher},
    {"别的孩子都写完了，您家的呢", Kind::notice, Sender::subject_teacher},
    {"今天又有5人没完成，点名如下", Kind::notice, Sender::subject_teacher},
    {"再不抓紧就掉队了", Kind::notice, Sender::subject_teacher},
    {"表扬已完成作业的同学：张三", Kind::notice, Sender::subject_teacher},
    {"没打卡的抓紧打卡：张三、李四、王五", Kind::notice, Sender::subject_teacher},
    {"昨天的卷子还有6人没订正，请家长督促", Kind::notice, Sender::subject_teacher},
    {"今天没交作业的有：张三、李四", Kind::notice, Sender::head_teacher},
    {"就差你家孩子没交作业了", Kind::notice, Sender::head_teacher},
    {"刘洋同学作业写得很认真，表扬！", Kind::notice, Sender::head_teacher},
    {"作业没写完的：赵六 钱七", Kind::notice, Sender::head_teacher},
    {"这样下去孩子考不上好高中的，请家长反思", Kind::notice, Sender::head_teacher},
    {"全班就剩3个孩子没背会了", Kind::notice, Sender::head_teacher},
    {"恭喜王小明、李小红获得满分", Kind::notice, Sender::head_teacher},
    {"个别家长对孩子学习不管不问，点名批评王小明家长", Kind::notice, Sender::head_teacher},
    {"小明今天又没写作业，请家长管一管", Kind::notice, Sender::head_teacher},
    {"没交作业的请今晚发我微信", Kind::notice, Sender::subject_teacher},
  };
  expect_all(texts, Outcome::block, Violation::v5);
}

TEST(PolicyCorpus, BurdenIsBlocked) {
  constexpr Text texts[] = {
    {"阅读接龙：1.张三 2.李四", Kind::notice, Sender::subject_teacher},
    {"请点赞截图发群", Kind::notice, Sender::subject_teacher},
    {"投票给我校", Kind::notice, Sender::subject_teacher},
    {"下载XX APP并注册", Kind::notice, Sender::subject_teacher},
    {"每天运动打卡", Kind::notice, Sender::subject_teacher},
    {"收到请回复接龙", Kind::notice, Sender::subject_teacher},
    {"关注公众号", Kind::notice, Sender::subject_teacher},
    {"今日阅读打卡第15天，请家长拍照上传", Kind::notice, Sender::head_teacher},
    {"请各位家长为学校投票，每天一票", Kind::notice, Sender::head_teacher},
    {"请转发到朋友圈并截图发群", Kind::notice, Sender::head_teacher},
    {"请家长下载“学习通”APP并绑定孩子账号", Kind::notice, Sender::head_teacher},
    {"还没接龙的家长请抓紧接龙", Kind::notice, Sender::head_teacher},
    {"在群里晒一晒孩子的书桌，点赞前三名有奖", Kind::notice, Sender::head_teacher},
    {"劳动打卡：请上传洗碗视频", Kind::notice, Sender::head_teacher},
    {"请监督孩子每晚读英语15分钟并在群里打卡", Kind::notice, Sender::subject_teacher},
    {"请各位家长关注学校微信公众号并转发文章", Kind::notice, Sender::subject_teacher},
    {"每日阅读打卡\n书名\n页数\n家长签字", Kind::form, Sender::head_teacher},
  };
  expect_all(texts, Outcome::block, Violation::v7);
}

TEST(PolicyCorpus, CommerceIsBlocked) {
  constexpr Text texts[] = {
    {"扫码订教辅", Kind::notice, Sender::subject_teacher},
    {"班费接龙", Kind::notice, Sender::subject_teacher},
    {"红包", Kind::notice, Sender::subject_teacher},
    {"团购平板", Kind::notice, Sender::subject_teacher},
    {"每位家长交100元班费，转给李妈妈", Kind::notice, Sender::head_teacher},
    {"大家拼团买学习机，优惠价", Kind::notice, Sender::guardian},
    {"请各位家长缴纳班费50元，微信转给我", Kind::notice, Sender::head_teacher},
    {"给老师买礼物，每家凑50元，接龙", Kind::notice, Sender::guardian},
    {"教辅书《五三》团购，需要的接龙", Kind::notice, Sender::guardian},
  };
  expect_all(texts, Outcome::block, Violation::v8);
}

}  // namespace
}  // namespace jiaxin::policy
