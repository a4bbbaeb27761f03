#include "handlers/sign_in.hpp"

#include "codec/errors.hpp"

namespace jiaxin::handlers {
namespace {

using std::chrono::milliseconds;

// As storage reads it, so that all spellings of one name are one account.
std::string folded(const std::string& login) {
  const auto first = login.find_first_not_of(' ');
  if (first == std::string::npos) return {};
  std::string account = login.substr(first, login.find_last_not_of(' ') - first + 1);
  for (char& c : account)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return account;
}

// One sign-in on its way through the password pool and storage.
class Flow : public std::enable_shared_from_this<Flow> {
 public:
  Flow(const Services& services, v1::SignIn request, std::string address, SignInDone done)
      : services_(services), request_(std::move(request)), address_(std::move(address)), done_(std::move(done)) {}

  void start() {
    switch (request_.how_case()) {
      case v1::SignIn::kPassword: return with_password();
      case v1::SignIn::kToken: return with_token();
      case v1::SignIn::kCode: return with_code();
      case v1::SignIn::HOW_NOT_SET: break;
    }
    auto error = codec::make_error(v1::ERROR_CODE_INVALID);
    error.set_field("sign_in.how");
    done_(std::move(error));
  }

 private:
  void with_password() {
    account_ = folded(request_.password().login());
    if (slowed_down()) return;
    services_.identities.find_login(account_, [self = shared_from_this()](auto found) {
      if (!found) return self->fail(v1::ERROR_CODE_UNAVAILABLE);
      self->check_password(*found);
    });
  }

  void check_password(const std::optional<ports::LoginRecord>& login) {
    const auto identity = login ? login->identity : domain::IdentityId{};
    services_.passwords.verify(request_.password().password(), login ? login->password_hash : "",
                               [self = shared_from_this(), identity](std::optional<bool> right) {
                                 if (!right) return self->fail(v1::ERROR_CODE_UNAVAILABLE);
                                 if (!*right) return self->fail(v1::ERROR_CODE_WRONG_CREDENTIALS);
                                 self->open_session(identity);
                               });
  }

  void open_session(domain::IdentityId identity) {
    services_.guesses.succeeded(account_, address_);
    services_.identities.open_session(identity, new_device(), services_.clock.now(),
                                      [self = shared_from_this()](auto opened) {
                                        if (!opened) return self->fail(v1::ERROR_CODE_UNAVAILABLE);
                                        self->end(std::move(opened->ended));
                                        self->succeed(std::move(opened->session));
                                      });
  }

  void with_token() {
    token_ = request_.token().token();
    services_.identities.resume_session(services_.secrets.token_hash(token_), services_.clock.now(),
                                        [self = shared_from_this()](auto session) {
                                          if (!session) return self->fail(v1::ERROR_CODE_UNAVAILABLE);
                                          if (!*session) return self->fail(v1::ERROR_CODE_NOT_SIGNED_IN);
                                          self->succeed(std::move(**session));
                                        });
  }

  void with_code() {
    if (slowed_down()) return;
    code_ = services_.secrets.code_hash(request_.code().code());
    services_.identities.code_is_good(code_, services_.clock.now(), [self = shared_from_this()](auto good) {
      if (!good) return self->fail(v1::ERROR_CODE_UNAVAILABLE);
      if (!*good) return self->fail(v1::ERROR_CODE_WRONG_CODE);
      self->hash_password();
    });
  }

  // Until the code is redeemed this counts as a wrong guess: whoever holds a good code may neither have passwords hashed
  // without limit nor try which names are taken.
  void hash_password() {
    services_.passwords.hash(request_.code().new_password(),
                             [self = shared_from_this()](std::optional<std::string> hash) {
                               if (!hash) return self->fail(v1::ERROR_CODE_UNAVAILABLE);
                               self->redeem(std::move(*hash));
                             });
  }

  void redeem(std::string password_hash) {
    services_.identities.redeem_code(code_, request_.code().login(), std::move(password_hash), new_device(),
                                     services_.clock.now(), [self = shared_from_this()](auto outcome) {
                                       if (!outcome) return self->fail(v1::ERROR_CODE_UNAVAILABLE);
                                       self->take_redeemed(std::move(*outcome));
                                     });
  }

  void take_redeemed(std::variant<ports::Redeemed, ports::CodeRefused> outcome) {
    if (const auto* refused = std::get_if<ports::CodeRefused>(&outcome))
      return fail(*refused == ports::CodeRefused::name_taken ? v1::ERROR_CODE_NAME_TAKEN : v1::ERROR_CODE_WRONG_CODE);
    services_.guesses.succeeded(account_, address_);
    auto& redeemed = std::get<ports::Redeemed>(outcome);
    end(std::move(redeemed.ended));
    services_.fan_out.end(std::move(redeemed.moved), codec::CloseCode::restarting);
    succeed(std::move(redeemed.session));
  }

  void end(std::vector<domain::DeviceSessionId> devices) {
    services_.fan_out.end(std::move(devices), codec::CloseCode::signed_out);
  }

  bool slowed_down() {
    const auto wait = services_.guesses.begin(account_, address_, services_.clock.now());
    if (wait) done_(codec::slow_down(*wait));
    return wait.has_value();
  }

  ports::NewDevice new_device() {
    token_ = services_.secrets.new_token();
    return {services_.secrets.token_hash(token_), request_.device_name()};
  }

  void succeed(ports::SessionRecord session) { done_(SignInResult{std::move(session), std::move(token_)}); }
  void fail(v1::ErrorCode code) { done_(codec::make_error(code)); }

  const Services& services_;
  v1::SignIn request_;
  std::string address_;
  SignInDone done_;
  std::string account_;  // empty for codes
  std::string token_;
  ports::SecretHash code_{};
};

}  // namespace

void sign_in(const Services& services, const v1::SignIn& request, const std::string& address, SignInDone done) {
  std::make_shared<Flow>(services, request, address, std::move(done))->start();
}

void join_membership(const Services& services, domain::IdentityId identity, const v1::JoinMembership& request,
                     const std::string& address, JoinDone done) {
  if (const auto wait = services.guesses.begin("", address, services.clock.now())) return done(codec::slow_down(*wait));
  services.identities.join(services.secrets.code_hash(request.code()), identity, services.clock.now(),
                           [&services, address, done](auto outcome) {
                             if (!outcome) return done(codec::make_error(v1::ERROR_CODE_UNAVAILABLE));
                             if (std::holds_alternative<ports::CodeRefused>(*outcome))
                               return done(codec::make_error(v1::ERROR_CODE_WRONG_CODE));
                             services.guesses.succeeded("", address);
                             auto& joined = std::get<ports::Joined>(*outcome);
                             services.fan_out.end(std::move(joined.moved), codec::CloseCode::restarting);
                             done(joined.membership);
                           });
}

}  // namespace jiaxin::handlers
