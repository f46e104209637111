// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/service/clock.h"

namespace tallyd {

Instant service_now() {
  return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

}  // namespace tallyd
