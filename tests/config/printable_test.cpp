// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/printable.h"

#include <catch2/catch.hpp>

using tallyd::printable;

TEST_CASE("ordinary text of any script is left as it is") {
  const std::string text = "Κένυα Кения كينيا 肯尼亚 Côte d’Ivoire 😀";
  CHECK(printable(text) == text);
}

TEST_CASE("a control character from a mail never reaches a terminal") {
  CHECK(printable("a\x1b[31mb") == "a\\x1b[31mb");
  CHECK(printable("one\r\ntwo\tthree") == "one\\r\\ntwo\\tthree");
  CHECK(printable(std::string("\0\x7f", 2)) == "\\x00\\x7f");
  CHECK(printable("\xc2\x9b") == "\\x9b");  // C1: CSI
}

TEST_CASE("text that changes its own direction is shown with the escape that does it") {
  CHECK(printable("gpj.\u202Eexe") == "gpj.\\u202eexe");
  CHECK(printable("\u2066a\u2069\u2028") == "\\u2066a\\u2069\\u2028");
}

TEST_CASE("bytes that are no UTF-8 are shown one by one") {
  CHECK(printable("\xff\xc0\x80") == "\\xff\\xc0\\x80");
  CHECK(printable("\xed\xa0\x80") == "\\xed\\xa0\\x80");  // a surrogate
  CHECK(printable("caf\xe9") == "caf\\xe9");
  CHECK(printable("\xe2\x82") == "\\xe2\\x82");  // cut off
}

TEST_CASE("a backslash in the text can be told from an escape") {
  CHECK(printable("C:\\x41") == "C:\\\\x41");
}
