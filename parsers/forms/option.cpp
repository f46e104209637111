// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/forms/option.h"

#include <algorithm>
#include <cstdlib>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "parsers/forms/folded.h"
#include "parsers/forms/letter_pairs.h"
#include "parsers/forms/letter_shapes.h"
#include "parsers/forms/phrase_match.h"
#include "parsers/forms/unicode.h"

namespace tallyd {
namespace {

/// From this share of its letters on, an option is out; with none it is in; between, unclear: who
/// strikes out "not" means the opposite.
constexpr double kOut = 0.7;
/// Letters that must be emphasised for the option to be.
constexpr double kEmphasised = 0.6;
/// Letters of a phrase, and more: what stands further on in a line is not compared with it.
constexpr std::size_t kLongest = 400;

struct Candidate {
  const Vocabulary* language = nullptr;
  OptionKind kind = OptionKind::assigns;
  PhraseMatch match;
  std::size_t letters = 0;
  bool whole = true;
};

OptionKind opposite(OptionKind kind) {
  switch (kind) {
    case OptionKind::assigns:
      return OptionKind::refuses;
    case OptionKind::refuses:
      return OptionKind::assigns;
    case OptionKind::no_comments:
      return OptionKind::comments_attached;
    case OptionKind::comments_attached:
      return OptionKind::no_comments;
  }
  std::abort();
}

bool better(const Candidate& a, const Candidate& b) {
  // Fewer mistakes for its length; of equals, the longer one says more.
  const auto a_rate = a.match.cost * b.letters;
  const auto b_rate = b.match.cost * a.letters;
  return a_rate != b_rate ? a_rate < b_rate : a.letters > b.letters;
}

/// What is seen of a text at a glance.
struct Seen {
  explicit Seen(std::u32string_view text) : letters(text), pairs(text) {}
  LetterSet letters;
  LetterPairs pairs;
};

/// The text may end before the phrase does (a short wording in a narrow cell, a line that wraps):
/// then the phrase's beginning counts, if there is enough of it.
std::optional<PhraseMatch> match_beginning(std::u32string_view text, const Seen& seen,
                                           const Vocabulary::Wording& wording) {
  constexpr std::size_t kEnough = 14;
  const std::u32string_view words = wording.words;
  const bool scriptless = words.size() < kEnough + 4;
  if (scriptless || text.size() >= words.size() || text.size() < kEnough) return std::nullopt;
  const std::size_t most = tolerance(text.size()) / 2;
  if (seen.letters.missing_in(wording.letters) > most) return std::nullopt;
  const std::u32string_view beginning = words.substr(0, text.size());
  if (text.size() <= kLongest && !seen.pairs.may_hold(beginning, most)) return std::nullopt;
  return match_at_start(text, beginning, most);
}

/// By a word, not by a letter that was misread: what is missing then are no mistakes.
bool ends_before(std::u32string_view text, const Vocabulary::Wording& wording) {
  constexpr std::size_t kWord = 4;
  return text.size() + kWord <= wording.words.size();
}

std::vector<Candidate> exact_candidates(std::u32string_view text,
                                        const std::vector<Vocabulary>& languages) {
  std::vector<Candidate> found;
  for (const Vocabulary& language : languages) {
    for (const Vocabulary::Wording& wording : language.options) {
      const std::size_t letters = wording.words.size();
      if (!text.starts_with(wording.words)) continue;
      found.push_back({&language, wording.kind, {letters, 0}, letters, true});
    }
  }
  return found;
}

std::vector<Candidate> near_candidates(std::u32string_view text,
                                       const std::vector<Vocabulary>& languages) {
  const Seen seen(text.substr(0, kLongest));
  const auto may_begin = [&](const Vocabulary::Wording& wording, std::size_t most) {
    const std::size_t letters = wording.words.size();
    if (letters > text.size() + most) return false;
    return letters + most > kLongest || (wording.letters.missing_in(seen.letters) <= most &&
                                         seen.pairs.may_hold(wording.pairs, most));
  };
  std::vector<Candidate> found;
  for (const Vocabulary& language : languages) {
    for (const Vocabulary::Wording& wording : language.options) {
      const std::size_t letters = wording.words.size();
      const std::size_t most = tolerance(letters);
      const auto match =
          may_begin(wording, most) ? match_at_start(text, wording.words, most) : std::nullopt;
      const auto part = !match || ends_before(text, wording) ? match_beginning(text, seen, wording)
                                                             : std::nullopt;
      if (part && (!match || part->cost < match->cost)) {
        found.push_back({&language, wording.kind, *part, letters, false});
      } else if (match) {
        found.push_back({&language, wording.kind, *match, letters, true});
      }
    }
  }
  return found;
}

/// The best first. What is only near to a phrase does not count beside one that stands there.
std::vector<Candidate> candidates(std::u32string_view text,
                                  const std::vector<Vocabulary>& languages) {
  std::vector<Candidate> found = exact_candidates(text, languages);
  if (found.empty()) found = near_candidates(text, languages);
  std::sort(found.begin(), found.end(), &better);
  return found;
}

bool has_any(std::u32string_view text, const std::vector<std::u32string>& phrases) {
  return std::any_of(phrases.begin(), phrases.end(), [&](const std::u32string& phrase) {
    return match_anywhere(text, phrase, phrase.size() / 4).has_value();
  });
}

/// What follows the words must not belong to the opposite option; where the opposite is almost as
/// near, it must belong to this one.
Identity identity_of(const Candidate& best, const std::vector<Candidate>& all,
                     std::u32string_view rest) {
  const bool outer = is_outer(best.kind);
  const bool assigns = best.kind == OptionKind::assigns;
  const Vocabulary& language = *best.language;
  if (outer && has_any(rest, assigns ? language.refuses_tail : language.assigns_tail)) {
    return Identity::doubtful;
  }
  if (best.match.cost == 0) return Identity::clear;
  const bool rival = std::any_of(all.begin(), all.end(), [&](const Candidate& other) {
    return other.kind == opposite(best.kind) && other.match.cost <= best.match.cost + 3;
  });
  if (!rival) return Identity::clear;
  const bool confirmed =
      outer && has_any(rest, assigns ? language.assigns_tail : language.refuses_tail);
  return confirmed ? Identity::confirmed : Identity::doubtful;
}

void weigh_letters(const Line& line, const Folded& folded, Option& option) {
  std::size_t out = 0;
  std::size_t deleted = 0;
  std::size_t emphasised = 0;
  for (const std::uint32_t source : folded.source) {
    const Marks& marks = line.glyphs[source].marks;
    if (marks.struck || marks.deleted) ++out;
    if (marks.deleted) ++deleted;
    if (marks.unseen) option.unseen = true;
    if (marks.bold || marks.highlighted || marks.coloured || marks.underlined) ++emphasised;
  }
  const auto all = static_cast<double>(std::max<std::size_t>(folded.source.size(), 1));
  option.out = static_cast<double>(out) / all;
  option.deleted = deleted * 2 > out;
  option.emphasised = static_cast<double>(emphasised) / all > kEmphasised;
}

/// The numbers that stand among the first `count` letters.
std::vector<int> numbers_among(const Line& line, const Folded& folded, std::size_t count) {
  constexpr int kMost = 9999;
  std::vector<int> numbers;
  if (count == 0) return numbers;
  bool in_number = false;
  for (std::size_t i = folded.source.front(); i < folded.source[count - 1]; ++i) {
    const Glyph& glyph = line.glyphs[i];
    const bool digit = glyph.box == nullptr && !glyph.out() && is_digit(glyph.character);
    if (digit && !in_number) numbers.push_back(0);
    if (digit) numbers.back() = std::min(numbers.back() * 10 + digit_value(glyph.character), kMost);
    in_number = digit;
  }
  return numbers;
}

/// Letters that are typed as marks.
bool is_typed_mark(char32_t c) { return is_one_of(c, U"XxХхVvＸｘＶｖ"); }

/// "无意见是", "AttachedYES", "AttachedX": a word or letter that marks, and nothing else, right
/// behind the option's own.
std::optional<Mark> mark_behind(const Candidate& best, std::u32string_view rest,
                                const MarkWords& words) {
  const auto is_in = [&](const std::vector<std::u32string>& set) {
    return best.match.cost == 0 && std::find(set.begin(), set.end(), rest) != set.end();
  };
  const bool letter = best.match.cost == 0 && rest.size() == 1 && is_typed_mark(rest.front());
  if (letter || is_in(words.yes)) return Mark{MarkKind::full, encode_utf8(rest)};
  if (is_in(words.no)) return Mark{MarkKind::unclear, encode_utf8(rest)};
  return std::nullopt;
}

/// "Комментариев нет": a word that would take the option out, behind it, is its own.
void keep_own_word(const Line& line, const Languages& languages, MarkedText& text) {
  if (text.after.size() != 1 || text.after.front().kind != MarkKind::refusing) return;
  const std::u32string letters = letters_of(part_of(line, text.begin, line.glyphs.size())).letters;
  const std::vector<std::u32string>& no = languages.mark_words.no;
  const auto is_own = [&](const Vocabulary::Wording& wording) {
    const bool ends_so = std::any_of(no.begin(), no.end(), [&](const std::u32string& word) {
      return letters.ends_with(word) && wording.words.ends_with(word);
    });
    if (!ends_so) return false;
    const auto match = match_at_start(letters, wording.words, tolerance(wording.words.size()));
    return match && match->end == letters.size();
  };
  const bool own =
      std::any_of(languages.vocabularies.begin(), languages.vocabularies.end(),
                  [&](const Vocabulary& language) {
                    return std::any_of(language.options.begin(), language.options.end(), is_own);
                  });
  if (!own) return;
  text.end = line.glyphs.size();
  text.after.clear();
}

/// Two words that mark stand behind an option: one of them may belong to the next option.
bool has_two_words(const std::vector<Mark>& marks) {
  const auto is_word = [](const Mark& mark) {
    const std::u32string seen = decode_utf8(mark.seen);
    const bool long_enough = seen.size() > 1 || (!seen.empty() && is_ideograph(seen.front()));
    return mark.kind == MarkKind::full && mark.place.page == 0 && long_enough &&
           std::all_of(seen.begin(), seen.end(), [](char32_t c) { return is_letter(c); });
  };
  return std::count_if(marks.begin(), marks.end(), is_word) > 1;
}

/// Where an inner option begins within a line: letters before it.
std::vector<std::size_t> inner_beginnings(std::u32string_view letters, const Languages& languages) {
  const Seen seen(letters);
  std::vector<std::size_t> found;
  std::vector<std::pair<std::size_t, std::size_t>> spans;
  for (const Vocabulary& language : languages.vocabularies) {
    for (const auto& [kind, words, set, pairs] : language.options) {
      if (is_outer(kind) || set.missing_in(seen.letters) > 0) continue;
      if (!seen.pairs.may_hold(pairs, 0)) continue;
      for (std::size_t at = letters.find(words); at != letters.npos;
           at = letters.find(words, at + words.size())) {
        spans.emplace_back(at, at + words.size());
      }
    }
  }
  // "Comments attached" is the end of "With comments attached".
  for (const auto& span : spans) {
    const bool within = std::any_of(spans.begin(), spans.end(), [&span](const auto& other) {
      return other.first < span.first && span.second <= other.second;
    });
    if (!within) found.push_back(span.first);
  }
  std::sort(found.begin(), found.end());
  // "No comments" is the beginning of "No comments or suggested changes": one for both.
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

/// The glyph at which what belongs to the option starts: its marks stand behind the words before. A
/// lone X is a mark; what closes those words is theirs.
std::size_t start_of_marks(const Line& line, const Folded& folded, std::size_t cut) {
  if (cut == 0) return 0;
  const auto is_any = [&](std::size_t glyph, std::u32string_view set) {
    return set.find(line.glyphs[glyph].character) != set.npos;
  };
  const std::size_t last = folded.source[cut - 1];
  const std::size_t before = cut >= 2 ? folded.source[cut - 2] + 1 : 0;
  std::size_t begin = last + 1;
  if ((cut == 1 || last > before) && is_any(last, U"XxХхVvoOＸｘ")) begin = before;
  if (begin == 0) return 0;  // nothing that could be closed
  for (std::size_t i = begin; i < folded.source[cut] && is_any(i, U" ):：）"); ++i) {
    if (!is_any(i, U" ")) begin = i + 1;
  }
  return begin;
}

}  // namespace

struct OptionFinder::Known {
  std::unordered_map<std::u32string, std::vector<Candidate>> by_letters;

