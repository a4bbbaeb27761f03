// One notice at a time to a grade, of whom five in a hundred stop reading without a word: what do the others notice?
#include <algorithm>

#include "load/crowd.hpp"
#include "load/sender.hpp"
#include "measure/samples.hpp"
#include "scenarios/cost_figures.hpp"
#include "scenarios/scenario.hpp"

namespace jiaxin::bench {
namespace {

constexpr std::size_t one_of = 20;                       // does not read
constexpr std::size_t notices = 300;                     // more than a device may leave unacknowledged
constexpr std::size_t events_per_acknowledgement = 100;  // of those who read

class Grade {
 public:
  Grade(System& system, const Span& all)
      : system_(system), crowd_(loop_, system), slow_(loop_, system), senders_(loop_, system, 1) {
    const std::size_t silent = std::max<std::size_t>(1, all.size() / one_of);
    crowd_.come({all.first, all.last - silent}, Arrival::new_events_only);
    slow_.come({all.last - silent, all.last}, Arrival::new_events_only);
  }

  boost::json::object sizes() const { return {{"reading", crowd_.size()}, {"silent", slow_.size()}}; }
  void silence() { slow_.stop_reading(); }

  // Until each of those who read, and the last of them, has it.
  boost::json::object measure() {
    Samples each, last;
    Moment start;
    crowd_.on_received = [&](Client&, std::size_t) { each.add(Clock::now() - start); };
    const auto before = cpu_times(system_.process());
    for (std::size_t i = 1; i <= notices; ++i) {
      start = Clock::now();
      publish();
      last.add(Clock::now() - start);
      if (i % events_per_acknowledgement == 0) crowd_.acknowledge_all();
    }
    const auto used = cpu_times(system_.process()) - before;
    crowd_.on_received = [](Client&, std::size_t) {};
    return {{"notices", notices},
            {"each_p50_ms", each.quantile(0.5)},
            {"each_p99_ms", each.quantile(0.99)},
            {"last_p50_ms", last.quantile(0.5)},
            {"last_p99_ms", last.quantile(0.99)},
            {"cpu_us_per_notice", cpu_us_per(used, static_cast<double>(notices))}};
  }

 private:
  void publish() {
    const auto published = senders_.published() + 1;
    const auto received = crowd_.received() + crowd_.size();
    senders_[0].publish({Audience::Kind::many});
    loop_.run_until([&] { return senders_.published() >= published && crowd_.received() >= received; },
                    "a notice is stored and reaches all who read");
  }

  Loop loop_;
  System& system_;
  Crowd crowd_, slow_;
  Senders senders_;
};

}  // namespace

boost::json::object slow_readers(System& system, const Amounts& amounts) {
  Grade grade(system, guardians_of(amounts.sizes, {Audience::Kind::many}));
  boost::json::object result = grade.sizes();
  result["all_read"] = grade.measure();
  result["all_read_again"] = grade.measure();  // what time alone changes: longer logs, a larger database
  grade.silence();
  result["some_do_not"] = grade.measure();
  return result;
}

}  // namespace jiaxin::bench
