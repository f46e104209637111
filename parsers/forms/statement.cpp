// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/forms/statement.h"

#include <algorithm>
#include <string>
#include <utility>

#include "parsers/forms/folded.h"
#include "parsers/forms/letter_pairs.h"
#include "parsers/forms/unicode.h"

namespace tallyd {
namespace {

constexpr std::u32string_view kQuestions = U"?؟？";
constexpr std::u32string_view kEnds = U".!。！;；";

/// " we intend to ": words apart, so that "if" is not found in "specification".
std::u32string words_of(std::u32string_view text) {
  std::u32string words = U" ";
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i;
    while (end < text.size() && !is_space(text[end])) ++end;
    const std::u32string word = letters_of(text.substr(i, end - i));
    if (!word.empty()) words += word + U' ';
    i = end + 1;
  }
  return words;
}

struct Sentence {
  Sentence(std::u32string_view of, bool asks)
      : letters(letters_of(of)), words(words_of(of)), text(of), question(asks) {}
  std::u32string letters;  ///< folded, no spaces
  std::u32string words;    ///< folded, a space around each word
  std::u32string_view text;
  bool question;
  // Hundreds of phrases are looked for, and most are quickly told not to be there.
  LetterPairs in_letters{letters};
  LetterPairs in_words{words};
};

std::vector<Sentence> sentences_of(std::u32string_view text) {
  std::vector<Sentence> sentences;
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    const bool question = i < text.size() && kQuestions.find(text[i]) != kQuestions.npos;
    const bool blank_line = i + 1 < text.size() && text[i] == U'\n' && text[i + 1] == U'\n';
    // "X.1214" holds a point and no end.
    const bool end = i == text.size() || blank_line ||
                     (kEnds.find(text[i]) != kEnds.npos &&
                      (i + 1 == text.size() || is_space(text[i + 1]) || text[i] > 0x80));
    if (!question && !end) continue;
    const std::u32string_view part = text.substr(begin, i - begin);
    sentences.emplace_back(part, question);
    begin = i + 1;
  }
  return sentences;
}

bool holds(const Sentence& sentence, const SoughtPhrase& phrase) {
  return !phrase.letters.empty() && sentence.in_letters.may_hold(phrase.letters, 0) &&
         sentence.letters.find(phrase.letters) != std::u32string::npos;
}

/// As whole words.
bool has_words(const Sentence& sentence, const SoughtPhrase& phrase) {
  if (phrase.spaceless) return holds(sentence, phrase);
  return sentence.in_words.may_hold(phrase.words, 0) &&
         sentence.words.find(phrase.words) != std::u32string::npos;
}

std::vector<SoughtPhrase> sought(const std::vector<std::string>& phrases) {
  return {phrases.begin(), phrases.end()};
}

template <typename Test>
bool any(const std::vector<SoughtPhrase>& phrases, Test test) {
  return std::any_of(phrases.begin(), phrases.end(), test);
}

void add_to(std::vector<std::string>& all, const std::vector<NamedDraft>& named) {
  for (const NamedDraft& each : named) all.push_back(each.draft->designation);
}

/// On one line, without the space before it.
std::string one_line(std::u32string_view sentence) {
  std::u32string text(sentence);
  std::replace_if(
      text.begin(), text.end(), [](char32_t c) { return is_space(c); }, U' ');
  const std::size_t begin = text.find_first_not_of(U' ');
  return begin == text.npos ? std::string() : encode_utf8(text.substr(begin));
}

