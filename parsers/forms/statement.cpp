// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/forms/statement.h"

#include <algorithm>
#include <string>
#include <utility>

#include "parsers/forms/unicode.h"
#include "parsers/split.h"

namespace tallyd {
namespace {

constexpr std::u32string_view kQuestions = U"?؟？";
constexpr std::u32string_view kEnds = U".!。！;；";
/// One that is a "no" and nothing else.
constexpr std::size_t kLongestLine = 80;

struct Sentence {
  Sentence(std::u32string_view of, bool asks, const SoughtWords& sought)
      : words(sought.unheard.cut_from(SentenceWordList(of))),
        text(of),
        question(asks),
        said(sought.deciding.found_in(words.letters)) {}
  bool says(std::size_t list) const { return said.test(list); }

  SentenceWordList words;
  std::u32string_view text;
  bool question;
  LetterPhrases::Lists said;  ///< of the words that decide
};

/// "Circular No. 53": the point that stands there ends no sentence.
bool is_in_number(std::u32string_view text, std::size_t point) {
  const std::size_t next = text.find_first_not_of(U" \u00A0", point + 1);
  if (text[point] != U'.' || next == text.npos || !is_digit(text[next])) return false;
  std::size_t begin = point;
  while (begin > 0 && is_letter(text[begin - 1])) --begin;
  const std::u32string_view word = text.substr(begin, point - begin);
  return word == U"No" || word == U"no" || word == U"Nos" || word == U"Nr";
}

std::vector<Sentence> sentences_of(std::u32string_view text, const SoughtWords& sought) {
  std::vector<Sentence> sentences;
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && text[i] < 0x80 && is_letter(text[i])) continue;  // as nearly all
    const bool question = i < text.size() && is_one_of(text[i], kQuestions);
    const bool blank_line = i + 1 < text.size() && text[i] == U'\n' && text[i + 1] == U'\n';
    // "X.1214" holds a point and no end.
    const bool end = i == text.size() || blank_line ||
                     (is_one_of(text[i], kEnds) &&
                      (i + 1 == text.size() || is_space(text[i + 1]) || text[i] > 0x80) &&
                      !is_in_number(text, i));
    if (!question && !end) continue;
    const std::u32string_view part = text.substr(begin, i - begin);
    sentences.emplace_back(part, question, sought);
    begin = i + 1;
  }
  return sentences;
}

void add_to(NamedInWords& all, const std::vector<NamedDraft>& named) {
  for (const NamedDraft& each : named) all.drafts.push_back(each.draft->designation);
}

/// "The second text", "the last one".
std::vector<int> places_in(const SentenceWordList& sentence, const SoughtWords& words) {
  std::vector<int> places;
  for (std::size_t i = 0; i < words.ordinals.size(); ++i) {
    if (words.ordinals[i].stands_in(sentence)) places.push_back(static_cast<int>(i) + 1);
  }
  if (words.last.stands_in(sentence)) places.push_back(-1);
  return places;
}

NamedInWords named_in(const Sentence& sentence, const SoughtWords& words,
                      const DraftNames& drafts) {
  NamedInWords named;
  add_to(named, drafts.find(sentence.text));
  named.places = places_in(sentence.words, words);
  return named;
}

/// Where the word before that place begins; of ideographs each is one. npos: there is none.
std::size_t word_before(std::u32string_view text, std::size_t at) {
  const auto is_part = [&](std::size_t i) { return is_letter(text[i]) || is_digit(text[i]); };
  while (at > 0 && !is_part(at - 1)) --at;
  if (at == 0) return text.npos;
  --at;
  while (!is_ideograph(text[at]) && at > 0 && is_part(at - 1) && !is_ideograph(text[at - 1])) --at;
  return at;
}

/// Of a text that begins with a word: so many, of ideographs each is one.
SentenceWordList first_words(std::u32string_view text, int count) {
  std::size_t end = 0;
  for (; count > 0 && end < text.size(); --count) {
    while (end < text.size() && is_space(text[end])) ++end;
    const std::size_t begin = end;
    if (end < text.size() && is_ideograph(text[end])) {
      ++end;
      continue;
    }
    while (end < text.size() && !is_space(text[end]) && !is_ideograph(text[end])) ++end;
    if (end == begin) break;
  }
  return SentenceWordList(text.substr(0, end));
}

