// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/forms/answering_administration.h"

#include <algorithm>
#include <set>

#include "parsers/forms/form_doubts.h"

namespace tallyd {
namespace {

/// The administrations that lines name, and which line names each.
struct Named {
  std::set<std::string> codes;
  std::string by;

  void take(const std::string& code, const std::string& line) {
    if (code.empty() || !codes.insert(code).second) return;
    by += (codes.size() > 1 ? "; " : "") + code + " by " + line;
  }
};

std::string quoted(const std::string& line) { return "“" + line + "”"; }

std::string listed(const std::set<std::string>& codes) {
  std::string all;
  for (const std::string& code : codes) all += (all.empty() ? "" : ", ") + code;
  return all;
}

}  // namespace

AnsweringAdministration answering_administration(const std::vector<std::string>& lines,
                                                 const CountryNames& countries,
                                                 const std::string& printed) {
  Named named;
  std::string unknown;
  for (const std::string& line : lines) {
    const NamedAdministration signer = countries.signed_by(line);
    named.take(signer.code, quoted(line));
    if (signer.unknown_name && unknown.empty()) unknown = line;
  }
  if (named.codes.empty() && unknown.empty()) named.take(printed, "its identifier");
  if (named.codes.empty() && unknown.empty()) {
    for (const std::string& line : lines) named.take(countries.whole_line(line), quoted(line));
  }
  AnsweringAdministration answering{{}, named.by, {}};
  if (named.codes.size() > 1) {
    answering.doubt = form_doubt("several_administrations", {}, listed(named.codes));
  } else if (!named.codes.empty()) {
    answering.code = *named.codes.begin();
  } else if (!unknown.empty()) {
    answering.doubt = form_doubt("unknown_administration", {}, unknown);
  }
  return answering;
}

std::string likely_administration(const std::vector<std::string>& lines,
                                  const std::vector<std::string>& read_again,
                                  const CountryNames& countries) {
  std::set<std::string> codes;
  const auto hear = [&](const std::string& line) {
    const std::string code = countries.may_be_signed_by(line);
    if (!code.empty()) codes.insert(code);
  };
  std::for_each(lines.begin(), lines.end(), hear);
  std::for_each(read_again.begin(), read_again.end(), hear);
  return codes.size() == 1 ? *codes.begin() : "";
}

}  // namespace tallyd
