// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/remind/blank_form.h"

#include <filesystem>

#include "daemon/document/form_document.h"
#include "storage/durable_file.h"

namespace tallyd {
namespace {

std::string type_of(const std::string& ending) {
  if (ending == ".pdf") return "application/pdf";
  if (ending == ".docx") {
    return "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
  }
  if (ending == ".odt") return "application/vnd.oasis.opendocument.text";
  if (ending == ".doc") return "application/msword";
  return "application/octet-stream";
}

}  // namespace

Result<MailFile> blank_form(const Consultation& consultation, const Administration& administration,
                            const Templates& templates) {
  if (consultation.blank_form.empty()) {
    MailFile made{"annex-2-" + administration.code + ".docx", type_of(".docx"), ""};
    TALLYD_TRY_ASSIGN(made.bytes, form_document(form_text(consultation, &administration, templates,
                                                          administration.language)));
    return made;
  }
  const std::filesystem::path path(consultation.blank_form);
  MailFile file{path.filename().string(), type_of(path.extension().string()), ""};
  TALLYD_TRY_ASSIGN(file.bytes, read_file(path));
  return file;
}

}  // namespace tallyd
