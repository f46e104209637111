// SPDX-License-Identifier: GPL-3.0-or-later
// With the real LibreOffice in the real sandbox.
#include <catch2/catch.hpp>

#include "daemon/office/converter.h"
#include "parsers/documents/format.h"
#include "tests/support/document_text.h"
#include "tests/support/temporary_directory.h"

namespace tallyd {
namespace {

struct OfficeSuiteTest {
  test::TemporaryDirectory directory;
  OfficeConverter converter{[this] {
    OfficeConverter::Settings settings;
    settings.directory = directory.path();
    return settings;
  }()};
  Tools tools{[this](std::string_view bytes, std::string_view format) {
    return converter.convert(bytes, format);
  }};

  std::string read(std::string_view bytes, std::string_view name) {
    return test::to_text(read_document({bytes, name, {}}, {}, tools));
  }
};

}  // namespace

TEST_CASE_METHOD(OfficeSuiteTest, "doctor finds that this machine converts") {
  const auto checked = converter.check();
  CAPTURE(checked ? "" : checked.error().message);
  CHECK(checked);
}

TEST_CASE_METHOD(OfficeSuiteTest, "strikes and boxes of an RTF file come through the suite") {
  CHECK(read("{\\rtf1\\ansi {\\strike no} yes "
             "{\\field{\\*\\fldinst {FORMCHECKBOX {\\*\\formfield{\\fftype1\\ffres1\\ffhps20"
             "\\ffdefres0}}}}{\\fldrslt }} A"
             "{\\field{\\*\\fldinst {FORMCHECKBOX {\\*\\formfield{\\fftype1\\ffres25\\ffhps20"
             "\\ffdefres0}}}}{\\fldrslt }} B\\par}",
             "a.rtf") == "{s:no} yes [x] A[ ] B");
}

TEST_CASE_METHOD(OfficeSuiteTest, "no document leaves anything behind for the next") {
  REQUIRE(converter.convert("{\\rtf1 one}", "rtf"));
  REQUIRE(converter.convert("{\\rtf1 two}", "rtf"));
  const auto left = std::distance(std::filesystem::directory_iterator(directory.path()), {});
  CHECK(left == 1);  // the template of the profile
}

TEST_CASE_METHOD(OfficeSuiteTest, "what the suite cannot read is a permanent failure") {
  const auto converted = converter.convert("PK\3\4 nothing", "sxw");
  REQUIRE_FALSE(converted);
  CHECK(converted.error().failure == Failure::permanent);
}

}  // namespace tallyd
