// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "config/printable.h"
#include "daemon/cli/config_option.h"
#include "daemon/cli/record_json.h"
#include "daemon/cli/review_command.h"
#include "daemon/cli/stored.h"
#include "daemon/cli/write_out.h"
#include "daemon/office/converter.h"
#include "daemon/review/case_file.h"
#include "parsers/reader/reader_pool.h"
#include "storage/retention.h"

extern char** environ;  // NOLINT(readability-redundant-declaration): POSIX says to declare it

namespace tallyd {
namespace {

struct Options {
  std::string directory;
  EventId review = 0;
  std::string html;
  bool open = false;
  bool json = false;
};

/// The message is a stranger's: only a confined reader looks into it.
std::vector<ShownFile> shown(OpenedOffice& office, const ReplyRecord& reply) {
  const auto removal = find_removal(office.storage.database, reply.id);
  if (removal && *removal) {
    std::cerr << "tallyctl: the message was removed at " << to_rfc3339((*removal)->at) << ": "
              << printable((*removal)->why) << '\n';
    return {};
  }
  const auto raw = office.storage.archive.get(reply.digest);
  if (!raw) {
    std::cerr << "tallyctl: " << printable(raw.error().message) << '\n';
    return {};
  }
  OfficeConverter converter(OfficeConverter::in_temporary_directory());
  ReaderPool readers(reader_programs(), office.setup->office.asked, ReaderLimits{},
                     [&](auto bytes, auto format) { return converter.convert(bytes, format); });
  auto files = readers.show(*raw);
  if (files) return *std::move(files);
  std::cerr << "tallyctl: the message cannot be shown: " << printable(files.error().message)
            << '\n';
  return {};
}

/// In a folder of its own, which only we can look into: the page is a mail.
std::string page_of_its_own(EventId review) {
  std::string name = (std::filesystem::temp_directory_path() / "tallyctl-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) return "";
  return name + "/review-" + std::to_string(review) + ".html";
}

/// The desktop's program for HTML; where there is none, its name has been printed.
void open_in_browser(const std::string& file) {
  std::string program = "xdg-open";
  std::string argument = file;
  char* arguments[] = {program.data(), argument.data(), nullptr};
  pid_t pid = -1;
  if (::posix_spawnp(&pid, program.c_str(), nullptr, nullptr, arguments, environ) != 0) return;
  ::waitpid(pid, nullptr, 0);
}

ExitCode write_page(const Options& options, OpenedOffice& office, const CaseFile& the_case) {
  const std::string file = options.html.empty() ? page_of_its_own(options.review) : options.html;
  if (file.empty()) {
    std::cerr << "tallyctl: no temporary folder can be made\n";
    return ExitCode::cant_create;
  }
  const std::string page = to_html(the_case, shown(office, the_case.reply));
  const ExitCode written = write_out(page, file == "-" ? "" : file);
  if (written != ExitCode::ok || file == "-") return written;
  std::cout << file << '\n';
  if (options.open) open_in_browser(file);
  return ExitCode::ok;
}

ExitCode show(const Options& options) {
  auto office = open_office(options.directory, Access::read);
  if (!office) return office.error();
  Database& database = office->storage.database;
  const auto item = find_review(database, options.review);
  if (!item) return report(item.error());
  if (!*item) {
    std::cerr << "tallyctl review: there is no review item " << options.review
              << "; `tallyctl review list --all` lists them\n";
    return ExitCode::no_input;
  }
  const auto reply = find_reply(database, (*item)->reply);
  if (!reply) return report(reply.error());
  const auto the_case = case_file_of(database, office->setup->office.asked, **item, reply->value());
  if (!the_case) return report(the_case.error());
  if (options.open || !options.html.empty()) return write_page(options, *office, *the_case);
  if (options.json) {
    nlohmann::ordered_json json = to_json(the_case->item);
    json["message"] = to_json(the_case->reply);
    std::cout << to_text(json);
  } else {
    std::cout << to_text(*the_case);
  }
  return ExitCode::ok;
}

}  // namespace

void add_review_show(CLI::App& review, Action& action) {
  const auto options = std::make_shared<Options>();
  CLI::App* const command =
      review.add_subcommand("show", "Show what a person needs to decide an item");
  add_config_option(*command, options->directory);
  command->add_option("ITEM", options->review, "Its number")
      ->required()
      ->check(CLI::PositiveNumber);
  command->add_option("--html", options->html, "Write a page: the message beside what was read")
      ->option_text("FILE");
  command->add_flag("--open", options->open, "Write that page to a temporary file and open it");
  command->add_flag("--json", options->json, "JSON instead of text");
  command->footer("Examples:\n  tallyctl review show 12\n  tallyctl review show 12 --html 12.html");
  command->callback([options, &action] { action = [options] { return show(*options); }; });
}

}  // namespace tallyd
