// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/judgement/case.h"

#include <algorithm>
#include <utility>

namespace tallyd {
namespace {

const Administration* find_administration(const Register& administrations, std::string_view code) {
  const auto found = std::find_if(administrations.begin(), administrations.end(),
                                  [&](const auto& entry) { return entry.code == code; });
  return found == administrations.end() ? nullptr : &*found;
}

}  // namespace

const Administration* speaks_for(const Reading& reading, const Speaker& speaker,
                                 const Register& administrations) {
  const auto& candidates = speaker.administrations;
  const std::string& named = reading.administration_of_form;
  if (candidates.empty()) {
    return find_administration(administrations, named.empty() ? reading.administration : named);
  }
  if (candidates.size() == 1) return find_administration(administrations, candidates.front());
  const bool one_of_them =
      std::find(candidates.begin(), candidates.end(), named) != candidates.end();
  return one_of_them ? find_administration(administrations, named) : nullptr;
}

Case open_case(const Reading& reading, Instant received, const Asked& asked, const Policy& policy,
               Remembered remembered) {
  Case opened{reading, received, asked, policy, std::move(remembered), nullptr, nullptr, {}, {}};
  const auto& all = asked.consultations;
  const auto found = std::find_if(all.begin(), all.end(), [&](const Consultation& consultation) {
    return consultation.circular == reading.circular;
  });
  if (found != all.end()) opened.consultation = &*found;
  opened.speaker = find_speaker(reading.mail.from, asked.administrations);
  opened.administration = speaks_for(reading, opened.speaker, asked.administrations);
  opened.authentication = authenticate(reading.mail, policy.authserv_id, policy.required);
  return opened;
}

bool decides(const Decision& decision) {
  return decision.authority == Authority::assigned || decision.authority == Authority::not_assigned;
}

bool gives_reasons(const Reading& reading) {
  return std::any_of(reading.attachments.begin(), reading.attachments.end(),
                     [](const Attachment& attachment) {
                       return attachment.text.find_first_not_of(" \t\r\n") != std::string::npos;
                     });
}

bool differ(const Decision& one, const Decision& other) {
  if (one.authority != other.authority) return true;
  return one.authority == Authority::assigned && one.comments != other.comments;
}

}  // namespace tallyd
