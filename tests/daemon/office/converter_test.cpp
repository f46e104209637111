// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/office/converter.h"

#include <catch2/catch.hpp>

#include "daemon/office/child.h"
#include "parsers/documents/format.h"
#include "tests/support/document_text.h"
#include "tests/support/temporary_directory.h"

namespace tallyd {
namespace {

using namespace std::chrono_literals;

struct ConverterTest {
  test::TemporaryDirectory directory;
  OfficeConverter::Settings settings = [this] {
    OfficeConverter::Settings made;
    made.directory = directory.path();
    return made;
  }();

  std::string error_of(OfficeConverter& converter, std::string_view bytes) {
    const auto converted = converter.convert(bytes, "rtf");
    REQUIRE_FALSE(converted);
    return converted.error().message;
  }
  bool leaves_nothing() const { return std::filesystem::is_empty(directory.path()); }
};

constexpr std::string_view kHello = "{\\rtf1\\ansi Hello {\\strike struck}}";

}  // namespace

TEST_CASE("a program that runs too long is ended and reported", "[child]") {
  const auto begin = std::chrono::steady_clock::now();
  const auto status = run_child({"sleep", "30"}, 50ms);
  REQUIRE_FALSE(status);
  CHECK(status.error().failure == Failure::temporary);
  CHECK(std::chrono::steady_clock::now() - begin < 10s);
}

TEST_CASE("a program's exit status is given as it is", "[child]") {
  CHECK(run_child({"sh", "-c", "exit 7"}, 10s).value() == 7);
  CHECK(run_child({"/nonexistent/program"}, 10s).error().failure == Failure::permanent);
}

TEST_CASE_METHOD(ConverterTest, "a missing office suite is named with its package") {
  settings.program = "/nonexistent/soffice.bin";
  OfficeConverter converter(settings);
  CHECK_THAT(error_of(converter, kHello), Catch::Contains("libreoffice-writer"));
  settings.program = "/bin/sh";
  settings.bubblewrap = "/nonexistent/bwrap";
  OfficeConverter open(settings);
  CHECK_THAT(error_of(open, kHello), Catch::Contains("package bubblewrap"));
}

TEST_CASE_METHOD(ConverterTest, "a sandbox that fails is said to need namespaces") {
  settings.bubblewrap = "/bin/false";
  settings.program = "/bin/sh";
  OfficeConverter converter(settings);
  CHECK_THAT(error_of(converter, kHello), Catch::Contains("namespaces"));
  CHECK(leaves_nothing());
}

TEST_CASE_METHOD(ConverterTest, "a file too large is not converted at all") {
  settings.input = 3;
  OfficeConverter converter(settings);
  CHECK_THAT(error_of(converter, kHello), Catch::Contains("too large"));
}

}  // namespace tallyd
