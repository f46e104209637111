// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "parsers/forms/draft_names.h"
#include "parsers/forms/line.h"
#include "parsers/forms/marks.h"
#include "parsers/forms/option.h"

namespace tallyd {

/// What a line is to a form.
struct FormItem {
  const Line* line = nullptr;
  std::optional<Option> option;
  std::vector<Mark> marks;  ///< of a line that is nothing else
  bool marks_only = false;
  std::vector<NamedDraft> drafts;
  std::vector<std::string> unknown;
  std::string contrary;  ///< a designation beside the draft's, of another text
  bool heading = false;
  bool untitled = false;  ///< a heading that begins like a draft's and has no designation
  std::u32string letters;
};

FormItem item_of(const Line& line, const DraftNames& names, OptionFinder& options);

/// All of them are one draft, perhaps of several consultations.
bool one_draft(const std::vector<NamedDraft>& drafts);

/// The line's text with a space in place of each box and of what is deleted.
std::u32string characters_of(const Line& line);

}  // namespace tallyd
