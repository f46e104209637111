// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/steps.h"

namespace tallyd {

/// What the service's storage calls at each step: nothing. The program of the fault tests has
/// another one in its place, which dies.
Steps service_steps();

}  // namespace tallyd
