// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <fstream>
#include <iterator>
#include <string>

namespace tallyd::test {

/// The command line of the tools that show what is seen in files: [--pages PREFIX] FILE….
/// show(name, bytes, prefix) for each file; prefix empty: no pictures are wanted.
template <typename Show>
void each_shown_file(int count, char** arguments, Show show) {
  std::string pages;
  for (int i = 1; i < count; ++i) {
    const std::string name = arguments[i];
    if (name == "--pages" && i + 1 < count) {
      pages = arguments[++i];
      continue;
    }
    std::ifstream file(name, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    show(name, bytes, pages);
  }
}

}  // namespace tallyd::test
