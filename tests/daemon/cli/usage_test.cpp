// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/cli/usage.h"

#include <sstream>

#include <CLI/CLI.hpp>
#include <catch2/catch.hpp>

#include "daemon/cli/command.h"

using namespace tallyd;
using Catch::Matchers::Contains;
using Catch::Matchers::StartsWith;

namespace {

struct Tallyctl {
  CLI::App app{"A tool"};
  Action action;
  Tallyctl() {
    app.name("tallyctl");
    app.require_subcommand(1);
    for (const AddCommand add : commands()) add(app, action);
  }
  std::string explained(const std::string& line) {
    try {
      app.parse(line);
    } catch (const CLI::ParseError& error) {
      return explain_usage(app, error.what());
    }
    return "";
  }
};

}  // namespace

TEST_CASE_METHOD(Tallyctl, "wrong usage names the nearest that is known, and where help is") {
  const std::pair<const char*, const char*> wrong[] = {
      {"tallly 53",
       "tallyctl: there is no command tallly; did you mean tally?\nSee: tallyctl --help"},
      {"review lst", "tallyctl review: there is no command lst; did you mean list?\nSee: "},
      {"tally 53 --formt json",
       "tallyctl tally: there is no option --formt; did you mean --format?"},
      {"tally --formt=json", "tallyctl tally: there is no option --formt; did you mean --format?"},
      {"tally 53 --format jsn", "tallyctl tally: --format: \"jsn\" is none of table, json, csv"},
      {"tally", "tallyctl tally: CIRCULAR is required\nSee: tallyctl tally --help\n"},
      {"tally 53 54", "tallyctl tally: \"54\" is one word too many"},
      {"outbox", "tallyctl outbox: say what to do: list, retry, cancel\n"},
      {"", "tallyctl: say what to do: read, "},
      {"xyzzy", "tallyctl: there is no command xyzzy; there are: read, "},
  };
  for (const auto& [line, told] : wrong) {
    CAPTURE(line);
    CHECK_THAT(Tallyctl().explained(line), StartsWith(told));
  }
  CHECK_THAT(explained("tally 53 --format jsn"), Contains("did you mean json?"));
}

TEST_CASE("help fits the terminal, its descriptions stay in their column, its examples whole") {
  Tallyctl tallyctl;
  std::size_t lines = 0;
  for (const CLI::App* command : tallyctl.app.get_subcommands(nullptr)) {
    std::istringstream help(wrapped(command->help(), 80));
    bool examples = false;
    for (std::string line; std::getline(help, line); ++lines) {
      examples = examples || line.substr(0, 7) == "Example";
      INFO(line);
      if (!examples) CHECK(line.size() <= 80);
    }
  }
  CHECK(lines > 200);
  const std::string option = "  --known ROW:HASH            ";
  CHECK(wrapped(option + "A row and its hash", 40) ==
        option + "A row and\n" + std::string(30, ' ') + "its hash\n");
  CHECK(wrapped("Examples:\n  tallyctl a b c\n", 10) == "Examples:\n  tallyctl a b c\n");
  CHECK(wrapped("one two three\n", 0) == "one two three\n");
  // A paragraph in lines of the source's width is filled anew, not cut into long and short lines.
  const std::string line = "It does what its name says, and what is behind that is told here. ";
  CHECK(
      wrapped(line + "Or\nbelow.\nExamples:\n", 60) ==
      "It does what its name says, and what is behind that is told\nhere. Or below.\nExamples:\n");
  CHECK(wrapped("A short line\nand another\n", 60) == "A short line\nand another\n");
}

TEST_CASE("every command has examples in its help") {
  Tallyctl tallyctl;
  for (const CLI::App* command : tallyctl.app.get_subcommands(nullptr)) {
    INFO(command->get_name());
    CHECK_THAT(command->get_footer(), Contains("Example"));
    for (const CLI::App* below : command->get_subcommands(nullptr)) {
      INFO(below->get_name());
      CHECK_THAT(below->get_footer(), Contains("Example"));
    }
  }
}
