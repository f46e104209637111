// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>

#include "config/printable.h"
#include "daemon/cli/config_option.h"
#include "daemon/cli/review_command.h"
#include "daemon/cli/stored.h"
#include "daemon/review/settle.h"

namespace tallyd {
namespace {

struct Options {
  std::string directory;
  Instruction instruction = {};
  std::vector<std::string> decisions = {};
  bool admit_late = false;
  bool list_late = false;
  EventId reply = 0;
};

ExitCode wrong(const std::string& why) {
  std::cerr << "tallyctl review: " << printable(why) << '\n';
  return ExitCode::usage;
}

std::vector<std::string> split(const std::string& text, char at) {
  std::vector<std::string> parts(1);
  for (const char c : text) {
    if (c == at) {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  return parts;
}

/// "X.1214=assigned,comments=none". Empty: it is something else.
std::optional<Decision> parse_decision_option(const std::string& text) {
  const auto equals = text.find('=');
  if (equals == 0 || equals == std::string::npos) return std::nullopt;
  const auto words = split(text.substr(equals + 1), ',');
  Decision decision{text.substr(0, equals), Authority::none, Comments::conflict, ""};
  const auto authority = parse_authority(words[0]);
  if (!authority || words.size() > 2) return std::nullopt;
  decision.authority = *authority;
  if (words.size() == 1) return decision;
  const std::string begin = "comments=";
  const std::string word = words[1].rfind(begin, 0) == 0 ? words[1].substr(begin.size()) : words[1];
  const auto comments = parse_comments(word);
  if (!comments || *comments == Comments::conflict) return std::nullopt;
  decision.comments = *comments;
  return decision;
}

ExitCode exit_code(Refusal::Kind kind) {
  switch (kind) {
    case Refusal::Kind::no_item:
      return ExitCode::no_input;
    case Refusal::Kind::closed:
      return ExitCode::data;
    case Refusal::Kind::wrong:
      return ExitCode::usage;
  }
  std::abort();
}

ExitCode carry_out(const Options& options, const Instruction& instruction) {
  auto office = open_office(options.directory, Access::write);
  if (!office) return office.error();
  const auto settlement =
      settle(office->storage.database, office->setup->office, instruction, now());
  if (!settlement) return report(settlement.error());
  const bool refused = settlement->end == Settlement::End::refused;
  std::ostream& out = refused ? std::cerr : std::cout;
  for (const std::string& line : describe(*settlement)) {
    out << (refused ? "tallyctl review: " : "") << printable(line) << '\n';
  }
  return refused ? exit_code(settlement->refusal.kind) : ExitCode::ok;
}

bool is_number(const std::string& text) {
  return !text.empty() && text.size() < 19 &&
         text.find_first_not_of("0123456789") == std::string::npos;
}

/// `--decision A=… B=… 12`: CLI11 takes the item for one more decision.
void find_item(std::vector<std::string>& decisions, Instruction& instruction) {
  const auto number = std::find_if(decisions.begin(), decisions.end(), is_number);
  if (instruction.review != 0 || number == decisions.end()) return;
  instruction.review = std::stoll(*number);
  decisions.erase(number);
}

ExitCode resolve(const Options& options) {
  Instruction instruction = options.instruction;
  std::vector<std::string> decisions = options.decisions;
  find_item(decisions, instruction);
  if (instruction.review == 0) return wrong("ITEM is required: the number of a review item");
  for (const std::string& text : decisions) {
    const auto decision = parse_decision_option(text);
    if (!decision) {
      return wrong("\"" + text +
                   "\" is no decision; write DRAFT=assigned or DRAFT=not_assigned, for example "
                   "X.1214=assigned,comments=none");
    }
    instruction.decisions.push_back(*decision);
  }
  if (options.admit_late) instruction.lateness = Lateness::admit;
  if (options.list_late) instruction.lateness = Lateness::list;
  return carry_out(options, instruction);
}

/// Makes an item of a reply that was recorded without one: a late one that TSB may admit.
Result<EventId> open_item(Database& database, const Options& options, const ReplyRecord& reply) {
  ReviewItem item;
  item.reply = reply.id;
  item.opened = now();
  item.doubts = {{"opened_by_hand", "",
                  options.instruction.who + " wants it looked at: " + options.instruction.why}};
  TALLYD_TRY_ASSIGN(Transaction transaction, Transaction::begin(database));
  TALLYD_TRY_ASSIGN(const EventId id, open_review(transaction, item));
  TALLYD_TRY(transaction.commit());
  return id;
}

ExitCode open(const Options& options) {
  auto office = open_office(options.directory, Access::write);
  if (!office) return office.error();
  const auto reply = find_reply(office->storage.database, options.reply);
  if (!reply) return report(reply.error());
  if (!*reply) {
    std::cerr << "tallyctl review: there is no reply " << options.reply
              << "; `tallyctl replies` lists them\n";
    return ExitCode::no_input;
  }
  const auto id = open_item(office->storage.database, options, **reply);
  if (!id) {
    std::cerr << "tallyctl review: " << printable(id.error().message) << '\n';
    return id.error().failure == Failure::permanent ? ExitCode::data : ExitCode::temporary;
  }
  std::cout << "review item " << *id << " is open\n";
  return ExitCode::ok;
}

/// What all of them have.
CLI::App* add_command(CLI::App& review, const char* name, const char* what,
                      const std::shared_ptr<Options>& options) {
  CLI::App* const command = review.add_subcommand(name, what);
  add_config_option(*command, options->directory);
  if (std::string(name) == "open") {
    command->add_option("REPLY", options->reply, "The number of the reply")
        ->required()
        ->check(CLI::PositiveNumber);
  } else {
    command->add_option("ITEM", options->instruction.review, "Its number")
        ->required(std::string(name) != "resolve")
        ->check(CLI::PositiveNumber);
  }
  command->add_option("--by", options->instruction.who, "Who decides, for the ledger")
      ->required()
      ->option_text("NAME");
  command->add_option("--reason", options->instruction.why, "Why, for the ledger")
      ->required()
      ->option_text("TEXT");
  return command;
}

void add_resolve(CLI::App& review, Action& action) {
  const auto options = std::make_shared<Options>();
  CLI::App* const command =
      add_command(review, "resolve", "Record what was decided, and answer the sender", options);
  command->add_option("--decision", options->decisions, "One for each draft, or ALL=…")
      ->option_text("DRAFT=assigned|not_assigned[,comments=none|attached]");
  command->add_flag("--as-read", options->instruction.as_read,
                    "What was read decides the drafts that --decision does not name");
  command
      ->add_option("--administration", options->instruction.administration,
                   "Who replied, where that is not known or wrong")
      ->option_text("KEN");
  command
      ->add_option("--circular", options->instruction.circular,
                   "What is answered, where that is not known")
      ->option_text("CIRCULAR");
  CLI::Option* const admit =
      command->add_flag("--admit-late", options->admit_late, "A late reply counts");
  command->add_flag("--list-late", options->list_late, "A late reply is listed and does not count")
      ->excludes(admit);
  command->footer(
      "Examples:\n"
      "  tallyctl review resolve 12 --decision X.1214=assigned,comments=none --by 'A. Clerk' "
      "--reason 'telephoned'\n"
      "  tallyctl review resolve 13 --as-read --administration KEN --by 'A. Clerk' --reason "
      "'letter of 3 May'\n"
      "Exit status: 64 the decision cannot be carried out as it is written, 65 somebody was first, "
      "66 no such item.");
  command->callback([options, &action] { action = [options] { return resolve(*options); }; });
}

void add_reject(CLI::App& review, Action& action) {
  const auto options = std::make_shared<Options>();
  options->instruction.what = Instruction::What::reject;
  CLI::App* const command =
      add_command(review, "reject", "Close an item so that nothing of it counts", options);
  command->footer(
      "Example:\n  tallyctl review reject 12 --by 'A. Clerk' --reason 'an advertisement'");
  command->callback([options, &action] {
    action = [options] { return carry_out(*options, options->instruction); };
  });
}

void add_assign(CLI::App& review, Action& action) {
  const auto options = std::make_shared<Options>();
  options->instruction.what = Instruction::What::assign;
  CLI::App* const command = add_command(
      review, "assign",
      "Say which administration replied; where nothing else was in doubt, that resolves the item",
      options);
  command->add_option("--administration", options->instruction.administration, "Its code or name")
      ->required()
      ->option_text("KEN");
  command->footer(
      "Example:\n  tallyctl review assign 12 --administration KEN --by 'A. Clerk' --reason "
      "'telephoned'");
  command->callback([options, &action] {
    action = [options] { return carry_out(*options, options->instruction); };
  });
}

void add_open(CLI::App& review, Action& action) {
  const auto options = std::make_shared<Options>();
  CLI::App* const command = add_command(
      review, "open", "Make an item of a recorded reply: a late one, or one read wrongly", options);
  command->footer("Example:\n  tallyctl review open 42 --by 'A. Clerk' --reason 'read wrongly'");
  command->callback([options, &action] { action = [options] { return open(*options); }; });
}

}  // namespace

void add_review_decisions(CLI::App& review, Action& action) {
  add_resolve(review, action);
  add_reject(review, action);
  add_assign(review, action);
  add_open(review, action);
}

}  // namespace tallyd
