// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/reader/reader_pool.h"

#include <cstdio>
#include <cstdlib>
#include <thread>
#include <vector>

#include <catch2/catch.hpp>
#include <unistd.h>

#include "parsers/reader/sanitized.h"

using namespace tallyd;

namespace {

const ReaderPrograms kPrograms{TALLYD_TEST_READER, TALLYD_TEST_READER};

ReaderLimits short_limits() {
  ReaderLimits limits;
  limits.cpu_time = std::chrono::seconds{1};
  limits.wall_time = std::chrono::seconds{1};
  limits.memory = 64UL << 20;
  limits.message = 4UL << 20;
  return limits;
}

struct Readers {
  Asked asked;
  ReaderPool pool;

  explicit Readers(ReaderPool::Convert convert = {})
      : asked(an_asked()), pool(kPrograms, asked, short_limits(), std::move(convert)) {}

  static Asked an_asked() {
    Consultation consultation;
    consultation.circular = "TSB Circular 53";
    return {{consultation}, {}, {}};
  }
  Reading read(const std::string& order) { return pool.read("Subject: order\n\n" + order); }
  std::string answer(const std::string& order) { return read(order).mail.subject; }
};

bool failed(const Reading& reading) {
  return reading.kind == Kind::reply && reading.doubts.size() == 1 &&
         reading.doubts[0].code == "reader_failed" && !is_certain(reading);
}

}  // namespace

TEST_CASE("a reader knows what was asked and gives back its reading") {
  Readers readers;
  const Reading reading = readers.read("anything");
  CHECK(reading.circular == "TSB Circular 53");
  CHECK(reading.mail.subject == "anything");
}

TEST_CASE("from inside the confinement nothing of the world can be reached") {
  Readers readers;
  for (const char* what :
       {"open",   "openat2", "create", "unlink",   "rename", "list",   "stat",
        "socket", "connect", "fork",   "vfork",    "clone",  "thread", "exec",
        "kill",   "ptrace",  "mount",  "io_uring", "bpf",    "memfd",  "execveat"}) {
    CAPTURE(what);
    CHECK(readers.answer(what) == "refused: Operation not permitted");
  }
}

TEST_CASE("a reader inherits neither secrets of the environment nor descriptors") {
  ::setenv("TALLYD_TEST_SECRET", "swordfish", 1);
  Readers readers;
  CHECK(readers.answer("environment") == "clean");
  CHECK(readers.answer("descriptors") == "1");  // its own socket
}

TEST_CASE("a library that complains neither ends its reader nor reaches our standard error") {
  std::FILE* const kept = std::tmpfile();  // a file: RLIMIT_FSIZE is 0 in the reader
  const int before = ::dup(STDERR_FILENO);
  ::dup2(::fileno(kept), STDERR_FILENO);
  std::string answer;
  {
    Readers readers;
    answer = readers.answer("complain");
  }
  ::dup2(before, STDERR_FILENO);
  ::close(before);
  CHECK(answer == (kSanitized ? "refused: File too large" : "allowed"));
  CHECK(std::ftell(kept) == 0);
  CHECK(::lseek(::fileno(kept), 0, SEEK_END) == 0);
  std::fclose(kept);
}

TEST_CASE("a message that kills its reader costs one review") {
  Readers readers;
  CHECK(failed(readers.read("crash")));
  CHECK(readers.answer("anything") == "anything");
}

TEST_CASE("a message that takes all time or all memory costs one review") {
  Readers readers;
  const char* order = GENERATE("hang", "spin", "devour");
  CAPTURE(order);
  if (kSanitized && order == std::string("devour")) return;  // no memory limit there
  CHECK(failed(readers.read(order)));
}

TEST_CASE("a message over the limit is not handed to a reader") {
  Readers readers;
  CHECK(failed(readers.read(std::string(5UL << 20, 'x'))));
}

TEST_CASE("a reading longer than is taken back costs one review") {
  ReaderLimits limits = short_limits();
  limits.reading = 64UL << 10;
  ReaderPool pool(kPrograms, Readers::an_asked(), limits, {});
  CHECK(failed(pool.read("Subject: order\n\n" + std::string(128UL << 10, 'x'))));
  CHECK_FALSE(failed(pool.read("Subject: order\n\nshort")));
}

