// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/outbox.h"

#include "tests/storage/store.h"

namespace tallyd {
namespace {

using namespace std::chrono_literals;

struct Outbox : Store {
  Queued queue(const OutboxMail& mail) {
    return must(commit([&](Transaction& transaction) { return queue_mail(transaction, mail); }));
  }
  std::optional<OutboxMail> claim(int minutes) {
    return must(commit(
        [&](Transaction& transaction) { return claim_due_mail(transaction, at(minutes), 10min); }));
  }
  MailState report(const DeliveryAttempt& delivery) {
    return must(
        commit([&](Transaction& transaction) { return record_delivery(transaction, delivery); }));
  }
  OutboxMail mail(std::int64_t id) { return must(find_mail(database, id)).value(); }
  OutboxMail to_two() {
    OutboxMail both = mail_to("a@x.example", "both@t");
    both.recipients.push_back({"b@x.example"});
    return both;
  }
};

}  // namespace

TEST_CASE_METHOD(Outbox,
                 "two databases have different keys for their Message-IDs, each its own for good") {
  TemporaryDirectory other;
  Storage second = must(open_storage(other.path, Access::write));
  CHECK(must(message_id_key(second.database)) != must(message_id_key(database)));
  CHECK(must(message_id_key(database)) == must(message_id_key(database)));
}

TEST_CASE_METHOD(Outbox, "a mail comes back as it was queued") {
  OutboxMail sent = mail_to("a@x.example", "one@t");
  sent.bytes += std::string("\0\xff", 2);
  sent.purpose = Purpose::alert;
  sent.envelope_from = "tally@tsb.example";
  sent.administration = "KEN";
  queue(sent);
  const OutboxMail found = must(find_mail(database, "one@t")).value();
  CHECK(found.bytes == sent.bytes);
  CHECK(found.purpose == Purpose::alert);
  CHECK(found.envelope_from == "tally@tsb.example");
  CHECK(found.administration == "KEN");
  CHECK(found.recipients == sent.recipients);
  CHECK(found.state == MailState::queued);
  CHECK(must(list_mails(database)).at(0).bytes.empty());
  CHECK(verified().findings.empty());
}

TEST_CASE_METHOD(Outbox, "the same Message-ID is queued once, even after it was sent") {
  CHECK(queue(mail_to("a@x.example", "one@t")) == Queued::now);
  CHECK(queue(mail_to("b@x.example", "one@t")) == Queued::already);
  report({claim(1)->id, {{"a@x.example", RecipientState::sent, "250"}}, {}, {}, at(1)});
  CHECK(queue(mail_to("a@x.example", "one@t")) == Queued::already);
  CHECK_FALSE(claim(2));
}

TEST_CASE_METHOD(Outbox, "mails are claimed when they are due, the oldest first, each by one") {
  OutboxMail later = mail_to("a@x.example", "later@t");
  later.not_before = at(5);
  queue(later);
  queue(mail_to("a@x.example", "now@t"));
  CHECK(must(next_due(database)) == at(0));
  CHECK(claim(1)->message_id == "now@t");
  CHECK_FALSE(claim(1));
  CHECK(claim(5)->message_id == "later@t");
  CHECK(must(next_due(database)) == at(11));
}

TEST_CASE_METHOD(Outbox, "a mail that was queued before the clock was set back goes out at once") {
  OutboxMail mail = mail_to("a@x.example", "one@t");
  mail.queued = mail.not_before = at(60);
  queue(mail);
  CHECK(claim(1)->message_id == "one@t");
  CHECK_FALSE(claim(20));  // it was tried once, and waits as any other
}

TEST_CASE_METHOD(Outbox, "the claim of a deliverer that died ends by time or at the next start") {
  queue(mail_to("a@x.example", "one@t"));
  CHECK(claim(1)->attempts == 1);
  CHECK_FALSE(claim(10));
  CHECK(claim(11)->attempts == 2);
  CHECK_FALSE(claim(12));
  must(commit([](Transaction& transaction) { return release_claims(transaction); }));
  CHECK(claim(12)->attempts == 3);
}

TEST_CASE_METHOD(Outbox, "who was served is not served again when the others wait") {
  queue(to_two());
  const std::int64_t id = claim(1)->id;
  CHECK(report({id,
                {{"a@x.example", RecipientState::sent, "250"},
                 {"b@x.example", RecipientState::waiting, "450 later"}},
                at(20),
                "450 later",
                at(1)}) == MailState::queued);
  CHECK_FALSE(claim(19));
  const auto again = claim(20);
  REQUIRE(again);
  CHECK(again->last_error == "450 later");
  CHECK(again->recipients[0].state == RecipientState::sent);
  CHECK(again->recipients[1].state == RecipientState::waiting);
  CHECK(report({id, {{"b@x.example", RecipientState::failed, "550"}}, {}, "550", at(20)}) ==
        MailState::sent);
}

TEST_CASE_METHOD(Outbox, "without another try those waiting have failed") {
  queue(to_two());
  CHECK(report({claim(1)->id, {}, {}, "no route", at(1)}) == MailState::failed);
  const auto failed = must(list_mails(database, MailState::failed));
  REQUIRE(failed.size() == 1);
  CHECK(failed[0].recipients[1].state == RecipientState::failed);
  CHECK_FALSE(must(next_due(database)));
}

TEST_CASE_METHOD(Outbox, "a person may cancel a mail, and retry one that failed") {
  queue(mail_to("a@x.example", "one@t"));
  const std::int64_t id = claim(1)->id;
  const auto cancel = [&] {
    return commit([&](Transaction& transaction) { return cancel_mail(transaction, id, at(2)); });
  };
  const auto retry = [&] {
    return commit([&](Transaction& transaction) { return retry_mail(transaction, id, at(30)); });
  };
  must(cancel());
  CHECK_FALSE(claim(29));
  must(retry());
  report({claim(30)->id, {}, {}, "550", at(30)});
  CHECK(mail(id).state == MailState::failed);
  must(retry());
  report({claim(31)->id, {{"a@x.example", RecipientState::sent, "250"}}, {}, {}, at(31)});
  CHECK(retry().error().failure == Failure::permanent);
  CHECK(cancel().error().failure == Failure::permanent);
  CHECK(verified().findings.empty());
}

TEST_CASE_METHOD(Outbox, "a mail cancelled on its way is still told as sent when it was") {
  queue(mail_to("a@x.example", "one@t"));
  const std::int64_t id = claim(1)->id;
  must(commit([&](Transaction& transaction) { return cancel_mail(transaction, id, at(2)); }));
  CHECK(report({id, {{"a@x.example", RecipientState::sent, "250"}}, {}, {}, at(3)}) ==
        MailState::sent);
}

TEST_CASE_METHOD(Outbox, "answers to an address are counted since a moment, other mail is not") {
  OutboxMail second = mail_to("A@X.example", "two@t");
  second.queued = at(10);
  OutboxMail reminder = mail_to("a@x.example", "three@t");
  reminder.purpose = Purpose::reminder;
  queue(mail_to("a@x.example", "one@t"));
  queue(second);
  queue(reminder);
  CHECK(must(answers_since(database, "a@x.example", at(0))) == 2);
  CHECK(must(answers_since(database, "a@x.example", at(1))) == 1);
  CHECK(must(answers_since(database, "b@x.example", at(0))) == 0);
}

TEST_CASE_METHOD(Outbox, "a mail without a recipient is refused") {
  OutboxMail nobody = mail_to("a@x.example", "one@t");
  nobody.recipients.clear();
  CHECK_FALSE(commit([&](Transaction& transaction) { return queue_mail(transaction, nobody); }));
}

}  // namespace tallyd
