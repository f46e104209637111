// SPDX-License-Identifier: GPL-3.0-or-later
// PDFs that lead back to themselves. Each is read to its end within 10 s and 400 MB. What a page
// may draw has no such bound: poppler cannot be interrupted, and a pattern of a billion tiles is
// ended by the limits of the reader process (parsers/reader/limits.h), and becomes a review.
#include <catch2/catch.hpp>

#include "parsers/documents/format.h"
#include "parsers/reader/sanitized.h"
#include "tests/parsers/hostile/cost.h"

namespace tallyd::test {
namespace {

/// Objects from 1 on, with a table of where they are; `trailer` is what stands beside /Size and
/// /Root.
std::string pdf(const std::vector<std::string>& objects, const std::string& trailer = "") {
  std::string out = "%PDF-1.7\n";
  std::string table = "xref\n0 " + std::to_string(objects.size() + 1) + "\n0000000000 65535 f \n";
  for (std::size_t i = 0; i < objects.size(); ++i) {
    const std::string at = std::to_string(out.size());
    table += std::string(10 - at.size(), '0') + at + " 00000 n \n";
    out += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
  }
  const std::size_t at = out.size();
  return out + table + "trailer\n<</Size " + std::to_string(objects.size() + 1) + "/Root 1 0 R" +
         trailer + ">>\nstartxref\n" + std::to_string(at) + "\n%%EOF\n";
}

std::string stream(const std::string& dictionary, const std::string& content) {
  return "<<" + dictionary + "/Length " + std::to_string(content.size()) + ">>\nstream\n" +
         content + "\nendstream";
}

constexpr const char* kCatalog = "<</Type/Catalog/Pages 2 0 R>>";
constexpr const char* kPages = "<</Type/Pages/Kids[3 0 R]/Count 1>>";

std::string page(const std::string& more) {
  return "<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]" + more + ">>";
}

void check(const std::string& bytes) {
  const Cost cost = cost_of([&] { return std::to_string(read_pdf(bytes, {}, {}).blocks.size()); });
  CHECK(cost.came_to_its_end);
  CHECK(cost.seconds < (kSanitized ? 40 : 10));
  CHECK(cost.megabytes < (kSanitized ? 4000 : 400));
}

}  // namespace

TEST_CASE("a page tree that holds itself ends") {
  check(pdf({kCatalog, "<</Type/Pages/Kids[2 0 R 2 0 R]/Count 1000000>>"}));
  check(pdf({kCatalog, "<</Type/Pages/Kids[3 0 R]/Count 2>>",
             "<</Type/Pages/Parent 2 0 R/Kids[2 0 R 3 0 R]/Count 2>>"}));
  check(pdf({kCatalog, "<</Type/Pages/Parent 2 0 R/Kids[3 0 R]/Count 1>>",
             "<</Type/Page/Parent 2 0 R>>"}));  // what a page inherits, from its own child
}

TEST_CASE("a page tree a hundred thousand deep ends") {
  std::vector<std::string> objects{kCatalog};
  for (int i = 2; i < 100'000; ++i) {
    objects.push_back("<</Type/Pages/Count 1/Kids[" + std::to_string(i + 1) + " 0 R]>>");
  }
  objects.push_back(page(""));
  check(pdf(objects));
}

TEST_CASE("a table of objects that goes before itself ends") {
  const std::string once = pdf({kCatalog, kPages, page("")});
  const std::string at = once.substr(once.rfind("startxref\n") + 10);
  check(pdf({kCatalog, kPages, page("")}, "/Prev " + at.substr(0, at.find('\n'))));
  check(pdf({kCatalog, kPages, page("")}, "/Prev 0"));
  check(pdf({kCatalog, kPages, page("")}, "/XRefStm " + at.substr(0, at.find('\n'))));
}

TEST_CASE("a stream of objects that holds or extends itself ends") {
  check(pdf({kCatalog, kPages, page("/Contents 4 0 R"),
             stream("/Type/ObjStm/N 1/First 4/Extends 4 0 R", "4 0 <</Length 4 0 R>>")}));
  check(
      pdf({kCatalog, kPages, page("/Contents 4 0 R"), "<</Length 4 0 R>>\nstream\nx\nendstream"}));
  check(pdf({kCatalog, kPages, page("/Contents 4 0 R"), "4 0 R"}));
}

TEST_CASE("a picture, a pattern or a font that draws itself ends") {
  const std::string resources =
      "/Resources<</XObject<</F 4 0 R>>/Font<</T 5 0 R>>"
      "/Pattern<</P 6 0 R>>/ColorSpace<</C [/Pattern]>>>>";
  check(pdf({kCatalog, kPages, page(resources + "/Contents 7 0 R"),
             stream("/Type/XObject/Subtype/Form/BBox[0 0 9 9]" + resources, "/F Do /F Do"),
             "<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[1 0 0 1 0 0]/FirstChar 65"
             "/LastChar 65/Widths[9]/Encoding<</Differences[65/a]>>/CharProcs<</a 8 0 R>>" +
                 resources + ">>",
             stream("/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 1 1]/XStep 1"
                    "/YStep 1" +
                        resources,
                    "/C cs /P scn 0 0 300 300 re f"),
             stream("", "/F Do BT /T 9 Tf (AAAA) Tj ET /C cs /P scn 0 0 300 300 re f"),
             stream("", "9 0 0 0 9 9 d1 BT /T 9 Tf (AA) Tj ET /F Do")}));
}

TEST_CASE("fields of a form that are their own children end") {
  check(pdf({"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[4 0 R 4 0 R]>>>>", kPages,
             page("/Annots[4 0 R 4 0 R]"),
             "<</Type/Annot/Subtype/Widget/FT/Btn/T(a)/Parent 4 0 R/Kids[4 0 R 4 0 R]"
             "/Rect[0 0 9 9]>>"}));
}

TEST_CASE("a content of ten thousand unclosed states, and one of 200 000 lines, end") {
  check(pdf({kCatalog, kPages, page("/Contents 4 0 R"), stream("", repeated("q ", 10'000))}));
  std::string lines;
  for (int i = 0; i < 200'000; ++i) {
    const std::string y = std::to_string(i % 300) + "." + std::to_string(i % 1000);
    lines.append("0 ").append(y).append(" m 100 ").append(y).append(" l S\n");
  }
  check(pdf({kCatalog, kPages, page("/Contents 4 0 R"), stream("", lines)}));
}

TEST_CASE("a PDF of more pages than are read is read to that page, with a doubt") {
  std::vector<std::string> objects{kCatalog, ""};
  std::string kids;
  for (int i = 0; i < 5; ++i) {
    kids += std::to_string(objects.size() + 1) + " 0 R ";
    objects.push_back(page(""));
  }
  objects[1] = "<</Type/Pages/Kids[" + kids + "]/Count 5>>";
  Limits limits;
  limits.pages = 3;
  const std::string too_many = "the last pages were not read: too many";
  const auto doubts = read_pdf(pdf(objects), limits, {}).doubts;
  CHECK(std::count(doubts.begin(), doubts.end(), too_many) == 1);
  limits.pages = 5;
  const auto none = read_pdf(pdf(objects), limits, {}).doubts;
  CHECK(std::count(none.begin(), none.end(), too_many) == 0);
}

TEST_CASE("a page of a kilometre ends") {
  check(pdf({kCatalog, kPages, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 3000000 3000000]>>"}));
  check(pdf({kCatalog, kPages, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 1e38 1e38]>>"}));
  check(pdf({kCatalog, kPages, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 0.0001]>>"}));
}

}  // namespace tallyd::test