class Listener {
 public:
  Listener(const SoughtWords& words, const DraftNames& drafts, Hearing hearing)
      : words_(words), drafts_(drafts), hearing_(hearing) {}

  SpokenStatement take() && { return std::move(all_); }

  /// "X.1214: yes / X.1331: no": each draft with a word of its own; "against": a line of its own.
  void list(std::u32string_view text) {
    if (!hears_all(hearing_)) return;
    for (const std::u32string_view line : split(text, U"\n")) {
      if (line.size() > kLongestLine) continue;
      const SentenceWordList words(line);
      if (!words.letters.empty() && words_.says_no.is_whole(words)) all_.refuses = true;
    }
    for (const std::u32string_view part : split(text, U"\n/;|,•、，；")) {
      const std::vector<NamedDraft> named = drafts_.find(part);
      if (named.size() != 1) continue;
      const SentenceWordList list(behind_names(part));
      // A yes may be meant for the names that follow, too: "We approve X.1214, X.1331 and X.1603".
      if (words_.says_no.is_whole(list) ||
          words_.says_no.is_whole(SentenceWordList(before_names(part)))) {
        all_.refuses = true;
        add_to(all_.refused, named);
        listed_.push_back(part);
      } else if (words_.says_yes.is_whole(list)) {
        all_.assigns = true;
        add_to(all_.assigned, named);
        listed_.push_back(part);
      }
    }
  }

  void sentence(const Sentence& sentence) {
    SpokenStatement heard;
    if (hearing_ != Hearing::unsettling) decide(sentence, heard);
    const bool decides = heard.assigns || heard.refuses;
    if (hears_all(hearing_) && !decides) mention(sentence, heard);
    if (hearing_ == Hearing::all && !decides) consent(sentence, heard);
    if (hearing_ == Hearing::all) tell_uncommented(sentence, heard);
    if (unsettles(sentence, heard)) heard.unsettled = one_line(sentence.text);
    if (hears_all(hearing_)) remark(sentence, heard);
    all_.add(heard);
  }

 private:
  /// "Clause 7 should read …": of a note beside comments, it speaks of the text.
  bool is_remark_on_text(const Sentence& sentence) const {
    return hearing_ == Hearing::note && words_.text_places.stands_in(sentence.words) &&
           !words_.objects.stands_in(sentence.words) &&
           !words_.about_reply.stands_in(sentence.words);
  }

  /// "X.1214 (ex X.samtn) – yes": "yes".
  static std::u32string_view behind_names(std::u32string_view text) {
    std::size_t end = text.size();
    while (end > 0 && !is_digit(text[end - 1]) && !is_one_of(text[end - 1], U")）:：=")) --end;
    return text.substr(end);
  }

  /// "NO to ITU-T X.1214": "NO to".
  static std::u32string_view before_names(std::u32string_view text) {
    const auto digit = std::find_if(text.begin(), text.end(), &is_digit);
    text = text.substr(0, static_cast<std::size_t>(digit - text.begin()));
    const auto drop_last = [&text] {
      while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
      while (!text.empty() && !is_space(text.back()) && !is_ideograph(text.back())) {
        text.remove_suffix(1);
      }
    };
    drop_last();
    const std::size_t itu = text.find_last_of(U"TТ");
    if (itu != text.npos && itu > 0 && is_one_of(text[itu - 1], U"-‑–")) drop_last();
    return text;
  }

  /// "This e-mail is confidential": unless it speaks of the reply.
  bool is_disclaimer(const Sentence& sentence) const {
    return words_.disclaimers.stands_in(sentence.words) &&
           !words_.about_reply.stands_in(sentence.words);
  }

  void decide(const Sentence& sentence, SpokenStatement& heard) const {
    if (sentence.question) return;
    for (const DecidingWords& language : words_.languages) decide(sentence, language, heard);
  }

  Sentence clause(std::u32string_view text) const { return {text, false, words_}; }

  bool is_refusal(std::u32string_view text, const DecidingWords& language) const {
    return clause(text).says(language.does_not_assign);
  }

