// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>
#include <vector>

#include "parsers/mail_facts.h"
#include "parsers/notices/notice_text.h"

namespace tallyd {

/// The recipients that a notice in plain words names as not reached. The sender's own address, the
/// mail system's and those of people to ask are left out. May be empty.
std::vector<FailedRecipient> recipients_in_text(const Message& message, const NoticeText& text);

/// "4", "5" for the first SMTP reply ("550 …") or status code in the text; 0: there is none.
char find_grade(std::string_view text);

}  // namespace tallyd
