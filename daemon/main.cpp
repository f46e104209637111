// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <atomic>
#include <iostream>
#include <optional>
#include <random>
#include <sstream>
#include <thread>

#include <CLI/CLI.hpp>
#include <curl/curl.h>
#include <malloc.h>
#include <unistd.h>

#include "config/difference.h"
#include "config/version.h"
#include "daemon/cli/exit_code.h"
#include "daemon/cli/first_look.h"
#include "daemon/cli/progress_line.h"
#include "daemon/cli/terminal.h"
#include "daemon/cli/usage.h"
#include "daemon/consultation/apply.h"
#include "daemon/delivery/curl_submission.h"
#include "daemon/intake/sent_copies.h"
#include "daemon/log/sinks.h"
#include "daemon/metrics/metrics.h"
#include "daemon/office/office_socket.h"
#include "daemon/remind/remind.h"
#include "daemon/service/chores.h"
#include "daemon/service/clock.h"
#include "daemon/service/publish.h"
#include "daemon/service/rehearsal.h"
#include "daemon/service/service.h"
#include "daemon/service/signals.h"
#include "daemon/service/state_lock.h"
#include "daemon/service/steps.h"
#include "daemon/service/workshop.h"
#include "parsers/reader/message_reader.h"
#include "parsers/reader/reader_pool.h"

