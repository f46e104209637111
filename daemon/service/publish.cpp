// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/service/publish.h"

#include "daemon/tally/report.h"

namespace tallyd {

Result<void> publish_report(Storage& storage, const Settings& settings, const Asked& asked,
                            Instant now) {
  TALLYD_TRY_ASSIGN(const Report report, make_report(storage.database, asked, now));
  const auto file = std::filesystem::path(settings.storage.directory) / "report" / "index.html";
  return write_atomically(file, to_html(report, asked.administrations));
}

}  // namespace tallyd
