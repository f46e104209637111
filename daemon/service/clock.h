// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/instant.h"

namespace tallyd {

/// The time of the service. The program of the scenario tests has another one in its place, which
/// is told the time.
Instant service_now();

}  // namespace tallyd
