#include "policy/rules.hpp"

namespace jiaxin::policy {
namespace {

using enum Violation;

constexpr std::string_view board =
    "请把作业写在学校的作业公示栏，由学生在校记录；缺课的学生请联系任课老师领取纸质安排。";
constexpr std::string_view board_en =
    "Put homework on the school's homework board, where pupils note it in school; for an absent pupil, ask the "
    "teacher for a paper copy.";

constexpr Rule rules[] = {
    {"national/assign-task", v1, "这句话在布置作业：写明了学习任务和内容。不得用手机布置作业。",
     "This sentence sets homework: it names a learning task and what it is about. Homework may not be set by phone.",
     board, board_en, "HW1 GR1"},
    {"national/homework-list", v1, "这里是一份作业清单。不得通过手机群布置作业。",
     "This is a list of homework. Homework may not be set in a phone group.", board, board_en, "HW1 GR2"},
    {"national/make-at-home", v1, "这句话要求学生在家制作作品并上交，属于布置作业。",
     "This asks pupils to make something at home and bring it, which is homework.",
     "如只需带材料，请只写材料名称；制作请安排在校内。",
     "If only materials are needed, name them only; do the making in school.", "HW2"},
    {"national/absent-pupil", v1, "缺课学生索要作业内容，需要老师用校内方式答复。",
     "A request for an absent pupil's work needs an answer by the school's own way.",
     "请致电任课老师领取纸质材料，或到校后补学。",
     "Ring the teacher for a paper copy, or make up the work back in school.", "HW1"},
    {"national/work-by-phone", v2, "这句话要求用手机完成或上交学习任务。不得要求学生利用手机完成作业。",
     "This asks for learning tasks to be done or handed in by phone. Pupils may not be required to use a phone for homework.",
     "请让学生在校内以纸质方式完成和上交，由老师批改。",
     "Let pupils do and hand in the work on paper in school, and mark it there.", "HW1 HW9 GR5"},
    {"national/learning-clock-in", v2, "这句话要求对学习任务打卡或接龙。",
     "This asks for check-ins or chain replies about learning.",
     "请删去打卡、接龙要求；阅读等可作为建议提出，不要求证明。",
     "Leave out check-ins and chains; reading may be suggested without proof.", "GR5 FM1"},
    {"national/homework-checkup", v2, "这份表单在收集作业完成情况。", "This form collects whether homework was done.",
     "请由老师在校内了解完成情况；调查请匿名并只问总体时长。",
     "Find out in school; a survey should be anonymous and ask about total time only.", "GR5"},
    {"national/parent-checks", v3, "这句话要求家长检查、批改作业或在作业上签字。严禁要求家长检查、批改作业。",
     "This asks parents to check, mark or sign homework, which is forbidden.",
     "请由任课老师批改；需要签字的只能是回执、同意书等。",
     "Teachers mark homework; only slips and consents may be signed.", "HW2"},
    {"national/parent-helps", v3,
     "这句话把学习任务交给家长（报听写、代做、督促、打印等）。严禁给家长布置或变相布置作业。",
     "This gives parents a learning task (dictation, doing, supervising, printing), which is forbidden.",
     "请在校内完成听写和练习，需要的材料由学校印发。",
     "Do dictation and practice in school; the school prints what is needed.", "HW2 GR3"},
    {"national/urge-homework", v3, "这句话催促家长督促作业，可能造成压力。",
     "This urges parents to push homework and may be pressure.",
     "作业问题请由老师在校内跟进；如需沟通请电话联系个别家长。",
     "Follow up on homework in school; ring the family concerned if needed.", "HW2 GR6"},
    {"national/scores-in-public", v4, "这里公开了成绩。考试成绩不得公开，可以单独告知学生和家长。",
     "This makes scores public. Results may be told to a pupil and the parents alone, never published.",
     "请改为一对一告知本人家长，只给等级，不附排名和均分。",
     "Tell each pupil's own parents privately, as a band, without rank or mean.", "EX1 EX2 EX3"},
    {"national/ranking", v4, "这里出现了排名、均分或成绩表。考试结果不排名、不公布。",
     "This gives a rank, a mean or a table of results. Results are not ranked and not published.",
     "请删去排名、均分和名单；可单独告知本人等级。",
     "Leave out rank, mean and list; tell the pupil's own band privately.", "EX1 EX2"},
    {"national/naming", v5, "这里点名批评或表扬学生的作业、学习，会制造焦虑。",
     "This names pupils over homework or study and causes worry.", "请不要在群里点名；个别情况请单独沟通。",
     "Name nobody in a group; speak to the family concerned.", "GR6"},
    {"national/pressure", v5, "这句话与别的孩子比较或施加压力。",
     "This compares with other children or puts pressure on.", "请客观说明情况和可以提供的帮助，不作比较。",
     "Say what the matter is and what help there is, without comparing.", "GR6"},
    {"national/named-praise", v5, "群里点名表扬学生，需要人工确认。",
     "Praise that names a pupil in a group needs a person's look.", "请改为表扬全班，或单独告诉家长。",
     "Praise the whole class, or tell the parents alone.", "GR6"},
    {"national/veiled", v6, "这句话像是用暗语或图片代替作业内容。", "This looks like a veiled way of setting homework.",
     "请写明事项；作业请写在学校的作业公示栏。", "Say plainly what is meant; homework belongs on the school's board.",
     "HW1"},
    {"national/disguise", v6, "这里用变形的字写“作业”。", "Homework is written here in disguise.", board, board_en,
     "HW1"},
    {"national/optional-but-checked", v6, "名为自愿，实际要检查，等于布置作业。",
     "It is called voluntary but will be checked, so it is homework.", "如确属自愿，请删去检查和上交要求。",
     "If it is voluntary, leave out checking and handing in.", "HW2"},
    {"national/likes-and-votes", v7, "这句话要求点赞、投票、转发、关注或截图，增加家长负担。",
     "This asks for likes, votes, sharing, following or screenshots, a burden on families.",
     "请删去；确有必要的校外活动须经校长审批。", "Leave it out; an outside campaign needs the principal's approval.",
     "FM1 FM2"},
    {"national/install-app", v7, "这句话要求家长下载或注册软件。",
     "This asks parents to install or register for an app.", "请使用已备案并经学校审核的渠道，或提供纸质办法。",
     "Use a filed and approved channel, or offer paper.", "AP1 AP2"},
    {"national/chain-reply", v7, "这句话要求接龙或打卡。群内不得强制打卡接龙。",
     "This asks for a chain reply or check-in. Groups may not force them.",
     "系统会自动显示已读；需要答复请用带回执的信件或表单。",
     "Reading is shown by itself; for an answer use a letter with a slip or a form.", "FM1 GR9"},
    {"national/proof-of-chores", v7, "家务、锻炼可以建议，不宜要求照片、视频或打卡证明。",
     "Chores and exercise may be suggested; proof by photo, video or check-in should not be asked.",
     "请删去证明要求，改为建议。", "Leave out the proof and make it a suggestion.", "FM1"},
    {"national/sales", v8, "这句话涉及推销、订购教辅或团购。",
     "This is about selling, ordering workbooks or group buying.", "请删去；一科一辅由学校按规定办理，自愿购买。",
     "Leave it out; the one approved book per subject goes through the school and is voluntary.", "GR4 RD1"},
    {"national/class-fund", v8, "这句话在收班费、红包或集资。家委会不得收费。",
     "This collects class money, red packets or funds. Committees may not collect fees.",
     "请删去；学校收费须公示并走财务渠道。", "Leave it out; school fees are published and paid through the school.",
     "PC2 GR4"},
    {"national/filter-failed", v6, "系统暂时无法判断这条消息，已转人工确认。",
     "The message could not be judged and waits for a person.", "请稍候，管理员会尽快查看；紧急事项请电话联系。",
     "Please wait, somebody will look at it; ring if it is urgent.", "design"},
};

}  // namespace

std::span<const Rule> national_rules() { return rules; }

}  // namespace jiaxin::policy
