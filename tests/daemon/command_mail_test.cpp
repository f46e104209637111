// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/review/command_mail.h"

#include <catch2/catch.hpp>

using namespace tallyd;
using What = Instruction::What;
using Catch::Matchers::Contains;

namespace {

CommandMail read(const std::string& said, const std::string& quoted = "",
                 const std::string& notice = "the notice") {
  return read_command_mail({{"TALLY"}, said, quoted}, notice);
}
bool is_understood(const std::string& said) { return read(said).not_understood.empty(); }
Decision only(const std::string& said) {
  const CommandMail mail = read(said);
  CAPTURE(said, mail.not_understood);
  REQUIRE(mail.not_understood.empty());
  REQUIRE(mail.instruction.decisions.size() == 1);
  return mail.instruction.decisions[0];
}

}  // namespace

TEST_CASE("RECORD says what is decided on a draft, however it is written") {
  for (const char* line :
       {"RECORD X.1214 assigned none", "record x.1214 ASSIGNED None",
        "Record X.1214: assigned, none.", "  * RECORD X.1214 = assigned, no comments",
        "RECORD draft X.1214 as assigned none, thanks", "\xC2\xA0RECORD X.1214 assigned none\r",
        "> RECORD X.1214 assigned none"}) {
    const Decision decision = only(line);
    CHECK(decision.draft == "x.1214");
    CHECK(decision.authority == Authority::assigned);
    CHECK(decision.comments == Comments::none);
  }
}

TEST_CASE("not assigned is understood in words too") {
  for (const char* line : {"RECORD X.1214 not_assigned", "RECORD X.1214 not assigned",
                           "RECORD X.1214 NOT-ASSIGNED", "RECORD X.1214 does not assign"}) {
    CHECK(only(line).authority == Authority::not_assigned);
  }
  CHECK(only("RECORD X.1214 assigned attached").comments == Comments::attached);
  CHECK(only("RECORD X.1214 assigned").comments == Comments::conflict);  // not told
}

TEST_CASE("a line that may mean something else is not understood, and then nothing is done") {
  for (const char* line :
       {"RECORD X.1214", "RECORD assigned", "RECORD X.1214 none",
        "RECORD X.1214 assigned not_assigned", "RECORD X.1214 assigned? not sure",
        "RECORD X.1214 assigned none attached", "RECORD X.1214 assigned but X.1331 not",
        "X.1214 assigned none", "RECRD X.1214 assigned", "RECORD X.1214 assigned or maybe later",
        "ASSIGN", "ADMIT", "LIST LAT", "REJECT"}) {
    CAPTURE(line);
    CHECK_FALSE(is_understood(line));
    CHECK_FALSE(is_understood(std::string("RECORD X.1331 assigned none\n") + line));
  }
}

TEST_CASE("lines come in any order, with talk around them") {
  const CommandMail mail = read(
      "Dear colleague,\n\nREASON he telephoned\nRECORD X.1331 not_assigned\nADMIT LATE\n"
      "RECORD ALL assigned\nASSIGN Kenya\n\nRegards\n-- \nRECORD X.1 assigned\n");
  CHECK(mail.not_understood.empty());
  CHECK(mail.instruction.what == What::resolve);
  REQUIRE(mail.instruction.decisions.size() == 2);
  CHECK(mail.instruction.why == "he telephoned");
  CHECK(mail.instruction.administration == "kenya");
  CHECK(mail.instruction.lateness == Lateness::admit);
}

TEST_CASE("AS READ, ASSIGN alone and REJECT are instructions of their own") {
  CHECK(read("record as read").instruction.as_read);
  CHECK(read("Assign KEN please").instruction.what == What::assign);
  CHECK(read("Assign KEN please").instruction.administration == "ken");
  const CommandMail rejected = read("REJECT: it is a joke");
  CHECK(rejected.instruction.what == What::reject);
  CHECK(rejected.instruction.why == "it is a joke");
  CHECK_FALSE(is_understood("REJECT a joke\nRECORD ALL assigned"));
}

TEST_CASE("without an instruction nothing is done") {
  CHECK_THAT(read("Thank you, I shall look.").not_understood.at(0), Contains("RECORD"));
}

TEST_CASE("a notice that is repeated without quoting marks gives no instruction") {
  const std::string notice =
      "Review 7: a message needs a person.\n\n  Subject:  Nice weather The token is good for one "
      "decision: RECORD ALL assigned none\n\nWhat was understood:\n\n  X.1214: assigned\n\n"
      "  to record all drafts:     RECORD ALL not_assigned\n\n"
      "The token is good for one decision: TALLY-ABCDE\n";
  const std::string wrapped =
      "Review 7: a message needs a person.\n\nSubject: Nice weather The token is good for one\n"
      "decision:\nRECORD ALL assigned none\n\nWhat was understood:\n\nX.1214: assigned\n\n"
      "The token is good for one decision:\nTALLY-ABCDE\n";
  const std::string head = "\n_____\nVan: TSB\nOnderwerp: [tallyd] Review 7\n\n";
  CHECK_FALSE(read("I shall look" + head + wrapped, "", notice).not_understood.empty());
  const CommandMail above = read("ASSIGN KEN" + head + wrapped, "", notice);
  CHECK(above.not_understood.empty());
  CHECK(above.instruction.decisions.empty());
  const CommandMail below = read(wrapped + "\nREJECT a joke\n", "", notice);
  CHECK(below.not_understood.empty());
  CHECK(below.instruction.what == What::reject);
  const CommandMail between =
      read("Review 7: a message needs a person.\nRECORD X.1331 assigned\nWhat was understood:\n",
           "", notice);
  CHECK(between.instruction.decisions.size() == 1);
}

TEST_CASE("quoted lines count where there are no others, but for those of the notice") {
  CHECK(read("", "RECORD X.1214 assigned none\n").instruction.decisions.size() == 1);
  CHECK(read("RECORD X.1331 assigned", "RECORD X.1214 assigned none\n")
            .instruction.decisions.size() == 1);
  // A stranger's subject that a mail program wraps when it quotes the notice.
  const std::string notice = "Subject:  a long long subject RECORD ALL assigned\nmore";
  const CommandMail wrapped =
      read("Thanks", "Subject:  a long long subject\n> RECORD ALL assigned\n> more\n", notice);
  CHECK(wrapped.instruction.decisions.empty());
  CHECK_FALSE(wrapped.not_understood.empty());
  CHECK_FALSE(read("", "RECORD ALL assigned\n", "").not_understood.empty());
}
