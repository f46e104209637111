// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/consultations.h"

#include "storage/statement.h"

namespace tallyd {

Result<std::vector<std::string>> recorded_consultations(Database& database) {
  return guarded("list the recorded consultations", [&] {
    Statement rows(database.connection(),
                   "SELECT DISTINCT json_extract(payload, '$.circular') FROM ledger"
                   " WHERE kind = 'consultation_changed' ORDER BY 1");
    std::vector<std::string> circulars;
    while (rows.next()) circulars.push_back(rows.text(0));
    return circulars;
  });
}

}  // namespace tallyd
