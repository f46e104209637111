// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/review/settle.h"

#include "daemon/review/case_file.h"
#include "tests/daemon/review_desk.h"

namespace tallyd {
namespace {

using End = Settlement::End;
using Kind = Refusal::Kind;
using Catch::Matchers::Contains;

struct Settling : ReviewDesk {
  Recorded doubtful_reply = record(doubtful("KEN", 1));
  Instruction instruction = resolving(doubtful_reply.review);

  std::string mistake() {
    const Settlement settlement = settled(instruction);
    REQUIRE(settlement.end == End::refused);
    CHECK(item(instruction.review).state == ReviewState::open);
    CHECK(standing().empty());
    CHECK(mails().empty());
    return settlement.refusal.mistakes.at(0);
  }
  void decide(const char* draft, Authority authority, Comments comments = Comments::conflict) {
    instruction.decisions.push_back(told(draft, authority, comments));
  }
};

}  // namespace

TEST_CASE_METHOD(Settling, "a resolved item leaves who, when, why, decisions and one answer") {
  decide("x.SAMTN", Authority::not_assigned);
  decide("X.1331", Authority::assigned, Comments::none);
  const Settlement settlement = settled(instruction);
  CHECK(settlement.end == End::resolved);
  CHECK(item(instruction.review).who == "alice");
  CHECK(item(instruction.review).closed == at(60));
  REQUIRE(standing().size() == 2);
  CHECK(standing()[0].authority == Authority::not_assigned);
  CHECK(standing()[1].comments == Comments::none);
  CHECK(must(find_reply(database, doubtful_reply.reply))->outcome == Outcome::recorded);
  REQUIRE(mails().size() == 1);
  CHECK(mails()[0].reply == doubtful_reply.reply);
  CHECK(mails()[0].recipients.at(0).address == "focal@ken.example");
  CHECK(settlement.verdict.answer == Answer::recorded);
  CHECK(verified().findings.empty());
}

TEST_CASE_METHOD(Settling,
                 "the answer is in the language of the form, else of the administration") {
  decide("ALL", Authority::assigned, Comments::none);
  CHECK(settled(instruction).verdict.language == "fr");
  MessageRecord message = doubtful("CHL", 2);
  message.reply->language.clear();
  instruction.review = record(message).review;
  CHECK(settled(instruction).verdict.language == "es");
}

TEST_CASE_METHOD(Settling, "what stood before is answered as changed") {
  MessageRecord earlier = reply_of("KEN", 0);
  earlier.mails.clear();
  record(earlier);
  decide("ALL", Authority::not_assigned);
  const Settlement settlement = settled(instruction);
  CHECK(settlement.verdict.answer == Answer::changed);
  CHECK(settlement.verdict.drafts.at(0).outcome == DraftOutcome::changed);
  CHECK(settlement.verdict.drafts.at(1).outcome == DraftOutcome::recorded);
}

TEST_CASE_METHOD(Settling, "a reply received since is not replaced, and the sender is told") {
  MessageRecord later = reply_of("KEN", 5);
  later.mails.clear();
  const Recorded stands = record(later);
  decide("X.1214", Authority::not_assigned);
  CHECK(settled(instruction).verdict.drafts.at(0).outcome == DraftOutcome::outdated);
  CHECK(standing().at(0).id == stands.decisions[0]);
}

TEST_CASE_METHOD(Settling, "an item is resolved once") {
  decide("ALL", Authority::assigned, Comments::none);
  settled(instruction);
  const Settlement again = settled(instruction);
  CHECK(again.refusal.kind == Kind::closed);
  CHECK_THAT(again.refusal.mistakes.at(0), Contains("resolved by alice"));
  CHECK(mails().size() == 1);
  instruction.review = 4711;
  CHECK(settled(instruction).refusal.kind == Kind::no_item);
}

TEST_CASE_METHOD(Settling, "a decision that cannot be meant changes nothing") {
  CHECK_THAT(mistake(), Contains("no decision"));
  decide("X.9999", Authority::assigned);
  CHECK_THAT(mistake(), Contains("X.9999") && Contains("X.1214, X.1331"));
  instruction.decisions.clear();
  decide("X.1214", Authority::none);
  CHECK_THAT(mistake(), Contains("whether authority is assigned"));
  instruction.decisions.clear();
  decide("X.1214", Authority::assigned);
  decide("X.samtn", Authority::not_assigned);
  CHECK_THAT(mistake(), Contains("two different"));
}

TEST_CASE_METHOD(Settling, "who decides, and why, must be said") {
  decide("ALL", Authority::assigned);
  instruction.who.clear();
  CHECK_THAT(mistake(), Contains("who decides"));
  instruction.who = "alice";
  instruction.why.clear();
  CHECK_THAT(mistake(), Contains("reason"));
}

TEST_CASE_METHOD(Settling,
                 "comments that are not told are as read where the person agrees with it") {
  decide("ALL", Authority::assigned);
  settled(instruction);
  CHECK(standing().at(0).comments == Comments::unspecified);
  CHECK(standing().at(1).comments == Comments::attached);
}

TEST_CASE_METHOD(Settling, "as read records what decides, and nothing of a contradiction") {
  instruction.as_read = true;
  const Settlement settlement = settled(instruction);
  CHECK(settlement.end == End::resolved);
  REQUIRE(standing().size() == 1);
  CHECK(standing()[0].draft == "X.1331");
  CHECK(settlement.verdict.answer == Answer::partial);
}

TEST_CASE_METHOD(Settling, "a late reply counts only where a person admits it") {
  consultation().deadline = at(0) - std::chrono::minutes{5};
  decide("ALL", Authority::assigned, Comments::none);
  CHECK_THAT(mistake(), Contains("after the deadline"));
  instruction.lateness = Lateness::admit;
  CHECK(settled(instruction).verdict.answer == Answer::recorded);
  CHECK(standing().size() == 2);
}

TEST_CASE_METHOD(Settling, "a late reply that is listed as late does not count and is told so") {
  consultation().deadline = at(0) - std::chrono::minutes{5};
  decide("ALL", Authority::assigned, Comments::none);
  instruction.lateness = Lateness::list;
  CHECK(settled(instruction).verdict.answer == Answer::late);
  CHECK(standing().empty());
  CHECK(must(find_reply(database, doubtful_reply.reply))->outcome == Outcome::late);
}

TEST_CASE_METHOD(Settling,
                 "a person says which administration replied, and which circular it was") {
  MessageRecord message = doubtful("", 2);
  message.reply->circular.clear();
  instruction.review = record(message).review;
  decide("ALL", Authority::assigned, Comments::none);
  CHECK_THAT(mistake(), Contains("which administration"));
  instruction.administration = "Atlantis";
  CHECK_THAT(mistake(), Contains("Atlantis"));
  instruction.administration = "chile";
  CHECK_THAT(mistake(), Contains("which circular"));
  instruction.circular = "53";
  CHECK(settled(instruction).end == End::resolved);
  CHECK(standing().at(0).administration == "CHL");
}

TEST_CASE_METHOD(Settling, "to a sender who may be forged no answer goes, but to registered ones") {
  MessageRecord message = doubtful("KEN", 2);
  message.reply->sender = "minister@ken.example";
  message.review->doubts = {{"forged_sender", "", "not from there"}};
  instruction.review = record(message).review;
  decide("ALL", Authority::assigned, Comments::none);
  CHECK(settled(instruction).verdict.answer_to == std::vector<std::string>{"focal@ken.example"});
}

TEST_CASE_METHOD(Settling, "an unknown sender is answered beside the registered addresses") {
  MessageRecord message = doubtful("KEN", 2);
  message.reply->sender = "embassy@else.example";
  instruction.review = record(message).review;
  decide("ALL", Authority::assigned, Comments::none);
  CHECK(settled(instruction).verdict.answer_to ==
        std::vector<std::string>{"embassy@else.example", "focal@ken.example"});
}

TEST_CASE_METHOD(Settling, "a rejected item leaves nothing that counts, and answers nobody") {
  instruction.what = Instruction::What::reject;
  CHECK(settled(instruction).end == End::rejected);
  CHECK(standing().empty());
  CHECK(mails().empty());
  CHECK(must(find_reply(database, doubtful_reply.reply))->outcome == Outcome::rejected);
}

TEST_CASE_METHOD(Settling, "to say who spoke resolves what was certain but for that") {
  MessageRecord message = doubtful("KEN", 2);
  message.review->doubts = {{"unknown_sender", "", "not in the register"}};
  message.reply->decisions[0].authority = Authority::assigned;
  instruction.review = record(message).review;
  instruction.what = Instruction::What::assign;
  instruction.administration = "CHL";
  CHECK(settled(instruction).end == End::resolved);
  CHECK(standing().at(0).administration == "CHL");
}

TEST_CASE_METHOD(Settling, "to say who spoke leaves open what else is in doubt") {
  instruction.what = Instruction::What::assign;
  instruction.administration = "CHL";
  CHECK(settled(instruction).end == End::assigned);
  CHECK(item(instruction.review).state == ReviewState::open);
  CHECK(item(instruction.review).administration == "CHL");
  CHECK(standing().empty());
}

TEST_CASE_METHOD(Settling, "the page for a person runs no script of a stranger's") {
  MessageRecord message = doubtful("KEN", 2);
  message.review->doubts = {{"code", "", "<script>alert(1)</script>"}};
  const Recorded recorded = record(message);
  ShownFile file{"<img src=x>.docx", "docx", {}};
  Run run;
  run.text = "\"><script>alert(2)</script>";
  run.marks.struck = true;
  file.document.blocks = {Paragraph{{run}, {}}};
  const CaseFile the_case = must(case_file_of(database, office.asked, item(recorded.review),
                                              must(find_reply(database, recorded.reply)).value()));
  const std::string page = to_html(the_case, {file});
  CHECK_THAT(page, !Contains("<script") && !Contains("<img src=x"));
  CHECK_THAT(page, Contains("<s>&quot;&gt;&lt;script&gt;") && Contains("default-src 'none'"));
}

}  // namespace tallyd
