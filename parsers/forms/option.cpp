// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/forms/option.h"

#include <algorithm>
#include <cstdlib>
#include <string_view>
#include <utility>

#include "parsers/forms/folded.h"
#include "parsers/forms/phrase_match.h"

namespace tallyd {
namespace {

/// From this share of its letters on, an option is out; below the other, it is in; between, unclear.
constexpr double kOut = 0.7;
constexpr double kIn = 0.08;
/// Letters that must be emphasised for the option to be.
constexpr double kEmphasised = 0.6;

struct Candidate {
  const Vocabulary* language = nullptr;
  OptionKind kind = OptionKind::assigns;
  PhraseMatch match;
  std::size_t letters = 0;
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

/// The text may end before the phrase does (a short wording in a narrow cell, a line that wraps): then
/// the phrase's beginning counts, if there is enough of it.
std::optional<PhraseMatch> match_beginning(std::u32string_view text, std::u32string_view words) {
  constexpr std::size_t kEnough = 14;
  if (auto match = match_at_start(text, words, tolerance(words.size()))) return match;
  const bool scriptless = words.size() < kEnough + 4;
  if (scriptless || text.size() >= words.size() || text.size() < kEnough) return std::nullopt;
  return match_at_start(text, words.substr(0, text.size()), tolerance(text.size()) / 2);
}

std::vector<Candidate> candidates(std::u32string_view text,
                                  const std::vector<Vocabulary>& languages) {
  std::vector<Candidate> found;
  for (const Vocabulary& language : languages) {
    for (const auto& [kind, words] : language.options) {
      if (const auto match = match_beginning(text, words)) {
        found.push_back({&language, kind, *match, words.size()});
      }
    }
  }
  std::sort(found.begin(), found.end(), &better);
  return found;
}

bool has_any(std::u32string_view text, const std::vector<std::u32string>& phrases) {
  return std::any_of(phrases.begin(), phrases.end(), [&](const std::u32string& phrase) {
    return match_anywhere(text, phrase, phrase.size() / 4).has_value();
  });
}

/// What follows the words must not belong to the opposite option; where the opposite is almost as near,
/// it must belong to this one.
Identity identity_of(const Candidate& best, const std::vector<Candidate>& all,
                     std::u32string_view rest) {
  const bool outer = best.kind == OptionKind::assigns || best.kind == OptionKind::refuses;
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
  return confirmed ? Identity::clear : Identity::doubtful;
}

void weigh_letters(const Line& line, const Folded& folded, Option& option) {
  std::size_t out = 0;
  std::size_t deleted = 0;
  std::size_t emphasised = 0;
  for (const std::uint32_t source : folded.source) {
    const Marks& marks = line.glyphs[source].marks;
    if (marks.struck || marks.deleted) ++out;
    if (marks.deleted) ++deleted;
    if (marks.bold || marks.highlighted || marks.coloured || marks.underlined) ++emphasised;
  }
  const auto all = static_cast<double>(std::max<std::size_t>(folded.source.size(), 1));
  option.out = static_cast<double>(out) / all;
  option.deleted = deleted * 2 > out;
  option.emphasised = static_cast<double>(emphasised) / all > kEmphasised;
}

/// Words that mark or refuse, of every language: a Frenchman may answer an English form with OUI.
MarkWords all_mark_words(const std::vector<Vocabulary>& languages) {
  MarkWords all;
  for (const Vocabulary& language : languages) {
    const MarkWords& words = language.mark_words;
    all.yes.insert(all.yes.end(), words.yes.begin(), words.yes.end());
    all.no.insert(all.no.end(), words.no.begin(), words.no.end());
  }
  return all;
}

Line part_of(const Line& line, std::size_t from, std::size_t to) {
  Line part = line;
  part.glyphs.assign(line.glyphs.begin() + static_cast<std::ptrdiff_t>(from),
                     line.glyphs.begin() + static_cast<std::ptrdiff_t>(to));
  return part;
}

}  // namespace

std::optional<Option> read_option(const Line& line, const std::vector<Vocabulary>& languages) {
  const MarkedText text = take_marks(line, all_mark_words(languages));
  const Line words = part_of(line, text.begin, text.end);
  const Folded folded = fold(words);
  const std::vector<Candidate> all = candidates(folded.letters, languages);
  if (all.empty()) return std::nullopt;
  const Candidate& best = all.front();
  Option option;
  option.kind = best.kind;
  option.language = best.language;
  option.identity =
      identity_of(best, all, std::u32string_view(folded.letters).substr(best.match.end));
  option.marks = text.before;
  option.marks.insert(option.marks.end(), text.after.begin(), text.after.end());
  option.table = line.table;
  option.row = line.row;
  option.cell = line.cell;
  weigh_letters(words, folded, option);
  return option;
}

std::vector<Line> split_options(const Line& line, const std::vector<Vocabulary>& languages) {
  const Folded folded = fold(line);
  std::vector<std::size_t> cuts;  // letters at which a further option begins
  for (const Vocabulary& language : languages) {
    for (const auto& [kind, words] : language.options) {
      if (kind != OptionKind::no_comments && kind != OptionKind::comments_attached) continue;
      for (std::size_t at = folded.letters.find(words); at != std::u32string::npos;
           at = folded.letters.find(words, at + words.size())) {
        cuts.push_back(at);
      }
    }
  }
  std::sort(cuts.begin(), cuts.end());
  // "No comments" is the beginning of "No comments or suggested changes": one cut for both.
  cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
  std::vector<Line> parts;
  std::size_t from = 0;
  for (const std::size_t cut : cuts) {
    std::size_t glyph = folded.source[cut];
    const std::size_t words_before = cut == 0 ? 0 : folded.source[cut - 1] + 1;
    // The marks in front belong to it: go back to the end of the words before. A lone X is a letter.
    std::size_t begin = words_before;
    if (cut >= 1 && glyph >= 2) {
      const char32_t last = line.glyphs[folded.source[cut - 1]].character;
      const bool alone = cut == 1 || folded.source[cut - 1] > folded.source[cut - 2] + 1;
      if (alone && std::u32string_view(U"XxХхVvoO").find(last) != std::u32string_view::npos) {
        begin = cut == 1 ? 0 : folded.source[cut - 2] + 1;
      }
    }
    // What closes the words before is theirs.
    while (begin < glyph && std::u32string_view(U"):：）⃝").find(line.glyphs[begin].character) !=
                                std::u32string_view::npos) {
      ++begin;
    }
    if (begin <= from) continue;
    parts.push_back(part_of(line, from, begin));
    from = begin;
  }
  parts.push_back(part_of(line, from, line.glyphs.size()));
  return parts;
}

Sign sign_of(const Option& option) {
  const auto has = [&](MarkKind kind) {
    return std::any_of(option.marks.begin(), option.marks.end(),
                       [kind](const Mark& mark) { return mark.kind == kind; });
  };
  if (option.identity == Identity::doubtful || has(MarkKind::unclear)) return Sign::unclear;
  const bool full = has(MarkKind::full);
  const bool refused = has(MarkKind::refusing);
  if (option.out > kIn && option.out < kOut) return Sign::unclear;
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
