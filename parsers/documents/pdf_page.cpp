// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/documents/pdf_page.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include <poppler-page-renderer.h>
#include <poppler-page.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/uniset.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include "parsers/documents/box_sight.h"
#include "parsers/documents/median.h"
#include "parsers/documents/page_picture.h"
#include "parsers/documents/pix_pages.h"
#include "parsers/documents/printed_words.h"
#include "parsers/documents/symbol_fonts.h"

namespace tallyd {
namespace {

constexpr double kPixels = kWorkingDpi / 72.0;  ///< in a point
constexpr double kMostPixels = 40e6;            ///< A3 has 17
constexpr int kLeastLetters = 20;               ///< fewer: a page number on a scan

Area to_pixels(const poppler::rectf& r) {
  const int x = static_cast<int>(std::lround(r.x() * kPixels));
  const int y = static_cast<int>(std::lround(r.y() * kPixels));
  return {x, y, std::max(1, static_cast<int>(std::lround(r.width() * kPixels))),
          std::max(1, static_cast<int>(std::lround(r.height() * kPixels)))};
}

/// A character that is a box or circle, as opposed to a mark that stands for itself.
bool is_box(UChar32 c, BoxGlyph glyph) {
  const bool mark = (c >= 0x2713 && c <= 0x2718) || c == 0x221a || c < 0x2000;
  return glyph != BoxGlyph::other && !mark;
}

bool is_leftwards(const icu::UnicodeString& text) {
  for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    const UCharDirection direction = u_charDirection(text.char32At(i));
    if (direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC) return true;
  }
  return false;
}

std::string utf8(const icu::UnicodeString& text) {
  std::string bytes;
  text.toUTF8String(bytes);
  return bytes;
}

/// Takes the words and boxes of one piece of text apart.
class PieceTaker {
 public:
  explicit PieceTaker(PageSource& page) : page_(page) {}

  /// A letter that may be a mark between brackets, and the word that holds it.
  struct Bracketed {
    std::size_t word = 0;
    Area letter;
  };
  const std::vector<Bracketed>& bracketed() const { return bracketed_; }

  void take(const poppler::text_box& piece) {
    const Area place = to_pixels(piece.bbox());
    const std::string font = piece.has_font_info() ? piece.get_font_name(0) : std::string();
    const poppler::ustring text = piece.text();
    const std::u16string units(text.begin(), text.end());
    const icu::UnicodeString all(units.data(), static_cast<std::int32_t>(units.size()));
    const bool mark = is_mark(word_.text) || is_mark(with_symbols(utf8(all), font));
    // Pieces that are read leftwards stand in another order than their places.
    if (mark || is_leftwards(all) || !goes_on(place)) end_word();
    std::size_t index = 0;
    for (std::int32_t i = 0; i < all.length(); i = all.moveIndex32(i, 1), ++index) {
      add(all.char32At(i), to_pixels(piece.char_bbox(index)), font);
    }
    before_ = piece.has_space_after() ? Area{} : place;
  }

  void end_word() {
    constexpr std::size_t kMost = 3;  // letters; more are a word in brackets
    if (brackets_ && letters_.size() <= kMost) {
      for (const Area& letter : letters_) bracketed_.push_back({page_.words.size(), letter});
    }
    if (!word_.text.empty()) page_.words.push_back(word_);
    word_ = {};
    letters_.clear();
    brackets_ = false;
  }

 private:
  /// A word whose letters change in size comes in pieces that touch: “intern”, “ationales”.
  bool goes_on(const Area& place) const {
    if (word_.text.empty() || before_.width == 0) return false;
    const int lower = std::min(before_.height, place.height);
    const int both = std::min(before_.bottom(), place.bottom()) - std::max(before_.y, place.y);
    const int gap = place.x - before_.right();
    return both * 4 > lower * 3 && std::abs(gap) * 16 < lower &&
           std::max(before_.height, place.height) * 3 < lower * 4;
  }

