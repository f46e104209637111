// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/forms/sought_words.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "parsers/forms/unicode.h"
#include "parsers/split.h"

namespace tallyd {
namespace {

/// As a sentence's letters are: without what French and Arabic write before a word.
std::vector<std::u32string> letters_of_all(const std::vector<std::string>& phrases) {
  std::vector<std::u32string> letters;
  for (const std::string& phrase : phrases) {
    std::u32string each = SentenceWordList(decode_utf8(phrase)).letters;
    if (!each.empty()) letters.push_back(std::move(each));
  }
  return letters;
}

/// "second text" and "text second": languages differ.
template <typename Words>
std::vector<std::string> with_things(const Words& words, const std::vector<std::string>& things) {
  std::vector<std::string> phrases;
  for (const std::string_view word : words) {
    for (const std::string& thing : things) {
      phrases.emplace_back(word).append(" ").append(thing);
      phrases.emplace_back(thing).append(" ").append(word);
    }
  }
  return phrases;
}

/// "test reply", as the subject of a mail may begin.
std::vector<std::string> stamped(const std::vector<std::string>& stamps,
                                 const std::vector<std::string>& replies) {
  std::vector<std::string> phrases;
  for (const std::string& stamp : stamps) {
    for (const std::string& reply : replies) phrases.emplace_back(stamp).append(" ").append(reply);
  }
  return phrases;
}

/// A list whose phrases are sought as they stand.
struct Sought {
  std::vector<std::string> SentenceWords::*words;
  PhraseSet SoughtWords::*sought;
};
constexpr std::array kSoughtAsTheyStand{
    Sought{&SentenceWords::unsettles, &SoughtWords::unsettles},
    Sought{&SentenceWords::disclaimers, &SoughtWords::disclaimers},
    Sought{&SentenceWords::boilerplate, &SoughtWords::unheard},
    Sought{&SentenceWords::circular_says, &SoughtWords::unheard},
    Sought{&SentenceWords::casts_doubt, &SoughtWords::casts_doubt},
    Sought{&SentenceWords::negates, &SoughtWords::negates},
    Sought{&SentenceWords::objects, &SoughtWords::objects},
    Sought{&SentenceWords::weakens, &SoughtWords::weakens},
    Sought{&SentenceWords::texts, &SoughtWords::texts},
    Sought{&SentenceWords::later, &SoughtWords::later},
    Sought{&SentenceWords::no_comments, &SoughtWords::no_comments},
    Sought{&SentenceWords::approvers, &SoughtWords::approvers},
    Sought{&SentenceWords::waits, &SoughtWords::waits},
    Sought{&SentenceWords::asks, &SoughtWords::asks},
    Sought{&SentenceWords::conditions, &SoughtWords::conditions},
    Sought{&SentenceWords::reserves, &SoughtWords::reserves},
    Sought{&SentenceWords::unreserved, &SoughtWords::unreserved},
    Sought{&SentenceWords::stamps, &SoughtWords::stamps},
    Sought{&SentenceWords::stamp_rests, &SoughtWords::stamp_rests},
    Sought{&SentenceWords::left_open, &SoughtWords::left_open},
    Sought{&SentenceWords::speaks_for, &SoughtWords::speaks_for},
    Sought{&SentenceWords::in_place, &SoughtWords::in_place},
    Sought{&SentenceWords::about_reply, &SoughtWords::about_reply},
    Sought{&SentenceWords::salutations, &SoughtWords::salutations},
    Sought{&SentenceWords::comment_headings, &SoughtWords::comment_headings},
    Sought{&SentenceWords::text_places, &SoughtWords::text_places},
    Sought{&SentenceWords::says_yes, &SoughtWords::says_yes},
    Sought{&SentenceWords::says_no, &SoughtWords::says_no},
    Sought{&SentenceWords::consents, &SoughtWords::consents},
    Sought{&SentenceWords::others, &SoughtWords::others},
    Sought{&SentenceWords::sets_apart, &SoughtWords::sets_apart},
};

}  // namespace

SoughtWords::SoughtWords(const std::vector<Phrases>& phrases,
                         const std::vector<Consultation>& asked) {
  for (const Phrases& language : phrases) {
    const SentenceWords& words = language.sentence;
    languages.push_back({deciding.add_list(letters_of_all(words.assigns)),
                         deciding.add_list(letters_of_all(words.does_not_assign)),
                         deciding.add_list(letters_of_all(words.all_texts)),
                         PhraseSet(words.hedges)});
    add(words);
    says_yes.add(language.yes);
    says_no.add(language.no);
  }
  for (const Consultation& consultation : asked) {
    for (const Draft& draft : consultation.drafts) add_title(draft.title);
  }
}

void SoughtWords::add(const SentenceWords& words) {
  for (const Sought& each : kSoughtAsTheyStand) (this->*each.sought).add(words.*each.words);
  refuses.add(words.does_not_assign);
  unsettles.add(stamped(words.stamps, words.replies));
  other_reply.add(with_things(words.versions, words.replies));
  add_ordinals(words);
}

/// One of fewer words may be said by chance: "Draft text".
void SoughtWords::add_title(const std::string& title) {
  constexpr std::size_t kLeast = 3;  // words; of Chinese two signs are one
  const SentenceWordList words(decode_utf8(title));
  const std::size_t length = words.spaceless ? words.letters.size() / 2 : words.words.size();
  if (length >= kLeast) unheard.add(std::vector{title});
}

void SoughtWords::add_ordinals(const SentenceWords& words) {
  ordinals.resize(std::max(ordinals.size(), words.ordinals.size()));
  for (std::size_t i = 0; i < words.ordinals.size(); ++i) {
    // "premier|première": both.
    const auto words_for_it = split(std::string_view(words.ordinals[i]), "|");
    ordinals[i].add(with_things(words_for_it, words.ordered));
  }
  last.add(with_things(words.last, words.ordered));
}

}  // namespace tallyd
