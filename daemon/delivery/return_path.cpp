// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/delivery/return_path.h"

#include <algorithm>
#include <charconv>

#include "config/mail_address.h"
#include "storage/digest.h"

namespace tallyd {
namespace {

constexpr std::string_view kId = "{id}";
constexpr std::string_view kRecipient = "={recipient}";
constexpr std::size_t kMostLocal = 64;

std::string replaced(std::string text, std::string_view what, std::string_view by) {
  const auto at = text.find(what);
  if (at != std::string::npos) text.replace(at, what.size(), by);
  return text;
}

/// "=focal=ict.ke.example"; empty where the characters would need quotes.
std::string encoded(std::string_view recipient) {
  const bool plain = std::all_of(recipient.begin(), recipient.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("@.-_+").find(c) != std::string_view::npos;
  });
  if (!plain) return "";
  std::string text = "=" + std::string(recipient);
  std::replace(text.begin(), text.end(), '@', '=');
  return text;
}

bool is_token(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || c == '-';
  });
}

}  // namespace

std::string return_token(const OutboxMail& mail, std::string_view recipient) {
  const Digest digest = sha256("return " + mail.message_id + " " + lower_case(recipient));
  return std::to_string(mail.id) + "-" + to_hex(digest).substr(0, 12);
}

std::string return_path(const OutboxMail& mail, std::string_view recipient) {
  std::string path = replaced(mail.envelope_from, kId, return_token(mail, recipient));
  if (path.find(kRecipient) == std::string::npos) return path;
  const std::string full = replaced(path, kRecipient, encoded(recipient));
  return full.rfind('@') <= kMostLocal ? full : replaced(path, kRecipient, "");
}

std::optional<ReturnToken> find_return_token(std::string_view pattern, std::string_view address) {
  const std::string wanted = lower_case(pattern);
  const std::string given = lower_case(address);
  const auto at = wanted.find(kId);
  const auto host = wanted.rfind('@');
  if (at == std::string::npos || host == std::string::npos || host < at) return std::nullopt;
  if (!given.starts_with(wanted.substr(0, at)) || !given.ends_with(wanted.substr(host))) {
    return std::nullopt;
  }
  const std::string_view rest = std::string_view(given).substr(at);
  const std::string_view text = rest.substr(0, rest.find_first_not_of("0123456789abcdef-"));
  ReturnToken token;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), token.mail);
  const bool whole = error == std::errc() && end != text.data() + text.size() && *end == '-';
  if (!whole || !is_token(text)) return std::nullopt;
  token.text = std::string(text);
  return token;
}

}  // namespace tallyd
