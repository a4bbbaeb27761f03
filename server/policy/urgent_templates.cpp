#include "policy/urgent.hpp"

namespace jiaxin::policy {
namespace {

constexpr SlotChoice reasons[] = {{"恶劣天气", "severe weather"},
                                  {"停电", "a power cut"},
                                  {"停水", "a water cut"},
                                  {"传染病防控", "infection control"},
                                  {"设施抢修", "urgent repairs"}};
constexpr SlotChoice places[] = {{"学校正门", "the main gate"},  {"学校东门", "the east gate"},
                                 {"学校南门", "the south gate"}, {"学校西门", "the west gate"},
                                 {"学校北门", "the north gate"}, {"操场", "the sports ground"},
                                 {"体育馆", "the gymnasium"},    {"教学楼大厅", "the hall of the classroom building"}};
constexpr SlotChoice weather[] = {
    {"暴雨", "Rainstorm"},    {"高温", "Heat"},      {"台风", "Typhoon"},
    {"雷电", "Thunderstorm"}, {"大雾", "Dense fog"}, {"寒潮", "Cold wave"},
    {"冰雹", "Hail"},         {"暴雪", "Snowstorm"}, {"空气重污染", "Heavy air pollution"}};
constexpr SlotChoice colours[] = {{"蓝色", "blue"}, {"黄色", "yellow"}, {"橙色", "orange"}, {"红色", "red"}};
constexpr SlotChoice outages[] = {{"停水", "no water"}, {"停电", "no power"}, {"停水停电", "no water and no power"}};
constexpr SlotChoice illnesses[] = {{"流行性感冒", "influenza"},
                                    {"诺如病毒感染", "norovirus"},
                                    {"水痘", "chickenpox"},
                                    {"手足口病", "hand, foot and mouth disease"},
                                    {"新型冠状病毒感染", "COVID-19"}};

constexpr UrgentSlot closure_slots[] = {{"date", SlotForm::date}, {"reason", SlotForm::choice, reasons}};
constexpr UrgentSlot early_slots[] = {
    {"date", SlotForm::date}, {"time", SlotForm::time}, {"place", SlotForm::choice, places}};
constexpr UrgentSlot bus_slots[] = {{"bus", SlotForm::bus}, {"minutes", SlotForm::minutes}};
constexpr UrgentSlot weather_slots[] = {
    {"weather", SlotForm::choice, weather}, {"colour", SlotForm::choice, colours}, {"date", SlotForm::date}};
constexpr UrgentSlot safe_slots[] = {{"date", SlotForm::date}, {"time", SlotForm::time}};
constexpr UrgentSlot outage_slots[] = {
    {"date", SlotForm::date}, {"time", SlotForm::time}, {"outage", SlotForm::choice, outages}};
constexpr UrgentSlot illness_slots[] = {{"class", SlotForm::klass}, {"illness", SlotForm::choice, illnesses}};

constexpr UrgentTemplate templates[] = {
    {"closure", "停课通知", "School closed",
     "因{reason}，学校自{date}起停课，复课时间另行通知。孩子在校的，学校有人看护，请等学校通知再来接。",
     "The school is closed from {date} because of {reason}. We shall tell you when it opens again. Children who are at "
     "school are looked after; please wait for our word before you fetch them.",
     closure_slots},
    {"early-dismissal", "提前放学", "Early dismissal",
     "{date}提前到{time}放学，请到{place}接孩子。不能来接的，孩子留在学校，有老师看护。",
     "On {date} school ends early, at {time}. Please fetch your child at {place}. Children who are not fetched stay at "
     "school with a teacher.",
     early_slots},
    {"bus-late", "校车晚点", "School bus late", "{bus}号校车晚点约{minutes}分钟，请在站点安全处等候。",
     "School bus {bus} is about {minutes} minutes late. Please wait in a safe place at the stop.", bus_slots},
    {"weather", "天气预警", "Weather warning",
     "{date}有{weather}{colour}预警，上学放学请注意安全。如有停课，学校另行通知。",
     "{weather} warning ({colour}) for {date}. Take care on the way to and from school. If school is to close, we "
     "shall tell you.",
     weather_slots},
    {"all-safe", "学生平安", "Everybody is safe",
     "{date}{time}前后校园发生突发情况，现已处置，学生全部平安。请不要聚集在校门口，请留意学校后续通知。",
     "There was an incident at school on {date} at about {time}. It is dealt with and every pupil is safe. Please do "
     "not gather at the gate, and wait for our further word.",
     safe_slots},
    {"outage", "停水停电", "Water or power cut", "{date}{time}起学校{outage}，教学照常，午餐和饮水已作安排。",
     "From {date}, {time}, the school has {outage}. Lessons go on; lunch and drinking water are arranged.",
     outage_slots},
    {"illness", "传染病提示", "Infection at school",
     "{class}出现{illness}病例，学校已消毒并报告疾控部门。孩子如有不适，请在家休息、及时就医并告诉班主任。",
     "There is a case of {illness} in {class}. The school has disinfected and told the health authority. If your child "
     "is unwell, let it rest at home, see a doctor and tell the class teacher.",
     illness_slots},
};

}  // namespace

std::span<const UrgentTemplate> urgent_templates() { return templates; }

std::string_view form_zh(SlotForm form) {
  switch (form) {
    case SlotForm::date: return "月-日，如 11-26";
    case SlotForm::time: return "时:分，如 15:30";
    case SlotForm::minutes: return "5 到 180，5 的倍数";
    case SlotForm::bus: return "1 到 99";
    case SlotForm::klass: return "年级-班，如 3-1";
    case SlotForm::choice: break;
  }
  return "所列词语之一";
}

std::string_view form_en(SlotForm form) {
  switch (form) {
    case SlotForm::date: return "MM-DD, e.g. 11-26";
    case SlotForm::time: return "HH:MM, e.g. 15:30";
    case SlotForm::minutes: return "5 to 180, in steps of 5";
    case SlotForm::bus: return "1 to 99";
    case SlotForm::klass: return "GRADE-CLASS, e.g. 3-1";
    case SlotForm::choice: break;
  }
  return "one of the words listed";
}

}  // namespace jiaxin::policy
