// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "config/phrases.h"
#include "parsers/forms/draft_names.h"

namespace tallyd {

/// A sentence that names drafts, and neither assigns authority nor refuses it in known words.
struct Mention {
  std::vector<std::string> drafts;
  std::string sentence;
  bool operator==(const Mention&) const = default;
};

/// What somebody's own words say of authority, apart from any form.
struct SpokenStatement {
  bool assigns = false;               ///< that it is assigned, to something
  bool assigns_all = false;           ///< to all the texts
  bool refuses = false;               ///< that it is not
  std::vector<std::string> assigned;  ///< designations that such sentences name
  std::vector<std::string> refused;
  std::vector<Mention> mentions;
  std::string hedged;     ///< a sentence that refuses with a hedge ("until"); may be empty
  std::string unsettled;  ///< a sentence that takes the reply back or makes it less; may be empty

  void add(const SpokenStatement& other);
};

/// A phrase to look for, folded.
struct SoughtPhrase {
  explicit SoughtPhrase(const std::string& phrase);
  std::u32string letters;  ///< without spaces
  std::u32string words;    ///< a space around each word
  bool spaceless = false;  ///< Chinese: its words are found by their letters
};

/// The phrases of SentenceWords in one language.
struct SoughtWords {
  explicit SoughtWords(const SentenceWords& words);
  std::vector<SoughtPhrase> assigns, does_not_assign, all_texts, hedges, unsettles, boilerplate;
};

/// Those of all languages. They are hundreds, and to fold them takes longer than to read a message:
/// made once.
std::vector<SoughtWords> sought_words(const std::vector<Phrases>& phrases);

/// Only sentences that assert: a question, or one with a hedge ("we intend to", "if"), says
/// nothing of authority, but may unsettle. A statement is never recorded by itself: it sends a
/// message without a form to a person, and must not contradict a form beside it.
SpokenStatement statement_in(std::string_view text, const std::vector<SoughtWords>& words,
                             const DraftNames& drafts);

/// The first sentence of the text that unsettles; empty: none does.
std::string unsettling_in(std::string_view text, const std::vector<SoughtWords>& words);

}  // namespace tallyd
