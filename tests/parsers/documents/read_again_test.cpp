// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/documents/read_again.h"

#include <algorithm>
#include <cmath>
#include <memory>

#include <catch2/catch.hpp>
#include <poppler-document.h>
#include <poppler-page.h>

#include "parsers/documents/page_words.h"
#include "parsers/documents/pdf_page.h"
#include "parsers/documents/pix_pages.h"
#include "tests/support/pdf_file.h"

namespace tallyd::test {
namespace {

/// A short page with one line of print, at 300 dpi.
PixPtr printed(const std::string& text) {
  const std::string pdf = PdfFile().paper(300, 60).text(20, 25, text).bytes();
  const std::unique_ptr<poppler::document> file(
      poppler::document::load_from_raw_data(pdf.data(), static_cast<int>(pdf.size())));
  const std::unique_ptr<poppler::page> page(file->create_page(0));
  return to_pix(take_page(*page, 1, PageText::recognised)->rendered);
}

/// The rings of a stamp, in this grey.
void stamp(Pix* page, int x, int y, unsigned grey) {
  for (const int radius : {40, 46, 52, 58}) {
    for (int i = 0; i < 720; ++i) {
      const double angle = 6.2831853 * i / 720;
      const int px = x + static_cast<int>(std::lround(radius * std::cos(angle)));
      const int py = y + static_cast<int>(std::lround(radius * std::sin(angle)));
      for (const int d : {0, 1, 2}) {
        l_uint32 now = 0;
        if (pixGetPixel(page, px + d, py, &now) == 0 && now > grey)
          pixSetPixel(page, px + d, py, grey);
      }
    }
  }
}

std::vector<OcrWord> words_of(Pix* page, Ocr& ocr) {
  return words_in(page, {0, 0, pixGetWidth(page), pixGetHeight(page)}, ocr, "eng",
                  Ocr::Layout::page);
}

}  // namespace

TEST_CASE("a line that a paler stamp covers is read again without it") {
  Ocr ocr({"eng"});
  REQUIRE(ocr.missing().empty());
  const PixPtr page = printed("Administration of Mozambique");
  stamp(page.get(), 620, 100, 130);
  const std::vector<OcrWord> found = words_of(page.get(), ocr);
  const Area all{0, 0, pixGetWidth(page.get()), pixGetHeight(page.get())};
  const auto texts = read_again({page.get(), all, found}, ocr, "eng");
  CHECK(std::count(texts.begin(), texts.end(), "Administration of Mozambique") > 0);
}

TEST_CASE("a line that was read with certainty is not read again") {
  Ocr ocr({"eng"});
  const PixPtr page = printed("Administration of Mozambique");
  const Area all{0, 0, pixGetWidth(page.get()), pixGetHeight(page.get())};
  const std::vector<OcrWord> found = words_of(page.get(), ocr);
  CHECK(read_again({page.get(), all, found}, ocr, "eng").empty());
}

}  // namespace tallyd::test
