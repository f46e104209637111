// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/compose/templates.h"

#include <algorithm>
#include <fstream>
#include <sstream>

#include "config/embedded.h"
#include "daemon/compose/template_check.h"

namespace tallyd {
namespace {

std::string trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return "";
  return std::string(text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1));
}

Template parse_mail(std::string_view text) {
  constexpr std::string_view kSubject = "Subject:";
  Template parsed;
  if (text.substr(0, kSubject.size()) != kSubject) return parsed;
  const auto end = std::min(text.find('\n'), text.size());
  parsed.subject = trimmed(text.substr(kSubject.size(), end - kSubject.size()));
  parsed.body = trimmed(text.substr(end)) + "\n";
  return parsed;
}

void add(Templates& templates, const std::string& language, const std::string& name,
         std::string_view text) {
  Wording& target = templates[language];
  if (name != "words" && name != "form") {
    target.mails[name] = parse_mail(text);
    return;
  }
  const std::string prefix = name == "form" ? "form." : "";
  std::istringstream lines{std::string(text)};
  for (std::string line; std::getline(lines, line);) {
    const auto equals = line.find('=');
    if (equals == std::string::npos || line.front() == '#') continue;
    target.words[prefix + trimmed(line.substr(0, equals))] = trimmed(line.substr(equals + 1));
  }
}

void add_file(Templates& templates, const std::filesystem::path& file, Problems& problems) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  if (!in) {
    problems.push_back({Severity::error, file.string(), 0, "", "cannot be read"});
    return;
  }
  const std::string language = file.parent_path().filename().string();
  const std::string name = file.stem().string();
  if (name != "words" && name != "form" && !is_mail_name(name)) {
    problems.push_back({Severity::warning, file.string(), 0, "", "no mail has this name"});
    return;
  }
  add(templates, language, name, text.str());
}

}  // namespace

LoadedTemplates load_templates(const std::filesystem::path& directory) {
  LoadedTemplates loaded;
  for (const EmbeddedFile& file : embedded_templates()) {
    const std::filesystem::path path(file.path);
    add(loaded.templates, path.parent_path().string(), path.stem().string(), file.text);
  }
  std::error_code error;
  std::vector<std::filesystem::path> files;
  if (!directory.empty()) {
    for (std::filesystem::recursive_directory_iterator entry(directory, error), end;
         !error && entry != end; entry.increment(error)) {
      if (entry->path().extension() == ".txt") files.push_back(entry->path());
    }
  }
  std::sort(files.begin(), files.end());
  for (const auto& file : files) add_file(loaded.templates, file, loaded.problems);
  check_templates(loaded.templates, loaded.problems);
  return loaded;
}

std::string fill(std::string_view text, const Values& values) {
  std::string filled;
  while (!text.empty()) {
    const auto open = text.find('{');
    filled += text.substr(0, open);
    if (open == std::string_view::npos) break;
    text.remove_prefix(open);
    const auto close = text.find('}');
    const auto value =
        close == std::string_view::npos ? values.end() : values.find(text.substr(1, close - 1));
    if (value == values.end()) {
      filled += '{';
      text.remove_prefix(1);
    } else {
      filled += value->second;
      text.remove_prefix(close + 1);
    }
  }
  return filled;
}

const Wording& wording(const Templates& templates, std::string_view language) {
  const auto found = templates.find(language);
  return found == templates.end() ? templates.find("en")->second : found->second;
}

}  // namespace tallyd
