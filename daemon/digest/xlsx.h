// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "config/result.h"
#include "daemon/tally/rows.h"

namespace tallyd {

/// One sheet of a workbook.
struct Sheet {
  std::string name;            ///< at most 31 characters, none of []:*?/ and backslash
  Rows rows;                   ///< the first is the head
  std::size_t numbers_at = 0;  ///< from this column on, cells of digits alone are numbers; 0: none
};

/// An Office Open XML workbook. A cell is a text, never a formula, whatever it begins with; the
/// heads stay in view.
Result<std::string> to_xlsx(const std::vector<Sheet>& sheets);

/// The tally with its administrations and what is not counted.
Result<std::string> to_xlsx(const Consultation& consultation, const Tally& tally,
                            const Register& administrations, const Replies& replies);

}  // namespace tallyd
