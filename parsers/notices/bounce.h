// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "parsers/mime/message.h"

namespace tallyd {

/// What a mail system reports of a mail's way.
enum class DeliveryFate {
  unknown,     ///< this message is no such report
  failed,      ///< not, or not yet, delivered to someone
  delivered,   ///< delivered, relayed or expanded: what the sender asked to be told
  challenged,  ///< held until its sender proves himself
};

struct Bounce {
  DeliveryFate fate = DeliveryFate::unknown;
  std::vector<FailedRecipient> failed;  ///< may be empty: not said, or not as mail addresses
  std::string returned_message_id;
  std::vector<std::string> further_message_ids;  ///< less sure ones
  std::vector<std::string> returned_to;          ///< see MailFacts
  std::string evidence;
};

/// By its report (RFC 3464), by header fields of known systems, else by words: these only where the
/// header shows that no person wrote them.
Bounce look_for_bounce(const Message& message);

}  // namespace tallyd
