// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/service/steps.h"

namespace tallyd {

Steps service_steps() { return {}; }

}  // namespace tallyd