  bool is_assent(std::u32string_view text, const DecidingWords& language) const {
    const Sentence said = clause(text);
    return !said.says(language.does_not_assign) && said.says(language.assigns);
  }

  /// "Assigns authority for X.1214 and does not assign it for X.1331": where what it refuses
  /// begins, or what it assigns if that is the latter; npos: it says one of them only.
  std::size_t second_clause(std::u32string_view text, const DecidingWords& language) const {
    constexpr std::size_t kLongest = 500;  // each word is tried as the beginning
    if (text.size() > kLongest) return text.npos;
    std::size_t refusal = text.size();
    do refusal = word_before(text, refusal);
    while (refusal != text.npos && !is_refusal(text.substr(refusal), language));
    if (refusal == text.npos || refusal == 0) return text.npos;
    if (is_assent(text.substr(0, refusal), language)) return refusal;
    std::size_t assent = text.size();
    do assent = word_before(text, assent);
    while (assent != text.npos && assent > refusal && !is_assent(text.substr(assent), language));
    if (assent == text.npos || assent <= refusal) return text.npos;
    // The last words of "do not assign authority" assign nothing.
    return is_refusal(text.substr(0, assent), language) ? assent : text.npos;
  }

  void decide(const Sentence& sentence, const DecidingWords& language,
              SpokenStatement& heard) const {
    const std::size_t second =
        sentence.says(language.does_not_assign) && drafts_.find(sentence.text).size() > 1
            ? second_clause(sentence.text, language)
            : sentence.text.npos;
    if (second == sentence.text.npos) return decide_clause(sentence, language, heard);
    for (const std::u32string_view text :
         {sentence.text.substr(0, second), sentence.text.substr(second)}) {
      SpokenStatement part;
      decide_clause(clause(text), language, part);
      heard.add(part);
    }
  }

  void decide_clause(const Sentence& sentence, const DecidingWords& language,
                     SpokenStatement& heard) const {
    // "does not assign authority" holds "assign authority".
    const bool refuses = sentence.says(language.does_not_assign);
    const bool of_authority = sentence.says(language.assigns);
    const bool assigns = !refuses && of_authority;
    if ((!refuses && !assigns) || is_disclaimer(sentence)) return;
    const bool all = hears_all(hearing_);
    // Comments disagree with clauses, too.
    if (!all && !of_authority) return;
    // "Cannot support" holds a "can".
    if (language.hedges.stands_in(refuses ? words_.refuses.cut_from(sentence.words)
                                          : sentence.words)) {
      if (!all) return;
      if (refuses || words_.conditions.stands_in(sentence.words)) {
        heard.hedged = one_line(sentence.text);
      }
      return;
    }
    NamedInWords named = named_in(sentence, words_, drafts_);
    const bool all_texts = named.drafts.empty() && sentence.says(language.all_texts);
    if (all_texts) named.places.clear();
    if (refuses) {
      heard.refuses = true;
      heard.refuses_all = all_texts;
      heard.refused.add(named);
    } else {
      heard.assigns = true;
      heard.assigns_all = all_texts;
      heard.assigned.add(named);
    }
  }

  /// It says so, and little else.
  bool has_no_comments(const Sentence& sentence) const {
    constexpr std::size_t kLittle = 16;  // words
    return sentence.words.words.size() <= kLittle && words_.no_comments.stands_in(sentence.words);
  }

  void mention(const Sentence& sentence, SpokenStatement& heard) const {
    Mention mention{named_in(sentence, words_, drafts_), {}};
    if (mention.named.empty()) return;
    mention.sentence = one_line(sentence.text);
    mention.no_comments = has_no_comments(sentence);
    const bool listed = std::any_of(listed_.begin(), listed_.end(), [&](auto part) {
      return part.data() >= sentence.text.data() &&
             part.data() < sentence.text.data() + sentence.text.size();
    });
    if (listed) mention.named.drafts.clear();
    if (!mention.named.empty()) heard.mentions.push_back(mention);
  }

