// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/instant.h"

namespace tallyd {

/// How replies become a result.
enum class Rule {
  tap,       ///< WTSA Resolution 1, 9.4.5: 70 % or more of the replies, or no replies at all
  question,  ///< WTSA Resolution 1, 7.2.3: simple majority of at least ten replies
};

/// One text on which the Member States are consulted.
struct Draft {
  std::string designation;  ///< "X.1214": its name in the ledger and on every form
  std::string provisional;  ///< "X.samtn": the name it had before; may be empty
  std::string title;
  std::string document;  ///< where the text is: "R14"; may be empty
};

/// One Circular that asks the Member States about drafts.
struct Consultation {
  std::string circular;  ///< "TSB Circular 53"
  int study_group = 0;
  Rule rule = Rule::tap;
  std::chrono::sys_days opened;
  Instant deadline;  ///< as written; the whole of its minute counts, see end_of()
  std::chrono::sys_days meeting;
  std::vector<std::chrono::seconds> reminders;  ///< before the deadline, longest first
  std::vector<std::string> languages;           ///< of the circular; empty: all
  std::string blank_form;                       ///< path of the blank Annex 2, absolute or empty
  std::vector<Draft> drafts;                    ///< in the order of the circular; never empty

  /// The draft of that designation, or null.
  const Draft* find(std::string_view designation) const {
    for (const Draft& draft : drafts) {
      if (draft.designation == designation) return &draft;
    }
    return nullptr;
  }
};

/// The first moment that is too late: "by 2359 hours UTC" includes that minute up to its last
/// second, and no more where the deadline is written as 23:59:59.
inline Instant end_of(const Consultation& consultation) {
  return std::chrono::floor<std::chrono::minutes>(consultation.deadline) + std::chrono::minutes{1};
}

inline bool in_time(const Consultation& consultation, Instant received) {
  return received < end_of(consultation);
}

}  // namespace tallyd
