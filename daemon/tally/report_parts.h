// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "daemon/tally/report.h"

namespace tallyd {

/// The parts of the page that to_html() puts together.

/// The card of one draft: what follows, the bar, the numbers, the course.
std::string draft_card(const ReportedConsultation& shown, const DraftTally& draft);

/// What waits for a person; a sentence where nothing does.
std::string reviews_section(const std::vector<ReportedReview>& reviews,
                            const Register& administrations);

/// A row for each administration. `id` is of the table.
std::string administrations_section(const ReportedConsultation& shown,
                                    const Register& administrations, const std::string& id);

/// The English name of an administration, else its code.
std::string english_name(const Register& administrations, const std::string& code);

/// "2018-03-08 23:59 UTC".
std::string short_time(Instant instant);

}  // namespace tallyd
