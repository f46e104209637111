// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/cli/message_source.h"

#include <catch2/catch.hpp>

#include "tests/support/temporary_directory.h"

using namespace tallyd;

namespace {

struct Sources {
  test::TemporaryDirectory directory;
  std::string complaints;
  ExitCode outcome = ExitCode::ok;

  /// "NAME=RAW;" of each message, names without the directory.
  std::string read(const std::vector<std::string>& names) {
    std::vector<std::string> paths;
    paths.reserve(names.size());
    for (const auto& name : names) paths.push_back(directory / name);
    MessageSource source(paths, [this](const std::string& what) { complaints += what + "\n"; });
    std::string out;
    while (const auto message = source.next()) {
      out += message->name.substr(directory.path().size() + 1) + "=" + message->raw + ";";
    }
    outcome = source.outcome();
    return out;
  }
};

const std::string envelope = "From a@b.example Thu Mar  8 10:00:00 2018\n";

}  // namespace

TEST_CASE_METHOD(Sources, "files are read in the order given, each as it is") {
  directory.write("b.eml", "B\r\n\r\n\r\n");
  directory.write("a.eml", "");
  CHECK(read({"b.eml", "a.eml", "b.eml"}) == "b.eml=B\r\n\r\n\r\n;a.eml=;b.eml=B\r\n\r\n\r\n;");
  CHECK(outcome == ExitCode::ok);
}

TEST_CASE_METHOD(Sources, "a Maildir gives the messages of new and cur, never of tmp") {
  directory.write("box/new/2", "two");
  directory.write("box/cur/1:2,S", "one");
  directory.write("box/tmp/3", "half");
  CHECK(read({"box"}) == "box/new/2=two;box/cur/1:2,S=one;");
}

TEST_CASE_METHOD(Sources, "an mbox gives its messages one by one, numbered") {
  directory.write("box",
                  envelope + "A: 1\n\n>From here\nFrom then on\n\n" + envelope + "A: 2\n\nlast\n");
  CHECK(read({"box"}) == "box#1=A: 1\n\nFrom here\nFrom then on\n;box#2=A: 2\n\nlast\n;");
}

TEST_CASE_METHOD(Sources, "a file that begins with the field From is one message") {
  directory.write("one", "From: a@b.example\n\ntext");
  directory.write("two", "From: a@b.example");
  CHECK(read({"one", "two"}) == "one=From: a@b.example\n\ntext;two=From: a@b.example;");
}

TEST_CASE_METHOD(Sources, "an mbox of one message is called by the file's name") {
  directory.write("one", envelope + "A: 1\n");
  CHECK(read({"one"}) == "one=A: 1\n;");
}

TEST_CASE_METHOD(Sources, "what is missing is told and the rest is read") {
  directory.write("a.eml", "A");
  directory.write("folder/a.eml", "A");
  CHECK(read({"none.eml", "a.eml", "folder"}) == "a.eml=A;");
  CHECK(outcome == ExitCode::no_input);
  CHECK_THAT(complaints, Catch::Contains("none.eml: No such file"));
  CHECK_THAT(complaints, Catch::Contains("folder: is a folder, and no Maildir"));
}
