// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/containers/opened.h"

#include <algorithm>

namespace tallyd {

std::size_t Allowance::for_entry(std::size_t packed) const {
  constexpr std::size_t kSmall = 1u << 20;
  const std::size_t by_ratio = packed > entry_bytes_ / ratio_ ? entry_bytes_ : packed * ratio_;
  return std::min({entry_bytes_, left_, std::max(by_ratio, kSmall)});
}

}  // namespace tallyd
