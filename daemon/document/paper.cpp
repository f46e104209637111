// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/document/paper.h"

#include <algorithm>
#include <cstring>

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include "config/printable.h"

namespace tallyd {
namespace {

constexpr double kFontSize = 10;
// The first that is there and has the character. Debian: fonts-noto-core, fonts-noto-cjk.
constexpr const char* kFonts = "Noto Sans,Noto Sans Arabic,Noto Sans CJK SC,DejaVu Sans";

cairo_status_t append(void* bytes, const unsigned char* data, unsigned int length) {
  static_cast<std::string*>(bytes)->append(reinterpret_cast<const char*>(data), length);
  return CAIRO_STATUS_SUCCESS;
}

cairo_status_t take(void* rest, unsigned char* data, unsigned int length) {
  auto& bytes = *static_cast<std::string_view*>(rest);
  if (bytes.size() < length) return CAIRO_STATUS_READ_ERROR;
  std::memcpy(data, bytes.data(), length);
  bytes.remove_prefix(length);
  return CAIRO_STATUS_SUCCESS;
}

}  // namespace

struct Paper::Drawing {
  explicit Drawing(const std::string& language)
      : surface(cairo_pdf_surface_create_for_stream(&append, &bytes, kWidth, kHeight)),
        cairo(cairo_create(surface)),
        context(pango_cairo_create_context(cairo)) {
    pango_context_set_language(context, pango_language_from_string(language.c_str()));
    pango_context_set_base_dir(context,
                               language == "ar" ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR);
    cairo_set_line_width(cairo, 0.6);
  }
  ~Drawing() {
    g_object_unref(context);
    cairo_destroy(cairo);
    cairo_surface_destroy(surface);
  }
  Drawing(const Drawing&) = delete;
  Drawing& operator=(const Drawing&) = delete;

  std::string bytes;  // written until the surface is gone: declared before it
  cairo_surface_t* surface;
  cairo_t* cairo;
  PangoContext* context;
};

Paper::Paper(const std::string& language)
    : drawing_(std::make_unique<Drawing>(language)), mirrored_(language == "ar") {}

Paper::~Paper() = default;

LaidOut Paper::text(const std::string& words, double width, Weight weight) {
  LaidOut layout(pango_layout_new(drawing_->context), &g_object_unref);
  PangoFontDescription* const font = pango_font_description_from_string(kFonts);
  pango_font_description_set_absolute_size(font, kFontSize * PANGO_SCALE);
  pango_font_description_set_weight(
      font, weight == Weight::bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description(layout.get(), font);
  pango_font_description_free(font);
  pango_layout_set_auto_dir(layout.get(), FALSE);
  pango_layout_set_alignment(layout.get(), mirrored_ ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
  // The Arabic fonts leave room for vowel signs in two storeys.
  if (mirrored_) pango_layout_set_line_spacing(layout.get(), 0.75F);
  pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
  pango_layout_set_width(layout.get(), static_cast<int>(width * PANGO_SCALE));
  const std::string shown = printable(words);
  pango_layout_set_text(layout.get(), shown.c_str(), static_cast<int>(shown.size()));
  if (missing_.empty() && pango_layout_get_unknown_glyphs_count(layout.get()) > 0) missing_ = shown;
  return layout;
}

double Paper::height_of(const LaidOut& text) {
  int height = 0;
  pango_layout_get_size(text.get(), nullptr, &height);
  return static_cast<double>(height) / PANGO_SCALE;
}

void Paper::put(const LaidOut& text, double x, double y) {
  const double width = static_cast<double>(pango_layout_get_width(text.get())) / PANGO_SCALE;
  cairo_move_to(drawing_->cairo, from_left(x, width), y);
  pango_cairo_show_layout(drawing_->cairo, text.get());
}

void Paper::line(double x, double y, double to_x, double to_y) {
  cairo_move_to(drawing_->cairo, from_left(x, 0), y);
  cairo_line_to(drawing_->cairo, from_left(to_x, 0), to_y);
  cairo_stroke(drawing_->cairo);
}

void Paper::image(const std::string& png, double x, double y, double side) {
  std::string_view rest = png;
  cairo_surface_t* const picture = cairo_image_surface_create_from_png_stream(&take, &rest);
  cairo_save(drawing_->cairo);
  cairo_translate(drawing_->cairo, from_left(x, side), y);
  const double scale = side / std::max(1, cairo_image_surface_get_width(picture));
  cairo_scale(drawing_->cairo, scale, scale);
  cairo_set_source_surface(drawing_->cairo, picture, 0, 0);
  cairo_pattern_set_filter(cairo_get_source(drawing_->cairo), CAIRO_FILTER_NEAREST);
  cairo_paint(drawing_->cairo);
  cairo_restore(drawing_->cairo);
  cairo_surface_destroy(picture);
}

void Paper::new_page() { cairo_show_page(drawing_->cairo); }

double Paper::from_left(double x, double width) const { return mirrored_ ? kWidth - x - width : x; }

Result<std::string> Paper::pdf() {
  cairo_show_page(drawing_->cairo);
  cairo_surface_finish(drawing_->surface);
  if (!missing_.empty()) {
    return permanent("no font of this machine has all characters of \"" + missing_ +
                     "\" (Debian: fonts-noto-core, fonts-noto-cjk)");
  }
  if (cairo_surface_status(drawing_->surface) != CAIRO_STATUS_SUCCESS) {
    return permanent(std::string("cairo: ") +
                     cairo_status_to_string(cairo_surface_status(drawing_->surface)));
  }
  return drawing_->bytes;
}

}  // namespace tallyd