  const std::vector<Candidate>& of(const std::u32string& letters,
                                   const std::vector<Vocabulary>& languages) {
    const auto [known, is_new] = by_letters.try_emplace(letters);
    if (is_new) known->second = candidates(letters, languages);
    return known->second;
  }
  /// "XNo comments": the words are nearer to an option's without the mark before them.
  bool begins_with_mark(const Line& words, const std::vector<Vocabulary>& languages) {
    const Glyph& first = words.glyphs.front();
    if (first.box != nullptr || first.out() || !is_typed_mark(first.character)) return false;
    const std::vector<Candidate>& with = of(letters_of(words).letters, languages);
    const Line bare = part_of(words, 1, words.glyphs.size());
    const std::vector<Candidate>& without = of(letters_of(bare).letters, languages);
    return !without.empty() &&
           (with.empty() || without.front().match.cost < with.front().match.cost);
  }
};

OptionFinder::OptionFinder(const Languages& languages)
    : languages_(languages), known_(std::make_unique<Known>()) {}
OptionFinder::~OptionFinder() = default;

/// A line's words without the marks around them, and the options that they may be.
struct OptionFinder::Words {
  MarkedText text;
  Line line;
  Folded folded;
  const std::vector<Candidate>* candidates = nullptr;  ///< none: it is no option
};

OptionFinder::Words OptionFinder::words_of(const Line& line) {
  Words found{take_marks(line, languages_.mark_words), {}, {}};
  MarkedText& text = found.text;
  if (text.begin == text.end) return found;
  keep_own_word(line, languages_, text);
  found.line = part_of(line, text.begin, text.end);
  if (known_->begins_with_mark(found.line, languages_.vocabularies)) {
    text.before.push_back({MarkKind::full, encode_utf8({&found.line.glyphs.front().character, 1})});
    found.line = part_of(line, ++text.begin, text.end);
  }
  found.folded = letters_of(found.line);
  const std::vector<Candidate>& all = known_->of(found.folded.letters, languages_.vocabularies);
  if (!all.empty()) found.candidates = &all;
  return found;
}

bool OptionFinder::is_option(const Line& line) { return words_of(line).candidates != nullptr; }

std::optional<Option> OptionFinder::find(const Line& line) {
  const Words found = words_of(line);
  if (found.candidates == nullptr) return std::nullopt;
  const auto& [text, words, folded, candidates] = found;
  const std::vector<Candidate>& all = *candidates;
  const Candidate& best = all.front();
  Option option;
  option.kind = best.kind;
  option.language = best.language->language;
  option.identity =
      identity_of(best, all, std::u32string_view(folded.letters).substr(best.match.end));
  option.whole = best.whole;
  option.cost = best.match.cost;
  option.words = folded.letters.substr(0, best.match.end);
  option.rest = folded.letters.substr(best.match.end);
  option.marks = text.before;
  option.marks.insert(option.marks.end(), text.after.begin(), text.after.end());
  if (auto mark = mark_behind(best, option.rest, languages_.mark_words)) {
    option.marks.push_back(std::move(*mark));
    option.rest.clear();
  }
  if (const auto mark = mark_among(line, text, languages_.mark_words)) {
    option.marks.push_back({MarkKind::unclear, mark->seen, mark->place});
  }
  if (has_two_words(text.after)) option.marks.push_back({MarkKind::unclear, "two words"});
  option.mark_behind = option.marks.size() > text.before.size();
  option.text = shown_of(line);
  weigh_letters(words, folded, option);
  option.numbers = numbers_among(words, folded, best.match.end);
  return option;
}

std::vector<Line> split_options(const Line& line, const Languages& languages) {
  const Folded folded = letters_of(line);
  std::vector<Line> parts;
  std::size_t from = 0;
  for (const std::size_t cut : inner_beginnings(folded.letters, languages)) {
    const std::size_t begin = start_of_marks(line, folded, cut);
    const Line before = part_of(line, from, std::max(from, std::size_t{folded.source[cut]}));
    const MarkedText text = take_marks(before, languages.mark_words);
    if (begin <= from || text.begin == text.end) continue;  // "YES No comments": one option
    parts.push_back(part_of(line, from, begin));
    from = begin;
  }
  parts.push_back(part_of(line, from, line.glyphs.size()));
  return parts;
}

bool is_of_the_form(std::u32string_view letters, const Languages& languages) {
  if (letters.size() < 2) return true;
  // A word like "yes" stands in a longer phrase by chance.
  const bool is_long = letters.size() >= (is_ideograph(letters.front()) ? 4U : 8U);
  const LetterPairs pairs(letters);
  const auto holds = [&](const std::u32string& words) {
    const std::size_t most = tolerance(words.size());
    return (is_long && words.find(letters) != words.npos) ||
           (pairs.may_hold(words, most) && match_anywhere(letters, words, most).has_value());
  };
  // A line that begins in the words of an option and ends in what they go on with.
  const auto is_piece = [&](const Vocabulary::Whole& whole) {
    const std::size_t most = tolerance(letters.size()) / 2;
    return whole.pairs.may_hold(letters, most) &&
           match_anywhere(whole.words, letters, most).has_value();
  };
  // The end of a longer wording than the one that stands there to the letter: a letter of it may
  // have been misread. "not" would be more.
  const auto is_inner = [&](const Vocabulary::Whole& whole) {
    return whole.pairs.may_hold(letters, 1) && match_anywhere(whole.words, letters, 1).has_value();
  };
  // Dots are read wrongly where no letter is.
  const std::u32string shapes = is_long ? without_dots(letters) : std::u32string();
  const auto has_shape = [&](const std::u32string& words) {
    return match_anywhere(words, shapes, 1).has_value();
  };
  return std::any_of(
      languages.vocabularies.begin(), languages.vocabularies.end(), [&](const Vocabulary& v) {
        return (is_long && std::any_of(v.inner_shapes.begin(), v.inner_shapes.end(), has_shape)) ||
               (is_long && std::any_of(v.wholes.begin(), v.wholes.end(), is_piece)) ||
               (is_long && std::any_of(v.inner_wholes.begin(), v.inner_wholes.end(), is_inner)) ||
               std::any_of(v.options.begin(), v.options.end(),
                           [&](const auto& o) { return holds(o.words); }) ||
               std::any_of(v.assigns_tail.begin(), v.assigns_tail.end(), holds) ||
               std::any_of(v.refuses_tail.begin(), v.refuses_tail.end(), holds);
      });
}

Sign sign_of(const Option& option) {
  const auto has = [&](MarkKind kind) {
    return std::any_of(option.marks.begin(), option.marks.end(), [&](const Mark& mark) {
      return mark.kind == kind && !(mark.struck && option.out >= kOut);
    });
  };
  if (option.identity == Identity::doubtful || option.unseen || has(MarkKind::unclear)) {
    return Sign::unclear;
  }
  const bool full = has(MarkKind::full);
  const bool refused = has(MarkKind::refusing);
  if (option.out > 0 && option.out < kOut) return Sign::unclear;
  const bool out = option.out >= kOut || refused;
  if (full && out) return Sign::unclear;
  if (full) return Sign::marked;
  return out ? Sign::removed : Sign::left;
}

std::string evidence_of(const Option& option) {
  static constexpr std::string_view kNames[] = {"assigns authority", "does not assign authority",
                                                "no comments", "comments attached"};
  const std::string name = "“" + std::string(kNames[static_cast<int>(option.kind)]) + "”";
  for (const Mark& mark : option.marks) {
    if (mark.kind == MarkKind::full) return mark.seen + " beside " + name;
    if (mark.kind == MarkKind::refusing) return mark.seen + " beside " + name;
  }
  if (option.out >= kOut) return name + (option.deleted ? " deleted" : " struck out");
  return {};
}

}  // namespace tallyd
