// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace tallyd {

/// The words of Annex 2 in one language: `config/phrases/LANGUAGE.toml`. A further language is one
/// more file. All texts are as printed in the circular; matching folds case, spaces and marks.
struct Phrases {
  std::string language;                        ///< "en"
  std::vector<std::string> assigns;            ///< "assigns authority to Study Group"
  std::vector<std::string> does_not_assign;    ///< "does not assign authority to Study Group"
  std::vector<std::string> approves;           ///< rule "question": "approves"
  std::vector<std::string> does_not_approve;   ///< rule "question"
  std::vector<std::string> no_comments;        ///< "No comments or suggested changes"
  std::vector<std::string> comments_attached;  ///< "Comments and suggested changes are attached"
  std::vector<std::string> draft_heading;      ///< "Draft Recommendation ITU-T"
  std::vector<std::string> circular;           ///< "TSB Circular", before or after the number
  std::vector<std::string> response_heading;   ///< "Member State response to"
  std::vector<std::string> administration_of;  ///< "Administration of"
  std::vector<std::string> yes;                ///< words that mark an option: "yes", "agreed"
  std::vector<std::string> no;                 ///< words that unmark one: "no"
  std::vector<std::string> all_texts;          ///< "all three texts", in a sentence of decision
};

}  // namespace tallyd
