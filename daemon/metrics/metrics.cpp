// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/metrics/metrics.h"

#include <exception>
#include <map>
#include <utility>
#include <vector>

#include <prometheus/collectable.h>
#include <prometheus/exposer.h>
#include <prometheus/metric_family.h>

#include "storage/ledger.h"
#include "storage/outbox.h"
#include "storage/replies.h"
#include "storage/reviews.h"
#include "storage/storage.h"

namespace tallyd {
namespace {

using prometheus::ClientMetric;
using prometheus::MetricFamily;

/// One gauge; `counts` by the value of `label`, or a single one where that is empty.
MetricFamily gauge(const char* name, const char* help, const std::string& label,
                   const std::map<std::string, double>& counts) {
  MetricFamily family;
  family.name = name;
  family.help = help;
  family.type = prometheus::MetricType::Gauge;
  for (const auto& [value, count] : counts) {
    ClientMetric metric;
    if (!label.empty()) metric.label.push_back({label, value});
    metric.gauge.value = count;
    family.metric.push_back(std::move(metric));
  }
  return family;
}

Result<void> add_outbox(Database& database, std::vector<MetricFamily>& families) {
  TALLYD_TRY_ASSIGN(const auto mails, list_mails(database));
  std::map<std::string, double> counts{{"queued", 0}, {"sent", 0}, {"failed", 0}, {"cancelled", 0}};
  double oldest = 0;
  for (const OutboxMail& mail : mails) {
    ++counts[std::string(to_word(mail.state))];
    const auto queued = static_cast<double>(mail.queued.time_since_epoch().count());
    if (mail.state == MailState::queued && (oldest == 0 || queued < oldest)) oldest = queued;
  }
  families.push_back(gauge("tallyd_outbox_mails", "Mail by its state", "state", counts));
  families.push_back(gauge("tallyd_outbox_oldest_timestamp_seconds",
                           "When the oldest mail that waits was queued; 0: none waits", "",
                           {{"", oldest}}));
  return {};
}

Result<void> add_replies(Database& database, std::vector<MetricFamily>& families) {
  TALLYD_TRY_ASSIGN(const auto replies, list_replies(database, {}));
  std::map<std::string, double> counts;
  for (const ReplyRecord& reply : replies) ++counts[std::string(to_word(reply.outcome))];
  families.push_back(gauge("tallyd_replies", "Replies by what became of them", "outcome", counts));
  TALLYD_TRY_ASSIGN(const auto open, list_reviews(database, ReviewState::open));
  families.push_back(gauge("tallyd_reviews_open", "Messages that a person must look at", "",
                           {{"", static_cast<double>(open.size())}}));
  TALLYD_TRY_ASSIGN(const LedgerHead head, ledger_head(database));
  families.push_back(
      gauge("tallyd_ledger_rows", "Rows of the ledger", "", {{"", static_cast<double>(head.id)}}));
  return {};
}

Result<std::vector<MetricFamily>> count(const std::filesystem::path& directory) {
  std::vector<MetricFamily> families;
  TALLYD_TRY_ASSIGN(Storage storage, open_storage(directory, Access::read));
  TALLYD_TRY(add_outbox(storage.database, families));
  TALLYD_TRY(add_replies(storage.database, families));
  return families;
}

class State final : public prometheus::Collectable {
 public:
  State(std::filesystem::path directory, const std::atomic<std::int64_t>& last_pass)
      : directory_(std::move(directory)), last_pass_(last_pass) {}

  std::vector<MetricFamily> Collect() const override {
    auto counted = count(directory_);
    const double up = counted ? 1 : 0;
    auto families = std::move(counted).value_or(std::vector<MetricFamily>{});
    families.push_back(
        gauge("tallyd_database_up", "Whether the database could be read", "", {{"", up}}));
    families.push_back(gauge("tallyd_mailbox_last_pass_timestamp_seconds",
                             "When the mailbox was last looked at with success; 0: not yet", "",
                             {{"", static_cast<double>(last_pass_.load())}}));
    return families;
  }

 private:
  const std::filesystem::path directory_;
  const std::atomic<std::int64_t>& last_pass_;
};

}  // namespace

struct Metrics::Endpoint {
  Endpoint(const std::string& listen, std::shared_ptr<State> shown)
      : state(std::move(shown)), exposer(listen, 1) {
    exposer.RegisterCollectable(state);
  }
  std::shared_ptr<State> state;
  prometheus::Exposer exposer;
};

Metrics::~Metrics() = default;

Result<std::unique_ptr<Metrics>> Metrics::start(const std::string& listen,
                                                const std::filesystem::path& directory) {
  std::unique_ptr<Metrics> metrics(new Metrics());
  try {
    metrics->endpoint_ =
        std::make_unique<Endpoint>(listen, std::make_shared<State>(directory, metrics->last_pass_));
  } catch (const std::exception& error) {
    return temporary("the metrics can't be offered at " + listen + ": " + error.what() +
                     "; is the port taken? See [metrics] listen");
  }
  return metrics;
}

}  // namespace tallyd
