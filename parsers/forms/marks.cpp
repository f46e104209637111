// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/forms/marks.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include "parsers/forms/folded.h"
#include "parsers/forms/unicode.h"

namespace tallyd {
namespace {

constexpr std::u32string_view kEmpty =
    U"☐□▢◻◽⬜❏❐❑❒○◯〇⃝⚪◌"
    U"\u2B55\u274D\u26AC\u2B1A\u20DE"
    U"▯⭘\U0001F78E\U0001F785\U0001F532";
constexpr std::u32string_view kFull =
    U"☒☑☓✓✔✕✖✗✘■▣◼◾⬛●◉⦿⊗⊙⊠⊡"
    U"\U0001F5F9\U0001F5F7\U0001F5F8\U0001F518√⬤⚫◙☞➔"
    U"\u2705\u274E\u2BBD\U0001F147\u2A2F\u2A02"
    U"◎◍▮\U0001F795\U0001F789"
    U"×╳❌\u2A09\u2327\u26DD\u2BBE\u2BBF\u24E7\u24CD"
    U"\U0001F535\U0001F7E2\U0001F7E6\U0001F7E9\u23FA\u23F9█"
    U"\U0001F5D9\U0001F5F4\U0001F5F5\U0001F5F6\U00010102\U0001F167\U0001F187";
// Latin, Cyrillic, Greek and wide letters; þ, ý, ü and û are ☑, ☒, ✓ and ✗ of Wingdings in another
// font.
constexpr std::u32string_view kTyped = U"XxХхVv√ＸｘΧχＶｖⅩⅹⅤⅴþýüû";
constexpr std::u32string_view kOverlays = U"\u0335\u0336\u0337\u0338\u20D2\u20D3\u20E0\u20E5";
constexpr std::u32string_view kBullets = U"-–—•·▪‣*◦►➢";
constexpr std::size_t kMostInBrackets = 9;

bool is_latin(char32_t c) { return c < 0x80 && is_letter(c); }
/// As nearly all is: no bracket.
bool is_plain(char32_t c) { return is_latin(c) || c == U' '; }

/// No ASCII stands in either set.
bool is_empty_sign(char32_t c) { return c >= 0x80 && is_one_of(c, kEmpty); }
bool is_full_sign(char32_t c) { return c >= 0x80 && is_one_of(c, kFull); }

/// A span of glyphs that is one mark, or to be passed over (no mark).
struct Token {
  std::size_t begin = 0, end = 0;
  std::optional<Mark> mark;
};

class Reader {
 public:
  Reader(const Line& line, const MarkWords& words) : line_(line), words_(words) {}

  MarkedText read() {
    MarkedText text;
    std::size_t at = skip_space(0);
    while (const auto token = token_at(at)) {
      if (const auto mark = weighed(*token)) text.before.push_back(*mark);
      at = skip_space(token->end);
    }
    text.begin = at;
    std::size_t end = skip_space_back(size(), at);
    while (const auto token = token_before(end, at)) {
      if (const auto mark = weighed(*token)) text.after.insert(text.after.begin(), *mark);
      end = skip_space_back(token->begin, at);
    }
    text.end = std::max(end, at);
    return text;
  }

  std::optional<Mark> among(const MarkedText& text) const {
    for (std::size_t i = text.begin; i < text.end; ++i) {
      const Checkbox* box = line_.glyphs[i].box;
      if (box == nullptr && is_plain(at(i))) continue;
      const auto token = box ? std::optional(Token{i, i + 1, mark_of(*box)}) : brackets_at(i);
      if (!token || token->end > text.end) continue;
      std::optional<Mark> mark = weighed(*token);
      if (mark && mark->kind == MarkKind::full) return mark;
    }
    return std::nullopt;
  }

 private:
  std::size_t size() const { return line_.glyphs.size(); }
  char32_t at(std::size_t i) const { return i < size() ? line_.glyphs[i].character : 0; }
  bool space_at(std::size_t i) const { return i >= size() || is_space(at(i)); }

  /// With a line through it, which may take it back or underline it.
  bool is_struck_mark(std::size_t i) const {
    const Glyph& glyph = line_.glyphs[i];
    if (!glyph.marks.struck || glyph.marks.deleted) return false;
    return glyph.box != nullptr ? glyph.box->state == Checkbox::State::checked
                                : is_full_sign(glyph.character);
  }
  /// The token's mark as what was done to its glyphs leaves it; none: it was deleted.
  std::optional<Mark> weighed(const Token& token) const {
    std::optional<Mark> mark = token.mark;
    bool deleted = true;
    bool unseen = false;
    for (std::size_t i = token.begin; i < token.end && mark; ++i) {
      const Marks& marks = line_.glyphs[i].marks;
      mark->struck = mark->struck || (marks.struck && !marks.deleted);
      unseen = unseen || marks.unseen;
      deleted = deleted && marks.deleted;
    }
    if (!mark || deleted) return std::nullopt;
    if ((mark->struck || unseen) && mark->kind != MarkKind::empty) mark->kind = MarkKind::unclear;
    return mark;
  }

