// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tallyd {

class TableReader;

/// The six official languages of the Union, by ISO 639-1.
std::vector<std::string> official_languages();

/// A list of languages; each must be one of `known`, and is kept once.
void read_languages(TableReader& table, std::string_view key, const std::vector<std::string>& known,
                    std::vector<std::string>& into);

/// What is wrong with `code`, and what would be right; empty if it is one of `known`.
std::string mistake_in_language(std::string_view code, const std::vector<std::string>& known);

}  // namespace tallyd
