// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "config/consultation.h"
#include "storage/records.h"

namespace tallyd {

/// How a draft stood from that moment on.
struct CoursePoint {
  Instant at;
  int assigned = 0;
  int counted = 0;
  bool operator==(const CoursePoint&) const = default;
};

/// How the counted replies on a draft grew: a point for each moment at which one was received. Of
/// each administration the one received last counts. `decisions`: all_decisions(), in any order.
std::vector<CoursePoint> course(const std::vector<DecisionRecord>& decisions,
                                const std::string& draft);

/// The same as an inline SVG with its axes, from the opening to the deadline, or to the last point
/// where one came later; the share that is needed as a dashed line. `now` is marked if it lies
/// between.
std::string course_svg(const std::vector<CoursePoint>& points, const Consultation& consultation,
                       Instant now);

}  // namespace tallyd
