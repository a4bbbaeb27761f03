#include "policy_files.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <boost/json.hpp>
#include <cerrno>
#include <cstring>
#include <optional>
#include <ostream>

#include "clean_text.hpp"
#include "extraction/extractor.hpp"
#include "file_policy/file_judge.hpp"
#include "verdict_json.hpp"

namespace jiaxin::cli {
namespace {

namespace json = boost::json;

// A regular file, open for reading.
class OpenFile {
 public:
  // Without waiting, should somebody name a pipe.
  explicit OpenFile(const std::string& path) : number_(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)) {
    struct stat about;
    if (number_ < 0) error_ = "打不开，请检查路径和权限。 Cannot be opened: " + std::string(std::strerror(errno)) + ".";
    else if (::fstat(number_, &about) != 0 || !S_ISREG(about.st_mode))
      error_ = "不是普通文件，请给出一个文件。 Not a regular file: name a file.";
    else if (!is_utf8(path)) error_ = "文件名不是 UTF-8 文字，请改名后再试。 Its name is not UTF-8 text: rename it.";
  }
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  ~OpenFile() {
    if (number_ >= 0) ::close(number_);
  }

  int number() const { return number_; }
  const std::string& error() const { return error_; }  // "" if there is none

 private:
  int number_;
  std::string error_;
};

json::object verdict_line(const std::string& path, const policy::Verdict& verdict, const extraction::Extraction& read) {
  return {{"file", path},
          {"verdict", policy::name(verdict.outcome)},
          {"findings", findings_json(verdict)},
          {"text", read.text},
          {"extraction", extraction::name(read.means)}};
}

}  // namespace

bool judge_files(const policy::Filter& filter, const extraction::Extractor& extractor,
                 const std::vector<std::string>& files, const policy::Context& context, std::ostream& out) {
  bool all = true;
  for (const std::string& path : files) {
    const OpenFile file(path);
    if (!file.error().empty()) {
      out << json::serialize(json::object{{"file", clean_line(path)}, {"error", file.error()}}) << std::endl;
      all = false;
      continue;
    }
    const auto read = extractor.read(file.number());
    const std::string name = path.substr(path.rfind('/') + 1);
    out << json::serialize(verdict_line(path, file_policy::judge(filter, name, read, context), read)) << std::endl;
  }
  return all;
}

}  // namespace jiaxin::cli
