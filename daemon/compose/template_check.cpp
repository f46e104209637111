// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/compose/template_check.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "config/printable.h"

namespace tallyd {
namespace {

constexpr std::array<std::string_view, 6> kLanguages = {"ar", "en", "es", "fr", "ru", "zh"};

/// A text and the placeholders that it may have; the first `required` of them it must have.
struct Form {
  std::string_view name;
  std::vector<std::string_view> placeholders;
  std::size_t required;
};

const std::vector<Form>& mails() {
  static const std::vector<Form> kMails = {
      {"recorded", {"drafts", "received", "correct", "circular", "administration", "deadline"}, 3},
      {"changed", {"drafts", "received", "correct", "circular", "administration", "deadline"}, 3},
      {"partial", {"drafts", "received", "correct", "circular", "administration", "deadline"}, 3},
      {"clarify", {"drafts", "received", "correct", "circular", "administration", "deadline"}, 3},
      {"late", {"drafts", "received", "deadline", "circular", "administration"}, 3},
      {"verifying", {"drafts", "received", "correct", "circular", "administration", "deadline"}, 3},
      {"no_form", {"received", "reply", "circular", "administration", "deadline"}, 2},
      {"reminder", {"drafts", "deadline", "form", "circular", "administration"}, 3},
      {"warning", {"drafts", "received", "sender", "circular", "administration", "deadline"}, 3},
  };
  return kMails;
}

/// Of words.txt.
const std::vector<Form>& words() {
  static const std::vector<Form> kWords = {
      {"assigned", {}, 0},
      {"not_assigned", {}, 0},
      {"nothing_marked", {}, 0},
      {"contradictory", {}, 0},
      {"comments_none", {}, 0},
      {"comments_attached", {}, 0},
      {"comments_unspecified", {}, 0},
      {"comments_conflict", {}, 0},
      {"decision", {"authority", "comments"}, 2},
      {"recorded", {}, 0},
      {"changed", {"before"}, 1},
      {"repeated", {}, 0},
      {"outdated", {"before"}, 1},
      {"late", {}, 0},
      {"in_review", {}, 0},
      {"undecided", {}, 0},
      {"stands", {"before"}, 1},
      {"reasons_missing", {}, 0},
      {"correct", {"deadline"}, 1},
      {"correct_without_deadline", {}, 0},
      {"correct_closed", {"deadline"}, 0},
      {"reply", {"deadline", "form"}, 1},
      {"reply_without_deadline", {"form"}, 0},
      {"reply_closed", {"deadline"}, 0},
      {"no_drafts", {}, 0},
      {"circular_name", {"number"}, 1},
      {"unknown_administration", {}, 0},
      {"unknown_circular", {}, 0},
      {"form_attached", {}, 0},
      {"form_in_annex", {}, 0},
  };
  return kWords;
}

/// Of form.txt.
const std::vector<Form>& form_texts() {
  static const std::vector<Form> kTexts = {
      {"subject", {"circular", "drafts"}, 1},
      {"to", {}, 0},
      {"director", {}, 0},
      {"from", {}, 0},
      {"writer", {}, 0},
      {"email", {}, 0},
      {"return_to", {}, 0},
      {"date", {}, 0},
      {"place", {}, 0},
      {"opening", {"circular", "deadline", "drafts", "administration"}, 2},
      {"select", {}, 0},
      {"draft", {"draft"}, 1},
      {"question", {"draft"}, 1},
      {"assigns", {"study_group", "draft"}, 1},
      {"no_comments", {"draft"}, 0},
      {"comments", {"draft"}, 0},
      {"does_not_assign", {"study_group", "draft"}, 1},
      {"approves", {"study_group", "draft"}, 0},
      {"does_not_approve", {"study_group", "draft"}, 0},
      {"signature", {"administration"}, 0},
      {"administration", {"administration"}, 1},
  };
  return kTexts;
}

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

/// What a text lacks, and what it has that stays unfilled. `needed_in`: the part of the text that
/// must have the placeholders.
template <typename Report>
void check_placeholders(const Form& form, std::string_view text, std::string_view needed_in,
                        const Report& report) {
  const auto& known = form.placeholders;
  each_placeholder(text, [&](std::string_view name) {
    if (std::find(known.begin(), known.end(), name) == known.end()) {
      report("unknown placeholder {" + printable(name) + "}");
    }
  });
  for (std::size_t i = 0; i < form.required; ++i) {
    const std::string needed = "{" + std::string(known[i]) + "}";
    if (needed_in.find(needed) == std::string_view::npos) {
      report("placeholder " + needed + " is missing");
    }
  }
}

void check_mail(const Form& form, const std::string& file, const Template& mail,
                Problems& problems) {
  const auto report = [&](const std::string& message) {
    problems.push_back({Severity::error, file, 0, "", message});
  };
  check_placeholders(form, mail.subject + mail.body, mail.body, report);
  if (mail.subject.empty()) report("the first line must be \"Subject: …\"");
}

/// The texts of one file, whose keys have that prefix in the Wording.
void check_texts(const std::vector<Form>& texts, const Wording& wording, const std::string& prefix,
                 const std::string& file, Problems& problems) {
  for (const Form& form : texts) {
    const auto report = [&](const std::string& message) {
      problems.push_back({Severity::error, file, 0, std::string(form.name), message});
    };
    const auto found = wording.words.find(prefix + std::string(form.name));
    if (found == wording.words.end()) {
      report("this text is missing");
    } else {
      check_placeholders(form, found->second, found->second, report);
    }
  }
}

}  // namespace

void check_templates(const Templates& templates, Problems& problems) {
  for (const std::string_view language : kLanguages) {
    const std::string folder = std::string(language) + "/";
    const auto found = templates.find(language);
    const Wording none;
    const Wording& wording = found == templates.end() ? none : found->second;
    for (const Form& form : mails()) {
      const std::string file = folder + std::string(form.name) + ".txt";
      const auto mail = wording.mails.find(form.name);
      if (mail == wording.mails.end()) {
        problems.push_back({Severity::error, file, 0, "", "this template is missing"});
      } else {
        check_mail(form, file, mail->second, problems);
      }
    }
    check_texts(form_texts(), wording, "form.", folder + "form.txt", problems);
    check_texts(words(), wording, "", folder + "words.txt", problems);
  }
}

bool is_mail_name(std::string_view name) {
  return std::any_of(mails().begin(), mails().end(),
                     [&](const Form& form) { return form.name == name; });
}

}  // namespace tallyd
