// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/digest/xlsx.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include <unistd.h>
#include <xlsxwriter.h>

#include "config/printable.h"
#include "daemon/tally/format.h"
#include "storage/durable_file.h"

namespace tallyd {
namespace {

/// The library of Debian 12 (1.1.4) writes to files only.
class TemporaryFile {
 public:
  TemporaryFile()
      : path_((std::filesystem::temp_directory_path() / "tallyd-XXXXXX.xlsx").string()) {
    const int descriptor = ::mkstemps(path_.data(), 5);
    if (descriptor >= 0) ::close(descriptor);
    made_ = descriptor >= 0;
  }
  ~TemporaryFile() {
    if (made_) ::unlink(path_.c_str());
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  bool made() const { return made_; }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
  bool made_ = false;
};

bool is_number(const std::string& text) {
  return !text.empty() && text.size() < 10 &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

void write_sheet(lxw_workbook* workbook, const Sheet& sheet, lxw_format* head) {
  lxw_worksheet* const page = workbook_add_worksheet(workbook, sheet.name.c_str());
  for (std::size_t row = 0; row < sheet.rows.size(); ++row) {
    for (std::size_t column = 0; column < sheet.rows[row].size(); ++column) {
      const auto at_row = static_cast<lxw_row_t>(row);
      const auto at_column = static_cast<lxw_col_t>(column);
      const std::string& cell = sheet.rows[row][column];
      const bool number =
          row > 0 && sheet.numbers_at > 0 && column >= sheet.numbers_at && is_number(cell);
      if (number) {
        worksheet_write_number(page, at_row, at_column, std::stod(cell), nullptr);
      } else if (!cell.empty()) {
        worksheet_write_string(page, at_row, at_column, printable(cell).c_str(),
                               row == 0 ? head : nullptr);
      }
    }
  }
  worksheet_freeze_panes(page, 1, 0);
  const auto columns = static_cast<lxw_col_t>(sheet.rows.empty() ? 0 : sheet.rows[0].size());
  if (columns > 0) worksheet_set_column(page, 0, static_cast<lxw_col_t>(columns - 1), 18, nullptr);
}

Rows draft_rows(const Tally& tally) {
  Rows rows = {{"draft", "title", "what follows", "counted", "assigned", "without comments",
                "with comments", "not specified", "not assigned", "missing", "late", "in review",
                "replaced"}};
  for (const DraftTally& draft : tally.drafts) {
    std::vector<std::string> row = {
        draft.draft.designation, draft.draft.title,
        support_text(draft, tally.rule) + ": " + verdict_text(draft.support, tally.rule)};
    for (const int number :
         {draft.counted(), draft.assigned(), draft.assigned_without_comments,
          draft.assigned_with_comments, draft.assigned_unspecified, draft.not_assigned,
          draft.missing, draft.late, draft.in_review, draft.replaced}) {
      row.push_back(std::to_string(number));
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace

Result<std::string> to_xlsx(const std::vector<Sheet>& sheets) {
  const TemporaryFile file;
  if (!file.made()) return temporary("no temporary file could be made for the workbook");
  lxw_workbook_options options{};
  lxw_workbook* const workbook = workbook_new_opt(file.path().c_str(), &options);
  if (workbook == nullptr) std::abort();  // out of memory
  lxw_format* const head = workbook_add_format(workbook);
  format_set_bold(head);
  for (const Sheet& sheet : sheets) write_sheet(workbook, sheet, head);
  const lxw_error error = workbook_close(workbook);  // frees it, whatever it returns
  if (error != LXW_NO_ERROR) {
    return temporary("the workbook could not be written: " + std::string(lxw_strerror(error)));
  }
  return read_file(file.path());
}

Result<std::string> to_xlsx(const Consultation& consultation, const Tally& tally,
                            const Register& administrations, const Replies& replies) {
  return to_xlsx({{"Drafts", draft_rows(tally), 3},
                  {"Administrations", administration_rows(consultation, administrations, replies)},
                  {"Not counted", uncounted_rows(replies)}});
}

}  // namespace tallyd
