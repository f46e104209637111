// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>

#include <iconv.h>
#include <poppler-document.h>
#include <poppler-global.h>
#include <poppler-page.h>

#include "parsers/documents/format.h"
#include "parsers/documents/page_picture.h"
#include "parsers/documents/pdf_fields.h"
#include "parsers/documents/pdf_fonts.h"
#include "parsers/documents/pdf_page.h"
#include "parsers/documents/printed_words.h"

/// PDF (ISO 32000-1). Words are taken from the file, lines and boxes from how its pages look, for
/// programs draw them in too many ways; fields of forms from qpdf. Pages without text are scans.
namespace tallyd {
namespace {

constexpr int kMostPages = 16;  ///< as of scans

void be_silent(const std::string&, void*) {}

std::unique_ptr<poppler::document> open(std::string_view bytes) {
  if (bytes.size() > static_cast<std::size_t>(std::numeric_limits<int>::max())) return nullptr;
  poppler::set_debug_error_function(&be_silent, nullptr);
  return std::unique_ptr<poppler::document>(
      poppler::document::load_from_raw_data(bytes.data(), static_cast<int>(bytes.size())));
}

/// A page with a word in each of the encodings that a font of Chinese signs may have which is not
/// in its file (ISO 32000-1, 9.7.5.2). poppler reads them from poppler-data, keeps the last four,
/// and only while some document is open.
std::string chinese_page() {
  std::string fonts, words;
  for (const char* encoding : {"GB-EUC-H", "GBK-EUC-H", "UniGB-UTF16-H", "UniGB-UCS2-H"}) {
    fonts += std::string("/") + encoding +
             " <</Type/Font/Subtype/Type0/BaseFont/STSong-Light/DescendantFonts[5 0 R]/Encoding/" +
             encoding + ">> ";
    words += std::string("/") + encoding + " 9 Tf <4e00> Tj ";
  }
  return "%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n"
         "2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj\n"
         "3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R"
         "/Resources<</Font<<" +
         fonts + ">>>>>> endobj\n4 0 obj <</Length " + std::to_string(words.size() + 6) +
         ">> stream\nBT " + words +
         "ET\nendstream endobj\n"
         "5 0 obj <</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/FontDescriptor 6 0 R"
         "/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>> endobj\n"
         "6 0 obj <</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[0 -254 1000 880]"
         "/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>> endobj\n"
         "trailer <</Root 1 0 R>>\n";
}

DrawnBox box_of(const PdfButton& button) {
  constexpr double kPixels = kWorkingDpi / 72.0;
  const auto round = [](double points) { return static_cast<int>(std::lround(points * kPixels)); };
  DrawnBox box;
  box.area = {round(button.x), round(button.y), round(button.width), round(button.height)};
  box.round = button.is_radio;
  box.origin = Checkbox::Origin::acroform;
  box.look = button.look;
  switch (button.state) {
    case PdfButton::State::off:
      box.state = Checkbox::State::empty;
      break;
    case PdfButton::State::on:
      box.state = Checkbox::State::checked;
      break;
    case PdfButton::State::contradictory:
      box.state = Checkbox::State::unclear;
      break;
  }
  return box;
}

/// Who makes a form of a page lays a field on each of its printed boxes.
void take_printed_box(DrawnBox& field, std::vector<DrawnBox>& printed) {
  const auto under = std::find_if(printed.begin(), printed.end(), [&](const DrawnBox& box) {
    return box.origin == Checkbox::Origin::drawn && box.state == Checkbox::State::empty &&
           !is_enclosing(box) && same_place(box.area, field.area);
  });
  if (under == printed.end()) return;
  field.on_print = true;
  field.round = under->round;
  printed.erase(under);
}

void add_facts(const PdfFacts& facts, int index, PageSource& page) {
  if (static_cast<std::size_t>(index) >= facts.pages.size()) return;
  const PdfPageFacts& known = facts.pages[static_cast<std::size_t>(index)];
  for (const PdfButton& button : known.buttons) {
    DrawnBox field = box_of(button);
    field.untouched = !known.annotated && button.state != PdfButton::State::contradictory;
    take_printed_box(field, page.boxes);
    page.boxes.push_back(std::move(field));
  }
}

/// The text of a scan is what some machine recognised: we look for ourselves.
PageText text_of(const PdfFacts& facts, int index) {
  const auto at = static_cast<std::size_t>(index);
  return at < facts.pages.size() && facts.pages[at].is_scan ? PageText::recognised : PageText::own;
}

std::vector<PageSource> take_pages(const poppler::document& file, const PdfFacts& facts,
                                   const Limits& limits, std::vector<std::string>& doubts) {
  std::vector<PageSource> pages;
  const int most = std::min({file.pages(), limits.pages, kMostPages});
  for (int i = 0; i < most; ++i) {
    const std::unique_ptr<poppler::page> page(file.create_page(i));
    std::optional<PageSource> taken;
    if (page) taken = take_page(*page, i + 1, text_of(facts, i));
    if (!taken) {
      doubts.push_back("page " + std::to_string(i + 1) + " cannot be read");
      continue;
    }
    add_facts(facts, i, *taken);
    pages.push_back(std::move(*taken));
  }
  if (file.pages() > most) doubts.emplace_back("the last pages were not read: too many");
  return pages;
}

}  // namespace

void load_for_pdf() {
  // poppler converts each word by iconv, whose UTF-16 is a file; as long as a converter is open,
  // that stays loaded. Its own lists of encodings come with the first document.
  static const iconv_t there = iconv_open("UTF-16", "UTF-8");
  static const iconv_t back = iconv_open("UTF-8", "UTF-16");
  load_standard_fonts();
  static const std::string bytes = chinese_page();  // poppler reads on where they lie
  static const std::unique_ptr<poppler::document> kept = open(bytes);
  if (kept && kept->pages() > 0) {
    const std::unique_ptr<poppler::page> page(kept->create_page(0));
    if (page) page->text();
  }
  static_cast<void>(there);
  static_cast<void>(back);
}

Document read_pdf(std::string_view bytes, const Limits& limits, const Tools& tools) {
  Document document;
  const PdfFacts facts = look_into_pdf(bytes);
  // Without fonts nothing of its words would be seen.
  const std::unique_ptr<poppler::document> file =
      open(facts.with_fonts.empty() ? bytes : std::string_view(facts.with_fonts));
  if (!file || file->is_locked()) {
    document.doubts.emplace_back(file ? "the PDF opens with a password only"
                                      : "the PDF is damaged and cannot be opened");
    return document;
  }
  std::vector<std::string> doubts;
  if (facts.has_xfa)
    doubts.emplace_back("a form of the kind XFA, which only Adobe's programs show");
  if (facts.has_comments) doubts.emplace_back("the PDF has comments or marks on its text");
  std::vector<PageSource> pages = take_pages(*file, facts, limits, doubts);
  document = read_pages(std::move(pages), tools.ocr, limits);
  document.margins += facts.stamps;
  document.doubts.insert(document.doubts.end(), doubts.begin(), doubts.end());
  return document;
}

}  // namespace tallyd