  /// "We would support" and "all but X.1331" consent to nothing.
  void consent(const Sentence& sentence, SpokenStatement& heard) const {
    if (!words_.consents.stands_in(sentence.words)) return;
    // The "sí" of "sí a todo" is no "si".
    const SentenceWordList rest = words_.consents.cut_from(sentence.words);
    const auto hedges = [&](const DecidingWords& language) {
      return language.hedges.stands_in(rest);
    };
    if (sentence.question || words_.sets_apart.stands_in(unreserved(sentence.words)) ||
        negates(sentence.words) || is_disclaimer(sentence) ||
        std::any_of(words_.languages.begin(), words_.languages.end(), hedges)) {
      return;
    }
    heard.consents.push_back({named_in(sentence, words_, drafts_), one_line(sentence.text)});
  }

  /// Not "no other comments", and no list of drafts with comments and without.
  void tell_uncommented(const Sentence& sentence, SpokenStatement& heard) const {
    if (!has_no_comments(sentence) || words_.others.stands_in(sentence.words) ||
        is_disclaimer(sentence)) {
      return;
    }
    const Mention said{named_in(sentence, words_, drafts_), one_line(sentence.text)};
    if (said.named.drafts.size() + said.named.places.size() < 2) heard.uncommented.push_back(said);
  }

  /// "We regret that we cannot support these texts": what refuses is compared with the form, and
  /// unsettles nothing there; what else is said may.
  bool unsettles(const Sentence& sentence, const SpokenStatement& heard) const {
    if (!heard.refuses) return unsettles(sentence, heard.assigns);
    Sentence rest = sentence;
    rest.words = words_.refuses.cut_from(std::move(rest.words));
    return unsettles(rest, heard.assigns);
  }

  bool unsettles(const Sentence& sentence, bool assigns) const {
    if (hearing_ == Hearing::about_reply && !words_.about_reply.stands_in(sentence.words)) {
      return false;
    }
    // Much is said of the texts in a comment, and on a form in its own words.
    const bool doubted = hears_all(hearing_) && !assigns &&
                         words_.objects.stands_in(sentence.words) && casts_doubt(sentence.words);
    // "Our official position will follow."
    const bool replaced =
        words_.other_reply.stands_in(sentence.words) && words_.later.stands_in(sentence.words);
    const bool waits = hears_all(hearing_) && words_.approvers.stands_in(sentence.words) &&
                       words_.waits.stands_in(sentence.words);
    const bool weakened = hears_all(hearing_) && words_.weakens.stands_in(sentence.words) &&
                          words_.objects.stands_in(sentence.words);
    const bool apart = hears_all(hearing_) && sets_drafts_apart(sentence);
    return (doubted || weakened || replaced || waits || apart ||
            (words_.unsettles.stands_in(sentence.words) && !is_remark_on_text(sentence)) ||
            (assigns && words_.conditions.stands_in(sentence.words)) ||
            (sentence.question && words_.asks.stands_in(sentence.words))) &&
           !is_disclaimer(sentence);
  }

  /// "X.1214 and X.1603, but not X.1331": between names, and not the "no" of "no comments".
  bool sets_drafts_apart(const Sentence& sentence) const {
    if (!words_.sets_apart.stands_in(sentence.words) || drafts_.find(sentence.text).size() < 2) {
      return false;
    }
    for (std::size_t at = 0; at < sentence.text.size(); ++at) {
      const std::u32string_view rest = sentence.text.substr(at);
      const bool begins =
          is_letter(rest.front()) &&
          (at == 0 || !is_letter(sentence.text[at - 1]) || is_ideograph(rest.front()));
      if (!begins || !words_.sets_apart.is_whole(first_words(rest, 1)) ||
          words_.no_comments.stands_in(first_words(rest, 3))) {
        continue;
      }
      const std::vector<NamedDraft> before = drafts_.find(sentence.text.substr(0, at));
      const std::vector<NamedDraft> behind = drafts_.find(rest);
      const auto is_new = [&](const NamedDraft& named) {
        return std::find(before.begin(), before.end(), named) == before.end();
      };
      if (!before.empty() && std::any_of(behind.begin(), behind.end(), is_new)) return true;
    }
    return false;
  }

