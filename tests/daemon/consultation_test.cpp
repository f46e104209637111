// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/consultation/apply.h"
#include "tests/daemon/review_desk.h"

namespace tallyd {
namespace {

using EffectKind = Effect::Kind;

/// Replies of Chile and Kenya at 12:05 and 12:10, the deadline in between: Kenya's is late.
struct Corrigendum : ReviewDesk {
  Recorded chile;
  Recorded kenya;

  Corrigendum() {
    deadline(7);
    adopt();
    chile = record(received("CHL", 5));
    MessageRecord late = received("KEN", 10);
    late.reply->outcome = Outcome::late;
    late.decisions.clear();
    kenya = record(late);
  }
  MessageRecord received(const std::string& code, int minutes) {
    MessageRecord message = reply_of(code, minutes);
    message.reply->sender = "focal@" + lower(code) + ".example";
    message.mails.clear();
    return message;
  }
  void deadline(int minutes) { consultation().deadline = at(minutes); }
  std::vector<std::string> adopt() {
    return must(adopt_consultations(database, office.asked, at(0)));
  }
  ConsultationChangeSet change() {
    auto changes = must(consultation_changes(database, office.asked));
    REQUIRE(changes.size() == 1);
    return changes[0];
  }
  Applied apply() {
    return must(apply_changes(database, office, {"alice", "Corrigendum 1", at(60)}));
  }
};

}  // namespace

TEST_CASE_METHOD(Corrigendum,
                 "a consultation that was adopted does not differ, and is adopted once") {
  CHECK_FALSE(change().is_change());
  const auto events = count("ledger");
  CHECK(adopt().empty());
  CHECK(apply().changes.empty());
  CHECK(count("ledger") == events);
}

TEST_CASE_METHOD(Corrigendum,
                 "an extended deadline shows which late replies would count, and changes nothing") {
  deadline(12);
  const auto events = count("ledger");
  const ConsultationChangeSet extended = change();
  REQUIRE(extended.differences.size() == 1);
  CHECK(extended.differences[0] ==
        ConsultationDifference{"deadline", "2018-01-09T12:07:00Z", "2018-01-09T12:12:00Z"});
  REQUIRE(extended.effects.size() == 1);
  CHECK(extended.effects[0].kind == EffectKind::counts);
  CHECK(extended.effects[0].reply.id == kenya.reply);
  CHECK(adopt() == std::vector<std::string>{"TSB Circular 53"});
  CHECK(count("ledger") == events);
  CHECK(standing().size() == 1);
}

TEST_CASE_METHOD(Corrigendum,
                 "applied, an extended deadline lets late replies count and answers them") {
  deadline(12);
  CHECK(apply().changes.size() == 1);
  CHECK(standing().size() == 2);
  CHECK(must(find_reply(database, kenya.reply))->outcome == Outcome::recorded);
  REQUIRE(mails().size() == 1);
  CHECK(mails()[0].recipients.at(0).address == "focal@ken.example");
  const auto reviews = must(list_reviews(database));
  REQUIRE(reviews.size() == 1);
  CHECK(reviews[0].who == "alice");
  CHECK(reviews[0].why == "Corrigendum 1");
  CHECK_FALSE(change().is_change());
  CHECK(verified().findings.empty());
}

TEST_CASE_METHOD(Corrigendum,
                 "a shortened deadline takes back what is late now, and tells the sender") {
  deadline(2);
  REQUIRE(change().effects.size() == 1);
  CHECK(change().effects[0].kind == EffectKind::counts_no_more);
  CHECK(standing().size() == 1);
  apply();
  CHECK(standing().empty());
  CHECK(must(find_reply(database, chile.reply))->outcome == Outcome::late);
  REQUIRE(mails().size() == 1);
  CHECK(mails()[0].recipients.at(0).address == "focal@chl.example");
  CHECK_FALSE(change().is_change());
  CHECK(verified().findings.empty());
}

TEST_CASE_METHOD(Corrigendum, "a decision that is late now gives way to the earlier one in time") {
  MessageRecord changed = received("CHL", 6);
  changed.decisions = {refuses("X.1214")};
  record(changed);
  deadline(4);  // 12:05 counts to its last second of the minute 12:04: no
  CHECK(change().effects.size() == 1);
  CHECK(change().effects[0].instead == 0);
  deadline(5);
  REQUIRE(change().effects.size() == 1);
  CHECK(change().effects[0].instead == chile.decisions[0]);
  apply();
  CHECK(standing().at(0).id == chile.decisions[0]);
}

TEST_CASE_METHOD(Corrigendum, "what a person admitted late stays, whatever the deadline becomes") {
  ReviewItem item;
  item.reply = kenya.reply;
  item.opened = at(20);
  Instruction instruction = resolving(
      commit([&](Transaction& transaction) { return must(open_review(transaction, item)); }));
  instruction.as_read = true;
  instruction.lateness = Lateness::admit;
  REQUIRE(settled(instruction).end == Settlement::End::resolved);
  deadline(6);
  CHECK(change().effects.empty());
}

TEST_CASE_METHOD(Corrigendum,
                 "withdrawn, added and renamed drafts are named, with the replies they lose") {
  consultation().drafts = {{"X.1331", "", "another title", ""}, {"X.1400", "", "", ""}};
  const ConsultationChangeSet changed = change();
  const std::vector<ConsultationDifference> expected = {{"draft X.1214", "X.1214", ""},
                                                        {"title of X.1331", "", "another title"},
                                                        {"draft X.1400", "", "X.1400"}};
  CHECK(changed.differences == expected);
  REQUIRE(changed.effects.size() == 1);
  CHECK(changed.effects[0].kind == EffectKind::leaves_tally);
  CHECK(changed.effects[0].reply.id == chile.reply);
  apply();
  CHECK_FALSE(change().is_change());
  consultation().drafts.push_back({"X.1214", "", "", ""});
  REQUIRE(change().effects.size() == 1);
  CHECK(change().effects[0].kind == EffectKind::returns_to_tally);
}

TEST_CASE_METHOD(Corrigendum, "a consultation whose file is gone is told") {
  office.asked.consultations.clear();
  CHECK(change().differences.at(0).what == "consultation");
  CHECK(change().configured == nullptr);
}

TEST_CASE_METHOD(Corrigendum, "a consultation comes back from the ledger as it was") {
  Consultation& now = consultation();
  now.study_group = 17;
  now.rule = Rule::question;
  now.reminders = {std::chrono::hours{72}};
  now.languages = {"en", "fr"};
  const auto back = consultation_from_ledger("{\"consultation\":" + to_ledger(now) + "}");
  REQUIRE(back);
  CHECK(differences_of(*back, now).empty());
  CHECK_FALSE(consultation_from_ledger("{}"));
}

}  // namespace tallyd
