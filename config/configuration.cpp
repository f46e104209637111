// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/configuration.h"

#include <algorithm>
#include <filesystem>

#include "config/administrations_loader.h"
#include "config/consultations_loader.h"
#include "config/language_codes.h"
#include "config/phrases_loader.h"
#include "config/settings_loader.h"

namespace tallyd {
namespace {

/// A path as problems show it: without doubled slashes, relative if `directory` is.
std::string in(const std::string& directory, const char* name) {
  return (std::filesystem::path(directory) / name).lexically_normal().string();
}

void sort_by_place(Problems& problems) {
  std::stable_sort(problems.begin(), problems.end(), [](const Problem& a, const Problem& b) {
    return a.file != b.file ? a.file < b.file : a.line < b.line;
  });
}

}  // namespace

Loaded<Asked> load_asked(const std::string& directory, std::optional<Instant> now) {
  Loaded<Asked> loaded;
  const Judging judging{official_languages(), now};
  loaded.value.consultations =
      load_consultations(in(directory, "consultations"), judging, loaded.problems);
  loaded.value.administrations = load_administrations(in(directory, "administrations.toml"),
                                                      judging.languages, loaded.problems);
  loaded.value.phrases = load_phrases(directory, loaded.problems);
  sort_by_place(loaded.problems);
  return loaded;
}

Loaded<Configuration> load_configuration(const std::string& directory, std::optional<Instant> now) {
  Loaded<Configuration> loaded;
  Loaded<Asked> asked = load_asked(directory, now);
  loaded.value.asked = std::move(asked.value);
  loaded.problems = std::move(asked.problems);
  loaded.value.settings = load_settings(in(directory, "tallyd.toml"), loaded.problems);
  sort_by_place(loaded.problems);
  return loaded;
}

}  // namespace tallyd
