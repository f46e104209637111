// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/payload.h"

#include <nlohmann/json.hpp>

#include "storage/event.h"
#include "storage/statement.h"

namespace tallyd {
namespace {

using nlohmann::json;

std::string text(const json& object, const char* key) { return object.at(key).get<std::string>(); }

Instant instant(const json& object, const char* key) {
  const auto parsed = parse_rfc3339(text(object, key));
  if (!parsed) fail(Failure::corrupt, std::string("\"") + key + "\" is no time");
  return *parsed;
}

template <typename Parse>
auto word(const json& object, const char* key, Parse parse) {
  const auto parsed = parse(text(object, key));
  if (!parsed) fail(Failure::corrupt, std::string("\"") + key + "\" has an unknown word");
  return *parsed;
}

std::optional<Digest> maybe_digest(const json& object, const char* key) {
  const std::string hex = text(object, key);
  if (hex.empty()) return std::nullopt;
  const auto digest = parse_digest(hex);
  if (!digest) fail(Failure::corrupt, std::string("\"") + key + "\" is no digest");
  return digest;
}

std::string hex_or_empty(const std::optional<Digest>& digest) {
  return digest ? to_hex(*digest) : std::string();
}

json of_decisions(const std::vector<Decision>& decisions) {
  json all = json::array();
  for (const Decision& one : decisions) {
    all.push_back({{"draft", one.draft},
                   {"authority", to_word(one.authority)},
                   {"comments", to_word(one.comments)},
                   {"evidence", one.evidence}});
  }
  return all;
}

std::vector<Decision> parse_decisions(const json& all) {
  std::vector<Decision> decisions;
  for (const json& one : all) {
    decisions.push_back({text(one, "draft"), word(one, "authority", parse_authority),
                         word(one, "comments", parse_comments), text(one, "evidence")});
  }
  return decisions;
}

json of_doubts(const std::vector<Doubt>& doubts) {
  json all = json::array();
  for (const Doubt& one : doubts) {
    all.push_back({{"code", one.code}, {"draft", one.draft}, {"text", one.text}});
  }
  return all;
}

std::vector<Doubt> parse_doubts(const json& all) {
  std::vector<Doubt> doubts;
  for (const json& one : all) {
    doubts.push_back({text(one, "code"), text(one, "draft"), text(one, "text")});
  }
  return doubts;
}

/// The reading as JSON inside JSON; what is none is kept as a string, so that nothing is lost.
json of_reading(const std::string& reading) {
  if (reading.empty()) return nullptr;
  json parsed = json::parse(reading, nullptr, /*allow_exceptions=*/false);
  return parsed.is_discarded() ? json(reading) : parsed;
}

std::string parse_reading(const json& reading) {
  if (reading.is_null()) return {};
  return reading.is_string() ? reading.get<std::string>() : canonical(reading);
}

}  // namespace

json to_json_array(const std::vector<Recipient>& recipients) {
  json all = json::array();
  for (const Recipient& one : recipients) {
    all.push_back({{"address", one.address}, {"state", to_word(one.state)}, {"reply", one.reply}});
  }
  return all;
}

json payload_of(const ReplyRecord& reply) {
  return {{"digest", to_hex(reply.digest)},
          {"content", hex_or_empty(reply.content)},
          {"message_id", reply.message_id},
          {"received", to_rfc3339(reply.received)},
          {"sender", reply.sender},
          {"circular", reply.circular},
          {"administration", reply.administration},
          {"language", reply.language},
          {"format", reply.format},
          {"outcome", to_word(reply.outcome)},
          {"certain", reply.certain},
          {"reason", reply.reason},
          {"authentication", reply.authentication},
          {"decisions", of_decisions(reply.decisions)},
          {"doubts", of_doubts(reply.doubts)},
          {"reading", of_reading(reply.reading)}};
}

ReplyRecord parse_reply(const json& object) {
  ReplyRecord reply = parse_reply_row(object);
  reply.decisions = parse_decisions(object.at("decisions"));
  reply.doubts = parse_doubts(object.at("doubts"));
  reply.reading = parse_reading(object.at("reading"));
  return reply;
}

ReplyRecord parse_reply_row(const json& object) {
  ReplyRecord reply;
  reply.digest = maybe_digest(object, "digest").value_or(Digest{});
  reply.content = maybe_digest(object, "content");
  reply.message_id = text(object, "message_id");
  reply.received = instant(object, "received");
  reply.sender = text(object, "sender");
  reply.circular = text(object, "circular");
  reply.administration = text(object, "administration");
  reply.language = text(object, "language");
  reply.format = text(object, "format");
  reply.outcome = word(object, "outcome", parse_outcome);
  reply.certain = object.at("certain").get<bool>();
  reply.reason = text(object, "reason");
  reply.authentication = text(object, "authentication");
  return reply;
}

json payload_of(const DecisionRecord& decision) {
  return {{"reply", decision.reply},
          {"circular", decision.circular},
          {"administration", decision.administration},
          {"draft", decision.draft},
          {"authority", to_word(decision.authority)},
          {"comments", to_word(decision.comments)},
          {"received", to_rfc3339(decision.received)},
          {"supersedes", decision.supersedes},
          {"stands", decision.stands}};
}

DecisionRecord parse_decision(const json& object) {
  DecisionRecord decision;
  decision.reply = object.at("reply").get<EventId>();
  decision.circular = text(object, "circular");
  decision.administration = text(object, "administration");
  decision.draft = text(object, "draft");
  decision.authority = word(object, "authority", parse_authority);
  decision.comments = word(object, "comments", parse_comments);
  decision.received = instant(object, "received");
  decision.supersedes = object.at("supersedes").get<EventId>();
  decision.stands = object.at("stands").get<bool>();
  return decision;
}

json payload_of(const ReviewItem& item) {
  return {{"reply", item.reply},
          {"circular", item.circular},
          {"administration", item.administration},
          {"doubts", of_doubts(item.doubts)},
          {"evidence", item.evidence},
          {"token", hex_or_empty(item.token)},
          {"assignee", item.assignee}};
}

ReviewItem parse_review(const json& object) {
  ReviewItem item;
  item.reply = object.at("reply").get<EventId>();
  item.circular = text(object, "circular");
  item.administration = text(object, "administration");
  item.doubts = parse_doubts(object.at("doubts"));
  item.evidence = text(object, "evidence");
  item.token = maybe_digest(object, "token");
  item.assignee = text(object, "assignee");
  return item;
}

json payload_of(const OutboxMail& mail) {
  json to = json::array();
  for (const Recipient& one : mail.recipients) to.push_back(one.address);
  return {{"message_id", mail.message_id},
          {"purpose", to_word(mail.purpose)},
          {"bytes", to_hex(sha256(mail.bytes))},
          {"circular", mail.circular},
          {"administration", mail.administration},
          {"reply", mail.reply},
          {"recipients", to}};
}

json payload_of(const FailingAddress& failing) {
  return {{"address", failing.address},
          {"permanent", failing.permanent},
          {"since", to_rfc3339(failing.since)},
          {"why", failing.why}};
}

FailingAddress parse_failing(const json& object) {
  return {text(object, "address"), object.at("permanent").get<bool>(), instant(object, "since"),
          text(object, "why")};
}

}  // namespace tallyd
