// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/documents/pdf_fields.h"

#include <algorithm>
#include <array>
#include <exception>
#include <functional>
#include <map>
#include <string>
#include <utility>

#include <qpdf/QPDF.hh>
#include <qpdf/QPDFAcroFormDocumentHelper.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>

#include "parsers/documents/pdf_fonts.h"

namespace tallyd {
namespace {

constexpr int kPageOfPixels = 800;  ///< each way: a page at 100 dpi
constexpr std::size_t kMostPages = 200;

bool is_on(QPDFObjectHandle name) { return name.isName() && name.getName() != "/Off"; }

bool is_typed_mark(const std::string& text) {
  constexpr std::array<std::string_view, 12> kMarks{"",  "X", "x", "V", "v", "✓",
                                                    "✔", "✗", "✘", "√", "●", "•"};
  return std::find(kMarks.begin(), kMarks.end(), text) != kMarks.end();
}

/// What is typed into a field of a box's size is a mark, or something else.
PdfButton::State typed_in(QPDFFormFieldObjectHelper& field) {
  const std::string value = field.getValueAsString();
  const std::size_t begin = std::min(value.find_first_not_of(' '), value.size());
  const std::string typed = value.substr(begin, value.find_last_not_of(' ') + 1 - begin);
  if (typed.empty()) return PdfButton::State::off;
  return is_typed_mark(typed) ? PdfButton::State::on : PdfButton::State::contradictory;
}

/// A field for one letter, such as some forms have in the place of boxes.
bool is_box_to_type_in(QPDFFormFieldObjectHelper& field, const QPDFObjectHandle::Rectangle& place) {
  constexpr double kLargest = 30;  // points
  const double width = place.urx - place.llx;
  const double height = place.ury - place.lly;
  return field.isText() && std::max(width, height) <= kLargest && width <= 2 * height &&
         height <= 2 * width;
}

PdfButton::State state_of(QPDFFormFieldObjectHelper& field, QPDFAnnotationObjectHelper& widget) {
  QPDFObjectHandle shown = widget.getObjectHandle().getKey("/AS");
  QPDFObjectHandle value = field.getValue();
  const bool on = is_on(shown);
  // The buttons of a radio group share one value: it names the one that is on.
  const bool meant =
      is_on(value) && (!field.isRadioButton() || (on && shown.getName() == value.getName()));
  if (on != meant) return PdfButton::State::contradictory;
  return on ? PdfButton::State::on : PdfButton::State::off;
}

std::size_t look_of(QPDFAnnotationObjectHelper& widget) {
  QPDFObjectHandle off = widget.getAppearanceStream("/N", "/Off");
  if (!off.isStream()) return 0;
  const auto drawn = off.getRawStreamData();
  const std::string_view bytes(reinterpret_cast<const char*>(drawn->getBuffer()), drawn->getSize());
  return std::hash<std::string_view>()(bytes);
}

std::vector<PdfButton> buttons_on(QPDFAcroFormDocumentHelper& form, QPDFPageObjectHelper& page) {
  std::vector<PdfButton> buttons;
  if (!form.hasAcroForm()) return buttons;
  QPDFObjectHandle turned = page.getAttribute("/Rotate", false);
  if (turned.isInteger() && turned.getIntValue() % 360 != 0) return buttons;
  const QPDFObjectHandle::Rectangle shown = page.getCropBox().getArrayAsRectangle();
  for (QPDFAnnotationObjectHelper& widget : form.getWidgetAnnotationsForPage(page)) {
    QPDFFormFieldObjectHelper field = form.getFieldForAnnotation(widget);
    constexpr int kHidden = 2 | 32;  // ISO 32000-1, table 165: nowhere, or on paper only
    if ((widget.getFlags() & kHidden) != 0) continue;
    const QPDFObjectHandle::Rectangle place = widget.getRect();
    const bool typed = is_box_to_type_in(field, place);
    if (!typed && !field.isCheckbox() && !field.isRadioButton()) continue;
    const PdfButton::State state = typed ? typed_in(field) : state_of(field, widget);
    buttons.push_back({state, field.isRadioButton(), place.llx - shown.llx, shown.ury - place.ury,
                       place.urx - place.llx, place.ury - place.lly, look_of(widget)});
  }
  return buttons;
}

enum class Annotation { none, drawing, comment };

/// Links, fields and their like are none. What is typed on a page is a mark, or a comment.
Annotation kind_of(QPDFAnnotationObjectHelper annotation) {
  constexpr std::array<std::string_view, 7> kComments{
      "/Text", "/Highlight", "/Underline", "/StrikeOut", "/Squiggly", "/Caret", "/Redact"};
  constexpr std::array<std::string_view, 8> kDrawings{
      "/FreeText", "/Ink", "/Stamp", "/Circle", "/Square", "/Line", "/Polygon", "/PolyLine"};
  const std::string kind = annotation.getSubtype();
  const auto is_one_of = [&](const auto& all) {
    return std::find(all.begin(), all.end(), kind) != all.end();
  };
  if (is_one_of(kComments)) return Annotation::comment;
  if (!is_one_of(kDrawings)) return Annotation::none;
  QPDFObjectHandle text = annotation.getObjectHandle().getKey("/Contents");
  const bool words = kind == "/FreeText" && text.isString() && !is_typed_mark(text.getUTF8Value());
  return words ? Annotation::comment : Annotation::drawing;
}

Annotation annotations_on(QPDFPageObjectHelper& page) {
  Annotation most = Annotation::none;
  for (const QPDFAnnotationObjectHelper& each : page.getAnnotations()) {
    most = std::max(most, kind_of(each));
  }
  return most;
}

/// "NotApproved", "SBDraft": "not approved", "draft".
std::string words_of(const std::string& name) {
  std::string words;
  for (const char c : name.rfind("/SB", 0) == 0 ? name.substr(3) : name.substr(1)) {
    const bool capital = c >= 'A' && c <= 'Z';
    if (capital && !words.empty()) words += ' ';
    words += capital ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return words;
}

/// What rubber stamps say by their names: many show them as pictures (ISO 32000-1, 12.5.6.12).
void take_stamps(QPDFPageObjectHelper& page, std::string& lines) {
  for (QPDFAnnotationObjectHelper& each : page.getAnnotations()) {
    QPDFObjectHandle name = each.getObjectHandle().getKey("/Name");
    if (each.getSubtype() == "/Stamp" && name.isName()) lines += words_of(name.getName()) + "\n";
  }
}

/// Whether text is written that is not shown (ISO 32000-1, 9.3.6): what a program recognised of the
/// picture over it.
class HiddenText : public QPDFObjectHandle::ParserCallbacks {
 public:
  bool found = false;
  using ParserCallbacks::handleObject;
  void handleObject(QPDFObjectHandle object) override {
    constexpr long long kInvisible = 3;
    if (object.isOperator() && object.getOperatorValue() == "Tr") {
      found = found || mode_ == kInvisible;
      if (found) terminateParsing();
    }
    mode_ = object.isInteger() ? object.getIntValue() : 0;
  }
  void handleEOF() override {}

 private:
  long long mode_ = 0;
};

bool has_hidden_text(QPDFPageObjectHelper& page) {
  HiddenText text;
  page.parseContents(&text);
  page.forEachFormXObject(true, [&](QPDFObjectHandle& form, QPDFObjectHandle&, const std::string&) {
    if (!text.found) QPDFPageObjectHelper(form).parseContents(&text);
  });
  return text.found;
}

/// One picture, or the strips of one: scanners cut pages into them.
bool has_page_of_pixels(QPDFPageObjectHelper& page) {
  bool found = false;
  std::map<long long, long long> heights;  // by width
  page.forEachImage(true, [&](QPDFObjectHandle& image, QPDFObjectHandle&, const std::string&) {
    QPDFObjectHandle dictionary = image.getDict();
    QPDFObjectHandle width = dictionary.getKey("/Width");
    QPDFObjectHandle height = dictionary.getKey("/Height");
    if (!width.isInteger() || !height.isInteger() || width.getIntValue() < kPageOfPixels) return;
    constexpr long long kMost = 1 << 20;
    long long& all = heights[width.getIntValue()];
    all += std::clamp(height.getIntValue(), 0LL, kMost);
    found = found || all >= kPageOfPixels;
  });
  return found;
}

/// qpdf (11.3, November 2026) goes down the page tree by calling itself: one of 20 000 levels takes
/// all of the stack. Real ones have a few.
bool is_shallow(QPDF& pdf) {
  constexpr std::size_t kDeepest = 100;
  constexpr std::size_t kMostNodes = 100'000;
  std::vector<std::pair<QPDFObjectHandle, std::size_t>> waiting{
      {pdf.getRoot().getKey("/Pages"), 0}};
  for (std::size_t looked_at = 0; !waiting.empty(); ++looked_at) {
    auto [node, depth] = waiting.back();
    waiting.pop_back();
    if (depth > kDeepest || looked_at > kMostNodes) return false;
    if (!node.isDictionary() || !node.getKey("/Kids").isArray()) continue;
    for (const QPDFObjectHandle& kid : node.getKey("/Kids").getArrayAsVector()) {
      waiting.emplace_back(kid, depth + 1);
    }
  }
  return true;
}

/// What is damaged there costs the fonts only.
std::string fonts_given(QPDF& pdf) {
  try {
    return with_standard_fonts(pdf);
  } catch (const std::exception&) {
    return {};
  }
}

PdfFacts look(std::string_view bytes) {
  QPDF pdf;
  pdf.setSuppressWarnings(true);
  pdf.processMemoryFile("message", bytes.data(), bytes.size());
  if (!is_shallow(pdf)) return {};
  PdfFacts facts;
  QPDFAcroFormDocumentHelper form(pdf);
  QPDFObjectHandle fields = pdf.getRoot().getKey("/AcroForm");
  facts.has_xfa = fields.isDictionary() && fields.hasKey("/XFA");
  for (QPDFPageObjectHelper& page : QPDFPageDocumentHelper(pdf).getAllPages()) {
    if (facts.pages.size() >= kMostPages) break;
    const Annotation annotation = annotations_on(page);
    take_stamps(page, facts.stamps);
    facts.has_comments = facts.has_comments || annotation == Annotation::comment;
    facts.pages.push_back({buttons_on(form, page), annotation != Annotation::none,
                           has_page_of_pixels(page) || has_hidden_text(page)});
  }
  facts.with_fonts = fonts_given(pdf);
  return facts;
}

}  // namespace

PdfFacts look_into_pdf(std::string_view bytes) {
  try {
    return look(bytes);
  } catch (const std::exception&) {
    return {};
  }
}

}  // namespace tallyd