  /// Spaces, and what was deleted or struck out as long as it is no letter.
  bool passed_over(std::size_t i) const {
    const Glyph& glyph = line_.glyphs[i];
    if (is_struck_mark(i)) return false;
    if (glyph.box != nullptr) return glyph.out();
    return is_space(glyph.character) || (glyph.out() && !is_letter(glyph.character));
  }
  std::size_t skip_space(std::size_t i) const {
    while (i < size() && passed_over(i)) ++i;
    return i;
  }
  std::size_t skip_space_back(std::size_t end, std::size_t least) const {
    while (end > least && passed_over(end - 1)) --end;
    return end;
  }

  static Mark mark_of(const Checkbox& box) {
    switch (box.state) {
      case Checkbox::State::empty:
        return {MarkKind::empty, "an empty box", box.place};
      case Checkbox::State::checked:
        return {MarkKind::full, "a checked box", box.place};
      case Checkbox::State::unclear:
        return {MarkKind::unclear, "a box that can't be read clearly", box.place};
      case Checkbox::State::lost:
        return {MarkKind::lost, "a box whose state is lost", box.place};
    }
    return {};
  }

  std::string seen(std::size_t begin, std::size_t end) const {
    std::u32string text;
    for (std::size_t i = begin; i < end; ++i) text += at(i);
    return encode_utf8(text);
  }
  Token token(std::size_t begin, std::size_t end, MarkKind kind) const {
    return {begin, end, Mark{kind, seen(begin, end)}};
  }

  std::optional<Token> token_at(std::size_t i) const {
    if (i >= size()) return std::nullopt;
    if (const Checkbox* box = line_.glyphs[i].box) return Token{i, i + 1, mark_of(*box)};
    if (auto bracketed = brackets_at(i)) return bracketed;
    if (auto glyph = glyph_at(i)) return glyph;
    if (auto word = word_at(i)) return word;
    if (auto leader = leader_at(i)) return leader;
    if (auto numbering = numbering_at(i)) return numbering;
    if (auto pointed = pointed_at(i)) return pointed;
    if (auto arrow = arrow_at(i)) return arrow;
    return is_odd(i) ? std::optional(token(i, i + 1, MarkKind::odd)) : std::nullopt;
  }

  /// "→", "❖", "?" and the like; a letter alone that is no word of a form, as a box or a tick
  /// becomes when its font is lost.
  bool is_odd(std::size_t i) const {
    const char32_t c = at(i);
    if (is_one_of(c, U"+?!#@►➢‣▪◦") || is_one_of(c, kOverlays)) return true;
    if (c < 0x80 || is_space(c)) {
      return is_letter(c) && !is_one_of(c, U"aeouyAEOU") && space_at(i + 1) && c < 0x80;
    }
    return is_symbol(c);
  }
  /// "→ X", "--> X": an arrow that points to a mark says the same.
  std::optional<Token> pointed_at(std::size_t i) const {
    const bool sign = is_one_of(at(i), U"→⇒➔➜►➤");
    const std::optional<Token> typed = sign ? std::nullopt : arrow_at(i);
    if (!sign && !typed) return std::nullopt;
    const std::size_t begin = skip_space(sign ? i + 1 : typed->end);
    std::optional<Token> mark = brackets_at(begin);
    if (!mark) mark = glyph_at(begin);
    if (!mark || !mark->mark || mark->mark->kind != MarkKind::full) return std::nullopt;
    return token(i, mark->end, MarkKind::full);
  }
  /// "->", "==>", "<--".
  std::optional<Token> arrow_at(std::size_t i) const {
    std::size_t end = i;
    while (is_one_of(at(end), U"<>=-–—") && end < size()) ++end;
    const bool headed = std::any_of(line_.glyphs.begin() + static_cast<std::ptrdiff_t>(i),
                                    line_.glyphs.begin() + static_cast<std::ptrdiff_t>(end),
                                    [](const Glyph& g) { return is_one_of(g.character, U"<>"); });
    if (!headed) return std::nullopt;
    return token(i, end, MarkKind::odd);
  }
  /// "....", "..X..", "___X___": a line to write on.
  std::optional<Token> leader_at(std::size_t i) const {
    constexpr std::u32string_view kLeaders = U"._…";
    std::size_t end = i;
    bool full = false;
    for (; end < size(); ++end) {
      const bool mark = is_one_of(at(end), kTyped) || is_full_sign(at(end));
      if (!is_one_of(at(end), kLeaders) && !(mark && !full && end > i)) break;
      full = full || mark;
    }
    const bool is_long = end >= i + 2 || at(i) == U'…';
    const bool alone = !is_letter(at(end)) && !is_digit(at(end));
    if (end == i || !is_long || !(alone || is_one_of(at(end - 1), kLeaders))) return std::nullopt;
    return token(i, end, full ? MarkKind::full : MarkKind::empty);
  }

