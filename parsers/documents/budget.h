// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "parsers/document.h"
#include "parsers/limits.h"

namespace tallyd {

/// What the reading of one document has cost so far, and what was wrong with it. One per document.
class Budget {
 public:
  explicit Budget(const Limits& limits) : limits_(limits) {}

  const Limits& limits() const { return limits_; }

  /// One more element is looked at, `depth` elements deep. False: it must be left out (a doubt is
  /// noted).
  bool allows_node(std::size_t depth);

  /// `size` more bytes of text are kept. False: they must be left out (a doubt is noted).
  bool allows_text(std::size_t size);

  /// A sentence for a person; the same one again is dropped, and so are those after the 20th.
  void doubt(std::string_view sentence);

  std::vector<std::string> take_doubts() { return std::move(doubts_); }

 private:
  Limits limits_;
  std::size_t nodes_ = 0;
  std::size_t text_bytes_ = 0;
  std::vector<std::string> doubts_;
};

/// Adds to the last run if its marks are the same, else a run of its own. Empty text: nothing.
void append_text(Paragraph& paragraph, std::string_view text, const Marks& marks);
void append_box(Paragraph& paragraph, const Checkbox& box, const Marks& marks);

/// The visible text, boxes left out.
std::string plain_text(const Paragraph& paragraph);

}  // namespace tallyd
