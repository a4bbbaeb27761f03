#include "unit/policy/corpus.hpp"

namespace jiaxin::policy {
namespace {

TEST(PolicyCorpus, WorkByPhoneIsBlocked) {
  constexpr Text texts[] = {
      {"作业拍照发群里", Kind::notice, Sender::subject_teacher},
      {"打开小程序完成口算打卡", Kind::notice, Sender::subject_teacher},
      {"请上传朗读视频，9点截止", Kind::notice, Sender::subject_teacher},
      {"在XX学习APP做第3单元", Kind::notice, Sender::subject_teacher},
      {"今天的练习已推送到小程序，请完成", Kind::notice, Sender::subject_teacher},
      {"作业已发到钉钉群，请及时提交", Kind::notice, Sender::subject_teacher},
      {"把今天学的古诗背给家长听，录视频发给我", Kind::notice, Sender::subject_teacher},
      {"登录智慧平台看微课并完成自测题", Kind::notice, Sender::subject_teacher},
      {"完成作业后请家长拍照发小程序", Kind::notice, Sender::subject_teacher},
      {"请家长陪孩子完成科学小实验并录制视频上传", Kind::notice, Sender::head_teacher},
      {"请把孩子做家务的照片发到群里", Kind::notice, Sender::head_teacher},
      {"请孩子准备一个3分钟的演讲，录好视频发到邮箱", Kind::notice, Sender::subject_teacher},
      {"背诵情况请家长反馈到群里", Kind::notice, Sender::subject_teacher},
      {"会背的在群里接龙", Kind::notice, Sender::subject_teacher},
      {"完成后在小管家提交", Kind::notice, Sender::subject_teacher},
      {"请把孩子的作业照片发我", Kind::notice, Sender::subject_teacher},
      {"请让小明把作业拍照发我看看", Kind::direct, Sender::subject_teacher},
      {"请大家把孩子的阅读记录卡拍给我", Kind::notice, Sender::subject_teacher},
      {"视频已上传B站，孩子看完完成配套习题", Kind::notice, Sender::subject_teacher},
      {"用晓黑板提交今日口算", Kind::notice, Sender::subject_teacher},
      {"晚上八点直播讲题，请准时参加", Kind::notice, Sender::subject_teacher},
      {"请把今天的作业发到我的微信", Kind::notice, Sender::subject_teacher},
      {"视频作业请于今晚8点前上传", Kind::notice, Sender::subject_teacher},
      {"英语配音作业，趣配音APP", Kind::notice, Sender::subject_teacher},
      {"电子作业请按时提交", Kind::notice, Sender::subject_teacher},
      {"请在QQ群相册上传作业", Kind::notice, Sender::subject_teacher},
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
      {"孩子的口算请家长批一下", Kind::notice, Sender::subject_teacher},
      {"请家长按照答案给孩子改一改", Kind::notice, Sender::subject_teacher},
      {"家长协助孩子完成实践作业：测量房间面积，填表", Kind::notice, Sender::subject_teacher},
      {"每人出10道乘法题，家长打分", Kind::notice, Sender::subject_teacher},
      {"家长帮孩子检查一下口算有没有错", Kind::notice, Sender::subject_teacher},
      {"把答案发群里了，大家对一下", Kind::notice, Sender::subject_teacher},
      {"卷子家长看完签个名", Kind::notice, Sender::subject_teacher},
      {"资料在群文件，家里有打印机的打一下", Kind::notice, Sender::subject_teacher},
      {"请家长看记录本检查作业", Kind::notice, Sender::subject_teacher},
      {"请家长陪读20分钟并签字", Kind::notice, Sender::subject_teacher},
      {"请家长把关，错题让孩子改正后签名", Kind::notice, Sender::subject_teacher},
      {"家长辅导孩子完成阅读卡", Kind::notice, Sender::subject_teacher},
      {"家长和孩子一起完成一份垃圾分类手抄报", Kind::notice, Sender::subject_teacher},
      {"请家长检查孩子的作业情况并签字", Kind::notice, Sender::head_teacher},
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
      {"这次期中我班语文均分89.3，数学91.2", Kind::notice, Sender::head_teacher},
      {"语文A等15人，名单：王浩、李想、张蕾", Kind::notice, Sender::head_teacher},
      {"单科状元：数学 王浩 100分", Kind::notice, Sender::head_teacher},
      {"王浩考了全班第一，大家鼓掌", Kind::notice, Sender::head_teacher},
      {"今日红榜：张蕾、王浩；黑榜：李明", Kind::notice, Sender::head_teacher},
      {"我班语文平均92，数学平均95，均居年级首位", Kind::notice, Sender::head_teacher},
      {"满分学生：陈晨、周舟、吴悠", Kind::notice, Sender::head_teacher},
      {"这次没考好的有：王浩、李强", Kind::notice, Sender::head_teacher},
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
      {"在家长群里交背诵视频，没交的要点名了", Kind::notice, Sender::subject_teacher},
      {"还有三位同学拖了全班的后腿", Kind::notice, Sender::head_teacher},
      {"某些家长，别的家长都配合，就你们不配合", Kind::notice, Sender::head_teacher},
      {"作业质量差的同学：李明、王刚", Kind::notice, Sender::head_teacher},
      {"全班就你一个没交", Kind::notice, Sender::head_teacher},
      {"这么简单的题都错，家长平时都在干什么", Kind::notice, Sender::head_teacher},
      {"表扬按时交作业的：陈晨", Kind::notice, Sender::head_teacher},
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
      {"请大家帮忙投下8号选手，我们学校的", Kind::notice, Sender::head_teacher},
      {"收到的家长接龙", Kind::notice, Sender::head_teacher},
      {"请关注“阳光小学”视频号并点赞", Kind::notice, Sender::head_teacher},
      {"请每位家长今天18:00前下载国家反诈中心APP并截图发群", Kind::notice, Sender::head_teacher},
      {"健步走打卡第3天，请晒步数", Kind::notice, Sender::head_teacher},
      {"为孩子投票：链接", Kind::notice, Sender::subject_teacher},
      {"请给我校作品点赞", Kind::notice, Sender::head_teacher},
      {"转发集赞30个", Kind::notice, Sender::head_teacher},
      {"请在群里接龙报名", Kind::notice, Sender::head_teacher},
      {"请家长每天在小程序健康打卡", Kind::notice, Sender::head_teacher},
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
      {"班级图书角众筹，每人50", Kind::notice, Sender::head_teacher},
      {"书商提供的《试卷大全》，有需要的扫码付款35元", Kind::notice, Sender::head_teacher},
      {"XX辅导班寒假优惠，老师推荐", Kind::notice, Sender::head_teacher},
      {"每人20元买资料，微信转我", Kind::notice, Sender::head_teacher},
      {"大家AA给老师买花", Kind::notice, Sender::head_teacher},
  };
  expect_all(texts, Outcome::block, Violation::v8);
}

}  // namespace
}  // namespace jiaxin::policy
