// One notice to many who are online. What storing costs is measured first, with nobody online; what delivering costs
// is the difference. Acknowledgements are held back and measured by themselves.
#include <algorithm>

#include "load/crowd.hpp"
#include "load/sender.hpp"
#include "measure/samples.hpp"
#include "scenarios/cost_figures.hpp"
#include "scenarios/scenario.hpp"

namespace jiaxin::bench {
namespace {

constexpr std::size_t unacknowledged = 200;  // events, within every device's window

class FanOut {
 public:
  FanOut(System& system, const Amounts& amounts, const Audience& to)
      : system_(system),
        amounts_(amounts),
        to_(to),
        span_(guardians_of(amounts.sizes, to)),
        crowd_(loop_, system),
        senders_(loop_, system, 1) {}

  boost::json::object run() {
    boost::json::object result;
    result["guardians"] = span_.size();
    const double prepared = store_only(result);
    crowd_.come(span_, Arrival::new_events_only);
    reach_everybody();  // what coming has left behind is done then
    one_at_a_time(result, prepared);
    burst(result, prepared);
    return result;
  }

 private:
  std::size_t rounds() const {
    return std::clamp<std::size_t>(amounts_.deliveries / span_.size(), 10, amounts_.rounds);
  }

  CpuTimes cpu() const { return cpu_times(system_.process()); }

  void publish() { senders_[0].publish(to_); }
  void wait_for(std::uint64_t published, std::uint64_t received) {
    loop_.run_until([&] { return senders_.published() >= published && crowd_.received() >= received; },
                    "a notice is stored and reaches everybody");
  }

  void reach_everybody() {
    publish();
    wait_for(senders_.published() + 1, crowd_.received() + span_.size());
  }

  // What delivering shares with preparing: all but the storing thread, whose cost grows with the logs.
  double without_storing(const CpuTimes& used) const {
    const auto storing = used.find(system_.storing_thread());
    return microseconds(used.at("all") - (storing == used.end() ? 0 : storing->second));
  }

  // CPU microseconds of one notice that nobody receives now, but for the storing thread's.
  double store_only(boost::json::object& result) {
    publish();
    wait_for(senders_.published() + 1, 0);
    Samples times;
    const auto before = cpu();
    for (std::size_t i = 0; i < rounds(); ++i) {
      const auto start = Clock::now();
      publish();
      wait_for(senders_.published() + 1, 0);
      times.add(senders_.published_at() - start);
    }
    const auto used = cpu() - before;
    result["store"] = boost::json::object{{"notices", rounds()},
                                          {"p50_ms", times.quantile(0.5)},
                                          {"p99_ms", times.quantile(0.99)},
                                          {"cpu_us_per_notice", cpu_us_per(used, static_cast<double>(rounds()))}};
    return without_storing(used) / static_cast<double>(rounds());
  }

  void one_at_a_time(boost::json::object& result, double prepare_cpu_us) {
    Samples stored, each, last;
    CpuTimes used;
    Moment start;
    std::size_t frame_bytes = 0;
    crowd_.on_received = [&](Client& client, std::size_t) {
      each.add(Clock::now() - start);
      frame_bytes = client.last_frame_bytes();
    };
    for (std::size_t i = 0; i < rounds(); ++i) {
      if (i % unacknowledged == unacknowledged - 1) acknowledge();
      const auto before = cpu();
      start = Clock::now();
      reach_everybody();
      last.add(Clock::now() - start);
      stored.add(senders_.published_at() - start);
      for (const auto& [thread, nanoseconds] : cpu() - before) used[thread] += nanoseconds;
    }
    crowd_.on_received = [](Client&, std::size_t) {};
    acknowledge();
    const auto deliveries = static_cast<double>(rounds() * span_.size());
    const auto all = without_storing(used) - prepare_cpu_us * static_cast<double>(rounds());
    result["one_at_a_time"] = boost::json::object{{"notices", rounds()},
                                                  {"frame_bytes", frame_bytes},
                                                  {"stored_p50_ms", stored.quantile(0.5)},
                                                  {"stored_p99_ms", stored.quantile(0.99)},
                                                  {"each_p50_ms", each.quantile(0.5)},
                                                  {"each_p99_ms", each.quantile(0.99)},
                                                  {"last_p50_ms", last.quantile(0.5)},
                                                  {"last_p99_ms", last.quantile(0.99)},
                                                  {"cpu_us_per_delivery_after_commit", all / deliveries}};
  }

  // Several notices under way at a time; every so often all acknowledge.
  void burst(boost::json::object& result, double prepare_cpu_us) {
    const std::size_t notices = std::clamp<std::size_t>(amounts_.deliveries / span_.size(), 10, 2'000);
    const std::size_t piece = 32;  // as many as an acknowledgement may cover
    Clock::duration delivering{}, acknowledging{};
    CpuTimes delivery_cpu, acknowledgement_cpu;
    for (std::size_t done = 0; done < notices; done += piece) {
      const auto count = std::min(piece, notices - done);
      add(delivering, delivery_cpu, [&] { publish_together(count); });
      add(acknowledging, acknowledgement_cpu, [&] { acknowledge(); });
    }
    const double deliveries = static_cast<double>(notices * span_.size());
    const double all = without_storing(delivery_cpu);
    result["burst"] = boost::json::object{
        {"deliveries", notices * span_.size()},
        {"deliveries_per_s", deliveries / seconds(delivering)},
        {"cpu_us_per_delivery", cpu_us_per(delivery_cpu, deliveries)},
        {"cpu_us_per_delivery_after_commit", (all - prepare_cpu_us * static_cast<double>(notices)) / deliveries},
        {"acknowledging_s", seconds(acknowledging)},
        {"acknowledging_cpu_us_per_delivery", microseconds(acknowledgement_cpu.at("all")) / deliveries}};
  }

  template <class Work>
  void add(Clock::duration& time, CpuTimes& used, Work work) {
    const auto before = cpu();
    const auto start = Clock::now();
    work();
    time += Clock::now() - start;
    for (const auto& [thread, nanoseconds] : cpu() - before) used[thread] += nanoseconds;
  }

  void publish_together(std::size_t count) {
    constexpr std::size_t under_way = 8;
    const auto first = senders_.published();
    const auto received = crowd_.received();
    std::size_t started = 0;
    loop_.run_until(
        [&] {
          for (; started < count && started < senders_.published() - first + under_way; ++started) publish();
          return senders_.published() - first == count && crowd_.received() - received >= count * span_.size();
        },
        "notices in a burst reach everybody");
  }

  void acknowledge() {
    crowd_.acknowledge_all();
    system_.settle(loop_, senders_[0], span_.size());
  }

  System& system_;
  const Amounts& amounts_;
  Audience to_;
  Span span_;
  Loop loop_;
  Crowd crowd_;
  Senders senders_;
};

}  // namespace

boost::json::object fan_out(System& system, const Amounts& amounts, const Audience& to) {
  return FanOut(system, amounts, to).run();
}

}  // namespace jiaxin::bench
