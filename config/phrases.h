// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace tallyd {

/// The words of a decision that is written as a sentence.
struct SentenceWords {
  std::vector<std::string> assigns;
  std::vector<std::string> does_not_assign;
  std::vector<std::string> all_texts;  ///< "all three texts"
  std::vector<std::string> no_comments;
  std::vector<std::string> comments;
  std::vector<std::string>
      hedges;  ///< words that make a sentence less than a decision: "intend", "if"
  std::vector<std::string> unsettles;    ///< "disregard", "subject to": beside a form, a doubt
  std::vector<std::string> boilerplate;  ///< words of sentences that unsettle nothing
};

/// The words of Annex 2 in one language: `config/phrases/LANGUAGE.toml`, whose English file says
/// what each key is. A further language is one more file. Matching folds case, spaces, digits and
/// marks.
struct Phrases {
  std::string language;  ///< "en"
  std::vector<std::string> assigns;
  std::vector<std::string> assigns_tail;  ///< what only that option goes on with
  std::vector<std::string> does_not_assign;
  std::vector<std::string> does_not_assign_tail;
  std::vector<std::string> approves;          ///< rule "question"
  std::vector<std::string> does_not_approve;  ///< rule "question"
  std::vector<std::string> no_comments;
  std::vector<std::string> comments_attached;
  std::vector<std::string> draft_heading;
  std::vector<std::string> circular;           ///< with {n} for the number
  std::vector<std::string> administration_of;  ///< with {a} for the name
  std::vector<std::string> yes;                ///< words that mark an option
  std::vector<std::string> no;                 ///< words that say an option is not chosen
  SentenceWords sentence;
};

}  // namespace tallyd
