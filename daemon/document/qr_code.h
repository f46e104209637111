// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "config/result.h"

namespace tallyd {

/// A QR code (ISO/IEC 18004, correction level M: a scan may lose a seventh of it) with its quiet
/// zone, as a PNG of black and white.
Result<std::string> qr_code_png(const std::string& text);

}  // namespace tallyd
