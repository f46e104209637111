// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "parsers/documents/budget.h"
#include "parsers/documents/dividers.h"
#include "parsers/documents/format.h"
#include "parsers/documents/quoted.h"
#include "parsers/documents/text_blocks.h"
#include "parsers/mime/charset.h"
#include "parsers/mime/sniff.h"

namespace tallyd {
namespace {

using Lines = std::vector<std::string>;

/// A line without the ">" of each level of quoting; `depth` tells how many there were.
std::string_view unquoted(std::string_view line, int& depth) {
  depth = 0;
  std::string_view rest = line;
  for (;;) {
    std::string_view next = rest;
    while (next.starts_with(' ')) next.remove_prefix(1);
    if (!next.starts_with('>')) break;
    rest = next.substr(1);
    ++depth;
  }
  if (depth > 0 && rest.starts_with(' ')) rest.remove_prefix(1);
  return rest;
}

bool is_quoted(std::string_view line) {
  int depth = 0;
  unquoted(line, depth);
  return depth > 0;
}

/// Mailbox files write ">From " where a line begins with "From " (RFC 4155).
bool is_escaped_from(const Lines& lines, std::size_t at) {
  if (!lines[at].starts_with(">From ")) return false;
  const bool before = at > 0 && is_quoted(lines[at - 1]);
  const bool after = at + 1 < lines.size() && is_quoted(lines[at + 1]);
  return !before && !after;
}

struct SplitLines {
  Lines said, quoted;
  Quoting quoting = Quoting::none;
};

class Splitter {
 public:
  explicit Splitter(const Lines& lines) : lines_(lines) {}

  SplitLines split() {
    mark_quoted();
    std::size_t at = 0;
    while (const auto divider = find_divider(own_, at)) {
      const std::size_t next = next_filled(divider->end);
      take(at, divider->begin);
      if (next < lines_.size() && quoted_[next] != 0) {  // the divider is of the ">" below it
        at = divider->end;
        continue;
      }
      for (std::size_t i = divider->begin; i < lines_.size(); ++i) add_quoted(i);
      at = lines_.size();
    }
    take(at, lines_.size());
    return std::move(out_);
  }

 private:
  void mark_quoted() {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const bool quoted = is_quoted(lines_[i]) && !is_escaped_from(lines_, i);
      quoted_.push_back(quoted ? 1 : 0);
      own_.push_back(quoted ? "" : lines_[i]);
    }
  }

  std::size_t next_filled(std::size_t at) const {
    while (at < lines_.size() && is_blank_line(lines_[at])) ++at;
    return at;
  }

  void add_quoted(std::size_t at) {
    int depth = 0;
    out_.quoted.emplace_back(unquoted(lines_[at], depth));
    if (out_.quoting == Quoting::none) out_.quoting = Quoting::below;
  }

  void take(std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < to; ++i) {
      if (quoted_[i] != 0) {
        add_quoted(i);
        continue;
      }
      // RFC 3676 section 4.3: the line before a signature only parts it from the text.
      const bool parts = lines_[i] == "-- " || lines_[i] == "--";
      out_.said.push_back(parts ? "" : lines_[i]);
      if (out_.quoting == Quoting::below && !parts && !is_blank_line(lines_[i])) {
        out_.quoting = Quoting::around;
      }
    }
  }

  const Lines& lines_;
  std::vector<char> quoted_;
  Lines own_;  ///< with nothing where a line is quoted
  SplitLines out_;
};

Document document_of(const Lines& lines, Budget& budget) {
  Document document;
  document.format = "text";
  document.blocks = blocks_of(lines, budget);
  return document;
}

std::string_view within(std::string_view text, const Limits& limits, Budget& budget) {
  if (text.size() <= limits.text_bytes) return text;
  budget.doubt("The text is too long: its end was not read.");
  return text.substr(0, limits.text_bytes);
}

}  // namespace

TextParts split_quoted_text(std::string_view utf8, const Limits& limits) {
  Budget budget(limits);
  SplitLines lines = Splitter(split_lines(within(utf8, limits, budget))).split();
  TextParts parts;
  parts.said = document_of(lines.said, budget);
  parts.quoted = document_of(lines.quoted, budget);
  parts.quoting = lines.quoting;
  parts.said.doubts = budget.take_doubts();
  return parts;
}

bool is_text(const File& file) { return sniff(file.bytes, file.name, file.type) == "text"; }

Document read_text(std::string_view bytes, const Limits& limits, const Tools&) {
  Budget budget(limits);
  const std::string text = to_utf8(within(bytes, limits, budget));
  Document document = document_of(split_lines(text), budget);
  document.doubts = budget.take_doubts();
  return document;
}

}  // namespace tallyd
