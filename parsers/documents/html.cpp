// SPDX-License-Identifier: GPL-3.0-or-later
#include <string>
#include <utility>

#include "parsers/documents/budget.h"
#include "parsers/documents/format.h"
#include "parsers/documents/html_body.h"
#include "parsers/documents/html_quotes.h"
#include "parsers/documents/html_styles.h"
#include "parsers/documents/html_tree.h"
#include "parsers/documents/quoted.h"
#include "parsers/mime/charset.h"
#include "parsers/mime/sniff.h"

namespace tallyd {
namespace {

/// <meta charset="…"> or <meta … content="text/html; charset=…">, as the standard has it: in the
/// first 1024 bytes.
std::string declared_charset(std::string_view bytes) {
  const std::string head = ascii_lower(bytes.substr(0, 1024));
  std::size_t at = head.find("charset=");
  if (at == std::string::npos) return "";
  at = head.find_first_not_of("\"' ", at + 8);
  if (at == std::string::npos) return "";
  return head.substr(at, head.find_first_of("\"' ;>/", at) - at);
}

}  // namespace

TextParts split_quoted_html(std::string_view utf8, const Limits& limits) {
  Budget budget(limits);
  TextParts parts;
  const HtmlTree tree(utf8, budget);
  if (tree.root() != nullptr) {
    HtmlBody body(budget, HtmlBody::Quotes::apart);
    body.read(*tree.root());
    parts = split_said_blocks(body.take_said(), body.take_quoted());
  }
  parts.said.format = parts.quoted.format = "html";
  parts.said.doubts = budget.take_doubts();
  return parts;
}

bool is_html(const File& file) { return sniff(file.bytes, file.name, file.type) == "html"; }

Document read_html(std::string_view bytes, const Limits& limits, const Tools&) {
  Budget budget(limits);
  Document document;
  document.format = "html";
  const std::string text = to_utf8(bytes, declared_charset(bytes));
  const HtmlTree tree(text, budget);
  if (tree.root() != nullptr) {
    HtmlBody body(budget, HtmlBody::Quotes::kept);
    body.read(*tree.root());
    document.blocks = body.take_said();
  }
  document.doubts = budget.take_doubts();
  return document;
}

}  // namespace tallyd
