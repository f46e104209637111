// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/mime/address.h"

#include <algorithm>
#include <cctype>

#include <mimetic/rfc822/mailbox.h>

#include "parsers/mime/charset.h"
#include "parsers/mime/header.h"

namespace tallyd {
namespace {

constexpr std::size_t kMostAddresses = 500;

/// The pieces of an address list: cut at commas and semicolons outside quotes, comments and angle
/// brackets; a group's name is left out.
std::vector<std::string> split(std::string_view list) {
  std::vector<std::string> pieces(1);
  bool quoted = false;
  bool angle = false;
  int comment = 0;
  for (std::size_t i = 0; i < list.size() && pieces.size() < kMostAddresses; ++i) {
    const char c = list[i];
    if (c == '\\' && (quoted || comment > 0) && i + 1 < list.size()) {
      pieces.back() += c;
      pieces.back() += list[++i];
      continue;
    }
    if (c == '"' && comment == 0) quoted = !quoted;
    if (!quoted && c == '(') ++comment;
    if (!quoted && c == ')' && comment > 0) --comment;
    if (!quoted && comment == 0 && c == '<') angle = true;
    if (!quoted && c == '>') angle = false;
    const bool free = !quoted && comment == 0 && !angle;
    if (free && (c == ',' || c == ';')) {
      pieces.emplace_back();
    } else if (free && c == ':') {
      pieces.back().clear();
    } else {
      pieces.back() += c;
    }
  }
  return pieces;
}

bool is_part(std::string_view text) {
  return !text.empty() && std::none_of(text.begin(), text.end(), [](char c) {
    return (c >= 0 && c <= ' ') || c == 0x7f || c == '<' || c == '>' || c == ',';
  });
}

std::string with_lower_domain(std::string text) {
  const std::size_t at = text.rfind('@');
  for (std::size_t i = at + 1; i < text.size(); ++i) {
    text[i] = static_cast<char>(std::tolower(static_cast<unsigned char>(text[i])));
  }
  return text;
}

std::string unquoted_name(std::string name) {
  std::string out;
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (name[i] == '\\' && i + 1 < name.size()) {
      out += name[++i];
    } else if (name[i] != '"') {
      out += name[i];
    }
  }
  return out;
}

/// mimetic takes one mailbox apart; the list around it is cut above, because mimetic gives up on a
/// whole list for one damaged entry.
Address address_of(const std::string& piece) {
  const mimetic::Mailbox mailbox(piece);
  Address address;
  if (!is_part(mailbox.domain()) || !is_part(mailbox.mailbox())) return address;
  const std::string all = mailbox.mailbox() + "@" + mailbox.domain();
  if (!is_utf8(all)) return address;  // RFC 6532 section 3.2
  address.mailbox = with_lower_domain(all);
  address.name = decode_words(unquoted_name(mailbox.label()));
  return address;
}

}  // namespace

std::vector<Address> parse_addresses(std::string_view field_value) {
  std::vector<Address> addresses;
  for (const std::string& piece : split(field_value.substr(0, 64u << 10))) {
    if (piece.find('@') == std::string::npos) continue;
    Address address = address_of(piece);
    if (!address.mailbox.empty()) addresses.push_back(std::move(address));
  }
  return addresses;
}

std::string parse_path(std::string_view field_value) {
  if (field_value.find("<>") != field_value.npos) return "<>";
  const std::vector<Address> addresses = parse_addresses(field_value);
  return addresses.empty() ? std::string() : addresses.front().mailbox;
}

}  // namespace tallyd
