// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/notices/delivery_report.h"

#include <algorithm>
#include <array>
#include <optional>
#include <tuple>

#include "config/mail_address.h"
#include "parsers/mime/charset.h"
#include "parsers/mime/header.h"

namespace tallyd {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kMostRecipients = 1000;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_atom(char c) {
  return (c >= 'a' && c <= 'z') || is_digit(c) || static_cast<unsigned char>(c) >= 0x80 ||
         "!#$%&'*+-/=?^_`{|}~."sv.find(c) != ""sv.npos;
}

bool is_domain(char c) {
  return (c >= 'a' && c <= 'z') || is_digit(c) || static_cast<unsigned char>(c) >= 0x80 ||
         c == '-' || c == '.';
}

/// Begins a character of a script that puts no space between words and addresses (Chinese,
/// Japanese, Korean, Thai) or of its punctuation: three bytes of UTF-8.
bool begins_wide(char c) { return static_cast<unsigned char>(c) >= 0xE0; }

bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }

/// "收件人focal" is a word and an address; "用户" is one address.
std::string_view without_word_before(std::string_view local) {
  for (const std::string_view stop :
       {"："sv, "，"sv, "、"sv, "。"sv, "（"sv, "「"sv, "【"sv, "《"sv}) {
    const std::size_t found = local.rfind(stop);
    if (found != ""sv.npos) local.remove_prefix(found + stop.size());
  }
  std::size_t begin = local.size();
  while (begin > 0 && is_ascii(local[begin - 1])) --begin;
  const auto wide = std::find_if(local.begin(), local.end(), &begins_wide);
  return begin < local.size() && wide != local.end() ? local.substr(begin) : local;
}

/// "gov.example，" likewise; "例子.中国" is one domain.
std::string_view without_word_behind(std::string_view domain) {
  const auto end = std::find_if_not(domain.begin(), domain.end(), &is_ascii);
  const auto ascii = domain.substr(0, static_cast<std::size_t>(end - domain.begin()));
  const std::size_t dot = ascii.rfind('.');
  const bool whole = dot != ""sv.npos && ascii.size() > dot + 2;
  return whole && end != domain.end() && begins_wide(*end) ? ascii : domain;
}

/// The local part that ends before `at`; quoted, or as long as it may be.
std::string_view local_part_before(std::string_view text, std::size_t at) {
  std::size_t begin = at;
  if (at > 0 && text[at - 1] == '"') {
    const std::size_t open = at > 1 ? text.rfind('"', at - 2) : ""sv.npos;
    if (open == ""sv.npos || text.substr(open, at - open).find('\n') != ""sv.npos) return {};
    return text.substr(open, at - open);
  }
  while (begin > 0 && is_atom(text[begin - 1])) --begin;
  std::string_view local = text.substr(begin, at - begin);
  // "SMTP=a@b" and "dda:SMTP=a@b" are X.400's.
  if (const auto smtp = local.find("smtp="); smtp != ""sv.npos) local.remove_prefix(smtp + 5);
  while (!local.empty() && "'`.*#"sv.find(local.front()) != ""sv.npos) local.remove_prefix(1);
  return without_word_before(local);
}

std::string_view domain_after(std::string_view text, std::size_t at) {
  std::size_t end = at + 1;
  while (end < text.size() && is_domain(text[end])) ++end;
  std::string_view domain = text.substr(at + 1, end - at - 1);
  domain = without_word_behind(domain);
  while (!domain.empty() && (domain.back() == '.' || domain.back() == '-')) domain.remove_suffix(1);
  return domain;
}

std::optional<Action> action_of(std::string_view value) {
  struct Word {
    std::string_view begin;
    Action action;
  };
  constexpr std::array kWords{
      Word{"fail", Action::failed},       Word{"permanent", Action::failed},
      Word{"den", Action::failed},        Word{"error", Action::failed},
      Word{"expired", Action::failed},    Word{"undeliver", Action::failed},
      Word{"reject", Action::failed},     Word{"delayed", Action::delayed},
      Word{"delay", Action::delayed},     Word{"defer", Action::delayed},
      Word{"transient", Action::delayed}, Word{"deliver", Action::delivered},
      Word{"relay", Action::delivered},   Word{"expand", Action::delivered},
      Word{"success", Action::delivered}};
  const std::string word = lower_case(value);
  for (const Word& known : kWords) {
    if (word.starts_with(known.begin)) return known.action;
  }
  return std::nullopt;
}

