// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/settings.h"

#include <fstream>
#include <iterator>
#include <regex>
#include <set>

#include <catch2/catch.hpp>

#include "config/configuration.h"
#include "config/settings_loader.h"
#include "tests/support/configuration_directory.h"

using namespace tallyd;
using test::ConfigurationDirectory;

namespace {

constexpr const char* kShipped = TALLYD_SOURCE_DIR "/config";

std::string content_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

struct Written : ConfigurationDirectory {
  Loaded<Configuration> load(const std::string& tallyd_toml) const {
    write("tallyd.toml", tallyd_toml);
    return load_configuration(path());
  }
};

constexpr const char* kLeast =
    "[mailbox]\nhost = \"imap.itu.example\"\n"
    "[smtp]\nhost = \"smtp.itu.example\"\nfrom_address = \"tally@ITU.example\"\n"
    "[tsb]\naddresses = [\"sg17@itu.example\"]\n"
    "[authentication]\nauthserv_id = \"mx.itu.example\"\n";

}  // namespace

TEST_CASE("the shipped sample configuration has no mistake") {
  const auto loaded = load_configuration(kShipped);
  CHECK(ConfigurationDirectory::lines(loaded.problems, kShipped).empty());
  CHECK(loaded.value.asked.administrations.size() == 194);
  REQUIRE(loaded.value.asked.consultations.size() == 1);
  CHECK(loaded.value.asked.consultations[0].drafts.size() == 3);
}

TEST_CASE_METHOD(Written, "what is left out has its default") {
  const auto loaded = load(kLeast);
  REQUIRE(lines(loaded.problems, path()).empty());
  Settings expected;
  expected.mailbox.account.host = "imap.itu.example";
  expected.mailbox.account.port = 993;
  expected.smtp.account.host = "smtp.itu.example";
  expected.smtp.account.port = 465;
  expected.smtp.from_address = expected.smtp.envelope_from = "tally@ITU.example";
  expected.tsb.addresses = {"sg17@itu.example"};
  expected.authentication.authserv_id = "mx.itu.example";
  CHECK(loaded.value.settings == expected);
}

TEST_CASE("what the sample shows as a default is the default") {
  // Every "# key = value" of the sample that is no alternative, with its comment mark taken away.
  const std::string sample = content_of(std::string(kShipped) + "/tallyd.toml");
  const std::set<std::string> alternatives = {
      "password_file", "password_command", "ca_file", "recorded_keyword", "recorded_folder",
      "review_keyword", "review_folder", "sent_folder", "from_name", "envelope_from",
      "answer_since", "retention_rejected",
      // of [oauth2], which is an alternative as a whole
      "pinned_keys", "flow", "token_endpoint", "device_endpoint", "client_id",
      "client_secret_credential", "client_secret_file", "client_secret_command",
      "refresh_token_credential", "refresh_token_file", "refresh_token_command", "listen", "scope"};
  const std::regex commented("# ([a-z_]+) = (.*)");
  std::string opened;
  int found = 0;
  for (std::size_t at = 0, end = 0; at < sample.size(); at = end + 1) {
    end = std::min(sample.find('\n', at), sample.size());
    std::string line = sample.substr(at, end - at);
    std::smatch match;
    if (std::regex_match(line, match, commented) && alternatives.count(match[1]) == 0) {
      line.erase(0, 2);
      ++found;
    }
    opened += line + "\n";
  }
  REQUIRE(found > 15);
  Problems problems;
  Written config;
  config.write("opened.toml", opened);
  config.write("sample.toml", sample);
  const Settings with_defaults = load_settings(config.path() + "/opened.toml", problems);
  const Settings without = load_settings(config.path() + "/sample.toml", problems);
  CHECK(ConfigurationDirectory::lines(problems, config.path()).empty());
  CHECK(with_defaults == without);
}

TEST_CASE("every key is in the shipped sample and in the manual page") {
  // A key that nobody knows makes the loader list those that it knows.
  Written config;
  std::string spoilt;
  for (const char* table : {"mailbox", "smtp", "storage", "report", "tsb", "authentication",
                            "answers", "readers", "office", "log"}) {
    spoilt += "[" + std::string(table) + "]\nqqqqqqqqqqqqqqqqqqqqqqq = 1\n";
  }
  const std::string sample = content_of(std::string(kShipped) + "/tallyd.toml");
  const std::string manual = content_of(std::string(kShipped) + "/tallyd.toml.5");
  const std::regex quoted("\"([a-z_]+)\"");
  int found = 0;
  for (const Problem& problem : config.load(spoilt).problems) {
    if (problem.message.find("known are") == std::string::npos) continue;
    const std::string table = problem.key.substr(0, problem.key.find('.'));
    const std::string section = sample.substr(sample.find("\n[" + table + "]"));
    const auto& text = problem.message;
    for (std::sregex_iterator at(text.begin(), text.end(), quoted), end; at != end; ++at) {
      const std::string key = (*at)[1];
      CAPTURE(table, key);
      CHECK(section.substr(0, section.find("\n[", 2)).find(key + " = ") != std::string::npos);
      CHECK(manual.find("\\fB" + key + "\\fR") != std::string::npos);
      ++found;
    }
  }
  CHECK(found > 40);
}

TEST_CASE_METHOD(Written, "verp makes a return path for each mail, unless there is one already") {
  std::string text = kLeast;
  text.insert(text.find("[tsb]"), "verp = true\n");
  CHECK(load(text).value.settings.smtp.envelope_from == "tally+{id}={recipient}@ITU.example");
  text.insert(text.find("[tsb]"), "envelope_from = \"t+{id}@itu.example\"\n");
  CHECK(has_errors(load(text).problems));
}
