// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/service/chores.h"

#include "daemon/remind/blank_form.h"
#include "daemon/remind/remind.h"

namespace tallyd {

Result<int> do_chores(Storage& storage, const Office& office, const Settings&, Instant now) {
  const Reminding reminding{office.asked, office.templates, office.letterhead, blank_form};
  return queue_due_reminders(storage.database, reminding, now);
}

}  // namespace tallyd
