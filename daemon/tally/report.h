// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "config/config.h"
#include "config/result.h"
#include "daemon/tally/tally.h"

namespace tallyd {

/// What the report shows of one consultation.
struct ReportedConsultation {
  const Consultation& consultation;
  Tally tally;
  Replies replies;
};

/// One self-contained page of HTML: per draft a bar against the 70 % line, per administration what
/// counts, and what waits for a person. No script, nothing from the network; every text of a mail
/// is escaped.
std::string to_html(const std::vector<ReportedConsultation>& consultations,
                    const Register& administrations);

/// Text for HTML, also within quoted attributes.
std::string escape_html(std::string_view text);

/// Writes `file` so that a reader sees the old one or the new one, whole.
Result<void> write_atomically(const std::filesystem::path& file, std::string_view content);

}  // namespace tallyd
