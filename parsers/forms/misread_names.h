// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "config/consultation.h"
#include "parsers/forms/line.h"

namespace tallyd {

/// Of a picture, designations of drafts come out as "X.l2l4" or "0.3913". Where letters stand for
/// digits, or a digit for the series' letter, of a draft that is asked about, its own characters
/// are put back. A digit is never taken for another, and where two drafts fit nothing is changed.
void restore_designations(const std::vector<Consultation>& consultations, std::vector<Line>& lines);

}  // namespace tallyd
