#include "policy/filter_holder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

namespace jiaxin::policy {
namespace {

std::shared_ptr<const Filter> filter_with_pack(int version) {
  Packs packs;
  const PackErrors errors =
      packs.add("format = 1\nid = \"mine\"\nlevel = \"school\"\nversion = " + std::to_string(version) +
                    "\ndate = 2026-09-01\ntitle = \"本校\"\ntitle_en = \"ours\"\n",
                "p.toml");
  EXPECT_TRUE(errors.empty());
  return std::make_shared<const Filter>(std::move(packs));
}

TEST(FilterHolder, EveryVerdictIsWhollyOfOneFilterWhilePacksAreExchanged) {
  FilterHolder holder(filter_with_pack(1));
  std::atomic<bool> done = false;
  std::atomic<int> judged = 0;
  std::atomic<int> wrong = 0;
  const auto read = [&] {
    while (!done) {
      const auto filter = holder.current();
      const Verdict verdict = filter->judge("今晚作业：抄写第5课生字三遍，明早交。", {});
      if (verdict.outcome != Outcome::block || verdict.pack_version != filter->pack_version()) ++wrong;
      ++judged;
    }
  };
  std::vector<std::thread> readers;
  for (int i = 0; i < 3; ++i) readers.emplace_back(read);
  constexpr int last = 12;
  for (int version = 2; version <= last; ++version) {
    const int before = judged;
    holder.replace(filter_with_pack(version));
    while (judged == before) std::this_thread::yield();
  }
  done = true;
  for (std::thread& reader : readers) reader.join();
  EXPECT_EQ(wrong, 0);
  EXPECT_THAT(std::string(holder.current()->pack_version()),
              testing::StartsWith("national-4+mine-" + std::to_string(last) + "+"));
}

TEST(FilterHolder, WhoTookAFilterKeepsIt) {
  FilterHolder holder(filter_with_pack(1));
  const auto taken = holder.current();
  holder.replace(filter_with_pack(2));
  EXPECT_THAT(std::string(taken->pack_version()), testing::StartsWith("national-4+mine-1+"));
  EXPECT_EQ(taken->judge("今晚作业：抄写第5课生字三遍，明早交。", {}).outcome, Outcome::block);
}

}  // namespace
}  // namespace jiaxin::policy
