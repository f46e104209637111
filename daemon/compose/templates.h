// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "config/problem.h"
#include "config/result.h"

namespace tallyd {

/// The text of a mail with {placeholders}.
struct Template {
  std::string subject;
  std::string body;
};

/// The texts of all mails in one language: `config/templates/LANGUAGE/`.
struct Wording {
  std::map<std::string, Template, std::less<>> mails;     ///< by name: "recorded"
  std::map<std::string, std::string, std::less<>> words;  ///< words.txt: "assigned" = "assigns …"
};

/// By language. Complete: every language has every mail and every word, and no mail has a
/// placeholder that is never filled in.
using Templates = std::map<std::string, Wording, std::less<>>;

/// The built-in templates with those of `directory` (may be empty or missing) in their place.
/// Mistakes are reported all at once, each with its file; with an error among them the Templates
/// must not be used.
struct LoadedTemplates {
  Templates templates;
  Problems problems;
};
LoadedTemplates load_templates(const std::filesystem::path& directory);

/// Values for {placeholders}.
using Values = std::map<std::string, std::string, std::less<>>;

/// A placeholder without a value stays as it is written; a value is never looked through for
/// placeholders, because it may come from a mail.
std::string fill(std::string_view text, const Values& values);

/// The wording of `language`, else English.
const Wording& wording(const Templates& templates, std::string_view language);

}  // namespace tallyd
