#include "cast.hpp"

namespace jiaxin::demo {
namespace {

std::filesystem::path state_of(const std::filesystem::path& folder, const char* profile) {
  return folder / "phones" / profile / "state.db";
}

}  // namespace

Cast::Cast(Bell& bell, const std::filesystem::path& folder)
    : admin(bell, {"", "管理员", "admin", "建校时设立 administrator"}, state_of(folder, "admin")),
      tang(bell, {"t-00", "唐国栋", "tang", "校长 principal"}, state_of(folder, "tang")),
      lin(bell, {"t-01", "林雪梅", "lin", "三年级(1)班班主任 class teacher"}, state_of(folder, "lin")),
      he(bell, {"t-02", "何静怡", "he", "三年级年级组长 grade leader"}, state_of(folder, "he")),
      luo(bell, {"g-068", "罗晓燕", "luo", "陈思远、陈思齐的母亲 mother of twins"}, state_of(folder, "luo")),
      zou(bell, {"g-032", "邹红霞", "zou", "赵一鸣、赵一诺的母亲 mother of twins in two classes"},
          state_of(folder, "zou")),
      ouyang(bell, {"g-003", "欧阳明", "ouyang", "欧阳若溪的父亲 father"}, state_of(folder, "ouyang")),
      xu(bell, {"g-004", "徐敏", "xu", "欧阳若溪的母亲 mother"}, state_of(folder, "xu")),
      huang(bell, {"g-009", "黄桂英", "huang", "刘雨桐的祖母，不可签字 grandmother, may not sign"},
            state_of(folder, "huang")),
      zhang(bell, {"g-010", "张丽萍", "zhang", "刘雨桐的母亲 mother, far away"}, state_of(folder, "zhang")),
      han(bell, {"g-066", "韩晓梅", "han", "许嘉言的母亲 mother"}, state_of(folder, "han")) {}

std::vector<Person*> Cast::guardians() { return {&luo, &zou, &ouyang, &xu, &huang, &zhang, &han}; }

std::vector<Person*> Cast::on_roster() {
  std::vector<Person*> all{&tang, &lin, &he};
  for (auto* guardian : guardians()) all.push_back(guardian);
  return all;
}

}  // namespace jiaxin::demo
