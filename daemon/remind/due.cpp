// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/remind/due.h"

#include <algorithm>
#include <optional>

#include "config/mail_address.h"

namespace tallyd {
namespace {

/// The offset whose moment was last. Empty: none was.
std::optional<std::chrono::seconds> newest_due(const Consultation& consultation, Instant now) {
  if (now < consultation.opened || !in_time(consultation, now)) return std::nullopt;
  std::optional<std::chrono::seconds> newest;
  for (const std::chrono::seconds offset : consultation.reminders) {
    const Instant moment = consultation.deadline - offset;
    if (moment > now || moment < consultation.opened) continue;
    if (!newest || offset < *newest) newest = offset;
  }
  return newest;
}

bool went(const std::vector<Reminder>& sent, const std::string& administration,
          std::chrono::seconds offset) {
  return std::any_of(sent.begin(), sent.end(), [&](const Reminder& reminder) {
    return reminder.administration == administration && reminder.offset <= offset;
  });
}

/// A temporary failure may be over by now; only what is known not to exist is left out.
std::vector<std::string> working_addresses(const Administration& administration,
                                           const std::vector<FailingAddress>& failing) {
  std::vector<std::string> working;
  for (const std::string& address : administration.addresses) {
    const bool fails =
        std::any_of(failing.begin(), failing.end(), [&](const FailingAddress& known) {
          return known.permanent && known.address == lower_case(address);
        });
    if (!fails) working.push_back(address);
  }
  return working;
}

}  // namespace

std::vector<std::string> open_drafts(const Consultation& consultation,
                                     const std::vector<DecisionRecord>& standing,
                                     const std::string& administration) {
  std::vector<std::string> open;
  for (const Draft& draft : consultation.drafts) {
    const bool decided =
        std::any_of(standing.begin(), standing.end(), [&](const DecisionRecord& decision) {
          return decision.administration == administration && decision.draft == draft.designation;
        });
    if (!decided) open.push_back(draft.designation);
  }
  return open;
}

std::vector<DueReminder> due_reminders(const Consultation& consultation,
                                       const Register& administrations, const RemindState& state,
                                       Instant now) {
  std::vector<DueReminder> due;
  const auto offset = newest_due(consultation, now);
  if (!offset) return due;
  for (const Administration& administration : administrations) {
    if (went(state.sent, administration.code, *offset)) continue;
    auto drafts = open_drafts(consultation, state.standing, administration.code);
    if (drafts.empty()) continue;
    due.push_back({administration.code, *offset, std::move(drafts),
                   working_addresses(administration, state.failing)});
  }
  return due;
}

}  // namespace tallyd
