// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/remind/remind.h"

#include "daemon/compose/names.h"
#include "storage/contacts.h"
#include "storage/replies.h"

namespace tallyd {
namespace {

/// Designations with their titles, one a line, as text and as HTML.
struct Drafts {
  std::string text;
  std::string html;
};

Drafts name_drafts(const DueReminder& due, const Consultation& consultation) {
  Drafts named;
  std::vector<std::vector<std::string>> rows;
  for (const std::string& draft : due.drafts) {
    const std::string name = draft_name(draft, &consultation);
    named.text += (named.text.empty() ? "  " : "\n  ") + name;
    rows.push_back({name});
  }
  named.html = html_rows(rows);
  return named;
}

Letter write(const DueReminder& due, const Consultation& consultation,
             const Administration& administration, const Reminding& reminding) {
  Letter letter;
  letter.language = administration.language;
  if (reminding.templates.count(letter.language) == 0) letter.language = "en";
  const Wording& words = wording(reminding.templates, letter.language);
  if (reminding.blank_form) {
    auto form = reminding.blank_form(consultation, administration, reminding.templates);
    if (form) letter.files.push_back(*std::move(form));
  }
  const Drafts drafts = name_drafts(due, consultation);
  const Values values = {
      {"circular", circular_name(consultation.circular, words)},
      {"administration", name_of(administration, letter.language)},
      {"deadline", long_date(consultation.deadline, letter.language)},
      {"drafts", drafts.text},
      {"form", word(words, letter.files.empty() ? "form_in_annex" : "form_attached")},
  };
  const Template& text = words.mails.find("reminder")->second;
  letter.subject = fill(text.subject, values);
  letter.body = fill(text.body, values);
  letter.html = html_letter(text, values, {{"drafts", drafts.html}}, letter.language);
  return letter;
}

Result<bool> queue_one(Database& database, const DueReminder& due, const OutboxMail& mail) {
  TALLYD_TRY_ASSIGN(Transaction transaction, Transaction::begin(database));
  const Reminder reminder{mail.circular, due.administration, due.offset, mail.message_id};
  TALLYD_TRY_ASSIGN(const Reminded reminded, queue_reminder(transaction, reminder, mail));
  TALLYD_TRY(transaction.commit());
  return reminded == Reminded::now;
}

}  // namespace

Letter write_reminder(const DueReminder& due, const Consultation& consultation,
                      const Administration& administration, const Reminding& reminding,
                      Instant now) {
  Letter letter = write(due, consultation, administration, reminding);
  letter.purpose = Purpose::reminder;
  letter.to = due.addresses;
  letter.circular = consultation.circular;
  letter.administration = due.administration;
  letter.now = now;
  letter.message_id = message_id_of("reminder " + consultation.circular + " " + due.administration +
                                        " " + std::to_string(due.offset.count()),
                                    reminding.letterhead);
  return letter;
}

std::optional<OutboxMail> compose_reminder(const DueReminder& due, const Consultation& consultation,
                                           const Reminding& reminding, Instant now) {
  const Administration* administration =
      find_administration(reminding.asked.administrations, due.administration);
  if (administration == nullptr || due.addresses.empty()) return std::nullopt;
  return to_outbox(write_reminder(due, consultation, *administration, reminding, now),
                   reminding.letterhead);
}

Result<RemindState> remind_state(Database& database, const std::string& circular) {
  RemindState state;
  TALLYD_TRY_ASSIGN(state.standing, standing_decisions(database, circular));
  TALLYD_TRY_ASSIGN(state.sent, reminders(database, circular));
  TALLYD_TRY_ASSIGN(state.failing, failing_addresses(database));
  return state;
}

Result<int> queue_due_reminders(Database& database, const Reminding& reminding, Instant now) {
  int queued = 0;
  for (const Consultation& consultation : reminding.asked.consultations) {
    if (consultation.reminders.empty() || !in_time(consultation, now)) continue;
    TALLYD_TRY_ASSIGN(const RemindState state, remind_state(database, consultation.circular));
    const auto all = due_reminders(consultation, reminding.asked.administrations, state, now);
    for (const DueReminder& due : all) {
      const auto mail = compose_reminder(due, consultation, reminding, now);
      if (!mail) continue;
      TALLYD_TRY_ASSIGN(const bool is_new, queue_one(database, due, *mail));
      queued += is_new ? 1 : 0;
    }
  }
  return queued;
}

Result<bool> is_moot(Database& database, const Asked& asked, const OutboxMail& mail, Instant now) {
  if (mail.purpose != Purpose::reminder) return false;
  const Consultation* consultation = find_consultation(asked, mail.circular);
  if (consultation == nullptr || !in_time(*consultation, now)) return true;
  TALLYD_TRY_ASSIGN(const auto standing,
                    standing_decisions(database, mail.circular, mail.administration));
  return open_drafts(*consultation, standing, mail.administration).empty();
}

}  // namespace tallyd
