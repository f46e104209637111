// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <functional>
#include <mutex>
#include <optional>
#include <utility>

#include "daemon/delivery/delivery.h"
#include "daemon/intake/intake.h"
#include "daemon/log/log.h"
#include "daemon/mailbox.h"
#include "daemon/service/bell.h"
#include "daemon/service/pace.h"
#include "daemon/service/progress.h"

namespace tallyd {

/// daemon/service/: the loop around intake and delivery. Two threads, joined by the database alone:
/// intake watches the mailbox, delivery empties the outbox and is rung whenever intake queued
/// something. Each has a connection of its own to the database.
class Service {
 public:
  /// All borrowed; must outlive this.
  struct Parts {
    Intake& intake;
    Mailbox& mailbox;
    Delivery& delivery;
    Storage& storage;  ///< intake's
    Storage& outbox;   ///< the delivery thread's
    Log& log;
    /// Writes it, from the database given: from either thread, one at a time. Called after intake
    /// or a person changed something.
    std::function<Result<void>(Storage&)> report;
    std::function<Result<int>()> chores;      ///< called after each pass; how many mails it queued
    std::function<Result<void>()> copy_sent;  ///< called behind it, with the mailbox open
    std::chrono::milliseconds poll_interval;
    std::chrono::seconds reading_limit;  ///< for one message; the watchdog must wait longer
    std::atomic<bool>& stopping;         ///< that the Submission heeds
  };

  enum class End {
    stop,    ///< as asked
    reload,  ///< there is a new configuration: start anew with it
    failed,  ///< see failure()
  };

  Service(Parts parts, Pace pace) : parts_(std::move(parts)), pace_(pace) {}

  /// Both threads until a signal. `reload` is called on SIGHUP: false means that the configuration
  /// could not be used and this one goes on. Told to stop, the process ends within five seconds: a
  /// thread that is still busy then (a reader may take minutes) is cut off, which the database
  /// takes as it takes a power cut.
  End run(const std::function<bool()>& reload);

  /// One pass over mailbox and outbox, in this thread.
  Result<void> once();

  const Error& failure() const { return failure_; }

  /// For Intake: logs a message and rings the delivery.
  void handled(const Handled& handled);
  /// For Intake: messages are done, those too that were seen before and are not handled(). A
  /// mailbox that was renumbered may hold more of them than the watchdog has patience for.
  void got_on() { intake_progress_.beat(); }

 private:
  void watch_mailbox();
  Result<void> take_in();
  void do_chores();
  bool write_report(Storage& storage);
  void refresh_report();
  std::chrono::milliseconds until_next_look() const;
  void look_for_decisions();
  void empty_outbox();
  Result<bool> deliver();
  std::chrono::milliseconds until_due() const;
  void fail(const Error& error);
  End wait_for_end(const std::function<bool()>& reload);
  void ring_the_end();
  void feed_watchdog();
  void tell_ready() const;

  using Moment = std::chrono::steady_clock::time_point;

  Parts parts_;
  Pace pace_;
  Bell intake_bell_;
  Bell outbox_bell_;
  Progress intake_progress_;
  Progress outbox_progress_;
  bool intake_moved_ = false;  ///< since the watchdog was last fed
  bool outbox_moved_ = false;
  bool open_ = false;                 ///< intake thread: the mailbox
  bool changed_ = true;               ///< intake thread: the report is older than the records
  Moment report_from_{};              ///< intake thread: when the next one may be written
  std::optional<EventId> looked_at_;  ///< outbox thread: what it knows of the ledger
  std::mutex report_mutex_;
  std::atomic<bool> failed_ = false;
  Error failure_;  ///< written once, before failed_
};

}  // namespace tallyd