namespace {

using namespace tallyd;

struct Options {
  std::string directory = "/etc/tallyd";
  bool once = false;
  bool first_look = false;
  bool json = false;
  bool office = false;
};

Instant now() { return service_now(); }

ReaderLimits reader_limits(const Settings& settings) {
  ReaderLimits limits;
  limits.wall_time = settings.readers.time_limit;
  limits.memory = static_cast<std::size_t>(settings.readers.memory_limit);
  return limits;
}

/// Each may take readers.memory_limit: a machine of many processors reads no more at a time.
unsigned readers_at_a_time() { return std::clamp(std::thread::hardware_concurrency(), 1U, 4U); }

ExitCode exit_code(const Error& error) {
  switch (error.failure) {
    case Failure::temporary:
      return ExitCode::temporary;
    case Failure::permanent:
      return ExitCode::config;
    case Failure::corrupt:
      return ExitCode::data;
  }
  std::abort();
}

Result<void> release_outbox(Storage& storage) {
  TALLYD_TRY(storage.archive.remove_leftovers());
  TALLYD_TRY(finish_removals(storage));
  TALLYD_TRY_ASSIGN(Transaction transaction, Transaction::begin(storage.database));
  TALLYD_TRY(release_claims(transaction));
  return transaction.commit();
}

/// A consultation that was changed while it runs: what is recorded stays as it is until a person
/// says otherwise.
Result<void> tell_of_changes(Database& database, const Asked& asked, Log& log) {
  TALLYD_TRY_ASSIGN(const auto changed, adopt_consultations(database, asked, now()));
  for (const std::string& circular : changed) {
    log.warning(circular +
                " is not what the ledger knows; what was recorded stays as it is: see `tallyctl "
                "consultation diff`");
  }
  return {};
}

/// Null: none are wanted, or none can be had: no reply waits for that.
std::unique_ptr<Metrics> start_metrics(const Settings& settings, Log& log) {
  if (settings.metrics.listen.empty()) return nullptr;
  auto metrics = Metrics::start(settings.metrics.listen, settings.storage.directory);
  if (metrics) return *std::move(metrics);
  log.error(metrics.error().message + "; tallyd works without them until a reload");
  return nullptr;
}

/// What a reload changes, a line each; false: it is not taken, and why was told.
bool load_next(const Setup& present, std::unique_ptr<Setup>& next, Log& log,
               const Options& options) {
  next = load_setup(options.directory);
  if (!next) {
    log.error("the new configuration has errors; the present one stays in force");
    return false;
  }
  const auto lines = differences(present.written, next->written);
  for (const std::string& line : lines) log.info("the configuration changes: " + line);
  if (lines.empty())
    log.info("the configuration did not change; templates and passwords are read anew");
  return true;
}

/// On a terminal, while there is much to look at.
void tell_of_backlog(std::size_t done, std::size_t found) {
  constexpr std::size_t kMuch = 10;
  if (found < kMuch) return;
  static std::optional<ProgressLine> progress;
  if (!progress) progress.emplace("new messages looked at");
  progress->show(done, found);
  if (done == found) progress.reset();  // the next backlog has a pace of its own
}

/// Puts everything together and runs it: once, or until a signal; then `next` may be a setup to go
/// on with.
Result<Service::End> serve(const Setup& setup, std::unique_ptr<Setup>& next, Log& log,
                           const Options& options) {
  const Settings& settings = setup.configuration.settings;
  Office office = setup.office;
  TALLYD_TRY_ASSIGN(const StateLock lock, StateLock::take(settings.storage.directory));
  TALLYD_TRY_ASSIGN(Storage storage,
                    open_storage(settings.storage.directory, Access::write, service_steps()));
  TALLYD_TRY_ASSIGN(Storage outbox,
                    open_storage(settings.storage.directory, Access::write, service_steps()));
  TALLYD_TRY(release_outbox(storage));
  TALLYD_TRY_ASSIGN(office.letterhead.message_id_key, message_id_key(storage.database));
  TALLYD_TRY(tell_of_changes(storage.database, office.asked, log));
  std::atomic<bool> stopping = false;
  Interrupt interrupt;
  std::random_device random;
  OfficeConverter converter(OfficeConverter::in_temporary_directory());
  ReaderPool readers(reader_programs(), office.asked, reader_limits(settings),
                     office_conversion(settings.office, converter));
  const auto tokens = access_tokens(settings);
  ImapMailbox mailbox(mailbox_settings(settings.mailbox),
                      imap_world(settings.mailbox.account, *tokens, interrupt), interrupt);
  CurlSubmission smtp(
      settings.smtp.account, [&] { return fetch_login(settings.smtp.account, *tokens); }, stopping);
  smtp.on_rejected_token([&](const Secret& token) { tokens->reject(token); });
  Delivery delivery(outbox.database, smtp, RetrySchedule{}, now, std::ref(random));
  delivery.cancel_if(
      [&](const OutboxMail& mail) { return is_moot(outbox.database, office.asked, mail, now()); });
  Service* running = nullptr;
  Intake intake(mailbox, storage, office,
                {[&](std::string_view raw) { return readers.read(raw); }, now,
                 [&](const Handled& handled) { running->handled(handled); }, readers_at_a_time()});
  Tagger tagger(mailbox, storage.database, settings.mailbox.tags,
                [&](const std::string& trouble) { log.warning(trouble); });
  intake.tag_with(tagger);
  intake.tell_progress([&](std::size_t done, std::size_t found) {
    running->got_on();
    tell_of_backlog(done, found);
  });
  SentCopies copies(mailbox, storage.database, settings.mailbox.sent_folder, now);
  TALLYD_TRY(copies.begin());
  const auto report = [&](Storage& from) {
    return publish_report(from, settings, office.asked, now());
  };
  const auto metrics = start_metrics(settings, log);
  const auto chores = [&] {
    if (metrics) metrics->passed(now());
    return do_chores(storage, office, settings, now());
  };
  const auto copy_sent = [&] { return copies.carry_out(); };
  Service service({intake, mailbox, delivery, storage, outbox, log, report, chores, copy_sent,
                   settings.mailbox.poll_interval, settings.readers.time_limit, stopping},
                  Pace(settings.smtp.messages_per_minute, Pace::Moment::clock::now()));
  running = &service;
  if (options.once) {
    TALLYD_TRY(service.once());
    return Service::End::stop;
  }
  const auto end = service.run([&] { return load_next(setup, next, log, options); });
  if (end == Service::End::failed) return tl::unexpected<Error>(service.failure());
  return end;
}

/// Raises the interrupt when we are told to stop, so that nothing temporary stays behind.
class StopWatcher {
 public:
  explicit StopWatcher(Interrupt& interrupt)
      : thread_([this, &interrupt] {
          while (!done_) {
            if (wait_for_wish(std::chrono::milliseconds{200}) == Wish::stop) interrupt.raise();
          }
        }) {}
  ~StopWatcher() {
    done_ = true;
    thread_.join();
  }
  StopWatcher(const StopWatcher&) = delete;
  StopWatcher& operator=(const StopWatcher&) = delete;

