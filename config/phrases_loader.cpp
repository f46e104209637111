// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/phrases_loader.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <utility>

#include "config/embedded.h"
#include "config/table_reader.h"

namespace tallyd {
namespace {

SentenceWords read_sentence(TableReader table) {
  SentenceWords words;
  for (const SentenceList& list : kSentenceLists) {
    Need need = optional();
    if (list.words == &SentenceWords::assigns) need = required(R"(["assigns authority"])");
    if (list.words == &SentenceWords::does_not_assign) {
      need = required(R"(["does not assign authority"])");
    }
    table.texts(list.key, words.*list.words, need);
  }
  table.reject_unknown();
  return words;
}

Phrases read_phrases(const TomlFile& file, Problems& problems) {
  TableReader table(file.root, file, "", problems);
  Phrases p;
  table.text("language", p.language, required("\"en\""));
  table.texts("assigns", p.assigns, required(R"(["assigns authority to Study Group"])"));
  table.texts("assigns_tail", p.assigns_tail, optional());
  table.texts("does_not_assign", p.does_not_assign,
              required(R"(["does not assign authority to Study Group"])"));
  table.texts("does_not_assign_tail", p.does_not_assign_tail, optional());
  table.texts("approves", p.approves, optional());
  table.texts("does_not_approve", p.does_not_approve, optional());
  table.texts("no_comments", p.no_comments, required(R"(["No comments"])"));
  table.texts("comments_attached", p.comments_attached, required(R"(["Comments are attached"])"));
  table.texts("draft_heading", p.draft_heading, required(R"(["Draft Recommendation"])"));
  table.texts("circular", p.circular, required(R"(["Circular {n}"])"));
  table.texts("administration_of", p.administration_of, required(R"(["Administration of {a}"])"));
  table.texts("yes", p.yes, optional());
  table.texts("no", p.no, optional());
  p.sentence = read_sentence(table.table("sentence", required("[sentence]")));
  table.reject_unknown();
  return p;
}

std::vector<std::string> files_of(const std::filesystem::path& directory) {
  std::vector<std::string> files;
  std::error_code none;
  for (const auto& entry : std::filesystem::directory_iterator(directory, none)) {
    if (entry.path().extension() == ".toml") files.push_back(entry.path().string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

std::vector<Phrases> load_phrases(const std::string& directory, Problems& problems) {
  std::map<std::string, Phrases> by_language;
  const auto take = [&](const TomlFile& file) {
    if (file.unreadable) return;
    Phrases phrases = read_phrases(file, problems);
    const std::string language = phrases.language;
    by_language[language] = std::move(phrases);
  };
  for (const EmbeddedFile& file : embedded_phrases()) {
    take(parse_toml(std::string(file.text), std::string(file.path), problems));
  }
  for (const std::string& path : files_of(std::filesystem::path(directory) / "phrases")) {
    take(load_toml(path, problems));
  }
  std::vector<Phrases> all;
  all.reserve(by_language.size());
  for (auto& [language, phrases] : by_language) all.push_back(std::move(phrases));
  return all;
}

}  // namespace tallyd
