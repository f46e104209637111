// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/imap/imap_text.h"

#include <catch2/catch.hpp>

#include "daemon/imap/backoff.h"
#include "daemon/imap/imap_account.h"

using namespace tallyd;

TEST_CASE("INTERNALDATE is the same moment in every zone") {
  for (const char* text :
       {"08-Mar-2018 23:59:00 +0000", " 8-Mar-2018 23:59:00 +0000", "8-Mar-2018 23:59:00 +0000",
        "09-Mar-2018 01:59:00 +0200", "08-mar-2018 20:29:00 -0330"}) {
    CAPTURE(text);
    const auto instant = parse_internal_date(text);
    REQUIRE(instant);
    CHECK(to_rfc3339(*instant) == "2018-03-08T23:59:00Z");
  }
}

TEST_CASE("what is no INTERNALDATE is refused") {
  for (const char* text :
       {"", "08-Mar-2018 23:59:00", "31-Feb-2018 23:59:00 +0000", "08-Mrz-2018 23:59:00 +0000",
        "08-Mar-2018 24:00:00 +0000", "08-Mar-2018 23:59:00 +0075", "08-Mar-2018 23:59:00 00200",
        "xx-Mar-2018 23:59:00 +0000", "-------------------------"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_internal_date(text));
  }
}

TEST_CASE("mailbox names travel in modified UTF-7, quoted (RFC 3501 section 5.1.3)") {
  CHECK(*mailbox_argument("INBOX") == "\"INBOX\"");
  CHECK(*mailbox_argument("R&D \"x\\y\"") == "\"R&-D \\\"x\\\\y\\\"\"");
  CHECK(*mailbox_argument("Entwürfe") == "\"Entw&APw-rfe\"");
  CHECK(*mailbox_argument("~peter/mail/台北/日本語") == "\"~peter/mail/&U,BTFw-/&ZeVnLIqe-\"");
}

TEST_CASE("a mailbox name cannot carry a command") {
  CHECK_FALSE(mailbox_argument("x\r\nA9 DELETE INBOX"));
  CHECK_FALSE(mailbox_argument("\xff\xfe"));
  CHECK_FALSE(mailbox_argument(""));
  CHECK_FALSE(is_keyword("a b"));
  CHECK_FALSE(is_keyword("\\Seen"));
  CHECK(is_keyword("$TallydRecorded"));
}

TEST_CASE("sets of UIDs are short, and read back the same") {
  CHECK(uid_sets({1, 2, 3, 7, 9, 10}, 100) == std::vector<std::string>{"1:3,7,9:10"});
  CHECK(uid_sets({100, 102, 104}, 8) == std::vector<std::string>{"100,102", "104"});
  CHECK(uid_sets({}, 8).empty());
  std::vector<Uid> uids;
  CHECK(parse_uid_set("3:1,7,4294967295", 10, uids));
  CHECK(uids == std::vector<Uid>{1, 2, 3, 7, 4294967295U});
}

TEST_CASE("a set of UIDs that is none, or has no end, is refused") {
  for (const char* set :
       {"", ",", "1,", "0", "0:3", "*", "1:*", "a", "1:2:3", "1:4294967295", "4294967296"}) {
    CAPTURE(set);
    std::vector<Uid> uids;
    CHECK_FALSE(parse_uid_set(set, 1000, uids));
    CHECK(uids.size() <= 1000);
  }
}

TEST_CASE("the pause before a new attempt doubles up to five minutes, with jitter") {
  using std::chrono::milliseconds;
  CHECK(backoff(1, 0.0) == milliseconds{500});
  CHECK(backoff(1, 1.0) == milliseconds{1000});
  CHECK(backoff(4, 0.5) == milliseconds{6000});
  CHECK(backoff(1000000, 1.0) == milliseconds{300000});
  CHECK(backoff(0, 0.0) == milliseconds{500});
}

TEST_CASE("only this machine's own addresses are loopback") {
  for (const char* host : {"127.0.0.1", "127.3.2.1", "::1", "localhost"}) CHECK(is_loopback(host));
  for (const char* host : {"128.0.0.1", "localhost.evil.example", "127.0.0.1.evil.example", "::2",
                           "127.1.example", "0.0.0.0", ""}) {
    CAPTURE(host);
    CHECK_FALSE(is_loopback(host));
  }
}