 private:
  std::atomic<bool> done_ = false;
  std::thread thread_;
};

/// What would be recorded and sent; changes nothing, in the mailbox neither.
Result<void> look_first(const Setup& setup, const Options& options) {
  const Settings& settings = setup.configuration.settings;
  const Office& office = setup.office;
  Interrupt interrupt;
  const StopWatcher watcher(interrupt);
  OfficeConverter converter(OfficeConverter::in_temporary_directory());
  ReaderPool readers(reader_programs(), office.asked, reader_limits(settings),
                     office_conversion(settings.office, converter));
  ImapMailboxSettings read_only = mailbox_settings(settings.mailbox);
  read_only.access = MailboxAccess::read_only;
  const auto tokens = access_tokens(settings);
  ImapMailbox mailbox(read_only, imap_world(settings.mailbox.account, *tokens, interrupt),
                      interrupt);
  TALLYD_TRY_ASSIGN(
      const Rehearsal rehearsal,
      rehearse(
          mailbox, settings, office, [&](std::string_view raw) { return readers.read(raw); }, now));
  std::cout << (options.json ? first_look_json(rehearsal)
                             : first_look_text(rehearsal, standard_output()));
  return {};
}

/// One conversion for the connection that systemd hands over as standard input.
int run_office() {
  OfficeConverter::Settings settings = OfficeConverter::in_temporary_directory();
  settings.bubblewrap.clear();  // the unit is the sandbox
  OfficeConverter converter(settings);
  return serve_office(STDIN_FILENO, converter);
}

int run_first_look(const Setup& setup, const Options& options) {
  const auto looked = look_first(setup, options);
  if (looked) return static_cast<int>(ExitCode::ok);
  std::cerr << "tallyd: " << looked.error().message << '\n';
  return static_cast<int>(exit_code(looked.error()));
}

/// A large message goes back to the system when it is done with. Left to itself, glibc takes the
/// next one of that size from the heap, where what is small keeps the room behind it from going
/// back.
void give_back_large_messages() {
  constexpr int kLarge = 1 << 20;
  mallopt(M_MMAP_THRESHOLD, kLarge);
}

int run(const Options& options) {
  auto setup = load_setup(options.directory);
  if (!setup) return static_cast<int>(ExitCode::config);
  if (options.first_look) return run_first_look(*setup, options);
  Log log(standard_sink(), setup->configuration.settings.log.level);
  for (;;) {
    log.set_level(setup->configuration.settings.log.level);
    std::unique_ptr<Setup> next;
    const auto end = serve(*setup, next, log, options);
    if (!end) {
      log.error(end.error().message + "; tallyd ends");
      return static_cast<int>(exit_code(end.error()));
    }
    if (*end != Service::End::reload) return static_cast<int>(ExitCode::ok);
    setup = std::move(next);
    log.info("the new configuration is in force");
  }
}

}  // namespace

int main(int argc, char** argv) {
  // Our own program again, as the parent of the confined readers.
  if (argc == 2 && argv[1] == tallyd::kReaderArgument) {
    return tallyd::run_reader(tallyd::kReaderDescriptor, tallyd::message_reader());
  }
  Options options;
  CLI::App app("Tallies the replies of Member States to TSB Circulars", "tallyd");
  app.set_version_flag("--version", "tallyd " + std::string(kVersion));
  app.add_option("--config", options.directory, "Configuration folder")
      ->option_text("DIR (default: /etc/tallyd)");
  app.footer(
      "Examples:\n"
      "  tallyd --first-look\n"
      "  tallyd --config ./config --once");
  app.add_flag("--once", options.once, "One pass over the mailbox and the outbox, then end");
  CLI::Option* const look =
      app.add_flag("--first-look", options.first_look,
                   "Show what one pass would record and send; nothing is recorded, marked or sent");
  look->excludes("--once");
  app.add_flag("--json", options.json, "The first look as JSON")->needs(look);
  app.add_flag(
      "--office", options.office,
      "Convert the one file that comes by standard input, a socket (tallyd-office@.service)");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() != 0) {
      std::cerr << explain_usage(app, error.what());
      return static_cast<int>(ExitCode::usage);
    }
    std::ostringstream shown;  // --help, --version
    app.exit(error, shown, std::cerr);
    std::cout << wrapped(shown.str(), standard_output().width);
    return static_cast<int>(ExitCode::ok);
  }
  if (options.office) return run_office();
  give_back_large_messages();
  take_signals();
  curl_global_init(CURL_GLOBAL_DEFAULT);
  return run(options);
}
