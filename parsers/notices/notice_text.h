// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "parsers/mime/message.h"

namespace tallyd {

/// What the machine itself wrote, and the header of the mail that it returns.
struct NoticeText {
  std::string notice;    ///< plain text with "\n"; quoted lines are left out
  std::string folded;    ///< the same for comparing: fold(), runs of blanks as one
  std::string returned;  ///< header fields of the returned mail; empty: none was found
};

/// From the first texts of the message and the parts that it returns; bounded in size.
NoticeText notice_text(const Message& message);

/// fold() with runs of blanks and line ends as one blank.
std::string fold_blanks(std::string_view text);

}  // namespace tallyd
