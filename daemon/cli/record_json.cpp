// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/cli/record_json.h"

#include <nlohmann/json.hpp>

#include "config/printable.h"

namespace tallyd {
namespace {

using Json = nlohmann::ordered_json;

Json or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

Json to_json(const std::vector<Decision>& decisions) {
  Json all = Json::object();
  for (const Decision& decision : decisions) {
    all[decision.draft] = {{"authority", to_word(decision.authority)},
                           {"comments", to_word(decision.comments)},
                           {"evidence", or_null(decision.evidence)}};
  }
  return all;
}

Json to_json(const std::vector<Doubt>& doubts) {
  Json all = Json::array();
  for (const Doubt& doubt : doubts) {
    all.push_back({{"code", doubt.code}, {"draft", or_null(doubt.draft)}, {"text", doubt.text}});
  }
  return all;
}

}  // namespace

Json to_json(const ReplyRecord& reply) {
  return {{"id", reply.id},
          {"received", to_rfc3339(reply.received)},
          {"circular", or_null(reply.circular)},
          {"administration", or_null(reply.administration)},
          {"sender", or_null(reply.sender)},
          {"outcome", to_word(reply.outcome)},
          {"reason", or_null(reply.reason)},
          {"certain", reply.certain},
          {"language", or_null(reply.language)},
          {"format", or_null(reply.format)},
          {"authentication", or_null(reply.authentication)},
          {"message_id", or_null(reply.message_id)},
          {"sha256", to_hex(reply.digest)},
          {"decisions", to_json(reply.decisions)},
          {"doubts", to_json(reply.doubts)}};
}

Json to_json(const ReviewItem& item) {
  const bool open = item.state == ReviewState::open;
  return {{"id", item.id},
          {"reply", item.reply},
          {"state", to_word(item.state)},
          {"opened", to_rfc3339(item.opened)},
          {"circular", or_null(item.circular)},
          {"administration", or_null(item.administration)},
          {"doubts", to_json(item.doubts)},
          {"evidence", or_null(item.evidence)},
          {"assignee", or_null(item.assignee)},
          {"closed", open ? Json(nullptr) : Json(to_rfc3339(item.closed))},
          {"who", or_null(item.who)},
          {"why", or_null(item.why)}};
}

std::string to_text(const Json& json) {
  return printable_json(json.dump(2, ' ', false, Json::error_handler_t::replace)) + "\n";
}

}  // namespace tallyd
