#include "handlers/send_notice.hpp"

namespace jiaxin::handlers {

Submission submission_of(const Services& services, const v1::SendNotice& request) {
  Submission submission;
  submission.name = "send_notice";
  submission.header = request.header();
  submission.content_hash = services.secrets.sha256("notice\n" + request.SerializeAsString());
  submission.kind = v1::KIND_NOTICE;
  submission.text.title = request.title();
  submission.text.body = request.body();
  return submission;
}

}  // namespace jiaxin::handlers
