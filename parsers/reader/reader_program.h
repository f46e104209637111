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

/// Whether a warm parent has the recognition models loaded. They take a hundred megabytes, which
/// makes each fork slow, and few messages need them.
enum class Models { none, loaded };

/// What the reader process does; the real one is read_message() with the loaded models.
struct ReaderWork {
  /// Loads what needs the file system (recognition models), and prepares what is asked, once, in
  /// the warm parent. `asked` outlives the tools.
  std::function<void(const Asked& asked, Models models, Tools&)> load;
  std::function<Reading(std::string_view raw, const Asked& asked, const Tools& tools)> read;
  /// The bytes of to_bytes(show_message()); empty: this reader shows nothing.
  std::function<std::string(std::string_view raw, const Tools& tools)> show = {};
  /// The bytes of to_bytes(explain_message()); empty: this reader explains nothing.
  std::function<std::string(std::string_view raw, const Asked& asked, const Tools& tools)> explain =
      {};
};

/// The warm parent: takes what was asked, loads the models, then forks one confined process for
/// each descriptor that it is handed. It never sees a message, a password or the database. Returns
/// the exit status once the daemon has closed the connection.
int run_reader(int control, const ReaderWork& work);

}  // namespace tallyd
