// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "config/config.h"
#include "storage/records.h"

/// daemon/remind/: who is reminded before the deadline, when and of what.
namespace tallyd {

/// What storage knows that matters for reminders of one consultation.
struct RemindState {
  std::vector<DecisionRecord> standing;
  std::vector<Reminder> sent;
  std::vector<FailingAddress> failing;
};

/// A reminder that is to go now.
struct DueReminder {
  std::string administration;
  std::chrono::seconds offset{0};      ///< before the deadline, as configured
  std::vector<std::string> drafts;     ///< designations without a counted decision; never empty
  std::vector<std::string> addresses;  ///< registered and working; empty: nobody can be reached
  bool operator==(const DueReminder&) const = default;
};

/// The reminders that are to go at `now`, ordered as the register. Of the offsets that are past the
/// last one alone is due, so that a long stop is not made up for by a flood. What went at that
/// offset, or at one nearer to the deadline, is not sent again: clocks that jump and offsets that
/// are reconfigured never make two of one. Nothing before the consultation opened, nothing once its
/// deadline is past, to the second.
std::vector<DueReminder> due_reminders(const Consultation& consultation,
                                       const Register& administrations, const RemindState& state,
                                       Instant now);

/// The drafts of the consultation on which that administration has no counted decision.
std::vector<std::string> open_drafts(const Consultation& consultation,
                                     const std::vector<DecisionRecord>& standing,
                                     const std::string& administration);

}  // namespace tallyd
