// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "parsers/mail_facts.h"

namespace tallyd {

/// What a mail system did with a recipient (RFC 3464 section 2.3.3).
enum class Action { failed, delayed, delivered };

struct ReportedRecipient {
  FailedRecipient recipient;  ///< the address may be empty: not a mail address
  Action action = Action::failed;
  std::string diagnostic;  ///< as it stands
};

struct DeliveryReport {
  std::vector<ReportedRecipient> recipients;
  std::string message_id;  ///< X-Original-Message-ID; mostly empty
};

/// The content of a message/delivery-status part, or of text that has its fields, with what systems
/// get wrong: blocks without empty lines between, words after the action, missing fields.
DeliveryReport parse_delivery_report(std::string_view content);

/// The first status code of RFC 3463 in a text ("5.1.1"); empty: none.
std::string find_status(std::string_view text);

/// The mail addresses in a text, lower case, in order, each once.
std::vector<std::string> find_addresses(std::string_view text);

}  // namespace tallyd
