// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "config/phrases.h"

namespace tallyd {

/// Finds the numbers of the circulars that a text names: "TSB Circular 53", "Циркуляре 53 БСЭ",
/// "第53号通函", "الرسالة المعممة ٥٣".
class CircularNames {
 public:
  explicit CircularNames(const std::vector<Phrases>& phrases);

  /// In the order of the text, repeated where it repeats them.
  std::vector<int> find(std::u32string_view text) const;

 private:
  struct Pattern {
    std::u32string before, after;  ///< letters only
  };
  std::vector<Pattern> patterns_;
};

/// The number in a circular's name: 53 of "TSB Circular 53"; -1: none.
int number_of(std::string_view circular);

}  // namespace tallyd
