// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/forms/sought_words.h"

#include <algorithm>
#include <string_view>

#include "parsers/forms/folded.h"
#include "parsers/split.h"

namespace tallyd {
namespace {

std::vector<std::u32string> letters_of_all(const std::vector<std::string>& phrases) {
  std::vector<std::u32string> letters;
  for (const std::string& phrase : phrases) {
    std::u32string each = letters_of(phrase);
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

}  // namespace

DecidingWords::DecidingWords(const SentenceWords& words)
    : assigns(letters_of_all(words.assigns)),
      does_not_assign(letters_of_all(words.does_not_assign)),
      all_texts(letters_of_all(words.all_texts)),
      hedges(words.hedges) {}

SoughtWords::SoughtWords(const std::vector<Phrases>& phrases) {
  for (const Phrases& language : phrases) {
    languages.emplace_back(language.sentence);
    add(language.sentence);
    says_yes.add(language.yes);
    says_no.add(language.no);
  }
}

void SoughtWords::add(const SentenceWords& words) {
  unsettles.add(words.unsettles);
  unsettles.add(stamped(words.stamps, words.replies));
  boilerplate.add(words.boilerplate);
  casts_doubt.add(words.casts_doubt);
  objects.add(words.objects);
  other_reply.add(with_things(words.versions, words.replies));
  later.add(words.later);
  no_comments.add(words.no_comments);
  approvers.add(words.approvers);
  waits.add(words.waits);
  asks.add(words.asks);
  conditions.add(words.conditions);
  reserves.add(words.reserves);
  stamps.add(words.stamps);
  speaks_for.add(words.speaks_for);
  in_place.add(words.in_place);
  about_reply.add(words.about_reply);
  salutations.add(words.salutations);
  comment_headings.add(words.comment_headings);
  says_yes.add(words.says_yes);
  says_no.add(words.says_no);
  add_ordinals(words);
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
