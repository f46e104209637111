// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/intake/gathered.h"

#include "daemon/compose/notice.h"
#include "storage/outbox.h"
#include "storage/replies.h"
#include "storage/reviews.h"

namespace tallyd {
namespace {

constexpr std::chrono::minutes kGather{15};
constexpr std::chrono::hours kEvery{1};
constexpr std::size_t kMostLines = 100;

std::string first_of(const std::vector<Doubt>& doubts) {
  return doubts.empty() ? "" : doubts.front().text;
}

}  // namespace

Result<int> queue_gathered_notice(Database& database, const Letterhead& letterhead, Instant now) {
  TALLYD_TRY_ASSIGN(const auto untold, untold_reviews(database));
  if (untold.empty()) return 0;
  GatheredNotice notice;
  notice.now = now;
  notice.seed = std::to_string(now.time_since_epoch() / kEvery);
  Instant first = now;
  for (const EventId id : untold) {
    TALLYD_TRY_ASSIGN(const auto item, find_review(database, id));
    if (!item || item->state != ReviewState::open) continue;
    first = std::min(first, item->opened);
    if (++notice.number > kMostLines) continue;
    TALLYD_TRY_ASSIGN(const auto reply, find_reply(database, item->reply));
    notice.lines.push_back(
        {id, item->administration, reply ? reply->sender : "", first_of(item->doubts)});
  }
  if (notice.number > 0 && now - first < kGather) return 0;
  TALLYD_TRY_ASSIGN(Transaction transaction, Transaction::begin(database));
  Queued queued = Queued::already;
  if (notice.number > 0) {
    const auto mail = compose_gathered_notice(notice, letterhead);
    if (mail) {
      TALLYD_TRY_ASSIGN(queued, queue_mail(transaction, *mail));
      if (queued == Queued::already) return 0;  // one went this hour
    }
  }
  TALLYD_TRY(told_up_to(transaction, untold.back()));
  TALLYD_TRY(transaction.commit());
  return queued == Queued::now ? 1 : 0;
}

}  // namespace tallyd
