// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/archive.h"

#include <atomic>
#include <fstream>
#include <thread>

#include "tests/storage/store.h"

namespace tallyd {
namespace fs = std::filesystem;
namespace {

struct ArchiveStore {
  TemporaryDirectory directory;
  Archive archive = must(Archive::open(directory.path, Access::write));

  int files() const {
    int count = 0;
    for (const auto& entry : fs::recursive_directory_iterator(directory.path)) {
      if (entry.is_regular_file()) ++count;
    }
    return count;
  }
};

}  // namespace

TEST_CASE_METHOD(ArchiveStore, "what is put into the archive comes out, byte for byte") {
  const std::string raw("From: a\r\n\r\n\0\xff\n", 14);
  CHECK(must(archive.get(must(archive.put(raw)))) == raw);
  CHECK(must(archive.get(must(archive.put("")))).empty());
}

TEST_CASE_METHOD(ArchiveStore, "the same bytes are kept once") {
  CHECK(must(archive.put("one")) == must(archive.put("one")));
  CHECK(files() == 1);
  CHECK(must(archive.list()) == std::vector<Digest>{sha256("one")});
}

TEST_CASE_METHOD(ArchiveStore, "a message is readable by its owner only") {
  const fs::path file = archive.path(must(archive.put("one")));
  CHECK(fs::status(file).permissions() == (fs::perms::owner_read | fs::perms::owner_write));
  CHECK(fs::status(directory.path).permissions() == fs::perms::owner_all);
}

TEST_CASE_METHOD(ArchiveStore, "a changed message is corrupt, a missing one is not there") {
  const Digest digest = must(archive.put("one"));
  std::ofstream(archive.path(digest)) << "onE";
  CHECK(archive.get(digest).error().failure == Failure::corrupt);
  CHECK(archive.get(sha256("two")).error().failure == Failure::permanent);
}

TEST_CASE_METHOD(ArchiveStore, "what a crash left half-written is removed, messages are not") {
  must(archive.put("one"));
  std::ofstream(directory.path / "tmp" / "abcdef") << "half";
  CHECK(must(archive.remove_leftovers()) == 1);
  CHECK(must(archive.remove_leftovers()) == 0);
  CHECK(must(archive.list()).size() == 1);
}

TEST_CASE_METHOD(ArchiveStore, "threads that put the same and other messages lose none") {
  std::atomic<int> failures = 0;
  std::vector<std::thread> threads;
  threads.reserve(4);
  for (int thread = 0; thread < 4; ++thread) {
    threads.emplace_back([&] {
      for (int i = 0; i < 20; ++i) failures += archive.put(std::to_string(i)) ? 0 : 1;
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(failures == 0);
  CHECK(must(archive.list()).size() == 20);
  CHECK(files() == 20);
}

TEST_CASE_METHOD(ArchiveStore, "what 0.1.0 has put into the archive is there, once, and can go") {
  const Digest digest = sha256("one");
  const std::string name = to_hex(digest) + ".eml";
  const fs::path former = directory.path / name.substr(0, 2) / name.substr(2, 2) / name;
  fs::create_directories(former.parent_path());
  std::ofstream(former) << "one";
  CHECK(archive.path(digest) == former);
  CHECK(must(archive.get(digest)) == "one");
  CHECK(must(archive.put("one")) == digest);
  CHECK(files() == 1);
  CHECK(must(archive.list()) == std::vector<Digest>{digest});
  REQUIRE(archive.remove(digest));
  CHECK(files() == 0);
  CHECK(must(archive.list()).empty());
}

TEST_CASE_METHOD(ArchiveStore, "a directory that does not take files is a temporary failure") {
  fs::remove(directory.path / "tmp");
  const auto failed = archive.put("one");
  REQUIRE_FALSE(failed);
  CHECK(failed.error().failure == Failure::temporary);
  CHECK(failed.error().message.find("No such file") != std::string::npos);
  CHECK(files() == 0);
}

}  // namespace tallyd
