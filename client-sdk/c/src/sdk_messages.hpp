// The SDK's own values as messages of jiaxin/sdk/v1/sdk.proto. Pure functions.
#pragma once

#include <vector>

#include "jiaxin/client/client.hpp"
#include "jiaxin/sdk/v1/sdk.pb.h"

namespace jiaxin::c {

sdk::v1::Account account_of(const client::Client& client);
client::InboxQuery query_of(const sdk::v1::InboxQuery& query);
sdk::v1::InboxEntry message_of(const client::InboxEntry& entry);
sdk::v1::Inbox message_of(const std::vector<client::InboxEntry>& entries);
sdk::v1::AnswerArrived message_of(const client::AnswerArrived& answer);
sdk::v1::ReviewNews message_of(const client::ReviewNews& news);
sdk::v1::Settled message_of(const client::Settled& settled);
sdk::v1::Outbox message_of(const std::vector<client::OutboxEntry>& entries);

}  // namespace jiaxin::c