  /// The "no" of "no comments" doubts nothing.
  bool casts_doubt(const SentenceWordList& words) const {
    return words_.casts_doubt.stands_in(words) &&
           (!words_.no_comments.stands_in(words) ||
            words_.casts_doubt.stands_in(words_.no_comments.cut_from(words)));
  }

  /// Says "not" or "only" of anything but comments and objections.
  bool negates(const SentenceWordList& words) const {
    return words_.negates.stands_in(words) && words_.negates.stands_in(unreserved(words));
  }

  /// Without "no comments" and "no objections".
  SentenceWordList unreserved(const SentenceWordList& words) const {
    return words_.unreserved.cut_from(words_.no_comments.cut_from(words));
  }

  void remark(const Sentence& sentence, SpokenStatement& heard) const {
    const bool reserves =
        (words_.reserves.stands_in(sentence.words) &&
         !words_.unreserved.stands_in(sentence.words)) ||
        (words_.weakens.stands_in(sentence.words) && words_.texts.stands_in(sentence.words)) ||
        (!heard.assigns && !heard.refuses && negates(sentence.words));
    const bool speaks = words_.speaks_for.stands_in(sentence.words);
    if ((!reserves && !speaks) || is_disclaimer(sentence)) return;
    if (reserves) heard.reserved = one_line(sentence.text);
    if (speaks) heard.for_others.push_back(one_line(sentence.text));
  }

  const SoughtWords& words_;
  const DraftNames& drafts_;
  const Hearing hearing_;
  SpokenStatement all_;
  std::vector<std::u32string_view> listed_;  ///< parts that list() understood
};

/// "Comments of the operators", and no sentence: "保留意见" are reservations.
bool is_heading_of_comments(std::u32string_view line, const SoughtWords& words) {
  const SentenceWordList all(line);
  return line.back() != U'.' && line.back() != U'。' && words.comment_headings.stands_in(all) &&
         !words.reserves.stands_in(all);
}

}  // namespace

std::string one_line(std::u32string_view sentence) {
  std::u32string text(sentence);
  std::replace_if(
      text.begin(), text.end(), [](char32_t c) { return is_space(c); }, U' ');
  const std::size_t begin = text.find_first_not_of(U' ');
  return begin == text.npos ? std::string() : encode_utf8(text.substr(begin));
}

void NamedInWords::add(const NamedInWords& other) {
  drafts.insert(drafts.end(), other.drafts.begin(), other.drafts.end());
  places.insert(places.end(), other.places.begin(), other.places.end());
}

void SpokenStatement::add(const SpokenStatement& other) {
  const auto append = [](auto& all, const auto& more) {
    all.insert(all.end(), more.begin(), more.end());
  };
  assigns = assigns || other.assigns;
  assigns_all = assigns_all || other.assigns_all;
  refuses = refuses || other.refuses;
  refuses_all = refuses_all || other.refuses_all;
  assigned.add(other.assigned);
  refused.add(other.refused);
  append(mentions, other.mentions);
  append(consents, other.consents);
  append(uncommented, other.uncommented);
  append(for_others, other.for_others);
  if (hedged.empty()) hedged = other.hedged;
  if (unsettled.empty()) unsettled = other.unsettled;
  if (reserved.empty()) reserved = other.reserved;
}

SpokenStatement statement_in(std::string_view text, const SoughtWords& words,
                             const DraftNames& drafts, Hearing hearing) {
  const std::u32string decoded = decode_utf8(text);
  Listener listener(words, drafts, hearing);
  listener.list(decoded);
  for (const Sentence& sentence : sentences_of(decoded, words)) listener.sentence(sentence);
  return std::move(listener).take();
}

std::size_t comments_in(std::string_view text, const SoughtWords& words) {
  constexpr std::size_t kLongest = 60;  // bytes
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(at, end - at);
    if (!line.empty() && line.size() <= kLongest &&
        is_heading_of_comments(decode_utf8(line), words)) {
      return at;
    }
    at = end + 1;
  }
  return text.npos;
}

bool is_letter_to_somebody(std::string_view text, const SoughtWords& words) {
  return words.salutations.stands_in(SentenceWordList(decode_utf8(text)));
}

}  // namespace tallyd