/// The fields of one recipient, as they come.
struct Block {
  std::string original;
  std::string final_one;
  std::string actual;
  std::string status;
  std::string diagnostic;
  std::optional<Action> action;

  bool empty() const { return original.empty() && final_one.empty() && !action; }
};

std::string first_address(std::string_view value) {
  const auto found = find_addresses(value);
  return found.empty() ? std::string() : found.front();
}

void add(const Block& block, DeliveryReport& report) {
  if (block.empty() || report.recipients.size() >= kMostRecipients) return;
  ReportedRecipient out;
  for (const std::string* value : {&block.original, &block.final_one, &block.actual}) {
    const std::string address = first_address(*value);
    if (out.recipient.address.empty()) {
      out.recipient.address = address;
    } else if (out.recipient.other.empty() && address != out.recipient.address) {
      out.recipient.other = address;
    }
  }
  out.recipient.status = find_status(block.status);
  if (out.recipient.status.empty()) out.recipient.status = find_status(block.diagnostic);
  const char grade = out.recipient.status.empty() ? '5' : out.recipient.status.front();
  out.action = block.action.value_or(grade == '2' ? Action::delivered : Action::failed);
  out.recipient.permanent = out.action == Action::failed && grade != '4';
  out.diagnostic = block.diagnostic;
  report.recipients.push_back(std::move(out));
}

void take_field(const Field& field, Block& block, DeliveryReport& report) {
  const bool again = (field.name == "final-recipient" && !block.final_one.empty()) ||
                     (field.name == "original-recipient" && !block.original.empty());
  if (again) add(std::exchange(block, {}), report);  // no empty line between two recipients
  if (field.name == "original-recipient") block.original = field.value;
  if (field.name == "final-recipient") block.final_one = field.value;
  if (field.name == "x-actual-recipient") block.actual = field.value;
  if (field.name == "action") block.action = action_of(field.value);
  if (field.name == "status") block.status = field.value;
  if (field.name == "diagnostic-code") block.diagnostic = field.value;
  if (field.name == "x-original-message-id") {
    const auto ids = parse_message_ids(field.value);
    if (!ids.empty()) report.message_id = ids.front();
  }
}

}  // namespace

DeliveryReport parse_delivery_report(std::string_view content) {
  const std::string text = with_plain_newlines(content);
  DeliveryReport report;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find("\n\n", at), text.size());
    Block block;
    for (const Field& field : parse_fields(std::string_view(text).substr(at, end - at))) {
      take_field(field, block, report);
    }
    add(block, report);
    at = std::min(text.find_first_not_of('\n', end), text.size());
  }
  return report;
}

std::string find_status(std::string_view text) {
  for (std::size_t at = 0; at + 4 < text.size(); ++at) {
    if ("245"sv.find(text[at]) == ""sv.npos || text[at + 1] != '.') continue;
    if (at > 0 && (is_digit(text[at - 1]) || text[at - 1] == '.')) continue;
    std::size_t middle = at + 2;
    while (middle < text.size() && is_digit(text[middle])) ++middle;
    std::size_t end = middle + 1;
    while (end < text.size() && is_digit(text[end])) ++end;
    const bool shaped = middle > at + 2 && middle < at + 6 && middle < text.size() &&
                        text[middle] == '.' && end > middle + 1 && end < middle + 5;
    if (!shaped) continue;
    const bool longer = end + 1 < text.size() && text[end] == '.' && is_digit(text[end + 1]);
    if (!longer) return std::string(text.substr(at, end - at));  // longer: an IP address
  }
  return {};
}

std::vector<std::string> find_addresses(std::string_view original) {
  const std::string text = lower_case(original);
  std::vector<std::string> out;
  for (std::size_t at = text.find('@'); at != std::string::npos; at = text.find('@', at + 1)) {
    const std::string_view local = local_part_before(text, at);
    const std::string_view domain = domain_after(text, at);
    if (local.empty() || domain.empty() || domain.front() == '.' || domain.front() == '-') continue;
    std::string address = std::string(local) + "@" + std::string(domain);
    if (std::find(out.begin(), out.end(), address) == out.end()) out.push_back(std::move(address));
    if (out.size() >= kMostRecipients) break;
  }
  return out;
}

}  // namespace tallyd