  void add(UChar32 c, const Area& area, const std::string& font) {
    const std::string shown = with_symbols(to_utf8(static_cast<char32_t>(c)), font);
    const UChar32 first = icu::UnicodeString::fromUTF8(shown).char32At(0);
    const BoxGlyph glyph = glyph_of(shown);
    if (is_box(first, glyph)) {
      end_word();
      add_box(shown, glyph, area);
    } else if (u_isUWhiteSpace(first) != 0) {
      end_word();
    } else {
      word_.text += shown;
      const bool bracket = std::string_view("[](){}|_").find(shown) != std::string_view::npos;
      brackets_ = brackets_ || bracket;
      if (!bracket) letters_.push_back(area);
      const Area both = word_.width == 0 ? area : joined(area);
      word_.x = both.x, word_.y = both.y, word_.width = both.width, word_.height = both.height;
    }
  }

  void add_box(const std::string& shown, BoxGlyph glyph, const Area& area) {
    DrawnBox box;
    box.area = area;
    box.round = is_round(shown);
    box.text = shown;
    box.state = glyph == BoxGlyph::checked ? Checkbox::State::checked : Checkbox::State::empty;
    page_.boxes.push_back(box);
  }

  Area joined(const Area& area) const {
    const int x = std::min(word_.x, area.x);
    const int y = std::min(word_.y, area.y);
    return {x, y, std::max(word_.x + word_.width, area.right()) - x,
            std::max(word_.y + word_.height, area.bottom()) - y};
  }

  PageSource& page_;
  OcrWord word_;
  Area before_;                ///< the piece that may go on; none: a space follows it
  std::vector<Area> letters_;  ///< of the word, but for brackets
  bool brackets_ = false;
  std::vector<Bracketed> bracketed_;
};

/// Many programs give a pixel of a scan a point (img2pdf, Pillow): a page of 24 inches.
double scan_dpi(const poppler::rectf& size) {
  constexpr double kWidest = 12.5 * 72;  // A3 has 11.7 inches
  constexpr double kUsual = 8.27 * 72;
  const double side = std::min(size.width(), size.height());
  return side > kWidest ? kWorkingDpi * kUsual / side : kWorkingDpi;
}

bool render(const poppler::page& page, double dpi, RenderedPage& out) {
  poppler::page_renderer renderer;
  renderer.set_image_format(poppler::image::format_gray8);
  renderer.set_render_hint(poppler::page_renderer::antialiasing, true);
  renderer.set_render_hint(poppler::page_renderer::text_antialiasing, true);
  const poppler::image image = renderer.render_page(&page, dpi, dpi);
  if (!image.is_valid() || image.format() != poppler::image::format_gray8) return false;
  out.width = image.width();
  out.height = image.height();
  out.dpi = kWorkingDpi;
  for (int y = 0; y < out.height; ++y) {
    const auto* row = reinterpret_cast<const std::uint8_t*>(image.const_data()) +
                      static_cast<std::ptrdiff_t>(y) * image.bytes_per_row();
    out.grey.insert(out.grey.end(), row, row + out.width);
  }
  return true;
}

/// White, or so small that nobody sees it, between brackets that are seen.
bool is_unseen_within(const OcrWord& word, const Area& letter, const Ink& pale) {
  constexpr double kAny = 0.02;
  if (letter.height * 3 < word.height) return true;
  return letter.width > 4 &&
         pale.share({letter.x + 1, letter.y, letter.width - 2, letter.height}) < kAny;
}

/// What is done to the words, as it looks.
void look_at_words(PageSource& page, const std::vector<PieceTaker::Bracketed>& bracketed) {
  const PixPtr grey = to_pix(page.rendered);
  if (!grey) return;
  const PixPtr bits(pixThresholdToBinary(grey.get(), 168));
  const Ink ink(bits.get());
  constexpr int kWhite = 248;
  const PixPtr pale_bits(pixThresholdToBinary(grey.get(), kWhite));
  const Ink pale(pale_bits.get());
  std::vector<int> heights;
  for (const OcrWord& word : page.words) heights.push_back(word.height);
  const int usual = heights.empty() ? 0 : median(heights);
  for (OcrWord& word : page.words) {
    word.struck = is_struck(word, ink);
    word.unseen = is_unseen(word, pale) || word.height * 3 < usual;
  }
  for (const PieceTaker::Bracketed& each : bracketed) {
    OcrWord& word = page.words[each.word];
    word.unseen = word.unseen || is_unseen_within(word, each.letter, pale);
  }
}

int letters_in(const std::vector<OcrWord>& words) {
  int letters = 0;
  for (const OcrWord& word : words) letters += static_cast<int>(word.text.size());
  return letters;
}

bool is_arabic(const icu::UnicodeString& text) {
  UErrorCode error = U_ZERO_ERROR;
  for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    const UChar32 c = text.char32At(i);
    if (u_isalpha(c) != 0 && uscript_getScript(c, &error) == USCRIPT_ARABIC) return true;
  }
  return false;
}

