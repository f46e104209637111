// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/cli/in_order.h"

#include <atomic>
#include <thread>

#include <catch2/catch.hpp>

#include "tests/support/temporary_directory.h"

using namespace tallyd;

TEST_CASE("lines come in the order of the messages, whatever reading takes") {
  const test::TemporaryDirectory directory;
  std::vector<std::string> paths;
  std::string expected;
  for (int i = 0; i < 100; ++i) {
    directory.write(std::to_string(i), std::to_string(i));
    paths.push_back(directory / std::to_string(i));
    expected += std::to_string(i) + " ";
  }
  MessageSource source(paths, [](const std::string&) {});
  std::string out;
  InOrder in_order(
      source,
      [](const NamedMessage& message) {
        for (int i = 0; i < (std::stoi(message.raw) % 7) * 50; ++i) std::this_thread::yield();
        return message.raw;
      },
      [&out](const std::string& line) { out += line + " "; });
  in_order.run(4);
  CHECK(out == expected);
}
