// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "parsers/forms/draft_names.h"
#include "parsers/forms/sought_words.h"

namespace tallyd {

/// The drafts that words name.
struct NamedInWords {
  std::vector<std::string> drafts;  ///< designations
  std::vector<int> places;  ///< "the second text": 2, in the order of the circular; -1: the last
  bool empty() const { return drafts.empty() && places.empty(); }
  void add(const NamedInWords& other);
  bool operator==(const NamedInWords&) const = default;
};

/// A sentence that names drafts, and neither assigns authority nor refuses it in known words; or
/// one that consents or tells that there are no comments, of what it names or of everything.
struct Mention {
  NamedInWords named;
  std::string sentence;
  bool no_comments = false;  ///< it says so, and little else
  bool operator==(const Mention&) const = default;
};

/// What somebody's own words say of authority, apart from any form.
struct SpokenStatement {
  bool assigns = false;      ///< that it is assigned, to something
  bool assigns_all = false;  ///< to all the texts
  bool refuses = false;      ///< that it is not
  bool refuses_all = false;  ///< for any of the texts
  NamedInWords assigned;     ///< what such sentences name
  NamedInWords refused;
  std::vector<Mention> mentions;
  std::vector<Mention> consents;     ///< "we are in favour": nothing, but contrary to a refusal
  std::vector<Mention> uncommented;  ///< "we have no comments": contrary to comments attached
  std::string hedged;     ///< a sentence that refuses with a hedge ("until"); may be empty
  std::string unsettled;  ///< a sentence that takes the reply back or makes it less; may be empty
  std::string reserved;   ///< a sentence that tells of reservations; may be empty
  std::vector<std::string> for_others;  ///< sentences that say for whom something is said

  void add(const SpokenStatement& other);
};

/// How much of a text is about the reply.
enum class Hearing {
  all,          ///< a letter, a mail
  about_reply,  ///< comments on the texts: only sentences that speak of the reply itself unsettle
                ///< it, and only those that speak of authority decide
  note,         ///< a sentence or two beside comments: all but what speaks of a place in a text
  unsettling,   ///< among the words of a form: only what unsettles
};
inline bool hears_all(Hearing hearing) {
  return hearing == Hearing::all || hearing == Hearing::note;
}

/// Only sentences that assert: a question, or one with a hedge ("we intend to", "if"), says
/// nothing of authority, but may unsettle. A statement is never recorded by itself: it sends a
/// message without a form to a person, and must not contradict a form beside it.
SpokenStatement statement_in(std::string_view text, const SoughtWords& words,
                             const DraftNames& drafts, Hearing hearing = Hearing::all);

/// The sentence on one line, without the space before it: for a person.
std::string one_line(std::u32string_view sentence);

/// Where comments on the texts begin, by a short line above them; else npos.
std::size_t comments_in(std::string_view text, const SoughtWords& words);

/// It begins or ends as letters do.
bool is_letter_to_somebody(std::string_view text, const SoughtWords& words);

}  // namespace tallyd
