// SPDX-License-Identifier: GPL-3.0-or-later
// A file beside a form that was read.
#include <algorithm>

#include <catch2/catch.hpp>

#include "parsers/parsers.h"
#include "parsers/reading_json.h"
#include "tests/parsers/covered_form.h"

using namespace tallyd;

namespace {

std::string noise() { return {"\x01\x02\0\x03\x0e\x0f\x01\0\x02\x03\x04\0\x05", 13}; }

/// Kenya's form in the text of its mail, and that file.
Reading read_beside(const std::string& name, const std::string& content) {
  return test::read_parts(test::part_of("", test::form_of_kenya(test::Remarks::none)) +
                          "--b\nContent-Type: application/octet-stream\nContent-Disposition: "
                          "attachment; filename=\"" +
                          name + "\"\n\n" + content + "\n");
}

bool has_unread(const Reading& reading) {
  return std::any_of(reading.doubts.begin(), reading.doubts.end(),
                     [](const Doubt& doubt) { return doubt.code == "unread_attachment"; });
}

}  // namespace

TEST_CASE("a file beside a form, of which nothing can be read, may be another version of it") {
  CHECK(has_unread(read_beside("Annex 2 (corrected).docx", noise())));
  CHECK(has_unread(read_beside("Annex 2 (corrected).odt", noise())));
  CHECK(has_unread(read_beside("Annex 2 (corrected).pdf", "%PDF-1.4 and nothing more")));
}

TEST_CASE("what holds no form by its kind unsettles no form") {
  CHECK(is_certain(read_beside("note.txt", "See attachment.")));
  CHECK(is_certain(read_beside("logo.png", noise())));
  CHECK(is_certain(read_beside("card.vcf", "BEGIN:VCARD\nEND:VCARD")));
}
