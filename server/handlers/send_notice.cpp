#include "handlers/send_notice.hpp"

#include "handlers/submission.hpp"

namespace jiaxin::handlers {

void send_notice(const Services& services, const Caller& caller, const v1::SendNotice& request, Reply reply) {
  Submission submission;
  submission.header = request.header();
  submission.content_hash = services.secrets.sha256("notice\n" + request.SerializeAsString());
  submission.kind = v1::KIND_NOTICE;
  submission.text.title = request.title();
  submission.text.body = request.body();
  submit(services, caller, std::move(submission), std::move(reply));
}

}  // namespace jiaxin::handlers
