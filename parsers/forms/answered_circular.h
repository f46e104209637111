// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "config/consultation.h"
#include "parsers/forms/form_rows.h"
#include "parsers/reading.h"

namespace tallyd {

/// Which consultation a form answers.
struct AnsweredCircular {
  const Consultation* consultation = nullptr;  ///< one of those asked about; null: not known
  std::string name;                            ///< of the circular, known or not; may be empty
  std::string by;                              ///< what shows it, a sentence; empty: nothing
  std::vector<Doubt> doubts;  ///< other_circular, unknown_circular, circular_not_named
};

/// The drafts decide, and a circular that the form names must not contradict them. `numbers`: of
/// the circulars that it names, in reading order.
AnsweredCircular answered_circular(const std::vector<FormRow>& rows,
                                   const std::vector<int>& numbers,
                                   const std::vector<Consultation>& all);

}  // namespace tallyd
