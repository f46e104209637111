// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/cli/explain_command.h"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <system_error>

#include <nlohmann/json.hpp>

#include "config/printable.h"
#include "daemon/cli/explain_text.h"
#include "daemon/cli/read_line.h"

namespace tallyd {
namespace {

namespace fs = std::filesystem;

/// Writes pictures into a folder that is made when the first one comes.
class PictureFolder {
 public:
  explicit PictureFolder(std::string directory) : directory_(std::move(directory)) {}

  /// Puts the name of its file in place of each picture. False: a file can't be written.
  bool take(Explanation& explanation) {
    for (ExplainedPart& part : explanation.parts) {
      for (ExplainedRow& row : part.rows) {
        if (!row.picture.empty() && !write(row)) return false;
      }
    }
    return true;
  }

 private:
  bool write(ExplainedRow& row) {
    if (count_ == 0 && !make()) return false;
    std::array<char, 16> number{};
    std::snprintf(number.data(), number.size(), "%02d-", ++count_);
    const std::string file = directory_ + "/" + number.data() + file_name_of(row.draft) + ".png";
    std::ofstream out(file, std::ios::binary);
    out << row.picture;
    out.close();
    row.picture = file;
    return out ? true : fail(file + " can't be written");
  }

  bool make() {
    std::error_code error;
    if (!directory_.empty()) {
      fs::create_directories(directory_, error);
      if (error) return fail(directory_ + " can't be made: " + error.message());
      return true;
    }
    // Only we can look into it: what is in there is mail.
    std::string name = (fs::temp_directory_path(error) / "tallyctl-rows-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) return fail("no temporary folder can be made");
    directory_ = name;
    std::cerr << "tallyctl read: the rows' pictures are in " << printable(directory_) << '\n';
    return true;
  }

  static bool fail(const std::string& what) {
    std::cerr << "tallyctl read: " << printable(what) << '\n';
    return false;
  }

  /// A designation as it may stand in a file's name.
  static std::string file_name_of(const std::string& draft) {
    constexpr std::size_t kMost = 40;
    std::string name;
    for (const char c : draft.substr(0, kMost)) {
      const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                         (c >= '0' && c <= '9') || c == '.' || c == '-';
      name += plain ? c : '_';
    }
    return name.empty() ? "row" : name;
  }

  std::string directory_;
  int count_ = 0;
};

/// The line of `tallyctl read`, and what it came from.
std::string explain_line(const std::string& message, const Explanation& explanation) {
  using Json = nlohmann::ordered_json;
  Json line = Json::parse(read_line(message, explanation.reading));
  const Json account = Json::parse(to_json(explanation));
  const Json& mail = account.at("reading").at("mail");
  for (const char* key : {"unanswerable", "failed"}) line[key] = mail.at(key);
  for (const char* key : {"kind_by", "sender_by", "words_by", "parts"}) line[key] = account.at(key);
  return printable_json(line.dump(-1, ' ', false, Json::error_handler_t::replace));
}

}  // namespace

ExitCode explain_messages(ReaderPool& readers, MessageSource& source,
                          const ExplainOptions& options) {
  PictureFolder folder(options.pictures);
  bool first = true;
  while (const auto message = source.next()) {
    auto explanation = readers.explain(message->raw);
    if (!explanation) {
      std::cerr << "tallyctl read: " << printable(message->name)
                << " can't be explained: " << printable(explanation.error().message) << '\n';
      explanation = Explanation{};
      explanation->reading = readers.read(message->raw);
    }
    if (!folder.take(*explanation)) return ExitCode::cant_create;
    if (options.json) {
      std::cout << explain_line(message->name, *explanation) << '\n';
    } else {
      std::cout << (first ? "" : "\n") << explain_text(message->name, *explanation);
    }
    first = false;
  }
  return source.outcome();
}

}  // namespace tallyd