  /// "[X]", "( )", "|_|", "<x>", "_X_".
  std::optional<Token> brackets_at(std::size_t i) const {
    constexpr std::u32string_view kOpen = U"[(|<{_［（【〔「『〖";
    constexpr std::u32string_view kClose = U"])|>}_］）】〕」』〗";
    if (is_plain(at(i))) return std::nullopt;
    if (auto pair = pair_at(i, kOpen, kClose)) return pair;
    if (at(i) == U'_') return token(i, i + 1, MarkKind::empty);
    // Printed leftwards they are turned round, and some PDFs name what is seen.
    auto turned = pair_at(i, U"])", U"[(");
    return turned && is_arabic() ? turned : std::nullopt;
  }
  std::optional<Token> pair_at(std::size_t i, std::u32string_view open,
                               std::u32string_view close) const {
    const std::size_t kind = open.find(at(i));
    if (kind == open.npos) return std::nullopt;
    for (std::size_t end = i + 1; end <= i + 1 + kMostInBrackets && end < size(); ++end) {
      if (at(end) != close[kind]) continue;
      if (end == i + 1 && at(i) == U'|') continue;
      return bracketed(i, end + 1);
    }
    return std::nullopt;
  }
  bool is_arabic() const {
    if (!arabic_) {
      arabic_ = std::any_of(line_.glyphs.begin(), line_.glyphs.end(), [](const Glyph& glyph) {
        return glyph.character >= 0x600 && glyph.character < 0x780;
      });
    }
    return *arabic_;
  }
  std::optional<Token> bracketed(std::size_t begin, std::size_t end) const {
    if (is_word(begin + 1, end - 1, words_.yes)) return token(begin, end, MarkKind::full);
    if (is_word(begin + 1, end - 1, words_.no)) return token(begin, end, MarkKind::refusing);
    const bool alone = end == begin + 3;
    MarkKind kind = MarkKind::empty;
    for (std::size_t i = begin + 1; i + 1 < end; ++i) {
      const char32_t c = at(i);
      // "(•)", "(o)", as radio buttons are typed.
      const bool typed =
          is_one_of(c, kTyped) || is_one_of(c, U"+*#") || (alone && is_one_of(c, U"•∙oO"));
      if (line_.glyphs[i].marks.deleted) continue;
      if (const Checkbox* box = line_.glyphs[i].box) {
        if (box->state != Checkbox::State::empty) kind = mark_of(*box).kind;
      } else if (typed || is_full_sign(c)) {
        kind = MarkKind::full;
      } else if (is_letter(c) || is_digit(c)) {
        return std::nullopt;  // "(a)": numbering, or words in brackets
      } else if (!is_space(c) && !is_one_of(c, U"_.…") && !is_empty_sign(c)) {
        kind = MarkKind::unclear;
      }
    }
    return token(begin, end, kind);
  }

  std::optional<Token> glyph_at(std::size_t i) const {
    const char32_t c = at(i);
    if (is_empty_sign(c)) return token(i, i + 1, MarkKind::empty);
    if (is_full_sign(c)) return token(i, i + 1, MarkKind::full);
    const bool alone = !is_letter(at(i + 1)) && !is_digit(at(i + 1)) && at(i + 1) != U'.' &&
                       at(i + 1) != U'\'' && at(i + 1) != U'’' && at(i + 1) != U'．';
    if (is_one_of(c, kTyped) && alone) return token(i, i + 1, MarkKind::full);
    if (is_one_of(c, U"XxХх") && at(i + 1) == c) return repeated(i);
    // A mark with a point, or a Roman number.
    if (is_one_of(c, kTyped) && at(i + 1) == U'.' && space_at(i + 2)) {
      return token(i, i + 2, MarkKind::odd);
    }
    if ((c == U'o' || c == U'O') && space_at(i + 1)) return token(i, i + 1, MarkKind::empty);
    if (is_one_of(c, kBullets)) return Token{i, i + 1, std::nullopt};
    return std::nullopt;
  }

