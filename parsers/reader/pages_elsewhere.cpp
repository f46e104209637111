// SPDX-License-Identifier: GPL-3.0-or-later
// In the light reader's executable, in place of the adapters of formats that have pages to be
// looked at (parsers/documents/, tallyd_pages): the message is taken to a full reader.
#include <cstdlib>

#include "parsers/documents/format.h"
#include "parsers/documents/row_picture.h"

namespace tallyd {
namespace {

[[noreturn]] void leave(const Tools& tools) {
  if (tools.leave) tools.leave();
  std::abort();  // a light reader always has somewhere to go, and does not come back
}

}  // namespace

Document read_pdf(std::string_view, const Limits&, const Tools& tools) { leave(tools); }

Document read_image(std::string_view, const Limits&, const Tools& tools) { leave(tools); }

Document read_images(const std::vector<std::string_view>&, const Limits&, const Tools& tools) {
  leave(tools);
}

std::vector<std::string> pictures_of_rows(const PageImage&, const std::vector<PictureOfRow>&) {
  return {};  // without pages there are none
}

}  // namespace tallyd
