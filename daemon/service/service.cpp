// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/service/service.h"

#include <algorithm>
#include <cstdlib>
#include <future>
#include <thread>

#include <systemd/sd-daemon.h>

#include "daemon/service/by_person.h"
#include "daemon/service/describe.h"
#include "daemon/service/signals.h"

namespace tallyd {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

/// Longer than a step takes that ends at all, the reading of a message aside: an SMTP server may
/// stall for five minutes, more than once (RFC 5321 section 4.5.3.2).
constexpr seconds kSlowestStep = std::chrono::minutes{15};
constexpr seconds kAfterFailure{5};
constexpr seconds kGrace{4};  // of the five that a stop may take

/// A thread of the service, and word of its end. What is thrown in it is a bug, and ends the
/// process: nothing waits for a thread that is no more.
class Worker {
 public:
  explicit Worker(std::function<void()> work)
      : done_(ended_.get_future()), thread_([this, work = std::move(work)] {
          work();
          ended_.set_value();
        }) {}

  void join() { thread_.join(); }

  /// Joins; at `latest` the process ends instead. All that matters is in the database, and every
  /// step there is made to be cut off anywhere.
  void join_or_leave(std::chrono::steady_clock::time_point latest, Log& log) {
    if (done_.wait_until(latest) != std::future_status::ready) {
      log.warning("stopped in the middle of a message; it is taken up at the next start");
      std::_Exit(EXIT_SUCCESS);
    }
    thread_.join();
  }

 private:
  std::promise<void> ended_;
  std::future<void> done_;
  std::thread thread_;
};

}  // namespace

void Service::handled(const Handled& handled) {
  intake_progress_.beat();
  const Verdict& verdict = handled.verdict;
  const About about{handled.mail.message_id, verdict.circular, verdict.administration};
  const std::string text = describe(handled);
  if (verdict.fate == Fate::leave) {
    parts_.log.debug(text, about);
  } else {
    parts_.log.info(text, about);
    changed_ = true;
  }
  if (handled.mails > 0) outbox_bell_.ring();
}

void Service::do_chores() {
  const auto queued = parts_.chores();
  if (!queued) {
    parts_.log.warning(queued.error().message + "; reminders and digests are tried again");
    return;
  }
  if (*queued == 0) return;
  parts_.log.info("queued reminders, digests and answers sent once more: " +
                  std::to_string(*queued));
  outbox_bell_.ring();
}

Result<void> Service::take_in() {
  if (!open_) TALLYD_TRY(parts_.intake.open());
  open_ = true;
  TALLYD_TRY(parts_.intake.pass());
  intake_progress_.beat();
  do_chores();
  if (changed_ && Moment::clock::now() >= report_from_) refresh_report();
  return {};
}

/// The report is over all replies, so it takes longer with each: it may have a tenth of the time.
void Service::refresh_report() {
  const auto begun = Moment::clock::now();
  changed_ = !write_report(parts_.storage);
  const auto took = Moment::clock::now() - begun;
  // A disk that is full now is full in a moment.
  report_from_ = begun + (changed_ ? Moment::duration(parts_.poll_interval) : 10 * took);
}

milliseconds Service::until_next_look() const {
  if (!changed_) return parts_.poll_interval;
  const auto left = std::chrono::ceil<milliseconds>(report_from_ - Moment::clock::now());
  return std::clamp(left, milliseconds{1}, parts_.poll_interval);
}

bool Service::write_report(Storage& storage) {
  const std::lock_guard lock(report_mutex_);
  const auto reported = parts_.report(storage);
  if (!reported) {
    parts_.log.warning(reported.error().message + "; it is written after the next message");
  }
  return reported.has_value();
}

/// What a person decides by tallyctl, another process, is in the report a few seconds later.
void Service::look_for_decisions() {
  const auto head = ledger_head(parts_.outbox.database);
  if (!head) return;  // the next look finds it
  bool decided = false;
  while (looked_at_ && *looked_at_ < head->id) {
    const auto events = events_after(parts_.outbox.database, *looked_at_, 500);
    if (!events || events->empty()) break;
    for (const Event& event : *events) decided = decided || is_of_a_person(event.kind);
    looked_at_ = events->back().id;
  }
  if (!looked_at_) looked_at_ = head->id;
  if (decided) std::ignore = write_report(parts_.outbox);  // said; intake writes the next one
}

void Service::fail(const Error& error) {
  if (failed_) return;
  failure_ = error;
  failed_ = true;
}