void hear(const Sentence& sentence, const SoughtWords& words, const DraftNames& drafts,
          SpokenStatement& statement) {
  const auto said = [&](const SoughtPhrase& phrase) { return holds(sentence, phrase); };
  if (sentence.question) return;
  // "does not assign authority" holds "assign authority".
  const bool refuses = any(words.does_not_assign, said);
  const bool assigns = !refuses && any(words.assigns, said);
  // The hedges are many, and most sentences say nothing that they could take back.
  const auto hedged = [&](const SoughtPhrase& hedge) { return has_words(sentence, hedge); };
  if (!refuses && !assigns) return;
  if (any(words.hedges, hedged)) {
    if (refuses) statement.hedged = one_line(sentence.text);
    return;
  }
  const std::vector<NamedDraft> named = drafts.find(sentence.text);
  if (refuses) {
    statement.refuses = true;
    add_to(statement.refused, named);
  } else {
    statement.assigns = true;
    statement.assigns_all = named.empty() && any(words.all_texts, said);
    add_to(statement.assigned, named);
  }
}

bool unsettles(const Sentence& sentence, const std::vector<SoughtWords>& words) {
  const auto said = [&](const SoughtPhrase& phrase) { return has_words(sentence, phrase); };
  const auto in = [&](std::vector<SoughtPhrase> SoughtWords::*list) {
    return std::any_of(words.begin(), words.end(),
                       [&](const SoughtWords& language) { return any(language.*list, said); });
  };
  return in(&SoughtWords::unsettles) && !in(&SoughtWords::boilerplate);
}

std::string unsettling(const std::vector<Sentence>& sentences,
                       const std::vector<SoughtWords>& words) {
  const auto found = std::find_if(sentences.begin(), sentences.end(),
                                  [&](const Sentence& each) { return unsettles(each, words); });
  return found == sentences.end() ? std::string() : one_line(found->text);
}

}  // namespace

void SpokenStatement::add(const SpokenStatement& other) {
  assigns = assigns || other.assigns;
  assigns_all = assigns_all || other.assigns_all;
  refuses = refuses || other.refuses;
  assigned.insert(assigned.end(), other.assigned.begin(), other.assigned.end());
  refused.insert(refused.end(), other.refused.begin(), other.refused.end());
  mentions.insert(mentions.end(), other.mentions.begin(), other.mentions.end());
  if (hedged.empty()) hedged = other.hedged;
  if (unsettled.empty()) unsettled = other.unsettled;
}

SoughtPhrase::SoughtPhrase(const std::string& phrase)
    : letters(letters_of(phrase)),
      words(words_of(decode_utf8(phrase))),
      spaceless(words.size() > 1 && words[1] >= 0x2E80) {}

SoughtWords::SoughtWords(const SentenceWords& from)
    : assigns(sought(from.assigns)),
      does_not_assign(sought(from.does_not_assign)),
      all_texts(sought(from.all_texts)),
      hedges(sought(from.hedges)),
      unsettles(sought(from.unsettles)),
      boilerplate(sought(from.boilerplate)) {}

std::vector<SoughtWords> sought_words(const std::vector<Phrases>& phrases) {
  std::vector<SoughtWords> words;
  words.reserve(phrases.size());
  for (const Phrases& language : phrases) words.emplace_back(language.sentence);
  return words;
}

SpokenStatement statement_in(std::string_view text, const std::vector<SoughtWords>& words,
                             const DraftNames& drafts) {
  SpokenStatement statement;
  const std::u32string decoded = decode_utf8(text);
  const std::vector<Sentence> sentences = sentences_of(decoded);
  for (const Sentence& sentence : sentences) {
    SpokenStatement heard;
    for (const SoughtWords& language : words) hear(sentence, language, drafts, heard);
    if (!heard.assigns && !heard.refuses) {
      Mention mention{{}, one_line(sentence.text)};
      add_to(mention.drafts, drafts.find(sentence.text));
      if (!mention.drafts.empty()) heard.mentions.push_back(std::move(mention));
    }
    statement.add(heard);
  }
  statement.unsettled = unsettling(sentences, words);
  return statement;
}

std::string unsettling_in(std::string_view text, const std::vector<SoughtWords>& words) {
  const std::u32string decoded = decode_utf8(text);
  return unsettling(sentences_of(decoded), words);
}

}  // namespace tallyd
