// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "config/consultation.h"
#include "config/phrases.h"
#include "parsers/forms/marks.h"

namespace tallyd {

/// The four options of a draft's row.
enum class OptionKind { assigns, refuses, no_comments, comments_attached };

/// The phrases of one language, folded for comparing.
struct Vocabulary {
  explicit Vocabulary(const Phrases& phrases);

  struct Wording {
    OptionKind kind;
    std::u32string words;
  };
  std::string language;
  std::vector<Wording> options;
  std::vector<std::u32string> assigns_tail, refuses_tail;
  std::vector<std::u32string> draft_heading;
  std::vector<std::pair<std::string, std::string>> administration_of;  ///< before and after the name
  MarkWords mark_words;
};

}  // namespace tallyd