void Service::watch_mailbox() {
  while (!intake_bell_.stopped()) {
    intake_progress_.beat();
    auto taken = take_in();
    if (taken) taken = parts_.copy_sent();
    if (taken) {
      const auto woken = parts_.mailbox.wait(until_next_look());
      if (!woken) taken = tl::unexpected<Error>(woken.error());
    }
    if (taken || intake_bell_.stopped()) continue;
    open_ = false;
    if (taken.error().failure == Failure::corrupt) return fail(taken.error());
    const bool person = taken.error().failure == Failure::permanent;
    parts_.log.error(taken.error().message +
                     (person ? "; somebody must act, it is tried again" : "; it is tried again"));
    // The mailbox pauses by itself after a lost connection; a full disk is our own affair.
    intake_bell_.pause(kAfterFailure);
  }
}

/// False: nothing is due.
Result<bool> Service::deliver() {
  const auto wait = pace_.take(Pace::Moment::clock::now());
  if (wait.count() > 0) {
    outbox_bell_.pause(wait);
    return true;
  }
  TALLYD_TRY_ASSIGN(const auto delivered, parts_.delivery.deliver_one());
  if (!delivered) return false;
  const OutboxMail& mail = delivered->mail;
  const About about{mail.message_id, mail.circular, mail.administration};
  const bool trouble = mail.state == MailState::failed || delivered->retry_at;
  if (trouble) {
    parts_.log.warning(describe(*delivered), about);
  } else {
    parts_.log.info(describe(*delivered), about);
  }
  return true;
}

milliseconds Service::until_due() const {
  constexpr seconds kMost{5};  // tallyctl queues mail, too, and rings no bell
  const auto due = next_due(parts_.outbox.database);
  if (!due || !*due) return kMost;
  const auto left =
      std::chrono::duration_cast<milliseconds>(**due - std::chrono::system_clock::now());
  return std::clamp<milliseconds>(left, milliseconds{100}, kMost);
}

void Service::empty_outbox() {
  while (!outbox_bell_.stopped()) {
    outbox_progress_.beat();
    const auto delivered = deliver();
    if (delivered && *delivered) continue;
    if (delivered) {
      look_for_decisions();
      outbox_bell_.sleep(until_due());
      continue;
    }
    if (delivered.error().failure == Failure::corrupt) return fail(delivered.error());
    parts_.log.error(delivered.error().message + "; the outbox is looked at again");
    outbox_bell_.pause(kAfterFailure);
  }
}

/// Both threads must have come around since the last time.
void Service::feed_watchdog() {
  intake_moved_ = intake_progress_.take() || intake_moved_;
  outbox_moved_ = outbox_progress_.take() || outbox_moved_;
  if (!intake_moved_ || !outbox_moved_) return;
  sd_notify(0, "WATCHDOG=1");
  intake_moved_ = outbox_moved_ = false;
}

/// The unit's WatchdogSec= holds for the default limits; a longer reading needs a longer wait.
void Service::tell_ready() const {
  sd_notify(0, "READY=1\nSTATUS=Watching the mailbox");
  const std::chrono::microseconds needed =
      kSlowestStep + 2 * parts_.reading_limit + parts_.poll_interval;
  std::uint64_t given = 0;
  const bool watched = sd_watchdog_enabled(0, &given) > 0;
  if (!watched || given >= static_cast<std::uint64_t>(needed.count())) return;
  sd_notify(0, ("WATCHDOG_USEC=" + std::to_string(needed.count())).c_str());
}

Service::End Service::wait_for_end(const std::function<bool()>& reload) {
  tell_ready();
  while (!failed_) {
    switch (wait_for_wish(milliseconds{1000})) {
      case Wish::stop:
        return End::stop;
      case Wish::reload:
        if (reload()) return End::reload;
        break;
      case Wish::none:
        break;
    }
    feed_watchdog();
  }
  return End::failed;
}

void Service::ring_the_end() {
  parts_.stopping = true;
  intake_bell_.stop();
  outbox_bell_.stop();
  parts_.mailbox.interrupt();
}

Service::End Service::run(const std::function<bool()>& reload) {
  Worker intake([this] { watch_mailbox(); });
  Worker outbox([this] { empty_outbox(); });
  const End end = wait_for_end(reload);
  sd_notify(0, end == End::reload ? "RELOADING=1" : "STOPPING=1");
  ring_the_end();
  if (end == End::reload) {
    intake.join();
    outbox.join();
  } else {
    const Moment latest = Moment::clock::now() + kGrace;
    outbox.join_or_leave(latest, parts_.log);
    intake.join_or_leave(latest, parts_.log);
  }
  return end;
}

Result<void> Service::once() {
  TALLYD_TRY(take_in());
  for (;;) {
    TALLYD_TRY_ASSIGN(const bool more, deliver());
    if (!more) break;
  }
  const auto copied = parts_.copy_sent();
  if (!copied) parts_.log.warning(copied.error().message);
  return {};
}

}  // namespace tallyd
