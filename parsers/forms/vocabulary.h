// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "config/consultation.h"
#include "config/phrases.h"
#include "parsers/forms/letter_pairs.h"
#include "parsers/forms/letter_set.h"
#include "parsers/forms/marks.h"

namespace tallyd {

/// The four options of a draft's row.
enum class OptionKind { assigns, refuses, no_comments, comments_attached };

/// The two on authority; the inner ones, on comments, belong to the first of them.
constexpr bool is_outer(OptionKind kind) {
  return kind == OptionKind::assigns || kind == OptionKind::refuses;
}

/// The phrases of one language, folded for comparing.
struct Vocabulary {
  explicit Vocabulary(const Phrases& phrases);

  struct Wording {
    OptionKind kind;
    std::u32string words;
    LetterSet letters{words};
    std::vector<std::uint16_t> pairs = LetterPairs::places_of(words);
  };
  std::string language;
  std::vector<Wording> options;
  std::vector<std::u32string> assigns_tail, refuses_tail;
  /// An outer option with what it goes on with.
  struct Whole {
    std::u32string words;
    LetterPairs pairs{words};
  };
  std::vector<Whole> wholes;
  std::vector<Whole> inner_wholes;           ///< the words of the options on comments
  std::vector<std::u32string> inner_shapes;  ///< those that dots tell apart, without their dots
  std::vector<std::u32string> draft_heading;
};

/// All that may be in a form, whatever its language: a Frenchman may answer an English form with
/// OUI.
struct Languages {
  explicit Languages(const std::vector<Phrases>& phrases);

  std::vector<Vocabulary> vocabularies;
  MarkWords mark_words;
};

}  // namespace tallyd
