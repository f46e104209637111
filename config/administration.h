// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <vector>

namespace tallyd {

/// A Member State as the register knows it: who may speak for it and how it is named.
struct Administration {
  std::string code;                          ///< ISO 3166-1 alpha-3: "KEN"
  std::string language;                      ///< of mail not prompted by a form: "en", "fr", …
  std::vector<std::string> addresses;        ///< lower case, in the order of the file
  std::vector<std::string> domains;          ///< lower case; sub-domains count
  std::map<std::string, std::string> names;  ///< by language
  std::vector<std::string> aliases;          ///< further names, any language
};

/// All administrations, ordered by code.
using Register = std::vector<Administration>;

}  // namespace tallyd
