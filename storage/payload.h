// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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
ReplyRecord parse_reply(const nlohmann::json& payload);
/// What the table has of it: without decisions, doubts and reading.
ReplyRecord parse_reply_row(const nlohmann::json& payload);
/// Without `id` and `stands`, which is in the table.
DecisionRecord parse_decision(const nlohmann::json& payload);
/// Without `id` and `opened`; open.
ReviewItem parse_review(const nlohmann::json& payload);
FailingAddress parse_failing(const nlohmann::json& payload);

}  // namespace tallyd
