// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/log/sinks.h"

#include <cstdlib>
#include <iostream>
#include <vector>

#include <spdlog/logger.h>
#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/ansicolor_sink.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <syslog.h>
#include <unistd.h>

#define SD_JOURNAL_SUPPRESS_LOCATION  // where in our sources is of no use to an operator
#include <systemd/sd-journal.h>

#include "daemon/cli/terminal.h"

namespace tallyd {
namespace {

spdlog::level::level_enum to_spdlog(LogLevel level) {
  switch (level) {
    case LogLevel::debug:
      return spdlog::level::debug;
    case LogLevel::info:
      return spdlog::level::info;
    case LogLevel::warning:
      return spdlog::level::warn;
    case LogLevel::error:
      return spdlog::level::err;
  }
  std::abort();
}

int to_syslog(LogLevel level) {
  switch (level) {
    case LogLevel::debug:
      return LOG_DEBUG;
    case LogLevel::info:
      return LOG_INFO;
    case LogLevel::warning:
      return LOG_WARNING;
    case LogLevel::error:
      return LOG_ERR;
  }
  std::abort();
}

spdlog::color_mode colours() {
  const char* const no_color = std::getenv("NO_COLOR");
  const bool wanted = no_color == nullptr || *no_color == '\0';
  return wanted ? spdlog::color_mode::automatic : spdlog::color_mode::never;
}

class ConsoleSink final : public LogSink {
 public:
  ConsoleSink()
      : logger_("tallyd", std::make_shared<spdlog::sinks::ansicolor_stderr_sink_mt>(colours())) {
    logger_.set_formatter(std::make_unique<spdlog::pattern_formatter>(
        "%Y-%m-%dT%H:%M:%S.%eZ %^%l%$: %v", spdlog::pattern_time_type::utc));
    logger_.set_level(spdlog::level::debug);
  }
  void write(LogLevel level, std::string_view text, const About& about) override {
    if (over_progress_) std::cerr << "\r\033[K" << std::flush;
    logger_.log(to_spdlog(level), std::string(text) + to_text(about));
  }

 private:
  const bool over_progress_ = standard_error().rewrites;  ///< cli/progress_line.h
  spdlog::logger logger_;
};

class JournalSink final : public LogSink {
 public:
  void write(LogLevel level, std::string_view text, const About& about) override {
    std::vector<std::string> fields{"MESSAGE=" + std::string(text) + to_text(about),
                                    "PRIORITY=" + std::to_string(to_syslog(level)),
                                    "SYSLOG_IDENTIFIER=tallyd"};
    if (!about.message_id.empty()) fields.push_back("TALLYD_MESSAGE_ID=" + about.message_id);
    if (!about.circular.empty()) fields.push_back("TALLYD_CIRCULAR=" + about.circular);
    if (!about.administration.empty()) {
      fields.push_back("TALLYD_ADMINISTRATION=" + about.administration);
    }
    std::vector<iovec> parts;
    parts.reserve(fields.size());
    for (std::string& field : fields) parts.push_back({field.data(), field.size()});
    if (sd_journal_sendv(parts.data(), static_cast<int>(parts.size())) < 0) {
      fallback_.write(level, text, about);
    }
  }

 private:
  ConsoleSink fallback_;
};

}  // namespace

std::unique_ptr<LogSink> console_sink() { return std::make_unique<ConsoleSink>(); }
std::unique_ptr<LogSink> journal_sink() { return std::make_unique<JournalSink>(); }

bool is_journal_stream(int descriptor, const std::string& journal_stream) {
  struct stat status {};
  if (fstat(descriptor, &status) != 0) return false;
  return journal_stream == std::to_string(status.st_dev) + ":" + std::to_string(status.st_ino);
}

std::unique_ptr<LogSink> standard_sink() {
  const char* const stream = std::getenv("JOURNAL_STREAM");
  const bool journal = stream != nullptr && is_journal_stream(STDERR_FILENO, stream);
  return journal ? journal_sink() : console_sink();
}

}  // namespace tallyd
