// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/pdf_file.h"

#include <fmt/format.h>

namespace tallyd::test {

namespace {

constexpr int kFirst = 6;  ///< number of the first object of objects_
constexpr const char* kPicture =
    "<< /Type /XObject /Subtype /Form /BBox [0 0 10 10] /Resources << >> /Length {} "
    ">>\nstream\n{}endstream";

}  // namespace

int PdfFile::add(const std::string& object) {
  objects_.push_back(object);
  return kFirst + static_cast<int>(objects_.size()) - 1;
}

void PdfFile::annotate(const std::string& object) { annotations_.push_back(add(object)); }

PdfFile& PdfFile::paper(int width, int height) {
  width_ = width;
  height_ = height;
  return *this;
}

PdfFile& PdfFile::text(double x, double y, const std::string& words, int points) {
  content_ += fmt::format("BT /F1 {} Tf {} {} Td ({}) Tj ET\n", points, x, y, words);
  return *this;
}

PdfFile& PdfFile::hidden(double x, double y, const std::string& words) {
  content_ += fmt::format("BT 3 Tr /F1 11 Tf {} {} Td ({}) Tj 0 Tr ET\n", x, y, words);
  return *this;
}

PdfFile& PdfFile::line(double x, double y, double to_x, double to_y, double level) {
  content_ += fmt::format("q {} G 1 w {} {} m {} {} l S Q\n", level, x, y, to_x, to_y);
  return *this;
}

PdfFile& PdfFile::square(double x, double y, double side) {
  content_ += fmt::format("1 w {} {} {} {} re S\n", x, y, side, side);
  return *this;
}

PdfFile& PdfFile::check_box(double x, double y, const std::string& shown,
                            const std::string& value) {
  annotate(
      fmt::format("<< /Type /Annot /Subtype /Widget /FT /Btn /T (box{}) /F 4 "
                  "/Rect [{} {} {} {}] /AS /{} /V /{} >>",
                  objects_.size(), x, y, x + 10, y + 10, shown, value));
  return *this;
}

PdfFile& PdfFile::check_box(double x, double y, const std::string& state, const Looks& looks) {
  const int on = add(fmt::format(kPicture, looks.on.size(), looks.on));
  const int off = add(fmt::format(kPicture, looks.off.size(), looks.off));
  annotate(
      fmt::format("<< /Type /Annot /Subtype /Widget /FT /Btn /T (box{}) /F {} "
                  "/Rect [{} {} {} {}] /AS /{} /V /{} "
                  "/MK << /CA (8) >> /AP << /N << /Yes {} 0 R /Off {} 0 R >> >> >>",
                  objects_.size(), looks.flags, x, y, x + 10, y + 10, state, state, on, off));
  return *this;
}

PdfFile& PdfFile::text_box(double x, double y, const std::string& value, const std::string& look) {
  const int drawn = add(fmt::format(kPicture, look.size(), look));
  annotate(
      fmt::format("<< /Type /Annot /Subtype /Widget /FT /Tx /T (box{}) /F 4 /Rect [{} {} {} {}] "
                  "/V ({}) /AP << /N {} 0 R >> >>",
                  objects_.size(), x, y, x + 10, y + 10, value, drawn));
  return *this;
}

PdfFile& PdfFile::draw_anew() {
  draw_anew_ = true;
  return *this;
}

PdfFile& PdfFile::cover(double x, double y, double width, double height) {
  content_ += fmt::format("1 g {} {} {} {} re f 0 g\n", x, y, width, height);
  return *this;
}

PdfFile& PdfFile::stamp(const std::string& name) {
  const std::string picture = "1 0 0 rg 0 0 10 10 re f\n";
  const int look = add(fmt::format(kPicture, picture.size(), picture));
  annotate(
      fmt::format("<< /Type /Annot /Subtype /Stamp /F 4 /Name /{} /Rect [400 800 420 820] "
                  "/AP << /N {} 0 R >> >>",
                  name, look));
  return *this;
}

PdfFile& PdfFile::tint(double x, double y, double side) {
  content_ += fmt::format("q .8 .843 1 rg {} {} {} {} re f Q\n", x, y, side, side);
  return *this;
}

PdfFile& PdfFile::annotation(const std::string& kind, const std::string& contents) {
  annotate(fmt::format("<< /Type /Annot /Subtype /{} /F 4 /Rect [500 20 510 30] /Contents ({}) >>",
                       kind, contents));
  return *this;
}

std::string PdfFile::bytes() const {
  std::string kids;
  for (const int number : annotations_) kids += fmt::format("{} 0 R ", number);
  std::vector<std::string> objects{
      fmt::format("<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [{}] {} >> >>", kids,
                  draw_anew_
                      ? "/NeedAppearances true /DA (/F1 0 Tf 0 g) /DR << /Font << /F1 5 0 R >> >>"
                      : ""),
      "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
      fmt::format("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {} {}] /Contents 4 0 R "
                  "/Resources << /Font << /F1 5 0 R >> >> /Annots [{}] >>",
                  width_, height_, kids),
      fmt::format("<< /Length {} >>\nstream\n{}endstream", content_.size(), content_),
      "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"};
  objects.insert(objects.end(), objects_.begin(), objects_.end());
  std::string out = "%PDF-1.7\n";
  std::string table = fmt::format("xref\n0 {}\n0000000000 65535 f \n", objects.size() + 1);
  for (std::size_t i = 0; i < objects.size(); ++i) {
    table += fmt::format("{:010} 00000 n \n", out.size());
    out += fmt::format("{} 0 obj\n{}\nendobj\n", i + 1, objects[i]);
  }
  const std::size_t at = out.size();
  return out + table +
         fmt::format("trailer << /Size {} /Root 1 0 R >>\nstartxref\n{}\n%%EOF\n",
                     objects.size() + 1, at);
}

}  // namespace tallyd::test
