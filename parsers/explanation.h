// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "config/config.h"
#include "config/result.h"
#include "parsers/parsers.h"
#include "parsers/reading.h"

namespace tallyd {

/// How a reading came about, for a person (`tallyctl read --explain`). Its texts come from the
/// mail: not escaped.
struct ExplainedOption {
  std::string option;  ///< "assigns", "refuses", "no_comments", "comments_attached"
  std::string sign;    ///< "left", "marked", "removed", "unclear"
  std::string text;    ///< its line as it stands: ☐ ☒ for boxes, ~~struck out~~
  std::string evidence;
};

/// A row of a form.
struct ExplainedRow {
  std::string draft;  ///< empty: under no draft's heading
  std::string where;  ///< "table 1, row 2"; empty: in no table
  std::vector<ExplainedOption> options;
  std::string signs;  ///< drawn: "☒ ( ● ○ ) / ☐"
  int line = 0;       ///< of the table in docs/reading.md that counts, from 1
  std::string rule;   ///< that line, drawn
  std::string authority, comments;
  std::vector<std::string> doubts;  ///< sentences
  std::string picture = {};         ///< a PNG file: the row on its page, boxes outlined
};

/// A text or file of the message, or a picture in one.
struct ExplainedPart {
  std::string name;      ///< as the sender calls it; empty: none
  std::string path;      ///< its place in the message: "2", "2/1"
  std::string declared;  ///< media type
  std::string format;    ///< what it was known as; empty: nothing that is read
  std::string known_by;  ///< "content", "name" or "declared type"
  std::string taken_as;  ///< a sentence
  std::vector<std::string> doubts;
  std::string circular, administration;  ///< sentences: what it names, and where; of forms
  std::vector<ExplainedRow> rows;
};

struct Explanation {
  Reading reading;
  std::string kind_by;    ///< what showed a bounce or an automatic reply; empty: neither
  std::string sender_by;  ///< how the sender stands to the register
  std::string words_by;   ///< what the sender's own words say, without a form; empty: nothing
  std::vector<ExplainedPart> parts;
};

/// What read_message() does, with an account of it. Never fails.
Explanation explain_message(std::string_view raw, const Asked& asked, const Tools& tools) noexcept;

/// What the reader process gives back: a line of JSON, and behind it the pictures.
std::string to_bytes(const Explanation& explanation);

/// The reverse. Permanent error: something else.
Result<Explanation> explanation_from_bytes(std::string_view bytes);

/// JSON for scripts. A row's `picture` is what `explanation` has there: the caller puts the names
/// of files in place of the pictures first.
std::string to_json(const Explanation& explanation);

}  // namespace tallyd