/// From the order in which it looks to that in which it is read. The ligature of lam and alef is
/// one sign of two letters that are stored in reading order: reversed, it comes out as the article.
void turn_round(icu::UnicodeString& text) {
  text.reverse();
  for (std::int32_t i = 0; i < text.length(); ++i) {
    text.setCharAt(i, static_cast<char16_t>(u_charMirror(text.charAt(i))));
  }
  for (const char16_t* alef : {u"ا", u"أ", u"إ", u"آ"}) {
    const icu::UnicodeString one(alef);
    text.findAndReplace(u"ا" + one + u"ل", u"ال" + one);
    if (text == one + u"ل") text = u"ل" + one;
  }
}

}  // namespace

void replace_radicals(std::vector<OcrWord>& words) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* plain = icu::Normalizer2::getNFKCInstance(error);
  if (U_FAILURE(error)) return;
  const icu::UnicodeSet radicals(0x2E80, 0x2FDF);
  const icu::FilteredNormalizer2 of_radicals(*plain, radicals);
  for (OcrWord& word : words) {
    const icu::UnicodeString text = icu::UnicodeString::fromUTF8(word.text);
    if (!radicals.containsSome(text)) continue;
    icu::UnicodeString replaced;
    of_radicals.normalize(text, replaced, error);
    if (U_FAILURE(error) || replaced == text) continue;
    word.text = utf8(replaced);
  }
}

void put_in_logical_order(std::vector<OcrWord>& words) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* plain = icu::Normalizer2::getNFKCInstance(error);
  if (U_FAILURE(error)) return;
  std::vector<std::pair<OcrWord*, icu::UnicodeString>> arabic;
  int forwards = 0;
  int backwards = 0;
  for (OcrWord& word : words) {
    icu::UnicodeString text = plain->normalize(icu::UnicodeString::fromUTF8(word.text), error);
    if (!is_arabic(text)) continue;
    // Half of all nouns begin with the article.
    forwards += text.length() > 3 && text.startsWith(u"ال") ? 1 : 0;
    backwards += text.length() > 3 && text.endsWith(u"لا") ? 1 : 0;
    arabic.emplace_back(&word, std::move(text));
  }
  for (auto& [word, text] : arabic) {
    if (backwards > forwards) turn_round(text);
    word->text = utf8(text);
  }
}

std::optional<PageSource> take_page(const poppler::page& page, int number, PageText text) {
  PageSource out;
  out.rendered.page = number;
  PieceTaker taker(out);
  if (text == PageText::own) {
    for (const poppler::text_box& piece : page.text_list(poppler::page::text_list_include_font)) {
      taker.take(piece);
    }
    taker.end_word();
    replace_radicals(out.words);
    put_in_logical_order(out.words);
    out.has_text = letters_in(out.words) >= kLeastLetters;
  }
  const poppler::rectf size = page.page_rect(poppler::crop_box);
  const double dpi = out.has_text ? kWorkingDpi : scan_dpi(size);
  if (size.width() * size.height() * dpi * dpi / (72 * 72) > kMostPixels) return std::nullopt;
  if (!render(page, dpi, out.rendered)) return std::nullopt;
  if (out.has_text) look_at_words(out, taker.bracketed());
  return out;
}

}  // namespace tallyd
