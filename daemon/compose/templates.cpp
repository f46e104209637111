// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/compose/templates.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <sstream>

#include "config/embedded.h"
#include "config/printable.h"

namespace tallyd {
namespace {

constexpr std::array<std::string_view, 6> kLanguages = {"ar", "en", "es", "fr", "ru", "zh"};

/// A mail and the placeholders that it may have; the first `required` of them it must have.
struct Form {
  std::string_view name;
  std::vector<std::string_view> placeholders;
  std::size_t required;
};

const std::vector<Form>& forms() {
  static const std::vector<Form> kForms = {
      {"recorded", {"drafts", "received", "correct", "circular", "administration", "deadline"}, 3},
      {"changed", {"drafts", "received", "correct", "circular", "administration", "deadline"}, 3},
      {"partial", {"drafts", "received", "correct", "circular", "administration", "deadline"}, 3},
      {"clarify", {"drafts", "received", "correct", "circular", "administration", "deadline"}, 3},
      {"late", {"drafts", "received", "deadline", "circular", "administration"}, 3},
      {"verifying", {"drafts", "received", "correct", "circular", "administration", "deadline"}, 3},
      {"reminder", {"drafts", "deadline", "form", "circular", "administration"}, 3},
      {"warning", {"drafts", "received", "sender", "circular", "administration", "deadline"}, 3},
  };
  return kForms;
}

constexpr std::array<std::string_view, 22> kWords = {"assigned",
                                                     "not_assigned",
                                                     "nothing_marked",
                                                     "contradictory",
                                                     "comments_none",
                                                     "comments_attached",
                                                     "comments_unspecified",
                                                     "comments_conflict",
                                                     "recorded",
                                                     "changed",
                                                     "repeated",
                                                     "outdated",
                                                     "late",
                                                     "in_review",
                                                     "undecided",
                                                     "stands",
                                                     "reasons_missing",
                                                     "correct",
                                                     "correct_without_deadline",
                                                     "no_drafts",
                                                     "form_attached",
                                                     "form_in_annex"};

/// Of form.txt.
constexpr std::array<std::string_view, 21> kFormTexts = {
    "subject",          "to",        "director",      "from",     "writer",          "email",
    "return_to",        "date",      "place",         "opening",  "select",          "draft",
    "question",         "assigns",   "no_comments",   "comments", "does_not_assign", "approves",
    "does_not_approve", "signature", "administration"};

/// Calls `found` with the name of every {placeholder} of the text.
template <typename Found>
void each_placeholder(std::string_view text, const Found& found) {
  for (auto open = text.find('{'); open != std::string_view::npos;
       open = text.find('{', open + 1)) {
    const auto close = text.find('}', open);
    if (close == std::string_view::npos) return;
    found(text.substr(open + 1, close - open - 1));
  }
}

void check_mail(const Form& form, const std::string& file, const Template& mail,
                Problems& problems) {
  const auto report = [&](const std::string& message) {
    problems.push_back({Severity::error, file, 0, "", message});
  };
  const auto& known = form.placeholders;
  each_placeholder(mail.subject + mail.body, [&](std::string_view name) {
    if (std::find(known.begin(), known.end(), name) == known.end()) {
      report("unknown placeholder {" + printable(name) + "}");
    }
  });
  for (std::size_t i = 0; i < form.required; ++i) {
    const std::string needed = "{" + std::string(known[i]) + "}";
    if (mail.body.find(needed) == std::string::npos)
      report("placeholder " + needed + " is missing");
  }
  if (mail.subject.empty()) report("the first line must be \"Subject: …\"");
}

void check(const Templates& templates, Problems& problems) {
  for (const std::string_view language : kLanguages) {
    const std::string folder = std::string(language) + "/";
    const auto found = templates.find(language);
    for (const Form& form : forms()) {
      const std::string file = folder + std::string(form.name) + ".txt";
      if (found == templates.end() || found->second.mails.count(form.name) == 0) {
        problems.push_back({Severity::error, file, 0, "", "this template is missing"});
      } else {
        check_mail(form, file, found->second.mails.find(form.name)->second, problems);
      }
    }
    for (const std::string_view text : kFormTexts) {
      const std::string key = "form." + std::string(text);
      if (found != templates.end() && found->second.words.count(key) > 0) continue;
      problems.push_back(
          {Severity::error, folder + "form.txt", 0, std::string(text), "this text is missing"});
    }
    for (const std::string_view word : kWords) {
      if (found != templates.end() && found->second.words.count(word) > 0) continue;
      problems.push_back(
          {Severity::error, folder + "words.txt", 0, std::string(word), "this text is missing"});
    }
  }
}

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
  const bool known = name == "words" || name == "form" ||
                     std::any_of(forms().begin(), forms().end(),
                                 [&](const Form& form) { return form.name == name; });
  if (!known) {
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
  check(loaded.templates, loaded.problems);
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
