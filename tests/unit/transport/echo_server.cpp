#include "echo_server.hpp"

#include <algorithm>
#include <chrono>
#include <stdexcept>
#include <utility>

namespace jiaxin::transport::test {

void Journal::note(std::string event) {
  {
    const std::lock_guard lock(mutex_);
    events_.push_back(std::move(event));
  }
  changed_.notify_all();
}

std::size_t Journal::count(std::string_view event) const {
  const std::lock_guard lock(mutex_);
  return static_cast<std::size_t>(std::count(events_.begin(), events_.end(), event));
}

void Journal::wait_for(std::string_view event, std::size_t times) const {
  std::unique_lock lock(mutex_);
  const auto happened = [&] {
    return static_cast<std::size_t>(std::count(events_.begin(), events_.end(), event)) >= times;
  };
  if (!changed_.wait_for(lock, std::chrono::minutes(1), happened))
    throw std::runtime_error("did not happen in a minute: " + std::string(event));
}

class EchoHandler final : public session::ConnectionHandler, public std::enable_shared_from_this<EchoHandler> {
 public:
  EchoHandler(EchoServer& server, EchoOptions options, delivery::Core& core, delivery::Outlet& outlet,
              codec::WireFormat format)
      : server_(server), journal_(server.journal_), options_(options), core_(core), outlet_(&outlet), format_(format) {}

  void on_message(std::string_view bytes, bool binary) override {
    if (busy_) journal_->note("heard while busy");
    if (binary != (format_ == codec::WireFormat::proto)) return outlet_->close(codec::CloseCode::wrong_frame_kind, "");
    if (bytes == "close") outlet_->close(codec::CloseCode::normal, "bye");
    else if (bytes == "many") many(1000);
    else if (bytes == "pair") pair();
    else if (bytes == "flood") flood();
    else if (bytes == "last words") last_words();
    else if (bytes == "slow") slow();
    else echo(bytes);
  }
  bool wants_message() const override { return !busy_; }
  void on_closed() override {
    outlet_ = nullptr;
    journal_->note("closed");
  }
  void on_stopping() override {
    journal_->note("stopping");
    if (options_.closes_on_stopping) outlet_->close(codec::CloseCode::restarting, "");
  }

 private:
  void echo(std::string_view bytes) {
    outlet_->send(delivery::OutFrame(std::string(bytes)));
    journal_->note("echoed");
  }
  void many(int frames) {
    for (int i = 0; i < frames; ++i) outlet_->send(delivery::OutFrame(std::to_string(i)));
  }
  void pair() {
    codec::FrameHead own;
    own.append("one,");
    outlet_->send({own, std::make_shared<const std::string>("two")});
  }
  void flood() {
    const auto body = std::make_shared<const std::string>(65536, 'f');
    for (int i = 0; i < 4000; ++i) outlet_->send(delivery::OutFrame(body));
    journal_->note("flooded");
  }
  void last_words() {
    many(3);
    outlet_->close(codec::CloseCode::superseded, "别处登录");
    outlet_->send(delivery::OutFrame("after the end"));
    outlet_->close(codec::CloseCode::normal, "again");
  }
  void slow() {
    busy_ = true;
    {
      const std::lock_guard lock(server_.mutex_);
      server_.slow_.push_back([self = shared_from_this()] {
        self->core_.post([self] {
          self->busy_ = false;
          if (self->outlet_) self->outlet_->send(delivery::OutFrame("at last"));
        });
      });
    }
    journal_->note("slow");
  }

  EchoServer& server_;
  std::shared_ptr<Journal> journal_;
  EchoOptions options_;
  delivery::Core& core_;
  delivery::Outlet* outlet_;
  codec::WireFormat format_;
  bool busy_ = false;
};

EchoServer::EchoServer(std::function<void(ServerSettings&)> change, EchoOptions options, std::size_t cores) {
  ServerSettings settings;
  if (change) change(settings);
  std::vector<IoCore*> borrowed;
  for (std::size_t i = 0; i < cores; ++i) borrowed.push_back(cores_.emplace_back(std::make_unique<IoCore>()).get());
  const auto make = [this, options](delivery::Core& core, std::size_t index, delivery::Outlet& outlet,
                                    const session::Peer& peer) {
    journal_->note("open " + peer.address);
    journal_->note("on core " + std::to_string(index));
    return std::make_shared<EchoHandler>(*this, options, core, outlet, peer.format);
  };
  server_ = std::make_unique<Server>(std::move(settings), borrowed, make,
                                     [this] { return std::string_view(not_ready.load()); });
  for (auto& core : cores_) core->start();
  const auto outcome = server_->start();
  if (const auto* failure = std::get_if<StartFailure>(&outcome)) throw std::runtime_error(failure->text_en);
  port_ = std::get<BoundEndpoint>(outcome).port;
}

EchoServer::~EchoServer() { server_->stop(std::chrono::milliseconds(0)); }

void EchoServer::release_slow() {
  std::vector<std::function<void()>> waiting;
  {
    const std::lock_guard lock(mutex_);
    waiting.swap(slow_);
  }
  for (const auto& go : waiting) go();
}

}  // namespace jiaxin::transport::test
