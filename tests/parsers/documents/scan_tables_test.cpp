// SPDX-License-Identifier: GPL-3.0-or-later
// Tables that a page's end cut in two.
#include "parsers/documents/scan_tables.h"

#include <catch2/catch.hpp>

#include "tests/support/document_text.h"

namespace tallyd::test {
namespace {

Paragraph words(const std::string& text, int page = 1) {
  Paragraph paragraph;
  paragraph.runs.push_back({text, {}, {}});
  paragraph.place.page = page;
  return paragraph;
}

/// "[ ] text" begins with an empty box.
Paragraph line(const std::string& text, int page) {
  if (!text.starts_with("[ ] ")) return words(text, page);
  Paragraph paragraph = words(text.substr(3), page);
  Run run;
  run.box.push_back({});
  run.box.front().state = Checkbox::State::empty;
  paragraph.runs.insert(paragraph.runs.begin(), run);
  return paragraph;
}

using Lines = std::vector<std::string>;

Row row(const std::string& label, const Lines& options, int page) {
  Row out;
  out.cells.resize(2);
  if (!label.empty()) out.cells[0].blocks.emplace_back(words(label, page));
  for (const std::string& option : options) out.cells[1].blocks.emplace_back(line(option, page));
  return out;
}

const Lines kOptions{"[ ] a", "[ ] b", "[ ] c", "[ ] d"};

std::string joined(std::vector<Block> blocks) {
  join_tables(blocks);
  Document document;
  document.blocks = std::move(blocks);
  return to_text(document) + "\n";
}

}  // namespace

TEST_CASE("a label and an option that a page's end cut become whole") {
  const Table above{{row("X.1", kOptions, 1), row("Draft X.2 (ex", {"[ ] a", "[ ] b one"}, 1)}};
  const Table below{{row("X.two)", {"of two", "[ ] c", "[ ] d"}, 2)}};
  CHECK(joined({above, below}) ==
        "| X.1 | [ ] a / [ ] b / [ ] c / [ ] d |\n"
        "| Draft X.2 (ex X.two) | [ ] a / [ ] b one of two / [ ] c / [ ] d |\n");
}

TEST_CASE("a label that a page's end cut between two options becomes whole") {
  const Table above{{row("Draft X.2 (ex", {"[ ] a", "[ ] b"}, 1)}};
  const Table below{{row("X.two)", {"[ ] c", "[ ] d"}, 2)}};
  CHECK(joined({above, below}) ==
        "| Draft X.2 (ex X.two) | [ ] a / [ ] b |\n| ^ | [ ] c / [ ] d |\n");
}

TEST_CASE("what is typed in the place of a box tells of a row that was cut, too") {
  const Table whole{{row("X.1", {"X a", "( ) b", "(x) c", "[ ]  d"}, 1),
                     row("Draft X.2 (ex", {"[X] a", "( ) b one"}, 1)}};
  const Table rest{{row("X.two)", {"of two", "✓ c", "|_| d"}, 2)}};
  CHECK(joined({whole, rest}).find("| Draft X.2 (ex X.two) | [X] a / ( ) b one of two / ✓ c / ") !=
        std::string::npos);
}

TEST_CASE("an option that is marked by an X begins a row of its own below a page's end") {
  const Table above{{row("X.1", kOptions, 1), row("X.2", {"[ ] a", "[ ] b", "[ ] c"}, 1)}};
  const Table below{{row("", {"X d"}, 2)}};
  CHECK(joined({above, below}) ==
        "| X.1 | [ ] a / [ ] b / [ ] c / [ ] d |\n| X.2 | [ ] a / [ ] b / [ ] c |\n| ^ | X d |\n");
}

TEST_CASE("a row that begins a page stays one where no row was cut") {
  const Table above{{row("X.1", kOptions, 1)}};
  CHECK(joined({above, Table{{row("X.2", kOptions, 2)}}}) ==
        "| X.1 | [ ] a / [ ] b / [ ] c / [ ] d |\n| X.2 | [ ] a / [ ] b / [ ] c / [ ] d |\n");
  CHECK(joined({above, Table{{row("X.2", {"[ ] a"}, 2)}}}) ==
        "| X.1 | [ ] a / [ ] b / [ ] c / [ ] d |\n| X.2 | [ ] a |\n");
}

TEST_CASE("a page's number may stand between the parts of a row that was cut") {
  const Table above{{row("X.1", kOptions, 1), row("X.2", {"[ ] a", "[ ] b"}, 1)}};
  const Table below{{row("", {"[ ] c", "[ ] d"}, 2)}};
  const std::string whole =
      "| X.1 | [ ] a / [ ] b / [ ] c / [ ] d |\n| X.2 | [ ] a / [ ] b |\n| ^ | [ ] c / [ ] d |\n";
  CHECK(joined({above, words("1"), words("Page 2", 2), below}) == whole + "1\nPage 2\n");
  const std::string head = "International Telecommunication Union";
  CHECK(joined({above, words(head, 2), below}) == whole + head + "\n");
  const std::string address = "https://mail.gov.example/print?form=annex.2";
  CHECK(joined({above, words(address + " 1/2"), below}) == whole + address + " 1/2\n");
  for (const char* text : {"X.3", "A sentence that is longer than any running head",
                           "https://gov.example/ X.3", "X.3, see https://gov.example/"}) {
    CHECK(joined({above, words(text), below}) ==
          "| X.1 | [ ] a / [ ] b / [ ] c / [ ] d |\n| X.2 | [ ] a / [ ] b |\n" + std::string(text) +
              "\n|  | [ ] c / [ ] d |\n");
  }
  const Table headed{{row("", {"a browser's head", "[ ] c", "[ ] d"}, 2)}};
  CHECK(joined({above, words(address), headed}) ==
        "| X.1 | [ ] a / [ ] b / [ ] c / [ ] d |\n| X.2 | [ ] a / [ ] b |\n" + address +
            "\n|  | a browser's head / [ ] c / [ ] d |\n");
  const Table whole_above{{row("X.1", kOptions, 1)}};
  CHECK(joined({whole_above, words("1"), below}) ==
        "| X.1 | [ ] a / [ ] b / [ ] c / [ ] d |\n1\n|  | [ ] c / [ ] d |\n");
}

}  // namespace tallyd::test
