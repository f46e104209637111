// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/log/log.h"

#include <catch2/catch.hpp>
#include <sys/stat.h>

#include "daemon/log/sinks.h"
#include "tests/support/temporary_directory.h"

using namespace tallyd;

namespace {

struct MemorySink final : LogSink {
  explicit MemorySink(std::string& lines) : out(lines) {}
  void write(LogLevel, std::string_view text, const About& about) override {
    out += std::string(text) + to_text(about) + "\n";
  }
  std::string& out;
};

struct LogTest {
  std::string out;
  Log log{std::make_unique<MemorySink>(out), LogLevel::info};
};

}  // namespace

TEST_CASE_METHOD(LogTest, "a line names the message and the circular that it is about") {
  log.info("recorded", {"a@b.example", "TSB Circular 53", "KEN"});
  log.info("waiting");
  CHECK(out ==
        "recorded message=<a@b.example> circular=\"TSB Circular 53\" administration=KEN\n"
        "waiting\n");
}

TEST_CASE_METHOD(LogTest, "a mail can't begin a line of its own in the log") {
  log.info("subject: x\nerror: forged\x1b[2J", {"a\r\nerror: forged"});
  CHECK(out == "subject: x\\nerror: forged\\x1b[2J message=<a\\r\\nerror: forged>\n");
}

TEST_CASE_METHOD(LogTest, "lines below the level are left out, until the level is changed") {
  log.debug("one");
  log.warning("two");
  log.set_level(LogLevel::debug);
  log.debug("three");
  CHECK(out == "two\nthree\n");
}

TEST_CASE("the journal's stream is known by device and inode") {
  const test::TemporaryDirectory directory;
  directory.write("stream", "");
  std::FILE* const file = std::fopen((directory / "stream").c_str(), "r");
  REQUIRE(file != nullptr);
  struct stat status {};
  REQUIRE(fstat(fileno(file), &status) == 0);
  const std::string name = std::to_string(status.st_dev) + ":" + std::to_string(status.st_ino);
  CHECK(is_journal_stream(fileno(file), name));
  CHECK_FALSE(is_journal_stream(fileno(file), name + "0"));
  CHECK_FALSE(is_journal_stream(fileno(file), ""));
  std::fclose(file);
}
