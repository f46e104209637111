// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "parsers/forms/form_rows.h"

namespace tallyd {

/// The rows of a picture at whose draft's name something stands that recognition alone does not
/// make of what the circular has there: further words, which no other row has, or letters behind
/// the former name; or the former name is no longer told for what covers it. Not looked at where it
/// is not known in what order the letters stand: among Arabic ones and ideographs.
std::vector<const FormRow*> rows_with_label_written_on(const std::vector<FormRow>& rows,
                                                       const Languages& languages);

}  // namespace tallyd
