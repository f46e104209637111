// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/compose/mime_body.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <vector>

#include "daemon/compose/base64.h"
#include "storage/digest.h"

namespace tallyd {
namespace {

constexpr std::size_t kLine = 76;  // RFC 2045 sections 6.7 (5) and 6.8

/// The character, or its three-character code. A blank before a line's end must be coded.
std::string quoted_printable_unit(std::string_view text, std::size_t at) {
  const auto c = static_cast<unsigned char>(text[at]);
  const bool ends_line = at + 1 == text.size() || text[at + 1] == '\n';
  const bool plain = (c > 0x20 && c < 0x7F && c != '=') || ((c == ' ' || c == '\t') && !ends_line);
  if (plain) return {text[at]};
  std::array<char, 4> coded{};
  std::snprintf(coded.data(), coded.size(), "=%02X", c);
  return coded.data();
}

std::string quoted_printable(std::string_view text) {
  std::string out;
  std::size_t length = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\r') continue;
    if (text[i] == '\n') {
      out += "\r\n";
      length = 0;
      continue;
    }
    const std::string unit = quoted_printable_unit(text, i);
    if (length + unit.size() > kLine - 1) {
      out += "=\r\n";
      length = 0;
    }
    out += unit;
    length += unit.size();
  }
  return out;
}

/// An entity: its fields, a blank line, and its body, which ends with a line end.
std::string text_part(std::string_view type, std::string_view text) {
  return "Content-Type: text/" + std::string(type) +
         "; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n" +
         quoted_printable(text);
}

/// RFC 2231 section 4: of a name of any letters nothing but letters, digits, '.', '-', '_' is left
/// uncoded, so that no name can end the parameter or the line.
std::string coded_name(std::string_view name) {
  std::string coded;
  for (const char c : name) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '.' || c == '-' || c == '_';
    std::array<char, 4> code{c};
    if (!plain) std::snprintf(code.data(), code.size(), "%%%02X", static_cast<unsigned char>(c));
    coded += code.data();
  }
  return coded;
}

std::string file_part(const MailFile& file) {
  constexpr std::size_t kLongestType = 62;  // that of a .docx makes a line longer than 78
  constexpr std::size_t kLongestName = 80;  // in bytes; the coded line stays far below 998
  const std::string coded = coded_name(std::string_view(file.name).substr(0, kLongestName));
  const bool as_it_is = coded.find('%') == std::string::npos;
  const std::string blank = file.type.size() > kLongestType ? "\r\n " : " ";
  std::string part =
      "Content-Type:" + blank + file.type +
      "\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment;\r\n "
      "filename" +
      (as_it_is ? "=\"" + coded + "\"" : "*=utf-8''" + coded) + "\r\n\r\n";
  const std::string content = base64(file.bytes);
  for (std::size_t at = 0; at < content.size(); at += kLine) {
    part.append(content, at, kLine);
    part += "\r\n";
  }
  return part;
}

/// "=_" occurs neither in quoted-printable nor in base64 (RFC 2045 section 6.7), so the boundary is
/// in no part. `seed` tells the nested ones apart.
std::string multipart(std::string_view kind, const std::string& seed,
                      const std::vector<std::string>& parts) {
  const std::string boundary = "=_" + to_hex(sha256(seed + std::string(kind))).substr(0, 24);
  std::string entity = "Content-Type: multipart/" + std::string(kind) + ";\r\n boundary=\"" +
                       boundary + "\"\r\n\r\n";
  for (const std::string& part : parts) {
    entity += "--";
    entity += boundary;
    entity += "\r\n";
    entity += part;
    entity += "\r\n";
  }
  return entity + "--" + boundary + "--\r\n";
}

}  // namespace

std::string mime_body(const Mail& mail) {
  std::string text = text_part("plain", mail.body);
  if (!mail.html.empty()) {
    text = multipart("alternative", mail.message_id, {text, text_part("html", mail.html)});
  }
  if (mail.files.empty()) return text;
  std::vector<std::string> parts = {text};
  for (const MailFile& file : mail.files) parts.push_back(file_part(file));
  return multipart("mixed", mail.message_id, parts);
}

}  // namespace tallyd
