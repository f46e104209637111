// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/documents/html_tree.h"

#include <algorithm>
#include <array>
#include <csetjmp>
#include <cstddef>
#include <cstring>
#include <vector>

#include <gumbo.h>

namespace tallyd {
namespace {

constexpr std::size_t kDeepest = 512;
constexpr std::size_t kMostAttributes = 1000;
constexpr std::size_t kMemory = 512u << 20;
constexpr std::size_t kChunk = 1u << 20;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool is_letter(char c) { return lower(c) >= 'a' && lower(c) <= 'z'; }
bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '/';
}

template <std::size_t count>
bool among(const std::array<std::string_view, count>& list, std::string_view name) {
  return std::find(list.begin(), list.end(), name) != list.end();
}

/// No end tag, or one that is implied by the next of their kind: they do not deepen the tree.
constexpr std::array<std::string_view, 29> kFlat{
    "area",  "base",  "br",    "col",  "embed", "hr",   "img",    "input",    "link",    "meta",
    "param", "track", "wbr",   "p",    "li",    "td",   "th",     "tr",       "dd",      "dt",
    "tbody", "thead", "tfoot", "html", "head",  "body", "option", "optgroup", "colgroup"};

/// Their content is no markup.
constexpr std::array<std::string_view, 8> kRaw{"script", "style",   "textarea", "title",
                                               "xmp",    "noembed", "iframe",   "noframes"};

/// A walk over the tags as the tokenizer of the standard (13.2.5) would see them.
class Scan {
 public:
  explicit Scan(std::string_view html) : html_(html) {}

  std::size_t parseable() {
    while (at_ < html_.size()) {
      const std::size_t begin = html_.find('<', at_);
      if (begin == html_.npos) break;
      at_ = begin + 1;
      if (html_.substr(at_, 3) == "!--") {
        skip_behind("-->", at_ + 1);
      } else if (at_ < html_.size() && (html_[at_] == '!' || html_[at_] == '?')) {
        skip_behind(">", at_);
      } else if (at_ + 1 < html_.size() && html_[at_] == '/' && is_letter(html_[at_ + 1])) {
        ++at_;
        close(name());
        skip_behind(">", at_);
      } else if (at_ < html_.size() && is_letter(html_[at_])) {
        const std::string tag = name();
        if (!skip_attributes() || !open(tag)) return begin;
      }
    }
    return html_.size();
  }

 private:
  void skip_behind(std::string_view end, std::size_t from) {
    const std::size_t found = html_.find(end, from);
    at_ = found == html_.npos ? html_.size() : found + end.size();
  }

  std::string name() {
    std::string out;
    while (at_ < html_.size() && !is_space(html_[at_]) && html_[at_] != '>') {
      if (out.size() < 40) out += lower(html_[at_]);
      ++at_;
    }
    return out;
  }

  /// To behind the ">". False: too many attributes.
  bool skip_attributes() {
    std::size_t parts = 0;
    char before = ' ';  // last character that is no space
    for (; at_ < html_.size(); ++at_) {
      const char c = html_[at_];
      if (c == '>') {
        ++at_;
        break;
      }
      if ((c == '"' || c == '\'') && before == '=') {
        const std::size_t end = html_.find(c, at_ + 1);
        at_ = end == html_.npos ? html_.size() : end;
        before = ' ';
        ++parts;
        continue;
      }
      const bool begins = !is_space(c) && (is_space(html_[at_ - 1]) || before == ' ');
      if (begins && ++parts > 2 * kMostAttributes) return false;
      if (!is_space(c)) before = c;
    }
    return true;
  }

  bool open(const std::string& tag) {
    if (among(kFlat, tag)) return true;
    if (among(kRaw, tag)) {
      skip_raw(tag);
      return true;
    }
    open_.push_back(tag);
    return open_.size() <= kDeepest;
  }

  void skip_raw(const std::string& tag) {
    for (;;) {
      skip_behind("</", at_);
      if (at_ >= html_.size()) return;
      if (name() == tag) return;
    }
  }

  void close(const std::string& tag) {
    const auto found = std::find(open_.rbegin(), open_.rend(), tag);
    if (found != open_.rend()) open_.erase(std::prev(found.base()), open_.end());
  }

  std::string_view html_;
  std::size_t at_ = 0;
  std::vector<std::string> open_;
};

}  // namespace

std::size_t parseable_length(std::string_view html) { return Scan(html).parseable(); }

/// Gives memory and takes none back. Where it is used up, gumbo, which expects no failure, is left
/// by longjmp: it is C, and all it holds is in here.
struct HtmlTree::Arena {
  std::vector<std::unique_ptr<char[]>> chunks;
  std::size_t used = kChunk;  ///< of the last chunk
  std::size_t total = 0;
  std::jmp_buf exhausted = {};

  void* take(std::size_t size) {
    size = (size + 15) & ~std::size_t{15};
    if (size > kMemory || total + size > kMemory) return nullptr;
    total += size;
    if (size > kChunk / 4) {  // one of its own, below the one in use
      chunks.insert(chunks.begin(), std::unique_ptr<char[]>(new char[size]));
      return chunks.front().get();
    }
    if (used + size > kChunk) {
      chunks.push_back(std::unique_ptr<char[]>(new char[kChunk]));
      used = 0;
    }
    char* memory = chunks.back().get() + used;
    used += size;
    return memory;
  }

  static void* allocate(void* arena, std::size_t size) {
    auto* self = static_cast<Arena*>(arena);
    void* memory = self->take(size);
    if (memory == nullptr) std::longjmp(self->exhausted, 1);  // NOLINT: see above
    return memory;
  }
  static void free(void*, void*) {}
};

HtmlTree::HtmlTree(std::string_view utf8, Budget& budget) : arena_(std::make_unique<Arena>()) {
  // Text and its markup: Word writes ten times as much of it.
  const std::size_t most = budget.limits().text_bytes * 4;
  const std::size_t length = parseable_length(utf8.substr(0, most));
  if (utf8.size() > most) budget.doubt("The text is too long: its end was not read.");
  if (length < std::min(utf8.size(), most)) {
    budget.doubt("Parts of the document are nested too deeply to be read.");
  }
  text_ = utf8.substr(0, length);
  parse();
  if (root_ == nullptr) budget.doubt("The HTML text needs too much memory: it was not read.");
}

HtmlTree::~HtmlTree() = default;

void HtmlTree::parse() {
  GumboOptions options = kGumboDefaultOptions;
  options.allocator = &Arena::allocate;
  options.deallocator = &Arena::free;
  options.userdata = arena_.get();
  options.max_errors = 0;
  if (setjmp(arena_->exhausted) != 0) return;  // NOLINT: see Arena
  const GumboOutput* output = gumbo_parse_with_options(&options, text_.data(), text_.size());
  root_ = output->root;
}

}  // namespace tallyd
