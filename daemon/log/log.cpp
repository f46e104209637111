// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/log/log.h"

#include "config/printable.h"

namespace tallyd {

void Log::write(LogLevel level, std::string_view text, const About& about) {
  if (level < level_.load()) return;
  sink_->write(
      level, printable(text),
      {printable(about.message_id), printable(about.circular), printable(about.administration)});
}

std::string to_text(const About& about) {
  std::string text;
  if (!about.message_id.empty()) text += " message=<" + about.message_id + ">";
  if (!about.circular.empty()) text += " circular=\"" + about.circular + "\"";
  if (!about.administration.empty()) text += " administration=" + about.administration;
  return text;
}

}  // namespace tallyd
