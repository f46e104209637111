// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>

#include "config/printable.h"
#include "daemon/cli/circular_option.h"
#include "daemon/cli/command.h"
#include "daemon/cli/config_option.h"
#include "daemon/cli/letter_output.h"
#include "daemon/cli/stored.h"
#include "daemon/compose/answer.h"
#include "daemon/compose/names.h"
#include "daemon/remind/blank_form.h"
#include "daemon/remind/remind.h"
#include "daemon/service/workshop.h"

namespace tallyd {
namespace {

struct Options {
  std::string directory;
  std::string circular;
  std::string mail;  ///< empty: what became of the reply says it
  std::string administration;
  std::string language;
  std::string format;
  EventId reply = 0;
};

/// What an answer of that name says of a draft.
DraftOutcome outcome_in(const std::string& mail) {
  if (mail == "changed") return DraftOutcome::changed;
  if (mail == "late") return DraftOutcome::late;
  const bool waits = mail == "clarify" || mail == "verifying" || mail == "warning";
  return waits ? DraftOutcome::in_review : DraftOutcome::recorded;
}

Answer answer_of(const std::string& mail) {
  for (const Answer answer : {Answer::recorded, Answer::changed, Answer::partial, Answer::clarify,
                              Answer::late, Answer::verifying, Answer::no_form}) {
    if (mail == to_word(answer)) return answer;
  }
  return Answer::none;
}

/// Sample decisions, one of each kind in turn; of "partial" the last draft is left open.
std::vector<Decision> sample_decisions(const Consultation& consultation, const std::string& mail) {
  std::vector<Decision> decisions;
  for (const Draft& draft : consultation.drafts) {
    const std::size_t kind = decisions.size() % 3;
    decisions.push_back({draft.designation,
                         kind == 1 ? Authority::not_assigned : Authority::assigned,
                         kind == 0   ? Comments::none
                         : kind == 1 ? Comments::unspecified
                                     : Comments::attached,
                         ""});
  }
  if (mail == "partial") decisions.back().authority = Authority::none;
  return decisions;
}

Verdict verdict_on(const std::vector<Decision>& decisions, const std::string& mail) {
  Verdict verdict;
  verdict.answer = answer_of(mail);
  for (const Decision& decision : decisions) {
    DraftVerdict draft;
    draft.decision = decision;
    const bool open = decision.authority == Authority::none;
    draft.outcome = open ? DraftOutcome::undecided : outcome_in(mail);
    if (draft.outcome == DraftOutcome::changed) draft.before = decision;
    draft.reasons_missing = decision.authority == Authority::not_assigned;
    verdict.drafts.push_back(std::move(draft));
  }
  return verdict;
}

/// The mail of that name about a stored reply, or about a sample.
Letter answer_letter(const Options& options, const Setup& setup, const Consultation& consultation,
                     const Administration& administration, const ReplyRecord* reply) {
  const Office& office = setup.office;
  Reading reading;
  reading.mail.from = reply != nullptr                   ? reply->sender
                      : administration.addresses.empty() ? "focal@administration.example"
                                                         : administration.addresses.front();
  reading.mail.message_id = reply != nullptr ? reply->message_id : "sample@administration.example";
  const auto decisions =
      reply != nullptr ? reply->decisions : sample_decisions(consultation, options.mail);
  Verdict verdict = verdict_on(decisions, options.mail);
  verdict.circular = consultation.circular;
  verdict.administration = administration.code;
  verdict.language = options.language;
  verdict.answer_to = {reading.mail.from};
  verdict.warn = administration.addresses;
  const Instant received = reply != nullptr ? reply->received : Instant(consultation.opened);
  const Answered answered{verdict, reading, reply != nullptr ? reply->digest : Digest{}, received,
                          received};
  return options.mail == "warning"
             ? write_warning(answered, office.asked, office.templates, office.letterhead)
             : write_answer(answered, office.asked, office.templates, office.letterhead);
}

Letter reminder_letter(const Setup& setup, const Consultation& consultation,
                       const Administration& administration) {
  const Office& office = setup.office;
  const Reminding reminding{office.asked, office.templates, office.letterhead, blank_form};
  DueReminder due;
  due.administration = administration.code;
  due.addresses = administration.addresses;
  for (const Draft& draft : consultation.drafts) due.drafts.push_back(draft.designation);
  if (!consultation.reminders.empty()) due.offset = consultation.reminders.back();
  return write_reminder(due, consultation, administration, reminding,
                        consultation.deadline - due.offset);
}

/// Null where none was asked for; what is wrong has been told.
tl::expected<std::optional<ReplyRecord>, ExitCode> stored_reply(const Options& options) {
  if (options.reply == 0) return std::optional<ReplyRecord>{};
  auto storage = open_stored(options.directory);
  if (!storage) return tl::unexpected<ExitCode>(storage.error());
  auto reply = find_reply(storage->database, options.reply);
  if (!reply) return tl::unexpected<ExitCode>(report(reply.error()));
  if (!*reply) {
    std::cerr << "tallyctl preview: there is no reply " << options.reply << '\n';
    return tl::unexpected<ExitCode>(ExitCode::no_input);
  }
  return *std::move(reply);
}

/// The mail that goes with what became of a reply.
std::string mail_about(const ReplyRecord& reply) {
  const auto is_open = [](const Decision& decision) {
    return decision.authority == Authority::none;
  };
  switch (reply.outcome) {
    case Outcome::late:
      return "late";
    case Outcome::review:
    case Outcome::not_counted:
    case Outcome::rejected:
      if (reply.administration.empty()) return "verifying";
      return reply.decisions.empty() ? "no_form" : "clarify";
    case Outcome::recorded:
    case Outcome::duplicate:
      return std::any_of(reply.decisions.begin(), reply.decisions.end(), is_open) ? "partial"
                                                                                  : "recorded";
  }
  std::abort();
}

/// Empty, and told, where there is no such administration; a reply may be of one not yet known.
std::optional<Administration> addressee(const Options& options, const Asked& asked,
                                        const ReplyRecord* reply) {
  const Administration* const known =
      find_administration(asked.administrations, options.administration);
  if (known != nullptr) return *known;
  if (reply != nullptr && options.administration.empty()) {
    Administration unknown;
    unknown.language = reply->language.empty() ? "en" : reply->language;
    return unknown;
  }
  std::cerr << "tallyctl preview: there is no administration \""
            << printable(options.administration) << "\" in the register\n";
  return std::nullopt;
}

ExitCode preview(Options options) {
  const auto setup = load_setup(options.directory);
  if (!setup) return ExitCode::config;
  const Asked& asked = setup->office.asked;
  const Consultation* const consultation = find_circular(asked, options.circular);
  if (consultation == nullptr) return ExitCode::no_input;
  const auto reply = stored_reply(options);
  if (!reply) return reply.error();
  const ReplyRecord* const about = *reply ? &**reply : nullptr;
  if (about != nullptr) options.administration = about->administration;
  if (options.mail.empty()) options.mail = about == nullptr ? "recorded" : mail_about(*about);
  const auto known = addressee(options, asked, about);
  if (!known) return ExitCode::no_input;
  Administration administration = *known;
  if (options.language.empty() && about != nullptr) options.language = about->language;
  if (options.language.empty()) options.language = administration.language;
  administration.language = options.language;
  const Letter letter = options.mail == "reminder"
                            ? reminder_letter(*setup, *consultation, administration)
                            : answer_letter(options, *setup, *consultation, administration, about);
  return print_letter(letter, setup->office.letterhead, options.format);
}

}  // namespace

void add_preview(CLI::App& tallyctl, Action& action) {
  const auto options = std::make_shared<Options>();
  CLI::App* const command = tallyctl.add_subcommand(
      "preview", "Show a mail as it would go to an administration; sends nothing");
  add_config_option(*command, options->directory);
  add_circular_option(*command, options->circular);
  command
      ->add_option("--mail", options->mail,
                   "Which mail (default: the one that became of the reply, else recorded)")
      ->check(CLI::IsMember({"recorded", "changed", "partial", "clarify", "late", "verifying",
                             "no_form", "warning", "reminder"}))
      ->option_text("recorded|changed|partial|clarify|late|verifying|no_form|warning|reminder");
  command->add_option("--administration", options->administration, "To whom: KEN")
      ->option_text("CODE");
  command->add_option("--reply", options->reply, "With the decisions of that stored reply")
      ->option_text("REPLY");
  command->add_option("--language", options->language, "Instead of the administration's own")
      ->check(CLI::IsMember({"ar", "en", "es", "fr", "ru", "zh"}))
      ->option_text("ar|en|es|fr|ru|zh");
  add_letter_format(*command, options->format);
  command->footer(
      "Examples:\n"
      "  tallyctl preview 53 --mail reminder --administration KEN\n"
      "  tallyctl preview 53 --reply 17 --mail late --format eml > late.eml");
  command->callback([options, &action] { action = [options] { return preview(*options); }; });
}

}  // namespace tallyd
