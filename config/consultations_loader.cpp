// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/consultations_loader.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "config/folded.h"
#include "config/language_codes.h"
#include "config/table_reader.h"
#include "config/units.h"

namespace tallyd {
namespace {

namespace fs = std::filesystem;
using std::chrono::seconds;

constexpr seconds kShortestReminder = std::chrono::minutes{1};

std::string to_date(std::chrono::sys_days day) { return to_rfc3339(day).substr(0, 10); }

bool has_digit(const std::string& text) {
  return text.find_first_of("0123456789") != std::string::npos;
}

/// The order in time that every consultation has: opened, deadline, meeting.
void check_times(TableReader& table, const Consultation& consultation, const Judging& judging) {
  const bool opened = table.has("opened") && consultation.opened != std::chrono::sys_days{};
  const bool deadline = consultation.deadline != Instant{};
  if (opened && deadline && consultation.deadline <= consultation.opened) {
    table.error("deadline", to_rfc3339(consultation.deadline) +
                                " is before the consultation opened, " +
                                to_date(consultation.opened) + " (opened); mend one of the two");
  }
  if (deadline && consultation.meeting != std::chrono::sys_days{} &&
      consultation.meeting + std::chrono::days{1} <= consultation.deadline) {
    table.error("meeting", to_date(consultation.meeting) + " is before the deadline, " +
                               to_rfc3339(consultation.deadline) + "; mend one of the two");
  }
  if (deadline && judging.now && !in_time(consultation, *judging.now)) {
    table.warning("deadline", to_rfc3339(consultation.deadline) +
                                  " is past: every reply from now on is answered as late");
  }
}

/// One offset of `reminders`; empty if it is wrong.
std::optional<seconds> read_reminder(TableReader& table, const LocatedText& offset,
                                     const Consultation& consultation) {
  const auto length = parse_duration(offset.text);
  if (!length || *length < kShortestReminder) {
    table.report(Severity::error, offset.line, "reminders",
                 "\"" + offset.text +
                     "\" is no time before the deadline with its unit (m, h, d, w), "
                     "for example: reminders = [\"28d\", \"14d\", \"3d\"]");
    return std::nullopt;
  }
  if (consultation.deadline != Instant{} && consultation.deadline - *length < consultation.opened) {
    table.report(Severity::warning, offset.line, "reminders",
                 "\"" + offset.text + "\" can never fire: that is " +
                     to_rfc3339(consultation.deadline - *length) +
                     ", before the consultation opened");
  }
  return length;
}

void read_reminders(TableReader& table, Consultation& consultation) {
  std::vector<LocatedText> offsets;
  table.texts("reminders", offsets, optional("[\"28d\", \"14d\", \"3d\"]"));
  for (const LocatedText& offset : offsets) {
    const auto length = read_reminder(table, offset, consultation);
    if (!length) continue;
    auto& known = consultation.reminders;
    if (std::find(known.begin(), known.end(), *length) != known.end()) {
      table.report(Severity::warning, offset.line, "reminders",
                   "\"" + offset.text + "\" is named twice; it is sent once");
    } else {
      known.push_back(*length);
    }
  }
  std::sort(consultation.reminders.rbegin(), consultation.reminders.rend());
}

void read_blank_form(TableReader& table, Consultation& consultation) {
  std::string name;
  if (!table.text("blank_form", name, optional("\"circular-53-annex2.docx\""))) return;
  std::error_code ignored;
  const fs::path path = fs::absolute(fs::path(table.path()).parent_path() / name, ignored);
  if (!fs::is_regular_file(path, ignored)) {
    table.error("blank_form", "there is no file " + path.lexically_normal().string() +
                                  "; a path is taken from the folder of this file");
    return;
  }
  consultation.blank_form = path.lexically_normal().string();
}

void read_head(TableReader& table, const Judging& judging, Consultation& consultation) {
  if (table.text("circular", consultation.circular, required("\"TSB Circular 53\"")) &&
      !has_digit(consultation.circular)) {
    table.error("circular",
                "has no number; write it as on the circular, for example: circular = "
                "\"TSB Circular 53\"");
  }
  table.integer("study_group", consultation.study_group, 1, 99, required("17"));
  table.date("opened", consultation.opened, required("2017-10-11"));
  table.instant("deadline", consultation.deadline, required("2018-03-08T23:59:00Z"));
  table.date("meeting", consultation.meeting, required("2018-03-20"));
  std::string rule;
  table.word("rule", rule, {"tap", "question"});
  if (rule == "question") consultation.rule = Rule::question;
  check_times(table, consultation, judging);
  read_reminders(table, consultation);
  read_languages(table, "languages", judging.languages, consultation.languages);
  read_blank_form(table, consultation);
  table.reject_unknown();
}

/// Reports a name of a draft that another draft of the circular has too.
void check_once(TableReader& table, std::string_view key, const std::string& name,
                std::map<std::string, int>& seen) {
  if (name.empty()) return;
  const auto [at, is_new] = seen.emplace(folded(name), table.line_of(key));
  if (!is_new) {
    table.error(key, "\"" + name + "\" is the name of a draft already, in line " +
                         std::to_string(at->second) + "; each draft needs its own");
  }
}

void read_drafts(TableReader& root, Consultation& consultation) {
  std::map<std::string, int> seen;
  for (TableReader& table : root.tables("draft", Need{true, ""})) {
    Draft draft;
    table.text("designation", draft.designation, required("\"X.1214\""));
    table.text("provisional", draft.provisional, optional("\"X.samtn\""));
    table.text("title", draft.title, required("\"Security assessment techniques\""));
    table.text("document", draft.document, optional("\"R14\""));
    check_once(table, "designation", draft.designation, seen);
    if (folded(draft.provisional) != folded(draft.designation)) {
      check_once(table, "provisional", draft.provisional, seen);
    }
    table.reject_unknown();
    consultation.drafts.push_back(std::move(draft));
  }
}

/// Which file a circular is in.
using FileOf = std::map<std::string, std::string>;

std::string number_of(const std::string& circular) {
  return circular.substr(std::min(circular.find_last_not_of("0123456789") + 1, circular.size()));
}

/// "Circular 53" beside "TSB Circular 53": most likely the same one, written in two ways.
void warn_of_number(TableReader& head, const std::string& circular, const FileOf& file_of) {
  for (const auto& [other, file] : file_of) {
    if (other == folded(circular) || number_of(other).empty() ||
        number_of(other) != number_of(folded(circular))) {
      continue;
    }
    std::string message = "\"" + circular;
    message += "\" has the number of the one in " + file;
    message += ": is it the same circular, written in two ways?";
    head.warning("circular", message);
  }
}

/// Empty: the file has no usable consultation, or another file has it.
std::optional<Consultation> load_consultation(const std::string& path, const Judging& judging,
                                              FileOf& file_of, Problems& problems) {
  const TomlFile file = load_toml(path, problems);
  if (file.unreadable) return std::nullopt;
  TableReader root(file.root, file, "", problems);
  Consultation consultation;
  TableReader head = root.table("consultation", Need{true, ""});
  read_head(head, judging, consultation);
  read_drafts(root, consultation);
  root.reject_unknown();
  if (consultation.circular.empty() || consultation.drafts.empty()) return std::nullopt;
  const auto [at, is_new] = file_of.emplace(folded(consultation.circular), path);
  if (is_new) {
    warn_of_number(head, consultation.circular, file_of);
    return consultation;
  }
  head.error("circular", "\"" + consultation.circular + "\" is in " + at->second +
                             " already; a circular has one file");
  return std::nullopt;
}

/// The *.toml of a folder by name; hidden ones are editors' left-overs.
std::vector<std::string> files_of(const std::string& directory, Problems& problems) {
  std::vector<std::string> paths;
  std::error_code error;
  for (fs::directory_iterator at(directory, error), end; !error && at != end; at.increment(error)) {
    const fs::path& path = at->path();
    if (path.extension() == ".toml" && path.filename().string()[0] != '.') {
      paths.push_back(path.string());
    }
  }
  if (error) {
    problems.push_back({Severity::error, directory, 0, "",
                        "can't be read: " + error.message() +
                            "; it holds one file for each circular, tsb-circular-53.toml"});
  } else if (paths.empty()) {
    problems.push_back({Severity::warning, directory, 0, "",
                        "holds no *.toml: nothing is asked, and no mail is a reply"});
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

}  // namespace

std::vector<Consultation> load_consultations(const std::string& directory, const Judging& judging,
                                             Problems& problems) {
  std::vector<Consultation> consultations;
  FileOf file_of;
  for (const std::string& path : files_of(directory, problems)) {
    auto consultation = load_consultation(path, judging, file_of, problems);
    if (consultation) consultations.push_back(std::move(*consultation));
  }
  std::sort(consultations.begin(), consultations.end(),
            [](const auto& a, const auto& b) { return a.circular < b.circular; });
  return consultations;
}

}  // namespace tallyd
