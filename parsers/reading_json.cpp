// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/reading_json.h"

#include <array>
#include <optional>

#include <nlohmann/json.hpp>

namespace tallyd {
namespace {

using nlohmann::json;

std::string dump(const json& value) {
  return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

std::string text(const json& object, const char* key) { return object.value(key, std::string()); }

/// The enumerator whose word stands under `key`. Throws what json throws where there is none.
template <typename Enum, std::size_t N>
Enum enumerator(const json& object, const char* key, const std::array<Enum, N>& all) {
  const std::string word = object.at(key);
  for (const Enum value : all) {
    if (to_word(value) == word) return value;
  }
  throw json::other_error::create(501, "no such word: " + word, &object);
}

constexpr std::array kKinds{Kind::reply, Kind::bounce, Kind::autoreply, Kind::other};
constexpr std::array kAuthorities{Authority::assigned, Authority::not_assigned, Authority::none,
                                  Authority::conflict};
constexpr std::array kComments{Comments::none, Comments::attached, Comments::unspecified,
                               Comments::conflict};

}  // namespace

// nlohmann-json finds these by argument-dependent look-up.

static void to_json(json& out, const Decision& decision) {
  out = {{"draft", decision.draft},
         {"authority", to_word(decision.authority)},
         {"comments", to_word(decision.comments)},
         {"evidence", decision.evidence}};
}
static void from_json(const json& in, Decision& decision) {
  decision = {text(in, "draft"), enumerator(in, "authority", kAuthorities),
              enumerator(in, "comments", kComments), text(in, "evidence")};
}

static void to_json(json& out, const Doubt& doubt) {
  out = {{"code", doubt.code}, {"draft", doubt.draft}, {"text", doubt.text}};
}
static void from_json(const json& in, Doubt& doubt) {
  doubt = {text(in, "code"), text(in, "draft"), text(in, "text")};
}

static void to_json(json& out, const Attachment& attachment) {
  out = {{"file_name", attachment.file_name}, {"type", attachment.type}, {"text", attachment.text}};
}
static void from_json(const json& in, Attachment& attachment) {
  attachment = {text(in, "file_name"), text(in, "type"), text(in, "text")};
}

static void to_json(json& out, const AuthenticationResult& result) {
  out = {{"method", result.method}, {"result", result.result}, {"domain", result.domain}};
}
static void from_json(const json& in, AuthenticationResult& result) {
  result = {text(in, "method"), text(in, "result"), text(in, "domain")};
}

static void to_json(json& out, const AuthenticationResults& results) {
  out = {{"authserv_id", results.authserv_id}, {"results", results.results}};
}
static void from_json(const json& in, AuthenticationResults& results) {
  results.authserv_id = text(in, "authserv_id");
  results.results = in.value("results", std::vector<AuthenticationResult>());
}

static void to_json(json& out, const FailedRecipient& failed) {
  out = {{"address", failed.address},
         {"status", failed.status},
         {"permanent", failed.permanent},
         {"other", failed.other}};
}
static void from_json(const json& in, FailedRecipient& failed) {
  failed = {text(in, "address"), text(in, "status"), in.value("permanent", true),
            text(in, "other")};
}

static void to_json(json& out, const MailFacts& mail) {
  out = {{"message_id", mail.message_id},
         {"in_reply_to", mail.in_reply_to},
         {"references", mail.references},
         {"from", mail.from},
         {"from_name", mail.from_name},
         {"sender", mail.sender},
         {"return_path", mail.return_path},
         {"subject", mail.subject},
         {"authentication", mail.authentication},
         {"unanswerable", mail.unanswerable},
         {"failed", mail.failed},
         {"returned_message_id", mail.returned_message_id},
         {"further_message_ids", mail.further_message_ids},
         {"returned_to", mail.returned_to}};
  if (mail.date) out["date"] = to_rfc3339(*mail.date);
}
static void from_json(const json& in, MailFacts& mail) {
  mail.message_id = text(in, "message_id");
  mail.in_reply_to = text(in, "in_reply_to");
  mail.references = in.value("references", std::vector<std::string>());
  mail.from = text(in, "from");
  mail.from_name = text(in, "from_name");
  mail.sender = text(in, "sender");
  mail.return_path = text(in, "return_path");
  mail.subject = text(in, "subject");
  mail.authentication = in.value("authentication", std::vector<AuthenticationResults>());
  mail.unanswerable = text(in, "unanswerable");
  mail.failed = in.value("failed", std::vector<FailedRecipient>());
  mail.returned_message_id = text(in, "returned_message_id");
  mail.further_message_ids = in.value("further_message_ids", std::vector<std::string>());
  mail.returned_to = in.value("returned_to", std::vector<std::string>());
  mail.date = parse_rfc3339(text(in, "date"));
}

static void to_json(json& out, const ReviewTokens& review) {
  out = {{"tokens", review.tokens}, {"said", review.said}, {"quoted", review.quoted}};
}
static void from_json(const json& in, ReviewTokens& review) {
  review.tokens = in.value("tokens", std::vector<std::string>());
  review.said = text(in, "said");
  review.quoted = text(in, "quoted");
}

static void to_json(json& out, const Reading& reading) {
  out = {{"kind", to_word(reading.kind)},
         {"circular", reading.circular},
         {"administration", reading.administration},
         {"administration_of_form", reading.administration_of_form},
         {"language", reading.language},
         {"format", reading.format},
         {"decisions", reading.decisions},
         {"doubts", reading.doubts},
         {"attachments", reading.attachments},
         {"mail", reading.mail}};
  if (!reading.review_tokens.tokens.empty()) out["review"] = reading.review_tokens;
}
static void from_json(const json& in, Reading& reading) {
  reading.kind = enumerator(in, "kind", kKinds);
  reading.circular = text(in, "circular");
  reading.administration = text(in, "administration");
  reading.administration_of_form = text(in, "administration_of_form");
  reading.language = text(in, "language");
  reading.format = text(in, "format");
  reading.decisions = in.value("decisions", std::vector<Decision>());
  reading.doubts = in.value("doubts", std::vector<Doubt>());
  reading.attachments = in.value("attachments", std::vector<Attachment>());
  reading.mail = in.value("mail", MailFacts());
  reading.review_tokens = in.value("review", ReviewTokens());
}

std::string to_json(const Reading& reading) {
  json out;
  to_json(out, reading);
  return dump(out);
}

Result<Reading> reading_from_json(std::string_view text) {
  try {
    return json::parse(text).get<Reading>();
  } catch (const json::exception& e) {
    return permanent(std::string("not a Reading: ") + e.what());
  }
}

}  // namespace tallyd
