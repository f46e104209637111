// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string_view>

#include "parsers/parsers.h"

namespace tallyd {

/// The descriptor on which a re-executed reader finds its parent, and the argument that asks for
/// it.
constexpr int kReaderDescriptor = 3;
constexpr std::string_view kReaderArgument = "--reader";

/// A full reader reads everything. A light one hands over a message that has pages to be looked at
/// (Tools::leave): it has neither the recognition models, a hundred megabytes, nor the seventy
/// libraries that draw pages, all of which make each fork slow, and most messages need none of
/// them.
enum class ReaderKind { light, full };

/// What the reader process does; the real one is read_message().
struct ReaderWork {
  /// Loads what needs the file system (recognition models), and prepares what is asked, once, in
  /// the warm parent. `asked` outlives the tools.
  std::function<void(const Asked& asked, Tools&)> load;
  std::function<Reading(std::string_view raw, const Asked& asked, const Tools& tools)> read;
  /// The bytes of to_bytes(show_message()); empty: a full reader does.
  std::function<std::string(std::string_view raw, const Tools& tools)> show = {};
  /// The bytes of to_bytes(explain_message()); empty: a full reader does.
  std::function<std::string(std::string_view raw, const Asked& asked, const Tools& tools)> explain =
      {};
};

/// The warm parent: takes what was asked, loads the models, then forks one confined process for
/// each descriptor that it is handed. It never sees a message, a password or the database. Returns
/// the exit status once the daemon has closed the connection.
int run_reader(int control, const ReaderWork& work);

}  // namespace tallyd
