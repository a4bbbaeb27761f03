#include "handlers/dispatch.hpp"

#include "handlers/answers.hpp"
#include "handlers/get_answer_status.hpp"
#include "handlers/get_receipts.hpp"
#include "handlers/issue_codes.hpp"
#include "handlers/mark_read.hpp"
#include "handlers/overturned_blocks.hpp"
#include "handlers/reviews.hpp"
#include "handlers/send_urgent.hpp"
#include "handlers/submission.hpp"

namespace jiaxin::handlers {

void dispatch(const Services& services, const Caller& caller, const v1::ClientFrame& frame, Reply reply) {
  using Body = v1::ClientFrame;
  switch (frame.body_case()) {
    case Body::kSendNotice:
    case Body::kSendLetter:
    case Body::kSendForm:
    case Body::kSendUrgent: return submit(services, caller, frame, std::move(reply));
    case Body::kGetUrgentTemplates: return get_urgent_templates(std::move(reply));
    case Body::kMarkRead: return mark_read(services, caller, frame.mark_read(), std::move(reply));
    case Body::kAnswerSlip: return answer_slip(services, caller, frame.answer_slip(), std::move(reply));
    case Body::kDecide: return decide(services, caller, frame.decide(), std::move(reply));
    case Body::kGetAnswerStatus:
      return get_answer_status(services, caller, frame.get_answer_status(), std::move(reply));
    case Body::kGetReceipts: return get_receipts(services, caller, frame.get_receipts(), std::move(reply));
    case Body::kIssueCodes: return issue_codes(services, caller, frame.issue_codes(), std::move(reply));
    case Body::kListReviews: return list_reviews(services, caller, frame.list_reviews(), std::move(reply));
    case Body::kGetReview: return get_review(services, caller, frame.get_review(), std::move(reply));
    case Body::kAskDecision: return ask_decision(services, caller, frame.ask_decision(), std::move(reply));
    case Body::kDecideReview: return decide_review(services, caller, frame.decide_review(), std::move(reply));
    case Body::kGetOverturnedBlocks:
      return get_overturned_blocks(services, caller, frame.get_overturned_blocks(), std::move(reply));
    default: return reply_error(reply, v1::ERROR_CODE_UNKNOWN_REQUEST);
  }
}

}  // namespace jiaxin::handlers
