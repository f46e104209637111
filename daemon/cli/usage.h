// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>

namespace CLI {  // NOLINT(readability-identifier-naming): CLI11's
class App;
}

namespace tallyd {

/// What is wrong with a command line of which CLI11 says `error`: with the nearest command, option
/// or word where one is not known, and where help is. Lines with their ends. `app`: what parsed it.
std::string explain_usage(const CLI::App& app, const std::string& error);

/// CLI11's help in lines of at most `width` columns (0: as they are). Examples stay whole, so that
/// they can be copied.
std::string wrapped(const std::string& help, std::size_t width);

}  // namespace tallyd
