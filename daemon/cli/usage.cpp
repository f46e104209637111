// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/cli/usage.h"

#include <regex>
#include <sstream>
#include <vector>

#include <CLI/CLI.hpp>

#include "config/nearest.h"
#include "config/printable.h"
#include "daemon/cli/terminal.h"

namespace tallyd {
namespace {

constexpr std::size_t kDescriptions = 30;  // where CLI11 begins them

/// The command that was chosen, as far as it was.
const CLI::App& chosen(const CLI::App& app) {
  const auto commands = app.get_subcommands();
  return commands.empty() ? app : chosen(*commands.front());
}

std::vector<std::string> commands_of(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands(nullptr)) names.push_back(command->get_name());
  return names;
}

std::vector<std::string> options_of(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  }
  return names;
}

std::string list_of(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

std::string did_you_mean(const std::string& word, const std::vector<std::string>& known) {
  const std::string near = nearest(word, known);
  return near.empty() ? "" : "; did you mean " + near + "?";
}

/// Of what nobody asked for: an option, or a word in the place of a command or behind the last.
std::string unexpected(const CLI::App& command, const std::string& word) {
  const std::string shown = printable(word);
  const std::string name = word.substr(0, word.find('='));
  if (word.size() > 1 && word[0] == '-') {
    return "there is no option " + printable(name) + did_you_mean(name, options_of(command));
  }
  const auto commands = commands_of(command);
  if (commands.empty()) return "\"" + shown + "\" is one word too many";
  const std::string near = did_you_mean(word, commands);
  return "there is no command " + shown +
         (near.empty() ? "; there are: " + list_of(commands) : near);
}

/// "--format: jsn not in {table,json}" and the like. Empty: it says something else.
std::string not_among(const std::string& error) {
  static const std::regex form(R"(^(\S+): (.*) not in \{(.*)\}$)");
  std::smatch parts;
  if (!std::regex_match(error, parts, form)) return "";
  std::vector<std::string> known;
  std::istringstream in(parts[3]);
  for (std::string word; std::getline(in, word, ',');) known.push_back(word);
  return parts[1].str() + ": \"" + printable(parts[2].str()) + "\" is none of " + list_of(known) +
         did_you_mean(parts[2], known);
}

std::string what_is_wrong(const CLI::App& app, const CLI::App& command, const std::string& error) {
  // An option that nobody knows says more than what is missing beside it.
  const auto left = app.remaining(/*recurse=*/true);
  for (const std::string& word : left) {
    if (word.size() > 1 && word[0] == '-') return unexpected(command, word);
  }
  if (!left.empty()) return unexpected(command, left.front());
  const auto commands = commands_of(command);
  if (error == "A subcommand is required") return "say what to do: " + list_of(commands);
  const std::string among = not_among(error);
  return among.empty() ? printable(error) : among;
}

std::string full_name(const CLI::App& command) {
  const CLI::App* const parent = command.get_parent();
  return (parent == nullptr ? "" : full_name(*parent) + " ") + command.get_name();
}

/// Where the text of a line goes on in the next one.
std::size_t indent_of(const std::string& line) {
  const std::size_t begin = std::min(line.find_first_not_of(' '), line.size());
  const bool has_description = line.size() > kDescriptions && begin == 2 &&
                               line[kDescriptions] != ' ' && line[kDescriptions - 1] == ' ' &&
                               line[kDescriptions - 2] == ' ';
  return has_description ? kDescriptions : begin;
}

void wrap(const std::string& line, std::size_t width, std::string& into) {
  const std::size_t indent = indent_of(line);
  std::string rest = line;
  while (columns_of(rest) > width) {
    const std::string fits = cut_to(rest, width + 1);
    const std::size_t at = rest.rfind(' ', fits.size() - std::string("…").size());
    if (at == std::string::npos || at <= indent) break;
    into += rest.substr(0, at) + "\n";
    rest = std::string(indent, ' ') + rest.substr(at + 1);
  }
  into += rest + "\n";
}

/// Whether `next` only goes on with the paragraph of `line`, which the source's width ended.
bool goes_on(const std::string& line, const std::string& next) {
  constexpr std::size_t kLongLine = 65;
  const auto is_prose = [](const std::string& text) { return !text.empty() && text[0] != ' '; };
  return line.size() > kLongLine && is_prose(line) && is_prose(next) &&
         next.substr(0, 7) != "Example";
}

/// The lines of a help, its paragraphs in one line each.
std::vector<std::string> paragraphs(const std::string& help) {
  std::vector<std::string> lines;
  std::istringstream in(help);
  for (std::string line, last; std::getline(in, line); last = line) {
    if (goes_on(last, line)) {
      lines.back() += " " + line;
    } else {
      lines.push_back(line);
    }
  }
  return lines;
}

}  // namespace

std::string explain_usage(const CLI::App& app, const std::string& error) {
  const CLI::App& command = chosen(app);
  const std::string name = full_name(command);
  return name + ": " + what_is_wrong(app, command, error) + "\nSee: " + name + " --help\n";
}

std::string wrapped(const std::string& help, std::size_t width) {
  if (width == 0) return help;
  std::string text;
  bool examples = false;
  for (const std::string& line : paragraphs(help)) {
    examples = examples ? line.substr(0, 1) == " " : line.substr(0, 7) == "Example";
    if (examples) {
      text += line + "\n";
    } else {
      wrap(line, width, text);
    }
  }
  return text;
}

}  // namespace tallyd
