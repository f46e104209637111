// SPDX-License-Identifier: GPL-3.0-or-later
// docs/reading.md held against the code: what the page says of marks is what the form reader does.
#include <array>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <sstream>

#include <catch2/catch.hpp>

#include "parsers/forms/truth_table.h"
#include "tests/parsers/forms/form.h"

namespace tallyd::test {
namespace {

std::string content_of(const std::string& file) {
  std::ifstream in(TALLYD_SOURCE_DIR "/" + file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

/// A line of the page's table, as it stands there: nothing of it comes from the code.
struct PageLine {
  std::string picture;
  std::vector<std::string> signs;  ///< box, circle, circle, box; empty: "any sign unclear"
  std::string drawn, authority, comments, doubt;
};

std::string trimmed(const std::string& text) {
  const std::size_t begin = text.find_first_not_of(" `");
  return begin == std::string::npos ? ""
                                    : text.substr(begin, text.find_last_not_of(" `") - begin + 1);
}

std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> cells;
  std::istringstream in(line.substr(1));
  for (std::string cell; std::getline(in, cell, '|');) cells.push_back(trimmed(cell));
  return cells;
}

/// "☐ ( ○ ~~attached~~ ) / ~~does not~~" as its four signs.
std::vector<std::string> signs_of(const std::string& drawn) {
  std::vector<std::string> signs;
  if (drawn == "any sign unclear") return signs;
  bool struck = false;
  std::istringstream in(drawn);
  for (std::string word; in >> word;) {
    if (word == "(" || word == ")" || word == "/") continue;
    if (struck) {
      signs.back() += " " + word;
    } else {
      signs.push_back(word);
    }
    const bool opens = signs.back().substr(0, 2) == "~~";
    struck = opens && (word.size() < 3 || word.substr(word.size() - 2) != "~~");
  }
  return signs;
}

std::vector<PageLine> lines_of_page() {
  std::vector<PageLine> lines;
  std::istringstream page(content_of("docs/reading.md"));
  for (std::string line; std::getline(page, line);) {
    if (line.find("](marks/") == std::string::npos) continue;
    const std::vector<std::string> cells = cells_of(line);
    REQUIRE(cells.size() >= 6);
    CHECK(cells[0] == std::to_string(lines.size() + 1));
    PageLine one;
    one.picture = "docs/" + cells[1].substr(4, cells[1].size() - 5);
    one.drawn = cells[2];
    one.signs = signs_of(cells[2]);
    one.authority = cells[3];
    one.comments = cells[4];
    one.doubt = cells[5];
    lines.push_back(one);
  }
  return lines;
}

bool fits(const std::string& drawn, Sign sign) {
  if (sign == Sign::unclear) return false;
  if (drawn == "·") return true;
  if (drawn == "☒" || drawn == "●") return sign == Sign::marked;
  if (drawn == "☐" || drawn == "○") return sign == Sign::left;
  return sign == Sign::removed;
}

bool fits(const PageLine& line, const Signs& s) {
  if (line.signs.empty()) {
    return s.assigns == Sign::unclear || s.refuses == Sign::unclear ||
           s.no_comments == Sign::unclear || s.comments_attached == Sign::unclear;
  }
  return fits(line.signs.at(0), s.assigns) && fits(line.signs.at(1), s.no_comments) &&
         fits(line.signs.at(2), s.comments_attached) && fits(line.signs.at(3), s.refuses);
}

std::vector<Signs> all_signs() {
  constexpr std::array kAll{Sign::left, Sign::marked, Sign::removed, Sign::unclear};
  std::vector<Signs> all;
  for (const Sign assigns : kAll) {
    for (const Sign refuses : kAll) {
      for (const Sign none : kAll) {
        for (const Sign attached : kAll) all.push_back({assigns, refuses, none, attached});
      }
    }
  }
  return all;
}

/// One option of a picture.
struct Spot {
  int x = 0, y = 0;
  bool round = false;
  std::string words;
};

std::string tag(const std::string& name, const std::string& attributes) {
  return "<" + name + " " + attributes + "/>\n";
}

std::string number(const char* name, int value) {
  return std::string(name) + "=\"" + std::to_string(value) + "\" ";
}

std::string cross(const Spot& spot) {
  const auto stroke = [&](int y1, int y2) {
    return tag("line", number("x1", spot.x + 2) + number("y1", spot.y + y1) +
                           number("x2", spot.x + 12) + number("y2", spot.y + y2) +
                           "stroke=\"#000\" stroke-width=\"2\"");
  };
  return stroke(2, 12) + stroke(12, 2);
}

std::string svg_of(const Spot& spot, const std::string& drawn) {
  const bool any = drawn == "·";
  const bool out = drawn.substr(0, 2) == "~~";
  const std::string colour = any ? "#bbb" : "#000";
  const std::string line =
      "fill=\"#fff\" stroke=\"" + colour + "\"" + (any ? " stroke-dasharray=\"2 2\"" : "");
  std::string svg =
      spot.round
          ? tag("circle", number("cx", spot.x + 7) + number("cy", spot.y + 7) + "r=\"6\" " + line)
          : tag("rect",
                number("x", spot.x) + number("y", spot.y) + "width=\"14\" height=\"14\" " + line);
  if (drawn == "●") {
    svg += tag("circle", number("cx", spot.x + 7) + number("cy", spot.y + 7) + "r=\"4\"");
  }
  if (drawn == "☒") svg += cross(spot);
  if (drawn == "?") {
    svg += "<text " + number("x", spot.x + 3) + number("y", spot.y + 12) + ">?</text>\n";
  }
  return svg + "<text " + number("x", spot.x + 20) + number("y", spot.y + 12) + "fill=\"" + colour +
         "\"" + (out ? " text-decoration=\"line-through\"" : "") + ">" + spot.words + "</text>\n";
}

std::string svg_of(const PageLine& line) {
  const std::array<Spot, 4> spots{{{2, 2, false, "assigns authority"},
                                   {22, 22, true, "no comments"},
                                   {132, 22, true, "comments attached"},
                                   {2, 42, false, "does not assign authority"}}};
  std::string svg =
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"270\" height=\"60\" "
      "font-family=\"sans-serif\" font-size=\"12\">\n"
      "<rect width=\"270\" height=\"60\" fill=\"#fff\"/>\n";
  for (std::size_t i = 0; i < spots.size(); ++i) {
    svg += svg_of(spots.at(i), line.signs.empty() ? "?" : line.signs.at(i));
  }
  return svg + "</svg>\n";
}

/// The words of a line of the page's list of signs: "marked  ☒ ☑ …".
std::vector<std::string> listed(const std::string& sign) {
  std::istringstream page(content_of("docs/reading.md"));
  for (std::string line; std::getline(page, line);) {
    if (line.rfind("    " + sign + " ", 0) != 0) continue;
    std::vector<std::string> words;
    std::istringstream in(line.substr(4 + sign.size()));
    for (std::string word; in >> word;) words.push_back(word);
    return words;
  }
  return {};
}

/// What the first draft decides where this stands by its option "assigns authority".
Authority with_mark(const FormFixture& fixture, const std::string& before,
                    const std::string& behind) {
  Document document = form({}, {false, false, false, true});
  auto& row = std::get<Table>(document.blocks[1]).rows[0];
  auto& option = std::get<Paragraph>(row.cells[1].blocks[0]);
  option = paragraph(before +
                     "assigns authority to Study Group 17 to consider this text for "
                     "approval (in which case, select one of the two options):" +
                     behind);
  return fixture.read(document).decisions.at(0).authority;
}

}  // namespace

TEST_CASE("every line of the page's table is what the code does, for every combination of signs") {
  const std::vector<PageLine> lines = lines_of_page();
  REQUIRE(lines.size() == kTruthLines);
  std::vector<int> counted(lines.size());
  for (const Signs& signs : all_signs()) {
    std::size_t line = 0;
    while (line < lines.size() && !fits(lines[line], signs)) ++line;
    INFO(drawn(signs));
    REQUIRE(line < lines.size());
    ++counted[line];
    const RowMeaning meaning = meaning_of(signs);
    CHECK(truth_line_of(signs) == line);
    CHECK(to_word(meaning.authority) == lines[line].authority);
    CHECK(to_word(meaning.comments) == lines[line].comments);
    CHECK(meaning.doubt == lines[line].doubt);
  }
  for (std::size_t i = 0; i < counted.size(); ++i) {
    INFO("line " << i + 1);
    CHECK(counted[i] > 0);
  }
}

TEST_CASE("the lines are drawn on the page as the program draws them") {
  const std::vector<PageLine> lines = lines_of_page();
  REQUIRE(lines.size() == kTruthLines);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    CHECK(drawn(truth_table().at(i)) == lines[i].drawn);
  }
}

TEST_CASE("every picture on the page shows its line") {
  for (const PageLine& line : lines_of_page()) {
    INFO(line.picture << ": drawn anew by `test_parsers '[draw]'`");
    CHECK(content_of(line.picture) == svg_of(line));
  }
}

TEST_CASE("draw the page's pictures anew", "[.][draw]") {
  for (const PageLine& line : lines_of_page()) {
    std::ofstream(TALLYD_SOURCE_DIR "/" + line.picture, std::ios::binary) << svg_of(line);
  }
}

TEST_CASE("every mark on the page's list marks an option, before and behind its words") {
  const FormFixture fixture;
  const std::vector<std::string> marks = listed("marked");
  REQUIRE(marks.size() > 20);
  for (const std::string& mark : marks) {
    INFO(mark);
    CHECK(with_mark(fixture, mark + " ", "") == Authority::assigned);
    CHECK(with_mark(fixture, "", " " + mark) == Authority::assigned);
  }
}

TEST_CASE("every word on the page's list that takes an option out does so") {
  const FormFixture fixture;
  const std::vector<std::string> words = listed("removed");
  REQUIRE(words.size() >= 5);
  for (const std::string& word : words) {
    INFO(word);
    CHECK(with_mark(fixture, "", " " + word) == Authority::not_assigned);
  }
}

TEST_CASE("every doubt that the page names is one of the program's") {
  const std::string sentences = content_of("parsers/forms/form_doubts.cpp") +
                                content_of("parsers/answer.cpp") +
                                content_of("parsers/read_message.cpp");
  const std::string page = content_of("docs/reading.md");
  int codes = 0;
  for (std::size_t at = page.find('`'); at != std::string::npos; at = page.find('`', at + 1)) {
    const std::size_t end = page.find('`', at + 1);
    if (end == std::string::npos) break;
    const std::string code = page.substr(at + 1, end - at - 1);
    at = end;
    const bool is_code = code.find('_') != std::string::npos &&
                         code.find_first_not_of("abcdefghijklmnopqrstuvwxyz_") == std::string::npos;
    if (!is_code || code == "not_assigned") continue;
    ++codes;
    INFO(code);
    CHECK(sentences.find("\"" + code + "\"") != std::string::npos);
  }
  CHECK(codes >= 10);
}

}  // namespace tallyd::test
