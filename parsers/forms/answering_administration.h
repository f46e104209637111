// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "parsers/forms/country_names.h"
#include "parsers/reading.h"

namespace tallyd {

/// Whom a form names as answering.
struct AnsweringAdministration {
  std::string code;            ///< empty: none, or a doubt
  std::string by;              ///< where the form names it, a sentence; or empty
  std::optional<Doubt> doubt;  ///< several_administrations, unknown_administration
};

/// `lines`: of the form, without its options. `printed`: the code of its identifier
/// (config/form_identifier.h), which helps where the signature cannot be read or was taken out.
AnsweringAdministration answering_administration(const std::vector<std::string>& lines,
                                                 const CountryNames& countries,
                                                 const std::string& printed);

/// Of a picture: the only administration that a name can be that a stamp or a signature covers, or
/// of which letters were misread. Readings that tell different ones tell none. Else empty.
std::string likely_administration(const std::vector<std::string>& lines,
                                  const std::vector<std::string>& read_again,
                                  const CountryNames& countries);

}  // namespace tallyd
