#include "unit/policy/corpus.hpp"

namespace jiaxin::policy {
namespace {

TEST(PolicyCorpus, UncertainTextsWaitForAPerson) {
  constexpr Text texts[] = {
      {"别的孩子都写完了，您家的呢", Kind::direct, Sender::subject_teacher},
      {"见图", Kind::notice, Sender::subject_teacher},
      {"孩子生病请假了，老师能把今天的作业发我吗", Kind::direct, Sender::guardian},
      {"请提醒孩子早点完成作业早睡", Kind::notice, Sender::subject_teacher},
      {"表扬王小明今天值日很棒", Kind::notice, Sender::head_teacher},
      {"p15p16", Kind::notice, Sender::subject_teacher},
      {"我们班又是倒数第一，请家长重视", Kind::notice, Sender::head_teacher},
      {"小明今天又没写作业，再这样下去就跟不上了", Kind::direct, Sender::head_teacher},
      {"推荐大家报名XX培训班，试听课免费", Kind::notice, Sender::head_teacher},
      {"抄书", Kind::notice, Sender::subject_teacher},
      {"明天抽背", Kind::notice, Sender::subject_teacher},
      {"[图片] 今晚的任务", Kind::notice, Sender::subject_teacher},
      {"道法作业：采访家里的长辈，写下来", Kind::notice, Sender::subject_teacher},
      {"今日内容已发孩子，督促落实", Kind::notice, Sender::subject_teacher},
      {"学习任务已写在孩子记录本上，请家长督促完成", Kind::notice, Sender::subject_teacher},
      {"跳绳视频请今晚发群", Kind::notice, Sender::subject_teacher},
      {"后十名的家长请到校", Kind::notice, Sender::head_teacher},
  };
  expect_all(texts, Outcome::hold);
}

}  // namespace
}  // namespace jiaxin::policy
