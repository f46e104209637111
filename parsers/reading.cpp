// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/reading.h"

#include <algorithm>
#include <cstdlib>

namespace tallyd {

bool is_certain(const Reading& reading) {
  const auto decided = [](const Decision& decision) {
    return decision.authority == Authority::assigned ||
           decision.authority == Authority::not_assigned;
  };
  const auto contradictory = [](const Decision& decision) {
    return decision.authority == Authority::conflict || decision.comments == Comments::conflict;
  };
  const auto& decisions = reading.decisions;
  return reading.kind == Kind::reply && !reading.circular.empty() && reading.doubts.empty() &&
         std::any_of(decisions.begin(), decisions.end(), decided) &&
         std::none_of(decisions.begin(), decisions.end(), contradictory);
}

std::string_view to_word(Kind kind) {
  switch (kind) {
    case Kind::reply:
      return "reply";
    case Kind::bounce:
      return "bounce";
    case Kind::autoreply:
      return "autoreply";
    case Kind::other:
      return "other";
  }
  std::abort();
}

std::string_view to_word(Authority authority) {
  switch (authority) {
    case Authority::assigned:
      return "assigned";
    case Authority::not_assigned:
      return "not_assigned";
    case Authority::none:
      return "none";
    case Authority::conflict:
      return "conflict";
  }
  std::abort();
}

std::string_view to_word(Comments comments) {
  switch (comments) {
    case Comments::none:
      return "none";
    case Comments::attached:
      return "attached";
    case Comments::unspecified:
      return "unspecified";
    case Comments::conflict:
      return "conflict";
  }
  std::abort();
}

}  // namespace tallyd
