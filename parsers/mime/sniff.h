// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace tallyd {

/// What a file is: its content decides, then its name, last the declared media type (all of them
/// may be empty). One of: docx, xlsx, pptx, odt, ods, odp, zip, pdf, rtf, doc, xls, ppt, msg
/// (Outlook item), ole, png, jpg, gif, bmp, tiff, webp, heic, tnef, eml, p7m, pgp, gzip, bzip2, xz,
/// 7z, rar, tar, html, text, xml, headers (text/rfc822-headers), report (message/delivery-status
/// …), calendar, vcard, unknown. The view is of static storage.
std::string_view sniff(std::string_view bytes, std::string_view file_name = {},
                       std::string_view declared = {});

}  // namespace tallyd
