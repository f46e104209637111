// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "parsers/mime/message.h"

namespace tallyd {

/// The value of the first such field in lower case, without comments; empty: there is none.
std::string field_word(const Message& message, std::string_view name);

/// True where a field of that name has one of the comma-separated words, whatever the case.
bool field_lists(const Message& message, std::string_view name, std::string_view word);

/// "Re:", "AW:", "回复：" and other prefixes by which people's mail programs answer or forward.
/// `subject` is folded (parsers/mime/charset.h).
bool is_answer_subject(std::string_view subject);

/// The part before the '@' in lower case, letters and digits only: "MAILER-DAEMON@x" is
/// "mailerdaemon".
std::string squeezed_local_part(std::string_view address);

/// Addresses that no person reads: no-reply, ne-pas-repondre, …
bool is_no_reply(std::string_view address);

/// The mail system itself speaks: MAILER-DAEMON, postmaster, "Mail Delivery Subsystem", …
bool is_from_mail_system(const Message& message);

/// The sender's path is null (RFC 5321 section 4.5.5) or, as old systems had it, MAILER-DAEMON.
bool has_null_path(const Message& message);

/// List-Id and the other fields of RFC 2369 and RFC 2919.
bool is_list_mail(const Message& message);

}  // namespace tallyd
