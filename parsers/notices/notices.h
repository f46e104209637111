// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "parsers/mime/message.h"
#include "parsers/reading.h"

/// parsers/notices/: mail that machines write. Pure functions over a Message.
///
/// Precision before recall: a person who quotes a bounce or writes "out of office" is no notice.
/// Words and shapes of known systems are tables (…_words.cpp), not code.
namespace tallyd {

struct Notice {
  /// Words of absence alone are a person's, too, who says there what the administration decided.
  enum class Ground { system, words };

  Kind kind = Kind::other;  ///< bounce, autoreply or other; whether it is a reply the forms decide
  std::vector<FailedRecipient> failed;
  std::string returned_message_id;
  std::vector<std::string> further_message_ids;
  std::vector<std::string> returned_to;
  std::string unanswerable;  ///< why no answer may be sent; empty: it may be answered
  std::string evidence;      ///< what showed the kind, for the log
  Ground ground = Ground::system;
};

Notice recognise(const Message& message);

/// recognise(), with what it found put into message.facts.
Notice take_notice(Message& message);

}  // namespace tallyd
