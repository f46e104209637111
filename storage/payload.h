// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "storage/records.h"

namespace tallyd {

/// Records as payloads of the ledger (docs/ledger.md), and back. Parsing throws where a payload is
/// none of ours.

nlohmann::json payload_of(const ReplyRecord& reply);
nlohmann::json payload_of(const DecisionRecord& decision);
nlohmann::json payload_of(const ReviewItem& item);
nlohmann::json payload_of(const OutboxMail& mail);
nlohmann::json payload_of(const FailingAddress& failing);
nlohmann::json to_json_array(const std::vector<Recipient>& recipients);

/// Without `id`.
ReplyRecord parse_reply(std::string_view payload);
/// Without `id` and `stands`, which is in the table.
DecisionRecord parse_decision(std::string_view payload);
/// Without `id` and `opened`; open.
ReviewItem parse_review(std::string_view payload);
FailingAddress parse_failing(std::string_view payload);

}  // namespace tallyd
