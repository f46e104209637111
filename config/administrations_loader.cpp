// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/administrations_loader.h"

#include <algorithm>
#include <map>
#include <utility>

#include "config/country_codes.h"
#include "config/folded.h"
#include "config/language_codes.h"
#include "config/mail_address.h"
#include "config/nearest.h"
#include "config/public_suffix.h"
#include "config/table_reader.h"

namespace tallyd {
namespace {

/// Who had a code, an address, a domain or a name first, and in which line.
struct First {
  std::string code;
  int line = 0;
};
using Seen = std::map<std::string, First>;

struct SeenInFile {
  Seen codes, addresses, domains, names;
};

std::string in_line(const First& first) {
  return first.code + " (line " + std::to_string(first.line) + ")";
}

bool is_upper_letters(const std::string& text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

void read_code(TableReader& table, Administration& entry, Seen& seen) {
  if (!table.text("code", entry.code, required("\"KEN\""))) return;
  if (entry.code.size() != 3 || !is_upper_letters(entry.code)) {
    table.error("code",
                "\"" + entry.code +
                    "\" is no code of ISO 3166-1 alpha-3: three capital letters, as \"KEN\"");
  } else if (!is_country_code(entry.code)) {
    const std::string near = nearest(entry.code, country_codes());
    table.warning("code", "\"" + entry.code + "\" is not in ISO 3166-1 alpha-3" +
                              (near.empty() ? "; write the country's three letters, as \"KEN\""
                                            : "; did you mean \"" + near + "\"?"));
  }
  const auto [at, is_new] = seen.emplace(entry.code, First{entry.code, table.line_of("code")});
  if (!is_new) {
    table.error("code", "\"" + entry.code + "\" is in line " + std::to_string(at->second.line) +
                            " already; join the two entries");
  }
}

/// Notes that `item` belongs to `code`; false and a warning if somebody had it before.
bool claim(TableReader& table, std::string_view key, const LocatedText& item,
           const std::string& code, Seen& seen) {
  const auto [at, is_new] = seen.emplace(item.text, First{code, item.line});
  if (is_new) return true;
  const bool own = at->second.code == code;
  table.report(Severity::warning, item.line, key,
               own ? "\"" + item.text + "\" is named twice"
                   : "\"" + item.text + "\" also belongs to " + in_line(at->second) +
                         ": of a message from there, the form alone says who speaks");
  return !own;
}

void read_addresses(TableReader& table, Administration& entry, Seen& seen) {
  std::vector<LocatedText> items;
  table.texts("addresses", items, optional("[\"itu-focal@ict.ke.example\"]"));
  for (LocatedText& item : items) {
    const std::string mistake = mistake_in_address(item.text);
    if (!mistake.empty()) {
      table.report(Severity::error, item.line, "addresses", mistake);
      continue;
    }
    item.text = lower_case(item.text);
    if (claim(table, "addresses", item, entry.code, seen)) entry.addresses.push_back(item.text);
  }
}

void read_domains(TableReader& table, Administration& entry, Seen& seen) {
  std::vector<LocatedText> items;
  table.texts("domains", items, optional("[\"ict.ke.example\"]"));
  for (LocatedText& item : items) {
    const std::string mistake = mistake_in_domain(item.text);
    if (!mistake.empty()) {
      table.report(Severity::error, item.line, "domains", mistake);
      continue;
    }
    item.text = lower_case(item.text);
    if (is_public_suffix(item.text)) {
      table.report(Severity::warning, item.line, "domains",
                   "\"" + item.text +
                       "\" is a public suffix: anybody may register below it, so "
                       "it speaks for nobody; name the administration's own domain below it");
    } else if (is_public_provider(item.text)) {
      table.report(Severity::warning, item.line, "domains",
                   "\"" + item.text + "\" gives an address to anybody, who could then speak for " +
                       entry.code + "; name single addresses instead");
    }
    if (claim(table, "domains", item, entry.code, seen)) entry.domains.push_back(item.text);
  }
}

void read_names(TableReader names, Administration& entry,
                const std::vector<std::string>& languages) {
  for (const std::string& language : names.keys()) {
    std::string name;
    const std::string mistake = mistake_in_language(language, languages);
    if (!mistake.empty()) names.error(language, mistake);
    if (names.text(language, name) && mistake.empty()) entry.names.emplace(language, name);
  }
}

void read_all_names(TableReader& table, Administration& entry,
                    const std::vector<std::string>& languages, Seen& seen) {
  read_names(table.table("names"), entry, languages);
  table.texts("aliases", entry.aliases, optional("[\"Republic of Kenya\"]"));
  if (entry.names.empty() && entry.aliases.empty()) {
    table.warning("names", "is missing: no form that names " + entry.code +
                               " is understood; for example: names = { en = \"Kenya\" }");
  }
  std::vector<std::string> all = entry.aliases;
  for (const auto& [language, name] : entry.names) all.push_back(name);
  for (const std::string& name : all) {
    const auto [at, is_new] = seen.emplace(folded(name), First{entry.code, table.line_of("names")});
    if (is_new || at->second.code == entry.code) continue;
    table.warning("names", "\"" + name + "\" also names " + in_line(at->second) +
                               ": a form with that name alone is left to a person");
  }
}

Administration read_entry(TableReader& table, const std::vector<std::string>& languages,
                          SeenInFile& seen) {
  Administration entry;
  entry.language = "en";
  read_code(table, entry, seen.codes);
  std::string language;
  if (table.text("language", language, optional("\"en\""))) {
    const std::string mistake = mistake_in_language(language, languages);
    if (!mistake.empty()) table.error("language", mistake);
    if (mistake.empty()) entry.language = language;
  }
  read_addresses(table, entry, seen.addresses);
  read_domains(table, entry, seen.domains);
  read_all_names(table, entry, languages, seen.names);
  if (!table.has("addresses") && !table.has("domains")) {
    table.warning("", "neither addresses nor domains: nobody can speak for " + entry.code +
                          ", and no reminder reaches it");
  }
  table.reject_unknown();
  return entry;
}

/// What belongs to one administration and lies in the domain of another: mostly a slip.
void check_overlaps(const TomlFile& file, const SeenInFile& seen, Problems& problems) {
  const auto check = [&](const char* key, const std::pair<const std::string, First>& item) {
    std::string_view parent = item.first;
    for (auto at = parent.find_first_of("@."); at != parent.npos; at = parent.find('.')) {
      parent.remove_prefix(at + 1);
      const auto owner = seen.domains.find(std::string(parent));
      if (owner == seen.domains.end() || owner->second.code == item.second.code) continue;
      problems.push_back({Severity::warning, file.path, item.second.line, key,
                          "\"" + item.first + "\" lies in \"" + owner->first +
                              "\", which belongs to " + in_line(owner->second) +
                              "; it speaks for " + item.second.code + ", all else there for " +
                              owner->second.code});
      return;
    }
  };
  for (const auto& item : seen.addresses) check("administration.addresses", item);
  for (const auto& item : seen.domains) check("administration.domains", item);
}

}  // namespace

Register load_administrations(const std::string& path, const std::vector<std::string>& languages,
                              Problems& problems) {
  const TomlFile file = load_toml(path, problems);
  Register administrations;
  if (file.unreadable) return administrations;
  TableReader root(file.root, file, "", problems);
  SeenInFile seen;
  for (TableReader& table : root.tables("administration", Need{true, ""})) {
    Administration entry = read_entry(table, languages, seen);
    if (!entry.code.empty()) administrations.push_back(std::move(entry));
  }
  root.reject_unknown();
  check_overlaps(file, seen, problems);
  std::sort(administrations.begin(), administrations.end(),
            [](const auto& a, const auto& b) { return a.code < b.code; });
  return administrations;
}

}  // namespace tallyd
