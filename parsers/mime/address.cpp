// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/mime/address.h"

#include <algorithm>
#include <cctype>
#include <memory>

#include <mimetic/rfc822/mailbox.h>
#include <unicode/bytestream.h>
#include <unicode/idna.h>
#include <unicode/locid.h>
#include <unicode/unistr.h>

#include "parsers/mime/charset.h"
#include "parsers/mime/header.h"

namespace tallyd {
namespace {

constexpr std::size_t kMostAddresses = 500;
constexpr std::size_t kLongestList = 64u << 10;

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

/// RFC 5322 section 3.2.3, RFC 6531: a dot-atom, as forgiving as to dots as mail systems are.
bool is_dot_atom(std::string_view text) {
  constexpr std::string_view kSpecials = "()<>[]:;@\\,\"";
  return is_part(text) && text.find_first_of(kSpecials) == text.npos;
}

bool is_local_part(std::string_view text) {
  const bool quoted = text.size() > 2 && text.front() == '"' && text.back() == '"';
  return quoted ? is_part(text) : is_dot_atom(text);
}

/// A name for the DNS or an address in brackets. Other characters belong to neither, whatever
/// domain stands behind them.
bool is_domain(std::string_view text) {
  if (text.starts_with('[')) return text.ends_with(']') && is_part(text);
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || (c & 0x80) != 0 || c == '-' ||
           c == '.' || c == '_';
  });
}

/// The domain in the ASCII of IDNA (RFC 5891, UTS #46), by which it is checked and registered. As
/// it is where that form reads back as other letters: full-width letters only look like a domain.
std::string in_ascii(const std::string& domain) {
  UErrorCode error = U_ZERO_ERROR;
  static const std::unique_ptr<icu::IDNA> kIdna(icu::IDNA::createUTS46Instance(
      UIDNA_USE_STD3_RULES | UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ |
          UIDNA_NONTRANSITIONAL_TO_ASCII | UIDNA_NONTRANSITIONAL_TO_UNICODE,
      error));
  if (kIdna == nullptr) return domain;
  icu::IDNAInfo info;
  icu::UnicodeString ascii;
  icu::UnicodeString letters;
  const icu::UnicodeString given = icu::UnicodeString::fromUTF8(domain);
  kIdna->nameToASCII(given, ascii, info, error);
  if (U_FAILURE(error) || info.hasErrors()) return domain;
  kIdna->nameToUnicode(ascii, letters, info, error);
  if (U_FAILURE(error) || info.hasErrors() ||
      letters != icu::UnicodeString(given).toLower(icu::Locale::getRoot())) {
    return domain;
  }
  std::string out;
  ascii.toUTF8String(out);
  return out;
}

std::string domain_in_one_form(std::string domain) {
  for (char& c : domain) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  if (domain.size() > 1 && domain.back() == '.') domain.pop_back();  // of the DNS's root
  const bool ascii = std::none_of(domain.begin(), domain.end(), [](char c) { return c & 0x80; });
  return ascii ? domain : in_ascii(domain);
}

/// "focal"@x is focal@x (RFC 5321 section 4.1.2).
std::string without_needless_quotes(std::string local) {
  if (local.size() < 3 || local.front() != '"') return local;
  std::string inside = local.substr(1, local.size() - 2);
  return is_dot_atom(inside) ? inside : local;
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

std::string without_quotes_and_comments(std::string_view text) {
  std::string out;
  bool quoted = false;
  int comment = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\\' && (quoted || comment > 0)) {
      ++i;
      continue;
    }
    if (c == '"' && comment == 0) quoted = !quoted;
    if (c == '(' && !quoted) ++comment;
    if (!quoted && comment == 0) out += c;
    if (c == ')' && !quoted && comment > 0) --comment;
  }
  return out;
}

/// mimetic takes one mailbox apart; the list around it is cut above, because mimetic gives up on a
/// whole list for one damaged entry.
Address address_of(const std::string& piece) {
  const mimetic::Mailbox mailbox(piece);
  Address address;
  if (!is_domain(mailbox.domain()) || !is_local_part(mailbox.mailbox())) return address;
  const std::string all = mailbox.mailbox() + "@" + mailbox.domain();
  if (!is_utf8(all)) return address;  // RFC 6532 section 3.2
  address.mailbox =
      without_needless_quotes(mailbox.mailbox()) + "@" + domain_in_one_form(mailbox.domain());
  address.name = decode_words(unquoted_name(mailbox.label()));
  return address;
}

/// Angle brackets outside quotes and comments.
std::ptrdiff_t count_angles(const std::string& piece) {
  const std::string bare = without_quotes_and_comments(piece);
  return std::count(bare.begin(), bare.end(), '<');
}

}  // namespace

std::optional<Address> parse_author(std::string_view field_value) {
  if (field_value.size() > kLongestList) return std::nullopt;
  std::optional<Address> author;
  for (const std::string& piece : split(field_value)) {
    if (piece.find('@') == std::string::npos) continue;
    Address address = address_of(piece);
    if (author || address.mailbox.empty() || count_angles(piece) > 1) return std::nullopt;
    author = std::move(address);
  }
  return author;
}

std::vector<Address> parse_addresses(std::string_view field_value) {
  std::vector<Address> addresses;
  for (const std::string& piece : split(field_value.substr(0, kLongestList))) {
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
