// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "config/consultation.h"
#include "config/phrases.h"
#include "parsers/forms/letter_phrases.h"
#include "parsers/forms/phrase_set.h"

namespace tallyd {

/// Words that decide, in one language. They are found by their letters: a scan loses spaces.
struct DecidingWords {
  std::size_t assigns, does_not_assign, all_texts;  ///< lists of SoughtWords::deciding
  PhraseSet hedges;
};

/// The phrases of SentenceWords, of all languages: a Frenchman may write beside an English form.
/// They are hundreds, and to fold them takes longer than to read a message: made once.
struct SoughtWords {
  /// The titles of what is asked are no words of the sender's.
  explicit SoughtWords(const std::vector<Phrases>& phrases,
                       const std::vector<Consultation>& asked = {});

  std::vector<DecidingWords> languages;
  LetterPhrases deciding;
  PhraseSet unsettles, disclaimers, casts_doubt, negates, objects, asks, conditions, reserves,
      stamps;
  PhraseSet weakens, texts, unreserved, stamp_rests, left_open;
  PhraseSet no_comments;
  PhraseSet refuses;      ///< as DecidingWords::does_not_assign, to be cut out of a sentence
  PhraseSet unheard;      ///< what the circular says itself, and what unsettles nothing
  PhraseSet other_reply;  ///< "official position"
  PhraseSet later;
  PhraseSet approvers, waits;
  PhraseSet speaks_for, in_place;
  PhraseSet about_reply, salutations, comment_headings, text_places;
  PhraseSet says_yes, says_no, consents, others, sets_apart;
  std::vector<PhraseSet> ordinals;  ///< "first text", "second text", …
  PhraseSet last;                   ///< "last text"

 private:
  void add(const SentenceWords& words);
  void add_ordinals(const SentenceWords& words);
  void add_title(const std::string& title);
};

}  // namespace tallyd
