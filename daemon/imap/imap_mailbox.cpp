// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/imap/imap_mailbox.h"

#include <algorithm>
#include <utility>

#include "daemon/imap/backoff.h"

namespace tallyd {

ImapMailbox::Line::Line(std::unique_ptr<ByteStream> connected, const ImapMailboxSettings& settings)
    : stream(std::move(connected)),
      connection(*stream, response_limits(settings.limits), settings.patience),
      session(connection),
      fetcher(connection, session, settings.limits) {}

ImapMailbox::ImapMailbox(ImapMailboxSettings settings, ImapWorld world, Interrupt& interrupt)
    : settings_(std::move(settings)), world_(std::move(world)), interrupt_(interrupt) {}

ImapMailbox::~ImapMailbox() {
  if (line_ && !interrupted()) line_->connection.logout();
}

template <typename T, typename Call>
Result<T> ImapMailbox::on_line(const Call& call) {
  if (interrupted()) return temporary("interrupted");
  if (!line_) return temporary("the mailbox is not open");
  Result<T> result = call(*line_);
  if (result) {
    failures_ = 0;
  } else {
    ++failures_;
    line_.reset();
  }
  return result;
}

Result<MailboxState> ImapMailbox::open() {
  line_.reset();
  if (failures_ > 0) world_.pause(backoff(failures_, world_.random()));
  if (interrupted()) return temporary("interrupted");
  Result<MailboxState> state = open_once();
  if (!state) {
    ++failures_;
    line_.reset();
  } else {
    uid_validity_ = state->uid_validity;
  }
  return state;  // a success alone does not end the back-off: the next call may fail each time
}

Result<MailboxState> ImapMailbox::open_once() {
  TALLYD_TRY_ASSIGN(auto stream, world_.connect());
  line_ = std::make_unique<Line>(std::move(stream), settings_);
  if (world_.good_until) line_->good_until = world_.good_until();
  TALLYD_TRY(line_->connection.start());
  return line_->session.open(settings_.mailbox, settings_.access);
}

Result<std::vector<Uid>> ImapMailbox::uids_after(Uid last) {
  return on_line<std::vector<Uid>>([&](Line& line) { return line.session.uids_after(last); });
}

Result<void> ImapMailbox::fetch(std::vector<Uid> uids, const Sink& sink) {
  return on_line<void>([&](Line& line) { return line.fetcher.fetch(std::move(uids), sink); });
}

Result<Woken> ImapMailbox::wait(std::chrono::milliseconds limit) {
  const Deadline end = std::chrono::steady_clock::now() + limit;
  bool news = false;
  if (line_ && std::chrono::steady_clock::now() >= line_->good_until) {
    TALLYD_TRY(renew_line());
    return Woken::news;  // whatever came meanwhile
  }
  const auto waited = on_line<void>([&](Line& line) -> Result<void> {
    do {
      TALLYD_TRY(wait_once(end));
      news = line.connection.news();
    } while (!news && std::chrono::steady_clock::now() < std::min(end, line.good_until));
    return {};
  });
  if (interrupted()) return Woken::interrupted;
  if (!waited) return tl::unexpected<Error>(waited.error());
  return news ? Woken::news : Woken::limit;
}

Result<void> ImapMailbox::renew_line() {
  line_->connection.logout();
  line_.reset();
  auto state = open_once();
  if (state && state->uid_validity != uid_validity_) {
    state = temporary("the mailbox was renumbered while the login was renewed (new UIDVALIDITY)");
  }
  if (state) return {};
  ++failures_;
  line_.reset();
  return tl::unexpected<Error>(state.error());
}

/// One IDLE, or one interval of polling.
Result<void> ImapMailbox::wait_once(Deadline end) {
  if (line_->connection.news()) return {};
  const bool idle = settings_.use_idle == UseIdle::when_offered && line_->connection.can("IDLE");
  const auto step = idle ? settings_.renew_idle_after : settings_.poll_every;
  end = std::min({end, line_->good_until, std::chrono::steady_clock::now() + step});
  if (idle) return line_->session.idle(end);
  TALLYD_TRY(line_->session.listen(end));
  return line_->session.noop();
}

Result<void> ImapMailbox::add_keyword(const std::vector<Uid>& uids, std::string_view keyword) {
  return on_line<void>([&](Line& line) { return line.session.add_keyword(uids, keyword); });
}

Result<void> ImapMailbox::remove_keyword(const std::vector<Uid>& uids, std::string_view keyword) {
  return on_line<void>([&](Line& line) { return line.session.remove_keyword(uids, keyword); });
}

Result<void> ImapMailbox::change_elsewhere(const Elsewhere& change) {
  return on_line<void>([&](Line& line) { return line.session.change_elsewhere(change); });
}

Result<void> ImapMailbox::move(const std::vector<Uid>& uids, std::string_view mailbox) {
  return on_line<void>([&](Line& line) { return line.session.move(uids, mailbox); });
}

Result<void> ImapMailbox::move_again(Uid uid, std::string_view mailbox,
                                     std::string_view message_id) {
  return on_line<void>(
      [&](Line& line) { return line.session.move_again(uid, mailbox, message_id); });
}

Result<void> ImapMailbox::append(std::string_view mailbox, std::string_view raw,
                                 std::string_view message_id) {
  return on_line<void>([&](Line& line) { return line.session.append(mailbox, raw, message_id); });
}

}  // namespace tallyd
