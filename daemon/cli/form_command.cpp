// SPDX-License-Identifier: GPL-3.0-or-later
#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>

#include "config/configuration.h"
#include "config/printable.h"
#include "daemon/cli/circular_option.h"
#include "daemon/cli/command.h"
#include "daemon/cli/config_option.h"
#include "daemon/cli/stored.h"
#include "daemon/cli/write_out.h"
#include "daemon/compose/names.h"
#include "daemon/document/form_document.h"
#include "daemon/document/form_pdf.h"

namespace tallyd {
namespace {

struct Options {
  std::string directory;
  std::string circular;
  std::string administration;
  std::string language;
  std::string output;
  std::string format = "docx";
};

ExitCode form(const Options& options) {
  auto loaded = load_asked(options.directory);
  auto templates = load_templates(options.directory + "/templates");
  if (has_errors(loaded.problems)) return report(loaded.problems);
  if (has_errors(templates.problems)) return report(templates.problems);
  const Consultation* const consultation = find_circular(loaded.value, options.circular);
  if (consultation == nullptr) return ExitCode::no_input;
  const Administration* const administration =
      find_administration(loaded.value.administrations, options.administration);
  if (administration == nullptr && !options.administration.empty()) {
    std::cerr << "tallyctl form: there is no administration \"" << printable(options.administration)
              << "\" in the register; right would be a code such as KEN\n";
    return ExitCode::no_input;
  }
  std::string language = options.language;
  if (language.empty()) language = administration == nullptr ? "en" : administration->language;
  const FormText text = form_text(*consultation, administration, templates.templates, language);
  const auto document = options.format == "pdf" ? form_pdf(text) : form_document(text);
  if (!document) return report(document.error());
  return write_out(*document, options.output);
}

}  // namespace

void add_form(CLI::App& tallyctl, Action& action) {
  const auto options = std::make_shared<Options>();
  CLI::App* const command =
      tallyctl.add_subcommand("form", "Make the blank form (Annex 2) of a circular");
  add_config_option(*command, options->directory);
  add_circular_option(*command, options->circular);
  command->add_option("--administration", options->administration, "Filled in with its name: KEN");
  command->add_option("--language", options->language, "Instead of the administration's own")
      ->check(CLI::IsMember({"ar", "en", "es", "fr", "ru", "zh"}))
      ->option_text("ar|en|es|fr|ru|zh");
  command
      ->add_option("--format", options->format,
                   "A .docx with boxes to click, or a PDF to fill in or print")
      ->check(CLI::IsMember({"docx", "pdf"}))
      ->option_text("docx|pdf (default: docx)");
  command->add_option("--output", options->output, "Where to (default: standard output)")
      ->option_text("FILE");
  command->footer(
      "Example:\n  tallyctl form 53 --administration KEN --output kenya.docx\n"
      "  tallyctl form 53 --language ar --format pdf --output annex-2.pdf");
  command->callback([options, &action] { action = [options] { return form(*options); }; });
}

}  // namespace tallyd
