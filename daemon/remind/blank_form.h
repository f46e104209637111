// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/config.h"
#include "config/result.h"
#include "daemon/compose/mail.h"
#include "daemon/compose/templates.h"

namespace tallyd {

/// The form that goes with a reminder: the file that the consultation names, else one made for that
/// administration in its language.
Result<MailFile> blank_form(const Consultation& consultation, const Administration& administration,
                            const Templates& templates);

}  // namespace tallyd
