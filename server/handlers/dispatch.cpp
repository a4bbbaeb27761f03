#include "handlers/dispatch.hpp"

#include "handlers/answers.hpp"
#include "handlers/get_answer_status.hpp"
#include "handlers/get_receipts.hpp"
#include "handlers/issue_codes.hpp"
#include "handlers/mark_read.hpp"
#include "handlers/send_form.hpp"
#include "handlers/send_letter.hpp"
#include "handlers/send_notice.hpp"

namespace jiaxin::handlers {

void dispatch(const Services& services, const Caller& caller, const v1::ClientFrame& frame, Reply reply) {
  using Body = v1::ClientFrame;
  switch (frame.body_case()) {
    case Body::kSendNotice: return send_notice(services, caller, frame.send_notice(), std::move(reply));
    case Body::kSendLetter: return send_letter(services, caller, frame.send_letter(), std::move(reply));
    case Body::kSendForm: return send_form(services, caller, frame.send_form(), std::move(reply));
    case Body::kMarkRead: return mark_read(services, caller, frame.mark_read(), std::move(reply));
    case Body::kAnswerSlip: return answer_slip(services, caller, frame.answer_slip(), std::move(reply));
    case Body::kDecide: return decide(services, caller, frame.decide(), std::move(reply));
    case Body::kGetAnswerStatus:
      return get_answer_status(services, caller, frame.get_answer_status(), std::move(reply));
    case Body::kGetReceipts: return get_receipts(services, caller, frame.get_receipts(), std::move(reply));
    case Body::kIssueCodes: return issue_codes(services, caller, frame.issue_codes(), std::move(reply));
    default: return reply_error(reply, v1::ERROR_CODE_UNKNOWN_REQUEST);
  }
}

}  // namespace jiaxin::handlers
