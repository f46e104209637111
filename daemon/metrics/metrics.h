// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include "config/instant.h"
#include "config/result.h"

namespace tallyd {

/// The state of the service for Prometheus, at http://LISTEN/metrics. Counted from the database
/// when it is asked for; docs/metrics.md names each. Runs threads of its own.
class Metrics {
 public:
  /// `listen`: "127.0.0.1:9765". `directory`: of the state. Temporary: the port is taken.
  static Result<std::unique_ptr<Metrics>> start(const std::string& listen,
                                                const std::filesystem::path& directory);
  ~Metrics();
  Metrics(const Metrics&) = delete;
  Metrics& operator=(const Metrics&) = delete;

  /// The mailbox was looked at, and nothing failed. Any thread.
  void passed(Instant now) { last_pass_ = now.time_since_epoch().count(); }

 private:
  Metrics() = default;
  struct Endpoint;
  std::atomic<std::int64_t> last_pass_ = 0;
  std::unique_ptr<Endpoint> endpoint_;
};

}  // namespace tallyd
