#include "policy_check.hpp"

#include <ostream>

#include "chosen_packs.hpp"
#include "clean_text.hpp"

namespace jiaxin::cli {
namespace {

void describe(const policy::Pack& pack, std::ostream& out) {
  out << pack.name() << " (" << policy::name(pack.level) << ", " << pack.date << "): " << clean_line(pack.title)
      << " / " << clean_line(pack.title_en) << '\n';
  out << "  词语 words " << pack.words.size() << ", 变形 disguises " << pack.disguises.size() << ", 规则 rules "
      << pack.rules.size() << ", 句型 patterns " << pack.patterns.size() << ", 加严 raised " << pack.raises.size()
      << '\n';
  for (const policy::Rule& rule : pack.rules) {
    out << "  " << rule.id << " [" << policy::name(rule.type) << "] " << clean_line(rule.reason) << " / "
        << clean_line(rule.reason_en) << " (" << clean_line(rule.source) << ")\n";
  }
  for (const policy::Raise& raise : pack.raises) {
    out << "  " << raise.rule << " -> " << policy::name(raise.in_group) << ", direct " << policy::name(raise.direct)
        << '\n';
  }
}

}  // namespace

bool run_policy_check(const std::vector<std::string>& files, std::ostream& out, std::ostream& err) {
  const auto packs = chosen_packs(files, err);
  if (!packs) return false;
  for (std::size_t at = 1; at < packs->all().size(); ++at) describe(packs->all()[at], out);
  out << "生效 in force: " << packs->version() << '\n';
  out.flush();
  return true;
}

}  // namespace jiaxin::cli
