// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "parsers/documents/pdf_fields.h"
#include "tests/support/pdf_file.h"

using namespace tallyd;

namespace {

test::PdfFile form() {
  const test::PdfFile::Looks looks{"0 0 10 10 re S ", "0 0 10 10 re S "};
  return test::PdfFile().text(90, 701, "assigns authority").check_box(72, 700, "Yes", looks);
}

bool is_given_dingbats(const test::PdfFile& file) {
  const std::string given = look_into_pdf(file.bytes()).with_fonts;
  return given.find("/ZaDb") != given.npos && given.find("/BaseFont /ZapfDingbats") != given.npos;
}

}  // namespace

// A reader that is confined opens no fonts; poppler would take this one from the system.
TEST_CASE("a form whose fields viewers shall draw is given the font of their marks") {
  CHECK(is_given_dingbats(form().draw_anew()));
}

TEST_CASE("a form that draws its fields itself is given no font for them") {
  CHECK_FALSE(is_given_dingbats(form()));
}
