// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/forms/vocabulary.h"

#include <utility>

#include "parsers/forms/folded.h"
#include "parsers/forms/letter_shapes.h"

namespace tallyd {
namespace {

/// Those that fold to nothing are left out.
void add_folded(const std::vector<std::string>& texts, std::vector<std::u32string>& all) {
  for (const std::string& text : texts) {
    std::u32string letters = letters_of(text);
    if (!letters.empty()) all.push_back(std::move(letters));
  }
}

std::vector<std::u32string> folded(const std::vector<std::string>& texts) {
  std::vector<std::u32string> out;
  add_folded(texts, out);
  return out;
}

}  // namespace

Vocabulary::Vocabulary(const Phrases& phrases)
    : language(phrases.language),
      assigns_tail(folded(phrases.assigns_tail)),
      refuses_tail(folded(phrases.does_not_assign_tail)),
      draft_heading(folded(phrases.draft_heading)) {
  const auto add = [this](OptionKind kind, const std::vector<std::string>& texts) {
    for (std::u32string& words : folded(texts)) {
      options.push_back({kind, std::move(words)});
    }
  };
  add(OptionKind::assigns, phrases.assigns);
  add(OptionKind::assigns, phrases.approves);
  add(OptionKind::refuses, phrases.does_not_assign);
  add(OptionKind::refuses, phrases.does_not_approve);
  add(OptionKind::no_comments, phrases.no_comments);
  add(OptionKind::comments_attached, phrases.comments_attached);
  for (const Wording& option : options) {
    if (!is_outer(option.kind)) {
      inner_wholes.push_back({option.words});
      std::u32string shapes = without_dots(option.words);
      if (shapes != option.words) inner_shapes.push_back(std::move(shapes));
      continue;
    }
    const bool assigns = option.kind == OptionKind::assigns;
    for (const std::u32string& tail : assigns ? assigns_tail : refuses_tail) {
      wholes.push_back({option.words + tail});
    }
  }
}

Languages::Languages(const std::vector<Phrases>& phrases) {
  for (const Phrases& language : phrases) {
    vocabularies.emplace_back(language);
    add_folded(language.yes, mark_words.yes);
    add_folded(language.no, mark_words.no);
  }
}

}  // namespace tallyd
