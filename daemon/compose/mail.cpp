// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/compose/mail.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "daemon/compose/base64.h"
#include "daemon/compose/mime_body.h"

namespace tallyd {
namespace {

constexpr std::size_t kLine = 76;  // keeps header lines below 78

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

/// Takes at most `most` bytes off the front without cutting a character.
std::string_view take_characters(std::string_view& text, std::size_t most) {
  std::size_t size = std::min(most, text.size());
  while (size > 1 && size < text.size() && is_continuation(text[size])) --size;
  const std::string_view taken = text.substr(0, size);
  text.remove_prefix(size);
  return taken;
}

std::string without_controls(std::string_view text) {
  std::string clean;
  for (const char c : text) {
    const bool control = static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
    if (!control) {
      clean += c;
    } else if (!clean.empty() && clean.back() != ' ') {
      clean += ' ';
    }
  }
  while (!clean.empty() && clean.back() == ' ') clean.pop_back();
  return clean;
}

/// Without a blank nothing can be folded.
bool has_long_word(std::string_view text) {
  std::size_t length = 0;
  return std::any_of(text.begin(), text.end(), [&](char c) {
    length = c == ' ' ? 0 : length + 1;
    return length > 60;
  });
}

bool needs_encoding(std::string_view text) {
  // A word that looks like an encoded one would be decoded by the reader.
  return text.find("=?") != std::string_view::npos || has_long_word(text) ||
         std::any_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) > 0x7E; });
}

/// RFC 2047 encoded words of at most 75 characters, or the text folded at blanks.
std::string header_text(std::string_view name, std::string_view text) {
  const std::string clean = without_controls(text);
  std::string line(name);
  line += ':';
  std::size_t length = line.size();
  std::string_view rest = clean;
  const bool encode = needs_encoding(clean);
  while (!rest.empty()) {
    std::string word;
    if (encode) {
      word = "=?utf-8?B?" + base64(take_characters(rest, 42)) + "?=";
    } else {
      const auto blank = std::min(rest.find(' ', 1), rest.size());
      word = rest.substr(rest.front() == ' ' ? 1 : 0, blank - (rest.front() == ' ' ? 1 : 0));
      rest.remove_prefix(blank);
    }
    if (length + 1 + word.size() > kLine && length > name.size() + 1) {
      line += "\r\n";
      length = 0;
    }
    line += " " + word;
    length += 1 + word.size();
  }
  return line + "\r\n";
}

std::string mailbox(std::string_view name, std::string_view address) {
  const std::string clean = without_controls(name);
  if (clean.empty()) return std::string(address);
  if (needs_encoding(clean)) {
    std::string_view rest = clean;
    std::string words;
    while (!rest.empty()) words += "=?utf-8?B?" + base64(take_characters(rest, 42)) + "?=\r\n ";
    return words + "<" + std::string(address) + ">";
  }
  std::string quoted = "\"";
  for (const char c : clean) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + "\" <" + std::string(address) + ">";
}

/// Addresses or Message-IDs, one a line: none of them may be broken.
std::string header_list(std::string_view name, const std::vector<std::string>& items,
                        std::string_view separator) {
  std::string line(name);
  line += ": ";
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) line += std::string(separator) + "\r\n ";
    line += items[i];
  }
  return line + "\r\n";
}

/// A Message-ID as somebody else wrote it: only what RFC 5322 section 3.6.4 allows is repeated.
bool is_repeatable(std::string_view id) {
  return !id.empty() && id.size() <= 900 && std::all_of(id.begin(), id.end(), [](char c) {
    return c > 0x20 && c < 0x7F && c != '<' && c != '>';
  });
}

std::string threading(const Mail& mail) {
  if (!is_repeatable(mail.in_reply_to)) return "";
  std::vector<std::string> ids;
  for (const std::string& id : mail.references) {
    if (is_repeatable(id) && id != mail.in_reply_to) ids.push_back("<" + id + ">");
  }
  constexpr std::size_t kMost = 20;  // RFC 5322 sets no limit; mail programs do
  if (ids.size() > kMost) ids.erase(ids.begin() + 1, ids.end() - (kMost - 1));
  ids.push_back("<" + mail.in_reply_to + ">");
  return header_list("In-Reply-To", {"<" + mail.in_reply_to + ">"}, "") +
         header_list("References", ids, "");
}

std::string date(Instant instant) {
  constexpr std::array<const char*, 7> kDays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array<const char*, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                   "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto day = std::chrono::floor<std::chrono::days>(instant);
  const std::chrono::year_month_day ymd{day};
  const std::chrono::hh_mm_ss time{instant - day};
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "Date: %s, %u %s %d %02d:%02d:%02d +0000\r\n",
                kDays.at(std::chrono::weekday(day).c_encoding()), static_cast<unsigned>(ymd.day()),
                kMonths.at(static_cast<unsigned>(ymd.month()) - 1), static_cast<int>(ymd.year()),
                static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
                static_cast<int>(time.seconds().count()));
  return text.data();
}

}  // namespace

bool is_sendable(std::string_view address) {
  const auto at = address.rfind('@');
  return at != std::string_view::npos && at > 0 && at + 1 < address.size() &&
         address.size() <= 320 && std::all_of(address.begin(), address.end(), [](char c) {
           return static_cast<unsigned char>(c) > 0x20 && c != 0x7F && c != '<' && c != '>' &&
                  c != ',';
         });
}

std::string compose(const Mail& mail) {
  const bool answers = is_repeatable(mail.in_reply_to);
  std::string bytes = header_list("From", {mailbox(mail.from_name, mail.from)}, "");
  bytes += header_list("To", mail.to, ",");
  bytes += header_text("Subject", mail.subject);
  bytes += date(mail.date);
  bytes += "Message-ID: <" + mail.message_id + ">\r\n";
  bytes += threading(mail);
  bytes += answers ? "Auto-Submitted: auto-replied\r\n" : "Auto-Submitted: auto-generated\r\n";
  bytes += "X-Auto-Response-Suppress: All\r\n";
  if (!mail.language.empty()) bytes += "Content-Language: " + mail.language + "\r\n";
  return bytes + "MIME-Version: 1.0\r\n" + mime_body(mail);
}

}  // namespace tallyd
