#include "app/wiring.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <thread>
#include <utility>

#include "app/policy_packs.hpp"
#include "codec/frame.hpp"
#include "credentials/argon2_hasher.hpp"
#include "credentials/sodium_secrets.hpp"
#include "credentials/system_clock.hpp"
#include "credentials/worker_pool.hpp"
#include "handlers/blocked_texts.hpp"
#include "observe/log.hpp"
#include "session/conversation.hpp"
#include "storage/sqlite_store.hpp"
#include "transport/io_core.hpp"

namespace jiaxin::app {
namespace {

using std::chrono::milliseconds;

transport::ServerSettings transport_settings(const Config& config) {
  transport::ServerSettings settings;
  settings.host = config.listen.host;
  settings.port = static_cast<std::uint16_t>(config.listen.port);
  settings.behind_proxy = config.listen.behind_proxy;
  settings.allowed_hosts = config.listen.allowed_hosts;
  settings.allowed_origins = config.listen.allowed_origins;
  settings.max_connections = static_cast<std::size_t>(config.listen.max_connections);
  settings.max_frame_bytes = codec::max_frame_bytes;
  settings.handshake_timeout = milliseconds(config.timeouts.handshake_ms);
  settings.write_stall_timeout = milliseconds(config.timeouts.write_stall_ms);
  settings.ping_interval = milliseconds(config.timeouts.ping_interval_ms);
  settings.close_timeout = milliseconds(config.timeouts.close_ms);
  return settings;
}

credentials::Argon2Cost argon2_cost(const Config& config) {
  return {static_cast<std::uint64_t>(config.sign_in.argon2_passes),
          static_cast<std::size_t>(config.sign_in.argon2_memory_kib) * 1024};
}

std::size_t io_threads(const Config& config) {
  if (config.server.io_threads > 0) return static_cast<std::size_t>(config.server.io_threads);
  return std::max(2U, std::thread::hardware_concurrency()) - 1;
}

// For parsing rosters: rare and slow, and nobody's sign-in waits behind it.
constexpr std::size_t background_threads = 1;
constexpr std::size_t max_background_waiting = 8;

// A core and the subscriptions that live on it.
struct Place {
  explicit Place(ports::MessageStore& store) : hub(core, store) {}
  transport::IoCore core;
  delivery::Hub hub;
};

}  // namespace

// In the order of building; each may use what stands above it.
struct Wiring::Parts {
  Parts(const Config& config, std::unique_ptr<storage::SqliteStore> opened)
      : store(std::move(opened)),
        secrets(config.sign_in.code_pepper),
        packs(config.policy.packs),
        filters(filter_at_start(packs)),
        pool(static_cast<std::size_t>(config.sign_in.workers), static_cast<std::size_t>(config.sign_in.max_waiting)),
        passwords(pool, argon2_cost(config)),
        background(background_threads, max_background_waiting),
        places(make_places(io_threads(config), *store)),
        fan_out(make_fan_out(places)),
        receipts(places.front()->core, *store, fan_out),
        services{
            *store,  *store,      *store,    *store,     filters, std::chrono::days(config.policy.blocked_text_days),
            clock,   secrets,     passwords, background, fan_out, receipts,
            guesses, recent_sends},
        blocked_texts(places.front()->core, clock, *store),
        conversation{milliseconds(config.timeouts.sign_in_ms), milliseconds(config.timeouts.ping_interval_ms)},
        drain(config.timeouts.drain_ms),
        server(transport_settings(config), cores(), opener(), [this] { return not_ready(); }) {}

  static std::vector<std::unique_ptr<Place>> make_places(std::size_t count, ports::MessageStore& store) {
    std::vector<std::unique_ptr<Place>> places;
    while (places.size() < count) places.push_back(std::make_unique<Place>(store));
    return places;
  }
  static delivery::FanOut make_fan_out(const std::vector<std::unique_ptr<Place>>& places) {
    delivery::FanOut fan_out;
    for (const auto& place : places) fan_out.add(place->core, place->hub);
    return fan_out;
  }
  std::vector<transport::IoCore*> cores() const {
    std::vector<transport::IoCore*> all;
    for (const auto& place : places) all.push_back(&place->core);
    return all;
  }
  transport::HandlerFactory opener() {
    return [this](delivery::Core& core, std::size_t index, delivery::Outlet& outlet, session::Peer peer) {
      return session::Conversation::open(services, core, places[index]->hub, outlet, std::move(peer), conversation);
    };
  }
  std::string_view not_ready() const {
    if (stopping) return "stopping";
    return store->writable() ? std::string_view() : "storage";
  }

  std::atomic<bool> stopping = false;
  bool stopped = false;
  std::unique_ptr<storage::SqliteStore> store;
  credentials::SystemClock clock;
  credentials::SodiumSecrets secrets;
  StringList packs;
  policy::FilterHolder filters;
  handlers::GuessLimiter guesses;
  handlers::RecentSends recent_sends;
  credentials::WorkerPool pool;
  credentials::Argon2Hasher passwords;
  credentials::WorkerPool background;
  std::vector<std::unique_ptr<Place>> places;
  delivery::FanOut fan_out;
  delivery::ReceiptReporter receipts;
  handlers::Services services;
  handlers::BlockedTexts blocked_texts;
  session::ConversationSettings conversation;
  milliseconds drain;
  transport::Server server;
};

std::variant<std::unique_ptr<Wiring>, Problem> Wiring::build(const Config& config,
                                                             const std::filesystem::path& directory,
                                                             std::function<void(std::string)> on_fatal, Fsync fsync) {
  storage::StoreOptions options;
  options.directory = directory;
  options.fsync = fsync == Fsync::on;
  options.readers = static_cast<std::size_t>(config.storage.readers);
  options.on_fatal = std::move(on_fatal);
  auto opened = storage::SqliteStore::open(std::move(options));
  if (auto* failure = std::get_if<storage::OpenFailure>(&opened))
    return Problem{exit_failed, {failure->text_zh, failure->text_en}};
  try {
    auto parts = std::make_unique<Parts>(config, std::get<std::unique_ptr<storage::SqliteStore>>(std::move(opened)));
    for (const auto& place : parts->places) place->core.start();
    parts->blocked_texts.start();
    return std::unique_ptr<Wiring>(new Wiring(std::move(parts)));
  } catch (const std::exception& error) {
    return Problem{exit_failed,
                   {std::string("无法启动：") + error.what(), std::string("cannot start: ") + error.what()}};
  }
}

Wiring::Wiring(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

Wiring::~Wiring() { stop(); }

std::variant<transport::BoundEndpoint, Problem> Wiring::start() {
  auto outcome = parts_->server.start();
  if (auto* failure = std::get_if<transport::StartFailure>(&outcome)) {
    const bool usage = failure->kind == transport::StartFailure::Kind::bad_address;
    return Problem{usage ? exit_usage : exit_failed, {failure->text_zh, failure->text_en}};
  }
  observe::log_info("server.started", {{"io_threads", parts_->places.size()}});
  return std::get<transport::BoundEndpoint>(outcome);
}

void Wiring::reload_packs() {
  if (auto filter = filter_at_reload(parts_->packs)) parts_->filters.replace(std::move(filter));
}

void Wiring::stop() {
  if (std::exchange(parts_->stopped, true)) return;
  parts_->stopping = true;
  parts_->server.stop(parts_->drain);
  parts_->pool.stop();
  parts_->background.stop();
  parts_->store->stop();
  for (const auto& place : parts_->places) place->core.stop();
  for (const auto& place : parts_->places) place->core.join();
  observe::log_info("server.stopped");
}

}  // namespace jiaxin::app
