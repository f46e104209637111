// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/service/by_person.h"

#include <cstdlib>

namespace tallyd {

bool is_of_a_person(EventKind kind) {
  switch (kind) {
    case EventKind::decision_withdrawn:
    case EventKind::review_assigned:
    case EventKind::review_resolved:
    case EventKind::review_rejected:
    case EventKind::consultation_changed:
      return true;
    case EventKind::reply_received:
    case EventKind::decision_recorded:
    case EventKind::review_opened:
    case EventKind::mail_queued:
    case EventKind::mail_sent:
    case EventKind::mail_failed:
    case EventKind::mail_retried:
    case EventKind::mail_cancelled:
    case EventKind::address_failing:
    case EventKind::address_working:
    case EventKind::message_removed:
      return false;
  }
  std::abort();
}

}  // namespace tallyd
