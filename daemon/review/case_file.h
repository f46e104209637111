// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "config/config.h"
#include "config/result.h"
#include "parsers/shown.h"
#include "storage/storage.h"

namespace tallyd {

/// What a person needs to decide a review item. Texts may come from a mail: not escaped.
struct CaseFile {
  struct DraftLine {
    std::string draft;     ///< with its title
    std::string read;      ///< "assigns authority; no comments"
    std::string evidence;  ///< what was seen; may be empty
    std::string stands;    ///< what counts for the administration now; empty: nothing
  };
  ReviewItem item;
  ReplyRecord reply;
  std::vector<std::pair<std::string, std::string>> facts;  ///< name and value
  std::vector<std::string> reasons;                        ///< why a person must look, sentences
  std::vector<DraftLine> drafts;
  std::vector<std::string> attachments;  ///< names, with how each begins
};

Result<CaseFile> case_file_of(Database& database, const Asked& asked, const ReviewItem& item,
                              const ReplyRecord& reply);

/// For a terminal: every text is made printable.
std::string to_text(const CaseFile& the_case);

/// One HTML page that needs nothing else: the message as it looks beside what was read of it.
/// Everything is escaped, and the page forbids scripts and whatever is not in it.
std::string to_html(const CaseFile& the_case, const std::vector<ShownFile>& files);

}  // namespace tallyd
