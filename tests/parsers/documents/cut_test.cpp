// SPDX-License-Identifier: GPL-3.0-or-later
// Whole forms that lose a piece on their way: never certain of something else.
#include <algorithm>
#include <functional>
#include <vector>

#include "catch2/catch.hpp"
#include "parsers/forms/form_reader.h"
#include "tests/parsers/documents/docx_file.h"
#include "tests/support/sample_asked.h"

namespace tallyd {
namespace {

const std::vector<std::string>& options() {
  static const std::vector<std::string> kOptions{
      "assigns authority to Study Group 17 to consider this text for approval (in which case, "
      "select one of the two options):",
      "No comments or suggested changes", "Comments and suggested changes are attached",
      "does not assign authority to Study Group 17 to consider this text for approval (reasons for "
      "this opinion and an outline of possible changes that would enable the work to progress are "
      "attached)"};
  return kOptions;
}

/// The marks of Annex 2 by draft, the other options have an empty box.
struct Filled {
  std::string draft;
  std::vector<std::string> marks;
};
const std::vector<Filled> kForm{{"X.1214 (ex X.samtn)", {"☒", "☐", "☒", "☐"}},
                                {"X.1331 (ex X.sgsec-2)", {"☐", "☐", "☐", "☒"}},
                                {"X.1603 (ex X.dsms)", {"☒", "☒", "☐", "☐"}}};

using Line = std::function<std::string(const std::string& mark, const std::string& words)>;

/// Annex 2 with `draft` and `option` around each of its lines.
std::string form(const Line& draft, const Line& option) {
  std::string out;
  for (const Filled& row : kForm) {
    out += draft({}, "Draft Recommendation ITU-T " + row.draft);
    for (std::size_t i = 0; i < 4; ++i) out += option(row.marks[i], options()[i]);
  }
  return out;
}

FormReading reading_of(const Document& document) {
  static const FormReader kReader(test::sample_asked());
  return kReader.read(document);
}

bool same(const FormReading& a, const FormReading& b) {
  if (a.decisions.size() != b.decisions.size()) return false;
  for (std::size_t i = 0; i < a.decisions.size(); ++i) {
    if (a.decisions[i].authority != b.decisions[i].authority) return false;
    if (a.decisions[i].comments != b.decisions[i].comments) return false;
  }
  return true;
}

/// What is left after a loss says the same, or is a doubt, or no form.
bool is_safe(const Document& left, const FormReading& truth) {
  const FormReading reading = reading_of(left);
  return !reading.is_form || !reading.doubts.empty() || same(reading, truth);
}

Document document_of(const std::string& bytes) { return read_document({bytes, {}, {}}, {}, {}); }

std::string html() {
  return "<html><body><p>Member State response to TSB Circular 53:</p>" +
         form([](auto&, auto& words) { return "<h3>" + words + "</h3>"; },
              [](auto& mark, auto& words) { return "<p>" + mark + " " + words + "</p>"; }) +
         "<p>Administration of Kenya</p></body></html>";
}

/// The docx of these pieces of XML.
Document docx_of(const std::vector<std::string>& pieces) {
  std::string body;
  for (const std::string& piece : pieces) body += piece;
  return test::body(body).read();
}
std::vector<std::string> docx_pieces() {
  std::vector<std::string> pieces{"<w:p>" + test::run("Reply to TSB Circular 53") + "</w:p>"};
  for (const Filled& row : kForm) {
    pieces.push_back("<w:p>" + test::run("Draft Recommendation ITU-T " + row.draft) + "</w:p>");
    for (std::size_t i = 0; i < 4; ++i) {
      for (const std::string& piece : {std::string("<w:p>"), test::run(row.marks[i] + " "),
                                       test::run(options()[i]), std::string("</w:p>")}) {
        pieces.push_back(piece);
      }
    }
  }
  pieces.push_back("<w:p>" + test::run("Administration of Kenya") + "</w:p>");
  return pieces;
}

}  // namespace

TEST_CASE("an HTML form cut anywhere is never certain of something else") {
  const std::string whole = html();
  const FormReading truth = reading_of(document_of(whole));
  REQUIRE(truth.doubts.empty());
  REQUIRE(truth.decisions.size() == 3);
  int cuts = 0;
  for (std::size_t length = 200; length < whole.size(); length += 11, ++cuts) {
    CAPTURE(whole.substr(length - 40, 40));
    CHECK(is_safe(document_of(whole.substr(0, length)), truth));
  }
  CHECK(cuts > 100);
}

TEST_CASE("a Word form that lost a mark, an option or a line is never certain of something else") {
  const std::vector<std::string> whole = docx_pieces();
  const FormReading truth = reading_of(docx_of(whole));
  REQUIRE(truth.doubts.empty());
  REQUIRE(truth.decisions.size() == 3);
  int losses = 0;
  for (std::size_t i = 0; i < whole.size(); ++i) {
    const bool tag = whole[i] == "<w:p>" || whole[i] == "</w:p>";
    if (tag) continue;
    std::vector<std::string> left = whole;
    left.erase(left.begin() + static_cast<std::ptrdiff_t>(i));
    CAPTURE(whole[i]);
    CHECK(is_safe(docx_of(left), truth));
    ++losses;
  }
  CHECK(losses > 25);
}

TEST_CASE("a Word form of which two options changed places keeps the marks with their words") {
  const std::vector<std::string> whole = docx_pieces();
  const FormReading truth = reading_of(docx_of(whole));
  for (std::size_t row = 0; row < kForm.size(); ++row) {
    std::vector<std::string> turned = whole;
    const auto first = turned.begin() + static_cast<std::ptrdiff_t>(2 + row * 17);
    std::rotate(first, first + 12, first + 16);  // “does not assign” comes first
    CAPTURE(row);
    const FormReading reading = reading_of(docx_of(turned));
    CHECK(same(reading, truth));
    CHECK(reading.doubts.empty());
  }
}

}  // namespace tallyd
