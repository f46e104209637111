// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace tallyd {

/// Words of known mail systems in a bounce that has no report of RFC 3464. Each function takes text
/// as fold_blanks() gives it. None is enough alone: people write these words too.

/// "undelivered mail returned to sender", "unzustellbar: …", in many languages.
bool subject_tells_bounce(std::string_view subject);

/// "could not be delivered to one or more recipients", in many languages.
bool text_tells_bounce(std::string_view text);

/// Notifications that a provider sends about bounces as data (Amazon SES through SNS).
bool is_bounce_data(std::string_view text);

/// It begins with the words by which a mail system says who it is.
bool introduces_mail_system(std::string_view text);

/// The mail is still being tried.
bool text_tells_delay(std::string_view text);

/// The cause passes, though the mail is returned: a server that was away.
bool text_tells_passing_cause(std::string_view text);

/// A system that asks the sender to confirm himself before it delivers (challenge and response).
bool is_challenge(std::string_view text);

/// A line after which the recipients that failed are listed.
bool introduces_recipients(std::string_view line);

}  // namespace tallyd