TEST_CASE("a reader that dies or knows nothing of it explains nothing, and the next one works") {
  Readers readers;
  CHECK_FALSE(readers.pool.explain("Subject: order\n\ncrash"));
  CHECK(readers.answer("anything") == "anything");
}

TEST_CASE("a reader that can't be started leaves the message to a person") {
  ReaderPool pool({"/nonexistent/tallyd", "/nonexistent/tallyd"}, {}, short_limits(), {});
  CHECK_FALSE(pool.start());
  CHECK(failed(pool.read("Subject: x\n\nx")));
}

TEST_CASE("a file is converted outside of the reader that asks for it") {
  Readers readers([](std::string_view bytes, std::string_view format) -> Result<std::string> {
    return std::string(format) + ":" + std::string(bytes);
  });
  CHECK(readers.answer("convert old words") == "doc:old words");
  Readers without;
  CHECK_THAT(without.answer("convert x"), Catch::StartsWith("refused: no office suite"));
}

TEST_CASE("on a machine five times too busy a reader still gets all of its processor time") {
  CHECK(ReaderLimits{}.wall_time >= 5 * ReaderLimits{}.cpu_time);
}

TEST_CASE("the time that other messages' conversions take is not taken from a message") {
  ReaderLimits limits = short_limits();
  limits.wall_time = std::chrono::seconds{2};
  const auto slowly = [](std::string_view bytes, std::string_view) -> Result<std::string> {
    std::this_thread::sleep_for(std::chrono::milliseconds{700});  // the limits are of real time
    return std::string(bytes);
  };
  ReaderPool pool(kPrograms, Readers::an_asked(), limits, slowly);
  std::vector<std::thread> threads;
  std::vector<std::string> answers(4);
  threads.reserve(answers.size());
  for (std::string& answer : answers) {
    threads.emplace_back([&] { answer = pool.read("Subject: x\n\nconvert it").mail.subject; });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(answers == std::vector<std::string>(4, "it"));
}

TEST_CASE("only a message that has pages to be looked at is read by a full reader") {
  Readers readers;
  CHECK(readers.answer("kind") == "light");
  CHECK(readers.answer("recognise") == "recognised");
  CHECK(readers.answer("kind") == "light");
}

TEST_CASE("the light reader reads a typed form itself and hands over a PDF or a picture") {
  const ReaderPrograms programs{TALLYD_LIGHT_READER, TALLYD_TEST_READER};
  ReaderPool pool(programs, Readers::an_asked(), ReaderLimits{}, {});
  const std::string header = "From: a@b.example\nSubject: Reply\nContent-Type: ";
  const Reading typed = pool.read(header + "text/plain\n\nThank you.");
  CHECK(typed.mail.subject == "Reply");
  for (const char* file : {"%PDF-1.7", "GIF87a"}) {
    // The full reader of this test gives back as the subject what stands behind the header.
    const Reading looked_at = pool.read(header + "application/octet-stream\n\n" + file);
    CHECK(looked_at.mail.subject == file);
  }
}

TEST_CASE("what the light reader can't show or explain the full one is asked for") {
  ReaderPool pool({TALLYD_LIGHT_READER, TALLYD_TEST_READER}, Readers::an_asked(), ReaderLimits{},
                  {});
  // The full reader of this test explains nothing either, and says so by its end.
  const auto explained = pool.explain("Subject: x\n\nx");
  REQUIRE_FALSE(explained);
  CHECK(explained.error().message.find("died") != std::string::npos);
}

TEST_CASE("several threads read side by side") {
  Readers readers;
  std::vector<std::thread> threads;
  std::vector<std::string> answers(8);
  for (std::size_t i = 0; i < answers.size(); ++i) {
    threads.emplace_back([&, i] { answers[i] = readers.answer(std::to_string(i)); });
  }
  for (auto& thread : threads) thread.join();
  for (std::size_t i = 0; i < answers.size(); ++i) CHECK(answers[i] == std::to_string(i));
}