  /// "XX", "xxx".
  std::optional<Token> repeated(std::size_t i) const {
    std::size_t end = i;
    while (end < size() && at(end) == at(i)) ++end;
    if (is_letter(at(end)) || is_digit(at(end)) || at(end) == U'.') return std::nullopt;
    return token(i, end, MarkKind::full);
  }

  /// "YES", "Oui": only where it is set off from what follows by more than a space, or in capitals,
  /// or where the line ends; "no" never, because options begin with it.
  std::optional<Token> word_at(std::size_t i) const {
    std::size_t end = i;
    std::size_t letters_end = i;
    for (std::size_t words = 0; words < 2 && end < size(); ++words) {
      while (end < size() && (is_letter(at(end)) || at(end) == U'\'' || at(end) == U'’')) ++end;
      if (end == letters_end) break;
      if (is_word(i, end, words_.yes)) {
        std::size_t after = end;
        while (after < size() && is_one_of(at(after), U".,:;-–—!，：。、")) ++after;
        return token(i, after, MarkKind::full);
      }
      letters_end = ++end;
    }
    return std::nullopt;
  }
  bool is_word(std::size_t begin, std::size_t end, const std::vector<std::u32string>& set) const {
    for (std::size_t i = begin; i < end; ++i) {
      if (line_.glyphs[i].out()) return false;
    }
    const auto begins_so = [first = at(begin)](const std::u32string& word) {
      return word.front() == (first | 0x20U);
    };
    if (begin < end && is_latin(at(begin)) && std::none_of(set.begin(), set.end(), begins_so)) {
      return false;  // as nearly all
    }
    const std::u32string letters = letters_of(line_, begin, end).letters;
    return !letters.empty() && std::find(set.begin(), set.end(), letters) != set.end();
  }

  /// "1.", "a)", "(b)", "ii)": passed over.
  std::optional<Token> numbering_at(std::size_t i) const {
    std::size_t end = i + (at(i) == U'(' ? 1 : 0);
    const std::size_t first = end;
    while (end < size() && end < first + 3 && (is_digit(at(end)) || is_letter(at(end)))) ++end;
    const bool is_short = end > first && (end - first <= 2 || is_digit(at(first)));
    if (!is_short || !is_one_of(at(end), U".)") || !space_at(end + 1)) return std::nullopt;
    return Token{i, end + 1, std::nullopt};
  }

  /// A mark that ends at `end`, set off from the words by a space.
  std::optional<Token> token_before(std::size_t end, std::size_t least) const {
    if (end <= least) return std::nullopt;
    if (const Checkbox* box = line_.glyphs[end - 1].box) return Token{end - 1, end, mark_of(*box)};
    if (auto questions = questions_before(end, least)) return questions;
    const std::size_t longest = std::min<std::size_t>(end - least, 14);
    for (std::size_t length = 1; length <= longest; ++length) {
      const std::size_t begin = end - length;
      if (!is_set_off(begin, least)) continue;
      if (auto token = mark_spanning(begin, end)) return token;
    }
    return std::nullopt;
  }
  /// "?", "???", which need nothing between them and the words.
  std::optional<Token> questions_before(std::size_t end, std::size_t least) const {
    std::size_t begin = end;
    while (begin > least && is_one_of(at(begin - 1), U"?？؟")) --begin;
    return begin == end ? std::nullopt : std::optional(token(begin, end, MarkKind::odd));
  }
  /// By a space, punctuation, or a capital behind a small letter: "attachedYES".
  bool is_set_off(std::size_t begin, std::size_t least) const {
    if (begin == least || passed_over(begin - 1)) return true;
    const char32_t before = at(begin - 1);
    return is_one_of(before, U".:;,)，：；）。") ||
           (is_small(before) && is_capital(at(begin)) && !space_at(begin + 1));
  }
  std::optional<Token> mark_spanning(std::size_t begin, std::size_t end) const {
    for (const auto find :
         {&Reader::brackets_at, &Reader::glyph_at, &Reader::word_at, &Reader::arrow_at}) {
      std::optional<Token> token = (this->*find)(begin);
      if (token && token->end == end && token->mark) return token;
    }
    const bool letter = begin < size() && is_letter(at(begin));
    if (end == begin + 1 && !letter && is_odd(begin)) return token(begin, end, MarkKind::odd);
    if (is_word(begin, end, words_.no)) return token(begin, end, MarkKind::refusing);
    return std::nullopt;
  }

  const Line& line_;
  const MarkWords& words_;
  mutable std::optional<bool> arabic_;  ///< none: nobody has asked
};

}  // namespace

MarkedText take_marks(const Line& line, const MarkWords& words) {
  return Reader(line, words).read();
}

std::optional<Mark> mark_among(const Line& line, const MarkedText& text, const MarkWords& words) {
  return Reader(line, words).among(text);
}

}  // namespace tallyd
