// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/cli/in_order.h"

#include <thread>
#include <utility>
#include <vector>

namespace tallyd {

InOrder::InOrder(MessageSource& source, Read read, Write write)
    : source_(source), read_(std::move(read)), write_(std::move(write)) {}

void InOrder::run(unsigned threads) {
  window_ = std::uint64_t{threads} * 8;
  std::vector<std::thread> workers;
  for (unsigned i = 1; i < threads; ++i) workers.emplace_back([this] { work(); });
  work();
  for (std::thread& worker : workers) worker.join();
}

void InOrder::work() {
  std::uint64_t number = 0;
  while (const auto message = take(number)) put(number, read_(*message));
}

std::optional<NamedMessage> InOrder::take(std::uint64_t& number) {
  std::unique_lock lock(mutex_);
  written_.wait(lock, [this] { return ended_ || next_taken_ < next_written_ + window_; });
  if (ended_) return std::nullopt;
  auto message = source_.next();
  number = next_taken_++;
  ended_ = !message.has_value();
  if (ended_) written_.notify_all();
  return message;
}

void InOrder::put(std::uint64_t number, std::string line) {
  const std::lock_guard lock(mutex_);
  waiting_.emplace(number, std::move(line));
  for (auto at = waiting_.find(next_written_); at != waiting_.end();
       at = waiting_.find(next_written_)) {
    write_(at->second);
    waiting_.erase(at);
    ++next_written_;
  }
  written_.notify_all();
}

}  // namespace tallyd
